"""At whom an event without a recipient in its slots is aimed, as the words near it say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from legation.events.drafts import Draft
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import children, conjuncts, own_subjects, prep_objects
from legation.nlp.tokens import Token
from legation.ontology import types_with
from legation.propositions.beside import verb_objects
from legation.propositions.inside import (
    assured_of,
    claimed_of,
    is_about,
    is_topic,
    makers,
    struck,
)
from legation.propositions.purposes import aimed_at, between, demands, purposes
from legation.propositions.subjects import doers
from legation.propositions.whom import PLACES, is_against, modifiers, parties
from legation.records import Kind, Mention

_ALONE = frozenset({"CONSULT", "COOPERATE"})  # all who take part are actors
_CLAUSAL = frozenset({"relcl", "advcl", "ccomp", "appos", "acl", "parataxis", "punct"})
_AT = ("against", "over", "at", "on", "to", "with", "from", "for", "of", "among", "towards")
_WHERE = ("from", "to", "into", "in", "on", "against", "over", "at", "near", "outside", "across")
_WHITHER = ("from", "to", "into", "on", "along", "against", "over", "across")
_DEPTH = 5
_TOGETHER = frozenset({"036", "030", "040", "041", "046"})
_GOVERNING = frozenset({None, "GOV"})  # the state as such: no other side for its own people
_ARMED = frozenset({"MIL", "COP"})


@dataclass(frozen=True, slots=True)
class _Around:
    """A draft with the words around it: its verbs and nouns, what these are about, at whom."""

    draft: Draft
    anchors: Anchors
    verbs: list[Token]
    nouns: list[Token]
    things: list[Token]
    heads: list[Token]


def aim(draft: Draft, anchors: Anchors) -> None:
    """Give a draft without recipients the nearest other party, else the country where it is done.

    Looked for in turn: what the act is about ("turned down a new plan from Kabul"), what it is
    directed at ("a protest over the law of the ministry"), the condition that is set ("unless
    Israel withdraws"), the fight or accord it is part of ("in an offensive against Chad"), the aim
    ("to press the government"), the place ("sent inspectors to Iran").
    """
    if draft.coding.cameo.startswith("045") and not draft.recipients and draft.actors:
        draft.recipients = _mediated(draft, anchors)
    if draft.recipients or draft.coding.type in _ALONE or not draft.actors:
        return
    if draft.closed:
        return  # "the battle between Chad and the rebels in the delta": they are each other's side
    if draft.coding.cameo in _TOGETHER and len({m.country for m in draft.actors}) > 1:
        return  # "the two will meet in Warsaw": all take part, nobody is met
    around = _around(draft, anchors)
    if draft.coding.type in _JUDGING and any(_is_harm(t) for t in _suffered(around)):
        draft.recipients = _of_makers(around.things, draft, anchors)
        return  # "condemned the bombing of a school": no blame for the school
    for search in _SEARCHES:
        if found := search(around):
            draft.recipients = found
            return


def _suffered(near: _Around) -> list[Token]:
    over = [o for w in (*near.verbs, *near.nouns) for o in prep_objects(w, "at", "over")]
    return [*near.things, *over]


def _around(draft: Draft, anchors: Anchors) -> _Around:
    verbs = [w for w in (draft.token, *draft.words) if w.pos_ in {"VERB", "AUX"}]
    nouns = [w for w in draft.words if w.pos_ not in {"VERB", "AUX"}]
    things = [*nouns, *(o for v in verbs for o in verb_objects(v))]
    at = tuple(p for p in _AT if p not in _REASONS or draft.coding.type not in _IMPOSED)
    heads = [o for w in (*verbs, *nouns) for o in prep_objects(w, *at) if not is_topic(o, w)]
    if draft.coding.type not in _IMPOSED:  # "observed a strike in protest against the law"
        answers = [p for w in (*verbs, *things) for p in prep_objects(w, "in")]
        heads += [o for p in answers if p.lemma_ in _ANSWERING for o in prep_objects(p, *_AT)]
    return _Around(draft, anchors, verbs, nouns, things, heads)


def _named_by_it(near: _Around) -> tuple[Mention, ...]:
    """Who is in what it is about or directed at: "lifted the sanctions imposed on Chad"."""
    things, draft, anchors = near.things, near.draft, near.anchors
    found = _others(parties([t for w in things for t in struck(w)], anchors), draft)
    found = found or _of_makers(things, draft, anchors)
    return found or _within(things, draft, anchors) or _within(near.heads, draft, anchors)


def _refused(near: _Around) -> tuple[Mention, ...]:
    """Who is in what is refused: "a refusal to deal with the government"."""
    if near.draft.coding.type != "REJECT":
        return ()
    refused = [c for n in near.nouns if n is near.draft.token for c in children(n, "acl")]
    left = [c for c in refused if c.tag_ == "VB"]
    objects = [o for c in left for o in verb_objects(c)]
    heads = objects or [o for c in left for o in prep_objects(c, "with", "to")]
    return _within(heads, near.draft, near.anchors)


def _charged(near: _Around) -> tuple[Mention, ...]:
    """Who is looked into: "an inquiry into claims that guards beat", "into the bank"."""
    if near.draft.coding.type != "ACCUSE":
        return ()
    into = [o for w in (*near.verbs, *near.nouns) for o in prep_objects(w, "into")]
    claimed = [d for h in (*near.heads, *into) for d in claimed_of(h)]
    claimed += [o for w in near.things for c in demands(w) for o in verb_objects(c)]
    found = _others(parties(claimed, near.anchors), near.draft)
    whose = [o for o in into if not _is_harm(o)]  # not him whose death is looked into
    return found or _within(whose, near.draft, near.anchors)


def _fought(near: _Around) -> tuple[Mention, ...]:
    """Against whom the fight is: "took the hills in an offensive against Chad"."""
    if near.draft.coding.type not in _FORCE:
        return ()
    within = [o for v in near.verbs for o in prep_objects(v, "in", "during")]
    fights = [o for o in within if o.lemma_.lower() in members("nouns_of_fights")]
    against = [o for f in fights for o in prep_objects(f, "against", "on")]
    return _within(against, near.draft, near.anchors)


def _aimed(near: _Around) -> tuple[Mention, ...]:
    """Who is in the aim of it, or is to do what it asks for: "marched to demand that Chad pay"."""
    draft, anchors = near.draft, near.anchors
    if draft.coding.type not in types_with("for_an_aim"):
        return ()
    aims = [a for w in (*near.verbs, *near.nouns) for a in (*purposes(w), *demands(w))]
    objects = [o for c in aims for o in verb_objects(c)]
    made = [m for o in objects for m in makers(o)]  # "to oppose reforms proposed by the king"
    asked = [s for c in aims for k in children(c, "ccomp") for s in own_subjects(k)]
    found = _others(parties([*asked, *made], anchors), draft) or _within(objects, draft, anchors)
    found = found or _within([o for c in aims for o in prep_objects(c, *_AT)], draft, anchors)
    if found or draft.coding.type not in _FORCE:
        return found
    return _taken([c for c in aims if c.lemma_ in members("verbs_of_retaking")], anchors)


def _where(near: _Around) -> tuple[Mention, ...]:
    """The country, or its authorities, where it is done or a haven is sought."""
    draft, anchors = near.draft, near.anchors
    haven = draft.coding.cameo == _ASYLUM
    if not (haven or _is_at_a_thing(draft)) or _among_themselves(draft):
        return ()
    seeking = [v for v in near.verbs if haven and v.dep_ in {"advcl", "acl"}]
    above = [v.head for v in seeking if not verb_objects(v.head)]  # "arrived in Chad seeking"
    entered = [h for h in above if h.pos_ == "NOUN"]  # "entered the embassy seeking asylum"
    found = _others(parties(entered, anchors), draft)
    places = _at_place([*near.verbs, *above, *near.things], draft, anchors)
    return found or _but_a_crowd_at_home(places, draft)


def _is_at_a_thing(draft: Draft) -> bool:
    """Whether it is done to something that stands in a country: "shelled houses in Chad".

    Whoever fights, talks, boycotts or does not come there does nothing to the country.
    """
    if draft.coding.type not in types_with("at_a_place") or draft.coding.mode in _AT_NO_PLACE:
        return False  # a missile is tested at home and against nobody; no town is arrested
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
_IMPOSED = _FORCE | {"SANCTION"}
_REASONS = frozenset({"for", "over"})  # "a hunt for", "sanctions over the crisis"


def _is_harm(thing: Token) -> bool:
    """Whether a noun is of what was done to somebody: "the killing of", "the death of"."""
    lemma = thing.lemma_.lower()
    return lemma in members("suffered_deeds") or is_noun(lemma, "violence")


_ANSWERING = frozenset({"protest", "response", "reaction"})
_AT_NO_PLACE = frozenset({"weapons", "arrest", "abduct"})
_ASYLUM = "0233"  # "sought refuge in Niger": asked of who rules there


def _mediated(draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """Between whom somebody mediates: "a mission to end the rift between Chad and Sudan"."""
    two, helped = between([draft.token, *draft.words])
    found = parties(two, anchors)
    if not found:  # "designed to help the two sides reach a settlement"
        told = parties(helped, anchors)
        found = tuple(m for m in told if m not in draft.actors)
        found = found if len(found) > 1 else ()
    return _others(found, draft)


def _of_makers(things: Sequence[Token], draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """Who made what is refused, blamed or praised: "defied an order issued by the court"."""
    if draft.coding.type not in _ANSWERS:
        return ()
    return _others(parties([m for t in things for m in makers(t)], anchors), draft)


def _of_accord(near: _Around) -> tuple[Mention, ...]:
    """With whom it was settled before: "ended the strike after a deal with the government"."""
    verbs, draft, anchors = near.verbs, near.draft, near.anchors
    if draft.coding.type not in types_with("after_an_accord"):
        return ()
    after = [o for v in verbs for o in prep_objects(v, "after", "following", "under")]
    after += [o for v in after if v.pos_ == "VERB" for o in verb_objects(v)]
    settled = [t for t in after if t.lemma_.lower() in members("accords")]
    found = _within([o for t in settled for o in prep_objects(t, "with", "by")], draft, anchors)
    clauses = [c for v in verbs for c in children(v, "advcl") if draft.coding.type == "CONCEDE"]
    met = [c for c in clauses if any(m.lower_ == "after" for m in children(c, "mark"))]
    return found or _others(parties([d for c in met for d in doers(c)], anchors), draft)


def _helped(near: _Around) -> tuple[Mention, ...]:
    """Whom what is given is to help: "announced five million euros of aid to help Somalia"."""
    if near.draft.coding.type not in types_with("done_for_people"):
        return ()
    for verb in near.verbs if near.things else ():  # "agreed to build a hospital": no aim
        for level in aimed_at(verb, near.things, "helping_verbs"):
            found = parties(level, near.anchors) or near.anchors.of(level, PLACES)
            found = _others(found, near.draft)
            if found:
                return found
    return ()


def _taken(aims: Sequence[Token], anchors: Anchors) -> tuple[Mention, ...]:
    """The place that a fight is for: "an assault to regain control of the town of Sabha"."""
    things = [o for c in aims for o in verb_objects(c)]
    for _ in range(2):  # the control, the town, its name
        things += [t for o in things for t in prep_objects(o, "of", "over")]
    return tuple(m for m in anchors.of(things, PLACES) if m.country)[:1]


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
        and not is_about(c, token)
        and not (c.lower_ in _REASONS and draft.coding.type in _IMPOSED)
        and c.lower_ not in members("participles_of_ties")  # "a US-backed plan"
    ]


def _others(found: Sequence[Mention], draft: Draft) -> tuple[Mention, ...]:
    """Those who are not the actors, by name or as the state the actors act for."""
    names = {(m.name, m.country) for m in draft.actors}
    spans = {m.passage.start for m in draft.actors}
    states = {m.country for m in draft.actors if m.country}
    own = _GOVERNING | (
        _ARMED if draft.coding.type in types_with("with_own_troops") else frozenset()
    )
    ruled = all(m.sector not in _GOVERNING | _ARMED for m in draft.actors)
    if draft.coding.type in types_with("against_rulers") and ruled:
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


def _of_condition(near: _Around) -> tuple[Mention, ...]:
    """Who must act lest it be done, or before it is: the doer of the "unless" or "until" clause.

    He may be of the same state: a minister quits unless the premier agrees.
    """
    draft, anchors = near.draft, near.anchors
    if draft.coding.type not in types_with("under_a_condition"):
        return ()
    own = {(m.name, m.country) for m in draft.actors}
    marks = members("condition_marks")
    for verb in near.verbs:
        for clause in (c for v in (verb, verb.head) for c in children(v, "advcl")):
            if not any(c.lower_ in marks and c.dep_ in _MARKS for c in clause.children):
                continue
            for heads in (doers(clause) or own_subjects(clause), assured_of(clause)):
                found = parties(heads, anchors)
                kept = tuple(m for m in found if (m.name, m.country) not in own)
                if _others(found, draft) or any(m.kind is not Kind.STATE for m in kept):
                    return _others(found, draft) or kept
    return ()


_MARKS = frozenset({"mark", "advmod", "prep"})


def _is_of_own_troops(draft: Draft) -> bool:
    """Whether somebody adds to, moves or cuts what troops he has somewhere."""
    if draft.coding.type not in types_with("moves_own_troops"):
        return False
    things = [o for w in (draft.token, *draft.words) if w.pos_ == "VERB" for o in verb_objects(w)]
    alone = draft.coding.type == "RETREAT" and not things  # "surrendered in Soroti"
    own = members("nouns_for_troops")
    return alone or any(t.lemma_.lower() in own for t in (*draft.words, *things))


def _at_place(heads: Sequence[Token], draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """The country where it is done: another one, or for force and rule also one's own.

    Troops do nothing to the country in which they stand: "built up its presence in Mali".
    """
    own = {m.country for m in draft.actors}
    where = _WHITHER if _is_of_own_troops(draft) else _WHERE
    near = [t for w in heads for t in prep_objects(w, *where)]
    near += [t for w in near for t in prep_objects(w, *_WHERE, "of", "with")]
    near += [t for w in near for t in modifiers(w)]  # "in a Mosul suburb"
    places = [m for m in anchors.of([*heads, *near], PLACES) if m.country]
    others = [m for m in places if m.country not in own]
    if len({m.country for m in others}) == 1:
        return tuple(others[:1])
    if draft.coding.type in types_with("at_home") and not others and places:
        return tuple(places[:1])
    return ()


_SEARCHES: tuple[Callable[[_Around], tuple[Mention, ...]], ...] = (
    _named_by_it,
    _refused,
    _of_condition,
    _charged,
    _fought,
    _of_accord,
    _helped,
    _aimed,
    _where,
)
