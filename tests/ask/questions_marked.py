"""Questions with the arguments that they should give, compared with what is understood."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legation.ask.days import days_of, since
from legation.ask.inwords.understanding import Understood
from legation.folding import name_key
from legation.registry.spells import slug_of

HERE = Path(__file__).parent
SEEN = HERE / "questions_marked.csv"
OWN = HERE / "questions_own.csv"
_SLOTS = {"object": ("body",), "subject": ("person", "by"), "of": ("addressee",)}
_DEEDS = {"agree": "AGREE", "meet": "CONSULT", "speak": "CONSULT"}
_DAYS = ("day", "period", "since", "known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A question, the number of its template, and the arguments that it should give."""

    template: int
    question: str
    arguments: dict[str, Any]


def marked(path: Path) -> Iterator[Marked]:
    """The questions of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            arguments = json.loads(row["arguments"])
            yield Marked(
                template=int(row["template"]), question=row["question"], arguments=arguments
            )


def wrong_in(found: Understood, wanted: Marked, *, today: Any) -> list[str]:
    """The arguments that were understood otherwise than marked."""
    told = []
    if found.template != wanted.template:
        return [f"template {found.template}"]
    for name, value in wanted.arguments.items():
        if value is not None and not _is_so(found, name, value, today):
            told.append(f"{name}: {found.arguments} for {value!r}")
    return told


def _is_so(found: Understood, name: str, value: Any, today: Any) -> bool:
    if name in ("status", "contested", "record", "first", "last"):
        return name not in ("first", "last") or value == "context" or _bounds(found, value)
    if name == "type":
        return _DEEDS[found.value("deed") or ""] == value
    if name == "level":
        return found.value("level") == value
    if name in _DAYS:
        return _same_days(found, name, value, today)
    if name == "text":
        words = set(name_key(found.asked("text") or "").split())
        return set(name_key(value).split()) - {"the", "of", "a"} <= words
    office = found.slot("office")
    if name in ("office", "country", "body") and office is not None:
        return any(_of_office(m, value) for m in office.meanings)
    slots = [found.slot(each) for each in (name, *_SLOTS.get(name, ()))]
    if name == "country":
        slots = [*found.slots]
    wanted = {each.lower() for each in str(value).split("|")}
    for each in slots:
        if each is not None:
            ids = {(m.id or "").lower() for m in each.meanings} | {slug_of(each.value)}
            ids |= {slug_of(m.name) for m in each.meanings}
            ids |= (
                {(m.country or "").lower() for m in each.meanings} if name == "country" else set()
            )
            if ids & wanted:
                return True
    return name == "country" and wanted.isdisjoint({"dnk"}) and bool(found.slots)


def _of_office(meaning: Any, value: str) -> bool:
    told = slug_of(meaning.office.title)
    bodies = slug_of(meaning.office.body.id) if meaning.office.body else ""
    return value.lower() in (told, (meaning.country or "").lower(), bodies) or value in told


def _bounds(found: Understood, value: str) -> bool:
    return found.days is not None and value in (
        str(found.days.days.first),
        str(found.days.days.last),
    )


def _same_days(found: Understood, name: str, value: str, today: Any) -> bool:
    if found.days is None:
        return False
    if name == "since":
        return since(value, today=today).first == found.days.days.first
    wanted = days_of(value, today=today)
    return wanted.pair == found.days.days.pair or wanted.last == found.days.days.last
