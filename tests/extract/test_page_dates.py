"""Date lines and the day each of them gives."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.extract.dates import find_days, on_day, parse_day
from legation.records import How, Precision

DAYS = [
    ("25 October 2023", "2023-10-25"),
    ("October 25, 2023", "2023-10-25"),
    ("Published October 25,2023", "2023-10-25"),  # no space after the comma
    ("October25,2023", "2023-10-25"),
    ("OCTOBER 25, 2023", "2023-10-25"),
    ("Oct. 25, 2023 14:05 GMT", "2023-10-25"),
    ("Oct 25 2023", "2023-10-25"),
    ("25 Oct 2023", "2023-10-25"),
    ("25-Oct-2023", "2023-10-25"),
    ("25Oct2023", "2023-10-25"),
    ("25th October 2023", "2023-10-25"),
    ("25th of October, 2023", "2023-10-25"),
    ("October 1st, 2023", "2023-10-01"),
    ("Wednesday, 25 October 2023", "2023-10-25"),
    ("Wed Oct 25, 2023 9:12am EDT", "2023-10-25"),
    ("Sept. 5, 2022", "2022-09-05"),
    ("Sep 5, 2022", "2022-09-05"),
    ("05 Sept, 2022", "2022-09-05"),
    ("May 3, 2021", "2021-05-03"),
    ("3 May 2021, 10:30 pm", "2021-05-03"),
    ("10:30 pm, 3 May 2021", "2021-05-03"),
    ("1 Mar 2020", "2020-03-01"),
    ("29 February 2024", "2024-02-29"),
    ("2023-10-25", "2023-10-25"),
    ("2023-10-25T14:05:00Z", "2023-10-25"),
    ("2023-10-25T23:30:00+03:00", "2023-10-25"),  # the day as the outlet writes it
    ("2023/10/25", "2023-10-25"),
    ("2023.10.25", "2023-10-25"),
    ("20231025T140500", "2023-10-25"),
    ("25/10/2023", "2023-10-25"),
    ("10/25/2023", "2023-10-25"),  # no month 25
    ("25-10-2023", "2023-10-25"),
    ("25.10.2023 09:14", "2023-10-25"),
    ("03.04.2024", "2024-04-03"),  # dots: the day comes first
    ("04/04/2024", "2024-04-04"),  # both ways the same
    ("Wednesday 03/04/2024", "2024-04-03"),  # the weekday says which
    ("Mon, 03/04/2024", "2024-03-04"),
    ("March 7, 20247:55 AM UTC", "2024-03-07"),  # a clock time run into the year
    ("Published: 24 August 2021,19:47 GMT", "2021-08-24"),
    ("2023, Oct. 25", "2023-10-25"),
    ("First published on 9 July 2019 - updated 11 July 2019", "2019-07-09"),
    ("Lagos | 30 June 2018 | 4 min read", "2018-06-30"),
]
NO_DAYS = [
    "",
    "03/04/2024",  # third of April or fourth of March
    "Tuesday 03/04/2024",  # the weekday fits neither
    "May 2023",
    "in 2023, 45 people",
    "25 October",
    "31 February 2024",
    "April 31, 2024",
    "29 February 2023",
    "2023-13-45",
    "12 Brumaire 1799",
    "Maya 5, 2023",
    "version 10.2.2023.4",
    "phone 2023-10-2511",
    "2 hours ago",
    "25 October 23",
]


@pytest.mark.parametrize(("line", "day"), DAYS)
def test_day_is_read(line: str, day: str) -> None:
    assert parse_day(line) == date.fromisoformat(day)


@pytest.mark.parametrize("line", NO_DAYS)
def test_no_day_is_guessed(line: str) -> None:
    assert parse_day(line) is None


@pytest.mark.parametrize(("month_first", "day"), [(True, "2024-03-04"), (False, "2024-04-03")])
def test_habit_of_the_outlet_decides(month_first: bool, day: str) -> None:
    assert parse_day("03/04/2024", month_first=month_first) == date.fromisoformat(day)


def test_habit_does_not_overrule_what_is_certain() -> None:
    assert parse_day("25/10/2023", month_first=True) == date(2023, 10, 25)


def test_every_day_of_a_line_is_found_where_it_stands() -> None:
    line = "Posted 9 July 2019, changed July 11, 2019"
    found = [(line[f.start : f.end], f.day) for f in find_days(line)]
    assert found == [("9 July 2019", date(2019, 7, 9)), ("July 11, 2019", date(2019, 7, 11))]


def test_day_is_an_explicit_interval_of_one_day() -> None:
    when = on_day(date(2019, 7, 9))
    assert (when.first, when.last) == (date(2019, 7, 9), date(2019, 7, 9))
    assert (when.precision, when.how) == (Precision.DAY, How.EXPLICIT)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_any_day_survives_the_usual_forms(day: date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%b %d,%Y", "%Y-%m-%d", "%d.%m.%Y"):
        assert parse_day(f"Published {day.strftime(form)}") == day


@given(st.text(max_size=80))
def test_odd_text_never_raises(text: str) -> None:
    for found in find_days(text):
        assert 0 <= found.start < found.end <= len(text)


@given(
    st.from_regex(r"(19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(T[0-9]{2}:[0-9]{2}|[^a]{0,9})")
)
def test_a_stated_day_is_the_first_of_all(text: str) -> None:
    """What a date is read by that stands as markup has it, and what finds all, agree."""
    found = next(find_days(text), None)
    assert parse_day(text) == (found.day if found else None)
