"""What was known on a day, and which claims stand against each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select, true

from legation.errors import InputError
from legation.store import schema
from legation.store.asking.wanted import Clock, Known, Wanted
from legation.store.ledger_tables import ledger, withdrawals
from legation.store.ledger_writer import withdrawn
from legation.store.store import Store


def end_of(day: date) -> datetime:
    """The moment at which a day is over."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def articles_known(known: Known | None) -> tuple[ColumnElement[bool], ...]:
    """That an article was known at the end of a day: first read by then, or published by then."""
    if known is None:
        return ()
    day, clock = known
    article, line = schema.articles.c, schema.readings.c
    if clock is Clock.PUBLISHED:
        return (article.published_last <= day,)
    read = select(true()).select_from(schema.readings)
    return (exists(read.where(line.article_id == article.id, line.recorded_at < end_of(day))),)


def known_articles(store: Store, known: Known | None) -> frozenset[str] | None:
    """The ids of the articles known at the end of a day; `None` where no day is asked: all."""
    if known is None:
        return None
    with store.reading() as connection:
        wanted = select(schema.articles.c.id).where(*articles_known(known))
        return frozenset(connection.execute(wanted).scalars())


def known_by(connection: Connection, table: Any, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """That a record was known at the end of a day, by the store's clock or by publication.

    Records are searched in the newest reading of their article. Raises `InputError` where an
    article was read otherwise on that day: what it said then cannot be searched.
    """
    if wanted.known is None:
        return
    day, clock = wanted.known
    article = schema.articles.c
    if clock is Clock.PUBLISHED:
        yield article.published_last <= day
        return
    end = end_of(day)
    _check_readings(connection, day, end)
    line = schema.readings.c
    yield exists(
        select(true())
        .select_from(schema.readings)
        .where(
            line.article_id == table.c.article_id,
            line.sha256 == article.reading_sha256,
            line.recorded_at < end,
        )
    )


def _check_readings(connection: Connection, day: date, end: datetime) -> None:
    """Raise `InputError` where the reading of an article on the day is not its newest."""
    number = read_otherwise(connection, end)
    if number:
        raise InputError(
            f"known={day}: {number} of the articles were read otherwise then, and only their "
            "newest reading can be searched; ask with clock=published, or for facts"
        )


def read_otherwise(connection: Connection, end: datetime) -> int:
    """How many articles had another reading at a moment than their newest."""
    now, then, article = schema.readings.alias().c, schema.readings.alias().c, schema.articles.c
    other = and_(then.article_id == article.id, then.sha256 != article.reading_sha256)
    turned = or_(now.recorded_at >= end, then.recorded_at > now.recorded_at)
    wanted = select(func.count(func.distinct(article.id))).where(
        now.article_id == article.id,
        now.sha256 == article.reading_sha256,
        other,
        then.recorded_at < end,
        turned,
    )
    return connection.execute(wanted).scalar() or 0


def contested_claims(
    contested: bool | None, known: Known | None = None
) -> Iterator[ColumnElement[bool]]:
    """That others claim the contrary of a claim, or that nobody does, as `known` at a day's end."""
    if contested is None:
        return
    end = end_of(known[0]) if known and known[1] is Clock.STORE else None
    other = ledger.alias().c
    denied = (
        select(ledger.c.fact_id)
        .where(ledger.c.holds.is_(False), ~withdrawn(before=end), *_kept_by(ledger.c, known))
        .distinct()
        .subquery()
    )
    # Few claims deny: each of their facts is looked up once, and not all facts counted.
    both = select(denied.c.fact_id).where(
        exists(
            select(true()).where(
                other.fact_id == denied.c.fact_id,
                other.holds.is_(True),
                ~_taken_back(other.number, end),
                *_kept_by(other, known),
            )
        )
    )
    claims = select(ledger.c.claim_id).where(
        ledger.c.fact_id.in_(both), ~withdrawn(before=end), *_kept_by(ledger.c, known)
    )
    claim = schema.claims.c
    yield claim.id.in_(claims) if contested else claim.id.not_in(claims)


def _kept_by(line: Any, known: Known | None) -> list[ColumnElement[bool]]:
    """That a line of the ledger was known at the end of a day."""
    if known is None:
        return []
    day, clock = known
    return [line.told_on <= day if clock is Clock.PUBLISHED else line.recorded_at < end_of(day)]


def _taken_back(entry: ColumnElement[int], before: datetime | None) -> ColumnElement[bool]:
    """That a line of the ledger, by its number, was withdrawn: before a moment, or at all."""
    taken = select(true()).where(withdrawals.c.entry == entry)
    if before is not None:
        taken = taken.where(withdrawals.c.withdrawn_at < before)
    return exists(taken)
