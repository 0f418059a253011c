"""Pages from templates: one environment, with the marks and what stands on every page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from legation import __version__
from legation.ask.coverage import Coverage, what_was_read
from legation.ask.names import Names
from legation.ask.query import Query
from legation.store import Store
from legation.store.asking.as_it_stood import as_it_stood
from legation.store.asking.wanted import Clock, Known
from legation.telling.safe import clean
from legation.telling.small_words import filter_example, filter_label, skipped_because
from legation.web.citing import FORMATS
from legation.web.draw.glyphs import QUADS, mark
from legation.web.keeping import once
from legation.web.seen import seeing
from legation.web.shown import day_phrase
from legation.web.signing import NOBODY, writing_of

if TYPE_CHECKING:
    from legation.read import Reader

# Pages of one thing, with the list that they are of.
PART_OF = {"article": "/sources", "source": "/sources", "fact": "/facts", "story": "/stories"}
Links = Sequence[tuple[str, str]]  # the word of a link and its address


class Pages:
    """What all pages share: the questions to the store, and the templates."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._digests: dict[str, str] = {}
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
            "label": filter_label,
            "example": filter_example,
            "because": skipped_because,
            "cite_forms": tuple(FORMATS),
        }
        self._templates.filters |= {"clean": clean, "part": lambda text: quote(text, safe="")}

    @cached_property
    def reader(self) -> Reader:
        """The reader of all pages that read an article again; loaded when first asked for."""
        from legation.read import Reader

        return Reader(self.query.settings)

    def at(self, request: Request) -> Query:
        """The questions as the address asks them: as known on a day, if it names one.

        Raises `InputError` for a day or clock that is none.
        """
        known = request.query_params.get("known", "").strip()
        if not known:
            return self.query
        clock = request.query_params.get("clock", "store")
        asked = self.query.filters(known=known, clock=clock)
        again = Query(
            self._stood(asked.known_by),
            settings=self.query.settings,
            known=asked.known.isoformat() if asked.known else known,
            clock=clock,
            most_articles=self.query.most_articles,
            most_reports=self.query.most_reports,
        )
        names = self.query.names  # the tables are loaded once
        same = again.store is self.query.store
        again.names = names if same else Names(names.registry, again.store)
        return again

    def _stood(self, known: Known | None) -> Store:
        """The store as it was then, where it has been read otherwise since; else the store."""
        if known is None or known[1] is not Clock.STORE:
            return self.query.store
        name = f"stood {known[0]}"
        return once(self.query, name, lambda: as_it_stood(self.query.store, known[0])) or (
            self.query.store
        )

    def page(
        self,
        request: Request,
        template: str,
        *,
        title: str,
        status: int = 200,
        read: Coverage | None = None,
        downloads: Links = (),
        missing: Sequence[str] = (),
        dated: bool = False,
        **told: Any,
    ) -> HTMLResponse:
        """A whole page; `told` are the values that its template names.

        `read` is the coverage where the caller has it already. `downloads` are the page's data,
        `missing` sentences on what this page does not show; `dated` pages answer `known=`. Every
        page answers `view=`; raises `InputError` for a view that there is not.
        """
        theme = request.cookies.get("theme")
        path = request.url.path
        query = self.at(request) if dated else self.query
        read = read or what_was_read(query.store, query.known_by)
        given = [(n, v) for n, v in request.query_params.multi_items() if v]
        lasting = [(n, v) for n, v in given if n not in ("known", "clock", "after")]
        seen = told.pop("seen", None) or seeing(request, query, strict=status < 400)
        known = request.query_params.get("known", "").strip() if dated else ""
        html = self._templates.get_template(template).render(
            title=title,
            path=path,
            part_of=_part_of(path),
            here=path + (f"?{request.url.query}" if request.url.query else ""),
            theme=theme if theme in ("light", "dark") else "",
            read=read,
            reader=reader_of(read),
            asked=told.pop("asked", ""),
            known=known,
            known_day=_day(known) if known else day_phrase(self.query.today),
            dated=dated,
            kept=[(n, v) for n, v in given if n != "known"],
            now=f"{path}?{urlencode(lasting)}" if lasting else path,
            unseen=[(n, v) for n, v in given if n not in ("view", "after")],
            seen=seen,
            writing=writing_of(request),
            today=self.query.today,
            downloads=downloads,
            missing=missing,
            **told,
        )
        return HTMLResponse(seen.carried(html), status_code=status)

    def part(self, request: Request, template: str, **told: Any) -> HTMLResponse:
        """A part of a page, without its frame, seen as the page is."""
        seen = seeing(request, self.query)
        return HTMLResponse(
            self._templates.get_template(template).render(seen=seen, writing=NOBODY, **told)
        )

    def address(self, path: str, **query: Any) -> str:
        """A path with a query, empty values left out."""
        kept = {name: value for name, value in query.items() if value not in (None, "", [])}
        return f"{path}?{urlencode(kept, doseq=True)}" if kept else path

    def _asset(self, name: str) -> str:
        """The address of a file of ours, which changes with what is in it."""
        if name not in self._digests:
            content = (Path(str(files("legation.web"))) / "static" / name).read_bytes()
            self._digests[name] = hashlib.sha256(content).hexdigest()[:10]
        return f"/static/{name}?v={self._digests[name]}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its unit, as in "1 report" and "1,204 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _part_of(path: str) -> str:
    """Under which of the main ways a page stands: "/facts" for that of a fact; empty for none."""
    first = path.split("/", 2)[1]
    return PART_OF.get(first, f"/{first}")


def _day(known: str) -> str:
    """A day of an address in words; as it is written where it is none."""
    try:
        return day_phrase(date.fromisoformat(known))
    except ValueError:
        return clean(known)


def reader_of(read: Coverage) -> str:
    """Which readers read the store, the one of most articles first."""
    names = [clean(name).partition("/")[0] for name, _ in read.counts.readers[:2]]
    return ", ".join(names) or "nothing yet"
