"""Why the text gives an event, and why a word of the lexicon gives none.

The articles are read without a trace; whoever asks has one article looked at again, word by word,
with every entry of the lexicon under each word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legation.events.compose import compose
from legation.events.cover import cover_parts
from legation.events.drafts import from_noun, from_verb
from legation.events.judge import by_status, is_political
from legation.events.lexicon import Lexicon, NounFrame, Operator, VerbFrame, load_lexicon
from legation.events.operators import inner_of, pos_fits
from legation.events.triggers import Candidate, find_candidates, frames_of
from legation.events.unfit import why_no_noun, why_no_verb
from legation.nlp.anchors import Anchors
from legation.nlp.passages import passage_at
from legation.nlp.tokens import Parsed, Token, flat
from legation.records import Article, Event, Mention, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An entry that was looked at; `why_not` is `None` where it fits.

    `table` and `line` say where the entry stands; `weight` how much it asks for: of those that
    fit, the one that asks for most is taken.
    """

    rule: str
    table: str
    line: int
    code: str
    weight: int
    why_not: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word with the entries under it: those that fit first, by weight.

    `margin` is by how much the first outweighs the next with another code; `None` without one.
    `no_event` says why no event came of it; `None` where one did.
    """

    passage: Passage
    tried: tuple[Tried, ...]
    margin: int | None
    no_event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An event with the words that made it and the entries tried for each."""

    event: Event
    words: tuple[Word, ...]


def explain(
    event: Event,
    doc: Parsed,
    article: Article,
    mentions: Sequence[Mention],
    lexicon: Lexicon | None = None,
) -> Explanation:
    """The words of an event's trigger with what the lexicon has for them."""
    lexicon = lexicon or load_lexicon()
    flat_doc = flat(doc, article.text)
    anchors = Anchors(flat_doc, mentions)
    spans = [(p.start, p.end) for p in (event.trigger, *event.also)]
    inside = [t for t in flat_doc if any(s <= t.idx < e for s, e in spans)]
    return Explanation(event=event, words=tuple(_words(inside, article, anchors, lexicon)))


def silent_words(
    events: Sequence[Event],
    doc: Parsed,
    article: Article,
    mentions: Sequence[Mention],
    lexicon: Lexicon | None = None,
) -> tuple[Word, ...]:
    """The words with entries of which no event came, with the reason why."""
    lexicon = lexicon or load_lexicon()
    flat_doc = flat(doc, article.text)
    anchors = Anchors(flat_doc, mentions)
    told = [p for event in events for p in (event.trigger, *event.also)]
    outside = [t for t in flat_doc if not any(p.start <= t.idx < p.end for p in told)]
    candidates = find_candidates(flat_doc, anchors, lexicon)
    compose(flat_doc, candidates, anchors, lexicon)
    cover_parts(candidates)
    found = []
    for token in outside:
        for word in _words([token], article, anchors, lexicon):
            reason = _why_silent(candidates.get(token.i), anchors, lexicon)
            found.append(_with_reason(word, reason))
    return tuple(found)


def _words(
    tokens: Sequence[Token], article: Article, anchors: Anchors, lexicon: Lexicon
) -> Iterator[Word]:
    for token in tokens:
        tried = tuple(_tried(token, anchors, lexicon))
        if tried:
            passage = passage_at(article, token.idx, token.idx + len(token.text))
            yield Word(passage=passage, tried=tried, margin=_margin(tried))


def _with_reason(word: Word, reason: str) -> Word:
    return Word(passage=word.passage, tried=word.tried, margin=word.margin, no_event=reason)


def _margin(tried: Sequence[Tried]) -> int | None:
    fits = [t for t in tried if t.why_not is None and t.table != "operators"]
    if not fits:
        return None
    other = next((t for t in fits[1:] if t.code != fits[0].code), None)
    return fits[0].weight - other.weight if other else None


def _tried(token: Token, anchors: Anchors, lexicon: Lexicon) -> Iterator[Tried]:
    """The entries under a word's lemma: those that fit by weight, then the others as they stand."""
    verbs, nouns = frames_of(token, lexicon)
    found = [_of_frame(f, "verbs", why_no_verb(token, f, anchors)) for f in verbs]
    found += [_of_frame(f, "nouns", why_no_noun(token, f, anchors)) for f in nouns]
    found.sort(key=lambda t: (t.why_not is not None, -t.weight if t.why_not is None else 0))
    operators = lexicon.operators.get(token.lemma_.lower(), ())
    yield from (_of_operator(o, token) for o in operators)
    yield from found


def _of_frame(frame: VerbFrame | NounFrame, table: str, why_not: str | None) -> Tried:
    coding = frame.coding
    return Tried(
        rule=frame.rule,
        table=table,
        line=frame.line,
        code=" ".join(part for part in (coding.type, coding.mode, coding.cameo) if part),
        weight=frame.weight,
        why_not=why_not,
    )


def _of_operator(entry: Operator, token: Token) -> Tried:
    why_not = None
    if not pos_fits(entry, token):
        why_not = f"is for a {entry.pos}"
    elif all(inner_of(frame, token) is None for frame in entry.frames):
        why_not = f"takes {' or '.join(entry.frames)}"
    return Tried(
        rule=entry.rule,
        table="operators",
        line=entry.line,
        code=" ".join(part for part in (entry.operator, entry.cameo) if part),
        weight=0,
        why_not=why_not,
    )


def _why_silent(candidate: Candidate | None, anchors: Anchors, lexicon: Lexicon) -> str:
    """Why a word gave no event: no entry fits, or what fitted was not enough."""
    if candidate is None:
        return "no entry fits"
    if candidate.used:
        return "it is part of another event"
    if isinstance(candidate.frame, VerbFrame):
        draft = from_verb(candidate, candidate.frame, anchors)
    else:
        draft = from_noun(candidate, candidate.frame, anchors, lexicon)
    if draft is None:
        return "too few known parties stand in its slots"
    if not is_political(draft, anchors, lexicon):
        return "no state, body or public role takes part, or an accident did it"
    if by_status(draft, lexicon) is None:
        return "it only says what another act is for"
    return "it is told by another passage"
