"""From pages to articles, or to the reason why there is none."""

from __future__ import annotations

import random

import pytest
from dump_stories import STORIES
from hypothesis import given, settings
from hypothesis import strategies as st
from page_factory import a_page

from legation.extract.article import extract
from legation.extract.language import language_of
from legation.ids import article_id
from legation.records import Article, Skipped, SkipReason

TEXT = STORIES[3].dump()
GERMAN = (
    "Die Bundesregierung hat am Montag in Berlin neue Sanktionen beschlossen. Das teilte ein "
    "Sprecher mit.\n\nDie Maßnahmen treffen nach Angaben des Ministeriums vor allem Banken und "
    "Unternehmen, die an der Finanzierung des Krieges beteiligt sind."
)
RUSSIAN = (
    "Президент провёл в понедельник переговоры с премьер-министром Индии в Москве. Об этом "
    "сообщили в Кремле, где прошла встреча двух лидеров, которая была закрыта для прессы."
)
SPANISH = (
    "El ministro de Asuntos Exteriores dijo el lunes que las dos partes han llegado a un acuerdo "
    "sobre la frontera, y que los presidentes de los dos países lo van a firmar en la capital."
)


def an_article_of(body: str | bytes, **given: str) -> Article:
    found = extract(a_page(body, **given))
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", SkipReason.EMPTY),
        (b" \r\n\t\n", SkipReason.EMPTY),
        (b"\x00" * 64, SkipReason.EMPTY),
        (b"\xef\xbb\xbf  ", SkipReason.EMPTY),
        (b"%PDF-1.7\n1 0 obj", SkipReason.BINARY),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), SkipReason.BINARY),
        (b"PK\x03\x04 archive", SkipReason.BINARY),
        (random.Random(3).randbytes(4000), SkipReason.BINARY),
        (b'{"headline": "Talks", "body": ["One", "Two"]}', SkipReason.NOT_AN_ARTICLE),
        (b'[{"headline": "Talks"}]', SkipReason.NOT_AN_ARTICLE),
        (b'<?xml version="1.0"?><rss><channel></channel></rss>', SkipReason.NOT_AN_ARTICLE),
        (b"Home\nWorld\nSport\nSubscribe\nContact us\n", SkipReason.NOT_AN_ARTICLE),
        (b"<html><title>404 Not Found</title><h1>Not Found</h1><p>No page.</p>",
         SkipReason.NOT_AN_ARTICLE),
        (b"<html></html>", SkipReason.NOT_AN_ARTICLE),
        (GERMAN.encode(), SkipReason.LANGUAGE),
        (RUSSIAN.encode(), SkipReason.LANGUAGE),
        (RUSSIAN.encode("cp1251"), SkipReason.LANGUAGE),
        (SPANISH.encode(), SkipReason.LANGUAGE),
        (b"<html><body><p>" + GERMAN.replace("\n\n", "</p><p>").encode() + b"</p></body></html>",
         SkipReason.LANGUAGE),
        (bytes([*range(1, 9), *range(14, 27)]) * 40, SkipReason.ENCODING),
        (b"a " * 10_000_001, SkipReason.TOO_LARGE),
    ],
)  # fmt: skip
def test_page_without_an_english_article_is_skipped(body: bytes, reason: SkipReason) -> None:
    page = a_page(body)
    found = extract(page)
    assert isinstance(found, Skipped)
    assert (found.stage, found.reason) == ("extract", reason)
    assert found.detail
    assert (found.origin, found.sha256) == (page.origin, page.sha256)


def test_picture_is_skipped_by_its_media_type() -> None:
    found = extract(a_page(b"words", media_type="image/svg+xml"))
    assert isinstance(found, Skipped)
    assert found.reason is SkipReason.BINARY


def test_article_keeps_what_the_page_was() -> None:
    page = a_page(TEXT, url="https://gulfmorning.example/ties")
    found = extract(page)
    assert isinstance(found, Article)
    assert found.raw_sha256 == page.sha256
    assert found.url == page.url
    assert found.id == article_id(raw_sha256=page.sha256, url=page.url)
    assert found.language == "en"
    assert found.text.split("\n\n") == list(STORIES[3].story)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac-roman"]
)
def test_encoding_is_found(encoding: str) -> None:
    text = STORIES[0].dump().replace("Victor Geneus", "Victor Généus")
    found = an_article_of(text.encode(encoding))
    if encoding != "mac-roman":  # cannot be told from others by its bytes, but it is read
        assert "Victor Généus" in found.text
    assert found.title == STORIES[0].title


def test_utf_16_spans_count_characters() -> None:
    raw = STORIES[1].dump()
    found = an_article_of(raw.encode("utf-16"))
    assert found.spans
    for span in found.spans:
        if span.at is not None:
            words = found.text[span.at : span.at + span.end - span.start]
            assert raw[span.start : span.end] == words


def test_kind_of_content_is_told_by_the_bytes() -> None:
    wrong = an_article_of(TEXT, media_type="text/html")
    assert wrong.title == STORIES[3].title
    paragraphs = "".join(f"<p>{p}</p>" for p in STORIES[4].body)
    marked = an_article_of(f"<h1>{STORIES[4].title}</h1>{paragraphs}", media_type="text/plain")
    assert marked.title == STORIES[4].title
    assert marked.text.split("\n\n") == list(STORIES[4].body)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORIES[0].body[0], "en"),
        (GERMAN, "de"),
        (SPANISH, "es"),
        (RUSSIAN, "ru"),
        ("Le ministre a dit que les deux pays ne sont pas d'accord sur la date.", "fr"),
        ("Cumhurbaşkanı bu ziyaret ile iki ülke için yeni bir dönem başladığını ve daha çok "
         "ticaret olacağını dedi.", "tr"),
        ("両国の外相は月曜日に東京で会談した。", "ja"),
        ("两国外长星期一在北京举行会谈。", "zh"),
        ("التقى وزيرا خارجية البلدين يوم الاثنين في العاصمة.", "ar"),
        ("", None),
        ("12345 67890", None),
        ("Kenya Uganda", None),
    ],
)  # fmt: skip
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_an_answer(body: bytes) -> None:
    assert isinstance(extract(a_page(body)), Article | Skipped)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "<p>", "<html><body>", "<script>", "{", "<!--"]))
def test_any_text_gives_an_answer(text: str, begin: str) -> None:
    assert isinstance(extract(a_page(begin + text)), Article | Skipped)
