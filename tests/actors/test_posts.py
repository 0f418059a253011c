"""Offices by post: ambassador to whom, envoy for what, deputy apart from the minister."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article, Kind

pytestmark = pytest.mark.model

# A text, words of it, and the name of the last mention with these words.
POSTS = (
    ("The Swiss ambassador to Iran left.", "Swiss ambassador", "Ambassador to Iran"),
    ("The Swiss ambassador to Tehran left.", "Swiss ambassador", "Ambassador to Iran"),
    ("Russia's ambassador to the UN left.", "Russia's ambassador", "Ambassador to United Nations"),
    ("The EU ambassador to Libya left.", "EU ambassador", "Ambassador of European Union to Libya"),
    ("The UN envoy for Yemen left.", "UN envoy", "Envoy of United Nations for Yemen"),
    ("The Swiss ambassador went to Iran.", "Swiss ambassador", "Ambassador"),
    ("The Swiss ambassador left.", "Swiss ambassador", "Ambassador"),
    ("The deputy foreign minister of Chad left.", "deputy foreign minister",
     "Deputy Foreign Minister"),
    ("The foreign minister of Chad left.", "foreign minister", "Foreign Minister"),
    ("The UN Libya envoy left.", "UN Libya envoy", "Envoy of United Nations for Libya"),
    ("The US Ukraine envoy left.", "US Ukraine envoy", "Envoy for Ukraine"),
    ("The Ghanaian UN ambassador left.", "Ghanaian UN ambassador", "Ambassador to United Nations"),
    ("The French minister of state left.", "French minister of state", "Minister of State"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), POSTS)
def test_post_is_told_with_where_it_is(reader: Reader, text: str, words: str, name: str) -> None:
    found = reader.read(Article.from_text(text)).mentions
    assert [m.name for m in found if m.passage.text == words] == [name]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The Danish ambassador to Iraq, Ada Lind, left. The ambassador to Iran stayed.", False),
        ("The Danish ambassador to Iraq, Ada Lind, left. The ambassador to Iraq wept.", True),
        ("The Danish ambassador to Iraq, Ada Lind, left. The ambassador wept.", True),
    ],
)
def test_ambassador_to_one_state_is_not_that_to_another(
    reader: Reader, text: str, person: bool
) -> None:
    last = [
        m for m in reader.read(Article.from_text(text)).mentions if "mbassador" in (m.role or "")
    ]
    assert (last[-1].kind is Kind.PERSON) is person


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The UN Libya envoy, Maria Lind, left.", None),  # sent there, and not of it
        ("Chad's Libya envoy, Maria Lind, left.", "TCD"),
        ("Chad's permanent representative to the UN in Geneva, Maria Lind, left.", "TCD"),
        ("Chad's ambassador to the African Union in Addis Ababa, Maria Lind, left.", "TCD"),
        ("The measure was called a disgrace by Chad's envoy in Geneva, Maria Lind.", "TCD"),
        ("Talks on Chad in Geneva, Maria Lind said, were over.", None),
        ("Soldiers from Chad, Maria Lind said, had left.", None),
    ],
)
def test_who_is_named_behind_the_place_of_a_post_holds_it(
    reader: Reader, text: str, country: str | None
) -> None:
    found = [m for m in reader.read(Article.from_text(text)).mentions if m.name == "Maria Lind"]
    assert [m.country for m in found] == [country]


def test_head_of_a_delegation_is_no_head_of_its_side(reader: Reader) -> None:
    for side in ("opposition", "government", "state"):
        text = f"The head of the {side} delegation, Maria Lind, left."
        names = {m.name for m in reader.read(Article.from_text(text)).mentions}
        assert names.isdisjoint({"Opposition Leader", "Head of Government", "Prime Minister"})
