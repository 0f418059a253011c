"""What each sentence tells, all of it: types, parties by country or else sector, days, places."""

from __future__ import annotations

from datetime import date

import pytest

from legation import Article, Reader
from legation.records import Event, Kind, Mention

PUBLISHED = date(2024, 1, 4)  # a Thursday


def keys(mentions: tuple[Mention, ...]) -> str:
    """Countries, else sectors, sorted."""
    return " ".join(sorted({m.country or m.sector or m.name for m in mentions}))


def told(event: Event) -> str:
    """An event in one line: "CONSULT GHA TGO >" has two actors and no recipient."""
    return f"{event.type} {keys(event.actors)} > {keys(event.recipients)}".strip()


def read(reader: Reader, text: str) -> tuple[Event, ...]:
    return reader.read(Article.from_text(text, published=PUBLISHED)).events


# The people of several states, told by one noun; people who stand side by side.
TOGETHER = [
    ("The defence ministers of Togo and Ghana held talks in Lome on Tuesday.", "CONSULT GHA TGO >"),
    ("The foreign ministers of Kenya, Uganda and Ethiopia met in Nairobi on Monday.",
     "CONSULT ETH KEN UGA >"),
    ("Soldiers from Thailand and Cambodia clashed again on Sunday.", "ASSAULT KHM THA >"),
    ("The army chiefs of Niger, Mali and Burkina Faso signed a pact.", "SUPPORT BFA MLI NER >"),
    ("The prime ministers of Italy and Spain condemned the raid.", "ACCUSE ESP ITA >"),
    ("The leaders of Serbia and Kosovo agreed to meet in Brussels next week.", "AGREE SRB XKX >"),
    ("Negotiators from Sudan and Chad signed a deal in Cairo.", "SUPPORT SDN TCD >"),
    ("Ararat Mirzoyan of Armenia and Jeyhun Bayramov of Azerbaijan held talks in Geneva.",
     "CONSULT ARM AZE >"),
    ("The foreign ministers of both countries, Jeyhun Bayramov and Ararat Mirzoyan, met on Monday.",
     "CONSULT ARM AZE >"),
    ("The president of Kenya and the prime minister of Ethiopia met in Nairobi.",
     "CONSULT ETH KEN >"),
]  # fmt: skip

# Journeys with what they are made for.
JOURNEYS = [
    ("Nikol Pashinyan flew to Paris on Tuesday to meet French President Emmanuel Macron.",
     "CONSULT ARM > FRA", "Emmanuel Macron"),
    ("The Turkish foreign minister arrived in Baghdad to hold talks with Prime Minister Mohammed "
     "Shia al-Sudani.", "CONSULT TUR > IRQ", "Mohammed Shia al-Sudani"),
    ("U.S. envoy Amos Hochstein travelled to Beirut to meet Lebanese officials.",
     "CONSULT USA > LBN", "Lebanese officials"),
    ("The Iranian president came to Ankara to discuss trade with Turkish President Recep Tayyip "
     "Erdogan.", "CONSULT IRN > TUR", "Recep Tayyip Erdoğan"),
]  # fmt: skip

# An attack and whom it harmed are one event, however the clauses are joined.
HARM = [
    ("Seven patients were wounded when the Sudanese army bombed a hospital in El Fasher on Monday.",
     "ASSAULT SDN > SDN", date(2024, 1, 1), "El Fasher"),
    ("An air strike by the Sudanese army killed 15 people at a crowded market in Nyala on Monday.",
     "ASSAULT SDN > SDN", date(2024, 1, 1), "Nyala"),
    ("At least nine people died when Russian missiles struck Kharkiv on Tuesday.",
     "ASSAULT RUS > UKR", date(2024, 1, 2), None),
    ("A Cambodian soldier was killed on Saturday when Thai troops clashed with Cambodian troops.",
     "ASSAULT KHM THA > KHM", date(2023, 12, 30), None),
    ("Four Afghan civilians died in an air strike by US forces in Helmand.",
     "ASSAULT USA > AFG", None, "Helmand"),
    ("A suicide attack by the Taliban wounded three German soldiers in Kunduz on Monday.",
     "ASSAULT AFG > DEU", date(2024, 1, 1), "Kunduz"),
    ("Nyala buried its dead on Wednesday after the army bombed a market in the town on Monday.",
     "ASSAULT SDN >", date(2024, 1, 1), "Nyala"),
]  # fmt: skip

