"""The order of the layers, as a picture that is checked.

An import goes down this list only, and never to a neighbour on the same line. Each heavy library
has named owners.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
ROOT = SRC / "legation"

LAYERS = """
    __main__
    cli
    web agents
    engine client
    watch
    ingest
    upkeep
    workers
    export importing
    ask
    telling
    components
    documents read
    fetch extract statements events claims ledger stories store
    propositions
    actors
    registry
    nlp
    language characters atlas
    sureness
    codec settings ontology keys
    tables
    records
    folding garbage ids late
    errors
"""
LEVEL = {
    name: level for level, line in enumerate(LAYERS.split("\n")) for name in line.split()
}  # smaller is higher
FACE = "legation"  # the package itself: it may name the records, and the rest when asked for

OWNERS = {
    "spacy": {"nlp"},
    "srsly": {"nlp"},
    "threadpoolctl": {"nlp"},
    "thinc": {"nlp"},
    "ctypes": {"nlp"},
    "httpx": {"client", "fetch"},
    "httpcore": {"fetch"},
    "protego": {"fetch"},
    "fastwarc": {"documents"},
    "warcio": {"documents"},
    "trafilatura": {"extract"},
    "htmldate": {"extract"},
    "lxml": {"extract", "documents"},
    "charset_normalizer": {"characters"},
    "sqlalchemy": {"store", "upkeep"},
    "alembic": {"store"},
    "click": {"cli"},
    "rich": {"cli"},
    "msgspec": {"codec"},
    "ahocorasick": {"registry"},
    "babel": {"ask"},
    "dateparser": {"ask"},
    "icalendar": {"ask"},
    "fastapi": {"web"},
    "mcp": {"agents"},
    "jinja2": {"web"},
    "duckdb": {"store"},
    "zstandard": {"store"},
    "pyarrow": {"ask", "documents", "export", "engine", "store"},
    "pandas": {"ask"},
    "polars": {"ask"},
    "pyspark": {"engine"},
}
# The components are handed spaCy's own parses; the stages walk those of `nlp.tokens`.
TYPES_OF = {"spacy.tokens": {"components"}, "spacy.language": {"components"}}

MAX_LINES = 400
MAX_MODULES = 20
MOST_MODULES = {"cli": 43, "events": 22}  # the last is to shrink
NAMED_BY_COMMANDS = {"cli", "ask"}  # their modules have the names of commands and questions
TWICE = {"dateline"}  # of a page's line and of a parse's
MODULES = sorted(path for path in ROOT.rglob("*.py") if "migrations" not in path.parts)
PACKAGES = sorted(path.name for path in ROOT.iterdir() if (path / "__init__.py").exists())


def name_of(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    """The layer's name of a module: `actors` for `legation.actors.mentions`."""
    return module.split(".")[1] if "." in module else module


