"""What is asked of records, ready for a store, and what a store gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who is meant in rows: anybody of a country, an id, a name without an id, an office.

    `offices` are keys of titles with their country; `spells` ids with the first and last day of
    publication on which somebody counts, as the holder of an office; `outlets` stands for no
    speaker at all: what an outlet tells as its own.
    """

    countries: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    offices: tuple[tuple[str, str | None], ...] = ()
    spells: tuple[tuple[str, date | None, date | None], ...] = ()
    outlets: bool = False

    def __or__(self, other: Party) -> Party:
        """Either of two."""
        return Party(
            countries=self.countries + other.countries,
            ids=self.ids + other.ids,
            keys=self.keys + other.keys,
            offices=self.offices + other.offices,
            spells=self.spells + other.spells,
            outlets=self.outlets or other.outlets,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """Values of which one must fit, and values of which none may; empty asks nothing."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who must take part, and who may not: each entry of `wanted` is asked for by itself."""

    wanted: tuple[Party, ...] = ()
    unwanted: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Numbers from `low` to `high`, both included; an open end is `None`."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or phrase that a text must hold or, not `wanted`, must not."""

    text: str
    wanted: bool = True


# Of every group one term must fit; of several wordings one.
Wording = tuple[tuple[Term, ...], ...]


class Clock(StrEnum):
    """By which clock something was known on a day: the store's, or that of publication."""

    STORE = "store"
    PUBLISHED = "published"


Known = tuple[date, Clock]  # the day at whose end something must have been known


class Sort(StrEnum):
    """In which order records come: by their own day, the day they were told, or how sure."""

    DAY = "day"
    TOLD = "told"
    SURE = "sure"


NOTHING = Either()
NOBODY = Sides()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of events, statements or claims; what does not apply to one is passed over.

    `on` are the first and last day of the record's own time, `told` of its article's publication;
    an open end is `None`. `dated` asks for records with a day or without one only. `types` are
    PLOVER types, each with a mode after a point where one is asked for. `towns` are keys of names
    with their country. `known` is the day at whose end a record must have been known.
    `around` are days between which records stand in lists, with a day of their own or without.
    """

    actor: Sides = NOBODY
    actors_from: Sides = NOBODY
    actors_to: Sides = NOBODY
    together: Sides = NOBODY
    speaker: Sides = NOBODY
    addressee: Sides = NOBODY
    subject: Sides = NOBODY
    object: Sides = NOBODY
    holder: Sides = NOBODY
    place: Sides = NOBODY
    types: Either = NOTHING
    mode: Either = NOTHING
    context: Either = NOTHING
    cameo: Either = NOTHING
    quad: Either = NOTHING
    status: Either = NOTHING
    act: Either = NOTHING
    kind: Either = NOTHING
    channel: Either = NOTHING
    predicate: Either = NOTHING
    sector: Either = NOTHING
    country: Either = NOTHING
    outlet: Either = NOTHING
    agency: Either = NOTHING
    article: Either = NOTHING
    on: tuple[date | None, date | None] | None = None
    told: tuple[date | None, date | None] | None = None
    dated: bool | None = None
    contested: bool | None = None
    sure: Span | None = None
    depth: Span | None = None
    towns: tuple[tuple[str, str], ...] | None = None
    text: tuple[Wording, ...] = ()
    known: Known | None = None
    around: tuple[date | None, date | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record stands: its article, and its position among the reading's records."""

    article_id: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The last record of a page: its key of the order asked for, as text, and its place."""

    key: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """In which order records come, after which one, and up to how many are counted exactly."""

    sort: Sort = Sort.DAY
    newest: bool = True
    after: Mark | None = None
    count_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The places of what fits, how many fit in all, and how many were left out without a day.

    `total`, `articles` and `undated` are exact up to the window's `count_to`; one more than that
    stands for "more". `last` is the mark of the last place where more come after it.
    """

    places: tuple[Place, ...]
    total: int
    undated: int = 0
    articles: int = 0
    last: Mark | None = None
