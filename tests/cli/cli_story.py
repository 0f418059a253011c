"""A page for the command line, and what running a command gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handmade import TEXT

STORY = f"""Kenya, Ethiopia sign power deal as ministers meet in Nairobi

Rift Wire
March 13, 2024

{TEXT}

The two neighbours have traded power for years, and engineers from both sides have worked on a new
line through the dry north. Officials said that the line would carry light to towns which have never
had it, and that the price was fixed for ten years. Villages on the border expect the poles to reach
them before the rains. A second line is planned for the coast, where factories have waited long for
power, and the two governments want to ask a bank for a loan to pay for it.
"""


@dataclass(frozen=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
