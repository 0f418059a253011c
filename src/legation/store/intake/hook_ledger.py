"""How far webhooks have been told: what came in after the last line they have had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select

from legation.store.intake.intake_tables import webhooks
from legation.store.schema import articles, readings
from legation.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How things stand with a webhook.

    `told` is the number of the last reading it has had, `failures` how often in a row it could not
    be told the next; one that has `ended_at` is told nothing more.
    """

    id: str
    told: int
    next_at: datetime
    failures: int = 0
    detail: str | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """Articles of which a reading came in, and the number of the last of these readings."""

    articles: tuple[str, ...]
    last: int


def standing_of(store: Store, id_: str, *, at: datetime) -> Standing:
    """How things stand with a webhook; one that is new begins with what comes in from now on."""
    with store.reading() as connection:
        row = connection.execute(select(webhooks).where(webhooks.c.id == id_)).first()
        last = connection.execute(select(func.max(readings.c.number))).scalar() or 0
    if row is not None:
        return Standing(**row._mapping)
    new = Standing(id=id_, told=last, next_at=at)
    keep_standing(store, new)
    return new


def keep_standing(store: Store, standing: Standing) -> None:
    """Keep how things stand with a webhook in place of what was kept before."""
    row = {c.name: getattr(standing, c.name) for c in webhooks.c}
    with store.writing() as connection:
        connection.execute(delete(webhooks).where(webhooks.c.id == standing.id))
        connection.execute(insert(webhooks).values(**row))


def came_in(store: Store, *, after: int, limit: int) -> CameIn:
    """What was read after the reading of a number, a batch at a time, in the order it came.

    Of an article that was read several times only the current reading counts.
    """
    line = readings.c
    asked = (
        select(line.number, line.article_id, line.sha256 == articles.c.reading_sha256)
        .join(articles, articles.c.id == line.article_id)
        .where(line.number > after)
        .order_by(line.number)
        .limit(limit)
    )
    with store.reading() as connection:
        found = connection.execute(asked).all()
    current = dict.fromkeys(article for _, article, is_current in found if is_current)
    return CameIn(articles=tuple(current), last=found[-1][0] if found else after)
