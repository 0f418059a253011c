"""Whether a country, capital or palace is a party or a place, by the words around it."""

from __future__ import annotations

from legation.actors.scene import Draft, Scene
from legation.language.words import members
from legation.nlp.tokens import Span, Token
from legation.records import Kind
from legation.registry.cities import is_large_city, is_town_in
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
        if form is Form.CAPITAL and (here or _is_a_part(span) or not acts_as_party(span.root)):
            draft.kind, draft.sector, draft.rule = Kind.PLACE, None, "capital.place"
            draft.name, draft.actor_id = span.text, None
        elif form is Form.METONYM and stands_as_place(span.root):
            draft.kind, draft.name, draft.rule = Kind.PLACE, span.text, "metonym.place"
            draft.sector = draft.actor_id = None
        else:
            draft.rule = f"metonym.{form}"
            _seat_of_union(draft, span)


def _is_a_part(span: Span) -> bool:
    """Whether only a part of the town is named: "central Kabul" decides nothing."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return before in members("sides_of_a_town")


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


def settle_by_state(scene: Scene) -> None:
    """Put towns where the words right after them say: "Athens, Georgia", "Cordoba in Argentina".

    "Tripoli, the Lebanese port" too; only where the land that is named has a town of that name.
    """
    for draft in scene.drafts:
        if draft.form in _TOWNS and not scene.in_dateline(draft.root):
            land = land_after(scene, draft.start, draft.end, but=draft.country)
            if land is not None:
                draft.kind, draft.country, draft.rule = Kind.PLACE, land, "place.city"
                draft.name = scene.doc[draft.start : draft.end].text
                draft.actor_id = draft.sector = None
                beside = scene.at(draft.end + 1)
                if beside is not None and beside.start == draft.end + 1 and beside.country != land:
                    _make_region(beside, land)
        elif draft.form is Form.COUNTRY and (state := _state_of_land(scene, draft)) is not None:
            _make_region(draft, state)


def _make_region(draft: Draft, land: str) -> None:
    """Let a name stand for the part of a country that is called as another country is."""
    draft.kind, draft.country, draft.rule, draft.form = Kind.PLACE, land, "name.region", Form.REGION
    draft.actor_id = draft.sector = None


def _state_of_land(scene: Scene, draft: Draft) -> str | None:
    """The country whose state it is, by the office after it: "Georgia Governor Ada Pike"."""
    doc = scene.doc
    if draft.end >= len(doc) or doc[draft.end].lower_ not in members("offices_of_member_states"):
        return None
    text = doc[draft.start : draft.end].text
    lands = {e.actor.country for e in scene.registry.entries(text) if e.form is Form.REGION}
    return lands.pop() if len(lands) == 1 else None


_TOWNS = frozenset({Form.CAPITAL, Form.REGION})


def land_after(scene: Scene, start: int, end: int, *, but: str | None = None) -> str | None:
    """The country, other than `but`, that the words after a town at the tokens put it in."""
    doc, name = scene.doc, scene.doc[start:end].text
    if end + 1 >= len(doc) or doc[end].lower_ not in {",", "in"}:
        return None
    for draft in scene.within(end + 1, end + 2 + _DESCRIBED):
        if any(doc[i].pos_ in {"VERB", "AUX", "PUNCT"} for i in range(end + 1, draft.start)):
            return None
        beside = draft.start == end + 1
        if not beside and (doc[end].text != "," or not _tells_town(scene, end + 1, draft)):
            return None
        for land in _lands(scene, draft, beside=beside):
            if land != but and (
                is_town_in(name, land, scene.registry.iso2) or _is_state(scene, draft, land)
            ):
                return land
        return None
    return None


_DESCRIBED = 4  # words between a town and the land in its description: "the north Lebanese port"


def _is_state(scene: Scene, draft: Draft, land: str) -> bool:
    """Whether it is a state of a country whose towns are told by theirs, and closes the phrase."""
    after = scene.doc[draft.end].lower_ if draft.end < len(scene.doc) else "."
    return draft.form is Form.REGION and land in _BY_STATE and after not in {"and", "or"}


_BY_STATE = frozenset({"AUS", "CAN", "USA"})


def _tells_town(scene: Scene, start: int, land: Draft) -> bool:
    """Whether a description begins there whose noun, after the land, is one for a town."""
    doc, after = scene.doc, scene.doc[land.end : land.end + 2]
    opens = doc[start].lower_ in members("articles_of_one")
    return opens and any(t.lemma_.lower() in members("parts_of_countries") for t in after)


def _lands(scene: Scene, draft: Draft, *, beside: bool) -> list[str]:
    """The countries that the name of a land may mean: "Georgia" is one, and a state of another."""
    text = scene.doc[draft.start : draft.end].text
    entries = scene.registry.entries(text) if beside else []
    found = [e.actor.country for e in entries if e.form in {Form.COUNTRY, Form.REGION}]
    if draft.country and (not beside or draft.form in {Form.COUNTRY, Form.REGION}):
        found.append(draft.country)
    return [land for land in dict.fromkeys(found) if land is not None]


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


def _is_where(verb: Token) -> bool:
    """Whether what a verb is done to is the town itself: "fled Kabul", "shelled Kabul"."""
    lemma = verb.lemma_
    return lemma in members("verbs_on_countries") or lemma in members("verbs_of_hitting_a_place")


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
        return not _is_where(head)
    if top.dep_ in {"dobj", "dative"}:
        return head.pos_ == "VERB" and not _is_where(head)
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
