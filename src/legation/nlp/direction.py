"""Whether the clause of a time expression looks ahead: "will meet on", "invited to talks on".

"Until Friday" lies ahead of what was "closed until Friday"; a day "for" which something was set is
to come, and so is that of an infinitive under a word that only intends it (`embedding.csv`).
"""

from __future__ import annotations

from legation.language.embedding import embeddings
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.syntax import auxiliaries, children, clause_of, is_negated
from legation.nlp.tense import WOULD
from legation.nlp.timewords import MONTHS
from legation.nlp.tokens import Token

_VERBAL = frozenset({"VERB", "AUX"})
_UP_TO = frozenset({"until", "till", "through"})
_SETTLED = frozenset({"certain", "not"})
_DEPTH = 4


def looks_ahead(word: Token, lead: str | None) -> bool:
    """Whether what is dated by the expression that begins with `word` is to come.

    `lead` is the preposition before the expression, in lower case.
    """
    verb = dated_by(word)
    if lead == "since":
        return False
    if _is_term(word) or _in_force(word) or _is_prepared(word, verb):
        return True
    if lead in _UP_TO:
        lasted = verb.lemma_.lower() in members("verbs_of_lasting") or "had" in _auxiliaries(verb)
        return not lasted or is_ahead_of_telling(verb)
    if verb.pos_ not in _VERBAL:
        return False
    if _owns(word) or _is_before_noun(word):
        return bool(_auxiliaries(verb) & members("auxiliaries_of_the_future"))
    if _is_arranged(word, verb, lead):
        return True
    return is_ahead_of_telling(verb)


def _is_term(word: Token) -> bool:
    """Whether a day is set for something: "the Jan. 14 deadline", "set Friday as the deadline"."""
    head = word
    for _ in range(3):
        if head.head == head:
            return False
        before = head
        head = head.head
        if head.lemma_.lower() in members("nouns_of_terms") and before.i < head.i:
            return True
        if head.pos_ in _VERBAL:
            objects = [t for p in children(head, "prep") if p.lower_ == "as" for t in p.children]
            named = any(t.lemma_.lower() in members("nouns_of_terms") for t in objects)
            return before.dep_ in {"dobj", "nsubjpass", "npadvmod"} and named
    return False


def _is_prepared(word: Token, verb: Token) -> bool:
    """Whether what is dated is only made ready: "preparing for a vote in June"."""
    if verb.tag_ == "VBD":
        return False  # "criticised preparations for the vote in March"
    at = word
    for _ in range(_DEPTH):
        if at.head in {at, verb}:
            break
        at = at.head
        held_for = at.dep_ == "prep" and at.lower_ == "for"
        if held_for and at.head.lemma_.lower() in members("words_of_preparing"):
            return True
    return False


def _in_force(word: Token) -> bool:
    """Whether something counts or is paid from a day on: "effective Feb. 1", "payable Dec. 7"."""
    heads = (word.head, word.head.head)
    return any(h.lower_ in members("words_of_coming_force") for h in heads if h.i < word.i)


def dated_by(word: Token) -> Token:
    """The head of the clause that an expression dates, mostly the verb above it.

    "Said on Monday he would visit": what stands between a verb and the subject of what it reports
    dates the report, wherever the parse hangs it.
    """
    verb = clause_of(word)
    if verb.dep_ != "ccomp" or not verb.head.i < word.i < verb.i:
        return verb
    marks = [m for m in children(verb, "mark") if m.i < word.i]
    subjects = children(verb, "nsubj", "nsubjpass")
    if marks or not subjects or word.i > subjects[0].left_edge.i:
        return verb
    return verb.head


def _owns(word: Token) -> bool:
    """Whether a day has something: "Monday's ruling", mostly the one just made."""
    return any(c.dep_ == "case" for c in word.children) or word.dep_ == "poss"


def _is_before_noun(word: Token) -> bool:
    """Whether a month stands before a noun: "under a June agreement", mostly the last one."""
    noun = word.head
    return word.dep_ in {"compound", "nmod", "amod"} and word.lower_ in MONTHS and word.i < noun.i


def _auxiliaries(verb: Token) -> set[str]:
    return {a.lower_ for a in auxiliaries(verb)}


