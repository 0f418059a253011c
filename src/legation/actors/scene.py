"""One article while its mentions are being found.

A draft is a mention in the making: later steps of the stage may still change who it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from legation.folding import fold, name_key
from legation.language.dateline import bare_dateline_end, dateline_end
from legation.nlp.passages import passage_at
from legation.nlp.times import Time
from legation.nlp.tokens import Doc, Span, Token
from legation.records import Article, Kind, Mention, NamedBy
from legation.registry.cities import is_large_city
from legation.registry.known import Form, Registry
from legation.registry.surnames import called_by

_FOLDED = re.compile(r"[^\x00-\x7f“”—…]\w*|`")  # what folding may change


class Words:
    """Lookup by word and by character offsets; `lower` is without diacritics."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower, self._lemmas = doc.lower, doc.lower_lemmas
        self._odd: list[int] = []  # tokens that folding changes
        for match in _FOLDED.finditer(doc.text):
            i = bisect_right(doc.starts, match.start()) - 1
            folded = fold(doc.lower[i])
            if folded != doc.lower[i]:
                if not self._odd:
                    self.lower = [*doc.lower]
                self._odd.append(i)
                self.lower[i] = folded

    def span(self, start: int, end: int) -> Span | None:
        """The tokens that cover the characters exactly."""
        return self.doc.char_span(start, end)

    def pair(self, i: int) -> tuple[str, str]:
        """A token in lower case without diacritics, and its lemma in lower case."""
        return self.lower[i], self._lemmas[i]

    def forms(self, i: int) -> tuple[str, ...]:
        """The two of `pair`, or the one where they are the same."""
        word, lemma = self.lower[i], self._lemmas[i]
        return (word,) if word == lemma else (word, lemma)

    def among(self, words: frozenset[str]) -> list[int]:
        """The tokens that are, or have as their lemma, one of the words."""
        found = self.doc.among(words)
        odd = [i for i in self._odd if self.lower[i] in words]
        return sorted({*found, *odd}) if odd else found


@dataclass(slots=True)
class Draft:
    """A mention in the making, by tokens `start` to `end` (excluded)."""

    start: int
    end: int
    root: int
    kind: Kind
    name: str
    rule: str
    actor_id: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    score: float = 1.0
    form: Form | None = None
    by_table: bool = False  # whether a table named who the text does not
    nouns: frozenset[str] = frozenset()  # lemmas of what the text says a person is: "journalist"
    within: str | None = None  # the land or body, no state, whose office it is: "Somaliland"


def called_again(
    known: Draft,
    token: Token,
    rule: str,
    score: float,
    *,
    start: int | None = None,
    kind: Kind | None = None,
) -> Draft:
    """Who is known already, meant by other words: those from `start`, or the token alone."""
    return Draft(
        token.i if start is None else start,
        token.i + 1,
        token.i,
        kind or known.kind,
        known.name,
        rule,
        actor_id=known.actor_id,
        country=known.country,
        sector=known.sector,
        score=score,
    )


def _each_once(people: Iterable[Draft]) -> list[Draft]:
    found: list[Draft] = []
    for person in people:
        if not any(_are_one(person, other) for other in found):
            found.append(person)
    return found


def _are_one(person: Draft, other: Draft) -> bool:
    if person.name == other.name or (person.actor_id and person.actor_id == other.actor_id):
        return True
    if person.actor_id and other.actor_id:
        return False
    words, others = name_key(person.name).split(), name_key(other.name).split()
    return words[0] == others[0] and (set(words) <= set(others) or set(others) <= set(words))


