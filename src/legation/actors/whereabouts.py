"""Where the deed that a crowd, gunmen or an organ of state have a part in is done.

What happens to people happens in one land, and so does what gunmen do where they are; whose land
it is tells whose they are, unless the sentence says otherwise. An organ of state is of where it
acts, or of the state whose servants act beside it.
"""

from __future__ import annotations

from enum import Enum

from legation.actors.peoples import phrase_land
from legation.actors.scene import Draft, Scene
from legation.actors.signs import (
    acts,
    are_several,
    at_that_time,
    bearing,
    clause_chain,
    is_adverbial,
    is_definite,
    is_organ,
    is_place,
    is_private,
    is_public,
    is_the,
    is_told_otherwise,
    is_topic,
    places_of,
    suffers,
    told_beside,
    told_by,
)
from legation.language.words import members
from legation.nlp.syntax import (
    clause_of,
    conjunct_head,
    conjuncts,
    own_subjects,
    subjects,
    subtree_span,
)
from legation.nlp.tokens import Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind


class Sort(Enum):
    """What a body goes with: its state (a ministry, a court), or where it happens (a crowd)."""

    STATE = 0
    LOCAL = 1
    TROOPS = 2  # often sent abroad
    ARMED = 3  # rebels and gunmen


def place_land(scene: Scene, draft: Draft, sort: Sort) -> str | None:
    """The one country of where a draft is or where it acts, suffers or sees what it tells.

    Whoever is not of where something happens has none.
    """
    at = phrase_land(scene, draft) if sort is not Sort.TROOPS else None  # "officials in Rabat"
    local = sort in _WHERE_IT_IS and not is_told_otherwise(scene, draft)
    if at is None and local and not on_foreign_ground(scene.doc[draft.root]):
        at = _clause_land(scene, draft, sort) or _deed_land(scene, draft, sort)
    return at or seat_land(scene, draft)


def _clause_land(scene: Scene, draft: Draft, sort: Sort) -> str | None:
    """The one country where what is told of a crowd, or told by it, happens.

    Soldiers and bodies of state may act abroad, and so may gunmen where others are told of;
    who rises against a state does so at home, who suffers is where it happens, and so is who
    saw it ("fought in Goma, witnesses said").
    """
    doc, noun, told = scene.doc, scene.doc[draft.root], told_beside(scene, draft)
    around = clauses_of_deed(noun) | told_by(noun)
    if suffers(noun):
        around |= at_that_time(noun)
    places = [d for d in told if is_place(scene, d) and clause_of(doc[d.root]).i in around]
    here = {d.country for d in places}
    if len(here) != 1 or None in here:
        return None
    if sort is Sort.ARMED and all(is_fired_at(doc[d.root]) for d in places):
        return None
    alone = {d.country for d in told if d.country} == here
    if (draft.sector == "COP" or noun.lemma_.lower() in members("residents")) and all(
        clause_of(doc[d.root]) == clause_of(noun) for d in places
    ):
        return here.pop()
    at_home = noun.lemma_.lower() in members("rebels_at_home") or (
        sort is Sort.LOCAL
        and (suffers(noun) or _saw(scene, draft))
        and all(is_adverbial(doc[d.root]) for d in places)
    )
    return here.pop() if alone or at_home else None


def _is_local(draft: Draft, noun: Token) -> bool:
    """Whether it lives where things happen: residents, those who saw it, doctors."""
    return noun.lemma_.lower() in members("residents") or draft.sector == "MED"


def _saw(scene: Scene, draft: Draft) -> bool:
    """Whether the draft tells what it saw, and no foreign state or force did it."""
    noun = scene.doc[draft.root]
    below = told_by(noun)
    if not below:
        return False
    if _is_local(draft, noun):
        return True
    doers = (scene.taken.get(s.i) for i in below for s in subjects(scene.doc[i]))
    return all(d is None or not d.country or is_private(d) for d in doers)


def _deed_land(scene: Scene, draft: Draft, sort: Sort) -> str | None:
    """The one country of the places of a deed of force that a crowd or gunmen have a part in.

    Those it is done to, or those who do it, may be of another: "gunmen in Mosul shot a Dane".
    """
    doc, noun = scene.doc, scene.doc[draft.root]
    places = places_of(scene, draft, deed_span(noun))
    here = {d.country for d in places}
    if len(here) != 1:
        return None
    if harming_verb(noun) is not None:
        return here.pop()
    if sort is not Sort.ARMED or is_beside_others(scene, draft):
        return None
    if any(c.lower_ in members("unknown_people") for c in noun.lefts):
        return None
    return here.pop() if any(fights_at(doc[d.root], noun) for d in places) else None


