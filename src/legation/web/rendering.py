"""Pages from templates: one environment, with the marks and what stands on every page."""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from legation import __version__
from legation.ask.coverage import what_was_read
from legation.ask.query import Query
from legation.telling.safe import clean
from legation.web.draw.glyphs import QUADS, mark
from legation.web.shown import day_phrase


class Pages:
    """What all pages share: the questions to the store, and the templates."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._templates = Environment(
            loader=PackageLoader("legation.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {
            "mark": mark,
            "quads": QUADS,
            "version": __version__,
            "asset": self._asset,
            "day": day_phrase,
            "counted": counted,
        }
        self._templates.filters |= {"clean": clean, "part": lambda text: quote(text, safe="")}

    def page(
        self, request: Request, template: str, *, title: str, status: int = 200, **told: Any
    ) -> HTMLResponse:
        """A whole page; `told` are the values that its template names."""
        theme = request.cookies.get("theme")
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        html = self._templates.get_template(template).render(
            title=title,
            path=request.url.path,
            here=here,
            theme=theme if theme in ("light", "dark") else "",
            read=what_was_read(self.query.store),
            reader=self._reader,
            asked=told.pop("asked", ""),
            **told,
        )
        return HTMLResponse(html, status_code=status)

    def address(self, path: str, **query: Any) -> str:
        """A path with a query, empty values left out."""
        kept = {name: value for name, value in query.items() if value not in (None, "")}
        return f"{path}?{urlencode(kept, doseq=True)}" if kept else path

    @cached_property
    def _reader(self) -> str:
        readers = what_was_read(self.query.store).counts.readers
        return ", ".join(clean(name).partition("/")[0] for name, _ in readers[:2]) or "nothing yet"

    def _asset(self, name: str) -> str:
        """The address of a file of ours, which changes with what is in it."""
        known = self.__dict__.setdefault("_digests", {})
        if name not in known:
            content = (Path(str(files("legation.web"))) / "static" / name).read_bytes()
            known[name] = hashlib.sha256(content).hexdigest()[:10]
        return f"/static/{name}?v={known[name]}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its unit, as in "1 report" and "1,204 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
