"""People by name: full names known or not, surnames from memory or from the dated table."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz import fuzz

from legation.actors.namesakes import (
    bearer,
    by_first_name,
    by_inner_name,
    home_beside,
    is_another,
    is_body,
    is_introduced,
    is_namesake_place,
    is_titled,
    is_told,
    is_unmistakable,
)
from legation.actors.places import is_town
from legation.actors.scene import Draft, Scene
from legation.folding import name_key
from legation.language.nouns import noun_classes
from legation.language.words import members
from legation.nlp.syntax import children
from legation.nlp.timewords import CALENDAR, DAYS
from legation.nlp.tokens import Span, Token
from legation.ontology import rules_with, sectors_of
from legation.records import Actor, Kind, Office, Precision
from legation.registry.gender import is_first_name
from legation.registry.held import covers
from legation.registry.known import Title
from legation.registry.surnames import without_rank

STILL = timedelta(days=400)  # so long after the check an office without an end is held on
RECENT = timedelta(days=10 * 365)  # so long a former leader is called by surname alone
ALIKE = 88  # "Mohammed Hussein Roble" and "Mohamed Hussein Roble": 98; two first names: under 80
_SECTOR_ORDER = ("GOV", "MIL", "IGO", "UNO", "EUR", "LEG", "JUD", "SPY", "PTY", "OPP")
_PARTIES = frozenset({"PTY", "OPP", None})
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


def date_person(draft: Draft, actor: Actor, on: date | None) -> None:
    """Give the draft country and sector by the office held on the day.

    Who held offices before and holds none is of the elite (ELI). Without a day the last office
    counts; before the first office only the country is known.
    """
    offices = [o for o in actor.offices if covers(o.when, on)]
    known = offices or _latest(actor, on)
    if known:
        office = min(known, key=lambda o: _office_rank(o, actor))
        draft.country, draft.sector = office.country or _homeland(office, actor), office.sector
        if on is None and draft.country is None and any(o.country for o in actor.offices):
            of_state = [o for o in actor.offices if o.country]  # the state's, whom the name is of
            office = min(of_state, key=lambda o: _office_rank(o, actor))
            draft.country, draft.sector = office.country, office.sector
        if on is not None and not offices:
            draft.sector = _after(office, on)
    draft.rule = "person.dated" if offices else "person.name"


def _after(office: Office, on: date) -> str | None:
    """The sector on a day outside the spell: elite after its end, unknown long after the check."""
    if _ended(office, on):
        return "ELI"
    checked = office.when.last if office.when is not None else None
    recent = checked is not None and timedelta(0) <= on - checked <= STILL
    return office.sector if recent else None


def _homeland(office: Office, actor: Actor) -> str | None:
    """The person's own country; none for who serves an international body."""
    return None if office.sector in sectors_of("above_states") else actor.country


def _latest(actor: Actor, on: date | None) -> list[Office]:
    """The office that began last, of those before the day if there are any."""
    ranked = sorted(actor.offices, key=lambda o: _begins(o) or date.min)
    past = [o for o in ranked if on is not None and (_begins(o) or date.min) <= on]
    return (past or ranked)[-1:]


def _begins(office: Office) -> date | None:
    return office.when.first if office.when is not None else None


def _ended(office: Office, on: date) -> bool:
    """Whether the office is known to have ended by the day; one still held when checked is not."""
    spell = office.when
    if spell is None or spell.last is None or spell.precision is Precision.SINCE:
        return False
    return spell.last < on


def _office_rank(office: Office, actor: Actor) -> tuple[bool, bool, int]:
    """Offices of a state or body before a party's, those of the person's own country first."""
    home = _commonest(tuple([o.country for o in actor.offices]))
    order = _SECTOR_ORDER.index(office.sector) if office.sector in _SECTOR_ORDER else 99
    return office.sector in _PARTIES, office.country != home, order


@lru_cache(maxsize=4096)
def _commonest(countries: tuple[str | None, ...]) -> str | None:
    return Counter(countries).most_common(1)[0][0]


def find_people(scene: Scene) -> None:
    """Add people the entity recogniser finds, then surnames that stand alone."""
    for ent in scene.ents:
        if ent.label_ != "PERSON" or is_body(ent):
            continue
        start, end = _name_tokens(scene, ent)
        if end - start >= 2 and scene.free(start, end) and not _only_title(scene, start, end):
            _add_full_name(scene, scene.doc[start:end])
    _add_surnames(scene)


def _only_title(scene: Scene, start: int, end: int) -> bool:
    """Whether the words are a title that was taken for a name ("Crown Prince")."""
    words = tuple(name_key(token.text) for token in scene.doc[start:end])
    return any(isinstance(phrase, Title) for phrase in scene.registry.phrasing(words))


