"""Chains: which statement stands inside which, and who speaks for whom because of it.

"The ministry said Okoye told reporters the talks failed" is two statements: what the ministry said
holds what Okoye said, and the inner one is `reported_in` the outer one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from legation.characters.quotations import regions
from legation.ids import content_id
from legation.language.words import members
from legation.ontology import rules_with
from legation.records import Article, Kind, Mention, Passage, Statement, StatementKind
from legation.registry.gender import gender_of
from legation.statements.cues import ATTITUDES

Party = tuple[int, Kind]  # the character at which a mention begins, and what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """The person that a sentence outside quotations is about, with the sentence's characters."""

    start: int
    end: int
    mention: Mention
    plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Whom pronouns may mean: where somebody is mentioned and as what, and who acts, in order."""

    parties: Sequence[Party] = ()
    acting: Sequence[Acting] = ()
    known: frozenset[int] = frozenset()  # characters at which the people by name begin
    bodies: frozenset[int] = frozenset()  # and at which groups by name do


_I = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_THAT = ("the ", "that ", "this ", "his ", "her ", "its ", "their ")


def chained(
    found: Sequence[Statement],
    article: Article,
    held: Mapping[int, int],
    around_them: Around | None = None,
) -> tuple[Statement, ...]:
    """Statements in text order with ids, each tied to the one whose content it stands in.

    `around_them` tells whom pronouns may mean. `held` names for some the one
    that reports them from outside its content, by place in `found`.
    """
    order = sorted(
        range(len(found)),
        key=lambda k: (_first(found[held.get(k, k)]), k in held, -_last(found[k])),
    )
    ordered = [found[k] for k in order]
    place = {k: at for at, k in enumerate(order)}
    around = _containers(ordered)
    for k, holder in held.items():
        around[place[k]] = place[holder] if place[holder] < place[k] else None
    done: list[Statement] = []
    issued: dict[str, Mention] = {}
    for statement, at in zip(ordered, around, strict=True):
        above = done[at] if at is not None else None
        speaker = _speaker(statement, above, issued)
        if speaker is not None and above is None:
            speaker = _same(speaker, statement, done, article, around_them or Around())
        offsets = [[p.start, p.end] for p in statement.content]
        name = speaker.name if speaker else None
        done.append(
            replace(
                statement,
                id=content_id("statement", article.id, offsets, name, statement.act),
                speaker=speaker,
                reported_in=above.id if above else None,
            )
        )
        if statement.channel and speaker and speaker.kind is not Kind.DOCUMENT:
            issued[statement.channel] = speaker
    return tuple({s.id: s for s in reversed(done)}.values())[::-1]


def _same(
    speaker: Mention,
    statement: Statement,
    done: Sequence[Statement],
    article: Article,
    around: Around,
) -> Mention:
    """Who "he", "she", "they" or "it" is that speaks: the last one who spoke, or who acted since.

    "The plan is there," a Syrian source said. "It will take years," he said. Whom the words that
    are quoted in between speak of is not meant, nor, where a name is only told by the one who
    spoke, that name: "According to Gomes, Barzo is the last of them," and "he said" is Gomes.
    """
    words = speaker.passage.text.lower()
    kinds = _MEANT.get(words)
    if kinds is None:
        return speaker
    open_ = speaker.rule in rules_with("open_pronoun")
    told = (s for s in reversed(done) if s.reported_in is None and s.act not in ATTITUDES)
    before = next(told, None)
    last = before.speaker if before is not None else None
    end = speaker.passage.start
    start = min(_first(statement), end)
    acting = [one for one in around.acting if one.end <= start]
    if open_ and acting and (last is None or last.passage.end <= acting[-1].start):
        one, quoted = acting[-1], statement.kind is not StatementKind.INDIRECT
        found = _acted(one, words, article, around, start) if quoted or one.plural else None
        return replace(found, passage=speaker.passage, rule="speaker.acting") if found else speaker
    if before is None or last is None or last.kind not in kinds:
        return speaker
    if last.rule in rules_with("open_pronoun") or _GENDERS.get(words) == _other_gender(last):
        return speaker
    if regions(article.text).of(last.passage.end) is not None or last.passage.start >= end:
        return speaker  # of whom somebody speaks is not who speaks
    if article.text.count("\n", last.passage.end, end) > _BREAKS:
        return speaker
    if not open_ and not (
        last.name != speaker.name and _is_only_told_of(before, statement, around)
    ):
        return speaker
    own = (*before.content, *statement.content) if not open_ else _quoted(before, statement)
    until = _sentence_start(article.text, end) if _goes_on(statement) else end
    if _is_named_between(last, until, kinds, own, around):
        return speaker
    return replace(last, passage=speaker.passage, rule="speaker.same")


def _goes_on(statement: Statement) -> bool:
    """Whether the word of saying tells that the speaker had spoken before: "he added"."""
    return bool(statement.cue and statement.cue.text.lower() in members("words_of_saying_more"))


def _sentence_start(text: str, end: int) -> int:
    """Where the sentence begins in which a character stands, by its stops."""
    return max((text.rfind(stop, 0, end) for stop in _STOPS), default=0)


def _quoted(*statements: Statement) -> tuple[Passage, ...]:
    return tuple(p for s in statements if s.kind is StatementKind.DIRECT for p in s.content)


def _is_named_between(
    last: Mention, end: int, kinds: frozenset[Kind], own: Sequence[Passage], around: Around
) -> bool:
    """Whether somebody else who may be meant is named since, outside the words of those two."""
    parties = around.parties
    first, after = bisect_left(parties, (last.passage.end,)), bisect_left(parties, (end,))
    return any(
        kind in kinds and not any(p.start <= at < p.end for p in own)
        for at, kind in parties[first:after]
    )


def _is_only_told_of(before: Statement, statement: Statement, around: Around) -> bool:
    """Whether a pronoun right behind a statement is its speaker, though a name is nearer.

    The actors stage looks for subjects: it knows neither whom "according to" names nor a speaker
    whose name is in no table and whom the recogniser missed. Whoever adds something is no one whom
    the same sentence only names: "Using a nickname for Barzo, he added".
    """
    last = before.speaker
    assert last is not None
    unseen = last.passage.start not in around.known
    hidden = before.rule in rules_with("by_according_to")
    return (unseen or hidden or _goes_on(statement)) and 0 <= _first(statement) - _last(
        before
    ) <= _NEAR


def _acted(one: Acting, words: str, article: Article, around: Around, start: int) -> Mention | None:
    """Whom the sentence right before is about, if that is one: "A rebel listened", "he said".

    "The rebels had no promise. But they said": a party by name is no rival of the rebels.
    """
    plural = words == "they"
    if (words not in _GENDERS and not plural) or one.plural != plural:
        return None
    if start - one.end > _TOUCHING or not _GAP.fullmatch(article.text, one.end, start):
        return None
    if not plural and _GENDERS[words] == _other_gender(one.mention):
        return None
    phrase, told = one.mention.passage, around.parties
    first, after = bisect_left(told, (one.start,)), bisect_left(told, (one.end,))
    kinds = _MEANT[words]
    rivals = [at for at, kind in told[first:after] if kind in kinds and at not in around.bodies]
    if any(not phrase.start <= at < phrase.end for at in rivals):
        return None
    return one.mention


def _other_gender(speaker: Mention) -> str:
    """The gender that a name or title rules out; empty where it rules out neither."""
    return {"m": "f", "f": "m"}.get(gender_of(speaker.name, speaker.role) or "", "")


_ONE = frozenset({Kind.PERSON, Kind.OFFICE})
_BODY = frozenset({Kind.ORGANISATION, Kind.GOVERNMENT, Kind.MISSION, Kind.STATE, Kind.DOCUMENT})
_MEANT = {"he": _ONE, "she": _ONE, "they": frozenset({Kind.GROUP}), "it": _BODY}
_GENDERS = {"he": "m", "she": "f"}
_NEAR = 250  # characters between a statement and the next one of the same speaker
_TOUCHING = 12  # characters: blanks and marks between a sentence and a quotation
_GAP = re.compile(r"\W*(?:(?:and|but|yet)\W+)?", re.IGNORECASE)
_STOPS = (". ", ".” ", '." ', "? ", "! ", "\n")
_BREAKS = 2  # line breaks: the same paragraph, or the next one behind an empty line


def _speaker(
    statement: Statement, above: Statement | None, issued: dict[str, Mention]
) -> Mention | None:
    """The speaker, once those around are known: "I" in a quotation, "the statement" of somebody."""
    speaker = statement.speaker
    if speaker is None:
        return None
    written = speaker.passage.text.lower()
    if above is not None and above.speaker is not None and written in _I:
        return replace(above.speaker, passage=speaker.passage, rule="speaker.own")
    if speaker.kind is Kind.DOCUMENT and written.startswith(_THAT) and statement.channel in issued:
        issuer = issued[statement.channel or ""]
        return replace(issuer, passage=speaker.passage, rule="speaker.issuer")
    return speaker


def _first(s: Statement) -> int:
    return min(s.content[0].start, s.cue.start if s.cue else s.content[0].start)


def _last(s: Statement) -> int:
    return max(s.content[-1].end, s.cue.end if s.cue else 0)


def _containers(found: Sequence[Statement]) -> list[int | None]:
    """For each statement the shortest other one whose content holds its cue and its content.

    One sweep over the starts; passages that have ended drop out.
    """
    out: list[int | None] = []
    open_: list[tuple[int, int, int]] = []  # end, start, index of content passages begun so far
    queue = sorted((p.start, -p.end, at) for at, s in enumerate(found) for p in s.content)
    k = 0
    for at, s in enumerate(found):
        first, last = _first(s), _last(s)
        while k < len(queue) and queue[k][0] <= first:
            open_.append((-queue[k][1], queue[k][0], queue[k][2]))
            k += 1
        open_ = [o for o in open_ if o[0] > first]
        around = [
            (end - start, other)
            for end, start, other in open_
            if other < at and start <= first and end >= min(last, s.content[0].end)
        ]
        out.append(min(around)[1] if around else None)
    return out


def readdressed(
    statements: tuple[Statement, ...], mentions: Sequence[Mention]
) -> tuple[Statement, ...]:
    """The statements with their addressees as the mentions have them now.

    "I thanked the minister" is resolved only once it is known who speaks.
    """
    known = {m.passage.end: m for m in mentions if m.rule in rules_with("interlocutor")}
    return tuple(_readdressed(statement, known) for statement in statements)


def _readdressed(statement: Statement, known: dict[int, Mention]) -> Statement:
    addressee = statement.addressee
    found = known.get(addressee.passage.end) if addressee is not None else None
    if addressee is None or found is None or not found.passage.overlaps(addressee.passage):
        return statement
    return replace(statement, addressee=replace(found, passage=addressee.passage))
