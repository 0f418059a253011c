"""What belongs together in a store: its texts linked to stories, its events merged to occurrences.

All of it is derived from the articles and events in the store and from nothing else, so it is the
same in whatever order and in however many runs they came in.
"""

from __future__ import annotations

from collections.abc import Sequence

from legation.records import Story
from legation.store import Store, near
from legation.stories.fingerprint import VERSION, fingerprint
from legation.stories.group import find_stories
from legation.stories.relation import least_shared, link

BATCH = 200  # articles in one transaction


def update_stories(store: Store) -> int:
    """Link the articles that came in or changed since the last time; give how many these were."""
    done = 0
    while True:
        with store.writing() as connection:
            batch = near.pending(connection, version=VERSION, limit=BATCH)
            for article in batch:
                text = fingerprint(article)
                near.keep(connection, text, version=VERSION)
                others = near.sharing(connection, text, least_shared)
                found = [each for other in others if (each := link(text, other)) is not None]
                near.keep_links(connection, text.article_id, found)
        done += len(batch)
        if len(batch) < BATCH:
            return done


def stories_with(store: Store, articles: Sequence[str]) -> tuple[Story, ...]:
    """The stories that the articles belong to, each whole."""
    with store.reading() as connection:
        links = near.links_among(connection, articles)
        members = {*articles, *(each.later for each in links), *(each.earlier for each in links)}
        texts = near.heads(connection, sorted(members))
    wanted = set(articles)
    return tuple(s for s in find_stories(texts, links) if wanted & set(s.articles))


def all_stories(store: Store) -> tuple[Story, ...]:
    """Every story of two articles or more, the first seen first."""
    with store.reading() as connection:
        links = near.all_links(connection)
        members = {each.later for each in links} | {each.earlier for each in links}
        texts = near.heads(connection, sorted(members))
    return tuple(story for story in find_stories(texts, links) if len(story.articles) > 1)
