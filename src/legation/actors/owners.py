"""Whose a title or an agent noun is: "Turkish troops", "the president of Serbia"."""

from __future__ import annotations

from dataclasses import dataclass, field

from legation.actors.scene import Draft, Scene
from legation.language.words import members
from legation.nlp.syntax import (
    children,
    conjuncts,
    own_prep_objects,
)
from legation.nlp.tokens import Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind
from legation.registry.known import Form
from legation.registry.territories import Territory, territory_named, territory_of
from legation.registry.wordings import Agent, Title

_BEFORE_NOUNS = frozenset({"amod", "compound", "nmod"})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(slots=True)
class Phrase:
    """A title or agent noun found in the text."""

    start: int  # first token of the noun phrase, modifiers included, article excluded
    words: int  # first token of the title or noun itself
    end: int  # token after its last
    head: Token
    entry: Agent | Title
    country: str | None = None
    body: Draft | None = None
    prefix: str | None = None
    sort: str | None = None  # the sector of what it is part of: "intelligence agency officer"
    abroad: bool = False  # "foreign", "Western": of no country that the text could tell
    owners: list[Draft] = field(default_factory=list)
    post: Draft | None = None  # where somebody is sent, named before: "the UN Syria envoy"
    backed: bool = False  # by a country it is not of: "US-backed forces"
    through: Phrase | None = None  # whose country it has: "the president of Chile's senate"

    @property
    def plural(self) -> bool:
        """Whether several people or bodies are meant."""
        head = self.head
        return head.tag_ in _PLURAL_TAGS or (head.pos_ == "NOUN" and head.text.endswith("Ps"))

    @property
    def seat(self) -> str | None:
        """The sector of a government that is called by its seat: "a Kremlin spokesman"."""
        called = rules_with("called_by_its_seat")
        return next((o.sector for o in self.owners[:1] if o.rule in called), None)


def land_of(scene: Scene, phrase: Phrase) -> tuple[str, Territory | None] | None:
    """The land, no state, whose office or body it is: its name, and its standing if it has one.

    "The president of Somaliland", "Abkhaz troops", "Ontario's premier"; who only works there ("the
    governor in Goma", "police near Gori") is not of it by these words.
    """
    for owner in phrase.owners:
        name = None if owner.kind in _STATES else territory_named(owner.actor_id)
        if name is not None and _belongs(scene, phrase, owner):
            return name, territory_of(owner.actor_id, scene.on)
    for owner in phrase.owners[:1]:
        if owner.country and owner.rule in rules_with("town") and _belongs(scene, phrase, owner):
            return owner.name, None
    return None


def _belongs(scene: Scene, phrase: Phrase, owner: Draft) -> bool:
    """Whether the owner stands before the noun, or after "of"."""
    if owner.end <= phrase.words:
        return True
    before = scene.doc[owner.start - 1 - (scene.words.lower[owner.start - 1] == "the")]
    return before.lower_ == "of"


def office_of_land(scene: Scene, phrase: Phrase) -> str | None:
    """The land, no state, whose office a title is; ranks and clergy are of none."""
    if not isinstance(phrase.entry, Title) or phrase.entry.level in _OF_NO_LAND:
        return None
    land = land_of(scene, phrase)
    return land[0] if land is not None and phrase.body is None else None


def office_within(scene: Scene, phrase: Phrase) -> str | None:
    """The land or the body above states whose office a title is: "Somaliland", "NATO"."""
    if phrase.body is not None and phrase.body.sector in sectors_of("above_states"):
        return phrase.body.name
    return office_of_land(scene, phrase)


def settle_land(scene: Scene, phrase: Phrase) -> None:
    """File who governs a land under the state that they serve: Crimea's under Russia's."""
    found = land_of(scene, phrase) if phrase.owners else None
    if found is not None and found[1] is not None and phrase.country is not None:
        phrase.country = found[1].country


_OF_NO_LAND = frozenset({"military", "religious", "international"})


def _is_friend(phrase: Phrase) -> bool:
    """Whether the noun tells whose friend or foe somebody is: "allies of Venezuela"."""
    related = phrase.head.lemma_.lower() in members("related_from_outside")
    return related and isinstance(phrase.entry, Agent)


