"""Who is in a story: all its actors, each with how often and as what it is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from legation.folding import name_key
from legation.keys import mention_id
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.ontology import rules_with
from legation.records import Kind, Mention
from legation.telling.phrases import codes_of
from legation.telling.safe import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody in a story: who has a name, who is told by a common noun, and the places."""

    named: Sequence[Gathered]
    common: Sequence[Gathered]
    places: Sequence[Gathered]


def cast_of(mentions: Sequence[Mention]) -> Cast:
    """The actors of a reading, most mentioned first.

    An office stands in the row of its holder, where the text names one; a state that is only the
    adjective of somebody else told here is in his row. Arms and vehicles are no parties.
    """
    names = {name_key(m.name) for m in mentions if m.kind is Kind.PERSON}
    people = [m for m in mentions if m.kind is not Kind.PLACE and not _is_thing(m)]
    parties = [
        m
        for m in mentions
        if not (_is_office(m) and name_key(m.role or "") in names)
        and not (m.rule in rules_with("adjective") and _is_part(m, people))
        and not _is_thing(m)
        and m.kind not in _NOBODY
    ]
    return Cast(
        named=_gathered(m for m in parties if m.kind is not Kind.PLACE and not _is_common(m)),
        common=_gathered(m for m in parties if m.kind is not Kind.PLACE and _is_common(m)),
        places=_gathered(m for m in parties if m.kind is Kind.PLACE),
    )


_NOBODY = frozenset({Kind.DOCUMENT, Kind.PROCESS})  # a treaty or talks: no party


@dataclass(slots=True)
class Gathered:
    """One actor with all its mentions."""

    name: str
    id: str
    kinds: dict[Kind, None] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)

    @property
    def times(self) -> int:
        """How often the actor is meant."""
        return self.seen.total()

    @property
    def codes(self) -> str:
        """The codes of most mentions, the fuller ones of those as common."""
        return max(self.seen, key=lambda codes: (self.seen[codes], len(codes)))

    @property
    def role(self) -> str:
        """The first two roles told, else the kinds."""
        return "; ".join(self.roles[:2]) or ", ".join(self.kinds)

    def add(self, mention: Mention) -> None:
        """Count one more mention."""
        self.seen[codes_of(mention)] += 1
        self.kinds.setdefault(mention.kind)
        role = clean(mention.role or "")
        if role and role.casefold() not in {each.casefold() for each in (*self.roles, self.name)}:
            self.roles.append(role)


def _gathered(mentions: Iterable[Mention]) -> list[Gathered]:
    """Actors with their mentions counted; of those named as often, the first in the text first.

    A state and its government stand in one row, and a people with and without the country that
    the text says at times.
    """
    found: dict[tuple[str, str | None], Gathered] = {}
    told = [((m.actor_id or name_key(m.name)).removesuffix("-gov"), m) for m in mentions]
    lands: dict[str, set[str]] = {}
    for actor, mention in told:
        if mention.actor_id and mention.country:
            lands.setdefault(actor, set()).add(mention.country)
    for actor, mention in told:
        one = lands.get(actor, set())
        key = (actor, next(iter(one)) if len(one) == 1 else mention.country)
        if key not in found:
            bare = mention.kind is Kind.OFFICE and _is_of_nothing(mention)
            name = mention.role or mention.name.lower() if bare else mention.name
            found[key] = Gathered(clean(name), mention_id(mention))
        found[key].add(mention)
    return sorted(found.values(), key=lambda one: -one.times)


def _is_part(adjective: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether it stands in the words for somebody else, or right before his name."""
    start, end, land = adjective.passage.start, adjective.passage.end, adjective.country
    return any(
        (m.passage.start <= start and end < m.passage.end)
        or (m.kind is Kind.PERSON and m.country == land and 0 < m.passage.start - end <= _BESIDE)
        for m in mentions
        if m is not adjective
    )


_BESIDE = 30  # characters: "the British human rights lawyer Ada Pike"


def _is_thing(mention: Mention) -> bool:
    """Whether it is told by a noun for a vehicle or arms: "drones", "a supertanker"."""
    if mention.actor_id is not None or mention.kind is not Kind.ORGANISATION or not mention.role:
        return False
    noun = mention.role.split()[-1].lower()
    return any(
        is_noun(lemma, "vehicle") or is_noun(lemma, "weapon")
        for lemma in (noun, noun.removesuffix("s"))
    )


def _is_office(mention: Mention) -> bool:
    return mention.kind is Kind.OFFICE


def _is_common(mention: Mention) -> bool:
    """Whether somebody is told by a common noun: "protesters", "the two neighbours".

    A sentence may begin with it: "Prosecutors said".
    """
    if mention.kind is Kind.OFFICE and _is_of_nothing(mention):
        return True
    if mention.name.lower() in members("i_words") | members("we_words") | members(
        "person_pronouns"
    ):
        return True
    speaks = mention.rule in rules_with("first_person") and " " in mention.name
    told = mention.rule in rules_with("bare") or speaks
    return (told and mention.name[1:].islower()) or mention.name[:1].islower()


def _is_of_nothing(office: Mention) -> bool:
    """Whether an office is of no land and body that is known: "an unlikely leader"."""
    return office.country is None and office.actor_id is None and " of " not in office.name
