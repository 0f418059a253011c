"""Every text of our own, as the articles that a reader is given.

    for own in own_texts(): own.family, own.key, own.article

A family is a table, a folder or a kind of text, small enough that two changes seldom meet in one;
a key names one text in it: the file's name, or a digest of what is given. A text that stands in
several families belongs to the first.
"""

from __future__ import annotations

import ast
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from legation.extract.article import extract
from legation.ids import sha256_of
from legation.records import Article, Origin, Page, Skipped

TESTS = Path(__file__).parent
DATA = TESTS.parent / "src" / "legation" / "data"
DAY = "2024-03-09"  # of sentences that stand by themselves
MARKED = re.compile(r"\[([^]]+)\]\([^)]+\)")  # [phrase](who is meant)
SENTENCE = re.compile(r"[A-Z“\"'«].*[.!?”\"’»]", re.DOTALL)
LEAST_WORDS = 4  # of a sentence in the code of a test; shorter ones are names and messages


@dataclass(frozen=True)
class OwnText:
    """One text and where it comes from."""

    family: str
    key: str
    article: Article


def own_texts() -> tuple[OwnText, ...]:
    """All texts, each once, family by family."""
    found: dict[Article, OwnText] = {}
    for own in (*_stories(), *_marked(), *_tables(), *_sets(), *_examples(), *_in_tests()):
        found.setdefault(own.article, own)
    return tuple(found.values())


def article_of(path: Path, media_type: str | None = None) -> Article | Skipped:
    """What is extracted from a file."""
    body = path.read_bytes()
    page = Page(
        fetched_at=datetime(2026, 1, 31, tzinfo=UTC),
        media_type=media_type or ("text/html" if path.suffix == ".html" else "text/plain"),
        body=body,
        sha256=sha256_of(body),
        origin=Origin(kind="file", path=path.name),
    )
    return extract(page)


def key_of(article: Article) -> str:
    """A short digest of what is given of an article."""
    day = article.published.first if article.published else None
    told = "\n".join(map(str, (article.title, article.outlet, article.url, day, article.text)))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _own(family: str, text: str, day: object = DAY, **head: str) -> OwnText:
    published = day if isinstance(day, date) or day is None else str(day)
    article = Article.from_text(text, published=published, **head)
    return OwnText(family, key_of(article), article)


def _stories() -> Iterator[OwnText]:
    for path in sorted((DATA / "stories").iterdir()):
        if path.suffix in {".txt", ".html"} and path.name != "README.md":
            article = article_of(path)
            assert not isinstance(article, Skipped), f"{path.name} was skipped: {article.detail}"
            yield OwnText("stories", path.name, article)
    for path in sorted((TESTS / "golden" / "parties").glob("*.yaml")):
        told = _yaml(path)
        title, _, text = (path.parent / told["page"]).read_text("utf-8").partition("\n")
        yield _own("parties", text.strip(), told["published"], title=title)
    for path in sorted((TESTS / "statements" / "stories").glob("*.yaml")):
        text = path.with_suffix(".txt").read_text("utf-8").strip()
        yield _own("hard_stories", text, _yaml(path)["published"])


def _marked() -> Iterator[OwnText]:
    for name in ("memory", "countries"):
        for told in _yaml(TESTS / "actors" / f"{name}.yaml"):
            text = MARKED.sub(r"\1", told["text"])
            yield _own(name, text, told["published"], url=told["slug"])


def _tables() -> Iterator[OwnText]:
    for row in _csv(TESTS / "events" / "constructions.csv"):
        yield _own("constructions", row["sentence"])
    for row in _csv(TESTS / "statements" / "sentences.csv"):
        yield _own("sentences", row["sentence"].replace("|", "\n\n"), None)
    for told in _yaml(TESTS / "statements" / "passages.yaml"):
        yield _own("said", told["text"], told.get("published"))
    for package, name in (("claims", "passages"), ("ledger", "commitments")):
        for told in _yaml(TESTS / package / f"{name}.yaml"):
            yield _own(name, told["text"], "2024-06-12")
    for promise, deed, _ in _yaml(TESTS / "ledger" / "deeds.yaml"):
        yield _own("deeds", promise, "2024-03-01")
        yield _own("deeds", deed, "2024-03-20")


def _sets() -> Iterator[OwnText]:
    for path in sorted((TESTS / "stories" / "sets").glob("*.yaml")):
        for told in _yaml(path)["articles"]:
            yield _own("sets", told["text"].strip(), told["published"], outlet=told["outlet"])


def _examples() -> Iterator[OwnText]:
    """The examples of all rows that have one: they show what the row is for."""
    for path in sorted(DATA.rglob("*.csv")):
        for row in _csv(path):
            if row.get("example"):
                yield _own(f"examples_{path.stem}", row["example"])


def _in_tests() -> Iterator[OwnText]:
    """Whole sentences in the code of tests."""
    for path in sorted(TESTS.rglob("test_*.py")):
        family = "tests" if path.parent == TESTS else f"tests_{path.parent.name}"
        tree = ast.parse(path.read_text("utf-8"))
        notes = {id(note) for node in ast.walk(tree) if (note := _docstring(node))}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and id(node) not in notes and _is_text(text):
                yield _own(family, text)


def _docstring(node: ast.AST) -> ast.AST | None:
    body = getattr(node, "body", None)
    first = body[0] if isinstance(body, list) and body else None
    return first.value if isinstance(first, ast.Expr) else None


def _is_text(text: str) -> bool:
    words = text.split()
    return (
        len(words) >= LEAST_WORDS
        and SENTENCE.fullmatch(text.strip()) is not None
        and text.isprintable()
        and not set("{}<>=\\") & set(text)
    )


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _csv(path: Path) -> Iterator[dict[str, str]]:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    yield from csv.DictReader(line for line in lines if not line.startswith("#"))
