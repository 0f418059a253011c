"""Who said what: statements with their words, day, outlet, link and chain of reports."""

from __future__ import annotations

from dataclasses import dataclass

from legation.ask.filters import Asked, Filters
from legation.ask.names import Names
from legation.ask.sources import Counted, Source, Step, chain_of, counted, placed
from legation.records import Statement, When
from legation.store import Store
from legation.store.asking.selecting import select_statements
from legation.store.asking.wanted import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A statement with its source and the chain of those who report it.

    `day` is when it was spoken or, where the text does not say, when it was published.
    """

    statement: Statement
    source: Source
    chain: tuple[Step, ...]

    @property
    def day(self) -> When | None:
        """When it was spoken or else published; `None` where neither is known."""
        return self.statement.when or self.source.article.published

    @property
    def words(self) -> str:
        """What was said, its passages joined."""
        return " … ".join(passage.text for passage in self.statement.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Quotations, the newest first, and how many there are in all."""

    quotations: tuple[Quotation, ...]
    counted: Counted


def said(
    store: Store,
    names: Names,
    filters: Filters,
    *,
    limit: int | None = None,
    count_to: int | None = None,
) -> Said:
    """The statements that fit the filters, at most `limit`; `None` gives them all.

    They are counted up to `count_to`, or all.

    Raises `InputError` for a name that nobody bears or that may be of several things.
    """
    asked = Asked(names, store)
    found = select_statements(
        store, asked.ready(filters), limit=limit, window=Window(count_to=count_to)
    )
    quotations = []
    for place, reading, source in placed(store, found):
        statement = reading.statements[place.position]
        quotations.append(
            Quotation(statement=statement, source=source, chain=chain_of(reading, statement))
        )
    return Said(quotations=tuple(quotations), counted=counted(found, asked.resolved))
