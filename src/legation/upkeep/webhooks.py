"""What came in, told to addresses that the owner named: signed, and again until it was taken.

Each request says when it was sent and is signed with a secret that both sides have, so that a
receiver can tell ours from others' and an old one from a new one. What was not taken is sent again
after longer and longer pauses, in the same order; a receiver may get a delivery twice, under the
same id. Signed as Stripe signs its webhooks: HMAC-SHA256 of the moment, a full stop and the body.
"""

from __future__ import annotations

import hmac
import json
import os
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from legation.ask.filters import Filters
from legation.ask.grammar.asking import asking_of
from legation.ask.listed import rows_in
from legation.ask.names import Names
from legation.ask.tabular.items import item_of
from legation.errors import InputError, SettingsError
from legation.fetch.addresses import is_url
from legation.fetch.http import Asker
from legation.fetch.manners import retry_after_s
from legation.ids import content_id
from legation.records import Skipped
from legation.store import Store
from legation.store.intake.hook_ledger import Standing, came_in, keep_standing, standing_of

LISTS = ("events", "statements", "claims")
AT_ONCE = 50  # articles looked through, and records told in one request, are so many at most
MOST_ITEMS = 200
LEAST_SECRET = 16  # characters: shorter ones can be found by trying
FIRST_PAUSE_S, LONGEST_PAUSE_S = 60.0, 6 * 3600.0
VALID_S = 300  # a request that is older is not to be believed
_NAMES = frozenset({"url", "list", "query", "secret_env", "secret_file"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address with the records it wants, and the secret that signs what it is sent."""

    url: str
    kind: str
    query: str
    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """What the ledger knows it by: another question to the same address is another webhook."""
        return content_id("webhook", self.url, self.kind, self.query)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of telling a webhook: how many records it took, and what went wrong."""

    webhook: Webhook
    records: int
    detail: str | None = None


def webhooks_in(path: Path, *, today: date) -> tuple[Webhook, ...]:
    """The webhooks of a TOML file, a table `[[webhook]]` each, secrets from where it says.

    Raises `SettingsError` for a file or entry that cannot be, and `InputError` for a question that
    cannot be asked.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"webhooks {path}: {error.strerror}; name a file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"webhooks {path} is not TOML: {error}") from error
    entries = table.get("webhook")
    if not isinstance(entries, list) or not entries:
        raise SettingsError(f"webhooks {path}: no [[webhook]] in it; write one for each address")
    return tuple(
        _webhook(entry, f"{path}, webhook {n}", today) for n, entry in enumerate(entries, 1)
    )


def _webhook(entry: dict[str, Any], where: str, today: date) -> Webhook:
    unknown = sorted(set(entry) - _NAMES)
    if unknown:
        raise SettingsError(f"{where}: {unknown[0]!r} is none of {', '.join(sorted(_NAMES))}")
    url, kind = str(entry.get("url", "")), str(entry.get("list", "events"))
    if not is_url(url):
        raise SettingsError(f"{where}: url is {url!r}; give an address with https://")
    if kind not in LISTS:
        raise SettingsError(f"{where}: list is {kind!r}; give one of {', '.join(LISTS)}")
    query = str(entry.get("query", ""))
    asking_of(query, kind, today=today)  # a question that cannot be asked is refused here
    return Webhook(url=url, kind=kind, query=query, secret=_secret(entry, where))


def _secret(entry: dict[str, Any], where: str) -> bytes:
    """The secret out of the environment or a file: it never stands in the table itself."""
    if ("secret_env" in entry) == ("secret_file" in entry):
        raise SettingsError(f"{where}: give secret_env or secret_file, one of the two")
    if "secret_env" in entry:
        told = os.environ.get(str(entry["secret_env"]), "")
    else:
        try:
            told = Path(str(entry["secret_file"])).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{where}: the secret file cannot be read: {error}") from error
    if len(told) < LEAST_SECRET:
        raise SettingsError(f"{where}: the secret is shorter than {LEAST_SECRET} characters")
    return told.encode()


def signature(secret: bytes, body: bytes, *, at: int) -> str:
    """The header that signs a body sent at a moment, in seconds since 1970."""
    told = hmac.new(secret, b"%d." % at + body, sha256).hexdigest()
    return f"t={at},v1={told}"


def is_signed(secret: bytes, body: bytes, header: str, *, now: int) -> bool:
    """Whether a header signs a body, and is not older or newer than five minutes: for receivers."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    moment = parts.get("t", "")
    if not (moment.isascii() and moment.isdigit()) or abs(now - int(moment)) > VALID_S:
        return False
    return hmac.compare_digest(signature(secret, body, at=int(moment)), header)


@dataclass(slots=True, kw_only=True)
class Teller:
    """Tells webhooks what came in; `round` tells those whose turn it is."""

    store: Store
    names: Names
    asker: Asker
    webhooks: Sequence[Webhook]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def begin(self) -> None:
        """Let webhooks that are new begin here: what came in before is not told."""
        for each in self.webhooks:
            standing_of(self.store, each.id, at=self.now())

    def round(self) -> Iterator[Told]:
        """Each webhook whose turn it is, told all that came in since it was last told."""
        for each in self.webhooks:
            standing = standing_of(self.store, each.id, at=self.now())
            if standing.ended_at is None and standing.next_at <= self.now():
                told = self._told(each, standing)
                if told.records or told.detail:
                    yield told

    def _told(self, webhook: Webhook, standing: Standing) -> Told:
        records = 0
        while True:
            batch = came_in(self.store, after=standing.told, limit=AT_ONCE)
            if batch.last == standing.told:
                return Told(webhook=webhook, records=records)
            items = self._items(webhook, batch.articles)
            while some := list(islice(items, MOST_ITEMS)):
                failed = self._sent(webhook, standing, some)
                if failed is not None:
                    keep_standing(self.store, failed)
                    return Told(webhook=webhook, records=records, detail=failed.detail)
                records += len(some)
            standing = Standing(id=webhook.id, told=batch.last, next_at=self.now())
            keep_standing(self.store, standing)

    def _items(self, webhook: Webhook, articles: Sequence[str]) -> Iterator[dict[str, Any]]:
        filters: Filters = asking_of(webhook.query, webhook.kind, today=self.now().date()).filters
        if articles:
            for row in rows_in(self.store, self.names, webhook.kind, filters, articles):
                yield item_of(row, ("words",))

    def _sent(
        self, webhook: Webhook, standing: Standing, items: Sequence[dict[str, Any]]
    ) -> Standing | None:
        """Send some records; where they were not taken, how things stand then."""
        delivery = content_id("delivery", webhook.id, [item["id"] for item in items])
        told = {"delivery": delivery, "list": webhook.kind, "query": webhook.query, "items": items}
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json",
            "Legation-Delivery": delivery,
            "Legation-Signature": signature(webhook.secret, body, at=int(self.now().timestamp())),
        }
        try:
            found = self.asker.tell(webhook.url, body, headers)
        except InputError as error:  # an address that is not public: the others are still told
            return self._failed(standing, str(error), None)
        if isinstance(found, Skipped):
            return self._failed(standing, found.detail, None)
        if 200 <= found.status < 300:
            return None
        detail = f"the server answered {found.status}"
        if found.status == 410:
            return replace(standing, ended_at=self.now(), detail=f"{detail}: it wants no more")
        if 300 <= found.status < 400:
            detail += ", a redirect, which is not followed: name the address itself"
        return self._failed(standing, detail, retry_after_s(found.headers.get("retry-after")))

    def _failed(self, standing: Standing, detail: str, wait_s: float | None) -> Standing:
        pause_s = min(FIRST_PAUSE_S * 2.0**standing.failures, LONGEST_PAUSE_S)
        return replace(
            standing,
            failures=standing.failures + 1,
            next_at=self.now() + timedelta(seconds=max(pause_s, wait_s or 0.0)),
            detail=detail,
        )
