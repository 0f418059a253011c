"""Predictions have the shapes the scorers read, and see no answers."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import predict
import pytest
import score_actors
import score_countries
import sets
from calendar_value import calendar_value
from factories import a_claim, a_mention, a_reading, a_statement, an_article, an_event

from legation.records import (
    Bound,
    How,
    Kind,
    Precision,
    Predicate,
    Quantity,
    Reading,
    Status,
    When,
)

TEXT = "Kenya's president met Somali officials. The talks with the UN failed, he said."
ARTICLE = an_article(TEXT)
PRESIDENT = a_mention(ARTICLE, "president", country="KEN", sector="GOV", name="William Ruto")
SOMALIS = a_mention(ARTICLE, "Somali officials", country="SOM", sector="GOV")
UN = a_mention(ARTICLE, "UN", kind=Kind.ORGANISATION, sector="UNO")


class OneReading:
    """A reader that has the same answer for every article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read_many(self, articles: Any) -> Any:
        return (self.reading for _ in articles)


def predicted(task: str, reading: Reading) -> dict[str, Any]:
    (row,) = predict.predict(task, [{"id": "a", "text": TEXT}], OneReading(reading))  # type: ignore[arg-type]
    return row


@pytest.mark.parametrize(
    ("country", "sector", "code"),
    [
        ("KEN", "GOV", "KENGOV"),
        ("KEN", None, "KEN"),
        (None, "REB", "---REB"),
        (None, "UNO", "IGO"),
        ("UNO", None, "IGO"),
        (None, "NGO", "NGO"),
        (None, None, "---"),
    ],
)
def test_actor_codes(country: str | None, sector: str | None, code: str) -> None:
    mention = a_mention(ARTICLE, "president", country=country, sector=sector)
    assert predict.code_of(mention) == code


def test_event_without_recipient_is_among_its_actors() -> None:
    meeting = an_event(ARTICLE, "met", actors=(PRESIDENT, SOMALIS))
    (event,) = predicted("events", a_reading(ARTICLE, events=(meeting,)))["events"]
    assert event == {
        "source": ["KENGOV", "SOMGOV"],
        "target": [],
        "event": "040",
        "plover": "CONSULT",
        "reciprocal": True,
    }


def test_denied_event_is_left_to_the_wire_set() -> None:
    denied = an_event(ARTICLE, "met", actors=(PRESIDENT,), status=Status.DENIED)
    reading = a_reading(ARTICLE, events=(denied,))
    assert predicted("events", reading)["events"] == []
    (event,) = predicted("wire", reading)["events"]
    assert (event["status"], event["trigger"]) == ("denied", [18, 21])


def test_statement_gives_its_spans() -> None:
    he = a_mention(ARTICLE, "he", nth=1, name="William Ruto")
    said = a_statement(ARTICLE, "The talks with the UN failed", speaker=he, cue="said")
    reading = a_reading(ARTICLE, statements=(said,))
    (told,) = predicted("quotes", reading)["attributions"]
    assert [TEXT[a:b] for a, b in told["content"]] == ["The talks with the UN failed"]
    assert [TEXT[a:b] for a, b in told["cue"]] == ["said"]
    (told,) = predicted("wire", reading)["statements"]
    assert (told["speaker"], told["kind"]) == ("William Ruto", "direct")


def test_claim_is_told_with_bound_country_and_relation_name() -> None:
    office = a_mention(ARTICLE, "president", kind=Kind.OFFICE, name="President", country="KEN")
    holds = a_claim(ARTICLE, PRESIDENT, Predicate.HOLDS_OFFICE, office)
    claims = a_claim(
        ARTICLE,
        SOMALIS,
        Predicate.CLAIMS_TERRITORY,
        UN,
        value=Quantity(amount=4500.0, bound=Bound.MORE_THAN),
    )
    first, second = predicted("wire", a_reading(ARTICLE, claims=(holds, claims)))["facts"]
    assert (first["subject"], first["object"]) == ("William Ruto", "president KEN")
    assert (second["relation"], second["value"], second["holds"]) == ("claims", ">4500", True)


def test_relation_has_the_spans_of_both_sides_and_what_is_denied_joins_nobody() -> None:
    meeting = an_event(ARTICLE, "met", actors=(PRESIDENT,), recipients=(SOMALIS,))
    denied = an_event(ARTICLE, "failed", actors=(UN,), status=Status.DENIED)
    reading = a_reading(ARTICLE, events=(meeting, denied))
    (event,) = predicted("relations", reading)["events"]
    assert event == {"type": "CONSULT", "source": [[8, 17]], "target": [[22, 38]]}


