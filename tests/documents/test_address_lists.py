"""Lists of addresses, site maps and feeds of summaries: what they name is fetched, if asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from legation.documents.address_lists import links_in
from legation.documents.sources import find_sources
from legation.errors import InputError
from legation.ids import sha256_of
from legation.records import Origin, Page, Skipped

NEWS_MAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://a.test/1?x=1&amp;y=2</loc><news:news><news:publication_date>2026-03-01
</news:publication_date><news:title>Ports open</news:title></news:news></url>
<url><loc><![CDATA[https://a.test/2]]></loc><lastmod>2026-03-02</lastmod></url>
<url><loc>https://a.test/1?x=1&amp;y=2</loc></url></urlset>"""
INDEX = b"""<sitemapindex><sitemap><loc>https://a.test/map.xml</loc></sitemap></sitemapindex>"""
LIST = b"# ours\n\nhttps://a.test/1\r\n  https://a.test/2  \nhttps://a.test/1\n"
FEED = b"""<rss version="2.0"><channel><title>t</title>
<item><title>One</title><link>https://a.test/1</link><description>Short.</description></item>
</channel></rss>"""


def page(body: bytes, url: str = "https://a.test/x", kind: str = "http") -> Page:
    return Page(
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
        media_type="text/plain",
        body=body,
        sha256=sha256_of(body),
        origin=Origin(kind=kind, path=url),
        url=url,
    )


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (LIST, ["https://a.test/1", "https://a.test/2"]),
        (b"\xef\xbb\xbfhttps://a.test/1", ["https://a.test/1"]),
        (NEWS_MAP, ["https://a.test/1?x=1&y=2", "https://a.test/2"]),
        (INDEX, ["https://a.test/map.xml"]),
        (b"https://a.test/1 is what she wrote", None),
        (b"https://a.test/1\nShe wrote that.", None),
        (b"# only a comment\n", None),
        (b"ftp://a.test/1\n", None),
        (b"", None),
    ],
)
def test_what_a_page_of_addresses_names(body: bytes, named: list[str] | None) -> None:
    found = links_in(page(body))
    assert named == (None if found is None else [link.url for link in found])


def test_a_news_map_tells_the_days() -> None:
    assert [link.told for link in links_in(page(NEWS_MAP)) or ()] == ["2026-03-01", "2026-03-02"]


class Web:
    """Pages by address; every other one is not there."""

    def __init__(self, **pages: bytes) -> None:
        self.pages = {f"https://a.test/{name.strip('_')}": body for name, body in pages.items()}
        self.asked: list[str] = []

    def __call__(self, url: str) -> Page | Skipped:
        self.asked.append(url)
        if url.endswith("/private"):
            raise InputError(f"{url}: no public address")
        return page(self.pages.get(url, b"A story."), url)


def origins(items: object) -> list[str]:
    return [item.origin.path for item in items if item.origin]  # type: ignore[attr-defined]


def test_a_named_list_is_followed_each_address_once(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_bytes(LIST + b"https://a.test/private\n")
    web = Web()
    items = list(find_sources([str(tmp_path / "list.txt")], fetch_page=web, follow=True).items())
    assert web.asked == ["https://a.test/1", "https://a.test/2", "https://a.test/private"]
    assert origins(items) == web.asked
    assert isinstance(items[-1], Skipped)


def test_a_list_in_a_folder_sends_no_request(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_bytes(LIST)
    web = Web()
    (item,) = find_sources([str(tmp_path)], fetch_page=web, follow=True).items()
    assert web.asked == []
    assert isinstance(item, Skipped)
    assert "a list of 2 addresses" in item.detail


def test_reading_one_page_follows_nothing() -> None:
    web = Web(x=LIST)
    (item,) = find_sources(["https://a.test/x"], fetch_page=web).items()
    assert web.asked == ["https://a.test/x"]
    assert isinstance(item, Skipped)


def test_maps_of_maps_and_feeds_of_summaries_are_followed() -> None:
    web = Web(index=INDEX, **{"map.xml": NEWS_MAP, "2": FEED})
    items = list(find_sources(["https://a.test/index"], fetch_page=web, follow=True).items())
    assert origins(items) == ["https://a.test/1?x=1&y=2", "https://a.test/1"]


def test_a_map_that_names_itself_ends() -> None:
    again = INDEX.replace(b"map.xml", b"index")
    web = Web(index=again)
    items = list(find_sources(["https://a.test/index"], fetch_page=web, follow=True).items())
    assert len(web.asked) <= 3
    assert all(isinstance(item, Skipped) for item in items)
