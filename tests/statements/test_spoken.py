"""The day of speaking, whom words are addressed to, and through what they came."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from legation.nlp.parse import load_model, parse
from legation.records import Article, Statement
from legation.statements.find import find_statements

pytestmark = pytest.mark.model

NLP: Language = load_model()
PUBLISHED = date(2026, 3, 12)  # a Thursday


def first_of(text: str) -> Statement:
    article = Article.from_text(text, published=PUBLISHED)
    return find_statements(parse(article, NLP), article, ())[0]


SPOKEN = [
    ("The minister said on Tuesday that talks would resume on Monday.", date(2026, 3, 10)),
    ("Ana Okoye told reporters on 3 March that the army had left.", date(2026, 3, 3)),
    (
        "The foreign ministry said in a statement on Monday that it was over.",
        date(2026, 3, 9),
    ),
    ("The talks failed, the ministry said late on Wednesday.", date(2026, 3, 11)),
    ("“We go,” Okoye said Thursday. “We will not stay until June.”", date(2026, 3, 12)),
    ("On Friday, the envoy said the border would open in 2027.", date(2026, 3, 6)),
    ("Okoye said on Monday she would leave the council.", date(2026, 3, 9)),
    ("Monday's statement said the two sides had agreed.", date(2026, 3, 9)),
    ("In an interview published on Sunday, Okoye called the deal a farce.", date(2026, 3, 8)),
    ("“It is over,” Okoye wrote on Facebook on 4 March.", date(2026, 3, 4)),
]
NO_DAY = [
    "The minister said that talks would resume on Monday.",
    "The talks will resume on Monday, Okoye said.",
    "The 2012 nominee said he was tired.",
    "“They are slow,” Okoye said of the 2016 reforms.",
    "Okoye said: “On Monday we will vote.”",
    "The premier, who was elected in 2019, told the 2025 summit that the bank was safe.",
    "The minister condemned Monday's attack.",
]


@pytest.mark.parametrize(("text", "day"), SPOKEN)
def test_the_day_told_with_the_cue_is_the_day_of_speaking(text: str, day: date) -> None:
    when = first_of(text).when
    assert when is not None
    assert (when.first, when.last) == (day, day)


@pytest.mark.parametrize("text", NO_DAY)
def test_a_day_of_something_else_is_no_day_of_speaking(text: str) -> None:
    assert first_of(text).when is None


def test_a_weekday_needs_the_day_of_publication() -> None:
    article = Article.from_text("The minister said on Tuesday that the talks had failed.")
    (statement,) = find_statements(parse(article, NLP), article, ())
    assert statement.when is None


ADDRESSED = [
    ("The minister accused Moscow of lying about the talks.", "Moscow"),
    ("Okoye blamed Tehran for the collapse of the talks.", "Tehran"),
    ("Kyiv thanked Ankara for its help.", "Ankara"),
    ("The envoy warned Beijing against sending ships to the reef.", "Beijing"),
    ("The premier told parliament that the army had left.", "parliament"),
    ("The council called on Khartoum to open the border.", "Khartoum"),
    ("In a letter to the Security Council, Okoye said the border was open.", "Security Council"),
    ("In a phone call with President Mora, Okoye said that the deal was dead.", "President Mora"),
    ("“We go,” Okoye said in a letter addressed to the governor.", "governor"),
    ("The president apologised to Kenya for the raid.", "Kenya"),
    ("The general told state news agency IRNA that the ship had sunk.", "state news agency"),
    ("The minister said that the deal was close.", None),
    ("The ministry condemned the strike.", None),
]


@pytest.mark.parametrize(("text", "name"), ADDRESSED)
def test_who_is_told_or_accused_is_the_addressee(text: str, name: str | None) -> None:
    addressee = first_of(text).addressee
    assert (addressee.name if addressee else None) == name


CHANNELS = [
    ("The Daily Post reported that the minister had left.", None),
    ("The minister wrote in the Daily Post that he would leave.", None),
    ("Okoye said in a post on X that he would resign.", "social media"),
    ("A post by the ministry said the ship had sunk.", "social media"),
]


@pytest.mark.parametrize(("text", "channel"), CHANNELS)
def test_a_paper_called_post_is_no_post(text: str, channel: str | None) -> None:
    assert first_of(text).channel == channel
