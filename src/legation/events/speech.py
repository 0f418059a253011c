"""Speech acts that are events: a statement's act between its speaker and whom it is said to.

They fill in where no entry of the lexicon fired: the statements stage knows more cues and finds
speakers and addressees across sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.events.compose import Composed
from legation.language.words import members
from legation.nlp.anchors import PARTIES, Anchors
from legation.nlp.syntax import children, is_negated, prep_objects
from legation.nlp.tokens import Doc, Token
from legation.ontology import plover_of
from legation.propositions.slots import owners, parties
from legation.propositions.subjects import doers
from legation.records import Mention, Statement, Status

ACT_CODES = {
    "assures": "030",
    "promises": "030",
    "accuses": "112",
    "condemns": "111",
    "threatens": "130",
    "demands": "100",
    "urges": "100",
    "praises": "051",
    "apologises": "055",
}


def speech_events(
    doc: Doc, statements: Sequence[Statement], taken: Sequence[tuple[int, int]]
) -> Iterator[Composed]:
    """Events from acts of speech whose cue no other event covers (`taken`: character spans)."""
    for statement in statements:
        cue, speaker, addressee = statement.cue, statement.speaker, statement.addressee
        code = ACT_CODES.get(statement.act)
        if code is None or cue is None or speaker is None or addressee is None:
            continue
        if any(start < cue.end and cue.start < end for start, end in taken):
            continue
        if not _are_two(speaker, addressee):
            continue
        span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
        if span is None:
            continue
        found = plover_of(code)
        yield Composed(
            span.root,
            list(span),
            code,
            found.mode if found else None,
            (),
            (speaker,),
            (addressee,),
            Status.HAPPENED,
            f"speech.{statement.act}",
        )


def _are_two(speaker: Mention, addressee: Mention) -> bool:
    """Whether speaker and addressee are two known parties."""
    if addressee.kind not in PARTIES or speaker.name == addressee.name:
        return False
    return bool(speaker.country or speaker.sector) and bool(addressee.country or addressee.sector)


def evaluations(
    doc: Doc, statements: Sequence[Statement], anchors: Anchors, taken: Sequence[tuple[int, int]]
) -> Iterator[Composed]:
    """Blame and praise of what another did: "said the Ethiopian move was unacceptable".

    The speaker is a public one; at whom it is aimed is whose the thing judged is.
    """
    judged = [*doc.worded(members("blaming_words")), *doc.worded(members("praising_words"))]
    for word in judged:
        if any(start <= word.idx < end for start, end in taken):
            continue
        thing = _judged(word)
        speaker = _speaker_of(word, statements) if thing is not None else None
        if thing is None or speaker is None:
            continue
        aimed = tuple(m for m in _whose(thing, anchors) if _are_two(speaker, m))
        if not aimed or any(m.country and m.country == speaker.country for m in aimed):
            continue
        blames = word.lemma_.lower() in members("blaming_words")
        code = "111" if blames else "051"
        found = plover_of(code)
        mode = found.mode if found else None
        yield Composed(
            word, [word], code, mode, (), (speaker,), aimed, Status.HAPPENED, "speech.judges"
        )


def _judged(word: Token) -> Token | None:
    """What the word is said of: "the move was wrong", "called the move wrong"."""
    verb = word.head
    if word.dep_ == "amod" and verb.dep_ in {"attr", "oprd"}:
        word, verb = verb, verb.head  # "a shameful act"
    if word.dep_ in {"acomp", "attr"} and verb.lemma_ == "be" and not is_negated(verb):
        return next(iter(children(verb, "nsubj")), None)
    if word.dep_ in {"oprd", "attr"} and verb.lemma_.lower() in members("naming_verbs"):
        return next(iter(children(verb, "dobj")), None)
    if word.dep_ in {"acomp", "ccomp", "oprd"} and verb.lemma_.lower() in members("naming_verbs"):
        inside = children(word, "nsubj") or children(verb, "dobj")
        return next(iter(inside), None)
    return None


def _speaker_of(word: Token, statements: Sequence[Statement]) -> Mention | None:
    at = word.idx
    around = [
        (sum(p.end - p.start for p in s.content), n)
        for n, s in enumerate(statements)
        if any(p.start <= at < p.end for p in s.content)
    ]
    speaker = statements[min(around)[1]].speaker if around else None
    return speaker if speaker is not None and (speaker.country or speaker.sector) else None


def _whose(thing: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Whose a move is: its owner, who announced it, or the state that acts itself."""
    if thing.pos_ == "NOUN":
        found = owners(thing, anchors) or parties(prep_objects(thing, "by"), anchors)
        by = [t for c in children(thing, "acl") for t in doers(c)]
        return found or parties(by, anchors)
    return parties([thing], anchors)
