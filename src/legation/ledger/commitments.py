"""Promises and demands in a reading: who bound whom to what, and by when.

A statement is one by its act ("promised to", "demanded that"), or by its words: what the speaker's
own side will do is a promise, what should or must be done by others a demand. Requests that the
outlet tells of without a statement are demands as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from legation.ids import content_id
from legation.ledger.gains import promised_to
from legation.nlp.anchors import PARTIES
from legation.nlp.deadlines import deadline_of
from legation.nlp.passages import trimmed
from legation.ontology import rules_with
from legation.records import (
    Commitment,
    Event,
    Kind,
    Mention,
    Passage,
    Precision,
    Reading,
    Statement,
    Status,
    Undertaking,
    When,
)

_PROMISES = frozenset({"promises", "assures", "offers"})
_DEMANDS = frozenset({"demands", "urges", "orders", "requests", "asks"})
_SAYS = frozenset("says stresses insists announces argues warns explains claims confirms".split())
_SENTENCE = re.compile(r"[^.!?]+(?:\.(?=\d)[^.!?]*)*[.!?]*")
_SHOULD = re.compile(
    r"\b(?:should|must|ought to|(?:has|have|needs?) to(?= (?:be |stop|end|cease|\w+)))\b"
    r"|\b(?:has|have|had) (?:until|till|(?:\w+ ){1,3}(?:hours?|days?|weeks?|months?)) "
    r"[^.;?]*?to \w+",
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
    if not statement.content:
        return
    rule = statement.rule
    if statement.speaker is None:
        if _binds_without_speaker(statement):
            yield _made(reading, statement, Undertaking.DEMAND, _last(statement), "act")
    elif statement.act in _PROMISES and (
        rule not in rules_with("of_a_thing_or_topic") or _is_to_somebody(statement)
    ):
        yield _made(reading, statement, Undertaking.PROMISE, _whole(statement), "act")
    elif statement.act == "agrees" and (rule in rules_with("own_deed") or _is_to_come(statement)):
        yield _made(reading, statement, Undertaking.PROMISE, _whole(statement), "agrees")
    elif statement.act == "rejects" and (turned := _turned_down(reading, statement)) is not None:
        yield turned
    elif (
        statement.act == "wants"
        and statement.deadline is not None
        and rule in rules_with("deed_of_others")
    ):
        yield _made(reading, statement, Undertaking.DEMAND, _whole(statement), "wants")
    elif statement.act in _DEMANDS and not _is_question(reading, statement):
        yield _made(reading, statement, Undertaking.DEMAND, _whole(statement), "act")
    elif statement.act in _SAYS:
        for passage in _sentences(reading, statement):
            kind = _by_words(reading, statement, passage)
            if kind is not None:
                yield _made(reading, statement, kind, passage, "words")


def _binds_without_speaker(statement: Statement) -> bool:
    """Whether a demand binds although nobody is named who made it: "were ordered to leave"."""
    if statement.act not in {"demands", "orders"} or statement.rule not in rules_with(
        "bound_without_speaker"
    ):
        return False
    return statement.addressee is not None or len(statement.content) > 1


def _turned_down(reading: Reading, statement: Statement) -> Commitment | None:
    """A demand of nobody named that the speaker will not hear of: "ignored a demand that it go"."""
    whole = _whole(statement)
    found = _A_DEMAND.match(whole.text)
    if found is None or statement.speaker is None:
        return None
    start = whole.start + found.end()
    passage = trimmed(reading.article, start, whole.end)
    made = _made(reading, statement, Undertaking.DEMAND, passage, "rejected")
    return replace(made, by=(), of=(statement.speaker,))


_A_DEMAND = re.compile(r"an? (?:\w+ )?(?:demand|ultimatum|deadline|order) (?=that |to )", re.I)


def _is_to_somebody(statement: Statement) -> bool:
    """Whether somebody is promised a thing: "promised the students visas"."""
    return statement.rule in rules_with("of_a_thing") and statement.addressee is not None


def _is_to_come(statement: Statement) -> bool:
    """Whether something is agreed that will be: "agreed that the troops will be gone"."""
    return (
        statement.rule in rules_with("that_clause")
        and _WILL.search(_whole(statement).text) is not None
    )


def _is_question(reading: Reading, statement: Statement) -> bool:
    """Whether something is asked, not asked for."""
    end = _whole(statement).end
    return "?" in reading.article.text[max(end - 2, 0) : end + 2]


def _whole(statement: Statement) -> Passage:
    return max(statement.content, key=lambda p: p.end - p.start)


def _last(statement: Statement) -> Passage:
    return max(statement.content, key=lambda p: p.start)


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
        if inside and mention.kind in PARTIES and mention.rule not in rules_with("demonym"):
            return mention
    return None


def _made(
    reading: Reading, statement: Statement, kind: Undertaking, passage: Passage, rule: str
) -> Commitment:
    by = (statement.speaker,) if statement.speaker is not None else ()
    article = reading.article
    whole = statement.deadline is not None and passage in statement.content
    due = statement.deadline if whole else _due(reading, statement, passage)
    return Commitment(
        id=content_id("commitment", statement.id, str(kind), passage.start),
        kind=kind,
        by=by,
        of=_of(reading, statement, kind, passage),
        content=passage,
        said_in=statement.id,
        process=_process(reading, statement, passage),
        due=due,
        told_on=article.published.first if article.published else None,
        rule=f"commitment.{rule}.{statement.act}",
    )


def _due(reading: Reading, statement: Statement, passage: Passage) -> When | None:
    """The last day for what one passage promises or demands."""
    when = statement.when
    told = when.last if when is not None and when.precision is Precision.DAY else None
    return deadline_of(reading.article, passage.start, passage.end, told=told)


def _of(
    reading: Reading, statement: Statement, kind: Undertaking, passage: Passage
) -> tuple[Mention, ...]:
    """Whom it is demanded of or promised to: who is told, or whom the words name."""
    if statement.addressee is not None:
        return (statement.addressee,)
    if kind is Undertaking.PROMISE:
        return promised_to(reading, statement, passage)
    speaker = statement.speaker
    subject = _subject(reading, _whole(statement) if speaker is not None else _first(statement))
    same = subject is not None and speaker is not None and subject.name == speaker.name
    return (subject,) if subject is not None and not same else ()


def _first(statement: Statement) -> Passage:
    return min(statement.content, key=lambda p: p.start)


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
        due=deadline_of(article, passage.start, passage.end, told=_day_of(event)),
        told_on=article.published.first if article.published else None,
        rule="commitment.event",
    )


def _day_of(event: Event) -> date | None:
    when = event.when
    return when.last if when is not None and when.precision is Precision.DAY else None


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
