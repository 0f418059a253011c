"""Meetings, with a calendar of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from legation.ask.met import Met
from legation.ask.tabular.calendars import meeting_calendar, write_calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings(Met):
    """When two or more met or spoke, as `Met` has it."""

    @staticmethod
    def of(found: Met) -> Meetings:
        """The same meetings."""
        return Meetings(**{each.name: getattr(found, each.name) for each in fields(Met)})

    def to_ics(self, path: str | Path | None = None) -> bytes:
        """The meetings that have a day as iCalendar, also written to a file where one is named."""
        return write_calendar(meeting_calendar(self), path)
