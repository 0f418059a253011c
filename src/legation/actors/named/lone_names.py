"""Names that stand alone: of somebody the text named in full, or of who holds an office."""

from __future__ import annotations

from datetime import date, timedelta

from legation.actors.named.edges import is_only_title, is_title
from legation.actors.named.namesakes import (
    bearer,
    by_first_name,
    by_inner_name,
    is_another,
    is_introduced,
    is_namesake_place,
    is_titled,
    is_told,
    is_unmistakable,
)
from legation.actors.named.nobodies import is_nobody
from legation.actors.named.tenure import date_person
from legation.actors.places import is_town
from legation.actors.scene import Draft, Scene, called_again
from legation.folding import name_key
from legation.language.nouns import noun_classes
from legation.nlp.syntax import children
from legation.nlp.timewords import CALENDAR, DAYS
from legation.nlp.tokens import Token
from legation.ontology import rules_with
from legation.records import Actor, Kind
from legation.registry.gender import is_first_name
from legation.registry.held import covers
from legation.registry.wordings import Title

RECENT = timedelta(days=10 * 365)  # so long a former leader is called by surname alone


_HEADS = frozenset(
    {
        "President",
        "Prime Minister",
        "Chancellor",
        "Supreme Leader",
        "Secretary General",
        "UN Secretary General",
        "NATO Secretary General",
        "Head of State",
        "King",
        "Queen",
        "Emir",
        "Pope",
        "Taoiseach",
        "Crown Prince",
        "Premier",
    }
)


_CHIEFS = frozenset(
    {"Foreign Minister", "Secretary of State", "Defence Minister", "Vice President"}
)


def find_lone_names(scene: Scene) -> None:
    """Surnames alone: of somebody named in full before or after, else known on the day."""
    tokens = scene.doc.tokens
    for i in scene.doc.capitals:
        token = tokens[i]
        if is_namesake_place(scene, token):
            scene.remove(scene.taken[i])
        if i in scene.taken or not token.text[:1].isupper() or _is_rank_of(scene, token):
            continue
        if token.pos_ not in {"PROPN", "NOUN", "ADJ"} and not token.ent_type_:
            continue
        known = bearer(scene, token)
        known = known or (by_first_name(scene, token) if _is_private(scene, token) else None)
        known = known or by_inner_name(scene, token)
        if known is not None:
            if not _part_of_other_name(scene, token):
                scene.add(_again(token, known))
        elif token.pos_ == "PROPN" or token.ent_type_ or _opens_as_name(token):
            _add_dated_surname(scene, token)
            if i not in scene.taken and _lone(token) and is_introduced(scene, token):
                scene.add(_unknown(token))  # "Viktor, a trucker", whom the recogniser missed


def _opens_as_name(token: Token) -> bool:
    """Whether a subject without article that opens a sentence is no word: "Zelenskyy warned"."""
    opens = token.i == token.sent.start and token.dep_ in {"nsubj", "nsubjpass"}
    return opens and not children(token, "det") and not noun_classes(token.lemma_.lower())


def _is_private(scene: Scene, token: Token) -> bool:
    """Whether it is a first name without a title before it ("King Abdullah" has one)."""
    named = token.ent_type_ == "PERSON" or is_first_name(name_key(token.text))
    lone = _lone(token) and token.pos_ == "PROPN" and named
    return lone and not (token.i > 0 and is_title(scene, scene.doc[token.i - 1]))


def _is_rank_of(scene: Scene, token: Token) -> bool:
    """Whether it is a title right before somebody's name ("King Abdullah II")."""
    after = scene.at(token.i + 1, Kind.PERSON)
    titled = after is not None and after.start == token.i + 1
    return titled and any(
        isinstance(p, Title) for p in scene.registry.phrasing((name_key(token.text),))
    )


def _again(token: Token, known: Draft) -> Draft:
    if known.rule in rules_with("several_bearers") and known.start == token.i:
        return known
    return called_again(known, token, "memory.surname", 0.95)


def _part_of_other_name(scene: Scene, token: Token) -> bool:
    """Whether another first name stands right before the surname ("Bilal Erdoğan")."""
    if not token.i or token.ent_type_ != "PERSON" or token.ent_iob_ != "I":
        return False
    before = scene.doc[token.i - 1]
    if before.i in scene.taken or before.pos_ != "PROPN":
        return False
    return not is_title(scene, before)


