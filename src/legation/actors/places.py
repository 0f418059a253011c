"""Whether a country, capital or palace is a party or a place, by the words around it."""

from __future__ import annotations

from legation.actors.scene import Draft
from legation.language.words import members
from legation.nlp.tokens import Span, Token
from legation.records import Kind
from legation.registry.cities import is_large_city
from legation.registry.known import Form


def decide_place(draft: Draft, span: Span, form: Form, *, here: bool = False) -> None:
    """Make the draft of a country, capital or palace a party to what happens, or where it does.

    `here` is for names in a dateline, which are where the story comes from.
    """
    if form is Form.DEMONYM:
        people = span.root.tag_ in {"NNPS", "NNS", "NNP", "NN"}
        if people and not modifies(span.root) and not _opens_compound(span):
            draft.kind, draft.sector, draft.rule = Kind.COMMUNITY, "CVL", "demonym.people"
            draft.name, draft.actor_id = span.text, None  # Serbs are people, not the state
        else:
            draft.rule = "demonym.modifier"
    elif form is Form.COUNTRY:
        if here or stands_as_place(span.root):
            draft.kind, draft.rule = Kind.PLACE, "country.place"
    elif form in {Form.CAPITAL, Form.METONYM}:
        if form is Form.CAPITAL and (here or not acts_as_party(span.root)):
            draft.kind, draft.sector, draft.rule = Kind.PLACE, None, "capital.place"
            draft.name, draft.actor_id = span.text, None
        elif form is Form.METONYM and stands_as_place(span.root):
            draft.kind, draft.name, draft.rule = Kind.PLACE, span.text, "metonym.place"
            draft.sector = draft.actor_id = None
        else:
            draft.rule = f"metonym.{form}"
            _seat_of_union(draft, span)


def _opens_compound(span: Span) -> bool:
    """Whether a hyphen and a participle follow: "a Saudi-sponsored conference"."""
    doc, end = span.doc, span.end
    if end + 1 >= len(doc) or doc[end].text != "-":
        return False
    return doc[end + 1].lower_.endswith("ed") or doc[end + 1].lower_ in {"led", "run", "born"}


def _seat_of_union(draft: Draft, span: Span) -> None:
    """Brussels is the European Union where it acts, unless the text speaks of Belgium."""
    if draft.country == "BEL" and span.text == "Brussels" and "Belgi" not in span.doc.text:
        draft.kind, draft.name, draft.actor_id = Kind.ORGANISATION, "European Union", _UNION
        draft.country, draft.sector, draft.rule = None, "EUR", "metonym.seat"


_UNION = "european-union"


def modifies(token: Token) -> bool:
    """Whether the name modifies another noun ("Turkish troops", "the Iraq war")."""
    return token.dep_ in {"amod", "compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"}


def governing_preposition(token: Token) -> Token | None:
    """The preposition a name hangs on, through coordination; `None` if it hangs on none."""
    while token.dep_ in {"conj", "compound", "appos"} and token.head != token:
        token = token.head
    if token.dep_ == "pobj" and token.head.dep_ in {"prep", "agent", "dative", "pcomp"}:
        return token.head
    return None


def stands_as_place(token: Token) -> bool:
    """Whether the words before make the name a place ("in Kosovo", "across Sudan")."""
    prep = governing_preposition(token)
    return prep is not None and prep.lower_ in members("locative_prepositions")


def is_town(ent: Span) -> bool:
    """Whether what the recogniser takes for a person is a city that somebody goes to or shells."""
    name = ent.root
    prep = governing_preposition(name)
    there = prep is not None and (
        prep.lower_ in members("locative_prepositions") or prep.lower_ in {"from", "to"}
    )
    if name.dep_ in {"dobj", "nsubjpass"}:
        there = name.head.lemma_.lower() in members("verbs_on_towns")
    elif name.dep_ == "nsubj":
        there = _called_town(ent)
    return ent.label_ == "PERSON" and there and is_large_city(ent.text)


def _called_town(ent: Span) -> bool:
    """Whether the words soon after speak of "the town" or "the city"."""
    after = ent.doc[ent.end : ent.end + _SOON]
    return any(
        t.lemma_.lower() in {"town", "city"} and any(c.lower_ == "the" for c in t.lefts)
        for t in after
    )


_SOON = 25  # words


def acts_as_party(token: Token) -> bool:
    """Whether a capital stands for its government: it acts, is spoken to, or owns an act.

    After Fillmore's frames: an agent, addressee or possessor of an act is no place.
    """
    top = token
    while top.dep_ in {"conj", "appos"} and top.head != top:
        top = top.head
    head = top.head
    if top.dep_ in {"nsubj", "csubj"}:
        return head.lemma_ not in members("verbs_of_lying") or _has_party_predicate(head)
    if top.dep_ == "nsubjpass":
        return head.lemma_ not in members("verbs_on_countries")
    if top.dep_ in {"dobj", "dative"}:
        return head.pos_ == "VERB" and head.lemma_ not in members("verbs_on_countries")
    if top.dep_ == "poss":
        return True
    prep = governing_preposition(top)
    if prep is None:
        return False
    if prep.dep_ == "agent" or prep.lower_ in members("party_prepositions"):
        return True
    noun = prep.head.lemma_.lower()
    if prep.lower_ == "for":
        return prep.head.pos_ == "VERB" and noun in members("acting_for_verbs")
    if prep.lower_ == "from" and noun in members("getting_verbs"):
        return any(
            c.dep_ == "dobj" and c.lemma_.lower() in members("asked_and_answered")
            for c in prep.head.rights
        )
    return prep.lower_ in members("prepositions_of_asking") and noun in members(
        "asked_and_answered"
    )


def _has_party_predicate(verb: Token) -> bool:
    """Whether a copula says something only a party can be ("Belgrade is determined to")."""
    for child in verb.children:
        if child.dep_ == "acomp":
            return True
        if child.dep_ == "attr":
            return child.lemma_.lower() not in members("what_a_place_is")
    return False
