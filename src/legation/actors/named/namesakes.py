"""Whether a name is that of somebody known: by the words beside it, and by who else bears it.

A name that stands alone is somebody's only if the text introduced that person or if it can hardly
be another's. "Castro, who grows coffee" is no president, "Lieutenant Sharon" no prime minister.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from legation.actors.scene import Draft, Scene
from legation.folding import name_key
from legation.language.words import members
from legation.nlp.syntax import children
from legation.nlp.timewords import CALENDAR
from legation.nlp.tokens import Span, Token
from legation.ontology import sectors_of
from legation.records import Actor, Kind
from legation.registry.cities import is_large_city
from legation.registry.gender import gender_of, is_first_name
from legation.registry.held import covers
from legation.registry.known import Form
from legation.registry.wordings import Agent, Phrasing, Title

MANY = 3  # people of the tables with one surname: then it tells nobody by itself
YOUNG = 30  # years; whoever is younger leads no state that the tables know
_LONGEST = 4  # words of a title or agent noun before a name
_AFTER = 9  # tokens of a description after a name

_CALLED = re.compile(r"\b(?:named|called|surnamed|name of|name was|known (?:only )?as)\s+$")
_AGE = re.compile(r"\s*[,(]\s*(?:aged )?(\d{1,2})(?:,|\)|\s*and\b)")


def is_another(scene: Scene, start: int, end: int, person: Actor, *, alone: bool) -> bool:
    """Whether the words beside a name, tokens `start` to `end`, speak of somebody else.

    `alone` tells that it is a surname by itself. A description in private life, a rank or an
    office never held, an age or a body that cannot be the person's speak of another.
    """
    if alone and (_is_called(scene, start) or _is_kin(scene, start)):
        return True
    if _age(scene, end) is not None and (_age(scene, end) or 0) < YOUNG:
        return True
    beside = [*_before(scene, start, end, alone=alone), *_described(scene, end)]
    if any(not _fits(phrase, person) for phrase in beside):
        return alone or not is_told(scene, person)
    return alone and _serves_another(scene, end, person)


def is_titled(scene: Scene, token: Token, person: Actor) -> bool:
    """Whether an office that the person held stands right beside a surname: "President Bush"."""
    beside = (*_before(scene, token.i, token.i + 1, alone=True), *_described(scene, token.i + 1))
    return any(isinstance(p, Title) and _fits(p, person) for p in beside)


def is_unmistakable(scene: Scene, token: Token, person: Actor) -> bool:
    """Whether a surname alone can hardly be another's than the person's.

    One that many of the tables bear, or that is a first name too, is so only of who leads a
    country of which the text speaks. "Police in Lagos" are in the city, also on no known day, where
    the person has left office.
    """
    ended = all(o.when is not None and o.when.last is not None for o in person.offices)
    if ended and token.ent_type_ != "PERSON" and is_large_city(token.text):
        return False
    word = name_key(token.text)
    people = {p.id for p in scene.registry.surnames.get(word, ())}
    shared = len(people) >= MANY or is_first_name(word) or word in members("surnames_also_first")
    if not shared:
        return True
    leads = any(o.sector == "GOV" and covers(o.when, scene.on) for o in person.offices)
    return leads and is_told(scene, person)


def is_body(ent: Span) -> bool:
    """Whether the last word of what is taken for a person is a body's: "the Omar Brigade"."""
    return len(ent) > 1 and ent[-1].lower_ in members("ends_of_names_of_bodies")


def is_introduced(scene: Scene, token: Token) -> bool:
    """Whether an age or a description right after brings in somebody new: "Viktor, a trucker"."""
    if token.lower_ in CALENDAR or token.text.isupper():
        return False
    if _age(scene, token.i + 1) is not None:
        return True
    return any(
        phrase.human if isinstance(phrase, Agent) else True
        for phrase in _described(scene, token.i + 1)
    )


def home_beside(scene: Scene, span: Span) -> str | None:
    """The country beside an unknown name: "Alva Lind of Sweden", "Danish rower Alva Lind"."""
    for prep in children(span.root, "prep"):
        if prep.i == span.end and prep.lower_ in {"of", "from"}:
            for obj in children(prep, "pobj"):
                land = scene.at(obj.i, Kind.STATE, Kind.PLACE, Kind.GOVERNMENT)
                return land.country if land is not None else None
    for i in range(span.start - 1, max(-1, span.start - _NATIONALITY), -1):
        token = scene.doc[i]
        if i in scene.taken and scene.taken[i].form is Form.DEMONYM:
            return scene.taken[i].country
        if token.pos_ not in {"NOUN", "ADJ"} or token.lemma_ in members("parts_of_countries"):
            return None
    return None


