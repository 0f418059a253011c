"""Promises and demands in a reading: who bound whom to what, and by when.

A statement is one by its act ("promised to", "demanded that"), or by its words: what the speaker's
own side will do is a promise, what should or must be done by others a demand. Requests that the
outlet tells of without a statement are demands as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from legation.ids import content_id
from legation.nlp.anchors import PARTIES
from legation.nlp.deadlines import deadline_of
from legation.nlp.passages import trimmed
from legation.records import (
    Commitment,
    Event,
    Kind,
    Mention,
    Passage,
    Reading,
    Statement,
    Status,
    Undertaking,
)

_PROMISES = frozenset({"promises", "assures", "offers"})
_DEMANDS = frozenset({"demands", "urges", "orders", "requests", "asks"})
_SAYS = frozenset("says stresses insists announces argues warns explains claims confirms".split())
_PLANS = frozenset({"to_do", "to_doing"})
_SENTENCE = re.compile(r"[^.!?]+(?:\.(?=\d)[^.!?]*)*[.!?]*")
_SHOULD = re.compile(
    r"\b(?:should|must|ought to|(?:has|have|needs?) to(?= (?:be |stop|end|cease|\w+)))\b",
    re.IGNORECASE,
)
_NO_DEMAND = re.compile(
    r"\b(?:it|that) (?:should|must) be (?:noted|said|remembered|stressed|clear)|^\W*(?:if|should)\b"
    r"|\b(?:should|must) (?:not )?have \w+(?:ed|en)\b|\bshould \w+ (?:fail|attack|happen)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^\W*(?:that )?(?:and |but |so )?(?:i|we|our [\w ]{3,24}|(?:his|her|its|their) "
    r"(?:government|country|ministry|administration|forces|side|party|group|army|nation))\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall|would)\b|[’']ll\b", re.IGNORECASE)
_NO_PROMISE = re.compile(
    r"\b(?:will|shall|would|[’']ll) (?:\w+ )?(?:see|be able|have to|know|like|need|depend|love|"
    r"welcome|be happy)\b|^\W*(?:if|when|unless)\b",
    re.IGNORECASE,
)
_PRESSING = frozenset({"THREATEN", "COERCE"})
_ULTIMATUM = re.compile(r"\b(?:ultimatum|deadline)s?\b", re.IGNORECASE)
_HEAD = 90  # characters at the start of a sentence in which its subject and verb stand
_SUBJECT = 12  # characters before the subject: "that the ..."


def find_commitments(reading: Reading) -> tuple[Commitment, ...]:
    """The promises and demands of one reading, in text order, all still open.

    Of two that stand in the same words, the innermost statement's is kept. Statements without a
    known speaker bind nobody and give none.
    """
    found = [c for s in reading.statements for c in _from_statement(reading, s)]
    found += [c for e in reading.events for c in _from_event(reading, e)]
    found.sort(key=lambda c: (c.content.end - c.content.start, c.content.start, c.id))
    kept: list[Commitment] = []
    for each in found:
        if not any(each.content.overlaps(other.content) for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda c: (c.content.start, c.id)))


def _from_statement(reading: Reading, statement: Statement) -> Iterator[Commitment]:
    if statement.speaker is None or not statement.content:
        return
    frame = statement.rule.split(".")[0]
    if statement.act in _PROMISES and frame not in {"thing", "noun_prep"}:
        yield _made(reading, statement, Undertaking.PROMISE, _whole(statement), "act")
    elif statement.act == "agrees" and frame in _PLANS:
        yield _made(reading, statement, Undertaking.PROMISE, _whole(statement), "agrees")
    elif statement.act in _DEMANDS and not _is_question(reading, statement):
        yield _made(reading, statement, Undertaking.DEMAND, _whole(statement), "act")
    elif statement.act in _SAYS:
        for passage in _sentences(reading, statement):
            kind = _by_words(reading, statement, passage)
            if kind is not None:
                yield _made(reading, statement, kind, passage, "words")


def _is_question(reading: Reading, statement: Statement) -> bool:
    """Whether something is asked, not asked for."""
    end = _whole(statement).end
    asked = "?" in reading.article.text[max(end - 2, 0) : end + 2]
    return asked or statement.rule.split(".")[0] == "question"


def _whole(statement: Statement) -> Passage:
    return max(statement.content, key=lambda p: p.end - p.start)


def _sentences(reading: Reading, statement: Statement) -> Iterator[Passage]:
    for content in statement.content:
        for match in _SENTENCE.finditer(content.text):
            start = content.start + match.start()
            passage = trimmed(
                reading.article, start, content.start + match.end(), strip=" \t\n\u00a0“”\"'.,"
            )
            if passage.text:
                yield passage


def _by_words(reading: Reading, statement: Statement, passage: Passage) -> Undertaking | None:
    """What a sentence is by its modal verb and whose doing it speaks of."""
    text = passage.text
    if "?" in text:
        return None
    own = _is_own(reading, statement, passage)
    will = _WILL.search(text)
    if own and will and will.start() < _HEAD and not _NO_PROMISE.search(text):
        return Undertaking.PROMISE
    should = _SHOULD.search(text)
    if should and should.start() < _HEAD and not own and not _NO_DEMAND.search(text):
        return Undertaking.DEMAND
    return None


def _is_own(reading: Reading, statement: Statement, passage: Passage) -> bool:
    """Whether the sentence is about what the speaker's own side does."""
    if _OWN.match(passage.text):
        return True
    subject = _subject(reading, passage)
    speaker = statement.speaker
    if subject is None or speaker is None:
        return False
    if subject.name == speaker.name:
        return True
    same = subject.country is not None and subject.country == speaker.country
    return same and subject.kind in {Kind.STATE, Kind.GOVERNMENT}


