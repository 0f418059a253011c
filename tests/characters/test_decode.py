"""Bytes to text: what browsers would show, and no name in wrong letters."""

from __future__ import annotations

import pytest

from legation.characters.decode import decode, is_binary

AROUND = "The minister {} met his colleague in the harbour on Tuesday and signed the treaty there."


@pytest.mark.parametrize(
    "name",
    [
        "João Conceição",
        "José Müller",
        "Íñigo Gómez",
        "Søren Kjær",
        "Zoë Brontë",
        "Guðrún Þórsdóttir",
    ],
)
def test_undeclared_pages_of_western_europe_are_windows_1252(name: str) -> None:
    text = AROUND.format(name) + " “So be it,” he said — and left."
    assert decode(text.encode("cp1252")) == text
    page = f"<html lang='en'><meta charset='utf-8'><p>{text}</p>"  # a declaration that is not true
    assert decode(page.encode("cp1252")) == page


@pytest.mark.parametrize(
    ("language", "name", "encoding"),
    [
        ("en", "Şahin Yıldız", "cp1254"),  # only Turkish has these letters and no others
        ("tr", "Ağaoğlu Çelik", "cp1254"),
        ("pl", "Łukasz Żółć", "iso8859-2"),
        ("cs", "Jiří Čapek", "cp1250"),
        ("ru", "Иванов", "cp1251"),
        ("en-GB", "Björn Ásgeirsson", "cp1252"),
    ],
)
def test_the_language_of_a_page_tells_its_encoding(language: str, name: str, encoding: str) -> None:
    page = f"<html lang='{language}'><p>{AROUND.format(name)}</p>"
    assert decode(page.encode(encoding)) == page


def test_labels_mean_what_browsers_take_them_for() -> None:
    page = "<meta charset='gb2312'><p>" + AROUND.format("王毅 镕") + "</p>"  # 镕 is not in GB 2312
    assert decode(page.encode("gb18030")) == page
    page = "<meta charset='iso-8859-9'><p>" + AROUND.format("Şahin — “Yıldız”") + "</p>"
    assert decode(page.encode("cp1254")) == page


def test_a_passage_in_another_encoding_is_read_as_it_stands() -> None:
    whole = AROUND.format("“Sérgio” Müller") + " “Ça va,” dit Zoë."
    mixed = whole.encode() + " He told both countries’ envoys.".encode("cp1252")
    assert decode(mixed) == whole + " He told both countries’ envoys."


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Japanâ€™s embassy", "Japan’s embassy"),
        ("SÃ£o Paulo", "São Paulo"),
        ("40Â°C", "40°C"),
        ("in SÃO PAULO", "in SÃO PAULO"),  # Portuguese in capitals
        ("the CAFÉ™ brand", "the CAFÉ™ brand"),
        ("un château fort", "un château fort"),
    ],
)
def test_text_encoded_twice_is_mended_where_that_is_sure(broken: str, whole: str) -> None:
    assert decode(f"{broken} was named.".encode()) == f"{whole} was named."


def test_wide_text_without_a_mark_is_read_from_either_end() -> None:
    text = AROUND.format("Aino Kask") * 3
    assert decode(text.encode("utf-16-le")) == text
    assert decode(text.encode("utf-16-be")) == text


def test_a_stray_zero_byte_does_not_make_a_page_binary() -> None:
    page = AROUND.format("Aino").encode().replace(b"harbour", b"har\x00bour") * 20
    assert not is_binary(page[:2000].replace(b"\x00", b" ", 19))
    assert decode(page[:2000].replace(b"\x00", b" ", 19)) is not None
    assert is_binary(bytes(range(256)) * 20)
