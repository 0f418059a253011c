from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from handmade import TEXT, article, passage, reading
from rich.console import Console

from legation.cli.show_reading import show_reading, show_record
from legation.cli.terminal import make_console
from legation.ids import content_id
from legation.records import (
    Bound,
    Claim,
    How,
    Kind,
    Passage,
    Precision,
    Predicate,
    Quantity,
    Reading,
    When,
)
from legation.telling.phrases import (
    PREDICATES,
    name_of,
    quantity_phrase,
    sentence_of,
    when_phrase,
)
from legation.telling.safe import clean


def shown(given: Reading, record: Any = None, **options: Any) -> str:
    options = {"width": 100, "markup": False, "highlight": False, "emoji": False, **options}
    console = Console(file=io.StringIO(), **options)
    if record is None:
        show_reading(given, console)
    else:
        show_record(given, record, console)
    out = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in out.splitlines()) + "\n"


def test_whole_record_as_it_is_printed() -> None:
    assert shown(reading()) == EXPECTED


EXPECTED = """
Kenya, Ethiopia sign power deal as ministers meet in Nairobi                               a157ee548
Rift Wire · World · 13 March 2024 · The Savannah Post · NAIROBI
by Jane Mwangi
picture: The ministers in Nairobi (Rift Wire Photo)

Who ────────────────────────────────────────────────────────────────────────────────────────────────
 3×  Amina Odhiambo                     Foreign Minister                          KEN GOV  m8b6c1083
 2×  Dawit Bekele                       Foreign Minister                          ETH GOV  m5894bd8c
 1×  Ethiopia                           government                                ETH GOV  m6f0f2679
 1×  African Union                      organisation                              IGO      m5a72ba90
     also: mission in the region 1×
     places: Nairobi KEN 1×

Said ───────────────────────────────────────────────────────────────────────────────────────────────
  1  Dawit Bekele (Foreign Minister, ETH GOV) · promises → Amina Odhiambo (KEN GOV) ·      se87c149c
     quoted · channel: statement
       │ We will sell 200 megawatts to our neighbours from May,
       │ Nobody will stop this.
  2  Amina Odhiambo (Foreign Minister, KEN GOV) · says · indirect                          sc3266f7f
       │ Bekele had assured her that Addis Ababa would keep the border open
  3      ↳ as reported in 2, the words of Amina Odhiambo                                   s96803c63
           Dawit Bekele (Foreign Minister, ETH GOV) · assures · indirect
           │ Addis Ababa would keep the border open
  4  speaker not named · says · indirect                                                   s634cccc0
       │ The African Union has led a mission in the region

Happened ───────────────────────────────────────────────────────────────────────────────────────────
  1  CONSULT meet · 040 Consult · happened                                                 e54bc2699
       Amina Odhiambo (KEN GOV), Dawit Bekele (ETH GOV)
       12 March 2024 (“Tuesday”) · in Nairobi · Goldstein +1.0 · economic · diplomatic
       │ Kenyan Foreign Minister Amina Odhiambo met her Ethiopian counterpart, Dawit
       │ Bekele, in Nairobi on Tuesday.
  2  AGREE · 030 Express intent to cooperate · planned                                     e2cf3fffa
       Dawit Bekele (ETH GOV) → Amina Odhiambo (KEN GOV)
       Goldstein +4.0 · told in statement 1
       │ “We will sell 200 megawatts to our neighbours from May,” Bekele told Odhiambo,
       │ according to a statement.
  3  AGREE · 057 Sign formal agreement · planned                                           e382465c5
       Ethiopia (ETH GOV)
       Goldstein +8.0 · told in statement 3
       │ Odhiambo said Bekele had assured her that Addis Ababa would keep the border
       │ open.

Holds ──────────────────────────────────────────────────────────────────────────────────────────────
     on the word of The Savannah Post, where nobody else is named
  1  African Union (IGO) leads mission in the region · since 2007                          cae20f20c
       │ The African Union has led a mission in the region since 2007, with more than
       │ 4,000 troops.
  2  mission in the region has a strength of more than 4,000 troops                        c078b4033
       │ more than 4,000 troops
  3  Ethiopia (ETH GOV) does not control · says Dawit Bekele · told in statement 3         ce1bf3d1b
       │ border
       │ open

9 mentions · 4 statements · 3 events · 3 claims · read by legation 0.0 (by hand)
"""


def test_each_line_has_its_exact_words() -> None:
    given = reading()
    out = " ".join(shown(given, width=400).split())
    for statement in given.statements:
        assert all(f"│ {part.text} " in out for part in statement.content)
    for claim in given.claims:
        assert all(f"│ {part.text} " in out for part in claim.evidence)
    assert out.count("“We will sell 200 megawatts to our neighbours from May,” Bekele told") == 1


