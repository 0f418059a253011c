"""Whatever a source gives, one function makes the article of it."""

from __future__ import annotations

from dump_stories import STORIES
from factories import an_article
from page_factory import a_page

from legation.extract.article import article_of
from legation.records import Article, ArticleRow, Origin, Skipped, SkipReason

TOO_LARGE = Skipped(stage="fetch", reason=SkipReason.TOO_LARGE, detail="4 GB")


def test_row_gives_its_article_as_it_stands() -> None:
    story = an_article("Peru met Chile.")
    row = ArticleRow(article=story, origin=Origin(kind="csv", path="x.csv", offset=2))
    assert article_of(row) is story


def test_what_was_skipped_before_stays_so() -> None:
    assert article_of(TOO_LARGE) is TOO_LARGE


def test_page_gives_what_is_extracted() -> None:
    page = a_page(STORIES[3].dump())
    found = article_of(page)
    assert isinstance(found, Article)
    assert found.raw_sha256 == page.sha256


def test_page_without_a_story_says_where_it_came_from() -> None:
    page = a_page("nothing")
    found = article_of(page, lambda given: TOO_LARGE)
    assert isinstance(found, Skipped)
    assert (found.origin, found.sha256) == (page.origin, page.sha256)
