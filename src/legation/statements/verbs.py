"""Verbs that report, frame by frame: clauses, infinitives, objects, prepositions, passives.

The first frame of a cue that the parse bears out makes its report.
"""

from __future__ import annotations

from legation.language.words import members
from legation.statements.addressees import to_addressee
from legation.statements.around import hung_on_the_cue, with_its_parts
from legation.statements.complements import (
    OPENING,
    RELATIVES,
    clause_fits,
    clause_of_channel,
    clause_span,
    complement,
    free_subject,
    infinitive,
    marked,
)
from legation.statements.cue_sources import (
    PASSIVE,
    SUBJECT,
    VERBAL,
    agent_of,
    by_of,
    charge_of,
    for_clause,
    is_cut_passive,
    is_passive,
    lost_subject,
    quoted_person,
    source_of,
    subject_before,
    who_put_it,
)
from legation.statements.cues import PREPOSITIONS, Cue, in_frame
from legation.statements.deed_verbs import (
    has_another_sense,
    is_a_duty,
    is_deed,
    is_shot,
    lets_act,
    says_nothing,
)
from legation.statements.nominals import convinced, is_predicate, of_object, told_as_what
from legation.statements.report import Report
from legation.statements.tree import Tree
from legation.statements.ultimatums import lost_object, with_condition


def verb_report(t: Tree, i: int, cue: Cue) -> Report | None:
    """The report of a verb by the first frame that fits; `None` if it reports nothing."""
    if t.dep[i] in {"amod", "compound", "aux", "auxpass"} or has_another_sense(t, i):
        return None
    if "appears" in cue.frames:
        return _appears(t, i, cue)
    if is_cut_passive(t, i, cue):
        return None
    if is_passive(t, i) or _asked(t, i, cue):
        return _passive_verb(t, i, cue)
    report = Report(cue=cue, at=i, frame="", content=[])
    if t.lemma_of(i) == "put":
        report.source = who_put_it(t, i)
    else:
        report.source = quoted_person(t, i) or _named_source(t, i)
    objects = [k for k in t.kids[i] if t.dep[k] in {"dobj", "dative"} and t.pos[k] != "ADP"]
    after = [k for k in objects if k > i]
    for frame in _VERB_FRAMES:
        if frame(t, i, report, after):
            if report.source is None and report.frame in _SAID_AHEAD:
                report.source = _lost_source(t, i, report)
            return report
    return None


_SAID_AHEAD = frozenset({"clause", "open", "prep", "to_do", "to_other", "thing", "as", "blames"})


def _named_source(t: Tree, i: int) -> int | None:
    """Who says it; a mark that the parse took for a subject is nobody: « We go, » said Okoye."""
    source = source_of(t, i)
    if source is None or any(c.isalnum() for c in t.low[source]):
        return source
    return next((k for k in t.kids[i] if t.dep[k] == "nsubj" and t.low[k].isalnum()), None)


def _lost_source(t: Tree, i: int, report: Report) -> int | None:
    """The subject in front of a cue whose content comes behind it, where the parse has none."""
    if any(a <= i for a, _ in report.content) or t.dep[i] in {"relcl", "acl"}:
        return None
    return subject_before(t, i)


