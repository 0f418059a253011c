"""Titles without a name ("the minister", "the Polish president"), by memory or dated table.

The tables name nobody unless the words mean one person in a country, nothing else stands in the
phrase, the text gives that office to nobody, and a source that can be cited has one person in it on
all days that the sentence is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from legation.actors.bodies import named_with
from legation.actors.owners import Phrase, office_within
from legation.actors.roles import office_name, sector_in
from legation.actors.scene import Draft, Scene
from legation.actors.signs import acts
from legation.folding import name_key
from legation.language.words import members
from legation.nlp.syntax import children, is_predicate, own_prep_objects
from legation.nlp.tokens import Token
from legation.nlp.told_days import days_told
from legation.ontology import rules_with, sectors_of
from legation.records import Actor, Kind, Office
from legation.registry.held import covers
from legation.registry.roster import office_of_body
from legation.registry.territories import territory_of
from legation.registry.wordings import Title


def resolve_title(scene: Scene, phrase: Phrase) -> None:
    """Add the office, or its holder where the text or else the table tells who that is."""
    assert isinstance(phrase.entry, Title)
    title, country = phrase.entry, phrase.country or _owner_country(scene, phrase)
    draft = Draft(
        phrase.start,
        phrase.end,
        phrase.head.i,
        Kind.OFFICE,
        office_name(scene, phrase, country),
        "office.abroad" if phrase.abroad and not country else "office.phrase",
        country=country,
        sector=sector_in(scene, phrase),
        role=scene.doc[phrase.start : phrase.end].text,
        score=0.7,
        within=office_within(scene, phrase),
    )
    if phrase.prefix == "former":
        draft.sector = "ELI"
    elif title.title == "Spokesperson" and country is None and phrase.body is None:
        speak_for(scene, draft)
    elif country is None and phrase.body is None and (body := _whose(scene, phrase)) is not None:
        draft.country, draft.sector = body.country, draft.sector or body.sector
    elif (holder := _remembered(scene, phrase, country)) is not None:
        draft.kind, draft.name, draft.actor_id = Kind.PERSON, holder.name, holder.actor_id
        draft.country, draft.sector = holder.country or country, holder.sector
        draft.rule = "memory.office"
    elif not _is_told(scene, phrase, country):
        known = holder_by_table(scene, phrase)
        if known is not None:
            draft.kind, draft.name, draft.actor_id = Kind.PERSON, known.name, known.id
            draft.rule, draft.by_table = "office.dated", True
    scene.add(draft)


def _whose(scene: Scene, phrase: Phrase) -> Draft | None:
    """The body named before that a title has in its words: "a ministry spokeswoman"."""
    for token in scene.doc[phrase.words : phrase.end - 1]:
        if token.lemma_.lower() in members("public_bodies"):
            return named_with(scene, token, definite=False)
    return None


def speak_for(scene: Scene, draft: Draft) -> None:
    """Let a bare "spokesman" speak for the last body that the text is about.

    That is the one subject of a sentence or, where no subject has a spokesman, the one body in it;
    two of them leave it open.
    """
    if children(scene.doc[draft.root], "poss"):
        return  # "the general's spokesman"
    whom = own_prep_objects(scene.doc[draft.root], "for", "of")
    if whom:  # "a spokesman for the Harbour Trust" speaks for no other
        body = scene.at(whom[0].i, *_BODIES)
        if body is not None:
            draft.country, draft.sector = body.country, body.sector or draft.sector
            draft.name = f"{draft.name} of {body.name}"
        return
    own = scene.sentence(draft.root)
    for start, end in (
        (own.start, draft.start),
        *((back.start, back.end) for back in scene.sentences_before(draft.root, REACH)),
    ):
        there = [d for d in scene.within(start, end) if _has_spokesman(d)]
        about = [d for d in there if acts(scene, d)]
        bodies = {(d.name, d.country): d for d in about or there}
        if len(bodies) == 1:
            body = next(iter(bodies.values()))
            draft.country, draft.sector = body.country, body.sector or draft.sector
            draft.rule, draft.name = "memory.spokesman", f"{draft.name} of {body.name}"
        if bodies:
            return


def _has_spokesman(draft: Draft) -> bool:
    """Whether it is a body that speaks through somebody, other than those who only report."""
    if draft.kind is Kind.GROUP and draft.rule not in rules_with("by_name"):
        return draft.sector in sectors_of("with_leaders")
    return (
        draft.kind in _BODIES
        and draft.sector != "JRN"
        and draft.rule not in rules_with("unowned_or_adjective")
    )


REACH = 3  # sentences, as for pronouns
_BODIES = frozenset({Kind.ORGANISATION, Kind.GOVERNMENT, Kind.MISSION, Kind.GROUP})


def _owner_country(scene: Scene, phrase: Phrase) -> str | None:
    """The country of "its president", "their foreign minister"."""
    for poss in children(phrase.head, "poss"):
        owner = scene.taken.get(poss.i)
        if owner is not None and owner.country:
            return owner.country
    return None


def _is_told(scene: Scene, phrase: Phrase, country: str | None) -> bool:
    """Whether the text gives that office to somebody, on whatever day."""
    assert isinstance(phrase.entry, Title)
    return any(
        office_match(phrase.entry, told.title) is not None and told.country in {None, country}
        for told in told_holders(scene)
    )


def _remembered(scene: Scene, phrase: Phrase, country: str | None) -> Draft | None:
    """The one person of the text with the same title, of the same country where one is given.

    Of several the one who was named before the phrase, if that is one.
    """
    assert isinstance(phrase.entry, Title)
    if not _is_definite(phrase) or _is_of_another(scene, phrase):
        return None
    name = office_name(scene, phrase, country)
    found: dict[str, dict[str, Draft]] = {"exact": {}, "loose": {}, "head": {}}
    for told in holders_in(scene):
        if country is not None and told.country not in {None, country}:
            continue
        if not (_is_same_land(scene, phrase, told) and _is_same_post(name, told.title)):
            continue
        match = office_match(phrase.entry, told.title)
        if match is not None and (match != "head" or (country and told.country == country)):
            found[match].setdefault(told.person.name, told.person)
    pool = found["exact"] or found["loose"] or found["head"]
    if len(pool) > 1:
        pool = {name: p for name, p in pool.items() if p.start < phrase.start}
    return next(iter(pool.values())) if len(pool) == 1 else None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds which office; `within` is the land or body, no state, whose office it is."""

    title: str
    country: str | None
    within: str | None
    person: Draft


