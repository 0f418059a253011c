"""Words in another sense than the one that tells a deed: questions, moves, companies, mishaps."""

from __future__ import annotations

from collections.abc import Sequence

from legation.language.nouns import classes_above, is_noun, noun_class
from legation.language.words import members
from legation.nlp.syntax import auxiliaries, children, own_subjects
from legation.nlp.tokens import Doc, Token
from legation.propositions.beside import verb_objects
from legation.records import Kind, Mention


def asks_a_question(verb: Token) -> bool:
    """Whether it is asked for an answer and not for a deed: "asked him why he had come"."""
    if verb.lemma_.lower() not in members("verbs_of_asking"):
        return False
    return any(_is_question(c) for c in children(verb, "ccomp", "advcl", "dobj"))


def _is_question(clause: Token) -> bool:
    first = clause.left_edge
    return first.tag_ in {"WRB", "WP", "WDT"} or first.lower_ in {"whether", "if"}


def tells_of_itself(clause: Token) -> bool:
    """Whether an insisted clause says what is or will be: "insisted that it would stay"."""
    if any(a.lower_ in {"must", "should", "has to"} for a in auxiliaries(clause)):
        return False
    finite = {"VBD", "VBZ", "VBP"}
    return clause.tag_ in {"VBD", "VBZ"} or any(
        a.tag_ in finite or a.lemma_.lower() == "will" or a.lower_ in {"would", "'ll"}
        for a in auxiliaries(clause)
    )


def strives(verb: Token) -> bool:
    """Whether somebody only tries hard: "is fighting to avoid ruin", against nobody."""
    if verb.lemma_.lower() not in members("verbs_of_striving") or verb_objects(verb):
        return False
    return any(any(a.lower_ == "to" for a in c.lefts) for c in children(verb, "xcomp", "advcl"))


def is_a_feeling(verb: Token) -> bool:
    """Whether a participle says how somebody feels: "feels threatened by the plan"."""
    if verb.tag_ != "VBN":
        return False
    over = [verb.head, *children(verb, "aux", "auxpass")]
    feeling = members("verbs_of_feeling")  # as an auxiliary it has no lemma of its own
    return any(t.lemma_.lower().removesuffix("s") in feeling for t in over)


def meets_a_thing(verb: Token, others: Sequence[Mention]) -> bool:
    """Whether the object is a thing that only has somebody's name: "met UN standards".

    `others` are the parties that do not act; one whose words hold the object is met itself.
    """
    if verb.lemma_.lower() not in members("verbs_of_meeting_and_taking"):
        return False
    things = verb_objects(verb)
    if not things or not all(_is_thing(o) for o in things):
        return False
    return not any(m.passage.start <= o.idx < m.passage.end for o in things for m in others)


def _is_thing(noun: Token) -> bool:
    first = noun_class(noun.lemma_.lower())
    if noun.pos_ != "NOUN" or first is None:
        return False
    return any(c in members("classes_of_things_done") for c in classes_above(first))


def is_of_a_company(mention: Mention, doc: Doc) -> bool:
    """Whether a state's name is a part of a company's: "Air Canada", "Thai Airways"."""
    span = doc.char_span(mention.passage.start, mention.passage.end)
    if span is None or mention.kind is not Kind.STATE:
        return False
    words = members("words_in_names_of_companies")
    owned = span.root.head if span.root.dep_ == "poss" else None
    if owned is not None and owned.lower_.rstrip(".") in members("ends_of_names_of_companies"):
        return True  # "Japan's Toshiba Corp."
    near = [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc)]
    return any(t.pos_ == "PROPN" and t.lower_ in words for t in near)


def runs_into(verb: Token) -> bool:
    """Whether a vehicle came to grief: "a ship hits a pier", "a bus plunged into a ravine"."""
    if verb.lemma_.lower() not in members("verbs_of_mishaps"):
        return False
    if any(t.lemma_.lower() in members("words_of_bombs") for t in verb.sent):
        return False  # "their lorry hit a mine"
    return any(is_noun(t.lemma_.lower(), "vehicle") for t in own_subjects(verb))


def after_verbs(verb: Token) -> list[Token]:
    """The verbs under a preposition of the verb: "are killed after a ship hits a pier"."""
    return [c for p in children(verb, "prep") for c in children(p, "pcomp")]


def is_of_arms(cause: Token) -> bool:
    """Whether what stands before a noun makes it one of arms: "mortar fire"."""
    return any(is_noun(c.lemma_.lower(), "weapon") for c in children(cause, "compound"))
