"""Reported content by syntax: from a cue to the clause, infinitive or phrase it reports.

Works on token indices of a `Tree`. Each cue gives at most one report. Frames are read in the
dependency scheme of the English spaCy models.
"""

from __future__ import annotations

from legation.statements.complements import without_tail
from legation.statements.cues import ACCORDING, ATTITUDES, Lexicon
from legation.statements.deed_verbs import is_event
from legation.statements.nominals import adjective_report, noun_report
from legation.statements.report import Report
from legation.statements.tree import Tree
from legation.statements.ultimatums import term_reports
from legation.statements.verbs import verb_report


def reports(tree: Tree, lexicon: Lexicon) -> list[Report]:
    """Every cue of the text that has content by syntax or could introduce a quotation."""
    out = term_reports(tree)
    terms = {k for one in out for k in (one.at, one.light)}
    for i in tree.having(lexicon.forms):
        pos = tree.pos[i]
        if i in terms:
            continue
        if tree.low[i] == "according":
            found = _according(tree, i)
        elif (cue := lexicon.get(tree.low[i] if pos == "ADJ" else tree.lemma_of(i), pos)) is None:
            continue
        elif pos == "VERB":
            found = verb_report(tree, i, cue)
        elif pos == "NOUN":
            found = noun_report(tree, i, cue)
        else:
            found = adjective_report(tree, i, cue)
        if found is not None and not _is_of_a_name(tree, found):
            if found.frame in _LONG and found.content:
                first, after = found.content[-1]
                found.content[-1] = (first, without_tail(tree, found.at, first, after))
            if found.cue.pos == "NOUN" and is_event(tree, found.source):
                found.source = None  # "their departure raised concerns that"
            out.append(found)
    return out


_LONG = frozenset("clause to_do to_other noun_to noun_clause prep term".split())


def _is_of_a_name(t: Tree, report: Report) -> bool:
    """Whether an attitude has a bare name for its content, which says nothing: "knows Kosovo"."""
    if report.cue.act not in ATTITUDES or report.frame not in _OF_THINGS or not report.content:
        return False
    span = [k for a, b in report.content for k in range(a, b)]
    return any(t.pos[k] in _NAMING for k in span) and all(t.pos[k] in _NAMED for k in span)


_OF_THINGS = frozenset({"thing", "prep", "passive", "noun_prep", "adj_prep"})
_NAMING = frozenset({"PROPN", "PRON"})
_NAMED = _NAMING | {"DET", "PUNCT", "PART", "SPACE"}


def _according(t: Tree, i: int) -> Report | None:
    """For "according to the ministry": the clause it stands in, without the phrase."""
    to = next((k for k in t.kids[i] if t.low[k] == "to" and k == i + 1), None)
    source = t.kid(to, "pobj") if to is not None else t.kid(i, "pobj")
    if source is None:
        return None
    first, after = t.edges(i)
    if first < i:
        first = i
    left, right = t.sentence(i)
    out = [(a, b) for a, b in ((left, first), (after, right)) if b > a]
    return Report(cue=ACCORDING, at=i, frame="according", content=out, source=source)
