"""Rows as Arrow tables and data frames, with the types of their columns.

Arrow comes with `pip install 'legation[arrow]'`; pandas and polars are the user's own. Days are
`date32`, moments `timestamp[us, UTC]`, lists `list<string>`; the meaning of each column is in the
schema's metadata.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

from legation.ask.tabular.flat import Table, Type
from legation.errors import InputError

if TYPE_CHECKING:
    import pyarrow

BATCH = 2_000  # rows made at a time, so that a large export stays small in memory


def arrow_schema(table: Table) -> pyarrow.Schema:
    """The Arrow schema of a table; raises `InputError` where pyarrow is not installed."""
    arrow = _arrow()
    kinds = {
        Type.TEXT: arrow.string(),
        Type.TEXTS: arrow.list_(arrow.string()),
        Type.INTEGER: arrow.int64(),
        Type.NUMBER: arrow.float64(),
        Type.FLAG: arrow.bool_(),
        Type.DAY: arrow.date32(),
        Type.MOMENT: arrow.timestamp("us", tz="UTC"),
    }
    fields = [
        arrow.field(c.name, kinds[c.type], metadata={"meaning": c.meaning}) for c in table.columns
    ]
    return arrow.schema(fields, metadata={"table": table.name, "unit": table.unit})


def arrow_batches(table: Table, items: Iterable[Any]) -> Iterator[pyarrow.RecordBatch]:
    """The rows of the items as record batches, one after the other."""
    arrow, schema = _arrow(), arrow_schema(table)
    rows = table.rows(items)
    while some := list(islice(rows, BATCH)):
        columns = [[_value(row[name]) for row in some] for name in schema.names]
        arrays = [
            arrow.array(cells, type=field.type)
            for cells, field in zip(columns, schema, strict=True)
        ]
        yield arrow.RecordBatch.from_arrays(arrays, schema=schema)


def to_arrow(table: Table, items: Iterable[Any]) -> pyarrow.Table:
    """All rows of the items as one Arrow table, with its schema also where there is none."""
    return _arrow().Table.from_batches(arrow_batches(table, items), schema=arrow_schema(table))


def to_pandas(table: Table, items: Iterable[Any]) -> Any:
    """A pandas frame with Arrow's types, so that unknown whole numbers and days stay unknown."""
    _need("pandas")
    import pandas

    return to_arrow(table, items).to_pandas(types_mapper=pandas.ArrowDtype)


def to_polars(table: Table, items: Iterable[Any]) -> Any:
    """A polars frame."""
    _need("polars")
    import polars

    return polars.from_arrow(to_arrow(table, items))


def _value(value: Any) -> Any:
    """A cell as Arrow takes it: an enum is its text, a tuple a list."""
    if isinstance(value, str):
        return str(value)
    return [str(each) for each in value] if isinstance(value, tuple) else value


def _arrow() -> Any:
    _need("pyarrow")
    import pyarrow

    return pyarrow


def _need(library: str) -> None:
    if find_spec(library) is None:
        extra = (
            "pip install 'legation[arrow]'" if library == "pyarrow" else f"pip install {library}"
        )
        raise InputError(f"{library} is not installed; install it: {extra}")
