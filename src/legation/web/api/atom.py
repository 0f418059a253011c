"""A list as an Atom feed (RFC 4287), the newest told first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from xml.etree import ElementTree as Tree

from fastapi.responses import Response

from legation.ask.listed import DeedRow, QuotationRow, Row
from legation.telling.deeds_in_words import verb_of
from legation.telling.phrases import name_of, predicate_phrase
from legation.telling.safe import clean
from legation.web.api.forms import TYPES

_NAMESPACE = "http://www.w3.org/2005/Atom"


def feed(rows: Iterable[Row], *, title: str, here: str, root: str) -> Response:
    """The entries of a feed; `here` is its own address, `root` that of the server.

    An entry was updated when the store first had its article, since that is when it was new here.
    """
    Tree.register_namespace("", _NAMESPACE)
    top = Tree.Element(f"{{{_NAMESPACE}}}feed")
    entries = list(rows)
    _add(top, "id", here)
    _add(top, "title", title)
    _add(top, "link", rel="self", href=here)
    came = [_came(row) for row in entries]
    _add(top, "updated", _moment(max(came, default=None)))
    author = Tree.SubElement(top, f"{{{_NAMESPACE}}}author")
    _add(author, "name", "Legation")
    for row, at in zip(entries, came, strict=True):
        _entry(top, row, at, root)
    told = Tree.tostring(top, encoding="utf-8", xml_declaration=True)
    return Response(told, media_type=TYPES["atom"])


def _entry(top: Tree.Element, row: Row, at: datetime | None, root: str) -> None:
    record, title, words = _told(row)
    article = row.source.article
    entry = Tree.SubElement(top, f"{{{_NAMESPACE}}}entry")
    _add(entry, "id", f"{root}/article/{article.id}#{record.id}")
    _add(entry, "title", _plain(title))
    _add(entry, "updated", _moment(at))
    if article.published and article.published.last:
        _add(entry, "published", _moment(_start(article.published.last)))
    _add(entry, "link", rel="alternate", href=f"{root}/article/{article.id}#{record.id}")
    if row.source.at.url:
        _add(entry, "link", rel="via", href=row.source.at.url)
    author = Tree.SubElement(entry, f"{{{_NAMESPACE}}}author")
    _add(author, "name", _plain(row.source.outlet or "outlet not told"))
    _add(entry, "summary", _plain(words))


def _told(row: Row) -> tuple[Any, str, str]:
    """The record with its headline and its words."""
    if isinstance(row, DeedRow):
        event = row.event
        sides = [", ".join(map(name_of, each)) for each in (event.actors, event.recipients)]
        return event, f"{sides[0]} {verb_of(event)} {sides[1]}".strip(), row.sentence
    if isinstance(row, QuotationRow):
        who = name_of(row.statement.speaker) if row.statement.speaker else "Somebody not named"
        return row.statement, f"{who} {row.statement.act}", row.words
    claim = row.claim
    other = f" {name_of(claim.object)}" if claim.object else ""
    words = " … ".join(passage.text for passage in claim.evidence)
    return claim, f"{name_of(claim.subject)} {predicate_phrase(claim)}{other}", words


def _came(row: Row) -> datetime:
    return row.source.at.recorded_at or datetime.fromtimestamp(0, UTC)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _moment(at: datetime | None) -> str:
    return (at or datetime.fromtimestamp(0, UTC)).isoformat(timespec="seconds")


def _plain(text: str) -> str:
    """A text that XML can hold."""
    return "".join(c for c in clean(text) if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))


def _add(parent: Tree.Element, name: str, text: str | None = None, **attributes: str) -> None:
    child = Tree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    if text is not None:
        child.text = text
