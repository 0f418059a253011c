"""All that one article says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.records.actors import Mention
from legation.records.claims import Claim
from legation.records.events import Event
from legation.records.statements import Statement
from legation.records.text import Article, Passage, When

SCHEMA = 2  # of readings made now; 1 knew no harm, means, levels, deadlines and the like


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one article says, which reader read it, and which fields that reader knew.

    `schema` is `SCHEMA` of the version that read it: where it is 1, an event without harm says
    nothing about harm, since nobody looked.
    """

    article: Article
    reader: str
    schema: int = 1
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()

    def all_mentions(self) -> Iterator[Mention]:
        """Every mention of the reading, those inside records too; one may come more than once."""
        yield from self.mentions
        for statement in self.statements:
            yield from _there(statement.speaker, statement.addressee, statement.relayed_by)
        for event in self.events:
            yield from _there(*event.actors, *event.recipients, event.place, event.host)
            yield from _there(*(harm.holder for harm in event.harm))
            yield from (one.by for one in event.responsibility)
        for claim in self.claims:
            yield from _there(claim.subject, claim.object, claim.holder)

    def passages(self) -> Iterator[Passage]:
        """Every passage of the reading, for checks; the same one may come more than once."""
        for mention in self.all_mentions():
            yield mention.passage
            if mention.described is not None:
                yield mention.described
        for statement in self.statements:
            yield from statement.content
            if statement.cue is not None:
                yield statement.cue
            yield from _when_passages(statement.when, statement.deadline)
        for event in self.events:
            yield from _event_passages(event)
        for claim in self.claims:
            yield from claim.evidence
            yield from _when_passages(claim.valid)


def _there(*mentions: Mention | None) -> Iterator[Mention]:
    return (m for m in mentions if m is not None)


def _when_passages(*whens: When | None) -> Iterator[Passage]:
    return (when.passage for when in whens if when is not None and when.passage is not None)


def _event_passages(event: Event) -> Iterator[Passage]:
    yield event.trigger
    yield from event.also
    yield from _when_passages(event.when)
    for listed in (event.harm, event.means, event.responsibility, event.amount):
        yield from (each.passage for each in listed)
    for told in (event.level, event.manner, event.response_to):
        if told is not None:
            yield told.passage
