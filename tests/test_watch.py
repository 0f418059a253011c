"""Feeds watched over real sockets: conditional answers, moves, ends, failures, and the ledger."""

from __future__ import annotations

import gzip
import itertools
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from web_server import LOOPBACK, FakeClock, Headers, Site, served

from legation.ask.coverage import what_was_watched
from legation.documents.item import Item
from legation.extract.article import extract
from legation.fetch.http import Asker
from legation.fetch.manners import Fetcher
from legation.ingest import IngestReport, ingest
from legation.records import Article, PollOutcome, Reading
from legation.store import Store, count
from legation.store.intake.feed_ledger import watched
from legation.watch import Watch, feeds_named

WHOLE = " ".join(
    f"The minister of ports said on day {n} that the treaty with the islands would be signed soon."
    for n in range(8)
)
BEGUN = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


class Reader:
    version = "fake 1"

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for each in articles:
            yield Reading(article=each, reader=self.version)


def feed(*entries: tuple[str, str], day: str = "Sun, 01 Mar 2026 07:00:00 GMT") -> bytes:
    items = "".join(
        f"<item><title>Story</title><link>{link}</link><pubDate>{day}</pubDate>"
        f"<description>{text}</description></item>"
        for link, text in entries
    )
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def story(n: int) -> bytes:
    text = WHOLE.replace("islands", f"islands of group {n}")
    return f"<html><head><title>Ports {n}</title></head><body><article><h1>Ports {n}</h1><p>{text}</p></article></body></html>".encode()  # noqa: E501


class World:
    """A site, a store and a watch over both, with a clock that moves when told."""

    def __init__(self, site: Site, clock: FakeClock, store: Store) -> None:
        self.site, self.clock, self.store = site, clock, store
        asker = Asker(private=frozenset({LOOPBACK}), timeout_s=30.0)
        self.watch = Watch(
            store=store,
            fetcher=Fetcher(asker=asker, clock=clock, sleep=clock.sleep, chance=random.Random(1)),
            bring_in=self.bring_in,
            now=lambda: BEGUN + timedelta(seconds=clock.now),
            chance=random.Random(1),
        )

    def bring_in(self, items: Iterable[Item]) -> IngestReport:
        return ingest(items, extract=extract, reader=Reader(), store=self.store, named=["watch"])

    def round(self, after_s: float = 24 * 3600.0) -> list[tuple[PollOutcome, IngestReport]]:
        self.clock.now += after_s
        return [(poll.outcome, report) for poll, report in self.watch.round()]

    @property
    def feed(self):  # type: ignore[no-untyped-def]
        (found,) = watched(self.store)
        return found


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    clock = FakeClock()
    with served(Site(clock=clock)) as site, Store.open(str(tmp_path / "x.db")) as store:
        yield World(site, clock, store)


def conditional(body: bytes, tag: str, headers: Headers) -> tuple[int, Headers, bytes]:
    same = headers.get("if-none-match") == tag
    return (304, {}, b"") if same else (200, {"ETag": tag}, body)


def test_ten_polls_of_an_unchanged_feed_are_one_full_and_nine_unchanged(world: World) -> None:
    body = feed(("https://a.test/1", WHOLE))
    world.site.answers["/feed"] = partial(conditional, body, 'W/"1 a"')
    world.watch.add([world.site.url("/feed")])
    outcomes = [outcome for _ in range(10) for outcome, _ in world.round()]
    assert outcomes == [PollOutcome.FULL] + [PollOutcome.UNCHANGED] * 9
    assert count(world.store).articles == 1
    (told,) = what_was_watched(world.store).feeds
    assert (told.asked, told.failed, told.offered, told.got) == (10, 0, 1, 1)


def test_summaries_are_fetched_once_each_and_again_when_they_change(world: World) -> None:
    site = world.site
    links = [site.url("/s/1"), site.url("/s/2"), site.url("/s/none")]
    site.answers["/s/1"] = (200, {"Content-Type": "text/html"}, story(1))
    site.answers["/s/2"] = (200, {"Content-Type": "text/html"}, story(2))
    site.answers["/feed"] = (200, {}, feed(*((link, "Short.") for link in links)))
    world.watch.add([site.url("/feed")])
    ((_, report),) = world.round()
    assert (report.written, report.skipped) == (2, 1)
    for _ in range(4):
        world.round()
    assert site.paths().count("/s/1") == 1
    assert site.paths().count("/s/none") == 3  # what could not be had is tried three times
    later = "Mon, 02 Mar 2026 07:00:00 GMT"
    site.answers["/feed"] = (200, {}, feed((links[0], "Short."), day=later))
    site.answers["/s/1"] = (200, {"Content-Type": "text/html"}, story(3))
    ((_, report),) = world.round()
    assert report.written == 1
    (told,) = what_was_watched(world.store).feeds
    assert (told.offered, told.got) == (3, 2)
    (month,) = what_was_watched(world.store).months
    assert (month.period, month.offered, month.got) == ("2026-03", 3, 2)


