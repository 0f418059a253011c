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
        "Togo shares a river with Benin.",
        "Oman and Togo demanded nothing of each other.",
        "The rebels tried to leave Kati by night.",
        "Chad's effort to rebuild the port goes on.",
        "The army introduced a new rifle in May.",
        "The mayor greeted the envoy at the door.",
        "The flood meant the road would stay shut.",
        "Peruvian drivers miss the old bridge.",
        "The unit enjoyed a long rest in Tacna.",
        "The raid exposed a weak spot in the wall.",
        "A team of doctors examined the wells of Gao.",
        "The fire spread panic in the market of Lomé.",
    ],
)
def test_deeds_and_silence_are_no_statements(reader: Reader, text: str) -> None:
    assert contents(reader, text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ghana urged Togo to condemn the raid.", "urges"),
        ("Chad refused to praise the accord.", "refuses"),
        ("The minister plans to criticise the court on Monday.", "wants"),
        ("The pope asked the crowd to pray for rain.", "requests"),
    ],
)
def test_what_is_yet_to_be_said_is_no_statement(reader: Reader, text: str, act: str) -> None:
    found = reader.read(Article.from_text(text, published="2024-05-28")).statements
    assert [s.act for s in found] == [act]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ghana's envoy shared the view that the vote was fair.", "that the vote was fair"),
        ("The minister showed that the wells were dry.", "that the wells were dry"),
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
