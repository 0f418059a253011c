"""Records as they are cited: BibTeX, RIS, CSL JSON and JSON-LD, each with its words' place.

What is cited is the article; the note names the record, its characters in the article's text, and
the day as of which the record is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi.responses import Response

from legation.store.correcting.laying_over import main_passage
from legation.telling.safe import clean
from legation.web.api import forms
from legation.web.citing import address_of, bibtex, date_parts, json_text, ris, tex

CITED = ("bib", "ris", "csl.json", "jsonld")
_HEADLINE = 120  # characters of the first line of an article without a title


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRecord:
    """A record with the article that it is cited from; `published` only where the day is known."""

    record: str
    article: str
    title: str
    outlet: str | None
    published: date | None
    address: str | None
    start: int
    end: int
    words: str
    known: date

    @property
    def key(self) -> str:
        """The key by which a text cites it."""
        return f"legation-{self.record}"

    @property
    def note(self) -> str:
        """Which record, where in the text, in which words, and as known when."""
        place = f"characters {self.start} to {self.end} of article {self.article}"
        return f"Legation record {self.record}, {place}, “{self.words}”, as known on {self.known}"


def cited(rows: Iterable[Any], *, known: date) -> Iterator[CitedRecord]:
    """The citations of the rows of a list."""
    for row in rows:
        record = next(getattr(row, n) for n in ("event", "statement", "claim") if hasattr(row, n))
        article, passage = row.source.article, main_passage(record)
        when = article.published
        exact = when is not None and when.first is not None and when.first == when.last
        url = row.source.at.url
        yield CitedRecord(
            record=record.id,
            article=article.id,
            title=_line(article.title or article.text.split("\n", 1)[0][:_HEADLINE]),
            outlet=_line(article.outlet or article.agency) if row.source.outlet else None,
            published=when.first if exact else None,
            address=address_of(url) if url else None,
            start=passage.start,
            end=passage.end,
            words=_line(passage.text),
            known=known,
        )


def as_cited(rows: Iterable[Any], form: str, *, known: date) -> Response:
    """The rows of a list in one of the forms."""
    every = [*cited(rows, known=known)]
    if form == "bib":
        told = "\n".join(map(_bib, every))
    elif form == "ris":
        told = "".join(map(_ris, every))
    else:
        make = _csl if form == "csl.json" else _jsonld
        told = json_text([make(each) for each in every])
    return Response(told.encode("utf-8", "replace"), media_type=forms.TYPES[form])


def _bib(each: CitedRecord) -> str:
    fields = {
        "title": tex(each.title),
        "publisher": tex(each.outlet or ""),
        "year": str(each.published.year) if each.published else "",
        "date": each.published.isoformat() if each.published else "",
        "url": each.address or "",
        "note": tex(each.note),
    }
    return bibtex(each.key, **{name: value for name, value in fields.items() if value})


def _ris(each: CitedRecord) -> str:
    fields = {
        "TY": "NEWS",
        "ID": each.key,
        "TI": each.title,
        "T2": each.outlet,
        "DA": f"{each.published:%Y/%m/%d}" if each.published else "",
        "UR": each.address,
        "N1": each.note,
    }
    return ris(**{tag: value for tag, value in fields.items() if value})


def _csl(each: CitedRecord) -> dict[str, Any]:
    day = each.published
    told = {
        "id": each.key,
        "type": "article-newspaper",
        "title": each.title,
        "container-title": each.outlet,
        "issued": date_parts(day) if day else None,
        "URL": each.address,
        "note": each.note,
    }
    return {name: value for name, value in told.items() if value is not None}


def _jsonld(each: CitedRecord) -> dict[str, Any]:
    article = {
        "@type": "NewsArticle",
        "headline": each.title,
        "publisher": {"@type": "Organization", "name": each.outlet} if each.outlet else None,
        "datePublished": each.published.isoformat() if each.published else None,
        "url": each.address,
    }
    return {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "identifier": each.record,
        "text": each.words,
        "isPartOf": {name: value for name, value in article.items() if value is not None},
        "description": each.note,
    }


def _line(text: str) -> str:
    """A text on one line, without what a terminal or a form would take for more."""
    return " ".join(clean(text).split())
