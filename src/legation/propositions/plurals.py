"""Whom a pronoun means where the sentence itself says so, by agreement in number."""

from __future__ import annotations

from legation.nlp.anchors import Anchors
from legation.nlp.syntax import children, clause_of, conjuncts, own_subjects, prep_objects
from legation.nlp.tokens import Token
from legation.records import Kind, Mention

_SAYING = frozenset("say announce declare state promise pledge vow confirm insist warn add".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLURAL = frozenset({"NNS", "NNPS"})


def meant_by(pronoun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """The parties a pronoun stands for; nobody where more than one reading is left.

    "The rebels said they would return"; "have killed hundreds since they ended the truce";
    "condemned the strikes by Syria and Russia and urged them to stop".
    """
    word = pronoun.lower_
    if word in {"they", "it"} and pronoun.dep_ in _SUBJECTS:
        return _of_clause_above(pronoun, anchors)
    if word == "it":
        return _other_side(pronoun, anchors)
    if word == "them":
        return _of_verb_before(pronoun, anchors) or _named_before(pronoun, anchors)
    if word in _ONE:
        return _one_before(pronoun, anchors)
    return ()


def _other_side(pronoun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """The one body that the clause above deals with: "cut ties with Chad, accusing it of".

    Its subject is who accuses; a person is no "it".
    """
    clause = pronoun.head
    if pronoun.dep_ != "dobj" or clause.dep_ != "advcl" or clause.tag_ != "VBG":
        return ()
    verb = clause.head
    things = [c for o in children(verb, "dobj") for c in conjuncts(o)]
    heads = [*things, *(t for w in (verb, *things) for t in prep_objects(w))]
    found = anchors.of([h for h in heads if h.i < pronoun.i and h.tag_ not in _PLURAL])
    bodies = {m.actor_id or m.name: m for m in found if m.kind not in _PERSONS}
    return tuple(bodies.values()) if len(bodies) == 1 else ()


_ONE = frozenset({"he", "she", "him", "her"})
_PERSONS = frozenset({Kind.PERSON, Kind.COMMUNITY, Kind.GROUP, Kind.OFFICE})


def _one_before(pronoun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """The one person whom the sentence tells of before: "shot a Kenyan as he crossed"."""
    found: dict[tuple[int, str], Mention] = {}
    for token in pronoun.doc[pronoun.sent.start : pronoun.i]:
        if token.tag_ in _PLURAL or token.pos_ == "PRON" or children(token, "conj"):
            continue
        for mention in anchors.at(token):
            if mention.kind in _PERSONS and not mention.plural:
                found[(mention.passage.start, mention.name)] = mention
    if len({m.actor_id or m.name for m in found.values()}) != 1:
        return ()
    return tuple(found.values())[-1:]


def _of_verb_before(pronoun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Whom the verb joined before acts on: "took two guards for rebels and shot them"."""
    verb = clause_of(pronoun)
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
        heads = [c for o in children(verb, "dobj") for c in conjuncts(o)]
        if _is_plural(heads):
            return anchors.of(heads)
    return ()


def _of_clause_above(pronoun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """The subject of what is said, or of the main clause of a "since" or "after" clause.

    Subjects agree in number with the pronoun; a person is no "it".
    """
    clause = pronoun.head
    while clause.dep_ in {"conj", "xcomp"} and clause.head != clause:
        clause = clause.head
    verb = clause.head
    said = clause.dep_ == "ccomp" and verb.lemma_.lower() in _SAYING
    told = clause.dep_ == "advcl" and pronoun.lower_ == "they" and _is_told(clause)
    if not said and not told:
        return ()
    heads = own_subjects(verb)
    found = anchors.of(heads)
    plural = _is_plural(heads)
    if pronoun.lower_ == "it" and plural:
        return ()
    if pronoun.lower_ == "they" and not plural and not any(m.kind in _MANY for m in found):
        return ()  # "the Taliban said they" agrees in sense
    return () if not plural and any(m.kind is Kind.PERSON for m in found) else found


def _is_told(clause: Token) -> bool:
    """Whether an adverbial clause tells what was: "since they ended", not "until they gain"."""
    return any(c.lower_ in _TELLING for c in clause.children if c.dep_ in {"mark", "advmod"})


_MANY = frozenset({Kind.GROUP, Kind.COMMUNITY})
_TELLING = frozenset({"since", "after", "when", "as", "because", "although", "though", "while"})


def _is_plural(heads: list[Token]) -> bool:
    return len(heads) > 1 or any(h.tag_ in _PLURAL for h in heads)


def _named_before(pronoun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """The nearest several parties before in the sentence that are not who acts on them."""
    acting = {t.i for v in _verbs_above(pronoun) for t in own_subjects(v)}
    start = pronoun.sent.start
    for token in reversed(pronoun.doc[start : pronoun.i]):
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"conj", "compound", "amod"}:
            continue
        heads = conjuncts(token)
        if not _is_plural(heads) or acting & {h.i for h in heads}:
            continue
        found = anchors.of(heads)
        if found:
            return found if all(m.country or m.sector for m in found) else ()
    return ()


def _verbs_above(pronoun: Token) -> list[Token]:
    """The verb the pronoun hangs on, and those it shares its subject with."""
    verb = clause_of(pronoun)
    out = [verb]
    while verb.dep_ in {"conj", "xcomp", "ccomp"} and verb.head != verb and len(out) < 4:
        verb = clause_of(verb.head)
        out.append(verb)
    return out
