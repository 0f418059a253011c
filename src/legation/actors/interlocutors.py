"""Whom a speaker means by "the minister" in words of his own: the one he met.

"I informed the Minister", says a president whose own government has ministers too; the text tells
of one minister whom he met, and that one is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from legation.actors.folding import key
from legation.actors.known import Registry, Title, covers
from legation.actors.offices import office_match
from legation.nlp.anchors import span_of
from legation.nlp.tokens import Doc
from legation.records import Kind, Mention, Statement, StatementKind

_MEETING = frozenset(
    "meet meeting talk talks host receive reception visit welcome greet guest discuss discussion "
    "converse conversation consult consultation confer sit dine lunch dinner".split()
)


def interlocutors(
    doc: Doc,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    registry: Registry,
    on: date | None,
) -> dict[Mention, Mention]:
    """Open titles inside direct speech, each with the person that is meant.

    Only a bare title ("the minister") counts, and only where the speaker met exactly one person
    with such an office, the speaker left out; otherwise it stays open.
    """
    found: dict[Mention, Mention] = {}
    open_titles = [(m, title) for m in mentions if (title := _bare_title(m, registry)) is not None]
    if not open_titles:
        return found
    for statement in statements:
        speaker = statement.speaker
        if speaker is None or speaker.kind is not Kind.PERSON:
            continue
        if statement.kind is StatementKind.INDIRECT:
            continue
        for mention, title in open_titles:
            if not _within(mention, statement):
                continue
            met = _met(doc, mentions, speaker)
            fits = {m.name: m for m in met if _holds(m, title, mentions, registry, on)}
            if len(fits) == 1:
                found[mention] = _as(mention, next(iter(fits.values())))
    return found


def _as(mention: Mention, person: Mention) -> Mention:
    return replace(
        person, passage=mention.passage, role=mention.role, rule="quote.interlocutor", score=0.7
    )


def _bare_title(mention: Mention, registry: Registry) -> Title | None:
    """The title of an office that nobody was found for and that nothing describes further."""
    if mention.kind is not Kind.OFFICE or mention.rule != "office.phrase":
        return None
    words = key(mention.passage.text).removeprefix("the ").split()
    return next((p for p in registry.phrasing(words) if isinstance(p, Title)), None)


def _within(mention: Mention, statement: Statement) -> bool:
    span = mention.passage
    return any(p.start <= span.start and span.end <= p.end for p in statement.content)


def _met(doc: Doc, mentions: Sequence[Mention], speaker: Mention) -> Iterator[Mention]:
    """Named people in sentences that tell of a meeting with the speaker."""
    for own in mentions:
        if own.name != speaker.name:
            continue
        span = span_of(doc, own)
        if span is None:
            continue
        sent = span.root.sent
        if not any(t.lemma_.lower() in _MEETING for t in sent):
            continue
        start, end = sent.start_char, sent.end_char
        for other in mentions:
            here = start <= other.passage.start and other.passage.end <= end
            if here and other.kind is Kind.PERSON and other.name != speaker.name:
                yield other


def _holds(
    person: Mention,
    title: Title,
    mentions: Sequence[Mention],
    registry: Registry,
    on: date | None,
) -> bool:
    """Whether the text or the table gives the person the office on the day."""
    actor = registry.actors.get(person.actor_id or "")
    held = [o.title for o in actor.offices if covers(o.when, on)] if actor is not None else []
    told = [m.name for m in mentions if m.kind is Kind.OFFICE and m.role == person.name]
    return any(office_match(title, given) in {"exact", "loose"} for given in (*told, *held))
