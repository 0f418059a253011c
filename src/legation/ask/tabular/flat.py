"""Records as flat rows: the columns of every table that leaves Legation, and what each means.

The same columns stand in CSV, Parquet, JSON lines, data frames and on the command line. A column
never changes its type; a list stays a list where the format has one, else its parts are joined by
"; ". Unknown is empty, never a default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any


class Type(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    TEXTS = "list of texts"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "true or false"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """The cells of some columns that stand side by side, of one item."""

    cells: Callable[[Any], tuple[Any, ...]]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, type and meaning, and how a cell is made of an item.

    `among` makes the cells of several neighbours at once, which costs a fraction of one by one.
    """

    name: str
    type: Type
    meaning: str
    cell: Callable[[Any], Any]
    among: Among | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns in their order; `unit` is what one row is."""

    name: str
    unit: str
    columns: tuple[Column, ...]

    def rows(self, items: Iterable[Any]) -> Iterator[dict[str, Any]]:
        """One row for each item, every column in it; unknown is `None`."""
        names = [column.name for column in self.columns]
        makers = [*self._makers()]
        for item in items:
            row: list[Any] = []
            for several, make in makers:
                if several:
                    row += make(item)
                else:
                    row.append(make(item))
            yield dict(zip(names, row, strict=True))

    def _makers(self) -> Iterator[tuple[bool, Callable[[Any], Any]]]:
        """What makes a row, in order; whether each makes several cells or one."""
        for among, some in groupby(self.columns, lambda column: column.among):
            columns = tuple(some)
            if among is not None and among.names == tuple(column.name for column in columns):
                yield True, among.cells
            else:
                yield from ((False, column.cell) for column in columns)


Row = Mapping[str, Any]


def of_rows(table: Table) -> Table:
    """The table for rows that have its columns already."""
    columns = tuple(replace(c, cell=itemgetter(c.name), among=None) for c in table.columns)
    return replace(table, columns=columns)


def together(
    cells: Callable[[Any], tuple[Any, ...]], *columns: tuple[str, Type, str]
) -> tuple[Column, ...]:
    """Columns by name, type and meaning whose cells are made at once."""
    among = Among(cells=cells, names=tuple(name for name, _, _ in columns))

    def one(place: int) -> Callable[[Any], Any]:
        return lambda item: cells(item)[place]

    return tuple(
        Column(name=name, type=type_, meaning=meaning, cell=one(place), among=among)
        for place, (name, type_, meaning) in enumerate(columns)
    )


def text(name: str, meaning: str, cell: Callable[[Any], Any]) -> Column:
    """A column of texts."""
    return Column(name=name, type=Type.TEXT, meaning=meaning, cell=cell)


def texts(name: str, meaning: str, cell: Callable[[Any], Any]) -> Column:
    """A column of lists of texts."""
    return Column(name=name, type=Type.TEXTS, meaning=meaning, cell=cell)


def integer(name: str, meaning: str, cell: Callable[[Any], Any]) -> Column:
    """A column of whole numbers."""
    return Column(name=name, type=Type.INTEGER, meaning=meaning, cell=cell)


def number(name: str, meaning: str, cell: Callable[[Any], Any]) -> Column:
    """A column of numbers."""
    return Column(name=name, type=Type.NUMBER, meaning=meaning, cell=cell)


def flag(name: str, meaning: str, cell: Callable[[Any], Any]) -> Column:
    """A column of yes and no."""
    return Column(name=name, type=Type.FLAG, meaning=meaning, cell=cell)


def day(name: str, meaning: str, cell: Callable[[Any], Any]) -> Column:
    """A column of days."""
    return Column(name=name, type=Type.DAY, meaning=meaning, cell=cell)


def moment(name: str, meaning: str, cell: Callable[[Any], Any]) -> Column:
    """A column of moments in UTC."""
    return Column(name=name, type=Type.MOMENT, meaning=meaning, cell=cell)


def plain(value: Any, *, join: str = "; ") -> str:
    """A cell as text: lists joined, yes and no in small letters, days in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return join.join(plain(each) for each in value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)
