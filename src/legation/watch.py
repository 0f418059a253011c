"""Feeds asked on a schedule: what they offer is brought in, and a ledger says what was had.

What came of a poll is in the store before the poll is: a run that is killed asks the feed again as
if it had not, and finds what it brought in already there.
"""

from __future__ import annotations

import random
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from legation.documents.address_lists import links_in
from legation.documents.feeds import is_feed, is_json_feed
from legation.documents.item import Item, Linked
from legation.documents.parts import named_parts_of
from legation.extract.dates import parse_day
from legation.fetch.http import Answer
from legation.fetch.manners import Fetcher, host_of, retry_after_s
from legation.ingest import IngestReport
from legation.records import (
    Feed,
    Offer,
    OfferOutcome,
    Page,
    Poll,
    PollOutcome,
    Skipped,
)
from legation.store import Provenance, Store
from legation.store.intake.feed_ledger import (
    add_feeds,
    keep_offers,
    keep_poll,
    offers_of,
    watched,
)
from legation.store.intake.page_versions import pages_held
from legation.store.intake.tombstones import KeptOut

EVERY_S = 15 * 60.0
LONGEST_S = 24 * 3600.0  # between two polls of a feed that fails
REPEATS = 2  # answers in a row after which "moved for good" is believed
MOST_TRIES = 3  # for a story that could not be had
MOST_WAITING = 64  # stories fetched before they are brought in
CHUNK = 16  # stories brought in before the ledger has them
_BEGINNING = 100_000  # bytes of a packed feed that are looked at
_OPML = re.compile(rb"""xmlUrl\s*=\s*["'](https?://[^"'\s<>]{3,2000})["']""", re.IGNORECASE)

BringIn = Callable[[Iterable[Item]], IngestReport]
Unpack = Callable[[Page], Iterable[Item | Linked]]


