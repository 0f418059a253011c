"""What one text cut, added and changed of another."""

from __future__ import annotations

from datetime import date

from legation.web.compared import compare, sentences
from legation.web.draw.two_times import Held, two_times

OLD = "Kenya sent a minister to Chad. The talks lasted an hour. Nobody spoke of the border."


def test_a_copy_is_the_same() -> None:
    found = compare(OLD, OLD)
    assert (found.kept, found.cut, found.added, found.changed) == (3, [], [], [])


def test_cut_added_and_changed_stand_apart() -> None:
    new = "Kenya sent a minister to Chad. The talks lasted a day. Rain fell on the capital."
    found = compare(OLD, new)
    assert found.kept == 1
    assert found.cut == ["Nobody spoke of the border."]
    assert found.added == ["Rain fell on the capital."]
    told = [(part.how, part.text) for part in found.changed[0]]
    assert told == [("same", "The talks lasted"), ("cut", "an hour."), ("added", "a day.")]


def test_sentences_end_with_their_paragraph() -> None:
    assert sentences("A headline\n\nMr. Rao spoke. He left.\n") == [
        "A headline",
        "Mr. Rao spoke.",
        "He left.",
    ]
    assert sentences(" \n ") == []


def held(label: str, **days: date | None) -> Held:
    told = {"first": None, "last": None, "told": None, "known": None, "until": None, **days}
    return Held(label=label, sub="says", holds=True, **told)


def test_a_start_that_is_not_told_fades_in_and_an_open_end_is_an_arrow() -> None:
    day = date(2026, 1, 7)
    svg = two_times([held("Kenya", told=day, known=day)], today=date(2026, 2, 1), title="T")
    assert 'class="tail holds"' in svg
    assert 'class="arrow holds"' in svg
    closed = held("Kenya", first=date(2020, 1, 1), last=date(2021, 1, 1), told=day)
    svg = two_times([closed], today=date(2026, 2, 1), title="T")
    assert "tail" not in svg
    assert "arrow" not in svg
    assert "1 Jan 2020" in svg


def test_no_day_at_all_is_not_drawn_and_names_stay_text() -> None:
    today = date(2026, 2, 1)
    assert two_times([held("Kenya")], today=today, title="T") == ""
    svg = two_times([held("<b>", told=today)], today=today, title="<i>")
    assert "<b>" not in svg
    assert "<i>" not in svg
