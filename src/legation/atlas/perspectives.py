"""From whose map the world is seen: with whom a state draws each disputed piece, and on what word.

What the record tells comes first (that the state recognises it or does not, that it claims it);
the table speaks only where the record is silent. `neutral` draws each piece by itself.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.atlas.pieces import Piece, disputed
from legation.errors import InputError
from legation.tables import rows

NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a state is known to hold of a piece: with whom it draws it, and how it calls it.

    `drawn` is `None` where that is not known.
    """

    drawn: str | None
    name: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the record tells of a state and a piece; `None` where it tells nothing or both.

    `recognizes` is whether the state recognises the piece as a state, `claims` whether it claims
    it as its own territory. `records` are the claims' ids.
    """

    recognizes: bool | None = None
    claims: bool | None = None
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A piece as a view draws it.

    `drawn` is the piece's own code, a country's, or `None`: by itself, hatched, on nobody's side.
    `records` are the claims it stands on, empty where the table decides; `basis` says what on.
    """

    piece: Piece
    drawn: str | None
    name: str
    basis: str
    records: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether it is drawn as a state of its own."""
        return self.drawn == self.piece.code


@cache
def views() -> tuple[str, ...]:
    """The views there are: neutral, and the states whose positions the table has."""
    return NEUTRAL, *sorted({view for _, view in _positions()})


def view_named(value: str) -> str:
    """The view of that name, however it is written.

    Raises `InputError` for a state whose view there is none of.
    """
    wanted = value.strip()
    named = next((view for view in views() if view.casefold() == wanted.casefold()), None)
    if named is None:
        known = ", ".join(views())
        near = difflib.get_close_matches(wanted.upper()[:60], views(), n=1, cutoff=0.0)[0]
        raise InputError(f"view={value!r} is no view here; did you mean {near}? There are {known}")
    return named


def seen_from(view: str, told: Mapping[str, Told] | None = None) -> Mapping[str, Seen]:
    """Every disputed piece as a view draws it, by its code; `told` is what the record tells."""
    told = told or {}
    return {code: _seen(piece, view, told.get(code, Told())) for code, piece in disputed().items()}


def _seen(piece: Piece, view: str, told: Told) -> Seen:
    if view == NEUTRAL:
        return Seen(piece=piece, drawn=None, name=piece.name, basis="nobody’s map")
    position = _positions().get((piece.code, view), Position(drawn=None, name="", basis=""))
    name = position.name or piece.name
    drawn = _by_record(piece, view, told)
    if drawn is not None:
        word = "claims" if drawn == view else "recognises" if drawn == piece.code else "denies"
        return Seen(
            piece=piece, drawn=drawn, name=name, basis=f"the record: {word} it",
            records=told.records,
        )  # fmt: skip
    return Seen(piece=piece, drawn=position.drawn, name=name, basis=position.basis)


def _by_record(piece: Piece, view: str, told: Told) -> str | None:
    """With whom what is told of it draws a piece; `None` where it does not tell enough."""
    if told.claims and view in (*piece.claimed, piece.controlled):
        return view
    if told.recognizes:
        return piece.code
    others = [each for each in piece.claimed if each != piece.code]
    if told.recognizes is False and len(others) == 1:
        return others[0]
    return None


_COLUMNS = ("piece", "view", "drawn", "name", "basis")


@cache
def _positions() -> Mapping[tuple[str, str], Position]:
    return {
        (row["piece"], row["view"]): Position(
            drawn=row["drawn"] or None, name=row["name"], basis=row["basis"]
        )
        for row in rows("shapes/perspectives.csv", needs=_COLUMNS)
    }
