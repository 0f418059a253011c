"""What people said of records: who, when, of which words, how far, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.grammar.lists import one_of
from legation.ask.query import Query
from legation.errors import InputError
from legation.records import Correction
from legation.store import Found, Store
from legation.telling.phrases import day
from legation.telling.safe import clean
from legation.upkeep.correcting_records import (
    Precision,
    corrections_of,
    disputed,
    orphans_of,
    precision_of,
)
from legation.web.downloads import data_links
from legation.web.keeping import once
from legation.web.paging import Key, page_after
from legation.web.rendering import Pages

router = APIRouter(include_in_schema=False)
PAGE = 50
ALL, RULES = "all", "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A correction as pages show it; `undone` says by whom and when it was taken back.

    `href` leads to the record, or to its article where the record is not there any more.
    """

    id: str
    kind: str
    by: str
    at: str
    href: str
    of: str
    words: str
    scope: str
    change: str
    note: str
    undone: str


@router.get("/corrections")
def page(request: Request, which: str = "all", after: str = "") -> Response:
    """All corrections, those of people who differ, those whose words are gone, or rules by them."""
    pages: Pages = request.app.state.pages
    query = pages.query
    every = corrections_of(query.store)
    apart = disputed(every)
    gone = orphans_of(query.store) if every else ()
    some = {
        ALL: every,
        "disputed": tuple(c for group in apart for c in group),
        "orphans": gone,
        RULES: (),
    }
    shown_of = one_of("which", which.strip() or ALL, [*some])
    listed, token = page_after(some[shown_of], _order, after=after, size=PAGE)
    rules = precision_of(every)
    numbers = (len(every), len(apart), len(gone), len(rules))
    return pages.page(
        request,
        "corrections.html",
        title="Corrections",
        which=shown_of,
        counts=[
            (name, number, pages.address("/corrections", which=None if name == ALL else name))
            for name, number in zip(some, numbers, strict=True)
        ],
        shown=[said_of(query, each) for each in listed],
        rules=rules_told(rules) if shown_of == RULES else [],
        more=pages.address("/corrections", which=shown_of, after=token) if token else "",
        downloads=data_links(request, [("JSON", "/api/v1/corrections.json"),
                                       ("JSON lines", "/api/v1/corrections.jsonl")])
        if shown_of != RULES else [],
        missing=["Nothing is ever deleted here: what was taken back is shown as taken back."],
    )  # fmt: skip


def on_article(query: Query, article: str) -> list[Correction]:
    """The corrections on the records of an article, the last first."""
    every = once(query, "corrections", lambda: corrections_of(query.store))
    mine = [each for each in every if each.target.passage.article_id == article]
    return list(reversed(mine))


def about_record(query: Query, found: Found[Any]) -> list[Correction]:
    """The corrections of one record, the last first."""
    mine = on_article(query, found.reading.article.id)
    return [c for c in mine if found.id in (c.target.record, c.other and c.other.record)]


def said_of(query: Query, each: Correction) -> Said:
    """A correction as a line."""
    change = ""
    if each.field is not None:
        change = f"{each.field}: {each.old or 'not told'} → {each.new or 'not told'}"
    if each.other is not None:
        change = f"as {each.other.kind} {each.other.record[:9]}"
    undone = ""
    if each.undone_at is not None:
        undone = f"taken back by {clean(each.undone_by or each.by)}, {day(each.undone_at.date())}"
    return Said(
        id=each.id,
        kind=str(each.kind),
        by=clean(each.by),
        at=day(each.at.date()),
        href=_href(query, each),
        of=clean(f"{each.target.kind} {each.target.label}"),
        words=clean(each.target.passage.text),
        scope=str(each.scope),
        change=clean(change),
        note=clean(each.note or ""),
        undone=undone,
    )


def precision_at(store: Store, rule: str) -> Precision | None:
    """How often a rule was right by what people said; `None` where nobody said anything of it."""
    return next((p for p in precision_of(corrections_of(store)) if p.rule == rule), None)


def rules_told(rules: Iterable[Precision]) -> Sequence[tuple[str, int, int, str]]:
    """Rules with how many records were right, how many were judged, and the interval."""
    return [
        (clean(p.rule), p.right, p.right + p.wrong, f"{p.low:.0%} to {p.high:.0%}") for p in rules
    ]


def _href(query: Query, each: Correction) -> str:
    try:
        return f"/record/{query.find(each.target.record).id}"
    except InputError:
        return f"/article/{each.target.passage.article_id}"


def _order(each: Correction) -> Key:
    return (-int(each.at.timestamp()), each.id)
