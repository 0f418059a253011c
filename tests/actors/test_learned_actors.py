"""Offices that the news tells: seen, set against the registry, learned, and used."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from factories import a_claim, a_mention, an_article

from legation.records import Kind, Predicate, Reading
from legation.registry.check import conflicts
from legation.registry.known import Registry
from legation.registry.learned import STAYS, Lesson, as_csv, learn
from legation.registry.load import load_registry
from legation.registry.own import own_rows
from legation.registry.sightings import Sighting, contradicted, sightings_of


def seen(
    name: str,
    day: str,
    *,
    title: str = "Foreign Minister",
    country: str = "KEN",
    holds: bool = True,
    teller: bool = False,
) -> list[Sighting]:
    """What a text that gives somebody an office comes to."""
    article = an_article(f"The {title} {name} met Alex Reed.", published=day)
    person = a_mention(article, name)
    office = a_mention(article, title, kind=Kind.OFFICE, country=country, sector="GOV")
    holder = a_mention(article, "Alex Reed") if teller else None
    claim = a_claim(article, person, Predicate.HOLDS_OFFICE, office, holds=holds, holder=holder)
    return list(sightings_of(Reading(article=article, reader="t", claims=(claim,))))


def taught(folder: Path, lesson: Lesson) -> Registry:
    path = folder / "learned.csv"
    path.write_text(as_csv(lesson.rows), encoding="utf-8")
    return load_registry(None, path)


NOW = "2026-05-04"  # after all our tables were checked


def test_title_in_an_article_is_a_sighting_of_that_day() -> None:
    (one,) = seen("Amina Otieno", NOW)
    assert (one.name, one.title, one.country) == ("Amina Otieno", "Foreign Minister", "KEN")
    assert (str(one.first), str(one.last), one.holds) == (NOW, NOW, True)


def test_article_without_a_day_tells_nothing_of_when() -> None:
    article = an_article("Minister Ana Ruiz left.", published=None)
    office = a_mention(article, "Minister", kind=Kind.OFFICE, country="ESP")
    claim = a_claim(article, a_mention(article, "Ana Ruiz"), Predicate.HOLDS_OFFICE, office)
    assert list(sightings_of(Reading(article=article, reader="t", claims=(claim,)))) == []


def test_learned_holder_is_known_for_a_while_and_cited_for_the_days_told(tmp_path: Path) -> None:
    lesson = learn(load_registry(), seen("Amina Otieno", NOW), ())
    assert (lesson.changed, lesson.conflicts) == (1, ())
    registry = taught(tmp_path, lesson)
    day = date.fromisoformat(NOW)
    for on, known, cited in [
        (day - timedelta(days=1), None, None),
        (day, "Amina Otieno", "Amina Otieno"),
        (day + STAYS, "Amina Otieno", None),
        (day + STAYS + timedelta(days=1), None, None),
    ]:
        held = registry.holders_on("Foreign Minister", "KEN", on)
        assert [h.actor.name for h in held] == [known] * bool(known), on
        holder = registry.cited_holder("Foreign Minister", "KEN", on, on)
        assert (holder.name if holder else None) == cited, on
    (office,) = registry.actors["amina-otieno"].offices
    assert office.evidence == "articles"


def test_second_article_lengthens_the_row_and_keeps_both_proofs() -> None:
    registry = load_registry()
    first = learn(registry, seen("Amina Otieno", NOW), ())
    both = learn(registry, [*seen("Amina Otieno", NOW), *seen("Amina Otieno", "2026-06-01")], ())
    (row,) = both.rows
    assert (row["from"], row["checked"], row["to"]) == (NOW, "2026-06-01", "")
    assert len(row["evidence"].split("|")) == 2
    assert first.rows[0]["evidence"] in row["evidence"]


def test_learning_twice_changes_nothing(tmp_path: Path) -> None:
    found = seen("Amina Otieno", NOW)
    path = tmp_path / "learned.csv"
    path.write_text(as_csv(learn(load_registry(), found, ()).rows), encoding="utf-8")
    again = learn(load_registry(), found, own_rows(path))
    assert again.changed == 0
    assert as_csv(again.rows) == path.read_text(encoding="utf-8")


def test_successor_ends_the_time_of_whoever_was_there(tmp_path: Path) -> None:
    lesson = learn(
        load_registry(), [*seen("Amina Otieno", NOW), *seen("Ben Kiprop", "2026-05-20")], ()
    )
    registry = taught(tmp_path, lesson)
    names = [
        registry.holders_on("Foreign Minister", "KEN", date(2026, 5, day))[0].actor.name
        for day in (19, 20)
    ]
    assert names == ["Amina Otieno", "Ben Kiprop"]


def test_two_at_once_are_left_out_and_told() -> None:
    found = [*seen("Amina Otieno", NOW), *seen("Amina Otieno", "2026-05-20")]
    lesson = learn(load_registry(), [*found, *seen("Ben Kiprop", "2026-05-10")], ())
    assert lesson.rows == ()
    assert [c.against for c in lesson.conflicts] == [("Ben Kiprop",), ("Amina Otieno",)]


def test_what_the_table_contradicts_is_told_and_not_learned() -> None:
    found = seen("Nobody Else", "2024-03-09", title="Defence Minister", country="TUR")
    lesson = learn(load_registry(), found, ())
    assert lesson.rows == ()
    (conflict,) = lesson.conflicts
    assert conflict.against == ("Yaşar Güler",)
    assert [c.against for c in conflicts(load_registry(), found)] == [("Yaşar Güler",)]


@pytest.mark.parametrize(
    ("name", "holds", "against"),
    [
        ("Yaşar Güler", True, ()),
        ("Yasar Guler", True, ()),
        ("Güler", True, ()),
        ("Yaşar Güler", False, ("Yaşar Güler",)),
        ("Hulusi Akar", True, ("Yaşar Güler",)),
        ("Hulusi Akar", False, ()),
    ],
)
def test_sighting_is_set_against_the_table(
    name: str, holds: bool, against: tuple[str, ...]
) -> None:
    (one,) = seen(name, "2024-03-09", title="Defence Minister", country="TUR", holds=holds)
    assert contradicted(load_registry(), one) == against


@pytest.mark.parametrize(
    "found",
    [
        seen("Yaşar Güler", "2024-03-09", title="Defence Minister", country="TUR"),
        seen("Otieno", NOW),
        seen("Amina Otieno", NOW, holds=False),
        seen("Amina Otieno", NOW, teller=True),
    ],
    ids=["known already", "a surname alone", "former", "what a speaker says"],
)
def test_not_learned(found: list[Sighting]) -> None:
    lesson = learn(load_registry(), found, ())
    assert (lesson.rows, lesson.conflicts) == ((), ())


def test_advisers_are_many_so_no_adviser_is_the_adviser(tmp_path: Path) -> None:
    registry = taught(
        tmp_path, learn(load_registry(), seen("Amina Otieno", NOW, title="Adviser"), ())
    )
    day = date.fromisoformat(NOW)
    assert registry.cited_holder("Adviser", "KEN", day, day) is None
    assert registry.actors["amina-otieno"].offices[0].title == "Adviser"


def test_table_wins_over_what_was_learned(tmp_path: Path) -> None:
    path = tmp_path / "learned.csv"
    path.write_text(
        "id,name,country,office,sector,from,checked\n"
        "x-y,X Y,TUR,Defence Minister,GOV,2024-03-01,2024-03-05\n",
        encoding="utf-8",
    )
    held = load_registry(None, path).holders_on("Defence Minister", "TUR", date(2024, 3, 4))
    assert [h.actor.id for h in held] == ["yasar-guler"]


def test_person_of_the_table_gets_the_learned_office_besides_the_old(tmp_path: Path) -> None:
    path = tmp_path / "learned.csv"
    path.write_text(
        "id,name,country,office,sector,from,checked\n"
        "hulusi-akar,Hulusi Akar,TUR,Justice Minister,GOV,2026-05-04,2026-05-04\n",
        encoding="utf-8",
    )
    registry = load_registry(None, path)
    titles = [o.title for o in registry.actors["hulusi-akar"].offices]
    assert {"Defence Minister", "Justice Minister"} <= set(titles)
    held = registry.holders_on("Justice Minister", "TUR", date(2026, 5, 4))
    assert [h.actor.id for h in held] == ["hulusi-akar"]
