"""Claims that one verb or noun makes by a rule of `data/language/en/predicates.csv`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.claims.argument_kinds import HEADED, OBJECTS, SUBJECTS, SYMMETRIC, pairs_of
from legation.claims.claim_drafts import Draft
from legation.claims.lapsed import (
    FORMER,
    ending,
    had_once,
    has_commanded,
    is_long_past,
    is_no_war,
    is_past,
    is_taken,
    is_unreal,
    negated_start,
    was_in_office,
    was_member,
    was_once,
)
from legation.claims.office_claims import office_at
from legation.claims.rules import Rule, load_rules, rule_words
from legation.claims.who import BODIES, GROUND, PLACES, Who, is_named, people_in_arms
from legation.nlp.anchors import PARTIES, Anchors
from legation.nlp.constraints import Constraint
from legation.nlp.syntax import (
    children,
    conjuncts,
    is_negated,
    is_passive,
    prep_objects,
    subjects,
)
from legation.nlp.tokens import Doc, Token
from legation.ontology import sectors_of
from legation.propositions.beside import beside, verb_objects
from legation.propositions.factuality import factuality
from legation.propositions.numbers import quantity_of
from legation.propositions.proposition import Value
from legation.propositions.slots import Slots, fit, matches, noun_slot, verb_slot
from legation.propositions.status import verb_status
from legation.propositions.whom import spread
from legation.records import Kind, Mention, Predicate, Status

_OPEN = Constraint()
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}
_OF_STATES = frozenset({Predicate.CONTRIBUTES_TO, Predicate.RECOGNIZES, Predicate.DEPLOYED_IN})
_PLACE_OBJECTS = frozenset(
    {
        Predicate.DEPLOYED_IN,
        Predicate.BASED_IN,
        Predicate.CONTROLS,
        Predicate.CLAIMS_TERRITORY,
        Predicate.RECOGNIZES,
        Predicate.INDEPENDENT_SINCE,
        Predicate.PART_OF,
    }
)
_WHERE = frozenset({Predicate.DEPLOYED_IN, Predicate.BASED_IN, Predicate.CONTROLS})
_GOING_ON = frozenset({"continue", "keep"})
_NONE = frozenset({"no", "neither"})


def clause_claims(doc: Doc, anchors: Anchors, who: Who) -> Iterator[Draft]:
    """All claims that the rules find, by token."""
    rules = load_rules()
    for token in doc.lemmas(rule_words()):
        pos = _POS.get(token.pos_)
        if pos is None:
            continue
        wanted = rules.get((pos, token.lemma_.lower()), ())
        if pos != "verb":
            for rule in wanted:
                yield from _from_noun(token, rule, anchors, who)
        elif wanted:
            near, gapped = beside(token), _gapped(token)
            open_to = dict(near.open_to(wanted))
            for place, rule in enumerate(wanted):
                if (
                    place in open_to
                    and fit(near, token, rule.particle, rule.object, rule.preps, _OPEN, anchors)
                ) or (gapped is not None and matches(rule.object, gapped, anchors)):
                    yield from _from_verb(token, rule, anchors, who)


def _from_verb(verb: Token, rule: Rule, anchors: Anchors, who: Who) -> Iterator[Draft]:
    if (
        rule.predicate is Predicate.ALLIED_WITH
        and verb.dep_ in {"acl", "amod"}
        and is_passive(verb)
    ):
        return  # "rebels backed by Chad": a phrase of the rebels
    status, governor = _status(verb)
    if status in {Status.PLANNED, Status.POSSIBLE} and (
        rule.polarity != "end" or is_long_past(verb)
    ):
        return
    objects = verb_objects(verb) or [g for g in (_gapped(verb),) if g is not None]
    fillers = [t for path in rule.subject.paths for t in verb_slot(path, verb, objects)]
    if negated_start(rule, verb):
        return  # "will not join before 2030"
    if any(t.lower_ == "how" for f in fillers for left in f.lefts for t in left.subtree):
        return  # "how many troops will remain" is a question
    subject = _subjects(rule, rule.subject, verb, objects, who)
    if rule.predicate in _OF_STATES:
        subject = who.states(fillers) or subject
    elif rule.predicate in SYMMETRIC and all(_is_army(m) for m in subject):
        subject = who.states(fillers) or subject  # "Russian forces backing the president"
    elif rule.predicate is Predicate.AT_WAR_WITH and not subject:
        subject = who.states(fillers)  # "the US presence continues to battle the group"
    target = _targets(rule, verb, objects, anchors, who, subject)
    if rule.subject.both:  # "both sides fought a war": one with the other
        sides = (*subject, *(m for m in target if m is not None))
        subject, target = sides[:1], sides[1:]
    value = next((q for t in _heads(rule, verb, objects) if (q := quantity_of(t))), None)
    negated = status is Status.DENIED or any(_is_none(t) for t in fillers)
    over = was_member(rule, verb) or has_commanded(rule, verb, subject)
    yield from pairs_of(
        rule,
        governor or verb,
        subject,
        target,
        value,
        negated=negated,
        ended=over or is_past(verb) or had_once(rule, verb) or was_in_office(rule, verb),
        kept=status in {Status.PLANNED, Status.POSSIBLE},
        near=[verb],
    )


def _is_army(mention: Mention) -> bool:
    """Whether it is some of a state's forces, called by no name: "Israeli soldiers"."""
    return bool(mention.sector == "MIL" and mention.country and not is_named(mention))


