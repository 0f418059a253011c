"""Who is meant where the nearest name is the wrong one: calendar words, datelines, objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from legation.actors.mentions import find_mentions
from legation.nlp.parse import load_model, parse
from legation.nlp.times import find_times
from legation.records import Article, Kind, Mention

if TYPE_CHECKING:
    from legation import Reader

pytestmark = pytest.mark.model


def mentions(text: str, published: str = "2023-12-18") -> dict[str, Mention]:
    """The mentions of a text by the words they stand on; the last where words come again."""
    article = Article.from_text(text, published=published)
    return {m.passage.text: m for m in find_mentions(parse(article, load_model()), article)}


def test_months_and_weekdays_are_nobodys_surname() -> None:
    text = "Britain and Norway have mediated talks in Doha since May. They met again on Friday."
    assert not {"May", "Friday"} & set(mentions(text))


def test_a_surname_that_is_a_month_stays_one_after_a_title() -> None:
    found = mentions("Prime Minister May met Chancellor Merkel in Berlin.", "2018-05-04")
    assert found["May"].name == "Theresa May"


def test_a_dateline_abroad_gives_nobody_its_country() -> None:
    text = (
        "NAIROBI/CAIRO, May 3 - Sudan's army shelled Khartoum on Friday, and Sudan's government "
        "blamed rebels. Police closed the bridges of the Sudanese capital. Sudan has been at war "
        "for years."
    )
    assert mentions(text)["Police"].country == "SDN"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "After a call from Emmanuel Macron, Serbian President Aleksandar Vučić flew home. "
            "He urged him to stay.",
            "him",
            "Emmanuel Macron",
        ),
        (
            "Army chief Abdel Fattah al-Burhan left. Diplomats expect Burhan to return.",
            "Burhan",
            "Abdel Fattah al-Burhan",
        ),
        (
            "The rebels left the town, according to the state news agency SUNA.",
            "state news agency",
            "SUNA",
        ),
    ],
)
def test_words_stand_for(text: str, words: str, name: str) -> None:
    assert mentions(text)[words].name == name


def test_a_body_beside_a_hyphen_is_not_the_actor() -> None:
    found = mentions("Sudan's army-aligned government rejected the plan of the bloc.")
    assert "army" not in found
    body = found["Sudan's army-aligned government"]
    assert (body.country, body.sector) == ("SDN", "GOV")


def test_what_would_happen_in_january_lies_ahead() -> None:
    text = "Egypt said on Monday that Cairo would host a meeting of the group in January."
    article = Article.from_text(text, published="2023-12-18")
    times = find_times(parse(article, load_model()), article)
    assert [t.when.first and t.when.first.isoformat() for t in times] == [
        "2023-12-18",
        "2024-01-01",
    ]


def test_two_people_without_an_article_are_not_those_named_before() -> None:
    text = "Chile's Gabriel Boric will meet Javier Milei in Lima on Monday, two diplomats said."
    assert "two diplomats" not in mentions(text, "2024-03-06")


def test_the_two_neighbours_are_states_and_no_bodies() -> None:
    text = (
        "Ethiopia has signed a pact that Somalia rejects. The African Union urged the two "
        "neighbours to talk."
    )
    article = Article.from_text(text, published="2024-01-03")
    found = find_mentions(parse(article, load_model()), article)
    pair = {m.country for m in found if m.rule == "memory.pair"}
    assert pair == {"ETH", "SOM"}


def test_a_name_with_its_country_behind_it() -> None:
    found = mentions("The general met the envoy, Alva Lindholm of Sweden, in Naypyitaw.")
    assert found["Alva Lindholm"].country == "SWE"


@pytest.mark.parametrize(
    ("words", "rule"), [("the US would sign", "name.country"), ("they would help us", "quote.we")]
)
def test_us_in_capitals_is_a_state(words: str, rule: str, reader: Reader) -> None:
    text = f'"I hope {words}," said French President Emmanuel Macron.'
    found = reader.read(Article.from_text(text, published="2023-12-18")).mentions
    assert [m.rule for m in found if m.passage.text.lower().split()[-1] == "us"] == [rule]


def test_its_foreign_ministry_is_of_its_own_country() -> None:
    found = mentions("Somalia condemned the visit. Its foreign ministry summoned the envoy.")
    assert found["foreign ministry"].country == "SOM"


def test_a_state_told_by_where_it_lies() -> None:
    text = "Nauru broke off relations with Taiwan and recognised China. The Pacific state has "
    found = mentions(text + "received aid before.")
    assert found["The Pacific state"].name == "Nauru"


def test_the_breakaway_region_is_the_one_named_before() -> None:
    text = "The minister visited Somaliland after Israel recognised the breakaway region."
    assert mentions(text)["the breakaway region"].name == "Somaliland"


def test_a_title_is_nobodys_name() -> None:
    found = mentions("They left after talks led by Crown Prince Mohammed bin Salman in Riyadh.")
    assert found["Crown Prince"].kind is Kind.OFFICE


def test_the_minister_who_is_spoken_to(reader: Reader) -> None:
    text = (
        "Serbian President Aleksandar Vučić met Turkish Defence Minister Yaşar Güler. Güler later "
        'met Miloš Vučević, the Serbian defence minister. "I told the Minister that we want '
        'peace," said Vučić.'
    )
    statements = reader.read(Article.from_text(text, published="2023-10-25")).statements
    assert "Yaşar Güler" in {s.addressee.name for s in statements if s.addressee}


def test_a_large_city_is_not_its_small_namesake() -> None:
    found = mentions("The United States has invited the parties to talks in Geneva.")
    assert found["Geneva"].country == "CHE"


def test_the_coalition_is_the_one_named_before() -> None:
    text = "An air strike by the Saudi-led coalition hit a bus. The coalition denied it."
    assert mentions(text)["The coalition"].name == "Saudi-led coalition"
