"""The stage as a whole: odd texts, long texts, ids, speakers from the actors stage."""

from __future__ import annotations

import pytest
from factories import a_mention, an_article
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from timing import LINEAR, growth

from legation import Reader
from legation.nlp.parse import load_model, parse
from legation.records import Article, Kind, StatementKind
from legation.statements.find import find_statements, is_speech

pytestmark = pytest.mark.model

NLP: Language = load_model()

WORDS = st.sampled_from(
    "“ ” \" ' ‘ ’ said , . : \n \n\n the minister told him that we would go Okoye according to "
    "accused of asked claim which he I ? « » — - ( ) announced".split(" ")
)


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join).filter(str.strip))
def test_any_text_is_read_and_its_passages_fit(text: str) -> None:
    article = Article.from_text(text)
    found = find_statements(parse(article, NLP), article, ())
    for statement in found:
        passages = [*statement.content, *(p for p in (statement.cue,) if p)]
        passages += [m.passage for m in (statement.speaker, statement.addressee) if m]
        assert all(article.text[p.start : p.end] == p.text for p in passages)
    ids = [s.id for s in found]
    assert len(set(ids)) == len(ids)
    assert all(s.reported_in in ids for s in found if s.reported_in)


def test_the_speaker_is_the_mention_with_the_whole_phrase() -> None:
    article = an_article("The new defence minister Amina Okoye said the border was quiet.")
    okoye = a_mention(article, "Okoye", name="Amina Okoye", country="NGA", sector="GOV")
    (statement,) = find_statements(parse(article, NLP), article, [okoye])
    assert statement.speaker is not None
    assert statement.speaker.name == "Amina Okoye"
    assert statement.speaker.country == "NGA"
    assert statement.speaker.passage.text == "The new defence minister Amina Okoye"


def test_a_resolved_pronoun_speaks_with_its_name() -> None:
    article = an_article("Okoye left early. “I am tired of waiting,” he said.")
    he = a_mention(article, "he", name="John Okoye")
    found = find_statements(parse(article, NLP), article, [he])
    speaker = found[-1].speaker
    assert speaker is not None
    assert (speaker.passage.text, speaker.name) == ("he", "John Okoye")


def test_an_open_pronoun_stays_a_pronoun() -> None:
    article = an_article("“I am tired of waiting,” he said.")
    (statement,) = find_statements(parse(article, NLP), article, ())
    assert statement.speaker is not None
    assert statement.speaker.rule == "speaker.pronoun_open"
    assert statement.speaker.score < 0.5


def test_the_first_person_of_a_quotation_is_its_speaker() -> None:
    article = an_article("“I told the council that the money was gone,” said Okoye.")
    okoye = a_mention(article, "Okoye", name="Amina Okoye")
    outer, inner = find_statements(parse(article, NLP), article, [okoye])
    assert inner.reported_in == outer.id
    assert inner.speaker is not None
    assert (inner.speaker.name, inner.speaker.rule) == ("Amina Okoye", "speaker.own")


def test_two_who_say_it_together_are_a_group() -> None:
    article = an_article("Okoye and Hassan said that the talks had failed.")
    (statement,) = find_statements(parse(article, NLP), article, ())
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.kind) == ("Okoye and Hassan", Kind.GROUP)


def test_a_dateline_is_nobody() -> None:
    article = an_article("GENEVA (Reuters) - The talks have failed, the envoy said on Friday.")
    (statement,) = find_statements(parse(article, NLP), article, ())
    assert statement.content[0].text == "The talks have failed"


def test_quoted_words_make_a_statement_direct_or_mixed() -> None:
    article = an_article("“We will sign it soon,” said Okoye. She said the deal was “very close”.")
    kinds = [s.kind for s in find_statements(parse(article, NLP), article, ())]
    assert kinds == [StatementKind.DIRECT, StatementKind.MIXED]


def test_an_attitude_is_no_speech() -> None:
    article = an_article("The president believes that the army will obey him.")
    assert not any(is_speech(s) for s in find_statements(parse(article, NLP), article, ()))


@pytest.mark.parametrize(
    "sentence",
    [
        "Belgrade has never recognized Kosovo.",
        "Spain does not recognise Kosovo.",
        "China opposes Taiwan.",
        "The senator knows Hassan.",
        "The party supports him.",
    ],
)
def test_an_attitude_to_a_bare_name_says_nothing(sentence: str) -> None:
    article = an_article(sentence)
    assert find_statements(parse(article, NLP), article, ()) == ()


