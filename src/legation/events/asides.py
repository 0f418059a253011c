"""Deeds that are told by the way: "the kidnapped Briton", "the kidnappers of two nurses".

A participle before a noun, or a noun that names who did or suffers it, tells a deed that no verb
tells. It is an event where the article does not tell the same of the same people elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.events.drafts import Draft
from legation.events.lexicon import Aside, Lexicon
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import children
from legation.nlp.tokens import Doc, Token
from legation.propositions.described import described, is_people
from legation.propositions.slots import matches, noun_slot
from legation.propositions.whom import parties, spread
from legation.records import Kind, Mention, Status


def asides(doc: Doc, anchors: Anchors, lexicon: Lexicon, taken: set[int]) -> Iterator[Draft]:
    """The drafts of participles and nouns of the table `asides.csv`; not of words `taken`."""
    for token in doc.worded(lexicon.aside_words):
        if token.i in taken:
            continue
        for entry in _entries(token, lexicon):
            draft = _draft(token, entry, anchors)
            if draft is not None:
                yield draft
                break


def _entries(token: Token, lexicon: Lexicon) -> Sequence[Aside]:
    if token.dep_ == "amod" and token.head.pos_ in _NOMINAL:
        return [e for e in lexicon.asides.get(token.lower_, ()) if e.participle]
    if token.pos_ == "NOUN" and token.dep_ not in _MODIFYING:
        return [e for e in lexicon.asides.get(token.lemma_.lower(), ()) if not e.participle]
    return ()


_NOMINAL = frozenset({"NOUN", "PROPN"})
_MODIFYING = frozenset({"compound", "nmod", "amod"})


def _draft(token: Token, entry: Aside, anchors: Anchors) -> Draft | None:
    noun = token.head if entry.participle else token
    if not _is_certain(noun) or (not entry.of.anything and not matches(entry.of, noun, anchors)):
        return None
    own = _own(noun, entry, anchors)
    others = _others(noun, entry, anchors, own)
    actors, recipients = (own, others) if entry.acts else (others, own)
    if not own or (entry.acts and not others):
        return None
    words = sorted({token, noun}, key=lambda t: t.i)
    return Draft(
        token,
        words,
        entry.coding,
        actors,
        recipients,
        Status.HAPPENED if _is_over(noun) else entry.status,
        f"aside.{token.lower_}",
        aside=True,
    )


_PLACES = frozenset({Kind.PLACE})


def _own(noun: Token, entry: Aside, anchors: Anchors) -> tuple[Mention, ...]:
    """Whom the noun names; a doer is of a country only where a word beside it says so."""
    if entry.acts and not anchors.of(noun_slot("adj", noun)):
        return described([noun], anchors, known=True)
    found = parties([noun], anchors)
    if is_people(noun) and all(m.kind is Kind.STATE for m in found):
        found = _named_next(noun, anchors)  # "Iraq's toppled leader Saddam Hussein": not Iraq
    if not found and not entry.of.anything:
        found = tuple(m for m in anchors.of(spread([noun]), _PLACES) if m.country)
    return found or described([noun], anchors)


def _named_next(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """The person named right behind the noun that says what he is, or to whom it is apposed."""
    near = [*noun.doc[noun.i + 1 : noun.i + 2], *([noun.head] if noun.dep_ == "appos" else [])]
    found = [m for token in near for m in anchors.covering(token) if m.kind is Kind.PERSON]
    return tuple(found[:1])


def _others(
    noun: Token, entry: Aside, anchors: Anchors, own: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The other side of a noun: "the killers of a mayor", "the mayor's killers"."""
    if entry.participle:
        return ()
    heads = [t for path in ("of", "by") for t in noun_slot(path, noun)]
    heads = heads or children(noun, "poss")
    found = parties(heads, anchors) or described(heads, anchors)
    return tuple(m for m in found if m not in own)


def _is_certain(noun: Token) -> bool:
    """Whether certain people are meant: named, counted or known, and no kind of people."""
    if noun.pos_ == "PROPN":
        return True
    left = {c.dep_ for c in noun.lefts}
    return bool(left & {"det", "poss", "nummod"}) and not any(
        c.lower_ in {"no", "any", "every", "each"} for c in noun.lefts
    )


def _is_over(noun: Token) -> bool:
    return any(c.lower_ in members("ended_modifier") for c in noun.lefts)


def told_once(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without asides that tell again what is told of the same people elsewhere."""
    kept = [d for d in drafts if not d.aside]
    for draft in drafts:
        if draft.aside and not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.token.i)


_FORCE = frozenset({"ASSAULT", "COERCE"})


def _same(aside: Draft, other: Draft) -> bool:
    kinds = {aside.coding.type, other.coding.type}
    if len(kinds) > 1 and not kinds <= _FORCE:
        return False
    if other.status not in {Status.HAPPENED, Status.ONGOING}:
        return False
    whom, known = _names(aside.recipients), _names(other.recipients)
    return not whom or bool(whom & known)


def _names(mentions: Sequence[Mention]) -> set[str]:
    return {x for m in mentions for x in (m.actor_id or m.name, m.country) if x}
