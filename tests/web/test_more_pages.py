"""Timeline, what is new, offices, what changed, questions, reasons: pages without a browser."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from importlib.resources import files
from pathlib import Path

import pytest
from factories import a_mention, a_reading, a_statement, a_when, an_article
from starlette.testclient import TestClient
from web_readings import commander, visit, wire

from legation.errors import InputError
from legation.records import Feed, Kind, Offer, OfferOutcome
from legation.store import Store
from legation.store.intake.feed_ledger import add_feeds, keep_offers
from legation.web import differing
from legation.web.app import make_app
from legation.web.draw.terms import Term, terms
from legation.web.paging import page_after


def test_a_page_begins_after_the_last_one_whatever_came_in() -> None:
    items = [f"i{n:02}" for n in range(0, 40, 2)]

    def key(item: str) -> tuple[str]:
        return (item,)

    first, token = page_after(items, key, after="", size=5)
    again, _ = page_after(["i01", "i05", *items[:3], *items[4:]], key, after=token, size=5)
    assert first == items[:5]
    assert again == items[5:10]
    assert page_after(items, key, after="", size=50)[1] == ""
    assert page_after([], key, after="", size=5) == ([], "")


@pytest.mark.parametrize("token", ["abc", "WzFd", "W10", "bnVsbA", "é"])
def test_a_token_that_is_none_is_refused(token: str) -> None:
    with pytest.raises(InputError, match="no token of ours"):
        page_after(["a", "b"], lambda item: (item,), after=token, size=1)


@pytest.mark.parametrize("path", ["/timeline", "/meetings", "/commitments", "/stories", "/new"])
def test_every_long_page_answers_a_token(pages: TestClient, path: str) -> None:
    answer = pages.get(path, params={"after": "nonsense"})
    assert answer.status_code in (200, 400)  # 200 where there is nothing to page
    if answer.status_code == 400:
        assert "no token of ours" in unescape(answer.text)


def test_the_timeline_tells_a_thing_once_and_undated_things_last(pages: TestClient) -> None:
    html = pages.get("/timeline").text
    heads = re.findall(r'<h2 class="day">(.*?) <small>', html)
    assert heads == ["March 2024", "Day not told"]
    rows = list(csv.DictReader(io.StringIO(pages.get("/timeline.csv").text)))
    assert f"{len(rows)} occurrences" in html
    assert "No occurrence in" in pages.get("/timeline?actor=Iceland").text


def test_months_of_two_tell_what_watched_feeds_offered(tmp_path: Path, pages: TestClient) -> None:
    assert "had of what feeds offered" not in pages.get("/dyad/KEN/TCD").text
    moment, url = datetime(2024, 3, 1), "https://a.test/feed"
    with Store.open(str(tmp_path / "watched.db")) as store:
        store.write(visit())
        add_feeds(
            store, [Feed(url=url, address=url, added_at=moment, next_at=moment, every_s=900.0)]
        )
        for name, outcome in (("1", OfferOutcome.GOT), ("2", OfferOutcome.FAILED)):
            told = f"https://a.test/{name}"
            keep_offers(
                store,
                [Offer(feed=url, url=told, told=told, day=None, first_at=moment, outcome=outcome)],
            )
        client = TestClient(make_app(store), base_url="http://127.0.0.1")
        html = client.get("/dyad/KEN/TCD").text
    assert "had of what feeds offered" in html
    assert ">1 of 2<" in html


def test_what_is_new_folds_what_only_repeats(pages: TestClient) -> None:
    html = pages.get("/new?since=2024-03-01").text
    assert "A harbour is closed" in html
    assert wire().article.id in html
    early = pages.get("/new?since=2999-01-01").text
    assert "That is no word of what happened" in early
    assert pages.get("/new?since=someday").status_code == 400


def test_an_office_says_who_held_it_and_who_says_so(pages: TestClient) -> None:
    html = pages.get("/office/KEN/foreign-minister?on=2024-03-08").text
    assert "Foreign Minister of Kenya" in html
    assert "by the tables" in html
    assert pages.get("/office/KEN/tamer-of-lions").status_code == 404
    rows = list(csv.DictReader(io.StringIO(pages.get("/office/KEN/foreign-minister.csv").text)))
    assert len({(r["id"], r["from"], r["to"]) for r in rows}) == len(rows) > 1


def test_an_end_that_is_not_known_fades() -> None:
    on, today = date(2020, 5, 1), date(2021, 1, 1)
    told = [
        Term(label="A & B", first=date(2010, 1, 1), last=date(2015, 1, 1)),
        Term(label="C", first=date(2015, 1, 2), last=None),
        Term(label="D", first=None, last=date(2009, 1, 1)),
        Term(label="E", first=None, last=None),
    ]
    drawn = terms(told, on=on, today=today, title="Holders")
    assert drawn.count('class="bar"') == 1
    assert drawn.count('class="open"') == 2
    assert "A &amp; B" in drawn
    assert terms(told[3:], on=on, today=today, title="Holders") == ""


def test_what_changed_lies_between_two_days(pages: TestClient) -> None:
    html = pages.get("/diff?from=2024-03-01&known=2024-03-31").text
    assert "Amina Mohamed" in html.partition("Come in")[2]
    before = pages.get("/diff?from=2020-01-01&known=2020-02-01").text
    assert "No fact came in" in before
    assert pages.get("/diff?from=2024-03-31&known=2024-03-01").status_code == 400
    assert pages.get("/diff?clock=noon").status_code == 400
    rows = list(csv.DictReader(io.StringIO(pages.get("/diff.csv?from=2024-03-01").text)))
    assert [row["change"] for row in rows] == ["came"]


@pytest.fixture
def at_odds(tmp_path: Path) -> Iterator[TestClient]:
    with Store.open(str(tmp_path / "odds.db")) as opened:
        opened.write(commander("Aroldo Lazaro", "First Post"))
        opened.write(commander("Stefano Del Col", "Second Post"))
        yield TestClient(make_app(opened), base_url="http://127.0.0.1")


def test_a_question_has_both_passages(at_odds: TestClient, pages: TestClient) -> None:
    html = at_odds.get("/questions").text
    assert "Question 1 of 1" in html
    assert "Aroldo Lazaro has commanded" in unescape(re.sub("<[^>]+>", "", html))
    assert "Stefano Del Col has commanded" in unescape(re.sub("<[^>]+>", "", html))
    rows = list(csv.DictReader(io.StringIO(at_odds.get("/questions.csv").text)))
    assert len(rows) == 1
    assert at_odds.get("/questions?at=99").text.count("Question 1 of 1") == 1
    assert "Nothing to settle" in pages.get("/questions").text


def test_why_of_a_statement_names_its_rule(pages: TestClient) -> None:
    said = visit().statements[0]
    html = pages.get(f"/why/{said.id}").text
    assert f"/rule/{said.rule}" in html
    assert pages.get("/why/zzzzzz").status_code == 404
    assert pages.get(f"/why/{visit().article.id}").status_code == 404


@pytest.mark.model
def test_why_of_an_event_names_the_entries_tried(pages: TestClient) -> None:
    visited = visit().events[0]
    html = pages.get(f"/why/{visited.id}").text
    assert "verbs.csv line" in html
    assert "outweighs" in html or "no other code fits" in html


def test_a_rule_has_its_lines_and_what_it_made(pages: TestClient) -> None:
    rule = visit().events[0].rule
    assert rule in unescape(pages.get("/rule").text)
    assert "Events it made" in pages.get(f"/rule/{rule}").text
    told = pages.get("/rule/verb.visit").text
    assert "verbs.csv line" in told
    assert pages.get("/rule/verb.nonsuch").status_code == 404


def test_a_page_is_packed_and_what_lasts_is_kept(pages: TestClient) -> None:
    answer = pages.get("/events", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in pages.get("/events", headers={"Accept-Encoding": ""}).headers
    service = pages.get("/api/v1/events.json", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in service.headers
    style = re.findall(r'href="(/static/legation.css\?v=\w+)"', answer.text)[0]
    assert "immutable" in pages.get(style).headers["cache-control"]
    assert pages.get("/events").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/", "/map", "/map/kosovo", "/timeline", "/events", "/actor/TCD", "/dyad/KEN/TCD", "/diff"],
)
def test_a_page_weighs_little(pages: TestClient, path: str) -> None:
    """At most 90 KB packed with what it fetches first, fonts aside."""
    import gzip

    html = pages.get(path).text
    own = re.findall(r'(?:src|href)="(/(?:static|map/lands)[^"#]+)', html)
    weight = len(gzip.compress(html.encode()))
    for each in sorted({unescape(e) for e in own if "/fonts/" not in e}):
        weight += len(gzip.compress(pages.get(each).content))
    assert weight <= 90_000
    assert len(set(own)) <= 8


def test_fonts_weigh_little_and_hold_what_is_asked_of_them() -> None:
    """All that a page in Latin letters can fetch is at most 130 KB; no file is without a use."""
    static = Path(str(files("legation.web"))) / "static"
    style = (static / "legation.css").read_text(encoding="utf-8")
    asked = re.findall(r"url\(fonts/([\w-]+\.woff2)\)", style)
    assert sorted(asked) == sorted(path.name for path in (static / "fonts").glob("*.woff2"))
    latin = [name for name in asked if re.fullmatch(r"\w+-latin(-italic)?\.woff2", name)]
    assert len(latin) == 4
    assert sum((static / "fonts" / name).stat().st_size for name in latin) <= 130_000
    weights = {int(w) for w in re.findall(r"font(?:-weight)?:(\d{3})[;} ]", style)}
    kept = [*map(int, re.findall(r"font-weight:(\d{3}) (\d{3})", style)[0])]
    assert all(kept[0] <= weight <= kept[1] for weight in weights), weights


def test_what_people_said_stands_beside_the_record(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from legation.records import CorrectionKind
    from legation.upkeep.correcting_records import keep, make_correction

    with Store.open(str(tmp_path / "said.db")) as store:
        store.write(visit())
        client = TestClient(make_app(store), base_url="http://127.0.0.1")
        assert "Nobody has corrected anything" in client.get("/corrections").text
        said, visited = visit().statements[0], visit().events[0]
        at = datetime(2026, 1, 6, tzinfo=UTC)
        for kind, by in ((CorrectionKind.ACCEPT, "<Ada>"), (CorrectionKind.REJECT, "Bo")):
            keep(store, make_correction(store, visited.id, kind, by=by, at=at, note="a & b"))
        html = client.get("/corrections").text
        assert "&lt;Ada&gt;" in html
        assert html.count('class="com"') == 2
        assert '1</span><span class="l">disputed' in html
        assert client.get("/corrections?which=nonsense").status_code == 400
        article = client.get(f"/article/{visit().article.id}?pin={said.id}").text
        assert "Said of records here" in article
        assert "a &amp; b" in article
        judged = client.get(f"/rule/{visited.rule}").text
        assert "right:" in judged
        assert "with 95 % certainty" in client.get("/corrections?which=rules").text + judged


@pytest.fixture
def overdue(tmp_path: Path) -> Iterator[TestClient]:
    """A demand with a deadline, and a week of other news of the side that owes an answer."""
    with Store.open(str(tmp_path / "overdue.db")) as opened:
        demand = an_article(
            "Kenya demanded that Chad reopen the bridge by 4 March.", published="2024-03-01"
        )
        kenya = a_mention(demand, "Kenya", kind=Kind.STATE, country="KEN")
        chad = a_mention(demand, "Chad", kind=Kind.STATE, country="TCD")
        said = a_statement(demand, "reopen the bridge", speaker=kenya, act="demands")
        said = replace(said, addressee=chad, deadline=a_when("2024-03-04"))
        opened.write(a_reading(demand, mentions=(kenya, chad), statements=(said,)))
        for day in (5, 7, 9):
            text = f"Chad said that it had rained for {day} days."
            article = an_article(text, published=f"2024-03-{day:02}")
            by = a_mention(article, "Chad", kind=Kind.STATE, country="TCD")
            rain = a_statement(article, "it had rained", speaker=by)
            opened.write(a_reading(article, mentions=(by,), statements=(rain,)))
        yield TestClient(make_app(opened), base_url="http://127.0.0.1")


def test_an_overdue_answer_is_a_question_on_page_and_service(overdue: TestClient) -> None:
    html = unescape(re.sub("<[^>]+>", "", overdue.get("/questions").text))
    assert "The record does not tell." in html
    assert "Why it is asked: 3 of the 7 days after 2024-03-04 were read" in html
    found = overdue.get("/api/v1/questions").json()
    assert found["count"] == {"questions": 1, "unread": 0}
    (item,) = found["items"]
    assert (item["check"], item["left"]["text"]) == ("overdue.demand", "reopen the bridge")
    assert item["right"]["text"] == "it had rained"
    for record in item["records"]:
        assert overdue.get(f"/record/{record}").status_code == 200
    assert overdue.get("/api/v1/questions?check=one").json()["items"] == []
    assert len(overdue.get("/api/v1/questions.jsonl").text.splitlines()) == 1
    assert overdue.get("/api/v1/questions?limit=none").status_code == 400
    (row,) = csv.DictReader(io.StringIO(overdue.get("/questions.csv").text))
    assert row["why"] == item["why"]


@pytest.mark.parametrize("path", ["/questions", "/questions.csv", "/api/v1/questions"])
def test_questions_of_a_large_store_are_not_asked_by_a_server(
    pages: TestClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(differing, "SMALL", 1)
    answer = pages.get(path)
    assert answer.status_code == 400
    assert "legation check" in unescape(answer.text)
    assert pages.get("/dyad/KEN/TCD").status_code == 200
