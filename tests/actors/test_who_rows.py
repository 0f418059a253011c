"""Kinds and roles of who is listed: short forms, datelines, former offices, peoples of several."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article, Kind, Mention

pytestmark = pytest.mark.model


def mentions(reader: Reader, text: str) -> tuple[Mention, ...]:
    return reader.read(Article.from_text(text)).mentions


# A text, words of it, and the name of the last mention with these words; empty where none is.
NAMES = (
    # a short form is what the text says it is, whatever the tables have
    ("The Syrian Negotiating Committee (SNC) voted. The SNC left.", "SNC",
     "Syrian Negotiating Committee"),
    ("The Council for Trade and Peace (CTP) met. The CTP left.", "CTP",
     "Council for Trade and Peace"),
    ("The SNC left.", "SNC", "Syrian National Coalition"),
    ("The World Food Programme (WFP) left. The WFP said so.", "WFP", "World Food Programme"),
    ("The Prime Minister (PM) left. The PM spoke.", "PM", "Prime Minister"),
    ("The United Nations (UN) met. The UN left.", "UN", "United Nations"),
    ("Syrian rebels (SNC) left. The SNC spoke.", "SNC", "Syrian National Coalition"),
    # datelines
    ("PORT-AU-PRINCE, Haiti - Gunfire was heard.", "AU", ""),
    ("PORT-AU-PRINCE, Haiti - Gunfire was heard.", "PRINCE", ""),
    ("PORT-AU-PRINCE, Haiti - Gunfire was heard.", "PORT-AU-PRINCE", "PORT-AU-PRINCE"),
    ("The AU sent troops.", "AU", "African Union"),
    ("UNITED NATIONS - Japan and Brazil met.", "UNITED NATIONS -", ""),
    ("DAR ES SALAAM (AFP) - Police held two men.", "DAR ES SALAAM", "DAR ES SALAAM"),
    # bylines and set phrases
    ("By Anna Lind Correspondent of The Christian Science Monitor.", "Anna Lind", "Anna Lind"),
    ("She is comforter in chief of the nation.", "chief", ""),
    ("The commander in chief resigned.", "commander in chief", "President"),
    ("The police chief resigned.", "police chief", "Police Chief"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), NAMES)
def test_words_stand_for_whom_the_text_means(
    reader: Reader, text: str, words: str, name: str
) -> None:
    told = [m.name for m in mentions(reader, text) if m.passage.text == words][-1:]
    assert told == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("Loyalists of ousted President Jean Bali of Chad rallied.", "Jean Bali", "ELI"),
        ("Loyalists of President Jean Bali of Chad rallied.", "Jean Bali", "GOV"),
        ("The dismissed defence minister, Ada Lund, was freed.", "dismissed defence minister",
         "ELI"),
        ("Men of Islamic State shot at a car.", "Men", "IMG"),
        ("Men of the village shot at a car.", "Men", "CVL"),
    ],
)  # fmt: skip
def test_role_is_that_of_now(reader: Reader, text: str, words: str, codes: str) -> None:
    assert [m.sector for m in mentions(reader, text) if m.passage.text == words][-1] == codes


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Tamils marched for peace.", "Tamils", None),
        ("Sri Lankan Tamils marched for peace.", "Sri Lankan Tamils", "LKA"),
        ("Tamils in Colombo marched for peace.", "Tamils", "LKA"),
        ("Ethnic Albanians marched for peace.", "Ethnic Albanians", None),
        ("Pashtuns marched for peace.", "Pashtuns", None),
        ("Hazaras marched for peace.", "Hazaras", "AFG"),
    ],
)
def test_people_of_several_countries_is_of_one_only_by_its_words(
    reader: Reader, text: str, words: str, country: str | None
) -> None:
    found = [m for m in mentions(reader, text) if m.passage.text == words]
    assert [(m.kind, m.country) for m in found] == [(Kind.COMMUNITY, country)]
