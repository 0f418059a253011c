"""A bare crowd or body has a country by evidence of its own sentence, or it has none."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article

pytestmark = pytest.mark.model

# A text, words of it, and the country of whom they mean; an empty one for none that is told.
EVIDENCE = (
    # where the own clause happens
    ("A bomb killed nine shoppers in Quetta.", "shoppers", "PAK"),
    ("Turkish shells killed nine farmers near Kobani in Syria.", "farmers", "SYR"),
    ("Farmers near Nakuru in Kenya dug a well.", "Farmers", "KEN"),
    ("Kenyan and Dutch farmers met. Farmers dug a well.", "Farmers", ""),
    ("Mourners in Leeds sang for a nurse who was killed in Yemen.", "Mourners", "GBR"),
    ("Mourners sang for a nurse who was killed in Yemen.", "Mourners", ""),
    ("Children from 30 countries sang in Geneva.", "Children", ""),
    ("Police arrested two Danes in Lagos.", "Police", "NGA"),
    ("A man was killed in Lagos.", "man", "NGA"),
    ("A man called Lagos from Ghana.", "man", ""),
    # soldiers and captors may be from anywhere
    ("A bomb in Baghdad hit a US patrol and killed three soldiers.", "soldiers", ""),
    ("Advancing forces took a village in Syria from Turkey's allies.", "Advancing forces", ""),
    ("The captors, who had met in London, moved the reporter to a cell in Aleppo.", "captors", ""),
    ("US soldiers and gunmen fought in Mosul.", "gunmen", ""),
    ("US soldiers and insurgents fought in Mosul.", "insurgents", "IRQ"),
    # organs of state
    ("Hungary will hold a vote in May, officials said.", "officials", "HUN"),
    ("Hungary and Austria will hold votes in May, officials said.", "officials", ""),
    ("The premier of Hungary lost a vote in parliament.", "parliament", "HUN"),
    ("The defence secretary left the administration over Syria.", "administration", ""),
    ("Some governments support the rebels in Mali.", "governments", ""),
    ("The Noor administration was praised by Chad.", "administration", ""),
    # what people carry or fire may be far from home, what a country has may not
    ("Crowds with Danish flags met police at the gate.", "police", ""),
    ("A Chilean bomb hit the consulate.", "consulate", ""),
    ("The Chilean jets hit a checkpoint.", "checkpoint", ""),
    ("The crowd burned a Danish uniform, police said.", "police", ""),
    ("The Danish election was quiet, police said.", "police", "DNK"),
    ("The Danish coast was quiet, police said.", "police", "DNK"),
    ("The Turkish lira fell, and the central bank waited.", "central bank", "TUR"),
    ("JAKARTA, Indonesia - Police guarded the Australian embassy.", "Police", ""),
    # said before
    (
        "The Kenyan government met Chad's envoy. In Rome the government was praised.",
        "government",
        "KEN",
    ),
    (
        "The Kenyan government met the Chadian government. In Rome the government was praised.",
        "government",
        "",
    ),
    ("Three Kenyan women met two Danes. The women sang.", "women", ""),
    # the only country of the text
    ("Jordan's king spoke. Police closed the roads.", "Police", "JOR"),
    ("Jordan's king spoke of Egypt. Police closed the roads.", "Police", ""),
    # what happened, by those who saw it
    ("Three Danes were shot dead near a bridge in Goma, police said.", "police", "COD"),
    ("A Danish soldier was charged with a murder in Iraq, police said.", "police", ""),
    ("French troops fought in Bangui, residents said.", "residents", "CAF"),
    # friends and foes
    ("Noor called Syria's main backer.", "backer", ""),
    ("Noor called Syria's main opposition party.", "party", "SYR"),
    # kin
    ("Noor Haddad, a Syrian, lost her parents.", "parents", ""),
    ("The Syrian minister wrote to his children.", "children", ""),
)


@pytest.mark.parametrize(("text", "words", "country"), EVIDENCE)
def test_country_by_evidence_of_its_own(
    reader: Reader, text: str, words: str, country: str
) -> None:
    told = reader.read(Article.from_text(text, published="2024-03-09")).mentions
    last = [m for m in told if m.passage.text.lower().endswith(words.lower())][-1:]
    assert {m.country for m in last} <= {country or None}, [m.rule for m in last]


# A people of several countries and the country of its part.
PEOPLES = (
    ("Kurds in northern Syria fled.", "Kurds", "SYR"),
    ("Iraqi Kurds voted. The Kurds had waited for years.", "Kurds", "IRQ"),
    ("Iraqi Kurds met Syrian Kurds. The Kurds had waited for years.", "Kurds", ""),
    ("Turkey and Syria fought. Kurds fled.", "Kurds", ""),
    ("Syria was bombed on Sunday. In Oslo Kurds protested.", "Kurds", ""),
    ("Arabs and Persians met in Geneva.", "Arabs", ""),
    ("Other Arab countries refused.", "Arab", ""),
    ("Kurdish fighters entered Kirkuk in Iraq.", "Kurdish fighters", "IRQ"),
    ("Kurdish fighters thanked the United States.", "Kurdish fighters", ""),
    ("Kurds in Afrin fled. Kurds marched in Oslo.", "Kurds", ""),
    ("Kurds marched in Oslo for Afrin.", "Kurds", ""),
    ("Shia militias joined Iran and Iraq in the fight.", "Shia militias", ""),
)


@pytest.mark.parametrize(("text", "words", "country"), PEOPLES)
def test_a_people_of_several_countries(reader: Reader, text: str, words: str, country: str) -> None:
    told = reader.read(Article.from_text(text, published="2024-03-09")).mentions
    last = [m for m in told if m.passage.text == words][-1:]
    assert {m.country for m in last} <= {country or None}, [m.rule for m in last]