def imports_of(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in the file, relative ones resolved."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")
            base = base[: len(base) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (
                f"{module}.{alias.name}" if module == FACE else module for alias in node.names
            )


def layer_fault(module: str, imported: str) -> str | None:
    """Why a module may not import another of ours; `None` where it may."""
    here, there = part_of(module), part_of(imported)
    if here == there or module == FACE:
        return None
    if imported == FACE or there not in LEVEL:
        return None if there == "__version__" else f"{imported} has no place in the picture"
    if LEVEL[there] > LEVEL[here]:
        return None
    word = "a neighbour" if LEVEL[there] == LEVEL[here] else "above"
    return f"{imported} is {word}"


def owner_fault(module: str, imported: str) -> str | None:
    """Why a module may not import a library; `None` where it may."""
    owners = OWNERS.get(imported.split(".")[0])
    if owners is None or part_of(module) in owners:
        return None
    if part_of(module) in TYPES_OF.get(imported, ()):
        return None
    return f"{imported} belongs to {', '.join(sorted(owners))}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_gives_a_name_twice(path: Path) -> None:
    named = [
        target.id
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    assert sorted(named) == sorted(set(named))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down_only(path: Path) -> None:
    module = name_of(path)
    assert module == FACE or part_of(module) in LEVEL, f"{module} has no place in the picture"
    ours = [name for name in imports_of(path) if name.split(".")[0] == FACE]
    assert [fault for name in ours if (fault := layer_fault(module, name))] == []


def circle_in(package: str) -> list[str]:
    """Modules of a package that import each other in a circle, in its order; empty for none."""
    mine = {name_of(p): p for p in MODULES if part_of(name_of(p)) == package}
    imports = {
        name: {each for each in imports_of(path) if each in mine and each != name}
        for name, path in mine.items()
        if path.name != "__init__.py"
    }
    while imports:
        free = {name for name, wanted in imports.items() if not wanted & imports.keys()}
        if not free:
            break
        imports = {name: wanted for name, wanted in imports.items() if name not in free}
    return sorted(imports)


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_inside_a_package_go_down_only(package: str) -> None:
    assert circle_in(package) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_can_be_looked_over(package: str) -> None:
    modules = [p for p in (ROOT / package).glob("*.py") if p.name != "__init__.py"]
    assert len(modules) <= MOST_MODULES.get(package, MAX_MODULES), "find the second idea in it"


def test_a_base_name_stands_once() -> None:
    names = Counter(
        path.stem
        for path in MODULES
        if path.name != "__init__.py" and part_of(name_of(path)) not in NAMED_BY_COMMANDS
    )
    assert [name for name, times in names.items() if times > 1 and name not in TWICE] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_heavy_libraries_stay_with_their_owners(path: Path) -> None:
    module = name_of(path)
    assert [fault for name in imports_of(path) if (fault := owner_fault(module, name))] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_can_be_read_in_a_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_LINES, f"{lines} lines: look for the second idea in it"


@pytest.mark.parametrize("path", [p for p in MODULES if part_of(name_of(p)) != "cli"], ids=name_of)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    assert not {"print", "exit", "quit", "sys.exit", "os._exit"} & set(calls)


@pytest.mark.parametrize(
    ("module", "imported", "allowed"),
    [
        ("legation.cli.read", "legation.read", True),
        ("legation.actors.mentions", "legation.nlp.parse", True),
        ("legation.actors.mentions", "legation.registry.load", True),
        ("legation.actors.mentions", "legation.events.code", False),
        ("legation.nlp.parse", "legation.actors", False),
        ("legation.ids", "legation.codec", False),
        ("legation.records.text", "legation.ids", True),
        ("legation.ids", "legation.records", False),
        ("legation.errors", "legation.records", False),
    ],
)
def test_the_picture_is_enforced(module: str, imported: str, allowed: bool) -> None:
    assert (layer_fault(module, imported) is None) is allowed


@pytest.mark.parametrize(
    ("module", "imported", "allowed"),
    [
        ("legation.components", "spacy.tokens", True),
        ("legation.events.code", "spacy.tokens", False),
        ("legation.events.code", "spacy", False),
        ("legation.store.writer", "spacy.tokens", False),
        ("legation.store.writer", "sqlalchemy.orm", True),
        ("legation.claims.derive", "sqlalchemy", False),
    ],
)
def test_owners_are_enforced(module: str, imported: str, allowed: bool) -> None:
    assert (owner_fault(module, imported) is None) is allowed


def test_importing_the_package_brings_nothing_heavy() -> None:
    code = "import sys, legation; print(*sys.modules, sep='\\n')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in run.stdout.split()}
    assert loaded & set(OWNERS) == set()


def test_the_face_offers_what_it_lists() -> None:
    import legation

    late = {"Reader", "Store", "Query", "Client", "open_store"}
    assert all(hasattr(legation, name) for name in set(legation.__all__) - late)
    with pytest.raises(AttributeError, match="Reeder"):
        _ = legation.Reeder
