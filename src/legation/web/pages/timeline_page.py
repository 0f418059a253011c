"""The timeline: occurrences of all or some, merged from their reports, the latest day first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.coverage import what_was_read
from legation.ask.grammar.asking import asking_of
from legation.ask.timeline import AT_ONCE, Timeline, latest_first, timeline
from legation.records import Occurrence, Status
from legation.web.downloads import csv_file, data_links, filled
from legation.web.draw.years import years_read
from legation.web.keeping import once
from legation.web.lived import Lived, lived, without_days
from legation.web.paging import page_after
from legation.web.rendering import Pages
from legation.web.shown import latest_day

router = APIRouter(include_in_schema=False)
FIELDS = ("actor", "with", "type", "status", "on", "origin", "outlet")
PAGE = 50
MONTHS = 24  # beside the list
COLUMNS = ("occurrence", "first", "last", "type", "parties", "reports", "origins", "words")


@router.get("/timeline.csv")
def as_csv(request: Request) -> Response:
    """All occurrences that fit, as a table for spreadsheets."""
    found, _ = _found(request)
    return csv_file(COLUMNS, (_row(e, found) for e in sorted(found.occurrences, key=latest_first)),
                    "timeline")  # fmt: skip


@router.get("/timeline")
def page(request: Request, after: str = "") -> Response:
    """What happened by day, each occurrence once with how often and from where it is told."""
    pages: Pages = request.app.state.pages
    found, pairs = _found(request)
    query = pages.at(request)
    shown, token = page_after(found.occurrences, latest_first, after=after, size=PAGE)
    undated = sum(each.when is None for each in found.occurrences)
    given = dict(pairs)
    read = what_was_read(query.store, query.known_by)
    return pages.page(
        request,
        "timeline.html",
        title="Timeline",
        read=read,
        years=years_read(read.years),
        fields=FIELDS,
        given=given,
        statuses=[str(each) for each in Status],
        total=len(found.occurrences),
        reports=len({r for each in found.occurrences for r in each.reports}),
        undated=undated,
        groups=_by_month(shown, found),
        months=_months(pages, found, given),
        later=bool(after),
        first=pages.address("/timeline", **given),
        more=pages.address("/timeline", **given, after=token) if token else "",
        downloads=data_links(
            request, [("CSV", "/timeline.csv"), ("JSON", "/api/v1/timeline.json")]
        ),
        missing=without_days(
            "occurrence", undated, left_out=found.counted.undated, unread=found.unread
        ),
        dated=True,
    )


def _found(request: Request) -> tuple[Timeline, list[tuple[str, str]]]:
    pages: Pages = request.app.state.pages
    query = pages.at(request)
    pairs = filled(request, "after")
    asking = asking_of(pairs, "timeline", today=query.today)
    name = f"timeline?{asking.question} {query.today}"
    return once(
        query, name, lambda: timeline(query.store, query.names, (), asking.filters, most=AT_ONCE)
    ), pairs


def _by_month(shown: list[Occurrence], found: Timeline) -> list[tuple[str, list[Lived]]]:
    groups: dict[str, list[Lived]] = {}
    for each in shown:
        at = latest_day(each.when)
        groups.setdefault(f"{at:%B %Y}" if at else "Day not told", []).append(lived(each, found))
    return list(groups.items())


def _months(pages: Pages, found: Timeline, given: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """The latest months of which something is told: name, occurrences, and the list of them."""
    days = [at for each in found.occurrences if (at := latest_day(each.when))]
    times = Counter((day.year, day.month) for day in days)
    return [
        (f"{date(year, month, 1):%B %Y}", number,
         pages.address("/timeline", **{**given, "on": f"{year}-{month:02}"}))
        for (year, month), number in sorted(times.items(), reverse=True)[:MONTHS]
    ]  # fmt: skip


def _row(each: Occurrence, found: Timeline) -> tuple[object, ...]:
    when, line = each.when, lived(each, found)
    return (
        each.id, when.first if when else None, when.last if when else None,
        found.reports[each.reports[0]].event.type, "; ".join(each.parties), len(each.reports),
        each.independent_origins, line.words.whole,
    )  # fmt: skip
