"""PLOVER's types, modes, contexts and sectors, CAMEO's codes, and the way from CAMEO to PLOVER.

The tables are `data/ontology/*.csv`, read once when they are first asked for. They come from the
PLOVER manual (draft 2.0) and the crosswalk CAMEO2PLOVER-2021 of the Open Event Data Alliance
(CC BY-SA 4.0), and from the CAMEO code lists of andybega/icews and GDELT. What is doubtful in
them, and how we read it, stands in `data/ontology/README.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from legation.errors import DataError, InputError
from legation.tables import rows, values


class Quad(IntEnum):
    """The four classes of event data."""

    VERBAL_COOPERATION = 1
    MATERIAL_COOPERATION = 2
    VERBAL_CONFLICT = 3
    MATERIAL_CONFLICT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of PLOVER's sixteen types; `modes` maps each mode to its score."""

    name: str
    quad: Quad
    score: float
    requires_recipient: bool
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """One CAMEO code. Codes are texts: `010` and `10` are two codes."""

    code: str
    name: str
    quad: Quad
    goldstein: float
    goldstein_icews: float


class Plover(NamedTuple):
    """What a CAMEO code is in PLOVER."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]


@cache
def event_types() -> Mapping[str, EventType]:
    """PLOVER's types by name."""
    modes: dict[str, dict[str, str]] = {}
    for row in rows("ontology/plover_modes.csv"):
        modes.setdefault(row["event"], {})[row["mode"]] = row["score"]
    types = {}
    for row in rows("ontology/plover_events.csv"):
        score = float(row["score"])
        own = {m: float(s) if s else score for m, s in modes.get(row["event"], {}).items()}
        types[row["event"]] = EventType(
            name=row["event"],
            quad=Quad(int(row["quad"])),
            score=score,
            requires_recipient=row["requires_recipient"] == "1",
            modes=MappingProxyType(own),
        )
    return MappingProxyType(types)


@cache
def cameo_codes() -> Mapping[str, CameoCode]:
    """CAMEO's codes, from roots (`04`) to the last level (`0871`)."""
    codes = {}
    for row in rows("ontology/cameo_codes.csv"):
        codes[row["code"]] = CameoCode(
            code=row["code"],
            name=row["name"],
            quad=Quad(int(row["quad"])),
            goldstein=float(row["goldstein"]),
            goldstein_icews=float(row["goldstein_icews"]),
        )
    return MappingProxyType(codes)


@cache
def contexts() -> frozenset[str]:
    """PLOVER's contexts, without the auxiliary modes (negation and the like) listed beside them."""
    table = rows("ontology/plover_contexts.csv")
    return frozenset(row["context"] for row in table if row["scope"] == "any event")


@cache
def sectors() -> Mapping[str, str]:
    """Sector codes with what they mean, among them the codes that stand in a country's place."""
    table = rows("ontology/plover_sectors.csv")
    return MappingProxyType({row["code"]: row["label"] for row in table})


def event_type(name: str) -> EventType:
    """The PLOVER type of that name; raises `InputError` for another word."""
    try:
        return event_types()[name]
    except KeyError:
        known = ", ".join(event_types())
        raise InputError(f"{name!r} is not a PLOVER type; use one of {known}") from None


def quad_of(name: str) -> Quad:
    """The quad class of a PLOVER type.

    SANCTION is material conflict, as the manual's section and summary table have it; its quad
    table lists it under verbal conflict.
    """
    return event_type(name).quad


def modes_of(name: str) -> tuple[str, ...]:
    """The modes of a PLOVER type in alphabetical order; empty for a type without modes."""
    return tuple(event_type(name).modes)


def score_of(name: str, mode: str | None = None) -> float:
    """PLOVER's score of a mode, or of its type where no mode is given.

    A mode without a printed score (PROTEST vandalize) has the score of its type. Raises
    `InputError` for a mode that is not the type's.
    """
    of_type = event_type(name)
    if mode is None:
        return of_type.score
    try:
        return of_type.modes[mode]
    except KeyError:
        known = ", ".join(of_type.modes) or "none"
        raise InputError(f"{mode!r} is not a mode of {name}; its modes: {known}") from None


