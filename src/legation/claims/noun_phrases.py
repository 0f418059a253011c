"""Claims inside noun phrases: "French troops in Chad", "its allies, Chad and Niger"."""

from __future__ import annotations

from collections.abc import Iterator

from legation.claims.claim_drafts import Draft
from legation.claims.lapsed import ending, was_once
from legation.claims.processes import ACCORDS, TALKS, accord_claims, process_claims
from legation.claims.who import BODIES, Who, is_named
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import children, clause_of, conjuncts, is_negated, prep_objects, subjects
from legation.nlp.tokens import Token
from legation.propositions.numbers import quantity_of
from legation.propositions.status import verb_status
from legation.propositions.whom import modifiers
from legation.records import Kind, Mention, Predicate, Status

_FORCES = frozenset(
    "troop soldier force peacekeeper contingent paratrooper commando unit presence warplane "
    "adviser advisor personnel".split()
)
_WINGS = frozenset("wing arm branch offshoot faction subsidiary".split())
_ARMED = frozenset({"military", "armed", "political", "youth"})
_ALLIES = members("nouns_for_allies")
_BANDS = frozenset("militia group party movement organisation organization army".split())
_INSIDE = ("in", "across", "inside", "on", "at")
_HARM = frozenset({"kill", "wound", "injure", "hurt"})
_LEAVING = frozenset({"withdraw", "pull", "remove", "recall"})
_LEAVE = frozenset({"withdrawal", "pullout", "removal", "departure", "pullback"})

NOUNS = TALKS | ACCORDS | _FORCES | _BANDS | _WINGS | _ALLIES  # that make a claim


def phrase_claims(noun: Token, anchors: Anchors, who: Who) -> Iterator[Draft]:
    """Claims that the noun and its modifiers make, whatever the clause says."""
    lemma = noun.lemma_.lower()
    if lemma in TALKS:
        yield from process_claims(noun, anchors, who)
    if lemma in ACCORDS:
        yield from accord_claims(noun, anchors, who)
    if lemma in _FORCES:
        yield from _deployed(noun, who)
    if lemma in _BANDS:
        yield from _home(noun, who)
    if lemma in _WINGS:
        yield from _wing(noun, who)
    if lemma in _ALLIES:
        yield from _allies(noun, who)


def _allies(noun: Token, who: Who) -> Iterator[Draft]:
    """An ally by name: "its allies, Chad and Niger", "US allies such as Japan"."""
    owners = who.states([noun]) or who.parties(
        [c for p in (*children(noun, "poss"), *modifiers(noun)) for c in conjuncts(p)]
    )
    if not owners and noun.dep_ == "dobj":
        owners = who.states(subjects(noun.head)) or who.parties(subjects(noun.head))
    at = noun
    if noun.dep_ == "pobj" and noun.head.head.lower_ in {"one", "some"}:
        at = noun.head.head  # "Qatar, one of its supporters"
    named = list(children(at, "appos"))
    if at.dep_ == "appos" and at.head.dep_ != "conj":  # "Russia, Iran, Chad, Chadian proxies"
        named.append(at.head)
    for prep in children(noun, "prep"):
        if prep.lower_ in {"as", "like", "including"}:
            named += [c for o in children(prep, "pobj") for c in conjuncts(o)]
    allies = who.parties([c for t in named for c in conjuncts(t)])
    owners = tuple(m for m in owners if m.country or is_named(m))  # no "regional allies" of others
    for owner in (one for one in owners if one not in allies):
        for ally in allies:
            if ally.kind is not Kind.PERSON and is_named(ally) and ally.country != owner.country:
                yield Draft(noun, owner, Predicate.ALLIED_WITH, ally, "claim.ally")


