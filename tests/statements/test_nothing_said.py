"""Where nothing is said there is no statement, and what is said ends where the outlet goes on."""

from __future__ import annotations

import pytest

from legation import Article, Reader
from legation.records import Status

pytestmark = pytest.mark.model


def contents(reader: Reader, text: str) -> list[str]:
    found = reader.read(Article.from_text(text, published="2024-05-28")).statements
    return [" ".join(p.text for p in s.content) for s in found]


@pytest.mark.parametrize(
    "text",
    [
        "Chadian troops attacked rebels near the lake.",
        "Togolese jets blasted a depot outside the town.",
        "Gunmen attacked the mayor of Lomé in his car.",
        "Peru slammed the door on talks with Chile.",
        "Peruvian police shot two smugglers in Tacna.",
        "Chad fired shells into the port, as the number of dead rose to 9.",
        "Police charged the marchers in Lomé.",
        "Chile did not mention any mediation.",
        "The ministry did not comment on Tuesday morning.",
        "Togo allowed Ghana to use its ports to send grain to Mali.",
        "Togo restricted shipping from Benin.",
        "Togo shares a river with Benin.",
        "Oman and Togo demanded nothing of each other.",
        "The rebels tried to leave Kati by night.",
        "Chad's effort to rebuild the port goes on.",
        "The army introduced a new rifle in May.",
        "The mayor greeted the envoy at the door.",
        "The flood meant the road would stay shut.",
        "Peruvian drivers miss the old bridge.",
        "The unit enjoyed a long rest in Tacna.",
        "The raid exposed a weak spot in the wall.",
        "A team of doctors examined the wells of Gao.",
        "The fire spread panic in the market of Lomé.",
        # in a condition, in vain, or only made possible
        "They will shoot him if Chad refuses to leave the town.",
        "The talks stay shut unless Togo says that it will come.",
        "Envoys failed to persuade Oman to agree to form a team.",
        "The accord allows Chad to claim that it won.",
        # a thing that happened says nothing
        "The spate of raids illustrates that the truce in Mali is failing.",
        "The visit underscores that Togo and Ghana are close.",
        "The new bridge means that Lomé will grow.",
        # words that do something, and looking into something
        "Bishop Okoye said Mass in Lomé on Sunday.",
        "The general said goodbye to his guards.",
        "Police are investigating whether a leak was to blame.",
        "The court is examining whether the law is fair.",
        "The French government held crisis talks on the two hostages.",
        "It is fair to say that the truce in Mali is dead.",
        "ISLAMABAD: The premier has won a vote of confidence.",
        "Kenya would attack Uganda again.",
        "The past year suggested that the truce would fail.",
        "Oslo is considering cutting its loan to Chad.",
        # what is only considered, avoided or not done
        "Chad is considering urging Mali to leave.",
        "Chad stopped short of accusing Mali of theft.",
        "Chad failed to condemn the raid.",
        "Nobody accused Mali of theft.",
        "The court should have told Mali that he was ill.",
    ],
)
def test_deeds_and_silence_are_no_statements(reader: Reader, text: str) -> None:
    assert contents(reader, text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ghana urged Togo to condemn the raid.", "urges"),
        ("Chad refused to praise the accord.", "refuses"),
        ("The minister plans to criticise the court on Monday.", "wants"),
        ("The pope asked the crowd to pray for rain.", "requests"),
    ],
)
def test_what_is_yet_to_be_said_is_no_statement(reader: Reader, text: str, act: str) -> None:
    found = reader.read(Article.from_text(text, published="2024-05-28")).statements
    assert [s.act for s in found] == [act]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Chad will urge Mali to leave.", "will urge"),
        ("A group of bishops will today accuse Mali of theft.", "will accuse"),
        ("Chad may accuse Mali of theft.", "may accuse"),
        ("Mali should explain why the port is shut.", "should explain"),
        ("Chad could announce on Friday that the port is open.", "may announce"),
        ("Chad is likely to announce that the port is open.", "will announce"),
        ("Chad did not accuse Mali of theft.", "does not accuse"),
        ("Chad made no promise to leave.", "does not promise"),
        ("Chad has never said that the port was shut.", "does not say"),
        ("Chad not only said that the port was shut.", "says"),
        ("Chad rejected the army's request to leave.", "requests"),
        ("Chad flew to Mali to warn that the port was shut.", "warns"),
        ("Chad said that it would leave.", "says"),
    ],
)
def test_act_tells_whether_it_was_said(reader: Reader, text: str, act: str) -> None:
    found = reader.read(Article.from_text(text, published="2024-05-28")).statements
    assert act in [s.act for s in found]
    assert not {s.act for s in found} & ({"accuses", "promises", "announces"} - {act})


