"""The comparison itself: a reading made from the expectations meets them, a spoilt one does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from golden_compare import compare
from golden_files import Entry, Expectation, choices, load, occurrences, slugs, stretches, words
from golden_files import visible_text as visible
from golden_values import BOUNDS, interval, is_code, means, same_quantity, same_when

from legation.records import (
    Article,
    Bound,
    Claim,
    Event,
    How,
    Kind,
    Mention,
    Passage,
    Precision,
    Predicate,
    Quantity,
    Reading,
    Statement,
    StatementKind,
    Status,
    When,
)


def passage(article: Article, start: int, end: int) -> Passage:
    return Passage(article_id=article.id, start=start, end=end, text=article.text[start:end])


def mention(article: Article, wanted: Any) -> Mention | None:
    """A mention that means the first of the actors wanted."""
    name = choices(wanted)[0]
    if name is None:
        return None
    country, _, sector = name.partition(" ") if is_code(name) else (None, "", None)
    return Mention(
        passage=passage(article, 0, 0),
        kind=Kind.PERSON,
        name=name,
        country=country,
        sector=sector or None,
    )


def mentions(article: Article, wanted: Any) -> tuple[Mention, ...]:
    return tuple(m for one in wanted or () if (m := mention(article, one)) is not None)


def when(text: str | None) -> When | None:
    if text is None:
        return None
    if text.startswith("since "):
        first = interval(text.removeprefix("since ").ljust(4, "5"))[0]
        return When(first=first, last=None, precision=Precision.SINCE, how=How.EXPLICIT)
    first, last = interval(text)
    return When(first=first, last=last, precision=Precision.RANGE, how=How.EXPLICIT)


def statement(entry: Entry, article: Article) -> Statement:
    want, text = entry.fields, words(article.text)
    start, end = stretches(entry, text)[0]
    return Statement(
        id="s",
        kind=StatementKind(choices(want["kind"])[0] if "kind" in want else "direct"),
        content=(passage(article, text[start].start, text[end - 1].end),),
        speaker=mention(article, want["speaker"]),
        addressee=mention(article, want.get("to")),
        channel=choices(want.get("channel"))[0],
        act=choices(want.get("act", "says"))[0],
        reported_in="s0" if want.get("nested") else None,
    )


def event(entry: Entry, article: Article) -> Event:
    want, text = entry.fields, words(article.text)
    start, end = occurrences(str(choices(want["trigger"])[0]), text)[0]
    return Event(
        id="e",
        type=choices(want["type"])[0],
        cameo=str(want.get("cameo", "00")).split()[0],
        quad=1,
        goldstein=0.0,
        actors=mentions(article, want.get("actors")),
        recipients=mentions(article, want.get("recipients")),
        trigger=passage(article, text[start].start, text[end - 1].end),
        status=Status(choices(want.get("status", "happened"))[0]),
        mode=choices(want.get("mode"))[0],
        when=when(str(want["when"]) if "when" in want else None),
        place=mention(article, want.get("place")),
    )


def claim(entry: Entry, article: Article) -> Claim:
    want = entry.fields
    value = None
    if "value" in want:
        bound, _, number = str(want["value"]).rpartition(" ")
        value = Quantity(amount=float(number), bound=BOUNDS.get(bound, Bound.EXACT))
    subject = mention(article, want.get("subject", "somebody"))
    assert subject is not None
    return Claim(
        id="c",
        subject=subject,
        predicate=Predicate(choices(want["predicate"])[0]),
        evidence=(),
        object=mention(article, want.get("object")),
        value=value,
        valid=when(str(want["valid"]) if "valid" in want else None),
        holds=want.get("holds", True),
    )


def actor(entry: Entry, article: Article) -> Mention:
    want = entry.fields
    found = mention(article, want["name"])
    assert found is not None
    return replace(
        found,
        country=choices(want.get("country"))[0],
        sector=choices(want.get("sector"))[0],
        role=choices(want.get("title"))[0],
    )


def perfect(expectation: Expectation) -> Reading:
    """The reading that holds just what is expected, over all words of the page."""
    article = Article(id="a", text=visible(expectation.page), raw_sha256="0")
    return Reading(
        article=article,
        reader="none",
        mentions=tuple(actor(e, article) for e in expectation.of("actors")),
        statements=tuple(statement(e, article) for e in expectation.of("statements")),
        events=tuple(event(e, article) for e in expectation.of("events")),
        claims=tuple(claim(e, article) for e in expectation.of("facts")),
    )


@pytest.mark.parametrize("slug", slugs())
def test_what_is_expected_is_met_and_nothing_is_spurious(slug: str) -> None:
    result = compare(load(slug), perfect(load(slug)))
    missed = [f for f in result.findings if f.entry.section != "article" and not f.met]
    assert not missed, "\n" + "\n".join(map(str, missed))
    assert not any(result.spurious.values()), result.spurious


def test_empty_reading_meets_nothing() -> None:
    expectation = load(slugs()[0])
    text = visible(expectation.page)
    article = Article(id="a", text=text, raw_sha256="0")
    result = compare(expectation, Reading(article=article, reader="none"))
    assert not any(f.met for f in result.findings if f.entry.section != "article")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        ({"status": Status.DENIED}, "status"),
        ({"cameo": "203"}, "cameo"),
        ({"actors": ()}, "actors"),
        (
            {
                "when": When(
                    first=date(1990, 1, 1),
                    last=date(1990, 1, 1),
                    precision=Precision.DAY,
                    how=How.EXPLICIT,
                )
            },
            "when",
        ),
    ],
)
def test_spoilt_event_says_what_is_wrong(spoil: dict[str, Any], why: str) -> None:
    expectation = load("algeria-morocco-break")
    good = perfect(expectation)
    bad = replace(good, events=(replace(good.events[0], **spoil),))
    finding = compare(expectation, bad).of("events")[0]
    assert not finding.met
    assert [e.partition(":")[0] for e in finding.wrong] == [why]


def test_output_beyond_the_entries_is_spurious() -> None:
    expectation = load("algeria-morocco-break")
    good = perfect(expectation)
    extra = replace(good.events[0], id="x", type="AID")
    result = compare(expectation, replace(good, events=(*good.events, extra)))
    assert result.spurious["events"] == [extra]


@pytest.mark.parametrize(
    ("wanted", "name", "same"),
    [
        ("Milan Vucevic", "Vucevic", True),  # a surname alone is not held against the reader
        ("Milan Vucevic", "Ivan Vucic", False),
        ("Sara Duterte", "Rodrigo Duterte", False),
        ("Ferdinand Marcos", "Ferdinand Marcos Jr.", True),
        ("ECOWAS", "Economic Community of West African States", True),
        ("UNIFIL", "United Nations Interim Force in Lebanon", True),
        ("Houthis", "Houthi", True),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", True),
        ("Vassily Nebenzia", "Vasily Nebenzya", True),
        ("Gideon Saar", "Gideon Sa'ar", True),
        ("Abd-Rabbu Mansour Hadi", "Abdrabbuh Mansur Hadi", True),
        ("Dmitry Medvedev", "Viktor Medvedchuk", False),
        ("President", "Prime Minister", False),
    ],
)
def test_names_count_by_their_last_word(wanted: str, name: str, same: bool) -> None:
    where = Passage(article_id="a", start=0, end=0, text="")
    assert means(wanted, Mention(passage=where, kind=Kind.PERSON, name=name)) is same


def test_amounts_and_dates_keep_their_bounds() -> None:
    assert same_quantity("at least 450", Quantity(amount=450, bound=Bound.AT_LEAST))
    assert not same_quantity("450", Quantity(amount=450, bound=Bound.AT_LEAST))
    assert same_when("2004-05", when("2004-05-22"))
    assert not same_when("2004-05-22", when("2004-05"))
    assert same_when("since 1999", when("since 1999"))
    assert not same_when("2004", None)
