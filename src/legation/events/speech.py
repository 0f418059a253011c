"""Speech acts that are events: a statement's act between its speaker and whom it is said to.

They fill in where no entry of the lexicon fired: the statements stage knows more cues and finds
speakers and addressees across sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.events.compose import Composed
from legation.language.words import members
from legation.nlp.anchors import PARTIES, Anchors
from legation.nlp.syntax import auxiliaries, children, is_negated, prep_objects
from legation.nlp.tokens import Doc, Token
from legation.ontology import plover_of, sectors_of
from legation.propositions.status import saying_status
from legation.propositions.subjects import doers
from legation.propositions.whom import owners, parties
from legation.records import Mention, Statement, Status

ACT_CODES = {
    "assures": "030",
    "promises": "030",
    "accuses": "112",
    "condemns": "111",
    "threatens": "130",
    "demands": "100",
    "urges": "020",
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
        code = "139" if _is_deadline(span.root) else code
        found = plover_of(code)
        yield Composed(
            span.root,
            list(span),
            code,
            found.mode if found else None,
            (),
            (speaker,),
            (addressee,),
            saying_status(span.root),
            f"speech.{statement.act}",
        )


def _is_deadline(verb: Token) -> bool:
    """Whether somebody is given a time to act in: "gave the rebels 30 days to disarm"."""
    near = [*verb.rights, *(a for t in verb.rights for a in children(t, "appos"))]
    spans = [t for t in near if children(t, "nummod", "det")]
    return verb.lemma_ == "give" and any(
        t.lemma_.lower() in members("units_of_terms") for t in spans
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


# Demands inside what public speakers say: "must withdraw", "should be implemented".

_MUST = frozenset({"must", "should", "ought"})


def demands(
    doc: Doc, statements: Sequence[Statement], anchors: Anchors, taken: set[int]
) -> Iterator[Composed]:
    """Demands in what public speakers say: "must withdraw", "should be implemented".

    The one who must is the recipient; a passive without one leaves the recipient open.
    """
    if _MUST.isdisjoint(doc.by_word):
        return
    for statement in statements:
        speaker = statement.speaker
        public = speaker is not None and speaker.sector in sectors_of("demanding")
        if speaker is None or not (public or speaker.actor_id):
            continue
        for part in statement.content:
            span = doc.char_span(part.start, part.end, alignment_mode="contract")
            for verb in span or ():
                found = _demand(verb, speaker, anchors) if verb.i not in taken else None
                if found is not None and not found.recipients:
                    found.recipients = _counterparts(list(span or ()), speaker, anchors)
                if found is not None:
                    taken.add(verb.i)
                    yield found


_PROCESSES = frozenset("dialogue dialog process talk negotiation".split())


def _counterparts(span: Sequence[Token], speaker: Mention, anchors: Anchors) -> tuple[Mention, ...]:
    """With whom the speaker's side is in the process that the same passage names, if it does."""
    for token in span:
        if token.lemma_.lower() not in _PROCESSES:
            continue
        found = parties(prep_objects(token, "with"), anchors)
        others = tuple(m for m in found if m.country and m.country != speaker.country)
        if others:
            return others
    return ()


def _demand(verb: Token, speaker: Mention, anchors: Anchors) -> Composed | None:
    if verb.lemma_.lower() in members("stative_verbs"):
        return None  # "should have a home": of nobody's doing
    if verb.pos_ != "VERB" or not {a.lower_ for a in auxiliaries(verb)} & _MUST:
        return None
    who = [m for m in parties(doers(verb), anchors) if m.name != speaker.name]
    passive = bool(children(verb, "nsubjpass"))
    if not who or (passive and not prep_objects(verb, "by")):
        return None  # "should be treated well": by nobody told
    if any(m.country == speaker.country and m.country for m in who):
        return None
    if any(c.lower_ == "whether" for c in verb.children):
        return None  # "will hear whether they must leave": asked, not demanded
    must = next(a for a in auxiliaries(verb) if a.lower_ in _MUST)
    return Composed(
        verb,
        [must, verb],
        "1042" if passive else "104",
        None,
        (),
        (speaker,),
        tuple(who),
        Status.HAPPENED,
        f"demand.{must.lower_}",
    )
