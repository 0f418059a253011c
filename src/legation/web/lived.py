"""Occurrences as pages show them: the line of the first report, how often and by whom told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legation.ask.listed import DeedRow
from legation.ask.timeline import Timeline
from legation.records import Occurrence
from legation.telling.phrases import when_phrase
from legation.web.rendering import counted
from legation.web.shown import Name, Words, event_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """An occurrence in a list: its first report's line and code, and how often it was told."""

    id: str
    mark: str
    when: str
    subject: Sequence[Name]
    verb: str
    object: Sequence[Name]
    status: str
    reports: str
    origins: str
    article: str
    outlet: str
    words: Words
    code: str


def without_days(unit: str, undated: int, *, left_out: int, unread: int) -> list[str]:
    """What a list puts last for telling no day, what it leaves out, what was not looked at."""
    told = []
    if undated:
        told.append(f"{counted(undated, unit)} shown here tell no day and come last.")
    if left_out:
        told.append(f"{counted(left_out, unit)} left out for telling no day.")
    if unread:
        told.append(f"{counted(unread, 'earlier report')} were not looked at: name an actor, "
                    "or days.")  # fmt: skip
    return told


def lived(each: Occurrence, found: Timeline) -> Lived:
    """An occurrence of a timeline as a list shows it."""
    report = found.reports[each.reports[0]]
    event = report.event
    source = found.sources[event.trigger.article_id]
    line = event_line(DeedRow(event=event, source=source))
    return Lived(
        id=event.id,
        mark=line.mark,
        when=when_phrase(each.when) or "day not told",
        subject=line.subject,
        verb=line.verb,
        object=line.object,
        status=line.status,
        reports=counted(len(each.reports), "report"),
        origins=counted(each.independent_origins, "origin"),
        article=line.article,
        outlet=line.outlet,
        words=line.words[0],
        code=line.code,
    )
