"""The polite fetcher: one request at a time to a host, with a pause, as its robots.txt allows.

It waits after each answer, redirects and robots.txt included; a host that says when to come again
is not asked before, and one that fails is asked again after longer and longer pauses.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from legation.errors import InputError
from legation.fetch.http import USER_AGENT, Answer, Asker, page_of
from legation.fetch.robots import Robots, robots_in, robots_url
from legation.records import Origin, Page, Skipped, SkipReason
from legation.settings import NONE, Settings

DELAY_S = 2.0
LONGEST_WAIT_S = 120.0  # one page is not waited for longer; a feed's next poll may be
TRIES = 3
FIRST_PAUSE_S = 2.0
_LATER = frozenset({429, 500, 502, 503, 504})


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Asks politely; `ask` waits where it must.

    `delay_s` is the least pause between two requests to a host; a `Crawl-delay` may lengthen it.
    Clock, sleep and chance are arguments so that a test needs no time.
    """

    asker: Asker
    delay_s: float = DELAY_S
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: random.Random = field(default_factory=random.Random)
    longest_wait_s: float = LONGEST_WAIT_S
    _free_at: dict[str, float] = field(default_factory=dict)  # by host
    _robots: dict[str, Robots] = field(default_factory=dict)  # by the address of the file

    def ask(
        self, url: str, headers: Mapping[str, str] | None = None, *, tries: int = TRIES
    ) -> Answer | Skipped:
        """The answer at an address, asked up to `tries` times where the server is in trouble.

        What robots.txt forbids, what leads to a host that is not public and a host that wants to be
        left alone for long give a `Skipped` that says so. Never raises.
        """
        found: Answer | Skipped = _told(url, "it was not asked for")
        for turn in range(tries):
            try:
                found = self.asker.ask(url, headers, before=self._ready)
            except InputError as error:
                return _told(url, str(error))
            last = found.final_url if isinstance(found, Answer) else url
            self._leave(last, self._delay_s(last))  # the pause counts from the end of an answer
            if isinstance(found, Answer):
                if found.status not in _LATER:
                    return found
                wait_s = retry_after_s(found.headers.get("retry-after"))
                self._leave(found.final_url, wait_s or self._pause_s(turn))
            elif not found.detail.startswith(("no answer", "no connection")):
                return found
            else:
                self._leave(url, self._pause_s(turn))
        return found

    @staticmethod
    def from_settings(settings: Settings) -> Fetcher:
        """The fetcher that the settings ask for."""
        asker = Asker(
            max_bytes=settings.max_page_bytes,
            timeout_s=settings.timeout_s,
            private=settings.private(),
            user_agent=user_agent(settings.contact),
        )
        return Fetcher(asker=asker, delay_s=settings.delay_s)

    def page(self, url: str) -> Page | Skipped:
        """The page at an address; any other answer gives a `Skipped`."""
        return page_of(self.ask(url))

    def close(self) -> None:
        """Let go of the connections."""
        self.asker.close()

    def free_in_s(self, url: str) -> float:
        """How long until the host of a page may be asked again."""
        return max(0.0, self._free_at.get(host_of(url), 0.0) - self.clock())

    def _ready(self, url: str) -> str | None:
        """Wait for the turn of a page; the reason why it may not be asked for, if there is one."""
        rules = self._rules(url)
        if isinstance(rules, str):
            return rules
        if not rules.allows(url):
            if rules.rules is None:
                return "the robots.txt of the host cannot be had; it is tried again later"
            return "the robots.txt of the host does not allow it"
        return self._wait(url)

    def _rules(self, url: str) -> Robots | str:
        """The rules for a page, asked for where they are not known; on the way there are none."""
        place = robots_url(url)
        known = self._robots.get(place)
        if known is not None and known.until > self.clock():
            return known
        if self.free_in_s(url) > self.longest_wait_s:
            return self._too_long(url)
        try:
            answer = self.asker.ask(place, before=self._wait)
        except InputError:  # asking for the page is refused for the same reason, and told
            return Robots(rules=None, allows_all=True, until=self.clock())
        self._robots[place] = robots_in(answer, now=self.clock())
        self._leave(place, self._delay_s(place))
        return self._robots[place]

    def _wait(self, url: str) -> str | None:
        left = self.free_in_s(url)
        if left > self.longest_wait_s:
            return self._too_long(url)
        if left > 0:
            self.sleep(left)
        # Whatever comes of the request, the next one keeps the distance.
        self._leave(url, self._delay_s(url))
        return None

    def _too_long(self, url: str) -> str:
        left = self.free_in_s(url)
        return f"the host asks to be left alone for {left:.0f} seconds; run this again then"

    def _leave(self, url: str, seconds: float) -> None:
        host = host_of(url)
        self._free_at[host] = max(self._free_at.get(host, 0.0), self.clock() + seconds)

    def _delay_s(self, url: str) -> float:
        rules = self._robots.get(robots_url(url))
        return max(self.delay_s, rules.delay_s if rules else 0.0)

    def _pause_s(self, turn: int) -> float:
        return FIRST_PAUSE_S * 2.0**turn * self.chance.uniform(0.5, 1.5)


def user_agent(contact: str) -> str:
    """How a host is told who asks, and whom to write to."""
    return USER_AGENT.replace(")", f"; {contact})") if contact not in ("", NONE) else USER_AGENT


def host_of(url: str) -> str:
    """The host of an address, in small letters: what one request at a time is for."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def retry_after_s(told: str | None, *, now: datetime | None = None) -> float | None:
    """The seconds that a `Retry-After` asks for, given as a number or as a date; else `None`."""
    if told is None:
        return None
    if told.strip().isdecimal():
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


def _told(url: str, detail: str) -> Skipped:
    origin = Origin(kind="http", path=url)
    return Skipped(stage="fetch", reason=SkipReason.UNREADABLE, detail=detail, origin=origin)
