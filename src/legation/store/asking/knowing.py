"""What was known on a day, and which claims stand against each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select, true

from legation.errors import InputError
from legation.store import schema
from legation.store.asking.wanted import Clock, Wanted
from legation.store.ledger_tables import ledger, withdrawals
from legation.store.ledger_writer import withdrawn


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
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
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
    number = connection.execute(wanted).scalar() or 0
    if number:
        raise InputError(
            f"known={day}: {number} of the articles were read otherwise then, and only their "
            "newest reading can be searched; ask with clock=published, or for facts"
        )


def contested_claims(contested: bool | None) -> Iterator[ColumnElement[bool]]:
    """That others claim the contrary of a claim, or that nobody does."""
    if contested is None:
        return
    other = ledger.alias().c
    denied = (
        select(ledger.c.fact_id)
        .where(ledger.c.holds.is_(False), ~withdrawn())
        .distinct()
        .subquery()
    )
    # Few claims deny: each of their facts is looked up once, and not all facts counted.
    both = select(denied.c.fact_id).where(
        exists(
            select(true()).where(
                other.fact_id == denied.c.fact_id,
                other.holds.is_(True),
                ~_taken_back(other.number),
            )
        )
    )
    claims = select(ledger.c.claim_id).where(ledger.c.fact_id.in_(both), ~withdrawn())
    claim = schema.claims.c
    yield claim.id.in_(claims) if contested else claim.id.not_in(claims)


def _taken_back(entry: ColumnElement[int]) -> ColumnElement[bool]:
    """That a line of the ledger, by its number, was withdrawn."""
    return exists(select(true()).where(withdrawals.c.entry == entry))
