"""Words that come through somebody else: who quotes whom, as whom reports, citing whom.

"We go," Thein was quoted as saying by MRTV       MRTV has it that Thein said so
Thein said so, as reported by MRTV                MRTV has it that Thein said so
Reuters reported, citing two officials            Reuters has it that two officials said so
"""

from __future__ import annotations

from legation.characters.quotations import Span
from legation.records import Polarity
from legation.statements.cue_sources import agent_of, is_passive, source_of
from legation.statements.cues import Cue
from legation.statements.report import Report, Told
from legation.statements.tree import Tree

_VERBS = frozenset({"cite", "cit", "quote", "report"})
_CITING = frozenset({"citing", "quoting"})


def relayed(tree: Tree, kept: list[tuple[Told, float]]) -> list[tuple[Told, float]]:
    """The statements with those that hold them, or that they hold, by a relaying word.

    The holder of words that somebody was quoted as saying has their clause as its content, so that
    they stand inside it; one who is cited has the same content as the report that cites him, and
    its `holder` is that report.
    """
    spots = tree.having(_VERBS)
    if not spots:
        return kept
    by_cue = {one.report.at: (one, score) for one, score in kept if one.report is not None}
    by_source = {
        one.report.source: (one, score)
        for one, score in kept
        if one.report is not None and one.report.source is not None
    }
    out = list(kept)
    for i in spots:
        if tree.low[i] in _CITING:
            cited = _cited(tree, i, by_cue, by_source)
            if cited and i in by_cue:
                out.remove(by_cue[i])  # "citing two officials" says no more than that
            out.extend(cited)
        elif tree.tag[i] in {"VBN", "VBD"}:
            held = _held(tree, i, by_cue)
            if held and i in by_cue:
                out.remove(by_cue[i])  # "as reported by MRTV" says no more than that
            out.extend(held)
    return out


Found = tuple[Told, float]


def _cited(t: Tree, i: int, by_cue: dict[int, Found], by_source: dict[int, Found]) -> list[Found]:
    """Who is cited by a report: "Reuters said, citing the army", "quoting an official, it said"."""
    cited = t.kid(i, "dobj")
    if cited is None or any(t.low[k] == "as" for k in t.kids[i]):
        return []
    found = by_cue.get(t.head[i]) or by_source.get(t.head[i]) or _according(t, i, by_cue)
    if found is None or found[0].report is None or found[0].report.source == cited:
        return []
    told, score = found
    told.spans = _without(told.spans, t.chars(*t.edges(i)))
    report = Report(cue=_cue("cite"), at=i, frame="relayed.citing", content=[], source=cited)
    return [(Told(list(told.spans), report, "relayed.citing", holder=told), score)]


def _according(t: Tree, i: int, by_cue: dict[int, Found]) -> Found | None:
    """The "according to" phrase in front of "citing the army"."""
    near = range(i - 1, max(-1, i - _NEAR), -1)
    return next((by_cue[k] for k in near if t.low[k] == "according" and k in by_cue), None)


_NEAR = 12  # tokens of the name that stands between "according to" and "citing"


def _held(t: Tree, i: int, by_cue: dict[int, Found]) -> list[Found]:
    """Who holds that somebody said it: "was quoted as saying by MRTV", "as reported by MRTV"."""
    saying = _saying(t, i)
    if saying is not None:
        found = by_cue.get(saying)
        holder = source_of(t, i)
        if is_passive(t, i):
            holder = agent_of(t, i) or agent_of(t, saying)
        at = i
    elif t.low[t.edges(i)[0]] == "as" and t.tag[i] == "VBN":
        found, holder, at = by_cue.get(t.head[i]), agent_of(t, i), i
    else:
        return []
    if found is None or holder is None or found[0].report is None:
        return []
    told, score = found
    source = found[0].report.source
    if source is None or source == holder:
        return []
    spans = _with_clause(t, told, min(i, told.report.at if told.report else i))
    if at in by_cue and saying is not None:  # "the paper quoted him as saying" is there already
        held = by_cue[at][0]
        held.spans = _union([*held.spans, *told.spans])
        told.holder = held
        return []
    report = Report(cue=_cue(t.lemma_of(i)), at=at, frame="relayed.by", content=[], source=holder)
    told.holder = Told(spans, report, "relayed.by")
    return [(told.holder, score)]


def _saying(t: Tree, i: int) -> int | None:
    """The cue behind "quoted ... as": "was quoted as saying"."""
    for k in t.kids[i]:
        if t.low[k] == "as" and k > i:
            return t.kid(k, "pcomp")
    return None


def _with_clause(t: Tree, told: Told, relay: int) -> list[Span]:
    """The content with its speaker and cue, up to the relaying word."""
    report = told.report
    if report is None or report.source is None:
        return told.spans
    first = min(t.phrase(report.source)[0], report.at)
    clause = t.start[first], t.end[max(report.at, report.source, relay)]
    return _union([*told.spans, clause])


def _union(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1] + 2:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def _without(spans: list[Span], cut: Span) -> list[Span]:
    """The spans without what of them stands in another: ", citing the army" is not reported."""
    out: list[Span] = []
    for a, b in spans:
        if b <= cut[0] or a >= cut[1]:
            out.append((a, b))
            continue
        out.extend(s for s in ((a, cut[0]), (cut[1], b)) if s[1] - s[0] > _STUB)
    return out or spans


_STUB = 3  # characters: a comma or stop left over


def _cue(lemma: str) -> Cue:
    return Cue(lemma, "VERB", "says", Polarity.NEUTRAL, frozenset({"clause", "quote"}))
