"""A day on the command line, as people write it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from legation.errors import InputError


class DayType(click.ParamType[datetime]):
    """A day, or the last day of a month or year: 2024-03-09, yesterday, "10 May 2023".

    An `exact` one is refused where it is a month or a range.
    """

    name = "day"

    def __init__(self, *, exact: bool = False) -> None:
        self._exact = exact

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The day as midnight."""
        if isinstance(value, datetime):
            return value
        from legation.ask.days import days_of

        try:
            found = days_of(str(value), today=date.today())
        except InputError as error:
            self.fail(str(error), param, ctx)
        if self._exact and found.first != found.last:
            self.fail(f"{value!r} is more than one day; write it like 2024-03-09", param, ctx)
        day = found.last or found.first
        assert day is not None
        return datetime(day.year, day.month, day.day)


DAY = DayType()
EXACT_DAY = DayType(exact=True)
