"""Questions on pages: answers made of records, and three clicks from the start to the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from legation.ask.inwords.answering import examples
from legation.cli.app import run
from legation.store import Store
from legation.tables import data_path
from legation.web.app import make_app
from legation.web.pages.ask_page import ask_path

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The pages of the bundled stories."""
    name = str(tmp_path_factory.mktemp("asking") / "stories.db")
    run(["ingest", str(data_path("stories")), "--store", name])
    with Store.open(name, readonly=True) as store:
        yield TestClient(make_app(store), base_url="http://127.0.0.1")


def links(html: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="(/[^"#]*)', html)]


def answer_of(html: str) -> str:
    found = re.search(r'<div class="answer">(.*?)</div>', html, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""


def test_the_start_page_answers_a_question_with_records(bundled: TestClient) -> None:
    html = bundled.get("/").text
    assert "Who recognises Somaliland, and who says so?" in unescape(html)
    assert "Israel recognises Somaliland" in answer_of(html)
    assert "Somalia does not recognise Somaliland" in answer_of(html)
    asked = [each for each in links(html) if each.startswith("/ask?q=")]
    assert len(asked) >= 2
    for each in asked:
        assert "no record" not in answer_of(bundled.get(each).text)


# A question of the kind that the bundled stories answer, where they do not answer the example.
ANSWERED = {
    2: "Does Somalia recognise Somaliland?",
    16: "What did Guterres say about the attack?",
    21: "What is new on Niger since 1 July 2023?",
    22: "What did we know of the coup on 1 August 2023?",
    23: "What changed between 1 and 10 January 2026?",
}
BY_TABLES, NOT_TOLD = 5, 14  # kinds that the bundled stories answer by the tables, and not at all


@pytest.mark.parametrize("number", range(1, 26))
def test_three_clicks_lead_from_the_start_to_the_words(bundled: TestClient, number: int) -> None:
    """The ways to ask, a question, a record: who said it, in which words, since when, from whom."""
    assert "/ask" in links(bundled.get("/").text)
    assert ask_path(examples()[number]) in links(bundled.get("/ask").text)
    html = bundled.get(ask_path(ANSWERED.get(number, examples()[number]))).text
    told = answer_of(html)
    records = [each for each in links(html.partition('class="answer"')[2]) if "/record/" in each]
    if number in (BY_TABLES, NOT_TOLD):
        assert records == []
        assert "by the tables" in told if number == BY_TABLES else "does not tell" in told
        return
    card = unescape(bundled.get(records[0]).text).partition('<section class="card"')[2]
    chain = re.findall(r'<span class="who"><bdi>([^<]+)', card)
    assert chain, "who says so"
    assert re.search(r'class="how">(?:reports, )?[^<]*\b(?:19|20)\d\d\b', card), "the day"
    assert "<blockquote" in card, "in which words"
    assert re.search(r"Known here</dt><dd>since \d{1,2} \w+ \d{4}", card)
    assert re.search(r"\d+ origins?</dd>", card)


@pytest.mark.parametrize("number", range(1, 26))
def test_the_list_of_an_answer_is_there(bundled: TestClient, number: int) -> None:
    html = bundled.get(ask_path(examples()[number])).text
    for each in links(html.partition('class="answer"')[2].partition("</div>")[0]):
        assert bundled.get(each).status_code == 200, each


@pytest.mark.parametrize(
    ("asked", "page"),
    [("Chad", "/actor/TCD"), ("India and Pakistan", "/dyad/IND/PAK"), ("Guterres", "/actor/")],
)
def test_a_name_alone_leads_to_its_page(bundled: TestClient, asked: str, page: str) -> None:
    assert bundled.get(ask_path(asked)).url.path.startswith(page)


@pytest.mark.parametrize(
    "asked",
    [
        "What is love?",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "'; DROP TABLE events; --",
        "\u202ewhy so",
    ],
)
def test_what_is_not_understood_is_said_and_stays_text(bundled: TestClient, asked: str) -> None:
    answer = bundled.get("/ask", params={"q": asked})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "49" not in answer_of(answer.text)
    assert "not understood" in answer.text or "Nobody here is called" in unescape(answer.text)


def test_words_of_an_article_are_set_apart_in_an_answer(bundled: TestClient) -> None:
    html = bundled.get(ask_path("Who claims Taiwan?")).text
    assert re.search(r'<q class="told" dir="auto">“[^<]*Taiwan', html)


def test_an_answer_is_of_its_day(bundled: TestClient) -> None:
    path = ask_path("Who recognises Somaliland?")
    html = bundled.get(f"{path}&known=2025-01-01&clock=published").text
    assert "As the record stood on 1 January 2025" in html
    assert "Israel recognises" not in answer_of(html)