def feeds_named(body: bytes) -> tuple[str, ...]:
    """The addresses of feeds in a file: OPML, or one a line, each once.

    Lines that are empty or begin with # say nothing; an empty answer means that it is neither.
    """
    found = [m[1].decode("ascii", "replace").replace("&amp;", "&") for m in _OPML.finditer(body)]
    if not found and b"\x00" not in body:
        lines = (line.strip() for line in body.decode("utf-8-sig", "replace").splitlines())
        given = [line for line in lines if line and not line.startswith("#")]
        if all(line.lower().startswith(("http://", "https://")) for line in given):
            found = given
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A feed that was asked, and what of it is to be brought in.

    `parts` are its stories that are new, `known` what is known of all it names, `had` its stories
    that came by another feed.
    """

    feed: Feed
    found: Answer | Skipped
    poll: Poll
    parts: tuple[Item | Linked, ...] = ()
    known: Mapping[str, Offer] = field(default_factory=dict)
    had: tuple[Offer, ...] = ()

    @property
    def links(self) -> list[str]:
        """The addresses that have to be fetched."""
        return [part.url for part in self.parts if isinstance(part, Linked)]


@dataclass(slots=True, kw_only=True)
class Watch:
    """Watches the feeds of a store; `round` asks those whose turn it is.

    `bring_in` takes items into the store (`ingest` with a reader), `unpack` opens a feed somewhere
    safe. Clock and chance are arguments so that a test needs no time.
    """

    store: Store
    fetcher: Fetcher
    bring_in: BringIn
    unpack: Unpack = named_parts_of
    every_s: float = EVERY_S
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: random.Random = field(default_factory=random.Random)

    def add(self, urls: Iterable[str]) -> None:
        """Watch these feeds as well, from now on."""
        now = self.now()
        new = [
            Feed(url=url, address=url, added_at=now, next_at=now, every_s=self.every_s)
            for url in urls
        ]
        add_feeds(self.store, new)

    def round(self) -> Iterator[tuple[Poll, IngestReport]]:
        """Each feed whose turn it is, asked once, with what was brought in.

        Stories of several feeds are fetched together, the host that is free first before others, so
        that one slow host holds up no other.
        """
        group: list[_Asked] = []
        for feed in watched(self.store, due=self.now()):
            asked = self._ask(feed)
            if not asked.links:
                yield self._taken(asked, {})
                continue
            group.append(asked)
            if sum(len(each.links) for each in group) >= MOST_WAITING:
                yield from self._taken_together(group)
                group = []
        yield from self._taken_together(group)

    def next_s(self) -> float | None:
        """The seconds until the next feed's turn; `None` where none is left to watch."""
        left = [feed.next_at for feed in watched(self.store) if feed.ended_at is None]
        return max(0.0, (min(left) - self.now()).total_seconds()) if left else None

    def poll(self, feed: Feed) -> tuple[Poll, IngestReport]:
        """Ask a feed, bring in what is new of it, then keep that it was asked."""
        return self._taken(self._ask(feed), {})

    def _ask(self, feed: Feed) -> _Asked:
        """Ask a feed, and look which of its stories are new."""
        at = self.now()
        found = self.fetcher.ask(feed.address, _conditions(feed), tries=1)
        poll = _judged(Poll(feed=feed.url, at=at, outcome=PollOutcome.FAILED), found)
        if poll.outcome is not PollOutcome.FULL or isinstance(found, Skipped):
            return _Asked(feed=feed, found=found, poll=poll)
        gone = KeptOut(self.store)
        parts = [part for part in self.unpack(found.page()) if not gone.address(_url(part))]
        urls = [url for part in parts if (url := _url(part))]
        known = offers_of(self.store, urls, feed=feed.url)
        fresh = [part for part in parts if _is_fresh(part, known)]
        had = _had_elsewhere(fresh, known, offers_of(self.store, urls), feed.url)
        elsewhere = {offer.url for offer in had}
        return _Asked(
            feed=feed,
            found=found,
            poll=replace(
                poll,
                offered=len(parts),
                fresh=sum(1 for url in urls if url not in known and url not in elsewhere),
            ),
            parts=tuple(part for part in fresh if _url(part) not in elsewhere),
            known=known,
            had=had,
        )

    def _taken_together(self, group: Sequence[_Asked]) -> Iterator[tuple[Poll, IngestReport]]:
        """Fetch the first stories of several feeds, then bring in feed by feed."""
        links = dict.fromkeys(url for each in group for url in each.links[:MOST_WAITING])
        by_host: dict[str, deque[str]] = {}
        for url in links:
            by_host.setdefault(host_of(url), deque()).append(url)
        pages: dict[str, Page | Skipped] = {}
        while by_host:
            host = min(by_host, key=lambda each: self.fetcher.free_in_s(by_host[each][0]))
            url = by_host[host].popleft()
            pages[url] = self.fetcher.page(url)
            if not by_host[host]:
                del by_host[host]
        for each in group:
            yield self._taken(each, pages)

    def _taken(self, asked: _Asked, pages: dict[str, Page | Skipped]) -> tuple[Poll, IngestReport]:
        """Bring in what is new of a feed, then keep that it was asked."""
        report = IngestReport()
        failed = False
        keep_offers(self.store, asked.had)
        left = iter(asked.parts)
        while chunk := list(islice(left, CHUNK)):
            offers: list[tuple[Offer, Provenance | None]] = []
            _add(report, self.bring_in(self._brought(asked, chunk, offers, pages)))
            settled = self._settled(offers)
            keep_offers(self.store, settled)
            failed = failed or any(map(_is_left, settled))
        keep_poll(self.store, self._after(asked, failed=failed), asked.poll)
        return asked.poll, report

    def _brought(
        self,
        asked: _Asked,
        parts: Sequence[Item | Linked],
        offers: list[tuple[Offer, Provenance | None]],
        pages: dict[str, Page | Skipped],
    ) -> Iterator[Item]:
        """The items of parts, fetched where only the address is there; the offers on the way."""
        for part in parts:
            item: Item
            if isinstance(part, Linked):
                item = pages.get(part.url) or self.fetcher.page(part.url)
            else:
                item = part
            url = _url(part)
            if url is not None:
                before = asked.known.get(url)
                told = part.told if isinstance(part, Linked) else ""
                offer = Offer(
                    feed=asked.feed.url,
                    url=url,
                    told=told,
                    day=parse_day(told) if told else None,
                    first_at=asked.poll.at,
                    outcome=OfferOutcome.FAILED,
                    tries=before.tries + 1 if before else 1,
                    detail=item.detail if isinstance(item, Skipped) else None,
                )
                offers.append((offer, Provenance.of(item) if isinstance(item, Page) else None))
            yield item

    def _settled(self, offers: Sequence[tuple[Offer, Provenance | None]]) -> list[Offer]:
        """The offers with what became of them, now that the store was given the stories."""
        held = pages_held(self.store, [from_.id for _, from_ in offers if from_])
        done = []
        for offer, from_ in offers:
            if from_ is None:
                done.append(offer)
            elif from_.id in held:
                day = held[from_.id] or offer.day
                done.append(replace(offer, outcome=OfferOutcome.GOT, day=day))
            else:
                done.append(replace(offer, outcome=OfferOutcome.NO_STORY))
        return done

    def _after(self, asked: _Asked, *, failed: bool) -> Feed:
        """How things stand with a feed after a poll; `failed` where a story is to be tried again.

        Such a feed is asked in full: unchanged, it would not name the story.
        """
        feed, found, poll = asked.feed, asked.found, asked.poll
        if poll.outcome is PollOutcome.GONE:
            return replace(feed, ended_at=poll.at)
        told = None if isinstance(found, Skipped) else found.headers.get("retry-after")
        wait_s = retry_after_s(told) or 0.0
        if poll.outcome is PollOutcome.FAILED or isinstance(found, Skipped):
            failures = feed.failures + 1
            pause_s = min(LONGEST_S, feed.every_s * 2.0**failures)
            return replace(
                feed,
                failures=failures,
                failing_since=feed.failing_since or poll.at,
                next_at=self._in(max(pause_s, wait_s)),
            )
        if poll.outcome is PollOutcome.FULL:
            feed = replace(
                feed,
                etag=None if failed else found.headers.get("etag"),
                last_modified=None if failed else found.headers.get("last-modified"),
            )
        return replace(
            _moved(feed, found),
            failures=0,
            failing_since=None,
            answered_at=poll.at,
            next_at=self._in(max(feed.every_s, wait_s)),
        )

    def _in(self, seconds: float) -> datetime:
        return self.now() + timedelta(seconds=seconds * self.chance.uniform(1.0, 1.1))


