"""Watching, coverage, versions, reading again and forgetting on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_story import STORY, Run
from how_tos import fill_store
from web_server import LOOPBACK, Site, served

from legation.ask.query import Query
from legation.store import open_store
from legation.store.keeping.month_store import open_months

FEED = """<rss version="2.0"><channel><title>t</title><item><title>Ports</title>
<link>{url}</link><pubDate>Sun, 01 Mar 2026 07:00:00 GMT</pubDate><description>Short.</description>
</item></channel></rss>"""


def a_story(words: str) -> bytes:
    return f"<html><body><article><h1>Ports</h1><p>{words}</p></article></body></html>".encode()


WORDS = "The minister of ports said that the treaty with the islands would be signed soon. " * 3


@pytest.fixture
def polite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEGATION_PRIVATE_ADDRESSES", LOOPBACK)
    monkeypatch.setenv("LEGATION_CONTACT", "desk@example.org")
    monkeypatch.setenv("LEGATION_DELAY_S", "0")


@pytest.mark.usefixtures("polite")
def test_a_feed_is_watched_and_its_coverage_told(run: Run, tmp_path: Path) -> None:
    site = Site()
    with served(site):
        link = site.url("/story")
        site.answers["/feed"] = (200, {"ETag": '"1"'}, FEED.format(url=link).encode())
        site.answers["/story"] = (200, {"Content-Type": "text/html"}, a_story(WORDS))
        (tmp_path / "feeds.txt").write_text(f"# ours\n{site.url('/feed')}\n")
        told = run("watch", "feeds.txt", "--once")
        assert told.code == 0, told.err
        assert "full 1 offered, 1 new -> 1 written" in told.out
        assert "desk@example.org" in site.asked[0][2]["user-agent"]
        assert run("watch", "--once").out == ""  # its turn has not come
        found = json.loads(run("coverage", "--json").out)
        assert found["months"] == [{"period": "2026-03", "offered": 1, "got": 1}]
        assert [feed["polls"] for feed in found["feeds"]] == [{"full": 1}]
        assert "1 of 1 stories (100%) that feeds offered" in run("coverage").out
        site.answers["/story"] = (200, {"Content-Type": "text/html"}, a_story(WORDS + "At last."))
        assert run("ingest", link).code == 0
        told = run("versions", link)
        assert told.out.count("\n  ") == 2
        assert "  + The minister" in told.out
        assert "would take out 2 articles" in run("forget", link).out
        assert "took out 2 articles" in run("forget", link, "--yes", "--why", "asked for").out
        assert run("versions", link).code == 3
        assert "2 articles were taken out" in run("coverage").out
        again = run("ingest", link)
        assert "1 forgotten" in again.out
        assert not list(Path("legation.db.raw").rglob("*.gz"))


def test_watching_needs_a_contact_and_a_feed(run: Run, tmp_path: Path) -> None:
    told = run("watch", "https://a.test/feed")
    assert told.code == 6
    assert "contact is not set" in told.err
    (tmp_path / "none.txt").write_text("ports and treaties")
    assert "no feeds in it" in run("watch", "none.txt").err
    assert run("watch", "--every", "5s", "https://a.test/feed").code == 2


def test_reading_again_says_what_it_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    assert run("ingest", "a.txt").code == 0
    assert "0 written, 0 replaced" in run("reread").out
    assert run("forget").code == 2
    assert run("forget", "a0000").code == 3


@pytest.mark.usefixtures("polite")
def test_a_list_of_addresses_is_fetched(run: Run, tmp_path: Path) -> None:
    site = Site()
    with served(site):
        site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /no")
        site.answers["/story"] = (200, {"Content-Type": "text/html"}, a_story(WORDS))
        lines = [site.url(path) for path in ("/story", "/no", "/gone")]
        (tmp_path / "list.txt").write_text("\n".join(lines))
        told = json.loads(run("ingest", "list.txt", "--json-report").out)
        assert (told["given"], told["written"], told["skipped"]) == (3, 1, 2)
        assert "/no" not in site.paths()


def test_a_store_is_written_by_months_once(run: Run, tmp_path: Path) -> None:
    fill_store(tmp_path / "legation.db")
    assert "name a new one with --out" in run("export", "months").err
    assert "leave the filters out" in run("export", "months", "--actor", "ISR", "--out", "m").err
    told = run("export", "months", "--out", "m")
    assert told.code == 0, told.err
    assert "m: 16 articles, " in told.err
    with open_months(tmp_path / "m") as columns, open_store(str(tmp_path / "legation.db")) as store:
        asked = [Query(each).events(actor="Israel").count() for each in (store, columns)]
    assert asked[0] == asked[1] != {"reports": 0, "articles": 0, "undated": 0}
    assert "is there already" in run("export", "months", "--out", "m").err
