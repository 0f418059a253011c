"""Terms set to somebody: "gave the mission 72 hours to leave", "set a deadline for Serbs to go".

Whoever sets a term demands what is to be done in it. A deadline that is met or missed is somebody's
demand of whoever meets it; who made it is not told there.
"""

from __future__ import annotations

import re

from legation.language.words import members
from legation.records import Polarity
from legation.statements.complements import infinitive
from legation.statements.cue_sources import agent_of, is_passive, source_of, top_of
from legation.statements.cues import Cue
from legation.statements.nominals import noun_source
from legation.statements.report import Report
from legation.statements.speakers import agent_nouns
from legation.statements.tree import Tree

_FRAMES = frozenset({"to_other"})
_GIVE = Cue(lemma="give", pos="VERB", act="demands", polarity=Polarity.NEUTRAL, frames=_FRAMES)
_TERM = Cue(lemma="deadline", pos="NOUN", act="demands", polarity=Polarity.NEUTRAL, frames=_FRAMES)
_GIVING = frozenset({"give", "grant", "allow"})
_TERMS = frozenset({"deadline", "ultimatum"})
_FAR = 14  # tokens from the verb to the term, and from the term to what is to be done
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_BACK = re.compile(r"(?:self|selves)$")


def term_reports(t: Tree) -> list[Report]:
    """The demands that set a term, by their verb or noun, in no particular order."""
    out = []
    for i in t.having(_GIVING):
        if t.pos[i] == "VERB" and (found := _given(t, i)) is not None:
            out.append(found)
    for i in t.having(_TERMS):
        if t.pos[i] in {"NOUN", "PROPN"} and (found := _of_noun(t, i)) is not None:
            out.append(found)
    return out


def _given(t: Tree, i: int) -> Report | None:
    """The report of a verb of giving with a term: "gave X two weeks to do it"."""
    if (whole := _relative_term(t, i)) is not None:
        return whole
    term = _term_behind(t, i)
    if term is None:
        return None
    first, after = term
    to_do = _to_do(t, after)
    if to_do is None or t.lemma_of(to_do[1]) == "live":
        return None
    report = Report(cue=_GIVE, at=i, frame="term", content=[(to_do[0], t.edges(to_do[1])[1])])
    if is_passive(t, i):
        report.source, report.addressee = agent_of(t, i), t.kid(i, "nsubjpass")
        if report.source is None:
            _agent_below(t, to_do[1], report)
    else:
        report.source = source_of(t, i)
        told = [k for k in range(i + 1, first) if t.pos[k] in _NAMING]
        report.addressee = top_of(t, told[0], i + 1, first) if told else None
        if report.source is None or _is_thing(t, report.source):
            return None
    if report.addressee is None or _BACK.search(t.low[report.addressee]):
        return None  # "gave itself a year to finish"
    return report


def _agent_below(t: Tree, to_do: int, report: Report) -> None:
    """Who gave the term, where the parse hung him on what is to be done: "to go by the judge"."""
    first, after = report.content[0]
    for k in range(to_do + 1, after):
        by = t.kid(k, "pobj") if t.low[k] == "by" else None
        if by is not None and t.lemma_of(by) in agent_nouns() and t.edges(k)[1] >= after - 1:
            report.source, report.content = by, [(first, k)]
            return


def _is_thing(t: Tree, i: int) -> bool:
    """Whether no party gives the term: "the storm gave them two hours to flee"."""
    return t.pos[i] == "NOUN" and t.lemma_of(i) in members("things_that_leave_time")


def _relative_term(t: Tree, i: int) -> Report | None:
    """A term with the clause that gives it: "the week that Oslo had given the firm"."""
    unit = t.head[i]
    if t.dep[i] != "relcl" or t.lemma_of(unit) not in members("units_of_terms"):
        return None
    told = t.kid(i, "dative", "dobj")
    if told is None or told < i or t.low[told] in members("units_of_terms"):
        return None
    content = [(t.edges(unit)[0], unit + 1)]
    return Report(
        cue=_GIVE, at=i, frame="term", content=content, source=t.kid(i, "nsubj"), addressee=told,
        light=unit,
    )  # fmt: skip


def _term_behind(t: Tree, i: int) -> tuple[int, int] | None:
    """Where a term stands behind a verb: "two weeks", "until Friday"; first and after."""
    last = min(t.sentence(i)[1], i + _FAR)
    for k in range(i + 1, last):
        counted = t.pos[k - 1] == "NUM" or t.low[k - 1] in {"a", "an", "another", "more"}
        if counted and k > i + 1 and t.lemma_of(k) in members("units_of_terms"):
            return k - 1, k + 1
        if t.low[k] in {"until", "till"}:
            return k, k + 1
        if t.pos[k] == "VERB":
            return None
    return None


