"""From whose map a page is seen: the view in its address, and what the record tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from fastapi import Request

from legation.ask.lazily.facts import FactsOf, facts_asked
from legation.ask.query import Query
from legation.atlas.perspectives import NEUTRAL, Seen, Told, seen_from, view_named, views
from legation.atlas.pieces import Piece, disputed
from legation.errors import InputError
from legation.records import Choice
from legation.telling.safe import clean
from legation.web.keeping import once
from legation.web.shown import Name

# Links that lead to pages of ours; files and parts of the page itself are none.
_LINK = re.compile(r'href="(/(?!static/|theme|healthz)[^"#]*)(#[^"]*)?"')


class Seeing:
    """How a page shows names, codes and shapes: as nobody has them, or as a state does."""

    def __init__(self, view: str, pieces: Mapping[str, Seen], states: Mapping[str, str]) -> None:
        self.view = view
        self.pieces = pieces
        self._states = states
        self._names = {
            old: each.name
            for each in pieces.values()
            for old in (each.piece.name, states.get(each.piece.key, ""))
            if old and each.name != each.piece.name
        }

    @property
    def told(self) -> str:
        """The view in the words of the second line."""
        return "nobody’s map: neutral" if self.neutral else self.name_of(self.view)

    @property
    def neutral(self) -> bool:
        """Whether it is nobody's view."""
        return self.view == NEUTRAL

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Every view with its name, for a form."""
        return [(v, "nobody’s map: neutral" if v == NEUTRAL else self.name_of(v)) for v in views()]

    def name_of(self, code: str) -> str:
        """A country by its usual name."""
        return clean(self._states.get(code, code))

    def name(self, text: str) -> str:
        """A name in a line as the view calls it."""
        return self._names.get(text, text)

    def in_words(self, text: str) -> str:
        """A sentence of ours with the names in it as the view calls them."""
        if not self._names:
            return text
        some = "|".join(re.escape(each) for each in sorted(self._names, key=len, reverse=True))
        return re.sub(rf"\b(?:{some})\b", lambda found: self._names[found[0]], text)

    def codes(self, one: Name) -> str:
        """Country and sector in a line: a piece that the view draws elsewhere is named within."""
        country, _, sector = one.codes.partition(" ")
        each = self.pieces.get(country)
        if each is None or each.piece.key != country or each.drawn in (None, country):
            return one.codes
        return f"{each.drawn}-{country} {sector}".rstrip()

    def how(self, each: Seen) -> str:
        """With whom a piece is drawn, in words."""
        if each.drawn is None:
            return "by itself, on nobody’s side" if self.neutral else "not known: by itself"
        return "a state of its own" if each.alone else f"part of {self.name_of(each.drawn)}"

    def carried(self, html: str) -> str:
        """The page with the view in every link to a page of ours, so that it is not lost."""
        if self.neutral:
            return html

        def with_view(link: re.Match[str]) -> str:
            address, part = link[1], link[2] or ""
            if "view=" in address:
                return link[0]
            sign = "&amp;" if "?" in address else "?"
            return f'href="{address}{sign}view={escape(self.view)}{part}"'

        return _LINK.sub(with_view, html)


def seeing(request: Request, query: Query, *, strict: bool = True) -> Seeing:
    """The view that the address asks for, with what the record tells of it.

    Raises `InputError` for a view that there is not, unless it is not `strict`: then it is neutral.
    """
    asked = request.query_params.get("view", "").strip() or NEUTRAL
    try:
        view = view_named(asked)
    except InputError:
        if strict:
            raise
        view = NEUTRAL
    return seen_by(query, view)


def seen_by(query: Query, view: str) -> Seeing:
    """A view over a store; what it tells is looked up once for each state of the store."""
    states = {code: each.name for code, each in query.names.registry.countries.items()}
    if view == NEUTRAL:
        return Seeing(view, seen_from(view), states)
    return once(
        query,
        f"seen {view} {query.known_at}",
        lambda: Seeing(view, seen_from(view, dict(_told(query, view))), states),
    )


def _told(query: Query, view: str) -> Iterator[tuple[str, Told]]:
    """What the record tells of a state and each piece."""
    for code, piece in disputed().items():
        recognizes, first = _holds(query, "recognizes", view, piece)
        claims, second = _holds(query, "claims_territory", view, piece)
        if recognizes is not None or claims is not None:
            yield code, Told(recognizes=recognizes, claims=claims, records=(*first, *second))


def _holds(
    query: Query, predicate: str, view: str, piece: Piece
) -> tuple[bool | None, tuple[str, ...]]:
    """Whether a claim of the state holds, as all that is told has it; `None` where it is both."""
    sides = [("predicate", predicate), ("subject", view), ("object", piece.key)]
    day, clock = query.known_at
    sides += [("known", day), ("clock", clock)] if day else []
    try:
        asked = facts_asked(sides, today=query.today)
        choices = FactsOf(store=query.store, names=query.names, asked=asked).found().choices
    except InputError:
        return None, ()  # the record has nobody of that name
    told = [each for each in choices if each.holds is not None and not each.against]
    sure = {each.holds for each in told}
    return (told[0].holds, _ids(told)) if len(sure) == 1 else (None, ())


def _ids(told: list[Choice]) -> tuple[str, ...]:
    return tuple(each.entry.claim.id for each in told if each.entry is not None)
