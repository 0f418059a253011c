"""Reported clauses: which clause a cue reports, and where that clause begins and ends."""

from __future__ import annotations

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.statements.cue_sources import (
    PASSIVE,
    REPORTING,
    SUBJECT,
    VERBAL,
    goes_on_with,
    lost_subject,
)
from legation.statements.cues import Cue, cue_lexicon
from legation.statements.report import Report
from legation.statements.tree import Tree

QUOTE_MARKS = frozenset({"”", '"', "''", "’", "»"})


RELATIVES = frozenset("who which that whom what".split())


def free_subject(t: Tree, i: int, report: Report) -> None:
    """The subject the parse left in the clause before: "..., killing ten, medics said"."""
    first, after = report.content[0]
    comma = next((k for k in range(after - 1, max(first, after - NEAR), -1) if t.low[k] == ","), 0)
    if after != i or comma <= first:
        return
    named = [k for k in range(comma + 1, after) if t.pos[k] in {"PROPN", "NOUN", "PRON"}]
    if named and t.pos[comma + 1] not in {"VERB", "AUX", "ADP", "SCONJ", "CCONJ", "ADV"}:
        tops = [k for k in named if not comma < t.head[k] < after]
        report.source = tops[0] if tops else named[0]
        report.content = [(first, comma)]


NEAR = 14  # tokens: a subject with its relative clause


def complement(t: Tree, i: int, report: Report) -> int | None:
    """The clause that is reported: one behind the cue, else one in front, parted by a comma.

    A clause in front is no content if the cue has an object of its own ("The club does well;
    he reported a gain").
    """
    before = None
    for k in t.kids[i]:
        if t.dep[k] == "ccomp":
            if k > i:
                if not _is_of_next(t, i, k) and not _tells_when(t, i, k):
                    return k
                continue
            before = k if before is None else before
    if before is None:
        return _behind_relative(t, i)
    end = t.edges(before)[1]
    if _quotes_behind(t, i) and not any(t.low[k] in QUOTE_MARKS for k in (end - 1, end)):
        return None
    begin = i
    if report.source is not None and end <= report.source < i:
        begin = t.edges(report.source)[0]
    between = [k for k in range(end, begin) if t.pos[k] not in {"SPACE", "ADV"}]
    if any(t.pos[k] != "PUNCT" or t.low[k] in {":", ";"} for k in between[:4]):
        return None
    if t.low[end - 1] in {":", ";", "but", "and"}:
        return None
    own = {"xcomp", "oprd"} if "tells" in report.cue.frames else {"dobj", "xcomp", "oprd"}
    marked = any(t.low[k] in QUOTE_MARKS for k in (end - 1, *between[:4])) and not _titled(t, end)
    if not marked and any(t.dep[k] in own and k > i + 1 for k in t.kids[i]):
        return None
    return before


def _titled(t: Tree, end: int) -> bool:
    """Whether the marks that close before `end` hold a title: in an article headlined "Go"."""
    opens = next((k for k in range(end - 2, max(0, end - NEAR), -1) if t.low[k] in OPENING), 0)
    return opens > 0 and t.low[opens - 1] in members("words_before_titles")


def _behind_relative(t: Tree, i: int) -> int | None:
    """The finite verb whose subject is a relative: "burns that nurses said put him in danger"."""
    if t.dep[i] != "relcl" or sum(t.dep[k] == "nsubj" and k < i for k in t.kids[i]) < _TWO:
        return None
    verb = t.kid(i, "xcomp")
    return verb if verb is not None and i < verb and t.tag[verb] in {"VBD", "VBZ"} else None


_TWO = 2  # subjects: the relative and whoever says it


def _tells_when(t: Tree, i: int, clause: int) -> bool:
    """Whether a clause behind an object only tells when: "asked a court to jail him as it met"."""
    first = t.edges(clause)[0]
    if t.pos[first] == "ADP" and t.low[first + 1] == "which":
        return True  # "claimed the raid, during which ten died"
    if t.low[first] in _THOUGH and t.low[first - 1] == ",":
        return True  # "..., he said, although it was unclear who did it"
    if not {t.low[first], t.low[first - 1]} & members("clause_marks_of_time"):
        return False
    return any(t.dep[k] in {"dobj", "xcomp", "dative"} and i < k < clause for k in t.kids[i])


def _is_of_next(t: Tree, i: int, clause: int) -> bool:
    """Whether another cue stands between: "he said, adding of the president, “He cares”"."""
    return any(
        i < k < clause and t.tag[k] == "VBG" and t.lemma_of(k) in _TRAILING and t.low[k - 1] == ","
        for k in t.kids[i]
    )


