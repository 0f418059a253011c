"""Who did what to whom: reports of events with their words, day, outlet and link."""

from __future__ import annotations

from dataclasses import dataclass

from legation.ask.filters import Asked, Filters
from legation.ask.names import Names
from legation.ask.sources import Counted, Source, Step, chain_of, counted, placed
from legation.records import Event
from legation.store import Store
from legation.store.asking.selecting import select_events
from legation.store.asking.wanted import Window
from legation.telling.phrases import sentence_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An event as one article tells it, with its source and the chain of those who say so."""

    event: Event
    source: Source
    chain: tuple[Step, ...] = ()

    @property
    def sentence(self) -> str:
        """The sentence of the event's trigger."""
        return sentence_text(self.source.article.text, self.event.trigger)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """Reports of events, the latest day first, and how many there are in all."""

    deeds: tuple[Deed, ...]
    counted: Counted


def events(
    store: Store,
    names: Names,
    filters: Filters,
    *,
    limit: int | None = None,
    count_to: int | None = None,
) -> Deeds:
    """The events that fit the filters, at most `limit`; `None` gives them all.

    They are counted up to `count_to`, or all.

    With days asked for, `counted.undated` says how many fit but for having no day. Raises
    `InputError` for a name that nobody bears or that may be of several things.
    """
    asked = Asked(names, store)
    found = select_events(
        store, asked.ready(filters), limit=limit, window=Window(count_to=count_to)
    )
    deeds = []
    for place, reading, source in placed(store, found):
        event = reading.events[place.position]
        teller = next((s for s in reading.statements if s.id == event.said_in), None)
        deeds.append(Deed(event=event, source=source, chain=chain_of(reading, teller)))
    return Deeds(deeds=tuple(deeds), counted=counted(found, asked.resolved))
