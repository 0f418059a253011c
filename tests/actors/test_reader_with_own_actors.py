"""The reader with the user's own file and with what was learned."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.read import Reader
from legation.records import Article, Mention
from legation.registry.learned import as_csv, learn
from legation.registry.load import load_registry
from legation.registry.sightings import sightings_of
from legation.settings import Settings

FIRST = (
    "Kenyan Foreign Minister Achieng Nekesa Odero met Ghana's president in Nairobi on Monday to "
    "talk about trade."
)
LATER = "Kenya's foreign minister said on Friday that the talks would go on for another week."

pytestmark = pytest.mark.model


def article(text: str, day: str) -> Article:
    return Article.from_text(text, published=day)


def mention_of(reader: Reader, text: str, words: str) -> Mention:
    reading = reader.read(article(text, "2026-05-08"))
    return next(m for m in reading.mentions if words in m.passage.text)


def test_own_group_is_found_and_changes_the_version(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- name: Highland Freedom Front\n  names: HFF\n  kind: group\n"
        "  country: BOL\n  sector: REB\n",
        encoding="utf-8",
    )
    text = "Troops fought the HFF on Monday."
    plain, own = Reader(), Reader(Settings(actors=str(path)))
    found = mention_of(own, text, "HFF")
    assert (found.name, found.country, found.sector) == ("Highland Freedom Front", "BOL", "REB")
    assert own.version != plain.version
    assert own.version.startswith(plain.version)
    assert all(
        m.actor_id != found.actor_id for m in plain.read(article(text, "2026-05-08")).mentions
    )


def test_office_of_one_story_is_whose_office_it_is_in_others_of_the_days_told(
    tmp_path: Path,
) -> None:
    first, last = (Reader().read(article(FIRST, day)) for day in ("2026-05-04", "2026-05-11"))
    lesson = learn(load_registry(), [*sightings_of(first), *sightings_of(last)], ())
    assert [(row["name"], row["country"], row["office"]) for row in lesson.rows] == [
        ("Achieng Nekesa Odero", "KEN", "Foreign Minister")
    ]
    (start, end) = (
        int(n) for n in lesson.rows[0]["evidence"].split("|")[0].split(":")[1].split("-")
    )
    assert "Odero" in first.article.text[start:end]
    path = tmp_path / "learned.csv"
    path.write_text(as_csv(lesson.rows), encoding="utf-8")
    before = mention_of(Reader(), LATER, "foreign minister")
    after = mention_of(Reader(Settings(learned=str(path))), LATER, "foreign minister")
    assert before.actor_id is None
    assert (after.name, after.actor_id) == ("Achieng Nekesa Odero", "achieng-nekesa-odero")
