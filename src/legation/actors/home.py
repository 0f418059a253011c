"""The country of bare bodies and crowds, weighed by the signs a text gives of where it is.

"Police", "the central bank" and "villagers" are of the country that the text speaks of. Signs are
where the sentence happens, who acts in it, the same of the sentences before and of the first one,
the dateline, and how often countries are named. A body of state goes with who acts, a crowd with
where it happens. Only a country that clearly leads is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from legation.actors.scene import Draft, Scene
from legation.language.words import members
from legation.nlp.syntax import clause_of, subjects, subtree_span
from legation.nlp.tokens import Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind


class Sort(Enum):
    """What a body goes with: who acts (a ministry, an army), or where it happens (a crowd)."""

    STATE = 0
    LOCAL = 1
    TROOPS = 2  # often sent abroad
    ARMED = 3  # rebels and gunmen: who acts against them tells little


# The weight of each sign for a body of state, a crowd, troops and armed men.
_WEIGHTS = {
    "place": (4, 5, 1, 5),  # where the sentence happens
    "told": (4, 3, 4, 3),  # who says the clause: "Iran said police had"
    "agent": (2, 1, 2, 1),
    "named": (1, 1, 1, 1),
    "place before": (1, 2, 1, 2),  # the sentence before
    "agent before": (2, 0, 2, 1),
    "place earlier": (1, 1, 0, 1),  # the one before that
    "agent earlier": (1, 0, 1, 0),
    "lead place": (1, 2, 1, 2),
    "lead agent": (2, 0, 2, 0),
    "dateline": (3, 3, 2, 3),
    "most": (1, 1, 1, 1),  # named in most sentences
    "alone": (3, 3, 3, 2),  # no other is named in half as many
    "troops": (0, 0, 4, 0),  # whose soldiers the text has named
}
_RULES = {"place": "place", "told": "sentence", "agent": "sentence", "named": "sentence"}
_RULES |= {"dateline": "dateline", "troops": "troops"}
ENOUGH, CLEAR = 2, 2  # least weight, and lead over the next country; by tests/actors/countries.yaml
MANY = 4  # sentences that name a country before their number tells something
OFTEN = 2  # how many times as often the story's country is named as the next


@dataclass(slots=True)
class Home:
    """Where one text is, sentence by sentence; `dateline` is the country it was sent from."""

    scene: Scene
    dateline: str | None
    _places: dict[int, frozenset[str]] = field(default_factory=dict)
    _agents: dict[int, frozenset[str]] = field(default_factory=dict)
    _counts: Counter[str] = field(init=False)
    _lead: int = field(init=False)

    def __post_init__(self) -> None:
        told = {
            (self.scene.sent_at[d.root], d.country)
            for d in self.scene.drafts
            if d.country and d.rule not in rules_with("remembered") and not from_anywhere(d)
            if not is_topic(self.scene, d)
        }
        self._counts = Counter(country for _, country in sorted(told))
        sents = self.scene.sents
        self._lead = next((n for n, s in enumerate(sents) if s.text.strip()), 0)

    def country(
        self, draft: Draft, sort: Sort, *, but: Callable[[str], bool]
    ) -> tuple[str, str] | None:
        """The country that clearly leads for a draft, and the rule of the sign that weighs most.

        A crowd is of the one country where its sentence happens. `but` tells what it cannot be.
        """
        here = self.places(self.scene.sent_at[draft.root])
        if sort in _WHERE_IT_IS and len(here) == 1:
            return next(iter(here)), "place"
        if sort is Sort.TROOPS and self._suffers(draft):
            sort = Sort.LOCAL  # who is killed is where it happens, or told of
        weights, best = Counter[str](), dict[str, tuple[int, str]]()
        for sign, countries in self._signs(draft):
            weight = _WEIGHTS[sign][sort.value]
            for country in sorted(c for c in countries if not but(c)):
                weights[country] += weight
                best[country] = max(best.get(country, (0, "")), (weight, sign))
        ranked = sorted(weights, key=lambda c: (-weights[c], c))
        if not ranked or weights[ranked[0]] < ENOUGH:
            return None
        if len(ranked) > 1 and weights[ranked[0]] < weights[ranked[1]] + CLEAR:
            return None
        return ranked[0], _RULES.get(best[ranked[0]][1], "story")

    def _signs(self, draft: Draft) -> Iterator[tuple[str, frozenset[str]]]:
        at = self.scene.sent_at[draft.root]
        yield "place", self.places(at)
        yield "told", self._tellers(draft)
        if not self._suffers(draft):
            yield "agent", self.agents(at)
        yield "named", self._named(at, draft)
        for back, when in ((1, "before"), (2, "earlier")):
            if at - back >= 0:
                yield f"place {when}", self.places(at - back)
                yield f"agent {when}", self.agents(at - back)
        yield "lead place", self.places(self._lead)
        yield "lead agent", self.agents(self._lead)
        if self.dateline and self._is_of_dateline():
            yield "dateline", frozenset({self.dateline})
        yield from self._shares()
        yield "troops", self._troops(draft)

    def _is_of_dateline(self) -> bool:
        """Whether the text speaks of the dateline's country, or of none at all."""
        body = {
            d.country
            for d in self.scene.drafts
            if d.country and not self.scene.in_dateline(d.root) and not from_anywhere(d)
        }
        return not body or self.dateline in body

    def _shares(self) -> Iterator[tuple[str, frozenset[str]]]:
        ranked = self._counts.most_common(2)
        if not ranked or len(self.agents(self._lead)) > 1:
            return  # a story of two from the start
        (country, often), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
        if often > second:
            yield "most", frozenset({country})
        if not second or (often >= MANY and second * OFTEN <= often):
            yield "alone", frozenset({country})

    def places(self, at: int) -> frozenset[str]:
        """Countries where a sentence happens; where somebody goes to or comes from is none."""
        if at not in self._places:
            sent = self.scene.sents[at]
            self._places[at] = frozenset(
                d.country
                for d in self.scene.within(sent.start, sent.end)
                if d.country
                and d.kind is Kind.PLACE
                and self._is_where(d)
                and not is_topic(self.scene, d)
                and not self.scene.in_dateline(d.root)
            )
        return self._places[at]

    def _is_where(self, draft: Draft) -> bool:
        prep = bearing(self.scene.doc[draft.root])
        return prep is None or (
            prep in members("locative_prepositions") and prep not in members("prepositions_of_way")
        )

    def agents(self, at: int) -> frozenset[str]:
        """Countries of those who act in a sentence, as far as anybody is told of."""
        if at not in self._agents:
            sent = self.scene.sents[at]
            self._agents[at] = frozenset(
                d.country
                for d in self.scene.within(sent.start, sent.end)
                if d.country and not from_anywhere(d) and acts(self.scene, d)
            )
        return self._agents[at]

    def _suffers(self, draft: Draft) -> bool:
        """Whether something is done to the draft; who does it may be of another country."""
        return self.scene.doc[draft.root].dep_ in _OBJECTS

    def own_subject(self, draft: Draft) -> str | None:
        """The country of the subject of the clause, else of the only one who acts around it."""
        doc, taken = self.scene.doc, self.scene.taken
        verb = clause_of(doc[draft.root])
        here = {
            d.country
            for s in subjects(verb)
            if (d := taken.get(s.i)) and d is not draft and d.country
        }
        found = here or self.agents(self.scene.sent_at[draft.root])
        return next(iter(found)) if len(found) == 1 else None

    def place_inside(self, draft: Draft) -> str | None:
        """The country where what is told of a draft in its own phrase happens."""
        noun = self.scene.doc[draft.root]
        start, end = subtree_span(noun)
        found = {
            d.country
            for d in self.scene.within(max(start, draft.end), end + 1)
            if d.country and d.kind is Kind.PLACE and self._is_where(d)
        }
        return found.pop() if len(found) == 1 else None

    def _tellers(self, draft: Draft) -> frozenset[str]:
        """The country that says the clause of a draft, if it is a state that speaks."""
        verb = clause_of(self.scene.doc[draft.root])
        if verb.dep_ != "ccomp":
            return frozenset()
        said = (self.scene.taken.get(s.i) for s in subjects(verb.head))
        return frozenset(d.country for d in said if d and d.country and d.kind in _STATES)

    def _named(self, at: int, draft: Draft) -> frozenset[str]:
        """Countries that the sentence names at all, other than as a nationality."""
        sent = self.scene.sents[at]
        return frozenset(
            d.country
            for d in self.scene.within(sent.start, sent.end)
            if d.country
            and d is not draft
            and d.kind not in {Kind.PERSON, Kind.PLACE}
            and d.rule not in rules_with("demonym")
            and not from_anywhere(d)
        )

    def _troops(self, draft: Draft) -> frozenset[str]:
        """The one country whose soldiers the text has named: "two US soldiers", "the military"."""
        found = {
            d.country
            for d in self.scene.within(0, draft.start)
            if d.sector == "MIL" and d.country and d.rule in rules_with("troops_of_their_own")
        }
        return frozenset(found) if len(found) == 1 else frozenset()


