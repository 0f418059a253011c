"""Quotations meet cues: reports and quoted words become one content each.

A report whose clause touches a quotation takes the whole of it, over all its sentences; a quotation
without a clause goes to the cue beside it; one that follows the same speaker's words goes on with
them. What lies inside a quotation stays inside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from legation.statements.quoted import Quotation, Regions, Span
from legation.statements.cues import NO_CUE
from legation.statements.reported import Report, source_of
from legation.statements.tree import Tree


@dataclass(slots=True)
class Told:
    """A statement in the making: character spans of its content, and the report behind it."""

    spans: list[Span]
    report: Report | None
    rule: str
    continues: Told | None = None
    inside: int | None = None


_MARKS = "“”„‟«»‹›\"‘’‚‛'`"
_SPACE = " \t\n\u00a0"
_QUOTING = frozenset({"clause", "inserted", "according", "open", "noun_clause", "adj_clause"})


def join_quotations(tree: Tree, found: list[Report], regions: Regions) -> list[Told]:
    """Contents in characters for all reports and quotations, those without any left out."""
    quotes = regions.quotes
    told: list[Told] = []
    claimed: dict[int, Told] = {}
    openers: list[Report] = []
    for report in found:
        spans = [tree.chars(a, b) for a, b in report.content if b > a]
        at = regions.of(tree.start[report.at])
        if at is not None:
            spans = regions.clip(spans, at)
            if spans and report.frame != "open":
                told.append(Told(spans, report, report.frame, inside=at))
            continue
        if report.frame == "open":
            openers.append(report)
        if not spans:
            continue
        touched = regions.touching(spans)
        for q in touched:
            if report.frame in _QUOTING or regions.crossed(spans, q):
                spans = _union(spans, quotes[q].parts)
        one = Told(spans, report, report.frame)
        told.append(one)
        for q in touched:
            if report.frame in _QUOTING:
                claimed.setdefault(q, one)
    _beside_cues(tree, openers, told, claimed, quotes)
    _running_on(tree, told, claimed, quotes)
    told.sort(key=lambda one: (min(one.spans), one.report.at if one.report else 0))
    return told


def _union(spans: list[Span], more: tuple[Span, ...]) -> list[Span]:
    out: list[Span] = []
    for a, b in sorted([*spans, *more]):
        if out and a <= out[-1][1] + 2:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def _beside_cues(
    tree: Tree,
    openers: list[Report],
    told: list[Told],
    claimed: dict[int, Told],
    quotes: tuple[Quotation, ...],
) -> None:
    """Cues without a clause take the quotation that stands right behind or before them."""
    starts = [q.start for q in quotes]
    for report in openers:
        cue_start, cue_end = tree.start[report.at], tree.end[report.at]
        k = bisect_right(starts, cue_end)
        chosen: int | None = None
        if k < len(quotes) and k not in claimed and _leads_in(tree, cue_end, quotes[k].start):
            chosen = k
        elif k and k - 1 not in claimed:
            begin = cue_start
            if report.source is not None:
                begin = min(begin, tree.start[tree.edges(report.source)[0]])
            gap = tree.text[quotes[k - 1].end : begin]
            if begin >= quotes[k - 1].end and len(gap) < 6 and not gap.strip(_MARKS + _SPACE + ",–—-"):
                chosen = k - 1
        if chosen is not None:
            one = Told(list(quotes[chosen].parts), report, "quote")
            claimed[chosen] = one
            told.append(one)


_LEAD_IN = 200  # characters a cue may stand before its quotation: "told reporters in ... :"


def _leads_in(tree: Tree, after: int, start: int) -> bool:
    """Whether only the rest of a cue clause stands between a cue and a quotation."""
    gap = tree.text[after:start].rstrip(_MARKS + _SPACE)
    if len(gap) > _LEAD_IN or "\n\n" in gap:
        return False
    if not gap:
        return True
    return gap[-1] in ":," and not any(stop in gap for stop in (". ", "? ", "! ", ";"))


def _running_on(
    tree: Tree, told: list[Told], claimed: dict[int, Told], quotes: tuple[Quotation, ...]
) -> None:
    """Quotations without a cue: more of the one before, the same speaker's next, or nobody's."""
    previous: Told | None = None
    previous_end = 0
    for q, quote in enumerate(quotes):
        one = claimed.get(q)
        if one is None and previous is not None and _resumes(tree, previous, quote):
            previous.spans.extend(quote.parts)
            claimed[q] = one = previous
        elif one is None and _stands_alone(tree.text, quote):
            gap = tree.text[previous_end : quote.start]
            if previous is not None and not gap.strip(_MARKS + _SPACE).strip(".,!?;:"):
                if "\n" not in gap:
                    previous.spans.extend(quote.parts)
                    claimed[q] = previous
                    previous_end = quote.end
                    continue
                one = Told(list(quote.parts), previous.report, "quote.continued", continues=previous)
            else:
                one = _of_sentence_before(tree, quote)
            told.append(one)
        if one is not None:
            previous = one
            previous_end = max(quote.end, _clause_end(tree, one, quote))


def _resumes(tree: Tree, previous: Told, quote: Quotation) -> bool:
    """Whether a quotation goes on behind its cue: "We won", he said on Monday, "at last"."""
    report = previous.report
    if report is None or previous.rule == "quote.before" or tree.start[report.at] > quote.start:
        return False
    cue_end = tree.end[report.at]
    if max(b for _, b in previous.spans) > cue_end:
        return False
    gap = tree.text[cue_end : quote.start].rstrip(_MARKS + _SPACE)
    return len(gap) < _LEAD_IN and gap[-1:] in {",", ";", "-", "—", "–"} and "\n" not in gap and not (
        any(stop in gap for stop in (". ", "? ", "! ", "”", '"'))
    )


def _of_sentence_before(tree: Tree, quote: Quotation) -> Told:
    """A quotation behind a sentence without a cue: "The minister was clear. ..." or "...: ..."."""
    at = bisect_left(tree.start, quote.start) - 1
    while at >= 0 and (tree.pos[at] in {"PUNCT", "SPACE"} or tree.start[at] >= quote.start):
        if "\n" in tree.text[tree.start[at] : tree.end[at]]:
            return Told(list(quote.parts), None, "quote.bare")
        at -= 1
    if at < 0 or not tree.text[tree.end[at] : quote.start].strip():
        return Told(list(quote.parts), None, "quote.bare")
    colon = ":" in tree.text[tree.end[at] : quote.start]
    root = at
    while tree.head[root] != root:
        root = tree.head[root]
    source = source_of(tree, root) if tree.pos[root] in {"VERB", "AUX"} else None
    report = Report(cue=NO_CUE, at=root, frame="quote.before", content=[], source=source)
    return Told(list(quote.parts), report, "quote.colon" if colon else "quote.before")


def _clause_end(tree: Tree, one: Told, quote: Quotation) -> int:
    """Where the sentence of the cue ends, if the cue follows its quotation."""
    if one.report is None or tree.start[one.report.at] < quote.end:
        return quote.end
    after = tree.sentence(one.report.at)[1]
    return tree.end[after - 1]


def _stands_alone(text: str, quote: Quotation) -> bool:
    """Whether quoted words are sentences of their own, not words in somebody else's sentence."""
    words = sum(text.count(" ", a, b) + 1 for a, b in quote.parts)
    before = (
        text[: quote.start].rstrip(_MARKS + _SPACE)[-1:]
        if quote.start < 60
        else (text[quote.start - 60 : quote.start].rstrip(_MARKS + _SPACE)[-1:])
    )
    ends = text[quote.end - 1] in ".!?…," or text[quote.end : quote.end + 2].strip(_MARKS)[:1] in {
        ".",
        "!",
        "?",
    }
    return words >= 3 and (not before or before in ".!?:…") and ends
