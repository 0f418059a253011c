"""Who "I", "we" and "our country" are inside what somebody says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from legation.actors.offices import office_match
from legation.actors.pronouns import HE_SHE
from legation.folding import name_key
from legation.language.words import members
from legation.nlp.anchors import Anchors, span_of
from legation.nlp.passages import passage_at, passage_of
from legation.nlp.tokens import Doc, Parsed, Token, flat
from legation.ontology import rules_with, sectors_of
from legation.records import Article, Kind, Mention, Passage, Statement, StatementKind
from legation.registry.held import covers
from legation.registry.known import Registry
from legation.registry.load import load_registry
from legation.registry.wordings import Title


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
    if mention.rule not in rules_with("office_in_a_phrase") or mention.kind is not Kind.OFFICE:
        return None
    words = name_key(mention.passage.text).removeprefix("the ").split()
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
        if not any(t.lemma_.lower() in members("meeting_words") for t in sent):
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


@cache
def _ours() -> frozenset[str]:
    return members("i_words") | members("we_words")


_BODIES = {"EUR": "european-union", "UNO": "united-nations"}  # whom their officials speak for


def resolve_quoted(
    doc: Parsed,
    article: Article,
    mentions: tuple[Mention, ...],
    statements: Sequence[Statement],
    registry: Registry | None = None,
) -> tuple[Mention, ...]:
    """Add who "I", "we" and "our country" are inside what somebody says.

    "I" is the speaker; "we" and "our country" stand for the speaker's country where the speaker
    has a public office, else for the speaker. "The minister" in direct speech, open so far, is the
    one whom the speaker met. All mentions come back, in text order.
    """
    registry = registry or load_registry()
    doc = flat(doc, article.text)
    day = article.published.first if article.published else None
    meant = interlocutors(doc, mentions, statements, registry, day)
    if meant:
        mentions = tuple(meant.get(m, m) for m in mentions)
    mentions = _without_speakers(mentions, statements)
    taken = {m.passage.start for m in mentions}
    anchors: Anchors | None = None
    added: list[Mention] = []
    words = sorted(i for word in _ours().intersection(doc.by_word) for i in doc.by_word[word])
    for statement in statements if words else ():
        if statement.speaker is None:
            continue
        for token in _first_persons(doc, statement, words):
            if token.idx in taken:
                continue
            taken.add(token.idx)
            added.append(_first_person(passage_of(article, token), statement.speaker, registry))
            home = token.lower_ == "our" and token.head.lemma_.lower() in members("ours_of_a_state")
            if not home:
                continue
            anchors = anchors or Anchors(doc, mentions)
            if not anchors.at(token.head):
                added.append(_home(article, token, statement.speaker, registry))
    if not added:
        return mentions
    return tuple(
        sorted((*mentions, *added), key=lambda m: (m.passage.start, -m.passage.end, m.name))
    )


def _without_speakers(
    mentions: tuple[Mention, ...], statements: Sequence[Statement]
) -> tuple[Mention, ...]:
    """The mentions without "he" and "she" that would stand for the speaker in his own words.

    "He was shot by his men," Berg said: not Berg.
    """
    spoken = [
        s for s in statements if s.kind is StatementKind.DIRECT and s.speaker and s.speaker.name
    ]
    return tuple(
        m
        for m in mentions
        if m.passage.text.lower() not in HE_SHE
        or not any(s.speaker and s.speaker.name == m.name and _within(m, s) for s in spoken)
    )


def _first_persons(doc: Doc, statement: Statement, words: Sequence[int]) -> list[Token]:
    """The words of a statement in which its speaker speaks of himself."""
    found: list[Token] = []
    for part in statement.content:
        span = doc.char_span(part.start, part.end, alignment_mode="expand")
        if span is not None:
            here = words[bisect_left(words, span.start) : bisect_left(words, span.end)]
            found.extend(doc[i] for i in here if doc[i].text != "US")
    return found


def _first_person(passage: Passage, speaker: Mention, registry: Registry) -> Mention:
    plural = passage.text.lower() in members("we_words")
    if plural and speaker.country and speaker.sector in sectors_of("public_service"):
        return _country_mention(passage, speaker.country, registry, "quote.we")
    body = registry.actors.get(_BODIES.get(speaker.sector or "", ""))
    if plural and body is not None and speaker.country is None:
        return Mention(
            passage=passage,
            kind=body.kind,
            name=body.name,
            actor_id=body.id,
            sector=speaker.sector,
            score=0.8,
            rule="quote.we",
        )
    return replace(speaker, passage=passage, rule="quote.i", score=min(speaker.score, 0.9))


def _home(article: Article, token: Token, speaker: Mention, registry: Registry) -> Mention:
    end = token.head.idx + len(token.head.text)
    passage = passage_at(article, token.idx, end)
    if speaker.country:
        return _country_mention(passage, speaker.country, registry, "quote.our_country")
    return replace(speaker, passage=passage, rule="quote.our_country", score=0.5)


def _country_mention(passage: Passage, country: str, registry: Registry, rule: str) -> Mention:
    state = registry.countries.get(country)
    return Mention(
        passage=passage,
        kind=Kind.STATE,
        name=state.name if state else country,
        actor_id=state.id if state else None,
        country=country,
        score=0.8,
        rule=rule,
    )