def _quotes_behind(t: Tree, i: int) -> bool:
    """Whether a quotation begins right behind a cue: "Asked what he wants, he said, “Peace”"."""
    k = i + 1
    if k < t.n and t.low[k] in {",", ":"}:
        k += 1
    return k < t.n and t.low[k] in OPENING


OPENING = frozenset({"“", "``", '"', "''", "‘", "«", "„"})


def relative_subject(t: Tree, i: int, clause: int) -> list[tuple[int, int]]:
    """The relative pronoun a clause is about: "which critics say was his best"."""
    first = t.edges(i)[0]
    if t.low[first] == "what" and t.dep[first] == "nsubj" and t.head[first] == clause:
        return [(first, first + 1)]
    if t.dep[i] != "relcl" or t.low[first] not in RELATIVES or t.kid(clause, *SUBJECT, *PASSIVE):
        return []
    return [(first, first + 1)] if t.dep[first] in {"nsubj", "dobj", "nsubjpass"} else []


def resumed(t: Tree, i: int, clause: int) -> list[tuple[int, int]]:
    """What goes on behind an inserted cue: "The talks fail, he said, because nobody comes"."""
    end = t.edges(clause)[1]
    if any(t.low[k] in QUOTE_MARKS for k in (end, end + 1) if k < t.n):
        return []
    for k in t.kids[i]:
        if k > i and t.dep[k] in {"advcl", "conj", "ccomp"} and t.tag[k] not in {"VBG", "VBN"}:
            first = t.edges(k)[0]
            if t.low[first] in _ASIDE | _THOUGH:
                return []
            own = t.kid(k, *SUBJECT, *PASSIVE) or (t.low[first], t.tag[k]) == ("to", "VB")
            if t.low[first - 1] in {",", "and", "but"} and own:
                return [(first, t.edges(i)[1])]
    return []


def clause_of_channel(t: Tree, i: int, *, tells: bool) -> int | None:
    """The that-clause the parse hung on the channel: "said in a statement that".

    Where the cue `tells`, also on whom it tells: "told the summit that the bank was safe".
    """
    for k in t.kids[i]:
        if tells and k > i and t.dep[k] == "dobj" and t.pos[k] in {"NOUN", "PROPN"}:
            for c in t.kids[k]:
                if c > k and t.dep[c] in {"acl", "relcl"} and marked(t, c):
                    return c
        if k > i and t.dep[k] == "prep":
            noun = t.kid(k, "pobj")
            if (
                noun is not None
                and t.dep[i] == "advcl"
                and t.tag[i] == "VBG"
                and not _is_paper(t, noun)
            ):
                continue  # "showing its weight in a country that"
            over = t.low[k] in members("prepositions_behind_nouns_of_saying")
            if noun is not None and over and _is_word_of(t, noun):
                continue  # "responded to Chad's claim that it was shut"
            for c in t.kids[noun] if noun is not None else ():
                if c > k and t.dep[c] in {"acl", "relcl", "ccomp"} and marked(t, c):
                    return c
    return None


def _is_word_of(t: Tree, noun: int) -> bool:
    """Whether a noun reports by itself: the claim that, an announcement that."""
    cue = cue_lexicon().get(t.lemma_of(noun), "NOUN")
    return cue is not None and "clause" in cue.frames


def _is_paper(t: Tree, noun: int) -> bool:
    return is_noun(t.lemma_of(noun), "document") or is_noun(t.lemma_of(noun), "speech")


def clause_fits(t: Tree, i: int, clause: int, cue: Cue) -> bool:
    """Whether a complement clause can be what the cue reports."""
    if cue.frames & {"clause", "quote", "question", "to_other"}:
        return True
    if "tells" in cue.frames:  # "ensured Serbia that", not "ensure that"
        return any(t.dep[k] in {"dobj", "dative"} and i < k < clause for k in t.kids[i])
    if not cue.frames & {"to_do", "to_doing", "thing"} or clause < i:
        return False
    if lost_subject(t, i, clause) is not None:
        return True  # "dismissed claims the board was warned"
    return "thing" not in cue.frames or t.low[t.edges(clause)[0]] in members("clause_openers")


