"""What the story as a whole tells of an event: the day it is about, the place of a visit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from legation.events.drafts import Draft
from legation.events.judge import by_status
from legation.events.lexicon import Lexicon
from legation.language.words import members
from legation.nlp.direction import is_ahead_of_telling
from legation.nlp.sequence import time_beside
from legation.nlp.times import Time
from legation.nlp.tokens import Doc, Token
from legation.nlp.told_days import is_certain_deed, time_of
from legation.ontology import types_with
from legation.propositions.status import is_told_by
from legation.records import (
    Article,
    Event,
    Kind,
    Precision,
    Statement,
    Status,
    When,
)

_LEAD_SENTENCES = 2
_FRESH = timedelta(days=3)  # a lead's weekday is about the news itself, not about its background


def place_in_story(
    events: Sequence[Event],
    doc: Doc,
    article: Article,
    statements: Sequence[Statement],
    times: Sequence[Time],
) -> tuple[Event, ...]:
    """Meetings with the day and the place that the rest of the story gives them.

    A meeting without a date of its own, of somebody who speaks in the story, took place on the day
    the lead names ("said on Wednesday"), unless its sentence tells another time. A meeting of a
    visitor with the host took place where the visit went. Both are marked in the rule (`+day`,
    `+host`); no other event is touched.
    """
    day = lead_day(doc, article, times)
    speakers = {s.speaker.name for s in statements if s.speaker is not None}
    visits = [e for e in events if e.type == "CONSULT" and e.mode == "visit"]
    return tuple(_with_place(_with_day(e, day, speakers, doc), visits) for e in events)


# A time that is told, but not as a day or a span that one could reckon.
_ANOTHER_TIME = re.compile(
    r"\b(?:(?:last|next|past|previous) (?:spring|summer|autumn|fall|winter|decade|century|time)"
    r"|(?:years|months|decades) (?:ago|earlier|before)|once|formerly|in the past)\b",
    re.IGNORECASE,
)


def _is_of_another_time(event: Event, doc: Doc) -> bool:
    """Whether the sentence of an event tells such a time."""
    at = event.trigger.start
    return any(
        sent.start_char <= at < sent.end_char and _ANOTHER_TIME.search(sent.text)
        for sent in doc.sents
    )


def lead_day(doc: Doc, article: Article, times: Sequence[Time]) -> When | None:
    """The day that the first sentences name, if it is that of publication or just before."""
    if article.published is None or article.published.first is None:
        return None
    published = article.published.first
    sentences = [s for s in doc.sents if len(s.text.strip()) > 1][:_LEAD_SENTENCES]
    if not sentences:
        return None
    for time in times:
        when = time.when
        if time.start >= sentences[-1].end_char or when.precision is not Precision.DAY:
            continue
        if when.first is not None and published - _FRESH <= when.first <= published:
            return when
    return None


def _with_day(event: Event, day: When | None, speakers: set[str], doc: Doc) -> Event:
    if event.type != "CONSULT" or event.when is not None or event.status is not Status.HAPPENED:
        return event
    if day is None or event.mode == "visit":
        return event
    if not any(m.kind is Kind.PERSON and m.name in speakers for m in event.actors):
        return event
    if _is_of_another_time(event, doc):
        return event
    return replace(event, when=day, rule=event.rule + "+day")


def _with_place(event: Event, visits: Sequence[Event]) -> Event:
    if event.type != "CONSULT" or event.mode == "visit" or event.place is not None:
        return event
    countries = {m.country for m in event.actors if m.country}
    for visit in visits:
        guests = {m.country for m in visit.actors if m.country}
        hosts = {m.country for m in visit.recipients if m.country}
        if visit.place is not None and guests & countries and hosts & countries:
            return replace(event, place=visit.place, rule=event.rule + "+host")
    return event


# Verbs that only carry an event told by their subject: "an air strike hit a bus on Thursday".
_CARRIERS = frozenset(
    "hit kill wound injure strike destroy damage target rock shake take happen occur begin start "
    "erupt break follow come leave".split()
)


_AT_ONCE = frozenset({"when", "as", "while"})


_TO_COME = frozenset({Status.PLANNED, Status.POSSIBLE})


def _tells_which(noun: Token, time: Time) -> bool:
    """Whether a year only tells which one is meant: "the 1960 treaty", "Resolution 9 of 1967"."""
    return noun.pos_ == "PROPN" or (noun.pos_ == "NOUN" and time.end + 1 == noun.idx)


def time_of_draft(draft: Draft, times: tuple[Time, ...]) -> Time | None:
    """The time of the event's own words, else of the verb whose subject it is.

    "When", "as" and "while" put a clause in the time of the one above.
    """
    own = [draft.token, *draft.words, *([draft.harm] if draft.harm is not None else [])]
    if draft.status in _TO_COME and draft.words and draft.token not in draft.words:
        own = list(draft.words)  # "said on Monday that it would withdraw": of the deed only
    for word in own:
        if _only_tells(word, draft):
            continue
        found = time_of(word, times)
        if found is not None and (word is draft.token or not _tells_which(word, found)):
            return found
    beside = time_beside(draft.token, times)
    if beside is not None:
        return beside
    noun, verb = draft.token, draft.token.head
    if noun.dep_ == "advcl" and any(
        c.lower_ in _AT_ONCE and c.dep_ in {"mark", "advmod"} for c in noun.children
    ):
        return time_of(verb, times)
    if noun.pos_ == "NOUN" and noun.dep_ == "nsubj" and verb.lemma_.lower() in _CARRIERS:
        return time_of(verb, times)
    return None


def _only_tells(word: Token, draft: Draft) -> bool:
    """Whether a word has another day: who "denounced on Monday an attack" struck on another.

    A deed done by saying is not that which is spoken of: "condemned the raid of 2 May".
    """
    if word is draft.token:
        return False
    if draft.coding.type in types_with("done_by_saying"):
        return _judges(draft.token) and is_certain_deed(word)
    return draft.token.pos_ == "NOUN" and (_judges(word) or is_told_by(draft.token, word))


def _judges(word: Token) -> bool:
    return word.pos_ == "VERB" and word.lemma_.lower() in members("verbs_of_verdict")


def dated(
    draft: Draft, article: Article, times: tuple[Time, ...], lexicon: Lexicon
) -> Draft | None:
    """The draft with what its date says of it: what has a day to come is planned."""
    if draft.status is not Status.HAPPENED or draft.coding.type in types_with("done_by_saying"):
        return draft
    noun, when = draft.token, time_of_draft(draft, times)
    if when is None or not is_to_come(when.when, article):
        return draft
    if is_ahead_of_telling(noun):
        draft.status = Status.PLANNED  # "the ministers meet on Friday"
        return by_status(draft, lexicon)
    if noun.pos_ != "NOUN":
        return draft
    between = article.text[noun.idx : when.start].lower().split()
    if not between or len(between) > _NEAR or not _OTHER_TIMES.isdisjoint(between):
        return draft  # "a rally ahead of the vote next week"
    draft.status = Status.PLANNED
    return by_status(draft, lexicon)


_NEAR = 6  # words between an event noun and its day: "a visit to the Indian capital on Friday"
_OTHER_TIMES = frozenset("ahead before after since until till by".split())


def is_to_come(when: When, article: Article) -> bool:
    """Whether the day named is after publication ("have called a strike for Friday")."""
    told = article.published
    if when.first is None or told is None or told.last is None:
        return False
    return when.how != "publication" and when.first > told.last
