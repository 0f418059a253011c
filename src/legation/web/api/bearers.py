"""Who may write: people with a token each, of which only the hash is kept."""

from __future__ import annotations

import csv
import hmac
import io
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from legation.errors import InputError, SettingsError
from legation.web.api.problems import ApiError

_HEAD = ("name", "sha256", "since")
_KEPT = 10_000  # answers kept for keys that come twice; the oldest is forgotten first


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Somebody who may write, by the hash of the token."""

    name: str
    sha256: str
    since: str


def read_bearers(path: Path) -> tuple[Bearer, ...]:
    """Those of a file of tokens; none where there is no such file yet.

    Raises `SettingsError` for a file that is none of ours.
    """
    if not path.exists():
        return ()
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    if any(tuple(row) != _HEAD or len(row["sha256"] or "") != 64 for row in rows):
        raise SettingsError(f"{path} is no file of tokens; `legation tokens add NAME` makes one")
    return tuple(Bearer(**row) for row in rows)


def add_bearer(path: Path, name: str) -> str:
    """A new token of somebody, told once: the file keeps its hash, and can be read by you alone.

    Raises `InputError` where the name is empty or has a token already.
    """
    known = read_bearers(path)
    if not name.strip() or not name.isprintable():
        raise InputError(f"{name!r} is no name; give the name of one person")
    if name in {each.name for each in known}:
        raise InputError(f"{name} has a token; take it back first: legation tokens remove {name}")
    token = secrets.token_urlsafe(32)
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    _write(path, (*known, Bearer(name=name, sha256=_hash(token), since=moment)))
    return token


def remove_bearer(path: Path, name: str) -> None:
    """Take somebody's token back; raises `InputError` where there is none."""
    known = read_bearers(path)
    if name not in {each.name for each in known}:
        raise InputError(f"{name} has no token in {path}; `legation tokens list` shows who has")
    _write(path, tuple(each for each in known if each.name != name))


def _write(path: Path, bearers: tuple[Bearer, ...]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows((each.name, each.sha256, each.since) for each in bearers)
    path.touch(mode=0o600)
    path.write_text(out.getvalue(), encoding="utf-8")


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


class Answers(Protocol):
    """What writers were answered lately, by their keys."""

    def of(self, who: str, key: str) -> tuple[str, Any] | None:
        """The digest of the body that came with a key, and what it was answered."""

    def keep(self, who: str, key: str, digest: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer."""


@dataclass(frozen=True, slots=True)
class AnswersHere:
    """The answers of a server that is one process."""

    _kept: OrderedDict[tuple[str, str], tuple[str, Any]] = field(default_factory=OrderedDict)

    def of(self, who: str, key: str) -> tuple[str, Any] | None:
        """The digest of the body that came with a key, and what it was answered."""
        return self._kept.get((who, key))

    def keep(self, who: str, key: str, digest: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer; the oldest is forgotten first."""
        self._kept[who, key] = (digest, answer)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Writers:
    """Those who may write through a server, and what they were answered lately, by their keys.

    The file is read with each request, so that a token that is taken back ends at once.
    """

    path: Path
    answers: Answers = field(default_factory=AnswersHere)

    def who(self, header: str | None) -> str:
        """Whose token a header `Authorization: Bearer TOKEN` holds; raises `ApiError` for none."""
        word, _, token = (header or "").partition(" ")
        found = self.bearer_of(token.strip())
        if word.lower() != "bearer" or found is None:
            raise ApiError(
                "token", "this token is not known here", www_authenticate='Bearer realm="legation"'
            )
        return found.name

    def bearer_of(self, token: str) -> Bearer | None:
        """Whose token it is; `None` for one that is not known."""
        found = _hash(token)
        same = [b for b in read_bearers(self.path) if hmac.compare_digest(b.sha256, found)]
        return same[0] if same else None

    def knows(self, name: str, digest: str) -> bool:
        """Whether somebody has the token of that hash still."""
        return any((b.name, b.sha256) == (name, digest) for b in read_bearers(self.path))

    def answer_to(self, who: str, key: str | None, body: bytes) -> Any:
        """What the same request with the same key was answered before; `None` for a new one.

        Raises `ApiError` where the key came with another body.
        """
        known = self.answers.of(who, key) if key is not None else None
        if key is None or known is None:
            return None
        digest, answer = known
        if digest != sha256(body).hexdigest():
            raise ApiError("conflict", f"the key {key[:80]!r} came with another body before")
        return answer

    def keep(self, who: str, key: str | None, body: bytes, answer: Mapping[str, Any]) -> None:
        """Remember what a request with a key was answered."""
        if key is not None:
            self.answers.keep(who, key, sha256(body).hexdigest(), answer)
