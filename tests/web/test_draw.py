"""Drawings from plain values."""

from __future__ import annotations

from xml.etree import ElementTree

from legation.web.draw.glyphs import QUADS, mark
from legation.web.draw.strip import Cell, Column, quad_strip
from legation.web.draw.years import years_read

LANES = ("Kenya → Chad", "together", "Chad → Kenya")


def test_with_is_round_and_against_is_angular() -> None:
    assert ["circle" in mark(f"q{quad}") for quad in (1, 2, 3, 4)] == [True, True, False, False]
    assert ["hollow" in mark(f"q{quad}") for quad in (1, 2, 3, 4)] == [True, False, True, False]
    assert len(QUADS) == 4


def test_strip_has_a_column_for_each_time_and_breaks_where_time_is_left_out() -> None:
    columns = [
        Column(label="8 Mar", sub="2024", cells=[Cell(lane=0, quads=[1])]),
        Column(label="2 May", sub="2024", cells=[Cell(lane=2, quads=[3, 4])], after_gap=True),
        Column(
            label="day not told", sub="by 3 May 2024", cells=[Cell(lane=1, quads=[2])], open=True
        ),
    ]
    drawn = quad_strip(LANES, columns, title="Kenya & Chad")
    ElementTree.fromstring(drawn)
    assert drawn.count('class="time told"') == 2
    assert drawn.count('class="time open"') == 1
    assert drawn.count('class="break"') == 1
    assert drawn.count('<svg class="g q') == 4
    assert "Kenya &amp; Chad" in drawn


def test_strip_says_how_many_marks_it_leaves_out() -> None:
    column = Column(label="8 Mar", sub="2024", cells=[Cell(lane=0, quads=[4] * 11)])
    assert "+3" in quad_strip(LANES, [column], title="x")


def test_years_without_articles_are_hatched() -> None:
    drawn = years_read({2020: 3, 2023: 1})
    ElementTree.fromstring(drawn)
    assert drawn.count('class="read"') == 2
    assert drawn.count("url(#not-read)") == 2


def test_nothing_is_drawn_of_nothing() -> None:
    assert quad_strip(LANES, [], title="x") == ""
    assert years_read({}) == ""
