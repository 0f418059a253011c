"""Whose words they are, by syntax: the head of the phrase that is the source of a cue."""

from __future__ import annotations

from legation.statements.cues import Cue
from legation.statements.report import Report
from legation.statements.tree import Tree

SUBJECT = ("nsubj", "csubj")


PASSIVE = ("nsubjpass", "csubjpass")


VERBAL = frozenset({"VERB", "AUX"})


_LIGHT = frozenset(
    "deliver express file get give have hear hold issue keep make offer post publish raise receive "
    "release repeat send share show sign submit take use voice write".split()
)


def is_passive(t: Tree, i: int) -> bool:
    """Whether the verb is passive, or a participle behind its noun ("troops accused of")."""
    if any(t.dep[k] in {"nsubjpass", "auxpass", "csubjpass"} for k in t.kids[i]):
        return True
    if t.tag[i] != "VBN":
        return False
    if t.dep[i] == "acl":
        return True
    if t.dep[i] == "conj" and t.kid(i, "nsubj", "aux") is None:
        return t.pos[t.head[i]] == "VERB" and is_passive(t, t.head[i])
    return False


def agent_of(t: Tree, i: int) -> int | None:
    """Who does it in the passive: "by the court"."""
    for k in t.kids[i]:
        if t.dep[k] == "agent" or (t.dep[k] == "prep" and t.low[k] == "by"):
            return t.kid(k, "pobj")
    return None


def quoted_person(t: Tree, i: int) -> int | None:
    """Who is quoted: "Okoye was quoted as saying", "the paper quoted Okoye as saying"."""
    quoting = t.head[t.head[i]]
    if t.dep[i] != "pcomp" or t.low[t.head[i]] != "as" or t.lemma_of(quoting) not in _QUOTED:
        return None
    return t.kid(quoting, *PASSIVE) if is_passive(t, quoting) else t.kid(quoting, "dobj")


_QUOTED = frozenset({"cite", "quote"})


def source_of(t: Tree, i: int, depth: int = 0) -> int | None:
    """Head of the phrase that says it: the subject, or the one it shares or is controlled by."""
    subject = t.kid(i, *SUBJECT)
    if subject is not None:
        return subject
    if depth > 5:
        return None
    if depth == 0 and (inverted := _inverted_subject(t, i)) is not None:
        return inverted
    dep, head = t.dep[i], t.head[i]
    beside = dep == "advcl" and t.dep[head] == "ccomp" and t.head[head] < i
    if beside and t.tag[i] == "VBG" and _behind_comma(t, i):
        return source_of(t, t.head[head], depth + 1)  # "said that it fell, adding that"
    if dep == "acl" and t.tag[i] in {"VBG", "VBD"} and t.pos[head] not in VERBAL:
        return head  # past: a lost main verb, "The envoy called on both sides to “spare lives”"
    if dep == "relcl":
        return None
    if (
        dep in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "acl", "acomp"}
        and head != i
    ):
        if dep == "ccomp" and t.tag[i] not in {"VBG", "VB"}:
            return None
        return _above(t, head, dep, depth)
    return None


def _behind_comma(t: Tree, i: int) -> bool:
    """Whether a comma stands before a token, inside a closing mark too."""
    return t.low[i - 1] == "," or (t.low[i - 1] in _CLOSING and t.low[i - 2] == ",")


_CLOSING = frozenset({"”", '"', "''"})


def _above(t: Tree, head: int, dep: str, depth: int) -> int | None:
    if t.pos[head] in {"ADP", "SCONJ", "ADJ", "ADV"} and t.head[head] != head:
        return _above(t, t.head[head], dep, depth + 1) if depth < 5 else None
    if t.pos[head] in {"NOUN", "PROPN"}:
        owner = t.kid(head, "poss")
        if owner is not None or dep == "pcomp":
            return owner
        if t.dep[head] in {"dobj", "attr", "pobj"}:
            up = t.head[head]
            return source_of(t, up, depth + 1) if t.pos[up] in VERBAL else None
        return None
    if t.pos[head] not in VERBAL:
        return None
    if dep == "xcomp":
        obj = t.kid(head, "dobj")
        if obj is not None and not is_passive(t, head):
            return obj
    if is_passive(t, head):
        return t.kid(head, *PASSIVE) or source_of(t, head, depth + 1)
    return source_of(t, head, depth + 1)


def _inverted_subject(t: Tree, i: int) -> int | None:
    """The subject behind its verb where the parse took it for an object: "said Ana Okoye"."""
    if t.lemma_of(i) not in {"say", "write", "add", "ask", "reply", "note", "explain"}:
        return None
    nxt = t.kid(i, "dobj", "npadvmod", "attr", "oprd")
    if nxt is not None and i < nxt < i + 8 and t.pos[nxt] in {"PROPN", "PRON"}:
        if t.doc[nxt].ent_type_ in {"DATE", "TIME"}:  # "the lawyer said Monday"
            return None
        return nxt if t.edges(nxt)[0] == i + 1 else None
    return None


_GIVEN = frozenset("get have hear obtain receive secure win".split())
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def noun_source(t: Tree, i: int, cue: Cue, report: Report) -> int | None:
    """Whose claim it is: "his claim", "a US claim", "fears of analysts that", "made the claim"."""
    owner = t.kid(i, "poss")
    if owner is not None:
        return owner
    for k in t.kids[i]:
        low, dep = t.low[k], t.dep[k]
        if k < i:
            if dep in {"compound", "amod"} and t.doc[k].ent_type_ in _NAMES:
                owner = k
        elif dep in {"prep", "agent"} and (
            low in {"by", "from", "among"} or (low == "of" and "of" not in cue.frames)
        ):
            return t.kid(k, "pobj")
        elif dep == "relcl" and (giver := _giver(t, k)) is not None:
            return giver
    head = t.head[i]
    if t.lemma_of(head) in _LIGHT and t.dep[i] in {"dobj", "attr", "nsubjpass"}:
        report.light = head
        return agent_of(t, head) if t.dep[i] == "nsubjpass" else source_of(t, head)
    return owner


def _giver(t: Tree, verb: int) -> int | None:
    """Who gave it, by its relative clause: "we received from Okoye", "Okoye gave"."""
    lemma = t.lemma_of(verb)
    if lemma in _GIVEN:
        for k in t.kids[verb]:
            if t.dep[k] == "prep" and t.low[k] == "from":
                return t.kid(k, "pobj")
        return None
    subject = t.kid(verb, "nsubj")
    if lemma in _LIGHT and subject is not None and t.tag[subject] not in {"WP", "WDT"}:
        return subject
    return None
