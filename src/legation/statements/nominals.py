"""Nouns and adjectives that report: "the claim that", "fears of", "is confident that"."""

from __future__ import annotations

from legation.statements.complements import infinitive, marked
from legation.statements.cue_sources import noun_source, source_of
from legation.statements.cues import Cue, in_frame
from legation.statements.deed_verbs import falls_on_things
from legation.statements.report import Report
from legation.statements.tree import Tree

_COPULAS = frozenset("be make become feel get grow look remain seem sound stay appear".split())
_BLOWS = frozenset({"assault", "attack"})
_SAYING = frozenset("say add tell write state announce note".split())  # "said in a statement"


def noun_report(t: Tree, i: int, cue: Cue) -> Report | None:
    """The report of a noun: "the claim that", "a promise to", "fears of", "his words: ..."."""
    if t.dep[i] == "pobj" and t.lemma_of(t.head[t.head[i]]) in _SAYING:
        return None
    report = Report(cue=cue, at=i, frame="", content=[])
    report.source = noun_source(t, i, cue, report)
    if _is_ones_word(t, i):
        report.cue = cue = in_frame(cue, "to")  # "gave its word to leave"
    behind = [k for k in t.kids[i] if k > i]
    for k in behind:
        if t.dep[k] in {"acl", "relcl", "ccomp", "advcl", "xcomp"}:
            that = marked(t, k)
            if that and "clause" in cue.frames:
                report.frame, report.content = "noun_clause", [t.edges(k)]
                return report
            if "to_do" in cue.frames and infinitive(t, k) and t.dep[k] != "relcl" and not that:
                report.frame, report.content = "noun_to", [t.edges(k)]
                return report
    for k in behind:
        if t.low[k] in cue.frames and (t.dep[k] == "prep" or t.low[k] == "regarding"):
            inner = t.kid(k, "pobj", "pcomp", "dobj")
            if t.lemma_of(i) in _BLOWS and inner is not None and falls_on_things(t, inner):
                return None
            if inner is not None and inner != report.source:
                report.frame = "noun_prep"
                report.content = [(t.edges(inner)[0], t.edges(k)[1])]
                return report
    report.frame = "open"
    return report if "quote" in cue.frames else None


def _is_ones_word(t: Tree, i: int) -> bool:
    """Whether somebody gives or keeps his word."""
    giving = t.lemma_of(t.head[i]) in {"give", "keep", "break"}
    return t.low[i] == "word" and giving and t.kid(i, "poss") is not None


def adjective_report(t: Tree, i: int, cue: Cue) -> Report | None:
    """The report of an adjective: "is confident that", "is wary of", "made clear that"."""
    verb, dep = t.head[i], t.dep[i]
    report = Report(cue=cue, at=i, frame="", content=[])
    pools = [i]
    if dep in {"acomp", "oprd", "ccomp"}:
        if t.lemma_of(verb) not in _COPULAS:
            return None
        report.source = source_of(t, verb)
        pools.append(verb)
    elif dep in {"amod", "acl"}:
        report.source = verb if verb < i else None
    elif dep not in {"ROOT", "conj", "advcl", "relcl"}:
        return None
    for pool in pools:
        for k in t.kids[pool]:
            if k > i and (found := _of_adjective(t, k, cue, on_verb=pool != i)) is not None:
                report.frame, span = found
                report.content = [span]
                return report
    return None


def _of_adjective(
    t: Tree, k: int, cue: Cue, *, on_verb: bool
) -> tuple[str, tuple[int, int]] | None:
    """What a dependent of the adjective, or of its verb, reports."""
    dep, to_do = t.dep[k], infinitive(t, k)
    if dep in {"ccomp", "acl", "advcl", "csubj"} and "clause" in cue.frames and not to_do:
        if not on_verb or dep == "ccomp" or t.low[t.edges(k)[0]] == "that":
            return "adj_clause", t.edges(k)
    elif dep in {"xcomp", "ccomp"} and "to_do" in cue.frames and to_do:
        return "adj_to", t.edges(k)
    elif dep == "prep" and t.low[k] in cue.frames and not on_verb:
        inner = t.kid(k, "pobj", "pcomp")
        if inner is not None:
            return "adj_prep", (t.edges(inner)[0], t.edges(k)[1])
    return None
