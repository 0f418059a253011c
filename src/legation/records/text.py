"""Words and where they stand: passages, days, pages, articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from legation.errors import InputError, PassageError
from legation.ids import content_id, sha256_of
from legation.records.closed_sets import read_quickly
from legation.records.setting import set_by_slots

Value = TypeVar("Value")


@read_quickly
class Precision(StrEnum):
    """How exact a `When` is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    SINCE = "since"
    UNTIL = "until"


class How(StrEnum):
    """How a `When` was found."""

    EXPLICIT = "explicit"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    PUBLICATION = "publication"


class SkipReason(StrEnum):
    """Why a page gave no article."""

    EMPTY = "empty"
    BINARY = "binary"
    NOT_AN_ARTICLE = "not_an_article"
    LANGUAGE = "language"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    OTHER_KIND = "other_kind"
    FORGOTTEN = "forgotten"


@set_by_slots
@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """Characters `start` to `end` (excluded) of the text of one article."""

    article_id: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise PassageError(
                f"passage {self.start}-{self.end} of article {self.article_id} has "
                f"{len(self.text)} characters; take it from Article.text with nlp.passages"
            )

    def overlaps(self, other: Passage) -> bool:
        """Whether the two share a character of one article."""
        same = self.article_id == other.article_id
        return same and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days, both ends included; an open end is `None`."""

    first: date | None
    last: date | None
    precision: Precision
    how: How
    passage: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded(Generic[Value]):
    """A value with the words that tell it."""

    value: Value
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a page came from: the kind of source, its path, and the offset of the record in it."""

    kind: str
    path: str
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as they were fetched."""

    fetched_at: datetime
    media_type: str
    body: bytes
    sha256: str
    origin: Origin
    url: str | None = None
    final_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSpan:
    """One stretch of the raw text and the field it became.

    `at` is the offset in `Article.text` where a body stretch begins, `None` for other fields.
    """

    field: str
    start: int
    end: int
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words under a picture, and who is credited for it."""

    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A story without its page: what was written, by whom, when."""

    id: str
    text: str
    raw_sha256: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    agency: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    published: When | None = None
    dateline: str | None = None
    captions: tuple[Caption, ...] = ()
    language: str | None = None
    spans: tuple[RawSpan, ...] = ()

    @staticmethod
    def from_text(
        text: str,
        *,
        title: str | None = None,
        published: date | str | None = None,
        url: str | None = None,
        outlet: str | None = None,
        agency: str | None = None,
        section: str | None = None,
        language: str | None = "en",
    ) -> Article:
        """Make an article from body text that is already clean.

        `published` is a date, also with a time of day (of Python, numpy or pandas), or an ISO date
        text; NaT is taken for unknown. Raises `InputError` for a text that is empty or no text,
        and for a date that is not ISO 8601.
        """
        if not isinstance(text, str):
            raise InputError(f"the text is {_kind(text)}; give the body of an article as text")
        if not text.strip():
            raise InputError("the text is empty; give the body of an article")
        raw = sha256_of("\n".join((title or "", text)).encode("utf-8", "surrogatepass"))
        day = published_on(published)
        told = published if isinstance(published, str) else str(day.first) if day else None
        parts = [raw, url, told or None]
        if url is None and outlet is not None:
            parts.append(outlet)  # who printed it stands for the address
        return Article(
            id=content_id("article", *parts),
            text=text,
            raw_sha256=raw,
            title=title,
            url=url,
            outlet=outlet,
            agency=agency,
            section=section,
            published=day,
            language=language,
        )


def published_on(published: date | str | None) -> When | None:
    """A publication day as an interval; a time of day is left out, NaT is unknown.

    Raises `InputError` for a text that is no ISO date and for anything that is no day.
    """
    if published is None or (isinstance(published, date) and published != published):
        return None
    if type(published).__module__ == "numpy":
        published = published.item()  # type: ignore[union-attr]
    if isinstance(published, datetime):
        published = published.date()
    if isinstance(published, str):
        try:
            published = date.fromisoformat(published[:10])
        except ValueError as error:
            raise InputError(
                f"published: {published!r} is not an ISO date; write it like 2024-03-09"
            ) from error
    if not isinstance(published, date):
        raise InputError(
            f"published is {_kind(published)}; give a date, an ISO text such as 2024-03-09, or None"
        )
    return When(first=published, last=published, precision=Precision.DAY, how=How.EXPLICIT)


def _kind(value: object) -> str:
    """A value and its type, for messages."""
    return f"{value!r} ({type(value).__name__})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article that came without a page, from a row of a table, and where the row stands."""

    article: Article
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A page that gave no article: expected, counted and kept."""

    stage: str
    reason: SkipReason
    detail: str
    origin: Origin | None = None
    sha256: str | None = None
