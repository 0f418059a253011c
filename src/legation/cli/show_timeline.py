"""Occurrences with their reports, and stories with their articles, printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.text import Text

from legation.cli.layout import entry, words
from legation.cli.show_answers import show_resolved
from legation.cli.show_parties import parties
from legation.records import Article, Occurrence, Report, Story
from legation.telling.phrases import counted, day, sentence_of, when_phrase
from legation.telling.safe import clean

if TYPE_CHECKING:
    from legation.ask.timeline import Timeline

MAX_REPORTS = 8  # of one occurrence that are shown


def show_timeline(found: Timeline, console: Console, *, most: int | None = None) -> None:
    """Print occurrences by day, each with its reports, what they agree on and their origins."""
    show_resolved(found.counted, console)
    reports = counted(sum(len(each.reports) for each in found.occurrences), "report")
    told = f"{counted(len(found.occurrences), 'occurrence')}, {reports}"
    if most is not None and most < len(found.occurrences):
        told += f", {most:,} shown: raise --limit or write --csv"
    if found.counted.undated:
        left = counted(found.counted.undated, "occurrence")
        told += f" · {left} without a day left out"
    if found.unread:
        told += f" · {counted(found.unread, 'event')} too many to look at: name fewer days"
    console.print(Text(told, "dim"))
    for number, each in enumerate(found.occurrences[:most], 1):
        console.print()
        console.print(_occurrence(number, each, found))


def show_stories(
    stories: Sequence[Story], articles: Mapping[str, Article], console: Console
) -> None:
    """Print stories, the first seen first, each with its articles and where they come from."""
    total = sum(len(story.articles) for story in stories)
    one = f"{len(stories):,} {'story' if len(stories) == 1 else 'stories'}"
    console.print(Text(f"{one} of {counted(total, 'article')}", "dim"))
    for number, story in enumerate(stories, 1):
        console.print()
        console.print(_story(number, story, articles))


def _occurrence(number: int, each: Occurrence, found: Timeline) -> RenderableType:
    first = found.reports[each.reports[0]].event
    head = Text(when_phrase(each.when) or "day unknown", "bold")
    head.append(f" · {clean(each.type)} ", "magenta").append_text(parties(first.actors))
    if first.recipients:
        head.append(" → ").append_text(parties(first.recipients))
    head.append(f" · in {clean(each.place)}" if each.place else "")
    units = (
        counted(len(each.reports), "report"),
        counted(len(each.articles), "article"),
        counted(each.independent_origins, "independent origin"),
    )
    lines: list[RenderableType] = [head, Text(", ".join(units), "dim")]
    if each.reasons:
        lines.append(Text("joined by " + "; ".join(map(clean, each.reasons)), "dim"))
    for report in each.reports[:MAX_REPORTS]:
        lines += _report(found.reports[report], found)
    if len(each.reports) > MAX_REPORTS:
        lines.append(Text(f"and {len(each.reports) - MAX_REPORTS:,} more reports", "dim"))
    return entry(number, lines, each.id)


def _report(report: Report, found: Timeline) -> list[RenderableType]:
    event = report.event
    text = found.sources[event.trigger.article_id].article.text
    start, end = sentence_of(text, event.trigger)
    told = day(report.told_on) if report.told_on else "day unknown"
    outlet = clean(report.outlet or report.agency or "outlet unknown")
    line = f"{event.id[:9]} · {outlet}, {told} · {event.status}"
    source = found.sources[event.trigger.article_id].at.told
    where = [Text(clean(source), "dim", overflow="fold")] if source else []
    return [Text(line, "dim"), words(text[start:end]), *where]


def _story(number: int, story: Story, articles: Mapping[str, Article]) -> RenderableType:
    sources = {article: (earlier, relation) for article, earlier, relation in story.lineage}
    head = Text(clean(articles[story.articles[0]].title or "(no title)"), "bold")
    units = (
        counted(len(story.articles), "article"),
        counted(story.independent_origins, "independent origin"),
        *(f"agency {clean(agency)}" for agency in story.agencies),
    )
    lines: list[RenderableType] = [head, Text(", ".join(units), "dim")]
    for article_id in story.articles:
        article = articles[article_id]
        told = when_phrase(article.published) or "day unknown"
        line = Text(f"{article_id[:9]} · {clean(article.outlet or 'outlet unknown')}, {told}")
        if article_id in sources:
            earlier, relation = sources[article_id]
            line.append(f" · {relation} of {earlier[:9]}", "yellow")
        else:
            line.append(" · first seen", "green")
        lines.append(line)
    return entry(number, lines, story.id)
