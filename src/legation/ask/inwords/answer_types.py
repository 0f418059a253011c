"""An answer in words: sentences, each with the records that it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from legation.ask.inwords.certificates import certified
from legation.ask.inwords.question_data import sentences
from legation.ask.resolving.meanings import Meaning
from legation.store import Store
from legation.telling.safe import clean

MOST = 20  # sentences of an answer; how many more there are is told


class Basis(StrEnum):
    """What a sentence stands on: records of the store, or the tables of who holds which office."""

    RECORD = "record"
    TABLES = "tables"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an answer and the ids of the records that tell it.

    Of the `tables`, the ids are those of people in the registry. Without its records the sentence
    is not there.
    """

    text: str
    records: tuple[str, ...]
    basis: Basis = Basis.RECORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several things that a question may mean, with the question that means it."""

    label: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a question was understood: the template, what it names, and the same as an address.

    `left` are words that were not understood, `taken` what was taken for something else than it is
    spelt.
    """

    template: int
    arguments: tuple[tuple[str, str], ...]
    address: str | None
    left: tuple[str, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()
    names: tuple[Meaning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question in words.

    `not_told` is the sentence for an answer without records. With `options` the question may mean
    several things and has no answer yet; without `asked` it was not understood, and `why` says so.
    `more` are sentences beyond those given. `known` is as of when the record was asked, by the
    `clock`, and `asked_on` the day from which "yesterday" was reckoned.
    """

    question: str
    asked: Asked | None = None
    sentences: tuple[Sentence, ...] = ()
    not_told: str | None = None
    options: tuple[Option, ...] = ()
    why: str | None = None
    more: int = 0
    known: str | None = None
    clock: str = "store"
    asked_on: date | None = None
    store: Store | None = None

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of all records under the answer, each once."""
        ids = (r for s in self.sentences if s.basis is Basis.RECORD for r in s.records)
        return tuple(dict.fromkeys(ids))

    @property
    def text(self) -> str:
        """The answer as one text, a line a sentence, with what was not understood."""
        lines = [each.text for each in self.sentences]
        if self.more:
            lines.append(f"{self.more:,} more.")
        lines += [each for each in (self.not_told, self.why) if each]
        lines += [f"- {each.label}: {each.question}" for each in self.options]
        if self.asked and self.asked.left:
            lines.append(f"Not understood: {', '.join(self.asked.left)}.")
        if self.asked:
            lines += [f"“{a}” was taken for {b}." for a, b in self.asked.taken]
        return "\n".join(lines)

    def certificate(self) -> dict[str, Any]:
        """What this record held when it was asked, for `legation verify --answer`."""
        tables = [r for s in self.sentences if s.basis is Basis.TABLES for r in s.records]
        return certified(
            self,
            self.store,
            question=self.question,
            query=self.asked.address if self.asked else None,
            asked_on=(self.asked_on or date.today()).isoformat(),
            known=self.known,
            clock=self.clock,
            tables=tables,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an answerer found: sentences or, without any, that it is not told; and the address."""

    sentences: tuple[Sentence, ...] = ()
    not_told: str | None = None
    address: str | None = None


def said(template: int, part: str, **fields: str) -> str:
    """The sentence of that template and part with its fields; none of these is markup of it."""
    return " ".join(sentences()[template, part].format(**fields).split())


def found(told: Iterable[Sentence], *, not_told: str, address: str | None = None) -> Found:
    """What was found; sentences of the same words are one, on the records of all of them."""
    by_text: dict[str, Sentence] = {}
    for each in told:
        known = by_text.get(each.text)
        records = (*known.records, *each.records) if known else each.records
        by_text[each.text] = Sentence(
            text=each.text, records=tuple(dict.fromkeys(records)), basis=each.basis
        )
    whole = tuple(by_text.values())
    return Found(sentences=whole, not_told=None if whole else not_told, address=address)


def plain(name: str) -> str:
    """A name out of a question or record as one line."""
    return clean(name).strip()
