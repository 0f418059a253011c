"""The bundled stories give the record that a careful analyst expects.

Expectations are in `tests/golden/`, written by reading the stories. Where a test fails, see
`PYTHONPATH=src python tests/golden_check.py SLUG`.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from golden_check import read_story, show
from golden_compare import Result, compare
from golden_files import (
    GOLDEN,
    SECTIONS,
    STORIES,
    Entry,
    Expectation,
    choices,
    load,
    occurrences,
    slugs,
    stretches,
    visible_text,
    words,
)
from golden_values import interval, is_code, same_quantity

from legation import ontology
from legation.records import Predicate, Quantity, StatementKind, Status
from legation.tables import rows

SLUGS = slugs()


def readings(slug: str) -> Result:
    """The comparison of one story."""
    expectation = load(slug)
    return compare(expectation, read_story(expectation.page))


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    """Every story with its comparison."""
    return {slug: readings(slug) for slug in SLUGS}


def floors() -> dict[str, Any]:
    """The shares that the stories hold together, and the stories that are met whole."""
    text = (GOLDEN / "floors.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@pytest.mark.model
@pytest.mark.parametrize("section", SECTIONS)
def test_what_must_be_read_is_read_as_often_as_before(
    section: str, results: dict[str, Result]
) -> None:
    wanted = [f for result in results.values() for f in result.of(section) if f.entry.must]
    missed = [f for f in wanted if not f.met]
    share = 1 - len(missed) / len(wanted)
    assert share >= floors()["must"][section], "\n" + "\n".join(f"  {f}" for f in missed)


@pytest.mark.model
@pytest.mark.parametrize("section", ["statements", "events", "facts"])
def test_little_is_read_that_nobody_expects(section: str, results: dict[str, Result]) -> None:
    made = sum(result.outputs[section] for result in results.values())
    spurious = [o for result in results.values() for o in result.spurious[section]]
    told = "\n".join(f"  {show(o)}" for o in spurious)
    assert 1 - len(spurious) / made >= floors()["precision"][section], "\n" + told


@pytest.mark.model
@pytest.mark.parametrize("slug", floors()["whole"])
def test_story_gives_all_that_must_be_read(slug: str, results: dict[str, Result]) -> None:
    missed = [f for f in results[slug].findings if f.entry.must and not f.met]
    assert not missed, "\n" + "\n".join(f"  {f}" for f in missed)


def test_every_page_has_its_expectation() -> None:
    pages = {p.name for p in STORIES.iterdir() if p.suffix in (".txt", ".html")}
    assert {load(slug).page.name for slug in SLUGS} == pages
    assert len(pages) >= 12


@pytest.mark.parametrize("slug", SLUGS)
def test_expectation_quotes_its_page(slug: str) -> None:
    expectation = load(slug)
    text = words(visible_text(expectation.page))
    absent = [str(e) for e in expectation.entries if not _quotes(e, text)]
    assert not absent, "\n".join(absent)


def _quotes(entry: Entry, text: Any) -> bool:
    want = entry.fields
    if entry.section == "statements":
        alone = [{**want, "starts": s} for s in choices(want["starts"])]
        return any(stretches(Entry(section="", fields=f, must=True), text) for f in alone)
    if entry.section == "events":
        return all(occurrences(str(t), text) for t in choices(want["trigger"]))
    if "captions" in want:
        return all(occurrences(want["captions"][part], text) for part in ("text", "credit"))
    if {"absent", "authors", "title", "dateline"} & set(want):
        return bool(occurrences(str(next(iter(want.values()))), text))
    return True


@pytest.mark.parametrize("slug", SLUGS)
def test_expectation_uses_words_that_exist(slug: str) -> None:
    wrong = [str(e) for e in load(slug).entries if not _valid(e)]
    assert not wrong, "\n".join(wrong)


def _valid(entry: Entry) -> bool:
    want = entry.fields
    codes = {row["code"] for row in rows("actors/countries.csv")} | set(ontology.sectors())
    parties = [
        str(one)
        for name in (
            "country",
            "sector",
            "actors",
            "recipients",
            "speaker",
            "to",
            "subject",
            "object",
        )
        for each in choices(want.get(name))
        for one in choices(each)
    ]
    known = all(set(p.split()) <= codes for p in parties if is_code(p))
    whens = [str(want[n]) for n in ("when", "valid", "published") if n in want]
    for when in whens:
        if not when.startswith("since "):
            interval(when)
    if "value" in want:
        same_quantity(str(want["value"]), Quantity(amount=1.0))
    return known and {
        "events": _valid_event,
        "statements": _valid_statement,
        "facts": _valid_fact,
    }.get(entry.section, lambda _: True)(want)


def _valid_event(want: Any) -> bool:
    types = choices(want["type"])
    modes = {m for t in types for m in ontology.modes_of(t)} | {None}
    return (
        set(types) <= set(ontology.event_types())
        and set(choices(want.get("mode"))) <= modes
        and set(choices(want.get("status", Status.HAPPENED))) <= set(Status)
        and all(ontology.is_cameo(c) for c in str(want.get("cameo", "")).split())
    )


def _valid_statement(want: Any) -> bool:
    return set(choices(want.get("kind", "direct"))) <= set(StatementKind)


def _valid_fact(want: Any) -> bool:
    return set(choices(want["predicate"])) <= set(Predicate)


def test_most_entries_must_be_met() -> None:
    loaded: list[Expectation] = [load(slug) for slug in SLUGS]
    entries = [e for one in loaded for e in one.entries if e.section != "article"]
    share = sum(e.must for e in entries) / len(entries)
    assert 0.6 < share < 0.85
