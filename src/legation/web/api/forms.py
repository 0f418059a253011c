"""Answers in every format: JSON, JSON lines, CSV, Parquet, GeoJSON, Atom, iCalendar."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from legation.ask.tabular.flat import Column, Table
from legation.export import parquet_files
from legation.export.csv_tables import cells_of
from legation.export.json_lines import line_of, lines_of
from legation.web.api.problems import ApiError

TYPES: Mapping[str, str] = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "atom": "application/atom+xml",
    "ics": "text/calendar; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "jsonld": "application/ld+json",
    "metadata.json": "application/json",
}


def form_of(request: Request, suffix: str | None, known: Iterable[str]) -> str:
    """The format asked for: by the suffix of the address, else by `Accept`, else JSON.

    Raises `ApiError` for one that the list does not come in.
    """
    known = tuple(known)
    if suffix is not None:
        if suffix not in known:
            raise ApiError("format", f"{suffix!r} is not made here; {', '.join(known)} are")
        return suffix
    accepted = request.headers.get("accept", "").split(",")
    wanted = [part.partition(";")[0].strip() for part in accepted]
    by_type = {TYPES[name].partition(";")[0]: name for name in reversed(known)}
    for each in wanted:
        if each in ("", "*/*", "application/*", "application/json", "text/html"):
            return "json"
        if each in by_type:
            return by_type[each]
    raise ApiError("format", f"{wanted[0]!r} is not made here; {', '.join(known)} are")


def cut(table: Table, fields: Iterable[str]) -> Table:
    """The table with some of its columns only, in the order asked for.

    Raises `InputError` for a column that it has not, with the nearest.
    """
    from legation.ask.grammar.lists import one_of

    fields = tuple(fields)
    if not fields:
        return table
    columns = {column.name: column for column in table.columns}
    chosen = [columns[one_of("fields", name, list(columns))] for name in fields]
    return Table(name=table.name, unit=table.unit, columns=tuple(dict.fromkeys(chosen)))


def as_json(body: Any) -> JSONResponse:
    """A JSON answer; half of a surrogate pair becomes a question mark."""
    told = json.dumps(body, ensure_ascii=False, default=str).encode("utf-8", "replace")
    response = JSONResponse(None)
    response.body = told
    response.headers["content-length"] = str(len(told))
    return response


def flat(table: Table, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows with the table's columns as plain JSON."""
    return [json.loads(line_of(table, row)) for row in table.rows(rows)]


def as_lines(table: Table, rows: Iterable[Any], name: str) -> Response:
    """All rows, one JSON object a line, as they come."""
    lines = (line + b"\n" for line in lines_of(table, table.rows(rows)))
    return StreamingResponse(
        _batched(lines), media_type=TYPES["jsonl"], headers=_file(name, "jsonl")
    )


def as_csv(table: Table, rows: Iterable[Any], name: str) -> Response:
    """All rows with a header, as they come; what looks like a formula is defused."""
    return StreamingResponse(
        _batched(line.encode("utf-8", "replace") for line in _csv(table, rows)),
        media_type=TYPES["csv"],
        headers=_file(name, "csv"),
    )


def as_parquet(table: Table, rows: Iterable[Any], name: str) -> Response:
    """All rows as one file with typed columns."""
    out = io.BytesIO()
    parquet_files.write(rows, out, table=table)
    return Response(out.getvalue(), media_type=TYPES["parquet"], headers=_file(name, "parquet"))


def as_calendar(told: bytes, name: str) -> Response:
    """A calendar."""
    return Response(told, media_type=TYPES["ics"], headers=_file(name, "ics"))


def metadata_of(table: Table, counts: Mapping[str, Any], view: Mapping[str, Any]) -> Response:
    """What a table holds: its columns with type and meaning, its unit, counts and view."""
    return as_json(
        {
            "table": table.name,
            "unit": table.unit,
            "columns": [_column(column) for column in table.columns],
            "count": counts,
            "view": view,
            "licence": "the words are their publishers'; what is recorded of them is yours to use",
            "lost": {
                "csv": "lists are joined by '; '; what looks like a formula gets an apostrophe",
                "parquet": "nothing",
                "jsonl": "nothing",
            },
        }
    )


def _column(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": str(column.type), "meaning": column.meaning}


def _csv(table: Table, rows: Iterable[Any]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows(rows):
        writer.writerow(cells_of(table, row))
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _batched(lines: Iterable[bytes], size: int = 250_000) -> Iterator[bytes]:
    """Lines some at a time: a message for each would cost more than the line."""
    some: list[bytes] = []
    length = 0
    for line in lines:
        some.append(line)
        length += len(line)
        if length > size:
            yield b"".join(some)
            some, length = [], 0
    yield b"".join(some)


def _file(name: str, suffix: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
