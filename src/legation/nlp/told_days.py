"""The time that belongs to a clause, and the days that it is about where one can be sure of them.

"In 1995 a gunman killed the prime minister" is about a day of 1995, whenever it was printed; a
clause without a time is about the day of the article, unless something near tells of another time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.direction import dated_by
from legation.nlp.syntax import auxiliaries, children, clause_of
from legation.nlp.times import Time
from legation.nlp.tokens import Token
from legation.records import How, Precision

NEAR = timedelta(days=31)  # a story tells of its own month as of today
Days = tuple[date, date]


def days_told(token: Token, times: Sequence[Time], published: date | None) -> Days | None:
    """The first and the last day of what is told of the phrase that the token heads.

    The time that hangs on the phrase or its clause, else the day of the article. `None` where that
    day is not known, where a time has no end, and where a clause without a time stands beside one
    of another time: in its sentence, before it in the text, or under "had" or "would later".
    """
    if published is None:
        return None
    clause = clause_of(token)
    found = time_of(token, tuple(times)) or time_of(clause, tuple(times))
    if found is not None:
        first, last = found.when.first, found.when.last
        return (first, last) if first is not None and last is not None else None
    if _is_of_before(clause):
        return None
    sent = token.sent
    here = [t for t in times if t.end > sent.start_char and t.start < sent.end_char]
    here = [t for t in here if not _is_below(t, clause)]
    before = [t for t in times if t.end <= sent.start_char]
    if all(_is_near(t, published) for t in here or before[-1:]):
        return published, published
    return None


def _is_below(time: Time, clause: Token) -> bool:
    """Whether a time belongs to a later clause under this one: "said he had doubts in June"."""
    span = clause.doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or span.root.i < clause.i:
        return False
    at = clause_of(span.root)
    for _ in range(8):
        if at == clause:
            return clause_of(span.root) != clause
        if at.head == at:
            return False
        at = clause_of(at.head)
    return False


def _is_near(time: Time, published: date) -> bool:
    first, last = time.when.first, time.when.last
    begins = first is None or abs(first - published) <= NEAR
    return begins and (last is None or abs(last - published) <= NEAR) and bool(first or last)


def _is_of_before(clause: Token) -> bool:
    """Whether the verb looks back from a time in the past: "had met", "would later be killed"."""
    words = {a.lower_ for a in auxiliaries(clause)}
    if "had" in words or "’d" in words or "'d" in words:
        return True
    later = {a.lower_ for a in children(clause, "advmod")} & {"later", "then", "once"}
    return bool(words & {"would"}) and bool(later)


def time_of(token: Token, times: tuple[Time, ...]) -> Time | None:
    """The time expression that hangs on the token (a verb or an event noun) in its own clause.

    A time under another verb in between belongs to that verb. The nearest one wins.
    """
    best: tuple[int, Time] | None = None
    sent = token.sent
    first, after = sent.start_char, sent.end_char
    for time in times:
        if time.end <= first or time.start >= after:
            continue
        span = token.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None or span.root.sent.start != sent.start:
            continue
        if _hangs_on(span.root, token, time):
            distance = abs(span.root.i - token.i)
            if best is None or distance < best[0]:
                best = (distance, time)
    if best is not None:
        return best[1]
    if (over := _over_clause(token, times) or _fronted(token, times)) is not None:
        return over
    shared = time_of(token.head, times) if _shares_time(token) else None
    return None if shared is not None and _is_between(token, shared) else shared


def _over_clause(token: Token, times: tuple[Time, ...]) -> Time | None:
    """The time whose clause a verb heads: "in January, when Kinshasa broke off relations"."""
    when = next((c for c in token.children if c.lower_ == "when"), None)
    if when is None or token.dep_ not in {"relcl", "advcl"}:
        return None
    text = token.doc.text
    return next((t for t in times if _COMMA.fullmatch(text, t.end, when.idx)), None)


_COMMA = re.compile(r",? ")


def _fronted(token: Token, times: tuple[Time, ...]) -> Time | None:
    """The time in front of joined clauses: "In 2015 the president fled, and jets bombed Aden"."""
    first = token.head
    if token.dep_ != "conj" or token.tag_ != "VBD" or first.tag_ != "VBD":
        return None
    named = [c for c in first.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not named or not any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children):
        return None
    found = time_of(first, times)
    return found if found is not None and found.end <= named[0].left_edge.idx else None


def _shares_time(token: Token) -> bool:
    """Whether a verb shares the time of the verb it is joined to ("cut ties and recognised").

    A joined verb with a subject of its own tells of something else.
    """
    if token.head == token or token.head.pos_ not in {"VERB", "AUX"}:
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children):
        return False
    return token.dep_ == "conj" or (token.dep_ == "advcl" and token.tag_ == "VBG")


def _is_between(token: Token, time: Time) -> bool:
    """Whether a year or month is that of the verb before: "declared it in 2008 and was recognised".

    A day is shared: "met on Monday and signed the treaty" tells of one visit.
    """
    coarse = time.when.precision is not Precision.DAY
    return coarse and token.head.idx < time.start and time.end <= token.idx


def _belongs_to_noun(at: Token, root: Token) -> bool:
    """Whether a year or day dates only the noun above: "the 1960 treaty", "Expo 2020".

    "Monday night" and "the end of 2019" are times themselves.
    """
    head = at.head
    if head.pos_ not in {"NOUN", "PROPN", "NUM"} or head.lemma_.lower() in members("parts_of_time"):
        return False
    if at != root:
        return at.dep_ == "prep" and at.lower_ == "of"
    if head.i > at.i:
        return at.dep_ in {"nummod", "compound", "amod", "nmod"}
    return at.text.isdigit() and head.i == at.i - 1


def _hangs_on(root: Token, token: Token, time: Time) -> bool:
    above, at = dated_by(root), root
    if above != clause_of(root):
        return above == token
    deed = _deed_before(root, above, time)
    if deed is not None:
        return token == deed and not _is_open_between(deed, above, time)
    for _ in range(_DEEP):
        if at.head == token or at == token:
            return True
        if at.head == at or _belongs_to_noun(at, root):
            return False
        at = at.head
        if at.pos_ in {"VERB", "AUX"} and at != token:
            return False
    return False


_DEEP = 8  # words up from a time to the verb of its clause


def _deed_before(root: Token, verb: Token, time: Time) -> Token | None:
    """The deed right before a time that a verb only speaks of, or that came before or after it.

    "Blamed Pakistan for an attack on April 22", "jailed him over the raid on Friday": wherever the
    parse hangs the time, it need not be that of the verb. `None` where no certain deed stands there
    ("blamed Pakistan on Friday for an attack", "accused Chad of fraud on Friday"), and for a year
    or month of what came before ("ruled after a coup in 2021").
    """
    if verb.pos_ != "VERB" or verb.i > root.i:
        return None
    at = _word_before(root)
    judged = verb.lemma_.lower() in members("verbs_of_verdict")
    day = time.when.precision is Precision.DAY
    for _ in range(_DEEP):
        if at.i <= verb.i or at.pos_ == "PUNCT" or _is_occasion(at, verb):
            return None
        if is_certain_deed(at) and (judged or (day and _is_other_deed(at))):
            return None if _is_bare(root, time) and at.dep_ == "dobj" else at
        at = at.head
    return None


def _is_bare(root: Token, time: Time) -> bool:
    """Whether a time has no preposition: "condemned the raid last month" dates the verb."""
    led = root.head.dep_ == "prep" and root.head.i < root.i
    return time.when.how is How.RELATIVE and not led and root.dep_ != "poss"


def _word_before(root: Token) -> Token:
    """The word before a time and its preposition; what the time owns ("Monday's attack")."""
    if root.dep_ == "poss":
        return root.head
    led = root.head.dep_ == "prep" and root.head.i < root.i
    return (root.head if led else root.left_edge).nbor(-1)


def _is_occasion(noun: Token, verb: Token) -> bool:
    """Whether a noun tells of the occasion of the verb's deed: "accused Mali at a summit"."""
    prep = noun.head
    return prep.head == verb and prep.lower_ in members("prepositions_of_occasion")


