"""Sides that stand inside a phrase, in the clause beside, or behind a pronoun; with near misses."""

from __future__ import annotations

from datetime import date

import pytest

from legation import Article, Event, Reader

# a sentence, the type of its event, actors and recipients by name
CASES = [
    # whose word it is that is answered
    ("Defying a call issued by the African Union, Eritrea sent troops to the border.",
     "REJECT", {"Eritrea"}, {"African Union"}),
    ("The tribunal dismissed the complaint filed by the former senator Juan Pérez.",
     "REJECT", {"tribunal"}, {"Juan Pérez"}),
    ("The rebels spurned several offers of talks by the Mogadishu government.",
     "REJECT", {"rebels"}, {"Mogadishu government"}),
    ("Ecuadorean judges defied a decision by the Congress to dismiss them.",
     "REJECT", {"Ecuadorean judges"}, {"Congress"}),
    # whom a measure strikes
    ("Japan lifted the sanctions imposed on Fiji after the coup.",
     "RETREAT", {"Japan"}, {"Fiji"}),
    # between whom somebody mediates, to whom a letter goes, of whom refuge is asked
    ("Kenya launched a mediation effort to settle the feud between Qatar and Bahrain.",
     "CONSULT", {"Kenya"}, {"Qatar", "Bahrain"}),
    ("Around 3,000 Malians sought refuge in Niger.", "REQUEST", {"Malians"}, {"Niger"}),
    ("The mayor of Quito demanded support from the national government.",
     "REQUEST", {"Mayor"}, {"national government"}),
    # who was in what was hit
    ("Rebels ambushed a lorry carrying forty Kenyans to work.",
     "ASSAULT", {"Rebels"}, {"Kenyans"}),
    ("Mortar fire from Somali militants wounded two people in a village.",
     "ASSAULT", {"Somali militants"}, {"people"}),
    # pronouns
    ("Chadian troops mistook three Sudanese policemen for rebels and shot them dead.",
     "ASSAULT", {"Chadian troops"}, {"Sudanese policemen"}),
    ("At least one Kenyan was shot dead by Ethiopian troops as he attacked their checkpoint.",
     "ASSAULT", {"Kenyan"}, {"checkpoint"}),
    # who was blamed for it did it
    ("Officials in Moscow assailed Georgia for holding joint exercises with NATO.",
     "COOPERATE", {"Georgia"}, {"NATO"}),
    # the police who tell of an arrest made it, those who hold prisoners free them
    ("Police said four Chileans had been arrested over the bombing.",
     "COERCE", {"Police"}, {"Chileans"}),
    # who is accused stands, also before those of whose harm it is
    ("A Ghanaian preacher was accused by Ghanaian prosecutors of urging his flock "
     "to murder Hindus.",
     "ACCUSE", {"Ghanaian prosecutors"}, {"Priest"}),
    # near misses
    ("Rebels ambushed a bus near a Kenyan village.", "ASSAULT", {"Rebels"}, {"a bus"}),
    ("A reporter said four Chileans had been arrested over the bombing.",
     "COERCE", set(), {"Chileans"}),
    ("Kazakh oil workers called off the strike after an agreement with the Kazakh government.",
     "CONCEDE", {"Kazakh oil workers"}, {"Kazakh government"}),
]  # fmt: skip


def read(text: str, reader: Reader) -> tuple[Event, ...]:
    return reader.read(Article.from_text(text, published=date(2024, 3, 1))).events


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), CASES)
def test_sides_inside_phrases(
    text: str, kind: str, actors: set[str], recipients: set[str], reader: Reader
) -> None:
    found = [
        ({m.name for m in e.actors}, {m.name for m in e.recipients})
        for e in read(text, reader)
        if e.type == kind
    ]
    assert (actors, recipients) in found


@pytest.mark.model
def test_prisoners_do_not_free_themselves(reader: Reader) -> None:
    events = read("Kenya praised the release of nine jailed monks in Myanmar.", reader)
    (freed,) = [e for e in events if e.type == "RETREAT"]
    assert [m.country for m in freed.actors] == ["MMR"]
    assert [m.name for m in freed.recipients] == ["jailed monks"]


@pytest.mark.model
def test_a_coalition_does_not_act_on_its_leader(reader: Reader) -> None:
    events = read("The US-led coalition invaded the country in March 2003.", reader)
    assert all(m.country != "USA" for e in events for m in e.recipients)


@pytest.mark.model
def test_no_agreement_is_called_off_with_the_strike(reader: Reader) -> None:
    events = read("Miners called off the strike after an agreement with the ministry.", reader)
    assert "SANCTION" not in {e.type for e in events}


@pytest.mark.model
def test_without_a_day_a_leader_is_of_the_state(reader: Reader) -> None:
    reading = reader.read(Article.from_text("Two unions urged Tony Blair to open an inquiry."))
    assert [m.country for m in reading.mentions if m.name == "Tony Blair"] == ["GBR"]