def is_topic(scene: Scene, draft: Draft) -> bool:
    """Whether a country is only what something is about or against, at whatever depth.

    "Marched against the war in Ethiopia", "debated sanctions on Myanmar".
    """
    token = scene.doc[draft.root]
    for _ in range(8):
        if token.dep_ == "pobj" and token.head.lower_ in members("topic_prepositions"):
            # "a strike on a convoy in Yemen" is there
            return token.i == draft.root or token.head.lower_ not in {"on", "over"}
        if token.head == token or token.pos_ in {"VERB", "AUX"}:
            return False
        token = token.head
    return False


def acts(scene: Scene, draft: Draft) -> bool:
    """Whether the draft is, or owns, the subject of a clause or one of several subjects."""
    if draft.kind is Kind.PLACE:
        return False
    token = scene.doc[draft.root]
    for _ in range(4):
        if token.dep_ in _SUBJECTS:
            return True
        if token.dep_ not in _WITHIN:
            return False
        token = token.head
    return False


def bearing(token: Token) -> str | None:
    """The preposition by which a place bears on its clause, `None` without one.

    In "in the Mexican town of Iguala" and "near Cairo's main square" that is the first.
    """
    for _ in range(6):
        if token.dep_ == "pobj":
            if token.head.lower_ != "of":
                return token.head.lower_
            token = token.head.head
        elif token.dep_ in _WITHIN:
            token = token.head
        else:
            return None
    return None