def is_friend_of(scene: Scene, phrase: Phrase, owner: Draft) -> bool:
    """Whether a state before the noun is whose friend or foe it is: "Venezuela's allies"."""
    token = scene.doc[owner.root]
    if _is_friend(phrase) and _is_by_name(scene, owner):
        phrase.abroad = True
        return True  # "US allies", "Nato allies"
    while token.dep_ in _BEFORE_NOUNS and token.head != phrase.head:
        token = token.head  # "the Syrian government's backers"
    found = _is_friend(phrase) and token.dep_ == "poss"
    phrase.abroad = phrase.abroad or found
    return found


def is_topic_of(scene: Scene, phrase: Phrase, owner: Draft) -> bool:
    """Whether a land's name before the noun is what somebody knows about: "a Syria expert"."""
    studies = phrase.entry.words[-1].removesuffix("s") in members("students_of_lands")
    found = studies and owner.kind is not Kind.ORGANISATION and _is_by_name(scene, owner)
    phrase.abroad = phrase.abroad or found
    return found


def _is_by_name(scene: Scene, owner: Draft) -> bool:
    """Whether a state or a body of states stands before a noun by its name: "US", not "Turkish"."""
    if owner.kind is Kind.ORGANISATION:
        return owner.sector in sectors_of("above_states")
    text = scene.doc[owner.start : owner.end].text
    forms = {entry.form for entry in scene.registry.entries(text)}
    return Form.COUNTRY in forms and scene.doc[owner.root].dep_ != "poss"


def own(phrase: Phrase, owner: Draft) -> None:
    """Note on the phrase that it belongs to the owner: a country, a body, a community."""
    if owner.kind in {Kind.ORGANISATION, Kind.MISSION, Kind.GROUP}:
        phrase.body = phrase.body or owner
    if owner.kind is Kind.COMMUNITY and owner.sector == "REL":
        phrase.sort = "REL"
    if owner.country and phrase.country is None:
        phrase.country = owner.country
    if owner not in phrase.owners:
        phrase.owners.append(owner)


def share_owners(phrases: list[Phrase]) -> None:
    """Owners through another title or noun: "the president's aides", "Polish troops and police"."""
    by_head = {phrase.head.i: phrase for phrase in phrases}
    for phrase in phrases:
        if phrase.country is not None or phrase.body is not None:
            continue
        head = phrase.head
        above = [head.head] if head.dep_ == "conj" and not _has_own_words(phrase) else []
        owners = [*children(head, "poss"), *own_prep_objects(head, "of", "to", "for")]
        for token in (*above, *owners):
            owner = by_head.get(token.i)
            if (
                owner is None
                or owner is phrase
                or (token in above and not _is_alike(owner, phrase))
            ):
                continue
            if owner.country and (_serves_anybody(phrase) or _is_friend(phrase)):
                phrase.abroad = phrase.abroad or _is_friend(phrase)
                break  # "the government's backers" are of anywhere
            if head.lemma_.lower() in members("collectives"):
                phrase.sort = owner.sort or owner.entry.sector
            if owner.body is not None and serves_somebody(phrase) and token not in above:
                phrase.body = owner.body  # "an adviser to the UN envoy"
            if owner.country:
                phrase.country, phrase.owners = owner.country, list(owner.owners)
                if token not in above:
                    phrase.through = owner
                break


def _is_alike(first: Phrase, second: Phrase) -> bool:
    """Whether a country said of the first goes for the second: "Polish troops and police".

    In "US soldiers and gunmen" and "US soldiers and villagers" it may not.
    """
    one, other = first.entry.sector, second.entry.sector
    served = sectors_of("public_service") | sectors_of("political")
    return one == other or (one in served and other in served) or one not in sectors_of("of_state")


def _has_own_words(phrase: Phrase) -> bool:
    return any(c.dep_ in {"det", "poss", "amod", "nmod", "nummod"} for c in phrase.head.lefts)


def owner_after(scene: Scene, phrase: Phrase) -> None:
    """Whose it is by what follows: "president of Serbia", "rebels in Congo"."""
    last = scene.doc[phrase.end - 1]
    home = _home_beside(scene, phrase)
    if home is not None and not (phrase.plural and len(conjuncts(scene.doc[home.root])) > 1):
        own(phrase, home)
        return
    for holder in {phrase.head.i: phrase.head, last.i: last}.values():
        for prep in children(holder, "prep"):
            if prep.lower_ not in members("prepositions_of_posts") or prep.i < phrase.words:
                continue
            if any(t.text == "," or t.pos_ == "VERB" for t in scene.doc[phrase.end : prep.i]):
                continue  # "Somali units, joined by soldiers, from Kenya"
            for obj in children(prep, "pobj"):
                owner = scene.taken.get(obj.i) or _inside_place(scene, obj)
                if owner is None or not _can_own(phrase, prep.lower_, owner):
                    continue
                own(phrase, owner)
                if phrase.plural:  # "the presidents of Kenya and Uganda"
                    others = (scene.taken.get(c.i) for c in conjuncts(obj)[1:])
                    for other in (o for o in others if o is not None and o.country):
                        own(phrase, other)
                return


