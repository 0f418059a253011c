"""Score country and sector of phrases.

    python eval/score_actors.py GOLD.jsonl PRED.jsonl [--json]

Lines are paired in order: one id may stand on several. A gold field that is `null` while the other
is given was not asked in that case ("Beijing" stands there twice, once with GOV, once with null),
so it is not compared; where both are `null` the phrase is nobody, and the prediction must be empty
in both. `right` is the share of lines with nothing wrong; `strict` reads every `null` as empty.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FIELDS = ("country", "code_1")


def right(gold: dict[str, Any], told: dict[str, Any], *, strict: bool = False) -> bool:
    """Whether a prediction says what its gold line asks for."""
    asked = [field for field in FIELDS if gold[field] is not None]
    compared = FIELDS if strict or not asked else asked
    return all((gold[field] or "") == (told[field] or "") for field in compared)


def score(golds: list[dict[str, Any]], tolds: list[dict[str, Any]]) -> dict[str, float]:
    """The share of lines that are right; raises `ValueError` where the lines do not pair."""
    pairs = list(zip(golds, tolds, strict=True))
    if any(gold["id"] != told["id"] for gold, told in pairs):
        raise ValueError("the prediction's lines are not those of the gold, in order")
    return {
        "n": len(pairs),
        "right": sum(right(g, t) for g, t in pairs) / len(pairs),
        "strict": sum(right(g, t, strict=True) for g, t in pairs) / len(pairs),
    }


def load(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line]


def main() -> None:
    paths = [word for word in sys.argv[1:] if word != "--json"]
    if len(paths) != 2:
        sys.exit(__doc__)
    golds, tolds = (load(path) for path in paths)
    if "--json" in sys.argv:
        print(json.dumps(score(golds, tolds)))
        return
    for gold, told in zip(golds, tolds, strict=True):
        if not right(gold, told):
            want, got = ([line[field] for field in FIELDS] for line in (gold, told))
            print(f"{gold['text']!r} {gold.get('date', '')}: {got} where the gold has {want}")
    print(score(golds, tolds))


if __name__ == "__main__":
    main()
