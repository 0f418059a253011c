"""How likely a report is a statement: by how often reports of its frame and traits were.

Words like "see", "call" and "support" report speech or stance in some frames only. The shares are
counted figures (`data/language/en/statement_frames.csv`, by `scripts/count_frames.py`);
`MIN_SCORE` decides.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import lru_cache
from math import exp, log

from legation.statements.cues import ATTITUDES
from legation.statements.joining import Told
from legation.statements.quoted import Regions
from legation.statements.tree import Tree
from legation.tables import rows

MIN_SCORE = 0.45  # PolNeAR dev: attribution F1 .65 from .4 to .5; higher keeps less plain speech
MIN_LINE = 0.3  # rare where the shares were counted, and plain by their form
UNKNOWN = 0.5  # a frame that was never counted


@lru_cache(maxsize=1)
def shares() -> dict[tuple[str, str, str], float]:
    """The share of statements by rule, trait and value; trait `any` is the rule's own share."""
    path = "language/en/statement_frames.csv"
    return {(r["rule"], r["trait"], r["value"]): float(r["share"]) for r in rows(path)}


def accepted(tree: Tree, told: list[Told], regions: Regions) -> list[tuple[Told, float]]:
    """Those that are statements, with their scores, in the order given.

    The shares are of outermost statements; inside a quotation, plain speech is kept by rule.
    """
    scores = [score_of(tree, one, regions) for one in told]
    kept = [
        score >= _least(one) and one.inside is None for one, score in zip(told, scores, strict=True)
    ]
    inner = [at for at, one in enumerate(told) if not kept[at] and _is_plain_speech(tree, one)]
    if inner:
        spans = sorted(
            (a, b) for one, keep in zip(told, kept, strict=True) if keep for a, b in one.spans
        )
        reach, ends = 0, []
        for _, b in spans:
            reach = max(reach, b)
            ends.append(reach)
        for at in inner:
            report = told[at].report
            assert report is not None
            k = bisect_right(spans, (tree.start[report.at], sys.maxsize)) - 1
            kept[at] = k >= 0 and ends[k] > tree.end[report.at]
    return [(o, s) for o, s, keep in zip(told, scores, kept, strict=True) if keep]


def _least(told: Told) -> float:
    if told.rule.startswith("line."):
        return 0.0 if told.rule == "line.tail" else MIN_LINE
    return MIN_SCORE


def is_worded(told: Told) -> bool:
    """Whether it reports words: no attitude, no mere topic."""
    if told.report is not None and told.report.cue.act in ATTITUDES:
        return False
    return told.rule.split(".")[0] in WORDED


def _is_plain_speech(t: Tree, told: Told) -> bool:
    """Whether a cue inside somebody's words reports speech that took place: "I told him that"."""
    report = told.report
    if report is None or report.source is None or told.rule not in _PLAIN:
        return False
    if told.rule.startswith("noun_"):
        return report.cue.act in _NAMED_ACTS
    if report.cue.act in ATTITUDES or t.low[report.source] in {"you", "one", "who"}:
        return False
    tag, kids = t.tag[report.at], t.kids[report.at]
    if tag in {"VB", "VBG"} and told.rule == "clause":
        return False
    return not any(t.tag[k] == "MD" or t.dep[k] == "neg" for k in kids if t.dep[k] in _SIDE)


WORDED = frozenset(
    "clause inserted according quote rest noun_clause line to_do to_other passive_to".split()
)
_PLAIN = frozenset("clause inserted according to_other noun_clause noun_prep noun_to".split())
_NAMED_ACTS = frozenset(
    "accuses apologises assures demands denies offers promises proposes requests threatens "
    "warns".split()
)
_SIDE = frozenset({"aux", "neg"})


def score_of(tree: Tree, told: Told, regions: Regions) -> float:
    """How likely a report is a statement, 0 to 1.

    The share of its frame, moved by the shares of its traits within the frame: log odds add up, as
    if the traits were independent (naive Bayes).
    """
    known = shares()
    base = known.get((told.rule, "any", ""), UNKNOWN)
    total = _odds(base)
    for trait, value in traits(tree, told, regions):
        share = known.get((told.rule, trait, value))
        if share is not None:
            total += _odds(share) - _odds(base)
    return 1 / (1 + exp(-total))


def _odds(share: float) -> float:
    share = min(max(share, 0.01), 0.99)
    return log(share / (1 - share))


_LENGTHS = (2, 4, 8, 16, 32)  # words, at six characters each
_FORMS = {"VBD": "finite", "VBZ": "finite", "VBP": "finite", "VB": "infinitive", "VBG": "gerund"}


def traits(tree: Tree, told: Told, regions: Regions) -> list[tuple[str, str]]:
    """What is looked at, by name: act, shape, form, mood, source and place. No words."""
    whole = sum(b - a for a, b in told.spans)
    quoted = regions.shared(told.spans)
    share = "none" if not quoted else "all" if quoted >= 0.9 * whole else "some"
    length = sum(whole // 6 >= limit for limit in _LENGTHS)
    out = [("shape", f"{share}-{length}"), ("place", "in" if told.inside is not None else "out")]
    report = told.report
    if report is None:
        return out
    tag = tree.tag[report.at]
    form = _FORMS.get(tag, "participle" if tag == "VBN" else "noun" if tag[:1] == "N" else "other")
    out += [("act", report.cue.act), ("form", form), ("mood", _mood(tree, report.at))]
    return [*out, ("source", _source(tree, report.source))]


def _mood(tree: Tree, at: int) -> str:
    kids = tree.kids[at]
    if any(tree.dep[k] == "neg" for k in kids):
        return "negated"
    return "modal" if any(tree.tag[k] == "MD" for k in kids) else "plain"


_PERSONS = {
    "i": "first", "we": "first", "you": "generic", "one": "generic", "it": "generic",
    "there": "generic", "who": "relative", "which": "relative", "that": "relative",
}  # fmt: skip


def _source(tree: Tree, source: int | None) -> str:
    """What kind of word names who said it."""
    if source is None:
        return "none"
    if tree.pos[source] == "PRON":
        return _PERSONS.get(tree.low[source], "third")
    return {"PROPN": "name", "NOUN": "noun"}.get(tree.pos[source], "other")
