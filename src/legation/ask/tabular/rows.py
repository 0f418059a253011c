"""Occurrences made ready for flat rows: with their first report, status, level and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from legation.ask.listed import SourceRow
from legation.ask.met import level_of, status_of
from legation.ask.timeline import Timeline
from legation.records import Event, Occurrence, Status
from legation.registry.known import Registry
from legation.telling.phrases import sentence_text


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceRow:
    """An occurrence with its first report, and the sources of all."""

    occurrence: Occurrence
    event: Event
    status: Status
    level: str | None
    sentence: str
    sources: tuple[SourceRow, ...]


def occurrence_rows(
    occurrences: Iterable[Occurrence], found: Timeline, registry: Registry
) -> Iterator[OccurrenceRow]:
    """Each occurrence of a timeline, in the order given."""
    for each in occurrences:
        events = [found.reports[report].event for report in each.reports]
        first = events[0]
        text = found.sources[first.trigger.article_id].article.text
        yield OccurrenceRow(
            occurrence=each,
            event=first,
            status=status_of(events),
            level=level_of(events, registry) if each.type == "CONSULT" else None,
            sentence=sentence_text(text, first.trigger),
            sources=tuple(found.sources[article] for article in each.articles),
        )
