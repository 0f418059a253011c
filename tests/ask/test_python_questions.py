"""Questions from Python: nothing cut, days of any make, frames with types, series with gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pandas
import polars
import pyarrow
import pytest
from asked_stories import MARCH, asked_store
from factories import a_mention, a_reading, a_when, an_event

from legation.ask.query import Query
from legation.errors import InputError
from legation.records import Article, Feed, Kind, Offer, OfferOutcome, Origin
from legation.store import Provenance, Run, Store
from legation.store.intake.feed_ledger import add_feeds, keep_offers


@pytest.fixture(scope="module")
def query() -> Iterator[Query]:
    with asked_store() as store:
        yield Query(store, today=date(2024, 4, 30))


def test_a_side_is_who_acts_or_is_acted_upon(query: Query) -> None:
    def types(**filters: object) -> set[str]:
        return {deed.event.type for deed in query.events(**filters)}

    assert types(actor="Iceland") == {"CONSULT", "ACCUSE", "SANCTION"}
    assert types(from_="Iceland") == {"CONSULT", "ACCUSE"}
    assert types(to="Iceland") == {"SANCTION"}
    assert types(from_="Eide") == {"CONSULT"}
    assert types(actor="Iceland", type="!CONSULT", outlet="geyser-times") == {"ACCUSE", "SANCTION"}
    assert types(type=["ACCUSE", "SANCTION"], quad=4) == {"SANCTION"}
    assert types(cameo="04*", status="planned") == {"CONSULT"}
    assert types(actor="!Iceland") == set()


def test_records_without_a_day_are_counted(query: Query) -> None:
    assert query.events(on="2024-03").count() == {"reports": 1, "articles": 1, "undated": 2}
    assert query.events(on="2024-04-10").count() == {"reports": 1, "articles": 1, "undated": 2}
    assert query.events(dated=False).count() == {"reports": 2, "articles": 2, "undated": 0}
    assert query.events(told="2024-03").count() == {"reports": 2, "articles": 1, "undated": 0}


@pytest.mark.parametrize(
    "day",
    [date(2024, 3, 12), datetime(2024, 3, 12, 9), pandas.Timestamp("2024-03-12"), "12 March 2024"],
)
def test_days_of_any_make_are_taken(query: Query, day: object) -> None:
    assert query.events(on=day).count()["reports"] == 1


def test_an_unknown_day_is_refused(query: Query) -> None:
    with pytest.raises(InputError, match="NaT"):
        query.events(on=pandas.NaT)


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"tpye": "ACCUSE"}, "did you mean type"),
        ({"type": "ACUSE"}, "did you mean ACCUSE"),
        ({"type": "CONSULT.vist"}, "did you mean visit"),
        ({"status": "hapened"}, "did you mean happened"),
        ({"outlet": "Fjord Pst"}, "did you mean Fjord Post"),
        ({"actor": "Icelnad"}, "did you mean Iceland"),
        ({"actor": "Congo"}, "name one of them"),
        ({"on": "someday"}, "is no day"),
        ({"quad": 7}, "quad='7'"),
    ],
)
def test_what_cannot_be_is_refused_with_the_nearest(
    query: Query, filters: dict[str, object], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        list(query.events(**filters))


def test_an_act_that_nobody_did_is_refused(query: Query) -> None:
    with pytest.raises(InputError, match="act='frobnicates' is not known; did you mean"):
        list(query.statements(act="frobnicates"))


def test_a_statement_comes_with_its_chain_and_words(query: Query) -> None:
    (found,) = query.statements(speaker="Guterres")
    assert [step.speaker for step in found.chain] == ["Espen Barth Eide", "António Guterres"]
    assert found.words == "=HYPERLINK(1) a milestone"
    assert found.source.at.told == "https://fjord.example/1"
    assert [q.words for q in query.statements(speaker="Brandt", text="CHAD")] == ["praised Chad"]


def test_frames_have_all_rows_and_typed_columns(query: Query) -> None:
    frame, other = query.events().to_pandas(), query.events().to_polars()
    assert len(frame) == other.height == len(query.events()) == 4
    assert str(frame.dtypes["quad"]) == "int64[pyarrow]"
    assert other.schema["when_first"] == polars.Date
    assert other.schema["actors"] == polars.List(polars.String)
    assert query.events().to_arrow().schema.field("goldstein").type == pyarrow.float64()
    assert frame["when_first"].isna().sum() == 2
    empty = query.events(type="PROTEST").to_arrow()
    assert (empty.num_rows, empty.schema) == (0, query.events().to_arrow().schema)


def test_a_meeting_is_a_dyad_of_those_who_met(query: Query) -> None:
    rows = [(r["source_country"], r["target_country"], r["together"]) for r in query.dyads().rows()]
    assert sorted(rows) == [
        ("ISL", "NOR", False),
        ("NOR", "ISL", False),
        ("NOR", "ISL", True),
        ("NOR", "ISL", True),
    ]


@pytest.mark.parametrize(
    ("text", "released", "country", "together"),
    [
        ("Norway and Iceland exchanged prisoners.", "prisoners", None, 1),
        ("Norway and Iceland swapped Icelandic fishermen.", "Icelandic fishermen", "ISL", 1),
        ("Norway and Iceland freed Danish sailors.", "Danish sailors", "DNK", 0),
    ],
)
def test_two_who_exchange_prisoners_deal_with_each_other(
    text: str, released: str, country: str | None, together: int
) -> None:
    article = Article.from_text(text, published="2024-03-13")
    two = [
        a_mention(article, name, kind=Kind.STATE, country=code)
        for name, code in (("Norway", "NOR"), ("Iceland", "ISL"))
    ]
    people = a_mention(article, released, kind=Kind.GROUP, country=country)
    freed = an_event(
        article, text.split()[3], type="RETREAT", mode="release", cameo="0841", quad=2,
        actors=tuple(two), recipients=(people,), when=a_when("2024-03-11"),
    )  # fmt: skip
    reading = a_reading(article, mentions=(*two, people), events=(freed,))
    with Store.open("sqlite://") as store:
        place = Provenance(
            sha256=article.raw_sha256, origin=Origin(kind="file", path="a.html"), url=None
        )
        store.write(reading, provenance=place, run=Run(reader="test"), at=MARCH)
        asked = Query(store, today=date(2024, 4, 30))
        points = asked.dyad("NOR", "ISL").series(on="2024-03").to_polars().to_dicts()
        assert [p["count"] for p in points] == [0, together, 0, 0]
        rows = [r["together"] for r in asked.dyads().rows()]
        assert (rows.count(False), rows.count(True)) == (2, together)


def test_a_series_has_denominators_gaps_and_undated_apart(query: Query) -> None:
    frame = query.dyad("Norway", "Iceland").series(on="2024-03..2024-06").to_polars()
    assert frame.height == 4 * 4
    march, april, may, june = (frame[n : n + 4].to_dicts() for n in (0, 4, 8, 12))
    assert [(p["quad"], p["count"], p["undated"]) for p in march] == [
        (1, 1, 1),
        (2, 0, 0),
        (3, 0, 0),
        (4, 0, 0),
    ]
    assert [(p["quad"], p["count"], p["undated"]) for p in april] == [
        (1, 0, 0),
        (2, 0, 0),
        (3, 0, 1),
        (4, 1, 0),
    ]
    assert all(p["gap"] and p["count"] is None and p["articles_read"] == 0 for p in may)
    assert all(not p["gap"] and p["count"] == 0 and p["articles_read"] == 1 for p in june)


def test_a_series_has_what_watched_feeds_offered_of_a_month() -> None:
    with asked_store() as store:
        offers = [("1", 3, OfferOutcome.GOT), ("2", 3, OfferOutcome.FAILED), ("3", 6, None)]
        feed = "https://a.test/feed"
        moment = datetime(2024, 3, 1)
        add_feeds(
            store,
            [Feed(url=feed, address=feed, added_at=moment, next_at=moment, every_s=900.0)],
        )
        keep_offers(
            store,
            [
                Offer(
                    feed=feed,
                    url=f"https://a.test/{name}",
                    told=name,
                    day=date(2024, month, 9),
                    first_at=datetime(2024, month, 9),
                    outcome=outcome or OfferOutcome.GOT,
                )
                for name, month, outcome in offers
            ],
        )
        series = Query(store).dyad("Norway", "Iceland").series(on="2024-03..2024-06")
        rows = [r for r in series.to_polars().to_dicts() if r["quad"] == 1]
    told = [(r["articles_offered"], r["articles_had"]) for r in rows]
    assert told == [(2, 1), (None, None), (None, None), (1, 1)]
    assert [r["gap"] for r in rows] == [False, False, True, False]


def test_a_meeting_is_told_with_level_and_the_planned_apart(query: Query) -> None:
    found = query.meetings("Norway", "Iceland")
    assert found.last is not None
    assert (found.last.level, found.last.mode) == ("minister", "visit")
    assert [m.occurrence.when for m in found.planned] == [None]


def test_new_articles_are_told_with_link_and_origins(query: Query) -> None:
    found = query.new("2024-04", about=["Norway"])
    (news,) = found.articles
    assert news.source.at.told == "pages/1.html"
    assert news.story.independent_origins == 1
    assert query.new("2030").articles == ()


def test_who_holds_an_office_is_told_with_how_long_it_is_known(query: Query) -> None:
    (then,) = query.holds("NATO Secretary General", on="2018-06-17")
    assert [s.actor.name for s in then.holders] == ["Jens Stoltenberg"]
    (today,) = query.holds("NATO Secretary General", on="2031-01-01")
    assert today.holders == ()
    assert [s.actor.name for s in today.last] == ["Mark Rutte"]


def test_reprs_are_short(query: Query) -> None:
    found = [query, query.events(), query.timeline("Norway"), *query.statements()]
    assert max(len(repr(each)) for each in found[:2]) < 200
    (deed, *_) = query.events()
    assert len(repr(deed.source)) < 400
