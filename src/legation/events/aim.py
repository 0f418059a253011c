"""At whom an event without a recipient in its slots is aimed, as the words near it say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.events.drafts import Draft
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import children, conjuncts, own_subjects, prep_objects
from legation.nlp.tokens import Token
from legation.ontology import types_with
from legation.propositions.beside import verb_objects
from legation.propositions.inside import makers, struck
from legation.propositions.purposes import purposes
from legation.propositions.subjects import doers
from legation.propositions.whom import PLACES, is_against, modifiers, parties
from legation.records import Kind, Mention

_ALONE = frozenset({"CONSULT", "COOPERATE"})  # all who take part are actors
_CLAUSAL = frozenset({"relcl", "advcl", "ccomp", "appos", "acl", "parataxis", "punct"})
_AT = ("against", "over", "at", "on", "to", "with", "from", "for", "of", "among", "towards")
_WHERE = ("from", "to", "into", "in", "on", "against", "over", "at", "near", "outside", "across")
_DEPTH = 5
_TOGETHER = frozenset({"036", "030", "040", "041", "046"})
_GOVERNING = frozenset({None, "GOV"})  # the state as such: no other side for its own people
_ARMED = frozenset({"MIL", "COP"})


def aim(draft: Draft, anchors: Anchors) -> None:
    """Give a draft without recipients the nearest other party, else the country where it is done.

    Looked for in turn: what the act is about ("turned down a new plan from Kabul"), what it is
    directed at ("a protest over the law of the ministry"), the condition that is set ("unless
    Israel withdraws"), the aim ("to press the government"), the place ("sent inspectors to Iran").
    """
    if draft.coding.cameo.startswith("045") and not draft.recipients and draft.actors:
        draft.recipients = _mediated(draft, anchors)
    if draft.recipients or draft.coding.type in _ALONE or not draft.actors:
        return
    if draft.closed:
        return  # "the battle between Chad and the rebels in the delta": they are each other's side
    if draft.coding.cameo in _TOGETHER and len({m.country for m in draft.actors}) > 1:
        return  # "the two will meet in Warsaw": all take part, nobody is met
    verbs = [w for w in (draft.token, *draft.words) if w.pos_ in {"VERB", "AUX"}]
    nouns = [w for w in draft.words if w.pos_ not in {"VERB", "AUX"}]
    things = [*nouns, *(o for v in verbs for o in verb_objects(v))]
    suffered = [*things, *(o for w in (*verbs, *nouns) for o in prep_objects(w, "at", "over"))]
    if draft.coding.type in _JUDGING and any(_is_harm(t) for t in suffered):
        draft.recipients = _of_makers(things, draft, anchors)
        return  # "condemned the bombing of a school": no blame for the school
    at = tuple(p for p in _AT if p != "for" or draft.coding.type not in _FORCE)  # "a hunt for"
    heads = [o for w in (*verbs, *nouns) for o in prep_objects(w, *at)]
    answers = [p for v in verbs for p in prep_objects(v, "in") if p.lemma_ in _ANSWERING]
    heads += [o for p in answers for o in prep_objects(p, *_AT)]  # "in protest against"
    found = _struck(things, draft, anchors) or _of_makers(things, draft, anchors)
    found = found or _within(things, draft, anchors) or _within(heads, draft, anchors)
    if not found and draft.coding.type == "REJECT":  # "a refusal to deal with the government"
        refusals = [n for n in nouns if n is draft.token]
        left = [c for n in refusals for c in children(n, "acl") if c.tag_ == "VB"]
        objects = [o for c in left for o in verb_objects(c)]
        found = _within(objects, draft, anchors) or _within(
            [o for c in left for o in prep_objects(c, "with", "to")], draft, anchors
        )
    if not found and draft.coding.type in types_with("under_a_condition"):
        found = _of_condition(verbs, draft, anchors)
    if not found and draft.coding.type in types_with("for_an_aim"):
        aims = [a for v in (*verbs, *nouns) for a in purposes(v)]
        objects = [o for c in aims for o in verb_objects(c)]
        found = _within(objects, draft, anchors) or _within(
            [o for c in aims for o in prep_objects(c, *_AT)], draft, anchors
        )
    placed = _is_at_a_thing(draft) or draft.coding.cameo == _ASYLUM
    if not found and placed and not _among_themselves(draft):
        above = [v.head for v in verbs if draft.coding.cameo == _ASYLUM and v.dep_ == "advcl"]
        above = [v for v in above if not verb_objects(v)]  # "arrived in Chad seeking refuge"
        found = _but_a_crowd_at_home(_at_place([*verbs, *above, *things], draft, anchors), draft)
    draft.recipients = found


def _is_at_a_thing(draft: Draft) -> bool:
    """Whether it is done to something that stands in a country: "shelled houses in Chad".

    Whoever fights, talks, boycotts or does not come there does nothing to the country.
    """
    if draft.coding.type not in types_with("at_a_place") or draft.coding.mode == "weapons":
        return False  # a missile is tested at home, and against nobody
    verb = draft.token
    if verb.pos_ not in {"VERB", "AUX"} or draft.coding.type not in _FORCE:
        return True
    return bool(verb_objects(verb) or prep_objects(verb, "on", "at", "into", "against"))


def _but_a_crowd_at_home(places: tuple[Mention, ...], draft: Draft) -> tuple[Mention, ...]:
    """The places as recipients, or none: a crowd is of the country of the town where it protests.

    A crowd of another people stays: "Palestinians marched in Haifa".
    """
    lands = {m.country for m in places if m.country}
    own = all(m.country in lands or (m.described and not m.country) for m in draft.actors)
    towns = all(m.kind is Kind.PLACE for m in places)
    if draft.coding.type != "PROTEST" or len(lands) != 1 or not (own and towns and draft.actors):
        return places
    land = lands.pop()
    draft.actors = tuple(m if m.country else replace(m, country=land) for m in draft.actors)
    return ()


_ANSWERS = frozenset({"REJECT", "ACCUSE", "SUPPORT"})
_JUDGING = frozenset({"ACCUSE", "SUPPORT"})
_FORCE = frozenset({"ASSAULT", "COERCE"})


def _is_harm(thing: Token) -> bool:
    """Whether a noun is of what was done to somebody: "the killing of", "the death of"."""
    lemma = thing.lemma_.lower()
    return lemma in members("suffered_deeds") or is_noun(lemma, "violence")


_ANSWERING = frozenset({"protest", "response", "reaction"})
_ASYLUM = "0233"  # "sought refuge in Niger": asked of who rules there


def _mediated(draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """Between whom somebody mediates: "a mission to end the rift between Chad and Sudan"."""
    words = [draft.token, *draft.words]
    aims = [p for w in words for p in purposes(w)]
    aims += [c for w in words for c in children(w, "acl") for c in children(c, "xcomp")]
    aims += [c for a in aims for c in children(a, "xcomp", "ccomp")]  # "to try to prevent"
    things = [*words, *aims, *(o for w in (*words, *aims) for o in verb_objects(w))]
    things += [t for w in things for t in prep_objects(w, "of", "in", "to")]
    found = parties([t for w in things for t in prep_objects(w, "between")], anchors)
    if not found:  # "designed to help the two sides reach a settlement"
        told = parties([t for a in aims for t in doers(a)], anchors)
        found = tuple(m for m in told if m not in draft.actors)
        found = found if len(found) > 1 else ()
    return _others(found, draft)


def _struck(things: Sequence[Token], draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """Whom the measure that is meant strikes: "lifted the sanctions imposed on Chad"."""
    return _others(parties([t for w in things for t in struck(w)], anchors), draft)


def _of_makers(things: Sequence[Token], draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """Who made what is refused, blamed or praised: "defied an order issued by the court"."""
    if draft.coding.type not in _ANSWERS:
        return ()
    return _others(parties([m for t in things for m in makers(t)], anchors), draft)


def _among_themselves(draft: Draft) -> bool:
    """Whether several agree with each other: "Chad and Sudan signed a deal in Cairo"."""
    several = len({m.country or m.name for m in draft.actors}) > 1
    return several and (draft.coding.type == "AGREE" or draft.coding.cameo == "057")


def _within(heads: Iterable[Token], draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """The parties nearest to the heads inside their phrases, without the clauses in these."""
    level = list(heads)
    seen: set[int] = set()
    for _ in range(_DEPTH):
        for token in level:
            found = _others(parties([token], anchors), draft)
            if found:
                with_it = _others(parties(conjuncts(token), anchors), draft)
                return with_it or found
        seen |= {t.i for t in level}
        level = [c for t in level for c in _inside(t, draft, anchors) if c.i not in seen]
        if not level:
            break
    return ()


def _inside(token: Token, draft: Draft, anchors: Anchors) -> list[Token]:
    """The words of a phrase to look at next; of a party's phrase none that only name it.

    Not what says where, when or by what way: "a campaign with money in the bank"; what is done
    against somebody is no kindness to him ("welcomed the charges against").
    """
    named = bool(parties([token], anchors))
    return [
        c
        for c in token.children
        if c.dep_ not in _CLAUSAL
        and not (c.i < token.i and (named or is_against(c)))  # "Shia militias", "anti-French riots"
        and not (c.dep_ == "prep" and c.lower_ in members("prepositions_beside_a_thing"))
        and not (draft.coding.type == "SUPPORT" and c.lower_ == "against")
        and c.lower_ not in members("participles_of_ties")  # "a US-backed plan"
    ]


def _are_ruled(actors: Sequence[Mention]) -> bool:
    """Whether they are people and bodies that a government is not made of."""
    return all(m.sector not in _GOVERNING | _ARMED for m in actors)


def _others(found: Sequence[Mention], draft: Draft) -> tuple[Mention, ...]:
    """Those who are not the actors, by name or as the state the actors act for."""
    names = {(m.name, m.country) for m in draft.actors}
    spans = {m.passage.start for m in draft.actors}
    states = {m.country for m in draft.actors if m.country}
    own = _GOVERNING | (
        _ARMED if draft.coding.type in types_with("with_own_troops") else frozenset()
    )
    if draft.coding.type in types_with("against_rulers") and _are_ruled(draft.actors):
        own = frozenset({None})  # Kenyan doctors strike against the Kenyan government
    return tuple(
        m
        for m in found
        if (m.name, m.country) not in names
        and m.passage.start not in spans
        and not (_is_of_rule(m, own) and (m.country in states or m.country is None))
        and (m.country or m.sector or m.actor_id)
    )


def _is_of_rule(mention: Mention, own: frozenset[str | None]) -> bool:
    """Whether somebody is of what governs; a body whose part is not known is not."""
    named = mention.kind is Kind.ORGANISATION and mention.sector is None
    return mention.sector in own and not (named and mention.country is not None)


def _of_condition(verbs: Sequence[Token], draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """Who must act lest it be done, or before it is: the doer of the "unless" or "until" clause.

    He may be of the same state: a minister quits unless the premier agrees.
    """
    own = {(m.name, m.country) for m in draft.actors}
    marks = members("condition_marks")
    for verb in verbs:
        for clause in (c for v in (verb, verb.head) for c in children(v, "advcl")):
            if not any(c.lower_ in marks and c.dep_ in _MARKS for c in clause.children):
                continue
            found = parties(doers(clause) or own_subjects(clause), anchors)
            kept = tuple(m for m in found if (m.name, m.country) not in own)
            if _others(found, draft) or any(m.kind is not Kind.STATE for m in kept):
                return _others(found, draft) or kept
    return ()


_MARKS = frozenset({"mark", "advmod", "prep"})


def _at_place(heads: Sequence[Token], draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """The country where it is done: another one, or for force and rule also one's own."""
    own = {m.country for m in draft.actors}
    near = [t for w in heads for t in prep_objects(w, *_WHERE)]
    near += [t for w in near for t in prep_objects(w, *_WHERE, "of")]
    near += [t for w in near for t in modifiers(w)]  # "in a Mosul suburb"
    places = [m for m in anchors.of([*heads, *near], PLACES) if m.country]
    others = [m for m in places if m.country not in own]
    if len({m.country for m in others}) == 1:
        return tuple(others[:1])
    if draft.coding.type in types_with("at_home") and not others and places:
        return tuple(places[:1])
    return ()
