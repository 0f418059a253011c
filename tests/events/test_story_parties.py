"""Who an event is between where its own clause does not say, told before in the text."""

from __future__ import annotations

from datetime import date

import party_stories
import pytest

from legation import Article, Reader

# text, words of the trigger, actors, recipients: a country, else a sector
CASES = [
    # authorities: who arrests, tries and releases in a country
    ("Two French tourists were arrested in Tehran.", "arrested", "IRN", "FRA"),
    ("An American teacher was sentenced to 14 years in prison in Russia.", "sentenced", "RUS",
     "USA"),
    ("A Dutch nurse was jailed in Iran in 2020. Anna Visser, 41, was convicted of spying.",
     "convicted", "IRN", "NLD"),
    ("Jonas Kato, an Irish sailor, was arrested on a Kenyan beach. Kato was convicted in June.",
     "convicted", "KEN", "IRL"),
    ("The minister was jailed for corruption.", "jailed", "", "GOV"),  # by whom is not told
    # answers: to whom a rejection or condemnation is
    ("Iran accused Iraq of moving troops to the border. Baghdad rejected the accusation.",
     "rejected", "IRQ", "IRN"),
    ("Sudan has proposed talks with Chad. Chad turned down the offer.", "turned", "TCD", "SDN"),
    ("Israeli jets struck a building in Beirut. France and Germany condemned the attack.",
     "condemned", "DEU FRA", "ISR"),
    ("Russia and Japan signed a fishing agreement. The United States welcomed the deal.",
     "welcomed", "USA", "JPN RUS"),
    ("Police in Nairobi arrested an opposition leader. The United States condemned the arrest.",
     "condemned", "USA", "KEN"),
    ("The parliament rejected the proposal.", "rejected", "LEG", ""),
    # pairs, foes and whole groups
    ("Algeria, which mediated a deal between Bamako and the Tuareg rebels, has urged the two "
     "sides to return to talks.", "urged", "DZA", "MLI REB"),
    ("The Pakistani Taliban have killed hundreds of police and soldiers.", "killed", "PAK",
     "COP MIL"),  # a militia may fight another country's
    ("Pakistan has asked the interim government to stop the raids.", "asked", "PAK", "GOV"),
    ("Iraq said it had captured 12 positions held by Isis.", "captured", "IRQ", "IMG"),
    ("Ghana, one of the countries funding the African Union, has urged it to step in.",
     "urged", "GHA", "IGO"),
    ("Turkey fears the PKK. The Syrian Democratic Forces, a coalition run by Kurds, entered the "
     "town. France supported the coalition.", "supported", "FRA", "SYR"),
    ("Turkish jets bombed the Kurdish quarter of Aleppo.", "bombed", "TUR", "SYR"),
    ("Israel launched the assault on Monday, aiming to force Hamas out of the enclave.",
     "launched", "ISR", "PSE"),
    ("The pact pleased neighbours like Oman and Kuwait, which supports the Saudi proposal.",
     "supports", "KWT", "SAU"),
    ("Russia and Turkey, along with Iran, signed a declaration on Monday.", "signed",
     "IRN RUS TUR", ""),
    ("The rebels seized four strangers: Canadian engineer Lucy Hart, as well as a Japanese driver "
     "and two Polish nurses.", "seized", "REB", "CAN JPN POL"),
    ("The Tamil Tigers have killed dozens since they ended a ceasefire with the government.",
     "ended", "LKA", "LKA"),
    ("NATO condemned the strikes by the Syrian regime and Russia and urged them to stop.",
     "urged", "IGO", "RUS SYR"),
    ("Kenya asked the United Kingdom to send more troops.", "asked", "KEN", "GBR"),
    ("Hundreds walked to the Greek border, where police attacked three Afghan journalists.",
     "attacked", "GRC", "AFG"),
    ("Brazil denounced the raid. Spain joined Peru: its foreign ministry urged Chile to act.",
     "urged", "ESP", "CHL"),
    ("Pakistani generals threatened to bring down any rockets.", "threatened", "PAK", ""),
    ("Qatari-backed negotiations began. Oman will attend the Qatari-backed negotiations. Yemen "
     "refused to attend the negotiations.", "refused", "YEM", "QAT"),
    ("The French plan was put forward in May. Mali rejected the plan.", "rejected", "MLI", "FRA"),
    ("Pakistan asked the authorities to stop the raids. Afghanistan and Pakistan share a border. "
     "Afghanistan says Pakistan bombs it.", "asked", "PAK", "GOV"),
    ("The PKK, a banned group that has attacked Turkey, denied it.", "attacked", "TUR", "TUR"),
    ("Police in Ankara arrested a British sailor. Ada Petrova, a Bulgarian nurse, was also "
     "arrested.", "was also arrested", "TUR", "BGR"),
    ("Iraqi and Iranian troops captured the two hills Isis holds.", "captured", "IRN IRQ", "IMG"),
    ("Libyan ministers announced that they would skip the summit, blaming Egypt for the delay.",
     "blaming", "LBY", "EGY"),
    ("The Muscat negotiations, brokered by Oman, Norway and Qatar, stalled.", "brokered",
     "NOR OMN QAT", ""),
    ("Peace talks mediated by Egypt and Qatar resumed on Sunday.", "mediated", "EGY QAT", ""),
    ("The UN special envoy to Libya, Hanna Tetteh, met Egyptian officials.", "met", "EGY UNO", ""),
]  # fmt: skip


