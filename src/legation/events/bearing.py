"""The CAMEO code that the words and parties of an event bear, no narrower and no wider.

Each code says more than its PLOVER type: that an army fought, that somebody asked for prisoners.
`ontology/cameo_demands.csv` says which evidence a code asks for and what is left without it;
`cameo_refinements.csv` which narrower code a general one has where the words bear it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from legation.errors import DataError
from legation.events.drafts import Draft
from legation.ontology import is_cameo
from legation.propositions.evidence import Deed, bears
from legation.tables import numbered_rows, values

DEMANDS = "ontology/cameo_demands.csv"
REFINEMENTS = "ontology/cameo_refinements.csv"
_NO_EVENT = "-"


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
