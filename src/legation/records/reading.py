"""All that one article says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.records.actors import Mention
from legation.records.claims import Claim
from legation.records.events import Event
from legation.records.statements import Statement
from legation.records.text import Article, Passage, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one article says, and which reader read it."""

    article: Article
    reader: str
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()

    def passages(self) -> Iterator[Passage]:
        """Every passage of the reading, for checks; the same one may come more than once."""
        for mention in self.mentions:
            yield mention.passage
        for statement in self.statements:
            yield from statement.content
            yield from (p for p in (statement.cue,) if p)
            yield from _mention_passages(statement.speaker, statement.addressee)
            yield from _when_passages(statement.when)
        for event in self.events:
            yield event.trigger
            yield from event.also
            yield from _mention_passages(*event.actors, *event.recipients, event.place)
            yield from _when_passages(event.when)
        for claim in self.claims:
            yield from claim.evidence
            yield from _mention_passages(claim.subject, claim.object, claim.holder)
            yield from _when_passages(claim.valid)


def _mention_passages(*mentions: Mention | None) -> Iterator[Passage]:
    return (m.passage for m in mentions if m is not None)


def _when_passages(when: When | None) -> Iterator[Passage]:
    return iter((when.passage,) if when is not None and when.passage is not None else ())