def _to_do(t: Tree, k: int) -> tuple[int, int] | None:
    """The infinitive behind a term, aside and day put in: its "to" and its verb."""
    last = min(t.sentence(k - 1)[1], k + _FAR)
    for at in range(k, last - 1):
        if t.low[at] == "to" and t.tag[at + 1] == "VB":
            return at, at + 1
        if t.low[at] == "to" and at + 2 < last and t.tag[at + 2] == "VB":
            return at, at + 2
        if t.tag[at] in {"VBD", "VBZ", "VBP", "MD"} or t.low[at] in {";", ":", "“", '"'}:
            return None
    return None


def _of_noun(t: Tree, i: int) -> Report | None:
    """The report of a deadline or ultimatum, by what stands behind it and the verb over it."""
    report = Report(cue=_TERM, at=i, frame="term", content=[])
    report.light = verb = _verb_over(t, i)
    lemma = t.lemma_of(verb) if verb is not None else ""
    if verb is not None and lemma in members("verbs_of_meeting_terms"):
        report.addressee = source_of(t, verb)
    elif verb is not None and lemma in members("verbs_of_setting_terms"):
        report.source = agent_of(t, verb) if is_passive(t, verb) else source_of(t, verb)
    elif (given := _given_by(t, i)) is not None:
        report.light = given
        report.source, report.addressee = t.kid(given, "nsubj"), t.kid(given, "dative", "dobj")
    else:
        report.source = noun_source(t, i, _TERM, report)
    if not _content(t, i, report):
        return None
    return report if report.source is not None or report.addressee is not None else None


def _verb_over(t: Tree, i: int) -> int | None:
    """The verb a deadline is object or passive subject of: "set Monday as the deadline" too."""
    head = t.head[i]
    if t.dep[i] == "pobj" and t.low[head] == "as" and t.pos[t.head[head]] == "VERB":
        return t.head[head]
    return head if t.dep[i] in {"dobj", "nsubjpass"} and t.pos[head] == "VERB" else None


def _given_by(t: Tree, i: int) -> int | None:
    """The verb of a relative clause that gives the term: "the ultimatum that Oslo gave them"."""
    for k in t.kids[i]:
        if t.dep[k] == "relcl" and t.lemma_of(k) in _GIVING | members("verbs_of_setting_terms"):
            return k if t.kid(k, "nsubj") is not None else None
    return None


def _content(t: Tree, i: int, report: Report) -> bool:
    """Fill in what is to be done: behind "to", "for X to", "for doing" or a colon."""
    last = t.sentence(i)[1]
    for k in range(i + 1, min(last - 1, i + 2 * _FAR)):
        if t.low[k] == ":":
            return _behind_colon(t, k, report)
        if t.low[k] == "for" and t.tag[k + 1] == "VBG":
            report.content = [t.edges(k + 1)]
            return True
        if t.low[k] == "to" and t.tag[k + 1] == "VB" and infinitive(t, k + 1):
            told = [j for j in range(i + 1, k) if t.low[j] in {"for", "to"}]
            named = [j for j in range(told[-1] + 1, k) if t.pos[j] in _NAMING] if told else []
            if named:
                report.addressee = top_of(t, named[-1], told[-1] + 1, k)
            report.content = [(k, max(k + 2, t.edges(k + 1)[1]))]
            return True
    return False


def _behind_colon(t: Tree, k: int, report: Report) -> bool:
    """What an ultimatum says: "issued an ultimatum: the soldiers have a week to go"."""
    first, last = k + 1, t.sentence(k)[1]
    having = [j for j in range(first, last) if t.low[j] in {"have", "has", "must"}]
    if not having or t.low[first] in {"“", '"'}:
        return False
    named = [j for j in range(first, having[0]) if t.pos[j] in _NAMING]
    if not named:
        return False
    report.addressee = top_of(t, named[-1], first, having[0])
    while last > first and t.low[last - 1] in {".", "\n"}:
        last -= 1
    report.content = [(first, last)]
    return True


def with_condition(t: Tree, i: int, after: int) -> int:
    """Where an act to come ends with its condition: "threatens to leave, unless Chad pays"."""
    for k in t.kids[i]:
        first = t.edges(k)[0]
        near = first == after or (first == after + 1 and t.low[after] == ",")
        if t.dep[k] == "advcl" and near and t.low[first] in {"if", "unless", "until"}:
            return t.edges(k)[1]
    return after


def lost_object(t: Tree, i: int, after: int) -> int:
    """Where an infinitive ends whose noun the parse took for a verb: "pay the club its debt"."""
    for k in t.kids[i]:
        if t.dep[k] == "advcl" and t.pos[k] == "NOUN" and t.edges(k)[0] == after:
            return t.edges(k)[1]
    return after
