"""The ledger of feeds: what was asked, when, what failed, since when, and what was offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, func, insert, select, update

from legation.records import Feed, Offer, OfferOutcome, Poll, PollOutcome
from legation.store.intake.intake_tables import feeds, offers, polls
from legation.store.store import Store

MANY = 400  # values in one question


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """A feed with the counts of its ledger: polls by outcome, and stories by what became of them.

    `answers` are the moments of polls that were answered, in order.
    """

    feed: Feed
    polls: dict[str, int]
    offered: dict[str, int]
    answers: tuple[datetime, ...]
    last_failure: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedIn:
    """How many stories were offered in a month, and how many of them are in the store."""

    period: str
    offered: int
    got: int


def add_feeds(store: Store, named: Iterable[Feed]) -> None:
    """Put feeds into the ledger; how things stand with one that is there stays as it is."""
    with store.writing() as connection:
        for each in named:
            here = feeds.c.url == each.url
            if connection.execute(select(feeds.c.url).where(here)).first() is None:
                connection.execute(insert(feeds).values(**_row(each)))
            else:
                connection.execute(update(feeds).where(here).values(every_s=each.every_s))


def watched(store: Store, *, due: datetime | None = None) -> tuple[Feed, ...]:
    """The feeds of the ledger, the one to be asked next first.

    With `due` only those that are to be asked by then, without the ones that have ended.
    """
    asked = select(feeds).order_by(feeds.c.next_at, feeds.c.url)
    if due is not None:
        asked = asked.where(feeds.c.next_at <= due, feeds.c.ended_at.is_(None))
    with store.reading() as connection:
        return tuple(_feed(row) for row in connection.execute(asked))


def keep_poll(store: Store, feed: Feed, poll: Poll) -> None:
    """Keep that a feed was asked, and how things stand with it now, in one transaction.

    What came of the poll must be in the store by then: a run that is killed before asks again.
    """
    with store.writing() as connection:
        connection.execute(update(feeds).where(feeds.c.url == feed.url).values(**_row(feed)))
        connection.execute(insert(polls).values(**_row(poll)))


def keep_offers(store: Store, found: Sequence[Offer]) -> None:
    """Keep what became of stories; one that was offered before keeps the first moment."""
    if not found:
        return
    with store.writing() as connection:
        for each in found:
            here = (offers.c.feed == each.feed) & (offers.c.url == each.url)
            row = _row(each)
            if connection.execute(select(offers.c.url).where(here)).first() is None:
                connection.execute(insert(offers).values(**row))
            else:
                row.pop("first_at")
                connection.execute(update(offers).where(here).values(**row))


def offers_of(store: Store, urls: Sequence[str], *, feed: str | None = None) -> dict[str, Offer]:
    """What is known of stories by their addresses, of one feed or of the first that offered each.

    Of several feeds one by which a story was had comes before the others.
    """
    found: dict[str, Offer] = {}
    with store.reading() as connection:
        for start in range(0, len(urls), MANY):
            asked = select(offers).where(offers.c.url.in_(urls[start : start + MANY]))
            if feed is not None:
                asked = asked.where(offers.c.feed == feed)
            for row in connection.execute(asked.order_by(offers.c.first_at, offers.c.feed)):
                given = {f.name: getattr(row, f.name) for f in fields(Offer)}
                offer = Offer(**{**given, "outcome": OfferOutcome(row.outcome)})
                if row.url not in found or found[row.url].outcome is not OfferOutcome.GOT:
                    found[row.url] = offer
    return found


def polled(store: Store) -> tuple[Polled, ...]:
    """Every feed with what its ledger counts, by address."""
    with store.reading() as connection:
        rows = [_feed(row) for row in connection.execute(select(feeds).order_by(feeds.c.url))]
        return tuple(_polled(connection, feed) for feed in rows)


def offered_by_month(store: Store) -> tuple[OfferedIn, ...]:
    """The stories that feeds offered by the month they are of, each address once.

    A story that tells no day counts in the month in which it was offered first.
    """
    got = func.max(case((offers.c.outcome == OfferOutcome.GOT, 1), else_=0))
    asked = select(func.min(offers.c.day), func.min(offers.c.first_at), got)
    months: dict[str, list[int]] = {}
    with store.reading() as connection:
        for day, first_at, is_here in connection.execute(asked.group_by(offers.c.url)):
            counts = months.setdefault(f"{day or first_at:%Y-%m}", [0, 0])
            counts[0] += 1
            counts[1] += is_here
    return tuple(OfferedIn(period=p, offered=n, got=g) for p, (n, g) in sorted(months.items()))


def _polled(connection: Connection, feed: Feed) -> Polled:
    mine = polls.c.feed == feed.url
    times = func.count()
    counted = select(polls.c.outcome, times).where(mine).group_by(polls.c.outcome)
    became = select(offers.c.outcome, times).where(offers.c.feed == feed.url)
    answered = select(polls.c.at).where(
        mine, polls.c.outcome.in_([PollOutcome.FULL, PollOutcome.UNCHANGED])
    )
    failed = select(polls.c.detail).where(mine, polls.c.outcome == PollOutcome.FAILED)
    return Polled(
        feed=feed,
        polls=_counts(connection.execute(counted).all()),
        offered=_counts(connection.execute(became.group_by(offers.c.outcome)).all()),
        answers=tuple(connection.execute(answered.order_by(polls.c.number)).scalars()),
        last_failure=connection.execute(
            failed.order_by(polls.c.number.desc()).limit(1)
        ).scalar_one_or_none(),
    )


def _feed(row: Any) -> Feed:
    return Feed(**{f.name: getattr(row, f.name) for f in fields(Feed)})


def _row(record: Feed | Poll | Offer) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record)}


def _counts(rows: Iterable[Any]) -> dict[str, int]:
    return {str(name): int(times) for name, times in rows}
