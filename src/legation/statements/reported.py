"""Reported content by syntax: from a cue to the clause, infinitive or phrase it reports.

Works on token indices of a `Tree`. Each cue gives at most one report. Frames are read in the
dependency scheme of the English spaCy models.
"""

from __future__ import annotations

from legation.statements.cues import ACCORDING, Lexicon
from legation.statements.nominals import adjective_report, noun_report
from legation.statements.report import Report
from legation.statements.tree import Tree
from legation.statements.verbs import verb_report


def reports(tree: Tree, lexicon: Lexicon) -> list[Report]:
    """Every cue of the text that has content by syntax or could introduce a quotation."""
    out: list[Report] = []
    for i in tree.having(lexicon.forms):
        pos = tree.pos[i]
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
        if found is not None:
            out.append(found)
    return out


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
