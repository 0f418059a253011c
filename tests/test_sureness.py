"""How sure the reader is of an event line, and that unsure ones are told apart."""

from __future__ import annotations

import io
from dataclasses import replace
from math import exp

import pytest
from rich.console import Console

from legation import Article, Reader
from legation.cli.show_reading import show_reading
from legation.records import Status
from legation.sureness import UNSURE, sureness, traits, weights

pytestmark = pytest.mark.model

TEXT = "Kenya accused Uganda of arming rebels. Farmers near the lake refused to pay a neighbour."


def test_the_score_is_the_sum_of_its_traits(reader: Reader) -> None:
    event = reader.read(Article.from_text(TEXT)).events[0]
    total = sum(weights().get(trait, 0.0) for trait in traits(event, len(TEXT)))
    assert event.score == sureness(event, len(TEXT)) == round(1 / (1 + exp(-total)), 3)


def test_two_states_that_act_are_surer_than_private_people(reader: Reader) -> None:
    event = reader.read(Article.from_text(TEXT)).events[0]
    hidden = replace(event, actors=(), recipients=())
    planned = replace(event, status=Status.PLANNED)
    at = event.trigger
    late = replace(event, trigger=replace(at, start=at.start + 4000, end=at.end + 4000))
    scores = [sureness(one, 9000) for one in (event, hidden, planned, late)]
    assert scores[0] > UNSURE
    assert scores[0] == max(scores)
    assert sureness(replace(late, actors=(), recipients=()), 9000) < UNSURE


def test_each_trait_has_a_count_that_bears_its_weight() -> None:
    assert {"any", "doer public", "told in a statement"} <= set(weights())
    assert all(abs(weight) < 4 for weight in weights().values())


def test_unsure_lines_stand_behind_the_sure_ones(reader: Reader) -> None:
    reading = reader.read(Article.from_text("Kenya accused Uganda of arming rebels."))
    (event,) = reading.events
    doubtful = replace(event, id="e" + "0" * 16, score=0.1)

    def printed(events: tuple[object, ...], *, whole: bool = True) -> str:
        out = io.StringIO()
        console = Console(file=out, width=100, color_system=None)
        shown = replace(reading, events=events)  # type: ignore[arg-type]
        show_reading(shown, console, whole=whole)
        return out.getvalue()

    assert "less sure" not in printed((event,))
    both = printed((doubtful, event))
    assert both.index("  2  ACCUSE") < both.index("less sure, 1 line") < both.index("  1  ACCUSE")
    folded = printed((doubtful, event), whole=False)
    assert "less sure, 1 line not shown: --all prints them" in folded
    assert ("  2  ACCUSE" in folded, "  1  ACCUSE" in folded) == (True, False)
    assert "  1  ACCUSE" in printed((doubtful,), whole=False)  # there is nothing surer
