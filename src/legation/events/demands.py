"""Demands inside what public speakers say: "must withdraw", "should be implemented"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.events.compose import Composed
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import auxiliaries, children, prep_objects
from legation.nlp.tokens import Doc, Token
from legation.propositions.slots import parties
from legation.propositions.subjects import doers
from legation.records import Mention, Statement, Status

_MUST = frozenset({"must", "should", "ought"})


_PUBLIC = frozenset("GOV MIL LEG COP JUD OPP PTY REB IGO UNO EUR NGO PRM SPY REL ELI".split())


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
        if speaker is None or (speaker.sector not in _PUBLIC and speaker.actor_id is None):
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
    if verb.pos_ != "VERB" or not {a.lower_ for a in auxiliaries(verb)} & _MUST:
        return None
    who = [m for m in parties(doers(verb), anchors) if m.name != speaker.name]
    passive = bool(children(verb, "nsubjpass"))
    if not who and not passive:
        return None
    if any(m.country == speaker.country and m.country for m in who):
        return None
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
