"""The country of bodies without one: "police", "the government", as far as the text tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from legation.actors.home import Home
from legation.actors.offices import speak_for
from legation.actors.peoples import (
    community_country,
    own_subject,
    place_inside,
    settle_communities,
)
from legation.actors.scene import Draft, Scene
from legation.actors.signs import is_barred
from legation.actors.whereabouts import Sort
from legation.language.nouns import is_noun, noun_classes
from legation.language.words import members
from legation.nlp.syntax import children, clause_of, own_prep_objects
from legation.nlp.tokens import Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind
from legation.registry.cities import city_country
from legation.registry.known import Form

# Who may be anywhere, or is told of by what country he is not of.
_PLACED = frozenset({"REF", "JRN"})  # "refugees fleeing war in Liberia", "a paper based in Beirut"


def settle_countries(scene: Scene) -> None:
    """Give bare bodies, offices and crowds the country they belong to.

    Whose they are comes first, then what their own sentence tells; else they have none.
    """
    settle_communities(scene)
    home = Home(scene, dateline_country(scene))
    still_open: list[Draft] = []
    for draft in scene.drafts:
        if draft.country is not None or not _is_open(draft):
            continue
        if draft.name == "Spokesperson":
            speak_for(scene, draft)
            continue
        found = _owner_of(scene, draft) or _where_it_is(scene, home, draft)
        if found is None:
            still_open.append(draft)
        else:
            _settle(draft, *found)
    for draft in still_open:
        land = None if children(scene.doc[draft.root], "poss") else home.again(draft)
        if land is not None:
            _settle(draft, land, "repeat")


def _settle(draft: Draft, country: str, rule: str) -> None:
    draft.country = country
    draft.rule = f"context.{rule}" if draft.rule in rules_with("bare") else draft.rule


def _owner_of(scene: Scene, draft: Draft) -> tuple[str, str] | None:
    """The country of whose a body is, and the rule that tells it."""
    people = community_country(scene, draft)
    if people is not None:
        return people, "community"
    noun = scene.doc[draft.root].lemma_.lower()
    if any(noun in members(name) for name in _RELATED):
        return None  # "Iran's enemies", "its neighbours", "her parents"
    owner = None if draft.rule in rules_with("unknown_people") else _possessor_country(scene, draft)
    if owner is None and _is_theirs(scene, draft):
        owner = own_subject(scene, draft)
    return (owner, "possessor") if owner is not None else None


_RELATED = ("related_from_outside", "blood_relations", "kin")


def _where_it_is(scene: Scene, home: Home, draft: Draft) -> tuple[str, str] | None:
    """The country that the text points to for who belongs where it is."""
    owned = children(scene.doc[draft.root], "poss")  # whose they are is told, if not by a land
    sort = None if owned else _sort(scene, draft)
    if sort is None:
        there = place_inside(scene, draft) if draft.sector in _PLACED else None
        return (there, "place") if there is not None else None
    there = _country_where(scene, draft)
    if there is not None:
        return there, "where"
    return home.country(draft, sort, but=lambda c: is_barred(scene, draft, c))


def settle_pointing(scene: Scene) -> None:
    """Phrases and pronouns that point back to a body whose country came later have it too."""
    known: dict[tuple[str, Kind], str] = {}
    points_back = rules_with("points_back")
    for draft in scene.drafts:
        if draft.country is not None:
            known[draft.name, draft.kind] = draft.country
        elif draft.rule in points_back:
            draft.country = known.get((draft.name, draft.kind))


def _is_open(draft: Draft) -> bool:
    """Whether the rule that found it leaves its country to the text around."""
    return draft.rule in rules_with("country_left_open") or (
        draft.rule in rules_with("named_body") and draft.actor_id is None
    )


def _is_press(draft: Draft, noun: str) -> bool:
    """Whether it is a paper or station, or the media of a state; reporters come from anywhere."""
    return noun in members("press_nouns") or bool(
        members("words_of_state_media") & set(draft.name.lower().split())
    )


def _is_theirs(scene: Scene, draft: Draft) -> bool:
    """Whether it belongs to somebody whom an "its" or "their" leaves open."""
    owners = children(scene.doc[draft.root], "poss")
    return any(t.lower_ in _THEIRS and t.i not in scene.taken for t in owners)


_THEIRS = frozenset({"its", "their", "whose"})


def _sort(scene: Scene, draft: Draft) -> Sort | None:
    """What a draft goes with; `None` for those who may be of anywhere."""
    noun = scene.doc[draft.root].lemma_.lower()
    if draft.rule in rules_with("unknown_people"):
        return _sort_of_person(draft)
    if draft.rule in rules_with("named_body"):
        return Sort.STATE
    if draft.rule in rules_with("recognised_body"):
        return Sort.STATE if draft.sector in sectors_of("political") else None
    if noun in members("residents") or (
        draft.sector == "REF" and "displaced" in draft.name.lower()
    ):
        return Sort.LOCAL
    anybody = draft.sector is None or draft.sector in sectors_of("anywhere")
    if noun in members("of_any_country") or anybody or draft.kind is Kind.STATE:
        return None  # "the kingdom", "neighbours": of no place around them
    if noun in {"party", "side"} and draft.sector == "UAF":
        return None  # the warring parties are of the war, wherever they are asked to meet
    if draft.sector == "JRN" and not _is_press(draft, noun):
        return None
    if draft.sector == "REL" and draft.kind is not Kind.ORGANISATION:
        return Sort.ARMED
    if draft.sector == "MIL":
        return Sort.TROOPS
    if draft.sector in sectors_of("fighting"):
        return Sort.ARMED
    if draft.sector in sectors_of("local") or (
        draft.sector == "SOC" and draft.kind is not Kind.ORGANISATION
    ):
        return Sort.LOCAL
    return Sort.STATE if draft.sector in sectors_of("domestic") else None


def _sort_of_person(draft: Draft) -> Sort | None:
    """A minister goes with who acts; an officer with whose soldiers are told of.

    Who is sent to a country is not of it: "the envoy to Libya, Ada Noor".
    """
    if set((draft.role or "").lower().split()) & members("of_any_country"):
        return None
    if draft.sector == "MIL":
        return Sort.TROOPS
    return Sort.STATE if draft.sector in sectors_of("political") else None


def _country_where(scene: Scene, draft: Draft) -> str | None:
    """The country of the place that a "where" clause is about: "the Greek border, where police"."""
    clause = clause_of(scene.doc[draft.root])
    if clause.dep_ != "relcl" or not any(c.lower_ == "where" for c in clause.children):
        return None
    noun = clause.head
    words = (noun, *children(noun, "amod", "compound", "nmod", "poss"))
    found = {d.country for t in words if (d := scene.taken.get(t.i)) is not None and d.country}
    return found.pop() if len(found) == 1 else None


def _possessor_country(scene: Scene, draft: Draft) -> str | None:
    """The country of who owns the body ("his government", "an official of the ministry")."""
    noun = scene.doc[draft.root]
    studies = noun.lemma_.lower() in members("students_of_lands")  # "a historian of Iran"
    of = () if studies else own_prep_objects(noun, "of")
    for token in (*children(noun, "poss"), *of):
        owner = scene.taken.get(token.i)
        if owner is not None and owner.country and owner.kind is not Kind.PLACE:
            return owner.country
    return None


def dateline_country(scene: Scene) -> str | None:
    """The one country of the dateline; "CAIRO/NAIROBI" says only where the reporters were."""
    line = scene.dateline()
    named = (entries[0] for _, _, entries in scene.registry.names_in(line.title()))
    found = {e.actor.country for e in named if e.form in _LANDS} - {None}
    if not found and (town := _TOWN.match(line)):
        found = {city_country(town.group(), Counter(), scene.registry.iso2)[0]} - {None}
    return found.pop() if len(found) == 1 else None


_LANDS = frozenset({Form.COUNTRY, Form.CAPITAL, Form.REGION})
_TOWN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\- ]*[A-ZÀ-Þ]")


def settle_people(scene: Scene) -> None:
    """What the text says of a person in one place holds for every mention of that person."""
    stated: dict[str, Draft] = {}
    person, by_name = Kind.PERSON, rules_with("person_by_name")
    for draft in scene.drafts:
        if draft.kind is person and draft.rule in by_name:
            known = stated.get(draft.name)
            if known is None or _tells_more(draft, known):
                stated[draft.name] = draft
    for draft in scene.drafts if stated else ():
        known = stated.get(draft.name)
        if known is not None and draft.kind is person:
            draft.country = known.country or draft.country
            draft.sector = known.sector or draft.sector


def _tells_more(draft: Draft, known: Draft) -> bool:
    return bool(draft.role) > bool(known.role) or (
        draft.role is None and known.role is None and bool(draft.country) > bool(known.country)
    )


_AGE = re.compile(r"\s*,\s*\d{1,3}\s*,")


def settle_described(scene: Scene) -> None:
    """A name with an age right after "a British nurse": the name of that nurse.

    "A Danish sailor has been freed. Jens Holm, 41, was held for a month."
    """
    for draft in scene.drafts:
        if draft.rule not in rules_with("may_be_told_of") or draft.country is not None:
            continue
        sent = scene.sentence(draft.root)
        draft.country = _apposed_country(scene, draft)
        if draft.country is not None:
            continue
        after = scene.doc[draft.end - 1].idx + len(scene.doc[draft.end - 1])
        rest = scene.article.text[after : after + 8]
        if draft.start - sent.start > 1 or not _AGE.match(rest):
            continue
        for back in scene.sentences_before(draft.root, 2):
            said = [d for d in scene.within(back.start, back.end) if _introduces(scene, d)]
            if said:
                if len(said) == 1:
                    draft.country = said[0].country
                    draft.sector = draft.sector or said[0].sector or "CVL"
                break


_CALLED = re.compile(
    r"(?:named|called|known as|identified (?:only )?as|nom de guerre|name of|"
    r"gave (?:his|her) name(?: only)? as)\s+$"
)


def settle_called(scene: Scene) -> None:
    """A name is that of whom the sentence describes before it: "a rebel named Kato"."""
    for draft in scene.drafts:
        if draft.rule not in rules_with("unknown_people") or draft.country is not None:
            continue
        draft.country = _kin_country(scene, draft)
        start = scene.doc[draft.start].idx
        if not _CALLED.search(scene.article.text[max(0, start - 40) : start]):
            continue
        sent = scene.sentence(draft.root)
        said = [
            d
            for d in scene.within(sent.start, draft.start)
            if d.rule in rules_with("says_who_somebody_is")
        ]
        if said:
            draft.country, draft.sector = said[-1].country, draft.sector or said[-1].sector


def _kin_country(scene: Scene, draft: Draft) -> str | None:
    """The country of whose near relative a name is: "her brother, Tarek"."""
    name = scene.doc[draft.root]
    if name.dep_ != "appos" or name.head.lemma_.lower() not in members("blood_relations"):
        return None
    owners = [scene.taken.get(t.i) for t in children(name.head, "poss")]
    found = [d.country for d in owners if d is not None and d.kind is Kind.PERSON]
    return found[0] if len(found) == 1 else None


def _apposed_country(scene: Scene, draft: Draft) -> str | None:
    """The one country of the description after a name ("Ada Noor, chair of a council in Hasaka").

    What the description is about ("an expert on Iran") is nobody's country.
    """
    name = scene.doc[draft.root]
    apposed = [t for t in children(name, "appos") if _may_stand_somewhere(t)]
    natives = {d.country for t in apposed if (d := scene.at(t.i)) and d.form is Form.DEMONYM}
    if len(natives) == 1:
        return natives.pop()  # "Maria, a Russian in a camp in Syria"
    nouns = (name, *apposed) if apposed else ()
    there = [scene.at(t.i) for noun in nouns for t in _standing_in(noun)]
    there += [scene.at(t.i, Kind.ORGANISATION) for t in (*apposed, *_serving(name))]
    if name.dep_ == "appos":  # "the head of Tatarstan, Ada Noor"
        there += [scene.at(t.i) for t in _serving(name.head)]
    found = {d.country for d in there if d is not None and d.country}
    if not found:
        found = {d.country for d in _employers(scene, draft) if d.country}
    return found.pop() if len(found) == 1 else None


def _employers(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """Bodies that a name between commas is at, of or for, however the words were parsed."""
    doc, i = scene.doc, draft.end
    if i >= len(doc) or doc[i].text != ",":
        return
    for i in range(draft.end + 1, min(draft.end + _LONG, len(doc))):
        token = doc[i]
        if token.text in _ENDS or token.tag_ in {"VBD", "VBZ", "VBP"}:
            return
        body = scene.at(i, Kind.ORGANISATION)
        if body is not None and body.start == i:
            before = doc[i - 1 - (doc[i - 1].dep_ == "det")]
            if before.lower_ in members("prepositions_of_origin") or i == draft.end + 1:
                yield body


_LONG = 30  # tokens of an apposition
_ENDS = frozenset({",", ".", ";", ":", '"', "”", "“"})


def _serving(name: Token) -> list[Token]:
    """What a person is of without a description: "Anna Sokolova of the state institute"."""
    return own_prep_objects(name, "of", "from", "at")


def _standing_in(noun: Token) -> Iterator[Token]:
    """Nouns where the first is, or that own it, down its phrase."""
    word = noun.lemma_.lower()
    about = {"compound", "nmod"} if word in members("students_of_lands") else set()
    yield from (
        t for t in children(noun, "amod", "compound", "nmod", "poss") if t.dep_ not in about
    )
    if word in members("sent_abroad"):
        return  # "the WHO representative in Syria"
    for obj in own_prep_objects(noun, *members("prepositions_of_origin")):
        yield obj
        if not _may_stand_somewhere(obj):
            yield from own_prep_objects(obj, *members("prepositions_of_origin"))
            continue  # "a student of French literature"
        yield from _standing_in(obj)
        for same in children(obj, "appos"):
            yield from _standing_in(same)


def _may_stand_somewhere(noun: Token) -> bool:
    """Whether it is a name or a noun of people, bodies or places, which are of a country."""
    word = noun.lemma_.lower()
    if noun.pos_ == "PROPN" or not noun_classes(word):
        return True
    return is_noun(word, "person") or is_noun(word, "group") or is_noun(word, "place")


def _introduces(scene: Scene, draft: Draft) -> bool:
    """Whether the draft brings in one person without a name ("a former British soldier")."""
    if not draft.start or scene.doc[draft.start - 1].lower_ not in {"a", "an"}:
        return False
    if draft.rule in rules_with("adjective"):
        return scene.doc[draft.root].head.lower_ in members("small_numbers_of_people")
    return draft.rule in rules_with("owned") and draft.kind is Kind.PERSON
