"""Parties that the text describes and does not name: "two men", "gunmen", "they", "hundreds"."""

from __future__ import annotations

from collections.abc import Iterable

from legation.language.nouns import is_noun_of
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import (
    children,
    conjuncts,
    own_prep_objects,
    phrase_end,
    phrase_start,
    prep_objects,
)
from legation.nlp.tokens import Token
from legation.records import Kind, Mention, Passage

_PEOPLE = ("person", "armed_group", "people")
_PLURAL = frozenset({"NNS", "NNPS", "CD"})


def described(
    heads: Iterable[Token],
    anchors: Anchors,
    *,
    things: bool = False,
    known: bool = False,
    bodies: bool = False,
    names: bool = False,
) -> tuple[Mention, ...]:
    """The people that phrase heads describe, each with its words; nothing for things and places.

    `things` takes buildings, vehicles and gatherings too, which force may hit; `bodies` groups and
    crowds, which may use it; `known` those too who are mentions already; `names` those whom the
    text only names ("accused Okoye"), where nobody but people can be meant. They have no country
    and no sector: the text does not say, and nothing is guessed. What does not move is of the
    country in which its own phrase puts it ("a depot in Kano").
    """
    out: list[Mention] = []
    for head in heads:
        for token in conjuncts(head):
            covering = anchors.covering(token)
            if not known and any(m.country or m.sector or m.actor_id for m in covering):
                continue
            named = names and token.pos_ == "PROPN" and token.ent_type_ in {"", "PERSON"}
            told = named or is_people(token) or (bodies and _is_body(token))
            if told or (things and is_hit(token)):
                out.append(_mention(token, anchors))
    return tuple(dict.fromkeys(out))


def _land_of(thing: Token, anchors: Anchors) -> str | None:
    """The one country in which the phrase of a building puts it."""
    if is_people(thing) or is_noun_of(thing.lemma_.lower(), _MOVING):
        return None
    words = [thing, thing.head] if thing.dep_ == "dobj" else [thing]
    near = [t for w in words for t in prep_objects(w, *members("prepositions_of_where"))]
    near += [t for w in near for t in prep_objects(w, "of", "in")]
    near += [c for w in near for c in children(w, "compound", "amod", "nmod")]
    lands = {m.country for m in anchors.of(near, _LANDS) if m.country}
    return lands.pop() if len(lands) == 1 else None


_LANDS = frozenset({Kind.PLACE, Kind.STATE})
_MOVING = ("vehicle", "aircraft")


def is_hit(token: Token) -> bool:
    """Whether a phrase head describes a building, a vehicle or a gathering: "a mosque"."""
    if token.pos_ != "NOUN":
        return False
    lemma = token.lemma_.lower()
    aimed = lemma in members("gatherings") or lemma in members("things_fired_at")
    return aimed or is_noun_of(lemma, _THINGS)


_THINGS = ("facility", *_MOVING)


def is_people(token: Token) -> bool:
    """Whether a phrase head describes people: "gunmen", "hundreds", "they"."""
    lemma = token.lemma_.lower()
    if token.lower_ in members("person_pronouns"):
        return True
    if token.lower_ in members("crowd_numbers"):
        inner = own_prep_objects(token, "of")
        return not inner or any(is_people(o) for o in inner)
    return token.pos_ == "NOUN" and is_noun_of(lemma, _PEOPLE)


def _is_body(token: Token) -> bool:
    """Whether a noun is of people who act as one: "a gang", "the group"."""
    return token.pos_ == "NOUN" and token.lemma_.lower() in members("bodies_of_men")


def _mention(token: Token, anchors: Anchors) -> Mention:
    doc = token.doc
    first, last = doc.tokens[phrase_start(token)], doc.tokens[phrase_end(token)]
    start, end = first.idx, last.idx + len(last.text)
    passage = Passage(
        article_id=anchors.mentions[0].passage.article_id,
        start=start,
        end=end,
        text=doc.text[start:end],
    )
    plural = token.tag_ in _PLURAL or token.lower_ in {"they", "them"}
    return Mention(
        passage=passage,
        kind=_kind(token, plural=plural),
        name=passage.text,
        country=_land_of(token, anchors),
        rule="described",
        plural=plural,
        described=passage,
    )


def _kind(token: Token, *, plural: bool) -> Kind:
    if _is_body(token):
        return Kind.GROUP
    if token.pos_ == "PROPN":
        return Kind.PERSON
    if not is_people(token):
        return Kind.PLACE
    return Kind.GROUP if plural else Kind.PERSON
