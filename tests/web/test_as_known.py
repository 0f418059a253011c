"""Pages as known on a day that is past: what comes in later changes no byte of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from page_matrix import PATHS
from starlette.testclient import TestClient
from web_readings import arabic, commander, hostile, unwieldy, visit, wire

from legation.ask.coverage import what_was_read
from legation.ask.query import Query
from legation.records import CorrectionKind, Skipped, SkipReason
from legation.store import Store
from legation.store.asking import as_it_stood
from legation.store.asking.wanted import Clock
from legation.upkeep.correcting_records import keep, make_correction
from legation.web.app import make_app

DAY = "2026-01-31"
FIRST, LATER = datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 2, 10, tzinfo=UTC)
# Pages that can be asked as known on a day, each with what the matrix asks of it.
DATED = (
    "/events", "/statements", "/facts", "/commitments", "/meetings", "/timeline", "/map",
    "/fact/", "/actor/", "/dyad/", "/mission/", "/process/", "/ask?",
)  # fmt: skip
ASKED = [
    path for path in PATHS
    if path.startswith(DATED) and "known=" not in path and "actr" not in path
]  # fmt: skip


def asked(store: Store, path: str) -> tuple[int, str]:
    with TestClient(make_app(store), base_url="http://127.0.0.1") as pages:
        answer = pages.get(f"{path}{'&' if '?' in path else '?'}known={DAY}")
        return answer.status_code, answer.text


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[int, str]]]:
    """Each page as known on the day, before and after more was read, skipped and judged."""
    answers: dict[str, list[tuple[int, str]]] = {}
    with Store.open(str(tmp_path_factory.mktemp("known") / "known.db")) as store:
        for reading in (visit(), commander("Aroldo Lazaro", "First Post")):
            store.write(reading, at=FIRST)
        for path in ASKED:
            answers[path] = [asked(store, path)]
        more = (wire(), hostile(), unwieldy(), arabic(), commander("Stefano Del Col", "Second"))
        for reading in more:
            store.write(reading, at=LATER)
        store.skip(Skipped(stage="extract", reason=SkipReason.NOT_AN_ARTICLE, detail="a menu"),
                   reader="legation-3", at=LATER)  # fmt: skip
        for path in ASKED:
            answers[path].append(asked(store, path))
        made = make_correction(
            store, visit().events[0].id, CorrectionKind.REJECT, by="Ada", at=LATER
        )
        keep(store, made)
        store.write(
            replace(commander("Aroldo Lazaro", "First Post"), reader="legation-99"), at=LATER
        )
        for path in ASKED:
            answers[path].append(asked(store, path))
    return answers


@pytest.mark.parametrize("path", ASKED)
def test_a_page_as_known_on_a_day_stays_as_it_was(
    both: dict[str, list[tuple[int, str]]], path: str
) -> None:
    """Not by more that is read, not by a correction, not by another reader."""
    before, after, anew = both[path]
    assert before == after
    assert before == anew
    assert before[0] in (200, 404)


def test_the_later_texts_would_have_changed_pages(tmp_path: object) -> None:
    with Store.open(f"{tmp_path}/now.db") as store:
        store.write(visit(), at=FIRST)
        store.write(wire(), at=LATER)
        with TestClient(make_app(store), base_url="http://127.0.0.1") as pages:
            now, then = (pages.get(f"/events{q}").text for q in ("", f"?known={DAY}"))
        assert "2 articles read" in now
        assert "1 article read" in then
        assert re.search(r'<a href="/events">See it as it is now', then)


def test_what_was_rejected_later_is_gone_now_and_was_there_then(tmp_path: object) -> None:
    event = visit().events[0].id
    with Store.open(f"{tmp_path}/gone.db") as store:
        store.write(visit(), at=FIRST)
        keep(store, make_correction(store, event, CorrectionKind.REJECT, by="Ada", at=LATER))
        with TestClient(make_app(store), base_url="http://127.0.0.1") as pages:
            now, then = (pages.get(f"/events{q}").text for q in ("", f"?known={DAY}"))
        assert event not in now
        assert event in then


def test_too_many_to_be_read_back_is_said(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_it_stood, "MOST", 0)
    with Store.open(f"{tmp_path}/many.db") as store:
        store.write(visit(), at=FIRST)
        store.write(replace(visit(), reader="legation-99"), at=LATER)
        with TestClient(make_app(store), base_url="http://127.0.0.1") as pages:
            answer = pages.get(f"/events?known={DAY}")
        assert answer.status_code == 400
        assert "clock=published" in answer.text


def test_what_was_read_is_counted_as_of_a_day(tmp_path: object) -> None:
    with Store.open(f"{tmp_path}/read.db") as store:
        store.write(visit(), at=FIRST)
        store.write(wire(), at=LATER)
        day = date.fromisoformat(DAY)
        now, then = what_was_read(store), what_was_read(store, (day, Clock.STORE))
        before = what_was_read(store, (date(2020, 1, 1), Clock.STORE))
        assert (now.counts.articles, then.counts.articles, before.counts.articles) == (2, 1, 0)
        assert then.counts.events == len(visit().events)
        assert then.counts.mentions == len(visit().mentions)
        assert before.years == {}
        assert before.outlets == ()


def test_commitments_are_told_as_known(tmp_path: object) -> None:
    with Store.open(f"{tmp_path}/due.db") as store:
        store.write(visit(), at=LATER)
        assert Query(store).commitments().count() == {"commitments": 1}
        assert Query(store, known=DAY).commitments().count() == {"commitments": 0}
        assert Query(store, known="2026-02-10").commitments().count() == {"commitments": 1}
        published = Query(store, known=DAY, clock="published").commitments()
        assert published.count() == {"commitments": 1}
