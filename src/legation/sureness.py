"""How sure the reader is of an event line: the weights of its traits, added up.

A line is right if its type and both its sides are; an unknown country is not a wrong one. The
weights (`data/ontology/event_weights.csv`) are fitted by `scripts/fit_events.py`; a trait is never
a word of a text: it is the type, the status, what kind of party stands on each side, whether the
line is told by somebody, how far into the text it stands. No line is dropped by it: what falls
below `UNSURE` is told apart, in print and on pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp

from legation.ontology import sectors_of
from legation.records import Event, Kind, Mention
from legation.tables import rows

UNSURE = 0.25  # under it one line of five was right where the weights were fitted
LEAD = 350  # characters: the headline and the first sentences
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The weight of each trait in log odds."""
    found = rows("ontology/event_weights.csv", needs=("trait", "weight", "count"))
    return {row["trait"]: float(row["weight"]) for row in found}


def sureness(event: Event, length: int) -> float:
    """How likely the line is right, 0 to 1; `length` is that of the article in characters."""
    known = weights()
    return round(1 / (1 + exp(-sum(known.get(trait, 0.0) for trait in traits(event, length)))), 3)


def traits(event: Event, length: int) -> list[str]:
    """What is looked at, by name."""
    out = ["any", f"type {event.type}", f"status {event.status}", _place(event, length)]
    if event.said_in is not None:
        out.append("told in a statement")
    if event.mode is None:
        out.append("no mode")
    for side, parties in (("doer", event.actors), ("recipient", event.recipients)):
        out += [f"{side} {trait}" for trait in _parties(parties)]
    own = {m.country for m in event.actors if m.country}
    if any(m.country in own for m in event.recipients):
        out.append("one country on both sides")
    if not any(_is_public(m) for m in (*event.actors, *event.recipients)):
        out.append("nobody public")
    return out


def _place(event: Event, length: int) -> str:
    if event.trigger.start < LEAD:
        return "place lead"
    return "place first half" if 2 * event.trigger.start < length else "place second half"


def _parties(parties: Sequence[Mention]) -> list[str]:
    """What kinds of parties stand on a side."""
    if not parties:
        return ["nobody"]
    out = []
    if any(_is_public(m) for m in parties):
        out.append("public")
    if any(m.country for m in parties):
        out.append("with a country")
    if all(m.sector in (None, "CVL") and m.kind not in _STATES for m in parties):
        out.append("private")
    if any(m.kind is Kind.PERSON and not m.sector and not m.country for m in parties):
        out.append("somebody unknown")
    return out


def _is_public(party: Mention) -> bool:
    """Whether it is a state or one who rules, fights, opposes or speaks for many."""
    return party.kind in _STATES or party.sector in _public()


@lru_cache(maxsize=1)
def _public() -> frozenset[str]:
    named = ("political", "groups", "above_states", "armed")
    return frozenset(sector for trait in named for sector in sectors_of(trait))
