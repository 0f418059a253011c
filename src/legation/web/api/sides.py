"""Occurrences, meetings, two sides, actors, offices, facts, commitments, what is new, records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.grammar.asking import COUNT_TO, Asking, asking_of, pairs_in
from legation.ask.grammar.lists import limit_of, named_values
from legation.ask.lazily.commitments import CommitmentsOf, commitments_asked
from legation.ask.lazily.dyads import SeriesOf
from legation.ask.lazily.facts import FactsOf, facts_asked
from legation.ask.met import Met, met
from legation.ask.query import Query
from legation.ask.series import SERIES, dyad_series
from legation.ask.tabular.calendars import meeting_calendar, write_calendar
from legation.ask.tabular.items import (
    Item,
    choice_item,
    commitment_item,
    day_item,
    iso,
    meaning_item,
    meeting_item,
    occurrence_item,
    resolved_item,
)
from legation.ask.timeline import AT_ONCE, MOST_EVENTS, Timeline, latest_first, timeline
from legation.atlas.perspectives import NEUTRAL, view_named
from legation.errors import InputError
from legation.web.api import correcting, doubting, forms, in_words
from legation.web.api.record_lists import view_of

Answer = Callable[..., Response]
LATEST = 50  # reports of meetings, to find the last one of two sides in


def add_answers(router: APIRouter) -> None:
    """The addresses of all answers that are no plain lists of records."""
    for path, answer, suffixes in (
        ("/timeline", occurrences, ("json",)),
        ("/meetings", meetings, ("json", "ics")),
        ("/dyad/{left}/{right}", dyad, ("json",)),
        ("/dyad/{left}/{right}/series", series, ("json", "jsonl", "csv", "parquet")),
        ("/dyad/{left}/{right}/meetings", dyad_meetings, ("json", "ics")),
        ("/actor/{name}", actor, ("json",)),
        ("/office/{country}/{title}", office, ("json",)),
        ("/facts", facts, ("json",)),
        ("/fact/{predicate}/{subject}/{object}", slot, ("json",)),
        ("/commitments", commitments, ("json", "jsonl", "ics")),
        ("/new", new, ("json",)),
        ("/resolve", resolve, ("json",)),
        ("/ask", in_words.ask, ("json",)),
        ("/ask/certificate", in_words.certificate, ("json",)),
        ("/corrections", correcting.listed, ("json", "jsonl")),
        ("/questions", doubting.doubted, ("json", "jsonl")),
        ("/diff", differences, ("json",)),
        ("/sources", sources, ("json",)),
        ("/record/{key}", record, ("json",)),
    ):
        router.add_api_route(path, answer, methods=["GET", "HEAD"], include_in_schema=False)
        if "{" not in path or path.startswith("/dyad/{left}/{right}/"):
            for suffix in suffixes:
                router.add_api_route(
                    f"{path}.{suffix}",
                    _with_suffix(answer, suffix),
                    methods=["GET", "HEAD"],
                    include_in_schema=False,
                )


def _with_suffix(answer: Answer, suffix: str) -> Answer:
    if answer in (series, dyad_meetings):

        def of_sides(request: Request, left: str, right: str) -> Response:
            return answer(request, left, right, suffix)

        return of_sides

    def of_list(request: Request) -> Response:
        return answer(request, suffix=suffix)

    return of_list


def occurrences(request: Request, suffix: str | None = None) -> Response:
    """Occurrences, the latest first, each with its reports."""
    query, asking = _asked(request, "timeline")
    forms.form_of(request, suffix, ("json",))
    found = timeline(query.store, query.names, (), asking.filters, most=AT_ONCE)
    return forms.as_json(_timeline(found, asking))


def meetings(request: Request, suffix: str | None = None) -> Response:
    """Meetings held, planned and otherwise told."""
    query, asking = _asked(request, "meetings")
    form = forms.form_of(request, suffix, ("json", "ics"))
    found = met(query.names, (), asking.filters, most=AT_ONCE)
    if form == "ics":
        return forms.as_calendar(write_calendar(meeting_calendar(found)), "meetings")
    return forms.as_json(_met(found, asking))


def dyad(request: Request, left: str, right: str) -> Response:
    """What happened between two sides, and when they met last."""
    query, asking = _asked(request, "timeline")
    found = timeline(query.store, query.names, (left, right), asking.filters, most=AT_ONCE)
    last = met(query.names, (left, right), asking.filters, most=LATEST).last
    body = _timeline(found, asking)
    body["last_met"] = iso(last.occurrence.when.last) if last and last.occurrence.when else None
    return forms.as_json(body)


def dyad_meetings(request: Request, left: str, right: str, suffix: str | None = None) -> Response:
    """When two sides met or spoke."""
    query, asking = _asked(request, "meetings")
    form = forms.form_of(request, suffix, ("json", "ics"))
    found = met(query.names, (left, right), asking.filters, most=AT_ONCE)
    if form == "ics":
        return forms.as_calendar(write_calendar(meeting_calendar(found)), "meetings")
    return forms.as_json(_met(found, asking))


def series(request: Request, left: str, right: str, suffix: str | None = None) -> Response:
    """Two sides by month and quad class, with the articles read of each month; gaps are `null`.

    Here and in its files the count is of all that Python merges, however long it takes: a series
    is reckoned with, and a table has no room to say what was left out.
    """
    query = _query(request)
    form = forms.form_of(request, suffix, ("json", "jsonl", "csv", "parquet"))
    asking = asking_of(request.url.query, "timeline", today=query.today)
    found = SeriesOf(
        series=dyad_series(query.store, query.names, left, right, asking.filters, most=MOST_EVENTS)
    )
    if form == "json":
        items = forms.flat(SERIES, found)
        told: Item = {"unit": "occurrences", "unplaced": found.series.unplaced}
        told["unread"] = found.series.timeline.unread
        return forms.as_json({"items": items, **told, "view": view_of(asking)})
    make = {"jsonl": forms.as_lines, "csv": forms.as_csv, "parquet": forms.as_parquet}[form]
    return make(SERIES, found, "series")


def actor(request: Request, name: str) -> Response:
    """Who is meant by a name, and how much there is of each kind, exact to 10,000."""
    query = _query(request)
    _no_query(request, "actor")
    found = query.resolve(name)
    found.those()
    counts = {
        "said": query.statements(speaker=name).count(up_to=COUNT_TO),
        "told": query.statements(addressee=name).count(up_to=COUNT_TO),
        "occurrences_of": query.events(actor=name).count(up_to=COUNT_TO),
        "claimed": query.claims(actor=name).count(up_to=COUNT_TO),
    }
    exact = all(n <= COUNT_TO for each in counts.values() for n in each.values())
    shown = {k: {unit: min(n, COUNT_TO) for unit, n in c.items()} for k, c in counts.items()}
    return forms.as_json({**resolved_item(found), "count": shown, "exact": exact})


def office(request: Request, country: str, title: str) -> Response:
    """Who holds an office on a day, or who was known in it last.

    `-` for the country leaves whose office it is to the title: "NATO secretary general".
    """
    query = _query(request)
    given = named_values(_pairs(request), ("on",), of="office")
    words = title.replace("-", " ") + ("" if country == "-" else f" of {country}")
    items = [
        {
            "office": meaning_item(each.office),
            "on": iso(each.day),
            "holders": [
                {"name": s.actor.name, "id": s.actor.id, "when": day_item(s.office.when)}
                for s in (each.holders or each.last)
            ],
            "known_on_the_day": bool(each.holders),
            "claims": [told.claim.id for told in each.told],
        }
        for each in query.holds(words, on=given.get("on"))
    ]
    return forms.as_json({"items": items})


def facts(request: Request, suffix: str | None = None) -> Response:
    """Facts by slot, with the claims behind them and what the view makes of them."""
    return _facts(request, _pairs(request))


def slot(request: Request, predicate: str, subject: str, object: str) -> Response:
    """The facts of a slot; `*` leaves a side open."""
    sides = (("predicate", predicate), ("subject", subject), ("object", object))
    return _facts(request, [*(s for s in sides if s[1] != "*"), *_pairs(request)])


def _facts(request: Request, pairs: Sequence[tuple[str, str]]) -> Response:
    query = _query(request)
    asked = facts_asked(pairs, today=query.today)
    of = FactsOf(store=query.store, names=query.names, asked=asked)
    found = of.found()
    extra = _extra(pairs, query.today)
    return forms.as_json(
        {
            "items": [choice_item(choice, extra) for choice in found.choices],
            "more": found.more,
            "count": {"facts": found.slots, "claims": found.claims},
            "view": {
                "known": iso(asked.known),
                "clock": str(asked.clock),
                "perspective": view_named(dict(pairs).get("view", NEUTRAL)),
                "by": asked.by,
                "order": str(asked.order),
            },
        }
    )


def differences(request: Request, suffix: str | None = None) -> Response:
    """What the record came to hold, turned over and gave up between two days."""
    query = _query(request)
    names = ("from", "known", "clock", "actor", "extra", "view")
    given = named_values(_pairs(request), names, of="diff")
    if "from" not in given:
        raise InputError("from: name the earlier day, as in from=2026-01-01&known=2026-01-31")
    clock = given.get("clock", "published")
    found = query.diff(given["from"], given.get("known"), actor=given.get("actor"), clock=clock)
    extra = _extra(_pairs(request), query.today)
    sides = {"came": found.came, "turned": found.turned, "gone": found.gone}
    body: Item = {name: [choice_item(c, extra) for c in side] for name, side in sides.items()}
    count = {name: len(side) for name, side in sides.items()}
    return forms.as_json({**body, "more": found.more, "count": count})


def commitments(request: Request, suffix: str | None = None) -> Response:
    """Promises and demands, and how they stand."""
    query = _query(request)
    form = forms.form_of(request, suffix, ("json", "jsonl", "ics"))
    asked = commitments_asked(_pairs(request), today=query.today)
    of = CommitmentsOf(store=query.store, names=query.names, asked=asked, most=query.most_articles)
    if form == "ics":
        return forms.as_calendar(of.to_ics(), "deadlines")
    every = list(of)
    shown = every[: asked.limit or len(every)]
    if form == "jsonl":
        lines = (bytes(forms.as_json(commitment_item(each)).body) for each in shown)
        return Response(b"".join(f + b"\n" for f in lines), media_type=forms.TYPES["jsonl"])
    standing: dict[str, int] = {}
    for each in every:
        standing[str(each.status)] = standing.get(str(each.status), 0) + 1
    items = [commitment_item(each) for each in shown]
    return forms.as_json(
        {
            "items": items,
            "count": {"commitments": len(every)},
            "by_status": standing,
            "unread": of.unread,
        }
    )


def new(request: Request, suffix: str | None = None) -> Response:
    """Articles published since a day, or without one taken in since it."""
    query = _query(request)
    given = named_values(_pairs(request), ("since", "actor", "limit"), of="new", twice=("actor",))
    if "since" not in given:
        raise InputError("since: name the day from which on, as in since=2024-03-01")
    about = tuple(given["actor"].split(",")) if "actor" in given else ()
    limit = limit_of(given["limit"]) if "limit" in given else 50
    found = query.new(given["since"], about=about, limit=limit)
    items = [
        {
            "article": each.source.article.id,
            "title": each.source.article.title,
            "outlet": each.source.outlet,
            "published": day_item(each.source.article.published),
            "url": each.source.at.url,
            "came": iso(each.arrival.recorded_at),
            "origins": each.story.independent_origins,
            "copy_of": each.copy_of,
        }
        for each in found.articles
    ]
    count = {"articles": found.total, "undated": found.undated}
    return forms.as_json({"items": items, "count": count})


def resolve(request: Request, suffix: str | None = None) -> Response:
    """Who or what is meant by a name: one, a choice, or nobody with near names."""
    query = _query(request)
    given = named_values(_pairs(request), ("name", "on"), of="resolve")
    if "name" not in given:
        raise InputError("name: give the name that is meant, as in name=Guterres")
    day = query.filters(told=given["on"]).told if "on" in given else None
    return forms.as_json(resolved_item(query.resolve(given["name"], on=day.last if day else None)))


def sources(request: Request, suffix: str | None = None) -> Response:
    """What was read: articles by outlet and year, and what was skipped."""
    from legation.ask.coverage import what_was_read

    _no_query(request, "sources")
    read = what_was_read(_query(request).store)
    counts = read.counts
    return forms.as_json(
        {
            "count": {
                "articles": counts.articles,
                "statements": counts.statements,
                "reports": counts.events,
                "claims": counts.claims,
            },
            "articles_by_year": {str(year): times for year, times in read.years.items()},
            "undated": read.undated,
            "outlets": [
                {
                    "outlet": s.outlet,
                    "articles": s.articles,
                    "first": iso(s.first),
                    "last": iso(s.last),
                }
                for s in read.outlets
            ],
            "skipped": dict(counts.skipped),
        }
    )


def record(request: Request, key: str) -> Response:
    """One record by its id, or the first eight characters of it, with its article."""
    from legation.codec import encode_record

    query = _query(request)
    _no_query(request, "record")
    found = query.find(key)
    body = encode_record(found.record)
    told = body.decode() if isinstance(body, bytes) else body
    article = found.reading.article.id
    head = f'{{"kind":"{found.kind}","id":"{found.id}","article":"{article}","record":'
    return Response(head + told + "}", media_type=forms.TYPES["json"])


def _timeline(found: Timeline, asking: Asking) -> Item:
    shown = islice(sorted(found.occurrences, key=latest_first), asking.limit)
    articles = {a for each in found.occurrences for a in each.articles}
    return {
        "items": [occurrence_item(each, found, asking.extra) for each in shown],
        "count": {
            "occurrences": len(found.occurrences),
            "reports": sum(len(each.reports) for each in found.occurrences),
            "articles": len(articles),
            "origins": sum(each.independent_origins for each in found.occurrences),
            "undated": found.counted.undated,
        },
        "unread": found.unread,
        "names": [resolved_item(each) for each in found.counted.resolved],
        "view": view_of(asking),
    }


def _met(found: Met, asking: Asking) -> Item:
    every = (*found.held, *found.planned, *found.other)
    return {
        "items": [meeting_item(each, found, asking.extra) for each in every[: asking.limit]],
        "last": found.last.occurrence.id if found.last else None,
        "count": {
            "held": len(found.held),
            "planned": len(found.planned),
            "possible_or_denied": len(found.other),
            "undated": found.counted.undated,
        },
        "view": view_of(asking),
    }


def _asked(request: Request, kind: str) -> tuple[Query, Asking]:
    query = _query(request)
    return query, asking_of(request.url.query, kind, today=query.today)


def _query(request: Request) -> Query:
    query: Query = request.app.state.pages.query
    return query


def _pairs(request: Request) -> tuple[tuple[str, str], ...]:
    return pairs_in(request.url.query)


def _no_query(request: Request, what: str) -> None:
    named_values(_pairs(request), ("view",), of=what)


def _extra(pairs: Iterable[tuple[str, str]], today: date) -> tuple[str, ...]:
    told = [v for n, v in pairs if n == "extra"]
    return asking_of([("extra", told[0])], "events", today=today).extra if told else ()
