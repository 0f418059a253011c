"""Several speakers of one sentence, and quotations over paragraphs in every style of mark."""

from __future__ import annotations

import pytest

from legation import Article, Reader

pytestmark = pytest.mark.model


def told(reader: Reader, text: str) -> list[tuple[str, str]]:
    found = reader.read(Article.from_text(text, published="2024-05-28")).statements
    pairs = [
        (s.speaker.name if s.speaker else "", " / ".join(p.text.rstrip(".") for p in s.content))
        for s in found
    ]
    return sorted(pairs)


BOTH = "Peru and Chile"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        # each said another thing
        (
            "Peru and Chile said the port was open and the road was shut, respectively.",
            [("Chile", "the road was shut"), ("Peru", "the port was open")],
        ),
        (
            "Ana Okoye and Luis Mbeki said that the truce held and that the talks had failed, "
            "respectively.",
            [("Ana Okoye", "that the truce held"), ("Luis Mbeki", "that the talks had failed")],
        ),
        (
            "Peru and Chile said respectively that the port was open and that the road was shut.",
            [("Chile", "that the road was shut"), ("Peru", "that the port was open")],
        ),
        (
            "Peru and Chile, respectively, said the port was open and the road was shut.",
            [("Chile", "the road was shut"), ("Peru", "the port was open")],
        ),
        (
            '"The port is open" and "the road is shut", Peru and Chile said respectively.',
            [("Chile", "the road is shut"), ("Peru", "The port is open")],
        ),
        ("Peru and Chile respectively condemned and welcomed the vote.", [("Chile", "the vote")]),
        # all said it all: not as many clauses as speakers, or the word counts something else
        ("Peru and Chile said the port was open.", [(BOTH, "the port was open")]),
        (
            "Peru and Chile said the port was open and the road was shut.",
            [(BOTH, "the port was open and the road was shut")],
        ),
        (
            "Peru and Chile said that Chad and Mali had lost five and nine men, respectively.",
            [(BOTH, "that Chad and Mali had lost five and nine men, respectively")],
        ),
        (
            "Bolivia said that Peru and Chile had lost five and nine men, respectively.",
            [("Bolivia", "that Peru and Chile had lost five and nine men, respectively")],
        ),
        # "both" is no part of a name
        ("Both Peru and Chile said the port was open.", [(BOTH, "the port was open")]),
        ("Peru and Chile both said the port was open.", [(BOTH, "the port was open")]),
        ("The port was open, both Peru and Chile said.", [(BOTH, "The port was open")]),
        ("Both sides said the port was open.", [("Both sides", "the port was open")]),
        # neither said it
        ("Neither Peru nor Chile said that the port was open.", []),
        ("Neither Peru nor Chile announced that it would leave.", []),
        ("Neither Peru nor Chile wants a war.", [("Neither Peru nor Chile", "a war")]),
    ],
)
def test_several_speakers(reader: Reader, text: str, pairs: list[tuple[str, str]]) -> None:
    assert told(reader, text) == pairs


FOUR = "The port is open / It will stay open for all / No ship will be turned away"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        # a mark at each paragraph, a closing one at the last
        (
            "“The port is open,” said Ana Okoye.\n\n“It will stay open for all.\n\n"
            "“No ship will be turned away.”\n\nChile closed its border.",
            [("Ana Okoye", FOUR)],
        ),
        (
            'Luis Mbeki told reporters: "The port is open.\n\n"No ship will be turned away."\n\n'
            "Chile closed its border.",
            [("Luis Mbeki", "The port is open / No ship will be turned away")],
        ),
        (
            '"We will not go," said Ana Okoye.\n\n"We will stay for good.\n\n"And we will win," '
            "she said.",
            [
                ("Ana Okoye", "We will not go"),
                ("Ana Okoye", "We will stay for good / And we will win"),
            ],
        ),
        (
            "“The port,” said Ana Okoye, “is open.\n\n“No ship will be turned away.”",
            [("Ana Okoye", "The port / is open / No ship will be turned away")],
        ),
        (
            "«The port is open.\n\n«No ship will be turned away», said Luis Mbeki.",
            [("Luis Mbeki", "The port is open / No ship will be turned away")],
        ),
        # never closed: it ends with its paragraph, or where somebody is said to speak
        (
            "Ana Okoye said: “The port is open.\n\nChile closed its border on Monday.",
            [("Ana Okoye", "The port is open")],
        ),
        (
            "“The port is open, said Ana Okoye.\n\nChile closed its border on Monday.",
            [("Ana Okoye", "The port is open")],
        ),
        # other marks
        ("«The port is open», said Ana Okoye.", [("Ana Okoye", "The port is open")]),
        ("« The port is open », said Ana Okoye.", [("Ana Okoye", "The port is open")]),
        (
            "« The port is open », said Ana Okoye. « No ship will be turned away. »",
            [("Ana Okoye", "The port is open / No ship will be turned away")],
        ),
        (
            "« The port is open », said Ana Okoye. Chile « will pay ».",
            [("Ana Okoye", "The port is open")],
        ),
        ("»The port is open«, said Ana Okoye.", [("Ana Okoye", "The port is open")]),
        ("„The port is open“, said Ana Okoye.", [("Ana Okoye", "The port is open")]),
        ("‚The port is open‘, said Ana Okoye.", [("Ana Okoye", "The port is open")]),
        # one inside another
        (
            "“He told me ‘the port is open’ and left,” said Ana Okoye.",
            [("Ana Okoye", "He told me ‘the port is open’ and left"), ("He", "the port is open")],
        ),
        # a line with the name
        ("“The port is open.”\n\nAna Okoye, mayor of Lima", [("Ana Okoye", "The port is open")]),
    ],
)
def test_quotations_by_paragraph_and_mark(
    reader: Reader, text: str, pairs: list[tuple[str, str]]
) -> None:
    assert told(reader, text) == pairs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # the outlet weighs what was said
        (
            "The army said it had taken the town, although the claim could not be verified.",
            "it had taken the town",
        ),
        (
            "The army said it had taken the town, though this could not be checked.",
            "it had taken the town",
        ),
        ("The general said his men would stay, though he gave no date.", "his men would stay"),
        ("The army said the town was quiet, although it gave no proof.", "the town was quiet"),
        ("Ana Okoye said the port was open, although he did not elaborate.", "the port was open"),
        # the speaker does
        (
            "Okoye said the raid was wrong, although it was planned with care.",
            "the raid was wrong, although it was planned with care",
        ),
        (
            "Okoye said that the army could not verify the toll although it had tried.",
            "that the army could not verify the toll although it had tried",
        ),
        (
            "Okoye said that, although the port was shut, ships could come.",
            "that, although the port was shut, ships could come",
        ),
        (
            "Peru says it will leave although it has no plan.",
            "it will leave although it has no plan",
        ),
        # what is put before "that"
        (
            "Okoye said, while touring the port, that Chad was behind the raid.",
            "that Chad was behind the raid",
        ),
        (
            "Okoye said on Monday, after a day of talks, that the port was open.",
            "that the port was open",
        ),
    ],
)
def test_the_outlets_own_words_stay_out(reader: Reader, text: str, said: str) -> None:
    assert [what for _, what in told(reader, text)] == [said]


def test_another_ones_words_behind_although_are_his_own(reader: Reader) -> None:
    text = "Peru says the port is open, although Chile says that it is shut."
    assert told(reader, text) == [("Chile", "that it is shut"), ("Peru", "the port is open")]
