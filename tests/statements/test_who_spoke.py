"""Who "he", "she", "they" and "it" are that speak, and what an open one is not said to think."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from factories import an_article

if TYPE_CHECKING:
    from legation import Reader

pytestmark = pytest.mark.model

# text; the speakers of all statements, in order, "he" and "they" where they stay open
ROWS = [
    # whoever spoke last goes on, though he has no name or none that the tables know
    ("“Their mother and father are gone,” said one doctor in Kidal. “Who will take this "
     "child? The agencies have failed,” he added.", ["one doctor in Kidal", "one doctor in Kidal"]),
    ("“We lost the port,” said a fisherman. “It was ours,” he said.", ["fisherman", "fisherman"]),
    ("“We lost the port,” said a fisherman. The mayor stood by. “It was ours,” he said.",
     ["fisherman", "mayor"]),
    ("“We lost the port,” said a fisherman. The mayor met Ali Barzo. “It was ours,” he said.",
     ["fisherman", "he"]),
    ("A nurse held up a list. “These are the dead,” she said. “There were more,” she added.",
     ["nurse", "nurse"]),
    ("The ministry said the talks had failed. It said a new round would follow.",
     ["ministry", "ministry"]),
    # whom only the one who spoke names is not meant
    ("According to Carlos Gomes, an expert, Ali Barzo is the last of its founders. “Of 43 he is "
     "the only one left,” he said.", ["Carlos Gomes", "Carlos Gomes"]),
    ("“The trouble is greed,” said Dalil. Using a nickname for the Turkish leader, Recep Tayyip "
     "Erdogan, he added: “The sultan is tired.”", ["Dalil", "Dalil"]),
    ("“The trouble is greed,” said Dalil. The Turkish leader, Recep Tayyip Erdogan, frowned. “The "
     "sultan is tired,” he added.", ["Dalil", "Recep Tayyip Erdoğan"]),
    ("The Turkish leader, Recep Tayyip Erdogan, met Carlos Gomes. He said the sultan was tired.",
     ["He"]),
    # whom the sentence before is about
    ("A young rebel was listening on a radio and knew the voice. “He is Malian,” he said.",
     ["young rebel"]),
    ("The clinic’s doctor, a Kurd from the hills, sat down. “They are clumsy lads,” he said.",
     ["clinic’s doctor"]),
    ("Two rebels were listening on a radio. “He is Malian,” he said.", ["he"]),
    ("The war was in its ninth year. “It is lost,” he said.", ["he"]),
    ("A rebel saw a farmer. “Go home,” he said.", ["he"]),
    ("A spokeswoman was waiting for the cameras. “Go home,” he said.", ["he"]),
    ("A rebel was listening. The radio hissed. “He is Malian,” he said.", ["he"]),
    ("The rebels have had no promise from Turkey. But they said they would need help.", ["rebels"]),
    ("The villagers met the soldiers. They said they would need help.", ["They"]),
    ("The villagers left Hezbollah. They said they would need help.", ["villagers"]),
    ("A nurse slept. She said the road was shut.", ["She"]),
    # "his" before a name is of that name
    ("The Turkish leader, Recep Tayyip Erdogan, flew home. With a radio for his men in one hand, "
     "Carlos Gomes wept. “It is lost,” he said.", ["Carlos Gomes"]),
    # what an open pronoun thinks, or is quoted as saying, is nobody's
    ("The farms were sold. They want more land.", []),
    ("The farms were sold. They told reporters that they wanted more land.", ["They"]),
    ("“They told me that I must go,” Carlos Gomes said.", ["Carlos Gomes"]),
    ("“I told them that I must go,” Carlos Gomes said.", ["Carlos Gomes", "Carlos Gomes"]),
    # nor is what the writer of the story thinks, or those whom only a clause tells of
    ("I hope this is not the last raid.", []),
    ("We refuse to believe it.", []),
    ("I told the minister that it was over.", ["I"]),
    ("“I hope this is not the last raid,” Carlos Gomes said.", ["Carlos Gomes"]),
    ("It is a veto used by those who oppose the alliance.", []),
    ("The minister, who opposes the alliance, left.", ["minister"]),
    ("Okoye told him that the UN’s proposed 30-day truce must hold.", ["Okoye"]),
    # two posts of one
    ("The envoy to the UN and a former director at the Foreign Office, Karen Pierce, said it was "
     "over.", ["Karen Pierce"]),
    ("The envoy and Karen Pierce said it was over.", ["envoy and Karen Pierce"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), ROWS, ids=[text for text, _ in ROWS])
def test_who_spoke(reader: Reader, text: str, speakers: list[str]) -> None:
    found = reader.read(an_article(text, published="2024-06-12")).statements
    assert [s.speaker.name if s.speaker else "" for s in found] == speakers


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("The president ordered a five-hour pause in the town to begin on Tuesday.", None),
        ("The president ordered a missile strike.", None),
        ("The president ordered the army to leave.", "army"),
        ("The minister asked the bank for a loan.", "bank"),
        ("The court ordered the opening of the files.", None),
        ("The general ordered his troops to hold fire.", "his troops"),
    ],
)
def test_what_is_asked_for_is_nobody_told(reader: Reader, text: str, addressee: str | None) -> None:
    for statement in reader.read(an_article(text, published="2024-06-12")).statements:
        assert (statement.addressee.name if statement.addressee else None) == addressee