def _is_same_land(scene: Scene, phrase: Phrase, told: Holder) -> bool:
    """Whether the office told can be that of the phrase: Somalia's president is not Somaliland's.

    Nor is the UN's secretary general NATO's; "the president" alone may be either's.
    """
    within = office_within(scene, phrase)
    if within is None:
        return told.within is None or not any(o.kind in _STATES for o in phrase.owners)
    if within not in {o.name for o in phrase.owners if o.kind is Kind.PLACE}:
        return told.within == within or (told.within is None and told.country is None)
    return told.within == within  # "the Texas judge" is no judge told of without his court


def holders_in(scene: Scene) -> Iterator[Holder]:
    """Offices that the text gives to people, then those that the table gives them on the day."""
    yield from told_holders(scene)
    for person in _people(scene).values():
        for office in _dated(scene, person):
            yield Holder(office.title, office.country, _land(scene, office), person)


def _land(scene: Scene, office: Office) -> str | None:
    """The land or the body above states whose office one of the tables is."""
    if office.organisation is None:
        return None
    whose = [entry.actor for entry in scene.registry.entries(office.organisation)]
    if office.country is None:
        return whose[0].name if whose else office.organisation
    found = (territory_of(actor.id, scene.on) for actor in whose)
    return next((land.name for land in found if land is not None), None)


