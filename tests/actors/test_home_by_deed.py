"""A bare crowd, gunmen or an organ of state by where the deed is and whose state acts beside."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article

pytestmark = pytest.mark.model

# A text, words of it, and the country of whom they mean; an empty one for none that is told.
BY_DEED = (
    # gunmen where they use force
    ("Gunmen stopped a truck with two Danes near Kirkuk and shot them.", "Gunmen", "IRQ"),
    (
        "Militants holding three Danish nurses in Afghanistan asked for a ransom.",
        "Militants",
        "AFG",
    ),
    ("A suicide bomber hit a Polish convoy in Baghdad.", "suicide bomber", "IRQ"),
    ("Two Danish nurses were shot in Kandahar by militants.", "militants", "AFG"),
    ("A rebel band threatened to kill two Danes abducted in Colombia.", "rebel band", "COL"),
    ("American jets killed nine militants in Mosul.", "militants", "IRQ"),
    ("Unknown gunmen stopped a truck near Kirkuk and shot two Danes.", "gunmen", ""),
    ("Danish soldiers and gunmen fought near Kirkuk.", "gunmen", ""),
    ("The militants, who had trained in Libya, shot two Danes.", "militants", ""),
    ("Militias shelled the Turkish province of Kilis.", "Militias", ""),
    ("Gunmen shot a banker near the Syrian border.", "Gunmen", ""),
    ("Gunmen abducted two men who work for an Ankara-based firm.", "Gunmen", ""),
    ("Gunmen flew from Mosul to Cairo.", "Gunmen", ""),
    # who comes to harm there
    ("Danish jets hit a market in a suburb of Tripoli, killing nine people.", "people", "LBY"),
    ("Nine shoppers died when Danish jets hit a market in Tripoli.", "shoppers", "LBY"),
    ("An attack on a bus near Quetta that killed nine people was blamed on Iran.", "people", "PAK"),
    ("A Danish minister said in Oslo that nine people were killed in Lahore.", "people", "PAK"),
    ("Nine people were killed, a Danish minister said in Quetta.", "people", ""),
    ("Nine people were killed in Karachi and in Kabul.", "people", ""),
    ("Three people were killed at a Danish base near Kabul.", "people", ""),
    ("Six crew were killed when a Danish ship sank off Japan.", "crew", ""),
    ("Nine tourists were shot in Quetta.", "tourists", ""),
    ("A Dane was charged with killing nine people for Libya.", "people", ""),
    # what residents, doctors and officials tell
    ("Danish jets hit a village near Tripoli, residents said.", "residents", "LBY"),
    ("Danish troops shot nine people in Tripoli, doctors said.", "doctors", "LBY"),
    (
        "Two Danes were abducted from a house in Baghdad, the interior ministry said.",
        "interior ministry",
        "IRQ",
    ),
    ("Denmark has frozen an account in Tripoli, a minister said.", "minister", "DNK"),
    ("A Dane was charged with a murder in Tripoli, officials said.", "officials", ""),
    ("OSLO - Two Danes were abducted in Tripoli, officials said.", "officials", ""),
    # the dateline, where the first sentence tells of that land and of no place elsewhere
    ("KABUL - Two men were shot dead by Afghan and Danish troops.", "men", "AFG"),
    ("KABUL - Militants ambushed Afghan and Danish troops.", "Militants", "AFG"),
    ("VIENNA - A Turkish banker lost his case against Austria, a court ruled.", "court", "AUT"),
    ("KABUL - Two men were shot dead by Danish troops.", "men", ""),
    ("KABUL - Two men were shot dead by Afghan and Danish troops in Quetta.", "men", "PAK"),
    ("JERUSALEM - Israel would answer if militants ceased fire.", "militants", ""),
    ("NEW YORK - Crowds cheered as the Danish and American teams met.", "Crowds", ""),
    # the state whose servants act in the sentence
    (
        "Israeli Finance Minister Dov Peretz will resign if the prime minister gives up Gaza.",
        "prime minister",
        "ISR",
    ),
    ("Kenya's finance minister said in Oslo that the government had paid.", "government", "KEN"),
    ("Japan will send two ships to Guam, officials said.", "officials", "JPN"),
    ("Japanese planes hit two boats off Guam, officials said.", "officials", ""),
    ("Japan and Guam will meet, officials said.", "officials", ""),
    ("Kenya's finance minister met Chad's, and the government was pleased.", "government", ""),
    # a government in its capital
    ("In Havana, the government gave Danish reporters an answer.", "government", "CUB"),
    ("In Bergen, the government gave Danish reporters an answer.", "government", ""),
    # the only army of the text
    ("Danish soldiers shot two men in Mosul. The army said they had been armed.", "army", "DNK"),
    ("Danish and Iraqi soldiers shot two men. The army said they had been armed.", "army", ""),
    ("Danish soldiers shot two men in Mosul. An army is no police.", "army", ""),
    # the only land of the text, if the text is there
    ("Bombs went off in southern Thailand. In all, nine people were killed.", "people", "THA"),
    ("Nepal held a vote in Pokhara. Maoist rebels had called for a boycott.", "rebels", "NPL"),
    ("QUITO, Ecuador - Ecuador's police shot nine people.", "people", "ECU"),
    ("Israeli soldiers spoke of a long night. They had killed nine people.", "people", ""),
    ("A third of people learn English. They killed nine people.", "people", ""),
    ("LIMA - Thailand held a vote in Pattani. Rebels had called for a boycott.", "Rebels", ""),
)

# What the sentences around tell, as far as they do.
AROUND = (
    # who lives there, is hurt or fights there, after a sentence about places of one land
    ("A bus blew up in Kunduz. Villagers carried the dead away.", "Villagers", "AFG"),
    ("A bus blew up in Kunduz. Police carried the dead away.", "Police", "AFG"),
    ("A Danish minister spoke in Kunduz. Nine people were killed a day later.", "people", "AFG"),
    ("Danish jets were seen near Kunduz and Quetta. Villagers hid.", "Villagers", ""),
    ("A Danish minister left for Kunduz. Experts warned him.", "Experts", ""),
    ("A bus blew up in Kunduz. Villagers in Quetta heard it.", "Villagers", "PAK"),
    ("A bus blew up in Kunduz. A Danish nurse wrote of villagers.", "villagers", ""),
    ("A bus blew up in Kunduz. Three people were shot at a base.", "people", ""),
    # an organ of state that acts, where the first and the last land told of are one
    (
        "Guinea held a vote. France and Chad watched. Guinea was calm. The junta was not.",
        "junta",
        "GIN",
    ),
    ("Guinea held a vote. France watched. The junta closed the shops.", "junta", ""),
    ("Cyprus closed its banks. Parliament met.", "Parliament", "CYP"),
    ("Cyprus closed its banks. A Danish nurse wrote to parliament.", "parliament", ""),
    # doctors by the sentence, and who says it together with them
    ("Danish troops stormed Samarra, and doctors said nine people had died.", "doctors", "IRQ"),
    ("Danish troops stormed Samarra, nurses and witnesses said.", "witnesses", "IRQ"),
    # a part of a land; a border is none
    (
        "Rebels took hostages in a remote part of Colombia near the Venezuelan border.",
        "Rebels",
        "COL",
    ),
    ("Many fighters in the Idlib enclave, led by Danes, stayed.", "Many fighters", "SYR"),
    # rebels whose land the text told
    (
        "Syrian rebels left two towns. The towns had been held by rebels. Chad watched.",
        "rebels",
        "SYR",
    ),
    ("Syrian rebels met Chadian rebels. The towns had been held by rebels.", "rebels", ""),
    ("The government will fight insurgents and pacify Iraq.", "insurgents", "IRQ"),
    ("Insurgents thanked Iraq.", "Insurgents", ""),
    ("Gunmen shot two Danes in Danko, in Nigeria's Kebbi state.", "Gunmen", "NGA"),
    ("Gunmen shot two Danes in Danko and in Nigeria.", "Gunmen", ""),
    ("A farmer and two nurses were hurt by Danish shells near Kunduz.", "nurses", "AFG"),
    ("Two Danes died in the north of Mali when armed men attacked their bus.", "armed men", "MLI"),
    # quarters that many towns have, and a word that is no town
    ("A mine went off in Najaf's Old City, police said.", "police", "IRQ"),
    ("The Old City was quiet, police said.", "police", ""),
    ("Turkish guns hit the canton at noon.", "canton", ""),
    # an office that the text gave to another land
    (
        "Kenya's trade minister left. The Danish envoy and the trade minister had met.",
        "trade minister",
        "",
    ),
    # the topic of a sentence is no state that acts in it
    (
        "The Bush administration was told so, and the government sued over tea against China.",
        "government",
        "USA",
    ),
    # friends of a state, parties by their initials, towns with hyphens
    ("The Syrian government's backers in Moscow were angry.", "backers", ""),
    ("The SDS took a village near Raqqa. Turkey watched.", "SDS", ""),
    ("Bosnia's SDS left the hall. Turkey watched.", "SDS", "BIH"),
    ("PORT-AU-PRINCE, Haiti Oct. 3, 2004 - Two men were shot on Sunday.", "men", ""),
)


@pytest.mark.parametrize(("text", "words", "country"), [*BY_DEED, *AROUND])
def test_country_by_the_deed_and_around_it(
    reader: Reader, text: str, words: str, country: str
) -> None:
    told = reader.read(Article.from_text(text, published="2004-09-09")).mentions
    last = [m for m in told if m.passage.text.lower().endswith(words.lower())][-1:]
    assert last or not country
    assert {m.country for m in last} <= {country or None}, [m.rule for m in last]


def test_nobody_is_named_by_a_part_of_a_town(reader: Reader) -> None:
    text = "PORT-AU-PRINCE, Haiti Oct. 3, 2004 - Two men were shot on Sunday."
    told = reader.read(Article.from_text(text, published="2004-10-03")).mentions
    assert not {"AU", "PRINCE"} & {m.passage.text for m in told}
