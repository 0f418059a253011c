"""Questions to a dependency parse, in the label set of the English spaCy models (ClearNLP).

All functions are total: odd parses give empty answers, never errors.
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.language.words import members
from legation.nlp.objects import Token
from legation.nlp.objects import children as children  # asked here, like all else

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it to its right, in text order."""
    out = [token]
    for child in token.children:
        if child.dep_ == "conj" and not _is_ruled_out(child):
            out.extend(conjuncts(child))
    return out


def _is_ruled_out(member: Token) -> bool:
    """Whether a later name is not meant: "condemned Chad, but not Mali", "Chad, not Mali"."""
    if member.pos_ not in {"PROPN", "NOUN"}:
        return False
    first = member.doc[member.left_edge.i]
    before = member.doc[first.i - 1] if first.i else first
    return "not" in {first.lower_, before.lower_}


def conjunct_head(token: Token) -> Token:
    """The first member of the coordination the token stands in."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def is_verb(token: Token) -> bool:
    """Whether a word is a verb of its own, no auxiliary and no modifier of a noun."""
    return token.pos_ == "VERB" and token.dep_ not in {"aux", "auxpass", "amod"}


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: its subject or auxiliary says so, or it is a bare participle
    that modifies a noun ("troops deployed in Mali").
    """
    for child in verb.children:
        if child.dep_ in _PASSIVE:
            return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "nsubj", "aux"):
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN"


def is_predicate(noun: Token) -> bool:
    """Whether a noun says what somebody is or becomes: "became president", "elected as king"."""
    noun = conjunct_head(noun)
    return noun.dep_ in {"attr", "oprd"} or (noun.dep_ == "pobj" and noun.head.lower_ == "as")


_PASSIVE = frozenset({"nsubjpass", "auxpass", "csubjpass"})


def own_subjects(verb: Token) -> list[Token]:
    """Subjects attached to the verb itself, with coordination."""
    found = children(verb, "nsubj", "nsubjpass")
    return [c for s in found for c in (*conjuncts(s), *_together(s))]


def _together(subject: Token) -> list[Token]:
    """Who acts with the subject: "Russia, along with Iran, ..."."""
    out: list[Token] = []
    for child in subject.children:
        if child.lower_ in {"along", "together"}:
            for prep in child.children:
                if prep.lower_ == "with":
                    out.extend(c for o in children(prep, "pobj") for c in conjuncts(o))
    return out


def subjects(verb: Token, *, depth: int = 0) -> list[Token]:
    """Who the verb is about: its own subject, else the one it shares or is controlled by.

    Goes up through coordination ("came and said"), control and raising ("agreed to send", "was
    forced to withdraw"), participles ("..., killing three") and reduced relatives.
    """
    own = own_subjects(verb)
    head = verb.head
    if own and verb.dep_ == "relcl" and own[0].tag_ in {"WDT", "WP"}:
        return [_antecedent(head, verb)]  # "Ghana, which sends troops"
    if own or depth > 6:
        return own
    if verb.dep_ == "ROOT":
        return _lost_subject(verb)
    if head == verb:
        return []
    if verb.dep_ == "conj":
        return subjects(head, depth=depth + 1) if head.pos_ in {"VERB", "AUX"} else []
    if verb.dep_ in {"xcomp", "pcomp", "advcl"}:
        return _controller(verb, depth)
    if verb.dep_ in {"acl", "relcl", "amod"} and head.pos_ in _NOMINAL:
        if head.dep_ == "attr" and verb.tag_ == "VB":  # "became the first country to recognise"
            return subjects(head.head, depth=depth + 1)
        if verb.tag_ == "VBG" and _is_issued(head):
            return subjects(head.head, depth=depth + 1)
        return [head]
    if verb.dep_ == "ccomp" and verb.tag_ in {"VBG", "VB"} and head.pos_ in {"VERB", "AUX"}:
        return _controller(verb, depth)
    return []


