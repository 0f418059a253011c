"""All records that fit, for flat tables: what a row shows and no more, in a third of the time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from legation.ask.filters import Asked, Filters
from legation.ask.listed import (
    DeedRow,
    QuotationRow,
    Row,
    SourceRow,
    ToldRow,
    pages_of,
    table_of,
)
from legation.ask.names import Names
from legation.ask.sources import steps_of
from legation.ask.tabular.parts import source_cells
from legation.records import Article, Statement
from legation.store import Store
from legation.store.asking.opened_lines import MOST, OpenLine, OpenLines
from legation.store.asking.patience import check_time
from legation.store.asking.wanted import Window


def poured(
    store: Store,
    names: Names,
    kind: str,
    filters: Filters,
    *,
    window: Window | None = None,
    size: int = 2000,
) -> Iterator[Row]:
    """The rows of `listed.streamed`, their records with the fields that tables show.

    Memory does not grow with their number.
    """
    wanted = Asked(names, store).ready(filters)
    kind = table_of(kind)
    lines = OpenLines(store, kind)
    sources: dict[str, SourceRow] = {}
    for places in pages_of(store, kind, wanted, window=window, size=size):
        check_time()
        for line, record in lines.records(places):
            source = sources.get(line.article.id)
            if source is None:
                source = sources[line.article.id] = _source(line)
            yield _ROW[kind](record, source, line)
        if len(sources) > MOST:
            sources.clear()


def _source(line: OpenLine) -> SourceRow:
    # Of an article tables ask what stands in the head of its line.
    source = SourceRow(article=cast(Article, line.article), at=line.at)
    return SourceRow(article=source.article, at=source.at, cells=source_cells(source))


def _deed(event: Any, source: SourceRow, line: OpenLine) -> Row:
    chain = steps_of(_teller(line, event.said_in), lambda id_: _teller(line, id_))
    return DeedRow(event=event, source=source, chain=chain)


def _quotation(statement: Any, source: SourceRow, line: OpenLine) -> Row:
    chain = steps_of(statement, lambda id_: _teller(line, id_))
    return QuotationRow(statement=statement, source=source, chain=chain)


def _told(claim: Any, source: SourceRow, _: OpenLine) -> Row:
    return ToldRow(claim=claim, source=source)


def _teller(line: OpenLine, id_: str | None) -> Statement | None:
    return cast("Statement | None", line.tellers.get(id_ or ""))


_ROW = {"events": _deed, "statements": _quotation, "claims": _told}
