"""Who heads a body above states, where the text has the office alone: by pages that list them."""

from __future__ import annotations

from datetime import date

import pytest

from legation.read import Reader
from legation.records import Article, Kind, NamedBy
from legation.registry.load import load_registry
from legation.tables import rows

# A day, a text, and the person whom a table names in it; empty where nobody is named.
TEXTS = (
    ("2020-03-04", "The NATO secretary general called for calm.", "jens-stoltenberg"),
    ("2024-11-04", "NATO's chief called for calm.", "mark-rutte"),
    ("2024-10-01", "The secretary general of NATO called for calm.", "mark-rutte"),
    ("2005-03-04", "The UN secretary-general urged both sides to talk.", "kofi-annan"),
    ("2020-03-04", "In 2001 the UN chief won a prize.", "kofi-annan"),
    ("2020-08-20", "The IAEA chief flew to Tehran.", "rafael-grossi"),
    ("2020-08-20", "The EU foreign policy chief flew to Kyiv.", "josep-borrell"),
    ("2020-08-20", "The president of the European Commission spoke.", "ursula-von-der-leyen"),
    ("2013-08-20", "The World Bank president spoke.", "jim-yong-kim"),
    ("2016-08-20", "The Arab League secretary general spoke.", "ahmed-aboul-gheit"),
    ("2023-05-04", "The CSTO secretary general arrived in Yerevan.", ""),  # no page vouches for it
    ("2024-05-04", "The CSTO secretary general arrived in Yerevan.", "imangali-tasmagambetov"),
    ("2017-05-04", "The SCO secretary general arrived in Tashkent.", "rashid-alimov"),
    ("2019-05-04", "The OIC chief condemned the shelling.", "yousef-al-othaimeen"),
    ("2021-05-04", "The GCC secretary general welcomed the truce.", "nayef-al-hajraf"),
    ("2017-05-04", "The ECOWAS commission president flew to Banjul.", "marcel-de-souza"),
    ("2013-05-04", "The ICC prosecutor visited Nairobi.", "fatou-bensouda"),
    ("2013-05-04", "The president of the International Criminal Court spoke.", "song-sang-hyun"),
    ("2015-05-04", "The OPCW chief spoke in The Hague.", "ahmet-uzumcu"),
    ("2020-05-04", "The IOM chief toured the camp.", "antonio-vitorino"),
    ("2018-05-04", "The AIIB president signed the loan.", "jin-liqun"),
    ("2022-05-04", "The BRICS bank chief signed the loan.", "marcos-troyjo"),
    ("2018-05-04", "The SADC executive secretary flew to Harare.", "stergomena-tax"),
    ("2018-05-04", "The CIS executive secretary flew to Baku.", "sergei-lebedev-cis"),
    ("2017-05-04", "IGAD's executive secretary spoke in Juba.", "mahboub-maalim"),
    # near misses
    ("2013-05-04", "A prosecutor in Nairobi cited the ICC.", ""),
    ("2013-05-04", "The deputy ICC prosecutor visited Nairobi.", ""),
    ("2013-05-04", "The vice president of the International Criminal Court spoke.", ""),
    ("2013-05-04", "The Kenyan Red Cross chief toured the camp.", ""),
    ("2012-07-04", "The ICRC president visited Damascus.", ""),  # the month of the change
    ("2018-05-04", "The GCC chiefs of staff met.", ""),
    ("2019-08-20", "The IAEA director general flew to Tehran.", ""),  # between two
    ("2016-12-31", "In 2016 and 2017 the UN chief spoke often.", ""),  # two held it
    ("1950-08-20", "The NATO secretary general spoke.", ""),
    (None, "The NATO secretary general called for calm.", ""),  # no day
    ("2020-08-20", "A former NATO chief spoke.", ""),
    ("2020-08-20", "The next NATO chief will be named in May.", ""),
    ("2020-08-20", "The deputy secretary general of NATO spoke.", ""),
    ("2020-08-20", "The UN refugee chief spoke.", ""),
    ("2020-08-20", "The NATO mission chief in Kosovo spoke.", ""),
    ("2020-08-20", "NATO secretaries general have come from Europe.", ""),
    ("2020-08-20", "Ada Lund was elected NATO secretary general.", ""),
    ("2020-08-20", "The NATO secretary general, Ada Lund, spoke.", ""),
)


@pytest.mark.model
@pytest.mark.parametrize(("day", "text", "person"), TEXTS)
def test_head_of_a_body_is_named_on_the_day_that_a_page_vouches_for(
    reader: Reader, day: str | None, text: str, person: str
) -> None:
    told = [
        m.actor_id
        for m in reader.read(Article.from_text(text, published=day)).mentions
        if m.kind is Kind.PERSON and m.named_by is NamedBy.TABLE
    ]
    assert told == ([person] if person else [])


def test_rows_are_of_people_and_bodies_that_are_known() -> None:
    known = load_registry()
    names = {actor.name for actor in known.actors.values() if actor.kind is Kind.ORGANISATION}
    for row in rows("actors/body_heads.csv"):
        assert known.person(row["id"]) is not None, row
        assert row["organisation"] in names, row


def test_nobody_else_is_cited_in_the_office_on_any_day() -> None:
    registry = load_registry()
    for row in rows("actors/body_heads.csv"):
        first = date.fromisoformat((row["from"] + "-01-01")[:10])
        found = registry.cited_holder(row["office"], row["organisation"], first, first)
        assert found is not None, row
        assert found.id == row["id"], row
