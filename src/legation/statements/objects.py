"""What a verb reports by its object: "denied the plan", "called it a farce"."""

from __future__ import annotations

from legation.statements.complements import RELATIVES
from legation.statements.cue_sources import SUBJECT
from legation.statements.deed_verbs import is_deed, says_nothing
from legation.statements.report import Report
from legation.statements.tree import Tree


def of_object(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """The object with what is said of it: "X as Y", "X of Y", "X a liar", or the object alone."""
    if not objects:
        return _relative_object(t, i, report)
    frames, obj = report.cue.frames, objects[-1]
    if frames & {"tells", "to_other"}:
        report.addressee = objects[0]
    if t.low[obj] in _NOTHING or is_deed(t, i, obj) or says_nothing(t, i, report):
        return False
    behind = (_behind_object(t, k, report) for k in t.kids[i] if k > obj)
    found, first, after = next((b for b in behind if b is not None), ("", *t.edges(obj)))
    if not found and "as" in frames and any(t.low[k] == "as" for k in t.kids[obj] if k > obj):
        found = "as"  # "described the raid as a crime", parsed as one phrase
    if found and found != "prep":
        first = t.edges(obj)[0]
    if not found and ("thing" in frames or t.lemma_of(i) in {"call", "name", "accuse"}):
        found = "thing"
    if not found or after <= first:
        return False
    if found == "thing" and report.cue.act in _GIVEN and report.addressee == obj:
        report.addressee = None  # "promised a response to any attack"
    if found == "thing" and report.cue.act in _GIVEN and (to := _receiver(t, obj)) is not None:
        report.addressee, first = to, to + 1  # "promised the students visas"
    report.frame, report.content = found, [(first, after)]
    return True


def _behind_object(t: Tree, k: int, report: Report) -> tuple[str, int, int] | None:
    """The frame that a phrase behind the object makes, with its first token and the one after."""
    frames, low = report.cue.frames, t.low[k]
    first, after = t.edges(k)
    if is_predicate(t, k) and frames & {"as", "thing", "to_other"}:
        return "as", first, after
    if t.dep[k] != "prep":
        return None
    if "tells" in frames and low in frames:
        return "prep", first + 1, after
    of_it = low in _OF_IT or (low == "on" and "blames" in frames)
    if of_it and frames & {"blames", "thing"}:
        return "blames" if "blames" in frames else "thing", first, after
    return ("prep", first + 1, after) if low in frames and "thing" not in frames else None


_NOTHING = frozenset({"nothing", "none"})  # "demanded nothing of each other"
_GIVEN = frozenset({"promises", "assures", "offers"})


def _receiver(t: Tree, obj: int) -> int | None:
    """Whom a thing is promised, where the parse took both for one name: "guaranteed Chad power"."""
    for k in t.kids[obj]:
        if t.dep[k] == "compound" and k == obj - 1:
            plural = t.tag[k] == "NNS" and t.tag[obj] in {"NNS", "NN"}
            return k if plural or t.doc[k].ent_type_ == "GPE" else None
    return None


_OF_IT = frozenset({"of", "for", "with", "over", "to"})


def is_predicate(t: Tree, k: int) -> bool:
    """Whether a dependent says something of the object: "as a farce", "a liar"."""
    return t.dep[k] in {"oprd", "acomp", "xcomp", "attr"} or (
        t.dep[k] in {"prep", "advcl"} and t.low[t.edges(k)[0]] == "as"
    )


def _relative_object(t: Tree, i: int, report: Report) -> bool:
    """A relative: "which he denies", "whom he described as calm", "the deal he opposes"."""
    frames = report.cue.frames
    first = t.edges(i)[0]
    if not frames & {"thing", "as"}:
        return False
    if t.dep[i] not in {"relcl", "ccomp", "acl"} and t.low[first] != "what":
        return False
    rest = [t.edges(k) for k in t.kids[i] if k > i and is_predicate(t, k)]
    if "thing" not in frames and not rest:
        return False
    if t.dep[first] == "dobj" and t.low[first] in RELATIVES and t.head[first] == i:
        report.frame, report.content = "relative", [(first, first + 1), *rest]
        return True
    subject = t.kid(i, *SUBJECT)
    if t.dep[i] == "relcl" and subject is not None and t.low[subject] not in RELATIVES:
        start, after = t.phrase(t.head[i])
        if start < i:
            report.frame, report.content = "relative", [(start, min(after, i)), *rest]
            return True
    return False
