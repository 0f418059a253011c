"""Speech acts that are events: a statement's act between its speaker and whom it is said to.

They fill in where no entry of the lexicon fired: the statements stage knows more cues and finds
speakers and addressees across sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.events.compose import Composed
from legation.nlp.anchors import PARTIES
from legation.nlp.tokens import Doc
from legation.ontology import plover_of
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
