"""Input made to break a reader: each is read or told within its bounds, and none stops a run."""

from __future__ import annotations

import gzip
import json
import random
import resource
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from source_kinds import mutated
from timing import least_cpu_s

from legation.documents.corpora import read_table
from legation.documents.item import Item
from legation.documents.parts import parts_of
from legation.extract.article import extract
from legation.ids import sha256_of
from legation.records import Article, ArticleRow, Origin, Page, Skipped

MOST_S = 10.0  # of CPU a page, as the workers allow
PARAGRAPHS = [
    f"{who} said on Monday that the talks on the harbour would go on until both sides agree."
    for who in ("Malta", "Tunisia", "Kenya", "Samoa")
]
STORY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def a_page(body: str | bytes) -> Page:
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return Page(
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
        media_type="text/html",
        body=data,
        sha256=sha256_of(data),
        origin=Origin(kind="file", path="x"),
    )


def results(page: Page) -> list[Article | Skipped]:
    found: list[Article | Skipped] = []
    for item in parts_of(page, max_bytes=10_000_000):
        if isinstance(item, Page):
            found.append(extract(item))
        else:
            found.append(item.article if isinstance(item, ArticleRow) else item)
    return found


def wrapped(inner: str, head: str = "") -> str:
    return (
        f"<html><head><title>Talks on the harbour</title>{head}</head><body><article>"
        f"<h1>Talks on the harbour go on</h1>{inner}</article></body></html>"
    )


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


HOSTILE: dict[str, Callable[[], str | bytes]] = {
    "attributes": lambda: wrapped(
        "<p " + " ".join(f'a{n}="v{n}"' for n in range(200_000)) + ">x</p>" + STORY
    ),
    "nested elements": lambda: wrapped("<div>" * 50_000 + STORY + "</div>" * 50_000),
    "unclosed elements": lambda: wrapped(STORY + "<div>" * 50_000),
    "nested tables": lambda: wrapped("<table><tr><td>" * 2000 + STORY),
    "comments": lambda: wrapped("<!-- x -->" * 200_000 + STORY),
    "deep JSON-LD": lambda: wrapped(STORY, json_ld("[" * 20_000 + "]" * 20_000)),
    "many articles": lambda: wrapped(
        STORY, json_ld(json.dumps([{"@type": "NewsArticle", "headline": "a b c"}] * 20_000))
    ),
    "entities": lambda: wrapped(STORY + "&amp;" * 200_000),
    "zero bytes": lambda: wrapped(STORY).encode() + b"\x00",
    "half a pair": lambda: wrapped(STORY + "\ud800 &#xD800;"),
    "packed zeros": lambda: gzip.compress(b"\x00" * 30_000_000),
    "packed twice": lambda: gzip.compress(gzip.compress(b"a" * 1000)),
    "brackets": lambda: "[" * 200_000,
    "one long line": lambda: "a" * 5_000_000,
    "long words": lambda: ("x" * 50_000 + " ") * 40,
    "dashes and dots": lambda: "- . " * 100_000,
    "labels": lambda: "LENGTH: 1 words\nEnd of Document\n" * 20_000,
    "from lines": lambda: "From a Thu Jan 1 00:00:00 2026\n" * 5_000,
    "a feed of nothing": lambda: "<rss><channel>" + "<item></item>" * 3_000 + "</channel></rss>",
    "entity bomb": lambda: (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + "]><rss><channel><item><title>&j;</title></item></channel></rss>"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_or_told_within_bounds(name: str) -> None:
    page = a_page(HOSTILE[name]())
    tries: list[list[Article | Skipped]] = []
    assert least_cpu_s(lambda: tries.append(results(page)), enough=MOST_S) < MOST_S
    found = tries[0]
    assert all(isinstance(each, Article | Skipped) for each in found)
    if name in ("attributes", "comments", "deep JSON-LD", "many articles", "zero bytes"):
        assert [type(each).__name__ for each in found] == ["Article"]
        assert isinstance(found[0], Article)
        assert PARAGRAPHS[0] in found[0].text


def test_a_packed_table_of_one_endless_cell_holds_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "b.csv.gz"
    path.write_bytes(gzip.compress(b'title,text\n"a","' + b"a" * 80_000_000 + b'"\n', 1))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found: list[Item] = list(read_table(path, max_bytes=1_000_000))
    assert [type(each).__name__ for each in found] == ["Skipped"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


SEEDS = {
    "page": wrapped(STORY, json_ld('{"@type": "NewsArticle", "headline": "a b c"}')).encode(),
    "text": "\n\n".join(["Talks on the harbour go on", "12 May 2024", *PARAGRAPHS]).encode(),
    "packed": gzip.compress(wrapped(STORY).encode()),
    "mail": b"From: a@b.example\nSubject: a b\nMIME-Version: 1.0\n\n" + b"\n\n".join(
        text.encode() for text in PARAGRAPHS
    ),
    "rtf": ("{\\rtf1\\ansi " + "\\par ".join(PARAGRAPHS) + "}").encode(),
    "feed": b"<rss><channel><item><title>a</title><description>b</description></item></channel>",
}  # fmt: skip


@pytest.mark.parametrize("kind", SEEDS)
def test_damaged_files_are_all_accounted_for(kind: str) -> None:
    rng = random.Random(f"damage {kind}")
    for _ in range(25):
        body = mutated(SEEDS[kind], rng)
        found = results(a_page(body))
        assert all(isinstance(each, Article | Skipped) for each in found)
        if kind != "feed":
            assert found, body