def is_certain_deed(noun: Token) -> bool:
    """Whether a noun tells of a deed or event that happened once: "an attack", "the ban"."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or not is_noun(lemma, "event") or is_noun(lemma, "speech"):
        return False
    return any(c.dep_ in {"det", "poss", "nummod"} for c in noun.lefts)


def _is_other_deed(noun: Token) -> bool:
    """Whether what the noun tells came before or after: "after a raid", "ahead of a summit"."""
    prep = noun.head
    if noun.dep_ not in {"pobj", "pcomp"}:
        return False
    over = {prep.lower_, *((prep.head.lower_,) if prep.head.i + 1 == prep.i else ())}
    return not over.isdisjoint(members("prepositions_before_another_deed"))


def _is_open_between(deed: Token, verb: Token, time: Time) -> bool:
    """Whether a day may as well be the verb's: "condemned the raid on Monday".

    It is the deed's under a preposition ("blamed him for the raid on Monday"), where words that
    tell more of the deed follow it, and where it is told by its date.
    """
    if time.start < deed.idx or time.when.how is not How.WEEKDAY:
        return False
    if deed.dep_ != "dobj" or deed.head != verb:
        return False
    return not any(c.dep_ in {"relcl", "acl"} and c.idx > time.end for c in deed.rights)
