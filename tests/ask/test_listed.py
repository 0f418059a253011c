"""Lists: columns give the rows of readings, pages neither repeat nor lose, counts hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from asked_stories import READINGS, asked_store
from factories import a_mention, a_reading, a_when, an_article, an_event
from how_tos import fill_store

from legation.ask.query import Query
from legation.ask.timeline import timeline
from legation.errors import InputError
from legation.records import Kind
from legation.store import Store, open_store


@pytest.fixture(scope="module")
def query() -> Iterator[Query]:
    with asked_store() as store:
        yield Query(store, today=date(2024, 4, 30))


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    """The bundled stories, as they were read."""
    path = tmp_path_factory.mktemp("stories") / "stories.db"
    fill_store(path)
    with open_store(str(path)) as store:
        yield Query(store, today=date(2026, 11, 30))


@pytest.mark.parametrize("kind", ["events", "dyads", "statements", "claims"])
def test_rows_of_columns_are_those_of_readings(stories: Query, kind: str) -> None:
    records = getattr(stories, kind)()
    assert list(records.rows()) == list(records.table.rows(records))
    assert len(records) > 50


def test_pages_follow_each_other_without_loss(stories: Query) -> None:
    for sort in ("day", "told", "sure"):
        for newest in (True, False):
            records = stories.events().sort(sort, newest=newest)
            pages = list(records.pages(7))
            ids = [row.event.id for page in pages for row in page.rows]
            assert len(ids) == len(set(ids)) == pages[0].total
            assert pages[-1].next is None
    day = [row.event.id for page in stories.events().pages(50) for row in page.rows]
    assert day == [deed.event.id for deed in stories.events()]


def test_a_write_between_two_pages_shifts_nothing(tmp_path: Path) -> None:
    with asked_store(tmp_path / "written.db") as store:
        query = Query(store)
        before = [deed.event.id for deed in query.events()]
        first = query.events().page(size=2)
        store.write(newer())
        rest = query.events().page(size=50, after=first.next)
        assert [r.event.id for r in (*first.rows, *rest.rows)] == before


def newer() -> object:
    article = an_article("Chad thanked Norway.", published="2025-01-01")
    chad = a_mention(article, "Chad", kind=Kind.STATE, country="TCD")
    norway = a_mention(article, "Norway", kind=Kind.STATE, country="NOR")
    event = an_event(article, "thanked", actors=(chad,), recipients=(norway,))
    return a_reading(article, mentions=(chad, norway), events=(event,))


def test_a_token_belongs_to_its_question(query: Query) -> None:
    token = query.events().page(size=1).next
    assert token is not None
    for other in (query.events(type="!PROTEST"), query.statements(), query.events().sort("told")):
        with pytest.raises(InputError, match="another question"):
            other.page(after=token)
    for broken in ("", "x", token[:-3], "é" * 9, token + "A" * 900):
        if broken:
            with pytest.raises(InputError, match="after"):
                query.events().page(after=broken)


def test_counts_are_told_by_unit(query: Query) -> None:
    assert query.events().count() == {"reports": 4, "articles": 2, "undated": 0}
    assert query.statements().count() == {"statements": 3, "articles": 2, "undated": 0}
    assert query.claims().count() == {"claims": 1, "articles": 1, "undated": 0}


def test_facets_count_each_record_once_for_each_value(query: Query) -> None:
    found = query.events().facets("type", "country", "outlet", "mode", "context")
    assert found["type"] == {"CONSULT": 2, "ACCUSE": 1, "SANCTION": 1}
    assert found["country"] == {"ISL": 4, "NOR": 4}
    assert found["outlet"] == {"Fjord Post": 2, "Geyser Times": 2}
    assert found["mode"] == {None: 3, "visit": 1}
    assert found["context"] == {None: 4}
    assert query.events(context="!military").facets("context")["context"] == {None: 4}
    assert query.statements().facets("act")["act"] == {"praises": 2, "says": 1}
    assert query.events(actor="Iceland", country="NOR").facets("quad")["quad"] == {
        "1": 2,
        "3": 1,
        "4": 1,
    }
    with pytest.raises(InputError, match="did you mean type"):
        query.events().facets("typ")


@pytest.mark.parametrize(
    ("kind", "filters", "number"),
    [
        ("events", {"mode": "visit"}, 1),
        ("events", {"mode": "!visit"}, 3),
        ("events", {"country": "Norway", "type": "!CONSULT"}, 2),
        ("events", {"country": "TCD"}, 0),
        ("events", {"sector": "GOV"}, 1),
        ("events", {"sure": "0.5.."}, 4),
        ("events", {"sure": "..0.5"}, 0),
        ("events", {"text": "fishery OR overfishing"}, 2),
        ("events", {"text": '"accused Norway" -summit'}, 2),
        ("events", {"text": ["summit", "overfishing"]}, 4),
        ("events", {"context": "military"}, 0),
        ("statements", {"depth": "2.."}, 1),
        ("statements", {"depth": "1"}, 2),
        ("statements", {"depth": "1..2"}, 3),
        ("statements", {"depth": "3.."}, 0),
        ("statements", {"country": "NOR"}, 1),
        ("claims", {"holder": "outlets"}, 1),
        ("claims", {"holder": "!outlets"}, 0),
        ("claims", {"holder": "Norway"}, 0),
        ("claims", {"contested": "no"}, 1),
        ("claims", {"contested": "yes"}, 0),
        ("claims", {"object": "Iceland", "subject": "Norway"}, 1),
    ],
)
def test_filters_of_the_grammar(
    query: Query, kind: str, filters: dict[str, object], number: int
) -> None:
    found = getattr(query, kind)(**filters)
    assert len(found) == len(list(found.rows())) == number


def test_what_was_known_is_asked_by_two_clocks(query: Query) -> None:
    assert len(query.events(known="2024-03-20")) == 4
    assert len(query.events(known="2024-03-19")) == 0
    assert len(query.events(known="2024-04-01", clock="published")) == 2
    assert len(Query(query.store, known="2024-04-01", clock="published").events()) == 2


def test_what_was_read_otherwise_then_is_refused(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "again.db")) as store:
        first = READINGS[0]
        store.write(first, at=datetime(2024, 3, 20, tzinfo=UTC))
        again = a_reading(first.article, mentions=first.mentions, events=first.events[:1])
        store.write(again, at=datetime(2024, 5, 1, tzinfo=UTC))
        query = Query(store)
        assert len(query.events(known="2024-05-01")) == 1
        assert len(query.events(known="2024-03-01")) == 0
        with pytest.raises(InputError, match="1 of the articles were read otherwise"):
            len(query.events(known="2024-04-01"))


def test_a_place_is_found_by_distance(tmp_path: Path) -> None:
    text = "Kenya held talks in Goma. Kenya held a summit in Kinshasa."
    article = an_article(text)
    kenya = a_mention(article, "Kenya", kind=Kind.STATE, country="KEN")
    from dataclasses import replace

    events = []
    for trigger, town in (("talks", "Goma"), ("summit", "Kinshasa")):
        place = a_mention(article, town, kind=Kind.PLACE, country="COD")
        events.append(replace(an_event(article, trigger, actors=(kenya,)), place=place))
    with Store.open(str(tmp_path / "places.db")) as store:
        store.write(a_reading(article, mentions=(kenya,), events=tuple(events)))
        query = Query(store)

        def near(value: str) -> list[str]:
            return [deed.event.trigger.text for deed in query.events(near=value)]

        assert near("Goma,50km") == near("-1.68,29.23,30km") == near("Gisenyi,20km") == ["talks"]
        assert near("Goma,1900km") == ["talks", "summit"]
        assert near("Goma:COD,10mi") == ["talks"]
        for refused in ("Goma", "Goma,", "Nowhereville,5km", "Goma,0km", "91,0,5km"):
            with pytest.raises(InputError, match="near="):
                near(refused)


def test_the_sql_and_the_address_of_a_question_are_told(query: Query) -> None:
    asked = query.events(actor="Iceland", on="2024-03").sort("told", newest=False)
    told = asked.explain()
    assert "ORDER BY" in told
    assert "SEARCH" in told
    assert asked.url() == "/events?actor=Iceland&on=2024-03&sort=told&order=asc"


def test_meetings_and_deadlines_go_into_a_calendar(stories: Query, tmp_path: Path) -> None:
    from icalendar import Calendar

    path = tmp_path / "meetings.ics"
    found = stories.meetings()
    told = found.to_ics(path)
    assert path.read_bytes() == told == stories.meetings().to_ics()
    entries = Calendar.from_ical(told).walk("VEVENT")
    dated = [m for m in (*found.held, *found.planned, *found.other) if m.occurrence.when]
    assert len(entries) == len(dated) > 3
    for entry, meeting in zip(entries, dated, strict=True):
        when = meeting.occurrence.when
        assert when is not None
        assert entry["dtstart"].dt == (when.first or when.last)
        assert entry["dtend"].dt > entry["dtstart"].dt
        assert entry["summary"]
    due = [c for c in stories.commitments() if c.due]
    deadlines = Calendar.from_ical(stories.commitments().to_ics()).walk("VEVENT")
    assert len(deadlines) == len(due)


def test_levels_and_origins_cut_meetings(stories: Query) -> None:
    every = len(stories.meetings().held)
    heads = stories.meetings(level="head").held
    others = stories.meetings(level="!head").held
    assert 0 < len(heads) < every
    assert len(heads) + len(others) == every
    assert {m.level for m in heads} == {"head"}
    assert len(stories.timeline(origin="2..").occurrences) < len(stories.timeline().occurrences)
    with pytest.raises(InputError, match="did you mean minister"):
        stories.meetings(level="ministre")


def test_promises_and_demands_are_asked_by_side_and_standing(stories: Query) -> None:
    every = stories.commitments()
    demands = every.kind("demand")
    assert 0 < len(demands) < len(every)
    assert {str(c.status) for c in every.status("open")} == {"open"}
    assert len(every.due(before="1900-01-01")) == 0
    by = next(c.by[0] for c in every if c.by and c.by[0].country)
    assert 0 < len(every.by(by.country or "")) < len(every)


def test_facts_stand_by_side_and_holder(query: Query) -> None:
    sides = query.facts("recognizes", object="Iceland").sides()
    assert sides[True] == ("NOR",)
    assert sides[False] == ()
    assert sides[None].count("TCD") == 1
    assert "NOR" not in sides[None]
    assert [c.holds for c in query.facts("recognizes", subject="Norway").by("outlets")] == [True]
    assert [c.holds for c in query.facts("recognizes", actor="Norway", by="ISL")] == [None]
    assert list(query.facts("recognizes", object="Iceland", known="2024-03-01")) == []
    assert [c.fact.subject for c in query.facts()] == ["NOR"]
    with pytest.raises(InputError, match="did you mean recognizes"):
        query.facts("recognises")


def fights(store: Store, days: int) -> None:
    """Chad and Norway meet on each tenth day, and on every day Chad meets Kenya."""
    for day in range(days):
        told = f"2024-{1 + day // 28:02}-{1 + day % 28:02}"
        article = an_article(f"Chad met Kenya and Norway {day} times.", published=told)
        chad, kenya, norway = (
            a_mention(article, name, kind=Kind.STATE, country=code)
            for name, code in (("Chad", "TCD"), ("Kenya", "KEN"), ("Norway", "NOR"))
        )
        other = norway if day % 10 == 0 else kenya
        event = an_event(article, "met", actors=(chad, other), when=a_when(told))
        store.write(a_reading(article, mentions=(chad, kenya, norway), events=(event,)))


def test_a_large_party_does_not_cut_short_a_small_one(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "large.db")) as store:
        fights(store, 84)
        names = Query(store).names
        whole = timeline(store, names, ("Chad", "Norway"))
        cut = timeline(store, names, ("Chad", "Norway"), most=20)
        assert whole.occurrences == cut.occurrences
        assert len(cut.occurrences) == 9
        assert whole.unread == 0
        assert cut.unread == 75


def test_a_cut_timeline_is_that_of_the_days_asked_for(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "large.db")) as store:
        fights(store, 168)
        query = Query(store, today=date(2024, 12, 1))
        january = query.filters(of="timeline", on="2024-01")
        whole = timeline(store, query.names, ("Kenya",), january)
        cut = timeline(store, query.names, ("Kenya",), january, most=70)
        assert len(whole.occurrences) == 25
        assert cut.occurrences == whole.occurrences


def test_a_word_asked_for_begins_a_word(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "words.db")) as store:
        fights(store, 30)
        query = Query(store)
        for text, times in (
            ("keny", 30),
            ("enya", 0),
            ('"and norway 2" -29', 10),
            ("chad OR x", 30),
        ):
            assert len(query.events(text=text)) == times, text