def from_anywhere(draft: Draft) -> bool:
    """Whether news quotes it wherever something happens: an agency, its reporter, a charity."""
    return draft.sector in sectors_of("of_any_country")


_WHERE_IT_IS = frozenset({Sort.LOCAL, Sort.ARMED})
_OBJECTS = frozenset({"dobj", "dative", "nsubjpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WITHIN = frozenset({"poss", "compound", "amod", "nmod", "conj", "appos"})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})


CLEAR = 2  # how many times as often one home is told of as the next


def settle_communities(scene: Scene) -> None:
    """Give peoples of several countries the one that the text places them in.

    The homes of a people are those for which the tables know a part of it ("Syrian Kurds"). A
    place in the same sentence goes first ("the Kurdish quarter of Aleppo"), else the home where
    most of the places and groups of the text are.
    """
    homes = {d.name: scene.registry.homes(d.name) for d in _without_country(scene)}
    if not any(homes.values()):
        return
    counts = Counter(d.country for d in scene.drafts if d.country and d.kind in _TELLING)
    for draft in _without_country(scene):
        lands = homes[draft.name]
        draft.country = _in_sentence(scene, draft, lands) or _most_told(counts, lands)


_TELLING = frozenset({Kind.PLACE, Kind.GROUP})


def community_country(scene: Scene, draft: Draft) -> str | None:
    """The country of the people that a body is of: "Kurdish forces"."""
    for inner in scene.within(draft.start, draft.root + 1):
        if inner.kind is Kind.COMMUNITY and inner.country and inner is not draft:
            return inner.country
    return None


def _without_country(scene: Scene) -> list[Draft]:
    return [
        d for d in scene.drafts if d.rule in rules_with("named_community") and d.country is None
    ]


def _in_sentence(scene: Scene, draft: Draft, homes: frozenset[str]) -> str | None:
    """The one home in which the sentence names a place."""
    sent = scene.sentence(draft.root)
    found = {
        d.country
        for d in scene.within(sent.start, sent.end)
        if d.kind is Kind.PLACE and d.country in homes
    }
    return found.pop() if len(found) == 1 else None


def _most_told(counts: Counter[str], homes: frozenset[str]) -> str | None:
    ranked = [(n, land) for land, n in counts.most_common() if land in homes]
    if not ranked or (len(ranked) > 1 and ranked[1][0] * CLEAR > ranked[0][0]):
        return None
    return ranked[0][1]
