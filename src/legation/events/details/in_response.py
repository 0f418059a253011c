"""Which event another answers, where the text says that it does: "in response to the strike".

Only words of answering link two events (`nouns_of_answering`, `verbs_of_answering`): that one came
after the other, or because of it, is not enough. Both have to be events of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from legation.language.words import members
from legation.nlp.passages import passage_at
from legation.nlp.syntax import children, clause_of, own_subjects, phrase_end
from legation.nlp.tokens import Doc, Token
from legation.records import Article, Event, Passage, Status, Worded

_INTO = frozenset({"in", "as"})
_AFTER = frozenset({"after", "when"})
_OPENING = 2  # words before "in response" that opens a sentence


@dataclass(frozen=True, slots=True)
class _Link:
    """Words of answering: what answers, what is answered (`None`: told before), and the words."""

    answer: Sequence[Token]
    answered: Token | None
    first: Token
    last: Token


def with_answers(events: Sequence[Event], doc: Doc, article: Article) -> tuple[Event, ...]:
    """The events, those that answer another with its id and the words that say so.

    A denied event answers nothing and is not answered; where a word tells several events, none is
    linked.
    """
    if len(events) < 2:
        return tuple(events)
    found: dict[str, Worded[str]] = {}
    for link in _links(doc):
        answer = _told_by(events, link.answer)
        if answer is None or answer.id in found:
            continue
        if link.answered is not None:
            other = _told_by(events, _heads(link.answered))
        else:
            other = _before(events, answer, doc)
        if other is None or other.id == answer.id or Status.DENIED in {other.status, answer.status}:
            continue
        found[answer.id] = Worded(value=other.id, passage=_words(link, article))
    return tuple(replace(e, response_to=found[e.id]) if e.id in found else e for e in events)


def _words(link: _Link, article: Article) -> Passage:
    return passage_at(article, link.first.idx, link.last.idx + len(link.last.text))


def _links(doc: Doc) -> Iterator[_Link]:
    for token in doc.worded(members("nouns_of_answering")):
        if token.pos_ == "NOUN" and token.dep_ == "pobj" and token.head.lower_ in _INTO:
            yield from _by_noun(token)
    for token in doc.worded(members("verbs_of_answering")):
        if token.pos_ == "VERB":
            yield from _by_verb(token)


def _by_noun(noun: Token) -> Iterator[_Link]:
    """In "expelled him in response to the raid" and "in response, it expelled him"."""
    prep = noun.head
    over = prep.head if prep.head.pos_ in {"VERB", "NOUN"} else clause_of(prep)
    bearing = over.lemma_.lower() in members("verbs_of_coming_about")
    answer = own_subjects(over) if bearing else [over, *_objects(over)]
    for link in children(noun, "prep"):
        if link.lower_ in members("prepositions_of_answering"):
            for below in children(link, "pobj", "pcomp"):
                yield _Link(answer, below, prep, _end_of(below))
            return
    for verb in children(over, "advcl"):
        if any(m.lower_ in _AFTER for m in children(verb, "mark", "advmod")):
            yield _Link(answer, verb, prep, noun)
            return
    if prep.i - prep.sent.start <= _OPENING:
        yield _Link(answer, None, prep, noun)


def _by_verb(verb: Token) -> Iterator[_Link]:
    """In "responded to the raid by expelling him" and "retaliated for the raid"."""
    answer = [verb]
    for prep in children(verb, "prep"):
        if prep.lower_ in {"by", "with"}:
            answer += children(prep, "pcomp", "pobj")
    for link in children(verb, "prep"):
        if link.lower_ in members("prepositions_of_answering") - {"against"}:
            for below in children(link, "pobj", "pcomp"):
                yield _Link(answer, below, verb, _end_of(below))
            return


def _end_of(word: Token) -> Token:
    return word.doc.tokens[phrase_end(word)]


def _objects(verb: Token) -> list[Token]:
    return children(verb, "dobj", "nsubjpass") if verb.pos_ == "VERB" else []


def _heads(word: Token) -> list[Token]:
    """A word, and what it is a decision or a case of: "the decision to expel him"."""
    below = [c for c in children(word, "acl", "relcl") if c.tag_ == "VB"]
    return [word, *below] if word.lemma_.lower() in members("nouns_of_deciding") else [word]


def _told_by(events: Sequence[Event], words: Sequence[Token]) -> Event | None:
    """The one event that the first of the words that tells any tells."""
    for word in words:
        found = [e for e in events if any(_is_in(word, p) for p in (e.trigger, *e.also))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_in(word: Token, passage: Passage) -> bool:
    return passage.start <= word.idx < passage.end


def _before(events: Sequence[Event], answer: Event, doc: Doc) -> Event | None:
    """The last event of the sentence before, if it was done by one who is now answered."""
    starts = [s.start_char for s in doc.sents]
    for first, after in pairwise(starts):
        if after <= answer.trigger.start < _end(starts, after):
            told = [e for e in events if first <= e.trigger.start < after]
            return told[-1] if told and _is_turned(told[-1], answer) else None
    return None


def _end(starts: Sequence[int], start: int) -> int:
    later = [s for s in starts if s > start]
    return later[0] if later else 1 << 62


def _is_turned(before: Event, answer: Event) -> bool:
    """Whether who was hit now hits back: the sides of one are those of the other, turned."""
    one = {m.country for m in before.actors if m.country}
    two = {m.country for m in before.recipients if m.country}
    doers = {m.country for m in answer.actors if m.country}
    hit = {m.country for m in answer.recipients if m.country}
    return bool(one & hit) and bool(two & doers)
