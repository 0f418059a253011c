"""Whether those who take part make an act public affairs, and attacks that are words only."""

from __future__ import annotations

from legation.events.drafts import Draft
from legation.events.lexicon import Coding
from legation.nlp.syntax import prep_objects
from legation.records import Kind, Mention

_PUBLIC = frozenset(
    "GOV MIL COP JUD SPY LEG OPP PTY ELI REB PRM UAF IGO UNO EUR IMG ISM NGO REL PRE SOC REF "
    "CRM LAB".split()
)
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.MISSION})
# Acts that are news by who does them: what private people agree, praise or visit is not.
_BY_ACTOR = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
_BY_ANYBODY = frozenset({"REJECT", "ACCUSE", "THREATEN"})
_PRIVATE = frozenset({"CVL", "BUS", "MNC", "JRN", "EDU", "AGR", "MED"})


def is_public(mention: Mention) -> bool:
    """Whether somebody acts for a state, a body, a movement or in politics."""
    return mention.kind in _STATES or mention.sector in _PUBLIC


def is_public_affair(draft: Draft) -> bool:
    """Whether an act of talk or of good will has a public part; a visit by the visitor."""
    kind = draft.coding.type
    if kind in _BY_ACTOR and draft.actors:
        return any(is_public(m) or _is_unplaced_people(m) for m in draft.actors)
    if kind in _BY_ACTOR | _BY_ANYBODY:
        return not all(_is_private(m) for m in (*draft.actors, *draft.recipients))
    return True


def _is_private(mention: Mention) -> bool:
    return mention.sector in _PRIVATE and mention.kind is not Kind.COMMUNITY


def _is_unplaced_people(mention: Mention) -> bool:
    """Whether a people or a named body is meant whose part in public life is not known."""
    if mention.kind is Kind.COMMUNITY:
        return True
    return mention.kind is Kind.ORGANISATION and mention.sector is None


_FIGHTING = frozenset(
    "attack fight battle assault showdown offensive hit blast beat war clash combat target "
    "confrontation conflict slug duel spar hammer pound pummel savage".split()
)
_ONE_SIDED = frozenset({"attack", "assault", "blast", "hammer", "pummel", "savage", "offensive"})
_POLITICS = frozenset({"GOV", "LEG", "OPP", "PTY", "ELI", "JRN", "JUD", None})
_ARMS = frozenset("knife gun bullet bomb drone missile rocket fire troop tank stone stick".split())


def is_war_of_words(draft: Draft) -> bool:
    """Whether those who fight are politicians and parties, without arms or a place of battle."""
    everybody = (*draft.actors, *draft.recipients)
    if draft.coding.type != "ASSAULT" or draft.coding.cameo not in {"180", "190"}:
        return False
    if draft.token.lemma_.lower() not in _FIGHTING or not everybody:
        return False
    if not all(_is_politician(m) for m in everybody):
        return False
    with_what = prep_objects(draft.token, "with", "in", "by")
    return not any(t.lemma_.lower() in _ARMS or t.ent_type_ == "GPE" for t in with_what)


def _is_politician(mention: Mention) -> bool:
    if mention.sector not in _POLITICS:
        return False
    if mention.kind is Kind.PERSON or mention.kind is Kind.OFFICE:
        return mention.sector is not None
    return mention.sector in {"PTY", "OPP", "JRN"}


def as_words(draft: Draft) -> Draft | None:
    """The criticism that an attack with words is; a contest between politicians is nothing."""
    one_sided = draft.token.lemma_.lower() in _ONE_SIDED
    if not one_sided or not draft.actors or not draft.recipients:
        return None
    draft.coding = Coding("ACCUSE", "disapprove", "111", ())
    draft.rule += "+words"
    return draft