def told_holders(scene: Scene) -> Iterator[Holder]:
    """Offices that the text gives to people."""
    people = _people(scene)
    office, before_a_name = Kind.OFFICE, rules_with("office_before_a_name")
    for draft in scene.drafts if people else ():
        if draft.kind is office and draft.role in people and draft.rule in before_a_name:
            yield Holder(draft.name, draft.country, draft.within, people[draft.role])


def _people(scene: Scene) -> dict[str, Draft]:
    people: dict[str, Draft] = {}
    person, described = Kind.PERSON, rules_with("described")
    for draft in scene.drafts:
        if draft.kind is person and draft.rule not in described:
            people.setdefault(draft.name, draft)
    return people


def _dated(scene: Scene, person: Draft) -> tuple[Office, ...]:
    actor = scene.registry.actors.get(person.actor_id or "")
    if actor is None or person.rule in rules_with("office_kept"):
        return ()
    return tuple(o for o in actor.offices if covers(o.when, scene.on))


_AFTER_TITLE = re.compile(r" (?:of|to|for) ")
_POST = re.compile(r" (?:to|for) (.+)$")


def _is_same_post(name: str, told: str) -> bool:
    """Whether two offices can be one post: an ambassador to Iran is not one to Iraq."""
    one, other = _POST.search(name), _POST.search(told)
    return one is None or other is None or one[1] == other[1]


def office_match(phrase: Title, title: str) -> str | None:
    """How the phrase names that office: in full, by its last word ("the minister"), as a head.

    "The Swedish leader" is the head of state or government that the text names for the country.
    """
    wanted, given = name_key(phrase.title), name_key(title)
    bare = _AFTER_TITLE.split(given, maxsplit=1)[0]
    if given == wanted or (bare == wanted and bare != given) or given.startswith(f"{wanted} of "):
        return "exact"
    if wanted == "leader" and given in members("heads_of_state_or_government"):
        return "head"
    words = bare.split()
    if not words or words[0] in members("ranks_of_ministers") or len(phrase.words) > 1:
        return None
    return "loose" if wanted.split()[-1] == words[-1] else None


def _is_of_another(scene: Scene, phrase: Phrase) -> bool:
    """Whether it is said to be somebody's before or after the one in office: "the next premier"."""
    words = {scene.words.lower[i] for i in range(phrase.start, phrase.words)}
    return bool(words & members("not_the_one_in_office"))


def _is_definite(phrase: Phrase) -> bool:
    determiners = children(phrase.head, "det")
    return not determiners or determiners[0].lower_ in {"the", "that", "this"}


_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})
_POINTING = frozenset({"the", "its", "their"})


def holder_by_table(scene: Scene, phrase: Phrase) -> Actor | None:
    """Who holds the office of a definite phrase on the day that the sentence is about."""
    assert isinstance(phrase.entry, Title)
    if phrase.body is not None:
        return _head_of_body(scene, phrase, phrase.body)
    owner = _owner(scene, phrase)
    if owner is None or owner.country is None or not _is_owners_alone(scene, phrase, owner):
        return None
    if phrase.through is not None and phrase.through.head.lemma_.lower() not in members("rulers"):
        return None  # "the president of Chile's senate"
    words = scene.doc[phrase.words : phrase.end].text
    return holder_of(scene, words, owner.country, phrase.head)


def holder_of(scene: Scene, words: str, country: str, at: Token) -> Actor | None:
    """Who holds the office of a country that the words mean, on the day told at the token."""
    title = scene.registry.sole_title(words, country)
    days = days_told(at, scene.times, scene.on) if title is not None else None
    if title is None or days is None:
        return None
    return scene.registry.cited_holder(title, country, *days)