def keys(mentions: tuple[object, ...]) -> str:
    """Countries, else sectors, sorted."""
    return " ".join(sorted({m.country or m.sector or "?" for m in mentions}))  # type: ignore[attr-defined]


@pytest.mark.model
@pytest.mark.parametrize(("text", "trigger", "actors", "recipients"), CASES)
def test_parties_come_from_the_story(
    text: str, trigger: str, actors: str, recipients: str, reader: Reader
) -> None:
    events = reader.read(Article.from_text(text, published=date(2018, 3, 1))).events
    found = [(keys(e.actors), keys(e.recipients)) for e in events if trigger in e.trigger.text]
    assert (actors, recipients) in found


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of foreign nationals have travelled to Syria.",
        "A former Canadian soldier toured Afghanistan with his regiment.",
        "German tourists visited Egypt last year.",
    ],
)
def test_private_travel_is_no_visit(text: str, reader: Reader) -> None:
    assert not reader.read(Article.from_text(text)).events


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Combating the rebels would pose a challenge in Chad.",
        "The ruling makes it possible that the premier may be voted out.",
        "It was a starting point for fighting the Taliban.",
        "Paris sees the fight as a national duty.",
        "The conflict was triggered by a Serbian decree.",
    ],
)
def test_what_nobody_does_is_no_event(text: str, reader: Reader) -> None:
    assert not reader.read(Article.from_text(text, published=date(2018, 3, 1))).events


@pytest.mark.model
def test_force_named_again_is_one_event(reader: Reader) -> None:
    text = (
        "Turkey launched a ground offensive against the YPG on Monday. The group has fallen back "
        "since, and hundreds of families have left their homes in the hills for the south of the "
        "valley. Diplomats in several capitals have struggled to find words. Paris had few means "
        "to slow Turkey's offensive."
    )
    (event,) = [e for e in reader.read(Article.from_text(text)).events if e.type == "ASSAULT"]
    assert [m.country for m in event.recipients] == ["SYR"]


@pytest.mark.model
def test_members_of_an_armed_group_act_as_the_group(reader: Reader) -> None:
    (event,) = reader.read(Article.from_text("Isis militants killed a Kurdish mayor.")).events
    assert [m.actor_id for m in event.actors] == ["islamic-state"]
    assert event.actors[0].passage.text == "Isis militants"


@pytest.mark.model
def test_whole_stories_are_read_as_well_as_before() -> None:
    results = [party_stories.result_of(slug) for slug in party_stories.slugs()]
    met, _, all_met, _, made, spare = party_stories.counts(results)
    assert met >= MET
    assert all_met >= ALL_MET
    assert spare / made <= SPURIOUS


MET, ALL_MET, SPURIOUS = 81, 91, 0.21  # near what was measured, of 140 that must be met and 191
