"""Corrections laid over a reading: what it says with them, and which found nothing to correct.

A record is found again by its kind, its words at the very place, and what it was. Where these are
gone the correction is an orphan: it is listed, and never moved to words that are only alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from legation.records import (
    Claim,
    Correction,
    CorrectionKind,
    Event,
    Mention,
    Passage,
    Reading,
    Scope,
    Statement,
    Target,
)
from legation.store.correcting.fields_told import edited, label_of
from legation.store.rows import mentions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOver:
    """A reading with corrections, and the ids of those that found no record of theirs."""

    reading: Reading
    orphans: tuple[str, ...]


def lay_over(reading: Reading, given: Sequence[Correction]) -> LaidOver:
    """The reading as the corrections have it; they are taken in the order they were made.

    Of two edits of one field the later counts. What is told only inside a statement that is
    rejected goes with it, since nobody else says it.
    """
    found = reading
    rejected: set[str] = set()
    orphans = []
    for each in given:
        if each.other is not None and each.target.kind == "mention":
            joined = _of_two_mentions(found, each, each.other)
            found = joined or found
            orphans += [] if joined else [each.id]
            continue
        fits = targets_in(reading, each)
        if not fits and each.scope is not Scope.ALIAS:
            orphans.append(each.id)
        if each.kind is CorrectionKind.REJECT:
            rejected |= {record.id for record in fits if not isinstance(record, Mention)}
        elif each.kind is CorrectionKind.ACCEPT:
            rejected -= {record.id for record in fits if not isinstance(record, Mention)}
        elif each.kind is CorrectionKind.EDIT:
            found = _edit(found, each, fits)
    return LaidOver(reading=_without(found, rejected), orphans=tuple(orphans))


def targets_in(reading: Reading, correction: Correction) -> tuple[Any, ...]:
    """The records of a reading that a correction is about, as it was read."""
    target = correction.target
    if correction.scope is Scope.ALIAS:
        told = dict.fromkeys(mentions_of(reading))
        words, label = target.passage.text, target.label
        return tuple(m for m in told if m.passage.text == words and label_of(m) == label)
    if reading.article.id != target.passage.article_id:
        return ()
    if correction.scope is Scope.RULE:
        if not any(_is_at(r, target) for r in _of_kind(reading, target.kind)):
            return ()
        return tuple(r for r in _of_kind(reading, target.kind) if r.rule == target.rule)
    labels = {target.label}
    if correction.new is not None:
        labels.add(correction.new)
    at = [r for r in _of_kind(reading, target.kind) if _is_at(r, target)]
    if exact := [r for r in at if getattr(r, "id", None) == target.record]:
        return tuple(exact)
    return tuple(r for r in at if label_of(r) in labels)


def main_passage(record: Any) -> Passage:
    """The words by which a record is found again."""
    if isinstance(record, Event):
        return record.trigger
    if isinstance(record, Statement):
        return record.content[0]
    return record.evidence[0] if isinstance(record, Claim) else record.passage


def _is_at(record: Any, target: Target) -> bool:
    passage = main_passage(record)
    told = (passage.start, passage.end, passage.text)
    return told == (target.passage.start, target.passage.end, target.passage.text)


def _of_kind(reading: Reading, kind: str) -> Iterable[Any]:
    if kind == "mention":
        return tuple(dict.fromkeys(mentions_of(reading)))
    found: Iterable[Any] = getattr(reading, f"{kind}s")
    return found


def _edit(reading: Reading, correction: Correction, fits: Sequence[Any]) -> Reading:
    """The reading with one field of some records changed."""
    assert correction.field is not None
    field, new = correction.field, correction.new
    if not fits:
        return reading
    if correction.target.kind == "mention":
        meant = {_told_at(m) for m in fits}

        def changed(value: Mention) -> Mention:
            return edited(value, field, new) if _told_at(value) in meant else value

        return _mapped(reading, changed)  # type: ignore[no-any-return]
    ids = {r.id for r in fits}
    records = f"{correction.target.kind}s"
    told = (edited(r, field, new) if r.id in ids else r for r in getattr(reading, records))
    made: dict[str, Any] = {records: tuple(told)}
    return replace(reading, **made)


def _of_two_mentions(reading: Reading, correction: Correction, second: Target) -> Reading | None:
    """The reading in which a mention means whom another means, or no longer does.

    `None` where either stands there no more as it was: then nothing is changed. Who is not the one
    that was read is nobody known; it is never guessed who else it may be.
    """
    one, other = (_mention_at(reading, side) for side in (correction.target, second))
    if one is None or other is None:
        return None
    if correction.kind is CorrectionKind.SAME:
        meant = other
    elif one.actor_id is not None and one.actor_id == other.actor_id:
        meant = replace(one, actor_id=None, name=one.passage.text)
    else:
        return reading  # they are read as two already
    place = _told_at(one)

    def changed(value: Mention) -> Mention:
        if _told_at(value) != place:
            return value
        return replace(
            value,
            actor_id=meant.actor_id,
            name=meant.name,
            kind=meant.kind,
            country=meant.country,
            sector=meant.sector,
        )

    return _mapped(reading, changed)  # type: ignore[no-any-return]


def _mention_at(reading: Reading, target: Target) -> Mention | None:
    """The mention of a target, as the reading has it now."""
    found = dict.fromkeys(m for m in mentions_of(reading) if _is_at(m, target))
    return next((m for m in found if label_of(m) == target.label), None)


def _told_at(mention: Mention) -> tuple[int, int, str]:
    return mention.passage.start, mention.passage.end, label_of(mention)


def _without(reading: Reading, rejected: set[str]) -> Reading:
    """The reading without some records, and without what is told only in one of them."""
    if not rejected:
        return reading
    gone = set(rejected)
    for statement in (*reading.statements, *reading.statements):  # a chain may stand in any order
        if statement.reported_in in gone:
            gone.add(statement.id)

    def kept(records: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(r for r in records if r.id not in gone and _told_in(r) not in gone)

    return replace(
        reading,
        statements=kept(reading.statements),
        events=kept(reading.events),
        claims=kept(reading.claims),
    )


def _told_in(record: Any) -> str | None:
    return getattr(record, "said_in", None) or getattr(record, "reported_in", None)


def _mapped(value: Any, change: Callable[[Mention], Mention]) -> Any:
    """A value with all mentions in it changed."""
    if isinstance(value, Mention):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, (type, Passage)):
        told = {f.name: getattr(value, f.name) for f in fields(value)}
        new = {name: _mapped(each, change) for name, each in told.items()}
        if any(new[name] is not told[name] and new[name] != told[name] for name in told):
            return replace(value, **new)
    return value
