"""What came in since a day: articles by day of publication, what only repeats others folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.coverage import what_was_read
from legation.ask.days import days_of
from legation.ask.new import New, News
from legation.ask.query import Query
from legation.web.downloads import csv_file, data_links
from legation.web.paging import Key, page_after
from legation.web.rendering import Pages, counted
from legation.web.shown import day_phrase, headline, outlet_of, published_phrase

router = APIRouter(include_in_schema=False)
PAGE, MOST = 40, 400
A_MONTH = timedelta(days=30)
COLUMNS = ("article", "title", "outlet", "published", "repeats", "statements", "events", "claims")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """An article that came in: where it stands, and what was read in it."""

    id: str
    title: str
    outlet: str
    when: str
    counts: str
    origins: str
    repeats: str


@router.get("/new.csv")
def as_csv(request: Request) -> Response:
    """The articles as a table for spreadsheets."""
    found, _, _ = _found(request)
    return csv_file(COLUMNS, map(_row, sorted(found.articles, key=_order)), "new")


@router.get("/new")
def page(request: Request, after: str = "") -> Response:
    """Articles since a day, about anybody or all; copies that add nothing stand folded."""
    pages: Pages = request.app.state.pages
    found, since, about = _found(request)
    shown, token = page_after(found.articles, _order, after=after, size=PAGE)
    kept = {"since": since.isoformat(), "actor": about}
    return pages.page(
        request,
        "new.html",
        title=f"New since {day_phrase(since)}",
        since=since,
        about=about,
        total=found.total,
        copies=sum(each.copy_of is not None for each in found.articles),
        groups=_by_day(shown),
        earlier=[
            (f"{number} days before", pages.address("/new", since=(since - timedelta(days=number)),
                                                   actor=about))
            for number in (7, 30, 365)
        ],
        later=bool(after),
        first=pages.address("/new", **kept),
        more=pages.address("/new", **kept, after=token) if token else "",
        downloads=data_links(request, [("CSV", "/new.csv")]),
        missing=_missing(found),
    )  # fmt: skip


def _found(request: Request) -> tuple[New, date, list[str]]:
    """What came in, since when, and about whom; without a day, since a month before the newest."""
    query: Query = request.app.state.pages.query
    asked = request.query_params.get("since", "").strip()
    about = [each.strip() for each in request.query_params.getlist("actor") if each.strip()]
    days = days_of(asked, today=query.today) if asked else None
    since = (days.first or days.last) if days else None
    since = since or (newest(query) or query.today) - A_MONTH
    return query.new(since.isoformat() + "/..", about=about, limit=MOST), since, about


def newest(query: Query) -> date | None:
    """The day of the newest article of the store."""
    return what_was_read(query.store).counts.last


def _missing(found: New) -> list[str]:
    told = []
    if found.total > MOST:
        told.append(f"Only the first {MOST} articles are listed: name an actor, or a later day.")
    if found.undated:
        told.append(f"{counted(found.undated, 'article')} here tell no day: they count by the day "
                    "on which they came into the store.")  # fmt: skip
    return told


def _order(each: News) -> Key:
    at = each.arrival.published
    return (-at.toordinal() if at else 0, each.source.reading.article.id)


def _by_day(shown: Sequence[News]) -> list[tuple[str, list[Arrived], list[Arrived]]]:
    """Articles under their days: those with something of their own, and those without."""
    groups: dict[str, tuple[list[Arrived], list[Arrived]]] = {}
    for each in shown:
        at = each.arrival.published
        own, repeated = groups.setdefault(day_phrase(at) if at else "Day not told", ([], []))
        (repeated if each.copy_of else own).append(_arrived(each))
    return [(head, own, repeated) for head, (own, repeated) in groups.items()]


def _arrived(each: News) -> Arrived:
    reading = each.source.reading
    article = reading.article
    numbers = ((len(reading.statements), "statement"), (len(reading.events), "report"),
               (len(reading.claims), "claim"))  # fmt: skip
    return Arrived(
        id=article.id,
        title=headline(article),
        outlet=outlet_of(article),
        when=published_phrase(article.published),
        counts=", ".join(counted(n, word) for n, word in numbers if n) or "no record",
        origins=counted(each.story.independent_origins, "origin"),
        repeats=each.copy_of or "",
    )


def _row(each: News) -> tuple[object, ...]:
    reading = each.source.reading
    article = reading.article
    return (
        article.id, article.title, article.outlet, each.arrival.published, each.copy_of,
        len(reading.statements), len(reading.events), len(reading.claims),
    )  # fmt: skip