def test_a_move_for_good_is_believed_when_it_repeats(world: World) -> None:
    site = world.site
    site.answers["/old"] = (301, {"Location": "/new"}, b"")
    site.answers["/new"] = (200, {}, feed(("https://a.test/1", WHOLE)))
    world.watch.add([site.url("/old")])
    world.round()
    assert world.feed.address == site.url("/old")
    world.round()
    assert world.feed.address == site.url("/new")
    site.asked.clear()
    world.round()
    assert "/old" not in site.paths()


def test_a_move_that_is_taken_back_is_forgotten(world: World) -> None:
    site = world.site
    site.answers["/new"] = site.answers["/b"] = (200, {}, feed(("https://a.test/1", WHOLE)))
    world.watch.add([site.url("/old")])
    for to in ("/new", "/b", "/new", "/b"):
        site.answers["/old"] = (301, {"Location": to}, b"")
        world.round()
    assert world.feed.address == site.url("/old")


def test_a_feed_that_is_gone_is_not_asked_again(world: World) -> None:
    world.site.answers["/feed"] = (410, {}, b"")
    world.watch.add([world.site.url("/feed")])
    assert [outcome for outcome, _ in world.round()] == [PollOutcome.GONE]
    assert world.round() == []
    assert world.watch.next_s() is None
    assert world.feed.ended_at is not None


def test_failures_are_kept_with_their_beginning_and_make_the_pauses_longer(world: World) -> None:
    world.site.answers["/feed"] = (500, {}, b"")
    world.watch.add([world.site.url("/feed")])
    world.round()
    begun = world.feed.failing_since
    pauses = [world.watch.next_s()]
    for _ in range(3):
        assert [o for o, _ in world.round()] == [PollOutcome.FAILED]
        pauses.append(world.watch.next_s())
    assert world.feed.failing_since == begun
    assert pauses == sorted(pauses)
    assert pauses[3] > 4 * pauses[0]
    (told,) = what_was_watched(world.store).feeds
    assert told.polled.last_failure == "the server answered 500"
    world.site.answers["/feed"] = (200, {}, feed(("https://a.test/1", WHOLE)))
    world.round()
    assert (world.feed.failing_since, world.feed.failures) == (None, 0)


def test_a_server_that_says_when_to_come_again_is_not_asked_before(world: World) -> None:
    world.site.answers["/feed"] = (503, {"Retry-After": "90000"}, b"")
    world.watch.add([world.site.url("/feed")])
    world.round()
    assert (world.watch.next_s() or 0) >= 90000


def test_slow_hosts_hold_up_no_others(world: World) -> None:
    """Twelve stories at three hosts take the time of four, pauses of two seconds in between."""
    site = world.site
    names = [f"{n}.test" for n in range(3)]
    world.watch.fetcher.asker.resolve = lambda host, port: [LOOPBACK]
    for n, name in enumerate(names):
        links = [site.url(f"/{n}/{k}", name) for k in range(4)]
        for k, link in enumerate(links):
            site.answers[f"/{n}/{k}"] = (200, {"Content-Type": "text/html"}, story(10 * n + k))
            assert link
        site.answers[f"/feed{n}"] = (200, {}, feed(*((link, "Short.") for link in links)))
    world.watch.add([site.url(f"/feed{n}", name) for n, name in enumerate(names)])
    reports = world.round()
    assert [report.written for _, report in reports] == [4, 4, 4]
    # A host has robots.txt, the feed and four stories: five pauses.
    assert sum(world.clock.slept) <= 3 * 2 + 5 * 2
    by_host: dict[str, list[float]] = {}
    for at, _, headers in site.asked:
        by_host.setdefault(headers["host"], []).append(at)
    for moments in by_host.values():
        assert min(b - a for a, b in itertools.pairwise(moments)) >= 2