_NATIONALITY = 5  # words from a nationality to a name: "Danish Olympic rower Alva Lind"


def is_told(scene: Scene, person: Actor) -> bool:
    """Whether the text speaks of the person's country."""
    return person.country is not None and any(d.country == person.country for d in scene.drafts)


def bearer(scene: Scene, token: Token) -> Draft | None:
    """Whom of those named in full a surname alone means, `None` where nobody is.

    Of several it is the one named before it, the one whom a courtesy title fits, or who leads a
    state where no namesake was named in the sentences just before. Else the draft has no
    `actor_id` and the rule `person.namesakes`.
    """
    several = scene.bearers(name_key(token.text))
    if len(several) < 2:
        return several[0] if several else None
    before = [d for d in several if d.start < token.i] or several
    for choose in (_all, _of_gender, _not_by_first_name, _near_alone):
        pool = choose(scene, token, before)
        if len(pool) == 1:
            return pool[0]
    return Draft(
        token.i, token.i + 1, token.i, Kind.PERSON, token.text, "person.namesakes", score=0.5
    )


def by_first_name(scene: Scene, token: Token) -> Draft | None:
    """The one whom the text names in full, by the first name alone: "Oliver" of "Oliver Hall".

    A name that is described in its place brings in somebody new.
    """
    people = [d for d in scene.first_named(name_key(token.text)) if d.start < token.i]
    known = len(people) == 1 and _age(scene, token.i + 1) is None
    if not known or any(True for _ in _described(scene, token.i + 1)):
        return None
    return people[0]


def is_namesake_place(scene: Scene, token: Token) -> bool:
    """Whether a place is called as somebody named in full before, who acts here: "Bali said"."""
    place = scene.taken.get(token.i)
    if place is None or place.form not in _LANDS or place.end - place.start != 1:
        return False
    acts = token.dep_ in {"nsubj", "nsubjpass"} or (
        token.i > 0 and scene.doc[token.i - 1].lower_.rstrip(".") in members("courtesy_titles")
    )
    people = scene.bearers(name_key(token.text)) if acts else []
    return any(person.start < token.i for person in people)


_LANDS = frozenset({Form.COUNTRY, Form.CAPITAL, Form.REGION})


def by_inner_name(scene: Scene, token: Token) -> Draft | None:
    """The one whom the text names in full, by a name in the middle: "Omar" of "Ben Omar Lind"."""
    word, at, person = name_key(token.text), token.i, Kind.PERSON
    found = {}
    for draft in scene.drafts:
        if draft.kind is person and draft.start < at and word in _inner_words(draft.name):
            found[draft.name] = draft
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _inner_words(name: str) -> tuple[str, ...]:
    return tuple(name_key(name).split()[1:-1])


def _all(scene: Scene, token: Token, people: list[Draft]) -> list[Draft]:
    return people


def _not_by_first_name(scene: Scene, token: Token, people: list[Draft]) -> list[Draft]:
    """Those whom the text does not call by a first name alone: "Elian" is not "Gonzalez"."""
    words = scene.words
    return [
        d
        for d in people
        if not any(
            i + 1 < len(words.lower) and words.lower[i + 1] not in name_key(d.name).split()
            for i in words.among(frozenset(name_key(d.name).split()[:1]))
        )
    ]


def _of_gender(scene: Scene, token: Token, people: list[Draft]) -> list[Draft]:
    """Those whom "Mr" or "Mrs" right before the name can mean."""
    before = scene.doc[token.i - 1].lower_.rstrip(".") if token.i else ""
    if before not in members("courtesy_titles"):
        return []
    told = gender_of("", before)
    known = {d.name: gender_of(d.name, d.role) for d in people}
    return [d for d in people if told is not None and known[d.name] in {None, told}]


def _near_alone(scene: Scene, token: Token, people: list[Draft]) -> list[Draft]:
    """Who leads a state, where no namesake stands in this sentence or the two before."""
    actors = {d.name: scene.registry.actors.get(d.actor_id or "") for d in people}
    leaders = [
        d
        for d in people
        if (actor := actors[d.name]) is not None
        and any(o.sector == "GOV" and covers(o.when, scene.on) for o in actor.offices)
    ]
    if len(leaders) != 1:
        return []
    back = scene.sentences_before(token.i, _NEAR)
    start = back[-1].start if back else scene.sentence(token.i).start
    near = {d.name for d in scene.within(start, token.i) if d.kind is Kind.PERSON}
    return leaders if not near & {d.name for d in people if d is not leaders[0]} else []


