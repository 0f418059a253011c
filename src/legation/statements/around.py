"""What stands beside a quotation: its cue, its speaker, or the sentence that leads to it."""

from __future__ import annotations

import re
from bisect import bisect_left

from legation.characters.quotations import BLANKS, MARKS, Quotation, Span
from legation.statements.complements import marked, relative_subject, resumed
from legation.statements.cue_sources import (
    SUBJECT,
    quoted_person,
    source_of,
    subject_before,
    top_of,
)
from legation.statements.cues import NO_CUE, Cue
from legation.statements.report import Report, Told
from legation.statements.tree import Tree

_GAP = 10  # tokens of a speaker's name and title between quotation and cue


def follows(tree: Tree, quote: Quotation, report: Report) -> bool:
    """Whether a cue stands right behind a quotation, with its speaker between them or behind it."""
    if "\n" in tree.text[quote.end : tree.start[report.at]]:
        return False
    if tree.text[quote.end - 1] in ".;":
        return _sentence_of_its_own(tree, quote, report)
    if report.cue.pos == "NOUN" and report.source is None:
        return False  # “We go,” the letter read
    if _named_behind(tree, quote, report):
        return True
    at = report.at - 1
    if report.source is not None and report.source == quoted_person(tree, report.at):
        at = tree.edges(report.source)[0] - 1  # “We go,” the envoy was quoted as saying
        quoting = tree.head[report.source]  # “We go,” the agency quoted the envoy as saying
        holder = tree.kid(quoting, "nsubj") if quoting < report.source else None
        at = tree.edges(holder)[0] - 1 if holder is not None else at
    near = at - _GAP
    while at >= max(0, near) and tree.start[at] >= quote.end:
        if tree.pos[at] in _BREAKS or tree.low[at] in {".", ";", "?", "!", ":"}:
            return False
        at -= 1
    return at < 0 or tree.start[at] < quote.end


def _sentence_of_its_own(tree: Tree, quote: Quotation, report: Report) -> bool:
    """Whether only a name and the cue stand behind a full stop: "We go." Okoye said."""
    at = report.at
    first = bisect_left(tree.start, quote.end)
    while first < at and tree.low[first] in _MARK_TOKENS | {"”"}:
        first += 1
    if not 0 < at - first <= _GAP or tree.tag[at] not in {"VBD", "VBZ", "VBP"}:
        return False
    if any(tree.pos[k] not in _NAMING | {"PRON"} for k in range(first, at)):
        return False
    return at + 1 >= tree.n or tree.low[at + 1] == "." or tree.pos[at + 1] == "SPACE"


def _named_behind(tree: Tree, quote: Quotation, report: Report) -> bool:
    """Whether the subject of the cue stands right behind a quotation, with a clause of its own.

    "Every single clause," Okoye, who had drafted some of them, said after the vote.
    """
    if report.at - _ASIDE > bisect_left(tree.start, quote.end):
        return False
    gap = tree.text[quote.end : tree.start[report.at]].lstrip(MARKS + BLANKS)
    return (
        gap[:1].isupper()
        and gap.rstrip()[-1:] == ","
        and any(word in gap for word in (", who ", ", which ", ", a ", ", an ", ", the "))
        and not any(stop in gap for stop in (". ", "? ", "! ", ";", ":"))
    )


_ASIDE = 30  # tokens of a speaker's name with an apposition or a relative clause


