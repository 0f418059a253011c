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
    ("The Pakistani Taliban have killed hundreds of police and soldiers.", "killed", "PAK", "PAK"),
    ("Pakistan has asked the interim government to stop the raids.", "asked", "PAK", "GOV"),
    ("Iraq said it had captured 12 positions held by Isis.", "captured", "IRQ", "IMG"),
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


MET, ALL_MET, SPURIOUS = 88, 98, 0.22  # as measured, of 140 that must be met and 191 in all
