"""Columns that several tables share: intervals, parties, and the article of a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from legation.ask.tabular.flat import Column, Type, together

Get = Callable[[Any], Any]


def days(prefix: str, meaning: str, get: Get) -> tuple[Column, ...]:
    """The four columns of an interval."""

    def cells(item: Any) -> tuple[Any, ...]:
        when = get(item)
        if when is None:
            return None, None, None, None
        return when.first, when.last, when.precision, when.how

    return together(
        cells,
        *(
            (
                f"{prefix}_{end}",
                Type.DAY,
                f"{meaning}: the {end} day; empty for an open or unknown end",
            )
            for end in ("first", "last")
        ),
        (f"{prefix}_precision", Type.TEXT, f"{meaning}: day, month, year, range, since or until"),
        (f"{prefix}_how", Type.TEXT, f"{meaning}: explicit, weekday, relative or publication"),
    )


def one_party(prefix: str, meaning: str, get: Get) -> tuple[Column, ...]:
    """The columns of one party."""

    def cells(item: Any) -> tuple[Any, ...]:
        m = get(item)
        if m is None:
            return (None,) * 7
        return m.name, m.actor_id, m.kind, m.country, m.sector, m.role, m.passage.text

    told = (
        ("", "by name"),
        ("_id", "its id in the registry"),
        ("_kind", "state, person, organisation ..."),
        ("_country", "ISO 3166-1 alpha-3, or XKX"),
        ("_sector", "PLOVER sector"),
        ("_role", "office or description as written"),
        ("_words", "the words of the text"),
    )
    return together(
        cells,
        *(
            (f"{prefix}{end}", Type.TEXT, f"{meaning}{':' if end else ','} {what}")
            for end, what in told
        ),
    )


def several_parties(prefix: str, meaning: str, get: Get) -> tuple[Column, ...]:
    """The columns of several parties, in the same order in each."""

    def cells(item: Any) -> tuple[Any, ...]:
        some = get(item)
        if not some:
            return (), (), (), (), ()
        told = [
            (m.name or "", m.actor_id or "", m.country or "", m.sector or "", m.role or "")
            for m in some
        ]
        return tuple(zip(*told, strict=True))

    told = (
        ("s", "by name"),
        ("_ids", "ids in the registry, empty for unknown"),
        ("_countries", "ISO 3166-1 alpha-3, or XKX"),
        ("_sectors", "PLOVER sectors"),
        ("_roles", "offices as written"),
    )
    return together(
        cells,
        *(
            (f"{prefix}{end}", Type.TEXTS, f"{meaning}{',' if end == 's' else ':'} {what}")
            for end, what in told
        ),
    )


def source_columns(get: Get) -> tuple[Column, ...]:
    """The columns of the article that a record stands in."""

    def cells(item: Any) -> tuple[Any, ...]:
        source = get(item)
        return source.cells or source_cells(source)

    day_of = "publication"
    return together(
        cells,
        ("article_id", Type.TEXT, "the article it stands in"),
        ("outlet", Type.TEXT, "who published it"),
        ("agency", Type.TEXT, "the agency that it is from"),
        ("title", Type.TEXT, "the headline"),
        *((c.name, c.type, c.meaning) for c in days("published", day_of, source_of)),
        ("url", Type.TEXT, "the address of the page"),
        ("file", Type.TEXT, "the file it was read from"),
        ("known_since", Type.MOMENT, "when the store first had it"),
        ("file_offset", Type.INTEGER, "where in that file it stands"),
    )


def source_cells(source: Any) -> tuple[Any, ...]:
    """The cells of an article, in the order of its columns."""
    article, at, told = source.article, source.at, source.article.published
    when = (told.first, told.last, told.precision, told.how) if told else (None,) * 4
    return (
        *(article.id, article.outlet, article.agency, article.title),
        *when,
        *(at.url, at.path, at.recorded_at, at.offset),
    )


def source_of(item: Any) -> Any:
    """Where a record stands."""
    return item.source


def chain(item: Any) -> tuple[str, ...]:
    """The speakers between the outlet and a record; a question mark for one not named."""
    return tuple(step.speaker or "?" for step in item.chain)
