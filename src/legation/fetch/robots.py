"""What a host's robots.txt allows (RFC 9309), read by protego."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from legation.records import Skipped

NAME = "legation"  # the product token that rules are looked up by
MAX_ROBOTS_BYTES = 500_000  # what RFC 9309 asks a reader to take at least
KEPT_S = 24 * 3600.0
UNREACHED_S = 600.0  # until a file that could not be had is asked for again
_GONE = range(400, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules of one host; `rules` is `None` where everything is allowed or nothing is.

    `until` is the moment of the clock until which they hold.
    """

    rules: Protego | None
    allows_all: bool
    until: float

    def allows(self, url: str) -> bool:
        """Whether a page may be asked for."""
        return self.allows_all if self.rules is None else bool(self.rules.can_fetch(url, NAME))

    @property
    def delay_s(self) -> float:
        """How long to wait between two requests; 0 where the file says nothing."""
        if self.rules is None:
            return 0.0
        told = float(self.rules.crawl_delay(NAME) or 0.0)
        rate = self.rules.request_rate(NAME)
        return max(told, rate.seconds / rate.requests if rate and rate.requests else 0.0)


def robots_url(url: str) -> str:
    """Where the rules for a page lie."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/robots.txt"


def robots_of(status: int, body: bytes, *, now: float) -> Robots:
    """The rules in an answer: none there means all is allowed, a broken server that nothing is."""
    if 200 <= status < 300:
        text = body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace")
        return Robots(rules=Protego.parse(text), allows_all=True, until=now + KEPT_S)
    if status in _GONE and status != 429:
        return Robots(rules=None, allows_all=True, until=now + KEPT_S)
    return unreached(now=now)


def unreached(*, now: float) -> Robots:
    """What holds while the rules cannot be had: nothing may be asked for."""
    return Robots(rules=None, allows_all=False, until=now + UNREACHED_S)


def robots_in(answer: object, *, now: float) -> Robots:
    """The rules in whatever came of asking for them."""
    if isinstance(answer, Skipped):
        return unreached(now=now)
    return robots_of(answer.status, answer.body, now=now)  # type: ignore[attr-defined]