def test_office_stands_in_the_row_of_its_holder() -> None:
    given = reading()
    office = replace(
        given.mentions[0], kind=Kind.OFFICE, name="Foreign Minister", role="Amina Odhiambo"
    )
    vacant = replace(office, name="Prime Minister", role=None, actor_id=None)
    out = shown(replace(given, mentions=(*given.mentions, office, vacant)))
    who = out.partition("Said ──")[0]
    assert not any(line.split()[1:2] == ["Foreign"] for line in who.splitlines())
    assert "1×  Prime Minister" in who


def test_claim_says_whose_word_it_is() -> None:
    given = reading()
    whole = shown(given)
    assert whole.count("The Savannah Post, where nobody else is named") == 1
    assert "does not control · says Dawit Bekele" in whole
    assert "since 2007 · says The Savannah Post" in shown(given, given.claims[0], width=120)


def test_event_words_are_set_off_in_their_sentence() -> None:
    out = shown(reading(), reading().events[1], force_terminal=True, color_system="standard")
    assert "\x1b[1;4;32msell\x1b[0m" in out
    assert "\x1b[1;4;32mmegawatts\x1b[0m" in out


def test_reported_statement_stands_below_the_one_it_is_in() -> None:
    given = reading()
    turned = replace(given, statements=tuple(reversed(given.statements)))
    lines = shown(turned).splitlines()
    below = next(n for n, line in enumerate(lines) if "↳ as reported in 2" in line)
    assert "Bekele had assured her that" in lines[below - 1]
    assert lines[below].startswith("  3      ↳ as reported in 2, the words of Amina Odhiambo")


@pytest.mark.parametrize("parents", [["b", "c", "a"], ["a", "b", "c"], ["gone", "a", "b"]])
def test_no_chain_loses_or_repeats_a_statement(parents: list[str]) -> None:
    given = reading()
    statements = tuple(
        replace(given.statements[0], id=name, reported_in=parent)
        for name, parent in zip("abc", parents, strict=True)
    )
    out = shown(replace(given, statements=statements))
    assert out.count("│ Nobody will stop this.") == 3


def test_long_chain_is_shown() -> None:
    given = reading()
    statements = tuple(
        replace(given.statements[0], id=f"s{n}", reported_in=f"s{n - 1}") for n in range(3000)
    )
    assert "3,000" in shown(replace(given, statements=statements))


def test_empty_reading_says_that_nothing_was_found() -> None:
    out = shown(Reading(article=article(), reader="r"))
    assert out.count("nothing found") == 4


HOSTILE = "[bold red]x[/] :smile: \x1b[2J\x1b]0;title\x07 \u202eabc\u2066 \x9b31m \r\n\tend"


def test_untrusted_text_cannot_reach_the_terminal() -> None:
    text = f"{TEXT}\n{HOSTILE}"
    hostile = article(text, title=HOSTILE)
    given = reading(replace(hostile, outlet=HOSTILE, url=HOSTILE, authors=(HOSTILE,)))
    last = passage(hostile, HOSTILE)
    mention = replace(given.mentions[0], name=HOSTILE, role=HOSTILE, country=HOSTILE, passage=last)
    statement = replace(
        given.statements[0],
        id=HOSTILE,
        speaker=mention,
        content=(last,),
        channel=HOSTILE,
        act=HOSTILE,
        reported_in=HOSTILE,
    )
    event = replace(
        given.events[0],
        type=HOSTILE,
        mode=HOSTILE,
        cameo=HOSTILE,
        trigger=last,
        contexts=(HOSTILE,),
        actors=(mention,),
        place=mention,
    )
    claim = replace(
        given.claims[0],
        subject=mention,
        evidence=(last,),
        holder=mention,
        rule=HOSTILE,
        value=Quantity(amount=1, unit=HOSTILE),
    )
    given = replace(
        given,
        mentions=(mention,),
        statements=(statement,),
        events=(event,),
        claims=(claim,),
        reader=HOSTILE,
    )
    for out in (shown(given), *(shown(given, r) for r in (mention, statement, event, claim))):
        assert "[bold red]x[/] :smile:" in " ".join(out.split())
        assert not set(out) & set("\x1b\x07\x9b\r\t\u202e\u2066")


def test_clean_text_is_one_line() -> None:
    assert clean("a\n\t b\x00\x1bc\u200fd") == "a bcd"
    assert clean("half \ud83d pair") == "half ? pair"
    assert clean("Вучић, 北京, Şırnak") == "Вучић, 北京, Şırnak"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_keep_to_the_width(width: int) -> None:
    assert all(len(line) <= width for line in shown(reading(), width=width).splitlines())


def test_piped_output_is_plain_and_100_wide(capsys: pytest.CaptureFixture[str]) -> None:
    show_reading(reading(), make_console())
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) == 100
    assert not any(line.endswith(" ") for line in out.splitlines())


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    out = shown(reading(), force_terminal=True)
    assert not any(f"\x1b[{code}m" in out for code in (31, 32, 33, 35, 36))


