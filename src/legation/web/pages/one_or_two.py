"""The page of two: what happened between them, by direction and time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.grammar.lists import one_of
from legation.ask.query import Query
from legation.ask.resolving.meanings import Meaning
from legation.ask.said import Quotation
from legation.ask.series import QUADS, Point
from legation.ask.timeline import AT_ONCE, Timeline, latest_first, timeline
from legation.errors import InputError
from legation.records import Event, Occurrence, Precision, When
from legation.store.asking.published import published_by_day
from legation.telling.phrases import when_phrase
from legation.telling.safe import clean
from legation.web.differing import told_differently
from legation.web.downloads import data_links
from legation.web.draw.glyphs import cut
from legation.web.draw.strip import Cell, Column, quad_strip
from legation.web.draw.strip_told import can_be_told, strip_in_words
from legation.web.lived import lived
from legation.web.pages.actor_page import is_one, one_meant
from legation.web.pages.meeting_page import calendar_of
from legation.web.promises import commitment, made_between
from legation.web.rendering import Pages, counted
from legation.web.shown import claim_line, days_between, latest_day, statement_line, told_of

router = APIRouter(include_in_schema=False)
BOTH, WAYS = "", ("there", "together", "back")  # in the order of the lanes
SHOWN, SAID = 60, 5  # occurrences and statements on the page


@router.get("/dyad/{left}/{right}")
def dyad(request: Request, left: str, right: str) -> Response:
    """What happened between two, what they say of each other, and what is said to hold."""
    pages: Pages = request.app.state.pages
    query = pages.at(request)
    one, other = one_meant(query, left), one_meant(query, right)
    keys = (one.id or one.name, other.id or other.name)
    way = one_of("way", request.query_params.get("way", "").strip() or BOTH, (BOTH, *WAYS))
    if keys[0] == keys[1]:
        raise InputError(f"{one.name} stands on both sides; name two")
    found = timeline(query.store, query.names, keys, query.filters(of="timeline"), most=AT_ONCE)
    lanes = (f"{one.name} → {other.name}", "together", f"{other.name} → {one.name}")
    met = query.meetings(*keys)
    both = [(keys[0], keys[1]), (keys[1], keys[0])]
    told = _said(query, both, {keys[0]: one.name, keys[1]: other.name})
    held = [c for a, b in both for c in query.claims(subject=a, object=b).limit(8).stream()]
    bound = made_between(query, *keys[:2])
    published = published_by_day(query.store, query.known_by)
    shown = [
        each
        for each in sorted(found.occurrences, key=latest_first)
        if way in (BOTH, WAYS[_way(found, each, one, other)])
    ]
    columns = _columns(replace(found, occurrences=tuple(shown)), one, other, published)
    strip = strip_in_words if can_be_told(columns) else quad_strip
    path = f"/dyad/{quote(keys[0], safe='')}/{quote(keys[1], safe='')}"
    return pages.page(
        request,
        "dyad.html",
        title=f"{clean(one.name)} and {clean(other.name)}",
        one=one,
        other=other,
        keys=keys,
        ways=[
            (word, number, pages.address(path, **_kept(request), way=name), way == name)
            for name, word, number in _ways(found, one, other, lanes)
        ],
        way=way,
        strip=strip(
            lanes, columns, title=f"Occurrences between {one.name} and {other.name} by time"
        ),
        rail=[
            (c.label, c.sub, [(lanes[cell.lane], _marks(cell)) for cell in c.cells])
            for c in columns
        ],
        summary=_summary(found),
        agreed=_agreed(found),
        met=[lived(m.occurrence, met.timeline) for m in met.held[:6]],
        planned=[lived(m.occurrence, met.timeline) for m in met.planned[:4]],
        calendar=calendar_of(met, published, most=1),
        all_met=pages.address("/meetings", actor=keys[0], **{"with": keys[1]}),
        said=[statement_line(each) for each in told],
        held=[claim_line(each) for each in held],
        differing=told_differently(
            query, records={*found.reports, *(each.claim.id for each in held)}
        ),
        bound=[commitment(each) for each in bound[:8]],
        months=(months := _months(query, *keys)),
        watched=any(month.offered is not None for month in months),
        occurrences=[lived(each, found) for each in shown[:SHOWN]],
        total=len(shown),
        downloads=[
            *data_links(
                request, [("CSV", "/events.csv"), ("JSON", "/events.json")],
                actor=keys[0], **{"with": keys[1]},
            ),
            ("Months, CSV", f"/api/v1{path}/series.csv"),
            ("iCalendar", f"/api/v1{path}/meetings.ics"),
        ],
        missing=_missing(query, found, len(shown)),
        dated=True,
    )  # fmt: skip


def _ways(
    found: Timeline, one: Meaning, other: Meaning, lanes: Sequence[str]
) -> list[tuple[str, str, int]]:
    """Each direction by its name in an address, in words, with how many occurrences it has."""
    times = Counter(_way(found, each, one, other) for each in found.occurrences)
    both = ("", "Both ways", len(found.occurrences))
    return [both, *((WAYS[n], lane, times[n]) for n, lane in enumerate(lanes))]


def _said(
    query: Query, both: Sequence[tuple[str, str]], names: Mapping[str, str]
) -> list[Quotation]:
    """What one said to the other, and then what one said with the name of the other in it."""
    to = [q for a, b in both for q in query.statements(speaker=a, addressee=b).limit(SAID).stream()]
    of = [
        each
        for a, b in both
        for each in query.statements(speaker=a, text=f'"{names[b]}"').limit(SAID).stream()
    ]
    once = {each.statement.id: each for each in (*to, *of)}
    return [*once.values()][: SAID + 1]


def _way(found: Timeline, each: Occurrence, one: Meaning, other: Meaning) -> int:
    return _lane(found.reports[each.reports[0]].event, one, other)


def _kept(request: Request) -> dict[str, str]:
    """What the address of a direction keeps of this one."""
    return {n: v for n, v in request.query_params.items() if n in ("known", "clock") and v}


def _agreed(found: Timeline) -> tuple[str, str, str] | None:
    """The latest agreement that has a day: the day, its words, and its record."""
    for each in sorted(found.occurrences, key=latest_first):
        report = found.reports[each.reports[0]]
        if report.event.type == "AGREE" and each.when is not None and latest_day(each.when):
            text = found.sources[report.event.trigger.article_id].article.text
            words = cut(told_of(text, report.event.trigger), 60)
            return when_phrase(each.when), words, report.event.id
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of two: occurrences by quad class, those without a day, articles read in it.

    `offered` and `had` are stories that watched feeds offered, and those that are in the store;
    `None` where none was offered.
    """

    name: str
    quads: Sequence[int]
    undated: int
    read: int
    offered: int | None
    had: int | None


