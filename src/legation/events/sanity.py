"""Drafts that cannot be meant: games, films, figures of speech, things that act on somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legation.events.composed_sides import is_own
from legation.events.details.contests import (
    bears_arms,
    frames,
    is_for_a_cause,
    is_played,
    is_sport,
)
from legation.events.drafts import Draft
from legation.events.lexicon import Coding
from legation.language.nouns import is_noun, may_be, noun_classes
from legation.language.words import members
from legation.nlp.syntax import children, prep_objects
from legation.nlp.tokens import Token
from legation.ontology import sectors_of, types_with
from legation.propositions.beside import verb_objects
from legation.propositions.senses import is_a_feeling, meets_a_thing, strives
from legation.propositions.subjects import doers
from legation.records import Kind, Mention

_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})
_BY_ANYBODY = frozenset({"REJECT", "ACCUSE", "THREATEN"})


def is_public(mention: Mention) -> bool:
    """Whether somebody acts for a state, a body, a movement or in politics."""
    known = mention.kind is Kind.PERSON and mention.actor_id is not None
    return known or mention.kind in _STATES or mention.sector in sectors_of("of_public_affairs")


def is_public_affair(draft: Draft) -> bool:
    """Whether an act of talk or of good will has a public part; a visit by the visitor."""
    kind = draft.coding.type
    if kind in types_with("needs_a_public_actor") and draft.actors:
        return any(is_public(m) or _is_unplaced_people(m) for m in draft.actors)
    everybody = (*draft.actors, *draft.recipients)
    if draft.over and all(_is_unknown(m) for m in everybody):
        return all(m.kind is not Kind.PERSON for m in everybody)  # "Ron turned down a job with"
    if kind == "ACCUSE" and any(is_company(m) for m in draft.actors):
        return not all(_is_private(m) or m.sector == "SOC" for m in everybody)
    if kind in types_with("needs_a_public_actor") | _BY_ANYBODY:
        return not all(_is_private(m) for m in everybody) or _is_of_public_wrong(draft)
    if draft.coding.mode == "resign" and not draft.recipients:
        return not all(m.kind is Kind.ORGANISATION and m.sector == "UNK" for m in draft.actors)
    return True


def _is_of_public_wrong(draft: Draft) -> bool:
    """Whether a private man is accused of what concerns all: "accused of spreading terror"."""
    if draft.coding.type != "ACCUSE":
        return False
    told = {t.lemma_.lower() for w in (draft.token, *draft.words) for t in w.subtree}
    return not told.isdisjoint(members("public_wrongs"))


def _is_unknown(mention: Mention) -> bool:
    named = mention.kind in {Kind.PERSON, Kind.ORGANISATION}
    return named and not (mention.country or mention.sector)


def _is_private(mention: Mention) -> bool:
    return mention.sector in sectors_of("private") and mention.kind is not Kind.COMMUNITY


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
_ARMS = frozenset("knife gun bullet bomb drone missile rocket fire troop tank stone stick".split())


def is_war_of_words(draft: Draft) -> bool:
    """Whether those who fight are politicians and parties, without arms or a place of battle."""
    everybody = (*draft.actors, *draft.recipients)
    if draft.coding.type == "ASSAULT" and _is_verbal(draft):
        return True
    if draft.coding.type != "ASSAULT" or draft.coding.cameo not in {"180", "190"}:
        return False
    if draft.token.lemma_.lower() not in _FIGHTING or not everybody:
        return False
    if not all(_is_politician(m) or is_company(m) for m in everybody):
        return False
    with_what = prep_objects(draft.token, "with", "in", "by")
    return not any(t.lemma_.lower() in _ARMS or t.ent_type_ == "GPE" for t in with_what)


def _is_verbal(draft: Draft) -> bool:
    """Whether the attack is said to be one of words: "mounted a bitter attack on the plan"."""
    told = [w for w in (draft.token, *draft.words) if w.pos_ == "NOUN"]
    nouns = [w for w in told if w.lemma_.lower() in _FIGHTING]
    return any(c.lower_ in members("verbal_attack") for n in nouns for c in n.lefts)


def _is_politician(mention: Mention) -> bool:
    if mention.sector is not None and mention.sector not in sectors_of("debating"):
        return False
    if mention.kind is Kind.PERSON or mention.kind is Kind.OFFICE:
        return mention.sector is not None
    return mention.sector in {"PTY", "OPP", "JRN"}


def as_words(draft: Draft) -> Draft | None:
    """The criticism that an attack with words is; a contest between politicians is nothing."""
    one_sided = draft.token.lemma_.lower() in _ONE_SIDED or _is_verbal(draft)
    if not one_sided or not draft.actors or not draft.recipients:
        return None
    draft.coding = Coding("ACCUSE", "disapprove", "111", ())
    draft.rule += "+words"
    return draft


_VERBAL = frozenset({"VERB", "AUX"})


def real(draft: Draft) -> bool:
    """Whether the draft tells of the world: no month, no game, no film, no figure of speech."""
    token = draft.token
    if any(w.text == "March" and w.ent_type_ == "DATE" for w in (token, *draft.words)):
        return False  # "joined in March"
    if any(w.lemma_ == "call" and children(w, "oprd") for w in (token, *draft.words)):
        return False  # "called the strike an act of war": named it
    next_to = [c for c in children(token, "xcomp", "ccomp") if c.i == token.i + 1]
    if token.lemma_ == "help" and next_to:
        return False  # "helped convince": no help given
    if is_sport(draft) or is_a_feeling(token) or _is_feast(draft):
        return False
    if strives(token) and not draft.recipients and not bears_arms(draft):
        return False
    if is_for_a_cause(draft):
        return False
    return not (_is_told_in_fiction(token) or is_played(draft) or _is_figure(draft))


def _is_feast(draft: Draft) -> bool:
    """Whether a crowd comes to celebrate or to mourn: "took to the streets to celebrate"."""
    if draft.coding.type != "PROTEST" or draft.token.pos_ not in _VERBAL:
        return False
    aims = children(draft.token, "advcl", "xcomp")
    return any(a.lemma_.lower() in members("celebrating_verbs") for a in aims if a.tag_ == "VB")


def _is_told_in_fiction(token: Token) -> bool:
    """Whether a film, novel, game or scenario frames it: "in the film, Brazil invades"."""
    fictions = members("fiction")
    return any(noun.lemma_.lower() in fictions for noun in frames(token))


_ABSTRACT = ("speech", "idea", "feeling")
_NO_DOER = ("feeling", "attribute", "quantity", "state", "phenomenon", "substance")


def _is_figure(draft: Draft) -> bool:
    """Whether force is done to words or by moods: "shot down a proposal", "the scandal toppled"."""
    verb = draft.token
    if draft.coding.type != "ASSAULT":
        return False
    if verb.pos_ == "NOUN":
        return any(is_noun(t.lemma_.lower(), "substance") for t in prep_objects(verb, "of"))
    if verb.pos_ not in _VERBAL:
        return False
    if draft.actors:
        objects = [o for o in verb_objects(verb) if o.pos_ == "NOUN"]
        return bool(objects) and all(_is_of(o, _ABSTRACT) for o in objects)
    who = [t for t in children(verb, "nsubj") if t.pos_ == "NOUN"]
    return bool(who) and all(
        _is_of(t, _NO_DOER) or t.lemma_.lower() in members("affair") for t in who
    )


def _is_of(noun: Token, names: tuple[str, ...]) -> bool:
    first = noun_classes(noun.lemma_.lower())[:1]
    if may_be(noun.lemma_.lower(), "person") or noun.lemma_.lower() in members("people_by_figure"):
        return False
    return bool(first) and any(is_noun(noun.lemma_.lower(), name) for name in names)


def is_of_oneself(draft: Draft) -> bool:
    """Whether somebody stands up for his own: "defended its decision", "backs its own plan"."""
    if draft.coding.type != "SUPPORT" or draft.recipients:
        return False
    if draft.token.lemma_.lower() not in members("standing_up_verbs"):
        return False
    things = [o for o in verb_objects(draft.token) if o.pos_ == "NOUN"]
    return bool(things) and all(is_own(o) for o in things)


def is_by_a_thing(draft: Draft) -> bool:
    """Whether what does it is no party at all: "the turn silenced the lawyers"."""
    verb = draft.token
    if draft.actors or verb.pos_ not in _VERBAL or draft.coding.type in {"ASSAULT", "RETREAT"}:
        return False
    who = [t for t in children(verb, "nsubj") if t.pos_ == "NOUN"]
    if verb.dep_ == "relcl" and any(t.tag_ == "WDT" for t in children(verb, "nsubj")):
        who = [verb.head]
    return bool(who) and all(_is_of(t, _NO_PARTY) for t in who)


_NO_PARTY = ("act", "event", "idea", "feeling", "attribute", "state", "phenomenon", "process")


def sane(draft: Draft, mentions: Sequence[Mention] = ()) -> Draft | None:
    """The draft without parties that cannot be parties; `None` where too few are left.

    Nobody acts on himself, nor on "the country" that the actor's own name has ("the US-led force");
    an outlet uses no force; a thing, a claim or a season is no party, save a vehicle or a place
    that is hit.
    """
    kind = draft.coding.type
    actors = tuple(m for m in draft.actors if _may_act(m, kind))
    names = {(m.actor_id or m.name, m.passage.start) for m in actors}
    ids = {m.actor_id for m in actors if m.actor_id and m.kind is not Kind.OFFICE}
    parts = _inside(actors, mentions) if draft.recipients else set()
    ruled = set() if kind in types_with("at_home") else {m.country for m in actors if _rules(m)}
    if kind == "SUPPORT" and not any(m.kind in _STATES for m in actors):
        ruled = set()  # a minister stands up for his country
    own = kind in types_with("with_own_troops")  # "let its troops leave"
    official = sectors_of("of_state")
    commanding = {m.country for m in actors if own and (m.sector in official or m.kind in _STATES)}
    posts = {(m.name, m.country) for m in actors if m.kind is Kind.OFFICE and m.country}
    recipients = tuple(
        m
        for m in draft.recipients
        if m.actor_id not in ids
        and not (m.actor_id in parts and m.passage.text.islower())
        and not (m.kind is Kind.STATE and m.country in ruled)
        and not (m.sector == "MIL" and m.country in commanding)
        and not (m.kind is Kind.OFFICE and (m.name, m.country) in posts)
        and (m.actor_id or m.name, m.passage.start) not in names
        and _may_receive(m, kind)
    )
    if len(actors) == len(draft.actors) and len(recipients) == len(draft.recipients):
        return draft
    if not actors and (draft.actors or not recipients):
        return None
    return replace(draft, actors=actors, recipients=recipients)


def _rules(mention: Mention) -> bool:
    """Whether somebody stands for the state: what he does to it he does to himself."""
    if mention.country is None:
        return False
    named = mention.actor_id is not None and mention.sector in sectors_of("of_state")
    return mention.kind in _STATES or named


def _inside(actors: Sequence[Mention], mentions: Sequence[Mention]) -> set[str]:
    """Who stands inside the words of an actor, by id."""
    found: set[str] = set()
    for outer in [actor.passage for actor in actors]:
        start, end = outer.start, outer.end
        for mention in mentions:
            inner = mention.passage
            inside = start <= inner.start and inner.end <= end and inner is not outer
            if inside and mention.actor_id:
                found.add(mention.actor_id)
    return found


def head_of(mention: Mention) -> str:
    """The last word of the mention, as a lemma would be."""
    word = mention.passage.text.rsplit(" ", 1)[-1].lower()
    return word.removesuffix("s") if noun_classes(word.removesuffix("s")) else word


_COMPANY = re.compile(r"\b(?:Inc|Corp|Corporation|Co|Ltd|PLC|LLC|AG|SA|NV|Airways|Airlines)\b\.?")


def is_business(draft: Draft) -> bool:
    """Whether companies act among themselves, or on nobody of public life."""
    if not draft.actors or draft.coding.type == "PROTEST":
        return False
    if draft.coding.type == "ASSAULT":  # "made its first foray into telephones"
        return not draft.recipients and all(is_company(m) for m in draft.actors)
    everybody = (*draft.actors, *draft.recipients)
    if all(is_company(m) or _is_nobody(m) for m in everybody):
        return any(is_company(m) for m in everybody)
    public = sectors_of("political")
    return all(is_company(m) for m in draft.actors) and not any(
        m.kind in _STATES or m.sector in public for m in draft.recipients
    )


def is_through_a_thing(draft: Draft) -> bool:
    """Whether people meet, free or take nobody but a thing with a name: "met UN standards"."""
    if draft.token.pos_ not in _VERBAL or draft.coding.cameo not in _OF_PEOPLE:
        return False
    doing = {m.passage.start for m in draft.actors} if draft.recipients else set()
    others = [m for m in (*draft.actors, *draft.recipients) if m.passage.start not in doing]
    subject = {t.idx for t in doers(draft.token)}
    others = [m for m in others if not any(m.passage.start <= i < m.passage.end for i in subject)]
    return meets_a_thing(draft.token, others)


_OF_PEOPLE = frozenset({"040", "0841", "173", "174", "181"})


def is_company(mention: Mention) -> bool:
    """Whether it is a firm, by its sector or by the end of its name."""
    if mention.sector in {"BUS", "MNC"}:
        return True
    return mention.sector is None and bool(_COMPANY.search(mention.passage.text))


def _is_nobody(mention: Mention) -> bool:
    return not (mention.country or mention.sector)


def _may_act(mention: Mention, kind: str) -> bool:
    if mention.passage.text.lower() == "dead":
        return False
    if mention.kind in {Kind.PERSON, Kind.OFFICE, *_STATES}:
        return True
    if kind in types_with("forceful") and mention.sector in sectors_of("outlet"):
        return False
    word = head_of(mention)
    if mention.actor_id or mention.passage.text[:1].isupper():
        return True
    if is_noun(word, "vehicle") or is_noun(word, "weapon"):
        return kind in types_with("forceful") and bool(mention.country or mention.sector)
    return not _is_no_party(word)


def _may_receive(mention: Mention, kind: str) -> bool:
    if mention.actor_id or mention.kind in {Kind.PERSON, Kind.OFFICE, *_STATES}:
        return True
    if mention.passage.text[:1].isupper():
        return True
    if kind in types_with("forceful"):
        return not is_noun(head_of(mention), "violence")
    return not _is_no_party(head_of(mention))


def _is_no_party(word: str) -> bool:
    names = ("document", "speech", "idea", "feeling", "violence", "time", "artwork", "food")
    return bool(noun_classes(word)) and any(is_noun(word, name) for name in names)
