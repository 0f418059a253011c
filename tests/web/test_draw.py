"""Drawings from plain values."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from legation.web.draw.axis import Axis
from legation.web.draw.glyphs import QUADS, mark
from legation.web.draw.life_line import Band, Mark, life_line
from legation.web.draw.shares import Share, shares
from legation.web.draw.strip import Cell, Column, quad_strip
from legation.web.draw.strip_told import can_be_told, strip_in_words
from legation.web.draw.told import told_by_year
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


def test_an_axis_cuts_what_is_empty_and_writes_a_year_as_a_year() -> None:
    year = (date(1993, 1, 1), date(1993, 12, 31))
    axis = Axis([*year, date(2022, 9, 21), date(2022, 9, 22)], 0, 900, [year])
    assert axis.broken == [False, True, False]
    ticks = "".join(axis.ticks(10, 90))
    assert ">1993<" in ticks
    assert "1 Jan 1993" not in ticks
    assert ticks.count('class="break"') == 1
    at = [axis.at[day] for day in axis.days]
    assert at == sorted(at)
    assert at[2] - at[1] <= 0.61 * 900
    assert at[1] - at[0] >= 0.19 * 900


def test_what_tells_no_day_has_a_tail_and_with_stands_above_against() -> None:
    told = date(2026, 1, 7)
    svg = life_line(
        [
            Mark(quad=1, label="met Chad", first=told, last=told, told=told),
            Mark(quad=4, label="<b>", first=None, last=None, told=told),
        ],
        [Band(label="President", first=date(2020, 1, 1), last=None)],
        title="Kenya",
    )
    root = ElementTree.fromstring(svg)
    marks = [each for each in root.iter() if each.get("class", "").startswith("g q")]
    assert [float(each.get("y", "0")) for each in marks] == sorted(
        float(each.get("y", "0")) for each in marks
    )
    assert svg.count('class="tail"') == 1
    assert "<b>" not in svg
    assert "President" in svg
    assert life_line([], [], title="Kenya") == ""


def test_an_amount_that_is_no_fewer_ends_in_an_arrow() -> None:
    svg = shares(
        [
            Share(label="UNIFIL", told="more than 10,000 troops", amount=10_000, open=True),
            Share(label="Italy", told="between 900 and 1,000", amount=900, upper=1_000),
            Share(label="Spain", told="650 troops", amount=650),
        ],
        title="Strength",
    )
    assert svg.count('class="arrow"') == 1
    assert svg.count('class="more"') == 1
    assert shares([], title="Strength") == ""


def test_few_occurrences_are_told_in_words() -> None:
    cells = [Cell(lane=0, quads=[1, 4], words=["met & spoke", "struck"])]
    told = [
        Column(label="8 Mar", sub="2024", cells=cells),
        Column(label="day not told", sub="by 9 Mar 2024", cells=cells, open=True, after_gap=True),
    ]
    assert can_be_told(told)
    drawn = strip_in_words(LANES, told, title="Kenya & Chad")
    ElementTree.fromstring(drawn)
    assert drawn.count('class="day q') == 2
    assert drawn.count('class="tail"') == 2
    assert drawn.count('class="break"') == 1
    assert "met &amp; spoke" in drawn
    many = [Column(label="8 Mar", sub="2024", cells=[Cell(lane=0, quads=[1] * 30)])]
    assert not can_be_told(many)
    assert not can_be_told([])
    assert not can_be_told(told * 9)


def test_a_commitment_is_a_dot_by_the_year_told_and_an_unread_year_is_hatched() -> None:
    drawn = told_by_year({2020: 3, 2023: 40}, {2020, 2022, 2023}, title="A & B")
    ElementTree.fromstring(drawn)
    assert drawn.count('class="dot"') == 3
    assert drawn.count('fill="url(#told-hatch)"') == 1  # 2021; of 2022 there is just nothing
    assert drawn.count('class="bar"') == 1
    assert "A &amp; B. 2020: 3, 2023: 40" in drawn
    assert told_by_year({}, {2020}, title="none") == ""
