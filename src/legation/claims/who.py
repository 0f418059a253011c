"""Whom a phrase of a claim means: the body a description stands for, the state behind troops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.anchors import PARTIES, Anchors
from legation.nlp.syntax import children, clause_of, conjuncts, prep_objects, subjects
from legation.nlp.tokens import Doc, Token
from legation.ontology import rules_with
from legation.propositions.whom import modifiers, spread
from legation.records import Kind, Mention, Passage
from legation.tables import rows

PLACES = frozenset({Kind.PLACE})
STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})
GROUND = frozenset({Kind.PLACE, Kind.STATE})
BODIES = frozenset({Kind.MISSION, Kind.ORGANISATION, Kind.GROUP})
_TERRITORY = frozenset(
    "territory region area island enclave province archipelago peninsula land strip stretch swathe "
    "town city village country nation state republic".split()
)
_AROUND = ("of", "along", "around", "near")
_MEANT_BY = frozenset(
    "remnant fighter militant member force pocket stronghold army government regime leadership "
    "commander troop leader element state".split()
)
_POINTING = frozenset({"the", "this", "that"})


def is_named(mention: Mention) -> bool:
    """Whether the words of a mention are a name or stand for one, not a mere description.

    "Hezbollah", "it" and "the US" are; "artillery" and "rebel fighters" are not.
    """
    if mention.actor_id or mention.rule in rules_with("sure_of_itself"):
        return True
    if mention.rule in rules_with("bare") and " " not in mention.passage.text:
        return False  # "Rebels" at the start of a sentence
    return mention.passage.text.rstrip(")”’").split()[-1][:1].isupper()


class Who:
    """Answers for one article, from its mentions and its parse."""

    def __init__(self, doc: Doc, anchors: Anchors) -> None:
        self._doc = doc
        self._anchors = anchors
        self._places: list[tuple[Token, Mention]] | None = None
        self._states: dict[str, Mention] | None = None

    def parties(
        self, tokens: Iterable[Token], kinds: frozenset[Kind] = PARTIES
    ) -> tuple[Mention, ...]:
        """Who is meant by phrase heads: a name, or the name that a description is beside."""
        found: dict[tuple[str, str | None], Mention] = {}
        for token in tokens:
            for mention in self._party(token, kinds):
                found.setdefault((mention.name, mention.country), mention)
        return tuple(found.values())

    def _party(self, token: Token, kinds: frozenset[Kind]) -> tuple[Mention, ...]:
        own = self._anchors.of([token], kinds)
        if own and _is_a_citizen(token, own[0]):
            return ()
        if len(own) == 1 and own[0].actor_id is None:
            beside = self._beside(token, kinds)
            if beside and (not is_named(own[0]) or beside[0].actor_id):
                return beside
        if own:
            return own
        beside = self._beside(token, kinds)
        if beside:
            return beside
        if token.lemma_.lower() in _MEANT_BY:
            of = self._anchors.of(prep_objects(token, "of"), kinds)
            return of or self._anchors.of(modifiers(token), kinds & STATES)
        return ()

    def _beside(self, token: Token, kinds: frozenset[Kind]) -> tuple[Mention, ...]:
        """The name in apposition: "the CMA, a bloc that", "its armed wing, the Brigades"."""
        above = token.head.head  # "one of the groups funding it" is the one
        if token.dep_ == "pobj" and token.head.lower_ == "of" and above.lower_ in {"one", "some"}:
            token = above
        near = [c for c in token.children if c.dep_ == "appos"]
        if token.dep_ == "appos":
            near.append(token.head)
        if token.dep_ == "attr" and token.head.lemma_ == "be":
            near.extend(subjects(token.head))
        for other in near:
            named = tuple(m for m in self._anchors.of([other], kinds) if is_named(m))
            if named and not any(m.kind is Kind.PERSON for m in named):
                return named
        return self._by_comma(token, kinds)

    def _by_comma(self, token: Token, kinds: frozenset[Kind]) -> tuple[Mention, ...]:
        """The name right before ", an alliance that", where the parse lost the apposition."""
        at = token.left_edge.i - 1
        if at < 1 or token.doc[at].text != "," or token.doc[at + 1].pos_ != "DET":
            return ()
        if token.dep_ not in {"appos", "conj", "nsubj", "attr", "dep", "npadvmod"}:
            return ()
        at -= 1
        if token.doc[at].text == ")":
            while at > 0 and token.doc[at].text != "(":
                at -= 1
            at -= 1
        found = tuple(m for m in self._anchors.covering(token.doc[at]) if m.kind in kinds & BODIES)
        return tuple(m for m in found[:1] if is_named(m) and m.actor_id)

    def states(self, tokens: Iterable[Token]) -> tuple[Mention, ...]:
        """The states whose troops, bases or bodies the phrases name ("450 Turkish troops")."""
        out: dict[str, Mention] = {}
        for token in tokens:
            for mention in self._behind(token):
                out.setdefault(mention.country or mention.name, mention)
        return tuple(out.values())

    def _behind(self, token: Token) -> tuple[Mention, ...]:
        if _is_one_person(token):
            return ()  # "the only British woman fighting there"
        owners = [c for t in (*children(token, "poss"), *modifiers(token)) for c in conjuncts(t)]
        found = self._anchors.of(owners, STATES) or self._anchors.of(
            [t for t in prep_objects(token, "from") if t.ent_type_ != "DATE"],
            STATES | PLACES | {Kind.ORGANISATION},
        )
        found = tuple(m for m in found if m.country or m.kind is Kind.ORGANISATION)
        if found:
            return found
        own_words = [p for p in children(token, "poss") if p.tag_ == "PRP$"]
        theirs = any(not self._anchors.at(p) for p in own_words)
        if theirs and token.dep_ == "dobj":
            return self.parties(subjects(clause_of(token)))  # "withdrew its troops from Somalia"
        own = self._anchors.of([token], PARTIES)
        if own and own[0].country and not own[0].actor_id and not is_named(own[0]):
            state = self._state(own[0].country)
            if state is not None and own[0].rule not in rules_with("told_by_a_place"):
                return (state,)
        if theirs:
            return self.parties(subjects(clause_of(token)))
        return ()

    def as_states(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """The mentions with a demonym taken for its state, as in "Iranian-backed"."""
        return tuple(
            (self._state(m.country) or replace(m, kind=Kind.STATE, name=state_name(m.country)))
            if m.country and m.kind is Kind.COMMUNITY and m.rule in rules_with("demonym")
            else m
            for m in mentions
        )

    def _state(self, country: str) -> Mention | None:
        """How the text first names the state with that code."""
        if self._states is None:
            self._states = {}
            for mention in self._anchors.everyone:
                if mention.kind in STATES and mention.country:
                    self._states.setdefault(mention.country, mention)
        return self._states.get(country)

    def places(
        self, tokens: Iterable[Token], besides: tuple[Mention, ...] = ()
    ) -> tuple[Mention, ...]:
        """Places and states as territory; a capital is the city, "the territory" the one named."""
        out: dict[str, Mention] = {}
        for token in tokens:
            for mention in self._place(token, {m.name for m in besides}):
                out.setdefault(mention.name, mention)
        return tuple(out.values())

    def countries(self, tokens: Iterable[Token]) -> tuple[Mention, ...]:
        """The states in whose land something is, by their names."""
        named = (m for m in self.places(tokens) if _is_country(m))
        return tuple(replace(m, kind=Kind.STATE) for m in named)

    def grounds(
        self, tokens: Iterable[Token], besides: tuple[Mention, ...] = ()
    ) -> tuple[Mention, ...]:
        """Places that somebody holds: "the south of Lebanon" is not Lebanon, but a part of it."""
        heads = list(tokens)
        words = [
            t
            for h in heads
            for t in (*h.lefts, h)
            if t.lemma_.lower() in members("parts_of_a_country")
        ]
        found = self.places(heads, besides)
        suburbs = [h for h in heads if h.lemma_.lower() in members("parts_of_a_town")]
        if suburbs:
            within = {m.name for m in self.places(prep_objects(suburbs[0], "of"), besides)}
            own = tuple(m for m in found if m.name not in within)
            return own or tuple(part_of(suburbs, m) for m in found)
        if any(h.lemma_.lower() in members("settlements") for h in heads):
            named = [c for h in heads if h.dep_ == "appos" for c in conjuncts(h.head)]
            towns = tuple(m for m in found if not _is_country(m))
            return towns or tuple(m for m in self.places(named, besides) if not _is_country(m))
        return tuple(part_of(words, m) if _is_country(m) else m for m in found) if words else found

    def _place(self, token: Token, besides: set[str]) -> tuple[Mention, ...]:
        found = self._anchors.of(spread([token]), PARTIES | PLACES)
        if found and all(is_named(m) for m in found):
            return tuple(map(_as_place, found))
        if not found:  # a name of which the parse made another word the head: "Golan Heights"
            found = self._anchors.of(children(token, "compound"), PLACES)
            if found and found[0].passage.end >= token.idx - 1 and token.text[0].isupper():
                return found
        lemma = token.lemma_.lower()
        if lemma in _TERRITORY:
            inside = self._anchors.of(spread(_around(token)), PLACES | STATES)
            if inside:
                return tuple(map(_as_place, inside))
            if any(c.lower_ in _POINTING for c in token.children):
                return self._before(token, besides)
        if not found and token.lower_ == "it":
            return self._subject_before(token, besides)
        return tuple(map(_as_place, found))

    def _before(self, token: Token, besides: set[str]) -> tuple[Mention, ...]:
        """The place named last before "the territory", in this sentence or the one before."""
        if self._places is None:
            self._places = [
                (t, m) for t, m in self._anchors.placed if m.kind in PLACES | {Kind.STATE}
            ]
        first = _sentence_before(token)
        clause = {t.i for t in subjects(clause_of(token))}
        for at, mention in reversed(self._places):
            if at.i >= token.i or at.i in clause or mention.name in besides:
                continue
            if mention.rule in rules_with("demonym"):
                continue
            return (mention,) if at.i >= first else ()
        return ()

    def meant_by_it(self, token: Token, besides: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
        """The body that the sentence before is about, for an "it" that nothing else explains."""
        if token.lower_ != "it" or self._anchors.at(token):
            return ()
        return self._subject_before(token, {m.name for m in besides})

    def _subject_before(self, token: Token, besides: set[str]) -> tuple[Mention, ...]:
        """What the sentence before is about, for an "it" that nothing else explains."""
        first = _sentence_before(token)
        if first >= token.sent.start:
            return ()
        heads = subjects(self._doc[first].sent.root)
        kinds = PLACES | BODIES | STATES
        found = self._anchors.of(heads, kinds) or self._anchors.of(
            [p for h in heads for p in children(h, "poss")], kinds
        )
        return tuple(m for m in found[:1] if m.name not in besides)


def _is_a_citizen(token: Token, mention: Mention) -> bool:
    """Whether a demonym is one citizen and no state: "fought alongside an American"."""
    single = any(c.lower_ in {"a", "an"} for c in token.children) and token.tag_ != "NNS"
    return single and mention.kind is not Kind.PERSON and mention.rule in rules_with("demonym")


def _is_one_person(token: Token) -> bool:
    """Whether a noun is of one human being, whose nationality makes him no organ of his state."""
    alone = token.tag_ == "NN" and not token.lower_.endswith("men")
    return alone and is_noun(token.lemma_.lower(), "person")


def _around(token: Token) -> list[Token]:
    """What says where an area is: "along the border", "north of Aleppo"."""
    found = prep_objects(token, *_AROUND)
    after = token.i + 1
    if after < len(token.doc) and token.doc[after].lower_ in _SIDES:
        found += prep_objects(token.doc[after], "of")
    return found


_SIDES = frozenset("north south east west northeast northwest southeast southwest".split())


def _sentence_before(token: Token) -> int:
    """Where the sentence before begins, or this one where it is the first."""
    start = int(token.sent.start)
    at = start - 1
    while at >= 0 and token.doc[at].is_space:
        at -= 1
    return int(token.doc[at].sent.start) if at >= 0 else start


@cache
def _states() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in rows("actors/countries.csv")}


def state_name(country: str) -> str:
    """The name of a state by its code."""
    return _states().get(country, country)


def _is_country(mention: Mention) -> bool:
    return mention.kind is Kind.STATE or mention.rule in rules_with("country_by_name")


def part_of(words: Sequence[Token], country: Mention) -> Mention:
    """The part of a country that the words name with it: "northern Cyprus", "south of Lebanon"."""
    doc, start = words[0].doc, words[0].idx
    end = country.passage.end
    if not start < country.passage.start or end - start > _LONGEST:
        return country
    text = doc.text[start:end]
    passage = replace(country.passage, start=start, text=text)
    return replace(
        country, kind=Kind.PLACE, name=text, actor_id=None, passage=passage, rule="claim.part"
    )


_LONGEST = 60  # characters from a part to its country


def _as_place(mention: Mention) -> Mention:
    """A capital that stands for its government is the city where something is held or based."""
    if mention.kind is Kind.GOVERNMENT and mention.rule in rules_with("capital_as_government"):
        return replace(
            mention,
            kind=Kind.PLACE,
            name=mention.passage.text,
            actor_id=None,
            sector=None,
            role=None,
            rule="claim.capital",
        )
    return mention


def people_in_arms(token: Token, anchors: Anchors, *, within: bool = False) -> Mention | None:
    """The people a bare word in a compound stands for: the rebels of "rebel-held".

    `within` a title that is a mention itself ("rebel leader Ali Kaya"), the word has none.
    """
    known = anchors.at(token) and not within
    if token.lemma_.lower() not in members("people_in_arms") or known:
        return None
    before = token.doc[token.i - 1] if token.i else token
    first = before if before.pos_ in {"ADJ", "PROPN"} and before.text[0].isupper() else token
    start, end = first.idx, token.idx + len(token.text)
    text = token.doc.text[start:end]
    article = anchors.everyone[0].passage.article_id if anchors.everyone else ""
    passage = Passage(article_id=article, start=start, end=end, text=text)
    name = text if text.endswith(("s", "n")) else f"{text}s"
    return Mention(
        passage=passage, kind=Kind.GROUP, name=name, sector="REB", score=0.7, rule="claim.in_arms"
    )
