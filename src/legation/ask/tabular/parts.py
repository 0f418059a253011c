"""Columns that several tables share: intervals, parties, and the article of a record."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from legation.ask.tabular.flat import Column, day, integer, moment, text, texts
from legation.records import When

Get = Callable[[Any], Any]


def days(prefix: str, meaning: str, get: Get) -> tuple[Column, ...]:
    """The four columns of an interval."""

    def part(name: str) -> Get:
        return lambda item: getattr(get(item), name, None)

    return (
        day(
            f"{prefix}_first",
            f"{meaning}: the first day; empty for an open or unknown end",
            part("first"),
        ),
        day(
            f"{prefix}_last",
            f"{meaning}: the last day; empty for an open or unknown end",
            part("last"),
        ),
        text(
            f"{prefix}_precision",
            f"{meaning}: day, month, year, range, since or until",
            part("precision"),
        ),
        text(
            f"{prefix}_how", f"{meaning}: explicit, weekday, relative or publication", part("how")
        ),
    )


def one_party(prefix: str, meaning: str, get: Get) -> tuple[Column, ...]:
    """The columns of one party."""

    def part(name: str) -> Get:
        return lambda item: getattr(get(item), name, None)

    return (
        text(prefix, f"{meaning}, by name", part("name")),
        text(f"{prefix}_id", f"{meaning}: its id in the registry", part("actor_id")),
        text(f"{prefix}_kind", f"{meaning}: state, person, organisation ...", part("kind")),
        text(f"{prefix}_country", f"{meaning}: ISO 3166-1 alpha-3, or XKX", part("country")),
        text(f"{prefix}_sector", f"{meaning}: PLOVER sector", part("sector")),
        text(f"{prefix}_role", f"{meaning}: office or description as written", part("role")),
        text(
            f"{prefix}_words",
            f"{meaning}: the words of the text",
            lambda item: m.passage.text if (m := get(item)) is not None else None,
        ),
    )


def several_parties(prefix: str, meaning: str, get: Get) -> tuple[Column, ...]:
    """The columns of several parties, in the same order in each."""

    def parts(name: str) -> Get:
        part = attrgetter(name)
        return lambda item: tuple([part(m) or "" for m in get(item)])

    return (
        texts(f"{prefix}s", f"{meaning}, by name", parts("name")),
        texts(
            f"{prefix}_ids", f"{meaning}: ids in the registry, empty for unknown", parts("actor_id")
        ),
        texts(f"{prefix}_countries", f"{meaning}: ISO 3166-1 alpha-3, or XKX", parts("country")),
        texts(f"{prefix}_sectors", f"{meaning}: PLOVER sectors", parts("sector")),
        texts(f"{prefix}_roles", f"{meaning}: offices as written", parts("role")),
    )


def source_columns(get: Get) -> tuple[Column, ...]:
    """The columns of the article that a record stands in."""

    def part(name: str) -> Get:
        return lambda item: getattr(get(item).article, name)

    def published(item: Any) -> When | None:
        found: When | None = get(item).article.published
        return found

    return (
        text("article_id", "the article it stands in", part("id")),
        text("outlet", "who published it", part("outlet")),
        text("agency", "the agency that it is from", part("agency")),
        text("title", "the headline", part("title")),
        *days("published", "publication", published),
        text("url", "the address of the page", lambda item: get(item).at.url),
        text("file", "the file it was read from", lambda item: get(item).at.path),
        moment("known_since", "when the store first had it", lambda item: get(item).at.recorded_at),
        integer("file_offset", "where in that file it stands", lambda item: get(item).at.offset),
    )


def source_of(item: Any) -> Any:
    """Where a record stands."""
    return item.source


def chain(item: Any) -> tuple[str, ...]:
    """The speakers between the outlet and a record; a question mark for one not named."""
    return tuple(step.speaker or "?" for step in item.chain)
