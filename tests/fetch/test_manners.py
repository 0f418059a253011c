"""The polite fetcher over real sockets on loopback, reached by a named setting."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from web_server import LOOPBACK, FakeClock, Headers, Site, served

from legation.errors import InputError
from legation.fetch.http import Answer, Asker
from legation.fetch.manners import Fetcher, retry_after_s
from legation.records import Skipped, SkipReason

NAMES = {"news.test": LOOPBACK, "other.test": LOOPBACK, "inside.test": "127.0.0.2"}


def named(host: str, port: int) -> list[str]:
    return [NAMES.get(host, host)]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def site(clock: FakeClock) -> Iterator[Site]:
    with served(Site(clock=clock)) as made:
        yield made


def asker(**rest: object) -> Asker:
    given = {"resolve": named, "private": frozenset({LOOPBACK}), "timeout_s": 30.0, **rest}
    return Asker(**given)  # type: ignore[arg-type]


def fetcher(clock: FakeClock, **rest: object) -> Fetcher:
    return Fetcher(
        asker=asker(**rest), clock=clock, sleep=clock.sleep, chance=random.Random(1), delay_s=2.0
    )


def body_of(found: Answer | Skipped) -> bytes:
    assert isinstance(found, Answer), found
    return found.body


def detail_of(found: Answer | Skipped) -> str:
    assert isinstance(found, Skipped), found
    return found.detail


def test_loopback_is_refused_unless_the_setting_names_it(site: Site) -> None:
    with pytest.raises(InputError, match="no public address"):
        Asker(resolve=named).ask(site.url("/a"))
    assert site.asked == []
    assert asker().ask(site.url("/a"))
    assert site.paths() == ["/a"]


def test_redirect_is_followed_and_checked_on_its_way(site: Site, clock: FakeClock) -> None:
    site.answers["/old"] = (301, {"Location": site.url("/new", "other.test")}, b"")
    site.answers["/new"] = (200, {}, b"here")
    site.answers["/in"] = (302, {"Location": site.url("/new", "inside.test")}, b"")
    found = fetcher(clock).ask(site.url("/old", "news.test"))
    assert body_of(found) == b"here"
    assert isinstance(found, Answer)
    assert found.moved_to == found.final_url == site.url("/new", "other.test")
    refused = detail_of(fetcher(clock).ask(site.url("/in", "news.test")))
    assert "127.0.0.2, which is no public address" in refused
    assert site.paths().count("/new") == 1


def test_a_passing_redirect_moves_nothing(site: Site, clock: FakeClock) -> None:
    site.answers["/a"] = (302, {"Location": "/b"}, b"")
    site.answers["/b"] = (301, {"Location": "/c"}, b"")
    site.answers["/c"] = (200, {}, b"c")
    found = fetcher(clock).ask(site.url("/a"))
    assert isinstance(found, Answer)
    assert (found.body, found.moved_to) == (b"c", None)


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    """A name that is public when it is checked and private a moment later."""
    told = iter([[LOOPBACK], ["10.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(told)

    site.answers["/a"] = (200, {}, b"first")
    one = asker(resolve=rebinding)
    assert body_of(one.ask(site.url("/a", "rebound.test"))) == b"first"
    assert asked == ["rebound.test"]  # once a request: nothing looks the name up again
    assert site.asked[0][2]["host"].startswith("rebound.test:")
    with pytest.raises(InputError, match=r"10\.0\.0\.1"):
        one.ask(site.url("/a", "rebound.test"))


def test_another_address_of_the_host_is_tried(site: Site) -> None:
    """Where nobody listens at the first; each was checked before any is asked."""
    site.answers["/a"] = (200, {}, b"a")
    one = asker(
        resolve=lambda host, port: ["::1", LOOPBACK],
        private=frozenset({LOOPBACK, "::1"}),
    )
    assert body_of(one.ask(site.url("/a", "news.test"))) == b"a"
    with pytest.raises(InputError, match=r"::1"):
        asker(resolve=lambda host, port: [LOOPBACK, "::1"]).ask(site.url("/a"))
    assert site.paths() == ["/a"]


def test_robots_are_asked_first_and_obeyed(site: Site, clock: FakeClock) -> None:
    site.answers["/robots.txt"] = (
        200, {}, b"User-agent: *\nDisallow: /private\n\nUser-agent: legation\nDisallow: /no\n"
        b"Crawl-delay: 7\n",
    )  # fmt: skip
    for path in ("/yes", "/no/1", "/private"):
        site.answers[path] = (200, {}, b"ok")
    one = fetcher(clock)
    assert body_of(one.ask(site.url("/yes"))) == b"ok"
    assert "does not allow" in detail_of(one.ask(site.url("/no/1")))
    assert body_of(one.ask(site.url("/private"))) == b"ok"  # our own rules stand for all
    assert site.paths() == ["/robots.txt", "/yes", "/private"]
    first, second, third = site.moments()
    assert second - first >= 7
    assert third - second >= 7


def test_a_redirect_to_a_forbidden_page_is_not_followed(site: Site, clock: FakeClock) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /no")
    site.answers["/go"] = (302, {"Location": "/no"}, b"")
    site.answers["/no"] = (200, {}, b"secret")
    assert "does not allow" in detail_of(fetcher(clock).ask(site.url("/go")))
    assert "/no" not in site.paths()


@pytest.mark.parametrize(("status", "asked"), [(404, True), (403, True), (503, False)])
def test_robots_that_are_not_there(
    site: Site, clock: FakeClock, status: int, *, asked: bool
) -> None:
    site.answers["/robots.txt"] = (status, {}, b"")
    site.answers["/a"] = (200, {}, b"a")
    found = fetcher(clock).ask(site.url("/a"))
    assert ("/a" in site.paths()) is asked
    if not asked:
        assert "cannot be had" in detail_of(found)


def test_never_two_requests_inside_the_delay(site: Site, clock: FakeClock) -> None:
    """Pages, redirects, robots.txt and failures alike."""
    rng = random.Random(20260301)
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 3")
    site.answers["/go"] = (302, {"Location": "/page"}, b"")
    site.answers["/page"] = (200, {}, b"page")
    site.answers["/bad"] = (503, {}, b"")
    one = fetcher(clock)
    for _ in range(40):
        one.ask(site.url(rng.choice(["/go", "/page", "/bad", "/gone"])))
        clock.now += rng.uniform(0, 4)
    moments = site.moments()
    assert len(moments) > 60
    assert min(b - a for a, b in itertools.pairwise(moments)) >= 3


def test_hosts_do_not_wait_for_each_other(site: Site, clock: FakeClock) -> None:
    site.answers["/a"] = (200, {}, b"a")
    one = fetcher(clock)
    one.ask(site.url("/a", "news.test"))
    slept = sum(clock.slept)
    assert slept == 2.0  # between robots.txt and the page
    one.ask(site.url("/a", "other.test"))
    assert sum(clock.slept) == slept + 2.0


def test_retry_after_is_waited_for(site: Site, clock: FakeClock) -> None:
    turns: list[float] = []

    def busy_once(_: Headers) -> tuple[int, Headers, bytes]:
        turns.append(clock())
        return (429, {"Retry-After": "45"}, b"") if len(turns) == 1 else (200, {}, b"now")

    site.answers["/busy"] = busy_once
    assert body_of(fetcher(clock).ask(site.url("/busy"))) == b"now"
    assert turns[1] - turns[0] >= 45


def test_a_long_retry_after_is_told_and_kept(site: Site, clock: FakeClock) -> None:
    site.answers["/busy"] = (503, {"Retry-After": "7200"}, b"")
    one = fetcher(clock)
    assert "left alone for 7200 seconds" in detail_of(one.ask(site.url("/busy")))
    assert "left alone" in detail_of(one.ask(site.url("/other")))
    assert site.paths() == ["/robots.txt", "/busy"]
    clock.now += 7200
    assert isinstance(one.ask(site.url("/other")), Answer)


def test_pauses_grow_and_are_not_all_alike(site: Site, clock: FakeClock) -> None:
    site.answers["/bad"] = (500, {}, b"")
    found = fetcher(clock).ask(site.url("/bad"), tries=4)
    assert isinstance(found, Answer)
    assert found.status == 500
    at = [moment for moment, path, _ in site.asked if path == "/bad"]
    pauses = [b - a for a, b in itertools.pairwise(at)]
    assert pauses == sorted(pauses)
    assert pauses[-1] > 2 * pauses[0]
    again = Fetcher(
        asker=asker(), clock=clock, sleep=clock.sleep, chance=random.Random(2), delay_s=2.0
    )
    begun = len(site.asked)
    again.ask(site.url("/bad"), tries=4)
    later = [moment for moment, path, _ in site.asked[begun:] if path == "/bad"]
    assert [b - a for a, b in itertools.pairwise(later)] != pauses


@pytest.mark.parametrize("path", ["/drip-headers", "/drip-body"])
def test_an_answer_that_drips_is_given_up(site: Site, path: str) -> None:
    """Each byte comes in time, the answer never."""
    found = asker(timeout_s=0.4).ask(site.url(path))
    assert detail_of(found) == "no answer within 0.4 seconds"


def test_a_body_without_an_end_is_given_up(site: Site) -> None:
    found = asker(max_bytes=1_000_000).ask(site.url("/endless"))
    assert isinstance(found, Skipped)
    assert found.reason is SkipReason.TOO_LARGE


def test_a_packing_that_nobody_asked_for_is_not_opened(site: Site) -> None:
    site.answers["/br"] = (200, {"Content-Encoding": "br"}, b"\x8b\x00\x80")
    assert "packed as br" in detail_of(asker().ask(site.url("/br")))
    assert site.asked[0][2]["accept-encoding"] == "gzip, deflate"


def test_gone_is_an_answer(site: Site, clock: FakeClock) -> None:
    site.answers["/feed"] = (410, {}, b"")
    found = fetcher(clock).ask(site.url("/feed"))
    assert isinstance(found, Answer)
    assert found.status == 410


def test_what_was_told_of_a_page_comes_back_letter_by_letter(site: Site, clock: FakeClock) -> None:
    tag = 'W/"a b,c"'
    day = "Tue, 5 mar 2024 7:00:00 gmt"  # not how it is written, and sent back so all the same

    def conditional(headers: Headers) -> tuple[int, Headers, bytes]:
        same = (headers.get("if-none-match"), headers.get("if-modified-since")) == (tag, day)
        return (304, {}, b"") if same else (200, {"ETag": tag, "Last-Modified": day}, b"feed")

    site.answers["/feed"] = conditional
    one = fetcher(clock)
    first = one.ask(site.url("/feed"))
    assert isinstance(first, Answer)
    second = one.ask(
        site.url("/feed"),
        {"If-None-Match": first.headers["etag"], "If-Modified-Since": day},
    )
    assert isinstance(second, Answer)
    assert (first.status, second.status) == (200, 304)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        ("Sat, 09 Mar 2024 12:02:00 GMT", 120.0),
        ("Sat, 09 Mar 2024 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after(told: str | None, seconds: float | None) -> None:
    now = datetime(2024, 3, 9, 12, 0, tzinfo=UTC)
    assert retry_after_s(told, now=now) == seconds
