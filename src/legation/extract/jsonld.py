"""What the JSON-LD of a page says of its story (schema.org NewsArticle and its kin)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from legation.characters.marks import plain_letters
from legation.language.agencies import fold_line

_TYPES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle askpublicnewsarticle "
    "backgroundnewsarticle opinionnewsarticle reviewnewsarticle blogposting liveblogposting "
    "report scholarlyarticle techarticle".split()
)
_TAG = re.compile(r"<[^<>]{0,500}>")
_SPACE = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+(?=[,;.])")
_PARAGRAPH = re.compile(r"(?:<(?:br|/?p|/?div|/?li|/?h\d)\b[^<>]{0,300}>|\s*\n\s*)+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",\s*([}\]])")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_SCHEME = re.compile(r"^https?://(?:www\.|m\.|amp\.)?|[?#].*$|/(?:amp/?)?$")
_DECODER = json.JSONDecoder(strict=False)
_DEEPEST = 12
_MOST = 2000  # objects looked at: the pages with most list 300
_SAME = 40  # letters in which two headlines of one story agree, however their ends are cut


@dataclass(frozen=True)
class Told:
    """The fields of a story that a page states in its markup; unknown is `None` or empty.

    `body` has the paragraphs of `articleBody`.
    """

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    outlet: str | None = None
    language: str | None = None
    captions: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    url: str | None = None


def read_json_ld(
    scripts: Iterable[str], *, addresses: Iterable[str] = (), titles: Iterable[str] = ()
) -> Told:
    """The article that the page is about; broken blocks are passed over.

    Of several that is the one with an address of the page, else with its headline, else the first
    with a headline. `addresses` and `titles` are what the rest of the page says.
    """
    things: list[dict[str, Any]] = []
    for script in scripts:
        for value in _values(script):
            things.extend(_things(value, _MOST - len(things)))
    known = {
        thing["@id"]: thing
        for thing in reversed(things)
        if isinstance(thing.get("@id"), str) and len(thing) > 1
    }
    here = {_bare(address) for address in addresses}
    shown = [fold_line(title)[:_SAME] for title in titles if len(title.split()) > 2]
    articles = [thing for thing in things if _is_article(thing)]
    best = max(articles, key=lambda thing: _fit(thing, here, shown), default=None)
    return _told(best, known) if best is not None else Told()


def plain(text: str) -> str:
    """Text without tags, entities, unseen marks and runs of space."""
    marked = "<" in text or "&" in text
    bare = html.unescape(_TAG.sub(" ", html.unescape(text))) if marked else text
    bare = _SPACE.sub(" ", plain_letters(bare)).strip()
    return _BEFORE_MARK.sub("", bare) if "<" in text or "&lt;" in text else bare


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text with or without tags."""
    return tuple(p for part in _PARAGRAPH.split(html.unescape(text)) if (p := plain(part)))


def date_told(value: object) -> str | None:
    """A date as text; numbers count seconds or milliseconds since 1970, whose first day is none."""
    text = _text(value) if not isinstance(value, int | float) else str(value)
    if text and _EPOCH.fullmatch(text):
        seconds = float(text)
        seconds = seconds / 1000 if seconds > 1e11 else seconds
        text = datetime.fromtimestamp(seconds, UTC).isoformat()
    return None if text and text.startswith("1970-01-01") else text


def _told(thing: dict[str, Any], known: dict[str, dict[str, Any]]) -> Told:
    body = thing.get("articleBody")
    address = thing.get("url") or thing.get("mainEntityOfPage")
    return Told(
        headline=_text(thing.get("headline")) or _text(thing.get("name")),
        authors=tuple(
            dict.fromkeys(_names(thing.get("author"), known) or _names(thing.get("creator"), known))
        ),
        published=date_told(thing.get("datePublished")) or date_told(thing.get("dateCreated")),
        modified=date_told(thing.get("dateModified")),
        section=next(iter(_texts(thing.get("articleSection"))), None),
        outlet=next(iter(_names(thing.get("publisher"), known)), None),
        language=_text(thing.get("inLanguage")),
        captions=tuple(
            t
            for i in _each(thing.get("image"))
            if isinstance(i, dict) and (t := _text(i.get("caption")))
        ),
        body=paragraphs(body) if isinstance(body, str) else (),
        url=address if isinstance(address, str) else None,
    )


def _fit(thing: dict[str, Any], here: set[str], shown: list[str]) -> tuple[bool, bool, bool]:
    """How surely an article is the one the page is about, for comparing."""
    headline = fold_line(_text(thing.get("headline")) or "")
    alike = any(headline.startswith(t) or t.startswith(headline) for t in shown if headline)
    return any(_bare(a) in here for a in _addresses(thing)), alike, bool(headline)


def _addresses(thing: dict[str, Any]) -> Iterator[str]:
    for key in ("@id", "url", "mainEntityOfPage"):
        for value in _each(thing.get(key)):
            told = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(told, str):
                yield told


def _bare(address: str) -> str:
    """An address without what differs between spellings of it."""
    return _SCHEME.sub("", address.partition("#")[0].partition("?")[0].strip().lower())


def _values(script: str) -> Iterator[Any]:
    """The values of a block, with the usual faults mended; none if it is broken."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    for candidate in (text, _TRAILING.sub(r"\1", _CONTROL.sub(" ", text))):
        found = list(_decoded_values(candidate))
        if found:
            yield from found
            return


def _decoded_values(text: str) -> Iterator[Any]:
    """The values that stand one after another in a text, up to the first that is broken."""
    at = 0
    try:
        while at < len(text):
            value, at = _DECODER.raw_decode(text, at)
            yield value
            while at < len(text) and text[at] in " \r\n\t,;":
                at += 1
    except (ValueError, RecursionError):
        return


def _things(value: Any, most: int, depth: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if depth > _DEEPEST or most <= 0:
        return found
    if isinstance(value, list):
        for item in value:
            found += _things(item, most - len(found), depth + 1)
    elif isinstance(value, dict):
        found.append(value)
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            if isinstance(value.get(key), dict | list):
                found += _things(value[key], most - len(found), depth + 1)
    return found


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = (t for t in _each(thing.get("@type")) if isinstance(t, str))
    return any(kind.rpartition("/")[2].lower() in _TYPES for kind in kinds)


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    """The first text of a value that should be one."""
    return next(iter(_texts(value)), None)


def _texts(value: Any, depth: int = 0) -> list[str]:
    found = []
    for item in _each(value):
        if isinstance(item, dict):
            given = [item.get("givenName"), item.get("familyName")]
            whole = " ".join(part for part in given if isinstance(part, str))
            item = item.get("@value") or item.get("name") or item.get("text") or whole
        if isinstance(item, dict | list):
            found += _texts(item, depth + 1) if depth < _DEEPEST else []
        elif isinstance(item, str) and plain(item):
            found.append(plain(item))
    return found


def _names(value: Any, known: dict[str, dict[str, Any]]) -> list[str]:
    named = []
    for item in _each(value):
        if isinstance(item, dict) and isinstance(item.get("@id"), str) and "name" not in item:
            item = known.get(item["@id"], item)
        named += [name for name in _texts(item) if not name.startswith("http")]
    return named
