from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import a_claim, a_mention, a_reading, a_when, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from near_copies import invented_texts, sentences_of

from legation.ask.doubts import questions
from legation.ask.names import Names
from legation.ask.stories import all_stories, stories_with
from legation.ask.timeline import timeline
from legation.cli import main
from legation.records import Article, Kind, Precision, Predicate, Reading, Verdict
from legation.registry.load import load_registry
from legation.store import Ledger, Store
from legation.upkeep import judge, update_stories

MARCH = datetime(2024, 3, 10, 8, tzinfo=UTC)


def meeting(outlet: str, verb: str, *, day: str = "2024-03-12", commands: str = "Kenya") -> Reading:
    """An article on a meeting of two states, one of which commands a force."""
    text = f"Kenya {verb} Ethiopia in Juba. {commands} commands the Lagoon Force, {outlet} said."
    article = Article.from_text(text, published="2024-03-13", outlet=outlet, url=outlet)

    def state(name: str, code: str, nth: int = 0) -> object:
        return a_mention(article, name, nth=nth, kind=Kind.STATE, country=code)

    kenya, ethiopia = state("Kenya", "KEN"), state("Ethiopia", "ETH")
    force = a_mention(article, "Lagoon Force", kind=Kind.MISSION)
    leader = state("Kenya", "KEN", 1) if commands == "Kenya" else state("Ethiopia", "ETH", 1)
    event = an_event(article, verb, actors=(kenya, ethiopia), when=a_when(day))  # type: ignore[arg-type]
    claim = a_claim(
        article,
        leader,  # type: ignore[arg-type]
        Predicate.COMMANDS,
        force,
        valid=a_when("2024-01-01", precision=Precision.SINCE),
    )
    mentions = (kenya, ethiopia, force)
    return a_reading(article, mentions=mentions, events=(event,), claims=(claim,))  # type: ignore[arg-type]


READINGS = [
    meeting("One", "met"),
    meeting("Two", "received", commands="Ethiopia"),
    meeting("Three", "met", day="2024-02-01"),
]


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "x.db")
    with Store.open(path) as store:
        for each in READINGS:
            store.write(each, at=MARCH)
        for n, text in enumerate(TEXTS):
            article = Article.from_text(
                text, published="2024-03-01", url=f"t{n}", title=f"Copy {n}"
            )
            store.write(a_reading(article), at=MARCH)
    return path


TEXTS = invented_texts(2)
TEXTS += [" ".join(sentences_of(TEXTS[0])[:6]), TEXTS[1]]

Told = Callable[..., str]


@pytest.fixture
def told(path: str) -> Told:
    def run(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, [*words, "--store", path], standalone_mode=False)
        assert (result.return_value or 0) == code, result.output
        assert result.exception is None, result.exception
        return result.output

    return run


def test_facts_are_told_with_their_words_and_both_times(told: Told) -> None:
    output = told("facts", "--about", "lagoon force")
    assert "Kenya (KEN) commands Lagoon Force · since 2024" in output
    assert "another took its place" in output
    assert "told 13 March 2024 · in the store since 10 March 2024" in output


def test_facts_before_they_were_known_are_none_with_a_hint(told: Told) -> None:
    asked = ("facts", "--about", "lagoon force", "--known-on", "2024-03-09")
    output = told(*asked)
    assert "facts: 0" in output
    assert "known on 10 March 2024" in output
    output = told(*asked[:3], "--known-on", "2024-03-13", "--by-publication")
    assert "facts: 2" in output


def test_facts_as_json_and_changes(told: Told) -> None:
    lines = told("facts", "--about", "ETH", "--json", "--as-of", "2024-02-01").splitlines()
    (choice,) = map(json.loads, lines)
    assert (choice["holds"], choice["fact"]["subject"]) == (True, "ETH")
    output = told("facts", "--predicate", "commands", "--diff-from", "2024-01-01")
    assert "came to be known: 3 claims" in output
    assert "withdrawn: 0 claims" in output


