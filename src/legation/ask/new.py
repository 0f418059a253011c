"""What came in: articles published, or taken into the store, since a day, with their origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legation.ask.days import Days
from legation.ask.filters import Asked
from legation.ask.names import Names
from legation.ask.resolving.meanings import Resolved
from legation.ask.sources import Source
from legation.ask.stories import stories_with
from legation.records import Reading, Story
from legation.store import Query, Store
from legation.store.asking.arrivals import Arrival, arrivals
from legation.store.asking.patience import check_time
from legation.store.asking.provenance import places_of

AT_ONCE = 100  # readings loaded at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An article that came in, with its story: how many independent origins that has.

    `copy_of` is the article that it repeats, where it has nothing of its own.
    """

    source: Source
    arrival: Arrival
    story: Story
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """Articles since a day, the newest first; `undated` ones have no day of publication.

    Those without a day are among `articles` where they came into the store since that day.
    """

    articles: tuple[News, ...]
    total: int
    undated: int
    resolved: tuple[Resolved, ...]


def new(
    store: Store,
    names: Names,
    *,
    since: Days,
    about: Sequence[str] = (),
    limit: int | None = None,
) -> New:
    """The articles published since a day that mention any of those named; `None` gives all.

    An article without a day of publication counts by the day it came into the store. Raises
    `InputError` for a name that nobody bears.
    """
    asked = Asked(names, store)
    parties = tuple(asked.party(name) for name in about)
    first: date | None = since.first
    found = arrivals(store, parties, first=first, last=since.last)
    shown = found if limit is None else found[:limit]
    ids = [each.article_id for each in shown]
    stories = {a: s for s in stories_with(store, ids) for a in s.articles} if ids else {}
    where = places_of(store, ids)
    query = Query(store)
    articles = []
    readings: dict[str, Reading] = {}
    for place, each in enumerate(shown):
        if place % AT_ONCE == 0:
            check_time()
            readings = query.readings_of(ids[place : place + AT_ONCE])
        reading = readings[each.article_id]
        story = stories.get(each.article_id) or Story(
            id=each.article_id, articles=(each.article_id,)
        )
        articles.append(
            News(
                source=Source(reading=reading, at=where[each.article_id]),
                arrival=each,
                story=story,
                copy_of=next((e for a, e, _ in story.lineage if a == each.article_id), None),
            )
        )
    return New(
        articles=tuple(articles),
        total=len(found),
        undated=sum(each.published is None for each in found),
        resolved=tuple(asked.resolved),
    )
