"""The story that a row of a table tells, whatever its columns are called."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from legation.characters.marks import plain_letters
from legation.extract.byline import stated_authors
from legation.extract.dates import parse_day
from legation.extract.imprints import month_first
from legation.extract.jsonld import date_told, paragraphs, plain
from legation.language.words import members
from legation.records import Article

_TAG = re.compile(r"</?(?:p|br|div|span|a|em|strong|b|i|ul|li|h[1-6]|figure|img)\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8});", re.I)
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")  # of NewsAPI's free plan


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStory:
    """What a row tells; unknown is `None`. `day` is left out where it can be read two ways."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    agency: str | None = None
    section: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    day: date | None = None

    def article(self) -> Article:
        """The article; raises `InputError` for an empty text."""
        known = {"language": self.language} if self.language else {}
        article = Article.from_text(
            self.text or "",
            title=self.title,
            published=self.day,
            url=self.url,
            outlet=self.outlet,
            agency=self.agency,
            section=self.section,
            **known,
        )
        return replace(article, authors=self.authors) if self.authors else article


def story_of(row: Mapping[str, Any], columns: Mapping[str, tuple[str, ...]]) -> RowStory:
    """The story of a row; of the columns for a field the first that has a value counts."""
    known = {str(name).strip().lower(): value for name, value in row.items() if name is not None}

    def of(field: str) -> Any:
        values = (known.get(column) for column in columns[field])
        return next((value for value in values if _is_told(value)), None)

    outlet = _text(of("outlet"))
    stated = _names(of("authors"))
    people, agency = stated_authors(stated, outlet)
    text, page = _text(of("text")), _text(of("html"))
    return RowStory(
        text=_story_text(text) if text else None,
        html=page,
        title=_line(_text(of("title"))),
        url=_text(of("url")),
        outlet=_line(outlet),
        agency=_line(_text(of("agency"))) or agency,
        section=_line(_text(of("section"))),
        language=_text(of("language")),
        authors=people,
        day=_day(of("date"), outlet),
    )


def _is_told(value: object) -> bool:
    if isinstance(value, str):
        return bool(value.strip()) and value.strip().lower() not in members("no_value")
    return value is not None and value != [] and value != {}


def _text(value: object) -> str | None:
    """A value as text: of an object its name, of a list of texts their paragraphs."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if not isinstance(value, str) or not value.strip():
        return None
    return value.encode("utf-8", "replace").decode("utf-8")  # without halves of pairs


def _names(value: object) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    named = (_text(part) for part in parts)
    return [plain(name) for text in named if text for name in text.strip("[]").split(";")]


def _line(text: str | None) -> str | None:
    if text is None:
        return None
    return (plain(text) if _TAG.search(text) or _ENTITY.search(text) else text) or None


def _story_text(text: str) -> str:
    """The words of a story: without tags and entities where it has them."""
    text = _CUT.sub("", text)
    if len(_TAG.findall(text)) > 1:
        return "\n\n".join(paragraphs(text))
    return plain_letters(html.unescape(text) if _ENTITY.search(text) else text)


def _day(value: object, outlet: str | None) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = date_told(value)
    return parse_day(text, month_first=month_first(outlet)) if text else None