def _can_own(phrase: Phrase, prep: str, owner: Draft) -> bool:
    """Whether what hangs on a phrase by the preposition tells whose it is."""
    served = owner.kind is Kind.PERSON and serves_somebody(phrase)
    if not (owner.country or served or owner.kind in {Kind.ORGANISATION, Kind.GROUP}):
        return False
    if _is_friend(phrase) and owner.kind in _STATES:
        phrase.abroad = True
        return False
    state = owner.kind is not Kind.ORGANISATION
    if (
        prep == "of"
        and state
        and phrase.entry.words[-1].removesuffix("s") in members("students_of_lands")
    ):
        return False  # "a historian of Iran"
    if prep == "in" and phrase.body is not None and _is_sent(phrase):
        return False  # "the WHO representative in Syria"
    if prep in members("prepositions_of_being_sent") and set(phrase.entry.words) & members(
        "sent_abroad"
    ):
        return False  # "the UN envoy for Libya" is not of Libya
    return (prep != "in" or (_is_home(phrase.entry) and not _is_elsewhere(phrase))) and (
        prep != "for" or not _serves_anybody(phrase)
    )


def serves_somebody(phrase: Phrase) -> bool:
    """Whether the noun is for those who act for one person: "an aide to the rebel Ali Kato"."""
    words = {word.removesuffix("s") for word in phrase.entry.words}
    return not words.isdisjoint(members("who_serve_somebody"))


def _is_sent(phrase: Phrase) -> bool:
    return bool(set(phrase.entry.words) & members("sent_abroad"))


def _is_elsewhere(phrase: Phrase) -> bool:
    """Whether it is where it is not at home: "its consulate in Istanbul"."""
    noun = phrase.head.lemma_.lower()
    return noun in members("posts_abroad") or bool(children(phrase.head, "poss"))


def _home_beside(scene: Scene, phrase: Phrase) -> Draft | None:
    """The land right after "from", whatever "from" was hung on: "met judges from Lesotho"."""
    doc, i, verb = scene.doc, phrase.end, phrase.head.head
    people = isinstance(phrase.entry, Title) or phrase.entry.human
    if not people or i + 1 >= len(doc) or doc[i].lower_ != "from":
        return None
    if children(phrase.head, "poss") or verb.lemma_.lower() in members("verbs_of_taking_away"):
        return None  # "withdrew its troops from Somalia", "freed two men from a camp"
    i += 1 + (doc[i + 1].dep_ == "det")
    found = scene.at(i, Kind.STATE, Kind.PLACE) if i < len(doc) else None
    return found if found is not None and found.country and found.start == i else None


def _serves_anybody(phrase: Phrase) -> bool:
    """Whether those who are told of are of no client's country: "lawyers for a Russian banker"."""
    return phrase.head.lemma_.lower() in members("at_anybodys_service")


def _inside_place(scene: Scene, noun: Token) -> Draft | None:
    """The place in a phrase for a part of it: "in the Kenyan town of Garissa", "Iran's west"."""
    near = children(noun, "poss", "amod", "compound", "nmod") + own_prep_objects(noun, "of")
    found = [d for t in near if (d := scene.taken.get(t.i)) is not None and d.country]
    return found[0] if len({d.country for d in found}) == 1 and _is_part(noun) else None


def place_in(scene: Scene, noun: Token) -> Draft | None:
    """The place in a phrase for a part of a land: "in the Idlib enclave"."""
    found = _inside_place(scene, noun)
    return found if found is not None and found.kind is Kind.PLACE else None


def _is_part(noun: Token) -> bool:
    return noun.lemma_.lower() in members("parts_of_countries")


def _is_home(entry: Agent | Title) -> bool:
    """Whether people of that kind found in a country are taken to be of it."""
    return entry.sector in sectors_of("at_home")
