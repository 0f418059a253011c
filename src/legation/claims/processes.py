"""Talks and accords: who takes part in them, who mediates, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.claims.claim_drafts import Draft
from legation.claims.lapsed import is_unreal
from legation.claims.who import STATES, Who
from legation.language.words import members
from legation.nlp.anchors import PARTIES, Anchors
from legation.nlp.syntax import (
    agents,
    children,
    clause_of,
    conjuncts,
    is_negated,
    prep_objects,
    subjects,
)
from legation.nlp.tokens import Token
from legation.ontology import rules_with
from legation.propositions.status import verb_status
from legation.propositions.whom import modifiers
from legation.records import Kind, Mention, Passage, Predicate, Status

TALKS = frozenset(
    "dialogue talk negotiation mediation process discussion conference summit track congress "
    "exchange swap".split()
)
ACCORDS = frozenset("agreement accord deal treaty pact truce ceasefire".split())
_BROKERED = frozenset(
    "mediate mediated broker brokered facilitate facilitated sponsor sponsored moderate moderated "
    "led lead".split()
)
_BROKER = frozenset({"mediate", "broker", "facilitate", "sponsor", "moderate", "convene"})
_STAY_AWAY = frozenset({"boycott", "shun", "skip"})


def same_processes(drafts: list[Draft]) -> list[Draft]:
    """The drafts with each process by its fullest name: "peace talks" is "peace talks in Muscat".

    Only where the same party stands to both in the same way.
    """
    full: dict[tuple[Predicate, str], list[Mention]] = {}
    for draft in drafts:
        if draft.object is not None and draft.object.rule in rules_with("talks_by_their_parties"):
            full.setdefault((draft.predicate, draft.subject.name), []).append(draft.object)
    for draft in drafts:
        for other in full.get((draft.predicate, draft.subject.name), ()):
            if draft.object and other.name.startswith(f"{draft.object.name} in "):
                draft.object = other
    return drafts


def process_claims(noun: Token, anchors: Anchors, who: Who) -> Iterator[Draft]:
    """Parties and mediator of talks: "the EU's dialogue with X", "EU-mediated talks between"."""
    head = noun
    if noun.dep_ == "compound" and noun.head.lemma_.lower() in {"process", "effort", "round"}:
        head = noun.head
    verb, by_verb = _mediating_verb(head, who)
    parties = _sides(noun, head, anchors)
    brokers = by_verb or _brokers(head, anchors) or _brokers(noun, anchors)
    mediators = brokers or _owners(noun, head, anchors)
    countries = {m.country or m.name: m for m in parties}
    stayed_away = _staying_away(head, who)
    paired = () if parties else _paired(noun, anchors)
    if paired:
        countries = {m.country or m.name: m for m in paired}
    if len(countries) < 2 and not brokers and not stayed_away:
        return
    near = [verb] if verb is not None else []
    process = _named(
        head, list(countries.values()), anchors, mediators or parties or paired or stayed_away
    )
    for mediator in mediators:
        yield Draft(head, mediator, Predicate.MEDIATES, process, "claim.mediates", near=near)
    named = noun.lemma_.lower() in {"dialogue", "negotiation"}
    if len(countries) > 1 and (mediators or paired or named):
        for party in countries.values():
            edge = "undated" if by_verb else "yes"  # the date is when they were mediated
            yield Draft(head, party, Predicate.PARTY_TO, process, "claim.party", edge=edge)
    for party in stayed_away:
        yield Draft(head, party, Predicate.PARTY_TO, process, "claim.party.away", holds=False)


def _mediating_verb(head: Token, who: Who) -> tuple[Token | None, tuple[Mention, ...]]:
    """The verb that says who mediates ("has mediated talks"), and whom it names."""
    verb = head.head
    if head.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_.lower() not in _BROKER:
        return None, ()
    if verb_status(verb) not in {Status.HAPPENED, Status.ONGOING} or is_negated(verb):
        return None, ()
    actors = agents(verb)
    joined = [
        t
        for word in (verb, *actors)
        for along in children(word, "prep")
        if along.lower_ in {"along", "together"}
        for t in prep_objects(along, "with")
    ]
    return verb, who.parties([c for t in (*actors, *joined) for c in conjuncts(t)])


def _staying_away(head: Token, who: Who) -> tuple[Mention, ...]:
    """Who is not part of the talks by their own will: "boycotted the conference"."""
    verb = head.head
    if head.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_.lower() not in _STAY_AWAY:
        return ()
    done = verb_status(verb) in {Status.HAPPENED, Status.ONGOING}
    return who.parties(agents(verb)) if done else ()


def _sides(noun: Token, head: Token, anchors: Anchors) -> tuple[Mention, ...]:
    parties = anchors.of(
        prep_objects(head, "between", "with") + prep_objects(noun, "between"), PARTIES
    )
    if not parties and head.head.lemma_.lower() in _BROKER:
        parties = anchors.of(prep_objects(head.head, "between"), PARTIES)
    if parties and head.dep_ in {"dobj", "pobj"} and head.head.lemma_.lower() not in _BROKER:
        known = {p.country for p in parties}
        own = anchors.of(subjects(clause_of(head)), PARTIES)
        parties = (*parties, *(m for m in own if m.country and m.country not in known))
    return parties


def _owners(noun: Token, head: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """A body that owns the talks ("the EU's dialogue") leads them."""
    owners = anchors.of([t for h in (noun, head) for t in children(h, "poss")], PARTIES)
    named = anchors.of([*modifiers(noun), *modifiers(head)], PARTIES)
    return tuple(
        m for m in (*owners, *named) if m.country is None and m.sector in {"IGO", "UNO", "EUR"}
    )


def _brokers(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who stands before "-mediated", "-brokered", "-led" or after "mediated by"."""
    for child in noun.children:
        if child.lemma_.lower() in _BROKERED or child.lower_ in _BROKERED:
            left = [
                g
                for g in child.lefts
                if g.dep_ in {"npadvmod", "nsubj", "compound", "nmod", "amod"}
            ]
            found = anchors.of(left or prep_objects(child, "by"), PARTIES)
            if found:
                return found
    return ()


