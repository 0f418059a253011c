"""What is claimed to hold: claims with their words, days, holder, outlet and link."""

from __future__ import annotations

from dataclasses import dataclass

from legation.ask.filters import Asked, Filters
from legation.ask.names import Names
from legation.ask.sources import Counted, Source, counted, placed
from legation.records import Claim
from legation.store import Store
from legation.store.asking.selecting import select_claims
from legation.store.asking.wanted import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim of an article, with its source."""

    claim: Claim
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Claims, those that hold latest first, and how many there are in all."""

    claims: tuple[Told, ...]
    counted: Counted


def claims(
    store: Store,
    names: Names,
    filters: Filters,
    *,
    limit: int | None = None,
    count_to: int | None = None,
) -> Claims:
    """The claims that fit the filters, at most `limit`; `None` gives them all.

    They are counted up to `count_to`, or all.

    Raises `InputError` for a name that nobody bears or that may be of several things.
    """
    asked = Asked(names, store)
    found = select_claims(
        store, asked.ready(filters), limit=limit, window=Window(count_to=count_to)
    )
    told = tuple(
        Told(claim=reading.claims[place.position], source=source)
        for place, reading, source in placed(store, found)
    )
    return Claims(claims=told, counted=counted(found, asked.resolved))
