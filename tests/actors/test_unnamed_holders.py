"""Holders of offices whom a text does not name: by a source, on the day told, or nobody."""

from __future__ import annotations

import pytest

from legation.actors.mentions import find_mentions
from legation.nlp.parse import load_model, parse
from legation.records import Article, Kind, Mention

pytestmark = pytest.mark.model


def named(text: str, published: str = "2024-03-09") -> set[str]:
    """The people the reading names where the text has an office."""
    article = Article.from_text(text, published=published)
    return {m.name for m in mentions(article) if m.kind is Kind.PERSON and m.name not in text}


def mentions(article: Article) -> tuple[Mention, ...]:
    return find_mentions(parse(article, load_model()), article)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The French president met farmers on Thursday.", "Emmanuel Macron"),
        ("France's president met farmers.", "Emmanuel Macron"),
        ("Farmers heckled the president of France.", "Emmanuel Macron"),
        ("In March 2010 the French president opened a mine.", "Nicolas Sarkozy"),
        ("The Canadian prime minister opened a port in February 2014.", "Stephen Harper"),
        ("The German chancellor was greeted by dockers on 2 March.", "Olaf Scholz"),
        ("Dockers booed the Norwegian foreign minister in May 2015.", "Børge Brende"),
        ("France's president said he had met farmers in 1999.", "Emmanuel Macron"),
        ("In June 2018 Kenya's defence minister toured the barracks.", "Raychelle Omamo"),
    ],
)
def test_holder_of_the_day_is_named_by_a_source(text: str, name: str) -> None:
    assert named(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "In 1995 a gunman shot the Israeli prime minister.",  # two held it in that year
        "In 1995, officials said, a gunman shot the Israeli prime minister.",  # whose time is it?
        "In 1995 officials said that the Israeli prime minister was safe.",
        "The Israeli prime minister had been shot at a rally.",
        "A decade later the French president would later pardon him.",
        "The miners struck in 1972. The British prime minister gave in.",  # that of then
        "The British prime minister resigned in September 2022.",  # two of them
        "The French president will open the canal in 2031.",  # nobody knows
    ],
)
def test_nobody_is_named_where_the_day_is_another_or_not_sure(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "A former French president met farmers.",
        "A French president must know wine.",
        "French presidents know wine.",
        "The first French president was a prince.",
        "The next French president will inherit the debt.",
        "The late French president loved dogs.",
        "She hopes to become French president.",
        "Lena Roth was elected as French president.",
        "The French president, Lena Roth, met farmers.",
        "French president Lena Roth met farmers. Dockers booed the French president.",
        "Lena Roth, the French president, met farmers.",
        "The deputy French finance minister met farmers.",
        "The Brazilian federation president met referees.",
        "The Japanese company cut prices. Its president met farmers.",
        "The premier of Ontario met farmers.",
        "The president of Chechnya met farmers.",
        "Catalonia's president met farmers.",
        "The Scottish first minister met farmers.",
        "The president of Somaliland met farmers.",
    ],
)
def test_nobody_is_named_but_by_a_definite_phrase_of_a_state(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Chad expelled the German ambassador.",
        "The French ambassador left Niamey.",
        "The Indian foreign secretary flew to Kathmandu.",
        "The Pakistani home secretary resigned.",
        "The US interior secretary opened a park.",
        "The French budget minister met farmers.",
        "The Kenyan army chief met farmers.",
        "The German spokesman met farmers.",
        "Mexico's deputy foreign minister met farmers.",
    ],
)
def test_nobody_is_named_by_an_office_of_several_or_of_officials(text: str) -> None:
    assert named(text, "2015-03-09") == set()


def test_counterpart_is_named_by_a_source_of_the_day() -> None:
    text = "Norwegian Foreign Minister Børge Brende met his Polish counterpart in May 2015."
    assert "Grzegorz Schetyna" in named(text, "2024-03-09")


def test_office_nobody_names_stays_an_office() -> None:
    article = Article.from_text("In 1995 a gunman shot the Israeli prime minister.")
    (office,) = [m for m in mentions(article) if "minister" in m.passage.text]
    assert (office.kind, office.country, office.sector) == (Kind.OFFICE, "ISR", "GOV")


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The French president met farmers.", {"Emmanuel Macron": "table"}),
        ("The French president said he was glad.", {"Emmanuel Macron": "table"}),
        ("Emmanuel Macron met farmers. He was glad.", {"Emmanuel Macron": "text"}),
        ("The French president met farmers. Macron was glad.", {"Emmanuel Macron": "text"}),
        ("French president Lena Roth met farmers.", {"Lena Roth": "text"}),
    ],
)
def test_mention_says_whether_text_or_table_names(text: str, by: dict[str, str]) -> None:
    article = Article.from_text(text, published="2024-03-09")
    people = [m for m in mentions(article) if m.kind is Kind.PERSON and " " in m.name]
    assert {(m.name, m.named_by) for m in people} == set(by.items())
