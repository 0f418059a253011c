"""Passages with bounds, negation, ends and relative dates: each with all that it claims to hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from factories import an_article

from legation.records import Bound
from legation.telling.phrases import when_phrase

if TYPE_CHECKING:
    from legation import Reader
    from legation.records import Claim, Quantity

pytestmark = pytest.mark.model

PASSAGES: list[dict[str, Any]] = [
    passage
    for name in ("passages.yaml", "kinds.yaml")
    for passage in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]


def amount(value: Quantity) -> str:
    """An amount as the file writes it: bound, number, unit."""
    number = f"{value.amount:.10g}"
    if value.bound is Bound.BETWEEN:
        number = f"between {number} and {value.upper:.10g}"
    elif value.bound is not Bound.EXACT:
        number = f"{value.bound} {number}"
    return f"{number} {value.unit or ''}".strip()


def told(claim: Claim) -> str:
    """A claim in one line, as the file writes it."""
    words = [claim.subject.name, str(claim.predicate), claim.object.name if claim.object else ""]
    parts = [" ".join(words).strip()]
    if claim.value is not None:
        parts.append(amount(claim.value))
    if claim.valid is not None:
        parts.append(when_phrase(claim.valid).partition(" (“")[0])
    if not claim.holds:
        parts.append("not")
    if claim.holder is not None:
        parts.append(f"says {claim.holder.name}")
    return "; ".join(parts)


@pytest.mark.parametrize("passage", PASSAGES, ids=[p["text"] for p in PASSAGES])
def test_passage_makes_these_claims_and_no_others(reader: Reader, passage: dict[str, Any]) -> None:
    reading = reader.read(an_article(passage["text"], published="2024-06-12"))
    assert sorted(told(c) for c in reading.claims) == sorted(passage["claims"])
