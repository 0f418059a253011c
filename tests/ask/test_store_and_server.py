"""One suite over a store and a server of it: the same questions, the same answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from how_tos import fill_store

from legation.ask.lazily.meetings import Meetings
from legation.ask.new import New
from legation.ask.query import Query
from legation.ask.resolving.meanings import Resolved
from legation.ask.tabular import items
from legation.ask.timeline import Timeline
from legation.client import Client
from legation.errors import InputError, StoreError
from legation.store import Store, open_store
from legation.web.api.guarding import Bounds
from legation.web.app import make_app

EXTRA = ("words", "chain", "why", "report")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("both") / "stories.db"
    fill_store(path)
    with open_store(str(path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(store: Store) -> Iterator[str]:
    """The address of a server of the store on loopback."""
    app = make_app(store, bounds=Bounds(rate=0))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def query(store: Store) -> Query:
    return Query(store)


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[Client]:
    with Client(address) as opened:
        yield opened


RECORDS: list[Callable[[Any], Any]] = [
    lambda q: q.events(),
    lambda q: q.events().between("ISR", "SOM").type("CONSULT"),
    lambda q: q.events(country="SOM", status="!possible").sort("told", newest=False),
    lambda q: q.events(on="2026").sort("sure"),
    lambda q: q.events(text="recognition OR minister").limit(7),
    lambda q: q.dyads(type="CONSULT"),
    lambda q: q.statements().speaker("Guterres"),
    lambda q: q.statements().depth(2),
    lambda q: q.statements(act=["demands", "denies"], known="2026-11-30"),
    lambda q: q.claims("holds_office"),
    lambda q: q.claims(holder="outlets").outlet("!Levant Courier"),
]


@pytest.mark.parametrize("ask", RECORDS)
def test_records_are_the_same(query: Query, client: Client, ask: Callable[[Any], Any]) -> None:
    here, there = ask(query), ask(client)
    rows = list(here.rows())
    assert rows == list(there.rows())
    assert here.count() == there.count()
    assert len(here) == len(there)
    assert there.url().endswith(here.url())
    assert here.to_arrow().equals(there.to_arrow())
    if here.table.name != "dyads":
        told = [items.item_of(row, EXTRA) for row in here.stream()]
        assert told == list(there)
        assert len(rows) == len(told)


def test_pages_and_facets_are_the_same(query: Query, client: Client) -> None:
    here = [
        ([row.event.id for row in page.rows], page.total, page.articles, page.undated, page.next)
        for page in query.events().pages(40)
    ]
    there = [
        ([row["id"] for row in page.rows], page.total, page.articles, page.undated, page.next)
        for page in client.events().pages(40)
    ]
    assert here == there
    assert len(here) > 2
    names = ("type", "country", "outlet", "mode")
    assert query.events().facets(*names) == client.events().facets(*names)


def told(answer: Any) -> Any:
    """The items of an answer of a store, as a server gives them."""
    if isinstance(answer, Meetings):
        every = (*answer.held, *answer.planned, *answer.other)
        return [items.meeting_item(each, answer) for each in every]
    if isinstance(answer, Timeline):
        return {each.id: items.occurrence_item(each, answer) for each in answer.occurrences}
    if isinstance(answer, Resolved):
        return items.resolved_item(answer)
    if isinstance(answer, New):
        return [each.source.article.id for each in answer.articles]
    if isinstance(answer, tuple):
        return [s.actor.id for each in answer for s in (each.holders or each.last)]
    made = [*answer]
    if made and hasattr(made[0], "fact"):
        return [items.choice_item(each) for each in made]
    return [items.commitment_item(each) for each in made]


ANSWERS: list[tuple[Callable[[Any], Any], Callable[[Any], Any]]] = [
    (lambda q: q.timeline("ISR", "SOM", limit=500) if isinstance(q, Client)
     else q.timeline("ISR", "SOM"), lambda a: {each["id"]: each for each in a}),
    (lambda q: q.meetings("ISR", "SOM"), list),
    (lambda q: q.meetings(level="minister"), list),
    (lambda q: q.facts("recognizes", actor="Somaliland"), list),
    (lambda q: q.facts("recognizes", object="Somaliland", by="outlets"), list),
    (lambda q: q.commitments(kind="demand"), list),
    (lambda q: q.resolve("Guterres"), dict),
    (lambda q: q.resolve("Gutteres"), dict),
    (lambda q: q.new("2020", limit=500), lambda a: [each["article"] for each in a]),
    (lambda q: q.holds("NATO secretary general", on="2018-06-17"),
     lambda a: [h["id"] for each in a for h in each["holders"]]),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "as_told"), ANSWERS)
def test_answers_are_the_same(
    query: Query, client: Client, ask: Callable[[Any], Any], as_told: Callable[[Any], Any]
) -> None:
    there = as_told(ask(client))
    assert told(ask(query)) == there
    assert there


def test_answers_in_words_and_their_certificates_are_the_same(query: Query, client: Client) -> None:
    for question in ("Who recognises Somaliland?", "Who recognises Abkhazia?", "Who is who?"):
        here, there = query.ask(question), client.ask(question)
        assert (here.text, here.records) == (there.text, there.records)
        assert here.certificate() == there.certificate()


def test_what_changed_between_two_days_is_the_same(query: Query, client: Client) -> None:
    here = query.diff("2024-01-14", "2024-01-15", actor="NRU")
    there = client.diff("2024-01-14", "2024-01-15", actor="NRU")
    assert [items.choice_item(c) for c in here.came] == there["came"]
    assert ("NRU", "CHN") in [(c.fact.subject, c.fact.object) for c in here.came]
    assert not query.diff("2024-01-15", "2024-01-16").came
    for asked in (query, client):
        with pytest.raises(InputError, match="give the earlier day first"):
            asked.diff("2024-01-15", "2024-01-14")


def test_series_and_calendars_are_the_same(query: Query, client: Client) -> None:
    here, there = (q.dyad("ISR", "SOM").series(on="2025-12..2026-02") for q in (query, client))
    assert list(here.rows()) == list(there.rows())
    assert here.to_arrow().equals(there.to_arrow())
    assert query.meetings().to_ics() == client.meetings().to_ics()
    assert query.commitments().to_ics() == client.commitments().to_ics()


@pytest.mark.parametrize(
    "ask",
    [
        lambda q: list(q.events(tpye="CONSULT").rows()),
        lambda q: list(q.events(type="CONSLT").rows()),
        lambda q: list(q.events(speaker="Guterres").rows()),
        lambda q: list(q.events(actor="Zzyzx Quorble").rows()),
        lambda q: list(q.events(on="soon").rows()),
        lambda q: q.events().facets("tpye"),
        lambda q: q.events().sort("dya"),
        lambda q: q.events().page(after="xyz"),
        lambda q: list(q.facts("recognises")),
        lambda q: q.find("ffffffffffff"),
        lambda q: q.holds("Zzyzx Quorble"),
    ],
)
def test_refusals_are_the_same(query: Query, client: Client, ask: Callable[[Any], Any]) -> None:
    refusals = []
    for each in (query, client):
        with pytest.raises(InputError) as refused:
            ask(each)
        refusals.append(str(refused.value))
    assert refusals[0] == refusals[1]


def test_a_record_is_found_by_the_beginning_of_its_id(query: Query, client: Client) -> None:
    event = next(iter(query.events())).event
    found = client.find(event.id[:10])
    assert (found["kind"], found["record"]["id"]) == ("event", event.id)


def test_a_server_that_is_not_there_is_told(address: str) -> None:
    with pytest.raises(StoreError, match="does not answer"):
        len(Client("http://127.0.0.1:9", timeout_s=2).events())
    with pytest.raises(InputError, match="is no address"):
        Client("127.0.0.1")
    with pytest.raises(InputError, match="writes nothing"):
        Client(address).judge("aaaa", "bbbb", "same")
    with pytest.raises(InputError, match="one side or two"):
        Client(address).timeline("A", "B", "C")
