"""Ids are hashes of their parts as JSON."""

from __future__ import annotations

import hashlib
import json

import pytest

from legation.ids import content_id


@pytest.mark.parametrize(
    "parts",
    [
        (),
        ("a3f", 12, 40, None, True, False),
        ('a "quoted" line\nand \\ a\ttab', "Erdoğan\u2028", ""),
        ([["Kenya", "KEN"], [None, None]], (), 0.5, 4500.0, 1e21, -3),
    ],
)
def test_an_id_is_the_hash_of_a_json_array(parts: tuple[object, ...]) -> None:
    packed = json.dumps(["event", *parts], ensure_ascii=False, separators=(",", ":"))
    assert content_id("event", *parts) == f"e{hashlib.sha256(packed.encode()).hexdigest()[:16]}"
