"""Pages without a browser: each is whole, each of its links leads somewhere, text stays text."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest
from starlette.testclient import TestClient
from web_readings import HOSTILE, hostile, visit, wire

PAGES = (
    "/",
    "/events",
    "/statements",
    "/facts",
    "/commitments",
    "/source",
    "/meetings",
    "/meetings?actor=KEN&level=",
    "/stories",
    f"/story/{wire().article.id}",
    "/ask",
    "/ask?q=What+did+Kenya+demand+of+Chad%3F",
    "/ask?q=What+is+love%3F",
    "/corrections",
    "/corrections?which=orphans",
    "/timeline",
    "/timeline?actor=TCD",
    "/new?since=2024-03-01",
    "/office/KEN/foreign-minister",
    "/diff?from=2024-03-01",
    "/questions",
    f"/why/{visit().statements[0].id}",
    "/rule",
    "/rule/test",
    "/keys",
    "/mission/unifil",
    "/process/minsk-process",
    "/map",
    "/map?view=MAR",
    "/map/crimea",
    "/facts?view=SRB",
    "/sources",
    "/actor/TCD?known=2999-01-01",
    "/facts?predicate=holds_office&actor=",
    "/fact/holds_office/*/*",
    "/fact/holds_office/amina-mohamed/foreign%20minister%20of%20KEN",
    "/search?q=Chad",
    "/search?q=border",
    "/actor/TCD",
    "/actor/amina-mohamed",
    "/dyad/KEN/TCD",
    f"/article/{visit().article.id}",
)


def links(html: str) -> set[str]:
    return {unescape(href) for href in re.findall(r'href="(/[^"]*)"', html)}


@pytest.mark.parametrize("path", PAGES)
def test_page_is_whole_and_its_links_lead_somewhere(pages: TestClient, path: str) -> None:
    answer = pages.get(path)
    assert answer.status_code == 200
    assert "<h1" in answer.text
    assert answer.text.rstrip().endswith("</html>")
    for link in sorted(links(answer.text))[:60]:
        assert pages.get(link.partition("#")[0]).status_code == 200, link


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_asked_from_outside(pages: TestClient, path: str) -> None:
    answer = pages.get(path)
    assert re.findall(r'(?:src|href)="(?!/|#)[^"]*"', answer.text) == []
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.search(r"\sstyle=|\son\w+=\"|<style", answer.text) is None


@pytest.mark.parametrize("path", ["/", "/events", "/statements", "/source", "/actor/TCD"])
def test_hostile_text_is_shown_as_text(pages: TestClient, path: str) -> None:
    text = pages.get(path).text
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "\u202e" not in text
    assert "{{ 7*7 }}" in unescape(text)


def test_hostile_article_keeps_every_sign(pages: TestClient) -> None:
    html = pages.get(f"/article/{hostile().article.id}").text
    body = re.sub(r"<[^>]+>", "", html)
    assert HOSTILE.replace("\u202e", "") in unescape(body)


def test_a_record_leads_to_its_words(pages: TestClient) -> None:
    said = visit().statements[0]
    answer = pages.get(f"/record/{said.id[:10]}")
    assert answer.status_code == 200
    assert said.id in str(answer.url)
    card = answer.text.partition('<section class="card"')[2]
    assert "Amina Mohamed" in card
    assert "Chad must open the border" in card


def test_pieces_of_an_article_are_its_text(pages: TestClient) -> None:
    article = visit().article
    html = pages.get(f"/article/{article.id}").text
    told = re.findall(r'<p dir="auto">(.*?)</p>', html.partition('class="rl"')[2], re.DOTALL)
    text = [unescape(re.sub(r"<[^>]+>", "", each)) for each in told]
    assert text == [line for line in article.text.split("\n") if line]


def test_a_sentence_without_records_is_grey(pages: TestClient) -> None:
    html = pages.get(f"/article/{visit().article.id}").text
    assert re.search(r'<span class="left">[^<]*Nobody was there', html)


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/nowhere", 404, "no page of this record"),
        ("/events?actr=TCD", 400, "did you mean actor"),
        ("/events?limit=many", 400, "from 1 to 500"),
        ("/events?type=ATTACK", 400, "type"),
        ("/actor/Xyzzyplugh", 404, "nobody here is called"),
        ("/record/zzzzzz", 404, "no such record"),
        ("/dyad/TCD/TCD", 400, "name two"),
        ("/commitments?status=broken", 400, "did you mean"),
        ("/meetings?level=king", 400, "did you mean"),
        ("/fact/owns/*/*", 400, "did you mean"),
        ("/facts?after=abc", 400, "no token of ours"),
        ("/story/zzzzzzzz", 404, "no such record"),
        ("/cite?as=docx", 400, "is no form"),
        ("/events?" + "a" * 9000, 414, "too long"),
    ],
)
def test_what_cannot_be_asked_says_why(
    pages: TestClient, path: str, status: int, told: str
) -> None:
    answer = pages.get(path)
    assert answer.status_code == status
    assert told in unescape(answer.text)


def test_another_host_is_not_answered(pages: TestClient) -> None:
    assert pages.get("/", headers={"Host": "rebound.example"}).status_code == 400
    assert pages.get("/", headers={"Host": "localhost"}).status_code == 200


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_the_theme_leads_back_to_own_pages_only(pages: TestClient, back: str) -> None:
    answer = pages.get("/theme", params={"to": "dark", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"
    assert "theme=dark" in answer.headers["set-cookie"]


def test_tables_hold_what_the_page_counts(pages: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(pages.get("/events.csv?actor=TCD").text)))
    lines = [json.loads(line) for line in pages.get("/events.jsonl?actor=TCD").text.splitlines()]
    assert len(rows) == len(lines) == 4
    assert "4 reports" in pages.get("/events?actor=TCD").text
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values()
               if not re.fullmatch(r"-?[\d.]+", cell))  # fmt: skip


def test_pages_of_a_list_follow_one_another(pages: TestClient) -> None:
    seen: list[str] = []
    link: str | None = "/events?limit=2"
    while link:
        html = pages.get(link).text
        seen += re.findall(r'<li class="rec" id="(\w+)"', html)
        found = re.search(r'<a href="([^"]+)">Next page', html)
        link = unescape(found[1]) if found else None
    every = [json.loads(line)["id"] for line in pages.get("/events.jsonl").text.splitlines()]
    assert seen == every
    assert len(set(every)) == 4


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/commitments.csv", "id,kind,status"),
        ("/meetings.csv", "occurrence,status"),
        ("/stories.csv", "story,article"),
        ("/sources.csv", "outlet,articles"),
        ("/fact/holds_office/*/*.csv", "id,subject,predicate"),
        ("/events.csv?actor=TCD&with=", "id,"),
    ],
)
def test_lists_come_as_tables(pages: TestClient, path: str, first: str) -> None:
    answer = pages.get(path)
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.startswith(first)
    assert len(answer.text.splitlines()) > (0 if "stories" in path else 1)


@pytest.mark.parametrize("form", ["text", "BibTeX", "CSL JSON", "RIS", "JSON-LD"])
def test_a_page_is_cited_with_its_day(pages: TestClient, form: str) -> None:
    title = "Chad} \\input{/etc/passwd}\nER  - "
    given = {"of": "/actor/TCD", "as": form, "known": "2026-01-31", "title": title}
    text = pages.get("/cite", params=given).text
    assert "/actor/TCD" in text
    assert "\\input{" not in text if form == "BibTeX" else "2026" in text
    assert text.count("ER  -") <= 2
    assert "\nER  - \nUR" not in text


def test_a_story_says_what_was_cut_and_added(pages: TestClient) -> None:
    html = pages.get(f"/story/{wire().article.id}").text
    assert "<del>Nobody was hurt.</del>" in html
    assert "<ins>Rain fell all day.</ins>" in html
    assert "2 articles from" in html
    assert "<del>an hour late.</del>" in html
    assert pages.get("/stories").text.count('<a href="/story/') == 1


def test_the_record_is_shown_as_it_was_known(pages: TestClient) -> None:
    html = pages.get("/facts?known=2999-01-01").text
    assert "As the record stood on 1 January 2999" in html
    early = pages.get("/facts?known=2001-01-01")
    assert "Amina" not in early.text.partition("<main")[2]


def test_coverage_is_read_once_a_page(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from legation.web import front, rendering
    from legation.web.pages import source_page

    times = []

    def told(store: object, *known: object) -> object:
        times.append(store)
        return real(store, *known)  # type: ignore[arg-type]

    real = rendering.what_was_read
    monkeypatch.setattr(rendering, "what_was_read", told)
    monkeypatch.setattr(front, "what_was_read", told)
    monkeypatch.setattr(source_page, "what_was_read", told)
    for path in ("/", "/sources", "/events"):
        times.clear()
        assert pages.get(path).status_code == 200
        assert len(times) == 1, path


def test_a_card_has_the_words_and_stays_text(pages: TestClient) -> None:
    told = pages.get(f"/card/{hostile().statements[0].id}").text
    assert "<script>alert" not in told
    assert "<img" not in told
    assert "alert(1)" in told
    assert pages.get("/card/zzzzzzzz").status_code == 404


def test_a_name_that_is_misspelt_is_offered_as_a_link(pages: TestClient) -> None:
    html = pages.get("/actor/Kenyaa").text
    assert 'class="near"' in html
    assert "/search?q=Kenya" in html
    assert 'class="near"' in pages.get("/search?q=Kenyaa").text


def test_empty_says_that_nothing_was_read(pages: TestClient) -> None:
    text = pages.get("/events?actor=Iceland").text
    assert "no word of what happened" in text
    assert "0 reports" in text


def test_statuses_are_marked_and_happened_is_not(pages: TestClient) -> None:
    html = pages.get("/events").text
    assert html.count('class="pill possible"') == 1
    assert "pill happened" not in html


def test_layers_of_an_article_are_drawn_or_not_by_the_address(pages: TestClient) -> None:
    path = f"/article/{visit().article.id}"
    whole = pages.get(path).text
    assert 'class="rl"' in whole
    assert "1 passage left over" in whole
    switch = next(e for e in links(whole) if e.startswith(path) and "hide=said" in e)
    hidden = pages.get(switch).text
    assert 'class="rl no-said"' in hidden
    assert path in links(hidden)  # the switch back
    gutter = re.findall(r'<div class="gut">(.*?)</div>', hidden, re.DOTALL)
    assert all("hide=said" in link for link in links("".join(gutter)))
    assert 'class="rl"' in pages.get(f"{path}?hide=nonsense").text
