"""Chains: which statement stands inside which, and who speaks for whom because of it.

"The ministry said Okoye told reporters the talks failed" is two statements: what the ministry said
holds what Okoye said, and the inner one is `reported_in` the outer one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from legation.characters.quotations import regions
from legation.ids import content_id
from legation.ontology import rules_with
from legation.records import Article, Kind, Mention, Statement, StatementKind
from legation.registry.gender import gender_of
from legation.statements.cues import ATTITUDES

Party = tuple[int, Kind]  # the character at which a mention begins, and what it is

_I = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_THAT = ("the ", "that ", "this ", "his ", "her ", "its ", "their ")


def chained(
    found: Sequence[Statement],
    article: Article,
    held: Mapping[int, int],
    parties: Sequence[Party] = (),
) -> tuple[Statement, ...]:
    """Statements in text order with ids, each tied to the one whose content it stands in.

    `parties` are where somebody is mentioned and as what, in order. `held` names for some the one
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
        if speaker is not None and above is None and done:
            speaker = _same(speaker, done, article, parties)
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
    speaker: Mention, done: Sequence[Statement], article: Article, parties: Sequence[Party]
) -> Mention:
    """The one who spoke before, for an open "he" or "they" where nobody else was named since.

    "The plan is there," a Syrian source said. "It will take years," he said. Whom the words that
    are quoted in between speak of is not meant.
    """
    words = speaker.passage.text.lower()
    kinds = _MEANT.get(words)
    if kinds is None or speaker.rule not in rules_with("open_pronoun"):
        return speaker
    told = (s for s in reversed(done) if s.reported_in is None and s.act not in ATTITUDES)
    before = next(told, None)
    last = before.speaker if before is not None else None
    if before is None or last is None or last.kind not in kinds:
        return speaker
    if last.rule in rules_with("open_pronoun") or _GENDERS.get(words) == _other_gender(last):
        return speaker
    start, end = last.passage.end, speaker.passage.start
    if regions(article.text).of(end) is not None:
        return speaker  # of whom somebody speaks is not who speaks
    if start >= end or article.text.count("\n", start, end) > _BREAKS:
        return speaker
    quoted = before.content if before.kind is StatementKind.DIRECT else ()
    between = parties[bisect_left(parties, (start,)) : bisect_left(parties, (end,))]
    if any(
        kind in kinds and not any(p.start <= at < p.end for p in quoted) for at, kind in between
    ):
        return speaker
    return replace(last, passage=speaker.passage, rule="speaker.same")


def _other_gender(speaker: Mention) -> str:
    """The gender that a name or title rules out; empty where it rules out neither."""
    return {"m": "f", "f": "m"}.get(gender_of(speaker.name, speaker.role) or "", "")


_ONE = frozenset({Kind.PERSON, Kind.OFFICE})
_MEANT = {"he": _ONE, "she": _ONE, "they": frozenset({Kind.GROUP})}
_GENDERS = {"he": "m", "she": "f"}
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
