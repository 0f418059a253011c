"""To whom something is promised where the words say it: "to send Ukraine tanks", "aid to Moldova".

The party that gains stands behind "to" in what is promised, or it is the recipient of the deed told
in it ("lift its veto on Finland"). Places where something is to be done gain nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from legation.language.words import members
from legation.nlp.passages import passage_at
from legation.records import Kind, Mention, Passage, Reading, Statement

_GAINING = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.ORGANISATION, Kind.GROUP, Kind.MISSION})
_TOWARDS = re.compile(r"\b(?:to|for|on|upon)\s+(?:the\s+|its\s+|their\s+)?$", re.IGNORECASE)
_WHERE = re.compile(
    r"\b(?:in|at|from|of|inside|within|into|against|with)\s+(?:the\s+)?$", re.IGNORECASE
)
_GIVING = re.compile(r"\b(\w+)\s+(?:the\s+)?$")
_WHOLE = re.compile(r"(?: [a-z]+){1,2}(?= (?:its|their|an?|the|\d)\b)")  # "the Paris club its debt"


def promised_to(reading: Reading, statement: Statement, passage: Passage) -> tuple[Mention, ...]:
    """Who gains by what a passage promises, empty where the words do not say."""
    speaker = statement.speaker
    for mention in _candidates(reading, statement, passage):
        if speaker is None or mention.name != speaker.name:
            return (_whole(reading, mention, passage),)
    return ()


def _candidates(reading: Reading, statement: Statement, passage: Passage) -> Iterator[Mention]:
    text = reading.article.text
    told = {
        mention.passage
        for event in reading.events
        if _is_of(event.trigger, statement, passage)
        for mention in event.recipients
    }
    for mention in reading.mentions:
        at = mention.passage
        inside = passage.start < at.start and at.end <= passage.end
        if not inside or not at.text.removeprefix("the ")[:1].isupper():
            continue
        if mention.kind not in _GAINING and not (mention.country and _is_among(at, told)):
            continue
        before = text[passage.start : at.start]
        if _TOWARDS.search(before) or (_is_among(at, told) and not _WHERE.search(before)):
            yield mention


def _is_among(at: Passage, told: set[Passage]) -> bool:
    return any(at.overlaps(each) for each in told)


def _is_of(trigger: Passage, statement: Statement, passage: Passage) -> bool:
    """Whether an event stands in what is promised, or is the promise itself."""
    cue = statement.cue
    return trigger.overlaps(passage) or (cue is not None and trigger.overlaps(cue))


def _whole(reading: Reading, mention: Mention, passage: Passage) -> Mention:
    """The mention, or the phrase it is only a part of: "to pay the Paris club its arrears"."""
    text, at = reading.article.text, mention.passage
    verb = _GIVING.search(text[passage.start : at.start])
    more = _WHOLE.match(text[: passage.end], at.end)
    if verb is None or more is None or verb.group(1).lower() not in members("giving_verbs"):
        return mention
    whole = passage_at(reading.article, at.start, more.end())
    return replace(
        mention, passage=whole, name=whole.text, kind=Kind.ORGANISATION, actor_id=None,
        country=None, sector=None, rule="gains.phrase",
    )  # fmt: skip