_BREAKS = frozenset({"VERB", "AUX", "CCONJ", "SCONJ", "SPACE"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM"})


def speaker_beside(tree: Tree, report: Report, quote: Quotation) -> int | None:
    """The speaker the parse lost: the name between quotation and cue, or right behind the cue."""
    i = report.at
    if tree.end[i] <= quote.start:
        return None
    first = bisect_left(tree.start, quote.end)
    while first < i and tree.pos[first] in {"PUNCT", "SPACE", "ADV"}:
        first += 1
    for k in range(first, i):
        if tree.pos[k] in {"PROPN", "NOUN", "PRON"}:
            return top_of(tree, k, first, i)
        if tree.pos[k] not in _NAMING:
            break
    last = None
    k = i + 1
    while k < tree.n and k < i + _GAP and tree.pos[k] in _NAMING | {"PRON"}:
        if tree.doc[k].ent_type_ in {"DATE", "TIME"}:
            break
        last = k if tree.pos[k] != "DET" else last
        k += 1
    return last


def speaker_before(tree: Tree, report: Report) -> int | None:
    """The speaker the parse lost in front of a cue that leads in: "a woman called out, “No”"."""
    i = report.at
    if tree.tag[i] not in _TENSED:
        return None
    if tree.dep[i] == "acl" and tree.pos[tree.head[i]] in _NAMED and tree.head[i] < i:
        return tree.head[i]
    return subject_before(tree, i)


_TENSED = frozenset({"VBD", "VBN", "VBZ", "VBP"})
_NAMED = frozenset({"PROPN", "NOUN", "PRON"})


_NEAR_BY = 40  # characters
_LABELLED = re.compile(r"\s[-–—]\s(?:[A-ZÀ-Þ][\w.'’-]*\s?){1,5}:$")
LEAD_IN = 200  # characters a cue may stand before its quotation: "told reporters in ... :"


def leads_in(tree: Tree, cue: int, start: int) -> bool:
    """Whether only the rest of a cue clause stands between a cue and a quotation."""
    gap = tree.text[tree.end[cue] : start].rstrip(MARKS + BLANKS)
    if len(gap) > LEAD_IN or "\n" in gap:
        return False
    if gap[-1:] != ":" and "\n" in tree.text[tree.end[cue] : start]:
        return False
    if not gap:
        return True
    if gap[-1] == "," and len(gap) > _NEAR_BY and tree.text[start].islower():
        return False  # "saying it would stay, fight on, “hold” the border"
    if _LABELLED.search(gap):
        return False  # "Experts agree - Ana Okoye: “We do”": hers
    return gap[-1] in ":," and not any(stop in gap for stop in (". ", "? ", "! ", ";"))


def on_its_own(tree: Tree, quote: Quotation) -> Told:
    """A quotation no known cue took: by the verb behind it, or by the sentence before it.

    "We go", barked the guard. The minister was clear: "We stay".
    """
    parts = list(quote.parts)
    if (
        tree.text[quote.end - 1] in ",?!"
        or tree.text[quote.end : quote.end + 2].strip(MARKS)[:1] == ","
    ):
        report = _verb_behind(tree, quote)
        if report is not None:
            return Told(parts, report, "quote.verb")
    before = _sentence_before(tree, quote)
    colon = bool(before) and any(tree.low[k] == ":" for k in before[-3:])
    if colon and (giver := _giver(tree, before)) is not None:
        report = Report(cue=NO_CUE, at=before[-1], frame="quote.before", content=[], source=giver)
        return Told(parts, report, "quote.colon")
    for k in reversed(before):
        verb = tree.head[k]
        if tree.dep[k] in {"nsubj", "nsubjpass"} and verb in before:
            if tree.dep[verb] in {"relcl", "ccomp", "advcl"} and verb != before[0]:
                continue
            report = Report(cue=NO_CUE, at=verb, frame="quote.before", content=[], source=k)
            return Told(parts, report, "quote.colon" if colon else "quote.before")
    dash = next((k for k in reversed(before) if tree.low[k] in {"-", "–", "—"}), before.start - 1)
    before = range(dash + 1, before.stop)
    far = next((k for k in before if tree.pos[k] == "ADP" and tree.low[k] != "of"), before.stop)
    names = [k for k in before if k < far and tree.pos[k] in {"PROPN", "NOUN", "PRON"}]
    if colon and names and len(before) <= _GAP and not any(tree.pos[k] == "VERB" for k in before):
        report = Report(
            cue=NO_CUE, at=before[-1], frame="line.quote", content=[], source=names[-1],
            label=(names[0], names[-1] + 1),
        )  # fmt: skip
        return Told(parts, report, "line.quote")
    return Told(parts, None, "quote.bare")


def _giver(tree: Tree, before: range) -> int | None:
    """Whose words follow a colon by a preposition: "drew a rebuke from the envoy: “...”"."""
    k = before[-1]
    while k > before.start and tree.pos[k] in {"PUNCT", "SPACE"}:
        k -= 1
    if tree.pos[k] not in _NAMED:
        return None
    top = top_of(
        tree, k, next((j + 1 for j in range(k, before.start, -1) if tree.low[j] in _FROM), k), k + 1
    )
    lead = tree.edges(top)[0] - 1
    return top if lead >= before.start and tree.low[lead] in _FROM else None


_FROM = frozenset({"from", "by"})
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


def verb_ahead(tree: Tree, quote: Quotation) -> Told | None:
    """A sentence quoted behind a finite verb and a comma: the guard barked, “We go now.”."""
    last = tree.text[quote.end - 1]
    if not tree.text[quote.start].isupper() or last not in ".!?":
        return None
    at = bisect_left(tree.start, quote.start) - 1
    while at > 0 and tree.low[at] in _MARK_TOKENS:
        at -= 1
    if at < 1 or tree.low[at] != "," or tree.pos[at - 1] != "VERB":
        return None
    at -= 1
    if tree.tag[at] not in {"VBD", "VBZ", "VBP"}:
        return None
    cue = Cue(tree.lemma_of(at), "VERB", "says", NO_CUE.polarity, NO_CUE.frames)
    report = Report(cue=cue, at=at, frame="quote.verb", content=[])
    report.source = source_of(tree, at) or speaker_before(tree, report)
    if report.source is None or tree.start[report.source] >= quote.start:
        return None
    return Told(list(quote.parts), report, "quote.verb")


def _verb_behind(tree: Tree, quote: Quotation) -> Report | None:
    """The verb behind a quotation with its subject: any verb can report there."""
    k = bisect_left(tree.start, quote.end)
    for at in range(k, min(tree.n, k + _GAP)):
        if tree.low[at] in {"read", "reads"} and at > k and tree.pos[at - 1] in _NAMING:
            cue = Cue("read", "VERB", "says", NO_CUE.polarity, NO_CUE.frames)
            return Report(cue=cue, at=at, frame="quote.verb", content=[], source=at - 1)
        if tree.pos[at] == "VERB" and tree.tag[at] in {"VBD", "VBZ", "VBP"}:
            cue = Cue(tree.lemma_of(at), "VERB", "says", NO_CUE.polarity, NO_CUE.frames)
            report = Report(cue=cue, at=at, frame="quote.verb", content=[])
            if follows(tree, quote, report):
                report.source = source_of(tree, at) or speaker_beside(tree, report, quote)
                return report if report.source is not None else None
            return None
        if tree.low[at] in {".", ";", ":"} or tree.pos[at] in {"SPACE", "SCONJ", "CCONJ"}:
            return None
    return None


def with_its_parts(t: Tree, i: int, clause: int, content: list[Span]) -> list[Span]:
    """A reported clause with what the parse hung elsewhere: a subject, what goes on behind.

    "He hoped for talks, but that he would not wait" goes on with the second clause.
    """
    if clause < i:
        return [*content, *resumed(t, i, clause)]
    behind = [
        t.edges(k)
        for k in t.kids[i]
        if k > clause and t.dep[k] == "conj" and marked(t, k) and t.low[t.edges(k)[0]] == "that"
    ]
    behind = [] if t.kid(i, "neg") is not None else behind  # "did not know how, but that"
    return [*relative_subject(t, i, clause), *content, *behind]


def hung_on_the_cue(t: Tree, i: int, content: list[Span]) -> list[Span]:
    """What is said around an inserted cue with what the parse gave to the cue.

    "If the rebels leave, Okoye said, the talks can start"; "guns were needed, Okoye said, to hold".
    """
    subject = t.kid(i, *SUBJECT)
    spot = i if subject is None else min(i, t.edges(subject)[0])
    parts = []
    for k in t.kids[i]:
        first, after = t.edges(k)
        ahead = k < spot and t.dep[k] == "advcl" and t.low[after] == ","
        behind = k > i and t.dep[k] in {"advcl", "xcomp"} and _goes_on(t, first, k)
        if behind or (ahead and t.kid(k, *SUBJECT) is not None):
            parts.append((first, after))
    return sorted([*content, *parts])


def _goes_on(t: Tree, first: int, k: int) -> bool:
    """Whether an infinitive behind a comma goes on with what is said."""
    return t.low[first - 1] == "," and t.low[first] == "to" and t.tag[k] == "VB"
