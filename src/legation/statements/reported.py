"""Reported content by syntax: from a cue to the clause, infinitive or phrase it reports.

Works on token indices of a `Tree`. Each cue gives at most one report. Frames are read in the
dependency scheme of the English spaCy models.
"""

from __future__ import annotations

from dataclasses import replace

from legation.language.words import members
from legation.statements.complements import EVEN_AS, NEAR, OPENING, QUOTE_MARKS
from legation.statements.cue_sources import PASSIVE, SUBJECT, VERBAL, top_of
from legation.statements.cues import ACCORDING, ATTITUDES, Cue, Lexicon
from legation.statements.deed_verbs import has_another_sense, is_event
from legation.statements.nominals import adjective_report, noun_report
from legation.statements.report import Report
from legation.statements.speakers import agent_nouns, joined, source_nouns
from legation.statements.tree import Tree
from legation.statements.ultimatums import term_reports
from legation.statements.verbs import verb_report


def reports(tree: Tree, lexicon: Lexicon) -> list[Report]:
    """Every cue of the text that has content by syntax or could introduce a quotation."""
    out = term_reports(tree)
    each = tree.having(_EACH)
    terms = {k for one in out for k in (one.at, one.light)}
    for i in tree.having(lexicon.forms):
        pos = tree.pos[i]
        if i in terms:
            continue
        cue = None
        if tree.low[i] == "according":
            found = _according(tree, i)
        elif (cue := lexicon.get(tree.low[i] if pos == "ADJ" else tree.lemma_of(i), pos)) is None:
            continue
        elif pos == "VERB":
            found = verb_report(tree, i, cue)
        elif pos == "NOUN":
            found = noun_report(tree, i, cue)
        else:
            found = adjective_report(tree, i, cue)
        if pos == "VERB" and cue is not None and (found is None or not found.content):
            found = lost_tail(tree, i, cue) or found
        if found is not None and not _is_of_a_name(tree, found):
            if found.frame in _LONG and found.content:
                first, after = found.content[-1]
                found.content[-1] = (first, without_tail(tree, found.at, first, after))
            found.content = [(a, _before_and(tree, a, b)) for a, b in found.content]
            if found.cue.pos == "NOUN" and is_event(tree, found.source):
                found.source = None  # "their departure raised concerns that"
            out.extend(apportioned(tree, found) if each else (found,))
    return _once(out)


def lost_tail(t: Tree, i: int, cue: Cue) -> Report | None:
    """A cue at the end of its sentence that the parse hung on a word of the clause before.

    "They will sign, sources with knowledge of the deal told Reuters": from the last comma on
    somebody says it, with a finite verb of his own and nothing else behind but whom and when.
    """
    if not cue.frames >= {"clause", "quote"} or cue.act in ATTITUDES:
        return None
    if has_another_sense(t, i) or cue.lemma in members("verbs_of_deeds_and_answers"):
        return None
    left, right = t.sentence(i)
    if t.tag[i] not in _SAID or any(_ends_a_tail(t, k) for k in range(i + 1, right)):
        return None
    comma = next((k for k in range(i - 1, left, -1) if t.low[k] == ","), left)
    first = comma + 1
    if first >= i or comma < left + 2 or right - i > NEAR or t.pos[first] not in _NOMINAL:
        return None
    relative = next((k for k in range(first, i) if t.low[k] in {"who", "which"}), None)
    if any(t.low[k] in members("clause_marks_of_time") for k in range(first, i)):
        return None  # "in May, 2015 when Chad reported it"
    verbs = [k for k in range(first, i) if t.tag[k] in _SAID or t.tag[k] == "MD"]
    if verbs and (relative is None or len(verbs) > 1 or relative > verbs[0]):
        return None
    end = relative if relative is not None else i
    heads = [k for k in range(first, end) if t.pos[k] in {"NOUN", "PROPN", "PRON"}]
    if not heads or not any(t.tag[k] in _SAID or t.tag[k] == "MD" for k in range(left, comma)):
        return None
    source = top_of(t, heads[0], first, end)
    two = any(t.pos[k] == "DET" and t.pos[k - 1] in _NOMINAL for k in range(heads[0] + 1, end))
    if two or not can_speak(t, source):
        return None  # "a fence, a barrier the mayor announced"
    if any(t.low[k] in OPENING | QUOTE_MARKS for k in range(left, i)):
        return None
    told = t.kid(i, "dobj", "dative") if "tells" in cue.frames else None
    return Report(
        cue=cue, at=i, frame="inserted", content=[(left, comma)], source=source,
        label=(first, end) if relative is not None else None, addressee=told,
    )  # fmt: skip


