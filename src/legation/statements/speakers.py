"""Who says it, to whom, through what: mentions for the phrases a report names.

The actors stage knows who is meant; here its mention gets the whole phrase as its passage. A phrase
nobody resolved becomes a mention of its own, and an unresolved pronoun stays a pronoun.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from legation.characters.quotations import Regions
from legation.language.dateline import Datelines
from legation.language.nouns import is_noun, noun_class
from legation.language.words import members
from legation.nlp.passages import passage_at
from legation.ontology import rules_with
from legation.records import Article, Kind, Mention, Passage
from legation.statements.chains import Acting
from legation.statements.tree import Tree
from legation.tables import columns, rows

_ARTICLES = re.compile(r"^(?:the|a|an)\s+", re.I)
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_PARTIES = frozenset(set(Kind) - {Kind.PLACE, Kind.PROCESS, Kind.DOCUMENT})
_UNNAMED = frozenset({Kind.OFFICE, Kind.GROUP})
_ONE = frozenset({Kind.PERSON, Kind.OFFICE})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_QUANTITIES = frozenset({"many", "some", "others", "most", "few", "both", "several", "all", "one"})
_GROUP_PRONOUNS = frozenset({"they", "them", "we", "us", "their", "our", "these", "those"})
_OWNING = frozenset({"poss", "amod", "compound", "nmod"})
_DEEP = 2  # "the head of the agency of Iran"
_DASHES = frozenset({"-", "–", "—", "•"})
_TELLING_WHO = frozenset({"relcl", "acl"})
_SHORT = 12  # tokens of a clause that is taken into the name
_THING_PRONOUNS = frozenset({"it", "its"})


class Sources:
    """Mentions of one article by the characters they stand on."""

    def __init__(self, tree: Tree, article: Article, mentions: Sequence[Mention]) -> None:
        self.tree = tree
        self.article = article
        self.mentions = sorted(mentions, key=lambda m: (m.passage.start, -m.passage.end))
        self.starts = [m.passage.start for m in self.mentions]
        self.datelines = Datelines(article.text)

    def on(self, i: int) -> Mention | None:
        """The longest mention that covers the token; parties before places."""
        start, end = self.tree.start[i], self.tree.end[i]
        best: Mention | None = None
        at = bisect_right(self.starts, start) - 1
        for mention in reversed(self.mentions[max(0, at - 5) : at + 1]):
            if mention.passage.end < end:
                continue
            if best is None or _rank(mention) > _rank(best):
                best = mention
        return best

    def mention(
        self, i: int, *, rule: str = "speaker", label: tuple[int, int] | None = None
    ) -> Mention:
        """The mention of a phrase by its head, with the whole phrase (or label) as passage."""
        t = self.tree
        low = t.low[i]
        if low in _RELATIVE:
            return self._relative(i, rule)
        first, after = label or (
            (i, i + 1) if t.pos[i] == "PRON" and low != "those" else self._whole_phrase(i)
        )
        start, end = t.chars(first, after)
        if self.datelines.found and (behind := self.datelines.end_at(start)) and behind < end:
            start = behind
            label = label or (bisect_left(t.start, behind), after)
        passage = passage_at(self.article, start, end)
        others = joined(t, i)[1:]
        if others and label is None:
            return self._joint([i, *others], passage, rule)
        if (issuer := None if self._known(i, label) else self._issuer(i)) is not None:
            return replace(issuer, passage=passage)
        known = self._known(i, label)
        if (outlet := self._outlet(i)) is not None:
            if known is None:
                known = self.on(i - 1)
            if known is None or known.actor_id is None:
                made = known or Mention(
                    passage=passage, kind=Kind.ORGANISATION, name=outlet, score=0.6,
                    sector="JRN", rule=f"{rule}.phrase",
                )  # fmt: skip
                return replace(made, passage=passage, name=outlet)
        if known is not None and self._of_several_countries(known):
            return self._joint([], passage, rule)  # "the foreign ministers of France and Germany"
        if known is not None:
            unnamed = known.kind in _UNNAMED or known.rule in rules_with("described")
            told = _ARTICLES.sub("", passage.text, count=1)
            listed = known.name.islower() and told.startswith(f"{known.name} of ")
            unnamed = unnamed or listed  # "a group of judges"
            if known.actor_id is None and unnamed and t.pos[i] != "PRON":
                return replace(known, passage=passage, name=_named(passage.text), role=known.name)
            return replace(known, passage=passage)
        if t.pos[i] == "PRON" and low not in _QUANTITIES and after == i + 1:
            return Mention(
                passage=passage, kind=_pronoun_kind(low), name=passage.text, score=0.3,
                rule=f"{rule}.pronoun_open",
            )  # fmt: skip
        owner = self._owner(i)
        return Mention(
            passage=passage, kind=_kind(t, i), name=_named(passage.text), score=0.6,
            country=owner.country if owner else None,
            sector=owner.sector if owner and not owner.country else None,
            rule=f"{rule}.phrase",
        )  # fmt: skip

    def acting(self, regions: Regions) -> list[Acting]:
        """The one person that each sentence outside quotations is about, in text order."""
        t, found = self.tree, []
        for i in range(t.n):
            if t.dep[i] not in _SUBJECTS or t.tag[i] not in {"NN", "NNP", "NNS"}:
                continue
            if t.dep[t.head[i]] != "ROOT" or regions.of(t.start[i]) is not None:
                continue
            known = self._known(i, None)
            plural = t.tag[i] == "NNS"
            kinds = {Kind.GROUP} if plural else _ONE
            person = known.kind in kinds if known else is_noun(t.lemma_of(i), "person")
            if person and not joined(t, i)[1:]:
                start, end = t.chars(*t.sentence(i))
                made = self.mention(i)
                found.append(Acting(start=start, end=end, mention=made, plural=plural))
        return found

    def _whole_phrase(self, i: int) -> tuple[int, int]:
        """The phrase of a head, behind a dateline, and with the clause that tells who "those" are.

        "Paris - Doctors", "those who fled the town", "many of those besieged".
        """
        t = self.tree
        first, after = t.phrase(i)
        dash = next((k for k in range(i - 1, first, -1) if t.low[k] in _DASHES), None)
        if dash is not None and t.end[dash - 1] < t.start[dash] and t.end[dash] < t.start[dash + 1]:
            first = dash + 1
        last = after - 1
        if t.low[i] == "those":
            last = i
        if t.low[last] in members("words_for_no_certain_people"):
            clause = next((k for k in t.kids[last] if k > last and t.dep[k] in _TELLING_WHO), None)
            if clause is not None and t.edges(clause)[1] - after <= _SHORT:
                after = t.edges(clause)[1]
        return first, after

    def _of_two_posts(self, heads: list[int]) -> Mention | None:
        """The person behind two posts of one: "the envoy and former head of Oxfam, Anna Berg"."""
        t = self.tree
        beside = [k for h in heads for k in t.kids[h] if t.dep[k] == "appos"]
        if len(beside) != 1 or any(t.pos[h] != "NOUN" for h in heads):
            return None
        found = self.on(beside[0])
        return found if found is not None and found.kind is Kind.PERSON else None

    def _outlet(self, i: int) -> str | None:
        """The name before a noun for what it is: "Maariv newspaper", not "Iranian television"."""
        t = self.tree
        if i == 0 or t.low[i] not in members("nouns_behind_outlets") or t.tag[i][:3] == "NNP":
            return None
        first = i
        while first > 0 and t.pos[first - 1] == "PROPN" and t.dep[first - 1] == "compound":
            first -= 1
        if first == i or t.doc[i - 1].ent_type_ in {"NORP", "GPE"}:
            return None
        return t.text[t.start[first] : t.end[i - 1]]

    def _known(self, i: int, label: tuple[int, int] | None) -> Mention | None:
        """The mention a phrase is: a person named in it before the office or group it names."""
        t = self.tree
        spots = range(*label) if label else (i, *(k for k in t.kids[i] if t.dep[k] == "appos"))
        found = [m for k in spots if (m := self.on(k)) is not None and m.kind in _PARTIES]
        return next((m for m in found if m.kind is Kind.PERSON), found[0] if found else None)

    def _of_several_countries(self, known: Mention) -> bool:
        """Whether the same words are mentions of several, each of another country."""
        first = bisect_left(self.starts, known.passage.start)
        after = bisect_right(self.starts, known.passage.start)
        same = [m for m in self.mentions[first:after] if m.passage.end == known.passage.end]
        return len({m.country for m in same if m.country}) > 1

    def _issuer(self, i: int) -> Mention | None:
        """Who a document speaks for where its phrase says so: "a navy statement"."""
        t = self.tree
        noun = t.lemma_of(i)
        if noun not in members("papers_of_somebody") and noun not in members(
            "inquiries_of_somebody"
        ):
            return None
        apart = noun in members("papers_named_apart")
        owning = {"poss"} if apart else {"poss", "compound", "amod"}
        before = [k for k in t.kids[i] if t.dep[k] in owning and k < i]
        after = [
            o
            for k in t.kids[i]
            if t.dep[k] in {"prep", "agent"} and t.low[k] in {"by", "from"}
            for o in t.kids[k]
            if t.dep[o] == "pobj"
        ]
        for k in (*before, *after):
            found = self.on(k)
            if found is not None and found.kind in _PARTIES and not _is_adjective(found):
                unnamed = found.actor_id is None and found.kind in _UNNAMED
                name = _named(found.passage.text) if unnamed else found.name
                return replace(found, name=name, rule="speaker.issuer")
        return None

    def _owner(self, i: int, depth: int = 0) -> Mention | None:
        """Whose the phrase is by what stands before its noun, else after "of" or "by".

        "The US command", "the head of Iran's space agency", "a report by Oxfam" or in a journal.
        """
        t = self.tree
        before = [k for k in t.kids[i] if t.dep[k] in _OWNING and k < i]
        after = [
            o
            for k in t.kids[i]
            if t.dep[k] in {"prep", "agent"} and t.low[k] in {"of", "by", "in"}
            for o in t.kids[k]
            if t.dep[o] == "pobj"
        ]
        for k in (*before, *after):
            found = self.on(k)
            printed = t.low[t.head[k]] == "in"  # "a report in The Lancet", not "in Iraq"
            if printed and (found is None or found.sector != "JRN"):
                continue
            if found is not None and (found.country or found.sector):
                return found
            deeper = self._owner(k, depth + 1) if depth < _DEEP else None
            if deeper is not None:
                return deeper
        return None

    def _relative(self, i: int, rule: str) -> Mention:
        """The antecedent of "who", "which", "that"; the pronoun is the passage."""
        t = self.tree
        passage = passage_at(self.article, *t.chars(i, i + 1))
        verb = t.head[i]
        while t.dep[verb] not in {"relcl", "acl"} and t.head[verb] != verb:
            verb = t.head[verb]
        if t.dep[verb] in {"relcl", "acl"}:
            head = self._who_did_it(t.head[verb]) if t.low[i] == "who" else t.head[verb]
            whole = self.mention(head, rule=rule) if head != i else None
            if whole is not None:
                return replace(whole, passage=passage)
        return Mention(
            passage=passage, kind=Kind.PERSON, name=passage.text, score=0.3,
            rule=f"{rule}.pronoun_open",
        )  # fmt: skip

    def _who_did_it(self, i: int) -> int:
        """The person of a deed that "who" cannot mean: "a rebuke by the president, who warned"."""
        t = self.tree
        if t.pos[i] != "NOUN" or noun_class(t.lemma_of(i)) not in _NO_PEOPLE:
            return i
        by = [o for k in t.kids[i] if t.low[k] in {"by", "from", "of"} for o in t.kids[k]]
        return next((o for o in by if t.dep[o] == "pobj"), i)

    def _joint(self, heads: list[int], passage: Passage, rule: str) -> Mention:
        """One group of all who say it together, with the one country and sector they name.

        Two posts may be those of one: "the envoy and former head of Oxfam, Anna Berg".
        """
        if (person := self._of_two_posts(heads)) is not None:
            return replace(person, passage=passage)
        known = [m for h in heads if (m := self._known(h, None)) is not None]
        countries = {m.country for m in known if m.country}
        sectors = {m.sector for m in known if m.sector}
        return Mention(
            passage=passage, kind=Kind.GROUP, name=_named(passage.text, whole=True),
            country=countries.pop() if len(countries) == 1 else None,
            sector=sectors.pop() if len(sectors) == 1 else None,
            score=0.8, rule=f"{rule}.joint",
        )  # fmt: skip


_NO_PEOPLE = frozenset({"act", "event", "speech", "violence"})
_NOTE = re.compile(r"\s*\([^()]*\)?$")
_LISTED = re.compile(
    r"[\w-]+ of (?!the )[^,]+(?:, (?!a |an |the |who |which )[\w\s-]+)+ and [\w\s-]+"
)
_BOTH = re.compile(
    r"^both\s+(?=.*\sand\s)|,?\s+(?:both|respectively)$", re.I
)  # "Both Peru and Chile said so"


def _is_adjective(mention: Mention) -> bool:
    """Whether a mention is a people's name before a noun: "an Israeli statement" has no author."""
    return mention.rule in rules_with("adjective")


