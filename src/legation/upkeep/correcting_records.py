"""Corrections made, taken back, looked over, and carried from one store to another as gold."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from legation.errors import InputError
from legation.ids import content_id
from legation.records import (
    Anchor,
    Correction,
    CorrectionKind,
    Judgement,
    Mention,
    Reading,
    Scope,
    Target,
    Verdict,
)
from legation.store import Found, Query, Store
from legation.store.correcting.corrections_kept import (
    all_corrections,
    articles_with,
    as_read,
    correction_with,
    keep_correction,
    take_back,
    target_item,
    target_of,
)
from legation.store.correcting.fields_told import edited, kind_of, label_of, told
from legation.store.correcting.laying_over import lay_over, main_passage, targets_in
from legation.store.judgements import keep_judgement

_OF_TWO = (CorrectionKind.SAME, CorrectionKind.NOT_SAME)
_EXAMPLES = 3
_Z = 1.96  # of a normal distribution, for an interval of 95 in 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What else a correction would change: records besides its own, articles, three examples."""

    records: int
    articles: int
    examples: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How often a rule was right by what people said of its records, with an interval of 95 %.

    After Wilson, "Probable inference", JASA 22 (1927).
    """

    rule: str
    right: int
    wrong: int
    low: float
    high: float


def make_correction(
    store: Store,
    record: str,
    kind: CorrectionKind,
    *,
    by: str,
    at: datetime,
    scope: Scope = Scope.PASSAGE,
    other: str | None = None,
    field: str | None = None,
    new: str | None = None,
    note: str | None = None,
) -> Correction:
    """A correction of the record whose id begins so, checked and not kept yet.

    Raises `InputError` for what cannot be: a field that the record does not have, two records where
    one is asked for, a wide scope that does not fit.
    """
    if not by.strip():
        raise InputError("say who corrects it, with --by or a token")
    found = Query(store).find(record)
    seen = found.record
    target = _target(found)
    if (kind is CorrectionKind.EDIT) != (field is not None):
        raise InputError("an edit needs a field with its new value, and nothing else has one")
    if (kind in _OF_TWO) != (other is not None):
        raise InputError(
            "same and not same need the id of another record, and nothing else has one"
        )
    _check_scope(kind, scope, seen)
    old = None
    if field is not None:
        old = told(seen, field)
        edited(seen, field, new)
    second = _target(Query(store).find(other)) if other else None
    _check_two(target, second)
    parts = (by, at.isoformat(), kind, scope, target.record, *_place(target), field, new, other)
    return Correction(
        id=content_id("verdict", *parts),
        kind=kind,
        by=by,
        at=at,
        target=target,
        scope=scope,
        other=second,
        field=field,
        old=old,
        new=new,
        note=note,
    )


def keep(store: Store, correction: Correction) -> None:
    """Keep a correction and lay it over what it is about."""
    with store.writing() as connection:
        keep_correction(connection, correction)
        if correction.other is not None and correction.target.kind == "event":
            verdict = Verdict.SAME if correction.kind is CorrectionKind.SAME else Verdict.NOT_SAME
            keep_judgement(connection, _judgement(correction, verdict, correction.at))
    _lay_anew(store, correction)


def undo(store: Store, key: str, *, by: str, at: datetime) -> Correction:
    """Take a correction back: what it was about is again as without it.

    Raises `InputError` where no correction, or more than one, has an id that begins so, and where
    it was taken back before.
    """
    with store.writing() as connection:
        found = correction_with(connection, key)
        if len(found) != 1:
            many = "several corrections have" if found else "no correction has"
            raise InputError(f"{many} an id that begins {key[:40]!r}; see `legation corrections`")
        if found[0].undone_at is not None:
            raise InputError(f"{found[0].id} was taken back before, by {found[0].undone_by}")
        take_back(connection, found[0].id, by=by, at=at)
        if found[0].other is not None and found[0].target.kind == "event":
            keep_judgement(connection, _judgement(found[0], Verdict.UNSURE, at))
    _lay_anew(store, found[0])
    return replace(found[0], undone_at=at, undone_by=by)


def corrections_of(store: Store, *, standing: bool = False) -> tuple[Correction, ...]:
    """All corrections of a store, in the order they were made."""
    with store.reading() as connection:
        return all_corrections(connection, standing=standing)


def orphans_of(store: Store) -> tuple[Correction, ...]:
    """The standing corrections whose words are gone, or are read as nothing of the kind."""
    given = [c for c in corrections_of(store, standing=True) if c.scope is not Scope.ALIAS]
    by_article: dict[str, list[Correction]] = defaultdict(list)
    for each in given:
        by_article[each.target.passage.article_id].append(each)
    with store.reading() as connection:
        readings = {r.article.id: r for r in as_read(connection, by_article)}
    lost = set()
    for article, several in by_article.items():
        reading = readings.get(article)
        lost |= set(lay_over(reading, several).orphans) if reading else {c.id for c in several}
    return tuple(c for c in given if c.id in lost)


def preview(store: Store, correction: Correction) -> Preview:
    """What else a correction would change, before it is kept."""
    wide = correction.scope is not Scope.PASSAGE
    others = [
        seen
        for reading in (_readings(store, correction) if wide else ())
        for seen in map(_seen, targets_in(reading, correction))
        if _place(seen) != _place(correction.target)
    ]
    return Preview(
        records=len(others),
        articles=len({seen.passage.article_id for seen in others}),
        examples=tuple(others[:_EXAMPLES]),
    )


def disputed(given: Sequence[Correction]) -> tuple[tuple[Correction, ...], ...]:
    """Standing corrections of one record by people who differ; the last of them counts."""
    by_place: dict[tuple[object, ...], dict[str, Correction]] = defaultdict(dict)
    for each in given:
        if each.undone_at is None:
            about = each.other.record if each.other else each.field
            key = (each.target.kind, *_place(each.target), each.target.label)
            of_edit = about if each.kind in (CorrectionKind.EDIT, *_OF_TWO) else None
            by_place[(*key, of_edit)][each.by] = each
    several = (tuple(people.values()) for people in by_place.values())
    return tuple(s for s in several if len({(c.kind, c.new) for c in s}) > 1)


def precision_of(given: Iterable[Correction]) -> tuple[Precision, ...]:
    """How often each rule was right: by accepted records, and by rejected and edited ones.

    Of what one person said of one record the last word counts, once.
    """
    last: dict[tuple[object, ...], Correction] = {}
    for each in given:
        if each.undone_at is None and each.kind not in _OF_TWO:
            last[each.by, each.target.kind, *_place(each.target), each.target.label] = each
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for each in last.values():
        (right if each.kind is CorrectionKind.ACCEPT else wrong)[each.target.rule] += 1
    return tuple(_interval(rule, right[rule], wrong[rule]) for rule in sorted({*right, *wrong}))


def to_gold(store: Store) -> Iterator[str]:
    """The standing corrections as lines of JSON, each with its words and where they stand."""
    for each in corrections_of(store, standing=True):
        yield json.dumps(correction_item(each), ensure_ascii=False, sort_keys=True)


def from_gold(store: Store, lines: Iterable[str]) -> Counter[str]:
    """Take corrections in out of such lines: how many are `new`, `known`, or of `no article`.

    Raises `InputError` with the line for one that is none. A line taken in twice is kept once.
    """
    counts: Counter[str] = Counter()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = _of_item(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"line {number} is no correction: {error!r}", line=number) from error
        with store.reading() as connection:
            known = bool(correction_with(connection, given.id))
            there = bool(as_read(connection, [given.target.passage.article_id]))
        if there and not known:
            keep(store, given)
        counts["known" if known else "new" if there else "no article"] += 1
    return counts


def correction_item(each: Correction) -> dict[str, Any]:
    """A correction as plain values."""
    return {
        "id": each.id,
        "kind": str(each.kind),
        "by": each.by,
        "at": each.at.isoformat(),
        "scope": str(each.scope),
        "target": target_item(each.target),
        "other": target_item(each.other) if each.other else None,
        "field": each.field,
        "old": each.old,
        "new": each.new,
        "note": each.note,
        "undone_at": each.undone_at.isoformat() if each.undone_at else None,
        "undone_by": each.undone_by,
    }


def _of_item(item: dict[str, Any]) -> Correction:
    return Correction(
        id=str(item["id"]),
        kind=CorrectionKind(item["kind"]),
        by=str(item["by"]),
        at=datetime.fromisoformat(item["at"]),
        scope=Scope(item["scope"]),
        target=target_of(item["target"]),
        other=target_of(item["other"]) if item["other"] else None,
        field=item["field"],
        old=item["old"],
        new=item["new"],
        note=item["note"],
    )


def _lay_anew(store: Store, correction: Correction) -> None:
    """Write what a correction is about as it was read, with all that stand now laid over."""
    store.write_many([(reading, None) for reading in _readings(store, correction)])


def _readings(store: Store, correction: Correction) -> tuple[Reading, ...]:
    """The readings that a correction may touch, as they were read."""
    target = correction.target
    with store.reading() as connection:
        if correction.scope is Scope.ALIAS:
            return as_read(connection, articles_with(connection, target.passage.text))
        return as_read(connection, [target.passage.article_id])


def _check_two(one: Target, other: Target | None) -> None:
    """Raises `InputError` for two records of which it cannot be said that they are the same."""
    if other is None:
        return
    if one.kind != other.kind or one.kind not in ("event", "mention"):
        raise InputError("same and not same are said of two events, or of two mentions")
    if _place(one) == _place(other) and one.record == other.record:
        raise InputError("these are the same record; name two")
    if one.kind == "mention" and one.passage.article_id != other.passage.article_id:
        raise InputError(
            "two mentions are the same or not in one article; edit whom it means: actor=ID"
        )


def _check_scope(kind: CorrectionKind, scope: Scope, seen: Any) -> None:
    if scope is Scope.ALIAS and not (kind is CorrectionKind.EDIT and isinstance(seen, Mention)):
        raise InputError("only an edit of a mention goes for an alias everywhere")
    if isinstance(seen, Mention) and kind is CorrectionKind.REJECT:
        raise InputError("edit whom a mention means instead: actor=-")
    if scope is Scope.RULE and (kind in _OF_TWO or isinstance(seen, Mention)):
        raise InputError("a rule's records are accepted, rejected or edited; mentions are not")


def _target(found: Found[Any]) -> Target:
    return replace(_seen(found.record), record=found.id)


def _seen(record: Any) -> Target:
    return Target(
        kind=kind_of(record),
        record=str(getattr(record, "id", "")),
        passage=main_passage(record),
        label=label_of(record),
        rule=record.rule,
    )


def _place(target: Target) -> tuple[str, int, int]:
    return target.passage.article_id, target.passage.start, target.passage.end


def _judgement(correction: Correction, verdict: Verdict, at: datetime) -> Judgement:
    assert correction.other is not None
    left, right = (
        Anchor(
            event=side.record,
            article_id=side.passage.article_id,
            start=side.passage.start,
            end=side.passage.end,
        )
        for side in (correction.target, correction.other)
    )
    return Judgement(left=left, right=right, verdict=verdict, recorded_at=at, note=correction.note)


def _interval(rule: str, right: int, wrong: int) -> Precision:
    many = right + wrong
    share = right / many
    middle = share + _Z * _Z / (2 * many)
    spread = _Z * math.sqrt(share * (1 - share) / many + _Z * _Z / (4 * many * many))
    whole = 1 + _Z * _Z / many
    return Precision(
        rule=rule,
        right=right,
        wrong=wrong,
        low=max((middle - spread) / whole, 0.0),
        high=min((middle + spread) / whole, 1.0),
    )