def _months(query: Query, left: str, right: str) -> list[Month]:
    """The months in which something of two is told, the latest first; gaps are left out."""
    by_month: dict[str, list[Point]] = {}
    for point in query.dyad(left, right).series():
        by_month.setdefault(point.period, []).append(point)
    months = [
        Month(
            name=f"{date.fromisoformat(period + '-01'):%B %Y}",
            quads=[next((p.count or 0 for p in points if p.quad == q), 0) for q in QUADS],
            undated=sum(p.undated for p in points),
            read=points[0].articles_read,
            offered=points[0].articles_offered,
            had=points[0].articles_had,
        )
        for period, points in sorted(by_month.items(), reverse=True)
    ]
    return [month for month in months if any(month.quads) or month.undated]


def _missing(query: Query, found: Timeline, shown: int) -> list[str]:
    told = []
    if query.known_by:
        told.append("What two passages tell differently is asked of the record as it stands alone.")
    undated = sum(each.when is None for each in found.occurrences)
    if undated:
        told.append(f"The day of {counted(undated, 'occurrence')} is not told: they stand in a "
                    "dotted column.")  # fmt: skip
    if shown > SHOWN:
        told.append(
            f"{counted(shown - SHOWN, 'earlier occurrence')} not listed; the files have all."
        )
    if found.unread:
        told.append(f"{counted(found.unread, 'earlier report')} were not looked at.")
    return told


