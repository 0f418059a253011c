"""Answers on what was done: when two sides met last, how often, who visited, how they got on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlencode

from legation.ask.inwords.answer_types import Found, Sentence, found, plain, said
from legation.ask.inwords.asks_all import AsksAll
from legation.ask.inwords.meant_by import Taken
from legation.ask.inwords.understanding import Understood
from legation.ask.inwords.worded import (
    asked_days,
    days_value,
    given,
    names,
    of_article,
    on_day,
)
from legation.ask.listed import DeedRow
from legation.ask.met import HELD, Meeting, status_of
from legation.ask.timeline import Timeline, dealings
from legation.folding import name_key
from legation.records import Occurrence, Status
from legation.telling.phrases import counted

_VERBS = {"meet": "met", "speak": "met or spoke", "agree": "agreed"}


def last_time(query: AsksAll, asked: Understood) -> Found:
    """10: when two sides last met, spoke or agreed, by the latest day that is told."""
    left, right = _sides(asked)
    deed = asked.value("deed") or "meet"
    filters = given(on=days_value(asked))
    if deed == "agree":
        told = query.timeline(left, right, type="AGREE", **filters)
        held = [o for o in told.occurrences if _status(o, told) in HELD]
        planned = [o for o in told.occurrences if _status(o, told) is Status.PLANNED]
    else:
        met = query.meetings(left, right, **filters)
        told = met.timeline
        held = [m.occurrence for m in met.held if deed != "meet" or m.mode != "phone"]
        planned = [m.occurrence for m in met.planned]
    fields = {**_shown(asked), "verb": _VERBS[deed]}
    sentences = [*_last(held, told, fields)]
    if not sentences:
        for each in planned[:3]:
            whole = fields | {"day": on_day(each.when), "verb": deed}
            sentences.append(_sentence(10, "planned", [each], told, whole))
    address = f"/dyad/{quote(left)}/{quote(right)}?" + urlencode(
        {"type": "AGREE" if deed == "agree" else "CONSULT", **filters}
    )
    not_told = said(10, "not_told", **fields, on=asked_days(asked))
    return found(sentences, not_told=not_told, address=address)


def how_often(query: AsksAll, asked: Understood) -> Found:
    """11: how often two sides met, at a level and over days."""
    left, right = _sides(asked)
    level = asked.value("level")
    filters = given(on=days_value(asked), level=level)
    met = query.meetings(left, right, **filters)
    fields = {
        **_shown(asked),
        "level": f" {said(11, f'level {level}')}" if level else "",
        "on": asked_days(asked),
    }
    dated = [m for m in met.held if m.occurrence.when is not None]
    undated = [m for m in met.held if m.occurrence.when is None]
    sentences = []
    if met.held:
        many = len(dated) if dated else len(undated)
        whole = fields | _how_many(many, "meeting")
        sentences.append(Sentence(text=said(11, "count", **whole), records=_reports(met.held)))
    for each in met.held:
        whole = {"day": on_day(each.occurrence.when)}
        sentences.append(_sentence(11, "each", [each.occurrence], met.timeline, whole))
    if dated and undated:
        whole = _how_many(len(undated), "")
        sentences.append(Sentence(text=said(11, "undated", **whole), records=_reports(undated)))
    address = f"/meetings?{urlencode({'actor': left, 'with': right, **filters})}"
    return found(sentences, not_told=said(11, "not_told", **fields), address=address)


def visitors(query: AsksAll, asked: Understood) -> Found:
    """12: who visited a place."""
    place = asked.slot("place")
    assert place is not None
    filters = given(on=days_value(asked))
    rows = query.events(type="CONSULT.visit", **filters).stream()
    sentences = []
    for row in rows:
        where = _where(row, place)
        if where is None or row.event.status not in HELD:
            continue
        fields = {
            "visitor": names(row.event.actors),
            "place": where,
            "day": on_day(row.event.when),
            "source": of_article(row.source.article, row.event.trigger),
        }
        sentences.append(Sentence(text=said(12, "told", **fields), records=(row.event.id,)))
    address = f"/events?{urlencode({'type': 'CONSULT.visit', 'text': place.value, **filters})}"
    not_told = said(12, "not_told", place=plain(asked.shown("place") or ""), on=asked_days(asked))
    return found(sentences, not_told=not_told, address=address)


def relations(query: AsksAll, asked: Understood) -> Found:
    """25: how two sides got on: by class, the largest change, and what was not read."""
    left, right = _sides(asked)
    filters = given(on=days_value(asked))
    told = dealings(query.store, query.names, left, right, query.filters(of="timeline", **filters))
    every = told.occurrences
    fields = {**_shown(asked), "on": asked_days(asked)}
    sentences = []
    if every:
        quads = Counter(told.reports[o.reports[0]].event.quad for o in every)
        parts = [f"{many:,} {said(25, f'quad {quad}')}" for quad, many in sorted(quads.items())]
        whole = fields | {"quads": ", ".join(parts), **_how_many(len(every), "occurrence")}
        sentences.append(Sentence(text=said(25, "count", **whole), records=_of(every)))
        sentences += _turning(query, left, right, every, filters)
        undated = [o for o in every if o.when is None]
        if undated:
            whole = _how_many(len(undated), "")
            sentences.append(Sentence(text=said(25, "undated", **whole), records=_of(undated)))
    address = f"/dyad/{quote(left)}/{quote(right)}?{urlencode(filters)}".rstrip("?")
    return found(sentences, not_told=said(25, "not_told", **fields), address=address)


def _turning(
    query: AsksAll, left: str, right: str, every: Sequence[Occurrence], filters: dict[str, Any]
) -> Iterator[Sentence]:
    """The largest change from one month to the next, and the months of which nothing was read."""
    points = query.dyad(left, right).series(**filters).series.points
    by_month: dict[str, list[int]] = {}
    gaps = []
    for point in points:
        by_month.setdefault(point.period, []).append(point.count or 0)
        if point.gap and point.period not in gaps:
            gaps.append(point.period)
    known = [(month, counts) for month, counts in by_month.items() if any(counts)]
    pairs = [
        (abs(_balance(after) - _balance(before)), month, following)
        for (month, before), (following, after) in pairwise(known)
    ]
    largest = max(pairs, default=None)
    if largest is not None and largest[0]:
        _, first, last = largest
        months = [o for o in every if _month(o) in (first, last)]
        fields = {
            "first": first,
            "last": last,
            "before": _mood(by_month[first]),
            "after": _mood(by_month[last]),
        }
        yield Sentence(text=said(25, "change", **fields), records=_of(months) or _of(every))
    if gaps:
        told = gaps[0] if len(gaps) == 1 else f"{len(gaps)} months from {gaps[0]} to {gaps[-1]}"
        yield Sentence(text=said(25, "gaps", months=told), records=_of(every))


def _month(occurrence: Occurrence) -> str | None:
    when = occurrence.when
    return f"{when.first:%Y-%m}" if when is not None and when.first else None


def _balance(counts: Sequence[int]) -> int:
    """Occurrences with each other less those against, of the four classes of a month."""
    return counts[0] + counts[1] - counts[2] - counts[3]


def _mood(counts: Sequence[int]) -> str:
    return f"{counts[0] + counts[1]} with and {counts[2] + counts[3]} against"


def _last(held: Iterable[Occurrence], told: Timeline, fields: dict[str, str]) -> Iterator[Sentence]:
    dated = [o for o in held if o.when is not None and (o.when.last or o.when.first)]
    undated = [o for o in held if o.when is None]
    if dated:
        latest = max(dated, key=lambda o: (_end(o), o.id))
        whole = fields | {"day": on_day(latest.when)}
        yield _sentence(10, "last", [latest], told, whole)
    for each in undated[:5]:
        yield _sentence(10, "undated", [each], told, fields)


def _end(occurrence: Occurrence) -> date:
    when = occurrence.when
    return (when.last or when.first or date.min) if when else date.min


def _sentence(
    template: int, part: str, which: Sequence[Occurrence], told: Timeline, fields: dict[str, str]
) -> Sentence:
    """A sentence on an occurrence with its first report's words."""
    report = told.reports[which[0].reports[0]]
    article = told.sources[report.event.trigger.article_id].article
    source = of_article(article, report.event.trigger)
    return Sentence(text=said(template, part, source=source, **fields), records=_of(which))