_SAID = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN"})


def _ends_a_tail(t: Tree, k: int) -> bool:
    return t.pos[k] in VERBAL or t.low[k] in OPENING | QUOTE_MARKS | {":", "that", ";"}


def can_speak(t: Tree, i: int) -> bool:
    """Whether a word may be somebody: a name, or a noun for people, a body or a paper."""
    noun = t.lemma_of(i)
    return t.pos[i] != "NOUN" or noun in agent_nouns() or noun in source_nouns()


def _once(found: list[Report]) -> list[Report]:
    """Each clause once: the verb's where a noun on the way has it too.

    "Warned after Chad's announcement that it would leave" warns of it.
    """
    verbs = {one.content[0] for one in found if one.cue.pos == "VERB" and one.frame == "clause"}
    return [one for one in found if one.frame != "noun_clause" or one.content[0] not in verbs]


_LONG = frozenset("clause to_do to_other noun_to noun_clause prep term".split())


def _is_of_a_name(t: Tree, report: Report) -> bool:
    """Whether an attitude has a bare name for its content, which says nothing: "knows Kosovo"."""
    if report.cue.act not in ATTITUDES or report.frame not in _OF_THINGS or not report.content:
        return False
    span = [k for a, b in report.content for k in range(a, b)]
    return any(t.pos[k] in _NAMING for k in span) and all(t.pos[k] in _NAMED for k in span)


_EACH = frozenset({"respectively"})


def apportioned(t: Tree, report: Report) -> list[Report]:
    """One report for each speaker: "Peru and Chile said it was open and it was shut, respectively".

    Also one verb for each: "praised and condemned it, respectively". Where there are not as many
    clauses or verbs as speakers, or the word may be of numbers in the last clause, all said it all.
    """
    first, after = t.sentence(report.at)
    word = next((k for k in range(first, after) if t.low[k] in _EACH), None)
    if word is None or report.source is None or not report.content:
        return [report]
    voices = _voices(t, joined(t, report.source))
    verb = report.at
    while t.dep[verb] == "conj" and t.head[verb] < verb:
        verb = t.head[verb]
    verbs = _chain(t, verb)
    if 1 < len(voices) == len(verbs):
        content = [(a, _without_each(t, a, b)) for a, b in report.content]
        at = verbs.index(report.at) if report.at in verbs else 0
        return [replace(report, label=voices[at], content=content)]
    pieces = _clauses(t, *report.content[0], word) if len(report.content) == 1 else []
    if len(voices) < 2 or len(voices) != len(pieces):
        return [report]
    return [
        replace(report, label=voice, content=[piece])
        for voice, piece in zip(voices, pieces, strict=True)
    ]


def _voices(t: Tree, heads: list[int]) -> list[tuple[int, int]]:
    """The phrases of those joined as a subject, each by its own tokens."""
    out = []
    for at, head in enumerate(heads):
        first, after = t.phrase(head)
        if at + 1 < len(heads):
            after = _before_and(t, first, t.edges(heads[at + 1])[0])
        out.append((first, after))
    return out


def _chain(t: Tree, verb: int) -> list[int]:
    """A verb and those joined to it that have no subject of their own."""
    out = [verb]
    for k in t.kids[verb]:
        if t.dep[k] == "conj" and t.tag[k] == t.tag[verb] and not t.kid(k, *SUBJECT, *PASSIVE):
            out.extend(_chain(t, k))
    return out


def _clauses(t: Tree, first: int, after: int, word: int) -> list[tuple[int, int]]:
    """The clauses joined in a content; none where the word counts things of the last one."""
    tops = [k for k in range(first, after) if not first <= t.head[k] < after or t.head[k] == k]
    top = next((k for k in tops if t.pos[k] in VERBAL), None)
    if top is None:
        return []
    starts = [first]
    while top is not None:
        joint = [k for k in t.kids[top] if t.dep[k] == "conj" and t.kid(k, *SUBJECT, *PASSIVE)]
        top = next((k for k in joint if k < after), None)
        if top is not None:
            starts.append(t.edges(top)[0])
    within = range(starts[-1], after)
    if word in within and any(t.dep[k] == "conj" and t.head[k] in within for k in within):
        return []
    ends = [*(_before_and(t, first, k) for k in starts[1:]), _without_each(t, first, after)]
    return list(zip(starts, ends, strict=True))