def _antecedent(head: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: with a singular verb the last of several names.

    "Oman and Kuwait, which hosts the fleet": the parse takes the first.
    """
    if verb.tag_ != "VBZ" and not any(c.tag_ == "VBZ" for c in children(verb, "aux", "auxpass")):
        return head
    before = [c for c in conjuncts(head) if c.i < verb.i]
    return before[-1]


def _is_issued(noun: Token) -> bool:
    """Whether the subject of its verb speaks through it: "issued a statement blaming Turkey"."""
    if noun.dep_ != "dobj" or noun.lemma_.lower() not in members("papers"):
        return False
    return not any(c.dep_ == "poss" for c in noun.lefts)


def _lost_subject(verb: Token) -> list[Token]:
    """A name at the head of the sentence that the parse took for a call ("Nauru on Monday cut")."""
    for child in verb.lefts:
        if child.ent_type_ in _WHEN_LABELS or not child.text[0].isupper():
            continue
        if child.pos_ == "INTJ" or (child.pos_ == "PROPN" and child.dep_ in _LOST):
            return [child]
    return []


_LOST = frozenset({"intj", "dep", "npadvmod", "nmod", "advmod"})
_WHEN_LABELS = frozenset({"DATE", "TIME"})


def _controller(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    while head.pos_ in {"ADP", "SCONJ", "ADJ", "PART", "ADV"} and head.head != head:
        head = head.head
    if head.pos_ in {"NOUN", "PROPN"}:
        if head.dep_ in {"dobj", "attr"} and head.head.pos_ in {"VERB", "AUX"}:
            return subjects(head.head, depth=depth + 1)  # "has a plan to", "its plan to": the owner
        return [c for p in children(head, "poss") for c in conjuncts(p)]
    if head.pos_ not in {"VERB", "AUX"}:
        return []
    if verb.dep_ in {"xcomp", "ccomp"} and not is_passive(head):
        objects = [c for o in children(head, "dobj", "dative") for c in conjuncts(o)]
        if objects and head.lemma_ not in members("subject_control_verbs"):
            return objects
    return subjects(head, depth=depth + 1)


def objects(verb: Token) -> list[Token]:
    """What the verb acts on: the direct object, or the subject of its passive, coordinated."""
    if is_passive(verb):
        found = children(verb, "nsubjpass") or (
            [verb.head] if verb.dep_ in {"acl", "relcl", "amod"} else []
        )
        if not found and verb.dep_ == "conj":
            found = children(verb.head, "nsubjpass") or subjects(verb)
        elif not found and verb.dep_ == "xcomp":  # "are likely to be freed"
            found = subjects(verb)
        return [c for o in found for c in conjuncts(o)]
    found = children(verb, "dobj", "attr", "oprd")
    return [c for o in found for c in conjuncts(o)]


def agents(verb: Token) -> list[Token]:
    """Who does it: the subject, or the by-phrase of a passive."""
    return by_phrase(verb) if is_passive(verb) else subjects(verb)


def by_phrase(verb: Token) -> list[Token]:
    """Who is in the by-phrase of a passive, coordinated."""
    out: list[Token] = []
    for by in verb.children:
        if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by"):
            out.extend(c for o in children(by, "pobj") for c in conjuncts(o))
    return out


def prep_objects(token: Token, *prepositions: str) -> list[Token]:
    """Objects of the prepositions under the token, coordinated; any preposition if none named."""
    out: list[Token] = []
    for prep in token.children:
        if prep.children and prep.lower_ in members("directions"):
            out.extend(_after_direction(prep, prepositions))
        if prep.dep_ not in {"prep", "agent", "dative", "prt"} or prep.pos_ in _NOMINAL:
            continue
        if prepositions and prep.lower_ not in prepositions:
            continue
        for child in prep.children:
            if child.dep_ in {"pobj", "pcomp"}:
                out.extend(conjuncts(child))
            elif child.dep_ == "prep":
                out.extend(c for o in children(child, "pobj") for c in conjuncts(o))
    return out


def own_prep_objects(token: Token, *prepositions: str) -> list[Token]:
    """Objects right under the token's own prepositions, of several joined ones the first.

    Any preposition if none is named.
    """
    return [
        obj
        for prep in children(token, "prep")
        if not prepositions or prep.lower_ in prepositions
        for obj in children(prep, "pobj")
    ]


def _after_direction(adverb: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Objects of a preposition behind an adverb: "pulled out of talks", "walked away from"."""
    if not prepositions:
        return []
    found = [p for p in children(adverb, "prep") if p.lower_ in prepositions]
    return [c for p in found for o in children(p, "pobj") for c in conjuncts(o)]


def is_negated(verb: Token) -> bool:
    """Whether the verb itself is negated ("has never recognised", "no longer holds")."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in members("negations")):
            return True
        if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            return True
        if child.dep_ == "preconj" and child.lower_ == "neither":
            return True
    return False


def auxiliaries(verb: Token) -> list[Token]:
    """The verb's auxiliaries; a coordinated verb without its own shares those before it."""
    own = children(verb, "aux", "auxpass")
    if not own and verb.dep_ == "conj" and not own_subjects(verb):
        return auxiliaries(verb.head) if verb.head.pos_ in {"VERB", "AUX"} else []
    return own


def sentence_lemmas(token: Token) -> frozenset[str]:
    """The lemmas of the sentence in lower case."""
    doc, sent = token.doc, token.sent
    kept: dict[int, frozenset[str]] = doc.kept["lemmas of sentences"]
    if sent.start not in kept:
        kept[sent.start] = frozenset(doc.lower_lemmas[sent.start : sent.end])
    return kept[sent.start]


def clause_of(token: Token) -> Token:
    """The nearest verb above (or the token itself if it is one): the head of its clause."""
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    return token


def ancestors_within(token: Token, limit: int = 20) -> Iterator[Token]:
    """The heads above the token, nearest first."""
    for _ in range(limit):
        if token.head == token:
            return
        token = token.head
        yield token


def subtree_span(token: Token) -> tuple[int, int]:
    """First and last token index (both included) of everything under the token."""
    return token.left_edge.i, token.right_edge.i


def phrase_end(token: Token) -> int:
    """Index of the last token of a noun phrase without its relative clause or apposition."""
    end, last = token.i, token.doc.edges[1]
    for child in token.rights:
        if child.dep_ in {"relcl", "acl", "appos", "conj", "cc", "punct", "advcl"}:
            break
        end = last[child.i]
    return end


def phrase_start(token: Token) -> int:
    """Index of the first token of the noun phrase, articles included."""
    start, first = token.i, token.doc.edges[0]
    for child in token.lefts:
        if child.dep_ not in {"cc", "preconj", "punct"}:
            start = min(start, first[child.i])
    return start


def lemma(token: Token) -> str:
    """The lemma in lower case; a proper noun or capitalised word as it stands, lowered."""
    return (token.lemma_ or token.text).lower()
