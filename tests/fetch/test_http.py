from __future__ import annotations

import gzip
from collections.abc import Callable

import httpx
import pytest

from legation.errors import InputError
from legation.fetch.addresses import is_url
from legation.fetch.http import fetch
from legation.records import Page, Skipped, SkipReason

HOSTS = {
    "news.example": ["93.184.215.14"],
    "six.example": ["2606:2800:21f:cb07:6820:80da:af6b:8b2c"],
    "inside.example": ["93.184.215.14", "10.0.0.8"],
}


def resolve(host: str, port: int) -> list[str]:
    return HOSTS.get(host, [host])


def got(
    url: str, answer: Callable[[httpx.Request], httpx.Response], **rest: object
) -> Page | Skipped:
    client = httpx.Client(transport=httpx.MockTransport(answer))
    return fetch(url, client, resolve=resolve, **rest)  # type: ignore[arg-type]


def test_page_keeps_its_address_type_and_body() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(
            200, content=b"<p>Words", headers={"Content-Type": "text/html; charset=UTF-8"}
        )

    page = got("https://news.example/a?b=c", answer)
    assert isinstance(page, Page)
    assert (page.url, page.final_url) == ("https://news.example/a?b=c",) * 2
    assert (page.body, page.media_type) == (b"<p>Words", "text/html; charset=utf-8")
    assert page.origin.kind == "http"
    # The connection goes to the address that was checked, under the name of the host.
    assert str(asked[0].url) == "https://93.184.215.14/a?b=c"
    assert asked[0].headers["Host"] == "news.example"
    assert asked[0].extensions["sni_hostname"] == "news.example"


def test_redirects_are_followed_and_the_last_address_is_kept() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/old":
            return httpx.Response(301, headers={"Location": "//six.example:8080/new"})
        return httpx.Response(200, content=str(request.url).encode())

    page = got("http://news.example/old", answer)
    assert isinstance(page, Page)
    assert page.final_url == "http://six.example:8080/new"
    assert page.body == b"http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:8080/new"


def never(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"asked {request.url}")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::a00:1]/",
        "http://inside.example/",  # one public and one private address
    ],
)
def test_host_that_is_not_public_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="no public address; save the page"):
        got(url, never)


def test_redirect_to_a_private_host_is_refused() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["Host"] == "news.example"
        return httpx.Response(302, headers={"Location": "http://127.0.0.1:8000/admin"})

    with pytest.raises(InputError, match=r"127\.0\.0\.1"):
        got("http://news.example/", answer)


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://news.example/x"])
def test_redirect_to_another_scheme_is_refused(location: str) -> None:
    with pytest.raises(InputError, match="only http and https"):
        got("http://news.example/", lambda _: httpx.Response(302, headers={"Location": location}))


@pytest.mark.parametrize("url", ["http://", "http://[::1", "news.example", "http://a:port/"])
def test_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        got(url, never)


def test_page_over_the_limit_is_skipped_packed_or_not() -> None:
    packed = gzip.compress(b"x" * 100_000)
    for content, headers in ((b"x" * 100_000, {}), (packed, {"Content-Encoding": "gzip"})):
        answer = httpx.Response(200, content=content, headers=headers)
        skipped = got("http://news.example/", lambda _, a=answer: a, max_bytes=50_000)
        assert isinstance(skipped, Skipped)
        assert skipped.reason is SkipReason.TOO_LARGE


def _fail(error: type[httpx.TransportError]) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error("broken pipe", request=request)

    return answer


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda _: httpx.Response(404), "the server answered 404"),
        (lambda _: httpx.Response(503), "the server answered 503"),
        (lambda _: httpx.Response(302, headers={"Location": "/again"}), "more than 5 redirects"),
        (_fail(httpx.ConnectTimeout), "no answer within 2 seconds"),
        (_fail(httpx.ConnectError), "no connection: broken pipe"),
    ],
)
def test_what_goes_wrong_now_and_then_is_skipped(
    answer: Callable[[httpx.Request], httpx.Response], told: str
) -> None:
    skipped = got("http://news.example/", answer, timeout_s=2)
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.detail) == (SkipReason.UNREADABLE, told)


def test_page_that_drips_in_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1000, 3))
    monkeypatch.setattr("legation.fetch.http.time.monotonic", lambda: next(clock))
    skipped = got(
        "http://news.example/", lambda _: httpx.Response(200, content=iter([b"x"] * 9)), timeout_s=5
    )
    assert isinstance(skipped, Skipped)
    assert "no answer within 5 seconds" in skipped.detail


def test_host_without_an_address_is_skipped() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    skipped = fetch("http://nowhere.example/", resolve=unknown)
    assert isinstance(skipped, Skipped)
    assert "Name or service not known" in skipped.detail


def test_address_is_told_from_path() -> None:
    assert is_url("HTTPS://news.example/a")
    assert not any(map(is_url, ["story.html", "-", "/http/x", "ftp://x"]))