@pytest.mark.parametrize(
    ("words", "first", "last", "precision", "value"),
    [
        ("1990", "1990-01-01", "1990-12-31", "year", "1990"),
        ("May 1990", "1990-05-01", "1990-05-31", "month", "1990-05"),
        ("5 May", "1990-05-05", "1990-05-05", "day", "1990-05-05"),
        ("1990", "1990-01-01", None, "since", "1990"),
        ("May 1990", "1990-05-01", None, "since", "1990-05"),
        ("Thursday", None, "1990-05-03", "until", "1990-05-03"),
        ("May 5, 1990", None, "1990-05-05", "until", "1990-05-05"),
        ("last year", None, "1989-12-31", "until", "1989"),
        ("earlier this month", "1990-05-01", "1990-05-09", "range", "1990-05"),
        ("earlier this year", "1990-01-01", "1990-05-09", "range", "1990"),
        ("last week", "1990-05-07", "1990-05-13", "range", None),
        ("the 1990s", "1990-01-01", "1999-12-31", "range", None),
    ],
)
def test_time_has_the_value_that_its_words_name(
    words: str, first: str | None, last: str | None, precision: str, value: str | None
) -> None:
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    when = When(first=days[0], last=days[1], precision=Precision(precision), how=How.EXPLICIT)
    assert calendar_value(when, words) == value


@pytest.mark.model
def test_times_are_told_with_their_spans() -> None:
    text = "Kenya has had troops there since 2011. They left on Monday, last week's paper said."
    (row,) = predict.predict("times", [{"id": "a", "text": text, "published": "2024-03-06"}])
    told = [(text[d["start"] : d["end"]], d["value"]) for d in row["dates"]]
    assert told == [("2011", "2011"), ("Monday", "2024-03-04")]


def test_table_of_a_checker_is_read(tmp_path: Path) -> None:
    script = tmp_path / "check.py"
    script.write_text("print('   2 of 4    one kind\\n  12 of 48   in all'); raise SystemExit(1)")
    gold = tmp_path / "reading.jsonl"
    assert sets.score_cases(gold, tmp_path / "out") == {"one kind": 0.5, "all": 0.25}


def test_answers_are_not_given_to_the_reader() -> None:
    line = json.dumps({"id": "a", "text": "x", "date": None, "events": [1], "country": "KEN"})
    assert predict.given(line) == {"id": "a", "text": "x"}


@pytest.mark.parametrize("told", ["2022-04-12", "20220412", "12 April 2022"])
def test_dates_of_all_sets_are_read(told: str) -> None:
    assert predict.day(told) == date(2022, 4, 12)


@pytest.mark.parametrize(
    ("gold", "told", "right", "strict"),
    [
        (("KEN", "GOV"), ("KEN", "GOV"), True, True),
        (("KEN", "GOV"), ("KEN", ""), False, False),
        (("KEN", None), ("KEN", "GOV"), True, False),
        (("", "CVL"), ("KEN", "CVL"), False, False),
        ((None, None), ("KEN", ""), False, False),
        ((None, None), ("", ""), True, True),
    ],
)
def test_actor_score(gold: Any, told: Any, right: bool, strict: bool) -> None:
    rows = [dict(zip(score_actors.FIELDS, row, strict=True)) for row in (gold, told)]
    assert score_actors.right(*rows) is right
    assert score_actors.right(*rows, strict=True) is strict


def test_countries_are_scored_where_somebody_is_found() -> None:
    """One event with a side too few and one with another trigger; a speaker of another country."""
    kenya, somalia = {"name": "Kenya", "country": "KEN"}, {"name": "Somalia", "country": "SOM"}
    talks: dict[str, Any] = {"type": "CONSULT", "trigger": "met", "source": [kenya, somalia]}
    gold = {
        "id": "a",
        "text": TEXT,
        "events": [talks | {"target": []}, {"type": "REJECT", "trigger": "failed"} | TWO_SIDES],
        "statements": [{"speaker": "he", "country": "KEN", "start": "The talks", "end": "failed"}],
    }
    said = {"speaker": "he", "country": "SOM", "content": [TEXT.index("The"), TEXT.index(", he")]}
    told = {
        "id": "a",
        "events": [
            talks | {"source": [kenya], "target": [], "trigger": [18, 21]},
            {"type": "REJECT", "trigger": [0, 3]} | TWO_SIDES,
        ],
        "statements": [said],
    }
    scores = score_countries.score([gold], [told])
    assert scores == {"speaker country": 0.0, "actor country": 0.0, "country P": 0.5}
    told["statements"] = [said | {"country": "KEN"}]
    told["events"] = [talks | {"target": [], "trigger": [18, 21]}]
    assert set(score_countries.score([gold], [told]).values()) == {1.0}
    assert score_countries.score([gold], []) == {}


TWO_SIDES: dict[str, Any] = {
    "source": [{"name": "Kenya", "country": "KEN"}],
    "target": [{"name": "Somalia", "country": "SOM"}],
}
