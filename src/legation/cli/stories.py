"""`legation stories`: which articles are copies and updates of one another."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.exits import Exit
from legation.cli.terminal import make_console, settings_from, shared_options, store_option


@click.command(short_help="Show which articles are copies and updates of one another.")
@click.argument("article_ids", nargs=-1, metavar="[ARTICLE]...")
@click.option("--limit", type=click.IntRange(1), default=50, help="Stories at most.")
@click.option("--json", "as_json", is_flag=True, help="One story a line, as JSON.")
@store_option
@shared_options
def stories(
    article_ids: tuple[str, ...],
    limit: int,
    as_json: bool,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show which articles are copies and updates of one another, and how many are independent.

    Without ARTICLE (the beginning of an id) all stories of two articles or more are shown, largest
    first. Articles that came in since the last time are compared first.

    \b
    Examples:
      legation stories
      legation stories a8cfd68b --store wire.db
      legation stories --json | jq .independent_origins
    """  # noqa: D301
    from legation.ask.stories import all_stories, stories_with
    from legation.cli.show_timeline import show_stories
    from legation.codec import encode_record
    from legation.store import Query, Store
    from legation.upkeep import update_stories

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, busy_timeout_s=settings.busy_timeout_s) as opened:
        update_stories(opened)
        query = Query(opened)
        if article_ids:
            named = [query.find(prefix).reading.article.id for prefix in article_ids]
            found = stories_with(opened, named)
        else:
            found = all_stories(opened)
        shown = sorted(found, key=lambda story: -len(story.articles))[:limit]
        members = {a for story in shown for a in story.articles}
        articles = {a: query.reading(a).article for a in sorted(members)}
    if as_json:
        for story in shown:
            click.echo(encode_record(story))
    else:
        show_stories(shown, articles, make_console())
    return Exit.OK