def _add_dated_surname(scene: Scene, token: Token) -> None:
    """Somebody in office on the day, by surname; an unknown person where the name is surely one."""
    if _part_of_other_name(scene, token):
        return
    entity = token.ent_type_ == "PERSON"
    titled = token.i > 0 and is_title(scene, scene.doc[token.i - 1])
    people = _candidates(scene, token.text) if titled or not _opens_longer(scene, token) else []
    if not people and not (entity and token.ent_iob_ == "B" and _lone(token)):
        return
    if token.lower_ in CALENDAR and not titled and token.dep_ not in {"nsubj", "nsubjpass"}:
        return  # "since May", "on Friday"
    if token.lower_ in DAYS and not any(is_titled(scene, token, one) for one in people):
        return  # "gathered in a mosque Friday"
    if not people and (
        token.text.isupper()
        or is_town(scene.ent_at[token.i])
        or is_nobody(scene, scene.doc[token.i : token.i + 1])
        or any(
            word.i == token.i - 1 for word in children(token, "det")
        )  # "a Londoner", "the Beatles"
    ):
        return  # a short form or a headline's word
    one = people[0] if len(people) == 1 else None
    if one is None:
        if entity or titled:
            scene.add(_unknown(token, several=len(people) > 1))
        return
    if not _can_be(scene, token, one, titled=titled):
        if entity and (titled or _lone(token)):
            scene.add(_unknown(token))  # "her brother, Tarek, left"
        return
    draft = Draft(
        token.i,
        token.i + 1,
        token.i,
        Kind.PERSON,
        one.name,
        "person.surname",
        actor_id=one.id,
        score=0.8,
    )
    date_person(scene, draft, one)
    draft.rule = "person.surname"
    scene.add(draft)
    scene.remember(draft, token.text)


def _opens_longer(scene: Scene, token: Token) -> bool:
    """Whether a name goes on after the word that is a title or no name: "Green Beret"."""
    ent = scene.ent_at.get(token.i)
    return ent is not None and token.i + 1 < ent.end and is_only_title(scene, ent.start, ent.end)


def _can_be(scene: Scene, token: Token, one: Actor, *, titled: bool) -> bool:
    """Whether the surname alone is that person's and hardly anybody else's."""
    if is_another(scene, token.i, token.i + 1, one, alone=True):
        return False
    if is_titled(scene, token, one):
        return True
    if not is_unmistakable(scene, token, one):
        return False
    entity = token.ent_type_ == "PERSON"
    held = [o for o in one.offices if covers(o.when, scene.on)]
    leads = any(o.title in _HEADS | _CHIEFS for o in held) and _lone(token)
    led = bool(token.ent_type_) and _lone(token) and _rank(one, None) == 0
    led = led and (bool(held) or _is_about(scene, one))
    undated = scene.on is None and not is_first_name(name_key(token.text))
    told = bool(held) and (one.country is None or is_told(scene, one))
    return titled or leads or led or (entity and (told or undated))


def _is_about(scene: Scene, person: Actor) -> bool:
    """Whether a surname can be that of somebody out of office.

    It can where that is not long ago, or the text names the country.
    """
    ends = [o.when.last for o in person.offices if o.when is not None and o.when.last]
    if scene.on is None or (ends and scene.on - max(ends) < RECENT):
        return True
    return person.country is not None and is_told(scene, person)


def _unknown(token: Token, *, several: bool = False) -> Draft:
    rule = "person.namesakes" if several else "person.unknown"
    return Draft(token.i, token.i + 1, token.i, Kind.PERSON, token.text, rule, score=0.5)


def _candidates(scene: Scene, surname: str) -> list[Actor]:
    """People of the surname, reduced to one where office or the text's countries can do it."""
    people = scene.registry.person_by_surname(surname, scene.on)
    if len(people) > 1:
        people = [p for p in people if _rank(p, scene.on) == 0] or people
    if len(people) > 1:
        named = {d.country for d in scene.drafts}
        people = [p for p in people if p.country in named] or people
    if len(people) > 1:
        people = [p for p in people if _rank(p, scene.on) <= 1] or people
    return people


def _rank(actor: Actor, on: date | None) -> int:
    """How likely news calls somebody by surname alone: heads, then chief ministers, then others."""
    titles = {o.title for o in actor.offices if on is None or covers(o.when, on)}
    return 0 if titles & _HEADS else 1 if titles & _CHIEFS else 2


def _lone(token: Token) -> bool:
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return following is None or following.ent_iob_ != "I"
