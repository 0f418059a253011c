"""Verbs that report words or name a deed, by object: "attacked the plan", "attacked a base"."""

from __future__ import annotations

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.statements.complements import infinitive
from legation.statements.report import Report
from legation.statements.tree import Tree


def is_deed(t: Tree, i: int, obj: int) -> bool:
    """Whether a verb that also names a deed is done to something else than words.

    "withdrew its peacekeepers", "attacked an office"; but "withdrew its claim", "attacked him".
    """
    lemma = t.lemma_of(i)
    if lemma in members("verbs_of_force_and_words") and _is_force(t, i, obj):
        return True
    if lemma == "embrace" and is_noun(t.lemma_of(obj), "person"):
        return True  # "embraced the president"
    if lemma not in _DEEDS_TOO or t.pos[obj] == "PRON":
        return False
    if t.pos[obj] == "PROPN":
        return lemma == "attack" and t.doc[obj].ent_type_ in {"GPE", "LOC", "FAC"}
    noun = t.lemma_of(obj)
    return noun in _TARGETS or noun in _DEEDS_TOO[lemma] or "any" in _DEEDS_TOO[lemma]


def is_shot(t: Tree, i: int, obj: int) -> bool:
    """Whether somebody fires something or at somebody: "shot two gunmen", "fired missiles"."""
    if t.lemma_of(i) not in members("verbs_of_deeds_and_answers"):
        return False
    noun = t.lemma_of(obj)
    return any(is_noun(noun, name) for name in ("thing", "person", "group", "vehicle", "weapon"))


def says_nothing(t: Tree, i: int, report: Report) -> bool:
    """Whether a topic is only named as one not spoken of: "did not mention the talks"."""
    return report.cue.act == "says" and t.kid(i, "neg") is not None


def lets_act(t: Tree, clause: int, i: int, report: Report) -> bool:
    """Whether a verb of admitting lets somebody act: "allowed the firm to use the port"."""
    return report.cue.act == "admits" and clause > i and infinitive(t, clause)


def falls_on_things(t: Tree, obj: int) -> bool:
    """Whether what is struck is a thing or place, no words: "attacks on the port"."""
    noun = t.lemma_of(obj)
    is_thing = not is_noun(noun, "document") and _is_of(noun, "thing", "place")
    return t.pos[obj] == "NOUN" and is_thing


def _is_force(t: Tree, i: int, obj: int) -> bool:
    """Whether a blow falls on a thing or place, or comes from those who bear arms."""
    noun = t.lemma_of(obj)
    if falls_on_things(t, obj):
        return True
    by = t.kid(i, "nsubj")
    if by is None or t.pos[by] != "NOUN":
        return False
    struck = t.pos[obj] != "NOUN" or _is_of(noun, "person", "group", "armed_group")
    armed = _is_of(t.lemma_of(by), "armed_group", "weapon", "vehicle")
    return armed or (struck and t.lemma_of(by) in members("bearers_of_arms"))


def _is_of(noun: str, *classes: str) -> bool:
    return any(is_noun(noun, name) for name in classes)


# Verbs of deeds that report words with other objects, with the objects that make them deeds.
_TROOPS = frozenset(
    "adviser ambassador army consul contingent delegation diplomat envoy fighter force forces "
    "mission monitor observer peacekeeper soldier staff troop troops unit".split()
)
_DEEDS_TOO = {
    "answer": frozenset("call email letter phone question query summons".split()),
    "attack": frozenset("army fighter peacekeeper police soldier troop troops".split()),
    "conclude": frozenset("talk talks tour trip visit summit meeting round mission".split()),
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
