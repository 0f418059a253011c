"""Where nothing is said there is no statement, and what is said ends where the outlet goes on."""

from __future__ import annotations

import pytest

from legation import Article, Reader

pytestmark = pytest.mark.model


def contents(reader: Reader, text: str) -> list[str]:
    found = reader.read(Article.from_text(text, published="2024-05-28")).statements
    return [" ".join(p.text for p in s.content) for s in found]


@pytest.mark.parametrize(
    "text",
    [
        "Chadian troops attacked rebels near the lake.",
        "Togolese jets blasted a depot outside the town.",
        "Gunmen attacked the mayor of Lomé in his car.",
        "Peru slammed the door on talks with Chile.",
        "Peruvian police shot two smugglers in Tacna.",
        "Chad fired shells into the port, as the number of dead rose to 9.",
        "Police charged the marchers in Lomé.",
        "Chile did not mention any mediation.",
        "The ministry did not comment on Tuesday morning.",
        "Togo allowed Ghana to use its ports to send grain to Mali.",
        "Togo restricted shipping from Benin.",
    ],
)
def test_deeds_and_silence_are_no_statements(reader: Reader, text: str) -> None:
    assert contents(reader, text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Chad's president blasted the plan as madness.", "the plan as madness"),
        ("The senator attacked the minister's plan for Mali.", "the minister's plan for Mali"),
        ("The opposition attacked the president over it.", "the president over it"),
        ("Peru's minister shot back that the plan was dead.", "that the plan was dead"),
        ("The senator charged that the army had lied.", "that the army had lied"),
        ("Togo allowed that the raid was a mistake.", "that the raid was a mistake"),
        (
            "Peru's president said Peru would open the port, in a move that may anger Chile.",
            "Peru would open the port",
        ),
        ("Analysts said Peru was arming – although few agree.", "Peru was arming"),
        ("Peru's president said the port would open in a year.", "the port would open in a year"),
    ],
)
def test_words_are_statements_and_end_where_they_end(reader: Reader, text: str, said: str) -> None:
    assert contents(reader, text) == [said]
