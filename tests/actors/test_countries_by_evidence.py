"""Whose a body or a crowd is by the words beside it; never by what it is for, against or about."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article, NamedBy

pytestmark = pytest.mark.model

# A sentence, words of it, and the country of whom they mean; an empty one for none that is told.
WHOSE = (
    # towns by the land beside them
    ("Police in Athens, Georgia, arrested a Chinese scientist.", "Police", "USA"),
    ("Police in Athens, Greece, arrested a Chinese scientist.", "Police", "GRC"),
    ("Teachers from Vienna, Virginia, wrote to Austria.", "Teachers", "USA"),
    ("Teachers from Vienna wrote to Spain.", "Teachers", "AUT"),
    ("Authorities in Tripoli, the north Lebanese port, held a smuggler.", "Authorities", "LBN"),
    ("Authorities in Tripoli, Libya's capital, held a smuggler.", "Authorities", "LBY"),
    ("Residents of Santiago de Cuba queued for flour.", "Residents", "CUB"),
    ("Residents of Santiago queued for flour.", "Residents", "CHL"),
    ("Talks were held in Paris, Germany and Spain said.", "Paris", "FRA"),
    ("Georgia Governor Dana Pike criticised China.", "Dana Pike", "USA"),
    ("Georgian President Dana Pike criticised China.", "Dana Pike", "GEO"),
    # bodies and offices of towns
    ("Shanghai police detained two Danes.", "Shanghai police", "CHN"),
    ("Kharkiv authorities closed all schools.", "Kharkiv authorities", "UKR"),
    ("The governor of Kursk fled.", "governor", "RUS"),
    ("The bishop of Leeds blessed the boats.", "bishop", "GBR"),
    ("Reading lists were sent to Spain.", "Reading", ""),
    ("PARIS - Women in Mashhad cut their hair in protest.", "Women", "IRN"),
    # for, against, friends, clients
    ("Anti-Israel protesters in Dublin shouted.", "Anti-Israel protesters", "IRL"),
    ("Israeli protesters in Dublin shouted.", "Israeli protesters", "ISR"),
    ("A pro-Russian unit of Georgian volunteers was routed.", "pro-Russian unit", "GEO"),
    ("Allies of Venezuela recognised Maduro.", "Allies", ""),
    ("Chinese allies of Venezuela recognised Maduro.", "Chinese allies", "CHN"),
    ("Kenya's rivals cheated.", "Kenya's rivals", ""),
    ("Lawyers for a Russian banker sued Cyprus.", "Lawyers", "CYP"),
    ("Russian lawyers for a banker sued Cyprus.", "Russian lawyers", "RUS"),
    # what it is about
    ("Lawmakers debated sanctions on Myanmar.", "Lawmakers", ""),
    ("Lawmakers in Myanmar debated sanctions.", "Lawmakers", "MMR"),
    ("Protesters marched in Albany against the war in Ethiopia.", "Protesters", ""),
    ("Protesters marched in Ethiopia against the war.", "Protesters", "ETH"),
    # origins
    ("The court met judges from Lesotho in Durban.", "judges", "LSO"),
    ("Uganda withdrew its soldiers from Somalia.", "soldiers", "UGA"),
    ("Danish Olympic rower Alva Lind said she was ill.", "Alva Lind", "DNK"),
    ("In a Danish town rower Alva Lind said she was ill.", "Alva Lind", ""),
)


@pytest.mark.parametrize(("text", "words", "country"), WHOSE)
def test_country_is_told_by_evidence(reader: Reader, text: str, words: str, country: str) -> None:
    mentions = reader.read(Article.from_text(text, published="2024-03-09")).mentions
    found = {m.country for m in mentions if m.passage.text == words}
    if words.startswith("Lawyers"):
        assert "RUS" not in found  # of no client's country
    else:
        assert found <= {country or None}
        assert found or not country


# An office without a name, and who holds it by the tables; nobody where it is another office.
HOLDERS = (
    ("2022-10-13", "The president of Chile met lawmakers from Peru.", "Gabriel Boric"),
    ("2022-10-13", "The president of Chile's senate met lawmakers from Peru.", None),
    ("2022-10-13", "The prime minister of the Polish government resigned.", "Mateusz Morawiecki"),
    ("2025-04-24", "The Canadian prime minister flew to Kyiv.", "Mark Carney"),
    ("2025-04-24", "Canadian prime minister visits Kyiv.", "Mark Carney"),
    ("2025-04-24", "Candidates for the post of Canadian prime minister quarrelled.", None),
    ("2025-04-24", "The next Canadian prime minister will face tariffs.", None),
    ("2025-04-02", "The president of Ghana, a former minister, visited Togo.", "John Mahama"),
    ("2025-04-02", "The president of Ghana, a teacher called Kojo Asante, visited Togo.", None),
)


@pytest.mark.parametrize(("day", "text", "who"), HOLDERS)
def test_tables_name_only_the_one_in_office(
    reader: Reader, day: str, text: str, who: str | None
) -> None:
    mentions = reader.read(Article.from_text(text, published=day)).mentions
    assert [m.name for m in mentions if m.named_by is NamedBy.TABLE] == ([who] if who else [])


# A text, words of it that point back, and whom they mean; `None` where they stay open.
BACK = (
    ("Turkey bombed Islamic State in Syria. The group lost men.", "The group", "Islamic State"),
    (
        "An exiles' assembly met in Paris. It named Islamic State. The group said it was lost.",
        "The group",
        None,
    ),
    ("Tomas Berg met Lucia Moreno in Oslo. She blamed Chad.", "She", "Lucia Moreno"),
    ("Laura Berg met Lucia Moreno in Oslo. She blamed Chad.", "She", None),
    ("Laura Berg flew to Oslo. She blamed Chad.", "She", "Laura Berg"),
    ("Anong Chai and her driver met officials. He blamed Chad.", "He", None),
    ("Anong Chai and his driver met officials. He blamed Chad.", "He", "Anong Chai"),
    ("One speaker at the funeral blamed Chad.", "speaker", None),
    ("The speaker of Chad's parliament blamed France.", "speaker", "Speaker of Parliament"),
)


@pytest.mark.parametrize(("text", "words", "who"), BACK)
def test_what_points_back_has_one_meaning_or_none(
    reader: Reader, text: str, words: str, who: str | None
) -> None:
    mentions = reader.read(Article.from_text(text, published="2024-03-09")).mentions
    assert [m.name for m in mentions if m.passage.text == words] == ([who] if who else [])


# A text, words of it, and who speaks or is meant by them, with the country.
RELATED = (
    (
        "The PKK was blamed. A spokesman for the Henley Trust said the report was fair.",
        "spokesman",
        ("Spokesperson of Henley Trust", None),
    ),
    ("Iran was accused by its enemies of cheating.", "enemies", ("enemies", None)),
    ("Qatar said its neighbours had closed the border.", "neighbours", ("neighbours", None)),
    ("Qatar said its soldiers had closed the border.", "soldiers", ("soldiers", "QAT")),
)


@pytest.mark.parametrize(("text", "words", "who"), RELATED)
def test_whose_friend_or_voice_somebody_is(
    reader: Reader, text: str, words: str, who: tuple[str, str | None]
) -> None:
    mentions = reader.read(Article.from_text(text, published="2024-03-09")).mentions
    assert [(m.name, m.country) for m in mentions if m.passage.text == words] == [who]
