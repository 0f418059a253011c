"""What is told of sport and of contests in words: matches, players, scores, fights for a cause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legation.events.drafts import Draft
from legation.language.nouns import may_be
from legation.language.words import members
from legation.nlp.syntax import children, clause_of, prep_objects, sentence_lemmas
from legation.nlp.tokens import Token
from legation.ontology import sectors_of, types_with
from legation.propositions.beside import verb_objects
from legation.propositions.subjects import doers
from legation.records import Kind

_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})
_VERBAL = frozenset({"VERB", "AUX"})


def frames(token: Token) -> Iterator[Token]:
    """What frames the clause and those above it: the nouns after "in", and who tells it."""
    verb = clause_of(token)
    for _ in range(4):
        yield from prep_objects(verb, "in", "during")
        yield from (n for o in children(verb, "dobj") for n in prep_objects(o, "in"))
        if verb.dep_ in {"relcl", "acl"} and verb.head.pos_ == "NOUN":
            yield verb.head
            if verb.head.dep_ == "dobj":
                yield from children(verb.head.head, "nsubj")  # "the novel shows a world in which"
        if verb.dep_ == "ccomp" and verb.head.pos_ in _VERBAL:
            yield from children(verb.head, "nsubj")
        if verb.head is verb:
            return
        verb = clause_of(verb.head)


def bears_arms(draft: Draft) -> bool:
    """Whether a state or those in arms act."""
    return any(m.sector in sectors_of("armed") or m.kind in _STATES for m in draft.actors)


_SCORE = re.compile(r"\b\d{1,3}-\d{1,3}\b")
_OF_ANYBODY = frozenset({"PROTEST", "MOBILIZE", "AID"})


def is_sport(draft: Draft) -> bool:
    """Whether the sentence is one of sport, and nobody who serves a state or bears arms acts.

    It speaks of sport in two words, or in one beside a team, a season or a score; nobody is killed.
    """
    if draft.coding.type in _OF_ANYBODY or any(m.sector in _SERVING for m in draft.actors):
        return False
    if any(w.lemma_.lower() in members("killing_words") for w in (draft.token, *draft.words)):
        return False
    doc, sent = draft.token.doc, draft.token.sent
    told = sentence_lemmas(draft.token).union(doc.lower[sent.start : sent.end])
    strong = told & members("words_of_sport")
    if len(strong) > 1:
        return True
    beaten = draft.token.lemma_.lower() == "beat"
    if not strong and not beaten:
        return False
    text = " ".join(t.text for t in sent).replace(" - ", "-")
    if beaten and _SCORE.search(text):
        return True  # "beat him 6-4, 6-4"
    return bool(strong) and bool(told & members("words_of_teams") or _SCORE.search(text))


_SERVING = sectors_of("armed") | sectors_of("of_state") | sectors_of("intergovernmental")


def is_played(draft: Draft) -> bool:
    """Whether it is sport: a match frames the clause, or players are on one side."""
    if draft.coding.type not in types_with("forceful") | {"PROTEST", "REJECT", "CONCEDE"}:
        return False
    matches, players = members("match"), members("player")
    if draft.actors and bears_arms(draft) and draft.coding.type == "ASSAULT":
        hit = [
            o for o in verb_objects(draft.token) if o.lemma_.lower() in members("words_of_sport")
        ]
        return bool(hit) or any(n.lemma_.lower() in matches for n in frames(draft.token))
    near = [*prep_objects(draft.token, "in", "at", "of", "for"), *frames(draft.token)]
    near += [n for noun in near for n in prep_objects(noun, "of")]
    if any(n.lemma_.lower() in matches for n in near):
        return True
    verb = clause_of(draft.token)
    sides = [*doers(verb), *verb_objects(verb)]
    return any(t.lemma_.lower() in players for t in sides)


def is_for_a_cause(draft: Draft) -> bool:
    """Whether a fight is one of words or courts: "vowed to fight for her plan", "fight over who".

    Not where somebody in arms fights or is fought, nor where a state fights for land or people.
    """
    fights = [w for w in (draft.token, *draft.words) if _is_a_fight(w)]
    if not fights or draft.coding.type not in {"ASSAULT", "THREATEN"}:
        return False
    everybody = (*draft.actors, *draft.recipients)
    if any(
        m.sector in sectors_of("armed") or m.sector in sectors_of("fighters") for m in everybody
    ):
        return False
    if any(_is_argued(w) for w in fights):
        return True
    if draft.recipients or bears_arms(draft):
        return False
    return any(_is_for_a_thing(w) for w in fights)


def _is_a_fight(word: Token) -> bool:
    lemma = word.lemma_.lower()
    return lemma in members("verbs_of_striving") or lemma in members("verbs_of_fighting")


def _is_argued(word: Token) -> bool:
    """Whether the words beside it make it a quarrel: "over who", "to keep the boy", "in court"."""
    over = [word, word.head] if word.dep_ == "dobj" else [word]
    if any(children(p, "pcomp") for w in over for p in children(w, "prep") if p.lower_ == "over"):
        return True
    infinitive = any(c.tag_ == "VB" for c in children(word, "acl", "relcl", "xcomp"))
    if word.pos_ == "NOUN" and infinitive:
        return True
    return not sentence_lemmas(word).isdisjoint(members("words_of_law"))


def _is_for_a_thing(word: Token) -> bool:
    """Whether what is fought for is no place and nobody: "fight for a second term"."""
    for thing in prep_objects(word, "for"):
        lemma = thing.lemma_.lower()
        if thing.pos_ == "NOUN" and not any(may_be(lemma, kind) for kind in _WORTH_ARMS):
            return True
    return False


_WORTH_ARMS = ("person", "people", "place", "facility")