def _subject(reading: Reading, passage: Passage) -> Mention | None:
    """The party that a sentence or clause begins with."""
    for mention in reading.mentions:
        start = mention.passage.start - passage.start
        inside = 0 <= start <= _SUBJECT and mention.passage.end <= passage.end
        if inside and mention.kind in PARTIES and not mention.rule.startswith("demonym"):
            return mention
    return None


def _made(
    reading: Reading, statement: Statement, kind: Undertaking, passage: Passage, rule: str
) -> Commitment:
    speaker = statement.speaker
    assert speaker is not None
    of = (statement.addressee,) if statement.addressee else ()
    if kind is Undertaking.DEMAND and not of:
        subject = _subject(reading, passage)
        of = (subject,) if subject is not None and subject.name != speaker.name else ()
    article = reading.article
    return Commitment(
        id=content_id("commitment", statement.id, str(kind), passage.start),
        kind=kind,
        by=(speaker,),
        of=of,
        content=passage,
        said_in=statement.id,
        process=_process(reading, statement, passage),
        due=deadline_of(article, passage.start, passage.end),
        told_on=article.published.first if article.published else None,
        rule=f"commitment.{rule}.{statement.act}",
    )


def _from_event(reading: Reading, event: Event) -> Iterator[Commitment]:
    """A request or an ultimatum that is told as an event and stands in no statement found."""
    trigger = event.trigger
    presses = event.type in _PRESSING and _ULTIMATUM.search(trigger.text) is not None
    asks = event.type == "REQUEST" or presses
    if not asks or event.status is not Status.HAPPENED or not event.actors:
        return
    for statement in () if presses else reading.statements:
        if any(p.overlaps(trigger) for p in (*statement.content, statement.cue) if p is not None):
            return
    article = reading.article
    end = re.compile(r"[.!?](?=\s|$)|\n|$").search(article.text, trigger.end)
    passage = trimmed(article, trigger.start, end.start() if end else trigger.end)
    yield Commitment(
        id=content_id("commitment", event.id, str(Undertaking.DEMAND), passage.start),
        kind=Undertaking.DEMAND,
        by=event.actors,
        of=event.recipients,
        content=passage,
        said_in=event.id,
        due=deadline_of(article, passage.start, passage.end),
        told_on=article.published.first if article.published else None,
        rule="commitment.event",
    )


def _process(reading: Reading, statement: Statement, passage: Passage) -> Mention | None:
    """The talks the words belong to: named in them, or beside them in the same statement."""
    outer: Statement | None = statement
    by_id = {s.id: s for s in reading.statements}
    spans = [passage]
    for _ in by_id:
        outer = by_id.get(outer.reported_in) if outer is not None and outer.reported_in else None
        if outer is None:
            break
        spans.extend(outer.content)
    for span in (*spans, *statement.content):
        for mention in reading.mentions:
            if mention.kind is Kind.PROCESS and mention.passage.overlaps(span):
                return mention
    for span in (*spans, *statement.content):
        for claim in reading.claims:
            named = claim.object if claim.object and claim.object.kind is Kind.PROCESS else None
            if named is not None and any(e.overlaps(span) for e in claim.evidence):
                return named
    return None
