"""Claims: bounds, negation, ends and relative dates, in short texts of 12 June 2024."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from factories import an_article

if TYPE_CHECKING:
    from legation import Reader
    from legation.records import Claim

pytestmark = pytest.mark.model

# text; subject, predicate, object, value ("" for none), since or until, holds
ROWS = [
    ("UNIFIL has more than 10,000 peacekeepers.", "UNIFIL strength - >10000 - yes"),
    ("UNIFIL has at least 9,000 soldiers.", "UNIFIL strength - >=9000 - yes"),
    ("UNIFIL has about 9,500 soldiers.", "UNIFIL strength - ~9500 - yes"),
    ("UNIFIL has nearly 9,500 soldiers.", "UNIFIL strength - <9500 - yes"),
    ("UNIFIL has up to 15,000 soldiers.", "UNIFIL strength - <=15000 - yes"),
    ("UNIFIL has between 9,000 and 10,000 soldiers.", "UNIFIL strength - 9000-10000 - yes"),
    ("UNIFIL has troops from 48 countries.", "UNIFIL contributor_count - 48 - yes"),
    ("Ghana contributes 870 soldiers to UNIFIL.", "Ghana contributes_to UNIFIL 870 - yes"),
    ("Italy has over 1,000 soldiers in UNIFIL.", "Italy contributes_to UNIFIL >1000 - yes"),
    ("Some 300 Irish troops serve in UNIFIL.", "Ireland contributes_to UNIFIL ~300 - yes"),
    ("Indonesia, which contributes about 1,200 troops to UNIFIL, spoke.",
     "Indonesia contributes_to UNIFIL ~1200 - yes"),
    ("Spain took command of UNIFIL in 2022.", "Spain commands UNIFIL - since:2022-01-01 yes"),
    ("Spain took over the command of UNIFIL last month.",
     "Spain commands UNIFIL - since:2024-05-01 yes"),
    ("Spain handed over command of UNIFIL in 2022.",
     "Spain commands UNIFIL - until:2022-12-31 no"),
    ("NATO has led KFOR since 1999.", "NATO leads KFOR - since:1999-01-01 yes"),
    ("Under UN Security Council Resolution 1701, UNIFIL patrols the border.",
     "UNIFIL mandated_by UN_Security_Council_Resolution_1701 - - yes"),
    ("UNIFIL patrols the border. Its mandate was widened by Security Council Resolution 1701.",
     "UNIFIL mandated_by Security_Council_Resolution_1701 - - yes"),
    ("UNIFIL patrols the border. It has been led by Ghana since 2022.",
     "Ghana leads UNIFIL - since:2022-01-01 yes"),
    ("Spain recognised Palestine in May.", "Spain recognizes Palestine - since:2024-05-01 yes"),
    ("Spain does not recognise Kosovo.", "Spain recognizes Kosovo - - no"),
    ("Spain has never recognised Kosovo.", "Spain recognizes Kosovo - - no"),
    ("Kosovo was recognised by Japan in 2008.", "Japan recognizes Kosovo - since:2008-01-01 yes"),
    ("Nauru no longer recognises Taiwan.", "Nauru recognizes Taiwan - - no"),
    ("Israel became the first country to recognise Somaliland.",
     "Israel recognizes Somaliland - - yes"),
    ("Eritrea won independence from Ethiopia in 1993.",
     "Eritrea independent_since Ethiopia - since:1993-01-01 yes"),
    ("South Sudan declared independence from Sudan on 9 July 2011.",
     "South_Sudan independent_since Sudan - since:2011-07-09 yes"),
    ("China claims that Taiwan is part of China.", "China claims_territory Taiwan - - yes"),
    ("China regards Taiwan as part of its territory.", "China claims_territory Taiwan - - yes"),
    ("Finland joined NATO in April 2023.", "Finland member_of NATO - since:2023-04-01 yes"),
    ("Norway is a member of NATO.", "Norway member_of NATO - - yes"),
    ("Switzerland is not a member of NATO.", "Switzerland member_of NATO - - no"),
    ("Britain left the European Union in 2020.",
     "United_Kingdom member_of European_Union - until:2020-12-31 no"),
    ("France has about 1,500 soldiers in Niger.", "France deployed_in Niger ~1500 - yes"),
    ("The European Union imposed sanctions on Belarus in 2021.",
     "Belarus sanctioned_by European_Union - since:2021-01-01 yes"),
    ("The United States lifted its sanctions on Sudan in 2020.",
     "Sudan sanctioned_by United_States - until:2020-12-31 no"),
    ("Hezbollah controls the south of Lebanon.", "Hezbollah controls south_of_Lebanon - - yes"),
    ("The M23 seized Goma two days ago.", "M23 controls Goma - since:2024-06-10 yes"),
    ("Oman is mediating between Iran and the United States.", "Oman mediates Iran - - yes"),
    ("Kenyan President William Ruto spoke.", "William_Ruto holds_office President - - yes"),
    ("Former Kenyan President Uhuru Kenyatta spoke.",
     "Uhuru_Kenyatta holds_office President - - no"),
    ("Penny Wong, the Australian foreign minister, spoke.",
     "Penny_Wong holds_office Foreign_Minister - - yes"),
    ("Eritrea will never recognise Somaliland.", "Eritrea recognizes Somaliland - - no"),
    ("Kenya sent 400 police officers to Haiti.", "Kenya deployed_in Haiti 400 - yes"),
    ("The headquarters of the African Union is in Addis Ababa.",
     "African_Union based_in Addis_Ababa - - yes"),
    ("Israel and Syria are at war.", "Israel at_war_with Syria - - yes"),
    ("Israel and Hezbollah fought a war in 2006.",
     "Israel at_war_with Hezbollah - since:2006-01-01 yes"),
    ("Al-Shabaab, which is affiliated with al-Qaida, spoke.",
     "al-Shabaab allied_with al-Qaeda - - yes"),
    ("The EU has extended its sanctions on Belarus until February 2025.",
     "Belarus sanctioned_by European_Union - until:2025-02-28 yes"),
    ("Argentina claims sovereignty over the Falkland Islands.",
     "Argentina claims_territory Falkland_Islands - - yes"),
    ("The Iranian-backed Houthi rebels spoke.", "Houthis allied_with Iran - - yes"),
    ("The president ordered the withdrawal of 500 French troops from Chad.",
     "France deployed_in Chad 500 - yes"),
    ("Peru will hand over command of MINUSCA to Chile next month.",
     "Peru commands MINUSCA - - yes"),
    ("The European Union refused to lift its sanctions on Burundi.",
     "Burundi sanctioned_by European_Union - - yes"),
    ("Fatah and its armed wing, the Al-Aqsa Martyrs Brigades, spoke.",
     "Al-Aqsa_Martyrs'_Brigades part_of Fatah - - yes"),
    ("The head of the Syrian Observatory for Human Rights, Rami Abdulrahman, spoke.",
     "Rami_Abdulrahman holds_office Head_of_Syrian_Observatory_for_Human_Rights - - yes"),
    ("The UK is part of the coalition.", "United_Kingdom member_of coalition - - yes"),
]  # fmt: skip

SIGNS = {
    "exact": "", "at least": ">=", "more than": ">", "at most": "<=", "less than": "<",
    "about": "~", "between": "",
}  # fmt: skip


def told(claim: Claim) -> str:
    """A claim in one line, as the rows write it."""
    value = "-"
    if claim.value is not None:
        upper = f"-{claim.value.upper:g}" if claim.value.upper is not None else ""
        value = f"{SIGNS[claim.value.bound]}{claim.value.amount:.10g}{upper}"
    when = "-"
    if claim.valid is not None and claim.valid.first is not None:
        when = f"since:{claim.valid.first}"
    elif claim.valid is not None and claim.valid.last is not None:
        when = f"until:{claim.valid.last}"
    subject, thing = claim.subject.name, claim.object.name if claim.object else "-"
    words = (subject.replace(" ", "_"), claim.predicate, thing.replace(" ", "_"), value, when)
    return " ".join((*words, "yes" if claim.holds else "no"))


@pytest.mark.parametrize(("text", "claim"), ROWS, ids=[r[0] for r in ROWS])
def test_text_makes_claim(reader: Reader, text: str, claim: str) -> None:
    reading = reader.read(an_article(text, published="2024-06-12"))
    assert claim in [told(c) for c in reading.claims]


@pytest.mark.parametrize(
    "text",
    [
        "Spain may recognise Palestine.",
        "Spain plans to recognise Palestine next year.",
        "Would Spain recognise Palestine?",
        "The team led the match at half-time.",
        "The company has more than 10,000 workers.",
    ],
)
def test_plans_and_other_matters_are_no_claims(reader: Reader, text: str) -> None:
    reading = reader.read(an_article(text, published="2024-06-12"))
    assert [told(c) for c in reading.claims if c.predicate != "holds_office"] == []


def test_claim_inside_a_statement_is_the_speakers(reader: Reader) -> None:
    text = "“Ghana has never recognised Abkhazia,” said Ghanaian President John Mahama."
    reading = reader.read(an_article(text, published="2025-06-12"))
    (claim,) = [c for c in reading.claims if c.predicate == "recognizes"]
    assert not claim.holds
    assert claim.holder is not None
    assert claim.holder.name == "John Mahama"


def test_claim_outside_statements_is_the_outlets(reader: Reader) -> None:
    reading = reader.read(an_article("Ghana recognises Palestine.", published="2025-06-12"))
    assert [c.holder for c in reading.claims] == [None]


@pytest.mark.parametrize(
    ("text", "day", "holds"),
    [
        # a title of courtesy: the tables have another in the office by then
        ("President Obama met the Cuban leader in Havana.", "2018-05-28", False),
        ("US President Barack Obama was in Paris.", "2018-05-28", False),
        ("Prime Minister David Cameron of Britain was in Paris.", "2018-05-28", False),
        ("Angela Merkel, the German chancellor, was in Paris.", "2023-05-28", False),
        # in office, again in office, on the way out, or on no day
        ("President Obama met the Cuban leader in Havana.", "2016-05-28", True),
        ("Angela Merkel, the German chancellor, was in Paris.", "2018-05-28", True),
        ("US President Donald Trump was in Paris.", "2025-05-28", True),
        ("US President Barack Obama was in Paris.", "2017-02-01", True),
        ("US President Barack Obama was in Paris.", None, True),
        # whoever is not in the tables is what the text says
        ("Prime Minister Ana Vell of Britain was in Paris.", "2018-05-28", True),
    ],
)
def test_nobody_is_in_an_office_that_another_holds_by_then(
    reader: Reader, text: str, day: str | None, holds: bool
) -> None:
    claims = reader.read(an_article(text, published=day)).claims
    assert [c.holds for c in claims if c.predicate == "holds_office"] == [holds]
