"""HTML pages: what the markup states, what the page shows, and what must not break it."""

from __future__ import annotations

import json

import pytest
from dump_stories import STORIES
from page_factory import a_page

from legation.extract.article import extract
from legation.extract.html import read_html
from legation.extract.jsonld import read_json_ld
from legation.extract.markup import strip_head, tree_of
from legation.records import Article, Skipped

STORY = STORIES[3]
BODY = "".join(f"<p>{p}</p>\n" for p in STORY.body)


def a_document(head: str = "", *, above: str = "", body: str = BODY, below: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><nav><a>Home</a><a>World</a>"
        f"</nav><main><article>{above}{body}</article></main>{below}"
        "<footer>Contact us. All rights reserved.</footer></body></html>"
    )


def json_ld(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    script = json.dumps(data).replace("</", "<\\/")
    return f'<script type="application/ld+json">{script}</script>'


def test_json_ld_comes_first() -> None:
    head = (
        json_ld(
            headline="Saudi Arabia &amp; Iran restore ties",
            datePublished="2023-03-10T21:15:00+03:00",
            dateModified="2023-03-12",
            author=[
                {"@type": "Person", "name": "Laila Omar"},
                {"@type": "Person", "name": "Bo Lee"},
            ],
            publisher={"@type": "Organization", "name": "Gulf Morning"},
            articleSection=["WORLD", "Gulf"],
        )
        + '<meta property="og:title" content="Another headline">'
    )
    found = read_html(a_document(head))
    assert found.title == "Saudi Arabia & Iran restore ties"
    assert found.authors == ("Laila Omar", "Bo Lee")
    assert (found.outlet, found.section) == ("Gulf Morning", "World")
    assert found.published is not None
    assert found.published.first is not None
    assert found.published.first.isoformat() == "2023-03-10"
    assert found.body.split("\n\n") == list(STORY.body)
    assert found.spans == ()


def test_meta_elements_come_next() -> None:
    head = (
        '<meta property="og:title" content="Riyadh and Tehran restore ties | Gulf Morning">'
        '<meta property="og:site_name" content="Gulf Morning">'
        '<meta property="article:published_time" content="2023-03-10T05:00:00Z">'
        '<meta property="article:section" content="Middle East">'
        '<meta name="author" content="By Laila Omar and Bo Lee">'
    )
    found = read_html(a_document(head))
    assert found.title == "Riyadh and Tehran restore ties"
    assert found.authors == ("Laila Omar", "Bo Lee")
    assert (found.outlet, found.section) == ("Gulf Morning", "Middle East")
    assert found.published is not None
    assert found.published.first is not None
    assert found.published.first.day == 10


def test_lines_around_the_headline_fill_what_is_not_stated() -> None:
    above = (
        f"<h1>{STORY.title}</h1><p class='by'>By Laila Omar | Reuters</p>"
        "<p class='date'>Published 10 March 2023</p>"
    )
    found = read_html(a_document(above=above))
    assert found.title == STORY.title
    assert (found.authors, found.agency) == (("Laila Omar",), "Reuters")
    assert found.published is not None
    assert str(found.published.first) == "2023-03-10"
    assert found.body.split("\n\n") == list(STORY.body)


def test_agency_among_the_authors_is_no_person() -> None:
    head = json_ld(headline=STORY.title, author={"@type": "Organization", "name": "AFP"})
    found = read_html(a_document(head))
    assert (found.authors, found.agency) == ((), "Agence France-Presse")


def test_dateline_is_taken_off_the_body() -> None:
    body = BODY.replace("<p>Saudi", "<p>BEIJING (AP) — Saudi", 1)
    found = read_html(a_document(json_ld(headline=STORY.title), body=body))
    assert (found.dateline, found.agency) == ("BEIJING", "Associated Press")
    assert found.body.split("\n\n") == list(STORY.body)


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><img src='a.jpg'><figcaption>Wang Yi after the talks. "
        "<span>Photo: Ann Lee/Pool</span></figcaption></figure>",
        "<div class='photo'><p class='wp-caption-text'>Wang Yi after the talks. "
        "Photo: Ann Lee/Pool</p></div>",
    ],
)
def test_caption_is_kept_apart(figure: str) -> None:
    found = read_html(a_document(json_ld(headline=STORY.title), above=figure))
    assert [(c.text, c.credit) for c in found.captions] == [
        ("Wang Yi after the talks.", "Ann Lee/Pool")
    ]
    assert "after the talks" not in found.body.split("\n\n")[0]


def test_boxes_inside_the_story_are_left_out() -> None:
    first, rest = BODY.split("\n", 1)
    box = "<div class='box'><h3>Newsletter</h3><p>Get our morning note.</p></div>"
    found = read_html(a_document(json_ld(headline=STORY.title), body=first + box + rest))
    assert "morning note" not in found.body


