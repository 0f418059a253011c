"""Names that are spelt in several ways have one key."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.folding import fold, name_key


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (("Bjørn Ødegård", "BJØRN ØDEGÅRD", "Bjorn  Odegard"), "bjorn odegard"),
        (("Đặng Minh", "đặng minh", "Dang Minh"), "dang minh"),
        (("Łukasz Żak", "Lukasz Zak"), "lukasz zak"),
        (("Işıl Kaya", "IŞIL KAYA", "Isil Kaya"), "isil kaya"),
        (("İzmir", "Izmir", "İZMİR"), "izmir"),
        (("Weißenfels", "WEISSENFELS", "Weissenfels"), "weissenfels"),
        (
            ("Þórdís Gylfadóttir", "ÞÓRDÍS GYLFADÓTTIR", "Thordis Gylfadottir"),
            "thordis gylfadottir",
        ),
        (("Knut Vollebæk", "Knut Vollebaek"), "knut vollebaek"),
        (("Ħamrun", "Hamrun"), "hamrun"),
        (("Əliyev", "Eliyev"), "eliyev"),
        (("N’Djamena", "N'Djamena", "N‘Djamena"), "n'djamena"),
        (("Guinea–Bissau", "Guinea‑Bissau", "Guinea-Bissau"), "guinea-bissau"),
        (("Jose\u0301", "José", "Jose"), "jose"),  # the accent as a character of its own
        (("Ｔｏｋｙｏ", "Tokyo"), "tokyo"),  # full width
        (("Цхинвал", "ЦХИНВАЛ"), "цхинвал"),
        (("김정은",), name_key("김정은")),
    ],
)
def test_spellings_have_one_key(spellings: tuple[str, ...], key: str) -> None:
    assert {name_key(each) for each in spellings} == {key}


@pytest.mark.parametrize(
    ("one", "other"),
    [("김정은", "길정은"), ("Łódź", "Lodge"), ("Bergen", "Bérgamo"), ("Aas", "Ås")],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(max_size=30))
def test_key_of_a_key_is_itself_and_folding_keeps_the_length(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    assert len(fold(name)) == len(name)


@given(st.text(max_size=30))
def test_composed_and_decomposed_names_have_one_key(name: str) -> None:
    forms = {unicodedata.normalize(form, name) for form in ("NFC", "NFD")}
    assert len({name_key(each) for each in forms}) == 1
