"""Webhooks over real sockets on loopback: signed, tried again, and only where the owner said."""

from __future__ import annotations

import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from factories import a_mention, a_reading, an_article, an_event

from legation.ask.names import Names
from legation.errors import InputError, SettingsError
from legation.fetch.http import Asker
from legation.records import Kind, Reading
from legation.registry.load import load_registry
from legation.store import Store
from legation.upkeep.webhooks import Teller, Webhook, is_signed, signature, webhooks_in

SECRET = b"a secret of many letters"
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


@dataclass
class Receiver:
    """What a server on loopback was sent, and what it answers next."""

    port: int = 0
    status: int = 200
    sent: dict[str, str] = field(default_factory=dict)  # headers of its answers
    had: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def records(self) -> list[str]:
        return [item["id"] for _, body in self.had for item in json.loads(body)["items"]]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.had.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(made.status)
            for name, value in made.sent.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing on standard error."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


def met(number: int, whom: str = "Kenya", code: str = "KEN") -> Reading:
    article = an_article(f"Chad met {whom} for the {number}th time.", published="2026-06-30")
    chad = a_mention(article, "Chad", kind=Kind.STATE, country="TCD")
    other = a_mention(article, whom, kind=Kind.STATE, country=code)
    event = an_event(article, "met", actors=(chad, other))
    return a_reading(article, mentions=(chad, other), events=(event,))


@contextmanager
def telling(
    path: Path, clock: Clock, *webhooks: Webhook, private: str = "127.0.0.1"
) -> Iterator[Teller]:
    with Store.open(str(path)) as store:
        asker = Asker(private=frozenset({private}), timeout_s=10)
        yield Teller(
            store=store,
            names=Names(load_registry(), store),
            asker=asker,
            webhooks=webhooks,
            now=clock,
        )
        asker.close()


def hook(receiver: Receiver, query: str = "") -> Webhook:
    return Webhook(url=receiver.url, kind="events", query=query, secret=SECRET)


def test_what_comes_in_and_fits_is_told_once_and_signed(receiver: Receiver, tmp_path: Path) -> None:
    clock = Clock()
    with telling(tmp_path / "x.db", clock, hook(receiver, "actor=KEN")) as teller:
        teller.store.write(met(1))
        teller.begin()
        readings = [met(2), met(3, "Norway", "NOR"), met(4)]
        for each in readings:
            teller.store.write(each)
        assert [told.records for told in teller.round()] == [2]
        assert list(teller.round()) == []
    told_of = {readings[0].events[0].id, readings[2].events[0].id}
    assert set(receiver.records()) == told_of
    ((headers, body),) = receiver.had
    assert headers["legation-delivery"] == json.loads(body)["delivery"]
    moment = int(NOON.timestamp())
    wanted = hmac.new(SECRET, f"{moment}.".encode() + body, sha256).hexdigest()
    assert headers["legation-signature"] == f"t={moment},v1={wanted}"
    assert json.loads(body)["items"][0]["words"][0]["text"] == "met"


def test_a_receiver_tells_ours_from_others_and_old_from_new() -> None:
    at = int(NOON.timestamp())
    header = signature(SECRET, b"{}", at=at)
    assert is_signed(SECRET, b"{}", header, now=at + 299)
    for body, told, now in (
        (b"{ }", header, at),
        (b"{}", header, at + 301),
        (b"{}", header.replace(f"t={at}", f"t={at + 1}"), at),
        (b"{}", "", at),
        (b"{}", "t=now,v1=00", at),
    ):
        assert not is_signed(SECRET, body, told, now=now)
    assert not is_signed(b"another secret altogether", b"{}", header, now=at)


def test_what_was_not_taken_is_sent_again_after_longer_pauses(
    receiver: Receiver, tmp_path: Path
) -> None:
    clock = Clock()
    receiver.status = 500
    with telling(tmp_path / "x.db", clock, hook(receiver)) as teller:
        teller.begin()
        teller.store.write(met(1))
        waits = []
        for _ in range(4):
            (told,) = teller.round()
            assert told.detail == "the server answered 500"
            assert list(teller.round()) == []  # not at once again
            begun = clock.at
            while not list(teller.round()):
                clock.at += timedelta(seconds=30)
            waits.append((clock.at - begun).total_seconds())
            clock.at += timedelta(hours=7)
        assert waits == sorted(waits)
        assert waits[0] >= 60
        receiver.status = 200
        assert [told.records for told in teller.round()] == [1]
    assert len({headers["legation-delivery"] for headers, _ in receiver.had}) == 1


def test_a_receiver_that_is_gone_is_told_no_more_and_a_redirect_is_not_followed(
    receiver: Receiver, tmp_path: Path
) -> None:
    clock = Clock()
    with telling(tmp_path / "x.db", clock, hook(receiver)) as teller:
        teller.begin()
        teller.store.write(met(1))
        receiver.status, receiver.sent = 302, {"Location": "http://127.0.0.1:1/"}
        (told,) = teller.round()
        assert "redirect" in (told.detail or "")
        clock.at += timedelta(hours=7)
        receiver.status, receiver.sent = 410, {}
        (told,) = teller.round()
        assert "wants no more" in (told.detail or "")
        clock.at += timedelta(days=30)
        assert list(teller.round()) == []
    assert len(receiver.had) == 2


def test_loopback_is_refused_unless_the_owner_names_it(receiver: Receiver, tmp_path: Path) -> None:
    with telling(tmp_path / "x.db", Clock(), hook(receiver), private="10.1.1.1") as teller:
        teller.begin()
        teller.store.write(met(1))
        (told,) = teller.round()
        assert "no public address" in (told.detail or "")
    assert receiver.had == []


def test_webhooks_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK", SECRET.decode())
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET.decode()}\n")
    path = tmp_path / "hooks.toml"
    path.write_text(
        '[[webhook]]\nurl = "https://desk.test/a"\nsecret_env = "HOOK"\n'
        '[[webhook]]\nurl = "https://desk.test/b"\nlist = "statements"\n'
        f'query = "speaker=KEN&act=demands"\nsecret_file = "{secret}"\n'
    )
    one, other = webhooks_in(path, today=date(2026, 7, 1))
    assert (one.kind, one.query, one.secret) == ("events", "", SECRET)
    assert (other.kind, other.secret) == ("statements", SECRET)
    assert one.id != other.id
    assert SECRET.decode() not in repr(one)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("", "no \\[\\[webhook\\]\\]"),
        ('[[webhook]]\nsecret_env = "HOOK"', "url is ''"),
        ('[[webhook]]\nurl = "file:///etc/passwd"\nsecret_env = "HOOK"', "url is"),
        ('[[webhook]]\nurl = "https://a.test"', "secret_env or secret_file"),
        ('[[webhook]]\nurl = "https://a.test"\nsecret_env = "NOT_SET"', "shorter than 16"),
        ('[[webhook]]\nurl = "https://a.test"\nsecret = "in the open"', "'secret' is none of"),
        ('[[webhook]]\nurl = "https://a.test"\nsecret_env = "HOOK"\nlist = "facts"', "list is"),
        (
            '[[webhook]]\nurl = "https://a.test"\nsecret_env = "HOOK"\nquery = "actr=KEN"',
            "actr",
        ),
    ],
)
def test_a_webhook_that_cannot_be_is_refused(
    entry: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK", SECRET.decode())
    path = tmp_path / "hooks.toml"
    path.write_text(entry)
    with pytest.raises((SettingsError, InputError), match=told):
        webhooks_in(path, today=date(2026, 7, 1))