def test_to_recognise_that_something_is_so_is_a_statement() -> None:
    article = an_article("The minister recognised that the island was lost.")
    (statement,) = find_statements(parse(article, NLP), article, ())
    assert statement.content[0].text == "that the island was lost"


@pytest.mark.parametrize(
    ("sentence", "speech"),
    [
        ("Residents suggested that caves were used as stores.", True),
        ("The report suggested that caves were used as stores.", False),
        ("The parliament refused to accept the budget.", False),
        ("The president pledged to accept the budget.", True),
    ],
)
def test_speech_has_somebody_who_speaks_and_words(sentence: str, speech: bool) -> None:
    article = an_article(sentence)
    found = find_statements(parse(article, NLP), article, ())
    assert any(is_speech(s) for s in found) == speech


def test_an_empty_parse_gives_nothing() -> None:
    article = an_article("x")
    assert find_statements(NLP.make_doc(""), article, ()) == ()


@pytest.mark.parametrize("label", ["OKOYE: ", ""])
def test_a_long_transcript_takes_time_in_proportion(label: str) -> None:
    turn = f"{label}I told them that we would sign, and the envoy said “it is done”. We go on.\n\n"

    one = NLP(turn * 25)

    def parsed(parts: int) -> tuple[Doc, Article]:
        doc = Doc.from_docs([one] * parts, ensure_whitespace=False)
        assert doc is not None
        return doc, Article.from_text(doc.text)

    given = {parts: parsed(parts) for parts in (6, 48)}  # about 3,000 and 24,000 words
    assert growth(lambda parts: find_statements(*given[parts], ()), 6) < LINEAR


def test_open_pronoun_behind_an_unnamed_speaker_is_that_speaker() -> None:
    article = an_article("“The plan is there,” a Syrian source said. “It takes years,” he said.")
    source = a_mention(article, "Syrian source", name="source", kind=Kind.OFFICE, country="SYR")
    first, second = find_statements(parse(article, NLP), article, [source])
    assert first.speaker is not None
    assert second.speaker is not None
    assert (second.speaker.name, second.speaker.rule) == (first.speaker.name, "speaker.same")
    assert second.speaker.passage.text == "he"


def test_open_pronoun_with_somebody_named_since_stays_open() -> None:
    article = an_article(
        "“The plan is there,” a Syrian source said. The general left Okoye. “It goes on,” he said."
    )
    people = [
        a_mention(article, "Syrian source", name="source", kind=Kind.OFFICE, country="SYR"),
        a_mention(article, "Okoye", name="Okoye"),
    ]
    last = find_statements(parse(article, NLP), article, people)[-1]
    assert last.speaker is not None
    assert last.speaker.rule == "speaker.pronoun_open"


GOING_ON = [
    ("“The wells are dry,” said a nurse in Gao. “Nobody came.” She added: “We wait.”", "nurse"),
    ("“The port is shut,” a Togolese docker said. “We met Okoye.” He added: “We wait.”", "docker"),
    ("Rebel officers said the road was mined. They said the town was next.", "officers"),
    ("Two senators wrote that the bill was void. “It ends here,” they wrote.", "senators"),
    ("Okoye’s lawyer, Anna Berg QC, said that the trial was slow. She said: “We wait.”", "Anna"),
    # somebody else stands in between, or it is of another gender or number
    ("A nurse said the wells were dry. The mayor slept. She said the road was shut.", None),
    ("A spokesman said the wells were dry. She said the road was shut.", None),
    ("A nurse said the wells were dry. They said the road was shut.", None),
    ("A nurse feared the wells were dry. Rain fell. He said the road was shut.", None),
]


@pytest.mark.parametrize(("text", "who"), GOING_ON)
def test_who_goes_on_is_who_spoke_before(reader: Reader, text: str, who: str | None) -> None:
    last = reader.read(Article.from_text(text)).statements[-1].speaker
    assert last is not None
    if who is None:
        assert last.name.lower() in {"he", "she", "they"}
    else:
        assert who in last.name


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Kuwait promised food aid to Yemen.", None),  # what is promised is nobody
        ("Kuwait promised a reply within days.", None),
        ("Kuwait promised the students visas.", "students"),
    ],
)
def test_what_is_promised_is_nobody(reader: Reader, text: str, addressee: str | None) -> None:
    found = reader.read(Article.from_text(text)).statements
    told = [s.addressee.name if s.addressee else None for s in found if s.act == "promises"]
    assert told == [addressee]
