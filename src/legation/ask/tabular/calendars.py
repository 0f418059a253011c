"""Meetings and deadlines as iCalendar (RFC 5545), for calendars of any make.

Only what has a day stands in a calendar, and a month or year is never put on its first day: it is
an entry as long as it may be, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.ask.met import Meeting, Met
from legation.errors import InputError
from legation.records import Commitment, Precision, Status, When
from legation.telling.phrases import and_last, name_of, when_phrase
from legation.telling.safe import clean

if TYPE_CHECKING:
    from icalendar import Calendar

_STATUS = {Status.PLANNED: "TENTATIVE", Status.POSSIBLE: "TENTATIVE", Status.DENIED: "CANCELLED"}
# Of every entry: the same record gives the same bytes whenever it is written.
_STAMP = datetime(1970, 1, 1, tzinfo=UTC)


def meeting_calendar(found: Met) -> Calendar:
    """The meetings held, planned and otherwise told that have a day."""
    calendar = _empty("Meetings")
    for each in (*found.held, *found.planned, *found.other):
        if each.occurrence.when is not None:
            _add(
                calendar,
                uid=each.occurrence.id,
                when=each.occurrence.when,
                summary=_who(each, found),
                description=_told(each, found),
                status=_STATUS.get(each.status, "CONFIRMED"),
                location=each.place,
            )
    return calendar


def commitment_calendar(found: Iterable[Commitment]) -> Calendar:
    """The promises and demands that name a last day, each on that day."""
    calendar = _empty("Deadlines")
    for each in found:
        end = (each.due.last or each.due.first) if each.due else None
        if each.due is None or end is None:
            continue
        by = ", ".join(map(name_of, each.by)) or "somebody not named"
        of = ", ".join(map(name_of, each.of))
        what = f"{str(each.kind).capitalize()} by {by}" + (f", of {of}" if of else "")
        words = f"“{clean(each.content.text)}” ({each.status}; due {when_phrase(each.due)})"
        _add(
            calendar,
            uid=each.id,
            when=When(first=end, last=end, precision=Precision.DAY, how=each.due.how),
            summary=what,
            description=words,
            status="CONFIRMED",
            location=None,
        )
    return calendar


def write_calendar(calendar: Calendar, path: str | Path | None = None) -> bytes:
    """The calendar's bytes, also written to a file where one is named."""
    told: bytes = calendar.to_ical()
    if path is not None:
        Path(path).write_bytes(told)
    return told


def _empty(name: str) -> Calendar:
    if find_spec("icalendar") is None:
        raise InputError("icalendar is not installed; install it: pip install 'legation[calendar]'")
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Legation//Legation//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _add(calendar: Any, *, uid: str, when: When, summary: str, description: str, status: str,
         location: str | None) -> None:  # fmt: skip
    from icalendar import Event

    first, last = _ends(when)
    entry = Event()
    entry.add("uid", f"{uid}@legation")
    entry.add("dtstamp", _STAMP)
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))  # the day after, as the standard has it
    entry.add("transp", "TRANSPARENT")
    entry.add("summary", summary)
    entry.add("description", description)
    entry.add("status", status)
    if location:
        entry.add("location", clean(location))
    calendar.add_component(entry)


def _ends(when: When) -> tuple[date, date]:
    """The first and last day; of an open interval the end that is told."""
    first, last = when.first or when.last, when.last or when.first
    assert first is not None
    assert last is not None
    return first, last


def _who(meeting: Meeting, found: Met) -> str:
    event = found.timeline.reports[meeting.occurrence.reports[0]].event
    names = list(dict.fromkeys(map(name_of, (*event.actors, *event.recipients))))
    return f"{and_last(names)}: {meeting.mode or 'talks'}" + (
        f" ({meeting.level})" if meeting.level else ""
    )


def _told(meeting: Meeting, found: Met) -> str:
    """Day, status and words of each report, with where it is told."""
    lines = [f"{when_phrase(meeting.occurrence.when)}; {meeting.status}"]
    for each in meeting.occurrence.reports:
        trigger = found.timeline.reports[each].event.trigger
        source = found.timeline.sources[trigger.article_id]
        told = f"“{clean(trigger.text)}” {clean(source.outlet or '')} {source.at.told}"
        lines.append(told.strip())
    return "\n".join(lines)
