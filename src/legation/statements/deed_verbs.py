"""Verbs that report words or name a deed, by object: "attacked the plan", "attacked a base"."""

from __future__ import annotations

from bisect import bisect_left

from legation.language.nouns import is_noun, noun_class
from legation.language.words import members
from legation.ontology import rules_with
from legation.propositions.status import (
    is_denied_by_itself,
    is_yet_to_be_said,
    modal_of_saying,
    saying_status,
)
from legation.records import Status
from legation.statements.complements import infinitive
from legation.statements.cues import ATTITUDES
from legation.statements.report import Report, Told
from legation.statements.speakers import agent_nouns, channel_words, source_nouns
from legation.statements.tree import Tree


def is_deed(t: Tree, i: int, obj: int) -> bool:
    """Whether a verb that also names a deed is done to something else than words.

    "withdrew its peacekeepers", "attacked an office", "honours its pledge"; but "withdrew its
    claim", "attacked him".
    """
    lemma = t.lemma_of(i)
    if lemma in members("verbs_of_force_and_words") and _is_force(t, i, obj):
        return True
    if lemma == "embrace" and is_noun(t.lemma_of(obj), "person"):
        return True  # "embraced the president"
    if lemma in {"honor", "honour"} and t.pos[obj] not in {"PROPN", "PRON"}:
        return not _is_of(t.lemma_of(obj), "person", "group", "event", "armed_group")
    if lemma not in _DEEDS_TOO or t.pos[obj] == "PRON":
        return False
    if t.pos[obj] == "PROPN":
        return lemma == "attack" and t.doc[obj].ent_type_ in {"GPE", "LOC", "FAC"}
    noun = t.lemma_of(obj)
    return noun in _TARGETS or noun in _DEEDS_TOO[lemma] or "any" in _DEEDS_TOO[lemma]


def has_another_sense(t: Tree, i: int) -> bool:
    """Whether a particle makes another verb of it: "pushed back the rebels", "laid off staff".

    "Pointed out", "ruled out" and others of `phrasal_verbs_of_saying` still speak.
    """
    if t.low[i] == "states" and t.low[i - 1] in members("kinds_of_states"):
        return True  # "nation states that back them"
    particles = members("particles")
    for k in (i + 1, *t.kids[i]):
        if k >= t.n or k <= i or t.low[k] not in particles:
            continue
        if k + 1 < t.n and t.doc[k + 1].ent_type_ == "DATE":
            continue  # "guaranteed Chad power through May"
        if t.dep[k] == "prt" or (k == i + 1 and t.head[k] == i and t.tag[k] in {"RB", "RP"}):
            return f"{t.lemma_of(i)} {t.low[k]}" not in members("phrasal_verbs_of_saying")
    return False


def is_a_duty(t: Tree, i: int, report: Report) -> bool:
    """Whether somebody has a task and is not accused: "are charged with guarding the port"."""
    if t.lemma_of(i) != "charge" or report.source is not None:
        return False
    now = any(t.dep[k] == "auxpass" and t.tag[k] in {"VBZ", "VBP"} for k in t.kids[i])
    tasks = [k for k in t.kids[i] if t.low[k] == "with" and t.kid(k, "pcomp") is not None]
    return now and bool(tasks)


def is_shot(t: Tree, i: int, obj: int) -> bool:
    """Whether somebody fires something or at somebody: "shot two gunmen", "fired missiles"."""
    if t.lemma_of(i) not in members("verbs_of_deeds_and_answers"):
        return False
    noun = t.lemma_of(obj)
    return any(is_noun(noun, name) for name in ("thing", "person", "group", "vehicle", "weapon"))


def says_nothing(t: Tree, i: int, report: Report) -> bool:
    """Whether a topic is only named as one not spoken of: "did not mention the talks"."""
    return report.cue.act == "says" and t.kid(i, "neg") is not None


def lets_act(t: Tree, clause: int, i: int, report: Report) -> bool:
    """Whether a verb of admitting lets somebody act: "allowed the firm to use the port"."""
    return report.cue.act == "admits" and clause > i and infinitive(t, clause)


def is_unsaid(t: Tree, told: Told) -> bool:
    """Whether nothing was said: it is denied, should have been, or is only required."""
    report = told.report
    if report is None or report.quoted:
        return False
    return (
        not _is_told(t, told, report)
        or _is_no_party(t, report)
        or _is_all_of_it(t, report)
        or _is_advice(t, report.at)
        or any(t.low[k] == "whether" and t.dep[k] == "mark" for k in t.kids[report.at])
        or _is_not_won_over(t, report.at)
        or (report.source is None and (report.cue.pos, report.cue.act) == ("NOUN", "asks"))
        or _is_scare_quote(t, told, report)
        or _is_fair_to_say(t, report.at)
        or (report.cue.pos == "VERB" and is_event(t, report.source))
        or _is_only_a_sign(t, report)
        or _is_hearsay(report)
        or _is_of_nobody_certain(t, report)
        or _shows_itself(t, report)
    )


