"""What the texts say is there: links, commands, modules, records, settings."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from legation import ontology, records
from legation.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
MODULE = re.compile(r"`(legation(?:\.\w+)+)`")
# A machine's own paths and the addresses of package indexes have no place in a project.
MACHINE = re.compile(
    r"(?<![\w./])/(?:work|tmp|home|root|Users|opt)/\w|pypi[.]org|python[h]osted|npm[j]s"
)


def told(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors_of(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", text_of(path), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def commands_of(page: Path) -> Iterator[list[str]]:
    for block in CONSOLE.findall(text_of(page)):
        for line in block.splitlines():
            if line.startswith("$ "):
                yield line[2:].split()


@pytest.mark.parametrize("page", PAGES, ids=told)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(text_of(page)):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path) if path else page
        assert file.exists(), target
        assert not anchor or anchor in anchors_of(file), target


def test_every_page_of_the_docs_is_reached_from_the_index() -> None:
    docs = ROOT / "docs"
    seen, todo = set(), [docs / "index.md"]
    while todo:
        page = todo.pop()
        if page in seen or page.suffix != ".md" or not page.is_relative_to(docs):
            continue
        seen.add(page)
        links = (
            link.partition("#")[0] for link in LINK.findall(text_of(page)) if "://" not in link
        )
        todo += [(page.parent / link).resolve() for link in links if link]
    assert seen == set(docs.rglob("*.md"))


@pytest.mark.parametrize("page", [p for p in PAGES if list(commands_of(p))], ids=told)
def test_commands_in_the_texts_exist(page: Path) -> None:
    from legation.cli import main

    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.M))
    for words in commands_of(page):
        if words[0] == "legation" and len(words) > 1 and not words[1].startswith("-"):
            assert words[1] in main.commands, " ".join(words)
        if words[0] == "make":
            assert {word for word in words[1:] if "=" not in word} <= targets, " ".join(words)


def test_reference_lists_every_command() -> None:
    from legation.cli import main

    listed = set(re.findall(r"^\| `legation (\w+)", text_of(ROOT / "docs/reference.md"), re.M))
    assert listed == {name for name, command in main.commands.items() if not command.hidden}


@pytest.mark.parametrize("page", PAGES, ids=told)
def test_modules_in_the_texts_exist(page: Path) -> None:
    names = [name for name in MODULE.findall(text_of(page)) if not name.endswith((".toml", ".db"))]
    for name in names:
        pkgutil.resolve_name(name)


@pytest.mark.parametrize("page", PAGES, ids=told)
def test_paths_in_the_texts_exist(page: Path) -> None:
    for path in re.findall(
        r"`((?:src|tests|docs|eval|scripts|requirements)/[\w./-]+)`", text_of(page)
    ):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize(
    "record", [r for r in vars(records).values() if is_dataclass(r)], ids=lambda r: r.__name__
)
def test_record_stands_in_the_docs_with_its_fields(record: Any) -> None:
    page = text_of(ROOT / "docs/records.md")
    section = re.search(rf"^## {record.__name__}\n(.*?)(?=^## |\Z)", page, re.M | re.S)
    assert section, f"no section on {record.__name__}"
    rows = re.findall(r"^\| (`[^|]*`) \|", section[1], re.M)
    listed = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(listed) == sorted(field.name for field in fields(record))


def test_predicates_stand_in_the_docs() -> None:
    page = text_of(ROOT / "docs/records.md")
    assert [p for p in records.Predicate if f"`{p}`" not in page] == []


def test_types_stand_in_the_docs_with_quad_and_score() -> None:
    rows = re.findall(
        r"^\| ([A-Z]+) \| (\d) [^|]* \| (\S+) \|", text_of(ROOT / "docs/ontology.md"), re.M
    )
    listed = {name: (int(quad), float(score)) for name, quad, score in rows}
    types = ontology.event_types().values()
    assert listed == {t.name: (int(t.quad), t.score) for t in types}


def test_settings_stand_in_the_docs_with_their_defaults() -> None:
    section = text_of(ROOT / "docs/reference.md").partition("## Settings")[2].partition("\n## ")[0]
    listed = dict(re.findall(r"^\| `(\w+)` \| `?([^`|]+?)`? \|", section, re.M))
    assert listed == {field.name: str(field.default) for field in fields(Settings)}


def test_glossary_is_in_order() -> None:
    words = re.findall(r"^\| ([a-z ]+) \|", text_of(ROOT / "docs/glossary.md"), re.M)[1:]
    assert words == sorted(words)


def test_nothing_names_a_machine_or_a_package_index() -> None:
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    if files == [""]:
        pytest.skip("not a git checkout")
    for name in files:
        path = ROOT / name
        if path.is_file() and path.suffix in (".md", ".py", ".toml", ".txt", ".csv", ".yaml", ""):
            assert not MACHINE.search(text_of(path)), name


def test_version_is_the_same_everywhere() -> None:
    import legation

    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    assert project["version"] == legation.__version__