def land_before(scene: Scene, draft: Draft, sort: Sort) -> str | None:
    """The one country of the places of the sentence before, for who belongs where things happen.

    For residents, doctors and police who act, gunmen at work and those who come to harm, if the
    sentence of their own tells of no land.
    """
    noun = scene.doc[draft.root]
    if sort not in _WHERE_IT_IS or told_beside(scene, draft) or is_told_otherwise(scene, draft):
        return None
    acts_here = noun.dep_ == "nsubj" and (
        (sort is Sort.LOCAL and (_is_local(draft, noun) or draft.sector == "COP"))
        or (draft.sector in sectors_of("fighters") and is_at_work(noun))
    )
    if not (acts_here or harming_verb(noun) is not None) or on_foreign_ground(noun):
        return None
    lands = {
        d.country
        for back in scene.sentences_before(draft.root, 1)
        for d in scene.within(back.start, back.end)
        if is_place(scene, d) and not scene.in_dateline(d.root)
        if clause_of(scene.doc[d.root]).dep_ not in _OF_NOUNS  # "who lives in exile in Belgium"
    }
    return lands.pop() if len(lands) == 1 else None


def seat_land(scene: Scene, draft: Draft) -> str | None:
    """The country of the capital in which a government, parliament or ministry acts.

    "In Havana, the government was cautious"; not "in Rome the government was praised".
    """
    noun = scene.doc[draft.root]
    acting = noun.dep_ == "nsubj" and is_the(draft, noun)
    if not acting or not is_organ(draft, noun) or draft.sector not in sectors_of("ruling"):
        return None
    places = [
        d
        for d in told_beside(scene, draft)
        if is_place(scene, d) and clause_of(scene.doc[d.root]) == clause_of(noun)
    ]
    seats = all(d.rule in rules_with("capital_as_place") for d in places)
    lands = {d.country for d in places}
    return lands.pop() if seats and len(lands) == 1 else None


def told_land(scene: Scene, draft: Draft, sort: Sort, *, dateline: str | None) -> str | None:
    """The one country of the places of what an organ, a resident or a doctor tells.

    An organ is not of it if another state did it ("Japan froze his account in Oslo, an official
    said"), nor under the `dateline` of another country.
    """
    noun, told = scene.doc[draft.root], told_beside(scene, draft)
    said = told_span(noun)
    places = places_of(scene, draft, said)
    if said and not places and _is_local(draft, noun):
        sent = scene.sentence(draft.root)  # "stormed Samarra, and doctors said nine had died"
        places = places_of(scene, draft, range(sent.start, sent.end))
    here = {d.country for d in places}
    if len(here) != 1 or None in here or is_told_otherwise(scene, draft):
        return None
    if _is_local(draft, noun):
        return here.pop()
    if noun.lemma_.lower() not in members("organs_of_state") or sort is Sort.TROOPS:
        return None
    sent_from = dateline in {None, *here}
    done_here = all(is_done_at(scene.doc[d.root]) for d in places)
    others = any(d.country not in here and is_public(d) and acts(scene, d) for d in told)
    return here.pop() if sent_from and done_here and not others else None


def served_land(scene: Scene, draft: Draft) -> str | None:
    """The one country of those who rule or serve a state in the sentence of an organ.

    For "the government", whatever else the sentence is about, and for an official who tells what
    the state does: "Japan froze his account in Oslo, an official said". What soldiers do, others
    tell too.
    """
    noun = scene.doc[draft.root]
    if not is_organ(draft, noun) or draft.sector not in sectors_of("ruling") or are_several(noun):
        return None
    if is_the(draft, noun):
        told = told_beside(scene, draft)
        lands = {d.country for d in told if _rules(d) and d.kind is not Kind.STATE}
        if not lands:
            return None
        named = (
            d for d in told if d.rule in rules_with("country_by_name") and d.kind is Kind.STATE
        )
        lands |= {d.country for d in named if not is_topic(scene, d)}
    else:
        doers = [scene.taken.get(s.i) for i in told_by(noun) for s in subjects(scene.doc[i])]
        lands = {d.country if d is not None and _rules(d) else None for d in doers}
    return lands.pop() if len(lands) == 1 else None


def _rules(draft: Draft) -> bool:
    return is_public(draft) and draft.sector != "MIL"


def army_land(scene: Scene, draft: Draft) -> str | None:
    """The country of the only soldiers that the text tells of, for "the army" that acts."""
    noun = scene.doc[draft.root]
    army = noun.lemma_.lower() in members("armies") and is_definite(noun)
    if not army or noun.dep_ != "nsubj":
        return None
    soldiers = (d for d in scene.drafts if d.sector == "MIL" and d is not draft)
    lands = {d.country for d in soldiers if d.country and not is_topic(scene, d)}
    return lands.pop() if len(lands) == 1 else None


