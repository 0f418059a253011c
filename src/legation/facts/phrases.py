"""Claims inside noun phrases: "US-backed rebels", "rebel-held town", "EU-mediated talks"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.facts.drafts import Draft
from legation.facts.numbers import quantity_of
from legation.nlp.anchors import PARTIES, Anchors
from legation.nlp.slots import modifiers
from legation.nlp.syntax import children, clause_of, prep_objects, subjects
from legation.nlp.tokens import Token
from legation.records import Kind, Mention, Passage, Predicate

_PLACES = frozenset({Kind.PLACE})
_BACKED = frozenset(
    {"back", "backed", "support", "supported", "align", "aligned", "ally", "allied"}
)
_HELD = frozenset({"hold", "held", "control", "controlled", "occupy", "occupied", "administer"})
_BROKERED = frozenset(
    "mediate mediated broker brokered facilitate facilitated sponsor sponsored moderate moderated "
    "led lead".split()
)
_TALKS = frozenset(
    "dialogue talk negotiation mediation process discussion conference summit track".split()
)
_ACCORDS = frozenset("agreement accord deal treaty pact truce ceasefire".split())
_FORCES = frozenset(
    "troop soldier force peacekeeper contingent marine paratrooper commando unit presence warplane "
    "adviser advisor personnel".split()
)
_INSIDE = ("in", "across", "inside", "from")


def phrase_claims(noun: Token, anchors: Anchors) -> Iterator[Draft]:
    """Claims that the noun and its modifiers make, whatever the clause says."""
    lemma = noun.lemma_.lower()
    for participle in (c for c in noun.children if c.dep_ in {"amod", "acl", "compound"}):
        word = participle.lemma_.lower()
        if word in _BACKED:
            yield from _allied(noun, participle, anchors)
        if word in _HELD:
            yield from _held(noun, participle, anchors)
    if lemma in _TALKS:
        yield from _process(noun, anchors)
    if lemma in _ACCORDS:
        yield from _parties(noun, anchors)
    if lemma in _FORCES:
        yield from _deployed(noun, anchors)


def _by_whom(participle: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who stands before "-backed" or after "backed by"."""
    left = [
        g for g in participle.lefts if g.dep_ in {"npadvmod", "nsubj", "compound", "nmod", "amod"}
    ]
    return anchors.of(left or prep_objects(participle, "by"), PARTIES)


def _allied(noun: Token, participle: Token, anchors: Anchors) -> Iterator[Draft]:
    for backer in _by_whom(participle, anchors):
        for backed in anchors.of([noun], PARTIES):
            if backed.name != backer.name and (backer.country or backer.sector):
                yield Draft(noun, backed, Predicate.ALLIED_WITH, backer, "claim.backed")


def _held(noun: Token, participle: Token, anchors: Anchors) -> Iterator[Draft]:
    for holder in _by_whom(participle, anchors):
        places = anchors.of([noun, *prep_objects(noun, "of"), *children(noun, "appos")], _PLACES)
        for place in places:
            yield Draft(noun, holder, Predicate.CONTROLS, place, "claim.held")


def _deployed(noun: Token, anchors: Anchors) -> Iterator[Draft]:
    """Troops of one country in another are deployed there: "US troops in Syria"."""
    owners = anchors.of([noun], PARTIES) or anchors.of(
        [*children(noun, "poss"), *modifiers(noun)], PARTIES
    )
    for place in anchors.of(prep_objects(noun, *_INSIDE), _PLACES):
        for owner in owners:
            if owner.country and place.country and owner.country != place.country:
                yield Draft(
                    noun,
                    owner,
                    Predicate.DEPLOYED_IN,
                    place,
                    "claim.troops_in",
                    value=quantity_of(noun),
                )


def _process(noun: Token, anchors: Anchors) -> Iterator[Draft]:
    """Parties and mediator of talks: "the EU's dialogue with X", "EU-mediated talks between"."""
    head = noun
    if noun.dep_ == "compound" and noun.head.lemma_.lower() in {"process", "effort", "round"}:
        head = noun.head
    parties = _sides(noun, head, anchors)
    mediators = _mediators(noun, head, anchors)
    countries = {m.country or m.name: m for m in parties}
    if len(countries) < 2 and not (mediators and _brokers(noun, anchors)):
        return
    process = _named(head, list(countries.values()), anchors, mediators or parties)
    for mediator in mediators:
        yield Draft(head, mediator, Predicate.MEDIATES, process, "claim.mediates")
    if len(countries) > 1 and (mediators or noun.lemma_.lower() in {"dialogue", "negotiation"}):
        for party in countries.values():
            yield Draft(head, party, Predicate.PARTY_TO, process, "claim.party")


def _sides(noun: Token, head: Token, anchors: Anchors) -> tuple[Mention, ...]:
    parties = anchors.of(
        prep_objects(head, "between", "with") + prep_objects(noun, "between"), PARTIES
    )
    if parties and head.dep_ in {"dobj", "pobj"}:
        known = {p.country for p in parties}
        own = anchors.of(subjects(clause_of(head)), PARTIES)
        parties = (*parties, *(m for m in own if m.country and m.country not in known))
    return parties


def _mediators(noun: Token, head: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who brokers the talks; a body that owns them ("the EU's dialogue") does as well."""
    brokers = _brokers(head, anchors) or _brokers(noun, anchors)
    if brokers:
        return brokers
    owners = anchors.of([t for h in (noun, head) for t in children(h, "poss")], PARTIES)
    named = anchors.of([*modifiers(noun), *modifiers(head)], PARTIES)
    return tuple(
        m for m in (*owners, *named) if m.country is None and m.sector in {"IGO", "UNO", "EUR"}
    )


def _brokers(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who stands before "-mediated", "-brokered", "-led" or after "mediated by"."""
    for child in noun.children:
        if child.lemma_.lower() in _BROKERED or child.lower_ in _BROKERED:
            found = _by_whom(child, anchors)
            if found:
                return found
    return ()


def _parties(noun: Token, anchors: Anchors) -> Iterator[Draft]:
    """Both sides of "a peace agreement between rebels and the government" are parties to it."""
    sides = anchors.of(prep_objects(noun, "between"), PARTIES)
    if len({m.country or m.name for m in sides}) < 2 and len(sides) < 2:
        return
    accord = _named(noun, [], anchors, sides)
    for side in sides:
        yield Draft(noun, side, Predicate.PARTY_TO, accord, "claim.party")


def _named(
    head: Token, parties: Sequence[Mention], anchors: Anchors, near: Sequence[Mention]
) -> Mention:
    """The process or accord a noun stands for: a known one, else one named after its parties."""
    found = anchors.of([head], frozenset({Kind.PROCESS, Kind.DOCUMENT}))
    if found:
        return found[0]
    start = min((c.idx for c in head.lefts if c.dep_ in {"compound", "amod"}), default=head.idx)
    end = head.idx + len(head.text)
    text = head.doc.text[start:end]
    name = text
    if len(parties) > 1:
        name = f"{'–'.join(sorted({p.name for p in parties}))} {head.text.lower()}"
    passage = Passage(article_id=near[0].passage.article_id, start=start, end=end, text=text)
    return Mention(passage=passage, kind=Kind.PROCESS, name=name, rule="process.parties", score=0.8)