def _named(text: str, *, whole: bool = False) -> str:
    """A phrase as a name: without article note in brackets and apposition."""
    bare = _NOTE.sub("", _ARTICLES.sub("", text, count=1))
    if whole:
        bare = _ARTICLES.sub("", _BOTH.sub("", bare))
    whole = whole or _LISTED.fullmatch(bare) is not None
    return (bare if whole else bare.split(", ")[0]).strip() or text


def _rank(mention: Mention) -> tuple[bool, int]:
    return mention.kind in _PARTIES, mention.passage.end - mention.passage.start


def joined(t: Tree, i: int) -> list[int]:
    """The head of a phrase and those joined to it: "Peru and Chile"."""
    out = [i]
    for k in t.kids[i]:
        if t.dep[k] == "conj" and t.pos[k] in {"PROPN", "NOUN", "PRON"}:
            out.extend(joined(t, k))
    return out


def _pronoun_kind(low: str) -> Kind:
    if low in _GROUP_PRONOUNS:
        return Kind.GROUP
    return Kind.ORGANISATION if low in _THING_PRONOUNS else Kind.PERSON


def _kind(t: Tree, i: int) -> Kind:
    """What an unresolved phrase is: plural people are a group, "the report" a document."""
    lemma = t.lemma_of(i)
    if lemma in source_nouns():
        return source_nouns()[lemma]
    if t.tag[i] in {"NNS", "NNPS"} or t.low[i] in _QUANTITIES:
        return Kind.GROUP
    return Kind.PERSON


@lru_cache(maxsize=1)
def source_nouns() -> dict[str, Kind]:
    """Nouns that speak without being a person ("the report said"), with their kind."""
    return {row["noun"]: Kind(row["kind"]) for row in rows("language/en/source_nouns.csv")}


@lru_cache(maxsize=1)
def channel_words() -> dict[str, str]:
    """Lemmas that name a channel ("tweet", "interview"), with the channel."""
    return {row["word"]: row["channel"] for row in rows("language/en/channels.csv")}


@lru_cache(maxsize=1)
def agent_nouns() -> frozenset[str]:
    """Nouns for people and bodies, which can speak: "envoy", "ministry"."""
    people = {noun for noun, _ in columns("actors/agents.csv", "noun", "kind")}
    return frozenset(
        people | {n for n, kind in source_nouns().items() if kind is not Kind.DOCUMENT}
    )