def _head_of_body(scene: Scene, phrase: Phrase, body: Draft) -> Actor | None:
    """Who heads a body above states on the day told: "the NATO chief"."""
    if body.sector not in sectors_of("above_states") or len(phrase.owners) != 1:
        return None
    words = scene.doc[phrase.words : phrase.end].text
    office = office_of_body(body.actor_id or "", words)
    if office is None or not _is_owners_alone(scene, phrase, body):
        return None
    days = days_told(phrase.head, scene.times, scene.on)
    return scene.registry.cited_holder(office, body.name, *days) if days is not None else None


def _owner(scene: Scene, phrase: Phrase) -> Draft | None:
    """The one state whose office it is: not a region, a company or a person of the country."""
    pronoun = next(iter(children(phrase.head, "poss")), None)
    if not phrase.owners and pronoun is not None and pronoun.lower_ in _POINTING:
        owners = [scene.taken[pronoun.i]] if pronoun.i in scene.taken else []
    else:
        owners = phrase.owners
    if len(owners) != 1 or owners[0].kind not in _STATES:
        return None
    return owners[0]


def _is_owners_alone(scene: Scene, phrase: Phrase, owner: Draft) -> bool:
    """Whether the phrase is the owner and the office alone, and stands for somebody.

    "The French president" does; "a French president", "French presidents", "the first French
    president", "the Brazilian federation president" do not, and "was elected French president"
    says what somebody became.
    """
    if phrase.plural or phrase.prefix is not None or phrase.body not in (None, owner):
        return False
    inside = range(phrase.start, phrase.words)
    alone = all(i in _tokens(owner) or scene.doc[i].lower_ in _LINKS for i in inside)
    if not alone or is_predicate(phrase.head) or _is_named_beside(scene, phrase):
        return False
    before = scene.doc[phrase.start - 1] if phrase.start else None
    own = {*range(phrase.words, phrase.end), *_tokens(owner)}
    words = children(phrase.head, "det", "predet", "nummod", "amod")
    opens = {word.lower_ for word in words if word.i not in own}
    unsure = before is not None and before.lower_ in members("unsure_determiners")
    definite = bool(opens) or scene.doc[owner.root].dep_ == "poss" or _stands_first(scene, phrase)
    return opens <= _POINTING and definite and not unsure


def _stands_first(scene: Scene, phrase: Phrase) -> bool:
    """Whether it opens its sentence, as in headlines, or is the subject of a clause."""
    subject = phrase.head.dep_ in {"nsubj", "nsubjpass"}
    return subject or phrase.start == scene.sentence(phrase.start).start


def _tokens(draft: Draft) -> range:
    return range(draft.start, draft.end)


_LINKS = frozenset({"'s", "’s", "'", "’", "the"})


def _is_named_beside(scene: Scene, phrase: Phrase) -> bool:
    """Whether a person's name stands beside: "the French president, Anna Berg, said"."""
    doc = scene.doc
    for i, step in ((phrase.end, 1), (phrase.start - 1, -1)):
        while 0 <= i < len(doc) and doc[i].text in _BESIDE:
            i += step
        if 0 <= i < len(doc) and (scene.person_at(i) or _is_person(scene, i)):
            return True
    return _is_named_after(scene, phrase)


def _is_named_after(scene: Scene, phrase: Phrase) -> bool:
    """Whether a description after it ends in a name: "the president, a teacher called Asante"."""
    doc = scene.doc
    at = max((phrase.end, *(owner.end for owner in phrase.owners)))
    if at >= len(doc) or doc[at].text != ",":
        return False
    for i in range(at + 1, min(at + 12, len(doc))):
        if doc[i].text in {",", "."}:
            return False
        if scene.person_at(i) or _is_person(scene, i):
            return doc[i - 1].lower_ in members("words_before_a_name")
    return False


_BESIDE = frozenset({",", "(", ")", "-", "–", "—", ":", "the", "The"})


def _is_person(scene: Scene, i: int) -> bool:
    draft = scene.taken.get(i)
    return draft is not None and draft.kind is Kind.PERSON and draft.role is None
