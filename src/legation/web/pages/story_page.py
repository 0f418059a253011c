"""Stories: which article comes from which, and what each outlet cut, added and changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.query import Query
from legation.ask.stories import all_stories, stories_with
from legation.errors import InputError
from legation.records import Article, Story
from legation.telling.safe import clean
from legation.web.compared import Compared, compare
from legation.web.differing import told_differently
from legation.web.downloads import csv_file, data_links
from legation.web.paging import page_after
from legation.web.rendering import Pages, counted
from legation.web.shown import headline, outlet_of, published_phrase

router = APIRouter(include_in_schema=False)
PAGE, MEMBERS = 40, 60
COLUMNS = ("story", "article", "title", "outlet", "published", "from_article", "relation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of a story: `depth` steps from an origin, `how` it comes from `source`."""

    id: str
    title: str
    outlet: str
    published: str
    depth: int
    how: str
    source: str
    compared: Compared | None


@router.get("/stories.csv")
def as_csv(request: Request) -> Response:
    """Every article of every story with the one it comes from, as a table for spreadsheets."""
    query: Query = request.app.state.pages.query
    rows = (row for story in all_stories(query.store) for row in _rows(query, story))
    return csv_file(COLUMNS, rows, "stories")


@router.get("/stories")
def stories(request: Request, after: str = "") -> Response:
    """Stories of two articles or more, the largest first."""
    pages: Pages = request.app.state.pages
    found = all_stories(pages.query.store)
    shown, token = page_after(found, lambda s: (-len(s.articles), s.id), after=after, size=PAGE)
    return pages.page(
        request,
        "stories.html",
        title="Stories",
        total=len(found),
        shown=[_line(pages.query, each) for each in shown],
        more=f"/stories?after={token}" if token else "",
        downloads=data_links(request, [("CSV", "/stories.csv")]),
        missing=["Articles that share no text with another are in no story here."],
    )


@router.get("/story/{key}.csv")
def story_csv(request: Request, key: str) -> Response:
    """The articles of one story with the one each comes from."""
    query: Query = request.app.state.pages.query
    return csv_file(COLUMNS, _rows(query, _story(query, key)), "story")


@router.get("/story/{key}")
def story(request: Request, key: str) -> Response:
    """One story, by its id or by any article of it."""
    pages: Pages = request.app.state.pages
    query = pages.query
    found = _story(query, key)
    members = _members(query, found)
    head = query.reading(found.articles[0]).article
    left_out = len(found.articles) - len(members)
    return pages.page(
        request,
        "story.html",
        title=headline(head),
        story=found,
        members=members,
        differing=told_differently(query, articles=found.articles),
        agencies=[clean(each) for each in found.agencies],
        downloads=data_links(request, [("CSV", f"/story/{found.articles[0]}.csv")]),
        missing=[f"{counted(left_out, 'later article')} of the story not shown."]
        if left_out
        else [],
    )


def _story(query: Query, key: str) -> Story:
    """The story of an id, or of an article; raises `InputError` for neither."""
    by_id = [each for each in all_stories(query.store) if len(key) >= 8 and each.id.startswith(key)]
    if len(by_id) == 1:
        return by_id[0]
    article = query.find(key).reading.article.id
    found = stories_with(query.store, [article])
    if not found:
        raise InputError(f"{key[:60]!r}: no such record in a story; see /stories for all")
    return found[0]


def _members(query: Query, story: Story) -> list[Member]:
    """The articles in the order of a tree: each after the one it comes from."""
    sources = {article: (source, how) for article, source, how in story.lineage}
    below: dict[str, list[str]] = {}
    for article in story.articles:
        below.setdefault(sources.get(article, ("", ""))[0], []).append(article)
    texts: dict[str, Article] = {}
    out: list[Member] = []
    todo = [(article, 0) for article in reversed(below.get("", []))]
    while todo and len(out) < MEMBERS:
        article, depth = todo.pop()
        texts[article] = query.reading(article).article
        source, how = sources.get(article, ("", ""))
        out.append(_member(texts[article], texts.get(source), depth, how))
        todo += [(each, depth + 1) for each in reversed(below.get(article, []))]
    return out


def _member(article: Article, source: Article | None, depth: int, how: str) -> Member:
    return Member(
        id=article.id,
        title=headline(article),
        outlet=outlet_of(article),
        published=published_phrase(article.published),
        depth=min(depth, 5),
        how=how.replace("_", " "),
        source=outlet_of(source) if source else "",
        compared=compare(source.text, article.text) if source else None,
    )


def _line(query: Query, story: Story) -> dict[str, Any]:
    first = query.reading(story.articles[0]).article
    return {
        "id": story.id,
        "title": headline(first),
        "outlet": outlet_of(first),
        "published": published_phrase(first.published),
        "articles": len(story.articles),
        "origins": story.independent_origins,
    }


def _rows(query: Query, story: Story) -> Sequence[tuple[object, ...]]:
    sources = {article: (source, how) for article, source, how in story.lineage}
    rows = []
    for article in story.articles:
        each = query.reading(article).article
        source, how = sources.get(article, (None, "origin"))
        day = each.published.first if each.published else None
        rows.append((story.id, article, each.title, each.outlet, day, source, how))
    return rows
