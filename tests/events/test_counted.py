"""Whom force harmed, how many, by whose word and with what."""

from __future__ import annotations

import pytest

from legation import Article, Reader
from legation.records import Event
from legation.telling.phrases import harm_phrase

pytestmark = pytest.mark.model


def force(reader: Reader, text: str) -> list[Event]:
    events = reader.read(Article.from_text(text, published="2024-03-09")).events
    return [e for e in events if e.type in {"ASSAULT", "COERCE"}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A car bomb exploded beside a stadium in Multan, killing at least 37 people and "
            "wounding more than 50.",
            "killed at least 37 people, wounded more than 50",
        ),
        ("Police in Nairobi arrested 12 Somali students.", "detained 12 students"),
        (
            "Rebels kidnapped between 20 and 30 girls from a school in Nigeria.",
            "abducted between 20 and 30 girls",
        ),
        ("Israeli jets bombed Rafah, leaving 14 dead and 30 injured.", "killed 14, wounded 30"),
        (
            "Two Nigerian soldiers were killed and five wounded when gunmen attacked a patrol.",
            "killed 2 soldiers, wounded 5",
        ),
        ("Five policemen died when a mine exploded near Gao.", "killed 5 policemen"),
        ("A drone strike on a convoy in Yemen killed three men.", "killed 3 men"),
        ("Chadian troops killed the mayor of Abéché.", "killed the mayor of Abéché"),
        (
            "At least half a million Angolans were killed by the army.",
            "killed at least 500,000 Angolans",
        ),
        ("The shells killed half a dozen guards in Gao.", "killed 6 guards"),
        ("Rebels kidnapped two and a half thousand farmers in Mali.", "abducted 2,500 farmers"),
        ("The shells killed a dozen guards in Gao.", "killed 12 guards"),
        ("Chadian troops attacked the village of Adré.", ""),
        ("Kenya did not kill any Somali fishermen.", ""),
    ],
)
def test_harm_is_counted_with_its_bound(reader: Reader, text: str, told: str) -> None:
    assert [harm_phrase(e.harm) for e in force(reader, text)][:1] == [told]


def test_whose_word_it_is(reader: Reader) -> None:
    events = force(reader, "The army said that its troops had killed 40 rebels in Mali.")
    assert [h.holder.name for e in events for h in e.harm if h.holder] == ["army"]
    events = force(reader, "Malian troops killed 40 rebels.")
    assert [h.holder for e in events for h in e.harm] == [None]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("A car bomb exploded in Kabul, killing two nurses.", ["car bomb"]),
        ("Israeli jets bombed Rafah with missiles.", ["missiles"]),
        ("A drone strike on a convoy in Yemen killed three men.", ["drone"]),
        ("Chadian troops attacked the village of Adré with delight.", []),
    ],
)
def test_what_it_was_done_with(reader: Reader, text: str, means: list[str]) -> None:
    assert [m.value for e in force(reader, text)[:1] for m in e.means] == means
