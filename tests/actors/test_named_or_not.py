"""What a name is: a town by the words beside it, a word that is nobody, a person."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article, Mention

pytestmark = pytest.mark.model


def mentions(reader: Reader, text: str) -> tuple[Mention, ...]:
    return reader.read(Article.from_text(text)).mentions


# A text, words of it, and the kinds and countries of the mentions that hold these words.
SETTLEMENTS = (
    ("A bomb hit the town of Shifara on Monday.", "Shifara", "place"),
    ("Fighters took the northern village of Tel Quzela in 2015.", "Tel Quzela", "place"),
    ("We drove to Sylvan Lake, two hours south of Edmonton.", "Sylvan Lake", "place CAN"),
    ("He lives in the Ain Bira refugee camp in Syria.", "Ain Bira refugee camp", "place SYR"),
    ("One plan was a camp at Avinat, between Tal Afar and Sinjar.", "Avinat", "place"),
    ("Fighting broke out in the district of Sheikh Maqlub.", "Sheikh Maqlub", "place"),
    ("The border town of Orsala was shelled. Orsala has many guests.", "Orsala", "place place"),
    ("Thousands live in al-Hod, a camp for families of fighters.", "al-Hod", "place"),
    ("The Syrian town of Kafr Bira fell to rebels on Monday.", "Kafr Bira", "place SYR"),
    ("Shells hit Lower Dura, a village in northern Lebanon.", "Lower Dura", "place LBN"),
    ("People fled Hamuria and Mesrabe, two towns near Damascus.", "Hamuria", "place"),
    ("Residents of the district called Old Mill left.", "Old Mill", "place"),
    ("Hamada Husain, 50, from Qarim, was one of the new exiles.", "Qarim", "place"),
    ("Fighters were among those who fled Bagzuh.", "Bagzuh", "place"),
    ("A Syrian refugee camp was shelled.", "Syrian refugee camp", "place SYR"),
    ("It hit towns such as Marat al-Namun.", "Marat al-Namun", "place"),
    # near misses: people and bodies beside such words
    ("Chad's envoy in Geneva, Maria Lind, left.", "Maria Lind", "person TCD"),
    ("Rebels captured Holm on Monday.", "Holm", "person"),
    ("Ada Lind, a village elder, spoke.", "Ada Lind", "person"),
    ("Ben Osei, a town councillor, left.", "Ben Osei", "person"),
    ("Ministers spoke to Jenny Hill.", "Jenny Hill", "person"),
    ("The Kerry camp denied it.", "Kerry", "person USA"),
    ("He worked in Congress.", "Congress", "organisation"),
    ("The city sued the Orsala Brigade.", "Orsala Brigade", "organisation"),
    ("The town of his father was burned.", "his father", ""),
)  # fmt: skip

NOBODIES = (
    ("“Insomnia didn't help either,” he said.", "Insomnia", ""),
    ("DESPAIR hung over the village as men left.", "DESPAIR", ""),
    ("TENSION rose in Chad.", "TENSION", ""),
    ("Prejudice against Islam is highest in Quebec.", "Islam", ""),
    ("He blamed Islamophobia. Bin Ladenism is dead.", "Bin Ladenism", ""),
    ("He is the author of The Salt Runner.", "Salt Runner", ""),
    ("Her new book, Sea Prayer, is about refugees.", "Sea Prayer", ""),
    ("It opens at 9am GMT and ends at noon BST.", "GMT", ""),
    ("“GO HOME!” they shouted at migrants.", "GO HOME", ""),
    ("The Qur'an was burned.", "Qur'an", ""),
    ("It is time for our Country to leave.", "Country", ""),
    ("He played Whack-a-Mole with rebels.", "Mole", ""),
    ("They marched on International Women's Day.", "International Women's Day", ""),
    ("It looks like Call of Duty to them.", "Call of Duty", ""),
    ("Crammed into a bus, they left Chad.", "Crammed", ""),
    ("She is a Londoner who left.", "Londoner", ""),
    ("They feared the series Black Mirror.", "Black Mirror", ""),
    ("More people signed up under Obamacare.", "Obamacare", ""),
    # near misses: bodies, people and groups that are called so or stand there
    ("HAMAS said it had fired.", "HAMAS", "group PSE"),
    ("NATO agreed.", "NATO", "organisation"),
    ("RAIDERS stormed a bank in Lagos.", "RAIDERS", "group NGA"),
    ("Amnesty accused the army of torture.", "Amnesty", "organisation"),
    ("Berg suspects that Togo will not pay.", "Berg", "person"),
    ("Marsh confirmed it: “We were not the first.”", "Marsh", "organisation"),
    ("Parliament voted.", "Parliament", "organisation"),
    ("The novel, Ada Lind said, was banned.", "Ada Lind", "person"),
    ("The book's author, Ada Lind, fled.", "Ada Lind", "person"),
    ("The film director Ada Lind fled.", "Ada Lind", "person"),
    ("He saw it on Insomnia, a website. Insomnia closed.", "Insomnia",
     "organisation organisation"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kinds"), [*SETTLEMENTS, *NOBODIES])
def test_a_name_is_what_the_words_beside_it_say(
    reader: Reader, text: str, words: str, kinds: str
) -> None:
    found = [m for m in mentions(reader, text) if m.passage.text == words]
    told = " ".join(f"{m.kind} {m.country or ''}".strip() for m in found)
    assert told == kinds