def _of(every: Iterable[Occurrence]) -> tuple[str, ...]:
    return tuple(report for each in every for report in each.reports)


def _reports(meetings: Iterable[Meeting]) -> tuple[str, ...]:
    return _of(m.occurrence for m in meetings)


def _status(occurrence: Occurrence, told: Timeline) -> Status:
    return status_of(told.reports[r].event for r in occurrence.reports)


def _sides(asked: Understood) -> tuple[str, str]:
    return asked.asked("a") or "", asked.asked("b") or ""


def _shown(asked: Understood) -> dict[str, str]:
    return {side: plain(asked.shown(side) or "") for side in ("a", "b")}


def _how_many(many: int, unit: str) -> dict[str, str]:
    told = counted(many, unit) if unit else f"{many:,}"
    return {"count": told, "are": "is" if many == 1 else "are"}


def _where(row: DeedRow, place: Taken) -> str | None:
    """Where a visit was, in the words of the record, if that is the place asked for.

    It is by the name of the town; by whose country it was to, where no town is told or the country
    is asked for; and by the words of the sentence behind those of the visit.
    """
    event = row.event
    bare = name_key(place.value).removeprefix("the ")
    if event.place is not None and bare in name_key(event.place.name):
        return plain(event.place.name)
    to = [m for m in event.recipients if m.country and m.country in {p.id for p in place.meanings}]
    whole = any(bare in (name_key(m.name), name_key(m.id or "")) for m in place.meanings)
    if to and (whole or event.place is None):
        return names(to)
    behind = row.source.article.text[event.trigger.start :][: len(row.sentence)]
    in_words = bare in name_key(row.sentence) and bare in name_key(behind)
    return plain(place.value) if in_words else None
