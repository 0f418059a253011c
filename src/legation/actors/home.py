"""The country of bare bodies and crowds, by evidence in their own words, clause and sentence.

"Police", "the central bank" and "villagers" are of a country only where the text says so: what
happens to a crowd happens in one land, a body of state is in a sentence about one land alone, or
the phrase comes back after the text said whose it is. What is told elsewhere, the dateline, and
which country is named most often tell nothing: unknown is better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from legation.actors.owners import phrase_land
from legation.actors.scene import Draft, Scene
from legation.actors.signs import (
    are_several,
    at_that_time,
    bearing,
    clause_chain,
    clauses,
    from_anywhere,
    is_adverbial,
    is_definite,
    is_one_of_us,
    is_private,
    is_topic,
    told_by,
)
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.syntax import children, clause_of, subjects, subtree_span
from legation.nlp.tokens import Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind


class Sort(Enum):
    """What a body goes with: its state (a ministry, a court), or where it happens (a crowd)."""

    STATE = 0
    LOCAL = 1
    TROOPS = 2  # often sent abroad
    ARMED = 3  # rebels and gunmen


@dataclass(slots=True)
class Home:
    """What one text tells of where its bare bodies and crowds are at home.

    `dateline` is the country it was sent from: alone that is no evidence.
    """

    scene: Scene
    dateline: str | None
    _lands: frozenset[str] = field(init=False)
    _states: frozenset[str] = field(init=False)  # whose state or servants the text tells of
    _begins: frozenset[int] = field(init=False)  # words that begin a sentence
    _lead: int = field(init=False)
    _acts_here: bool = field(init=False)  # whether anybody of a country acts, or places are all

    def __post_init__(self) -> None:
        self._lands = frozenset(
            d.country
            for d in self.scene.drafts
            if d.country and not from_anywhere(d) and not self.scene.in_dateline(d.root)
        )
        self._states = frozenset(
            d.country
            for d in self.scene.drafts
            if d.country
            and (d.kind in _STATES or d.sector in sectors_of("public_service"))
            and not self.scene.in_dateline(d.root)
        )
        sents = self.scene.sents
        self._begins = frozenset(s.start for s in sents)
        self._acts_here = any(
            d.country and d.kind is not Kind.PLACE and not from_anywhere(d)
            for d in self.scene.drafts
        )
        story = (
            n
            for n, s in enumerate(sents)
            if s.text.strip() and not self.scene.in_dateline(s.end - 1)
        )
        self._lead = next(story, 0)

    def country(
        self, draft: Draft, sort: Sort, *, but: Callable[[str], bool]
    ) -> tuple[str, str] | None:
        """The country of a draft, and the rule of the evidence; `but` tells what it cannot be."""
        for rule, found in (
            ("repeat", self._repeated(draft)),
            ("place", self._stands_in(draft, sort) or self._happens_in(draft, sort)),
            ("sentence", self._sole(draft, sort)),
            ("text", self._only(draft, sort)),
        ):
            if found is not None and not but(found):
                return found, rule
        return None

    def _stands_in(self, draft: Draft, sort: Sort) -> str | None:
        """The one country of the place that stands with the noun itself: "officials in Rabat"."""
        if sort is Sort.TROOPS:
            return None
        return phrase_land(self.scene, draft)

    def _happens_in(self, draft: Draft, sort: Sort) -> str | None:
        """The one country where what is told of a crowd, or told by it, happens.

        Soldiers and bodies of state may act abroad, and so may gunmen where others are told of;
        who rises against a state does so at home, who suffers is where it happens, and so is who
        saw it ("fought in Goma, witnesses said").
        """
        noun, told = self.scene.doc[draft.root], self._told(draft)
        if sort not in _WHERE_IT_IS or self._is_told_otherwise(draft):
            return None
        around = clauses(noun) | told_by(noun)
        if self._suffers(draft):
            around |= at_that_time(noun)
        places = [d for d in told if self._is_place(d) and self._clause_at(d) in around]
        here = {d.country for d in places}
        if len(here) != 1 or None in here:
            return None
        alone = {d.country for d in told if d.country} == here
        if (draft.sector == "COP" or noun.lemma_.lower() in members("residents")) and all(
            self._clause_at(d) == clause_of(noun).i for d in places
        ):
            return here.pop()
        at_home = noun.lemma_.lower() in members("rebels_at_home") or (
            sort is Sort.LOCAL
            and (self._suffers(draft) or self._saw(draft))
            and all(is_adverbial(self.scene.doc[d.root]) for d in places)
        )
        return here.pop() if alone or at_home else None

    def _is_told_otherwise(self, draft: Draft) -> bool:
        """Whether the phrase says whose they are: "children from 46 countries", "wives of Danes".

        One man or woman who does something may be from anywhere.
        """
        noun = self.scene.doc[draft.root]
        kin = noun.lemma_.lower() in members("kin") | members("blood_relations")
        if kin and any(p.lower_ == "of" for p in children(noun, "prep")):
            return True
        if draft.kind is Kind.PERSON and is_private(draft) and not self._suffers(draft):
            return True
        told = [*children(noun, "prep")]
        for clause in children(noun, "relcl", "acl"):
            told += children(clause, "prep")
        lands = (o.lemma_.lower() for p in told for o in children(p, "pobj"))
        return any(p.lower_ == "from" for p in told) or any(
            land in members("many_origins") for land in lands
        )

    def _clause_at(self, draft: Draft) -> int:
        return clause_of(self.scene.doc[draft.root]).i

    def _saw(self, draft: Draft) -> bool:
        """Whether the draft tells what it saw, and no foreign state or force did it."""
        noun = self.scene.doc[draft.root]
        below = told_by(noun)
        if not below:
            return False
        if noun.lemma_.lower() in members("residents") or draft.sector == "MED":
            return True
        doers = (self.scene.taken.get(s.i) for i in below for s in subjects(self.scene.doc[i]))
        return all(d is None or not d.country or is_private(d) for d in doers)

    def _sole(self, draft: Draft, sort: Sort) -> str | None:
        """The only country that the sentence tells of.

        An organ of state is of it if the state, an organ or a place of it is told of. A crowd or
        troops are so only in a text about that country alone, and not if something is done to
        them: who does it may come from there.
        """
        noun = self.scene.doc[draft.root]
        told = self._told(draft)
        lands = {d.country for d in told if d.country}
        if len(lands) != 1 or self._is_of_others(draft, sort):
            return None
        if are_several(noun):
            return None
        others = {d.country for d in self._of_noun(noun)}
        if (others and not others & lands) or self._is_told_otherwise(draft):
            return None  # after "the Kenyan government", in Rome
        organ = _is_organ(draft, noun) or draft.rule not in rules_with("unowned")
        if not organ or sort is Sort.TROOPS:
            unknown = any(d.kind is Kind.PLACE and not d.country for d in told)
            if self._lands != lands or unknown or self._suffers(draft):
                return None
        leads = self.scene.sent_at[draft.root] == self._lead
        if leads and sort is Sort.LOCAL and self.dateline and self.dateline not in lands:
            return None  # "JAKARTA - Police showed a photo of the Australian embassy"
        sent_from = leads and self.dateline in lands
        around = clauses(noun)
        rules = noun.lemma_.lower() in members("rulers")  # whom rebels fight or talk to
        sure = any(
            (self._says_where(d) or (rules and d.rule in rules_with("named_group")))
            and (organ or d.kind is not Kind.PERSON)
            and (draft.kind not in _ONE or d.kind is not Kind.PLACE)
            and (organ or d.kind is not Kind.PLACE or self._clause_at(d) in around)
            for d in told
        )
        return lands.pop() if sent_from or sure else None

    def _only(self, draft: Draft, sort: Sort) -> str | None:
        """The only country that the text tells of; for an organ, the only whose state acts in it.

        The sentence tells of no other.
        """
        noun = self.scene.doc[draft.root]
        if self._is_of_others(draft, sort) or self._is_told_otherwise(draft):
            return None
        if are_several(noun):
            return None
        told = self._told(draft)
        if _is_organ(draft, noun) and sort is Sort.STATE and len(self._states) == 1:
            lands = self._states
        elif told or len(self._lands) != 1 or (self._suffers(draft) and self._acts_here):
            return None
        else:
            lands = self._lands
        if not {d.country for d in told} <= lands:
            return None
        sure = any(
            self._says_where(d) and (draft.kind not in _ONE or d.kind is not Kind.PLACE)
            for d in self.scene.drafts
            if d is not draft
        )
        return next(iter(lands)) if sure else None

    def _is_of_others(self, draft: Draft, sort: Sort) -> bool:
        """Whether a sentence or text about one country says nothing of whose a draft is."""
        return sort is Sort.ARMED or is_one_of_us(draft) or self._is_of_a_name(draft)

    def _is_of_a_name(self, draft: Draft) -> bool:
        """Whether a name that nothing is known of says whose it is: "the Noor administration".

        Nor is who serves several states together of one of them: "the coalition commander".
        """
        words = [t.lower_ for t in self.scene.doc[draft.start : draft.root + 1]]
        if not members("joint_bodies").isdisjoint(words):
            return True
        if draft.rule not in rules_with("unowned"):
            return False
        return any(
            self.scene.doc[i].text[:1].isupper()
            and i not in self._begins
            and self.scene.doc[i].lower_ != "the"
            and not any(
                any(self.scene.registry.phrasing(words[at:])) for at in range(i + 1 - draft.start)
            )
            for i in range(draft.start, draft.root)
        )

    def _says_where(self, draft: Draft) -> bool:
        """Whether a draft tells what state a text speaks of: the state, a place, who serves it.

        What a country has tells it too ("the Turkish lira", "the Greek border"); people of it may
        be abroad, and so may what they carry.
        """
        if not draft.country or is_topic(self.scene, draft):
            return False
        if draft.rule in rules_with("adjective"):
            of = self.scene.doc[draft.root].head
            named = self.scene.taken.get(of.i)
            unknown = any(d.kind is Kind.PLACE and not d.country for d in self._told(draft))
            carried = is_noun(of.lemma_.lower(), "thing")  # "Russian flags" fly anywhere
            free = named is None or named is draft
            return of.pos_ == "NOUN" and free and not carried and not unknown
        if draft.kind in _STATES or draft.sector in sectors_of("public_service"):
            return draft.rule not in rules_with("demonym")
        return self._is_place(draft)

    def _is_place(self, draft: Draft) -> bool:
        """Whether something happens at the draft, and is not only about it."""
        return (
            draft.kind is Kind.PLACE and self._is_where(draft) and not is_topic(self.scene, draft)
        )

    def _repeated(self, draft: Draft) -> str | None:
        """The country that the text gave the same noun: "the Kenyan army ... the army".

        Every owner that the text ever gives the noun is of that country.
        """
        noun = self.scene.doc[draft.root]
        if not is_definite(noun) or (is_private(draft) and draft.kind is not Kind.ORGANISATION):
            return None
        said = [d for d in self._of_noun(noun) if d.rule in rules_with("stands_for_its_noun")]
        found = {d.country for d in said}
        return found.pop() if len(found) == 1 and said[0].start < draft.start else None

    def again(self, draft: Draft) -> str | None:
        """The country of an organ that the text told of before: "police said ... police then".

        Wherever the text tells whose they are, it is that country, and this sentence names none
        but that.
        """
        noun = self.scene.doc[draft.root]
        organ = noun.lemma_.lower() in members("organs_of_state")
        if not organ or are_several(noun) or self._is_of_a_name(draft):
            return None
        said = list(self._of_noun(noun))
        found = {d.country for d in said}
        here = {d.country for d in self._told(draft) if d.country}
        before = bool(said) and said[0].start < draft.start
        return found.pop() if before and len(found) == 1 and here <= found else None

    def _of_noun(self, noun: Token) -> Iterator[Draft]:
        """What the text calls by the noun and tells the country of, in text order."""
        lemma = noun.lemma_.lower()
        for draft in self.scene.drafts:
            other = self.scene.doc[draft.root]
            if draft.country and other.tag_ == noun.tag_ and other.lemma_.lower() == lemma:
                yield draft

    def _told(self, draft: Draft) -> list[Draft]:
        """Who and what else the sentence tells of, but for agencies and the dateline."""
        sent = self.scene.sentence(draft.root)
        return [
            d
            for d in self.scene.within(sent.start, sent.end)
            if d is not draft
            and (d.country or d.kind is Kind.PLACE)
            and not from_anywhere(d)
            and not self.scene.in_dateline(d.root)
            and d.rule not in rules_with("told_by_the_text_around")
        ]

    def _is_where(self, draft: Draft) -> bool:
        prep = bearing(self.scene.doc[draft.root])
        return prep is None or (
            prep in members("locative_prepositions") and prep not in members("prepositions_of_way")
        )

    def _suffers(self, draft: Draft) -> bool:
        """Whether something is done to the draft; who does it may be of another country."""
        noun = self.scene.doc[draft.root]
        dies = noun.dep_ == "nsubj" and noun.head.lemma_.lower() in members("verbs_of_suffering")
        return noun.dep_ in _OBJECTS or dies

    def own_subject(self, draft: Draft) -> str | None:
        """The country of the state or body that is the subject of the clause, or of those around.

        "Chad said that its army had left."
        """
        doc, taken = self.scene.doc, self.scene.taken
        several = any(c.lower_ != "its" for c in children(doc[draft.root], "poss"))
        for verb in clause_chain(doc[draft.root]):
            here = [
                d for s in subjects(verb) if (d := taken.get(s.i)) is not None and d is not draft
            ]
            if here:
                found = {d.country for d in here if d.kind in _OWNERS and d.country}
                return found.pop() if len(found) == 1 and len(here) == 1 else None
            if several:
                return None  # "pressed other states not to take their citizens"
        return None

    def place_inside(self, draft: Draft) -> str | None:
        """The country where what is told of a draft in its own phrase happens.

        Refugees are of where they come from: "refugees from Mali", "people fleeing war in Mali".
        """
        noun = self.scene.doc[draft.root]
        start, end = subtree_span(noun)
        found = {
            d.country
            for d in self.scene.within(max(start, draft.end), end + 1)
            if d.country
            and d.kind is Kind.PLACE
            and (self._is_left(d) if draft.sector == "REF" else self._is_where(d))
        }
        return found.pop() if len(found) == 1 else None

    def _is_left(self, draft: Draft) -> bool:
        """Whether the place is told of as one that somebody left."""
        place = self.scene.doc[draft.root]
        verb = clause_of(place)
        return bearing(place) in {"from", "across"} or (
            verb.lemma_.lower() in members("verbs_of_flight") and bearing(place) != "to"
        )


def _is_organ(draft: Draft, noun: Token) -> bool:
    """Whether it is an organ of a state by its noun, or one who holds an office."""
    return noun.lemma_.lower() in members("organs_of_state") or draft.kind is Kind.OFFICE


_ONE = frozenset({Kind.PERSON, Kind.OFFICE})
_OWNERS = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.ORGANISATION, Kind.GROUP, Kind.MISSION})
_WHERE_IT_IS = frozenset({Sort.LOCAL, Sort.ARMED})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})
_OBJECTS = frozenset({"dobj", "dative", "nsubjpass"})