@pytest.mark.parametrize(
    "text",
    [
        "Chad accused Mali of theft.",
        "Chad will accuse Mali of theft.",
        "Chad did not accuse Mali of theft.",
        "Chad may accuse Mali of theft.",
        "Chad denied that it had accused Mali of theft.",
        "Chad plans to accuse Mali of theft.",
        "If Chad accuses Mali of theft, the truce is over.",
        "Chad stopped short of accusing Mali of theft.",
        "Chad should have accused Mali of theft.",
        "Chad urged Peru to accuse Mali of theft.",
    ],
)
def test_said_and_happened_have_one_status(reader: Reader, text: str) -> None:
    found = reader.read(Article.from_text(text, published="2024-05-28"))
    said = {s.act for s in found.statements}
    for event in found.events:
        if event.type == "ACCUSE" and event.trigger.text.startswith("accus"):
            assert (event.status is Status.HAPPENED) == ("accuses" in said)
            assert (event.status is Status.DENIED) >= ("does not accuse" in said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ghana's envoy shared the view that the vote was fair.", "that the vote was fair"),
        ("The minister showed that the wells were dry.", "that the wells were dry"),
        ("Chad's president blasted the plan as madness.", "the plan as madness"),
        ("The senator attacked the minister's plan for Mali.", "the minister's plan for Mali"),
        ("The opposition attacked the president over it.", "the president over it"),
        ("Peru's minister shot back that the plan was dead.", "that the plan was dead"),
        ("The senator charged that the army had lied.", "that the army had lied"),
        ("Togo allowed that the raid was a mistake.", "that the raid was a mistake"),
        (
            "Peru's president said Peru would open the port, in a move that may anger Chile.",
            "Peru would open the port",
        ),
        ("Analysts said Peru was arming – although few agree.", "Peru was arming"),
        ("Peru's president said the port would open in a year.", "the port would open in a year"),
    ],
)
def test_words_are_statements_and_end_where_they_end(reader: Reader, text: str, said: str) -> None:
    assert contents(reader, text) == [said]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # who gives out a paper says what it says
        ("The president's speech said the war was over.", ["president"]),
        ("A U.S. military statement said two women were shot.", ["US military"]),
        ("Poverty fell, says the World Bank's latest annual report.", ["World Bank"]),
        ("Togo fell back, according to a broadcast on Friday by Al-Jazeera.", ["Al Jazeera"]),
        ("She got a message from Carl Lind saying he was abroad.", ["Carl Lind"]),
        ("A UN report said three towns had fallen.", ["UN report"]),
        ("The report said three towns had fallen.", ["report"]),
        # nobody where a thing that happened raises a fear
        ("Their departure raised concerns that the raid may spread.", [None]),
        # what is asked for is not said yet
        ("The EU demanded Togo explain how it pays the firm.", ["European Union"]),
        # who is a person, so not the rebuke
        (
            "The raid drew a rebuke by Togo's leader, who warned that it was over.",
            ["Togo's leader"],
        ),
        # but this is said
        ("The inquest found that the guards had fled.", ["inquest"]),
        ("Chad says that it will leave if Mali pays.", ["Chad"]),
        ("ISLAMABAD: The premier said the talks had failed.", ["premier"]),
        ("Anna Berg: The talks have failed.", ["Anna Berg"]),
    ],
)
def test_who_says_it(reader: Reader, text: str, speakers: list[str | None]) -> None:
    found = reader.read(Article.from_text(text)).statements
    assert [s.speaker.name if s.speaker else None for s in found] == speakers


@pytest.mark.parametrize(
    ("text", "act", "content"),
    [
        (
            "Berg pledged to push for reforms and defended the invasion of Togo.",
            "promises",
            "to push for reforms",
        ),
        (
            "Many said Chad should have a hearing, and stopped short of backing it.",
            "says",
            "Chad should have a hearing",
        ),
        (
            "Berg pledged to push for reforms and to defend the port.",
            "promises",
            "to push for reforms and to defend the port",
        ),
        (
            "Berg urged Togo to take back the men and put them on trial.",
            "urges",
            "Togo to take back the men and put them on trial",
        ),
        ("The UN estimates that 300 people fled.", "says", "that 300 people fled"),
        (
            "Chad sought to reassure Togo that it would stay.",
            "wants",
            "to reassure Togo that it would stay",
        ),
        # told as not said or not thought
        ("Chad did not accuse Togo of the raid.", "does not accuse", "Togo of the raid"),
        ("Ministers never thought that Togo would pay.", "does not believe", "that Togo would pay"),
        ("Berg no longer believes that Togo will pay.", "does not believe", "that Togo will pay"),
        ("The premier would not say who had fired.", "does not say", "who had fired"),
        ("Chad did not deny that its men had fired.", "does not deny", "that its men had fired"),
        ("Berg did not only say that Togo would pay.", "says", "that Togo would pay"),
        ("Many ministers doubted that Togo would pay.", "doubts", "that Togo would pay"),
        ("Berg suspects that Togo will not pay.", "believes", "that Togo will not pay"),
    ],
)
def test_what_is_said_and_how(reader: Reader, text: str, act: str, content: str) -> None:
    first = reader.read(Article.from_text(text)).statements[0]
    assert (first.act, " ".join(p.text for p in first.content)) == (act, content)


def test_what_is_wanted_is_nobody_spoken_to(reader: Reader) -> None:
    found = reader.read(Article.from_text("Chad wants a bigger port for its gas.")).statements
    assert [(s.act, s.addressee) for s in found] == [("wants", None)]
