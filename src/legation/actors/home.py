"""The country of bare bodies and crowds, by evidence in their own words, clause and sentence.

"Police", "the central bank" and "villagers" are of a country only where the text says so: what
happens to a crowd happens in one land, a body of state is in a sentence about one land alone, or
the phrase comes back after the text said whose it is. What is told elsewhere, the dateline, and
which country is named most often tell nothing: unknown is better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from legation.actors.scene import Draft, Scene
from legation.actors.signs import (
    are_several,
    clauses,
    from_anywhere,
    is_definite,
    is_one_of_us,
    is_organ,
    is_place,
    is_private,
    is_the,
    is_told_otherwise,
    is_topic,
    suffers,
    told_beside,
)
from legation.actors.whereabouts import (
    Sort,
    army_land,
    harming_verb,
    is_beside_others,
    is_fired_at,
    is_force,
    land_before,
    on_foreign_ground,
    place_land,
    served_land,
    told_land,
)
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.syntax import agents, clause_of
from legation.nlp.tokens import Span, Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind


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
        for rule, found in self._evidence(draft, sort):
            if found is not None and not but(found):
                return found, rule
        return None

    def _only_place(self, draft: Draft, sort: Sort) -> str | None:
        """The only country of the text, if the text is there, for gunmen and for those harmed.

        Whoever harms them must not be told to be of it: its soldiers may be abroad.
        """
        noun = self.scene.doc[draft.root]
        fights = sort is Sort.ARMED and draft.sector in sectors_of("fighters")
        if len(self._lands) != 1 or not (fights or (sort is Sort.LOCAL and suffers(noun))):
            return None
        if on_foreign_ground(noun):
            return None
        if is_told_otherwise(self.scene, draft) or is_beside_others(self.scene, draft):
            return None
        (land,) = self._lands
        places = [
            d
            for d in self.scene.drafts
            if d.kind is Kind.PLACE and not self.scene.in_dateline(d.root)
        ]
        if self.dateline not in {None, land} or not all(d.country for d in places):
            return None
        at_home = noun.lemma_.lower() in members("rebels_at_home")
        if self.dateline == land and (at_home or not fights):
            return land
        if at_home and self._is_done_to(land, by=noun):
            return land
        doers = [self.scene.taken.get(s.i) for s in agents(noun.head)] if suffers(noun) else []
        own = any(d is not None and d.country == land for d in doers)
        there = any(
            is_place(self.scene, d) and not (fights and is_fired_at(self.scene.doc[d.root]))
            for d in places
        )
        return land if there and not own else None

    def _is_done_to(self, land: str, *, by: Token) -> bool:
        """Whether something is done to the state itself, not by the noun: "to pacify Iraq"."""
        named = (
            d
            for d in self.scene.drafts
            if d.country == land and d.rule in rules_with("country_by_name")
        )
        states = (self.scene.doc[d.root] for d in named)
        return any(suffers(state) and state.head != by.head for state in states)

    def _agrees(self, draft: Draft, sort: Sort) -> str | None:
        """The country of the dateline, if the first sentence tells of it and happens nowhere else.

        For organs of state, gunmen at work and those who come to harm.
        """
        noun, told, land = self.scene.doc[draft.root], told_beside(self.scene, draft), self.dateline
        leads = self.scene.sent_at[draft.root] == self._lead
        if not leads or land not in {d.country for d in told} or self._is_of_a_name(draft):
            return None
        elsewhere = any(d.kind is Kind.PLACE and d.country != land for d in told)
        if elsewhere or is_told_otherwise(self.scene, draft) or is_beside_others(self.scene, draft):
            return None
        if sort is Sort.STATE:
            return land if is_organ(draft, noun) else None
        fights = sort is Sort.ARMED and is_force(clause_of(noun))
        harmed = sort in _WHERE_IT_IS and harming_verb(noun) is not None
        return land if fights or harmed else None

    def _before(self, draft: Draft, sort: Sort) -> str | None:
        """The only country of the sentence before, if it is the only one of the first too.

        For an organ of state that acts in a sentence that tells of no land.
        """
        noun = self.scene.doc[draft.root]
        acts_here = noun.dep_ == "nsubj" or (noun.dep_ == "nsubjpass" and draft.kind is Kind.OFFICE)
        if not is_organ(draft, noun) or not acts_here or told_beside(self.scene, draft):
            return None
        known = is_the(draft, noun) or draft.sector == "COP" or noun.text.istitle()
        if not known or sort is Sort.TROOPS or self._is_of_others(draft, sort):
            return None
        first = self._told_in(self.scene.sents[self._lead])
        for back in self.scene.sentences_before(draft.root, 2):
            here = self._told_in(back)
            if here:
                return next(iter(here)) if len(here) == 1 and here == first else None
        return None

    def _told_in(self, sent: Span) -> set[str | None]:
        return {
            d.country
            for d in self.scene.within(sent.start, sent.end)
            if (d.country or d.kind is Kind.PLACE)
            and not from_anywhere(d)
            and not self.scene.in_dateline(d.root)
            and d.rule not in rules_with("told_by_the_text_around")
        }

    def _evidence(self, draft: Draft, sort: Sort) -> Iterator[tuple[str, str | None]]:
        """What each kind of evidence tells, the nearest first, with its rule."""
        yield "repeat", self._repeated(draft)
        yield "place", place_land(self.scene, draft, sort)
        yield "sentence", self._of_sentence(draft, sort)
        yield "text", self._only(draft, sort) or self._only_place(draft, sort)
        yield "text", army_land(self.scene, draft)
        yield "before", land_before(self.scene, draft, sort) or self._before(draft, sort)

    def _of_sentence(self, draft: Draft, sort: Sort) -> str | None:
        """What the sentence tells, unless the text gave the noun or office to others only.

        After "the Kenyan government", the government in Rome is not of Italy.
        """
        found = (
            self._sole(draft, sort)
            or told_land(self.scene, draft, sort, dateline=self.dateline)
            or self._agrees(draft, sort)
            or served_land(self.scene, draft)
        )
        if found is None:
            return None
        noun = self.scene.doc[draft.root]
        others = {d.country for d in (*self._of_noun(noun), *self._of_office(draft))}
        return found if not others or found in others else None

    def _sole(self, draft: Draft, sort: Sort) -> str | None:
        """The only country that the sentence tells of.

        An organ of state is of it if the state, an organ or a place of it is told of. A crowd or
        troops are so only in a text about that country alone, and not if something is done to
        them: who does it may come from there.
        """
        noun = self.scene.doc[draft.root]
        told = told_beside(self.scene, draft)
        lands = {d.country for d in told if d.country}
        if len(lands) != 1 or self._is_of_others(draft, sort):
            return None
        if are_several(noun):
            return None
        if is_told_otherwise(self.scene, draft):
            return None
        organ = is_organ(draft, noun) or draft.rule not in rules_with("unowned")
        if not organ or sort is Sort.TROOPS:
            unknown = any(d.kind is Kind.PLACE and not d.country for d in told)
            if self._lands != lands or unknown or suffers(noun):
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
            and (organ or d.kind is not Kind.PLACE or clause_of(self.scene.doc[d.root]).i in around)
            for d in told
        )
        return lands.pop() if sent_from or sure else None

    def _only(self, draft: Draft, sort: Sort) -> str | None:
        """The only country that the text tells of; for an organ, the only whose state acts in it.

        The sentence tells of no other.
        """
        noun = self.scene.doc[draft.root]
        if self._is_of_others(draft, sort) or is_told_otherwise(self.scene, draft):
            return None
        if are_several(noun) or on_foreign_ground(noun):
            return None
        told = told_beside(self.scene, draft)
        if is_organ(draft, noun) and sort is Sort.STATE and len(self._states) == 1:
            lands = self._states
        elif told or len(self._lands) != 1 or (suffers(noun) and self._acts_here):
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
            unknown = any(
                d.kind is Kind.PLACE and not d.country for d in told_beside(self.scene, draft)
            )
            carried = is_noun(of.lemma_.lower(), "thing")  # "Russian flags" fly anywhere
            free = named is None or named is draft
            return of.pos_ == "NOUN" and free and not carried and not unknown
        if draft.kind in _STATES or draft.sector in sectors_of("public_service"):
            return draft.rule not in rules_with("demonym")
        return is_place(self.scene, draft)

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
        """The country of an organ or of rebels that the text told of: "police ... police then".

        Wherever the text tells whose they are, it is that country, and this sentence names none
        but that.
        """
        noun = self.scene.doc[draft.root]
        lemma = noun.lemma_.lower()
        known = lemma in members("organs_of_state") or lemma in members("rebels_at_home")
        if not known or are_several(noun) or self._is_of_a_name(draft):
            return None
        said = list(self._of_noun(noun))
        found = {d.country for d in said}
        here = {d.country for d in told_beside(self.scene, draft) if d.country}
        before = bool(said) and said[0].start < draft.start
        return found.pop() if before and len(found) == 1 and here <= found else None

    def _of_noun(self, noun: Token) -> Iterator[Draft]:
        """What the text calls by the noun and tells the country of, in text order."""
        lemma, plural = noun.lemma_.lower(), noun.tag_.endswith("S")
        lemmas, tags = self.scene.doc.lower_lemmas, self.scene.doc.tag
        for draft in self.scene.drafts:
            root = draft.root
            if lemmas[root] == lemma and draft.country and tags[root].endswith("S") is plural:
                yield draft

    def _of_office(self, draft: Draft) -> Iterator[Draft]:
        """Who holds an office of that name of a country: "Kenya's trade minister"."""
        role = (draft.role or "").lower()
        for other in self.scene.drafts if role else ():
            if other.country and other.role and other.role.lower().endswith(role):
                yield other


_ONE = frozenset({Kind.PERSON, Kind.OFFICE})
_WHERE_IT_IS = frozenset({Sort.LOCAL, Sort.ARMED})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})
