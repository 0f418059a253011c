"""What a proposition is: a predicate, who fills its roles, and how far it is told as true."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from legation.nlp.tokens import Token
from legation.records import Mention, Passage
from legation.records.closed_sets import read_quickly
from legation.records.setting import set_by_slots


@read_quickly
class Value(StrEnum):
    """How far something is told as true, after FactBank; `INTENDED` is also what is to come."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    INTENDED = "intended"
    DEMANDED = "demanded"
    POSSIBLE = "possible"


RANK = {value: rank for rank, value in enumerate(Value)}


@set_by_slots
@dataclass(frozen=True, slots=True, kw_only=True)
class Factuality:
    """How far something is told as true, or as not true (`holds`).

    `trace` are the words that decide it, nearest first, each with what it makes of it. `teller` is
    the word whose subject says so, `None` for the text itself; `named` is false where nobody is
    named ("is said to", "reportedly"). `charged` is what somebody is accused of.
    """

    value: Value = Value.CERTAIN
    holds: bool = True
    trace: tuple[str, ...] = ()
    teller: Token | None = None
    named: bool = True
    charged: bool = False

    def __str__(self) -> str:
        if self.holds:
            return str(self.value)
        return "not" if self.value is Value.CERTAIN else f"{self.value} not"


CERTAIN = Factuality()


class Role(StrEnum):
    """The part somebody or something has in a proposition."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    WITH = "with"
    FROM = "from"
    AGAINST = "against"
    FOR = "for"
    ABOUT = "about"
    PLACE = "place"
    CONTENT = "content"


@read_quickly
class Sort(StrEnum):
    """What kind of word a predicate is."""

    VERB = "verb"
    NOUN = "noun"
    LIGHT = "light"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Who or what has a role: the words, and whom they mean as far as that is known."""

    passage: Passage
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One predicate with its roles; a role nobody fills is left out.

    `teller` are the words of whoever's word it is, `None` for the text itself.
    """

    predicate: Passage
    sort: Sort
    roles: tuple[tuple[Role, tuple[Filler, ...]], ...]
    factuality: Factuality
    teller: Passage | None = None

    def filler(self, role: Role) -> tuple[Filler, ...]:
        """Who or what has a role, in text order."""
        return next((found for name, found in self.roles if name is role), ())
