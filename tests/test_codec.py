from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timezone
from pathlib import Path

import pytest
from handmade import article, detailed_reading, reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.codec import decode, decode_lines, decode_skipped, encode, encode_skipped
from legation.errors import InputError, PassageError
from legation.records import (
    SCHEMA,
    Amount,
    Article,
    Bound,
    Caption,
    Claim,
    Event,
    Goods,
    Harm,
    HarmKind,
    How,
    Kind,
    Level,
    Manner,
    Mention,
    NamedBy,
    Origin,
    Passage,
    Polarity,
    Precision,
    Predicate,
    Quantity,
    RawSpan,
    Reading,
    Responsibility,
    Skipped,
    SkipReason,
    Stance,
    Statement,
    StatementKind,
    Status,
    When,
    Worded,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
maybe = st.none() | words
scores = st.floats(allow_nan=False, allow_infinity=False)
days = st.none() | st.dates()
moments = st.none() | st.datetimes(timezones=st.none() | st.just(UTC))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))

    @st.composite
    def passages(draw: st.DrawFn) -> Passage:
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        return Passage(article_id="a1", start=start, end=end, text=text[start:end])

    whens = st.builds(
        When,
        first=days,
        last=days,
        precision=st.sampled_from(Precision),
        how=st.sampled_from(How),
        passage=st.none() | passages(),
    )
    mentions = st.builds(
        Mention,
        passage=passages(),
        kind=st.sampled_from(Kind),
        name=words,
        actor_id=maybe,
        country=maybe,
        sector=maybe,
        role=maybe,
        score=scores,
        rule=words,
        named_by=st.none() | st.sampled_from(NamedBy),
        plural=st.none() | st.booleans(),
        described=st.none() | passages(),
    )

    def some(records: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
        return st.lists(records, max_size=2).map(tuple)

    statements = st.builds(
        Statement,
        id=words,
        kind=st.sampled_from(StatementKind),
        content=some(passages()),
        cue=st.none() | passages(),
        speaker=st.none() | mentions,
        addressee=st.none() | mentions,
        channel=maybe,
        act=words,
        polarity=st.sampled_from(Polarity),
        when=st.none() | whens,
        reported_in=maybe,
        score=scores,
        rule=words,
        relayed_by=st.none() | mentions,
        deadline=st.none() | whens,
    )
    quantities = st.builds(
        Quantity, amount=scores, bound=st.sampled_from(Bound), upper=st.none() | scores, unit=maybe
    )

    def worded(values: st.SearchStrategy[object]) -> st.SearchStrategy[Worded[object]]:
        return st.builds(Worded, value=values, passage=passages())

    harms = st.builds(
        Harm,
        kind=st.sampled_from(HarmKind),
        passage=passages(),
        number=st.none() | quantities,
        holder=st.none() | mentions,
        said_in=maybe,
    )
    answers = st.builds(
        Responsibility,
        by=mentions,
        stance=st.sampled_from(Stance),
        passage=passages(),
        said_in=maybe,
    )
    amounts = st.builds(
        Amount, kind=st.sampled_from(Goods), quantity=quantities, passage=passages()
    )
    events = st.builds(
        Event,
        id=words,
        type=words,
        cameo=words,
        quad=st.integers(0, 4),
        goldstein=scores,
        actors=some(mentions),
        recipients=some(mentions),
        trigger=passages(),
        status=st.sampled_from(Status),
        mode=maybe,
        contexts=some(words),
        when=st.none() | whens,
        place=st.none() | mentions,
        said_in=maybe,
        also=some(passages()),
        score=scores,
        rule=words,
        harm=some(harms),
        means=some(worded(words)),
        responsibility=some(answers),
        level=st.none() | worded(st.sampled_from(Level)),
        manner=st.none() | worded(st.sampled_from(Manner)),
        host=st.none() | mentions,
        amount=some(amounts),
        response_to=st.none() | worded(words),
    )
    claims = st.builds(
        Claim,
        id=words,
        subject=mentions,
        predicate=st.sampled_from(Predicate),
        evidence=some(passages()),
        object=st.none() | mentions,
        value=st.none() | quantities,
        valid=st.none() | whens,
        holds=st.booleans(),
        holder=st.none() | mentions,
        said_in=maybe,
        recorded_at=moments,
        score=scores,
        rule=words,
    )
    captions = st.builds(Caption, text=words, credit=maybe)
    spans = st.builds(
        RawSpan,
        field=words,
        start=st.integers(0, 9),
        end=st.integers(0, 9),
        at=st.none() | st.integers(0, 9),
    )
    made = Article(
        id="a1",
        text=text,
        raw_sha256="0" * 64,
        title=draw(maybe),
        url=draw(maybe),
        authors=draw(some(words)),
        published=draw(st.none() | whens),
        dateline=draw(maybe),
        captions=draw(some(captions)),
        language=draw(maybe),
        spans=draw(some(spans)),
    )
    return Reading(
        article=made,
        reader=draw(words),
        schema=draw(st.sampled_from((1, SCHEMA))),
        mentions=draw(some(mentions)),
        statements=draw(some(statements)),
        events=draw(some(events)),
        claims=draw(some(claims)),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings())
def test_any_reading_comes_back_as_it_was(given_reading: Reading) -> None:
    line = encode(given_reading)
    assert b"\n" not in line
    assert decode(line) == given_reading
    assert encode(decode(line)) == line


@pytest.mark.parametrize("made", [reading(), detailed_reading()])
def test_handmade_reading_comes_back_as_it_was(made: Reading) -> None:
    assert decode(encode(made)) == made


# Lines that were written before readings had a schema.
OLD_LINES = (Path(__file__).parent / "readings-schema-1.jsonl").read_bytes().splitlines()


@pytest.mark.parametrize("line", OLD_LINES)
def test_line_of_the_first_schema_is_read_and_written_as_it_was(line: bytes) -> None:
    found = decode(line)
    assert found.schema == 1
    assert encode(found) == line


def test_fields_without_a_value_cost_nothing() -> None:
    keys = set()

    def look(value: object) -> None:
        for key, under in value.items() if isinstance(value, dict) else ():
            keys.add(key)
            look(under)
        for each in value if isinstance(value, list) else ():
            look(each)

    later = {"harm", "means", "host", "amount", "level", "deadline", "plural", "named_by", "schema"}
    look(json.loads(encode(detailed_reading())))
    assert later - {"amount"} < keys
    keys.clear()
    look(json.loads(encode(replace(reading(), claims=()))))
    assert not later & keys


def test_words_that_look_like_an_empty_field_are_kept() -> None:
    text = 'He wrote ,"harm":[] and ,"host":null, and ,"schema":1, and \\,"level":null.'
    made = Reading(article=article(text, title='","harm":[]'), reader=',"plural":null')
    assert decode(encode(made)) == made


def test_line_of_a_newer_schema_is_refused() -> None:
    line = _tampered(lambda r: r.update(schema=SCHEMA + 1))
    with pytest.raises(InputError, match=r"x line 3: read by a newer Legation \(schema 3"):
        decode(line, path="x", number=3)


def test_equal_readings_give_equal_bytes_with_keys_in_field_order() -> None:
    assert encode(reading()) == encode(reading())
    assert list(json.loads(encode(reading()))) == [
        "article",
        "reader",
        "mentions",
        "statements",
        "events",
        "claims",
    ]


def _tampered(change: object, made: Reading | None = None) -> bytes:
    record = json.loads(encode(made or reading()))
    change(record)  # type: ignore[operator]
    return json.dumps(record).encode()


def _shift(passage: dict[str, int]) -> None:
    passage["start"] += 1
    passage["end"] += 1


@pytest.mark.parametrize(
    "change",
    [
        lambda r: _shift(r["mentions"][0]["passage"]),
        lambda r: _shift(r["statements"][0]["content"][1]),
        lambda r: _shift(r["statements"][0]["cue"]),
        lambda r: _shift(r["statements"][0]["speaker"]["passage"]),
        lambda r: _shift(r["statements"][0]["addressee"]["passage"]),
        lambda r: _shift(r["events"][0]["trigger"]),
        lambda r: _shift(r["events"][0]["when"]["passage"]),
        lambda r: _shift(r["events"][0]["place"]["passage"]),
        lambda r: _shift(r["events"][0]["actors"][1]["passage"]),
        lambda r: _shift(r["events"][1]["recipients"][0]["passage"]),
        lambda r: _shift(r["events"][1]["also"][0]),
        lambda r: _shift(r["claims"][0]["evidence"][0]),
        lambda r: _shift(r["claims"][0]["object"]["passage"]),
        lambda r: _shift(r["claims"][0]["valid"]["passage"]),
        lambda r: _shift(r["claims"][2]["holder"]["passage"]),
        lambda r: r["mentions"][0]["passage"].update(text="Emina Odhiambo"),
        lambda r: r["mentions"][0]["passage"].update(article_id="a2"),
        lambda r: r["mentions"][0]["passage"].update(end=9999),
        lambda r: r["mentions"][0]["passage"].update(start=-1),
        lambda r: r["article"].update(text=r["article"]["text"].replace("met", "hit", 1)),
    ],
)
def test_tampered_passage_is_refused(change: object) -> None:
    with pytest.raises(PassageError):
        decode(_tampered(change))


@pytest.mark.parametrize(
    "change",
    [
        lambda r: _shift(r["mentions"][0]["described"]),
        lambda r: _shift(r["statements"][0]["relayed_by"]["passage"]),
        lambda r: _shift(r["statements"][0]["deadline"]["passage"]),
        lambda r: _shift(r["events"][0]["harm"][1]["passage"]),
        lambda r: _shift(r["events"][0]["harm"][0]["holder"]["passage"]),
        lambda r: _shift(r["events"][0]["means"][1]["passage"]),
        lambda r: _shift(r["events"][0]["responsibility"][0]["passage"]),
        lambda r: _shift(r["events"][0]["responsibility"][1]["by"]["passage"]),
        lambda r: _shift(r["events"][0]["response_to"]["passage"]),
        lambda r: _shift(r["events"][1]["level"]["passage"]),
        lambda r: _shift(r["events"][1]["manner"]["passage"]),
        lambda r: _shift(r["events"][1]["host"]["passage"]),
        lambda r: _shift(r["events"][1]["amount"][0]["passage"]),
    ],
)
def test_tampered_passage_of_a_detail_is_refused(change: object) -> None:
    with pytest.raises(PassageError):
        decode(_tampered(change, detailed_reading()))


def test_passage_error_names_passage_and_next_step() -> None:
    line = _tampered(lambda r: _shift(r["mentions"][0]["passage"]))
    with pytest.raises(PassageError) as caught:
        decode(line, path="out.jsonl", number=7)
    message = str(caught.value)
    assert message.startswith("out.jsonl line 7: passage 25-39 'Amina Odhiambo' of article a")
    assert "'mina Odhiambo '" in message
    assert message.endswith("read the article again")
    assert (caught.value.path, caught.value.line) == ("out.jsonl", 7)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "truncated"),
        (b"[]", "Expected `object`"),
        (b"{}", "missing required field `article`"),
        (b"\xff\xfe", "not a reading"),
        (b'{"article": 3}', "article"),
    ],
)
def test_malformed_line_is_an_input_error_with_its_number(line: bytes, told: str) -> None:
    lines = [encode(reading()), b"", line]
    found = decode_lines(lines, path="x.jsonl")
    assert next(found) == reading()
    with pytest.raises(InputError, match=r"x\.jsonl line 3") as caught:
        next(found)
    assert told in str(caught.value)
    assert caught.value.line == 3


