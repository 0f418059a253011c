"""The page on the architecture names the tree as it is, and the sentence is read as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from legation import Article, Reader

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FACES = {"__init__", "__main__"}


def test_every_package_and_module_of_the_tree_is_named() -> None:
    tree = PAGE.split("## The tree")[1].split("## The way")[0]
    named = set(re.findall(r"[a-z_]+", tree))
    here = (ROOT / "src" / "legation").iterdir()
    there = {p.stem for p in here if p.suffix == ".py" or (p.is_dir() and p.stem.isalpha())}
    assert there - FACES - named == set()


def test_paths_and_modules_are_there() -> None:
    paths = re.findall(r"`((?:src|tests|docs|scripts)/[\w/.]+)`", PAGE)
    modules = re.findall(r"^\| [^|]+ \| (`[^|]+`) \|", PAGE, re.M)
    files = [f"src/legation/{m.replace('.', '/')}.py" for m in re.findall(r"`(.+?)`", str(modules))]
    assert len(paths) > 10
    assert len(files) > 6
    assert [name for name in (*paths, *files) if not (ROOT / name).exists()] == []


@pytest.mark.model
def test_sentence_goes_the_way_that_is_told(reader: Reader) -> None:
    (sentence,) = re.findall(r"^> (.+)$", PAGE, re.M)
    reading = reader.read(Article.from_text(sentence, published="2024-03-13"))
    says, promises = reading.statements
    assert (says.speaker and says.speaker.name, says.act) == ("Amina Odhiambo", "says")
    assert says.when is not None
    assert str(says.when.first) == "2024-03-11"
    assert (promises.speaker and promises.speaker.name, promises.act) == ("Somalia", "promises")
    assert promises.reported_in == says.id
    (event,) = reading.events
    assert (event.type, event.cameo, event.said_in) == ("CONCEDE", "0354", says.id)
    (claim,) = reading.claims
    assert (claim.subject.name, claim.predicate) == ("Amina Odhiambo", "holds_office")
