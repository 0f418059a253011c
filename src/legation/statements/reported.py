"""Reported content by syntax: from a cue to the clause, infinitive or phrase it reports.

Works on token indices of a `Tree`. Each cue gives at most one report: the first of its frames that
the parse bears out. Frames after the dependency scheme of the English spaCy models.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from legation.statements.cues import ACCORDING, PREPOSITIONS, Cue, Lexicon
from legation.statements.tree import Tree

SUBJECT = ("nsubj", "csubj")
PASSIVE = ("nsubjpass", "csubjpass")
_VERBAL = frozenset({"VERB", "AUX"})
_LIGHT = frozenset(
    "deliver express file get give have hear hold issue keep make offer post publish raise receive "
    "release repeat send share show sign submit take use voice write".split()
)
_QUOTE_MARKS = frozenset({"”", '"', "''", "’", "»"})
_COPULAS = frozenset("be make become feel get grow look remain seem sound stay appear".split())
_SAYING = frozenset("say add tell write state announce note".split())  # "said in a statement"
_WH = frozenset("who which that whom what".split())


@dataclass(slots=True)
class Report:
    """One cue with what it reports: token spans end excluded, heads as indices.

    `label` is the whole phrase of a source that stands before a colon or behind a dash.
    """

    cue: Cue
    at: int
    frame: str
    content: list[tuple[int, int]]
    source: int | None = None
    label: tuple[int, int] | None = None
    addressee: int | None = None
    passive: bool = False
    light: int | None = None
    quoted: bool = False
    chars: list[tuple[int, int]] = field(default_factory=list)


def reports(tree: Tree, lexicon: Lexicon) -> list[Report]:
    """Every cue of the text that has content by syntax or could introduce a quotation."""
    out: list[Report] = []
    for i in tree.having(lexicon.ids(tree.doc.vocab.strings)):
        pos = tree.pos[i]
        if tree.low[i] == "according":
            found = _according(tree, i)
        elif (cue := lexicon.get(tree.low[i] if pos == "ADJ" else tree.lemma_of(i), pos)) is None:
            continue
        elif pos == "VERB":
            found = _verb(tree, i, cue)
        elif pos == "NOUN":
            found = _noun(tree, i, cue)
        else:
            found = _adjective(tree, i, cue)
        if found is not None:
            out.append(found)
    return out


# --- verbs


def _verb(t: Tree, i: int, cue: Cue) -> Report | None:
    if t.dep[i] in {"amod", "compound", "aux", "auxpass"}:
        return None
    if "appears" in cue.frames:
        return _appears(t, i, cue)
    if _passive(t, i) or _asked(t, i, cue):
        return _passive_verb(t, i, cue)
    report = Report(cue=cue, at=i, frame="", content=[])
    report.source = source_of(t, i)
    objects = [k for k in t.kids[i] if t.dep[k] in {"dobj", "dative"} and t.pos[k] != "ADP"]
    after = [k for k in objects if k > i]
    for frame in _VERB_FRAMES:
        if frame(t, i, report, after):
            return report
    return None


def _clause(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """"said that the talks failed", "the talks failed, he said", "said in a statement that"."""
    clause = _complement(t, i, report)
    if clause is None or not _clause_fits(t, i, clause, report.cue):
        clause = _clause_of_channel(t, i) if "clause" in report.cue.frames else None
    if clause is None:
        return False
    report.frame = "clause"
    report.content = [_clause_span(t, i, clause)]
    if clause < i and report.source is None:
        _free_subject(t, i, report)
    if clause > i:
        report.content[:0] = _relative_subject(t, i, clause)
    else:
        report.content.extend(_resumed(t, i, clause))
    if objects and (objects[0] < clause or clause < i):
        report.addressee = objects[0]
    _to_addressee(t, i, report)
    return True


def _free_subject(t: Tree, i: int, report: Report) -> None:
    """The subject the parse left in the clause before: "..., killing ten, medics said"."""
    first, after = report.content[0]
    comma = next((k for k in range(after - 1, max(first, after - _NEAR), -1) if t.low[k] == ","), 0)
    if after != i or comma <= first:
        return
    named = [k for k in range(comma + 1, after) if t.pos[k] in {"PROPN", "NOUN", "PRON"}]
    if named and t.pos[comma + 1] not in {"VERB", "AUX", "ADP", "SCONJ", "CCONJ", "ADV"}:
        tops = [k for k in named if not comma < t.head[k] < after]
        report.source = tops[0] if tops else named[0]
        report.content = [(first, comma)]


_NEAR = 14  # tokens: a subject with its relative clause


def _complement(t: Tree, i: int, report: Report) -> int | None:
    """The clause that is reported: one behind the cue, else one in front, parted by a comma.

    A clause in front is no content if the cue has an object of its own ("The club does well;
    he reported a gain").
    """
    before = None
    for k in t.kids[i]:
        if t.dep[k] == "ccomp":
            if k > i:
                return k
            before = k if before is None else before
    if before is None:
        return None
    end = t.edges(before)[1]
    begin = i
    if report.source is not None and end <= report.source < i:
        begin = t.edges(report.source)[0]
    between = [k for k in range(end, begin) if t.pos[k] not in {"SPACE", "ADV"}]
    if any(t.pos[k] != "PUNCT" or t.low[k] in {":", ";"} for k in between[:4]):
        return None
    if t.low[end - 1] in {":", ";", "but", "and"}:
        return None
    own = {"xcomp", "oprd"} if "tells" in report.cue.frames else {"dobj", "xcomp", "oprd"}
    marked = any(t.low[k] in _QUOTE_MARKS for k in (end - 1, *between[:4]))
    if not marked and any(t.dep[k] in own and k > i + 1 for k in t.kids[i]):
        return None
    return before


def _relative_subject(t: Tree, i: int, clause: int) -> list[tuple[int, int]]:
    """The relative pronoun a clause is about: "which critics say was his best"."""
    first = t.edges(i)[0]
    if t.dep[i] != "relcl" or t.low[first] not in _WH or t.kid(clause, *SUBJECT, *PASSIVE):
        return []
    return [(first, first + 1)] if t.dep[first] in {"nsubj", "dobj", "nsubjpass"} else []


def _resumed(t: Tree, i: int, clause: int) -> list[tuple[int, int]]:
    """What goes on behind an inserted cue: "The talks fail, he said, because nobody comes"."""
    if t.low[t.edges(clause)[1]] in _QUOTE_MARKS or t.low[t.edges(clause)[1] + 1] in _QUOTE_MARKS:
        return []
    for k in t.kids[i]:
        if k > i and t.dep[k] in {"advcl", "conj", "ccomp"} and t.tag[k] not in {"VBG", "VBN"}:
            first = t.edges(k)[0]
            if t.low[first] in _ASIDE:
                return []
            if t.low[first - 1] in {",", "and", "but"} and t.kid(k, *SUBJECT, *PASSIVE):
                return [(first, t.edges(i)[1])]
    return []


def _clause_of_channel(t: Tree, i: int) -> int | None:
    """The that-clause the parse hung on the channel: "said in a statement that"."""
    for k in t.kids[i]:
        if k > i and t.dep[k] == "prep":
            noun = t.kid(k, "pobj")
            for c in t.kids[noun] if noun is not None else ():
                if c > k and t.dep[c] in {"acl", "relcl", "ccomp"} and _marked(t, c):
                    return c
    return None


def _clause_fits(t: Tree, i: int, clause: int, cue: Cue) -> bool:
    """Whether a complement clause can be what the cue reports."""
    if cue.frames & {"clause", "quote", "question", "to_other"}:
        return True
    if "tells" in cue.frames:  # "ensured Serbia that", not "ensure that"
        return any(t.dep[k] in {"dobj", "dative"} and i < k < clause for k in t.kids[i])
    return bool(cue.frames & {"to_do", "to_doing", "thing"}) and clause > i


def _clause_span(t: Tree, i: int, clause: int) -> tuple[int, int]:
    first, after = t.edges(clause)
    if first <= i < after:
        return (i + 1, after) if clause > i else (first, i)
    if clause > i:
        return first, _cut(t, i, clause, after)
    return first, after


def _cut(t: Tree, i: int, clause: int, after: int) -> int:
    """Where a clause ends if its last part is the reporter's or another report.

    "..., adding that", "..., while Rome complains", "..., and Okoye said", "... and vowed to go".
    """
    for k in t.kids[clause]:
        if k < clause:
            continue
        first = t.edges(k)[0]
        comma = first > clause and t.low[first - 1] in {",", "—", "–", "-"}
        if t.dep[k] == "advcl" and comma:
            adding = t.tag[k] == "VBG" and first == k and t.lemma_of(k) in _TRAILING
            if adding or t.low[first] in _ASIDE:
                return first - 1
        if t.dep[k] == "conj" and t.lemma_of(k) in _REPORTING and first > clause + 1:
            own = t.kid(k, *SUBJECT)
            if own is not None and t.pos[own] in {"PROPN", "NOUN", "NUM"}:
                return _without_and(t, first)
            if own is None and t.tag[k] == t.tag[i] != t.tag[clause] and not t.kid(k, "aux"):
                return _without_and(t, first)
    if t.dep[after - 1] == "cc" or _goes_on(t, after):
        return max(after, t.edges(i)[1], t.sentence(i)[1] if t.dep[i] == "ROOT" else 0)
    return after


def _without_and(t: Tree, first: int) -> int:
    while t.low[first - 1] in {"and", "but", ",", "then", "also"}:
        first -= 1
    return first


def _goes_on(t: Tree, after: int) -> bool:
    """Whether a finite verb follows: the parse took the subject for the whole clause."""
    return after < t.n and t.tag[after] in {"VBZ", "VBP", "MD"} and t.pos[after] in _VERBAL


_REPORTING = frozenset(
    "accuse add announce argue ask call claim criticize deny estimate insist note pledge praise "
    "promise question quote refuse report say suggest tell threaten urge vow warn write".split()
)
_TRAILING = frozenset(
    "accuse add argue blame call cite condemn criticise criticize demand describe insist note "
    "point praise quote reject say stress suggest urge vow warn".split()
)
_ASIDE = frozenset("while as whereas".split())


def _insertion(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """The clause a cue is put into or behind: "The talks, he said, go on", "as he put it"."""
    dep, head = t.dep[i], t.head[i]
    if head == i or not report.cue.frames & {"clause", "quote"}:
        return False
    first, after = t.edges(i)
    as_said = dep == "advcl" and t.low[first] == "as" and t.kid(i, *SUBJECT) is not None
    if dep != "parataxis" and not as_said:
        return False
    left, right = t.edges(head)
    report.frame = "inserted"
    report.content = [(a, b) for a, b in ((left, first), (after, right)) if b > a]
    if objects:
        report.addressee = objects[0]
    _to_addressee(t, i, report)
    return bool(report.content)


def _to_act(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """"pledged to leave", "urged Beijing to talk", "considered leaving"."""
    frames = report.cue.frames
    xcomp = t.kid(i, "xcomp")
    if xcomp is None or xcomp < i:
        return False
    if objects and objects[0] < xcomp and "to_other" in frames:
        report.frame = "to_other"
        report.addressee = objects[0]
        report.content = [(t.edges(objects[0])[0], t.edges(xcomp)[1])]
        return True
    doing = t.tag[xcomp] == "VBG" and frames & {"to_doing", "to_do"}
    if doing or ("to_do" in frames and _infinitive(t, xcomp)):
        report.frame = "to_do"
        report.content = [t.edges(xcomp)]
        return True
    return False


def _infinitive(t: Tree, i: int) -> bool:
    return any(t.low[k] == "to" and t.dep[k] == "aux" for k in t.kids[i]) or t.tag[i] == "VB"


def _object(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """The object with what is said of it: "X as Y", "X of Y", "X a liar", or the object alone."""
    if not objects:
        return _relative_object(t, i, report)
    frames, obj = report.cue.frames, objects[-1]
    first, after = t.edges(obj)
    if frames & {"tells", "to_other"}:
        report.addressee = objects[0]
    found = ""
    for k in t.kids[i]:
        if k <= obj:
            continue
        dep, low = t.dep[k], t.low[k]
        last = t.edges(k)[1]
        if _is_predicate(t, k) and frames & {"as", "thing", "to_other"}:
            found, after = "as", last
            break
        if dep == "prep" and "tells" in frames and low in frames:
            found, first, after = "prep", t.edges(k)[0] + 1, last
            break
        if dep == "prep" and low in _OF_IT and frames & {"blames", "thing"}:
            found, after = "blames" if "blames" in frames else "thing", last
            break
        if dep == "prep" and low in frames and "thing" not in frames:
            found, first, after = "prep", t.edges(k)[0] + 1, last
            break
    if not found and ("thing" in frames or t.lemma_of(i) in {"call", "name", "accuse", "charge"}):
        found = "thing"
    if not found or after <= first:
        return False
    report.frame, report.content = found, [(first, after)]
    return True


_OF_IT = frozenset({"of", "for", "with", "over", "to"})


def _is_predicate(t: Tree, k: int) -> bool:
    return t.dep[k] in {"oprd", "acomp", "xcomp", "attr"} or (
        t.dep[k] in {"prep", "advcl"} and t.low[t.edges(k)[0]] == "as"
    )


def _relative_object(t: Tree, i: int, report: Report) -> bool:
    """"which he denies", "whom he described as calm", "the deal he opposes"."""
    frames = report.cue.frames
    if t.dep[i] not in {"relcl", "ccomp", "acl"} or not frames & {"thing", "as"}:
        return False
    rest = [t.edges(k) for k in t.kids[i] if k > i and _is_predicate(t, k)]
    if "thing" not in frames and not rest:
        return False
    first = t.edges(i)[0]
    if t.dep[first] == "dobj" and t.low[first] in _WH and t.head[first] == i:
        report.frame, report.content = "relative", [(first, first + 1), *rest]
        return True
    subject = t.kid(i, *SUBJECT)
    if t.dep[i] == "relcl" and subject is not None and t.low[subject] not in _WH:
        start, after = t.phrase(t.head[i])
        if start < i:
            report.frame, report.content = "relative", [(start, min(after, i)), *rest]
            return True
    return False


def _preposition(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """"called for talks", "called on both sides to talk", "referred to him as a friend"."""
    for k in t.kids[i]:
        if k < i or t.low[k] not in report.cue.frames or t.low[k] not in PREPOSITIONS:
            continue
        inner = t.kid(k, "pobj", "pcomp")
        if t.dep[k] not in {"prep", "dative", "prt", "agent"} or inner is None:
            continue
        report.frame = "prep"
        after = t.edges(k)[1]
        for more in t.kids[i]:
            if more > k and (
                _is_predicate(t, more) or (t.dep[more] == "advcl" and _infinitive(t, more))
            ):
                after = t.edges(more)[1]
                if t.low[k] == "on":
                    report.addressee = inner
        report.content = [(t.edges(inner)[0], after)]
        if objects:
            report.addressee = objects[0]
        return True
    return False


def _rest(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """What stands behind a plain verb of saying where the parse saw no clause."""
    frames = report.cue.frames
    if not objects or "thing" in frames or "tells" in frames or not frames >= {"clause", "quote"}:
        return False
    report.frame = "rest"
    report.content = [(t.edges(objects[0])[0], t.edges(i)[1])]
    return True


def _opens(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """A cue that could introduce a quotation beside it."""
    if not report.cue.frames & {"quote", "clause"}:
        return False
    report.frame = "open"
    if "tells" in report.cue.frames and objects:
        report.addressee = objects[0]
    _to_addressee(t, i, report)
    return True


_VERB_FRAMES = (_clause, _insertion, _to_act, _object, _preposition, _rest, _opens)


def _asked(t: Tree, i: int, cue: Cue) -> bool:
    """A bare participle in front: "Asked whether he would go, he said"."""
    return (
        "tells" in cue.frames
        and t.tag[i] in {"VBN", "VBD"}
        and t.dep[i] == "advcl"
        and i < t.head[i]
        and t.kid(i, *SUBJECT, "mark", "aux") is None
    )


def _passive(t: Tree, i: int) -> bool:
    if any(t.dep[k] in {"nsubjpass", "auxpass", "csubjpass"} for k in t.kids[i]):
        return True
    if t.tag[i] != "VBN":
        return False
    if t.dep[i] == "acl":
        return True
    if t.dep[i] == "conj" and t.kid(i, "nsubj", "aux") is None:
        return t.pos[t.head[i]] == "VERB" and _passive(t, t.head[i])
    return False


def _agent(t: Tree, i: int) -> int | None:
    for k in t.kids[i]:
        if t.dep[k] == "agent" or t.dep[k] == "prep" and t.low[k] == "by":
            return t.kid(k, "pobj")
    return None


def _passive_verb(t: Tree, i: int, cue: Cue) -> Report | None:
    report = Report(cue=cue, at=i, frame="", content=[], passive=True, source=_agent(t, i))
    subject = t.kid(i, "nsubjpass", "csubjpass", "nsubj", "expl")
    clause = t.kid(i, "ccomp") or t.kid(i, "advcl" if "question" in cue.frames else "ccomp")
    if subject is None and t.dep[i] == "advcl" and "tells" in cue.frames:
        subject = t.kid(t.head[i], *SUBJECT)
    xcomp = t.kid(i, "xcomp")
    if clause is not None and clause > i and cue.frames & {"clause", "question", "tells"}:
        report.frame, report.content = "clause", [t.edges(clause)]
        if subject is not None and "tells" in cue.frames:
            report.addressee = subject
        return report
    if subject is None and t.dep[i] in {"acl", "conj"}:
        subject = t.head[i] if t.dep[i] == "acl" else t.kid(t.head[i], "nsubjpass")
        if subject is None:
            return None
    if subject is None or t.low[subject] in {"it", "there"} and not xcomp:
        return None
    head_span = t.edges(subject) if t.dep[i] != "acl" else (t.phrase(subject)[0], i)
    if xcomp is not None and cue.frames & {"passive_to", "to_other"}:
        report.frame = "passive_to"
        report.content = [head_span, t.edges(xcomp)]
        return report
    for k in t.kids[i]:
        if k > i and t.dep[k] == "prep" and t.low[k] in cue.frames and "tells" in cue.frames:
            inner = t.kid(k, "pobj", "pcomp")
            if inner is not None:
                report.frame, report.addressee = "passive_prep", subject
                report.content = [(t.edges(inner)[0], t.edges(k)[1])]
                return report
    if cue.frames & {"thing", "as", "blames"}:
        report.frame = "passive"
        report.content = [head_span] if head_span[1] > head_span[0] else []
        for k in t.kids[i]:
            if k > i and (
                t.dep[k] in {"oprd", "xcomp", "acomp"}
                or t.dep[k] == "prep"
                and t.low[k] in {"as", "of", "for", "with", "over"}
            ):
                report.content.append(t.edges(k))
        return report if report.content else None
    if cue.frames & {"clause", "quote"} and "tells" in cue.frames:
        report.frame, report.addressee = "open", subject
        return report
    return None


def _appears(t: Tree, i: int, cue: Cue) -> Report | None:
    clause = t.kid(i, "ccomp")
    if clause is not None and clause > i:
        return Report(cue=cue, at=i, frame="clause", content=[t.edges(clause)])
    subject, rest = t.kid(i, "nsubj"), t.kid(i, "xcomp", "oprd", "acomp")
    if subject is None or rest is None or rest < i:
        return None
    return Report(cue=cue, at=i, frame="appears", content=[t.edges(subject), t.edges(rest)])


def _to_addressee(t: Tree, i: int, report: Report) -> None:
    """The person told: "said to reporters"."""
    if report.addressee is not None or "to_addr" not in report.cue.frames:
        return
    for k in t.kids[i]:
        if t.dep[k] in {"prep", "dative"} and t.low[k] == "to":
            report.addressee = t.kid(k, "pobj")


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
    if dep == "acl" and t.tag[i] == "VBG":
        return head
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


def _above(t: Tree, head: int, dep: str, depth: int) -> int | None:
    if t.pos[head] in {"ADP", "SCONJ", "ADJ", "ADV"} and t.head[head] != head:
        return _above(t, t.head[head], dep, depth + 1) if depth < 5 else None
    if t.pos[head] in {"NOUN", "PROPN"}:
        owner = t.kid(head, "poss")
        if owner is not None or dep == "pcomp":
            return owner
        if t.dep[head] in {"dobj", "attr", "pobj"}:
            up = t.head[head]
            return source_of(t, up, depth + 1) if t.pos[up] in _VERBAL else None
        return None
    if t.pos[head] not in _VERBAL:
        return None
    if dep == "xcomp":
        obj = t.kid(head, "dobj")
        if obj is not None and not _passive(t, head):
            return obj
    if _passive(t, head):
        return t.kid(head, *PASSIVE) or source_of(t, head, depth + 1)
    return source_of(t, head, depth + 1)


def _inverted_subject(t: Tree, i: int) -> int | None:
    """The subject behind its verb where the parse took it for an object: "said Ana Okoye"."""
    if t.lemma_of(i) not in {"say", "write", "add", "ask", "reply", "note", "explain"}:
        return None
    nxt = t.kid(i, "dobj", "npadvmod", "attr", "oprd")
    if nxt is not None and i < nxt < i + 8 and t.pos[nxt] in {"PROPN", "PRON"}:
        if t.edges(nxt)[0] == i + 1:
            return nxt
    return None


# --- nouns, adjectives, "according to"


def _noun(t: Tree, i: int, cue: Cue) -> Report | None:
    head = t.head[i]
    if t.dep[i] == "pobj" and t.lemma_of(t.head[head]) in _SAYING:
        return None
    report = Report(cue=cue, at=i, frame="", content=[])
    report.source = noun_source(t, i, cue, report)
    for k in t.kids[i]:
        if k < i:
            continue
        dep = t.dep[k]
        if dep in {"acl", "relcl", "ccomp", "advcl", "xcomp"}:
            that = _marked(t, k)
            if that and "clause" in cue.frames:
                report.frame, report.content = "noun_clause", [t.edges(k)]
                return report
            if "to_do" in cue.frames and _infinitive(t, k) and dep != "relcl" and not that:
                report.frame, report.content = "noun_to", [t.edges(k)]
                return report
    for k in t.kids[i]:
        if k > i and t.dep[k] == "prep" and t.low[k] in cue.frames:
            inner = t.kid(k, "pobj", "pcomp")
            if inner is not None and inner != report.source:
                report.frame = "noun_prep"
                report.content = [(t.edges(inner)[0], t.edges(k)[1])]
                return report
    if "quote" in cue.frames:
        report.frame = "open"
        return report
    return None


def _marked(t: Tree, k: int) -> bool:
    """Whether a clause begins with "that" that is no subject or object of it."""
    first = t.edges(k)[0]
    return (
        t.low[first] == "that"
        and t.dep[first] in {"mark", "det", "dobj", "pobj"}
        or (t.low[first] == "that" and t.kid(k, "nsubj", "nsubjpass") not in {None, first})
    )


def noun_source(t: Tree, i: int, cue: Cue, report: Report) -> int | None:
    """Whose claim it is: "his claim", "fears of analysts that", "made the claim"."""
    owner = t.kid(i, "poss")
    if owner is not None:
        return owner
    for k in t.kids[i]:
        if k > i and t.dep[k] in {"prep", "agent"} and t.low[k] in {"by", "from", "among"}:
            return t.kid(k, "pobj")
        if k > i and t.dep[k] == "prep" and t.low[k] == "of" and "of" not in cue.frames:
            return t.kid(k, "pobj")
    head = t.head[i]
    if t.dep[i] in {"dobj", "attr"} and t.pos[head] in _VERBAL and t.lemma_of(head) in _LIGHT:
        report.light = head
        return source_of(t, head)
    if t.dep[i] == "nsubjpass" and t.lemma_of(head) in _LIGHT:
        report.light = head
        return _agent(t, head)
    return None


def _adjective(t: Tree, i: int, cue: Cue) -> Report | None:
    verb = t.head[i]
    if t.dep[i] not in {"acomp", "oprd", "ROOT", "conj", "advcl", "acl", "relcl", "amod"}:
        return None
    report = Report(cue=cue, at=i, frame="", content=[])
    if t.dep[i] in {"acomp", "oprd"}:
        if t.lemma_of(verb) not in _COPULAS:
            return None
        report.source = source_of(t, verb)
    elif t.dep[i] == "amod" or t.dep[i] == "acl":
        report.source = verb if verb < i else None
    pools = [i, verb] if t.dep[i] in {"acomp", "oprd"} else [i]
    for pool in pools:
        for k in t.kids[pool]:
            if k < i:
                continue
            dep = t.dep[k]
            if (
                dep in {"ccomp", "acl", "advcl"}
                and "clause" in cue.frames
                and not _infinitive(t, k)
            ):
                if pool == verb and not _after_adjective(t, k):
                    continue
                report.frame, report.content = "adj_clause", [t.edges(k)]
                return report
            if dep in {"xcomp", "ccomp"} and "to_do" in cue.frames and _infinitive(t, k):
                report.frame, report.content = "adj_to", [t.edges(k)]
                return report
            if dep == "prep" and t.low[k] in cue.frames and pool == i:
                inner = t.kid(k, "pobj", "pcomp")
                if inner is not None:
                    report.frame = "adj_prep"
                    report.content = [(t.edges(inner)[0], t.edges(k)[1])]
                    return report
    return None


def _after_adjective(t: Tree, k: int) -> bool:
    """Whether a clause hung on the verb is the adjective's: "made clear that", "not clear who"."""
    return t.dep[k] == "ccomp" or t.low[t.edges(k)[0]] == "that"


def _according(t: Tree, i: int) -> Report | None:
    """ "According to the ministry": the clause it stands in, without the phrase."""
    to = next((k for k in t.kids[i] if t.low[k] == "to" and k == i + 1), None)
    source = t.kid(to, "pobj") if to is not None else t.kid(i, "pobj")
    if source is None:
        return None
    first, after = t.edges(i)
    if first < i:
        first = i
    left, right = t.sentence(i)
    out = [(a, b) for a, b in ((left, first), (after, right)) if b > a]
    return Report(cue=ACCORDING, at=i, frame="according", content=out, source=source)