def _clause(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """A clause: "said that talks failed", "talks failed, he said", "said in a letter that"."""
    clause = complement(t, i, report)
    if clause is None and (told := told_as_what(t, i)):
        report.frame, report.content = "clause", told
        report.source = [k for k in t.kids[i] if t.dep[k] == "nsubj" and k < i][-1]
        return True
    if clause is None or not clause_fits(t, i, clause, report.cue):
        frames = report.cue.frames
        clause = clause_of_channel(t, i, tells="tells" in frames) if "clause" in frames else None
    if clause is None or lets_act(t, clause, i, report) or _is_about_saying(t, i, clause):
        return False
    if t.lemma_of(i) == "hold" and not marked(t, clause):
        return False  # "held talks", "held that"
    report.frame = "clause"
    report.content = [clause_span(t, i, clause)]
    if clause < i and report.source is None:
        free_subject(t, i, report)
    report.content = with_its_parts(t, i, clause, report.content)
    if lost_subject(t, i, clause) is not None:
        return True
    tells = bool(report.cue.frames & {"tells", "to_other"})
    told_to = [k for k in objects if tells or t.pos[k] == "PROPN"]
    if told_to and (told_to[0] < clause or clause < i):
        report.addressee = told_to[0]
    to_addressee(t, i, report)
    return True


def _is_about_saying(t: Tree, i: int, clause: int) -> bool:
    """Whether what somebody says is itself spoken of: "what he said was wrong, she told them"."""
    first = t.edges(i)[0]
    if t.low[first] != "what" or t.head[first] != i or clause < i or t.dep[first] != "dobj":
        return False
    return t.kid(clause, *SUBJECT, *PASSIVE) is None


def _insertion(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """The clause a cue is put into or behind: "The talks, he said, go on", "as he put it"."""
    dep, head = t.dep[i], t.head[i]
    if head == i or not report.cue.frames & {"clause", "quote"} or t.lemma_of(i) == "go":
        return False
    first, after = t.edges(i)
    as_said = dep == "advcl" and t.low[first] == "as" and t.kid(i, *SUBJECT) is not None
    if dep != "parataxis" and not as_said:
        return False
    left, right = t.edges(head)
    report.frame = "inserted"
    report.content = [(a, b) for a, b in ((left, first), (after, right)) if b > a]
    report.content = hung_on_the_cue(t, i, report.content)
    if objects:
        report.addressee = objects[0]
    to_addressee(t, i, report)
    return bool(report.content)


def _to_act(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """An act to come: "pledged to leave", "urged Beijing to talk", "considered leaving"."""
    frames = report.cue.frames
    xcomp = t.kid(i, "xcomp")
    if xcomp is None and objects and "to_other" in frames:
        xcomp = _hung_infinitive(t, i, objects[0])
    if xcomp is None or xcomp < i:
        return False
    if objects and objects[0] < xcomp and "to_other" in frames:
        if t.dep[i] == "xcomp" and t.lemma_of(t.head[i]) == "fail":
            return False  # "failed to persuade him to go"
        report.frame = "to_other"
        report.cue = in_frame(report.cue, "to")
        report.addressee = objects[0]
        report.content = [(t.edges(objects[0])[0], t.edges(xcomp)[1])]
        return True
    doing = t.tag[xcomp] == "VBG" and frames & {"to_doing", "to_do"}
    if doing or ("to_do" in frames and infinitive(t, xcomp)):
        report.frame = "to_do"
        report.cue = in_frame(report.cue, "to do")
        first, after = t.edges(xcomp)
        report.content = [(first, with_condition(t, i, lost_object(t, i, after)))]
        return True
    return False


def _hung_infinitive(t: Tree, i: int, obj: int) -> int | None:
    """The infinitive the parse took for a purpose: "petitioned the court to rule"."""
    after = t.edges(obj)[1]
    for k in t.kids[i]:
        first = t.edges(k)[0]
        if t.dep[k] == "advcl" and first >= after and infinitive(t, k):
            between = [j for j in t.kids[i] if obj < j < k and j != obj]
            days = all(t.doc[t.edges(j)[1] - 1].ent_type_ == "DATE" for j in between)
            return k if days and (between or first == after) else None
    return None


def _preposition(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """A preposition: "called for talks", "called on the rivals to meet"."""
    if "for" in report.cue.frames and (span := for_clause(t, i)) is not None:
        report.frame, report.content = "prep", [span]
        report.cue = in_frame(report.cue, "for")
        return True
    for k in t.kids[i]:
        if k < i or t.low[k] not in report.cue.frames or t.low[k] not in PREPOSITIONS:
            continue
        inner = t.kid(k, "pobj", "pcomp")
        if t.dep[k] not in {"prep", "dative", "prt", "agent"} or inner is None:
            continue
        if t.low[k] == "on" and t.doc[inner].ent_type_ == "DATE":
            continue  # "did not comment on Thursday"
        if says_nothing(t, i, report) or (objects and not report.cue.frames & _WITH_OBJECT):
            continue  # "focused its money on the port"
        report.frame = "prep"
        after = t.edges(k)[1]
        for more in t.kids[i]:
            if more > k and (
                is_predicate(t, more) or (t.dep[more] == "advcl" and infinitive(t, more))
            ):
                after = t.edges(more)[1]
                if t.low[k] == "on":
                    report.addressee = inner
        if t.low[k] == "on" and report.addressee is None and _quoted_infinitive(t, after):
            report.addressee = inner
            after = max(after, _end_of_phrase(t, i, after))
        report.content = [(t.edges(inner)[0], after)]
        report.cue = in_frame(report.cue, t.low[k])
        if objects:
            report.addressee = objects[0]
        return True
    return False


_WITH_OBJECT = frozenset({"tells", "to_other", "thing", "blames"})


def _quoted_infinitive(t: Tree, after: int) -> bool:
    """Whether "to" and a quotation follow, whose verb the parse lost: to “spare civilians”."""
    return after + 1 < t.n and t.low[after] == "to" and t.low[after + 1] in OPENING | {"'"}


def _end_of_phrase(t: Tree, i: int, after: int) -> int:
    """Where the words behind a cue end: before the sentence's stop or the next clause."""
    last = t.sentence(i)[1]
    for k in range(after, last):
        if t.low[k] in {".", ";", ":"} or t.pos[k] == "SPACE":
            return k
        if t.low[k] == "," or (t.dep[k] in {"nsubj", "mark"} and t.low[k - 1] not in OPENING):
            return k
    return last


def _rest(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """What stands behind a plain verb of saying where the parse saw no clause."""
    frames = report.cue.frames
    if not objects or "thing" in frames or "tells" in frames or not frames >= {"clause", "quote"}:
        return False
    first, after = t.edges(objects[0])[0], t.edges(i)[1]
    said = any(t.low[k] in OPENING for k in range(first, after))
    if t.lemma_of(objects[0]) in members("words_that_are_acts") and not said:
        return False  # "said Mass", "said goodbye"
    if t.lemma_of(i) == "read" and not said:
        return False  # "read out a letter"
    shot = t.lemma_of(i) in members("verbs_of_deeds_and_answers")
    if is_shot(t, i, objects[0]) or (shot and not said) or is_deed(t, i, objects[0]):
        return False  # "fired warning shots", "concluded their talks"
    report.frame, report.content = "rest", [(first, after)]
    return True


def _opens(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """A cue that could introduce a quotation beside it."""
    if not report.cue.frames & {"quote", "clause"}:
        return False
    report.frame = "open"
    if "tells" in report.cue.frames and objects:
        report.addressee = objects[0]
    to_addressee(t, i, report)
    return True


def _tail(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """What stands before a cue at the end of its sentence, where the parse saw no clause.

    "The panel will call it a threat, the Daily Post reported on Wednesday."
    """
    source = report.source
    if not report.cue.frames >= {"clause", "quote"} or t.tag[i] not in {"VBD", "VBZ", "VBP", "VBN"}:
        return False
    if source is None or t.pos[source] not in {"PROPN", "NOUN", "PRON"} or source > i + _NEAR_BY:
        return False
    left, right = t.sentence(i)
    first = min(t.edges(source)[0], i)
    if first <= left + 2 or t.low[first - 1] != "," or t.low[source] in RELATIVES:
        return False
    behind = range(i + 1, right)
    if any(t.pos[k] in VERBAL or t.low[k] in {":", "“", '"'} for k in behind):
        return False
    if objects and "tells" not in report.cue.frames:
        return False
    if not any(t.pos[k] in VERBAL for k in range(left, first)):  # finite or taken for a participle
        return False
    report.frame, report.content = "inserted", [(left, first - 1)]
    if objects:
        report.addressee = objects[0]
    to_addressee(t, i, report)
    return True


_NEAR_BY = 8  # tokens: an inverted subject


_VERB_FRAMES = (_clause, _insertion, _to_act, of_object, _preposition, _rest, _tail, _opens)


def _asked(t: Tree, i: int, cue: Cue) -> bool:
    """A bare participle in front: "Asked whether he would go, he said"."""
    return (
        "tells" in cue.frames
        and t.tag[i] in {"VBN", "VBD"}
        and t.dep[i] == "advcl"
        and i < t.head[i]
        and t.kid(i, *SUBJECT, "mark", "aux") is None
    )


def _passive_verb(t: Tree, i: int, cue: Cue) -> Report | None:
    """The report of a passive: "was told that", "is said to be", "was accused of", "was asked"."""
    report = Report(cue=cue, at=i, frame="", content=[], passive=True, source=agent_of(t, i))
    if t.lemma_of(i) in members("verbs_of_winning_over"):
        return convinced(t, i, _passive_subject(t, i, cue))
    if is_a_duty(t, i, report):
        return None
    frames = cue.frames
    subject = _passive_subject(t, i, cue)
    clause = t.kid(i, "ccomp") or (t.kid(i, "advcl") if "question" in frames else None)
    if clause is not None and clause > i and frames & {"clause", "question", "tells"}:
        report.frame, report.content = "clause", [t.edges(clause)]
        report.addressee = subject if "tells" in frames else None
        return report
    xcomp = t.kid(i, "xcomp")
    if subject is None or (t.low[subject] in {"it", "there"} and xcomp is None):
        return None
    span = t.edges(subject) if t.dep[i] != "acl" else (t.phrase(subject)[0], i)
    if xcomp is not None and frames & {"passive_to", "to_other"}:
        report.frame, report.content = "passive_to", [span, t.edges(xcomp)]
        return report
    if "tells" in frames and (asked := _asked_about(t, i, cue)) is not None:
        report.frame, report.addressee, report.content = "passive_prep", subject, [asked]
        return report
    if frames & {"thing", "as", "blames"}:
        report.frame = "passive"
        rest = [t.edges(k) for k in t.kids[i] if k > i and _is_said_of_it(t, k)]
        if not rest and "blames" in frames and (of := charge_of(t, report.source)) is not None:
            assert report.source is not None
            report.label = (t.phrase(report.source)[0], of)  # "accused by its allies of spying"
            rest = [t.edges(of)]
        if not rest and (not frames & {"thing", "blames"} or "tells" in frames):
            return None  # "the slogan was painted on the wall", "the mayor was warned"
        by = by_of(t, i)
        rest = [(a, min(b, by)) if by is not None and a < by else (a, b) for a, b in rest]
        report.content = [s for s in (span, *rest) if s[1] > s[0]]
        return report if report.content else None
    if frames & {"clause", "quote"} and "tells" in frames:
        report.frame, report.addressee = "open", subject
        return report
    return None


def _passive_subject(t: Tree, i: int, cue: Cue) -> int | None:
    """Whom or what it is done to; for a participle, the noun or subject it belongs to."""
    subject = t.kid(i, "nsubjpass", "csubjpass", "nsubj", "expl")
    if subject is not None:
        return subject
    if t.dep[i] == "advcl" and "tells" in cue.frames:
        return t.kid(t.head[i], *SUBJECT)
    if t.dep[i] == "acl":
        return t.head[i]
    return t.kid(t.head[i], "nsubjpass") if t.dep[i] == "conj" else None


def _asked_about(t: Tree, i: int, cue: Cue) -> tuple[int, int] | None:
    for k in t.kids[i]:
        if k > i and t.dep[k] == "prep" and t.low[k] in cue.frames:
            inner = t.kid(k, "pobj", "pcomp")
            if inner is not None:
                return t.edges(inner)[0], t.edges(k)[1]
    return None


def _is_said_of_it(t: Tree, k: int) -> bool:
    return t.dep[k] in {"oprd", "xcomp", "acomp"} or (
        t.dep[k] == "prep" and t.low[k] in {"as", "of", "for", "with", "over"}
    )


def _appears(t: Tree, i: int, cue: Cue) -> Report | None:
    clause = t.kid(i, "ccomp")
    if clause is not None and clause > i:
        return Report(cue=cue, at=i, frame="clause", content=[t.edges(clause)])
    subject, rest = t.kid(i, "nsubj"), t.kid(i, "xcomp", "oprd", "acomp")
    if subject is None or rest is None or rest < i:
        return None
    return Report(cue=cue, at=i, frame="appears", content=[t.edges(subject), t.edges(rest)])
