"""The stories of a store: near copies and follow-ups, gathered from links."""

from __future__ import annotations

from collections.abc import Sequence

from legation.records import Story
from legation.store import Store, near
from legation.stories.group import find_stories


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
