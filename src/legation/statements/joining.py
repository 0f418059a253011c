"""Quotations meet cues: reports and quoted words become one content each.

A report whose clause touches a quotation takes the whole of it, over all its sentences; a quotation
without a clause goes to the cue beside it; one that follows the same speaker's words goes on with
them. What lies inside a quotation stays inside.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from legation.characters.quotations import BLANKS, MARKS, Quotation, Regions, Span
from legation.language.words import members
from legation.ontology import rules_with
from legation.statements.around import (
    LEAD_IN,
    follows,
    leads_in,
    on_its_own,
    speaker_before,
    speaker_beside,
    verb_ahead,
)
from legation.statements.lines import labelled_quotations
from legation.statements.report import Report, Told
from legation.statements.tree import Tree

_MAY_QUOTE = frozenset({"thing", "prep", "rest", "as", "to_do", "relative", "passive"})
_QUOTING = frozenset({"clause", "inserted", "according", "open", "noun_clause", "adj_clause"})


def join_quotations(tree: Tree, found: list[Report], regions: Regions) -> list[Told]:
    """Contents in characters for all reports and quotations, those without any left out."""
    quotes = regions.quotes
    claimed = labelled_quotations(tree, regions)
    told = list(claimed.values())
    labels = sorted((tree.start[one.report.at], q) for q, one in claimed.items() if one.report)
    openers: list[Report] = []
    unsure: list[tuple[Report, list[Span]]] = []
    for report in found:
        spans = [tree.chars(a, b) for a, b in report.content if b > a]
        if labels:
            spans = _before_labels(tree, spans, labels, quotes)
        at = regions.of(tree.start[report.at])
        if at is not None:
            spans = [_closed(tree.text, a, b) for a, b in regions.clip(spans, at)]
            if spans and report.frame != "open":
                told.append(Told(spans, report, report.frame, inside=at))
            continue
        if report.frame == "open":
            openers.append(report)
        if not spans:
            continue
        if report.frame in _MAY_QUOTE and "quote" in report.cue.frames:
            unsure.append((report, spans))
            continue
        _take(tree, report, spans, regions, told, claimed)
    nobodys = [r for r in openers if r.cue.pos == "NOUN" and r.source is None]
    openers = [r for r in openers if r not in nobodys]
    openers.extend(report for report, _ in unsure)
    openers.extend(nobodys)  # "tweeted in response: ..." is the verb's
    _beside_cues(tree, openers, told, claimed, regions)
    taken = {one.report.at for one in told if one.report is not None}
    for report, spans in unsure:
        if report.at not in taken:
            _take(tree, report, spans, regions, told, claimed)
    _running_on(tree, told, claimed, quotes)
    return sorted(told, key=place)


def _closed(text: str, first: int, last: int) -> Span:
    """Words that begin behind a single mark end where it closes: 'we will burn it' and left."""
    if text[max(0, first - 1) : first] not in {"'", "‘"}:
        return first, last
    close = _SINGLE_END.search(text, first, last)
    return (first, close.start()) if close is not None else (first, last)


_SINGLE_END = re.compile(r"(?<=[\w.,!?])['’](?=[\s,.;]|$)")


def _before_labels(
    tree: Tree, spans: list[Span], labels: list[tuple[int, int]], quotes: tuple[Quotation, ...]
) -> list[Span]:
    """The spans without the quotations that have a label, and what stands behind these."""
    out = []
    for a, b in spans:
        at = bisect_right(labels, (a, -1))
        if at < len(labels) and labels[at][0] < b:
            label = labels[at][0]
            while label > a and tree.text[label - 1] not in ".!?–—-":
                label -= 1
            b = label - 1 if label > a else a
        if b > a and not any(quotes[q].start <= a < quotes[q].end for _, q in labels):
            out.append((a, b))
    return out


def place(one: Told) -> tuple[Span, int]:
    """Where in the text it stands: sorts contents."""
    return min(one.spans), one.report.at if one.report else 0


def _take(
    tree: Tree,
    report: Report,
    spans: list[Span],
    regions: Regions,
    told: list[Told],
    claimed: dict[int, Told],
) -> None:
    """A report with content by syntax, which takes whole the quotations it touches."""
    quotes = regions.quotes
    if report.frame == "inserted":
        spans = _whole_first(tree, spans, quotes)
    touched = regions.touching(spans)
    touched = [q for q in touched if not _of_next_cue(tree, report, spans, quotes[q])]
    for q in touched:
        if report.frame in _QUOTING or regions.crossed(spans, q):
            spans = _union(spans, quotes[q].parts)
    spans = _behind_colon(tree, report, spans, touched, quotes)
    if report.frame == "rest" and touched and quotes[touched[0]].start <= spans[0][0] + 2:
        spans = list(quotes[touched[0]].parts)
    if report.frame == "inserted" and len(spans) > 1 and len(report.content) > 1:
        spans = _without_aside(tree, report, spans, regions)
    _mend_source(tree, report, regions)
    if report.source is None and touched and report.frame in {"clause", "quote"}:
        report.source = speaker_beside(tree, report, quotes[touched[0]])
    one = Told(spans, report, report.frame)
    told.append(one)
    for q in touched:
        if report.frame in _QUOTING:
            claimed.setdefault(q, one)


def _whole_first(tree: Tree, spans: list[Span], quotes: tuple[Quotation, ...]) -> list[Span]:
    """The spans with the first quotation whole where the parse left its mark: "This," he said."""
    first, last = spans[0]
    if any(c.isalnum() for c in tree.text[first:last]):
        return spans
    opened = next((q for q in quotes if first <= q.start <= last + 1), None)
    return _union(spans[1:], opened.parts) if opened is not None else spans


def _behind_colon(
    tree: Tree, report: Report, spans: list[Span], touched: list[int], quotes: tuple[Quotation, ...]
) -> list[Span]:
    """The quotation alone, where a colon leads from the sentence before to it.

    He confirmed it, with a caveat: "We were not the first," the source said.
    """
    if len(spans) != 1 or len(touched) != 1 or report.frame not in {"clause", "inserted"}:
        return spans
    (first, last), quote = spans[0], quotes[touched[0]]
    before = tree.text[first : quote.start].rstrip(MARKS + BLANKS)
    ends = last <= quote.end + 2 <= tree.start[report.at] + 2
    if not ends or "\n" in before or before[-1:] not in _LEADING:
        return spans
    if before[-1] != ":" and not _is_clause(tree, first, quote):
        return spans
    return list(quote.parts)


_LEADING = frozenset(":,-–—")


def _is_clause(tree: Tree, first: int, quote: Quotation) -> bool:
    """Whether a clause leads to a sentence quoted: The envoy weighed in, "We go," she said."""
    tokens = range(bisect_left(tree.start, first), bisect_left(tree.start, quote.start))
    finite = any(tree.tag[k] in {"VBD", "VBZ", "VBP"} for k in tokens)
    return finite and tree.text[quote.start].isupper()


def _of_next_cue(tree: Tree, report: Report, spans: list[Span], quote: Quotation) -> bool:
    """Whether a quotation only touches the end of a clause: "..., adding, “We go”."""
    last = spans[-1][1]
    return report.frame == "clause" and quote.start >= last > tree.end[report.at]


