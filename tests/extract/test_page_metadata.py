"""Datelines, captions, bylines and sections, each as a line and its answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.extract.byline import bare_names, read_byline
from legation.extract.captions import read_caption
from legation.extract.imprints import section_named
from legation.language.agencies import agency_named, load_agencies
from legation.language.dateline import read_dateline


@pytest.mark.parametrize(
    ("text", "place", "agency", "story"),
    [
        ("KYIV, Ukraine (AP) — Talks began.", "KYIV", "Associated Press", "Talks began."),
        ("ISTANBUL — Talks began.", "ISTANBUL", None, "Talks began."),
        ("NAIROBI, May 3 (Reuters) - Talks began.", "NAIROBI", "Reuters", "Talks began."),
        ("DOHA/CAIRO (AFP) – Talks began.", "DOHA/CAIRO", "Agence France-Presse", "Talks began."),
        (
            "UNITED NATIONS, April 5 (Xinhua) -- Talks began.",
            "UNITED NATIONS",
            "Xinhua",
            "Talks began.",
        ),
        ("Moscow (TASS) - Talks began.", "Moscow", "TASS", "Talks began."),
        ("Vienna, 5 May – Talks began.", "Vienna", None, "Talks began."),
        ("NEW DELHI: Talks began.", "NEW DELHI", None, "Talks began."),
        ("RIO DE JANEIRO, Brazil (AP) — Talks.", "RIO DE JANEIRO", "Associated Press", "Talks."),
        ("ACCRA (Lighthouse News) - Talks began.", "ACCRA", "Lighthouse News", "Talks began."),
        ("WASHINGTON, D.C. — Talks began.", "WASHINGTON", None, "Talks began."),
    ],
)
def test_dateline(text: str, place: str, agency: str | None, story: str) -> None:
    found = read_dateline(text)
    assert found is not None
    assert (found.place, found.agency, text[found.story :]) == (place, agency, story)


@pytest.mark.parametrize(
    "text",
    [
        "Talks began in Kyiv on Monday.",
        "NATO - the alliance of 32 states - met.",
        "BREAKING: Talks began.",
        "The minister — a former general — said so.",
        "US-China talks began.",
        "WATCH: The minister speaks.",
        "KYIV",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("A ferry leaves Mombasa (AA Photo)", "A ferry leaves Mombasa", "AA"),
        ("A ferry leaves Mombasa. (AP Photo/Ann Lee)", "A ferry leaves Mombasa.", "AP/Ann Lee"),
        ("A ferry leaves [Ann Lee/Coast News]", "A ferry leaves", "Ann Lee/Coast News"),
        ("A ferry leaves Mombasa. Photo: Ann Lee", "A ferry leaves Mombasa.", "Ann Lee"),
        ("A ferry leaves. Photograph: Ann Lee/Getty", "A ferry leaves.", "Ann Lee/Getty"),
        ("A ferry leaves. File photo: Ann Lee", "A ferry leaves.", "Ann Lee"),
        ("A ferry leaves. © Coast News / A. Lee", "A ferry leaves.", "Coast News / A. Lee"),
        ("A ferry leaves. | Photo: Ann Lee", "A ferry leaves.", "Ann Lee"),
        ("A ferry leaves. REUTERS/Ann Lee", "A ferry leaves.", "REUTERS/Ann Lee"),
        ("A ferry leaves. Ann Lee/Coast News/Getty Images", "A ferry leaves.",
         "Ann Lee/Coast News/Getty Images"),
        ("[Image: A ferry leaves. Credit: Pool via Coast]", "A ferry leaves.", "Pool via Coast"),
        ("Photo: Ann/Getty", "", "Ann/Getty"),
        ("(Photo: Coast News)", "", "Coast News"),
        ("Image source, Getty Images", "", "Getty Images"),
        ("A ferry leaves.Credit...Ann Lee for Coast", "A ferry leaves.", "Ann Lee for Coast"),
    ],
)  # fmt: skip
def test_caption_and_credit(text: str, caption: str, credit: str) -> None:
    found = read_caption(text)
    assert found is not None
    assert (text[slice(*found.text)], found.credit) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "The loan (worth $5 billion) was refused.",
        "He joined the alliance (NATO) in 2009.",
        "Soldiers can be seen in this photo: they are tired.",
        "The two met in the capital on Monday.",
        "She asked for a policy on land and/or water.",
    ],
)
def test_plain_sentence_is_no_caption(text: str) -> None:
    assert read_caption(text) is None


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("By Ann Lee", ["Ann Lee"], None),
        ("By Ann Lee and Bo Chen", ["Ann Lee", "Bo Chen"], None),
        (
            "By Ann Lee, Bo Chen and Carla de la Cruz",
            ["Ann Lee", "Bo Chen", "Carla de la Cruz"],
            None,
        ),
        ("BY ANN LEE", ["ANN LEE"], None),
        ("By Ann Lee, Associated Press", ["Ann Lee"], "Associated Press"),
        ("By Ann Lee | AFP", ["Ann Lee"], "Agence France-Presse"),
        ("By Reuters", [], "Reuters"),
        ("By AFP Staff Writers", [], "Agence France-Presse"),
        ("By Ann Lee Updated Nov 13, 2019, 10:28am EST", ["Ann Lee"], None),
        ("Text: Ann Lee   Photo: Bo Chen", ["Ann Lee"], None),
        ("3 May 2020 | by our correspondent Ann Lee in Abuja", ["Ann Lee"], None),
        ("Written by Ann Lee", ["Ann Lee"], None),
        ("By Ann Lee / Coast News Staff Writer", ["Ann Lee"], None),
        ("By the way, he said nothing", [], None),
        ("The minister went by train to Kyiv", [], None),
    ],
)
def test_byline(line: str, authors: list[str], agency: str | None) -> None:
    found, named = read_byline(line)
    assert [author.name for author in found] == authors
    assert named == agency
    assert all(line[a.start : a.end] == a.name for a in found)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ann Lee in Accra and Bo Chen in Lomé", ["Ann Lee", "Bo Chen"]),
        ("Ann Lee, Diplomatic correspondent", ["Ann Lee"]),
        ("Coast News staff", []),
        ("Middle East", []),
        ("Ministers meet again in Accra", []),
    ],
)
def test_names_without_by(line: str, authors: list[str]) -> None:
    assert [author.name for author in bare_names(line)] == authors


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anadolu Agency", "Anadolu Agency"),
        ("AA", "Anadolu Agency"),
        ("(AFP)", "Agence France-Presse"),
        ("the associated press", "Associated Press"),
        ("Xinhua News Agency", "Xinhua"),
        ("aa", None),  # an abbreviation only as it is written
        ("Some Agency", None),
    ],
)
def test_agency(text: str, name: str | None) -> None:
    assert agency_named(text) == name


def test_there_are_agencies_from_all_over_the_world() -> None:
    assert len(set(load_agencies().names.values())) >= 60


@pytest.mark.parametrize(
    ("text", "name"),
    [("WORLD", "World"), ("middle east", "Middle East"), ("UK", "UK"), ("Subscribe", None)],
)
def test_section_as_usually_written(text: str, name: str | None) -> None:
    assert section_named(text) == name


@given(st.text(max_size=120))
def test_odd_lines_never_raise(text: str) -> None:
    read_caption(text)
    read_byline(text)
    bare_names(text)
    found = read_dateline(text)
    assert found is None or text[found.start : found.end] == found.place
