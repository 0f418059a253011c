"""How likely a report is a statement: by the weights of its rule and the traits of its form.

Words like "see", "call" and "support" report speech or stance in some frames only. The weights
(`data/language/en/statement_weights.csv`) are fitted by `scripts/fit_statements.py`; the least
scores below decide. What is plain by its form passes whatever its weight.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import lru_cache
from math import exp
from typing import NamedTuple

from legation.characters.quotations import Regions
from legation.language.nouns import is_noun, noun_class
from legation.language.words import members
from legation.ontology import rules_with
from legation.statements.cues import ATTITUDES
from legation.statements.deed_verbs import is_unsaid
from legation.statements.report import Told
from legation.statements.speakers import agent_nouns, source_nouns
from legation.statements.tree import Tree
from legation.tables import columns

MIN_SCORE = 0.35  # PolNeAR dev: attribution F1 hardly moves from .35 to .5
MIN_OTHER = (
    0.6  # for attitudes and topics: from .5 on, all loses .005 and plain speech gains .01 a step
)
MIN_DEED = 0.45  # PolNeAR dev hardly moves from .4 to .6: plain deeds by saying are kept
MIN_SAID = 0.1  # "it was alleged that": speech of nobody named, which PolNeAR seldom marks
MIN_LINE = 0.3  # rare where the shares were counted, and plain by their form
TERM = "term"  # a term set to somebody: plain by its form
ANY = "any"  # the row of weights that hold for all rules


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The weight of a trait in log odds, by rule; rule `any` holds for all."""
    out: dict[str, dict[str, float]] = {ANY: {}}
    table = columns("language/en/statement_weights.csv", "rule", "trait", "weight")
    for rule, trait, weight in table:
        out.setdefault(rule, {})[trait] = float(weight)
    return out


def accepted(tree: Tree, told: list[Told], regions: Regions) -> list[tuple[Told, float]]:
    """Those that are statements, with their scores, in the order given.

    The weights are of outermost statements; inside a quotation, plain speech is kept by rule.
    """
    scores = [score_of(tree, one, regions) for one in told]
    kept = [
        score >= _least(tree, one) and one.inside is None and not is_unsaid(tree, one)
        for one, score in zip(told, scores, strict=True)
    ]
    inner = [
        at
        for at, one in enumerate(told)
        if not kept[at] and _is_plain_speech(tree, one) and not is_unsaid(tree, one)
    ]
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


def _least(t: Tree, told: Told) -> float:
    if told.rule in rules_with("line"):
        return 0.0 if told.rule in rules_with("sure_line") else MIN_LINE
    if told.rule in rules_with("term"):
        return 0.0
    if (
        told.report is not None
        and told.report.passive
        and told.rule in rules_with("told_in_the_passive")
    ):
        return MIN_SAID if told.report.cue.act not in ATTITUDES else MIN_OTHER
    if _is_promised(told) or _is_verdict(t, told):
        return MIN_LINE
    if _is_of_a_name(t, told):
        return MIN_SAID
    if told.report is None:
        return MIN_OTHER  # a quotation around which nobody speaks
    if is_worded(told):
        return MIN_SCORE
    return MIN_DEED if _is_deed_of_speech(t, told) else MIN_OTHER


def _is_of_a_name(t: Tree, told: Told) -> bool:
    """Whether a relative clause tells what one named did by saying: "Chad, which promised to"."""
    report = told.report
    if report is None or report.source is None or report.cue.act not in _BINDING | _SPOKEN_DEEDS:
        return False
    of_name = t.dep[report.at] == "relcl" and t.pos[t.head[report.at]] == "PROPN"
    return of_name and t.low[report.source] in {"who", "which"} and t.low[report.source - 1] == ","


def _is_verdict(t: Tree, told: Told) -> bool:
    """Whether somebody named judges a deed, event or paper: "hailed the accord"."""
    report = told.report
    if report is None or report.source is None or report.cue.act not in _VERDICTS:
        return False
    if told.rule not in rules_with("of_a_thing_or_as") or t.tag[report.at] not in _TOLD:
        return False
    if _source(t, report.source) not in {"name", "agent"}:
        return False
    objects = [k for k in t.kids[report.at] if t.dep[k] == "dobj" and k > report.at]
    return any(_is_judged(t.lemma_of(k)) for k in objects)


def _is_judged(noun: str) -> bool:
    return any(is_noun(noun, name) for name in ("event", "document", "idea"))


