"""Corrections written from pages: who may, from where, how far it goes, and how it is undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_readings import hostile, visit

from legation.keys import mention_id
from legation.store import Store
from legation.web.api.bearers import add_bearer, remove_bearer
from legation.web.app import make_app
from legation.web.signing import COOKIE, LASTS, Sessions

HERE = {"origin": "http://127.0.0.1"}
EVENT = visit().events[0].id
ARTICLE = visit().article.id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "corrected.db")) as opened:
        opened.write(visit())
        opened.write(hostile())
        yield opened


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    return tmp_path / "tokens.csv"


@pytest.fixture
def writer(store: Store, tokens: Path) -> TestClient:
    """The pages with Ada signed in."""
    token = add_bearer(tokens, "Ada")
    client = TestClient(make_app(store, tokens=tokens), base_url="http://127.0.0.1")
    answer = client.post("/sign-in", data={"token": token}, headers=HERE, follow_redirects=False)
    assert answer.status_code == 303
    kept = answer.headers["set-cookie"]
    assert "HttpOnly" in kept
    assert "SameSite=strict" in kept
    assert token not in kept
    return client


def word_in(html: str) -> str:
    found = re.search(r'name="word" value="(\w+)"', html)
    return found[1] if found else ""


def corrected(client: TestClient, record: str, **form: str) -> tuple[int, str]:
    """Status and text after a form of the page of a record is sent."""
    word = word_in(client.get(f"/correct/{record}").text)
    answer = client.post(f"/correct/{record}", data={"word": word, **form}, headers=HERE)
    return answer.status_code, unescape(answer.text)


def events(client: TestClient) -> set[str]:
    return {item["id"] for item in client.get("/api/v1/events").json()["items"]}


def said(client: TestClient) -> list[dict[str, str]]:
    return client.get("/api/v1/corrections").json()["items"]  # type: ignore[no-any-return]


def test_a_record_is_rejected_and_brought_back_from_its_article(writer: TestClient) -> None:
    page = writer.get(f"/article/{ARTICLE}?pin={EVENT}").text
    assert 'value="reject"' in page
    status, shown = corrected(writer, EVENT, do="reject", note="a film & more")
    assert status == 200
    assert "a film & more" in shown
    assert EVENT not in events(writer)
    (one,) = said(writer)
    assert (one["by"], one["kind"]) == ("Ada", "reject")
    undo = re.search(r'action="(/corrections/\w+/undo)"', shown)
    assert undo is not None
    answer = writer.post(undo[1], data={"word": word_in(shown)}, headers=HERE)
    assert answer.status_code == 200
    assert EVENT in events(writer)
    assert "taken back by Ada" in answer.text
    again = writer.post(undo[1], data={"word": word_in(shown)}, headers=HERE)
    assert again.status_code == 400


def test_each_field_that_was_changed_is_a_correction(writer: TestClient) -> None:
    page = writer.get(f"/correct/{EVENT}").text
    assert 'value="2024-03-08"' in page
    fields = {"f-day": "2024-03", "f-status": "planned", "f-cameo": "042"}
    assert corrected(writer, EVENT, do="edit", **fields)[0] == 200
    assert {(c["kind"], c["new"]) for c in said(writer)} == {
        ("edit", "2024-03"), ("edit", "planned"),
    }  # fmt: skip
    status, shown = corrected(writer, EVENT, do="edit", **{"f-day": "2024-03"})
    assert (status, "no field was changed" in shown) == (422, True)
    status, shown = corrected(writer, EVENT, do="edit", **{"f-day": "Friday"})
    assert (status, "is no day" in shown) == (422, True)
    assert 'value="Friday"' in shown  # what was typed is kept
    assert corrected(writer, EVENT, do="edit", **{"f-status": ""})[0] == 422


def test_a_wider_scope_is_looked_at_before_it_is_taken(writer: TestClient) -> None:
    wide = {"do": "reject", "scope": "this rule here", "note": "none of it"}
    status, shown = corrected(writer, EVENT, **wide)
    assert (status, said(writer)) == (200, [])
    assert "2 other records in 1 article" in shown
    assert "must open" in shown
    assert 'name="seen" value="yes"' in shown
    assert corrected(writer, EVENT, **wide, seen="yes")[0] == 200
    assert not events(writer) & {e.id for e in visit().events}
    assert [c["scope"] for c in said(writer)] == ["this rule here"]


def test_who_is_meant_is_set_for_all_articles(writer: TestClient) -> None:
    chad = mention_id(visit().mentions[2])
    assert f"/correct/{chad}" in writer.get(f"/correct/{EVENT}").text
    alias = {"do": "edit", "f-sector": "MIL", "scope": "this alias everywhere"}
    status, shown = corrected(writer, chad, **alias)
    assert (status, "What else this would change" in shown) == (200, True)
    assert corrected(writer, chad, **alias, seen="yes")[0] == 200
    assert [c["scope"] for c in said(writer)] == ["this alias everywhere"]


def test_two_reports_are_said_to_be_the_same(writer: TestClient) -> None:
    other = hostile().events[0].id
    page = writer.get(f"/correct/{other}").text
    assert corrected(writer, EVENT, do="same", other=other)[0] == 200
    assert corrected(writer, EVENT, do="not same", other=EVENT)[0] == 422
    assert [c["kind"] for c in said(writer)] == ["same"]
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://elsewhere.example"},
        {"origin": "http://127.0.0.1.elsewhere.example"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "http://elsewhere.example", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_form_of_another_page_is_not_taken(writer: TestClient, headers: dict[str, str]) -> None:
    word = word_in(writer.get(f"/correct/{EVENT}").text)
    sent = {"do": "reject", "word": word}
    assert writer.post(f"/correct/{EVENT}", data=sent, headers=headers).status_code == 403
    assert writer.post("/sign-out", headers=headers).status_code == 403
    assert said(writer) == []


@pytest.mark.parametrize("word", ["", "0" * 64, "é"])
def test_a_form_without_the_word_of_its_session_is_not_taken(writer: TestClient, word: str) -> None:
    sent = {"do": "reject", "word": word}
    assert writer.post(f"/correct/{EVENT}", data=sent, headers=HERE).status_code == 403
    assert said(writer) == []


def test_a_session_ends_with_its_token_its_time_and_when_it_is_left(
    store: Store, tokens: Path
) -> None:
    from legation.web.api.bearers import Writers

    now = 1_000_000.0
    sessions = Sessions(Writers(tokens), clock=lambda: now)
    token = add_bearer(tokens, "Ada")
    assert sessions.opened("wrong") is None
    cookie = sessions.opened(token)
    assert cookie is not None
    assert sessions.of(cookie).name == "Ada"
    body, _, sign = cookie.partition(".")
    for forged in ("", ".", "x.y", f"{body}.{'0' * 64}", f"{body[:-4]}AAAA.{sign}", f"é{cookie}"):
        assert sessions.of(forged).name == ""
    assert Sessions(Writers(tokens), clock=lambda: now).of(cookie).name == ""  # another server's
    now += LASTS + 1
    assert sessions.of(cookie).name == ""
    now -= LASTS
    remove_bearer(tokens, "Ada")
    assert sessions.of(cookie).name == ""
    add_bearer(tokens, "Ada")
    assert sessions.of(cookie).name == ""  # a new token is a new session


def test_signing_out_forgets_the_cookie(writer: TestClient) -> None:
    assert COOKIE in writer.cookies
    assert writer.get("/").headers["cache-control"] == "no-store"
    writer.post("/sign-out", headers=HERE)
    assert COOKIE not in writer.cookies
    assert writer.get("/").headers["cache-control"] == "no-cache"
    assert writer.get(f"/correct/{EVENT}").url.path == "/sign-in"


def test_a_wrong_token_says_so_and_leads_back_to_own_pages_only(store: Store, tokens: Path) -> None:
    token = add_bearer(tokens, "Ada")
    client = TestClient(make_app(store, tokens=tokens), base_url="http://127.0.0.1")
    wrong = client.post("/sign-in", data={"token": "nonsense"}, headers=HERE)
    assert (wrong.status_code, "not known here" in wrong.text) == (403, True)
    for back in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"):
        sent = {"token": token, "back": back}
        answer = client.post("/sign-in", data=sent, headers=HERE, follow_redirects=False)
        assert answer.headers["location"] == "/"
    unsigned = TestClient(client.app, base_url="http://127.0.0.1")
    page = unsigned.get(f"/article/{ARTICLE}?pin={EVENT}").text
    assert "Sign in to correct" in page
    assert 'value="reject"' not in page


def test_a_read_only_server_shows_corrections_and_hides_the_buttons(
    writer: TestClient, store: Store
) -> None:
    corrected(writer, EVENT, do="edit", **{"f-day": "2024-03", "note": "only the month is told"})
    reader = TestClient(make_app(store), base_url="http://127.0.0.1")
    for path in (f"/article/{ARTICLE}?pin={EVENT}", "/corrections", "/"):
        html = reader.get(path).text
        assert 'method="post"' not in html
        assert "Sign in" not in html
    assert "only the month is told" in reader.get(f"/article/{ARTICLE}").text
    assert reader.get("/sign-in").status_code == reader.get(f"/correct/{EVENT}").status_code == 403
    sent = {"do": "reject"}
    assert reader.post(f"/correct/{EVENT}", data=sent, headers=HERE).status_code == 403


def test_hostile_text_stays_text_where_it_is_corrected(writer: TestClient) -> None:
    for record in (hostile().events[0].id, hostile().statements[0].id):
        html = writer.get(f"/correct/{record}").text
        assert "<script>alert" not in html
        assert "onerror=alert(2)>" not in html
    status, shown = corrected(writer, EVENT, do="accept", note="<script>alert(5)</script>")
    assert status == 200
    assert "&lt;script&gt;alert(5)" in writer.get("/corrections").text
    assert status == 200
    assert shown


def test_what_is_sent_has_bounds(writer: TestClient) -> None:
    assert corrected(writer, EVENT, do="reject", note="x" * 3000)[0] == 422
    assert corrected(writer, EVENT, do="perhaps")[0] == 422
    assert corrected(writer, EVENT, do="accept", note="x" * 2_000_000)[0] == 413
    many = {f"a{n}": "1" for n in range(50)}
    assert corrected(writer, EVENT, do="accept", **many)[0] == 403
    assert writer.get("/correct/ffffffff").status_code == 404
    assert said(writer) == []
