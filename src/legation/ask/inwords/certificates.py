"""Certificates of answers: what this record held when it was asked, to be found again in it.

A certificate proves nothing of the world. It says that this store, as known on that day, gave that
answer from those records, also where the answer is that nothing is told.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self

from legation import __version__
from legation.errors import InputError
from legation.store import Ledger, Store

KIND = "legation answer certificate"
PROVES = (
    "what this record held when it was asked, and nothing of the world: what is not told here may "
    "have happened, and what is told may be wrong"
)
_FIELDS = ("question", "asked_on", "known", "clock", "ledger", "count", "records", "answer", "seal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """Whether an answer is found again as it was.

    `gone` and `added` are ids of records under the answer then and now. `ledger_same` says whether
    nothing came or went in what is held to be so since then.
    """

    found: bool
    whole: bool
    ledger_same: bool
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    answer_now: str = ""


class Answered(Protocol):
    """An answer: its text and the ids of its records."""

    @property
    def text(self) -> str:
        """The answer as one text."""

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of all records under the answer."""


class AsksInWords(Protocol):
    """A store that is asked in words, as of a day."""

    store: Store

    def as_asked(self, today: str, *, known: str | None = None, clock: str = "store") -> Self:
        """The same questions as of a day, and reckoned from another."""

    def ask(self, question: str) -> Answered:
        """The answer to a question in words."""


def certified(answer: Answered, store: Store | None, **asked: Any) -> dict[str, Any]:
    """The certificate of an answer, with how it was `asked`.

    Raises `InputError` for an answer that is of no open store.
    """
    if store is None:
        raise InputError("only the answer of an open store has a certificate; ask the store")
    told: dict[str, Any] = {
        "kind": KIND,
        "proves": PROVES,
        "version": __version__,
        **asked,
        "ledger": Ledger(store).digest(),
        "count": len(answer.records),
        "records": list(answer.records),
        "answer": answer.text,
    }
    return {**told, "seal": _seal(told)}


def verified(query: AsksInWords, told: Mapping[str, Any]) -> Verified:
    """Ask again what a certificate says was asked, as known and on the day it was, and compare.

    `whole` says whether the certificate is as it was written. Raises `InputError` for one that is
    none.
    """
    if told.get("kind") != KIND or any(name not in told for name in _FIELDS):
        raise InputError(
            f"this is no {KIND}; write one with `legation ask --certificate FILE QUESTION`"
        )
    whole = told["seal"] == _seal({k: v for k, v in told.items() if k != "seal"})
    again = query.as_asked(told["asked_on"], known=told["known"], clock=told["clock"])
    answer = again.ask(str(told["question"]))
    before, now = [*map(str, told["records"])], answer.records
    return Verified(
        found=answer.text == told["answer"] and list(now) == before,
        whole=whole,
        ledger_same=told["ledger"] == Ledger(query.store).digest(),
        gone=tuple(r for r in before if r not in now),
        added=tuple(r for r in now if r not in before),
        answer_now=answer.text,
    )


def read_certificate(text: str) -> Mapping[str, Any]:
    """A certificate out of a file's text; raises `InputError` for a text that is none."""
    try:
        told = json.loads(text)
    except ValueError as error:
        raise InputError(f"the certificate is no JSON: {error}; write it again") from error
    if not isinstance(told, dict):
        raise InputError("the certificate is no JSON object; write it again")
    return told


def _seal(told: Mapping[str, Any]) -> str:
    """A hash of all that a certificate says, so that a slip in copying is seen."""
    whole = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