def _without_aside(tree: Tree, report: Report, spans: list[Span], regions: Regions) -> list[Span]:
    """The words before a cue alone, where they are a quotation and nothing behind it is.

    "We never said that," Okoye said, after the speaker had called her a liar.
    """
    at = tree.start[report.at]
    before = [(a, b) for a, b in spans if b <= at]
    behind = [(a, b) for a, b in spans if b > at]
    whole = sum(b - a for a, b in before)
    if before and regions.shared(before) >= 0.9 * whole and not regions.shared(behind):
        return before
    return spans


def _mend_source(tree: Tree, report: Report, regions: Regions) -> None:
    """Put right a source the parse took from inside the quotation: "Every clause," Okoye said."""
    if report.source is None or report.cue.pos != "VERB":
        return
    inside = regions.of(tree.start[report.source])
    if inside is None:
        return
    quote = regions.quotes[inside]
    if quote.end - quote.start > _NAME or tree.pos[report.source] == "PRON":
        report.source = speaker_beside(tree, report, quote)


_NAME = 10  # characters: a shorter quotation may be part of a name, as in Ann "Sky" Okoye


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
    regions: Regions,
) -> None:
    """Cues without a clause take the quotation that stands right behind or before them."""
    quotes = regions.quotes
    starts = [q.start for q in quotes]
    nearest: dict[tuple[int, str], int] = {}
    for report in openers:
        k = bisect_right(starts, tree.end[report.at])
        if k < len(quotes) and _opens(tree, report, quotes[k]):
            kind = k, report.cue.pos
            nearest[kind] = max(nearest.get(kind, 0), report.at)
    titles = {k for k, quote in enumerate(quotes) if _is_title(tree, quote)}
    for report in sorted(openers, key=lambda one: one.cue.pos == "NOUN"):
        k = bisect_right(starts, tree.end[report.at])
        chosen: int | None = None
        leads = k < len(quotes) and nearest.get((k, report.cue.pos)) == report.at
        if leads and k not in claimed and k not in titles:
            chosen = k
        elif (
            k
            and k - 1 not in claimed
            and k - 1 not in titles
            and follows(tree, quotes[k - 1], report)
        ):
            chosen = k - 1
        if chosen is not None:
            _mend_source(tree, report, regions)
            if report.source is None and report.cue.pos == "VERB":
                report.source = (
                    speaker_before(tree, report)
                    if leads
                    else speaker_beside(tree, report, quotes[chosen])
                )
            one = Told(list(quotes[chosen].parts), report, "quote")
            claimed[chosen] = one
            told.append(one)