def _wing(noun: Token, who: Who) -> Iterator[Draft]:
    """A part and its whole: "Fatah's armed wing, the Brigades", "the SPLM and its armed wing"."""
    if noun.lemma_.lower() != "offshoot" and not any(
        c.lower_ in _ARMED or c.dep_ == "poss" for c in noun.children
    ):
        return
    kinds = BODIES
    wholes = who.parties([*prep_objects(noun, "of"), *children(noun, "poss")], kinds)
    if not wholes and noun.dep_ == "conj":
        wholes = who.parties([noun.head], kinds)  # "the movement and its armed branch"
    beside = [*children(noun, "appos"), *([noun.head] if noun.dep_ == "appos" else [])]
    over = False
    if noun.dep_ == "attr":
        beside = subjects(noun.head)
        over = was_once(noun.head)  # "was originally an offshoot of"
    beside += _after_comma(noun)
    for part in who.parties(beside, kinds):
        for whole in wholes:
            if part.name != whole.name and is_named(part) and is_named(whole):
                yield Draft(
                    noun,
                    part,
                    Predicate.PART_OF,
                    whole,
                    "claim.part.wing",
                    holds=not over,
                    edge="end" if over else "yes",
                )


def _after_comma(noun: Token) -> list[Token]:
    """The head of the name after "its armed wing, the", where the parse lost the apposition."""
    doc, at = noun.doc, noun.i + 1
    if at + 2 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ != "the":
        return []
    return [t for t in doc[at + 2 : at + 7] if t.left_edge.i == at + 1][:1]


def _home(noun: Token, who: Who) -> Iterator[Draft]:
    """Where a body is at home: "Kataib, its old ally in Iraq"."""
    if noun.dep_ != "appos":
        return
    for body in who.parties([noun], BODIES):
        for place in who.places(prep_objects(noun, "in")):
            if is_named(body) and is_named(place):
                yield Draft(noun, body, Predicate.BASED_IN, place, "claim.home")


def _deployed(noun: Token, who: Who) -> Iterator[Draft]:
    """Troops of one country in another are deployed there: "US troops in Syria".

    Those that are to leave it are there still; those that left it are not.
    """
    owners = who.states([noun])
    if not owners or _is_harmed(noun):
        return
    here = who.places(prep_objects(noun, *_INSIDE))
    if not here and noun.lemma_.lower() == "presence" and noun.dep_ == "dobj":
        here = who.places(prep_objects(noun.head, *_INSIDE))
    left, verb, gone = _left(noun)
    from_there = who.places(left)
    ended, near = ending(noun)
    near = near or ([verb] if verb is not None else [])
    for place in here or from_there:
        over = ended if here else gone
        for owner in owners:
            if owner.kind is Kind.ORGANISATION or _is_abroad(owner, place):
                yield Draft(
                    noun,
                    owner,
                    Predicate.DEPLOYED_IN,
                    place,
                    "claim.troops_in",
                    value=quantity_of(noun),
                    holds=not over,
                    edge="end" if over else "undated" if from_there and not here else "yes",
                    near=near,
                )


def _is_harmed(noun: Token) -> bool:
    """Whether they are only told of as hurt: "killed 20 people, including four US soldiers"."""
    at = noun
    while at.dep_ == "pobj" and at.head.lower_ == "including":
        at = at.head.head
    if at is not noun and at.lemma_.lower() in _HARM:
        return True  # "hurting ten, including two guards"
    verb = at.head
    if at is not noun and verb.dep_ == "conj" and at.dep_ not in {"dobj", "nsubjpass"}:
        verb = verb.head
    return at.dep_ in {"dobj", "nsubjpass", "pobj"} and verb.lemma_.lower() in _HARM


def _is_abroad(owner: Mention, place: Mention) -> bool:
    return bool(place.country) and owner.country != place.country


def _left(noun: Token) -> tuple[list[Token], Token | None, bool]:
    """Where the troops leave from, the verb that says so, and whether they have left."""
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass", "nsubj"} and head.lemma_.lower() in _LEAVING:
        places = prep_objects(head, "from") + [
            t for out in children(head, "prep", "advmod") for t in prep_objects(out, "of")
        ]
        places += prep_objects(noun, "from")
        left = verb_status(head) is Status.HAPPENED and not is_negated(head)
        return places, head, left
    if noun.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in _LEAVE:
        leave = head.head
        return prep_objects(leave, "from") + prep_objects(noun, "from"), clause_of(leave), False
    return [], None, False