_TOLD = frozenset({"VBD", "VBZ", "VBN"})
_VERDICTS = frozenset({"condemns", "criticises", "praises", "welcomes", "rejects"})


def _is_promised(told: Told) -> bool:
    """Whether somebody is promised a thing: "promised the fund a budget"."""
    report = told.report
    if report is None or report.addressee is None or told.rule not in rules_with("of_a_thing"):
        return False
    return report.cue.act in {"promises", "assures", "offers"}


def _is_deed_of_speech(t: Tree, told: Told) -> bool:
    """Whether a verb does by saying: "accused Moscow of lying", "thanked Ankara for its help"."""
    report = told.report
    if report is None:
        return False
    if report.cue.pos == "NOUN":  # "renewed its pledge to"
        if report.light is None:
            return False
        binding = report.cue.act in _BINDING or report.cue.act == "requests"  # "made a plea for"
        return binding or t.lemma_of(report.light) in members("verbs_of_voicing")
    return report.cue.pos == "VERB" and report.cue.act in _SPOKEN_DEEDS


_SPOKEN_DEEDS = frozenset(
    "accuses apologises condemns congratulates demands denies praises requests thanks threatens "
    "urges warns welcomes".split()
)


_BINDING = frozenset({"promises", "demands", "threatens", "offers"})


def is_worded(told: Told) -> bool:
    """Whether it reports words: no attitude, no mere topic."""
    if told.report is not None and told.report.cue.act in ATTITUDES:
        return False
    return told.rule in rules_with("reports_words")


def _is_plain_speech(t: Tree, told: Told) -> bool:
    """Whether a cue inside somebody's words reports speech that took place: "I told him that"."""
    report = told.report
    if report is None or report.source is None or told.rule not in rules_with("plain_report"):
        return False
    if told.rule in rules_with("from_a_noun"):
        return report.cue.act in _NAMED_ACTS
    if report.cue.act in ATTITUDES or t.low[report.source] in {"you", "one", "who"}:
        return False
    tag, kids = t.tag[report.at], t.kids[report.at]
    if tag == "VBG" and t.dep[report.at] == "acl" and t.lemma_of(report.source) in source_nouns():
        return True  # "a statement saying that"
    if tag in {"VB", "VBG"} and told.rule in rules_with("that_clause"):
        return False
    return not any(t.tag[k] == "MD" or t.dep[k] == "neg" for k in kids if t.dep[k] in _SIDE)


_NAMED_ACTS = frozenset(
    "accuses apologises assures demands denies offers promises proposes requests threatens "
    "warns".split()
)
_SIDE = frozenset({"aux", "neg"})


def score_of(tree: Tree, told: Told, regions: Regions) -> float:
    """How likely a report is a statement, 0 to 1: the weights of its traits, added up."""
    return _score(told.rule, _look(tree, told, regions))


@lru_cache(maxsize=65536)
def _score(rule: str, look: _Look) -> float:
    own, common = weights().get(rule, _NOTHING), weights()[ANY]
    total = 0.0
    for trait in _named(look):
        total += own.get(trait, 0.0) + common.get(trait, 0.0)
    return 1 / (1 + exp(-total))


_NOTHING: dict[str, float] = {}
_LENGTHS = (2, 4, 8, 16, 32)  # words, at six characters each
_FORMS = {"VBD": "past", "VBZ": "present", "VBP": "present", "VB": "infinitive", "VBG": "gerund"}
_ABOVE = {
    "relcl": "relative",
    "acl": "relative",
    "ROOT": "main",
    "conj": "joined",
    "xcomp": "under",
}
_PHRASES = frozenset({"thing", "prep", "noun_prep", "adj_prep", "passive", "as", "blames", "rest"})


def traits(tree: Tree, told: Told, regions: Regions) -> list[str]:
    """What is looked at, by name: act, shape, form, mood, source, place, cue, topic."""
    return _named(_look(tree, told, regions))


class _Look(NamedTuple):
    """What the traits are made of; without a report all from `act` on is unknown."""

    share: str
    length: int
    place: str
    act: str | None = None
    form: str = ""
    mood: str = ""
    source: str = ""
    side: str = ""
    above: str = ""
    light: bool = False
    addressee: bool = False
    content: str | None = None
    word: str = ""
    noun: str | None = None


