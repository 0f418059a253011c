"""`legation flips`: what a changed table would flip in a store, with nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import a_mention, a_reading, an_article

from legation import Reader
from legation.cli.app import run as run_legation
from legation.cli.exits import Exit
from legation.records import Article
from legation.settings import Settings
from legation.store import Store
from legation.upkeep.would_flip import changed_rows, flipped, irregular_forms, words_of, would_flip

HEADER = "id,name,kind,country,office,from,to\n"
ROW = "qpl-ovalis,Quent Ovalis,person,CHL,foreign minister,2020,2026\n"
TEXTS = (
    "Quent Ovalis met the Kenyan president in Nairobi on Friday.",
    "Chad withdrew its envoy from Mali on Monday.",
    "It rained in the hills.",
)


def no_forms(lemma: str) -> tuple[str, ...]:
    return ()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"lemma": "withdraw|recall", "cameo": "161"}, ("recal", "withdra", "withdrew")),
        ({"lemma": "go"}, ("go",)),
        ({"class": "aid", "members": "food aid|grain"}, ("aid", "grai")),
        ({"name": "Ana Ruiz", "names": "A. Ruiz Soto"}, ("Ruiz", "Soto")),
        ({"operator": "plan", "inner": "040"}, None),  # no word: all articles
    ],
)
def test_words_of_a_row(row: dict[str, str], words: tuple[str, ...] | None) -> None:
    forms = {"withdraw": ("withdrew",)}
    assert words_of([row], lambda lemma: forms.get(lemma, ())) == words


def test_rows_that_stand_in_both_tables_are_none() -> None:
    one, other = {"lemma": "meet", "cameo": "040"}, {"lemma": "meet", "cameo": "042"}
    kept = {"lemma": "go"}
    assert changed_rows([one, kept], [kept, other]) == (one, other)
    assert changed_rows([one, kept], [kept, one]) == ()
    assert words_of((), no_forms) == ()


def test_a_record_is_new_gone_or_changed() -> None:
    article = an_article("Ovalis met Ruiz.")
    plain, known = (a_mention(article, "Ovalis", country=c) for c in (None, "CHL"))
    other = a_mention(article, "Ruiz")
    before, after = (
        a_reading(article, mentions=(plain,)),
        a_reading(article, mentions=(known, other)),
    )
    changed, new = flipped(before, after)
    assert (changed.before, changed.after, changed.what) == (plain, known, ("country",))
    assert (new.before, new.after) == (None, other)
    assert [f.after for f in flipped(after, before)] == [plain, None]
    assert flipped(after, after) == ()


def test_only_articles_with_the_words_are_read(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "a.db")) as store:
        for text in TEXTS:
            store.write(a_reading(Article.from_text(text)))
        seen: list[str] = []

        def read(article: Article) -> object:
            seen.append(article.text)
            return a_reading(article)

        assert len(list(would_flip(store, ("Ovalis",), read, a_reading))) == 1  # type: ignore[arg-type]
        assert seen == [TEXTS[0]]
        assert len(list(would_flip(store, None, a_reading, a_reading))) == len(TEXTS)
        assert list(would_flip(store, (), a_reading, a_reading)) == []


@pytest.mark.model
def test_a_changed_row_is_shown_and_nothing_is_written(
    reader: Reader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "withdrew" in irregular_forms(reader.parser.nlp)("withdraw")
    with Store.open("a.db") as store:
        for text in TEXTS:
            store.write(reader.read(Article.from_text(text, published="2024-03-01")))
    Path("changed.csv").write_text(HEADER + ROW, encoding="utf-8")
    kept = Path("a.db").read_bytes()
    assert run_legation(["flips", "--actors", "changed.csv", "--store", "a.db"]) == Exit.OK
    out = capsys.readouterr().out
    assert "~ mention" in out
    assert "“Quent Ovalis” · " in out
    assert "1 rows differ, " in out
    assert "0 new, 0 gone, 0 changed" not in out
    assert Path("a.db").read_bytes() == kept
    assert Settings().actors_file() is None
    assert run_legation(["flips", "--store", "a.db"]) == Exit.USAGE
