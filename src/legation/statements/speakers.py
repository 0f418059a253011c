"""Who says it, to whom, through what: mentions for the phrases a report names.

The actors stage knows who is meant; here its mention gets the whole phrase as its passage. A phrase
nobody resolved becomes a mention of its own, and an unresolved pronoun stays a pronoun.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from legation.nlp.passages import passage_at
from legation.records import Article, Kind, Mention
from legation.statements.tree import Tree
from legation.tables import rows

_ARTICLES = re.compile(r"(?:the|a|an)\s+", re.I)
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_PARTIES = frozenset(set(Kind) - {Kind.PLACE, Kind.PROCESS, Kind.DOCUMENT})
_GROUP_PRONOUNS = frozenset({"they", "them", "we", "us", "their", "our", "these", "those"})
_THING_PRONOUNS = frozenset({"it", "its"})


class Sources:
    """Mentions of one article by the characters they stand on."""

    def __init__(self, tree: Tree, article: Article, mentions: Sequence[Mention]) -> None:
        self.tree = tree
        self.article = article
        self.mentions = sorted(mentions, key=lambda m: (m.passage.start, -m.passage.end))
        self.starts = [m.passage.start for m in self.mentions]

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
        first, after = label or ((i, i + 1) if t.pos[i] == "PRON" else t.phrase(i))
        passage = passage_at(self.article, *t.chars(first, after))
        known = self._known(i)
        others = _joined(t, i)[1:]
        if others and label is None:
            return self._joint([i, *others], passage.start, passage.end, rule)
        if known is not None:
            return replace(known, passage=passage)
        if t.pos[i] == "PRON" and low not in {"many", "some", "others", "most", "few", "both"}:
            return Mention(
                passage=passage, kind=_pronoun_kind(low), name=passage.text, score=0.3,
                rule=f"{rule}.pronoun_open",
            )  # fmt: skip
        name = _ARTICLES.sub("", passage.text, count=1) if _ARTICLES.match(passage.text) else None
        return Mention(
            passage=passage, kind=_kind(t, i), name=name or passage.text, score=0.6,
            rule=f"{rule}.phrase",
        )  # fmt: skip

    def _known(self, i: int) -> Mention | None:
        t = self.tree
        for k in (i, *(k for k in t.kids[i] if t.dep[k] == "appos")):
            found = self.on(k)
            if found is not None and (found.kind in _PARTIES or t.pos[k] == "PROPN"):
                return found
        return None

    def _relative(self, i: int, rule: str) -> Mention:
        """The antecedent of "who", "which", "that"; the pronoun is the passage."""
        t = self.tree
        passage = passage_at(self.article, *t.chars(i, i + 1))
        verb = t.head[i]
        while t.dep[verb] not in {"relcl", "acl"} and t.head[verb] != verb:
            verb = t.head[verb]
        if t.dep[verb] in {"relcl", "acl"}:
            whole = self.mention(t.head[verb], rule=rule) if t.head[verb] != i else None
            if whole is not None:
                return replace(whole, passage=passage)
        return Mention(
            passage=passage, kind=Kind.PERSON, name=passage.text, score=0.3,
            rule=f"{rule}.pronoun_open",
        )  # fmt: skip

    def _joint(self, heads: list[int], start: int, end: int, rule: str) -> Mention:
        passage = passage_at(self.article, start, end)
        known = [self._known(h) for h in heads]
        countries = {m.country if m else None for m in known}
        sectors = {m.sector if m else None for m in known}
        return Mention(
            passage=passage, kind=Kind.GROUP, name=_ARTICLES.sub("", passage.text, count=1)
            if _ARTICLES.match(passage.text) else passage.text,
            country=countries.pop() if len(countries) == 1 else None,
            sector=sectors.pop() if len(sectors) == 1 else None,
            score=0.8, rule=f"{rule}.joint",
        )  # fmt: skip


def _rank(mention: Mention) -> tuple[bool, int]:
    return mention.kind in _PARTIES, mention.passage.end - mention.passage.start


def _joined(t: Tree, i: int) -> list[int]:
    out = [i]
    for k in t.kids[i]:
        if t.dep[k] == "conj" and t.pos[k] in {"PROPN", "NOUN", "PRON"}:
            out.extend(_joined(t, k))
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
    if t.tag[i] in {"NNS", "NNPS"} or t.low[i] in {"many", "some", "others", "most", "few", "both"}:
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