def when(first: str | None, last: str | None, precision: str, **rest: Any) -> When:
    rest.setdefault("how", How.EXPLICIT)
    return When(
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        precision=Precision(precision),
        **rest,
    )


TUESDAY = Passage(article_id="a", start=0, end=7, text="Tuesday")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, ""),
        (when(None, None, "range"), ""),
        (when("2024-03-09", "2024-03-09", "day"), "9 March 2024"),
        (when("2023-10-01", "2023-10-31", "month"), "October 2023"),
        (when("2008-01-01", "2008-12-31", "year"), "2008"),
        (when("2024-05-01", "2024-05-03", "range"), "1 May 2024 to 3 May 2024"),
        (when("1999-01-01", None, "since"), "since 1999"),
        (when("2023-10-01", None, "since"), "since October 2023"),
        (when("2023-10-09", None, "since"), "since 9 October 2023"),
        (when(None, "2023-12-31", "until"), "until 2023"),
        (when(None, "2023-10-09", "until"), "until 9 October 2023"),
        (
            when("2024-03-12", "2024-03-12", "day", how=How.PUBLICATION),
            "12 March 2024 (day of publication)",
        ),
        (
            when("2024-03-12", "2024-03-12", "day", how=How.WEEKDAY, passage=TUESDAY),
            "12 March 2024 (“Tuesday”)",
        ),
    ],
)
def test_dates_in_words(given: When | None, told: str) -> None:
    assert when_phrase(given) == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Quantity(amount=4500, bound=Bound.MORE_THAN, unit="troops"), "more than 4,500 troops"),
        (Quantity(amount=27), "27"),
        (Quantity(amount=1.5, bound=Bound.ABOUT), "about 1.5"),
        (Quantity(amount=10, bound=Bound.BETWEEN, upper=20), "between 10 and 20"),
    ],
)
def test_amounts_in_words(given: Quantity, told: str) -> None:
    assert quantity_phrase(given) == told


def test_every_predicate_has_its_words() -> None:
    assert set(PREDICATES) == set(Predicate)
    given = reading()
    for predicate in Predicate:
        claim = Claim(
            id=content_id("claim", predicate),
            subject=given.mentions[0],
            predicate=predicate,
            evidence=(given.mentions[0].passage,),
            holds=False,
        )
        assert " no" in shown(given, claim)


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("He left. She stayed. They ate.", "stayed", "She stayed."),
        ("He left. She stayed.", "left", "He left."),
        (
            "Mr. Rao met Gen. Li in the U.S. Senate. It rained.",
            "met",
            "Mr. Rao met Gen. Li in the U.S. Senate.",
        ),
        ("“We won’t.” “They will,” said Li. Ok.", "will", "“They will,” said Li."),
        ("First line\nSecond line. More", "Second", "Second line."),
        ("It cost 4.5 million. Then", "cost", "It cost 4.5 million."),
        ("no end at all", "end", "no end at all"),
        ("Он ушёл. Она осталась.", "осталась", "Она осталась."),
        ("He left. She stayed.", "left. She", "He left. She stayed."),
    ],
)
def test_sentence_of_a_passage(text: str, words: str, sentence: str) -> None:
    start, end = sentence_of(text, passage(article(text), words))
    assert text[start:end] == sentence


def test_long_sentence_is_cut_around_the_words() -> None:
    long = "and then some more " * 40 + "they met in Nairobi " + "and went on and on " * 40 + "."
    made = article(long)
    given = reading()
    event = replace(given.events[0], trigger=passage(made, "met"), when=None, actors=(), place=None)
    out = " ".join(shown(Reading(article=made, reader="r", events=(event,)), width=400).split())
    quoted = out.partition("│ ")[2].partition(" Holds")[0]
    assert quoted.startswith("… ")
    assert " they met in Nairobi " in quoted
    assert quoted.endswith(" …")
    assert len(quoted) < 260


def test_state_and_government_share_a_row_with_the_codes_of_most() -> None:
    given = reading()
    state = replace(
        given.mentions[0], kind=Kind.STATE, name="Kenya", actor_id="ken", role=None, sector=None
    )
    at = [passage(given.article, "Odhiambo", n) for n in range(3)]
    crowd = replace(state, passage=at[0], sector="CVL")
    power = replace(state, passage=at[1], actor_id="ken-gov", kind=Kind.GOVERNMENT)
    who = shown(replace(given, mentions=(crowd, power, replace(state, passage=at[2]))))
    row = next(line for line in who.splitlines() if line.startswith(" 3×"))
    assert row.split()[1:-1] == ["Kenya", "state,", "government", "KEN"]


@pytest.mark.parametrize(
    ("word", "shown_as"),
    [("They", "somebody not named (“they”)"), ("his", "somebody not named (“his”)"), ("I", "I")],
)
def test_open_pronoun_is_no_name(word: str, shown_as: str) -> None:
    one = replace(reading().statements[0].speaker, name=word, rule="speaker.pronoun_open")  # type: ignore[type-var]
    assert name_of(one) == shown_as
