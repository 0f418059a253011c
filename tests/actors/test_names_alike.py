"""Spellings and scripts of one name reach one actor; names that only look alike never mix."""

from __future__ import annotations

from datetime import date

import pytest

from legation.read import Reader
from legation.records import Article
from legation.registry.load import load_registry
from legation.registry.scripts import sound
from legation.registry.surnames import called_by

ONE_ACTOR = (
    ("Aleksandar Vučić", "Aleksandar Vucic", "Александар Вучић"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Volodymyr Zelenskyy", "Volodymyr Zelensky", "Володимир Зеленський"),
    ("Vladimir Putin", "Владимир Путин"),
    ("Kyriakos Mitsotakis", "Κυριάκος Μητσοτάκης"),
    ("Xi Jinping", "习近平"),
)


@pytest.mark.parametrize("forms", ONE_ACTOR, ids=lambda forms: forms[0])
def test_spellings_and_scripts_reach_one_actor(forms: tuple[str, ...]) -> None:
    registry = load_registry()
    found = [{e.actor.id for e in registry.sounding(form)} for form in forms]
    assert len(found[0]) == 1
    assert all(ids == found[0] for ids in found)


def test_names_that_look_alike_sound_different() -> None:
    assert sound("Вучић") == sound("Vucic") != sound("Vučević") == sound("Вучевић")


@pytest.mark.model
def test_minister_and_president_of_like_names_never_mix() -> None:
    text = (
        "Serbian President Aleksandar Vucic met Defence Minister Milos Vucevic in Nis. "
        "Vučević praised the army. Vučić thanked him. Vucevic left first; Vucic stayed."
    )
    article = Article.from_text(text, published=date(2023, 5, 18))
    found = {
        (m.passage.text, m.actor_id)
        for m in Reader().read(article).mentions
        if m.passage.text[:2] == "Vu"
    }
    assert found == {
        ("Vučević", "milos-vucevic"),
        ("Vucevic", "milos-vucevic"),
        ("Vučić", "aleksandar-vucic"),
        ("Vucic", "aleksandar-vucic"),
    }


@pytest.mark.parametrize(
    ("name", "country", "words"),
    [
        ("Abiy Ahmed", "ETH", ("abiy", "ahmed")),
        ("Sun Li-fang", None, ("sun", "li-fang")),
        ("Wang Yi", "CHN", ("wang",)),
        ("Lee Myung Bak", "KOR", ("lee",)),
        ("Lee Harvey Oswald", None, ("oswald",)),
        ("Musaad al-Aiban", "SAU", ("al-aiban", "aiban")),
        ("Angela Merkel", "DEU", ("merkel",)),
    ],
)
def test_a_person_is_called_by(name: str, country: str | None, words: tuple[str, ...]) -> None:
    assert called_by(name, country) == words


def test_number_of_a_sovereign_is_no_surname() -> None:
    registry = load_registry()
    assert registry.person_by_surname("II", date(2023, 3, 1)) == []
    assert called_by("Abdullah II", "JOR") == ("abdullah",)


def test_junior_is_called_by_the_name_before_it() -> None:
    assert called_by("Robert F. Kennedy Jr.", "USA") == ("kennedy",)
    assert called_by("Xi Jinping", "CHN") == ("xi",)


def test_first_name_before_a_chinese_surname_is_not_meant_alone() -> None:
    assert called_by("Donald Tsang", "HKG") == ("tsang",)
    assert called_by("Harry Tseng", "TWN") == ("tseng",)
    assert called_by("Abiy Ahmed", "ETH") == ("abiy", "ahmed")
    assert called_by("Sun Li-fang", "TWN") == ("sun",)


@pytest.mark.model
def test_first_name_in_an_undated_text_is_nobody_of_that_surname(reader: Reader) -> None:
    text = "The committee heard Bryan and his lawyer on Thursday. Bryan declined to answer."
    reading = reader.read(Article.from_text(text))
    assert {m.actor_id for m in reading.mentions if m.name.endswith("Bryan")} <= {None}


@pytest.mark.model
@pytest.mark.parametrize("region", ["South", "Latin", "Central", "North"])
def test_a_continent_is_not_the_united_states(region: str, reader: Reader) -> None:
    text = f"Officials from {region} American countries met in Quito."
    found = reader.read(Article.from_text(text)).mentions
    assert "USA" not in {m.country for m in found}


@pytest.mark.model
def test_abbreviations_are_parted_from_what_they_are_joined_to(reader: Reader) -> None:
    text = "The envoys left the U.S.-Russian talks after Kenyan and U.S.-led troops shot a man."
    found = [(m.passage.text, m.country) for m in reader.read(Article.from_text(text)).mentions]
    assert ("U.S.", "USA") in found
    assert ("Russian", "RUS") in found
    assert {c for text, c in found if text == "Kenyan and U.S.-led troops"} == {"KEN", "USA"}
