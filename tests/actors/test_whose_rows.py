"""Who stands in the Who list by a name, who in the row of those without one."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article
from legation.telling.parties import cast_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "named", "common"),
    [
        # an office of nothing known is told in its own words, among those without a name
        ("An unlikely leader spoke.", [], ["unlikely leader"]),
        ("A government official spoke.", [], ["government official"]),
        ("A US military spokesman spoke.", ["Spokesperson of US military", "US military"], []),
        ("Chad's foreign minister spoke.", ["Foreign Minister", "Chad"], []),
        # documents and talks are no party
        ("Chad signed the Geneva Conventions.", ["Chad"], []),
        ("Chad joined the six-party talks.", ["Chad"], []),
        # who says "I" and is told by common nouns has no name
        ("Many teachers and nurses said: “We are tired.”", [], ["Many teachers"]),
    ],
)
def test_rows_have_names_or_words(
    reader: Reader, text: str, named: list[str], common: list[str]
) -> None:
    cast = cast_of(reader.read(Article.from_text(text)).mentions)
    assert [one.name for one in cast.named] == named
    assert [one.name for one in cast.common][: len(common)] == common
