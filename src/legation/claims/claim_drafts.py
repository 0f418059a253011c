"""A claim in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from legation.nlp.tokens import Token
from legation.records import Mention, Predicate, Quantity


@dataclass(slots=True)
class Draft:
    """A claim in the making; `near` are further words whose time expression may date it.

    `edge` says what a date at its words is: the `start` or the `end` of the state, a day of it
    (`yes`, `now`), or of something else (`undated`, as with an end still to come).
    """

    token: Token
    subject: Mention
    predicate: Predicate
    object: Mention | None
    rule: str
    value: Quantity | None = None
    holds: bool = True
    edge: str = "yes"
    score: float = 1.0
    near: list[Token] = field(default_factory=list)
