"""What the lexicon can reach: every type, mode and CAMEO code; its examples; its speed."""

from __future__ import annotations

import subprocess
import sys

import constructions
import pytest
from timing import TRIES, least_cpu_s

from legation import Article, Reader, ontology
from legation.events.code import find_events
from legation.events.lexicon import Lexicon, load_lexicon
from legation.tables import rows

# Codes of comment and gesture: statements tell them, events leave them out as PLOVER does.
NO_EVENTS = {"010", "011", "012", "013", "014", "015", "016", "017", "018", "019"}
LEAST_EXAMPLES = {"verbs": 0.84, "nouns": 0.76}  # of rows whose example gives their type and code
SENTENCES_A_SECOND = 500


def reached(lexicon: Lexicon) -> tuple[set[str], set[tuple[str, str | None]]]:
    """The CAMEO codes that some entry or composition has, and the types with modes."""
    frames = [f for found in (*lexicon.verbs.values(), *lexicon.nouns.values()) for f in found]
    codes = {f.coding.cameo for f in frames} | set(lexicon.compositions.values())
    codes |= {o.cameo for found in lexicon.operators.values() for o in found if o.cameo}
    modes = {(f.coding.type, f.coding.mode) for f in frames}
    for code in codes:
        plover = ontology.plover_of(code)
        if plover is not None:
            modes.add((plover.type, plover.mode))
    return codes, modes


def test_every_cameo_code_that_news_uses_is_reached() -> None:
    codes, _ = reached(load_lexicon())
    wanted = {code for code in ontology.cameo_codes() if len(code) > 2}
    assert sorted(wanted - codes - NO_EVENTS) == []


def test_every_type_and_mode_is_reached() -> None:
    _, modes = reached(load_lexicon())
    wanted = {(t, mode) for t in ontology.event_types() for mode in ontology.modes_of(t)}
    assert sorted(wanted - modes) == []
    assert {t for t, _ in modes} == set(ontology.event_types())


@pytest.mark.model
@pytest.mark.parametrize("table", sorted(LEAST_EXAMPLES))
def test_examples_give_what_their_rows_say(reader: Reader, table: str) -> None:
    expected = list(rows(f"language/en/{table}.csv"))
    articles = [Article.from_text(r["example"], published="2024-03-09") for r in expected]
    failing = [
        row["example"]
        for row, reading in zip(expected, reader.read_many(articles), strict=True)
        if not any((e.type, e.cameo) == (row["type"], row["cameo"]) for e in reading.events)
    ]
    share = 1 - len(failing) / len(expected)
    assert share >= LEAST_EXAMPLES[table], "\n".join(failing)


@pytest.mark.model
def test_coding_is_fast_given_the_parse(reader: Reader) -> None:
    lexicon = load_lexicon()
    given = []
    for sentence in list(constructions.sentences())[::3]:
        article = Article.from_text(sentence, published="2024-03-09")
        given.append((article, *reader.before_events(article)))

    def coded() -> None:
        for article, doc, mentions, statements, times in given:
            find_events(doc, article, mentions, statements, times, lexicon)

    most_s = len(given) / SENTENCES_A_SECOND
    assert least_cpu_s(coded, enough=most_s) <= most_s


def test_the_lexicon_loads_in_under_a_second() -> None:
    code = (
        "import time\n"
        "from legation.events.lexicon import load_lexicon\n"
        "begun = time.process_time()\n"
        "load_lexicon()\n"
        "print(time.process_time() - begun)"
    )

    def told_s() -> float:
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        return float(run.stdout)

    assert any(told_s() < 1.0 for _ in range(TRIES))
