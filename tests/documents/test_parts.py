"""Files with several stories, mail, feeds and office files, as the pages and stories in them."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from html import escape

import pytest

from legation.documents.item import Item
from legation.documents.parts import parts_of
from legation.extract.article import extract
from legation.ids import sha256_of
from legation.records import Article, ArticleRow, Origin, Page, Skipped, SkipReason

NAMES = (("Malta", "Tunisia"), ("Kenya", "Somalia"), ("Fiji", "Samoa"))
DAYS = ("12 February 2026", "10 February 2026", "13 February 2026")


def title_of(n: int) -> str:
    one, other = NAMES[n]
    return f"{one} and {other} open talks on ferries and fishing"


def story_of(n: int) -> list[str]:
    one, other = NAMES[n]
    return [
        f"{one} and {other} opened talks on ferries and fishing in the capital on Monday.",
        f"{one}\u2019s minister said her country would \u201cpay its share\u201d of the harbour.",
        f"{other} has asked for such a treaty since two boats went down in the strait in 2019.",
    ]


def a_file(body: bytes | str, path: str = "x.txt") -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page(
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
        media_type="text/plain",
        body=data,
        sha256=sha256_of(data),
        origin=Origin(kind="file", path=path),
    )


def articles(items: list[Item]) -> list[Article]:
    made = [extract(item) if isinstance(item, Page) else item for item in items]
    return [
        item.article if isinstance(item, ArticleRow) else item
        for item in made
        if isinstance(item, ArticleRow | Article)
    ]


def nexis(n: int) -> str:
    return (
        f"{title_of(n)}\n\nHarbour Post\n{DAYS[n]} Thursday\n\nCopyright 2026 Harbour Post Ltd\n\n"
        "Section: WORLD; Pg. 4\nLength: 1,120 words\nByline: Aino Kask\n\nBody\n\n"
        + "\n\n".join(story_of(n))
        + "\n\nLoad-Date: February 14, 2026\n\nEnd of Document\n\n"
    )


def old_nexis(n: int) -> str:
    return (
        f"{n + 1} of 3 DOCUMENTS\n\n        Harbour Post\n\n   {DAYS[n]} Thursday\n\n"
        f"{title_of(n)}\n\n"
        "BYLINE: Aino Kask\n\nSECTION: WORLD; Pg. 1\n\nLENGTH: 110 words\n\n\n"
        + "\n\n".join(line.replace(" in the ", "\nin the ") for line in story_of(n))
        + "\n\nLOAD-DATE: February 14, 2026\n\nLANGUAGE: ENGLISH\n\n"
    )


def factiva(n: int) -> str:
    lead, *rest = story_of(n)
    return (
        f"HD\n{title_of(n)}\n\nBY\nAino Kask\n\nWC\n110 words\n\nPD\n{DAYS[n]}\n\n"
        "SN\nHarbour Post\n\n"
        f"SC\nHARBP\n\nLP\n{lead}\n\nTD\n" + "\n\n".join(rest) + "\n\nAN\nDocument HARBP0002026\n\n"
    )


def proquest(n: int) -> str:
    return (
        "_" * 60 + f"\n\n{title_of(n)}\n\nAuthor: Kask, Aino\n\n"
        "Publication info: Harbour Post ; Tallinn [Tallinn].\n\nFull text: "
        + "\n".join(story_of(n))
        + f"\n\nPublication title: Harbour Post\n\nPublication date: {DAYS[n]}\n\n"
        "ProQuest document ID: 1015595477\n\n"
    )


@pytest.mark.parametrize("kind", [nexis, old_nexis, factiva, proquest])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_stories_of_an_export_are_parted(kind: object, ends: str) -> None:
    text = "".join(kind(n) for n in range(3)).replace("\n", ends)  # type: ignore[operator]
    items = list(parts_of(a_file(text)))
    found = articles(items)
    assert [item.origin.offset for item in items if isinstance(item, ArticleRow)] == [1, 2, 3]
    for n, article in enumerate(found):
        assert article.title == title_of(n)
        assert article.text.split("\n\n") == story_of(n)
        assert article.authors == ("Aino Kask",)
        assert article.outlet == "Harbour Post"
        assert article.published is not None
        assert article.published.first is not None
        assert article.published.first.day == int(DAYS[n].split()[0])


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join([title_of(0), *story_of(0)]),
        "\n\n".join([title_of(0), "_" * 40, *story_of(0)]),  # a rule alone parts nothing
        "\n\n".join([title_of(0), "Length: 120 words", *story_of(0)]),
        "\n\n".join([title_of(0), *story_of(0), "End of Document"]),
    ],
)
def test_a_story_that_looks_like_an_export_stays_whole(text: str) -> None:
    page = a_file(text)
    assert list(parts_of(page)) == [page]


def a_docx(lines: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f'<w:document xmlns:w="{name}">{body}</w:document>')
    return out.getvalue()


def test_office_files_give_their_text() -> None:
    lines = [title_of(0), DAYS[0], *story_of(0)]
    rtf = "{\\rtf1\\ansi " + "\\par\\par ".join(lines) + "}"
    for body in (a_docx(lines), rtf.encode()):
        (article,) = articles(list(parts_of(a_file(body))))
        assert article.title == title_of(0)
        assert article.text.split("\n\n")[-1] == story_of(0)[-1]
    three = "".join(nexis(n) for n in range(3)).split("\n\n")
    assert len(articles(list(parts_of(a_file(a_docx(three)))))) == 3


@pytest.mark.parametrize(
    "body", [b"%PDF-1.7\nnothing", b"{\\rtf1 \\bin99999999999 }", a_docx(["a"])[:80]]
)
def test_damaged_office_files_are_told(body: bytes) -> None:
    items = list(parts_of(a_file(body)))
    results = [extract(item) if isinstance(item, Page) else item for item in items]
    assert [type(result) for result in results] == [Skipped]


def test_an_entity_in_a_docx_reaches_nothing() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(
            "word/document.xml",
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
            '<d xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:p><w:r><w:t>a&x;b</w:t></w:r></w:p></d>",
        )
    items = list(parts_of(a_file(out.getvalue())))
    bodies = [item.body for item in items if isinstance(item, Page)]
    assert bodies in ([], [b"ab"], [b"a"])


def a_mail(n: int, *, as_html: bool = False, prefix: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "alerts@harbourpost.example"
    message["Subject"] = prefix + title_of(n)
    message["Date"] = "Thu, 12 Feb 2026 23:30:00 +0200"
    message["Message-ID"] = f"<{n}@harbourpost.example>"
    if as_html:
        message.set_content("".join(f"<p>{p}</p>" for p in story_of(n)), subtype="html")
    else:
        message.set_content("\n\n".join(story_of(n)), cte="quoted-printable")
    return message.as_bytes()


@pytest.mark.parametrize("as_html", [True, False])
def test_a_message_is_a_page_under_its_subject(as_html: bool) -> None:
    body = a_mail(1, as_html=as_html, prefix="Fwd: RE: ")
    (article,) = articles(list(parts_of(a_file(body, "x.eml"))))
    assert article.title == title_of(1)
    assert article.text.split("\n\n") == story_of(1)
    assert article.published is not None
    assert str(article.published.first) == "2026-02-12"


def test_a_mailbox_is_read_message_by_message() -> None:
    box = b"".join(
        b"From a@b.example Thu Feb 12 09:15:00 2026\n" + a_mail(n) + b"\n" for n in range(3)
    )
    items = list(parts_of(a_file(box, "x.mbox")))
    assert [a.title for a in articles(items)] == [title_of(n) for n in range(3)]
    assert [item.origin.offset for item in items if isinstance(item, Page)] == [1, 2, 3]


def test_text_that_quotes_a_message_is_text() -> None:
    page = a_file("From the harbour\n\n" + "\n\n".join(story_of(0)))
    assert list(parts_of(page)) == [page]
    page = a_file("Note: the talks go on\n\n" + "\n\n".join(story_of(0)))
    assert list(parts_of(page)) == [page]


def a_feed(content: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Post</title>'
        f"<item><title>{title_of(0)}</title><link>https://post.example/1</link>"
        "<pubDate>Thu, 12 Feb 2026 09:15:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded></item></channel></rss>"
    )


def test_a_feed_with_whole_stories_gives_them() -> None:
    paragraphs = [p for n in range(3) for p in story_of(n)]
    content = "".join(f"<p>{p}</p>" for p in paragraphs)
    (article,) = articles(list(parts_of(a_file(a_feed(content), "x.rss"))))
    assert (article.title, article.url) == (title_of(0), "https://post.example/1")
    assert article.text.split("\n\n") == paragraphs
    assert article.published is not None
    assert str(article.published.first) == "2026-02-12"


def test_a_feed_of_summaries_names_the_pages() -> None:
    (skipped,) = parts_of(a_file(a_feed("<p>a b c</p>"), "x.rss"))
    assert isinstance(skipped, Skipped)
    assert skipped.reason is SkipReason.NOT_AN_ARTICLE
    assert "https://post.example/1" in skipped.detail


def test_a_site_map_is_told_with_its_addresses() -> None:
    body = "<urlset><url><loc>https://post.example/1?a=1&amp;b=2</loc></url></urlset>"
    (skipped,) = parts_of(a_file(body, "x.xml"))
    assert isinstance(skipped, Skipped)
    assert "1 addresses (https://post.example/1?a=1&b=2)" in skipped.detail


def test_packed_pages_are_unpacked_within_bounds() -> None:
    text = "\n\n".join([title_of(0), DAYS[0], *story_of(0)])
    (article,) = articles(list(parts_of(a_file(gzip.compress(text.encode()), "x.txt.gz"))))
    assert article.title == title_of(0)
    (bomb,) = parts_of(a_file(gzip.compress(b"a" * 50_000)), max_bytes=10_000)
    assert isinstance(bomb, Skipped)
    assert bomb.reason is SkipReason.TOO_LARGE
    (cut,) = parts_of(a_file(gzip.compress(text.encode())[:-12]))
    assert isinstance(cut, Skipped)
    assert "cut short" in cut.detail
