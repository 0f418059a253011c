"""The codebook: every table that leaves Legation, column by column, and every code in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.ask.series import SERIES
from legation.ask.tabular.flat import Table
from legation.ask.tabular.schemas import TABLES
from legation.ontology import Quad, cameo_codes, contexts, event_types, sectors
from legation.records import Predicate, Status
from legation.telling.phrases import PREDICATES


def codebook() -> Iterator[str]:
    """The codebook as Markdown, line by line."""
    yield "# Codebook"
    for table in (*TABLES.values(), SERIES):
        yield from _columns(table)
    yield from ("", "## Codes", "", "| code | kind | meaning |", "| --- | --- | --- |")
    yield from (f"| `{c.code}` | {c.kind} | {c.meaning} |" for c in codes())


def _columns(table: Table) -> Iterator[str]:
    yield from ("", f"## {table.name}", "", f"One row is one {table.unit}.", "")
    yield from ("| column | type | meaning |", "| --- | --- | --- |")
    for column in table.columns:
        yield f"| `{column.name}` | {column.type} | {column.meaning} |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code that stands in the record, of what kind it is, and what it means."""

    code: str
    kind: str
    meaning: str


_STATUS = {
    Status.HAPPENED: "told as having taken place",
    Status.ONGOING: "told as going on",
    Status.PLANNED: "announced, agreed or meant to take place",
    Status.POSSIBLE: "told as possible, threatened or wished for",
    Status.DENIED: "told as not having taken place",
}


def codes() -> Iterator[Code]:
    """Every code: types, modes, contexts, CAMEO codes, sectors, statuses, quads, predicates."""
    for name, found in event_types().items():
        told = str(found.quad.name).replace("_", " ").lower()
        yield Code(code=name, kind="type", meaning=f"PLOVER type, {told}, score {found.score:g}")
        for mode, score in found.modes.items():
            yield Code(
                code=f"{name}.{mode}", kind="mode", meaning=f"{name}: {mode}, score {score:g}"
            )
    for quad in Quad:
        told = quad.name.replace("_", " ").lower()
        yield Code(code=str(quad.value), kind="quad", meaning=told)
    for status in Status:
        yield Code(code=str(status), kind="status", meaning=_STATUS[status])
    for code, label in sectors().items():
        yield Code(code=code, kind="sector", meaning=label)
    for context in sorted(contexts()):
        yield Code(code=context, kind="context", meaning="PLOVER context")
    for predicate in Predicate:
        yield Code(code=str(predicate), kind="predicate", meaning=PREDICATES[predicate][0])
    for cameo in cameo_codes().values():
        meaning = f"{cameo.name}, scale {cameo.goldstein:g}"
        yield Code(code=cameo.code, kind="CAMEO", meaning=meaning)
