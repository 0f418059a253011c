"""Promises and demands, and how they stand, as a page and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.lazily.commitments import (
    CommitmentsAsked,
    commitments_asked,
    narrowed,
)
from legation.ask.lazily.commitments import commitments as asked_for
from legation.ask.query import Query
from legation.ask.undertakings_told import Followed, between, followed, undertakings
from legation.records import Commitment, Mention, Standing
from legation.store.asking.arrivals import is_large
from legation.store.asking.published import published_by_month
from legation.store.asking.shelves import outlets_of
from legation.telling.phrases import day, name_of, when_phrase
from legation.telling.safe import clean
from legation.telling.small_words import filter_label
from legation.web.downloads import csv_file, data_links, filled
from legation.web.draw.told import told_by_year
from legation.web.keeping import once
from legation.web.paging import Key, page_after
from legation.web.rendering import Pages, counted
from legation.web.shown import latest_day, names

router = APIRouter(include_in_schema=False)
PAGE, FACET = 50, 6
# The ones that somebody must look at come first.
_ORDER = (
    Standing.LAPSED, Standing.DISPUTED, Standing.REPEATED, Standing.OPEN, Standing.CLAIMED_DONE,
)  # fmt: skip
COLUMNS = ("id", "kind", "status", "by", "of", "words", "due", "told_on", "said_in", "article")
FIELDS = ("actor", "by", "of", "due")


@router.get("/commitments.csv")
def as_csv(request: Request) -> Response:
    """All that fit, as a table for spreadsheets."""
    found = _asked(request)[0]
    return csv_file(COLUMNS, (_row(each) for each in found), "commitments")


@router.get("/commitments")
def commitments(request: Request, after: str = "") -> Response:
    """Promises and demands, the lapsed and disputed first."""
    pages: Pages = request.app.state.pages
    found, pairs, unread = _asked(request)
    given = dict(pairs)
    standing = given.get("status", "")
    every = _asked(request, without="status")[0] if standing else found
    counts = Counter(each.status for each in every)
    shown, token = page_after(found, _order, after=after, size=PAGE)
    undated = sum(each.due is None for each in found)
    query = pages.at(request)
    outlets = outlets_of(query.store, [each.content.article_id for each in shown])
    return pages.page(
        request,
        "commitments.html",
        title="Promises and demands",
        counts=[(str(s), counts[s], _link(pages, pairs, status=str(s))) for s in Standing],
        total=len(every),
        all=_link(pages, pairs, status=""),
        standing=standing,
        found=len(found),
        chosen=[
            (f"{filter_label(n)}: {clean(v)}", _link(pages, pairs, **{n: ""}))
            for n, v in pairs
            if n not in ("status", "view")
        ],
        strip=told_by_year(
            Counter(each.told_on.year for each in found if each.told_on),
            [int(month[:4]) for month in published_by_month(query.store, query.known_by)],
            title="Promises and demands by the year in which they were told",
        ),
        fields=FIELDS,
        given=given,
        shown=[commitment(each, outlets) for each in shown],
        facets=_facets(found, pages, pairs),
        more=_link(pages, pairs, after=token) if token else "",
        downloads=[
            *data_links(request, [("CSV", "/commitments.csv")]),
            *data_links(
                request,
                [
                    ("JSON", "/api/v1/commitments.json"),
                    ("JSON lines", "/api/v1/commitments.jsonl"),
                    ("Deadlines, iCalendar", "/api/v1/commitments.ics"),
                ],
            ),
        ],
        missing=[
            *(
                [f"{counted(undated, 'of these names', 'of these name')} no day by which."]
                if undated
                else []
            ),
            *(
                [
                    f"{counted(unread, 'older article', 'older articles')} "
                    "or more were not looked at: ask with a name, or for a day."
                ]
                if unread
                else []
            ),
        ],
        dated=True,
    )


def _facets(
    found: Sequence[Commitment], pages: Pages, pairs: Sequence[tuple[str, str]]
) -> list[dict[str, Any]]:
    """How many there are of each kind, by and of each country: the most first, with its list."""
    countries = pages.query.names.registry.countries

    def named(code: str) -> str:
        return countries[code].name if code in countries else code

    kinds = Counter(str(each.kind) for each in found)
    sides = {
        side: Counter(c for each in found for c in {m.country for m in many(each) if m.country})
        for side, many in (("by", _makers), ("of", _others))
    }
    asked = [("kind", [(k, k, n) for k, n in sorted(kinds.items())], 0)]
    for side, times in sides.items():
        ordered = sorted(times.items(), key=lambda pair: (-pair[1], named(pair[0])))
        most = [(code, named(code), n) for code, n in ordered[:FACET]]
        asked.append((side, most, len(ordered) - len(most)))
    return [
        {
            "name": name,
            "values": [
                (word, n, _link(pages, pairs, **{name: value})) for value, word, n in values
            ],
            "others": others,
        }
        for name, values, others in asked
        if values
    ]


def _makers(each: Commitment) -> Sequence[Mention]:
    return each.by


def _others(each: Commitment) -> Sequence[Mention]:
    return each.of


def commitment(each: Commitment, outlets: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A promise or demand as lists show it; `outlets` are who published which article."""
    outlet = (outlets or {}).get(each.content.article_id)
    return {
        "outlet": clean(outlet or "outlet unknown") if outlets is not None else "",
        "id": each.id,
        "kind": str(each.kind),
        "status": str(each.status),
        "by": names(each.by),
        "of": names(each.of),
        "words": clean(each.content.text),
        "said_in": each.said_in,
        "due": when_phrase(each.due),
        "told": day(each.told_on) if each.told_on else "day unknown",
        "replies": [
            {
                "standing": str(r.standing),
                "by": name_of(r.by) if r.by else "somebody not named",
                "words": clean(r.passage.text),
                "said_in": r.said_in,
            }
            for r in each.replies
        ],
    }


