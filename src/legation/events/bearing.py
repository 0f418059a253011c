"""The codes that the words and parties of an event bear, no narrower and no wider.

Each CAMEO code says more than its PLOVER type: that an army fought, that somebody asked for
prisoners. `ontology/cameo_demands.csv` says which evidence a code asks for and what is left without
it; `cameo_refinements.csv` which narrower code a general one has where the words bear it. The
sector of a party says more than its word, too: who fights is no civilian for being called a man.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from legation.errors import DataError
from legation.events.drafts import Draft
from legation.events.lexicon import Coding
from legation.language.words import members
from legation.ontology import is_cameo, sectors_of, types_with
from legation.propositions.evidence import Deed, bears
from legation.records import Kind, Mention
from legation.tables import numbered_rows, values

DEMANDS = "ontology/cameo_demands.csv"
REFINEMENTS = "ontology/cameo_refinements.csv"
_NO_EVENT = "-"
_GROUPS = frozenset({Kind.GROUP, Kind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class _Step:
    evidence: tuple[str, ...]
    code: str  # what the code becomes
    unless: tuple[str, ...] = ()
    mode: str | None = None


def borne(draft: Draft) -> Draft | None:
    """The draft with a code that its words bear; `None` where they bear no event at all."""
    words = (draft.token, *draft.words, *([draft.harm] if draft.harm is not None else []))
    deed = Deed(words, draft.actors, draft.recipients)
    code, mode = draft.coding.cameo, draft.coding.mode
    left = _left(code, deed)
    if left is None:
        return None
    code = left
    for step in _refinements().get(code, ()):
        wanted = all(bears(name, deed) for name in step.evidence)
        if wanted and not any(bears(name, deed) for name in step.unless):
            code, mode = step.code, step.mode or mode
            break
    if (code, mode) == (draft.coding.cameo, draft.coding.mode):
        return draft
    return replace(draft, coding=replace(draft.coding, cameo=code, mode=mode))


def with_borne_sectors(draft: Draft) -> Draft:
    """The draft whose parties have a sector only where the deed leaves it standing.

    "A man" who stabs somebody is no civilian, a people that is talked to or fights is no crowd of
    civilians, and whose "supporters" somebody is says nothing of a party's members.
    """
    actors = tuple(_without_guess(m, draft.coding, acts=True) for m in draft.actors)
    recipients = tuple(_without_guess(m, draft.coding, acts=False) for m in draft.recipients)
    if actors == draft.actors and recipients == draft.recipients:
        return draft
    return replace(draft, actors=actors, recipients=recipients)


def _without_guess(mention: Mention, coding: Coding, *, acts: bool) -> Mention:
    """The mention without a sector that only its word has, and the deed does not."""
    if mention.sector is None or (mention.actor_id and mention.kind is not Kind.COMMUNITY):
        return mention
    if _is_guess(mention, coding, acts=acts):
        return replace(mention, sector=None)
    return mention


def _is_guess(mention: Mention, coding: Coding, *, acts: bool) -> bool:
    if mention.passage.text.rsplit(" ", 1)[-1].lower() in members("nouns_of_followers"):
        return mention.sector in sectors_of("of_a_side")
    armed = coding.type in types_with("done_in_arms") or coding.cameo.startswith(_THREATS_OF_FORCE)
    if acts and mention.sector == "REL" and mention.kind in _GROUPS:
        return armed  # "a radical Islamic group threatened to kill them"
    if mention.sector not in sectors_of("people_at_large"):
        return False
    if acts and armed:
        return True
    if mention.kind is not Kind.COMMUNITY:
        return False
    return coding.type not in (
        types_with("of_the_people") if acts else types_with("done_to_people")
    )


_THREATS_OF_FORCE = "138"


def _left(code: str, deed: Deed) -> str | None:
    """What is left of a code when it falls to what the deed bears; `None` for no event."""
    for step in _demands().get(code, ()):
        if not any(bears(name, deed) for name in step.evidence):
            return None if step.code == _NO_EVENT else _left(step.code, deed)
    return code


@cache
def _demands() -> dict[str, tuple[_Step, ...]]:
    out: dict[str, tuple[_Step, ...]] = {}
    for line, row in numbered_rows(DEMANDS, needs=("codes", "evidence", "without")):
        step = _Step(values(row["evidence"]), row["without"])
        for code in values(row["codes"]):
            out[code] = (*out.get(code, ()), _checked(code, step, DEMANDS, line))
    return out


@cache
def _refinements() -> dict[str, tuple[_Step, ...]]:
    found: list[tuple[int, str, _Step]] = []
    for line, row in numbered_rows(REFINEMENTS, needs=("codes", "evidence", "becomes")):
        step = _Step(
            values(row["evidence"]), row["becomes"], values(row["unless"]), row["mode"] or None
        )
        for code in values(row["codes"]):
            found.append((int(row["order"]), code, _checked(code, step, REFINEMENTS, line)))
    out: dict[str, tuple[_Step, ...]] = {}
    for _, code, step in sorted(found, key=lambda f: f[0]):
        out[code] = (*out.get(code, ()), step)
    return out


def _checked(code: str, step: _Step, table: str, line: int) -> _Step:
    if step.code != _NO_EVENT and not (is_cameo(code) and is_cameo(step.code)):
        raise DataError(f"{code} or {step.code} is no CAMEO code", path=table, line=line)
    return step
