"""The query grammar: what each name asks, what is refused by name, and that no input is a crash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

import pytest
from asked_stories import asked_store
from fuzzed_queries import queries
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.ask.filters import Filters
from legation.ask.grammar.asking import asking_of
from legation.ask.grammar.cursors import mark_of, token_of
from legation.ask.grammar.lists import FIELDS_OF, FORM
from legation.ask.grammar.spans import distance_km, span_of
from legation.ask.grammar.wording import wording_of
from legation.ask.lazily.commitments import commitments_asked
from legation.ask.lazily.facts import facts_asked
from legation.ask.query import Query
from legation.errors import InputError
from legation.store.asking.wanted import Mark, Place, Sort, Term

TODAY = date(2024, 4, 30)


@pytest.fixture(scope="module")
def query() -> Iterator[Query]:
    with asked_store() as store:
        yield Query(store, today=TODAY)


@pytest.mark.parametrize(
    ("query", "kind", "told"),
    [
        ("acto=ISR", "events", "'acto' is no filter; did you mean actor?"),
        ("facets=type", "events", "'facets' is no filter; did you mean facet?"),
        ("speaker=Eide", "events", "'speaker' is no filter of events but of statements"),
        ("type=CONSULT", "statements", "is no filter of statements but of events"),
        ("origin=2..", "events", "'origin' is no filter of events but of timeline and meetings"),
        ("actor=", "events", "actor: the value is empty"),
        ("on=2024&on=2025", "events", "on stands twice"),
        ("limit=0", "events", "limit='0' is no number from 1 to 500"),
        ("limit=501", "events", "limit='501'"),
        ("limit=٣", "events", "no number"),
        ("sort=dya", "events", "did you mean day?"),
        ("order=up", "events", "order='up' is not known"),
        ("facet=act", "events", "facet='act' is not known"),
        ("extra=word", "events", "did you mean words?"),
        ("as=chart", "events", "as='chart' is not known"),
        ("as=series", "events", "as=series is not made of events yet"),
        ("view=SRP", "events", "view='SRP' is no view here; did you mean SRB?"),
        ("by=RUS", "claims", "whose claims decide is asked of facts, not of claims"),
        ("clock=noon&known=2024", "events", "clock='noon' is not known"),
        ("known=someday", "events", "'someday' is no day"),
        ("sure=high", "events", "sure='high' is no number or range from 0 to 1"),
        ("sure=0.9..0.2", "events", "ends before it begins"),
        ("depth=1.5", "statements", "depth='1.5' is no whole number"),
        ("contested=maybe", "claims", "neither yes nor no"),
        ("after=abc", "events", "after"),
        ("sort=told", "timeline", "sort= is not answered for timeline yet"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(query: str, kind: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        _ = asking_of(query, kind, today=TODAY).window
    assert told in str(refused.value)


def test_the_form_of_an_answer_is_read() -> None:
    asked = asking_of(
        "?actor=ISR&actor=UNO&type=!REQUEST&known=2024-03&clock=published&sort=told&order=asc"
        "&limit=100&facet=type,country&facet=type&as=table&fields=id,type&extra=words,chain"
        "&view=neutral",
        "events",
        today=TODAY,
    )
    assert asked.filters.actor == ("ISR", "UNO")
    assert asked.filters.type == ("!REQUEST",)
    assert asked.filters.known == date(2024, 3, 31)
    assert (asked.sort, asked.newest, asked.limit) == (Sort.TOLD, False, 100)
    assert asked.facets == ("type", "country")
    assert (asked.shape, asked.fields, asked.extra) == ("table", ("id", "type"), ("words", "chain"))
    assert asked.query(after="x", limit=None, facet=None, extra=None).endswith("after=x")


def test_every_field_of_the_filters_is_a_name_of_a_list() -> None:
    named = {name for names in FIELDS_OF.values() for name in names} | set(FORM)
    assert {f.rstrip("_") for f in Filters.__slots__} <= named
    assert not set(FORM) & {name for names in FIELDS_OF.values() for name in names}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("border troops", [["border"], ["troops"]]),
        ('"open the border" -troops', [["open the border"], ["-troops"]]),
        ("truce OR ceasefire talks", [["truce", "ceasefire"], ["talks"]]),
        ('-"no deal"', [["-no deal"]]),
        ("OR OR -", [["OR", "-"]]),
        ('half "open', [["half"], ['"open']]),
        ('""', []),
        ("a OR", [["a"]]),
        ("cease-fire -- %_\\", [["cease-fire"], ["--"], ["%_\\"]]),
    ],
)
def test_words_phrases_and_alternatives(text: str, groups: list[list[str]]) -> None:
    found = [[("" if t.wanted else "-") + t.text for t in group] for group in wording_of(text)]
    assert found == groups


@given(st.text(max_size=80))
def test_no_text_is_a_syntax_error(text: str) -> None:
    for group in wording_of(text):
        assert group
        assert all(isinstance(term, Term) and term.text for term in group)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_range_of_numbers_is_read_back(one: float, other: float) -> None:
    low, high = sorted((round(one, 4), round(other, 4)))
    span = span_of("sure", f"{low:.4f}..{high:.4f}", most=1)
    assert (span.low, span.high) == (pytest.approx(low), pytest.approx(high))


def test_a_distance_is_that_of_a_sphere() -> None:
    assert distance_km((0, 0), (0, 1)) == pytest.approx(111.2, abs=0.1)
    assert distance_km((51.5, -0.13), (48.85, 2.35)) == pytest.approx(343, abs=3)
    assert distance_km((0, 179.5), (0, -179.5)) == pytest.approx(111.2, abs=0.1)


@given(
    st.dates(),
    st.text(alphabet="0123456789abcdef", min_size=8, max_size=40),
    st.integers(0, 10_000),
    st.text(max_size=40),
)
def test_a_token_is_read_back_for_its_question_only(
    day: date, article: str, position: int, question: str
) -> None:
    mark = Mark(key=day.isoformat(), place=Place(article_id=article, position=position))
    token = token_of(mark, question=question)
    assert mark_of(token, question=question) == mark
    with pytest.raises(InputError, match="another question"):
        mark_of(token, question=question + "&")


@given(st.text(max_size=60))
def test_no_token_is_a_crash(token: str) -> None:
    with pytest.raises(InputError, match="after"):
        mark_of(token, question="events?")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(FIELDS_OF)),
    st.lists(
        st.tuples(
            st.sampled_from([*FORM, *FIELDS_OF["events"], *FIELDS_OF["claims"], "actr", ""])
            | st.text(max_size=8),
            st.text(max_size=30),
        ),
        max_size=5,
    ),
)
def test_no_query_is_a_crash(kind: str, pairs: list[tuple[str, str]]) -> None:
    text = urlencode(pairs, errors="surrogatepass")
    for asked in (pairs, text):
        with suppress(InputError):
            _ = asking_of(asked, kind, today=TODAY).window
    for other in (facts_asked, commitments_asked):
        with suppress(InputError):
            other(pairs, today=TODAY)


def test_queries_of_the_grammar_are_answered_or_refused(query: Query) -> None:
    answered = 0
    for kind, asked in queries(seed=17, number=250):
        with suppress(InputError):
            found = query.listed(query.asking(asked, kind))
            assert len(found.rows) <= found.total
            answered += 1
    assert 60 < answered < 200