def bound_in(query: Query, asked: CommitmentsAsked) -> Followed:
    """The promises and demands that fit; those of a whole small store are followed up once."""
    store, names, most = query.store, query.names, query.most_articles
    own = asked.actor or asked.on is not None or asked.known is not None
    if own or (most is not None and is_large(store, most)):
        return asked_for(store, names, asked, most=most)
    every = once(query, "bound", lambda: undertakings(store, names))
    return Followed(commitments=narrowed(every, store, names, asked))


def known_pairs(query: Query) -> list[tuple[str, str]]:
    """As known on which day a query is asked, as an address says it."""
    day, clock = query.known_at
    return [("known", day), ("clock", clock)] if day else []


def made_with(query: Query, name: str) -> list[Commitment]:
    """What somebody promised or demanded, or what was promised to or demanded of them."""
    every = _of_those(query, [name])
    sides = [between(every, query.store, query.names, **{side: (name,)}) for side in ("by", "of")]
    found = {each.id: each for side in sides for each in side}
    return sorted(found.values(), key=lambda each: _ORDER.index(each.status))


def made_between(query: Query, one: str, other: str) -> list[Commitment]:
    """What one of two promised to or demanded of the other, then the other of the one."""
    every = _of_those(query, [], by=(one, other), of=(one, other))
    pairs = ((one, other), (other, one))
    return [c for a, b in pairs for c in between(every, query.store, query.names, by=(a,), of=(b,))]


def _of_those(
    query: Query, about: Sequence[str], *, by: Sequence[str] = (), of: Sequence[str] = ()
) -> tuple[Commitment, ...]:
    """The promises of a whole small store, followed up once; of a large one the newest of some."""
    store, names, most, known = query.store, query.names, query.most_articles, query.known_by
    if most is not None and is_large(store, most):
        found = followed(store, names, about=about, by=by, of=of, known=known, most=most)
        return found.commitments
    if known is not None:
        return undertakings(store, names, known=known)
    return once(query, "bound", lambda: undertakings(store, names))


def _asked(
    request: Request, without: str = ""
) -> tuple[list[Commitment], list[tuple[str, str]], int]:
    """What fits the address, and its filters; fields left empty ask nothing."""
    pages: Pages = request.app.state.pages
    query = pages.at(request)
    pairs = filled(request, "after", without)
    asked = commitments_asked(pairs, today=query.today)
    found = bound_in(query, asked)
    return list(found.commitments), pairs, found.unread


def _order(each: Commitment) -> Key:
    """What somebody must look at first, and of these what was told last."""
    told = -each.told_on.toordinal() if each.told_on else 0
    return (_ORDER.index(each.status), told, each.id)


def _link(pages: Pages, pairs: Sequence[tuple[str, str]], **changed: str) -> str:
    kept = {n: v for n, v in pairs if n not in changed}
    return pages.address("/commitments", **kept, **changed)


def _row(each: Commitment) -> tuple[object, ...]:
    due = latest_day(each.due)
    return (
        each.id, str(each.kind), str(each.status), _several(each.by), _several(each.of),
        each.content.text, due, each.told_on, each.said_in, each.content.article_id,
    )  # fmt: skip


def _several(many: Sequence[Mention]) -> str:
    return "; ".join(name_of(each) for each in many)
