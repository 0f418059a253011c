"""Verbs that report words or name a deed, by object: "attacked the plan", "attacked a base"."""

from __future__ import annotations

from legation.statements.tree import Tree


def is_deed(t: Tree, i: int, obj: int) -> bool:
    """Whether a verb that also names a deed is done to something else than words.

    "withdrew its peacekeepers", "attacked an office"; but "withdrew its claim", "attacked him".
    """
    lemma = t.lemma_of(i)
    if lemma not in _DEEDS_TOO or t.pos[obj] == "PRON":
        return False
    if t.pos[obj] == "PROPN":
        return lemma == "attack" and t.doc[obj].ent_type_ in {"GPE", "LOC", "FAC"}
    noun = t.lemma_of(obj)
    return noun in _TARGETS or noun in _DEEDS_TOO[lemma] or "any" in _DEEDS_TOO[lemma]


# Verbs of deeds that report words with other objects, with the objects that make them deeds.
_TROOPS = frozenset(
    "adviser ambassador army consul contingent delegation diplomat envoy fighter force forces "
    "mission monitor observer peacekeeper soldier staff troop troops unit".split()
)
_DEEDS_TOO = {
    "attack": frozenset("army fighter peacekeeper police soldier troop troops".split()),
    "recall": _TROOPS,
    "sign": frozenset({"any"}),
    "withdraw": _TROOPS,
}
_TARGETS = frozenset(
    "aircraft airport barracks base boat bridge building bus camp car checkpoint church city "
    "compound consulate convoy district embassy factory field headquarters home hospital hotel "
    "house mosque office outpost pipeline plant port post prison refinery school ship station "
    "synagogue tanker temple town truck vehicle vessel village warehouse".split()
)
