"""Claims from structure rather than from one verb: strength, contributors, mandates, parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.claims.claim_drafts import Draft
from legation.claims.lapsed import is_unreal
from legation.claims.noun_phrases import NOUNS, phrase_claims
from legation.claims.who import BODIES, PLACES, STATES, Who, is_named
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.anchors import PARTIES, Anchors, span_of
from legation.nlp.syntax import agents, children, clause_of, conjuncts, prep_objects, subjects
from legation.nlp.tokens import Doc, Token
from legation.ontology import sectors_of
from legation.propositions.numbers import quantity_of, strong_quantity
from legation.propositions.status import verb_status
from legation.propositions.whom import modifiers
from legation.records import Kind, Mention, Predicate, Status

_TROOPS = frozenset(
    "troop soldier peacekeeper member personnel police officer observer staff man monitor "
    "fighter militant".split()
)
_STATES = frozenset("country nation state ally partner member contributor government".split())
_PART = members("nouns_for_parts")
_HAVING = frozenset({"have", "comprise", "include", "number", "total"})
_GIVING = frozenset({"contribute", "provide", "supply", "send"})


def structural(
    doc: Doc, anchors: Anchors, who: Who, mentions: Sequence[Mention]
) -> Iterator[Draft]:
    """All claims that structure gives, in no particular order."""
    for token in _told(doc):
        lemma = token.lemma_.lower()
        if lemma == "be" and token.pos_ in {"AUX", "VERB"}:
            yield from _present(token, who)
        if lemma == "strong" and token.dep_ == "amod":
            yield from _strong(token, who)
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if lemma in _TROOPS:
            yield from _strength(token, who)
        if lemma in _PART:
            yield from _part_of(token, who)
        if lemma in _STATES:
            yield from _contributors(token, who)
        yield from phrase_claims(token, anchors, who)
    document, body = Kind.DOCUMENT, Kind.ORGANISATION
    for mention in mentions:
        if mention.kind is document:
            yield from _mandate(doc, mention, anchors)
        if mention.kind is body and mention.sector == "PTY":
            yield from _party(doc, mention, anchors)


def _told(doc: Doc) -> list[Token]:
    """The words that may make a claim, in text order."""
    found = {t.i: t for t in doc.lemmas(_WORDS)}
    return [found[i] for i in sorted(found)]


_WORDS = frozenset({"be", "strong"}) | _TROOPS | _PART | _STATES | NOUNS


def _present(verb: Token, who: Who) -> Iterator[Draft]:
    """A state that is in another has forces there: "the US is in Syria to fight the group"."""
    inside = prep_objects(verb, "in")
    if not inside or children(verb, "attr", "acomp"):
        return
    status = verb_status(verb)
    if status not in {Status.HAPPENED, Status.DENIED}:
        return
    places = who.places(inside)
    for head in subjects(verb):
        if places and head.lemma_.lower() in {"headquarters", "headquarter", "seat"}:
            for body in who.parties([*prep_objects(head, "of"), *children(head, "poss")], BODIES):
                yield Draft(verb, body, Predicate.BASED_IN, places[0], "claim.seat")
    for state in who.parties(subjects(verb), frozenset({Kind.STATE})):
        for place in places:
            if place.country and place.kind in PLACES and place.country != state.country:
                yield Draft(
                    verb,
                    state,
                    Predicate.DEPLOYED_IN,
                    place,
                    "claim.present",
                    holds=status is Status.HAPPENED,
                )


def _strength(noun: Token, who: Who) -> Iterator[Draft]:
    """How many a mission or group has: "UNMISS has some 13,000 troops", "is made up of"."""
    value = quantity_of(noun)
    if value is None:
        return
    verb, owners = noun.head, []
    if noun.dep_ == "dobj" and verb.lemma_.lower() in _HAVING:
        owners = subjects(verb)
    elif noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.pos_ in {"VERB", "ADJ"}:
        verb = verb.head
        if verb.lemma_.lower() in {"consist", "make", "compose"}:
            owners = [*subjects(verb), *children(verb, "nsubjpass")]
    elif noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.dep_ == "attr":
        band, verb = verb.head, verb.head.head  # "is a guerrilla force of 7,000 men"
        owners = subjects(verb) if is_noun(band.lemma_.lower(), "group") else []
    elif noun.dep_ == "nsubj" and verb.lemma_.lower() in {"remain", "survive"}:
        owners = modifiers(noun)  # "some 400 Hamas fighters remain"
    if not owners or verb_status(verb) not in {Status.HAPPENED, Status.ONGOING}:
        return
    for owner in who.parties(owners, BODIES):
        if _is_in_arms(owner):
            yield Draft(
                noun,
                owner,
                Predicate.STRENGTH,
                None,
                "claim.strength.has",
                value=value,
                near=[verb],
            )


def _is_in_arms(body: Mention) -> bool:
    return body.kind is Kind.MISSION or body.sector in sectors_of("in_arms")


def _strong(word: Token, who: Who) -> Iterator[Draft]:
    """How many in "the 10,000-strong mission"."""
    noun = word.head
    value = strong_quantity(word)
    if value is None or is_unreal(noun):
        return  # "announced that it would train a 30,000-strong force"
    for owner in who.parties([noun], BODIES):
        if not (is_named(owner) or _is_in_arms(owner) or owner.sector in sectors_of("armed")):
            continue
        yield Draft(noun, owner, Predicate.STRENGTH, None, "claim.strength.strong", value=value)


def _contributors(noun: Token, who: Who) -> Iterator[Draft]:
    """How many contribute: "police contributed by nine states", "soldiers from 30 nations"."""
    value = quantity_of(noun)
    if value is None:
        return
    prep = noun.head
    above = prep.head
    near = []
    if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _GIVING:
        holders = prep_objects(noun.head, "to")
        near = [noun.head]
    elif noun.dep_ != "pobj":
        return
    elif above.lemma_.lower() in _GIVING and prep.lower_ == "by":
        holders = [above.head, *subjects(clause_of(above.head))]
    elif prep.lower_ == "from" and above.lemma_.lower() in _TROOPS:
        holders = [above, *subjects(clause_of(above))]
    elif prep.lower_ == "from" and above.lemma_.lower() in {*_HAVING, "make", "consist", "draw"}:
        holders = [*subjects(above), *children(above, "nsubjpass")]
    else:
        return
    for owner in who.parties(holders, frozenset({Kind.MISSION})):
        yield Draft(
            noun,
            owner,
            Predicate.CONTRIBUTOR_COUNT,
            None,
            "claim.contributors",
            value=value,
            near=near,
        )
        return


def _party(doc: Doc, party: Mention, anchors: Anchors) -> Iterator[Draft]:
    """Whose party it is: "Viktor Orbán's Fidesz"."""
    span = span_of(doc, party)
    owners = children(span.root, "poss") if span is not None else []
    for person in anchors.of(owners, frozenset({Kind.PERSON})):
        if span is not None and party.actor_id:
            yield Draft(span.root, person, Predicate.MEMBER_OF, party, "claim.party.owner")


def _mandate(doc: Doc, document: Mention, anchors: Anchors) -> Iterator[Draft]:
    """What mandates a mission: "Under Resolution 1701, the UN runs a mission"."""
    span = span_of(doc, document)
    if span is None:
        return
    if span.root.dep_ == "nsubj" and span.root.head.lemma_.lower() in {"mandate", "authorise"}:
        heads = children(span.root.head, "dobj")
    elif span.root.dep_ == "pobj":
        heads = _under(span.root.head)
    else:
        return
    heads += [p for h in heads if h.lemma_.lower() == "mandate" for p in children(h, "poss")]
    for mission in anchors.of([c for h in heads for c in conjuncts(h)], frozenset({Kind.MISSION})):
        yield Draft(
            span.root,
            mission,
            Predicate.MANDATED_BY,
            document,
            "claim.mandate",
            near=[] if _in_front(span.root) else [clause_of(span.root)],
        )
        return


def _under(prep: Token) -> list[Token]:
    """What a "under Resolution 1701" speaks of."""
    if prep.lower_ not in {"under", "by", "to", "with", "in"}:
        return []
    above = prep.head
    while above.dep_ in {"prep", "pcomp"} and above.head != above:
        above = above.head
    if above.pos_ in {"VERB", "AUX"}:
        return [*agents(above), *children(above, "dobj", "nsubjpass")]
    return [above]


def _in_front(root: Token) -> bool:
    """Whether a phrase stands before its clause, which then has a date of its own."""
    return root.i < clause_of(root).i


def _part_of(noun: Token, who: Who) -> Iterator[Draft]:
    """A claim to territory ("claims that it is part of Serbia"), else what is part of what."""
    if noun.dep_ == "appos" and noun.head.i == noun.left_edge.i - 2:
        yield from _part_beside(noun, who)
    if noun.dep_ != "attr" or noun.head.pos_ not in {"AUX", "VERB"}:
        return
    verb = noun.head
    wholes = who.places(prep_objects(noun, "of"))
    parts = who.places(subjects(verb))
    if not wholes or not parts:
        return
    negated = any(c.dep_ == "neg" for c in verb.children)
    past = any(c.lower_ in {"once", "formerly", "previously"} for c in verb.children)
    first = verb
    while first.dep_ == "conj" and first.head.pos_ in {"VERB", "AUX"}:
        first = first.head
    above = first.head if first.dep_ == "ccomp" else None
    if above is not None and not past:
        claimants = who.parties(subjects(above), PARTIES)
        for claimant in claimants:
            if claimant.country and claimant.country == wholes[0].country and not negated:
                for part in parts:
                    if part.country != claimant.country or part.kind in PLACES:
                        yield Draft(
                            noun, claimant, Predicate.CLAIMS_TERRITORY, part, "claim.territory.part"
                        )
                return
    for part in parts:
        if part.name != wholes[0].name and is_named(part) and _is_whole(wholes[0]):
            joined = part.kind in STATES and wholes[0].kind in BODIES
            yield Draft(
                noun,
                part,
                Predicate.MEMBER_OF if joined else Predicate.PART_OF,
                wholes[0],
                "claim.part",
                holds=not negated and not past,
                edge="end" if past else "yes",
                near=[verb],
            )


def _part_beside(noun: Token, who: Who) -> Iterator[Draft]:
    """A part told beside a name: "the YPG, part of the Syrian Democratic Forces"."""
    bodies = who.parties(prep_objects(noun, "of"), BODIES)
    for whole in bodies or who.places(prep_objects(noun, "of")):
        kinds = BODIES if bodies else PLACES
        for part in who.parties([noun.head], kinds):
            if part.name != whole.name and is_named(part) and is_named(whole):
                yield Draft(noun, part, Predicate.PART_OF, whole, "claim.part.beside")


def _is_whole(mention: Mention) -> bool:
    """Whether something is known enough to have parts: a name, a body; no mere choir."""
    return is_named(mention) or mention.kind in {Kind.ORGANISATION, Kind.MISSION}
