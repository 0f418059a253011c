"""Records with where they stand: the reading, the outlet and day, and the link or file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from legation.ask.resolving.meanings import Resolved
from legation.records import Article, Reading, Statement
from legation.store import Query, Store
from legation.store.asking.patience import check_time
from legation.store.asking.provenance import Whereabouts, places_of
from legation.store.asking.selecting import Place, Selection

AT_ONCE = 100  # readings loaded at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The reading a record stands in, and where its article is."""

    reading: Reading = field(repr=False)
    at: Whereabouts

    @property
    def cells(self) -> tuple[Any, ...]:
        """The cells of flat tables are made of it each time."""
        return ()

    @property
    def article(self) -> Article:
        """The article."""
        return self.reading.article

    @property
    def outlet(self) -> str | None:
        """Who published it; the agency where the outlet is not told."""
        return self.article.outlet or self.article.agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How much an answer holds: `total` records fit, `undated` more would but have no day.

    `resolved` are the names that were asked by, with what they were taken for.
    """

    total: int
    undated: int = 0
    resolved: tuple[Resolved, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One link of a chain of reports: who says it, by which words, in which statement."""

    speaker: str | None
    cue: str | None
    statement: str


def counted(selection: Selection, resolved: list[Resolved]) -> Counted:
    """The counts of a selection."""
    return Counted(total=selection.total, undated=selection.undated, resolved=tuple(resolved))


def placed(store: Store, selection: Selection) -> Iterator[tuple[Place, Reading, Source]]:
    """Each place of a selection with its reading and source; readings are loaded some at a time."""
    query = Query(store)
    where = places_of(store, (p.article_id for p in selection.places))
    readings: dict[str, Reading] = {}
    for number, place in enumerate(selection.places):
        if number % AT_ONCE == 0:
            check_time()
            some = selection.places[number : number + AT_ONCE]
            readings = query.readings_of(each.article_id for each in some)
        reading = readings[place.article_id]
        yield place, reading, Source(reading=reading, at=where[place.article_id])


def chain_of(reading: Reading, statement: Statement | None) -> tuple[Step, ...]:
    """The statements in which a statement is reported, the outermost first, itself last."""
    by_id = {s.id: s for s in reading.statements}
    return steps_of(statement, lambda key: by_id.get(key or ""))


def steps_of(
    statement: Statement | None, teller: Callable[[str | None], Statement | None]
) -> tuple[Step, ...]:
    """The chain above a statement, itself last; `teller` finds statements by their ids."""
    steps: list[Step] = []
    seen: set[str] = set()
    while statement is not None and statement.id not in seen:
        seen.add(statement.id)
        steps.append(
            Step(
                speaker=statement.speaker.name if statement.speaker else None,
                cue=statement.cue.text if statement.cue else None,
                statement=statement.id,
            )
        )
        statement = teller(statement.reported_in)
    return tuple(reversed(steps))
