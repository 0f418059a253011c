"""How likely a report is one: a small linear model over features of its cue, source and content.

Words like "see", "call" and "support" report speech or stance in some frames only. The model
(logistic regression, its weights in `data/language/en/statement_weights.csv`, made by
`scripts/train_statements.py`) says how often such a report was one;
`MIN_SPEECH` and its like decide.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import lru_cache
from math import exp

from legation.statements.cues import ATTITUDES, DEEDS
from legation.statements.joining import Told
from legation.statements.quoted import Regions
from legation.statements.report import Report
from legation.statements.tree import Tree
from legation.tables import rows

# Best for all attributions is 0.4 throughout, for reported speech 0.6 (cross-validated on the
# training articles); plain speech is kept more readily than attitudes and topics.
MIN_LINE = 0.3  # rare in the training articles, and plain by their form
MIN_SPEECH = 0.4
MIN_DEED = 0.45
MIN_OTHER = 0.6
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 40)
_OPEN_CLASS = frozenset({"PROPN", "NOUN", "NUM", "VERB", "ADJ", "SPACE", "SYM", "X"})
_FIRST = frozenset({"i", "we", "me", "us"})


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Weights by feature; features without one weigh nothing."""
    path = "language/en/statement_weights.csv"
    return {row["feature"]: float(row["weight"]) for row in rows(path)}


def accepted(tree: Tree, told: list[Told], regions: Regions) -> list[tuple[Told, float]]:
    """Those that are statements, with their scores, in the order given.

    The model was fitted on outermost statements; inside one of those, plain speech is kept by rule.
    """
    scores = [score_of(tree, one, regions) for one in told]
    kept = [score >= _least(one) for one, score in zip(told, scores, strict=True)]
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
    if is_worded(told):
        return MIN_SPEECH
    return MIN_DEED if told.report is not None and told.report.cue.act in DEEDS else MIN_OTHER


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
    """The probability that this is a statement, 0 to 1."""
    weigh = weights().get
    total = sum(weigh(feature, 0.0) for feature in features(tree, told, regions))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def features(tree: Tree, told: Told, regions: Regions) -> list[str]:
    """What the model looks at."""
    spans, report = told.spans, told.report
    whole = sum(b - a for a, b in spans)
    quoted = regions.shared(spans)
    share = "none" if not quoted else "all" if quoted >= 0.9 * whole else "some"
    words = whole // 6
    length = sum(words >= limit for limit in _LENGTHS)
    inside = "in" if told.inside is not None else "out"
    out = ["bias", f"rule={told.rule}", f"quoted={share}", f"length={length}", inside,
           f"rule={told.rule}/{share}", f"rule={told.rule}/{length}"]  # fmt: skip
    if report is None:
        return out
    out.extend(_of_cue(tree, report, told.rule, share))
    out.extend(_of_source(tree, report, told.rule, inside))
    out.extend(_of_content(tree, report, told.rule))
    return out


def _of_cue(t: Tree, report: Report, rule: str, share: str) -> list[str]:
    i, cue = report.at, report.cue
    lemma, tag, dep = f"{_american(cue.lemma)}/{cue.pos[0]}", t.tag[i], t.dep[i]
    out = [
        f"cue={lemma}", f"cue={lemma}/{rule}", f"cue={lemma}/{share}", f"act={cue.act}/{rule}",
        f"tag={tag}", f"tag={tag}/{rule}", f"dep={dep}", f"dep={dep}/{rule}", f"cue={lemma}/{tag}",
        f"act={cue.act}/{dep}",
    ]  # fmt: skip
    if i + 1 < t.n:
        following = _word(t, i + 1)
        out.append(f"next={following}")
        out.append(f"next={following}/{rule}")
        out.append(f"cue={lemma}/next={t.pos[i + 1]}")
    if i:
        out.append(f"prev={_word(t, i - 1)}")
    head = t.head[i]
    if head != i:
        out.append(f"cue={lemma}/{dep}")
    if head != i and dep in {"xcomp", "ccomp", "advcl", "pcomp", "dobj", "pobj", "conj"}:
        out.append(f"above={dep}/{t.lemma_of(head)}")
    for k in t.kids[i]:
        kind = t.dep[k]
        if kind in {"aux", "neg", "mark", "advmod", "det", "amod", "poss"}:
            out.append(f"{kind}={t.low[k]}")
            if kind in {"aux", "neg"}:
                out.append(f"{kind}/{rule}")
    if report.light is not None:
        out.append(f"light={t.lemma_of(report.light)}")
    if report.addressee is not None:
        out.append(f"to={rule}")
    if report.passive:
        out.append(f"passive={rule}")
    return out


def _american(lemma: str) -> str:
    """The spelling of the training articles: "criticize", "favor"."""
    if lemma.endswith("ise") and lemma not in _IN_ISE:
        return f"{lemma[:-3]}ize"
    return lemma.replace("avour", "avor").replace("onour", "onor").replace("alyse", "alyze")


_IN_ISE = frozenset("advise promise praise raise surprise exercise chastise premise".split())


def _word(t: Tree, i: int) -> str:
    """A word of the closed classes as it is, of the open ones as its class."""
    return t.pos[i] if t.pos[i] in _OPEN_CLASS else t.low[i]


def _of_source(t: Tree, report: Report, rule: str, inside: str) -> list[str]:
    s, act = report.source, report.cue.act
    if s is None:
        return [f"source=none/{rule}", f"source=none/{act}", f"source=none/{inside}"]
    pos = t.pos[s]
    word = t.low[s] if pos == "PRON" else t.lemma_of(s) if pos == "NOUN" else t.tag[s]
    lemma = _american(report.cue.lemma)
    first, after = t.edges(s)
    out = [f"source={pos}/{lemma}", f"source={min(after - first, 9)}", f"source={t.dep[s]}/{rule}",
           f"source={pos}", f"source={pos}/{rule}", f"source={pos}/{act}", f"source={word}",
           f"source={word}/{rule}", f"source={pos}/{inside}"]  # fmt: skip
    ent = t.doc[s].ent_type_
    out.append(f"source=ent/{ent}")
    out.append(f"source=ent/{ent}/{rule}")
    if word in _FIRST:
        out.append(f"source=first/{inside}")
    return out


def _of_content(t: Tree, report: Report, rule: str) -> list[str]:
    if not report.content:
        return []
    first, after = report.content[-1]
    word = t.low[first]
    kind = t.pos[first]
    out = [f"first={kind}/{rule}"]
    if kind not in _OPEN_CLASS and kind != "PUNCT":
        out.append(f"first={word}")
        out.append(f"first={word}/{rule}")
    last = t.low[after - 1]
    if last in {"?", "!"}:
        out.append(f"last={last}")
    if after < t.n and t.low[after] == "?":
        out.append("question")
    if rule in {"thing", "prep", "noun_prep", "as", "passive", "relative"}:
        root = _root(t, first, after)
        out.append(f"object={t.pos[root]}/{rule}")
        out.append(f"object={t.lemma_of(root)}")
        out.append(f"object={t.doc[root].ent_type_}/{rule}")
        out.append(f"cue={_american(report.cue.lemma)}/object={t.pos[root]}")
    elif rule in {"clause", "to_do", "to_other"}:
        root = _root(t, first, after)
        out.append(f"object={t.tag[root]}/{rule}")
        out.append(f"side={first > report.at}/{_american(report.cue.lemma)}")
    return out


def _root(t: Tree, first: int, after: int) -> int:
    """The token of a span whose head lies outside it."""
    i = first
    for _ in range(30):
        head = t.head[i]
        if head == i or not first <= head < after:
            return i
        i = head
    return i
