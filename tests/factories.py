"""Short ways to build records for tests.

    article = an_article("Serbia's president met the minister.")
    speaker = a_mention(article, "president", country="SRB", sector="GOV")

Every passage is found by its words, so that a test reads as its sentence and no offset is counted
by hand. Words that occur more than once take `nth`.
"""

from __future__ import annotations

from datetime import date

from legation.ids import content_id
from legation.records import (
    Article,
    Claim,
    Event,
    How,
    Kind,
    Mention,
    Passage,
    Precision,
    Predicate,
    Quantity,
    Reading,
    Statement,
    StatementKind,
    Status,
    When,
)


def an_article(
    text: str, *, published: date | str | None = "2024-03-09", title: str | None = None
) -> Article:
    """An article with that text."""
    return Article.from_text(text, title=title, published=published)


def a_passage(article: Article, words: str, *, nth: int = 0) -> Passage:
    """The passage of the `nth` place (from 0) where the words stand."""
    start = -1
    for _ in range(nth + 1):
        start = article.text.index(words, start + 1)
    return Passage(article_id=article.id, start=start, end=start + len(words), text=words)


def a_mention(
    article: Article,
    words: str,
    *,
    nth: int = 0,
    kind: Kind = Kind.PERSON,
    name: str | None = None,
    country: str | None = None,
    sector: str | None = None,
    role: str | None = None,
    actor_id: str | None = None,
    rule: str = "test",
) -> Mention:
    """A mention of those words; its name is the words where none is given."""
    return Mention(
        passage=a_passage(article, words, nth=nth),
        kind=kind,
        name=name or words,
        country=country,
        sector=sector,
        role=role,
        actor_id=actor_id,
        rule=rule,
    )


def a_when(
    first: str | None,
    last: str | None = None,
    *,
    precision: Precision = Precision.DAY,
    how: How = How.EXPLICIT,
) -> When:
    """An interval from ISO dates; a single day where `last` is not given and precision is day."""
    if last is None and precision is Precision.DAY:
        last = first
    return When(
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        precision=precision,
        how=how,
    )


def a_statement(
    article: Article,
    *content: str,
    speaker: Mention | None = None,
    cue: str | None = None,
    kind: StatementKind = StatementKind.DIRECT,
    act: str = "says",
    reported_in: str | None = None,
) -> Statement:
    """A statement whose content is those words."""
    passages = tuple(a_passage(article, words) for words in content)
    return Statement(
        id=content_id("statement", article.id, [[p.start, p.end] for p in passages]),
        kind=kind,
        content=passages,
        cue=a_passage(article, cue) if cue else None,
        speaker=speaker,
        act=act,
        reported_in=reported_in,
        rule="test",
    )


def an_event(
    article: Article,
    trigger: str,
    *,
    type: str = "CONSULT",
    cameo: str = "040",
    quad: int = 1,
    goldstein: float = 1.0,
    actors: tuple[Mention, ...] = (),
    recipients: tuple[Mention, ...] = (),
    status: Status = Status.HAPPENED,
    when: When | None = None,
    mode: str | None = None,
    said_in: str | None = None,
) -> Event:
    """An event with that trigger."""
    passage = a_passage(article, trigger)
    return Event(
        id=content_id("event", article.id, type, passage.start, passage.end),
        type=type,
        cameo=cameo,
        quad=quad,
        goldstein=goldstein,
        actors=actors,
        recipients=recipients,
        trigger=passage,
        status=status,
        when=when,
        mode=mode,
        said_in=said_in,
        rule="test",
    )


def a_claim(
    article: Article,
    subject: Mention,
    predicate: Predicate,
    object: Mention | None = None,
    *,
    evidence: str | None = None,
    value: Quantity | None = None,
    valid: When | None = None,
    holds: bool = True,
    holder: Mention | None = None,
) -> Claim:
    """A claim; its evidence is the subject's words where none is given."""
    passage = a_passage(article, evidence) if evidence else subject.passage
    told = object.name if object else None
    return Claim(
        id=content_id("claim", article.id, subject.name, predicate, told, passage.start, holds),
        subject=subject,
        predicate=predicate,
        object=object,
        evidence=(passage,),
        value=value,
        valid=valid,
        holds=holds,
        holder=holder,
        rule="test",
    )


def a_reading(
    article: Article,
    *,
    mentions: tuple[Mention, ...] = (),
    statements: tuple[Statement, ...] = (),
    events: tuple[Event, ...] = (),
    claims: tuple[Claim, ...] = (),
) -> Reading:
    """A reading of the article that holds those records."""
    return Reading(
        article=article,
        reader="test",
        mentions=mentions,
        statements=statements,
        events=events,
        claims=claims,
    )