def clauses_of_deed(token: Token) -> frozenset[int]:
    """The verbs of `clauses` without those that only report: "were killed, he said in Oslo"."""
    found = set()
    for verb in clause_chain(token):
        found.add(verb.i)
        if verb.dep_ in _REPORTED:
            break
    return frozenset(found)


_REPORTED = frozenset({"ccomp", "parataxis"})


def told_span(noun: Token) -> frozenset[int]:
    """The tokens of what the noun, as a subject, says, with all that hangs on it."""
    spans = (subtree_span(noun.doc[i]) for i in told_by(noun))
    return frozenset(i for start, end in spans for i in range(start, end + 1))


def harming_verb(noun: Token) -> Token | None:
    """The verb by which a noun comes to harm, if one does.

    "Killing three people", "a crowd was shelled", "two men died".
    """
    noun = conjunct_head(noun)
    verb = noun.head
    lemma = verb.lemma_.lower()
    dies = lemma in members("verbs_of_suffering") or lemma in members("dying_verbs")
    if noun.dep_ in _DONE_TO:
        harms = not dies and any(lemma in members(name) for name in _HARM)
        return verb if harms else None
    return verb if noun.dep_ == "nsubj" and (dies or lemma == "dead") else None


_DONE_TO = frozenset({"dobj", "nsubjpass"})
_HARM = ("harming_verbs", "killing_words", "wounding_words")


def deed_span(noun: Token) -> range:
    """The tokens of the deed that a noun has a part in: what it is part of, and what it holds.

    Who reports it stands outside: "a bomb killed two in Goma, a minister said in Oslo".
    """
    verb = clause_of(noun)
    for _ in range(6):
        above = clause_of(verb.head)
        shared = verb.dep_ == "conj" and not own_subjects(verb)
        if verb.dep_ == "advcl" and verb.tag_ != "VBG":  # "died in Goma when gunmen attacked"
            shared = is_force(above) or above.lemma_.lower() in members("killing_words")
        elif verb.dep_ in _PARTS:
            shared = True
        if not shared or above == verb:
            break
        verb = above
    if verb.dep_ in _OF_NOUNS:
        verb = verb.head  # "an attack on a bus near Quetta that killed nine"
    start, end = subtree_span(verb)
    return range(start, end + 1)


def is_force(verb: Token) -> bool:
    """Whether a verb is a deed of force: "abducted", "was killed"."""
    return verb.lemma_.lower() in members("deeds_of_gunmen")


_PARTS = frozenset({"advcl", "xcomp", "pcomp"})


def is_done_at(place: Token) -> bool:
    """Whether a deed is done at a place; not "charged with a murder in Oslo"."""
    tried = members("charging_verbs") | members("verbs_of_sentencing")
    return is_adverbial(place) and clause_of(place).lemma_.lower() not in tried


def fights_at(place: Token, noun: Token) -> bool:
    """Whether gunmen, the noun, use force at a place.

    Not where what is told of them beside is of elsewhere ("rebels who had trained in Cuba"), nor
    in a place that they fire at: it may lie across a border ("militias shelled the province").
    """
    here, own = clause_of(place), clause_of(noun)
    if is_fired_at(place):
        return False
    start, end = subtree_span(noun)
    beside = start <= place.i <= end
    if own.lemma_ == "be" and not beside:
        return False
    return is_force(here) or (not beside and is_at_work(noun))


def is_at_work(noun: Token) -> bool:
    """Whether a noun has a part in a deed of force: "stopped a bus and shot two men"."""
    return any(is_force(verb) for verb in conjuncts(clause_of(noun)))


def is_fired_at(place: Token) -> bool:
    """Whether a place is what a deed is done to, and those who do it need not be there."""
    return bearing(place) is None and not any(
        clause_of(place).lemma_.lower() in members(held)
        for held in ("capturing_verbs", "keeping_verbs")
    )


def on_foreign_ground(noun: Token) -> bool:
    """Whether what a noun suffers is on ground of others: "killed at a Danish base near Kabul"."""
    ground = members("foreign_ground")
    return suffers(noun) and any(noun.doc[i].lemma_.lower() in ground for i in deed_span(noun))


def is_beside_others(scene: Scene, draft: Draft) -> bool:
    """Whether it acts together with somebody whose country is told: "US soldiers and gunmen"."""
    first = conjunct_head(scene.doc[draft.root])
    others = (scene.taken.get(t.i) for t in conjuncts(first))
    return any(
        d is not None
        and d is not draft
        and d.country is not None
        and d.rule not in rules_with("told_by_the_text_around")
        for d in others
    )


_OF_NOUNS = frozenset({"relcl", "acl"})
_WHERE_IT_IS = frozenset({Sort.LOCAL, Sort.ARMED})
