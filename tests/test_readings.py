"""Our own texts are read as they were when the readings were last looked at and kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from factories import a_mention, a_reading, an_article, an_event
from own_texts import own_texts
from readings_net import FOLDER, Change, changes, kept_of, load, net_of, save, told

from legation import Reader
from legation.records import Reading

MOST_NEW = 0.2  # of own texts that no reading is kept of: more, and the net has holes

ARTICLE = an_article("Kenya met Somalia in Juba.")
KENYA = a_mention(ARTICLE, "Kenya", country="KEN")
MET = an_event(ARTICLE, "met", actors=(KENYA,))
READING = a_reading(ARTICLE, events=(MET,))


def change(new: Reading) -> Change:
    return Change("tests", "one", kept_of(READING), kept_of(new))


@pytest.mark.model
def test_own_texts_are_read_as_kept(reader: Reader) -> None:
    """`scripts/readings.py show` prints the same; `accept` takes it when it was looked at."""
    texts = own_texts()
    found = list(changes(load(FOLDER), net_of(texts, reader)))
    other = [line for c in found if c.is_other_reading for line in told(c)]
    assert not other, "look at `scripts/readings.py show`, then `accept`:\n" + "\n".join(other[:60])
    new = sum(c.old is None for c in found)
    assert new <= MOST_NEW * len(texts), f"{new} new texts: run `scripts/readings.py accept`"


def test_version_of_the_reader_is_left_out() -> None:
    assert kept_of(replace(READING, reader="another", schema=9)) == kept_of(READING)


def test_changed_field_is_told_old_and_new() -> None:
    other = replace(READING, events=(replace(MET, type="AGREE"),))
    lines = list(told(change(other)))
    assert [line[:12] for line in lines[1:]] == ["  - event | ", "  + event | "]
    assert "type=AGREE" not in lines[1]
    assert "type=AGREE" in lines[2]


def test_lost_record_is_told_alone() -> None:
    lines = list(told(change(replace(READING, events=()))))
    assert [line[:4] for line in lines[1:]] == ["  - "]


def test_another_id_is_a_change_though_no_line_shows_it() -> None:
    other = replace(READING, events=(replace(MET, id="another"),))
    assert kept_of(other) != kept_of(READING)
    assert list(told(change(other)))[1:] == ["    (ids, ends of passages or digits only)"]


def test_new_and_lost_texts_are_no_other_readings() -> None:
    net = {"tests": {"one": kept_of(READING)}}
    assert [c.is_other_reading for c in changes({}, net)] == [False]
    assert [c.is_other_reading for c in changes(net, {})] == [False]
    assert list(changes(net, net)) == []


@pytest.mark.parametrize("name", ["net", "net.jsonl.xz"])
def test_net_comes_back_as_kept(tmp_path: Path, name: str) -> None:
    net = {"tests": {"one": kept_of(READING)}, "stories": {"b": kept_of(READING)}}
    assert save(net, tmp_path / name) != ()
    assert load(tmp_path / name) == net
    assert save(net, tmp_path / name) == ()


def test_family_that_is_gone_is_not_kept_of(tmp_path: Path) -> None:
    one = {"one": kept_of(READING)}
    save({"tests": one, "stories": one}, tmp_path)
    save({"tests": one}, tmp_path)
    assert set(load(tmp_path)) == {"tests"}


def test_every_kind_of_text_is_there() -> None:
    texts = own_texts()
    families = {own.family for own in texts}
    assert {
        "stories",
        "constructions",
        "examples_verbs",
        "countries",
        "said",
        "sets",
        "tests_events",
    } <= families
    assert len({(own.family, own.key) for own in texts}) == len(texts)
