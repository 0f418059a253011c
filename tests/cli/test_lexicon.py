"""`legation explain` and `legation lexicon`, run as a user does."""

from __future__ import annotations

from pathlib import Path

import pytest

import legation.read
from legation import Reader
from legation.cli.app import run as run_legation
from legation.cli.exits import Exit

STORY = "Chad recalled its ambassador from Mali on Friday, the foreign ministry said.\n"


class Runs:
    """The command line with a reader that was loaded before."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = run_legation(arguments)
        told = self._capsys.readouterr()
        return code, told.out, told.err


@pytest.fixture
def go(
    reader: Reader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Runs:
    monkeypatch.setattr(legation.read, "Reader", lambda settings=None: reader)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text("Chad recalls envoy\n\n" + STORY * 3, encoding="utf-8")
    return Runs(capsys)


@pytest.mark.model
def test_try_shows_the_event_and_the_entry(go: Runs) -> None:
    code, out, _ = go("lexicon", "try", STORY)
    assert code == Exit.OK
    assert "SANCTION withdraw 161" in out
    assert "verb.recall" in out
    assert "taken" in out


@pytest.mark.model
def test_try_says_why_there_is_no_event(go: Runs) -> None:
    code, out, _ = go("lexicon", "try", "The storm hit the coast.")
    assert code == Exit.OK
    assert "no event" in out
    assert "“hit” gives no event" in out


@pytest.mark.model
def test_try_names_the_words_that_are_not_in_the_lexicon(go: Runs) -> None:
    _, out, _ = go("lexicon", "try", "Norway frobnicated Chad.")
    assert "not in the lexicon: “frobnicated”" in out
    _, out, _ = go("lexicon", "try", "Chad said on Monday that it had visited Mali.")
    assert "not in the lexicon" not in out


@pytest.mark.model
def test_explain_reads_a_page(go: Runs) -> None:
    code, out, _ = go("explain", "--page", "story.txt")
    assert code == Exit.OK
    assert "“recalled”" in out
    assert "verbs.csv" in out


@pytest.mark.model
def test_explain_finds_the_event_in_the_store(go: Runs) -> None:
    from legation.store import Query, Store

    assert go("ingest", "story.txt", "--store", "s.db")[0] == Exit.OK
    with Store.open("s.db", readonly=True) as store:
        (found,) = Query(store).articles()
    event = found.reading.events[0]
    code, out, _ = go("explain", event.id[:9], "--store", "s.db")
    assert code == Exit.OK
    assert event.id[:9] in out
    assert "“recalled”" in out


@pytest.mark.model
def test_diff_tells_what_a_lexicon_changes(go: Runs, tmp_path: Path) -> None:
    (tmp_path / "dictionary.txt").write_text("--- RECALL [042] ---\nRECALL\n- * ENVOY [043]\n")
    assert go("lexicon", "import", "dictionary.txt", "--out", "other")[0] == Exit.OK
    code, out, _ = go("lexicon", "diff", "bundled", "other", "story.txt")
    assert code == Exit.OK
    assert "gone" in out
    assert "-verb.recall" in out
    assert go("lexicon", "diff", "other", "other", "story.txt")[1].startswith("0 gone, 0 new")


def test_import_tells_what_is_left_out(go: Runs, tmp_path: Path) -> None:
    (tmp_path / "dictionary.txt").write_text("--- VISIT [042] ---\nVISIT\n- * ^ TALKS [043]\n")
    code, out, err = go("lexicon", "import", "dictionary.txt", "--out", "other")
    assert code == Exit.OK
    assert "1 rows; 1 of 2 patterns of 1 verbs" in out
    assert "dictionary.txt line 3: skips an actor (^)" in err


def test_a_lexicon_that_is_not_there_is_named(go: Runs) -> None:
    code, _, err = go("lexicon", "diff", "nowhere", "bundled", "story.txt")
    assert code == Exit.USAGE
    assert "nowhere is no folder with tables" in err


def test_explain_wants_an_id_or_a_page(go: Runs) -> None:
    assert go("explain")[0] == Exit.USAGE