def _status(verb: Token) -> tuple[Status, Token | None]:
    """The status of the clause, and the word that refuses it where one does."""
    above = verb.head
    if verb.dep_ == "xcomp" and above.lemma_.lower() in _GOING_ON:
        return Status.ONGOING, None
    status = verb_status(verb)
    if status is Status.DENIED and not is_negated(verb) and verb.dep_ == "xcomp":
        return status, above
    told = factuality(verb)
    if status is Status.HAPPENED and (told.value is Value.PROBABLE or not told.named):
        return Status.POSSIBLE, None  # "is believed to have armed them", "is said to": hearsay
    return status, None


def _gapped(verb: Token) -> Token | None:
    """The noun a relative clause without a pronoun is about: "the towns the army holds"."""
    if verb.dep_ != "relcl" or is_passive(verb):
        return None
    own = children(verb, "nsubj")
    if not own or own[0].tag_ in {"WDT", "WP"} or children(verb, "dobj", "attr"):
        return None
    return verb.head


def _is_none(token: Token) -> bool:
    """Whether a phrase says nobody: "no soldiers", "neither Cyprus nor Slovakia"."""
    at = token
    while at.dep_ == "conj" and at.head != at:
        at = at.head
    if any(
        c.lower_ in _NONE and c.dep_ in {"det", "neg", "preconj", "cc", "advmod"}
        for c in at.children
    ):
        return not any(g.dep_ == "nummod" for g in at.children)  # "no more than 350"
    return False


def _heads(rule: Rule, verb: Token, objects: list[Token]) -> list[Token]:
    return verb_slot(rule.value, verb, objects) if rule.value else []


def _subjects(
    rule: Rule, slots: Slots, verb: Token, objects: Sequence[Token], who: Who
) -> tuple[Mention, ...]:
    kinds = SUBJECTS.get(rule.predicate, PARTIES)
    for path in slots.paths:
        tokens = spread(verb_slot(path, verb, objects))
        found = who.parties(tokens, kinds - PLACES)
        if not found and kinds & PLACES:
            found = who.places(tokens)
        if found:
            return found
    return ()