def is_ahead_of_telling(verb: Token, *, depth: int = 0) -> bool:
    """Whether the verb tells of what comes after the telling."""
    words = _auxiliaries(verb)
    if words & members("auxiliaries_of_the_future"):
        return True
    if _is_appointment(verb, direct=depth == 0) or _is_condition_to_come(verb, words, depth):
        return True
    if words & members("past_auxiliaries"):
        return False
    if words & WOULD or (words & members("auxiliaries_of_possibility") and not is_negated(verb)):
        return True
    if depth > _DEPTH:
        return False
    if "to" in words or (verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)):
        return _infinitive(verb, depth)
    if verb.tag_ == "VB" and not words:
        if verb.dep_ in {"xcomp", "conj"} and verb.head.pos_ in _VERBAL:
            return is_ahead_of_telling(verb.head, depth=depth + 1)  # "helped (to) kill"
        return True  # an order, or "demanded that they leave"
    if verb.tag_ in {"VBZ", "VBP"}:
        return not words and _is_timetable(verb)
    if verb.tag_ == "VBG" and words & members("forms_of_be"):
        return True
    if verb.tag_ == "VBG" and not words and verb.dep_ in {"advcl", "pcomp", "acl", "xcomp"}:
        above = clause_of(verb.head)
        return above.pos_ in _VERBAL and is_ahead_of_telling(above, depth=depth + 1)
    return False


def _is_condition_to_come(verb: Token, words: set[str], depth: int) -> bool:
    """Whether a present tense tells when something to come will be: "will go when it is heard"."""
    present = verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBN" and bool(words & _PRESENT))
    if verb.dep_ != "advcl" or not present or depth > _DEPTH:
        return False
    marks = {m.lower_ for m in children(verb, "mark", "advmod")}
    return bool(marks & members("marks_of_a_time_to_come")) and _above(verb.head, depth)


_PRESENT = frozenset({"is", "are", "'s", "’s"})


def _is_appointment(verb: Token, *, direct: bool) -> bool:
    """Whether something is planned, or somebody plans an event: "planned a rally on Saturday"."""
    if verb.lemma_.lower() not in members("verbs_of_appointment"):
        return False
    events = (o for o in children(verb, "dobj") if is_noun(o.lemma_.lower(), "event"))
    return verb.tag_ == "VBN" or (direct and any(events))


def _infinitive(verb: Token, depth: int) -> bool:
    """What the word above makes of it: "plans to meet", "is to meet", but "managed to meet"."""
    head = verb.head
    if verb.dep_ == "conj":
        return is_ahead_of_telling(head, depth=depth + 1) if head.pos_ in _VERBAL else False
    if head.lemma_ in members("verbs_of_intending"):
        return True
    if verb.dep_ in {"acl", "relcl"} and head.dep_ == "dobj" and head.head.pos_ in _VERBAL:
        for row in embeddings(head.head.lemma_.lower(), "verb"):
            if row.complement == "obj+to":  # "subpoenaed the boy to testify on Monday"
                return row.affirmed not in _SETTLED
    pos = "verb" if head.pos_ in _VERBAL else "adjective" if head.pos_ == "ADJ" else "noun"
    if verb.dep_ in {"xcomp", "ccomp", "acl", "relcl"}:
        for row in embeddings(head.lemma_.lower(), pos):
            if row.complement in {"to", "obj+to"}:
                return row.affirmed not in _SETTLED or _above(head, depth)
    return _above(head, depth)


def _above(head: Token, depth: int) -> bool:
    above = clause_of(head)
    return above.pos_ in _VERBAL and is_ahead_of_telling(above, depth=depth + 1)


def _is_timetable(verb: Token) -> bool:
    """Whether the present tense tells of what is to come: "arrives on Friday", "if it attacks".

    Forms that are past and present ("hit", "put") and what is said tell nothing of that.
    """
    return verb.lemma_.lower() not in members("verbs_without_a_past_form")


def _is_arranged(word: Token, verb: Token, lead: str | None) -> bool:
    """Whether the day is the aim of an arrangement: "set the vote for", "invited to talks on"."""
    held_for = verb.tag_ == "VBN" and any(p.lower_ == "for" for p in children(verb, "prep"))
    if lead == "in" and held_for and verb.lemma_.lower() in members("verbs_of_arranging"):
        return True  # "a summit set for Oslo in April"
    if lead not in {"for", "to", "on", None}:
        return False
    if lead == "for" and word.head.dep_ == "prep" and word.head.head.pos_ == "NOUN":
        return False  # "prices for March continued a slump"
    held = verb.lemma_.lower()
    if held in members("verbs_of_appointment") or held in members("verbs_of_arranging"):
        if lead in {"for", "to"}:
            return True
        return held in members("verbs_of_arranging") and any(
            p.i < word.i for p in children(verb, "prep") if p.lower_ == "to"
        )
    return False
