"""Corrections: laid over every reading, taken back, listed where they lost their words."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from how_tos import READ_ON, RECORD

from legation.codec import decode
from legation.errors import InputError
from legation.records import (
    Correction,
    CorrectionKind,
    Mention,
    Reading,
    Scope,
    Status,
    Verdict,
)
from legation.store import Ledger, Outcome, Query, Store
from legation.store.correcting.correction_tables import uncorrected
from legation.store.correcting.corrections_kept import articles_with
from legation.store.correcting.fields_told import FIELDS, edited, kind_of, told
from legation.store.correcting.laying_over import main_passage
from legation.store.judgements import judgements_on
from legation.store.rows import mentions_of
from legation.upkeep.correcting_records import (
    corrections_of,
    disputed,
    from_gold,
    keep,
    make_correction,
    orphans_of,
    precision_of,
    preview,
    to_gold,
    undo,
)

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
VALUES = {
    "status": "denied",
    "day": "2024-03",
    "cameo": "112",
    "act": "denies",
    "polarity": "negative",
    "deadline": "2024-05-01",
    "holds": "no",
    "valid": "2015-03/..",
    "actor": "somebody-else",
    "name": "Somebody Else",
    "kind": "person",
    "country": "KEN",
    "sector": "GOV",
    "role": "mayor",
}


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    lines = lzma.decompress(RECORD.read_bytes()).decode("utf-8").splitlines()
    return tuple(decode(json.dumps(json.loads(line)["reading"])) for line in lines)


@pytest.fixture
def store(readings: tuple[Reading, ...]) -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        opened.write_many([(reading, None) for reading in readings], at=READ_ON)
        yield opened


def digest(store: Store) -> object:
    """All that a store holds to be so, in whatever order it came."""
    held = sorted(repr(reading) for reading in Query(store).readings())
    return held, Ledger(store).digest()


def test_a_rejected_event_is_gone_and_comes_back_with_undo(store: Store) -> None:
    before = digest(store)
    event = next(e for r in Query(store).readings() for e in r.events)
    given = make_correction(store, event.id, CorrectionKind.REJECT, by="Ana", at=AT)
    keep(store, given)
    with pytest.raises(InputError, match="no such record"):
        Query(store).find(event.id)
    undo(store, given.id[:8], by="Ben", at=AT)
    assert digest(store) == before
    (kept,) = corrections_of(store)
    assert (kept.undone_by, kept.undone_at) == ("Ben", AT)
    with pytest.raises(InputError, match="was taken back before, by Ben"):
        undo(store, given.id, by="Ana", at=AT)
    with store.reading() as connection:
        assert connection.execute(uncorrected.select()).all() == []


def test_what_is_told_in_a_rejected_statement_goes_with_it(store: Store) -> None:
    reading, inner = next(
        (r, c) for r in Query(store).readings() for c in (*r.claims, *r.events) if c.said_in
    )
    given = make_correction(store, inner.said_in or "", CorrectionKind.REJECT, by="Ana", at=AT)
    keep(store, given)
    now = Query(store).reading(reading.article.id)
    assert inner.said_in not in {s.id for s in now.statements}
    assert inner.id not in {r.id for r in (*now.claims, *now.events)}


def test_corrections_are_laid_over_a_new_reading(
    store: Store, readings: tuple[Reading, ...]
) -> None:
    reading = next(r for r in readings if len(r.events) > 2)
    event = reading.events[0]
    keep(store, _edit(store, event.id, "status", "denied"))
    newer = replace(reading, reader="legation-99", events=reading.events[:2])
    assert store.write(newer, at=AT) is Outcome.REPLACED
    now = Query(store).reading(reading.article.id)
    assert [e.status for e in now.events if e.id == event.id] == [Status.DENIED]
    assert now.reader == "legation-99"
    assert store.write(newer, at=AT) is Outcome.UNCHANGED
    assert orphans_of(store) == ()


def test_lost_words_make_an_orphan_and_nothing_else_is_touched(
    store: Store, readings: tuple[Reading, ...]
) -> None:
    reading = next(r for r in readings if len(r.events) > 2)
    event = reading.events[0]
    given = _edit(store, event.id, "status", "denied")
    keep(store, given)
    twin = next(e for e in reading.events[1:] if e.type != event.type)
    moved = replace(reading, reader="legation-99", events=(replace(twin, id="e0123456789abcdef"),))
    store.write(moved, at=AT)
    assert [c.id for c in orphans_of(store)] == [given.id]
    assert Query(store).reading(reading.article.id).events == moved.events
    store.write(reading, at=AT)
    assert orphans_of(store) == ()


def test_two_people_who_differ_are_both_kept(store: Store) -> None:
    event = next(e for r in Query(store).readings() for e in r.events)
    for by, kind in (("Ana", CorrectionKind.REJECT), ("Ben", CorrectionKind.ACCEPT)):
        given = make_correction(store, event.id, kind, by=by, at=AT) if by == "Ana" else replace(
            corrections_of(store)[0], id="vother", by=by, kind=kind, at=AT + timedelta(days=1)
        )  # fmt: skip
        keep(store, given)
    (differ,) = disputed(corrections_of(store))
    assert [(c.by, str(c.kind)) for c in differ] == [("Ana", "reject"), ("Ben", "accept")]
    assert Query(store).find(event.id).record.id == event.id  # the last word counts


def test_a_wider_scope_is_looked_at_before_it_is_taken(store: Store) -> None:
    query = Query(store)
    reading, event = next(
        (r, e)
        for r in query.readings()
        for e in r.events
        if len({x.id for x in r.events if x.rule == e.rule}) > 1
    )
    one = make_correction(store, event.id, CorrectionKind.REJECT, by="Ana", at=AT)
    assert preview(store, one).records == 0
    wide = make_correction(
        store, event.id, CorrectionKind.REJECT, by="Ana", at=AT, scope=Scope.RULE
    )
    found = preview(store, wide)
    others = [e for e in reading.events if e.rule == event.rule]
    assert found.records == len(others) - 1
    assert found.examples
    assert digest(store) == digest(store)
    before = digest(store)
    keep(store, wide)
    assert not [e for e in query.reading(reading.article.id).events if e.rule == event.rule]
    undo(store, wide.id, by="Ana", at=AT)
    assert digest(store) == before


def test_an_alias_is_edited_everywhere_and_in_later_articles(
    store: Store, readings: tuple[Reading, ...]
) -> None:
    words, mention = _alias(readings)
    before = digest(store)
    given = make_correction(
        store, _mention_id(mention), CorrectionKind.EDIT, by="Ana", at=AT, scope=Scope.ALIAS,
        field="country", new="KEN",
    )  # fmt: skip
    wide = preview(store, given)
    assert wide.articles >= 2
    keep(store, given)
    now = [m for r in Query(store).readings() for m in mentions_of(r) if m.passage.text == words]
    assert {m.country for m in now if m.actor_id == mention.actor_id} == {"KEN"}
    undo(store, given.id, by="Ana", at=AT)
    assert digest(store) == before


def test_same_and_not_same_are_judgements_and_can_be_taken_back(store: Store) -> None:
    one, other = [e for r in Query(store).readings() for e in r.events][:2]
    given = make_correction(store, one.id, CorrectionKind.SAME, by="Ana", at=AT, other=other.id)
    keep(store, given)
    undo(store, given.id, by="Ana", at=AT)
    with store.reading() as connection:
        found = judgements_on(connection, [one.trigger.article_id])
    assert [j.verdict for j in found] == [Verdict.SAME, Verdict.UNSURE]


def _two_of_one(readings: tuple[Reading, ...], *, alike: bool) -> tuple[Mention, Mention]:
    """Two mentions of one article at two places, of one known actor or of two."""
    for reading in readings:
        known = [m for m in dict.fromkeys(mentions_of(reading)) if m.actor_id]
        for one in known:
            for other in known:
                if one.passage != other.passage and (one.actor_id == other.actor_id) is alike:
                    return one, other
    raise AssertionError("there are no such two")


def _actors_at(store: Store, mention: Mention) -> set[str | None]:
    reading = Query(store).reading(mention.passage.article_id)
    return {m.actor_id for m in mentions_of(reading) if m.passage == mention.passage}


def _say(store: Store, kind: CorrectionKind, one: Mention, other: Mention) -> Correction:
    keys = [_mention_id(each) for each in (one, other)]
    given = make_correction(store, keys[0], kind, by="Ana", at=AT, other=keys[1])
    keep(store, given)
    return given


def test_a_mention_that_is_the_same_means_whom_the_other_means(
    store: Store, readings: tuple[Reading, ...]
) -> None:
    before = digest(store)
    one, other = _two_of_one(readings, alike=False)
    given = _say(store, CorrectionKind.SAME, one, other)
    assert _actors_at(store, one) >= {other.actor_id}
    assert one.actor_id not in _actors_at(store, one)
    assert _actors_at(store, other) == {other.actor_id}
    corrected = digest(store)
    store.write_many([(reading, None) for reading in readings], at=AT)
    assert digest(store) == corrected
    assert orphans_of(store) == ()
    undo(store, given.id, by="Ana", at=AT)
    assert digest(store) == before


def test_a_mention_that_is_not_the_same_is_nobody_known(
    store: Store, readings: tuple[Reading, ...]
) -> None:
    before = digest(store)
    one, other = _two_of_one(readings, alike=True)
    given = _say(store, CorrectionKind.NOT_SAME, one, other)
    assert _actors_at(store, one) == {None}
    assert _actors_at(store, other) == {other.actor_id}
    undo(store, given.id, by="Ana", at=AT)
    assert digest(store) == before


def test_two_mentions_of_which_one_is_gone_are_an_orphan(
    store: Store, readings: tuple[Reading, ...]
) -> None:
    one, other = _two_of_one(readings, alike=False)
    given = _say(store, CorrectionKind.SAME, one, other)
    (reading,) = [r for r in readings if r.article.id == one.passage.article_id]
    store.write(replace(reading, mentions=(), statements=(), events=(), claims=()))
    assert orphans_of(store) == (given,)


def test_two_mentions_are_of_one_article(store: Store, readings: tuple[Reading, ...]) -> None:
    one, _ = _two_of_one(readings, alike=False)
    away = next(
        m
        for reading in readings
        for m in mentions_of(reading)
        if m.passage.article_id != one.passage.article_id
    )
    with pytest.raises(InputError, match="in one article"):
        _say(store, CorrectionKind.SAME, one, away)
    event = next(e for r in readings for e in r.events)
    with pytest.raises(InputError, match="two events, or of two mentions"):
        make_correction(
            store, _mention_id(one), CorrectionKind.SAME, by="Ana", at=AT, other=event.id
        )


def test_precision_of_a_rule_has_an_interval(store: Store) -> None:
    events = [e for r in Query(store).readings() for e in r.events]
    rule = max({e.rule for e in events}, key=lambda name: sum(e.rule == name for e in events))
    some = [e for e in events if e.rule == rule][:4]
    for number, event in enumerate(some):
        kind = CorrectionKind.REJECT if number == 3 else CorrectionKind.ACCEPT
        keep(store, make_correction(store, event.id, kind, by="Ana", at=AT))
    (found,) = precision_of(corrections_of(store))
    assert (found.rule, found.right, found.wrong) == (rule, 3, 1)
    assert (round(found.low, 3), round(found.high, 3)) == (0.301, 0.954)


def test_gold_is_written_and_read_back(store: Store, readings: tuple[Reading, ...]) -> None:
    event, *_ = readings[0].events
    keep(store, _edit(store, event.id, "day", "2024-03-09"))
    keep(store, make_correction(store, event.id, CorrectionKind.ACCEPT, by="Ana", at=AT, note="ok"))
    lines = [*to_gold(store)]
    assert json.loads(lines[0])["target"]["words"] == event.trigger.text
    with Store.open("sqlite://") as other:
        other.write_many([(reading, None) for reading in readings], at=READ_ON)
        assert from_gold(other, lines) == {"new": 2}
        assert from_gold(other, lines) == {"known": 2}
        assert digest(other) == digest(store)
        assert [*to_gold(other)] == lines
    with Store.open("sqlite://") as empty:
        assert from_gold(empty, lines) == {"no article": 2}
    with pytest.raises(InputError, match="line 1 is no correction"):
        from_gold(store, ["{}"])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"kind": CorrectionKind.EDIT}, "an edit needs a field"),
        ({"kind": CorrectionKind.SAME}, "need the id of another record"),
        ({"kind": CorrectionKind.REJECT, "by": " "}, "say who corrects it"),
        ({"kind": CorrectionKind.EDIT, "field": "speed", "new": "9"}, "'speed' of a event is not"),
        ({"kind": CorrectionKind.EDIT, "field": "status", "new": "maybe"}, "is not known"),
        ({"kind": CorrectionKind.EDIT, "field": "day", "new": "soon"}, "is no day"),
        ({"kind": CorrectionKind.EDIT, "field": "cameo", "new": "999"}, "is no code"),
        ({"kind": CorrectionKind.REJECT, "scope": Scope.ALIAS}, "only an edit of a mention"),
    ],
)
def test_what_cannot_be_is_refused(store: Store, more: dict[str, Any], told: str) -> None:
    event = next(e for r in Query(store).readings() for e in r.events)
    given = {"by": "Ana", "at": AT} | more
    with pytest.raises(InputError, match=told):
        make_correction(store, event.id, given.pop("kind"), **given)


@pytest.mark.parametrize("seed", range(2))
def test_random_corrections_are_replayed_or_orphans_and_undo_gives_the_digest(
    readings: tuple[Reading, ...], seed: int
) -> None:
    check_random(readings, seed=seed, many=12)


def check_random(readings: tuple[Reading, ...], *, seed: int, many: int) -> int:
    """Make corrections at random, read anew with the same and a changed lexicon, take all back.

    Gives how many were orphans under the changed one.
    """
    chance = random.Random(seed)
    with Store.open("sqlite://") as store:
        store.write_many([(reading, None) for reading in readings], at=READ_ON)
        before = digest(store)
        made: list[Correction] = []
        for number in range(many):
            given = _random(store, chance, AT + timedelta(minutes=number))
            if given is not None:
                keep(store, given)
                made.append(given)
        corrected = digest(store)
        store.write_many([(r, None) for r in chance.sample(readings, len(readings))], at=AT)
        assert digest(store) == corrected
        changed = tuple(_otherwise(reading, chance) for reading in readings)
        store.write_many([(reading, None) for reading in changed], at=AT)
        lost = {c.id for c in orphans_of(store)}
        _check_places(store, changed, [c for c in made if c.id not in lost])
        store.write_many([(reading, None) for reading in readings], at=AT)
        for given in chance.sample(made, len(made)):
            undo(store, given.id, by="Ben", at=AT)
        assert digest(store) == before
    return len(lost)


def _random(store: Store, chance: random.Random, at: datetime) -> Correction | None:
    reading = chance.choice([*Query(store).readings()])
    records = (*reading.events, *reading.statements, *reading.claims)
    if not records:
        return None
    record = chance.choice(records)
    kind = chance.choice([CorrectionKind.ACCEPT, CorrectionKind.REJECT, CorrectionKind.EDIT])
    more: dict[str, Any] = {}
    if kind is CorrectionKind.EDIT:
        field = chance.choice(FIELDS[kind_of(record)])
        more = {"field": field, "new": VALUES[field]}
    elif chance.random() < 0.2:
        more = {"scope": Scope.RULE}
    by = chance.choice(["Ana", "Ben"])
    return make_correction(store, record.id, kind, by=by, at=at, **more)


def _otherwise(reading: Reading, chance: random.Random) -> Reading:
    """A reading as a changed lexicon may give it: some events gone, some of another type."""
    events = []
    for event in reading.events:
        if chance.random() < 0.6:
            events.append(event)
        elif chance.random() < 0.5:
            other = "THREATEN" if event.type != "THREATEN" else "AGREE"
            events.append(replace(event, id=f"e{chance.getrandbits(60):016x}", type=other))
    return replace(reading, reader="legation-99", events=tuple(events))


def _check_places(store: Store, readings: tuple[Reading, ...], made: list[Correction]) -> None:
    """Whatever differs from the reading is at the words of a correction, or told only in one."""
    by_id = {reading.article.id: reading for reading in readings}
    for now in Query(store).readings():
        raw = by_id[now.article.id]
        own = [c for c in made if c.target.passage.article_id == now.article.id]
        places = {(c.target.kind, c.target.passage) for c in own}
        rules = {(c.target.kind, c.target.rule) for c in own if c.scope is Scope.RULE}
        kept: dict[str, Any] = {r.id: r for r in (*now.events, *now.statements, *now.claims)}
        gone = {s.id for s in raw.statements if s.id not in kept}
        for record in (*raw.events, *raw.statements, *raw.claims):
            found = kept.get(record.id)
            same = found is not None and replace_known(found) == record
            inside = {getattr(record, "said_in", None), getattr(record, "reported_in", None)}
            at = (kind_of(record), main_passage(record))
            by_rule = (kind_of(record), record.rule)
            assert same or at in places or by_rule in rules or inside & gone, record


def replace_known(record: Any) -> Any:
    """A record as it is read, without when the store came to know it."""
    return replace(record, recorded_at=None) if hasattr(record, "recorded_at") else record


def test_every_field_is_told_and_set(readings: tuple[Reading, ...]) -> None:
    reading = next(r for r in readings if r.events and r.statements and r.claims)
    records = {
        "event": reading.events[0],
        "statement": reading.statements[0],
        "claim": reading.claims[0],
        "mention": mentions_of(reading)[0],
    }
    for kind, fields in FIELDS.items():
        for field in fields:
            found = edited(records[kind], field, VALUES[field])
            assert told(found, field) == VALUES[field].replace("03/..", "03-01..")
            assert getattr(found, "id", None) == getattr(records[kind], "id", None)


def _edit(store: Store, key: str, field: str, new: str) -> Correction:
    return make_correction(store, key, CorrectionKind.EDIT, by="Ana", at=AT, field=field, new=new)


def _alias(readings: tuple[Reading, ...]) -> tuple[str, Mention]:
    """Words by which one actor is meant in several articles."""
    seen: dict[tuple[str, str | None], tuple[str, Mention]] = {}
    for reading in readings:
        for mention in mentions_of(reading):
            key = (mention.passage.text, mention.actor_id)
            first = seen.setdefault(key, (reading.article.id, mention))
            if mention.actor_id and first[0] != reading.article.id:
                return mention.passage.text, first[1]
    raise AssertionError("no alias stands in two articles")


def _mention_id(mention: Mention) -> str:
    from legation.store.rows import mention_id

    return mention_id(mention)


def test_the_index_of_words_finds_all_mentions(store: Store, readings: tuple[Reading, ...]) -> None:
    meant: dict[str, set[str]] = {}
    for each in readings:
        for mention in each.all_mentions():
            meant.setdefault(mention.passage.text, set()).add(each.article.id)
    assert len(meant) > 300
    with store.reading() as connection:
        for words, articles in sorted(meant.items()):
            small = words.lower()  # SQLite looks for either case
            there = {r.article.id for r in readings if small in r.article.text.lower()}
            found = {*articles_with(connection, words)}
            assert articles <= found <= there, words
        assert articles_with(connection, "nobody was here") == ()
