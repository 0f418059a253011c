"""Meetings and calls: held by month as a calendar, planned ones apart."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.grammar.asking import asking_of
from legation.ask.met import LEVELS, Meeting, Met, met
from legation.ask.timeline import AT_ONCE, latest_first
from legation.records import Precision
from legation.store.asking.published import published_by_day
from legation.telling.phrases import when_phrase
from legation.telling.safe import clean
from legation.web.downloads import csv_file, data_links, filled
from legation.web.lived import Lived, lived, without_days
from legation.web.paging import page_after
from legation.web.rendering import Pages, counted
from legation.web.shown import latest_day

router = APIRouter(include_in_schema=False)
FIELDS = ("actor", "with", "level", "mode", "on", "outlet")
MONTHS, PAGE = 6, 50
COLUMNS = ("occurrence", "status", "first", "last", "level", "mode", "place", "parties", "reports",
           "origins")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a calendar: outside the month `number` is 0; `read` if an article of it was read."""

    number: int
    marks: Sequence[tuple[str, str, str]] = ()  # drawing, id of a record, what it says
    read: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month in weeks, Monday first; `read` articles were published in it."""

    name: str
    weeks: Sequence[Sequence[Day]]
    whole: Sequence[tuple[str, str, str]] = field(default=())
    read: int = 0


@router.get("/meetings.csv")
def as_csv(request: Request) -> Response:
    """Meetings of every status as a table for spreadsheets."""
    found = _found(request)[0]
    every = (*found.held, *found.planned, *found.other)
    return csv_file(COLUMNS, map(_row, every), "meetings")


@router.get("/meetings")
def meetings(request: Request, after: str = "") -> Response:
    """Who met or spoke with whom, at which level, where."""
    pages: Pages = request.app.state.pages
    found, pairs = _found(request)
    query = pages.at(request)
    read = published_by_day(query.store, query.known_by)
    held, token = page_after(
        found.held, lambda each: latest_first(each.occurrence), after=after, size=PAGE
    )
    shown = [shown_meeting(each, found) for each in held]
    undated = sum(each.occurrence.when is None for each in found.held)
    kept = dict(pairs)
    return pages.page(
        request,
        "meetings.html",
        title="Meetings",
        fields=FIELDS,
        given=kept,
        levels=[*LEVELS, "officials"],
        by_level=_by_level(found, pages, kept),
        months=calendar_of(found, read),
        held=len(found.held),
        planned=[shown_meeting(each, found) for each in found.planned[:PAGE]],
        other=[shown_meeting(each, found) for each in found.other[:PAGE]],
        shown=shown,
        more=pages.address("/meetings", **kept, after=token) if token else "",
        downloads=[
            *data_links(request, [("CSV", "/meetings.csv")]),
            *data_links(
                request,
                [("JSON", "/api/v1/meetings.json"), ("iCalendar", "/api/v1/meetings.ics")],
            ),
        ],
        missing=_missing(found, undated),
        dated=True,
    )


def shown_meeting(each: Meeting, found: Met) -> tuple[Lived, Sequence[str]]:
    """A meeting as a line, with its level, how they met and where, as far as told."""
    how = {"phone": "by phone", "visit": "visit"}.get(each.mode or "", each.mode or "")
    where = f"in {clean(each.place)}" if each.place else ""
    level = f"level: {each.level}" if each.level else ""
    return lived(each.occurrence, found.timeline), [t for t in (level, how, where) if t]


def _found(request: Request) -> tuple[Met, list[tuple[str, str]]]:
    pages: Pages = request.app.state.pages
    query = pages.at(request)
    pairs = filled(request, "after")
    asking = asking_of(pairs, "meetings", today=query.today)
    return met(query.names, (), asking.filters, most=AT_ONCE), pairs


def calendar_of(found: Met, read: Mapping[date, int], *, most: int = MONTHS) -> list[Month]:
    """The latest months in which somebody met, or is to meet; `read` are articles by day."""
    days: dict[tuple[int, int], dict[int, list[tuple[str, str, str]]]] = {}
    for each in (*found.held, *found.planned):
        when = each.occurrence.when
        at = latest_day(when)
        if when is None or at is None or when.precision is Precision.YEAR:
            continue
        one = when.first == when.last
        line = lived(each.occurrence, found.timeline)
        kind = "planned" if each.status.value == "planned" else "met"
        names = " and ".join(n.text for n in (*line.subject, *line.object)[:3])
        told = (kind, line.id, f"{names}, {when_phrase(when)}")
        days.setdefault((at.year, at.month), {}).setdefault(at.day if one else 0, []).append(told)
    latest = sorted(days, reverse=True)[:most]
    return [_month(year, month, days[(year, month)], read) for year, month in latest]


def _month(
    year: int, month: int, days: dict[int, list[tuple[str, str, str]]], read: Mapping[date, int]
) -> Month:
    of_month = {d.day: times for d, times in read.items() if (d.year, d.month) == (year, month)}
    weeks = [
        [Day(number=n, marks=days.get(n, ()) if n else (), read=n in of_month) for n in week]
        for week in Calendar().monthdayscalendar(year, month)
    ]
    return Month(
        name=f"{date(year, month, 1):%B %Y}",
        weeks=weeks,
        whole=days.get(0, ()),
        read=sum(of_month.values()),
    )


def _by_level(found: Met, pages: Pages, kept: dict[str, str]) -> list[tuple[str, int, str]]:
    times = Counter(each.level or "not told" for each in found.held)
    others = {n: v for n, v in kept.items() if n != "level"}
    return [
        (level, times[level], "" if level == "not told"
         else pages.address("/meetings", **others, level=level))
        for level in (*LEVELS, "officials", "not told")
        if times[level]
    ]  # fmt: skip


def _missing(found: Met, undated: int) -> list[str]:
    no_level = sum(each.level is None for each in found.held)
    told = [f"Of {counted(no_level, 'meeting')} no office is told, and so no level."]
    late, unread = found.counted.undated, found.timeline.unread
    dated = without_days("meeting", undated, left_out=late, unread=unread)
    return dated + (told if no_level else [])


def _row(each: Meeting) -> tuple[object, ...]:
    when = each.occurrence.when
    return (
        each.occurrence.id, str(each.status), when.first if when else None,
        when.last if when else None, each.level, each.mode, each.place,
        "; ".join(each.occurrence.parties), len(each.occurrence.reports),
        each.occurrence.independent_origins,
    )  # fmt: skip
