"""Every drawing beside its golden picture, and a life line on which nothing lies over another."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

from legation.web.draw.coverage_strip import coverage_strip
from legation.web.draw.glyphs import cut, mark
from legation.web.draw.life_line import Band, Mark, life_line
from legation.web.draw.shares import Share, shares
from legation.web.draw.strip import Cell, Column, quad_strip
from legation.web.draw.strip_told import strip_in_words
from legation.web.draw.terms import Term, terms
from legation.web.draw.told import told_by_year
from legation.web.draw.two_times import Held, two_times
from legation.web.draw.years import years_read

GOLDEN = Path(__file__).parents[1] / "golden" / "drawings"
MOST_BYTES = 12_288  # of a drawing
LANES = ("Kenya → Chad", "together", "Chad → Kenya")
DAY = date(2024, 3, 8)
COLUMNS = (
    Column(label="8 Mar", sub="2024", read=2,
           cells=[Cell(lane=0, quads=[1, 4], words=["thanked Chad for the water", "shut the road"]),
                  Cell(lane=1, quads=[1], words=["met in Nairobi"])]),
    Column(label="May 2024", sub="month told", wide=True, after_gap=True,
           cells=[Cell(lane=2, quads=[3], words=["accused Kenya of a very long list of things"])]),
    Column(label="day not told", sub="by 3 Jun 2024", open=True, read=1,
           cells=[Cell(lane=1, quads=[2], words=["built a well"])]),
)  # fmt: skip
MARKS = (
    Mark(quad=1, label="met Chad", first=DAY, last=DAY, told=DAY),
    Mark(quad=2, label="sent grain", first=None, last=None, told=date(2024, 3, 9), quoted=True),
    Mark(quad=3, label="was blamed by Chad", first=date(2023, 1, 1), last=date(2023, 12, 31),
         told=DAY),
    Mark(quad=4, label="closed the road to the border & the pass above it for a month", first=DAY,
         last=DAY, told=DAY, quoted=True),
)  # fmt: skip
HELD = Held(label="Kenya", sub="recognises Chad", first=None, last=None, told=DAY,
            known=date(2026, 1, 10), until=None, holds=True)  # fmt: skip
DENIED = Held(label="Mali", sub="does not", first=date(2020, 1, 1), last=date(2020, 12, 31),
              told=DAY, known=date(2026, 1, 10), until=date(2026, 2, 1), holds=False)  # fmt: skip
DRAWINGS: dict[str, Callable[[], str]] = {
    "life-line": lambda: life_line(
        MARKS, [Band(label="Minister", first=date(2023, 5, 1), last=None)], title="Kenya",
        read=[DAY, date(2024, 1, 2)],
    ),
    "quad-strip": lambda: quad_strip(LANES, COLUMNS, title="Kenya & Chad"),
    "strip-in-words": lambda: strip_in_words(LANES, COLUMNS, title="Kenya & Chad"),
    "two-times": lambda: two_times([HELD, DENIED], today=date(2026, 3, 1), title="Chad?"),
    "told-by-year": lambda: told_by_year({2020: 3, 2023: 40}, {2020, 2022, 2023}, title="Told"),
    "years-read": lambda: years_read({2018: 1, 2020: 12, 2023: 4}),
    "shares": lambda: shares(
        [Share(label="Force", told="more than 9,000 troops", amount=9_000, open=True),
         Share(label="Italy", told="between 900 and 1,000", amount=900, upper=1_000),
         Share(label="Spain", told="about 650 troops", amount=650)], title="Strength",
    ),
    "terms": lambda: terms(
        [Term(label="Amina Mohamed", first=date(2013, 5, 1), last=date(2018, 2, 5)),
         Term(label="Raychelle Omamo", first=date(2020, 1, 14), last=None)],
        on=DAY, today=date(2026, 1, 1), title="Foreign minister of Kenya",
    ),
    "coverage-strip": lambda: f'<svg xmlns="http://www.w3.org/2000/svg">'
    f"{coverage_strip(0, 400, [(40, 12), (300, 60)], 10, (0, 30))}</svg>",
    **{
        f"mark-{name}": lambda name=name: mark(name)  # type: ignore[misc]
        for name in ("q1", "q2", "q3", "q4", "said", "holds", "contested", "bound")
    },
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_its_golden_picture(name: str) -> None:
    """`LEGATION_GOLDEN=write` writes the pictures anew; look at each before you keep it."""
    drawn = DRAWINGS[name]()
    ElementTree.fromstring(drawn)
    assert len(drawn.encode()) <= MOST_BYTES
    told = drawn.replace("><", ">\n<") + "\n"
    path = GOLDEN / f"{name}.svg"
    if os.environ.get("LEGATION_GOLDEN") == "write":
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def test_no_picture_is_without_a_drawing() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(DRAWINGS)


def boxes(svg: str) -> list[tuple[float, float, float]]:
    """From where to where each mark, tail, box and label goes, and at which height."""
    found = []
    for x, y, size in re.findall(
        r'<svg class="g q\d" x="([-\d.]+)" y="([-\d.]+)" width="(\d+)"', svg
    ):
        found.append((float(x), float(x) + float(size), float(y) + float(size) / 2))
    for kind, x, y, rest, text in re.findall(
        r'<text class="(name told|name)" x="([-\d.]+)" y="([-\d.]+)"([^>]*)>([^<]*)<', svg
    ):
        wide = len(text) * (6.9 if "told" in kind else 5.9)  # what a browser needs at most
        left = float(x) - wide if "end" in rest else float(x)
        found.append((left, left + wide, float(y) - 4))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_on_a_life_line_no_label_lies_over_a_mark_or_a_label(seed: int) -> None:
    random = Random(seed)
    first = date(2020, 1, 1)
    marks = []
    for _ in range(random.randint(2, 30)):
        at = first + timedelta(
            days=random.choice((0, 1, 2, 3, 40, 400, 1500)) * random.randint(0, 2)
        )
        told = random.random() < 0.4
        marks.append(
            Mark(quad=random.randint(1, 4), label="x" * random.randint(3, 60), quoted=told,
                 first=None if told else at, last=None if told else at, told=at)
        )  # fmt: skip
    svg = life_line(marks, [], title="x")
    ElementTree.fromstring(svg)
    assert svg.count('<svg class="g q') == len(marks)
    every = boxes(svg)
    labels = every[len(marks) :]
    over = [
        (one, other)
        for one in labels
        for other in every
        if one is not other and abs(one[2] - other[2]) < 10
        and one[0] < other[1] and other[0] < one[1]
    ]  # fmt: skip
    assert over == []
    assert all(left >= 0 and right <= 1200 for left, right, _ in labels)


@pytest.mark.parametrize(
    ("text", "most", "told"),
    [
        ("met Chad", 20, "met Chad"),
        ("trains soldiers at a base", 20, "trains soldiers at…"),
        ("Bundesverfassungsgericht in", 12, "Bundesverfa…"),
        ("a Bundesverfassungsgericht", 12, "a Bundesver…"),
    ],
)
def test_a_label_is_cut_after_a_word(text: str, most: int, told: str) -> None:
    assert cut(text, most) == told