def _judged(poll: Poll, found: Answer | Skipped) -> Poll:
    """A poll with what its answer came to."""
    if isinstance(found, Skipped):
        return replace(poll, detail=found.detail)
    poll = replace(poll, status=found.status)
    if found.status == 304:
        return replace(poll, outcome=PollOutcome.UNCHANGED)
    if found.status == 410:
        return replace(poll, outcome=PollOutcome.GONE, detail="the server says it is gone")
    if not 200 <= found.status < 300:
        return replace(poll, detail=f"the server answered {found.status}")
    if not _offers_stories(found.page()):
        return replace(poll, detail="there is no feed and no site map at the address")
    return replace(poll, outcome=PollOutcome.FULL)


def _had_elsewhere(
    fresh: Sequence[Item | Linked],
    known: Mapping[str, Offer],
    others: Mapping[str, Offer],
    feed: str,
) -> tuple[Offer, ...]:
    """The stories that another feed has offered just so, and that were had of it."""
    found = []
    for part in fresh:
        other = others.get(part.url) if isinstance(part, Linked) else None
        same = other is not None and isinstance(part, Linked) and other.told == part.told
        if other and same and other.outcome is OfferOutcome.GOT and other.url not in known:
            found.append(replace(other, feed=feed, tries=0))
    return tuple(found)


def _is_left(offer: Offer) -> bool:
    """Whether a story is to be tried again."""
    return offer.outcome is OfferOutcome.FAILED and offer.tries < MOST_TRIES


def _conditions(feed: Feed) -> dict[str, str]:
    """What the server said of the feed when it was last sent, letter by letter."""
    told = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in told.items() if value is not None}


def _moved(feed: Feed, found: Answer) -> Feed:
    """A feed whose address is rewritten once the same move was told often enough."""
    to = found.moved_to
    if to is None or to == feed.address:
        return replace(feed, moved_to=None, moved_times=0)
    times = feed.moved_times + 1 if to == feed.moved_to else 1
    if times < REPEATS:
        return replace(feed, moved_to=to, moved_times=times)
    return replace(feed, address=to, moved_to=None, moved_times=0)


def _offers_stories(page: Page) -> bool:
    """Whether a page is a feed or a map, packed or not; its beginning tells."""
    if page.body.startswith(b"\x1f\x8b"):
        beginning = zlib.decompressobj(31)
        try:
            page = replace(page, body=beginning.decompress(page.body, _BEGINNING))
        except zlib.error:
            return False
    return is_feed(page.body) or is_json_feed(page.body) or links_in(page) is not None


def _url(part: Item | Linked) -> str | None:
    if isinstance(part, Linked):
        return part.url
    return part.url if isinstance(part, Page) else None


def _is_fresh(part: Item | Linked, known: Mapping[str, Offer]) -> bool:
    """Whether a story is to be brought in: it is new, has changed, or could not be had so far.

    One that stands whole in the feed is always given: the store knows its bytes.
    """
    before = known.get(_url(part) or "")
    if before is None or not isinstance(part, Linked):
        return True
    if before.told != part.told:
        return True
    return _is_left(before)


def _add(report: IngestReport, more: IngestReport) -> None:
    """Add the counts of one report to another."""
    for name in ("given", "written", "replaced", "unchanged", "skipped", "failed", "not_read"):
        setattr(report, name, getattr(report, name) + getattr(more, name))
    report.reasons.update(more.reasons)
    report.problems.extend(more.problems)