def _is_title(tree: Tree, quote: Quotation) -> bool:
    """Whether a quotation is a title: a book called "The Long War"."""
    before = tree.text[: quote.start].rstrip(MARKS + BLANKS).rpartition(" ")[2].lower()
    return before in members("words_before_titles")


def _opens(tree: Tree, report: Report, quote: Quotation) -> bool:
    """Whether a cue leads to a quotation: a noun nobody owns only if no verb is nearer."""
    if not leads_in(tree, report.at, quote.start):
        return False
    if report.cue.pos != "NOUN" or report.source is not None:
        return True
    behind = range(report.at + 1, bisect_left(tree.start, quote.start))
    return not any(tree.tag[k] in {"VBD", "VBZ", "VBP"} for k in behind)


def _running_on(
    tree: Tree, told: list[Told], claimed: dict[int, Told], quotes: tuple[Quotation, ...]
) -> None:
    """Quotations without a cue: more of the one before, the same speaker's next, or nobody's."""
    previous: Told | None = None
    previous_end = 0
    for q, quote in enumerate(quotes):
        one = claimed.get(q)
        if one is None and (split := claimed.get(q + 1)) and _goes_before(tree, split, quote):
            split.spans[:0] = quote.parts
            claimed[q] = one = split
            if split.report is not None:
                split.report.source = speaker_beside(tree, split.report, quote)
        elif one is None and previous is not None and _resumes(tree, previous, quote):
            previous.spans.extend(quote.parts)
            claimed[q] = one = previous
        elif one is None:
            gap = tree.text[previous_end : quote.start]
            runs_on = previous is not None and not gap.strip(MARKS + BLANKS).strip(".,!?;:")
            ahead = verb_ahead(tree, quote)
            if ahead is not None:
                told.append(ahead)
                previous, previous_end = ahead, quote.end
                continue
            if not _stands_alone(tree.text, quote, least=2 if previous else 3) and not (
                runs_on and _opens_sentence(tree.text, quote)
            ):
                continue
            if previous is not None and runs_on:
                previous.spans.extend(quote.parts)
                claimed[q] = previous
                previous_end = quote.end
                continue
            one = on_its_own(tree, quote)
            told.append(one)
        if one is not None:
            previous = one
            previous_end = max(quote.end, _clause_end(tree, one, quote))


def _goes_before(tree: Tree, split: Told, quote: Quotation) -> bool:
    """Whether a cue that took the next quotation stands behind this: "Go," he said, "and stay"."""
    report = split.report
    if report is None or report.cue.pos != "VERB" or split.inside is not None:
        return False
    if report.source is not None and tree.start[report.source] < quote.start:
        return False  # as Okoye, author of "The Long Peace," put it, "..."
    return quote.end <= tree.start[report.at] < split.spans[0][0] and follows(tree, quote, report)


def _resumes(tree: Tree, previous: Told, quote: Quotation) -> bool:
    """Whether a quotation goes on behind its cue: "We won", he said on Monday, "at last"."""
    report = previous.report
    if (
        report is None
        or previous.rule in rules_with("speaker_before_the_quote")
        or tree.start[report.at] > quote.start
    ):
        return False
    cue_end = tree.end[report.at]
    if max(b for _, b in previous.spans) > cue_end:
        return False
    gap = tree.text[cue_end : quote.start].rstrip(MARKS + BLANKS)
    return (
        len(gap) < LEAD_IN
        and gap[-1:] in {",", ";", "-", "—", "–"}
        and "\n" not in gap
        and not (any(stop in gap for stop in (". ", "? ", "! ", "”", '"')))
    )


def _opens_sentence(text: str, quote: Quotation) -> bool:
    """Whether a quotation begins a sentence, with words enough to be said: "I see it" and more."""
    before = text[max(0, quote.start - 9) : quote.start].rstrip(MARKS + BLANKS)[-1:]
    words = sum(text.count(" ", a, b) + 1 for a, b in quote.parts)
    return before in set(".!?") and words >= 4 and text[quote.start].isupper()


def _clause_end(tree: Tree, one: Told, quote: Quotation) -> int:
    """Where the sentence of the cue ends, if the cue follows its quotation."""
    if one.report is None or tree.start[one.report.at] < quote.end:
        return quote.end
    after = tree.sentence(one.report.at)[1]
    return tree.end[after - 1]


def _stands_alone(text: str, quote: Quotation, *, least: int) -> bool:
    """Whether quoted words are sentences of their own, not words in somebody else's sentence."""
    words = sum(text.count(" ", a, b) + 1 for a, b in quote.parts)
    before = (
        text[: quote.start].rstrip(MARKS + BLANKS)[-1:]
        if quote.start < 60
        else (text[quote.start - 60 : quote.start].rstrip(MARKS + BLANKS)[-1:])
    )
    ends = text[quote.end - 1] in ".!?…," or text[quote.end : quote.end + 2].strip(MARKS)[:1] in {
        ".",
        "!",
        "?",
    }
    return words >= least and (not before or before in ".!?:…") and ends
