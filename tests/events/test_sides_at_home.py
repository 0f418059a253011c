"""Who stands against whom at home, between peoples, and where only a place is told."""

from __future__ import annotations

from datetime import date

import pytest

from legation import Article, Event, Reader

# a sentence, the type of its event, actors and recipients: country and sector of each
CASES = [
    ("Kenyan doctors went on strike against the policies of the Kenyan government.",
     "PROTEST", {"KEN MED"}, {"KEN GOV"}),
    ("Farmers in Peru blocked a road in protest against the Peruvian government.",
     "PROTEST", {"PER AGR"}, {"PER GOV"}),
    ("British warplanes hit depots in a Basra district.", "ASSAULT", {"GBR MIL"}, {"IRQ"}),
    ("Israelis and Palestinians failed to reach agreement on the border.",
     "REJECT", {"ISR", "PSE"}, set()),
    ("Turkish and Greek officials failed to agree on the agenda.",
     "REJECT", {"TUR GOV", "GRC GOV"}, set()),
    ("Russians and Ukrainians clashed.", "ASSAULT", {"RUS", "UKR"}, set()),
    ("The Hezbollah group fired rockets at Israel.", "ASSAULT", {"LBN REB"}, {"ISR"}),
]  # fmt: skip


def told(mention: object) -> str:
    country, sector = mention.country, mention.sector  # type: ignore[attr-defined]
    return " ".join(part for part in (country, sector) if part)


def read(text: str, reader: Reader) -> tuple[Event, ...]:
    return reader.read(Article.from_text(text, published=date(2024, 3, 1))).events


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), CASES)
def test_who_stands_against_whom(
    text: str, kind: str, actors: set[str], recipients: set[str], reader: Reader
) -> None:
    found = [
        ({told(m) for m in e.actors}, {told(m) for m in e.recipients})
        for e in read(text, reader)
        if e.type == kind
    ]
    assert (actors, recipients) in found


@pytest.mark.model
def test_a_group_called_a_group_is_itself(reader: Reader) -> None:
    (event,) = read("The al-Qaeda terror network threatened to attack Paris.", reader)
    assert [m.actor_id for m in event.actors] == ["al-qaeda"]


@pytest.mark.model
def test_a_former_holder_keeps_the_country_of_the_office(reader: Reader) -> None:
    events = read("President Bush threatened to attack Iran.", reader)
    assert [(m.name, m.country) for e in events for m in e.actors] == [("Bush", "USA")]
