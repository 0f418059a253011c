"""What a page shows as a table for spreadsheets, where no table of the record has it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from legation.export.csv_tables import defused


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> Response:
    """Rows under a header; no text is taken for a formula, unknown is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return Response(
        out.getvalue().encode("utf-8", "replace"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def data_links(
    request: Request, paths: Sequence[tuple[str, str]], **more: str
) -> list[tuple[str, str]]:
    """Links to a page's data with the filters of the page; empty values ask nothing.

    `paths` are words with addresses without a query; `more` are filters that stand in the path.
    """
    kept = filled(request, "limit", "after")
    query = urlencode([*more.items(), *kept], errors="surrogatepass")
    return [(word, f"{path}?{query}" if query else path) for word, path in paths]


def filled(request: Request, *without: str) -> list[tuple[str, str]]:
    """What an address asks, but for some names: a field of a form left empty asks nothing."""
    given = request.query_params.multi_items()
    return [(n, v) for n, v in given if v.strip() and n not in without]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return defused(value.replace("\x00", "")) if isinstance(value, str) else str(value)