def _is_of_nobody_certain(t: Tree, report: Report) -> bool:
    """Whether those who think so are only told by it, or the parse took a participle for a verb.

    "Those who oppose the alliance", "the UN's proposed truce must hold".
    """
    source = report.source
    if source is None or report.cue.pos != "VERB":
        return False
    if any(t.dep[k] == "case" for k in t.kids[source]):
        return True
    told = report.cue.act in ATTITUDES and t.dep[report.at] == "relcl" and t.low[source] == "who"
    return told and t.low[t.head[report.at]] in members("words_for_no_certain_people")


def _is_hearsay(report: Report) -> bool:
    """Whether nobody says it of somebody: "is reported to have left", "were reported killed"."""
    nobody = report.frame == "passive_to" and report.source is None
    return nobody and "to_other" not in report.cue.frames and report.cue.act not in ATTITUDES


def _is_only_a_sign(t: Tree, report: Report) -> bool:
    """Whether a trait or a feature tells something, and nobody: "his dialect suggests that"."""
    source = report.source
    if source is None or report.cue.act not in {"suggests", "explains"} or t.pos[source] != "NOUN":
        return False
    noun = t.lemma_of(source)
    if noun in source_nouns() or noun in agent_nouns() or noun in channel_words():
        return False
    return noun_class(noun) in _SIGNS


_SIGNS = frozenset({"attribute", "phenomenon", "speech"})


def _shows_itself(t: Tree, report: Report) -> bool:
    """Whether somebody proves to be something: "the groups showed themselves ready"."""
    if report.cue.act != "shows":
        return False
    return any(t.doc[k].tag_ == "PRP" and t.low[k].endswith(_SELF) for k in _next(t, report.at))


def _next(t: Tree, i: int) -> range:
    return range(i + 1, min(i + 2, t.n))


_SELF = ("self", "selves")


def _is_all_of_it(t: Tree, report: Report) -> bool:
    """Whether what was told before shows it, and nobody: "all of which suggests that"."""
    if report.source is None or t.low[report.source] not in {"all", "much", "most", "none"}:
        return False
    of = next((k for k in t.kids[report.source] if t.low[k] == "of"), None)
    return of is not None and any(t.low[k] == "which" for k in t.kids[of])


def _is_advice(t: Tree, i: int) -> bool:
    """Whether somebody is told not to: "don't expect that to last"."""
    if t.tag[i] != "VB" or t.kid(i, "nsubj") is not None or t.kid(i, "neg") is None:
        return False
    do = next((k for k in t.kids[i] if t.dep[k] == "aux"), None)
    return do is not None and t.low[do] == "do"


def _is_not_won_over(t: Tree, i: int) -> bool:
    """Whether nobody was won over: "could not convince him that"."""
    return t.lemma_of(i) in members("verbs_of_winning_over") and t.kid(i, "neg") is not None


def _is_told(t: Tree, told: Told, report: Report) -> bool:
    """Whether saying it is told as done or to come, or its own verb says that it was not.

    Nothing is said in "denied that Oslo had promised it", "if Chad refuses", "failed to persuade
    Chad to agree", "should have told them" and "plans to criticise it".
    """
    word = t.doc.tokens[report.at]
    status = saying_status(word)
    if status in {Status.HAPPENED, Status.ONGOING} or told.rule in rules_with("quote_of_a_verb"):
        return True
    if report.passive and report.source is None:
        return False  # "has not been charged with", "may be seen as": by nobody
    if status is Status.DENIED:
        return is_denied_by_itself(word) or report.cue.act in ATTITUDES
    if status is Status.POSSIBLE:
        return modal_of_saying(word) is not None  # "may accuse", "would like to"
    return not is_yet_to_be_said(word)


def _is_fair_to_say(t: Tree, i: int) -> bool:
    """Whether it is nobody's word but the writer's: "it is accurate to say that it shrank"."""
    if t.tag[i] != "VB" or t.dep[i] not in {"xcomp", "ccomp", "advcl", "csubj"}:
        return False
    above = t.head[i]
    verb = above if t.lemma_of(above) == "be" else t.head[above]
    return t.lemma_of(verb) == "be" and any(t.low[k] == "it" for k in t.kids[verb] if k < verb)


