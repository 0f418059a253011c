"""`legation read`: pages to their records, for the eye or for a program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.day_type import EXACT_DAY
from legation.cli.exits import Exit, exit_of_skipped
from legation.cli.skips import tell_skipped
from legation.cli.terminal import make_console, settings_from, shared_options

if TYPE_CHECKING:
    from legation.documents.sources import Sources
    from legation.records import Article, Page, Reading, Skipped
    from legation.settings import Settings

MOST_TYPED = 4_000  # characters of a text that is taken as typed; a page's dump is mostly longer


@click.command(short_help="Read pages and show what they say.")
@click.argument("sources", nargs=-1, metavar="[PATH | URL | -]...")
@click.option("--json", "as_json", is_flag=True, help="One record a line, as JSON.")
@click.option("--all", "whole", is_flag=True, help="Events of which the reader is unsure, too.")
@click.option(
    "--published",
    type=EXACT_DAY,
    metavar="DATE",
    help="The day of publication (2024-03-09), in place of what the page says.",
)
@shared_options
def read(
    sources: Sequence[str],
    as_json: bool,
    whole: bool,
    published: datetime | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Read pages and show what they say.

    A page is a file of HTML or text, an address on the web, or `-` for standard input. Folders and
    tables (JSON lines or CSV with a column `text`) are read story by story. A few sentences on
    standard input, or in a text file that you name, are read as they are.

    \b
    Examples:
      legation read story.html
      legation read --published 2024-03-09 notes.txt
      echo "France recalled its ambassador." | legation read -
      curl -s https://example.org/story | legation read -
      legation read --json stories/ > readings.jsonl
    """  # noqa: D301
    from legation.documents.sources import find_sources, one_request

    settings = settings_from(settings_file, debug=debug)
    if not sources and sys.stdin.isatty():
        raise click.UsageError("Name a page: a file, an address, or - for standard input")
    found = find_sources(
        sources or ["-"],
        max_bytes=settings.max_page_bytes,
        stdin=sys.stdin.buffer,
        fetch_page=partial(
            one_request,
            max_bytes=settings.max_page_bytes,
            timeout_s=settings.timeout_s,
            private=settings.private(),
        ),
    )
    skipped: list[Skipped] = []
    articles = articles_of(found, skipped, published=published, named=frozenset(sources))
    shown = 0
    show = _printer(as_json=as_json, whole=whole)
    for reading in readings_of(articles, settings):
        show(reading)
        shown += 1
    return Exit.OK if shown else exit_of_skipped(skipped)


def articles_of(
    sources: Sources,
    skipped: list[Skipped],
    *,
    published: datetime | None,
    named: frozenset[str] = frozenset(),
) -> Iterator[Article]:
    """The articles of the sources; what gives none is told at once and added to `skipped`.

    A few sentences are read as they are where they were typed or stand in a file that is `named`.
    """
    from legation.extract.article import article_of
    from legation.records import Page, Skipped, published_on

    for item in sources.items():
        result = article_of(item)
        if isinstance(result, Skipped) and isinstance(item, Page) and _is_meant(item, named):
            result = typed_text(item) or result
        if isinstance(result, Skipped):
            skipped.append(result)
            tell_skipped(result)
        elif published is not None:
            yield replace(result, published=published_on(published.date()))
        else:
            yield result


def _is_meant(page: Page, named: frozenset[str]) -> bool:
    """Whether somebody typed these words or named the file that holds them."""
    return page.origin.kind == "stdin" or (
        page.media_type == "text/plain" and page.origin.path in named
    )


def typed_text(page: Page) -> Article | None:
    """The article of a few sentences; `None` for markup, other languages and walls.

    A page without a story is turned down, but who types a sentence means it. A first line that
    ends no sentence and has an empty line below it is the headline.
    """
    from legation.extract.language import language_of
    from legation.extract.no_story import page_instead
    from legation.records import Article

    try:
        text = page.body.decode("utf-8").strip()
    except UnicodeDecodeError:
        return None
    is_markup = "<" in text and ">" in text
    if is_markup or len(text) > MOST_TYPED or not any(map(str.isalpha, text)):
        return None
    title, body = _headline_of(text)
    if language_of(text) not in (None, "en") or page_instead((title,), body):
        return None
    return Article.from_text(body, title=title)


def _headline_of(text: str) -> tuple[str | None, str]:
    from legation.extract.features import SENTENCE_END

    head, gap, body = text.partition("\n\n")
    is_headline = gap and body.strip() and "\n" not in head and not head.endswith(SENTENCE_END)
    return (head.strip(), body.strip()) if is_headline else (None, text)


def readings_of(articles: Iterator[Article], settings: Settings) -> Iterator[Reading]:
    """The readings; the model is loaded only when there is an article to read."""
    first = next(articles, None)
    if first is None:
        return
    from itertools import chain

    from legation.read import Reader

    yield from Reader(settings).read_many(chain([first], articles))


def _printer(*, as_json: bool, whole: bool) -> Callable[[Reading], None]:
    if as_json:
        from legation.codec import encode

        return lambda reading: click.echo(encode(reading))
    from legation.cli.show_reading import show_reading

    console = make_console()
    return lambda reading: show_reading(reading, console, whole=whole)
