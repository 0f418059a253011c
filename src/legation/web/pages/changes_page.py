"""What the record came to hold and gave up between two days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.days import days_of
from legation.ask.grammar.lists import one_of
from legation.ask.lazily.facts import MOST_SLOTS
from legation.ask.listed import counts_of
from legation.ask.query import Query
from legation.ask.what_changed import Changed, what_changed
from legation.records import Choice
from legation.store.asking.wanted import Clock
from legation.telling.phrases import name_of, predicate_phrase
from legation.web.downloads import csv_file, data_links, filled
from legation.web.pages.fact_page import Claimed, claimed
from legation.web.pages.new_page import A_MONTH, newest
from legation.web.rendering import Pages

router = APIRouter(include_in_schema=False)
SHOWN = 60  # facts under each head
COLUMNS = ("change", "subject", "predicate", "object", "held_before", "holds_now", "claim")
KINDS = (("events", "report", "reports"), ("statements", "statement", "statements"),
         ("claims", "claim", "claims"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Two days and the clock by which the record is taken on them."""

    first: date
    last: date
    clock: Clock
    actor: str


@router.get("/diff.csv")
def as_csv(request: Request) -> Response:
    """The facts that changed, as a table for spreadsheets."""
    query: Query = request.app.state.pages.query
    found = _changed(query, _between(request, query))
    sides = (("came", found.came), ("turned", found.turned), ("gone", found.gone))
    return csv_file(COLUMNS, (_row(kind, c) for kind, some in sides for c in some), "diff")


@router.get("/diff")
def page(request: Request) -> Response:
    """What the record held on one day and not on another, by either clock."""
    pages: Pages = request.app.state.pages
    query = pages.query
    asked = _between(request, query)
    found = _changed(query, asked)
    return pages.page(
        request,
        "diff.html",
        title="What changed",
        first=asked.first,
        last=asked.last,
        clock=str(asked.clock),
        actor=asked.actor,
        counts=_counts(query, asked),
        came=_shown(found.came, query),
        turned=_shown(found.turned, query),
        gone=_shown(found.gone, query),
        total=len(found.came) + len(found.turned) + len(found.gone),
        most=SHOWN,
        numbers={"came": len(found.came), "turned": len(found.turned), "gone": len(found.gone)},
        downloads=data_links(request, [("CSV", "/diff.csv")]),
        missing=[f"Only the first {MOST_SLOTS:,} facts were compared: name an actor."]
        if found.more else [],
    )  # fmt: skip


def _between(request: Request, query: Query) -> Between:
    """What the address asks; without days, the month up to today, or to the newest article."""
    given = {n: v.strip() for n, v in filled(request)}
    clock = Clock(one_of("clock", given.get("clock", "published"), [str(c) for c in Clock]))
    last = _day(given.get("known"), query)
    if last is None:
        last = (newest(query) if clock is Clock.PUBLISHED else None) or query.today
    first = _day(given.get("from"), query) or last - A_MONTH
    return Between(first=first, last=last, clock=clock, actor=given.get("actor", ""))


def _day(told: str | None, query: Query) -> date | None:
    days = days_of(told, today=query.today) if told else None
    return (days.last or days.first) if days else None


def _changed(query: Query, asked: Between) -> Changed:
    return what_changed(
        query.store, query.names, first=asked.first, last=asked.last, clock=asked.clock,
        actor=asked.actor,
    )  # fmt: skip


def _counts(query: Query, asked: Between) -> list[tuple[str, int, str]]:
    """How many records came in between, by kind, each with the list that has them."""
    told = []
    for kind, one, many in KINDS:
        numbers = []
        for day in (asked.first, asked.last):
            given = {"known": day, "clock": str(asked.clock)}
            given |= {"actor": asked.actor} if asked.actor and kind != "statements" else {}
            given |= {"speaker": asked.actor} if asked.actor and kind == "statements" else {}
            filters = query.filters(of=kind, **given)
            numbers.append(counts_of(query.store, query.names, kind, filters).total)
        path = "/facts" if kind == "claims" else f"/{kind}"
        told.append((one if numbers[1] - numbers[0] == 1 else many, numbers[1] - numbers[0],
                     f"{path}?known={asked.last}&clock={quote(str(asked.clock))}"))  # fmt: skip
    return told


def _shown(some: Sequence[Choice], query: Query) -> list[Claimed]:
    return [claimed(c, c.entry, query) for c in some[:SHOWN] if c.entry is not None]


def _row(kind: str, choice: Choice) -> tuple[object, ...]:
    entry = choice.entry
    assert entry is not None
    claim = entry.claim
    now = {"came": (None, choice.holds), "turned": (not choice.holds, choice.holds),
           "gone": (choice.holds, None)}[kind]  # fmt: skip
    return (
        kind, name_of(claim.subject), predicate_phrase(claim),
        name_of(claim.object) if claim.object else None,
        *("unknown" if side is None else "yes" if side else "no" for side in now), claim.id,
    )  # fmt: skip
