"""Labelled lines: transcripts, headlines and signed quotations, where a colon or dash is the cue.

OKOYE: We will sign.                     a transcript line
Okoye: 'We will sign'                    a headline
Border must stay open: minister          a headline with its source behind
"We will sign."  - Amina Okoye           a signed quotation, on one line or two
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from legation.characters.quotations import Regions, paragraphs
from legation.ontology import rules_with
from legation.records import Polarity
from legation.statements.cues import Cue
from legation.statements.report import Report, Told
from legation.statements.speakers import source_nouns
from legation.statements.tree import Tree

_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_LABEL = re.compile(
    rf"(?:[-–—•*]\s*)?({_NAME}(?:\s+(?:{_NAME}|of|the|for|de|al|bin|van|von|and|&|\([^)]*\))){{0,7}})"
    r"\s*:(?:\s+(?=\S)|(?=[“\"‘']))"
)
_TAIL = re.compile(r":\s+((?:[\w.'’-]+\s+){0,4}[\w.'’-]+)\s*$")
_SIGNED = re.compile(rf"[-–—]{{1,2}}\s*({_NAME}(?:\s+{_NAME}){{0,4}})(?:,[^.]*)?\.?\s*$")
_BY_NAME = re.compile(
    rf"({_NAME}(?:\s+{_NAME}){{1,4}})(?:, [^.:;!?]{{3,80}})?$"
)  # no dash, no stop
_NO_LABEL = frozenset(
    "note read related watch update updated more listen photo photos video image source correction "
    "editor transcript breaking exclusive analysis opinion".split()
)
_OPENING = "“\"‘'«„`"
COLON = Cue("", "PUNCT", "says", Polarity.NEUTRAL, frozenset({"quote"}))
_HEADLINE = 160  # characters: a longer first line is a paragraph
MIN_TURNS = 3  # labelled lines that make a transcript; one or two may be anything


def labelled_lines(tree: Tree, regions: Regions, told: list[Told]) -> list[Told]:
    """Contents whose source is a label; those that already have a cue are left alone."""
    text = tree.text
    lines = paragraphs(text)
    found = [_LABEL.match(text, a, b) for a, b in lines]
    voices = Counter(m.group(1) for m in found if m)
    turns = sum(n for voice, n in voices.items() if n > 1 or voice.isupper())
    taken = sorted(
        a
        for one in told
        for a, _ in one.spans
        if one.inside is None and one.rule not in rules_with("quote_by_its_place")
    )
    out: list[Told] = []
    for at, ((first, last), label) in enumerate(zip(lines, found, strict=True)):
        one = None
        if label is not None and label.group(1).lower() not in _NO_LABEL:
            rest = label.end()
            voice = label.group(1)
            if at == 0 and _is_dateline(voice, text):
                one = None
            elif at == 0 and last - first < _HEADLINE:
                one = _told(tree, label.span(1), [(rest, last)], "line.headline")
            elif text[rest] in _OPENING:
                parts = [(a, b) for a, b, _ in regions.meeting(rest, last)][:1]
                one = _told(tree, label.span(1), parts, "line.quote")
            elif turns >= MIN_TURNS and (voices[voice] > 1 or voice.isupper()):
                one = _told(tree, label.span(1), [(rest, last)], "line.turn")
        elif (
            at == 0
            and last - first < _HEADLINE
            and (tail := _TAIL.search(text, first, last)) is not None
        ):
            if not _holds_verb(tree, *tail.span(1)):
                one = _told(tree, tail.span(1), [(first, tail.start())], "line.tail")
        else:
            one = _signed(tree, regions, lines, at)
        if one is None:
            continue
        quoted = one.rule in rules_with("line_with_quote")
        if not (quoted and _any_between(taken, one.spans[0][0] - 2, one.spans[-1][1])):
            out.append(one)
    return out


def _is_dateline(voice: str, text: str) -> bool:
    """Whether a word in capitals in front is where it was written: "ISLAMABAD: The vote"."""
    return voice.isupper() and len(voice) >= _TOWN and voice.isalpha() and text.count(voice) == 1


_TOWN = 5  # letters; shorter ones are those of bodies: "NATO: We will stay"


_BEFORE = re.compile(
    r"(?:^|[.!?…\]][\"”'’]?\s+|\s[-–—]\s?|^[-–—•*]\s?)(?:(?:More|Again|Also)\s+)?(?:[Ff]rom\s+)?"
    rf"((?:[Tt]he\s+[a-z]+)|{_NAME}(?:\s+(?:{_NAME}|of|the|for|de|al|bin|van|von|and|&|\([^)]*\)))"
    r"{0,7}):\s*[\"“‘'«„`]+$"
)
_REACH = 90  # characters a label may take before its quotation


def labelled_quotations(tree: Tree, regions: Regions) -> dict[int, Told]:
    """Quotations with a name and a colon before them inside a paragraph, by their number.

    "Experts agree - Ana Okoye: “We do.”", "From the report: “It fell.”", whatever the sentence
    before that name is about.
    """
    out: dict[int, Told] = {}
    for q, quote in enumerate(regions.quotes):
        line = max(tree.text.rfind("\n", 0, quote.start) + 1, quote.start - _REACH)
        if ":" not in tree.text[quote.start - 4 : quote.start]:
            continue
        found = _BEFORE.search(tree.text[line : quote.start])
        if found is None or (found.start() == 0 and line == quote.start - _REACH):
            continue
        span = line + found.start(1), line + found.end(1)
        if found.start(1) == 0 or not _is_label(tree, span):
            continue  # a line that begins with its label is of `labelled_lines`
        one = _told(tree, span, list(quote.parts), "line.quote")
        if one is not None:
            out[q] = one
    return out


def _is_label(tree: Tree, span: tuple[int, int]) -> bool:
    """Whether words before a colon name somebody: a name, or a noun of a paper."""
    first, after = bisect_left(tree.start, span[0]), bisect_left(tree.start, span[1])
    if tree.low[first] == "the" and after == first + 2:
        return tree.lemma_of(first + 1) in source_nouns()
    words = range(first, after)
    if any(tree.pos[k] in {"VERB", "AUX", "ADV", "PRON", "SCONJ"} for k in words):
        return False
    return any(tree.pos[k] == "PROPN" and tree.low[k] not in _NO_LABEL for k in words)


def _signed(tree: Tree, regions: Regions, lines: list[tuple[int, int]], at: int) -> Told | None:
    """A quotation with the name behind it: behind a dash, or by itself on the next line."""
    first, last = lines[at]
    if last - first > _SIGNATURE and tree.text[first] not in _OPENING:
        return None
    if tree.text[first] in _OPENING:
        parts = [p[:2] for p in regions.meeting(first, last)]
        start = parts[0][1] + 1 if len(parts) == 1 else last
        while start < last and tree.text[start].isspace():
            start += 1
        signed = _SIGNED.match(tree.text, start, last)
        return _told(tree, signed.span(1), parts, "line.signed") if signed else None
    signed = _SIGNED.match(tree.text, first, last) or _BY_NAME.match(tree.text, first, last)
    if not at or signed is None:
        return None
    parts = [p[:2] for p in regions.meeting(*lines[at - 1])]
    whole = lines[at - 1][1] - lines[at - 1][0]
    if parts and sum(b - a for a, b in parts) > max(0.8 * whole, whole - 6):
        return _told(tree, signed.span(1), parts, "line.signed")
    return None


_SIGNATURE = 120  # characters of a name with its title


def _told(
    tree: Tree, label: tuple[int, int], spans: list[tuple[int, int]], rule: str
) -> Told | None:
    first = bisect_left(tree.start, label[0])
    after = bisect_left(tree.start, label[1])
    if not spans or after <= first:
        return None
    mark = first - 1 if rule in {"line.tail", "line.signed"} else after
    report = Report(
        cue=COLON, at=min(max(mark, 0), tree.n - 1), frame=rule, content=[], source=after - 1,
        label=(first, after),
    )  # fmt: skip
    return Told(spans, report, rule)


def _holds_verb(tree: Tree, start: int, end: int) -> bool:
    first, after = bisect_left(tree.start, start), bisect_left(tree.start, end)
    return any(tree.pos[i] in {"VERB", "AUX"} for i in range(first, after))


def _any_between(places: list[int], start: int, end: int) -> bool:
    k = bisect_left(places, start)
    return k < len(places) and places[k] < end