def _summary(found: Timeline) -> str:
    number = len(found.occurrences)
    if not number:
        return "Nothing between them was read. That is no word of what happened."
    dated = [o.when for o in found.occurrences if o.when]
    told = days_between(dated)
    span = f", {told}" if told else ""
    undated = number - len(dated)
    articles = counted(len(found.sources), "article")
    tail = f"; the day of {undated} is not told" if undated else ""
    return f"{counted(number, 'occurrence')}{span}, in {articles}{tail}."


def _columns(
    found: Timeline, one: Meaning, other: Meaning, published: Mapping[date, int]
) -> list[Column]:
    """The times of a strip in order; where a time was left out, the next column says so.

    `published` has how many articles were read of each day.
    """
    days = sorted(published)
    so_far = [0, *accumulate(published[day] for day in days)]
    read: dict[tuple[date, str, str, bool], int] = {}
    groups: dict[tuple[date, str, str, bool], dict[int, list[tuple[int, str]]]] = {}
    for each in found.occurrences:
        event = found.reports[each.reports[0]].event
        told_on = found.reports[each.reports[0]].told_on
        key = _time(each.when, told_on)
        if key not in read:
            first, last = (each.when.first, each.when.last) if each.when else (told_on, told_on)
            begin = bisect_left(days, first) if first else 0
            end = bisect_right(days, last) if last else len(days)
            read[key] = max(so_far[end] - so_far[begin], 0) if first or last else 0
        lane = _lane(event, one, other)
        article = found.sources[event.trigger.article_id].article
        told = told_of(article.text, event.trigger)
        groups.setdefault(key, {}).setdefault(lane, []).append((event.quad, told))
    columns: list[Column] = []
    before: date | None = None
    for at, label, sub, open_ in sorted(groups):
        cells = groups[(at, label, sub, open_)]
        columns.append(
            Column(
                label=label,
                sub=sub,
                cells=[_cell(lane, marks) for lane, marks in sorted(cells.items())],
                open=open_,
                wide=sub == "month told" or sub == "year told",
                after_gap=before is not None and (at - before).days > 1,
                read=read[(at, label, sub, open_)],
            )
        )
        before = at
    return columns[-40:]


def _cell(lane: int, marks: Sequence[tuple[int, str]]) -> Cell:
    ordered = sorted(marks)
    return Cell(lane=lane, quads=[q for q, _ in ordered], words=[w for _, w in ordered])


def _marks(cell: Cell) -> list[tuple[str, str]]:
    """The marks of a cell with their words, for a rail."""
    return [(f"q{quad}", words) for quad, words in zip(cell.quads, cell.words, strict=True)]


def _time(when: When | None, told: date | None) -> tuple[date, str, str, bool]:
    """Where a time stands in the order, its label, what kind of time it is, and if it is open."""
    at = latest_day(when)
    if when is None or at is None:
        if told is None:
            return date.max, "day not told", "nor published", True
        return told, "day not told", f"by {told.day} {told:%b %Y}", True
    if when.precision is Precision.MONTH:
        return at, f"{at:%b %Y}", "month told", False
    if when.precision is Precision.YEAR:
        return at, f"{at:%Y}", "year told", False
    if when.first and when.last and when.first != when.last:
        return at, f"{when.first.day} {when.first:%b} – {at.day} {at:%b}", f"{at:%Y}", False
    return at, f"{at.day} {at:%b}", f"{at:%Y}", False


def _lane(event: Event, one: Meaning, other: Meaning) -> int:
    """0 for one upon the other, 2 for the way back, 1 for together."""
    first = any(is_one(m, one) or m.country == one.id for m in event.actors)
    back = any(is_one(m, other) or m.country == other.id for m in event.actors)
    if first and back:
        return 1
    return 0 if first else 2 if back else 1
