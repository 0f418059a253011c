"""Until when something is promised or demanded, by whom and of whom.

`deadlines.jsonl` was marked before anything read it; `terms.jsonl` was written with the rules on
terms that are set, near misses among it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from factories import an_article

from legation.ledger.commitments import find_commitments

if TYPE_CHECKING:
    from legation import Reader
    from legation.records import Commitment, Mention, Reading

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = [
    json.loads(line)
    for name in ("deadlines.jsonl", "terms.jsonl")
    for line in (HERE / name).read_text("utf-8").splitlines()
]
_HEAD = re.compile(r" (?:of|in|from|without|to|for) ")
MISSING = "missing"


def plain(text: str) -> str:
    return text.lower().replace("’", "'")


def means(mentions: Sequence[Mention], words: str | None, text: str) -> bool:
    """Whether one of the mentions is the phrase: covers its head, or has its name."""
    if words is None:
        return True
    if " and " in words and len(mentions) > 1:
        return True
    head = len(_HEAD.split(words)[0])
    starts = [m.start() for m in re.finditer(re.escape(words), text)]
    covered = any(m.passage.start < s + head <= m.passage.end for m in mentions for s in starts)
    return covered or any(plain(m.name) == plain(words).removeprefix("the ") for m in mentions)


def faults(found: Commitment, case: dict[str, Any]) -> list[str]:
    """What is wrong with a commitment: its kind, a party, its words or its last day."""
    days = [case["deadline"], *case.get("also", [])] if case["deadline"] else []
    last = str(found.due.last) if found.due else None
    wrong = {
        "kind": str(found.kind) != case["commitment"],
        "by": not means(found.by, case["by"], case["text"]),
        "nobody": case["by"] is None and found.by != (),
        "to": not means(found.of, case["to"], case["text"]),
        "of": bool(case["of"]) and plain(case["of"]) not in plain(found.content.text),
        "deadline": last not in [each["last"] for each in days] if days else last is not None,
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_term_is_found_with_its_last_day(reader: Reader, case: dict[str, Any]) -> None:
    reading = reader.read(an_article(case["text"], published=case["published"]))
    found = find_commitments(reading)
    if case["commitment"] is None:
        assert found == ()
    else:
        best = min((faults(each, case) for each in found), key=len, default=[MISSING])
        assert best == [], found
    for item in case.get("expect", ()):
        wanted = not item["kind"].startswith("no_")
        assert any_fits(reading, item) is wanted, item


def any_fits(reading: Reading, item: dict[str, Any]) -> bool:
    """Whether a statement or event has all that the item asks for."""
    if item["kind"].removeprefix("no_") == "statement":
        return any(
            plain(item.get("speaker", "")) in plain(s.speaker.passage.text + s.speaker.name)
            and s.act in listed(item.get("act", s.act))
            and any(plain(item.get("contains", "")) in plain(p.text) for p in s.content)
            for s in reading.statements
            if s.speaker is not None
        )
    return any(
        e.type in listed(item.get("type", e.type))
        and str(e.status) in listed(item.get("status", str(e.status)))
        and all(
            e.when is not None and str(getattr(e.when, name)) == item[name]
            for name in ("first", "last")
            if name in item
        )
        for e in reading.events
    )


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
