from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from cli_story import Ran, Run
from handmade import TEXT, reading

from legation.records import Article, Reading
from legation.settings import Settings


class FakeReader:
    """Reads nothing out of an article, but says who it is; stands in for the model."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.version = "fake 1"

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            if "BOOM" in article.text:
                raise RuntimeError("no such parse")
            if article.text == TEXT:
                yield reading(article, reader=self.version)
            else:
                yield Reading(article=article, reader=self.version)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Runs the command line in an empty directory, with a reader that needs no model."""
    module = ModuleType("legation.read")
    module.Reader = FakeReader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "legation.read", module)
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_STORE", "LEGATION_SETTINGS", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def go(*arguments: str | Path, stdin: bytes = b"") -> Ran:
        from legation.cli.app import run as run_commands

        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run_commands([str(each) for each in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Ran(int(code), out.decode(), err.decode())

    return go


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A store that holds the story made by hand."""
    from legation.store import Store

    with Store.open(str(tmp_path / "legation.db")) as store:
        store.write(reading())
    return tmp_path / "legation.db"
