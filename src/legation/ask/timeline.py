"""What happened between parties, by day: occurrences with their reports."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from legation.ask.filters import Asked, Filters
from legation.ask.listed import DeedRow, SourceRow, rows_at
from legation.ask.names import Names
from legation.ask.sources import Counted
from legation.records import Event, Occurrence, Report
from legation.store import Store, near
from legation.store.asking.from_lines import outlines_at
from legation.store.asking.knowing import end_of
from legation.store.asking.patience import check_time
from legation.store.asking.selecting import Selection, select_events
from legation.store.asking.wanted import Known, Party, Span, Wanted, Window
from legation.store.judgements import judgements_on
from legation.stories.closure import closure
from legation.stories.fingerprint import fingerprint
from legation.stories.occurrences import find_occurrences, judged_pairs
from legation.stories.origins import Origins
from legation.stories.reports import report_of

MOST_EVENTS = 20_000  # of one party: what is merged must fit in memory, and be done in a minute

SLACK = timedelta(days=40)  # around days asked for: reports of their events stand so near
AT_ONCE = 250  # of one party, where somebody waits for a page: a tenth of a second or two


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Occurrences with their reports, and the sources of these, by article.

    `counted.undated` are the occurrences left out for having no day; `unread` the events, the
    earliest, that were not looked at since there were too many, counted to ten times as many as
    were.
    """

    occurrences: tuple[Occurrence, ...]
    reports: Mapping[str, Report]
    sources: Mapping[str, SourceRow]
    counted: Counted
    unread: int = 0


def timeline(
    store: Store,
    names: Names,
    parties: Sequence[str],
    filters: Filters | None = None,
    *,
    most: int = MOST_EVENTS,
    about: Collection[str] | None = None,
) -> Timeline:
    """What happened between the parties (names, ids, offices or countries), by day.

    Without parties all events that fit are merged.
    All events with any of them that fit the filters are merged, and those occurrences kept in which
    all take part, in one report or another. At most `most` events of each party are looked at, the
    latest; where one of several parties has more, the latest of those that name all of them, so
    that a small party's history is not cut short by a large one's. With `about` only occurrences
    are given that have one of these events among their reports. Raises `InputError` for a name that
    nobody bears or that may be of several things.
    """
    asked, filters = Asked(names, store), filters or Filters()
    plain = asked.ready(replace(filters, on=None))
    reports: dict[str, Report] = {}
    sources: dict[str, SourceRow] = {}
    named = tuple(map(asked.party, parties))
    days = filters.on.pair if filters.on else None
    sought = _of_each(store, plain, named, most)
    if days is not None and _is_cut(sought):
        plain = replace(plain, around=_around(days))
        sought = _of_each(store, plain, named, most)
    unread = sum(found.total - len(found.places) for found in sought)
    if len(named) > 1 and _is_cut(sought):
        both = _of(store, plain, named, most)
        unread = sum(found.total - len(both.places) for found in sought)
        sought = [both]
    if about is not None:
        sought = _around_some(store, sought, about, plain.known)
    takes_part = [_load(store, found, reports, sources) for found in sought]
    merged = _merged(store, reports, sources, plain.known)
    kept = [each for each in merged if all(ids & set(each.reports) for ids in takes_part)]
    if about is not None:
        kept = [each for each in kept if not {*about}.isdisjoint(each.reports)]
    inside = tuple(
        each
        for each in kept
        if (days is None or _within(each, *days)) and _from_so_many(each, filters.origin)
    )
    return Timeline(
        occurrences=inside,
        reports=reports,
        sources=sources,
        counted=Counted(
            total=len(inside),
            undated=sum(each.when is None for each in kept) if days else 0,
            resolved=tuple(asked.resolved),
        ),
        unread=unread,
    )


def _of_each(store: Store, plain: Wanted, parties: Sequence[Party], most: int) -> list[Selection]:
    """The events of each party by itself; without parties all that fit."""
    return [_of(store, plain, (party,), most) for party in parties] or [_of(store, plain, (), most)]


def _around_some(
    store: Store, sought: Sequence[Selection], about: Collection[str], known: Known | None
) -> list[Selection]:
    """Of what was selected only what can come under one event with some, named by their ids."""
    if not about:
        return [replace(found, places=()) for found in sought]
    with store.reading() as connection:
        outlines = outlines_at(connection, [place for found in sought for place in found.places])
        articles = sorted({place.article_id for place in outlines})
        judged = judgements_on(connection, articles, before=end_of(known[0]) if known else None)
    places = {report.event.id: place for place, report in outlines.items()}

    def load(ids: Sequence[str]) -> Mapping[str, Report]:
        reports: dict[str, Report] = {}
        chosen = Selection(places=tuple(places[id_] for id_ in ids), total=len(ids))
        _load(store, chosen, reports, {})
        return reports

    pairs = judged_pairs(judged, outlines.values())
    ids = closure(about, outlines.values(), load, pairs)
    inside = {places[id_] for id_ in ids}  # all others stand apart from these
    return [
        replace(found, places=tuple(place for place in found.places if place in inside))
        for found in sought
    ]