@dataclass(slots=True)
class Scene:
    """The article, what is known, and the drafts so far, in text order and by token."""

    doc: Doc
    article: Article
    registry: Registry
    on: date | None
    times: tuple[Time, ...] = ()
    looked_up: bool = False  # a phrase by itself, of no article
    drafts: list[Draft] = field(default_factory=list)
    taken: dict[int, Draft] = field(default_factory=dict)
    _called: dict[str, list[tuple[bool, Draft]]] = field(default_factory=dict)  # by a word alone
    _first: dict[str, list[Draft]] = field(default_factory=dict)  # by the first name
    ents: tuple[Span, ...] = ()
    sents: tuple[Span, ...] = ()
    words: Words = field(init=False)
    sent_at: list[int] = field(default_factory=list)
    ent_at: dict[int, Span] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)  # of people, by a pronoun for them
    _body: int = 0
    _places: list[tuple[int, int]] = field(default_factory=list)  # of the drafts, in their order

    def __post_init__(self) -> None:
        self.words = Words(self.doc)
        text = self.doc.text
        self._body = dateline_end(text) or bare_dateline_end(text, self._is_town)
        self.ents, self.sents = self.doc.ents, self.doc.sents
        for number, sent in enumerate(self.sents):
            self.sent_at.extend([number] * (sent.end - sent.start))
        self.ent_at = {i: ent for ent in self.ents for i in range(ent.start, ent.end)}

    def add(self, draft: Draft) -> Draft:
        """Keep the draft; its tokens are taken unless they already are."""
        place = draft.start, -draft.end
        at = bisect_right(self._places, place)
        self._places.insert(at, place)
        self.drafts.insert(at, draft)
        for i in range(draft.start, draft.end):
            self.taken.setdefault(i, draft)
        return draft

    def remember(self, person: Draft, *names: str, country: str | None = None) -> None:
        """Let the words that the person may be called by alone stand for the person.

        "Abdel Fattah al-Burhan", later "al-Burhan" or "Burhan"; `country` tells which part of the
        name is the family's.
        """
        for name in names:
            for rank, word in enumerate(called_by(name, country or person.country)):
                self._called.setdefault(word, []).append((rank == 0, person))
            words = name_key(name).split()
            if len(words) > 1:
                self._first.setdefault(words[0], []).append(person)

    def bearers(self, word: str) -> list[Draft]:
        """The people named in full who may be called by a folded word alone, as first named.

        Those whose family name it is leave out those of whom it is another part. Two names of one
        person of the tables, and one that holds another, are the same.
        """
        known = self._called.get(word, ())
        family = [person for first, person in known if first]
        return _each_once(family or [person for _, person in known])

    def first_named(self, word: str) -> list[Draft]:
        """The people named in full whose first name is the folded word."""
        return _each_once(self._first.get(word, ()))

    def remove(self, draft: Draft) -> None:
        """Forget the draft and free its tokens."""
        self.drafts = [d for d in self.drafts if d is not draft]
        self._places = [(d.start, -d.end) for d in self.drafts]
        for i in range(draft.start, draft.end):
            if self.taken.get(i) is draft:
                del self.taken[i]

    def free(self, start: int, end: int) -> bool:
        """Whether no draft covers any of the tokens."""
        return self.taken.keys().isdisjoint(range(start, end))

    def at(self, i: int, *kinds: Kind) -> Draft | None:
        """The draft that covers a token, if it is of one of the kinds (any if none is named)."""
        found = self.taken.get(i)
        return found if found is not None and (not kinds or found.kind in kinds) else None

    def person_at(self, i: int) -> Span | None:
        """The person's name the entity recogniser sees at a token."""
        ent = self.ent_at.get(i)
        return ent if ent is not None and ent.label_ == "PERSON" else None

    def sentence(self, i: int) -> Span:
        """The sentence of a token."""
        return self.sents[self.sent_at[i]]

    def sentences_before(self, i: int, reach: int) -> Sequence[Span]:
        """Up to `reach` sentences with words before that of the token, nearest first."""
        before = (s for s in reversed(self.sents[: self.sent_at[i]]) if s.text.strip())
        return [s for s, _ in zip(before, range(reach), strict=False)]

    def within(self, start: int, end: int) -> list[Draft]:
        """Drafts that begin at tokens `start` to `end` (excluded), in text order."""
        first = bisect_left(self._places, (start,))
        return self.drafts[first : bisect_left(self._places, (end,), lo=first)]

    def in_dateline(self, i: int) -> bool:
        """Whether the token stands in the dateline that opens the text."""
        return self.doc.starts[i] < self._body

    def dateline(self) -> str:
        """The words of the dateline, empty where there is none."""
        return self.article.dateline or self.article.text[: self._body]

    def _is_town(self, name: str) -> bool:
        forms = {entry.form for entry in self.registry.entries(name.title())}
        return Form.CAPITAL in forms or is_large_city(name)

    def mentions(self) -> tuple[Mention, ...]:
        """The drafts as records, in text order, each passage and name once for each country."""
        unnamed = self._unnamed()
        seen: dict[tuple[int, int, str, Kind, str | None], Mention] = {}
        for draft in sorted(self.drafts, key=lambda d: (d.start, -d.end, d.name, d.kind)):
            mention = self._mention(draft, unnamed)
            place = mention.passage
            at = (place.start, place.end, mention.name, mention.kind, mention.country)
            seen.setdefault(at, mention)
        return tuple(seen.values())

    def _unnamed(self) -> set[str]:
        """The people whom a table named and the text nowhere does."""
        by_table = {d.name for d in self.drafts if d.by_table}
        for draft in self.drafts if by_table else ():
            if draft.name in by_table and not draft.by_table:
                words = {name_key(t.text) for t in self.doc[draft.start : draft.end]}
                if words & set(name_key(draft.name).split()):
                    by_table.discard(draft.name)
        return by_table

    def _mention(self, draft: Draft, unnamed: set[str]) -> Mention:
        named_by = None
        if draft.kind is Kind.PERSON:
            named_by = NamedBy.TABLE if draft.name in unnamed else NamedBy.TEXT
        start, end = self.doc.starts[draft.start], self.doc.ends[draft.end - 1]
        return Mention(
            passage=passage_at(self.article, start, end),
            kind=draft.kind,
            name=draft.name,
            actor_id=draft.actor_id,
            country=draft.country,
            sector=draft.sector,
            role=draft.role,
            score=draft.score,
            rule=draft.rule,
            named_by=named_by,
        )
