"""Headlines In Title Case get the case of running text, and nothing else does."""

from __future__ import annotations

import pytest

from legation import Article, Reader
from legation.language.casing import recased


@pytest.mark.parametrize(
    ("line", "small"),
    [
        ("Kenya Expels Somali Ambassador", "Kenya expels Somali ambassador"),
        ("Oman To Expel Two Danish Envoys", "Oman to expel two Danish envoys"),
        ("Peru And Chile Sign Fishing Treaty", "Peru and Chile sign Fishing treaty"),
        ("Bush, Blair Discuss Iraq In Texas", "Bush, Blair discuss Iraq in Texas"),
        ("Rebels Kill Six Soldiers Near Goma", "Rebels kill six soldiers near Goma"),
        ("Chad May Cut Ties With Libya", "Chad may cut ties with Libya"),
        ("May Meets Macron In Calais", "May meets Macron in Calais"),
        ("Turkey Says It Will Free Pastor", "Turkey says it will free Pastor"),
        ("United States Lifts Embargo On Cuba", "United States lifts embargo on Cuba"),
        ("NATO Condemns Attack On Convoy", "NATO condemns attack on convoy"),
    ],
)
def test_a_headline_is_read_in_running_case(line: str, small: str) -> None:
    assert recased(line) == small


@pytest.mark.parametrize(
    "line",
    [
        "Foreign Minister Ali Hassan Of Kenya",  # no verb
        "World Trade Center In New York",
        "Kenya Expels Envoy",  # too short to tell
        "Kenya expels Somali ambassador",
        "Kenya Expels Somali Ambassador.",  # ends as a sentence does
        "KENYA EXPELS SOMALI AMBASSADOR",
        "The envoy met Ann Brown in Lima",
        "",
        "\n \n",
    ],
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert recased(line) == line


def test_each_character_stays_where_it_was() -> None:
    text = "Kenya Expels Somali Ambassador\n\nKenya expelled him on Friday. İt Said Why.\n"
    made = recased(text)
    assert made != text
    assert len(made) == len(text)
    assert made.lower() == text.lower()


@pytest.mark.model
def test_the_passage_is_as_the_headline_has_it(reader: Reader) -> None:
    article = Article.from_text("Kenya To Expel Somali Ambassador", published="2024-03-09")
    (event,) = reader.read(article).events
    assert (event.type, event.status) == ("SANCTION", "planned")
    assert event.trigger.text == "Expel Somali Ambassador"