def is_event(t: Tree, source: int | None) -> bool:
    """Whether what would speak is a thing that happened: "the raid illustrates that"."""
    if source is None or t.pos[source] != "NOUN" or t.kid(source, "appos") is not None:
        return False
    noun = t.lemma_of(source)
    if noun in source_nouns() or noun in agent_nouns() or noun in members("acts_that_speak"):
        return False
    owned = (t.lemma_of(k) in agent_nouns() for k in t.kids[source] if t.dep[k] in _OWNED)
    if noun in members("inquiries_of_somebody") and any(owned):
        return False  # "a police search found"
    return noun_class(noun) in _HAPPENING


_OWNED = frozenset({"poss", "compound"})


_HAPPENING = frozenset({"act", "event", "time", "violence"})


def _is_no_party(t: Tree, report: Report) -> bool:
    """Whether a thing requires something: "a law that requires states to", "any plan which"."""
    if report.source is None:
        return False
    if t.lemma_of(report.at) not in {"require", "oblige"} and not _shows_thing(t, report):
        return False
    source = report.source
    if t.low[source] in {"that", "which"}:
        source = t.head[report.at]
    return t.pos[source] == "NOUN" and t.lemma_of(source) not in agent_nouns()


def _shows_thing(t: Tree, report: Report) -> bool:
    """Whether a thing that is no paper of news reveals something: "the novel reveals the signs"."""
    if report.frame != "thing" or report.cue.act != "announces" or report.source is None:
        return False
    return t.lemma_of(report.source) not in source_nouns()


def _is_scare_quote(t: Tree, told: Told, report: Report) -> bool:
    """Whether a word or two in marks only stand in a sentence: despite the “de-escalation” deal."""
    if told.rule not in rules_with("quote_of_a_verb") or len(told.spans) != 1:
        return False
    first, last = told.spans[0]
    if t.text.count(" ", first, last) >= _FEW or last > t.start[report.at]:
        return False
    behind = bisect_left(t.start, last)
    while behind < report.at and not t.low[behind].isalnum():
        behind += 1
    if behind >= report.at or t.low[behind - 1] == ",":
        return False  # “We go” said Okoye
    named = report.source is not None and t.edges(report.source)[0] <= behind <= report.source
    return t.low[behind] == t.doc[behind].text and not named


_FEW = 2  # blanks: so few words in marks are a name or a label


def falls_on_things(t: Tree, obj: int) -> bool:
    """Whether what is struck is a thing or place, no words: "attacks on the port"."""
    noun = t.lemma_of(obj)
    is_thing = not is_noun(noun, "document") and _is_of(noun, "thing", "place")
    return t.pos[obj] == "NOUN" and is_thing


def _is_force(t: Tree, i: int, obj: int) -> bool:
    """Whether a blow falls on a thing or place, or comes from those who bear arms."""
    noun = t.lemma_of(obj)
    if falls_on_things(t, obj):
        return True
    by = t.kid(i, "nsubj")
    if by is None:
        return False
    land, hit = t.doc[by].ent_type_ == "GPE", t.doc[obj].ent_type_ == "GPE" or t.low[obj] == "it"
    if land and hit:
        return True  # "Chad attacked Mali"
    if t.pos[by] != "NOUN":
        return False
    struck = t.pos[obj] != "NOUN" or _is_of(noun, "person", "group", "armed_group")
    armed = _is_of(t.lemma_of(by), "armed_group", "weapon", "vehicle")
    return armed or (struck and t.lemma_of(by) in members("bearers_of_arms"))


def _is_of(noun: str, *classes: str) -> bool:
    return any(is_noun(noun, name) for name in classes)


# Verbs of deeds that report words with other objects, with the objects that make them deeds.
_TROOPS = frozenset(
    "adviser ambassador army consul contingent delegation diplomat envoy fighter force forces "
    "mission monitor observer peacekeeper soldier staff troop troops unit".split()
)
_DEEDS_TOO = {
    "answer": frozenset("call email letter phone question query summons".split()),
    "attack": frozenset("army fighter peacekeeper police soldier troop troops".split()),
    "conclude": frozenset("talk talks tour trip visit summit meeting round mission".split()),
    "recall": _TROOPS,
    "sign": frozenset({"any"}),
    "withdraw": _TROOPS,
}
_TARGETS = frozenset(
    "aircraft airport barracks base boat bridge building bus camp car checkpoint church city "
    "compound consulate convoy district embassy factory field headquarters home hospital hotel "
    "house mosque office outpost pipeline plant port post prison refinery school ship station "
    "synagogue tanker temple town truck vehicle vessel village warehouse".split()
)