def test_half_a_surrogate_pair_is_refused_with_a_reason() -> None:
    broken = replace(article("Ceasefire in \ud83d"), id="a1")
    with pytest.raises(InputError, match="surrogate"):
        encode(Reading(article=broken, reader="r"))


def test_numbers_that_are_equal_are_written_alike() -> None:
    made = reading()
    whole, real = (replace(made.events[0], goldstein=number) for number in (4, 4.0))
    assert encode(replace(made, events=(whole,))) == encode(replace(made, events=(real,)))


@pytest.mark.parametrize("wrong", [{"score": float("nan")}, {"goldstein": "4"}, {"status": "so"}])
def test_value_that_would_not_come_back_is_refused(wrong: dict[str, object]) -> None:
    made = reading()
    event = replace(made.events[0], **wrong)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="cannot bring back"):
        encode(replace(made, events=(event,)))


def test_moments_with_another_offset_stay_equal() -> None:
    moment = datetime(2024, 3, 1, 12, tzinfo=timezone.max)
    made = reading()
    timed = replace(made, claims=(replace(made.claims[0], recorded_at=moment),))
    assert decode(encode(timed)) == timed


def test_skipped_page_comes_back_as_it_was() -> None:
    skipped = Skipped(
        stage="extract",
        reason=SkipReason.LANGUAGE,
        detail="looks like French",
        origin=Origin(kind="file", path="x.html", offset=3),
        sha256="ab",
    )
    assert decode_skipped(encode_skipped(skipped)) == skipped
    with pytest.raises(InputError, match="line 4"):
        decode_skipped(b"{}", number=4)


def test_published_passage_is_checked_too() -> None:
    made = article()
    when = When(
        first=date(2024, 1, 1),
        last=None,
        precision=Precision.DAY,
        how=How.EXPLICIT,
        passage=Passage(article_id=made.id, start=0, end=2, text="zz"),
    )
    with pytest.raises(PassageError):
        decode(encode(Reading(article=replace(made, published=when), reader="r")))