def _look(tree: Tree, told: Told, regions: Regions) -> _Look:
    whole = sum([b - a for a, b in told.spans])
    quoted = regions.shared(told.spans)
    share = "none" if not quoted else "all" if quoted >= 0.9 * whole else "some"
    length = bisect_right(_LENGTHS, whole // 6)
    place = "in" if told.inside is not None else "out"
    report = told.report
    if report is None:
        return _Look(share, length, place)
    at = report.at
    return _Look(
        share,
        length,
        place,
        "believes" if report.cue.act == "doubts" else report.cue.act,  # a doubt weighs as a belief
        _form(tree, at),
        _mood(tree, at),
        _source(tree, report.source),
        "behind" if told.spans[0][0] > tree.start[at] else "before",
        _ABOVE.get(tree.dep[at], tree.dep[at]),
        report.light is not None,
        report.addressee is not None,
        _content(tree, told.rule, report.content[-1]) if report.content else None,
        report.cue.lemma,
        _noun(tree, told.rule, report.content[-1]) if report.content else None,
    )


def _named(look: _Look) -> list[str]:
    out = ["any", f"shape {look.share}-{look.length}", f"place {look.place}"]
    act = look.act
    if act is None:
        return out
    out += [
        f"act {act}", f"form {look.form}", f"mood {look.mood}", f"source {look.source}",
        f"act-form {act}-{look.form}", f"act-source {act}-{look.source}", f"side {look.side}",
        f"above {look.above}",
    ]  # fmt: skip
    if look.light:
        out.append("light")
    if look.addressee:
        out.append("addressee")
    if look.content is not None:
        out += [f"content {look.content}", f"act-content {act}-{look.content}"]
    out.append(f"word {look.word}")
    if look.noun is not None:
        out += [f"noun {look.noun}", f"act-noun {act}-{look.noun}"]
    return out


def _form(tree: Tree, at: int) -> str:
    tag = tree.tag[at]
    if tag == "VBN":
        helped = any(tree.dep[k] in {"aux", "auxpass"} for k in tree.kids[at])
        return "perfect" if helped else "participle"
    return _FORMS.get(tag, "noun" if tag[:1] == "N" else "other")


def _content(tree: Tree, rule: str, span: tuple[int, int]) -> str:
    """How the content opens, or for a phrase what kind of word it is about."""
    first, after = span
    if rule not in _PHRASES:
        if tree.low[first] in _OPENERS:
            return tree.low[first]
        return tree.tag[first][:2] if tree.tag[first].isalpha() else "mark"
    k = _head(tree, span)
    if k is None:
        return "none"
    pos = tree.pos[k]
    more = "+" if after - first > 5 else ""
    return (tree.doc[k].ent_type_ if pos == "PROPN" and tree.doc[k].ent_type_ else pos) + more


def _noun(tree: Tree, rule: str, span: tuple[int, int]) -> str | None:
    """The class of the noun that a phrase is about; `None` where it is no common noun."""
    k = _head(tree, span) if rule in _PHRASES else None
    return noun_class(tree.lemma_of(k)) if k is not None and tree.pos[k] == "NOUN" else None


def _head(tree: Tree, span: tuple[int, int]) -> int | None:
    """The first token of a phrase that hangs on none inside it."""
    first, after = span
    for k in range(first, after):
        if not first <= tree.head[k] < after or tree.head[k] == k:
            return k
    return None


_OPENERS = frozenset({"that", "if", "whether", "to"})


def _mood(tree: Tree, at: int) -> str:
    mood = "plain"
    for k in tree.kids[at]:
        if tree.dep[k] == "neg":
            return "negated"
        if tree.tag[k] == "MD":
            mood = "modal"
    return mood


_PERSONS = {
    "i": "first", "we": "first", "you": "generic", "one": "generic", "it": "it",
    "there": "generic", "who": "relative", "which": "which", "that": "which",
    "this": "thing", "what": "thing", "they": "they",
}  # fmt: skip


def _source(tree: Tree, source: int | None) -> str:
    """What kind of word names who said it."""
    if source is None:
        return "none"
    if tree.pos[source] == "PRON":
        return _PERSONS.get(tree.low[source], "third")
    if tree.pos[source] == "NOUN":
        return "agent" if tree.lemma_of(source) in agent_nouns() else "noun"
    if tree.pos[source] == "PROPN":
        return "name"
    return "number" if tree.pos[source] == "NUM" else "other"