def _targets(
    rule: Rule,
    verb: Token,
    objects: Sequence[Token],
    anchors: Anchors,
    who: Who,
    subject: tuple[Mention, ...],
) -> tuple[Mention | None, ...]:
    if not rule.target.paths:
        return (None,)
    for path in rule.target.paths:
        tokens = (
            children(verb, "oprd", "attr")
            if path in {"oprd", "attr"}
            else spread(t for t in _inner(path, verb, objects) if path == "obj" or t not in objects)
        )
        found: tuple[Mention, ...]
        if rule.predicate is Predicate.HOLDS_OFFICE:
            found = tuple(m for t in tokens if (m := office_at(t, anchors)) is not None)
        elif rule.predicate in _WHERE:
            held = who.grounds if rule.predicate is Predicate.CONTROLS else who.places
            found = tuple(m for m in held(tokens, subject) if m.kind in GROUND)
            if path == "prep:from" and rule.predicate is Predicate.CONTROLS:
                found = tuple(m for m in found if m.kind in PLACES)  # "drove them from Somalia"
        elif rule.predicate in _PLACE_OBJECTS:
            found = who.parties(tokens, BODIES) if rule.predicate is Predicate.PART_OF else ()
            found = found or who.places(tokens, subject)
        else:
            found = who.parties(tokens, OBJECTS.get(rule.predicate, PARTIES | {Kind.DOCUMENT}))
            if not found and rule.predicate is Predicate.AT_WAR_WITH and path.endswith("prep:in"):
                found = who.countries(tokens)  # "an insurgency in Kenya"
        if not found and rule.predicate in HEADED:
            found = tuple(m for t in tokens for m in who.meant_by_it(t, subject))
        if found:
            return found
    return ()


def _inner(path: str, verb: Token, objects: Sequence[Token]) -> list[Token]:
    """The phrase heads of a slot, and where they are: "at a base in Armenia"."""
    tokens = verb_slot(path, verb, objects)
    if path == "prep:in" or path == "prep:at":
        return [*tokens, *(t for site in tokens for t in prep_objects(site, "in"))]
    return tokens


def _from_noun(noun: Token, rule: Rule, anchors: Anchors, who: Who) -> Iterator[Draft]:
    verb, through = _verb_over(noun)
    for prep, constraint in rule.preps:
        heads = _noun_heads(prep, noun, verb, through)
        if not any(matches(constraint, h, anchors) for h in heads):
            return
    if rule.particle and through != rule.particle:
        return
    predicative = verb if noun.dep_ in {"attr", "acomp"} or through else None
    if _is_not_told(noun, predicative):
        return
    if rule.predicate is Predicate.AT_WAR_WITH and is_no_war(noun):
        return
    subject = _noun_subject(rule, noun, verb, through, who, anchors)
    target = _noun_target(rule, noun, verb, through, who, subject)
    if rule.subject.both:
        sides = (*subject, *target) or who.parties(noun_slot("between", noun))
        subject, target = sides[:1], sides[1:]
    end, near = ending(noun)
    past = any(c.lower_ in FORMER for c in noun.children)
    past = past or (rule.predicate is Predicate.CONTROLS and is_taken(noun))
    negated = _is_none(noun)
    if predicative is not None:
        near = [*near, predicative]
        negated = negated or is_negated(predicative)
        past = past or is_past(predicative) or was_once(predicative)
    yield from pairs_of(
        rule, noun, subject, target, None, negated=negated, ended=past or end, near=near
    )


def _is_not_told(noun: Token, verb: Token | None) -> bool:
    """Whether it is only planned or thought of, by the verb that says the noun, or others."""
    if verb is not None:
        return verb_status(verb) in {Status.PLANNED, Status.POSSIBLE}
    return is_unreal(noun)


