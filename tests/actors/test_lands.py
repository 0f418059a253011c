"""Lands that are no state, or a state to some: whose their offices and bodies are."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article, Kind

pytestmark = pytest.mark.model


def who(reader: Reader, text: str, words: str, day: str | None = None) -> tuple[str, str]:
    """The name of the last mention with the words, and its country and sector."""
    told = [
        m
        for m in reader.read(Article.from_text(text, published=day)).mentions
        if m.passage.text == words and m.kind is not Kind.COMMUNITY
    ]
    last = told[-1]
    return last.name, f"{last.country or ''} {last.sector or ''}".strip()


# A text, words of it, the name of who is meant, and country and sector.
OFFICES = (
    # whoever governs what few recognise is of no state's government
    ("Abkhazian President Ada Lak flew out.", "Ada Lak", "Ada Lak", "GEO PRE"),
    ("Transnistria's foreign minister spoke.", "Transnistria's foreign minister",
     "Foreign Minister of Transnistria", "MDA PRE"),
    ("The president of Northern Cyprus left.", "president", "President of Northern Cyprus",
     "CYP PRE"),
    ("The president of Cyprus left.", "president", "President", "CYP GOV"),
    ("Abkhaz troops fired at a post.", "Abkhaz troops", "Abkhaz troops", "GEO PRE"),
    ("Somaliland's army shot at a car.", "Somaliland's army", "Somaliland's army", "SOM PRE"),
    ("Somali troops shot at a car.", "Somali troops", "Somali troops", "SOM MIL"),
    ("Turkish Cypriot farmers lost land.", "Turkish Cypriot farmers", "Turkish Cypriot farmers",
     "CYP AGR"),
    ("The Donetsk People's Republic's prime minister resigned.",
     "Donetsk People's Republic's prime minister",
     "Prime Minister of Donetsk People's Republic", "UKR PRE"),
    # heads of regions are no heads of state, and stay of their state's public service
    ("The president of Tatarstan flew to Ankara.", "president", "President of Tatarstan",
     "RUS GOV"),
    ("The governor of Kursk blamed Ukraine.", "governor", "Governor of Kursk", "RUS GOV"),
    ("Catalan president Ada Puig lost.", "Catalan president", "President of Catalonia", "ESP GOV"),
    ("Republika Srpska President Ada Dob lost.", "Republika Srpska President",
     "President of Republika Srpska", "BIH GOV"),
    ("Police in Somaliland held two men.", "Police", "Police", "SOM COP"),
    ("The president of Toyota flew to Ohio.", "president", "President of Toyota", "JPN BUS"),
    # a land with a code of its own needs no more
    ("The president of Kosovo spoke.", "president", "President", "XKX GOV"),
    # a body above states
    ("The NATO secretary general spoke.", "NATO secretary general",
     "Secretary General of NATO", "IGO"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name", "codes"), OFFICES)
def test_office_is_told_with_the_land_or_body_that_it_is_of(
    reader: Reader, text: str, words: str, name: str, codes: str
) -> None:
    assert who(reader, text, words) == (name, codes)


@pytest.mark.parametrize(
    ("text", "day", "codes"),
    [
        ("The prime minister of Crimea spoke to reporters.", "2010-05-05", "UKR GOV"),
        ("The prime minister of Crimea spoke to reporters.", "2016-05-05", "RUS GOV"),
        ("The president of Chechnya spoke to reporters.", "1998-05-05", "RUS PRE"),
        ("The president of Chechnya spoke to reporters.", "2008-05-05", "RUS GOV"),
        ("The president of Nagorno-Karabakh left.", "2023-05-05", "AZE PRE"),
        ("The president of Somaliland spoke.", "1985-05-05", "SOM GOV"),  # before there was one
    ],
)
def test_standing_is_that_of_the_day(reader: Reader, text: str, day: str, codes: str) -> None:
    words = "prime minister" if "prime" in text else "president"
    assert who(reader, text, words, day)[1] == codes


TWO = "Somaliland President Ada Bihi met Somali President Omar Haji in Nairobi. "
CHIEFS = "NATO Secretary General Ada Lind met officials. "


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (TWO + "The Somali president praised the talks.", "Somali president", "Omar Haji"),
        (TWO + "The president of Somaliland praised the talks.", "president", "Ada Bihi"),
        ("Somaliland President Ada Bihi flew in. The president smiled.", "president", "Ada Bihi"),
        (
            "Somaliland President Ada Bihi flew in. The Somali president smiled.",
            "Somali president",
            "President",
        ),
        (CHIEFS + "The NATO secretary general left.", "NATO secretary general", "Ada Lind"),
        (
            CHIEFS + "The UN secretary general wrote.",
            "UN secretary general",
            "Secretary General of United Nations",
        ),
    ],
)
def test_office_of_one_land_or_body_is_not_that_of_another(
    reader: Reader, text: str, words: str, name: str
) -> None:
    assert who(reader, text, words)[0] == name
