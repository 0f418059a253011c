"""Why the text gives an event, and why a word of the lexicon gives none.

The articles are read without a trace; whoever asks has one article looked at again, word by word,
with every entry of the lexicon under each word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from legation.events.compose import compose
from legation.events.cover import cover_parts
from legation.events.drafts import from_noun, from_verb
from legation.events.judge import by_status, is_political
from legation.events.lexicon import Lexicon, NounFrame, Operator, VerbFrame, load_lexicon
from legation.events.operators import inner_of, pos_fits
from legation.events.passes import Change
from legation.events.triggers import (
    CARRIERS,
    Candidate,
    are_people,
    find_candidates,
    frames_of,
    has_modifier,
    modified,
    preceded,
)
from legation.nlp.anchors import Anchors
from legation.nlp.constraints import Constraint
from legation.nlp.passages import passage_at
from legation.nlp.syntax import is_verb
from legation.nlp.tokens import Parsed, Token, flat
from legation.propositions.beside import has_particle, verb_objects
from legation.propositions.slots import matches, verb_slot
from legation.propositions.subjects import doers
from legation.records import Article, Event, Mention, Passage, Statement

_TOLD = 4  # so many words of a long class are named


def why_no_verb(token: Token, frame: VerbFrame, anchors: Anchors) -> str | None:
    """Why a verb frame does not fit a word; `None` where it does."""
    objects = verb_objects(token)
    if token.dep_ == "amod":
        return "the word only modifies a noun"
    if frame.particle and not has_particle(token, frame.particle):
        return f'"{frame.particle}" is not with it'
    return (
        _why_not_object(objects, frame.object, anchors)
        or _why_no_phrase(token, objects, frame, anchors)
        or _excluded("object", objects, frame.exclude, anchors)
        or _excluded("subject", doers(token), frame.exclude_subject, anchors)
    )


def _why_not_object(objects: Sequence[Token], wanted: Constraint, anchors: Anchors) -> str | None:
    if wanted.nothing and objects:
        return f'it has an object, "{objects[0].text}"'
    if wanted.anything or wanted.nothing:
        return None
    if not objects:
        return f"it has no object; asks for {told(wanted)}"
    if any(matches(wanted, o, anchors) for o in objects):
        return None
    return f'the object "{objects[0].text}" is not {told(wanted)}'


def _why_no_phrase(
    token: Token, objects: Sequence[Token], frame: VerbFrame, anchors: Anchors
) -> str | None:
    for prep, constraint in frame.preps:
        found = verb_slot(prep if prep in _BARE else f"prep:{prep}", token, objects)
        name = _BARE.get(prep, f'what stands after "{prep}"')
        if not found:
            return f"{name} is not there"
        if not any(matches(constraint, p, anchors) for p in found):
            return f'{name}, "{found[0].text}", is not {told(constraint)}'
    return None


_BARE = {"subj": "the subject", "iobj": "who is given it"}  # arguments that no preposition marks


def _excluded(
    part: str, words: Sequence[Token], excluded: Constraint, anchors: Anchors
) -> str | None:
    if excluded.anything:
        return None
    hit = next((w for w in words if matches(excluded, w, anchors)), None)
    return f'excluded: the {part} "{hit.text}"' if hit is not None else None


def why_no_noun(token: Token, frame: NounFrame, anchors: Anchors) -> str | None:
    """Why a noun frame does not fit a word; `None` where it does."""
    if token.dep_ in {"compound", "nmod"} and token.head.lemma_.lower() not in CARRIERS:
        return f'it only modifies "{token.head.text}"'
    if are_people(token):
        return "it is people who are told of"
    if frame.before and not preceded(token, frame.before):
        return f'"{" ".join(frame.before)}" does not stand before it'
    if not has_modifier(token, frame, anchors):
        phrases = [f'"{prep}" {told(wanted)}' for prep, wanted in frame.phrases]
        modifiers = [] if frame.modifier.anything else [told(frame.modifier)]
        return f"no modifier is {' or '.join([*modifiers, *phrases])}"
    if not frame.exclude.anything and modified(token, frame.exclude, anchors):
        return f"excluded: a modifier is {told(frame.exclude)}"
    return None


def told(constraint: Constraint) -> str:
    """What a constraint asks for, in few words."""
    words = sorted({*constraint.words, *(" ".join(p) for p in constraint.phrases)})
    parts = ["an actor"] if constraint.actor else []
    parts += ["a place"] if constraint.place else []
    parts += [f"a {kind}" for kind in sorted(map(str, constraint.kinds))]
    parts += [f"a noun of the class {name}" for name in constraint.nouns]
    if len(words) > _TOLD:
        words = [*words[:_TOLD], f"one of {len(words) - _TOLD} more"]
    return " or ".join([*parts, *words]) or "anything"


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
    changes: Sequence[Change] = (),
) -> tuple[Word, ...]:
    """The words with entries of which no event came, with the reason why.

    `changes` is what the passes did, as `events.code.trace_of` gives it.
    """
    dropped = {c.token.i: c.name for c in changes if c.dropped}
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
            reason = _why_silent(candidates.get(token.i), anchors, lexicon, dropped)
            found.append(_with_reason(word, reason))
    return tuple(found)


def unknown_verbs(
    doc: Parsed, article: Article, statements: Sequence[Statement], lexicon: Lexicon
) -> tuple[Passage, ...]:
    """The verbs that no table of the lexicon has, without those by which somebody is quoted."""
    cues = [s.cue for s in statements if s.cue is not None]
    return tuple(
        passage_at(article, token.idx, token.idx + len(token.text))
        for token in flat(doc, article.text)
        if is_verb(token)
        and not any(cue.start <= token.idx < cue.end for cue in cues)
        and not any(frames_of(token, lexicon))
        and token.lemma_.lower() not in {*lexicon.operators, *lexicon.light}
    )


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


def _why_silent(
    candidate: Candidate | None, anchors: Anchors, lexicon: Lexicon, dropped: Mapping[int, str]
) -> str:
    """Why a word gave no event: no entry fits, or what fitted was not enough."""
    token = candidate.token if candidate is not None else None
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
    if token is not None and token.i in dropped:
        return f"the pass “{dropped[token.i]}” left it out"
    return "it is told by another passage"


# What changes between two readings of the same article.


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """An event before and after; `None` for before is a new one, for after one that is gone.

    `what` names the parts that differ where both are there.
    """

    before: Event | None
    after: Event | None
    what: tuple[str, ...] = ()


PARTS = ("type", "mode", "cameo", "status", "actors", "recipients", "when", "place")


def flips(before: Sequence[Event], after: Sequence[Event]) -> tuple[Flip, ...]:
    """The events that differ, in text order; those alike in all that is told are left out.

    Events are paired where their triggers share a character, those that differ least first.
    """
    pairs = sorted(
        (len(differing(a, b)), i, j)
        for i, a in enumerate(before)
        for j, b in enumerate(after)
        if a.trigger.overlaps(b.trigger)
    )
    partner: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in partner and j not in partner.values():
            partner[i] = j
    out: list[tuple[int, Flip]] = []
    for i, event in enumerate(before):
        other = after[partner[i]] if i in partner else None
        what = differing(event, other) if other is not None else ()
        if other is None or what:
            out.append((event.trigger.start, Flip(before=event, after=other, what=what)))
    taken = set(partner.values())
    out += [
        (event.trigger.start, Flip(before=None, after=event))
        for j, event in enumerate(after)
        if j not in taken
    ]
    out.sort(key=lambda pair: pair[0])
    return tuple(flip for _, flip in out)


def differing(a: Event, b: Event) -> tuple[str, ...]:
    """The parts in which two events differ; the rule that made them is none."""
    return tuple(name for name in PARTS if _part(a, name) != _part(b, name))


def _part(event: Event, name: str) -> object:
    if name in {"actors", "recipients"}:
        return sorted({(m.name, m.country or "") for m in getattr(event, name)})
    if name == "place":
        return event.place.name if event.place else None
    return getattr(event, name)
