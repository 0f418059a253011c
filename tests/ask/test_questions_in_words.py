"""Questions in words: what is understood, what is answered, and what each sentence stands on."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from datetime import date
from itertools import groupby

import pytest
from how_tos import READ_ON, RECORD
from made_up_record import AT, questions_of, reading_of, store_of, without, world
from questions_marked import OWN, SEEN, Marked, marked, wrong_in

from legation.ask.inwords.answer_types import Answer, Basis
from legation.ask.inwords.answering import ANSWERERS, answer_to, examples
from legation.ask.inwords.certificates import verified
from legation.ask.inwords.question_data import patterns, sentences
from legation.ask.inwords.understanding import understand
from legation.ask.names import Names
from legation.ask.query import Query
from legation.codec import decode
from legation.errors import InputError
from legation.records import Reading
from legation.store import Store

TODAY = date(2026, 11, 30)
QUESTIONS = (*marked(SEEN), *marked(OWN))
UNDERSTOOD = 190  # of these 200


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    lines = lzma.decompress(RECORD.read_bytes()).decode("utf-8").splitlines()
    found = [decode(json.dumps(json.loads(line)["reading"])) for line in lines]
    return {each.article.id: each for each in found}


@pytest.fixture(scope="module")
def store(readings: dict[str, Reading]) -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        for each in readings.values():
            opened.write(each, at=READ_ON)
        yield opened


@pytest.fixture(scope="module")
def query(store: Store) -> Query:
    return Query(store, today=TODAY)


def test_each_question_has_its_ways_its_answerer_and_its_sentences() -> None:
    assert set(examples()) == set(ANSWERERS) == set(range(1, 26))
    for number, ways in groupby(patterns(), key=lambda p: p.template):
        assert len([*ways]) >= 3, number
        assert any(t == number and part in ("not_told", "nothing") for t, part in sentences())


def test_every_way_to_ask_is_understood_as_its_question(query: Query) -> None:
    wrong = []
    for way in patterns():
        found = understand(way.example, query.names, today=TODAY).readings
        if [each.template for each in found] != [way.template]:
            wrong.append((way.text, way.example, [each.pattern for each in found]))
    assert not wrong


def test_190_of_200_phrasings_give_their_question_and_arguments(query: Query) -> None:
    told = [(each, _misread(query.names, each)) for each in QUESTIONS]
    wrong = [f"{each.question} {why}" for each, why in told if why]
    assert len(QUESTIONS) == 200
    assert len(QUESTIONS) - len(wrong) >= UNDERSTOOD, wrong


def _misread(names: Names, wanted: Marked) -> list[str]:
    found = understand(wanted.question, names, today=TODAY)
    if len(found.readings) != 1:
        return [f"{len(found.readings)} readings"]
    return wrong_in(found.readings[0], wanted, today=TODAY)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who recognises Somaliland?", "Israel recognises Somaliland."),
        ("Does Somalia recognise Somaliland?", "Somalia does not recognise Somaliland."),
        ("Who commanded UNIFIL on 11 October 2024?", "Aroldo Lázaro commands UNIFIL"),
        ("Who commanded UNIFIL in 2019?", "Who commanded UNIFIL is not told"),
        ("How many soldiers does Italy have in UNIFIL?", "more than 1,000 soldiers"),
        ("How many soldiers does Peru have in UNIFIL?", "does not tell how many soldiers Peru"),
        ("Who contributes to UNIFIL, and do the numbers add up?", "come to about 2,200 together"),
        ("Under which resolution does UNIFIL work?", "Security Council Resolution 1701"),
        ("Who was NATO Secretary General on 17 June 2018?", "Jens Stoltenberg"),
        ("Who came after Antony Blinken?", "Marco Rubio came after Antony Blinken"),
        ("When did Saar last meet Abdirahman Mohamed Abdullahi?", "6 January 2026"),
        ("What did Somalia demand of Israel?", "that Israel revoke the recognition"),
        ("Who accused Rwanda of what?", "a declaration of war"),
        ("Did Morocco deny the spying charge?", "Morocco denies"),
        ("Who visited Niamey in July 2023?", "Mahamat Idriss Déby visited Niamey"),
        ("Who visited Niamey in 2019?", "does not tell of anybody who visited"),
        ("Who first reported that Nauru cut ties with Taiwan?", "Lagoon Dispatch told it first"),
        ("What did we know of the coup on 29 July 2023?", "nothing was told of the coup"),
        ("What changed between 28 and 31 July 2023?", "Since 28 July 2023 it is told that"),
        ("Who claims Western Sahara?", "Morocco claims Western Sahara"),
        ("How did relations of India and Pakistan develop?", "are told without a day"),
    ],
)
def test_answers_say_what_the_bundled_stories_say(query: Query, question: str, told: str) -> None:
    assert told in query.ask(question).text


def test_what_was_not_understood_is_said(query: Query) -> None:
    answer = query.ask("Who recognises Somaliland, flibbertigibbet?")
    assert answer.asked is not None
    assert answer.asked.left == ("flibbertigibbet",)
    assert "Not understood: flibbertigibbet." in answer.text


def test_a_name_spelt_almost_so_is_taken_and_said(query: Query) -> None:
    answer = query.ask("who recognises somalilnd")
    assert "Israel recognises Somaliland" in answer.text
    assert "“somalilnd” was taken for Somaliland." in answer.text


def test_two_readings_give_a_choice(query: Query) -> None:
    answer = query.ask("How did relations between Rwanda and Congo develop?")
    assert not answer.sentences
    assert [each.label for each in answer.options] == [
        "Democratic Republic of the Congo (COD)",
        "Republic of the Congo (COG)",
    ]
    chosen = query.ask(answer.options[0].question)
    assert chosen.asked is not None
    assert chosen.asked.template == 25


@pytest.mark.parametrize(
    "question",
    ["", "?", "How is the weather in Paris?", "Who recognises Quaxoria?", "\x00" * 50, "who " * 200,
     "What <b>is</b> {0} %s ' OR 1=1 --", "(((", "e" * 9000],
)  # fmt: skip
def test_what_is_no_question_of_these_is_said_and_never_raises(query: Query, question: str) -> None:
    answer = query.ask(question)
    assert not answer.sentences
    assert answer.why


def test_a_name_that_nobody_bears_is_named(query: Query) -> None:
    assert "Nobody here is called 'Quaxoria'" in (query.ask("Who recognises Quaxoria?").why or "")


@pytest.mark.parametrize("number", sorted({q.template for q in QUESTIONS}))
def test_a_sentence_is_gone_without_its_records(
    query: Query, readings: dict[str, Reading], number: int
) -> None:
    asked = [q.question for q in QUESTIONS if q.template == number][::3]
    with Store.open("sqlite://") as other:
        for each in readings.values():
            other.write(each, at=READ_ON)
        again = Query(other, today=TODAY)
        again.__dict__["names"] = Names(query.names.registry, other)
        for question in asked:
            for sentence in query.ask(question).sentences[:4]:
                if sentence.basis is Basis.RECORD:
                    _check_gone(other, again, readings, question, sentence)


def _check_gone(
    store: Store, query: Query, readings: dict[str, Reading], question: str, sentence: object
) -> None:
    records = frozenset(sentence.records)  # type: ignore[attr-defined]
    text = sentence.text  # type: ignore[attr-defined]
    if records & set(readings):
        kept = [r for key, r in readings.items() if key not in records]
        with store_of(*kept) as bare:
            assert text not in Query(bare, today=TODAY).ask(question).text, question
        return
    touched = [r for r in readings.values() if without(r, records) != r]
    assert touched, (question, text)
    for each in touched:
        store.write(without(each, records), at=READ_ON)
    assert text not in query.ask(question).text, question
    for each in touched:
        store.write(each, at=READ_ON)
    assert text in query.ask(question).text, question


@pytest.mark.parametrize("seed", range(5))
def test_a_made_up_record_answers_with_its_own_names(query: Query, seed: int) -> None:
    told = world(seed)
    reading = reading_of(told)
    with store_of(reading) as store:
        asked = Query(store, today=TODAY)
        asked.__dict__["names"] = Names(query.names.registry, store)
        for number, (question, wanted) in questions_of(told).items():
            answer = asked.ask(question)
            assert answer.asked is not None, (question, answer.why, answer.options)
            assert answer.asked.template == number, question
            assert wanted in answer.text, (question, answer.text)
            assert not answer.asked.left, question
    with store_of() as empty:
        bare = Query(empty, today=TODAY)
        bare.__dict__["names"] = Names(query.names.registry, empty)
        for question, _ in questions_of(told).values():
            assert not [s for s in bare.ask(question).sentences if s.basis is Basis.RECORD]


def test_made_up_sentences_are_gone_without_their_records(query: Query) -> None:
    for seed in (20, 21):
        told = world(seed)
        reading = reading_of(told)
        with store_of(reading) as store:
            asked = Query(store, today=TODAY)
            asked.__dict__["names"] = Names(query.names.registry, store)
            for question, _ in questions_of(told).values():
                for sentence in asked.ask(question).sentences:
                    records = frozenset(sentence.records)
                    if sentence.basis is Basis.RECORD and reading.article.id not in records:
                        store.write(without(reading, records), at=AT)
                        assert sentence.text not in asked.ask(question).text, question
                        store.write(reading, at=AT)


def test_an_answer_has_a_certificate_that_is_found_again(query: Query) -> None:
    for question in ("Who recognises Somaliland?", "Who recognises Abkhazia?"):
        told = query.ask(question).certificate()
        found = verified(query, told)
        assert found.found
        assert found.whole
        assert found.ledger_same
        assert told["count"] == len(told["records"])
    assert not verified(query, {**told, "answer": "All of them."}).found
    assert not verified(query, {**told, "answer": "All of them."}).whole
    with pytest.raises(InputError, match="no legation answer certificate"):
        verified(query, {"kind": "something else"})


def test_a_certificate_says_what_came_and_went(readings: dict[str, Reading], query: Query) -> None:
    told = query.ask("Who recognises Somaliland?").certificate()
    records = frozenset(told["records"][:1])
    with store_of(*(without(r, records) for r in readings.values())) as other:
        found = verified(Query(other, today=TODAY), told)
        assert not found.found
        assert found.whole
        assert found.gone == tuple(records)


def test_answers_are_as_known_on_a_day(store: Store, query: Query) -> None:
    before = Query(store, today=TODAY, known="2023-12-31", clock="published")
    before.__dict__["names"] = query.names
    assert "Somaliland" in query.ask("Who recognises Somaliland?").text
    answer = before.ask("Who recognises Somaliland?")
    assert answer.sentences == ()
    assert verified(query, answer.certificate()).found


def test_an_answer_is_the_same_every_time(query: Query) -> None:
    def told(answer: Answer) -> object:
        return answer.text, answer.records

    for each in QUESTIONS[::9]:
        assert told(answer_to(query, each.question)) == told(answer_to(query, each.question))