# What is given, promised and offered to whom.
GIFTS = [
    ("Japan delivered two patrol boats to the Philippine coast guard on Tuesday.", "AID JPN > PHL"),
    ("The Japanese government gave Manila two patrol boats on Tuesday.", "AID JPN > PHL"),
    ("Japan handed over two patrol boats to the Philippines at a ceremony.", "AID JPN > PHL"),
    ("Germany donated ten ambulances to Ukraine.", "AID DEU > UKR"),
    ("Japan pledged 200 million dollars in aid to the Philippines to rebuild schools.",
     "AGREE JPN > PHL"),
    ("Tokyo promised the Philippines 200 million dollars for schools.", "AGREE JPN > PHL"),
    ("Botswana on Friday offered to mediate in the quarrel between Zambia and Zimbabwe.",
     "AGREE BWA > ZMB ZWE"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), TOGETHER + GIFTS)
def test_sentence_is_one_event_between_all_its_parties(
    text: str, expected: str, reader: Reader
) -> None:
    assert [told(event) for event in read(reader, text)] == [expected]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected", "host"), JOURNEYS)
def test_journey_is_to_whom_it_is_made_to_meet(
    text: str, expected: str, host: str, reader: Reader
) -> None:
    (event,) = read(reader, text)
    assert (told(event), event.mode, event.recipients[0].name) == (expected, "visit", host)
    assert event.also  # the meeting's own words


@pytest.mark.model
def test_journey_to_meet_in_a_third_country_is_a_meeting(reader: Reader) -> None:
    (event,) = read(reader, "Antony Blinken flew to Geneva to meet Sergei Lavrov.")
    assert (told(event), event.mode) == ("CONSULT RUS USA >", None)
    assert event.place is not None
    assert event.place.name == "Geneva"


@pytest.mark.model
def test_coming_home_is_no_visit(reader: Reader) -> None:
    assert not read(reader, "The Iraqi prime minister arrived in Baghdad on Monday.")


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected", "day", "place"), HARM)
def test_attack_and_harm_are_one_event(
    text: str, expected: str, day: date | None, place: str | None, reader: Reader
) -> None:
    (event,) = read(reader, text)
    assert told(event) == expected
    assert (event.when.first if event.when else None) == day
    assert (event.place.name if event.place else None) == place


@pytest.mark.model
def test_harm_a_day_after_an_attack_is_another_event(reader: Reader) -> None:
    text = "Two policemen were wounded on Friday, a day after an Israeli tank fired at a camp."
    assert len(read(reader, text)) == 2


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The rebels fired a ballistic missile at Jizan.", ["rebels"]),
        ("North Korea tested two rockets and a cruise missile.", ["North Korea"]),
        ("The army denied that it had targeted civilians.", ["army", "army", "civilians"]),
        ("Children were used as human shields.", ["Children"]),
        ("The men dug up an artillery shell and three mines.", ["men"]),
        ("Iran showed its new missiles to the generals.", ["Iran", "generals"]),
        ("Soldiers found rockets in the cellar.", ["Soldiers"]),
        ("The ships carried bombs and grenades to Cuba.", ["ships", "Cuba"]),
        ("Cruise missiles hit the palace.", ["Cruise missiles"]),  # those who fired them did
    ],
)
def test_arms_that_are_used_are_no_party(text: str, parties: list[str], reader: Reader) -> None:
    found = reader.read(Article.from_text(text, published=PUBLISHED)).mentions
    assert [m.name for m in found if m.kind not in {Kind.PLACE}] == parties
