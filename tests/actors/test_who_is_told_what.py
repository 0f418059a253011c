"""What somebody is told to be: codes and countries by evidence, no office without a day."""

from __future__ import annotations

import pytest

from legation.read import Reader
from legation.records import Article, Mention

pytestmark = pytest.mark.model


def mentions(reader: Reader, text: str, day: str | None = None) -> tuple[Mention, ...]:
    return reader.read(Article.from_text(text, published=day)).mentions


# A text, words of it, and "name; codes" of the first mention with these words.
NAMES = (
    ("Letters came for Keda Timurova. Timurova says she will help.", "Keda Timurova",
     "Keda Timurova;"),
    ("Dean Hollis, 41, a cattle farmer, left in May.", "Dean Hollis", "Dean Hollis; AGR"),
    ("The dean of the law school left.", "dean", "University President; EDU"),
    ("A former Green Beret was jailed.", "former Green Beret", "former Green Beret; CVL"),
    ("Labour leader Shimon Peres spoke in Jerusalem.", "Shimon Peres", "Shimon Peres; ISR PTY"),
    ("The Kremlin's spokesman denied it.", "Kremlin's spokesman",
     "Spokesperson of Kremlin; RUS GOV"),
    ("A White House spokeswoman left.", "White House spokeswoman",
     "Spokesperson of White House; USA GOV"),
    ("The Republicans lost in Iowa, the US senator said.", "The Republicans",
     "Republican Party; USA PTY"),
    ("The Republicans lost in Lyon, France said.", "The Republicans", "The Republicans; FRA PTY"),
    ("The head of the Iranian delegation, Ada Lind, left Vienna.", "Ada Lind",
     "Ada Lind; IRN GOV"),
    ("The head of the UN delegation, Ada Lind, left Chad.", "Ada Lind", "Ada Lind; UNO"),
    ("The head of the family, Ada Lind, left Chad.", "Ada Lind", "Ada Lind;"),
)  # fmt: skip

CODES = (
    ("The British aid workers David Hale and Alan Hart were killed.", "Alan Hart", "GBR NGO"),
    ("Rebels shot the aid worker David Halt and a guard.", "David Halt", "NGO"),
    ("US-backed forces took the town.", "US-backed forces", "UAF"),
    ("US forces took the town.", "US forces", "USA MIL"),
    ("US allies were not consulted.", "US allies", "GOV"),
    ("Washington worked with Kurdish allies.", "Kurdish allies", ""),
    ("A key Al-Qaeda operative was jailed.", "key Al-Qaeda operative", "IMG"),
    ("A CIA operative was jailed.", "CIA operative", "USA SPY"),
    ("Two UN workers were held.", "UN workers", "UNO"),
    ("Two mine workers were held.", "mine workers", "LAB"),
    ("A Taliban splinter group held them.", "Taliban splinter group", "AFG REB"),
    ("“Go away,” wrote Maria, a Russian in a camp in Syria.", "Maria", "RUS"),
    ("Omar Dari, a student of French literature, spoke.", "Omar Dari", "EDU"),
    ("Elsa Hof, the WHO representative in Syria, spoke.", "Elsa Hof", "UNO"),
    ("A Syria expert said so.", "Syria expert", "EDU"),
    ("A Syrian expert said so.", "Syrian expert", "SYR EDU"),
    ("A historian of Iran said so.", "historian", "EDU"),
    ("The observers of the European Union left.", "observers", "SOC"),
    ("“I came,” said Spaniard Arges Artaga in Chad.", "Arges Artaga", "ESP"),
    ("“I came,” said Canadian Hanna Bohlen in Chad.", "Hanna Bohlen", "CAN"),
    ("Isis families left the town.", "Isis families", "CVL"),
    ("[Kurdish fighters] left.", "Kurdish fighters", "REB"),
    ("US proxies left.", "US proxies", "UAF"),
    ("Turkish proxies left.", "Turkish proxies", "TUR UAF"),
    ("Jan Eglund, an adviser to the UN envoy for Syria, spoke.", "Jan Eglund", "UNO"),
    ("Jan Eglund, an adviser to the Chadian envoy for Syria, spoke.", "Jan Eglund", "TCD GOV"),
    ("The Kurdish People's Assembly met.", "People's Assembly", "LEG"),
    ("The Syrian People's Assembly met.", "Syrian People's Assembly", "SYR LEG"),
    ("All US State Department staff left.", "US State Department staff", "USA GOV"),
    ("The expert Hamish Breton, the effect of gas in Syria, spoke.", "Hamish Breton", "EDU"),
    ("He is a PhD candidate in Leeds.", "PhD candidate", None),
    ("She was an odd candidate for a pardon.", "odd candidate", None),
    ("He was a candidate for president.", "candidate for president", "PTY"),
)  # fmt: skip

# Nobody holds an office by the tables where no day is known; the text may tell it.
DAYS = (
    ("Margaret Thatcher's son was held.", None, "Margaret Thatcher", "GBR"),
    ("Margaret Thatcher's son was held.", "1985-05-05", "Margaret Thatcher", "GBR GOV"),
    ("Prime Minister Margaret Thatcher spoke.", None, "Margaret Thatcher", "GBR GOV"),
    ("Sergei Lavrov left.", None, "Sergei Lavrov", "RUS"),
    ("Sergei Lavrov left.", "2022-05-05", "Sergei Lavrov", "RUS GOV"),
    ("Mohamed ElBaradei left.", None, "Mohamed ElBaradei", "EGY"),
    ("Mohamed ElBaradei left.", "2005-05-05", "Mohamed ElBaradei", "UNO"),
    ("The Taliban left.", None, "Taliban", "AFG REB"),
    ("The Taliban left.", "2022-05-05", "Taliban", "AFG GOV"),
    ("Osama bin Laden spoke.", None, "Osama bin Laden", "IMG"),
)


def codes(mention: Mention) -> str:
    return f"{mention.country or ''} {mention.sector or ''}".strip()


@pytest.mark.parametrize(("text", "words", "told"), NAMES)
def test_names_and_posts_are_as_told(reader: Reader, text: str, words: str, told: str) -> None:
    first = next(m for m in mentions(reader, text) if m.passage.text == words)
    assert f"{first.name}; {codes(first)}".strip() == told


@pytest.mark.parametrize(("text", "words", "told"), CODES)
def test_codes_have_evidence(reader: Reader, text: str, words: str, told: str | None) -> None:
    found = [codes(m) for m in mentions(reader, text) if m.passage.text == words]
    assert found[:1] == ([] if told is None else [told])


@pytest.mark.parametrize(("text", "day", "words", "told"), DAYS)
def test_offices_of_tables_need_a_day(
    reader: Reader, text: str, day: str | None, words: str, told: str
) -> None:
    first = next(m for m in mentions(reader, text, day) if m.passage.text == words)
    assert codes(first) == told
