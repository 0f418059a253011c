"""The start page, search, and the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from legation.ask.coverage import Coverage, what_was_read
from legation.ask.listed import facet_of
from legation.ask.query import Query
from legation.ask.resolving.meanings import Meaning
from legation.records import Kind
from legation.store.asking.named import Named, names_in_store
from legation.web.draw.years import years_read
from legation.web.duels import duels
from legation.web.keeping import once
from legation.web.pages.ask_page import answered, ask_path, questions_here
from legation.web.pages.map_page import MOST, countries_of, drawing_of
from legation.web.pages.new_page import A_MONTH
from legation.web.rendering import Pages
from legation.web.seen import Seeing, seeing
from legation.web.shown import Line, by_day, event_line, statement_line

router = APIRouter(include_in_schema=False)
KEYS = (
    ("/", "go to the search"),
    ("j  k", "the next and the previous record"),
    ("o", "open the record"),
    ("g then h", "go to the start"),
    ("g then n", "go to what is new"),
    ("g then t", "go to the timeline"),
    ("g then e", "go to events"),
    ("g then w", "go to statements: who said what, in which words"),
    ("g then f", "go to facts"),
    ("g then c", "go to promises and demands"),
    ("g then m", "go to meetings"),
    ("g then y", "go to stories"),
    ("g then q", "go to questions of the record"),
    ("g then p", "go to the map"),
    ("g then d", "go to what changed between two days"),
    ("g then s", "go to sources"),
    ("v", "from whose map names, codes and shapes are seen"),
    ("l", "the layers of an article: what is drawn into its text"),
    ("a  x  e", "accept, reject or edit the record chosen, where you are signed in"),
    ("s  n", "the same event or not the same, where two reports are compared"),
    ("u", "undo the last correction"),
    ("[  ]", "as known a day earlier or later, where a page can be asked so"),
    ("c", "cite this page"),
    (".", "what the page can be downloaded as"),
    ("?", "this page"),
)
NEWEST = 12  # reports and statements on the start page
SMALL = 2000  # events: questions that merge reports or follow up promises take a second
MAPPED = 50_000  # events: counting them by country takes a quarter of a second


@router.get("/")
def start(request: Request) -> Response:
    """The search, what is newest, and what was read."""
    pages: Pages = request.app.state.pages
    query = pages.query
    read = what_was_read(query.store)
    lines, undated, said = once(query, "start lines", lambda: _newest(query))
    known = [each for each in names_in_store(query.store, None, limit=40) if each.actor_id]
    contested = once(query, "duels", lambda: duels(query))
    lands = [each.land for each in contested if each.land]
    large = read.counts.events > MAPPED  # to try questions out takes a second there
    asked = [] if large else questions_here(query, known, lands, small=read.counts.events <= SMALL)
    seen = seeing(request, query)
    return pages.page(
        request,
        "start.html",
        title="Legation",
        read=read,
        days=by_day(lines),
        undated=undated,
        said=said,
        years=years_read(read.years),
        duels=contested,
        answer=once(query, f"first {query.today}", lambda: answered(query, asked[0]))
        if asked
        else None,
        more=[(each.question, ask_path(each.question)) for each in asked[1:]],
        where=_where(query, seen, read),
        since=read.counts.last - A_MONTH if read.counts.last else None,
        seen=seen,
        actors=known[:14],
        tries=_tries(known),
    )


def _newest(query: Query) -> tuple[list[Line], list[Line], list[Line]]:
    """The latest reports with a day and without, and what was said last."""
    return (
        [event_line(deed) for deed in query.events(dated="yes").limit(NEWEST).stream()],
        [event_line(deed) for deed in query.events(dated="no").limit(4).stream()],
        [statement_line(each) for each in query.statements().limit(5).stream()],
    )


def _where(query: Query, seen: Seeing, read: Coverage) -> str:
    """The world by reports; empty for a store so large that they are counted on the map alone."""
    if not 0 < read.counts.events <= MAPPED:
        return ""

    def counts() -> Mapping[str | None, int]:
        asked = query.filters()
        return dict(
            facet_of(query.store, query.names, "events", asked, "country", most=MOST).values
        )

    countries = countries_of(query, once(query, "by country", counts), seen)
    return drawing_of(countries, seen, title="Reports by country of a party", links=False)


def _tries(known: Sequence[Named]) -> list[tuple[str, str]]:
    """Three searches that find something here: two states, and a person."""
    states = [each for each in known if each.kind in (Kind.STATE, Kind.GOVERNMENT)]
    people = [each for each in known if each.kind is Kind.PERSON]
    tries = []
    if len(states) > 1:
        both = [each.name for each in states[:2]]
        tries.append((" and ".join(both), f"/search?q={quote(' and '.join(both))}"))
    for each in (*people[:1], *states[:1]):
        tries.append((each.name, f"/search?q={quote(each.name)}"))
    return tries


@router.get("/search")
def search(request: Request, q: str = "") -> Response:
    """The page of who is named, of two who are named, or the statements with the words."""
    pages: Pages = request.app.state.pages
    query, asked = pages.query, " ".join(q.split())[:300]
    if not asked:
        return RedirectResponse("/", status_code=303)
    two = [part.strip() for part in asked.split(" and ")]
    if len(two) == 2 and all(query.resolve(part).meanings for part in two):
        left, right = (_key(query, part) for part in two)
        if left and right:
            return RedirectResponse(f"/dyad/{left}/{right}", status_code=303)
    found = query.resolve(asked)
    if len(found.meanings) == 1 and _path(found.meanings[0]):
        return RedirectResponse(str(_path(found.meanings[0])), status_code=303)
    said = query.statements(text=asked)
    return pages.page(
        request,
        "search.html",
        title=f"Search: {asked}",
        asked=asked,
        choices=[(each.label, str(each.kind), _path(each)) for each in found.meanings[:12]],
        near=found.near,
        said=[statement_line(each) for each in said.limit(20).stream()],
        total=said.counted().total,
    )


@router.get("/keys")
def keys(request: Request) -> Response:
    """The keys, and the marks of records."""
    pages: Pages = request.app.state.pages
    return pages.page(request, "keys.html", title="Keys and marks", keys=KEYS)


def _key(query: Query, name: str) -> str | None:
    meanings = query.resolve(name).meanings
    return quote(meanings[0].id, safe="") if len(meanings) == 1 and meanings[0].id else None


def _path(meaning: Meaning) -> str | None:
    return f"/actor/{quote(meaning.id, safe='')}" if meaning.id else None
