"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.ask.days import days_of, since
from legation.errors import InputError

TODAY = date(2024, 3, 13)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-03-09", "2024-03-09"),
        ("2024-2-5", "2024-02-05"),
        ("2024-02", "2024-02-01..2024-02-29"),
        ("2023", "2023-01-01..2023-12-31"),
        ("2023-05..2023-07", "2023-05-01..2023-07-31"),
        ("2023-05 to 2023-07", "2023-05-01..2023-07-31"),
        ("2015-03/..", "2015-03-01.."),
        ("../2006", "..2006-12-31"),
        ("..2024-03-09", "..2024-03-09"),
        ("today", "2024-03-13"),
        ("Yesterday", "2024-03-12"),
        ("1d", "2024-03-12"),
        ("3 weeks ago", "2024-02-21"),
        ("2 months ago", "2024-01-13"),
        ("last week", "2024-03-04..2024-03-10"),
        ("last month", "2024-02-01..2024-02-29"),
        ("this year", "2024-01-01..2024-12-31"),
        ("last Monday", "2024-03-11"),
        ("Monday", "2024-03-11"),
        ("May 2023", "2023-05-01..2023-05-31"),
        ("10 May 2023", "2023-05-10"),
        ("May 10, 2023", "2023-05-10"),
        ("18/05/2023", "2023-05-18"),
        ("10/05/2023", "2023-05-10"),
        ("5 March", "2024-03-05"),
        ("May", "2023-05-01..2023-05-31"),
        ("yesterday morning", "2024-03-12"),
    ],
)
def test_days_as_people_write_them(text: str, days: str) -> None:
    assert str(days_of(text, today=TODAY)) == days


@pytest.mark.parametrize(
    "text", ["", " ", "..", "foo", "2023-02-30", "99999", "tomorrowish", "Guterres", "9" * 60]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match="is no day; write it like 2024-03-09"):
        days_of(text, today=TODAY)


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InputError, match="ends before it begins"):
        days_of("2024-03..2024-01", today=TODAY)


def test_since_leaves_the_end_open() -> None:
    assert str(since("1d", today=TODAY)) == "2024-03-12.."
    assert str(since("2024-01", today=TODAY)) == "2024-01-01.."
    assert str(since("2024-01..2024-02", today=TODAY)) == "2024-01-01..2024-02-29"


@given(st.text(max_size=30))
def test_odd_text_is_a_day_or_refused(text: str) -> None:
    try:
        found = days_of(text, today=TODAY)
    except InputError:
        return
    assert found.first or found.last