_NEAR = 2  # sentences in which a namesake is still in mind


def _is_called(scene: Scene, start: int) -> bool:
    at = scene.doc[start].idx
    return _CALLED.search(scene.article.text[max(0, at - 40) : at]) is not None


def _is_kin(scene: Scene, start: int) -> bool:
    """Whether a word for a relative stands right before: "the president's son Bilal"."""
    before = scene.doc[start - 1] if start else None
    if before is not None and before.text == "," and start > 1:
        before = scene.doc[start - 2]
    return before is not None and before.lemma_.lower() in members("blood_relations")


def _age(scene: Scene, end: int) -> int | None:
    """The age told right after a name: "Merkel, 19, a conscript"."""
    after = scene.doc.ends[end - 1]
    match = _AGE.match(scene.article.text, after, after + 16)
    return int(match.group(1)) if match else None


def _before(scene: Scene, start: int, end: int, *, alone: bool) -> Iterator[Phrasing]:
    """The longest title or agent noun right before a name, also across one comma."""
    words = scene.words.lower
    comma = start > 0 and words[start - 1] == ","
    if comma and (not alone or end >= len(words) or words[end] not in {",", "."}):
        return
    last = start - comma
    while last > 1 and _honours(words[last - 1]):  # "Prime Minister Dr Mahathir"
        last -= 1
    for length in range(min(_LONGEST, last), 0, -1):
        found = list(scene.registry.phrasing(words[last - length : last]))
        if not found and length == 1:
            lemma = scene.doc[last - 1].lemma_.lower()
            found = list(scene.registry.phrasing([lemma])) if lemma != words[last - 1] else []
        if found:
            yield found[0]
            return


def _honours(word: str) -> bool:
    """Whether it is a courtesy title that tells no office, as "Col." and "Rep." do."""
    return word.rstrip(".") in members("courtesy_titles") - members("courtesy_offices")


def _described(scene: Scene, end: int) -> Iterator[Phrasing]:
    """The first title or agent noun of "a ..." after a name and a comma, or after its age."""
    doc, words, i = scene.doc, scene.words.lower, end
    if _age(scene, end) is not None:
        i += 2
    if i + 1 >= len(words) or words[i] != "," or words[i + 1] not in members("articles_of_one"):
        return
    for at in range(i + 2, min(i + 2 + _AFTER, len(words))):
        if doc[at].pos_ in {"VERB", "PUNCT", "ADP"} or words[at] in scene.registry.prefixes:
            return
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            found = list(scene.registry.phrasing(words[at : at + length]))
            heads = at + length >= len(words) or doc[at + length].pos_ not in {"NOUN", "PROPN"}
            if found and heads:
                yield found[0]
                return


def _fits(phrase: Phrasing, person: Actor) -> bool:
    """Whether a title or description can be the person's, in whatever year."""
    if isinstance(phrase, Agent):
        private = phrase.human and phrase.sector in _describing()
        return not private or any(o.sector == phrase.sector for o in person.offices)
    if phrase.level == "military":
        return any(o.sector == "MIL" for o in person.offices)
    if phrase.title in _ANY_OFFICE:
        return True
    wanted = name_key(phrase.title).split()
    return any(set(wanted) & set(name_key(o.title).split()) - _LINKING for o in person.offices) or (
        phrase.level in _OF_HEADS and any(o.sector == "GOV" for o in person.offices)
    )


@cache
def _describing() -> frozenset[str]:
    """Sectors of what somebody is who holds no office, soldiers among them."""
    return sectors_of("of_no_office") | {"MIL"}


_ANY_OFFICE = frozenset({"Leader", "Former Leader", "Officer"})
_OF_HEADS = frozenset({"head_of_state", "head_of_government"})
_LINKING = frozenset({"of", "the", "for"})


def _serves_another(scene: Scene, end: int, person: Actor) -> bool:
    """Whether "of" or "from" right after a surname tells another country or a body of none."""
    doc, words = scene.doc, scene.words.lower
    if end + 1 >= len(doc) or words[end] not in {"of", "from"}:
        return False
    for i in range(end + 1, min(end + _AFTER, len(doc))):
        if doc[i].pos_ in {"VERB", "AUX", "PUNCT"}:
            return False
        whose = scene.taken.get(i)
        if whose is not None:
            return whose.country != person.country
        if any(isinstance(p, Agent) and p.sector in _describing() for p in _phrases(scene, i)):
            return True
    return False


def _phrases(scene: Scene, i: int) -> Iterator[Phrasing]:
    return scene.registry.phrasing([scene.words.lower[i]])
