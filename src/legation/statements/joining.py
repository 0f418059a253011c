"""Quotations meet cues: reports and quoted words become one content each.

A report whose clause touches a quotation takes the whole of it, over all its sentences; a quotation
without a clause goes to the cue beside it; one that follows the same speaker's words goes on with
them. What lies inside a quotation stays inside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from legation.statements.cues import NO_CUE, Cue
from legation.statements.quoted import Quotation, Regions, Span
from legation.statements.report import Report
from legation.statements.sources import source_of
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
_MAY_QUOTE = frozenset({"thing", "prep", "rest", "as", "to_do"})
_QUOTING = frozenset({"clause", "inserted", "according", "open", "noun_clause", "adj_clause"})


def join_quotations(tree: Tree, found: list[Report], regions: Regions) -> list[Told]:
    """Contents in characters for all reports and quotations, those without any left out."""
    quotes = regions.quotes
    told: list[Told] = []
    claimed: dict[int, Told] = {}
    openers: list[Report] = []
    unsure: list[tuple[Report, list[Span]]] = []
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
        if report.frame in _MAY_QUOTE and "quote" in report.cue.frames:
            unsure.append((report, spans))
            continue
        _take(tree, report, spans, regions, told, claimed)
    openers.extend(report for report, _ in unsure)
    _beside_cues(tree, openers, told, claimed, quotes)
    taken = {one.report.at for one in told if one.report is not None}
    for report, spans in unsure:
        if report.at not in taken:
            _take(tree, report, spans, regions, told, claimed)
    _running_on(tree, told, claimed, quotes)
    return sorted(told, key=place)


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
    touched = regions.touching(spans)
    for q in touched:
        if report.frame in _QUOTING or regions.crossed(spans, q):
            spans = _union(spans, quotes[q].parts)
    if report.frame == "rest" and touched and quotes[touched[0]].start <= spans[0][0] + 2:
        spans = list(quotes[touched[0]].parts)
    if report.source is None and touched and report.frame in {"clause", "quote"}:
        report.source = _speaker_beside(tree, report, quotes[touched[0]])
    one = Told(spans, report, report.frame)
    told.append(one)
    for q in touched:
        if report.frame in _QUOTING:
            claimed.setdefault(q, one)


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
        k = bisect_right(starts, tree.end[report.at])
        chosen: int | None = None
        if k < len(quotes) and k not in claimed and _leads_in(tree, report.at, quotes[k].start):
            chosen = k
        elif k and k - 1 not in claimed and _follows(tree, quotes[k - 1], report):
            chosen = k - 1
        if chosen is not None:
            if report.source is None and report.cue.pos == "VERB":
                report.source = _speaker_beside(tree, report, quotes[chosen])
            one = Told(list(quotes[chosen].parts), report, "quote")
            claimed[chosen] = one
            told.append(one)


_GAP = 10  # tokens of a speaker's name and title between quotation and cue


def _follows(tree: Tree, quote: Quotation, report: Report) -> bool:
    """Whether a cue stands right behind a quotation, with its speaker between them or behind it."""
    if tree.text[quote.end - 1] in ".;" or "\n" in tree.text[quote.end : tree.start[report.at]]:
        return False
    at = report.at - 1
    while at >= 0 and tree.start[at] >= quote.end and report.at - at <= _GAP:
        if tree.pos[at] in _BREAKS or tree.low[at] in {".", ";", "?", "!", ":"}:
            return False
        at -= 1
    return at < 0 or tree.start[at] < quote.end


_BREAKS = frozenset({"VERB", "AUX", "CCONJ", "SCONJ", "SPACE"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM"})


def _speaker_beside(tree: Tree, report: Report, quote: Quotation) -> int | None:
    """The speaker the parse lost: the name between quotation and cue, or right behind the cue."""
    i = report.at
    if tree.end[i] <= quote.start:
        return None
    k = i - 1
    while k >= 0 and tree.start[k] >= quote.end and tree.pos[k] in {"ADV", "PUNCT"}:
        k -= 1
    if k >= 0 and tree.start[k] >= quote.end and tree.pos[k] in {"PROPN", "NOUN", "PRON"}:
        return _top(tree, k, quote.end)
    last = None
    k = i + 1
    while k < tree.n and k < i + _GAP and tree.pos[k] in _NAMING | {"PRON"}:
        if tree.doc[k].ent_type_ in {"DATE", "TIME"}:
            break
        last = k if tree.pos[k] != "DET" else last
        k += 1
    return last


def _top(tree: Tree, k: int, after: int) -> int:
    """The head of the phrase a token ends, not reaching back past a character."""
    while tree.head[k] != k and tree.dep[k] in {
        "compound",
        "appos",
        "pobj",
        "prep",
        "flat",
        "amod",
    }:
        if tree.start[tree.head[k]] < after:
            break
        k = tree.head[k]
    return k


_LEAD_IN = 200  # characters a cue may stand before its quotation: "told reporters in ... :"


def _leads_in(tree: Tree, cue: int, start: int) -> bool:
    """Whether only the rest of a cue clause stands between a cue and a quotation."""
    gap = tree.text[tree.end[cue] : start].rstrip(_MARKS + _SPACE)
    if len(gap) > _LEAD_IN or "\n" in gap:
        return False
    if gap[-1:] != ":" and "\n" in tree.text[tree.end[cue] : start]:
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
        elif one is None and _stands_alone(tree.text, quote, least=2 if previous else 3):
            gap = tree.text[previous_end : quote.start]
            if previous is not None and not gap.strip(_MARKS + _SPACE).strip(".,!?;:"):
                if "\n" not in tree.text[quotes[q - 1].end : quote.start]:
                    previous.spans.extend(quote.parts)
                    claimed[q] = previous
                    previous_end = quote.end
                    continue
                one = Told(
                    list(quote.parts), previous.report, "quote.continued", continues=previous
                )
            else:
                one = _on_its_own(tree, quote)
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
    return (
        len(gap) < _LEAD_IN
        and gap[-1:] in {",", ";", "-", "—", "–"}
        and "\n" not in gap
        and not (any(stop in gap for stop in (". ", "? ", "! ", "”", '"')))
    )


def _on_its_own(tree: Tree, quote: Quotation) -> Told:
    """A quotation no known cue took: by the verb behind it, or by the sentence before it.

    "We go", barked the guard. The minister was clear: "We stay".
    """
    parts = list(quote.parts)
    if (
        tree.text[quote.end - 1] in ",?!"
        or tree.text[quote.end : quote.end + 2].strip(_MARKS)[:1] == ","
    ):
        report = _verb_behind(tree, quote)
        if report is not None:
            return Told(parts, report, "quote.verb")
    before = _sentence_before(tree, quote)
    colon = bool(before) and any(tree.low[k] == ":" for k in before[-3:])
    for k in reversed(before):
        verb = tree.head[k]
        if tree.dep[k] in {"nsubj", "nsubjpass"} and verb in before:
            if tree.dep[verb] in {"relcl", "ccomp", "advcl"} and verb != before[0]:
                continue
            report = Report(cue=NO_CUE, at=verb, frame="quote.before", content=[], source=k)
            return Told(parts, report, "quote.colon" if colon else "quote.before")
    dash = next((k for k in reversed(before) if tree.low[k] in {"-", "–", "—"}), before.start - 1)
    before = range(dash + 1, before.stop)
    names = [k for k in before if tree.pos[k] in {"PROPN", "NOUN", "PRON"}]
    if colon and names and len(before) <= _GAP and not any(tree.pos[k] == "VERB" for k in before):
        report = Report(
            cue=NO_CUE, at=before[-1], frame="line.quote", content=[], source=names[-1],
            label=(names[0], names[-1] + 1),
        )  # fmt: skip
        return Told(parts, report, "line.quote")
    return Told(parts, None, "quote.bare")


_SENTENCE = 60  # tokens looked back for the subject of the sentence before a quotation


def _sentence_before(tree: Tree, quote: Quotation) -> range:
    """Tokens of the sentence, or its part, in front of a quotation in the same paragraph."""
    last = bisect_left(tree.start, quote.start)
    while last and tree.low[last - 1] in _MARK_TOKENS:
        last -= 1
    first = last
    while first and last - first < _SENTENCE and "\n" not in tree.low[first - 1]:
        if tree.low[first - 1] in {".", "?", "!", "”", '"', "''"} and first < last - 1:
            break
        first -= 1
    return range(first, last)


_MARK_TOKENS = frozenset({"“", "„", "«", '"', "``", "''", "‘", "'"})


def _verb_behind(tree: Tree, quote: Quotation) -> Report | None:
    """The verb behind a quotation with its subject: any verb can report there."""
    k = bisect_left(tree.start, quote.end)
    for at in range(k, min(tree.n, k + _GAP)):
        if tree.pos[at] == "VERB" and tree.tag[at] in {"VBD", "VBZ", "VBP"}:
            cue = Cue(tree.lemma_of(at), "VERB", "says", NO_CUE.polarity, NO_CUE.frames)
            report = Report(cue=cue, at=at, frame="quote.verb", content=[])
            if _follows(tree, quote, report):
                report.source = source_of(tree, at) or _speaker_beside(tree, report, quote)
                return report if report.source is not None else None
            return None
        if tree.low[at] in {".", ";", ":"} or tree.pos[at] in {"SPACE", "SCONJ", "CCONJ"}:
            return None
    return None


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
        text[: quote.start].rstrip(_MARKS + _SPACE)[-1:]
        if quote.start < 60
        else (text[quote.start - 60 : quote.start].rstrip(_MARKS + _SPACE)[-1:])
    )
    ends = text[quote.end - 1] in ".!?…," or text[quote.end : quote.end + 2].strip(_MARKS)[:1] in {
        ".",
        "!",
        "?",
    }
    return words >= least and (not before or before in ".!?:…") and ends
