"""What pages say in small: lines in native words, tabs, coverage under axes, views in sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from factories import a_mention, a_reading, a_statement, an_article
from starlette.testclient import TestClient
from test_pages import PAGES
from web_readings import commander, visit, wire

from legation.ask.query import Query
from legation.store import Store
from legation.telling.small_words import act_before, by_channel, filter_label, skipped_because
from legation.web.app import make_app
from legation.web.differing import told_differently
from legation.web.draw.coverage_strip import coverage_strip
from legation.web.draw.life_line import Mark, life_line
from legation.web.draw.strip import Cell, Column, quad_strip
from legation.web.draw.strip_told import strip_in_words
from legation.web.pages.actor_page import TABS
from legation.web.seen import Seeing, seen_from
from legation.web.shown import told_of


@pytest.mark.parametrize(
    ("act", "before"),
    [("says", "says to"), ("demands", "demands of"), ("thanks", "thanks"), ("warns", "warns")],
)
def test_an_act_stands_before_whom_it_is_said_to(act: str, before: str) -> None:
    assert act_before(act) == before


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("statement", "in a statement"),
        ("social media", "on social media"),
        ("phone", "by phone"),
        ("carrier pigeon", "by carrier pigeon"),
    ],
)
def test_a_channel_is_told_in_words(channel: str, words: str) -> None:
    assert by_channel(channel) == words


def test_reasons_and_filters_have_words() -> None:
    assert skipped_because("other_kind") == "of another kind"
    assert skipped_because("new_reason") == "new reason"
    assert filter_label("actor") == "Who"
    assert filter_label("sure_of") == "Sure of"


def test_a_line_says_to_whom(tmp_path: object) -> None:
    article = an_article("The envoy told reporters that the pass was open.")
    envoy, many = a_mention(article, "envoy"), a_mention(article, "reporters")
    said = a_statement(article, "the pass was open", speaker=envoy, cue="told", act="says")
    said = replace(said, addressee=many)
    with Store.open(f"{tmp_path}/told.db") as store:
        store.write(a_reading(article, mentions=(envoy, many), statements=(said,)))
        pages = TestClient(make_app(store), base_url="http://127.0.0.1")
        line = unescape(re.sub(r"<[^>]+>", "", pages.get("/statements").text))
    assert re.search(r"envoy\s+says to\s+reporters", line)


def test_words_of_a_record_go_on_to_the_next_stop() -> None:
    article = an_article("Kenya agreed to open the pass on Friday, but Chad did not. It rained.")
    event = a_mention(article, "agreed").passage
    assert told_of(article.text, event) == "agreed to open the pass on Friday"
    last = a_mention(article, "rained").passage
    assert told_of(article.text, last) == "rained"


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_of_an_actor_is_a_page_with_its_address(pages: TestClient, tab: str) -> None:
    for who in ("TCD", "amina-mohamed"):
        html = pages.get(f"/actor/{who}?tab={tab}").text
        (here,) = re.findall(r'<a href="([^"]*)" aria-current="page">[^<]+</a>', html)
        assert here == (f"/actor/{who}" + (f"?tab={tab}" if tab != "overview" else ""))
        assert html.count("<h1") == 1
    assert pages.get("/actor/TCD?tab=nonsense").status_code == 400


def test_a_tab_shows_its_part_alone(pages: TestClient) -> None:
    assert "Life line" not in pages.get("/actor/amina-mohamed?tab=said").text
    assert "Chad must open the border" in pages.get("/actor/amina-mohamed?tab=said").text
    assert "Chad must open the border" not in pages.get("/actor/amina-mohamed?tab=names").text
    known = pages.get("/actor/TCD?known=2999-01-01&tab=said").text
    assert "/actor/TCD?known=2999-01-01&amp;tab=events" in known


def test_under_an_axis_stands_what_was_read() -> None:
    strip = coverage_strip(0, 100, [(10, 4), (50, 1)], 20, (0, 40))
    assert strip.count('class="read"') == 2
    assert 'width="3.0"' in strip  # what is thin is seen still
    assert "it is unknown, not quiet" in strip
    columns = [
        Column(label="8 Mar", sub="2024", cells=[Cell(lane=0, quads=[1], words=["met"])], read=2),
        Column(label="9 Mar", sub="2024", cells=[Cell(lane=0, quads=[1], words=["met"])]),
    ]
    for draw in (quad_strip, strip_in_words):
        assert draw(("a", "b", "c"), columns, title="x").count('class="read"') == 1


def test_the_life_line_marks_days_read_inside_it_alone() -> None:
    days = [date(2024, 3, 1), date(2024, 3, 9)]
    marks = [Mark(quad=1, label="met", first=d, last=d, told=None, quoted=True) for d in days]
    read = [date(2024, 3, 5), date(2020, 1, 1), date(2025, 1, 1)]
    drawn = life_line(marks, [], title="x", read=read)
    assert drawn.count('class="read"') == 1
    assert 'class="name told"' in drawn


def test_sentences_of_ours_call_places_as_the_view_does() -> None:
    seen = Seeing("SRB", seen_from("SRB"), {"XKX": "Kosovo", "SRB": "Serbia"})
    name = seen.name("Kosovo")
    assert name != "Kosovo"
    assert seen.in_words("Serbia does not recognise Kosovo.").endswith(f"recognise {name}.")
    assert seen.in_words("Kosovoland stays.") == "Kosovoland stays."
    neutral = Seeing("neutral", seen_from("neutral"), {"XKX": "Kosovo"})
    assert neutral.in_words("Kosovo") == "Kosovo"


def test_published_words_are_as_they_were_whatever_the_view(pages: TestClient) -> None:
    plain = pages.get(f"/article/{visit().article.id}").text
    seen = pages.get(f"/article/{visit().article.id}?view=SRB").text
    assert re.findall("<p dir.*?</p>", plain, re.DOTALL) == re.findall(
        "<p dir.*?</p>", seen, re.DOTALL
    )


def test_a_story_says_whether_it_is_told_differently(pages: TestClient) -> None:
    html = pages.get(f"/story/{wire().article.id}").text
    assert "Told differently" in html
    assert "No two of these articles contradict each other" in html


def test_what_two_outlets_tell_differently_has_both_words(tmp_path: object) -> None:
    one, other = commander("Aroldo Lazaro", "First Post"), commander("Stefano Del Col", "Second")
    with Store.open(f"{tmp_path}/odds.db") as store:
        store.write(one)
        store.write(other)
        both = {one.article.id, other.article.id}
        (found,) = told_differently(Query(store), articles=both)
        assert [side.outlet for side in found.sides] in (
            ["First Post", "Second"], ["Second", "First Post"],
        )  # fmt: skip
        assert found.href == "/questions?at=1"
        assert told_differently(Query(store), articles={one.article.id}) == []
        assert told_differently(Query(store), records={one.claims[0].id}) == [found]


def test_the_second_line_names_the_day_and_filters_have_names(pages: TestClient) -> None:
    html = pages.get("/timeline").text
    assert re.search(r"as known on <b>\d{1,2} [A-Z][a-z]+ \d{4}</b>", html)
    assert '<label for="f-actor">Who</label>' in html
    assert "/timeline?on=2024-03" in html


class Bare(HTMLParser):
    """Numbers that stand alone in a page, outside what names them: a table, a chart, a label."""

    NAMED = frozenset("td th text dd option title code kbd b del ins".split())
    WORDS = frozenset({"blockquote", "q", "mark"})  # of articles: what they say is theirs

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("input", "meta", "link", "br"):
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        year = re.fullmatch(r"\s*(?:19|20)\d\d\s*", data)
        if year or not re.fullmatch(r"\s*\d[\d,]*\s*", data) or not self.open:
            return
        tags = {tag for tag, _ in self.open}
        named = any(a.get("aria-label") and t == "a" for t, a in self.open)
        labelled = self.open[-1][1].get("class") == "v"  # its label follows in the same link
        if not (named or labelled or tags & (self.NAMED | self.WORDS)):
            self.found.append(f"{self.open[-1]}: {data.strip()}")


@pytest.mark.parametrize("path", PAGES)
def test_every_number_of_a_page_says_its_unit(pages: TestClient, path: str) -> None:
    bare = Bare()
    bare.feed(pages.get(path).text)
    assert bare.found == []
    html = pages.get(path).text
    for number, label in re.findall(r'<span class="v">([^<]*)</span><span class="l">([^<]*)', html):
        assert label.strip(), number


def test_a_bare_number_is_found() -> None:
    bare = Bare()
    bare.feed("<ul><li>Kenya <span>12</span></li></ul><p><span>3 reports</span></p>")
    assert bare.found == ["('span', {}): 12"]


def test_a_day_of_which_nothing_was_read_is_hatched_unless_somebody_met(pages: TestClient) -> None:
    march = pages.get("/meetings?actor=KEN").text.partition("March 2024")[2]
    month = march.partition("</table>")[0]
    days = {int(n): bool(un) for un, n in re.findall(r'<td( class="un")?>(\d+)', month)}
    assert days[8] is False  # somebody met
    assert days[9] is False  # an article of it was read
    assert days[7] is True
