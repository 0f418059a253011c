"""What accidents, storms and diseases do, which nobody did."""

from __future__ import annotations

from collections.abc import Sequence

from legation.events.drafts import Draft
from legation.events.lexicon import Lexicon
from legation.language.words import members
from legation.nlp.syntax import children, clause_of, prep_objects
from legation.nlp.tokens import Token
from legation.ontology import sectors_of
from legation.propositions.senses import after_verbs, is_of_arms, runs_into
from legation.propositions.subjects import subjects


def has_name_of_storm(causes: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether one of them is called by a storm or the like: "Hurricane Ana ... Ana killed"."""
    named = (c for t in causes for again in _named_again(t) for c in children(again, "compound"))
    return any(c.lower_ in lexicon.accidents or c.lower_ in members("storms") for c in named)


def is_mishap(draft: Draft) -> bool:
    """Whether something crashed, sank or was flooded: "a plane crashed into a hill, killing 30"."""
    verb = clause_of(draft.token)
    for _ in range(3):  # "was flooded, washing away fields and killing 30"
        if verb.dep_ not in {"advcl", "conj"}:
            break
        verb = verb.head
        if verb.lemma_.lower() in members("verbs_of_disasters"):
            return True
    if draft.token.tag_ != "VBG" or any(m.sector in sectors_of("in_arms") for m in draft.actors):
        return False
    told = {t.lemma_.lower() for t in draft.token.sent if t.i < draft.token.i}
    disaster = not told.isdisjoint(members("verbs_of_disasters"))
    return disaster and not told.isdisjoint(members("storms"))


def is_of_weather(word: Token) -> bool:
    """Whether a noun of force is one of a storm or the like: "the hurricane assault on"."""
    before = children(word, "compound", "poss")
    return any(c.lemma_.lower() in members("storms") for c in before)


def by_accident(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the clause names an accident, a disease or the weather as what killed."""
    verb = clause_of(draft.token)
    above = verb.head if verb.dep_ in {"advcl", "acl", "relcl", "xcomp", "conj"} else verb
    if above.lemma_.lower() in members("verbs_of_disasters") and above != verb:
        return True  # "a plane crashed, killing 30"
    near = (verb, above, *children(verb, "advcl", "conj"))
    if any(runs_into(v) for n in near for v in (n, *children(n, "advcl"), *after_verbs(n))):
        return True  # "are killed after a ship hits a pier"
    causes = [
        t
        for v in (verb, above, *children(verb, "conj", "advcl"))
        for t in (*subjects(v), *prep_objects(v, "in", "by", "after", "when", "during", "from"))
    ]
    if has_name_of_storm(causes, lexicon):
        return True
    return any(
        (t.lemma_.lower() in lexicon.accidents and not is_of_arms(t))
        or _is_at_work(t)
        or is_of_weather(t)
        for t in causes
        if t.pos_ == "NOUN"
    )


def _named_again(cause: Token) -> list[Token]:
    """A name wherever the text has it: "Hurricane Ana ... Ana has killed"."""
    if cause.pos_ != "PROPN":
        return []
    return [cause.doc[i] for i in cause.doc.by_word.get(cause.lower_, ())] or [cause]


_BLASTS = frozenset({"blast", "explosion"})
_WORKS = frozenset("mine pit colliery plant factory mill refinery pipeline workshop boiler".split())


def _is_at_work(cause: Token) -> bool:
    """Whether a blast is one of a mine or plant ("a blast at a coal mine"), no bomb."""
    if cause.lemma_.lower() not in _BLASTS:
        return False
    where = [*prep_objects(cause, "in", "at"), *children(cause, "compound")]
    where += prep_objects(clause_of(cause), "in", "at")
    return any(t.lemma_.lower() in _WORKS for t in where)