def clause_span(t: Tree, i: int, clause: int) -> tuple[int, int]:
    """Where a reported clause begins and ends, the cue and foreign parts left out."""
    first, after = t.edges(clause)
    if first <= i < after:
        return (i + 1, after) if clause > i else (first, i)
    if clause > i:
        behind = range(clause + 1, min(t.n, clause + 3))
        mark = next((k for k in behind if t.low[k] == "that" and t.dep[k] == "mark"), None)
        if mark is not None and t.pos[clause] not in VERBAL:
            first = mark  # "told state news agency IRNA that", where the parse lost the name
        first = _behind_inserted(t, i, clause, first)
        lost = lost_subject(t, i, clause)
        first = _behind_date(t, clause, first) if lost is None else t.edges(lost)[0]
        return first, _cut(t, i, clause, _joined_on(t, i, after))
    return first, after


def _behind_inserted(t: Tree, i: int, clause: int, first: int) -> int:
    """Where a that-clause begins behind what is put before it: "said, touring the port, that"."""
    if t.low[first - 1] != ",":
        return first
    that = next((k for k in t.kids[clause] if t.low[k] == "that" and t.dep[k] == "mark"), first)
    return that if first < that and t.low[that - 1] == "," else first


def _joined_on(t: Tree, i: int, after: int) -> int:
    """Where the next clause ends that the parse hung on the cue: "said they are sure | he goes"."""
    for k in t.kids[i]:
        if k > after and t.dep[k] == "ccomp" and t.edges(k)[0] == after:
            return t.edges(k)[1]
    return after


def _behind_date(t: Tree, clause: int, first: int) -> int:
    """Where a clause begins if the day of speaking was taken into it: "said on Monday he"."""
    for k in t.kids[clause]:
        if (
            k == first
            and t.dep[k] in {"prep", "npadvmod"}
            and t.doc[k + 1 if t.dep[k] == "prep" else k].ent_type_ == "DATE"
        ):
            after = t.edges(k)[1]
            if t.low[after] != ",":
                return after
    return first


def _cut(t: Tree, i: int, clause: int, after: int) -> int:
    """Where a clause ends if its last part is the reporter's or another report.

    "..., adding that", "..., while Rome complains", "..., and Okoye said", "... and vowed so".
    """
    after = _before_comment(t, clause, after)
    for k in t.kids[clause]:
        if k < clause or k >= after:
            continue
        first = t.edges(k)[0]
        comma = first > clause and t.low[first - 1] in _PAUSES
        if t.dep[k] == "advcl" and comma and _is_aside(t, i, k, first):
            return first - 1
        if t.dep[k] == "conj" and first > clause + 1:
            own = t.kid(k, *SUBJECT)
            if own is None:
                if goes_on_with(t, i, clause, k):
                    return _without_and(t, first)
                if t.lemma_of(k) in REPORTING and k + 1 < t.n and t.low[k + 1] in _LEADING:
                    return _without_and(t, first)  # "and added, “We go”"
            elif t.tag[k] == "VBD" and _is_to_come(t, clause) and t.pos[own] in {"PROPN", "NOUN"}:
                return _without_and(t, first)  # "said they will stay and Okoye voiced hope"
            elif (t.lemma_of(k) in REPORTING and t.pos[own] in {"PROPN", "NOUN", "NUM"}) or (
                t.low[own] in _PERSON and _vows(t, i, clause, k)
            ):
                return _without_and(t, first)
    if t.dep[after - 1] == "cc" and any(t.dep[k] == "conj" and k >= after for k in t.kids[i]):
        return after - 1  # "confirmed that she left and said that"
    if t.dep[after - 1] == "cc" or _goes_on(t, after):
        return max(after, t.edges(i)[1], t.sentence(i)[1] if t.dep[i] == "ROOT" else 0)
    return after


def _is_to_come(t: Tree, clause: int) -> bool:
    return any(t.low[k] in {"will", "’ll", "'ll"} for k in t.kids[clause] if k < clause)


_PERSON = frozenset({"he", "she", "they"})


def _vows(t: Tree, cue: int, clause: int, k: int) -> bool:
    """Whether a joined verb reports anew: "said he would stand and he vowed he would win"."""
    spoken = t.kid(clause, "aux")
    changed = t.tag[k] == t.tag[cue] == "VBD" and spoken is not None and t.tag[spoken] == "MD"
    return changed and t.lemma_of(k) in REPORTING