def _add_full_name(scene: Scene, span: Span) -> None:
    draft = Draft(
        span.start, span.end, span.root.i, Kind.PERSON, span.text, "person.unknown", score=0.8
    )
    known = _same_person(scene, span)
    if known is not None:
        alone = name_key(known.name).split()[0] != name_key(span.text).split()[0]
        if is_another(scene, span.start, span.end, known, alone=alone):
            known = None
    if known is not None:
        draft.actor_id, draft.name = known.id, known.name
        date_person(draft, known, scene.on)
    else:
        draft.country = home_beside(scene, span)
    scene.add(draft)
    scene.remember(draft, span.text)


def _name_tokens(scene: Scene, ent: Span) -> tuple[int, int]:
    """The entity with the names it lost, without titles, possessives and lower-case edges."""
    doc, start, end = scene.doc, ent.start, ent.end
    while start < end and _opens(doc[start]):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text[:1].isalpha()):
        end -= 1
    while start < end and _is_title(scene, doc[start]):
        start += 1
    while end - start > 2 and (
        scene.at(end - 1) is not None or doc[end - 1].lower_ in members("nouns_of_bylines")
    ):
        end -= 1
    if end > start:
        sent = scene.sentence(start)
        while start > sent.start and _continues(scene, doc[start - 1], doc[start]):
            start -= 1
        while end < sent.end and _continues(scene, doc[end], doc[end - 1]):
            end += 1
    return start, end


def _opens(token: Token) -> bool:
    """Whether the word only stands before a name: "Inside Baghouz", "the late Sharon"."""
    if not token.text[:1].isupper():
        return token.pos_ != "PROPN"
    return token.lower_ in members("sentence_openers") and token.i == token.sent[0].i


def _is_title(scene: Scene, token: Token) -> bool:
    return (
        name_key(token.text).rstrip(".") in members("courtesy_titles")
        or token.lower_ in scene.registry.phrases
    )


def _continues(scene: Scene, token: Token, name: Token) -> bool:
    """Whether the token belongs to the name beside it though the recogniser left it out."""
    if token.i in scene.taken or token.ent_type_ not in {"", "PERSON"} or token.pos_ != "PROPN":
        return False
    if not (token.text[:1].isupper() and token.text.isalpha() and not token.text.isupper()):
        return False
    joined = token.head in (name, name.head) or name.head == token
    return joined and not _is_title(scene, token)


def _same_person(scene: Scene, span: Span) -> Actor | None:
    """The one registry person with that surname and the same or a like first name.

    "Vladimir V. Putin", "Joseph R. Biden Jr.", "Mohammed Hussein Roble".
    """
    name = name_key(without_rank(span.text))
    words = name.split()
    people = scene.registry.person_by_surname(words[-1], scene.on)
    same = [p for p in people if words[0] == name_key(p.name).split()[0] and not _one_name(p)]
    same = same or [p for p in people if f" {name_key(p.name)}".endswith(f" {name}")]  # "bin Laden"
    if not same and people:
        same = [p for p in people if fuzz.ratio(name, name_key(p.name)) >= ALIKE]
    return same[0] if len(same) == 1 else None


def _one_name(person: Actor) -> bool:
    """Whether somebody goes by one name, so that no second makes him: "Hassan II", not Hassan H."""
    return " " not in name_key(without_rank(person.name))


def _add_surnames(scene: Scene) -> None:
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
    lone = _lone(token) and token.pos_ == "PROPN" and is_first_name(name_key(token.text))
    return lone and not (token.i > 0 and _is_title(scene, scene.doc[token.i - 1]))


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
    return Draft(
        token.i,
        token.i + 1,
        token.i,
        known.kind,
        known.name,
        "memory.surname",
        actor_id=known.actor_id,
        country=known.country,
        sector=known.sector,
        score=0.95,
    )


def _part_of_other_name(scene: Scene, token: Token) -> bool:
    """Whether another first name stands right before the surname ("Bilal Erdoğan")."""
    if not token.i or token.ent_type_ != "PERSON" or token.ent_iob_ != "I":
        return False
    before = scene.doc[token.i - 1]
    if before.i in scene.taken or before.pos_ != "PROPN":
        return False
    return not _is_title(scene, before)


def _add_dated_surname(scene: Scene, token: Token) -> None:
    """Somebody in office on the day, by surname; an unknown person where the name is surely one."""
    if _part_of_other_name(scene, token):
        return
    entity = token.ent_type_ == "PERSON"
    titled = token.i > 0 and _is_title(scene, scene.doc[token.i - 1])
    people = _candidates(scene, token.text)
    if not people and not (entity and token.ent_iob_ == "B" and _lone(token)):
        return
    if token.lower_ in CALENDAR and not titled and token.dep_ not in {"nsubj", "nsubjpass"}:
        return  # "since May", "on Friday"
    if token.lower_ in DAYS and not any(is_titled(scene, token, one) for one in people):
        return  # "gathered in a mosque Friday"
    if not people and (token.text.isupper() or is_town(scene.ent_at[token.i])):
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
    date_person(draft, one, scene.on)
    draft.rule = "person.surname"
    scene.add(draft)
    scene.remember(draft, token.text)


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