def _before_and(t: Tree, first: int, after: int) -> int:
    """Where a phrase ends without an "and" or a comma that leads to what is not in it."""
    while after - 1 > first and (t.dep[after - 1] == "cc" or t.low[after - 1] in _LEADING_ON):
        after -= 1
    return after


_LEADING_ON = frozenset({",", "as"})


def _without_each(t: Tree, first: int, after: int) -> int:
    while after - 1 > first and (t.low[after - 1] in _EACH or t.pos[after - 1] == "PUNCT"):
        after -= 1
    return after


_OF_THINGS = frozenset({"thing", "prep", "passive", "noun_prep", "adj_prep"})
_NAMING = frozenset({"PROPN", "PRON"})
_NAMED = _NAMING | {"DET", "PUNCT", "PART", "SPACE"}


def _according(t: Tree, i: int) -> Report | None:
    """For "according to the ministry": the clause it stands in, without the phrase."""
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


def without_tail(t: Tree, cue: int, first: int, after: int) -> int:
    """Where content behind a cue ends without the reporter's own words on it.

    "..., in a sign of haste", "even as aides denied it", "..., raising fears of war", "amid
    protests". Words in quotation marks are the speaker's.
    """
    marks = [k for k in range(first, after) if t.low[k] in OPENING | QUOTE_MARKS]
    if first < cue or len(marks) % 2 or (marks and t.low[marks[-1]] in OPENING - QUOTE_MARKS):
        return after
    modal = any(t.tag[k] in _NOT_PAST for k in range(first, min(after, first + NEAR)))
    for k in range(marks[-1] + 1 if marks else first + _LEAST, after - 1):
        if t.low[k] == "," and _opens_comment(t, k + 1):
            return k
        if (t.low[k], t.low[k + 1]) == EVEN_AS and t.dep[k + 1] == "mark":
            return k - (t.low[k - 1] == ",")
        adverb = t.pos[k - 1] == "ADV" or t.low[k - 2] == "as"  # "as long as it kept to it"
        if (
            t.low[k] == "as"
            and t.dep[k] == "mark"
            and not adverb
            and modal
            and _is_past(t, t.head[k])
        ):
            return k - (t.low[k - 1] == ",")
        if t.low[k] == "amid" and t.low[first] == "to":
            return k - (t.low[k - 1] == ",")
        if _is_done_besides(t, k):
            return _before_joint(t, k, first)
    return after


def _is_done_besides(t: Tree, k: int) -> bool:
    """Whether a past verb is joined to what is to come: "to push for it and defended the war"."""
    if (
        t.tag[k] != "VBD"
        or t.low[k] == t.lemma_of(k)
        or t.dep[k] != "conj"
        or t.kid(k, "nsubj", "nsubjpass") is not None
    ):
        return False
    return t.tag[t.head[k]] == "VB" and t.head[k] < k


def _before_joint(t: Tree, k: int, first: int) -> int:
    """Where content ends before a joined verb, without the "and" and the comma."""
    at = t.edges(k)[0]
    while at - 1 > first and (t.low[at - 1] in {"and", "but", ","} or t.pos[at - 1] == "ADV"):
        at -= 1
    return at


_LEAST = 2  # tokens: shorter content is left alone
_NOT_PAST = frozenset({"MD", "VBZ", "VBP", "TO"})


def _is_past(t: Tree, verb: int) -> bool:
    if t.tag[verb] == "VBD":
        return True
    return any(t.low[k] in {"was", "were", "had"} for k in t.kids[verb] if t.dep[k] in _HELPING)


_HELPING = frozenset({"aux", "auxpass"})


def _opens_comment(t: Tree, k: int) -> bool:
    """Whether the reporter goes on behind a comma at `k`: "raising fears", "ahead of a vote"."""
    if k + 1 >= len(t.low):
        return False  # the last word of the text
    if t.tag[k] == "VBG" and t.lemma_of(k) in members("verbs_of_comment"):
        return True
    if (t.low[k], t.low[k + 1]) == ("ahead", "of"):
        return True
    return t.low[k] == "in" and t.low[k + 1] in {"a", "an"} and _is_turn(t, k)


def _is_turn(t: Tree, k: int) -> bool:
    """Whether "in a ..." judges what was said rather than telling where: "in a sign of haste"."""
    noun = t.kid(k, "pobj")
    return noun is not None and t.lemma_of(noun) in members("nouns_of_turns")
