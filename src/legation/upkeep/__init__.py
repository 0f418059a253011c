"""Keeping a store in order: new texts linked to stories, and judgements of reports.

All of it is derived from the articles and events in the store and from nothing else, so it is the
same in whatever order and in however many runs they came in.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from legation.errors import InputError
from legation.records import Anchor, Judgement, Verdict
from legation.store import Found, Query, Store, near
from legation.store.judgements import keep_judgement
from legation.stories.fingerprint import VERSION, fingerprint
from legation.upkeep.near_links import take_in

BATCH = 250  # articles in one transaction


def update_stories(store: Store) -> int:
    """Link the articles that came in or changed since the last time; give how many these were."""
    done = last = 0
    while True:
        with store.writing() as connection:
            batch = near.pending(connection, version=VERSION, limit=BATCH, after=last)
            if not batch:
                return done
            texts = {each.number: fingerprint(each.article) for each in batch}
            near.forget(connection, [*texts])
            near.keep(connection, texts, version=VERSION)
            take_in(connection, texts)
        done += len(batch)
        last = batch[-1].number


def judge(
    store: Store, left: str, right: str, verdict: Verdict, *, at: datetime, note: str | None = None
) -> Judgement:
    """Keep what somebody says of two reports, named by the beginnings of their events' ids.

    Raises `InputError` where an id is of no event, and where both are of the same.
    """
    query = Query(store)
    anchors = [_anchor(query.find(prefix)) for prefix in (left, right)]
    if anchors[0] == anchors[1]:
        raise InputError(f"{left} and {right} are the same report; name two")
    judgement = Judgement(
        left=anchors[0], right=anchors[1], verdict=verdict, recorded_at=at, note=note
    )
    with store.writing() as connection:
        keep_judgement(connection, judgement)
    return judgement


def _anchor(found: Found[Any]) -> Anchor:
    if found.kind != "event":
        raise InputError(f"{found.id} is of a {found.kind}; name an event, as in a timeline")
    trigger = found.record.trigger
    return Anchor(
        event=found.id, article_id=trigger.article_id, start=trigger.start, end=trigger.end
    )
