"""What the JSON-LD of a page says of its story (schema.org NewsArticle and its kin)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TYPES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle askpublicnewsarticle "
    "backgroundnewsarticle opinionnewsarticle reviewnewsarticle blogposting liveblogposting "
    "report scholarlyarticle techarticle".split()
)
_TAG = re.compile(r"<[^<>]{0,500}>")
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",\s*([}\]])")
_DEEPEST = 12


@dataclass(frozen=True)
class Told:
    """The fields of a story that a page states in its markup; unknown is `None` or empty."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    outlet: str | None = None
    language: str | None = None
    captions: tuple[str, ...] = ()


def read_json_ld(scripts: Iterator[str] | list[str]) -> Told:
    """The first object with a headline and an article's type; broken blocks are passed over."""
    best: dict[str, Any] | None = None
    for script in scripts:
        for thing in _things(_parsed(script)):
            if _is_article(thing) and (
                best is None or (thing.get("headline") and not best.get("headline"))
            ):
                best = thing
    if best is None:
        return Told()
    image = best.get("image")
    return Told(
        headline=_text(best.get("headline")) or _text(best.get("name")),
        authors=tuple(dict.fromkeys(_names(best.get("author")) or _names(best.get("creator")))),
        published=_text(best.get("datePublished")) or _text(best.get("dateCreated")),
        modified=_text(best.get("dateModified")),
        section=next(iter(_texts(best.get("articleSection"))), None),
        outlet=next(iter(_names(best.get("publisher"))), None),
        language=_text(best.get("inLanguage")),
        captions=tuple(
            t for i in _each(image) if isinstance(i, dict) and (t := _text(i.get("caption")))
        ),
    )


def plain(text: str) -> str:
    """Text without tags, entities and runs of space."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", html.unescape(text)))).strip()


def _parsed(script: str) -> Any:
    """The value of a block, with the usual faults mended; `None` if it is broken."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    for candidate in (text, _TRAILING.sub(r"\1", _CONTROL.sub(" ", text))):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            if isinstance(value.get(key), dict | list):
                yield from _things(value[key], depth + 1)


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = (t for t in _each(thing.get("@type")) if isinstance(t, str))
    return any(kind.rpartition("/")[2].lower() in _TYPES for kind in kinds)


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    """The first text of a value that should be one."""
    return next(iter(_texts(value)), None)


def _texts(value: Any) -> list[str]:
    found = []
    for item in _each(value):
        if isinstance(item, dict):
            item = item.get("@value") or item.get("name") or item.get("text")
        if isinstance(item, str) and plain(item):
            found.append(plain(item))
    return found


def _names(value: Any) -> list[str]:
    return [name for item in _each(value) for name in _texts(item) if not name.startswith("http")]
