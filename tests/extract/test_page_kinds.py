"""What is a story and what is not, which of several, and where it stands."""

from __future__ import annotations

import json

import pytest
from page_factory import a_page

from legation.extract.article import extract
from legation.extract.byline import stated_authors
from legation.extract.html import read_html
from legation.extract.no_story import page_instead
from legation.records import Article, Skipped, SkipReason

STORY = (
    "The ministers of Malta and Tunisia signed a treaty on rescue at sea in Valletta on Monday.",
    "Tunisia's minister, Leila Ferchiou, said that her country would send three ships by summer.",
    "Malta's government has asked for such a treaty since 2019, when two boats went down.",
    "The treaty must be approved by both parliaments before it takes effect in the autumn.",
)
HEADLINE = "Malta and Tunisia sign treaty on rescue at sea"


def a_story(*parts: str, head: str = "", headline: str = HEADLINE) -> str:
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts or STORY)
    title = f"<title>{headline}</title>" if "<title" not in head else ""
    return (
        f"<html lang='en'><head>{title}{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<main><article><h1>{headline}</h1>{body}</article></main>"
        "<footer>© Island Post. All rights reserved.</footer></body></html>"
    )


def json_ld(**fields: object) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": HEADLINE, **fields})
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("heading", "text", "page"),
    [
        ("404 - Page not found", "We could not find what you asked for.", "an error page"),
        ("Sign in to Island Post", "Your e-mail and your password, please.", "a log-in page"),
        ("Island Post", "We use cookies and share data with our partners. Accept all?",
         "a question about cookies"),
        ("Privacy policy", "This is how we go about it.", "terms or a policy"),
        ("Access denied", "You don't have permission to see it.", "an error page"),
        # Stories about such things have headlines of their own, or a long text.
        ("Court says privacy policy of state app breaks the law in eleven countries",
         "The court ruled on Monday.", None),
        ("Tunis asks Malta to sign in October", "Tunisia asked Malta on Monday.", None),
        ("Access denied", "The envoys waited at the border. " * 40, None),
        ("Envoys leave", "They said they would please try again.", None),
    ],
)  # fmt: skip
def test_pages_without_a_story_say_what_they_are(heading: str, text: str, page: str | None) -> None:
    assert page_instead((heading,), text) == page


def test_a_page_that_is_no_story_is_skipped_with_what_it_is() -> None:
    page = a_story(
        "We are sorry, but the page you are looking for has been moved or taken down.",
        "Check the address for errors or use the search to find what you were looking for.",
        headline="Page not found",
    )
    found = extract(a_page(page))
    assert isinstance(found, Skipped)
    assert found.reason is SkipReason.NOT_AN_ARTICLE
    assert "an error page" in found.detail


def test_a_list_of_stories_is_no_story() -> None:
    items = "".join(
        f"<div><h3><a href='/{n}'>{HEADLINE} {n}</a></h3><p>{text}</p></div>"
        for n, text in enumerate(STORY)
    )
    found = extract(a_page(a_story(items, headline="World news")))
    assert isinstance(found, Skipped)
    assert "a list of stories" in found.detail
    others = items.replace("Malta", "Samoa").replace("parliaments", "houses")
    below = extract(a_page(a_story(*STORY, others)))
    assert isinstance(below, Article)


@pytest.mark.parametrize(
    "box",
    [
        "<p><strong>Most read</strong></p><ul><li>Oman ferry sails</li><li>Fiji votes</li></ul>",
        "<p>Topics: Malta, Tunisia</p>",
        "<h3>Related stories</h3><p><a href='/1'>Oman ferry sails</a></p>",
        "<p>SEE ALSO: Oman ferry sails</p>",
        "<p>Also Read | Oman ferry sails</p>",
        "<p>Story continues below</p>",
        "<p>Sign up for our briefing: Oman ferry news in your inbox.</p>",
    ],
)
def test_a_box_inside_a_story_does_not_end_it(box: str) -> None:
    found = read_html(a_story(*STORY[:3], box, STORY[3]))
    assert found.body.split("\n\n") == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Related to this is the fate of the two boats that went down in the strait in 2019.",
        "Watch towers will be built on both shores, the minister of Tunisia said on Monday.",
        "More ships will be needed, the coast guard of Malta said in a letter to the parliament.",
        "“Read it again,” the minister told her colleague, and handed him the text of the treaty.",
    ],
)
def test_a_paragraph_that_begins_like_a_label_stays(line: str) -> None:
    assert line in read_html(a_story(*STORY[:2], line, *STORY[2:])).body