def accord_claims(noun: Token, anchors: Anchors, who: Who) -> Iterator[Draft]:
    """Both sides of an accord: "a truce between A and B", "A signed accords with B".

    Whoever makes or keeps it is a side; so is the other one whom it is with.
    """
    verb = _made_by(noun)
    sides = anchors.of(prep_objects(noun, "between"), PARTIES)
    if not sides:
        others = anchors.of(prep_objects(noun, "with"), PARTIES)
        if not others and verb is not None:
            others = anchors.of(prep_objects(verb, "with"), PARTIES)
        doers = agents(verb) if verb is not None else []
        makers = who.parties([c for t in doers for c in conjuncts(t)])
        sides = (*makers, *(m for m in others if m.name not in {k.name for k in makers}))
    sides = tuple(m for m in sides or _paired(noun, anchors) if m.kind not in _NO_SIDES)
    brokers = _brokers(noun, anchors)
    if brokers:  # "the UN-brokered truce"
        brokered = _named(noun, [], anchors, brokers)
        for broker in brokers:
            yield Draft(noun, broker, Predicate.MEDIATES, brokered, "claim.mediates")
    if len({m.country or m.name for m in sides}) < 2 and len(sides) < 2:
        return
    accord = _named(noun, [], anchors, sides)
    near = [verb] if verb is not None else []
    for side in sides:
        yield Draft(noun, side, Predicate.PARTY_TO, accord, "claim.party", near=near)


_NO_SIDES = frozenset({Kind.PROCESS, Kind.DOCUMENT, Kind.PLACE})


def _paired(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Two states before a definite noun: "the US-China trade deal", not "a Franco-German pact"."""
    if not any(c.lower_ in {"the", "their"} for c in noun.children) or is_unreal(noun):
        return ()
    for second in modifiers(noun):
        for first in second.lefts:
            joined = first.i + 2 == second.i and noun.doc[first.i + 1].text in _HYPHENS
            found = anchors.of([first, second], STATES) if joined else ()
            if len(found) > 1:
                return found
    return ()


_HYPHENS = frozenset({"-", "–"})


def _made_by(noun: Token) -> Token | None:
    """The verb of whoever makes or keeps an accord, as far as that happened."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "under" and verb.head.pos_ == "VERB":
        return None if is_negated(verb.head) else verb.head  # "freed them under a deal with Chad"
    if noun.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_.lower() not in members(
        "verbs_of_making_accords"
    ):
        return None
    return None if is_negated(verb) or _is_unsure(verb) else verb


def _is_unsure(verb: Token) -> bool:
    """Whether it is not yet done; a pledge to keep an accord says that there is one."""
    if verb_status(verb) in {Status.HAPPENED, Status.ONGOING}:
        return False
    return verb.lemma_.lower() not in {"respect", "honour", "honor", "keep"}


def _named(
    head: Token, parties: Sequence[Mention], anchors: Anchors, near: Sequence[Mention]
) -> Mention:
    """The process or accord a noun stands for: a known one, else one named after its parties."""
    found = anchors.of([head], frozenset({Kind.PROCESS, Kind.DOCUMENT}))
    if found:
        return found[0]
    start = head.idx
    for left in reversed([c for c in head.lefts if c.dep_ in {"compound", "amod", "nmod"}]):
        if left.lemma_.lower() in _BROKERED or left.lower_ in _BROKERED:
            break
        start = left.left_edge.idx
    end = head.idx + len(head.text)
    for place in (p for p in head.children if p.dep_ == "prep" and p.lower_ == "in"):
        inside = children(place, "pobj")
        if inside and inside[0].pos_ == "PROPN" and head.doc.text[start].islower():
            end = inside[0].idx + len(inside[0].text)  # "peace talks in Muscat"
    text = head.doc.text[start:end]
    name = text
    if len(parties) > 1:
        name = f"{'–'.join(sorted({p.name for p in parties}))} {head.text.lower()}"
    passage = Passage(article_id=near[0].passage.article_id, start=start, end=end, text=text)
    return Mention(passage=passage, kind=Kind.PROCESS, name=name, rule="process.parties", score=0.8)