def _is_cut(sought: Sequence[Selection]) -> bool:
    return any(found.total > len(found.places) for found in sought)


def _around(days: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    """Some days with those before and after from which reports of the same events come."""
    first, last = days
    return first and first - SLACK, last and last + SLACK


def _of(store: Store, plain: Wanted, parties: Sequence[Party], most: int) -> Selection:
    """The latest events that fit and in which all of some parties take part.

    What is beyond is counted so far that ten times as many can be told.
    """
    sides = (*plain.actor.wanted, *parties)
    wanted = replace(plain, actor=replace(plain.actor, wanted=sides))
    return select_events(store, wanted, limit=most, window=Window(count_to=10 * most))


def latest_first(each: Occurrence) -> tuple[int, str]:
    """The key of occurrences by their latest possible day; those without one come last."""
    at = (each.when.last or each.when.first) if each.when else None
    return (-at.toordinal() if at else 0, each.id)


def dealings(
    store: Store,
    names: Names,
    left: str,
    right: str,
    filters: Filters | None = None,
    *,
    most: int = MOST_EVENTS,
) -> Timeline:
    """The part of the timeline of two sides in which they deal with each other.

    One acts on the other, or both take part in what has no recipient, such as a meeting, or let
    prisoners go together; what a
    third party did to both, or both to a third, is left out.
    """
    asked, filters = Asked(names, store), filters or Filters()
    plain = asked.ready(replace(filters, on=None))
    one, other = asked.party(left), asked.party(right)
    acting = plain.actors_from.wanted
    facing: set[str] = set()
    for actors, recipients in (((one,), (other,)), ((other,), (one,)), ((one, other), ())):
        wanted = replace(
            plain,
            actors_from=replace(plain.actors_from, wanted=(*acting, *actors)),
            actors_to=replace(plain.actors_to, wanted=(*plain.actors_to.wanted, *recipients)),
        )
        chosen = select_events(store, wanted, limit=most, window=Window(count_to=0))
        for row in rows_at(store, "events", chosen.places, chains=False):
            assert isinstance(row, DeedRow)
            event = row.event
            if recipients or among_themselves(event):
                facing.add(event.id)
    return timeline(store, names, (left, right), filters, most=most, about=facing)


def among_themselves(event: Event) -> bool:
    """Whether those who act have nobody else before them: they met, or exchanged prisoners.

    Whoever is let go by two states together, and is of no third, was let go by one to the other.
    """
    if not event.recipients:
        return True
    own = {None, *(actor.country for actor in event.actors)}
    let_go = (event.type, event.mode) == ("RETREAT", "release")
    return let_go and all(who.country in own for who in event.recipients)


def _load(
    store: Store,
    found: Selection,
    reports: dict[str, Report],
    sources: dict[str, SourceRow],
) -> set[str]:
    """The ids of the events selected; their reports and sources are added to those given."""
    ids: set[str] = set()
    for row in rows_at(store, "events", found.places, chains=False):
        assert isinstance(row, DeedRow)
        ids.add(row.event.id)
        if row.event.id not in reports:
            reports[row.event.id] = report_of(row.event, row.source.article)
            sources.setdefault(row.source.article.id, row.source)
    return ids


def _merged(
    store: Store,
    reports: Mapping[str, Report],
    sources: Mapping[str, SourceRow],
    known: Known | None,
) -> tuple[Occurrence, ...]:
    """The occurrences that the reports tell of, by what people had said of them at a day's end."""
    check_time()
    articles = sorted(sources)
    with store.reading() as connection:
        judged = judgements_on(connection, articles, before=end_of(known[0]) if known else None)
        texts = {text.article_id: text for text in near.heads(connection, articles)}
        copied = near.copies_of(connection, articles)
    prints = [texts.get(a) or fingerprint(sources[a].article) for a in articles]
    origins = Origins(prints, copied)
    return find_occurrences(reports.values(), judged, origins=origins.count)


def _from_so_many(occurrence: Occurrence, span: Span | None) -> bool:
    """Whether an occurrence has as many independent origins as asked for."""
    origins = occurrence.independent_origins
    if span is None:
        return True
    return (span.low or 0) <= origins and (span.high is None or origins <= span.high)


def _within(occurrence: Occurrence, first: date | None, last: date | None) -> bool:
    when = occurrence.when
    if when is None:
        return False
    return not (
        (first is not None and when.last is not None and when.last < first)
        or (last is not None and when.first is not None and when.first > last)
    )
