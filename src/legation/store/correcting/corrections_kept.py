"""Corrections of a store: kept, taken back, and laid over whatever is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, or_, select, update

from legation.codec import decode, encode
from legation.records import Article, Correction, CorrectionKind, Passage, Reading, Scope, Target
from legation.store import schema
from legation.store.asking.word_index import with_text
from legation.store.correcting.correction_tables import corrections, uncorrected
from legation.store.correcting.laying_over import lay_over

With = TypeVar("With")


def keep_correction(connection: Connection, given: Correction) -> None:
    """Add a correction, unless it is there."""
    table = corrections.c
    if not connection.execute(select(table.number).where(table.id == given.id)).first():
        connection.execute(insert(corrections).values(**_row(given)))


def take_back(connection: Connection, key: str, *, by: str, at: datetime) -> None:
    """Mark a correction as taken back."""
    row = update(corrections).where(corrections.c.id == key)
    connection.execute(row.values(undone_at=at, undone_by=by))


def all_corrections(connection: Connection, *, standing: bool = False) -> tuple[Correction, ...]:
    """All corrections, those that were taken back too, in the order they were made."""
    wanted = select(corrections).order_by(corrections.c.number)
    if standing:
        wanted = wanted.where(corrections.c.undone_at.is_(None))
    return tuple(map(_correction, connection.execute(wanted)))


def correction_with(connection: Connection, prefix: str) -> tuple[Correction, ...]:
    """The corrections whose id begins so."""
    wanted = select(corrections).where(corrections.c.id.startswith(prefix, autoescape=True))
    return tuple(map(_correction, connection.execute(wanted.limit(3))))


def with_corrections(
    connection: Connection, given: Sequence[tuple[Reading, With]]
) -> list[tuple[Reading, With]]:
    """Readings that are to be written, with the corrections that stand laid over them.

    How an article was read before that is kept as long as it differs.
    """
    ids = [reading.article.id for reading, _ in given]
    standing = _standing(connection, ids)
    held = _held(connection, ids)
    if not standing and not held:
        return list(given)
    found: list[tuple[Reading, With]] = []
    for reading, more in given:
        own = [c for c in standing if _may_touch(c, reading.article)]
        laid = lay_over(reading, own).reading if own else reading
        if reading.article.id in held:
            connection.execute(
                delete(uncorrected).where(uncorrected.c.article_id == reading.article.id)
            )
        if laid != reading:
            row = {"article_id": reading.article.id, "line": encode(reading)}
            connection.execute(insert(uncorrected).values(**row))
        found.append((laid, more))
    return found


def as_read(connection: Connection, article_ids: Iterable[str]) -> tuple[Reading, ...]:
    """Readings as they were, without corrections; articles that are not there are left out."""
    ids = sorted(set(article_ids))
    table, line = schema.articles.c, schema.readings.c
    before = select(uncorrected).where(uncorrected.c.article_id.in_(ids))
    raw = {row.article_id: row.line for row in connection.execute(before)}
    now = (
        select(table.id, line.line)
        .join(schema.readings, line.article_id == table.id)
        .where(table.id.in_(ids), line.sha256 == table.reading_sha256)
    )
    lines = {row.id: raw.get(row.id, row.line) for row in connection.execute(now)}
    return tuple(decode(lines[key]) for key in ids if key in lines)


def articles_with(connection: Connection, words: str) -> tuple[str, ...]:
    """The articles in whose text some words stand, the first of them at the beginning of a word."""
    table = schema.articles.c
    there = table.text.contains(words, autoescape=True)
    wanted = select(table.id).where(with_text(connection, words), there).order_by(table.id)
    return tuple(connection.execute(wanted).scalars())


def _standing(connection: Connection, articles: Sequence[str]) -> tuple[Correction, ...]:
    table = corrections.c
    wanted = (
        select(corrections)
        .where(
            table.undone_at.is_(None),
            or_(table.article_id.in_(articles), table.scope == str(Scope.ALIAS)),
        )
        .order_by(table.number)
    )
    return tuple(map(_correction, connection.execute(wanted)))


def _held(connection: Connection, articles: Sequence[str]) -> set[str]:
    wanted = select(uncorrected.c.article_id).where(uncorrected.c.article_id.in_(articles))
    return set(connection.execute(wanted).scalars())


def _may_touch(correction: Correction, article: Article) -> bool:
    """Whether it is of the article or, for an alias everywhere, its words stand in the text."""
    passage = correction.target.passage
    if correction.scope is Scope.ALIAS:
        return passage.text in article.text
    return passage.article_id == article.id


def _row(given: Correction) -> dict[str, Any]:
    target = given.target
    return {
        "id": given.id,
        "kind": str(given.kind),
        "by": given.by,
        "scope": str(given.scope),
        "at": given.at,
        "article_id": target.passage.article_id,
        "record_kind": target.kind,
        "record": target.record,
        "label": target.label,
        "rule": target.rule,
        "start_char": target.passage.start,
        "end_char": target.passage.end,
        "words": target.passage.text,
        "other": json.dumps(target_item(given.other)) if given.other else None,
        "field": given.field,
        "old": given.old,
        "new": given.new,
        "note": given.note,
        "undone_at": given.undone_at,
        "undone_by": given.undone_by,
    }


def _correction(row: Any) -> Correction:
    passage = Passage(
        article_id=row.article_id, start=row.start_char, end=row.end_char, text=row.words
    )
    return Correction(
        id=row.id,
        kind=CorrectionKind(row.kind),
        by=row.by,
        at=row.at,
        target=Target(
            kind=row.record_kind,
            record=row.record,
            passage=passage,
            label=row.label,
            rule=row.rule,
        ),
        scope=Scope(row.scope),
        other=target_of(json.loads(row.other)) if row.other else None,
        field=row.field,
        old=row.old,
        new=row.new,
        note=row.note,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )


def target_item(target: Target) -> dict[str, Any]:
    """A target as plain values."""
    return {
        "kind": target.kind,
        "record": target.record,
        "article": target.passage.article_id,
        "start": target.passage.start,
        "end": target.passage.end,
        "words": target.passage.text,
        "label": target.label,
        "rule": target.rule,
    }


def target_of(item: dict[str, Any]) -> Target:
    """A target out of plain values; raises `KeyError` and `ValueError` for others."""
    passage = Passage(
        article_id=str(item["article"]),
        start=int(item["start"]),
        end=int(item["end"]),
        text=str(item["words"]),
    )
    return Target(
        kind=str(item["kind"]),
        record=str(item["record"]),
        passage=passage,
        label=str(item["label"]),
        rule=str(item["rule"]),
    )