def _noun_subject(
    rule: Rule,
    noun: Token,
    verb: Token | None,
    through: str,
    who: Who,
    anchors: Anchors,
) -> tuple[Mention, ...]:
    for path in rule.subject.paths:
        tokens = _noun_heads(path, noun, verb, through)
        found = who.parties(tokens, SUBJECTS.get(rule.predicate, PARTIES))
        if not found and rule.predicate is Predicate.CONTROLS and path in {"poss", "adj"}:
            bare = (people_in_arms(t, anchors) for t in tokens)
            found = tuple(m for m in bare if m is not None)  # "the insurgent stronghold"
        if path == "beside":
            found = tuple(m for m in found if is_named(m))
        elif path == "self":
            found = tuple(m for m in found if is_named(m) or m.kind is Kind.MISSION)
        if rule.predicate is Predicate.ALLIED_WITH:
            found = tuple(m for m in found if is_named(m) or m.country)
        elif rule.predicate in HEADED and rule.pos == "adj":  # "loyal to": a president leads others
            found = tuple(m for m in found if m.sector not in sectors_of("of_state"))
        if found:
            return found
    return ()


def _noun_target(
    rule: Rule,
    noun: Token,
    verb: Token | None,
    through: str,
    who: Who,
    subject: tuple[Mention, ...],
) -> tuple[Mention, ...]:
    for path in rule.target.paths:
        tokens = _noun_heads(path, noun, verb, through)
        if rule.predicate in _PLACE_OBJECTS:
            held = who.grounds if rule.predicate is Predicate.CONTROLS else who.places
            found = held(tokens, subject)
            if rule.predicate is Predicate.CONTROLS:
                found = tuple(m for m in found if m.kind in GROUND)
        else:
            kinds = OBJECTS.get(rule.predicate, PARTIES | {Kind.DOCUMENT, Kind.PROCESS})
            found = who.parties(tokens, kinds)
        if path == "self" and rule.predicate in HEADED:
            found = tuple(m for m in found if m.kind is Kind.GROUP)
        if found:
            return found
    return ()


def _verb_over(noun: Token) -> tuple[Token | None, str]:
    """The verb that says the noun of its subject, and the preposition between ("at war")."""
    if noun.dep_ in {"attr", "acomp"} and noun.head.pos_ in {"AUX", "VERB"}:
        return noun.head, ""
    prep = noun.head
    verb = prep.head
    if noun.dep_ == "pobj" and prep.lower_ == "of" and verb.lower_ in {"one", "some"}:
        return _verb_over(verb)  # "is one of its closest allies"
    standing = verb.pos_ in {"AUX", "VERB"} and verb.lemma_.lower() in _STANDING
    if noun.dep_ == "pobj" and prep.dep_ == "prep" and standing:
        return verb, str(prep.lower_)
    return None, ""


_STANDING = frozenset("be remain stay live involve engage lock".split())


def _noun_heads(path: str, noun: Token, verb: Token | None, through: str) -> list[Token]:
    """The phrase heads in a slot of a noun; what hangs on the verb of "is at war with" counts."""
    if path == "subj":
        if verb is not None:
            return [] if children(verb, "expl") else subjects(verb)
        return [noun.head] if noun.dep_ == "appos" else []
    if path == "self":
        return [noun]
    if path == "beside":
        return _beside(noun)
    if path == "head":
        return [noun.head] if noun.dep_ in {"amod", "acl"} else []
    found = noun_slot(path, noun)
    if not found and verb is not None and (through or noun.dep_ == "acomp"):
        found = prep_objects(verb, path.removeprefix("prep:"))
    return found


def _beside(noun: Token) -> list[Token]:
    """The names that a noun stands beside: "NATO members Chad and Niger", "Chad, a member"."""
    found = [c for a in children(noun, "appos") for c in conjuncts(a)]
    found += prep_objects(noun, "including", "like")
    if noun.dep_ in {"appos", "compound", "nmod"}:
        found += conjuncts(noun.head)
    if not found and noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].pos_ == "PROPN":
        name = noun.doc[noun.i + 1]  # where the parse lost the apposition
        found += conjuncts(name.head if name.dep_ == "compound" else name)
    return found