def test_a_country_stands_for_its_offices_and_other_kinds_are_told(told: Told, path: str) -> None:
    article = Article.from_text(
        "Foreign Minister Abebe Tessema met envoys.", published="2024-03-09"
    )
    office = a_mention(article, "Foreign Minister", kind=Kind.OFFICE, country="ETH")
    person = a_mention(article, "Abebe Tessema", kind=Kind.PERSON, country="ETH")
    claim = a_claim(article, person, Predicate.HOLDS_OFFICE, office)
    with Store.open(path) as store:
        reading = a_reading(article, mentions=(office, person), claims=(claim,))
        store.write(reading, at=MARCH)
    asked = ("facts", "--predicate", "holds_office", "--about")
    assert "Abebe Tessema (ETH) holds the office of Foreign Minister" in told(*asked, "Ethiopia")
    output = told(*asked, "KEN")
    assert "facts: 0" in output
    assert "None is of the kind holds_office; of other kinds: commands 1." in output


def test_timeline_counts_occurrences_reports_and_origins(told: Told) -> None:
    output = told("timeline", "Kenya", "Ethiopia")
    assert "2 occurrences, 3 reports" in output
    assert "2 reports, 2 articles, 2 independent origins" in output
    assert "joined by on 2024-03-12; parties ETH, KEN" in output
    assert "0 occurrences" in told("timeline", "Kenya", "France")
    assert "1 occurrence, 1 report" in told("timeline", "KEN", "ETH", "--until", "2024-02-28")


def test_judgement_stays_over_runs(told: Told, path: str) -> None:
    ids = [each.events[0].id for each in READINGS]
    assert "not same" in told("judge", ids[0][:8], ids[1], "not-same", "--note", "two rounds")
    assert "3 occurrences" in told("timeline", "Kenya", "Ethiopia")
    with Store.open(path) as store:
        for each in READINGS:
            store.write(each)
    assert "3 occurrences" in told("timeline", "Kenya", "Ethiopia")
    told("judge", ids[1], ids[0], "unsure")
    assert "2 occurrences" in told("timeline", "Kenya", "Ethiopia")


def test_stories_show_what_was_copied(told: Told) -> None:
    output = told("stories")
    assert "2 stories of 4 articles" in output
    assert "truncated of" in output
    assert "copy of" in output
    assert output.count("first seen") == 2
    stories = [json.loads(line) for line in told("stories", "--json").splitlines()]
    assert {story["independent_origins"] for story in stories} == {1}
    (alone,) = [json.loads(told("stories", READINGS[0].article.id, "--json"))]
    assert alone["articles"] == [READINGS[0].article.id]


def test_check_asks_with_both_passages(told: Told) -> None:
    output = told("check")
    assert "commands Lagoon Force: Ethiopia or Kenya?" in output
    assert "questions: 1" in output
    assert "questions: 0" in told("check", "--only", "visit")
    (question,) = map(json.loads, told("check", "--json").splitlines())
    assert question["check"] == "one.commands"


CORPUS = [
    *READINGS,
    *(
        a_reading(
            Article.from_text(text, published=f"2024-03-0{n + 1}", url=f"u{n}", outlet=f"O{n}")
        )
        for n, text in enumerate(TEXTS)
    ),
]


def record_of(readings: list[Reading], cuts: list[int]) -> tuple[object, ...]:
    """All that is related in a store into which the readings came in that order and those parts."""
    with Store.open("sqlite://") as store:
        edges = sorted({0, *cuts, len(readings)})
        for first, last in zip(edges, edges[1:], strict=False):  # noqa: RUF007
            for each in readings[first:last]:
                store.write(each, at=MARCH)
            update_stories(store)
        assert update_stories(store) == 0
        events = [each.events[0].id for each in READINGS]
        judge(store, events[0], events[2], Verdict.SAME, at=MARCH)
        return (
            Ledger(store).digest(),
            all_stories(store),
            stories_with(store, [CORPUS[3].article.id]),
            timeline(store, Names(load_registry(), store), ["Kenya", "Ethiopia"]).occurrences,
            questions(store),
        )


WHOLE = record_of(CORPUS, [])


@settings(max_examples=8, deadline=None)
@given(
    order=st.permutations(range(len(CORPUS))),
    again=st.lists(st.integers(0, len(CORPUS) - 1), max_size=3),
    cuts=st.lists(st.integers(0, len(CORPUS)), max_size=3),
)
def test_order_parts_and_repetition_change_nothing(
    order: list[int], again: list[int], cuts: list[int]
) -> None:
    assert record_of([CORPUS[n] for n in (*order, *again)], cuts) == WHOLE
    assert len(WHOLE[1]) == 2  # type: ignore[arg-type]