def test_a_story_of_two_feeds_is_fetched_once(world: World) -> None:
    site = world.site
    link = site.url("/s/1")
    site.answers["/s/1"] = (200, {"Content-Type": "text/html"}, story(1))
    for name in ("/one", "/two"):
        site.answers[name] = (200, {}, feed((link, "Short.")))
        world.watch.add([site.url(name)])
    world.round()
    world.round()
    assert site.paths().count("/s/1") == 1
    assert [told.got for told in what_was_watched(world.store).feeds] == [1, 1]


def test_a_story_that_failed_is_tried_again_though_the_feed_is_unchanged(world: World) -> None:
    site = world.site
    body = feed((site.url("/s/1"), "Short."))
    site.answers["/feed"] = partial(conditional, body, '"1"')
    site.answers["/s/1"] = (500, {}, b"")
    world.watch.add([site.url("/feed")])
    assert [outcome for outcome, _ in world.round()] == [PollOutcome.FULL]
    site.answers["/s/1"] = (200, {"Content-Type": "text/html"}, story(1))
    ((outcome, report),) = world.round()
    assert (outcome, report.written) == (PollOutcome.FULL, 1)
    assert [outcome for outcome, _ in world.round()] == [PollOutcome.UNCHANGED]


@pytest.mark.parametrize("body", [b"<html><body><p>Not found here</p></body></html>", b"", b"{}"])
def test_a_page_that_is_no_feed_is_a_failure_and_no_story(world: World, body: bytes) -> None:
    world.site.answers["/feed"] = (200, {"Content-Type": "text/html"}, body)
    world.watch.add([world.site.url("/feed")])
    assert [outcome for outcome, _ in world.round()] == [PollOutcome.FAILED]
    assert count(world.store).articles == 0


def test_a_packed_news_map_is_followed(world: World) -> None:
    site = world.site
    site.answers["/s/1"] = (200, {"Content-Type": "text/html"}, story(1))
    places = f"<url><loc>{site.url('/s/1')}</loc><lastmod>2026-03-01</lastmod></url>"
    body = gzip.compress(f"<urlset>{places}</urlset>".encode())
    site.answers["/map.xml.gz"] = (200, {"Content-Type": "application/gzip"}, body)
    world.watch.add([site.url("/map.xml.gz")])
    ((outcome, report),) = world.round()
    assert (outcome, report.written) == (PollOutcome.FULL, 1)
    site.answers["/map.xml.gz"] = (200, {}, b"\x1f\x8b no map")
    assert [outcome for outcome, _ in world.round()] == [PollOutcome.FAILED]


def test_a_json_feed_is_read(world: World) -> None:
    body = (
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://a.test/1", '
        f'"title": "Ports", "content_html": "<p>{WHOLE}</p>"}}, 3, {{"title": 4}}]}}'
    )
    world.site.answers["/feed"] = (200, {}, body.encode())
    world.watch.add([world.site.url("/feed")])
    ((outcome, report),) = world.round()
    assert (outcome, report.written, report.given) == (PollOutcome.FULL, 1, 2)


def test_a_poll_is_kept_only_after_what_came_of_it(world: World) -> None:
    """A run that dies while it brings stories in asks the feed again in full."""
    body = feed(("https://a.test/1", WHOLE))
    world.site.answers["/feed"] = partial(conditional, body, '"1"')
    world.watch.add([world.site.url("/feed")])

    def dies(items: Iterable[Item]) -> IngestReport:
        list(items)
        raise KeyboardInterrupt

    world.watch.bring_in, well = dies, world.watch.bring_in
    with pytest.raises(KeyboardInterrupt):
        world.round()
    world.watch.bring_in = well
    ((outcome, report),) = world.round()
    assert (outcome, report.written) == (PollOutcome.FULL, 1)


def test_times_without_an_answer_are_gaps(world: World) -> None:
    world.site.answers["/feed"] = (200, {}, feed(("https://a.test/1", WHOLE)))
    world.watch.add([world.site.url("/feed")])
    for after_s in (0, 1000, 1000, 86400, 1000):
        world.round(after_s)
    (told,) = what_was_watched(world.store).feeds
    ((first, last),) = told.gaps
    assert (last - first).total_seconds() > 80000


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"# mine\nhttps://a.test/1\n\nhttps://a.test/2\nhttps://a.test/1\n", 2),
        (b'<opml><body><outline xmlUrl="https://a.test/1?a=1&amp;b=2"/></body></opml>', 1),
        (b"ports and treaties", 0),
        (b"", 0),
    ],
)
def test_files_of_feeds(body: bytes, found: int) -> None:
    assert len(feeds_named(body)) == found
