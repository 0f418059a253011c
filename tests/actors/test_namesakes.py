"""Whom a name means that others bear too: the leader, another of that name, or nobody for sure."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article, Kind

pytestmark = pytest.mark.model

# A sentence, a name in it that stands alone, and who that is; the name itself for somebody unknown.
LONE = (
    ("Erdogan told parliament that Turkey would wait.", "Erdogan", "Recep Tayyip Erdoğan"),
    ("Sergeant Macron told the court in Lyon that he had been paid.", "Macron", "Macron"),
    ("President Macron told reporters that France had paid.", "Macron", "Emmanuel Macron"),
    ("Dr Putin of the heart clinic in Minsk operated on two Poles.", "Putin", "Putin"),
    ("Putin of Russia met two Poles.", "Putin", "Vladimir Putin"),
    ("A plumber named Biden sued the American embassy in Riga.", "Biden", "Biden"),
    ("Modi, 24, a welder from Lusaka, was deported by Angola.", "Modi", "Modi"),
    ("Modi, 73, told parliament that India would not bow.", "Modi", "Narendra Modi"),
    ("Farmer Zelensky lost two cows, he told Moldovan police.", "Zelensky", "Zelensky"),
    ("Zelenskyy warned Belarus on Sunday.", "Zelenskyy", "Volodymyr Zelenskyy"),
    ("Trooper Ramaphosa was buried in Durban.", "Ramaphosa", "Ramaphosa"),
    ("Ramaphosa was in Durban.", "Ramaphosa", "Cyril Ramaphosa"),
    ("Lee told the court in Oslo that he sold noodles.", "Lee", "Lee"),
    ("The premier's daughter Sunak opened a school in Leeds.", "Sunak", "Sunak"),
    ("Judge Scholz freed two Danes.", "Scholz", "Scholz"),
    ("Chancellor Scholz freed the funds.", "Scholz", "Olaf Scholz"),
)

# Two people in a text, then a name alone: who that is, the name itself where it is nobody's.
BEARERS = (
    ("Anna Weber met Karl Weber in Bern. Weber praised the talks.", "Weber"),
    ("Anna Weber met two Swiss officials. Weber praised the talks.", "Anna Weber"),
    ("Anna Weber met Karl Weber in Bern. Mrs Weber praised the talks.", "Anna Weber"),
    ("Anna Weber left. Weber was tired. Karl Weber stayed in Bern.", "Anna Weber"),
    ("Emmanuel Macron met Lucie Macron, a painter. Macron praised Japan.", "Macron"),
    (
        "Lucie Macron, a painter, lives in Nantes. It rained. It snowed. The town flooded. "
        "Emmanuel Macron came with aid. Macron praised the firemen.",
        "Emmanuel Macron",
    ),
    (
        "Tomas Horak and Jan Horak fled Chad. Tomas was hurt. Horak carried him.",
        "Jan Horak",
    ),
)

FULL = (
    ("Ahmed Ali, a driver, saw Ethiopian soldiers.", "Ahmed Ali", None),
    ("Abiy Ahmed Ali saw Ethiopian soldiers.", "Abiy Ahmed Ali", "Abiy Ahmed"),
    ("Mohamed Ali was held in Addis Ababa.", "Mohamed Ali", None),
    ("Osama bin Laden was killed in 2011.", "Osama bin Laden", "Osama bin Laden"),
)


def named(reader: Reader, text: str, words: str) -> list[str]:
    """The names of what is mentioned by those words, in text order."""
    mentions = reader.read(Article.from_text(text, published="2024-03-09")).mentions
    return [m.name for m in mentions if m.passage.text == words]


@pytest.mark.parametrize(("text", "word", "who"), LONE)
def test_a_lone_name_is_somebody_only_if_it_can_be_no_other(
    reader: Reader, text: str, word: str, who: str
) -> None:
    assert set(named(reader, text, word)) <= {who}
    assert who == word or named(reader, text, word)


@pytest.mark.parametrize(("text", "who"), BEARERS)
def test_a_name_that_two_bear_is_nobody_unless_one_is_told(
    reader: Reader, text: str, who: str
) -> None:
    word = who.split()[-1]
    assert named(reader, text, word) == [who]


@pytest.mark.parametrize(("text", "words", "who"), FULL)
def test_a_full_name_is_no_part_of_somebody_elses(
    reader: Reader, text: str, words: str, who: str | None
) -> None:
    assert named(reader, text, words) == [who or words]


def test_a_first_name_alone_is_of_whom_the_text_named(reader: Reader) -> None:
    text = "Samuel Okello was shot near Gulu. Officers said that Samuel had been alone."
    assert named(reader, text, "Samuel") == ["Samuel Okello"]


def test_a_first_name_with_a_description_is_somebody_new(reader: Reader) -> None:
    text = "Samuel Okello was shot near Gulu. Samuel, 12, a neighbour, saw the men."
    assert "Samuel Okello" not in named(reader, text, "Samuel")


ONE_NAME = [
    ("Hassan Adeyemi Hassan, who runs a water fund, said the wells were dry.", None),
    ("Hassan Hassan, director of a study programme in Leeds, said the road was shut.", None),
    ("King Hassan II of Morocco opened the talks in 1981.", "hassan-ii"),
]


@pytest.mark.parametrize(("text", "who"), ONE_NAME)
def test_a_second_name_makes_nobody_of_one_name(reader: Reader, text: str, who: str | None) -> None:
    people = [m for m in reader.read(Article.from_text(text)).mentions if m.kind is Kind.PERSON]
    assert [m.actor_id for m in people] == [who]