def _is_aside(t: Tree, i: int, k: int, first: int) -> bool:
    """Whether an adverbial clause set off at `first` is the reporter's: "– although few agree".

    "Although" after a comma may be the speaker's own.
    """
    adding = t.tag[k] == "VBG" and first == k and t.lemma_of(k) in _TRAILING
    if adding or t.low[first] in _ASIDE or (t.low[first], t.low[first + 1]) == EVEN_AS:
        return True
    if t.low[first] not in _THOUGH:
        return False
    return t.low[first - 1] in _DASHES or _is_of_the_outlet(t, i, k, first)


def _is_of_the_outlet(t: Tree, cue: int, k: int, first: int) -> bool:
    """Whether a clause with "although" weighs what was said, as only the outlet can.

    "..., although this could not be verified", "though he gave no details", "although
    witnesses said it was shut".
    """
    verb, subject = t.lemma_of(k), t.kid(k, *SUBJECT, *PASSIVE)
    denied = any(t.low[j] in _NO for j in range(first, t.edges(k)[1]) if j < k + _HERE)
    if denied and verb in members("verbs_of_checking"):
        return True
    if subject is None:
        return False
    if denied and _is_speaker(t, cue, subject) and verb in members("verbs_of_giving_details"):
        return True
    told = verb in REPORTING and t.pos[subject] in {"PROPN", "NOUN", "NUM"}
    return told and t.kid(k, "ccomp") is not None


_NO = frozenset({"no", "not", "n't"})
_HERE = 3  # tokens behind a verb: "gave no details"


def _is_speaker(t: Tree, cue: int, pronoun: int) -> bool:
    """Whether a pronoun may mean who speaks: "it" is no person."""
    source = t.kid(cue, *SUBJECT)
    if t.low[pronoun] == "it":
        return source is not None and t.doc[source].ent_type_ != "PERSON"
    return t.low[pronoun] in _PERSON


def _before_comment(t: Tree, clause: int, after: int) -> int:
    """Where the reporter's word for what was said begins: "..., a claim that Oslo denied"."""
    named, turned = members("nouns_of_comment"), members("nouns_of_turns")
    articles = members("articles_of_a_comment")
    for k in range(clause + 1, after - 3):
        if t.low[k] not in _DASHES | {","}:
            continue
        if t.low[k + 1] in articles:
            noun = next((j for j in range(k + 2, min(after, k + 4)) if t.pos[j] == "NOUN"), None)
            beside = noun is not None and t.dep[noun] in {"appos", "npadvmod"}
            if noun is not None and beside and t.lemma_of(noun) in named:
                return k
        if t.low[k + 1] == "in" and t.low[k + 2] in articles - {"the"}:
            noun = t.kid(k + 1, "pobj")  # "..., in a step that may anger Oslo"
            if noun is not None and t.lemma_of(noun) in turned:
                return k
    return after


_PAUSES = frozenset({",", "—", "–", "-"}) | QUOTE_MARKS
_LEADING = frozenset({",", ":", "“", "``"}) | QUOTE_MARKS
EVEN_AS = ("even", "as")


def _without_and(t: Tree, first: int) -> int:
    while t.low[first - 1] in {"and", "but", ",", "then", "also"}:
        first -= 1
    return first


def _goes_on(t: Tree, after: int) -> bool:
    """Whether a finite verb follows: the parse took the subject for the whole clause."""
    if after >= t.n or t.pos[after] not in VERBAL:
        return False
    return t.tag[after] in {"VBZ", "VBP", "MD"} or t.low[after] in {"was", "were", "had"}


_TRAILING = frozenset(
    "accuse add argue ask blame call cite claim condemn criticise criticize demand describe "
    "explain insist note point praise quote reject say stress suggest tell urge vow warn "
    "write".split()
)


_THOUGH = frozenset({"although", "though"})
_DASHES = frozenset({"—", "–", "-"})
_ASIDE = frozenset("while as whereas".split())


def infinitive(t: Tree, i: int) -> bool:
    """Whether a verb is an infinitive: with "to", or bare without modal and subject."""
    kids = t.kids[i]
    if any(t.low[k] == "to" and t.dep[k] == "aux" for k in kids):
        return True
    return t.tag[i] == "VB" and not any(t.tag[k] == "MD" or t.dep[k] == "nsubj" for k in kids)


def marked(t: Tree, k: int) -> bool:
    """Whether a clause begins with "that" that is no subject or object of it."""
    first = t.edges(k)[0]
    return (t.low[first] == "that" and t.dep[first] in {"mark", "det", "dobj", "pobj"}) or (
        t.low[first] == "that" and t.kid(k, "nsubj", "nsubjpass") not in {None, first}
    )
