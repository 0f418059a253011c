"""Where the record comes from: outlets, what was read of each month, what was skipped and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.coverage import Watched, what_was_read, what_was_watched
from legation.ask.stories import stories_with
from legation.store.asking.published import published_by_month
from legation.store.asking.shelves import spines
from legation.telling.safe import clean
from legation.web.downloads import csv_file
from legation.web.draw.years import years_read
from legation.web.rendering import Pages, counted

router = APIRouter(include_in_schema=False)
SHOWN_YEARS, MOST = 12, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """How many articles of each month of a year were read."""

    year: int
    months: tuple[int, ...]


@router.get("/sources.csv")
def as_csv(request: Request) -> Response:
    """Outlets with how many articles of each were read, as a table for spreadsheets."""
    read = what_was_read(request.app.state.pages.query.store)
    rows = ((s.outlet, s.articles, s.first, s.last) for s in read.outlets)
    return csv_file(("outlet", "articles", "first", "last"), rows, "sources")


@router.get("/sources")
def sources(request: Request) -> Response:
    """What was read: articles by outlet and month, what was offered, and what was skipped."""
    pages: Pages = request.app.state.pages
    store = pages.query.store
    read = what_was_read(store)
    watched = what_was_watched(store)
    return pages.page(
        request,
        "sources.html",
        title="Sources",
        read=read,
        years=years_read(read.years),
        months=_by_month(published_by_month(store)),
        feeds=[_feed(each) for each in watched.feeds],
        offered=watched.months[-24:],
        downloads=[("CSV", "/sources.csv"), ("JSON", "/api/v1/sources.json")],
        missing=[f"{counted(len(read.taken_out), 'time')} something was taken out of the store."]
        if read.taken_out
        else [],
    )


@router.get("/source")
def source(request: Request, outlet: str = "") -> Response:
    """The articles of one outlet, or of those that tell none; how many come from others."""
    pages: Pages = request.app.state.pages
    articles = spines(pages.query.store, outlet or None)
    ids = {each.id for each in articles}
    stories = stories_with(pages.query.store, sorted(ids)) if ids else ()
    from_others = {a: how for story in stories for a, _, how in story.lineage if a in ids}
    taken_up = {s for story in stories for _, s, _ in story.lineage if s in ids}
    return pages.page(
        request,
        "source.html",
        title=clean(outlet) or "Outlet not told",
        outlet=outlet,
        articles=articles,
        how={a: how.replace("_", " ") for a, how in from_others.items()},
        taken_up=taken_up,
        in_stories={a for s in stories if len(s.articles) > 1 for a in s.articles},
        missing=[f"Only the newest {MOST} articles of the outlet are shown."]
        if len(articles) == MOST
        else [],
    )


def _by_month(read: Mapping[str, int]) -> list[Year]:
    """The latest years in which something was read, month by month."""
    years = sorted({int(month[:4]) for month in read}, reverse=True)[:SHOWN_YEARS]
    return [
        Year(year=y, months=tuple(read.get(f"{y:04}-{m:02}", 0) for m in range(1, 13)))
        for y in years
    ]


def _feed(each: Watched) -> dict[str, object]:
    hours = sum((end - start).total_seconds() for start, end in each.gaps) / 3600
    return {
        "url": clean(each.polled.feed.url),
        "asked": each.asked,
        "failed": each.failed,
        "failure": clean(each.polled.last_failure or ""),
        "offered": each.offered,
        "got": each.got,
        "gaps": len(each.gaps),
        "hours": round(hours),
    }
