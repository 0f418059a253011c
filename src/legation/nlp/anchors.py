"""Mentions by the tokens they stand on, for stages that walk the parse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.nlp.tokens import Doc, Span, Token
from legation.records import Kind, Mention

PARTIES = frozenset(set(Kind) - {Kind.PLACE, Kind.PROCESS, Kind.DOCUMENT})


class Anchors:
    """Mentions of one article, found by token: each stands on the head of its passage."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.mentions = mentions
        self._at: dict[int, list[Mention]] = {}
        self._inside: dict[int, list[Mention]] = {}
        person = Kind.PERSON
        self._people = {m.name: m for m in reversed(mentions) if m.kind is person}
        self.everyone = tuple(mentions)
        self.meant: dict[int, tuple[Mention, ...]] = {}  # by phrase heads, kept by `whom.parties`
        self.placed: list[tuple[Token, Mention]] = []  # with the head of its words, in text order
        for mention in mentions:
            span = span_of(doc, mention)
            if span is None:
                continue
            root = span.root
            self._at.setdefault(root.i, []).append(mention)
            self.placed.append((root, mention))
            for i in range(span.start, span.end):
                self._inside.setdefault(i, []).append(mention)

    def at(self, token: Token) -> tuple[Mention, ...]:
        """Mentions whose head is the token ("the two countries" has two)."""
        return tuple(self._at.get(token.i, ()))

    def covering(self, token: Token) -> tuple[Mention, ...]:
        """Mentions whose passage covers the token, longest first."""
        found = self._inside.get(token.i, ())
        return tuple(sorted(found, key=lambda m: m.passage.start - m.passage.end))

    def of(self, tokens: Iterable[Token], kinds: frozenset[Kind] = PARTIES) -> tuple[Mention, ...]:
        """The mentions meant by noun phrases, in text order, each once.

        Takes the mention on the head; else one that covers it (a title or a name of which the
        parse made another token the head). A phrase that means nobody known gives nothing.
        """
        out: dict[tuple[int, str], Mention] = {}
        for token in tokens:
            found = self._at.get(token.i)
            if found is None:
                if token.i not in self._inside:
                    continue
                found = [self.covering(token)[0]]
            for mention in found:
                if mention.role in self._people and mention.kind is Kind.OFFICE:
                    mention = self._people[mention.role]  # the office's holder is named in the text
                if mention.kind in kinds:
                    out.setdefault((mention.passage.start, mention.name), mention)
        if len(out) < 2:
            return tuple(out.values())
        return tuple(out[key] for key in sorted(out))


def anchored(doc: Doc, mentions: Sequence[Mention]) -> Anchors:
    """The mentions of an article by token, made once for all stages that ask."""
    kept: dict[str, Anchors] = doc.kept["anchors"]
    known = kept.get("all")
    if known is None or known.mentions is not mentions:
        known = kept["all"] = Anchors(doc, mentions)
    return known


def span_of(doc: Doc, mention: Mention) -> Span | None:
    """The span of the tokens a mention's passage covers."""
    return doc.char_span(mention.passage.start, mention.passage.end, alignment_mode="expand")
