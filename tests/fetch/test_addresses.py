"""No page is fetched from an address that is not public, however it is written."""

from __future__ import annotations

import httpx
import pytest

from legation.errors import InputError
from legation.fetch.addresses import is_public
from legation.fetch.http import fetch
from legation.fetch.http import resolve as really

CLOSED = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254",
    "127.0.0.1", "127.1.2.3", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1",
    "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
    "::10.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "100::1",
    "64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::808:808", "2001:0:7f00:1::",
    "2001:db8::1", "2002:7f00:1::", "2002:a00:1::", "2002:c0a8:1::", "3fff::1", "5f00::1",
    "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
)  # fmt: skip
OPEN = (
    "1.1.1.1", "8.8.8.8", "93.184.216.34", "100.128.0.1", "172.32.0.1", "192.0.1.1",
    "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::",
)  # fmt: skip
# What the resolver makes of a spelling is what is judged.
SPELLED = (
    "127.1", "0x7f000001", "0x7f.1", "0177.0.0.1", "2130706433", "10.1", "0xa9fea9fe",
    "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "１２７.0.0.1", "127。0。0。1",
    "localhost",
)  # fmt: skip


@pytest.mark.parametrize("address", CLOSED)
def test_closed_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OPEN)
def test_open_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", SPELLED)
def test_no_spelling_of_a_closed_address_is_asked(host: str) -> None:
    def never(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"asked {request.url}")

    client = httpx.Client(transport=httpx.MockTransport(never))
    with pytest.raises(InputError, match=r"no public address|not an address"):
        fetch(f"http://{host}/", client, resolve=really)


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "data", "dict"])
def test_only_pages_of_the_web_are_fetched(scheme: str) -> None:
    with pytest.raises(InputError, match="only http and https"):
        fetch(f"{scheme}://news.example/etc/passwd", resolve=lambda host, port: ["8.8.8.8"])
