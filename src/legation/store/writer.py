"""Writing readings and skipped pages, each in one transaction, and only what is new."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from legation.codec import check_passages, encode
from legation.ids import content_id, sha256_of
from legation.records import Origin, Page, Reading, Skipped
from legation.store import schema
from legation.store.ledger_writer import write_claims
from legation.store.rows import article_row, derived_rows

# Stages whose skipped pages are tried again by the next run: something of ours broke there.
FAILED_STAGES = ("read", "store")

# Gives the number of the run when there is something to write, so that idle runs leave no row.
RunNumber = Callable[[], int | None]


class Outcome(StrEnum):
    """What writing a record came to."""

    WRITTEN = "written"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Run:
    """One run of ingest; it gets its row, and `number`, with the first record it writes.

    `reader` is the version of the reader; `sources` what the user named.
    """

    reader: str
    sources: Sequence[str] = ()
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where an article came from: what of its page the store keeps.

    `article_id` is for a story that came without a page, from a row of a table.
    """

    sha256: str
    origin: Origin
    url: str | None = None
    final_url: str | None = None
    media_type: str | None = None
    fetched_at: datetime | None = None
    size_bytes: int | None = None
    article_id: str | None = None

    @staticmethod
    def of(page: Page) -> Provenance:
        """The provenance of an article that stands on a page."""
        return Provenance(
            sha256=page.sha256,
            origin=page.origin,
            url=page.url,
            final_url=page.final_url,
            media_type=page.media_type,
            fetched_at=page.fetched_at,
            size_bytes=len(page.body),
        )

    @property
    def id(self) -> str:
        """The id of the page: of its bytes and address, so a copy of a file is the same page."""
        return content_id("page", self.sha256, self.url, self.article_id)


def write_reading(
    connection: Connection,
    reading: Reading,
    *,
    provenance: Provenance | None,
    run: RunNumber,
    at: datetime,
) -> Outcome:
    """Write a reading and where it came from, unless the store has them just so.

    Another reading of an article the store knows replaces what was derived from the old one; the
    old line stays in `readings`. A claim that was known before keeps the day it came to be known.
    """
    check_passages(reading)
    line = encode(reading)
    sha256 = sha256_of(line)
    current = connection.execute(
        select(schema.articles.c.reading_sha256).where(schema.articles.c.id == reading.article.id)
    ).scalar()
    if current != sha256:
        _write_article(connection, reading, sha256, known=current is not None)
        _write_line(connection, reading, line, sha256, run=run, at=at)
        _write_derived(connection, reading, at=at)
        write_claims(connection, reading, at=at)
    if provenance is not None:
        _write_page(connection, reading, provenance, run=run)
    if current is None:
        return Outcome.WRITTEN
    return Outcome.UNCHANGED if current == sha256 else Outcome.REPLACED


def write_skipped(
    connection: Connection, skipped: Skipped, *, reader: str, run: RunNumber, at: datetime
) -> Outcome:
    """Write a page that gave no article, unless it was kept before."""
    key = skipped_id(skipped, reader=reader)
    table = schema.skipped
    if connection.execute(select(table.c.id).where(table.c.id == key)).first():
        return Outcome.UNCHANGED
    origin = skipped.origin
    connection.execute(
        insert(table).values(
            id=key,
            stage=skipped.stage,
            reason=skipped.reason,
            detail=skipped.detail,
            sha256=skipped.sha256,
            origin_kind=origin.kind if origin else None,
            origin_path=origin.path if origin else None,
            origin_offset=origin.offset if origin else None,
            reader=reader,
            recorded_at=at,
            run=run(),
        )
    )
    return Outcome.WRITTEN


def skipped_id(skipped: Skipped, *, reader: str) -> str:
    """The id of a skipped page, under one version of the reader."""
    origin = skipped.origin
    place = [origin.kind, origin.path, origin.offset] if origin else None
    return content_id(
        "kept-out", skipped.stage, skipped.reason, skipped.detail, skipped.sha256, place, reader
    )


def begin_run(connection: Connection, run: Run) -> int:
    """Write the row of a run and give its number."""
    made = connection.execute(
        insert(schema.runs).values(
            reader=run.reader,
            sources=json.dumps(list(run.sources), ensure_ascii=False),
            started_at=run.started_at,
        )
    )
    assert made.inserted_primary_key is not None
    return int(made.inserted_primary_key[0])


def end_run(connection: Connection, number: int, counts: dict[str, int], *, at: datetime) -> None:
    """Close the row of a run with what it came to."""
    connection.execute(
        update(schema.runs).where(schema.runs.c.number == number).values(ended_at=at, **counts)
    )


def _write_article(connection: Connection, reading: Reading, sha256: str, *, known: bool) -> None:
    row = {
        **article_row(reading.article),
        "reader": reading.reader,
        "reading_sha256": sha256,
    }
    table = schema.articles
    if known:
        connection.execute(update(table).where(table.c.id == reading.article.id).values(**row))
    else:
        connection.execute(insert(table).values(**row))


def _write_line(
    connection: Connection,
    reading: Reading,
    line: bytes,
    sha256: str,
    *,
    run: RunNumber,
    at: datetime,
) -> None:
    table = schema.readings
    same = (table.c.article_id == reading.article.id) & (table.c.sha256 == sha256)
    if connection.execute(select(table.c.number).where(same)).first() is None:
        connection.execute(
            insert(table).values(
                article_id=reading.article.id,
                reader=reading.reader,
                sha256=sha256,
                recorded_at=at,
                run=run(),
                line=line,
            )
        )


def _write_derived(connection: Connection, reading: Reading, *, at: datetime) -> None:
    known = _known_claims(connection, reading.article.id)
    for table in schema.DERIVED:
        connection.execute(delete(table).where(table.c.article_id == reading.article.id))
    for table, rows in derived_rows(reading, recorded_at=at).by_table.items():
        if table is schema.claims:
            for row in rows:
                row["recorded_at"] = known.get(row["id"], at)
        if rows:
            connection.execute(insert(table), rows)


def _known_claims(connection: Connection, article_id: str) -> dict[str, datetime]:
    claims = schema.claims
    found = connection.execute(
        select(claims.c.id, claims.c.recorded_at).where(claims.c.article_id == article_id)
    )
    return {row.id: row.recorded_at for row in found}


def _write_page(
    connection: Connection, reading: Reading, provenance: Provenance, *, run: RunNumber
) -> None:
    table = schema.pages
    key = provenance.id
    known = connection.execute(
        select(table.c.reader, table.c.article_id).where(table.c.id == key)
    ).first()
    if known is not None:
        if tuple(known) != (reading.reader, reading.article.id):
            connection.execute(
                update(table)
                .where(table.c.id == key)
                .values(reader=reading.reader, article_id=reading.article.id, run=run())
            )
        return
    row: dict[str, Any] = {
        "id": key,
        "article_id": reading.article.id,
        "sha256": provenance.sha256,
        "url": provenance.url,
        "final_url": provenance.final_url,
        "media_type": provenance.media_type,
        "fetched_at": provenance.fetched_at,
        "size_bytes": provenance.size_bytes,
        "origin_kind": provenance.origin.kind,
        "origin_path": provenance.origin.path,
        "origin_offset": provenance.origin.offset,
        "reader": reading.reader,
        "run": run(),
    }
    connection.execute(insert(table).values(**row))