def test_page_on_which_nothing_is_found_is_read_as_lines() -> None:
    lines = "<br>".join([*STORY.head, *STORY.body, *STORY.tail])
    found = read_html(f"<html><body><font>{lines}</font></body></html>")
    assert found.title == STORY.title
    assert all(p in found.body for p in STORY.body)


def test_markup_in_fields_comes_out_as_text() -> None:
    head = json_ld(headline="Ties &lt;b&gt;restored&lt;/b&gt;<script>alert(1)</script> in Beijing")
    found = read_html(a_document(head))
    assert found.title is not None
    assert "<" not in found.title
    assert found.title.startswith("Ties restored")


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "not json",
        '{"@type": "NewsArticle", "headline": }',
        "[" * 100_000,
        '{"@type": 7, "headline": "x"}',
        '{"@type": ["WebPage", null], "headline": ["x"]}',
        "null",
        '"text"',
    ],
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    assert read_json_ld([script]).headline is None
    head = f'<script type="application/ld+json">{script}</script>'
    assert read_html(a_document(head, above=f"<h1>{STORY.title}</h1>")).title == STORY.title


@pytest.mark.parametrize(
    ("script", "headline"),
    [
        ('{"@type": "NewsArticle", "headline": "Talks",}', "Talks"),  # a comma too many
        ('{"@type": "NewsArticle", "headline": "Talks\n resume"}', "Talks resume"),
        (
            '{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "Talks"}]}',
            "Talks",
        ),
        ('[[{"@type": ["NewsArticle"], "headline": "Talks"}]]', "Talks"),
        ('//<![CDATA[\n{"@type": "NewsArticle", "headline": "Talks"}\n//]]>', "Talks"),
        ('{"@type": "http://schema.org/NewsArticle", "headline": "Talks"}', "Talks"),
        ('{"@type": "Organization", "name": "Talks"}', None),
    ],
)
def test_json_ld_as_sites_write_it(script: str, headline: str | None) -> None:
    assert read_json_ld([script]).headline == headline


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + BODY,
        "<p>" + "<b><i>" * 20_000 + "word",
        "<html><body>" + "<p>Talks went on.</p>" * 5_000,
        "<table>" + "<tr><td>" * 5_000,
        "<html><head><meta charset='no-such-encoding'></head>" + BODY,
        "<html>\x00\x01<p>&#0;&#xD800;&bogus;</p>" + BODY,
        "<!-- " + BODY,
        "<p" * 10_000,
    ],
)
def test_odd_markup_never_raises(page: str) -> None:
    assert isinstance(extract(a_page(page)), Article | Skipped)


def test_declared_encoding_is_used_where_it_fits() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">'
    body = BODY.replace("Wang Yi", "Zoltán Kőrösi")
    page = a_document(head, above=f"<h1>{STORY.title}</h1>", body=body).encode("iso-8859-2")
    found = extract(a_page(page))
    assert isinstance(found, Article)
    assert "Zoltán Kőrösi" in found.text


def test_wrongly_declared_encoding_is_passed_over() -> None:
    head = '<meta charset="us-ascii">'
    body = BODY.replace("Wang Yi", "Zoltán Kőrösi")
    found = extract(a_page(a_document(head, body=body), media_type="text/html; charset=ascii"))
    assert isinstance(found, Article)
    assert "Zoltán Kőrösi" in found.text


def test_a_page_that_begins_as_an_address_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("htmldate.utils.fetch_url", asked.append)
    body = BODY.replace(" ", "\n")
    assert read_html(f"http://127.0.0.1/<div>\n{body}</div>").body
    assert asked == []


def test_the_head_is_emptied_of_what_is_no_text() -> None:
    """Each page with and without a long head gives the same body; a forum's JSON-LD stays."""
    forum = json_ld(**{"@type": "DiscussionForumPosting"})
    tree = tree_of(a_document(f"<title>T</title><meta name='a'><style>p{{}}</style>{forum}"))
    strip_head(tree)
    assert [e.tag for e in tree.find("head")] == ["title", "script"]
    many = "<script>var a = 1;</script><link rel='x' href='y'>" * 40
    assert read_html(a_document(many)).body == read_html(a_document()).body


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("03/04/2024", None),  # 3 April, 4 March, or for htmldate the first of one of them
        ("12-02-2023", None),
        ("25/04/2024", "2024-04-25"),
        ("03/04/2024, that is 3 April 2024", "2024-04-03"),
    ],
)
def test_a_day_of_two_readings_is_no_day(line: str, day: str | None) -> None:
    found = read_html(a_document(above=f'<p class="date">{line}</p>')).published
    assert (found.first.isoformat() if found and found.first else None) == day