def is_cameo(code: str) -> bool:
    """Whether a text is a CAMEO code, leading zero included."""
    return code in cameo_codes()


def cameo_code(code: str) -> CameoCode:
    """The CAMEO code of that number; raises `InputError` for one that is not in the list."""
    try:
        return cameo_codes()[code]
    except KeyError:
        raise InputError(
            f"{code!r} is not a CAMEO code; codes are texts with their leading zero, like '042'"
        ) from None


def cameo_name(code: str) -> str:
    """The name of a CAMEO code, as in "Make a visit" for 042."""
    return cameo_code(code).name


def goldstein(code: str) -> float:
    """The Goldstein value of a CAMEO code on GDELT's scale; ICEWS differs on four codes."""
    return cameo_code(code).goldstein


@cache
def plover_of(cameo: str) -> Plover | None:
    """The PLOVER type, mode and contexts of a CAMEO code; `None` where PLOVER drops it (01, 02).

    A code without a row of its own takes the nearest parent of three digits, and a root its
    general code (04 → 040): a bare root may mix types, as 08 does. Modes and contexts that the
    manual 2.0 no longer has are left out. Raises `InputError` for a code in neither table.
    """
    table = _crosswalk()
    if cameo not in table and not is_cameo(cameo):
        raise InputError(f"{cameo!r} is neither a CAMEO code nor in the crosswalk to PLOVER")
    if len(cameo) == 2:
        return table.get(cameo + "0")
    parents = (cameo[:length] for length in range(len(cameo), 2, -1))
    return next((table[code] for code in parents if code in table), None)


@cache
def _crosswalk() -> dict[str, Plover | None]:
    types = event_types()
    crosswalk: dict[str, Plover | None] = {}
    for row in rows("ontology/cameo_to_plover.csv"):
        code, name, mode = row["cameo_code"], row["plover_event"], row["plover_mode"]
        if len(code) == 2:
            continue
        if not name:
            crosswalk[code] = None
            continue
        crosswalk[code] = Plover(
            type=name,
            mode=mode if mode in types[name].modes else None,
            contexts=tuple(c for c in values(row["plover_contexts"]) if c in contexts()),
        )
    return crosswalk


@cache
def sectors_of(trait: str) -> frozenset[str]:
    """The codes of the sectors that have a trait; `DataError` where no trait has the name."""
    known = _sector_traits()
    if trait not in known:
        raise DataError(f"trait {trait} is not there; add it", path="sector_traits.csv", line=1)
    return known[trait]


@cache
def _sector_traits() -> Mapping[str, frozenset[str]]:
    table = rows("ontology/sector_traits.csv")
    return {row["trait"]: frozenset(values(row["sectors"])) for row in table}


@cache
def rules_with(trait: str) -> frozenset[str]:
    """The rules of mentions and statements that have a trait; `DataError` for an unknown trait.

    What made a record tells later steps how sure it is and of what; they ask for it by trait and
    never look into the name of a rule.
    """
    known = _rule_traits()
    if trait not in known:
        raise DataError(f"trait {trait} is not there; add it", path="rule_traits.csv", line=1)
    return known[trait]


@cache
def _rule_traits() -> Mapping[str, frozenset[str]]:
    table = rows("ontology/rule_traits.csv")
    return {row["trait"]: frozenset(values(row["rules"])) for row in table}


@cache
def types_with(trait: str) -> frozenset[str]:
    """The event types that have a trait; `DataError` where no trait has the name."""
    known = _type_traits()
    if trait not in known:
        raise DataError(f"trait {trait} is not there; add it", path="event_traits.csv", line=1)
    return known[trait]


@cache
def _type_traits() -> Mapping[str, frozenset[str]]:
    table = rows("ontology/event_traits.csv")
    return {row["trait"]: frozenset(values(row["types"])) for row in table}
