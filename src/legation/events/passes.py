"""What is done with drafts once they are made: named passes, in one list, in this order.

Each takes the drafts and the story and gives the drafts that are left, some of them changed.
`explain` replays them with a trace: which pass dropped or changed what.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from legation.events.aim import aim
from legation.events.answers import asked_for, name_answered
from legation.events.asides import told_once
from legation.events.authorities import is_at_law, name_authorities, peoples_as_states
from legation.events.bearing import borne, with_borne_sectors
from legation.events.drafts import Draft
from legation.events.force import (
    armed_help,
    armed_of_peoples,
    arms_sent,
    attempts,
    captors,
    driven_out,
    harms,
    is_jailbreak,
    is_no_accident,
    is_private_crime,
    is_private_fight,
    orders_own,
    sends_own,
    states_protest,
    without_means,
)
from legation.events.judge import is_told, voiced
from legation.events.lexicon import Lexicon
from legation.events.merge import one_of_a_word, one_strike
from legation.events.sanity import (
    is_business,
    is_by_a_thing,
    is_of_oneself,
    is_public_affair,
    is_through_a_thing,
    real,
    sane,
)
from legation.events.story import dated
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import prep_objects
from legation.nlp.times import Time
from legation.nlp.tokens import Doc, Token
from legation.propositions.senses import is_of_a_company
from legation.propositions.where import as_host
from legation.records import Article, Kind, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the passes know beside the drafts."""

    doc: Doc
    article: Article
    anchors: Anchors
    statements: Sequence[Statement]
    times: tuple[Time, ...]
    lexicon: Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a pass did with the draft of a word: dropped it, or changed it in some part."""

    token: Token
    name: str
    dropped: bool


Pass = Callable[[list[Draft], Story], list[Draft]]


def _each(one: Callable[[Draft, Story], Draft | None]) -> Pass:
    def apply(drafts: list[Draft], story: Story) -> list[Draft]:
        return [kept for draft in drafts if (kept := one(draft, story)) is not None]

    return apply


def _aimed(draft: Draft, story: Story) -> Draft:
    draft = replace(draft)
    aim(draft, story.anchors)
    return draft


def _peoples(draft: Draft, story: Story) -> Draft:
    draft = replace(draft)
    peoples_as_states(draft)
    return draft


def _hosts(draft: Draft, story: Story) -> Draft:
    """A visit's recipient is the government of the capital that it goes to."""
    if draft.coding.mode != "visit" and draft.coding.cameo != "036":
        return draft
    found = tuple(as_host(m, story.anchors.mentions) for m in draft.recipients)
    if draft.coding.cameo == "036" and any(prep_objects(draft.token, "for")):
        found = tuple(m for m in found if m.kind is not Kind.PLACE)  # "in Geneva for talks"
    return replace(draft, recipients=found)


def _company(draft: Draft, story: Story) -> Draft | None:
    """Nothing by a state whose name only stands in a company's."""
    return None if any(is_of_a_company(m, story.doc) for m in draft.actors) else draft


def _authorities(drafts: list[Draft], story: Story) -> list[Draft]:
    copies = [replace(d) for d in drafts]
    name_authorities(copies, story.anchors)
    return copies


def _answers(drafts: list[Draft], story: Story) -> list[Draft]:
    copies = [replace(d) for d in drafts]
    name_answered(copies, story.anchors)
    return [*copies, *asked_for(copies, story.anchors)]


PASSES: tuple[tuple[str, Pass], ...] = (
    ("real", _each(lambda d, s: d if real(d) else None)),
    ("accident", _each(lambda d, s: d if is_no_accident(d) else None)),
    ("one word", lambda ds, s: one_of_a_word(ds)),
    ("harm", _each(lambda d, s: harms(d, s.anchors))),
    ("arms", _each(lambda d, s: armed_help(arms_sent(driven_out(d))))),
    ("jailbreak", _each(lambda d, s: None if is_jailbreak(d) or orders_own(d) else d)),
    ("attempt", _each(lambda d, s: attempts(d))),
    ("own troops", _each(lambda d, s: sends_own(d, s.anchors))),
    ("captors", _each(lambda d, s: captors(d))),
    ("by a thing", _each(lambda d, s: None if is_by_a_thing(d) else d)),
    ("of oneself", _each(lambda d, s: None if is_of_oneself(d) else d)),
    ("state protest", _each(lambda d, s: states_protest(d))),
    ("voiced", _each(lambda d, s: voiced(d))),
    ("thought", _each(lambda d, s: d if is_told(d) else None)),
    ("public affairs", _each(lambda d, s: d if is_public_affair(d) else None)),
    ("through a thing", _each(lambda d, s: None if is_through_a_thing(d) else d)),
    ("company", _each(_company)),
    ("business", _each(lambda d, s: None if is_business(d) else d)),
    ("at law", _each(lambda d, s: None if is_at_law(d) else d)),
    (
        "private crime",
        _each(lambda d, s: None if is_private_crime(d) or is_private_fight(d) else d),
    ),
    ("day to come", _each(lambda d, s: dated(d, s.article, s.times, s.lexicon))),
    ("one strike", lambda ds, s: one_strike(ds)),
    ("aim", _each(_aimed)),
    ("means", _each(lambda d, s: without_means(d, s.anchors))),
    ("peoples in arms", _each(lambda d, s: armed_of_peoples(d, s.article))),
    ("peoples", _each(_peoples)),
    ("host", _each(_hosts)),
    ("authorities", _authorities),
    ("answers", _answers),
    ("sanity", _each(lambda d, s: sane(d, s.anchors.mentions))),
    ("code", _each(lambda d, s: borne(d))),
    ("sectors", _each(lambda d, s: with_borne_sectors(d))),
    ("by the way", lambda ds, s: told_once(ds)),
)


def run(drafts: list[Draft], story: Story, trace: list[Change] | None = None) -> list[Draft]:
    """The drafts after all passes; `trace` is given what each did."""
    for name, apply in PASSES if drafts else ():
        after = apply(drafts, story)
        if trace is not None:
            trace += _changes(name, drafts, after)
        drafts = after
    return drafts


def _changes(name: str, before: Sequence[Draft], after: Sequence[Draft]) -> list[Change]:
    left = {(d.token.i, _shape(d)) for d in after}
    words = {d.token.i for d in after}
    return [
        Change(token=d.token, name=name, dropped=d.token.i not in words)
        for d in before
        if (d.token.i, _shape(d)) not in left
    ]


def _shape(draft: Draft) -> tuple[object, ...]:
    sides = tuple((m.name, m.passage.start) for m in (*draft.actors, *draft.recipients))
    return (draft.coding, draft.status, sides, len(draft.actors))
