"""Nobody is named by a word that only looks like a name, or by a pronoun for somebody else."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article, Kind, Mention

pytestmark = pytest.mark.model


def mentions(reader: Reader, text: str) -> tuple[Mention, ...]:
    return reader.read(Article.from_text(text, published="2018-03-09")).mentions


# A text, words of it, and who is meant; an empty name where nobody is.
NAMED = (
    # given names, days, towns
    ("Peter Omar Lind was held in Raqqa. Omar wrote a letter home.", "Omar", "Peter Omar Lind"),
    ("Mohammed bin Salman spoke. Omar wrote a letter home.", "Omar", "Omar"),
    ("More than 500 men met in a village mosque Friday for a rally.", "Friday", ""),
    ("Ada Bali, a lawyer, lost. Bali said she would appeal.", "Bali", "Ada Bali"),
    ("Tourists left Bali. Bali said it would rebuild.", "Bali", "Bali"),
    ("Ada Bali, a lawyer, flew to Bali.", "Bali", "Bali"),
    # pronouns
    ("The reporter met Bashar al-Assad. He was taken hostage a week later.", "He", ""),
    ("Bashar al-Assad met a reporter. He said the war would end.", "He", "Bashar al-Assad"),
    ("A nurse wrote to Angela Merkel. She had been held for a year.", "She", ""),
    ("Angela Merkel was seen by a nurse. She said it was clean.", "She", "Angela Merkel"),
    ("He was moved by men loyal to Bashar al-Assad. He was then sold to others.", "He", ""),
    ("The mayor praised Emmanuel Macron. He was elected in May.", "He", ""),
    ("Emmanuel Macron spoke in Lyon. He praised the mayor.", "He", "Emmanuel Macron"),
    ("A soldier shot at Hamid Karzai. He was arrested.", "He", ""),
    # the speaker in his own words
    ("“He was shot by his men,” Tomas Berg said of the mayor.", "He", ""),
    ("Tomas Berg said he was shot by his men.", "he", "Tomas Berg"),
    ("“She was killed a week later,” said Ruken Renas.", "She", ""),
    ("“Go,” said Ruken Renas. She was killed a week later.", "She", "Ruken Renas"),
    ("Hamid Karzai was shot at by a soldier. He was not hurt.", "He", "Hamid Karzai"),
)


@pytest.mark.parametrize(("text", "words", "name"), NAMED)
def test_nobody_is_named_by_what_only_looks_so(
    reader: Reader, text: str, words: str, name: str
) -> None:
    last = [m.name for m in mentions(reader, text) if m.passage.text == words][-1:]
    assert last == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("The talks began at 5 pm on Tuesday.", []),
        ("The talks ended at 11 p.m. on Tuesday.", []),
        ("The talks ended at 11 PM on Tuesday.", []),
        ("Kenya's PM spoke.", ["Prime Minister"]),
        ("The talks in Delhi began as the PM arrived.", ["Prime Minister"]),
        ("Indian Foreign Secretary Ravi Lal flew to Oslo.", ["Foreign Secretary"]),
        ("British Foreign Secretary Ada Pike flew to Oslo.", ["Foreign Minister"]),
        ("India's Foreign Minister Ravi Lal flew to Oslo.", ["Foreign Minister"]),
    ],
)
def test_hours_are_no_office_and_posts_keep_their_name(
    reader: Reader, text: str, offices: list[str]
) -> None:
    assert [m.name for m in mentions(reader, text) if m.kind is Kind.OFFICE] == offices


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("LONDON President Vladimir Putin of Russia said talks went on.", "Vladimir Putin", "RUS"),
        (
            "LONDON - President Vladimir Putin of Russia said talks went on.",
            "Vladimir Putin",
            "RUS",
        ),
        ("OSLO President Kojo Asante of Ghana said talks went on.", "Kojo Asante", "GHA"),
        ("OSLO, Norway President Kojo Asante of Ghana spoke.", "Kojo Asante", "GHA"),
        ("OSLO A minister said talks went on.", "OSLO", "NOR"),
        ("Norway President Kojo Asante spoke.", "Kojo Asante", "NOR"),
        ("NATO Secretary General Jens Stoltenberg spoke.", "Jens Stoltenberg", None),
    ],
)
def test_a_dateline_owns_no_title(
    reader: Reader, text: str, name: str, country: str | None
) -> None:
    assert {m.country for m in mentions(reader, text) if m.name == name} == {country}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A plane of Olympic Airlines landed.", "Olympic Airlines", None),
        ("A plane of Victoria Airlines landed.", "Victoria Airlines", None),
        ("She works at the University of Leeds.", "University of Leeds", "GBR"),
    ],
)
def test_a_firm_is_not_of_a_village_of_its_name(
    reader: Reader, text: str, name: str, country: str | None
) -> None:
    assert {m.country for m in mentions(reader, text) if m.name.endswith(name)} <= {country}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Saudi journalist Omar Lind was killed. The journalist was 59.",
            "journalist",
            "Omar Lind",
        ),
        ("Journalist Ada Pike met journalist Omar Lind. The journalist wept.", "journalist", ""),
        ("Journalist Ada Pike saw a journalist. The journalist wept.", "journalist", ""),
        ("Ada Pike, a nurse, was held. The nurse said she was well.", "nurse", "Ada Pike"),
        ("The French nurse met Ada Pike, a nurse. The nurse wept.", "nurse", ""),
        ("Nurse Ada Pike was held. The nurse who saw her wept.", "nurse", ""),
    ],
)
def test_a_description_is_the_one_who_alone_was_named_so(
    reader: Reader, text: str, words: str, name: str
) -> None:
    last = [m.name for m in mentions(reader, text) if m.passage.text == words][-1:]
    assert last == [name or words]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The UN special envoy for Libya, Ada Pike, left.", "Ada Pike", None),
        ("The French envoy to Libya, Ada Pike, left.", "Ada Pike", "FRA"),
        ("The US ambassador to Kenya, Ada Pike, left.", "Ada Pike", "USA"),
        ("The ambassador to Kenya, Ada Pike, left.", "Ada Pike", None),
        ("Kenya's ambassador, Ada Pike, left.", "Ada Pike", "KEN"),
        ("The president of Kenya, Ada Pike, left.", "Ada Pike", "KEN"),
        ("The coalition commander, Ada Pike, praised the strikes in Syria.", "Ada Pike", None),
        ("Minister Ada Pike spoke to reporters in Paris.", "Ada Pike", None),
        ("General Omar Lind was seen in Oslo.", "Omar Lind", None),
    ],
)
def test_who_is_sent_is_of_who_sends(
    reader: Reader, text: str, name: str, country: str | None
) -> None:
    assert {m.country for m in mentions(reader, text) if m.name == name} == {country}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The Omar Lind Brigade fired rockets.", "Omar Lind Brigade", Kind.ORGANISATION),
        ("The Ada Pike Foundation gave aid.", "Ada Pike Foundation", Kind.ORGANISATION),
        ("Ada Pike gave aid.", "Ada Pike", Kind.PERSON),
        ("They met Wednesday and AIDS activists sang.", "AIDS activists", Kind.GROUP),
    ],
)
def test_bodies_and_days_are_nobodys_name(
    reader: Reader, text: str, words: str, kind: Kind
) -> None:
    assert [m.kind for m in mentions(reader, text) if m.passage.text == words] == [kind]