def test_the_article_of_the_page_is_taken_from_several() -> None:
    other = json_ld(headline="Oman ferry sails", datePublished="2025-01-01", author="Bo Lee")
    own = json_ld(datePublished="2026-02-12", author={"@id": "#a"})
    person = '<script type="application/ld+json">{"@id": "#a", "name": "Aino Kask"}</script>'
    found = read_html(a_story(head=other + own + person))
    assert found.title == HEADLINE
    assert found.authors == ("Aino Kask",)
    assert found.published is not None
    assert str(found.published.first) == "2026-02-12"


def test_a_page_in_two_layouts_is_read_once() -> None:
    twice = "".join(f"<p>{p}</p>" for p in STORY)
    assert read_html(a_story(twice, f"<div class='mobile'>{twice}</div>")).body.split("\n\n") == [
        *STORY
    ]


def test_text_in_json_ld_stands_in_for_a_page_drawn_by_script() -> None:
    body = "\n\n".join(STORY)
    shown = a_story(
        STORY[0], "<p><a href='/x'>Continue reading</a></p>", head=json_ld(articleBody=body)
    )
    assert read_html(shown).body == body
    other = " ".join(STORY).replace("Malta", "Samoa").replace("Monday", "Friday")
    assert read_html(a_story(head=json_ld(articleBody=other))).body == body


@pytest.mark.parametrize(
    ("stated", "people"),
    [
        ("Aino Kask", ("Aino Kask",)),
        ("By Aino Kask and Bo Lee, Island Post", ("Aino Kask", "Bo Lee")),
        ("Suryani", ("Suryani",)),
        ("Nguyễn Thị Ánh", ("Nguyễn Thị Ánh",)),
        ("Web Desk", ()),
        ("admin", ()),
        ("Island Post Staff", ()),
        ("Northern Broadcasting Corporation", ()),
        ("World", ()),
        ("https://x.example/kask", ()),
        ("3 hours ago", ()),
    ],
)
def test_stated_authors_are_people(stated: str, people: tuple[str, ...]) -> None:
    assert stated_authors((stated,), "Island Post")[0] == people


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="https://post.example/a">', "https://post.example/a"),
        ('<meta property="og:url" content="https://post.example/b">', "https://post.example/b"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="/a">', None),
        ("", None),
    ],
)
def test_a_saved_page_says_its_address(head: str, address: str | None) -> None:
    found = extract(a_page(a_story(head=head)))
    assert isinstance(found, Article)
    assert found.url == address
    mark = "<!-- saved from url=(0022)https://post.example/c -->\n"
    saved = extract(a_page(mark + a_story(head=head)))
    assert isinstance(saved, Article)
    assert saved.url == (address or "https://post.example/c")


@pytest.mark.parametrize(
    ("head", "lines", "day"),
    [
        (json_ld(datePublished=1770883200), "", "2026-02-12"),
        (json_ld(datePublished="1770883200000"), "", "2026-02-12"),
        (json_ld(datePublished="1970-01-01T00:00:00Z"), "", None),
        (json_ld(datePublished="2026-02-12T20:30:00Z"),
         '<time datetime="2026-02-12T20:30:00Z">Feb. 13, 2026</time>', "2026-02-13"),
        (json_ld(datePublished="2026-02-12T20:30:00Z"),  # another story's time
         '<time datetime="2026-02-11T20:30:00Z">Feb. 11, 2026</time>', "2026-02-12"),
        ('<meta property="article:modified_time" content="2026-02-20T10:00:00Z">', "", None),
        ("", "<p>12 February 2026</p>", "2026-02-12"),
        ("", "<p>Updated Feb 14, 2026 — first published Feb 12, 2026</p>", "2026-02-12"),
        ("", "<p>Printed on 14 September 2026</p>", None),
    ],
)  # fmt: skip
def test_the_day_of_a_page(head: str, lines: str, day: str | None) -> None:
    found = read_html(a_story(*([lines] if lines else []), *STORY, head=head)).published
    assert (str(found.first) if found else None) == day


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        (f'<meta property="og:title" content="Island Post: {HEADLINE}">', HEADLINE),
        (f'<meta property="og:title" content="{HEADLINE} — World — Island Post">', HEADLINE),
        ('<meta property="og:title" content="Island Post">', HEADLINE),
        ('<meta property="og:title" content="Home">', HEADLINE),
        (
            '<meta property="og:title" content="Minister: no ships – yet">',
            "Minister: no ships – yet",
        ),
        (json_ld(headline=HEADLINE[:30] + "..."), HEADLINE),
    ],
)
def test_the_headline_is_without_site_and_section(head: str, headline: str) -> None:
    site = '<meta property="og:site_name" content="Island Post">'
    assert read_html(a_story(head=head + site)).title == headline
