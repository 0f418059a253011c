"""The gold sets: how each is predicted and scored, and what is measured on it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import score_countries
from gold import lines_of

HERE = Path(__file__).parent
PROGRAM = Path(sys.executable).with_name("legation")

Scores = dict[str, float]


@dataclass(frozen=True)
class GoldSet:
    """One gold file, how it is predicted and scored, and its measures in order.

    The scorer of a set without a task runs the program itself.
    """

    name: str
    path: str
    task: str | None
    score: Callable[[Path, Path], Scores]
    # measure: (best peer, target, human agreement), as far as there are any. Peers were measured on
    # the test halves in one harness.
    measures: dict[str, tuple[float | None, float | None, float | None]]


def scorer(script: Path, *words: object, given: Path | None = None, exits: int = 0) -> str:
    """What a scorer prints, `given` a file; `exits` is the highest exit code that is no fault."""
    run = subprocess.run(
        [sys.executable, str(script), *map(str, words)],
        input=given.read_text("utf-8") if given else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if not 0 <= run.returncode <= exits:
        raise SystemExit(f"{script.name} failed: {run.stderr.strip() or run.stdout.strip()}")
    return run.stdout


def score_events(gold: Path, told: Path) -> Scores:
    found = json.loads(scorer(gold.parents[1] / "score_events.py", gold, told, "--json"))["scores"]
    scores = {key: value["F1"] or 0.0 for key, value in found.items()}
    return scores | {"type P": found["type"]["P"] or 0.0}


def score_quotes(gold: Path, told: Path) -> Scores:
    script, out = gold.parents[1] / "score_quotes.py", told.with_suffix(".scores.json")
    scorer(script, gold, told, "--json", out)
    every = json.loads(out.read_text())
    scorer(script, gold, told, "--speech-only", "--json", out)
    scores = {k: v["F1"] / 100 for k, v in every.items() if isinstance(v, dict)}
    scores["source right"] = every["source_acc"] / 100
    scores["speech only"] = json.loads(out.read_text())["attribution"]["F1"] / 100
    return scores


def score_wire(gold: Path, told: Path) -> Scores:
    found = json.loads(scorer(gold.parents[1] / "score_wire2.py", gold, told, "--json"))
    scores = {k: v["F1"] for k, v in found.items() if k != "status"}
    return (
        scores
        | {"status": found["status"]["accuracy"], "type P": found["type"]["P"]}
        | quiet(lines_of(gold), lines_of(told))
        | score_countries.score(lines_of(gold), lines_of(told))
    )


def quiet(golds: list[dict[str, Any]], tolds: list[dict[str, Any]]) -> Scores:
    """The share of texts without any gold event that have none in the prediction either."""
    without = {gold["id"] for gold in golds if not gold["events"]}
    kept = [not told["events"] for told in tolds if told["id"] in without]
    return {"no false event": sum(kept) / len(kept)} if kept else {}


def score_dumps(gold: Path, told: Path) -> Scores:
    out = told.with_suffix(".scores.json")
    scorer(gold.parents[1] / "score_dumps.py", "--gold", gold, "--pred", told, "--json", out)
    found = json.loads(out.read_text())
    english = found["lang=en"]
    return {"all body": found["all"]["f1"], "English body": english["f1"]} | {
        f"English {kind.replace('_', ' ')}": english[kind]
        for kind in ("title_gold", "title_silver")
        if kind in english
    }


def score_actors(gold: Path, told: Path) -> Scores:
    return json.loads(scorer(HERE / "score_actors.py", gold, told, "--json"))


def score_plain(name: str) -> Callable[[Path, Path], Scores]:
    """A scorer that prints its measures as JSON: of relations, of times."""

    def score(gold: Path, told: Path) -> Scores:
        return json.loads(scorer(gold.parents[1] / name, gold, told, "--json"))

    return score


def score_off_topic(gold: Path, told: Path) -> Scores:
    """The share of leads that give no event, by subject and over all."""
    script = gold.parents[1] / "gold" / "score_off_topic.py"
    out = scorer(script, given=gold)
    told.write_text(out)
    return {f"no event {k}": 1 - float(n) / 100 for k, n in re.findall(r"(\w+) +(\d+\.\d)", out)}


def score_cases(gold: Path, told: Path) -> Scores:
    """The share of cases that come out right."""
    return _checked(told, gold.parent / "check.py", gold)


def score_pages(gold: Path, told: Path) -> Scores:
    """The share of pages whose article comes out right."""
    return _checked(told, gold.parents[1] / "check_pages.py", "--cases", gold, "--quiet")


def _checked(told: Path, script: Path, *words: object) -> Scores:
    """The shares by kind and over all from the table that a checker prints."""
    out = scorer(script, *words, "--legation", PROGRAM, exits=1)
    told.write_text(out)
    right = re.findall(r"^ *(\d+) of +(\d+)  +(?:in )?(.+)$", out, re.MULTILINE)
    return {name: int(n) / int(of) for n, of, name in right}


SETS = (
    GoldSet(
        "plover_gsr", "events/plover_gsr.dev.jsonl", "events", score_events,
        {
            "type": (0.519, 0.70, None), "type P": (0.607, 0.70, None),
            "quad": (0.623, 0.78, None), "source": (0.486, 0.65, None),
            "target": (0.390, 0.55, None), "triple": (0.296, 0.50, None),
        },
    ),
    GoldSet(
        "cameo_examples", "events/cameo_examples.dev.jsonl", "events", score_events,
        {
            "type": (0.502, None, None), "cameo_root": (0.463, 0.62, None),
            "cameo": (0.153, 0.30, None),
        },
    ),
    GoldSet(
        "petr2_gsr", "events/petr2_gsr.dev.jsonl", "events", score_events,
        {
            "type": (None, None, None), "type P": (None, None, None),
            "triple": (None, None, None),
        },
    ),
    GoldSet(
        "polnear", "quotes/polnear.dev.jsonl", "quotes", score_quotes,
        {
            "attribution": (0.440, 0.55, 0.751), "speech only": (0.616, 0.78, 0.933),
            "attribution_direct": (0.642, 0.88, 0.973),
            "attribution_indirect": (0.361, 0.48, 0.667),
            "attribution_mixed": (0.537, 0.70, 0.894), "source right": (None, 0.92, None),
        },
    ),
    GoldSet(
        "wire leads", "wire/ag.dev.jsonl", "wire", score_wire,
        {
            "type": (None, 0.58, None), "anchored": (None, 0.52, None),
            "triple": (None, 0.42, None), "status": (None, 0.90, None),
            "no false event": (None, 0.833, None), "content": (None, 0.75, None),
            "attribution": (None, 0.70, None), "fact": (None, 0.60, None),
            "speaker country": (None, 0.90, None), "actor country": (None, 0.90, None),
            "country P": (None, 0.95, None),
        },
    ),
    GoldSet(
        "wire stories", "wire/guardian.dev.jsonl", "wire", score_wire,
        {
            "type": (None, 0.55, None), "anchored": (None, 0.48, None),
            "triple": (None, 0.38, None), "status": (None, 0.90, None),
            "content": (None, 0.80, None), "attribution": (None, 0.72, None),
            "fact": (None, 0.50, None), "speaker country": (None, 0.90, None),
            "actor country": (None, 0.90, None), "country P": (None, 0.95, None),
        },
    ),
    GoldSet(
        "more leads", "wire/leads2.dev.jsonl", "wire", score_wire,
        {
            "type": (None, None, 0.94), "anchored": (None, None, None),
            "triple": (None, None, 0.86), "status": (None, None, 1.0),
            "no false event": (None, None, None), "content": (None, None, 0.99),
            "attribution": (None, None, 0.94), "fact": (None, None, 0.82),
            "speaker country": (None, None, None), "actor country": (None, None, None),
            "country P": (None, None, None),
        },
    ),
    GoldSet(
        "more stories", "wire/stories2.dev.jsonl", "wire", score_wire,
        {
            "type": (None, None, 0.90), "anchored": (None, None, None),
            "triple": (None, None, 0.80), "status": (None, None, 0.95),
            "content": (None, None, 0.93), "attribution": (None, None, 0.91),
            "fact": (None, None, 0.68), "speaker country": (None, None, None),
            "actor country": (None, None, None), "country P": (None, None, None),
        },
    ),
    GoldSet(
        "relations", "relations/plv.dev.jsonl", "relations", score_plain("score_relations.py"),
        {
            "pair": (None, None, None), "found": (None, None, None),
            # the peer is given the pair and only names the type
            "root": (0.835, None, None), "quad": (0.897, None, None),
            "right": (None, None, None),
        },
    ),
    GoldSet(
        "times", "times/tbaq.dev.jsonl", "times", score_plain("score_times.py"),
        {
            "found": (None, None, None), "value": (None, None, None),
            "right": (None, None, None),
        },
    ),
    GoldSet(
        "off topic", "../corpus/leads_off_topic.jsonl", None, score_off_topic,
        {
            "no event all": (None, None, None), "no event business": (None, None, None),
            "no event science": (None, None, None), "no event sport": (None, None, None),
        },
    ),
    GoldSet("cases", "../cases/reading.jsonl", None, score_cases, {"all": (None, None, None)}),
    GoldSet("pages", "../cases/pages/pages.jsonl", None, score_pages, {"all": (None, None, None)}),
    GoldSet(
        "dumps", "dumps/dumps.dev.jsonl", "dumps", score_dumps,
        {
            "English body": (0.923, None, 0.989), "all body": (None, None, None),
            "English title gold": (None, None, None),
        },
    ),
    GoldSet(
        "actors", "actors/ngec.dev.jsonl", "actors", score_actors,
        {"right": (None, 0.90, None), "strict": (None, None, None)},
    ),
)  # fmt: skip
