"""How a page is cited: as text, BibTeX, CSL JSON, RIS and JSON-LD, with the day it was known."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.errors import InputError
from legation.telling.phrases import day
from legation.telling.safe import clean

router = APIRouter(include_in_schema=False)
LONGEST = 300  # characters of a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A page as it is cited; `known` is the day as of which the record is meant."""

    title: str
    address: str
    known: date

    @property
    def key(self) -> str:
        """A key that changes with the address and the day."""
        told = f"{self.address} {self.known}"
        return f"legation-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:8]}"


def as_text(each: Cited) -> str:
    """One sentence."""
    return f"“{each.title}”, Legation record, as known on {day(each.known)}, {each.address}"


def as_bibtex(each: Cited) -> str:
    """An entry of BibTeX; what TeX takes for more than text is defused."""
    return bibtex(
        each.key,
        title=tex(each.title),
        howpublished="Legation record",
        note=f"as known on {day(each.known)}",
        year=str(each.known.year),
        url=address_of(each.address),
    )


def as_csl(each: Cited) -> str:
    """An item of CSL JSON."""
    item = {
        "id": each.key,
        "type": "webpage",
        "title": each.title,
        "container-title": "Legation record",
        "accessed": date_parts(each.known),
        "URL": each.address,
    }
    return json_text([item])


def as_ris(each: Cited) -> str:
    """A reference in RIS."""
    return ris(
        TY="ELEC",
        ID=each.key,
        TI=each.title,
        T2="Legation record",
        Y2=f"{each.known:%Y/%m/%d}",
        UR=each.address,
    )


def as_jsonld(each: Cited) -> str:
    """A page of schema.org."""
    item = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": each.title,
        "url": each.address,
        "isPartOf": {"@type": "Dataset", "name": "Legation record"},
        "temporalCoverage": f"../{each.known.isoformat()}",
    }
    return json_text(item)


FORMATS: Mapping[str, tuple[Callable[[Cited], str], str]] = {
    "text": (as_text, "text/plain; charset=utf-8"),
    "BibTeX": (as_bibtex, "application/x-bibtex; charset=utf-8"),
    "CSL JSON": (as_csl, "application/vnd.citationstyles.csl+json"),
    "RIS": (as_ris, "application/x-research-info-systems; charset=utf-8"),
    "JSON-LD": (as_jsonld, "application/ld+json"),
}


@router.get("/cite")
def cite(request: Request) -> Response:
    """A page of this record in one of the forms; its address, title and day are given."""
    given = request.query_params
    form, path = given.get("as", "text"), given.get("of", "/")
    if form not in FORMATS:
        raise InputError(f"as={form[:40]!r} is no form; write one of {', '.join(FORMATS)}")
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        raise InputError("of: name a page of this record, as in of=/actor/KEN")
    try:
        known = date.fromisoformat(given.get("known", ""))
    except ValueError as error:
        raise InputError("known: name a day, as in known=2026-01-31") from error
    page = Cited(
        title=clean(given.get("title", "Legation"))[:LONGEST],
        address=str(request.base_url).rstrip("/") + address_of(path),
        known=known,
    )
    make, kind = FORMATS[form]
    return Response(make(page).encode("utf-8", "replace"), media_type=kind)


def bibtex(key: str, **fields: str) -> str:
    """An entry of BibTeX; its fields are written as they are given."""
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}\n"


def ris(**fields: str) -> str:
    """A reference in RIS, with the line that ends it."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in (*fields.items(), ("ER", "")))


def json_text(told: object) -> str:
    """Items as JSON that people read too."""
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def date_parts(of: date) -> dict[str, list[list[int]]]:
    """A day as CSL JSON has it."""
    return {"date-parts": [[of.year, of.month, of.day]]}


def tex(text: str) -> str:
    """A text with all that TeX takes for more than text defused."""
    return re.sub(r"[\\{}$&#^_%~]", lambda found: f"\\char{ord(found[0])} ", text)


def address_of(text: str) -> str:
    """An address in which nothing can end the field it stands in."""
    return re.sub(r"[\s{}\\<>\"]", lambda found: "".join(f"%{b:02X}" for b in found[0].encode()),
                  text)  # fmt: skip
