"""The service: shapes, formats, pages, problems, caching, bounds, writing, and its description."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from how_tos import fill_store
from starlette.testclient import TestClient
from web_readings import hostile, visit

from legation.ask.grammar.lists import FIELDS_OF
from legation.store import Store, open_store
from legation.store.asking.patience import TookTooLongError, check_time, within
from legation.web.api.bearers import add_bearer, read_bearers, remove_bearer
from legation.web.api.guarding import Bounds, Rates
from legation.web.api.record_lists import FORMATS
from legation.web.app import make_app

FREE = Bounds(rate=0)


def client_of(store: Store, *, bounds: Bounds = FREE, tokens: Path | None = None) -> TestClient:
    app = make_app(store, bounds=bounds, tokens=tokens)
    return TestClient(app, base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("service") / "stories.db"
    fill_store(path)
    with open_store(str(path)) as store:
        yield store


@pytest.fixture(scope="module")
def service(stories: Store) -> TestClient:
    return client_of(stories)


def asked(service: TestClient, path: str) -> dict[str, object]:
    answer = service.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_page_has_items_counts_by_unit_and_view(service: TestClient) -> None:
    body = asked(service, "/events?type=CONSULT&limit=3&facet=type,status&known=2026-11-30")
    assert len(body["items"]) == 3
    assert set(body["count"]) == {"reports", "articles", "undated"}
    assert body["exact"] is True
    assert body["view"] == {"known": "2026-11-30", "clock": "store", "perspective": "neutral"}
    assert body["facets"]["type"] == [
        {"value": "CONSULT", "count": body["count"]["reports"], "more": False}
    ]
    item = body["items"][0]
    assert {"id", "type", "day", "actors", "recipients", "article"} <= set(item)
    assert "words" not in item
    more = asked(service, "/events?type=CONSULT&limit=1&extra=words,chain,why,report")["items"][0]
    assert more["words"][0]["text"] in more["sentence"]
    assert {"chain", "why", "report"} <= set(more)


@pytest.mark.parametrize("kind", ["events", "statements", "claims"])
def test_tokens_lead_through_the_whole_list(service: TestClient, kind: str) -> None:
    ids: list[str] = []
    after = ""
    while True:
        body = asked(service, f"/{kind}?limit=40{after}")
        ids += [item["id"] for item in body["items"]]
        if body["next"] is None:
            break
        after = f"&after={body['next']}"
    assert len(ids) == len(set(ids)) == next(iter(body["count"].values()))


def test_every_suffix_holds_the_same_records(service: TestClient) -> None:
    for kind in ("events", "dyads", "statements", "claims"):
        rows = list(csv.DictReader(io.StringIO(service.get(f"/api/v1/{kind}.csv").text)))
        lines = service.get(f"/api/v1/{kind}.jsonl").text.splitlines()
        table = asked(service, f"/{kind}?as=table&limit=500")["items"]
        assert [json.loads(line) for line in lines] == table or len(lines) > 500
        assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]
        meta = asked(service, f"/{kind}.metadata.json")
        assert [c["name"] for c in meta["columns"]] == list(rows[0])


def test_parquet_points_and_calendars(service: TestClient) -> None:
    import pyarrow.parquet
    from icalendar import Calendar

    found = service.get("/api/v1/events.parquet?type=CONSULT")
    table = pyarrow.parquet.read_table(io.BytesIO(found.content))
    assert table.num_rows == asked(service, "/events?type=CONSULT")["count"]["reports"]
    points = service.get("/api/v1/events.geojson")
    assert points.headers["content-type"] == "application/geo+json"
    body = points.json()
    every = asked(service, "/events?limit=1")["count"]["reports"]
    assert len(body["features"]) + body["without_a_point"] == every
    for path in ("/meetings.ics", "/commitments.ics"):
        answer = service.get(f"/api/v1{path}")
        assert answer.headers["content-type"].startswith("text/calendar")
        assert Calendar.from_ical(answer.content).walk("VCALENDAR")


def test_a_list_is_a_feed(service: TestClient) -> None:
    answer = service.get("/api/v1/statements.atom?limit=5")
    assert answer.headers["content-type"] == "application/atom+xml"
    top = ElementTree.fromstring(answer.text)
    name = "{http://www.w3.org/2005/Atom}"
    entries = top.findall(f"{name}entry")
    assert len(entries) == 5
    for entry in entries:
        assert all(entry.find(name + part) is not None for part in ("id", "title", "updated"))
    dates = [e.findtext(f"{name}published") or "" for e in entries]
    assert dates == sorted(dates, reverse=True)


def test_formats_are_told_by_accept_too(service: TestClient) -> None:
    def media(accept: str) -> str:
        answer = service.get("/api/v1/events?limit=1", headers={"accept": accept})
        return answer.headers["content-type"].partition(";")[0]

    assert media("text/csv") == "text/csv"
    assert media("application/atom+xml, application/json;q=0.5") == "application/atom+xml"
    assert media("*/*") == "application/json"
    assert media("image/png") == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "status", "kind", "parameter"),
    [
        ("/events?tpye=CONSULT", 400, "bad-query", "tpye"),
        ("/events?type=CONSLT", 400, "bad-query", "type"),
        ("/events?speaker=Guterres", 400, "bad-query", "speaker"),
        ("/events?after=xyz", 404, "not-found", "after"),
        ("/events?actor=Zzyzx Quorble", 404, "not-found", None),
        ("/record/ffffffffffff", 404, "not-found", None),
        ("/record/f", 400, "bad-query", None),
        ("/nothing", 404, "no-such-path", None),
        ("/events.xlsx", 404, "no-such-path", None),
        ("/events?actor=Congo", 409, "ambiguous", None),
        ("/events?outlet=Fjord", 404, "not-found", "outlet"),
        ("/events?country=Atlantis", 404, "not-found", "country"),
        ("/office/KEN/archduke", 404, "not-found", None),
        ("/facts?predicate=recognises", 400, "bad-query", "predicate"),
        ("/new", 400, "bad-query", "since"),
        ("/resolve", 400, "bad-query", "name"),
        ("/actor/TUR?x=1", 400, "bad-query", "x"),
        ("/events?" + "&".join(["type=CONSULT"] * 201), 400, "bad-query", None),
    ],
)
def test_problems_say_what_and_what_next(
    service: TestClient, path: str, status: int, kind: str, parameter: str | None
) -> None:
    answer = service.get(f"/api/v1{path}")
    body = answer.json()
    assert (answer.status_code, body["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["type"] == f"/api/v1/problems/{kind}"
    assert body.get("parameter") == parameter
    assert body["detail"]
    assert body["next_step"]
    assert service.get(body["type"]).json()["title"] == body["title"]


def test_the_nearest_is_told(service: TestClient) -> None:
    body = service.get("/api/v1/events?tpye=CONSULT").json()
    assert body["nearest"] == ["type"]


def test_sides_offices_facts_and_names_are_answered(service: TestClient) -> None:
    both = asked(service, "/dyad/ISR/SOM")
    assert both["count"]["occurrences"] == len(both["items"])
    months = asked(service, "/dyad/ISR/SOM/series")["items"]
    assert {"period", "quad", "count", "gap"} <= set(months[0])
    assert service.get("/api/v1/dyad/ISR/SOM/series.csv").text.startswith("period,quad,count")
    someone = asked(service, "/actor/Guterres")
    assert someone["meanings"][0]["id"] == "antonio-guterres"
    assert set(someone["count"]["said"]) == {"statements", "articles", "undated"}
    (held,) = asked(service, "/office/NATO/secretary-general?on=2018-06-17")["items"]
    assert [each["name"] for each in held["holders"]] == ["Jens Stoltenberg"]
    sides = asked(service, "/fact/recognizes/*/Somaliland")
    assert all(item["predicate"] == "recognizes" for item in sides["items"])
    assert asked(service, "/resolve?name=Danish foreign minister")["meanings"]
    assert asked(service, "/commitments?kind=demand")["count"]["commitments"] > 0
    assert asked(service, "/new?since=2020")["count"]["articles"] > 0
    assert asked(service, "/sources")["count"]["articles"] > 10
    one = asked(service, "/events?limit=1")["items"][0]["id"]
    assert asked(service, f"/record/{one[:10]}")["record"]["id"] == one


def test_an_answer_that_is_known_is_not_made_again(service: TestClient) -> None:
    first = service.get("/api/v1/events?limit=1")
    tag = first.headers["etag"]
    again = service.get("/api/v1/events?limit=1", headers={"If-None-Match": f"W/{tag}"})
    assert (again.status_code, again.content) == (304, b"")
    other = service.get("/api/v1/events?limit=2", headers={"If-None-Match": tag})
    assert other.status_code == 200
    head = service.head("/api/v1/events?limit=1")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


def test_a_write_changes_the_tag(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "tags.db")) as store:
        store.write(visit())
        service = client_of(store)
        tag = service.get("/api/v1/events").headers["etag"]
        store.write(hostile())
        assert service.get("/api/v1/events").headers["etag"] != tag


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "hostile.db")) as store:
        store.write(hostile())
        service = client_of(store)
        assert "<script>" in service.get("/api/v1/events").json()["items"][0]["article"]["title"]
        feed = service.get("/api/v1/events.atom")
        assert "<script>" not in feed.text
        ElementTree.fromstring(feed.text)
        assert service.get("/api/v1/events").headers["x-content-type-options"] == "nosniff"


def test_bounds_are_kept_and_told(stories: Store) -> None:
    now = [0.0]
    rates = Rates(Bounds(rate=2, burst=3), clock=lambda: now[0])
    assert [rates.take("a") >= 0 for _ in range(5)] == [True, True, True, False, False]
    assert rates.take("b") >= 0
    now[0] = 1.0
    assert [rates.take("a") >= 0 for _ in range(3)] == [True, True, False]
    service = client_of(stories, bounds=Bounds(rate=0.001, burst=2))
    answers = [service.get("/api/v1") for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert int(answers[2].headers["retry-after"]) >= 1
    assert answers[0].headers["ratelimit-remaining"] == "1"
    assert service.get("/").status_code == 200
    long = client_of(stories).get("/api/v1/events?text=" + "x" * 9000)
    assert long.status_code == 414


def test_what_takes_too_long_is_ended(stories: Store) -> None:
    service = client_of(stories, bounds=Bounds(rate=0, answer_s=1e-6))
    answer = service.get("/api/v1/events")
    assert (answer.status_code, answer.json()["type"]) == (503, "/api/v1/problems/busy")
    assert answer.headers["retry-after"]
    page = service.get("/events")
    assert (page.status_code, page.headers["retry-after"]) == (503, "5")
    assert "too long" in page.text
    endless = "WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL SELECT x+1 FROM n) SELECT max(x) FROM n"

    def never_done() -> None:
        with within(0.05), stories.reading() as connection:
            connection.exec_driver_sql(endless)

    with pytest.raises(TookTooLongError):
        never_done()
    check_time()


def test_other_hosts_are_refused(service: TestClient) -> None:
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.nip.io"):
        assert service.get("/api/v1", headers={"host": host}).status_code == 400
    assert service.get("/healthz").text == "ok"


def test_a_prefix_of_a_proxy_stands_in_addresses(stories: Store) -> None:
    app = make_app(stories, bounds=FREE)
    service = TestClient(app, base_url="http://127.0.0.1", root_path="/record")
    assert service.get("/record/api/v1").json()["described_at"] == "/record/api/v1/openapi.json"
    body = service.get("/record/api/v1/events?x=1").json()
    assert body["type"] == "/record/api/v1/problems/bad-query"


def test_judgements_need_a_token_and_come_once(tmp_path: Path) -> None:
    tokens = tmp_path / "tokens.csv"
    token = add_bearer(tokens, "Ada")
    assert token not in tokens.read_text()
    assert tokens.stat().st_mode & 0o077 == 0
    with Store.open(str(tmp_path / "judged.db")) as store:
        store.write(visit())
        store.write(hostile())
        service = client_of(store, tokens=tokens)
        ids = [item["id"] for item in service.get("/api/v1/events").json()["items"]]
        body = {"left": ids[0], "right": ids[1], "verdict": "same"}

        def sent(given: object, *, key: str | None = None, token: str | None = token) -> int:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            headers |= {"Idempotency-Key": key} if key else {}
            return service.post("/api/v1/judgements", json=given, headers=headers).status_code

        assert sent(body, token=None) == sent(body, token="wrong") == 401
        assert sent(body, key="k1") == sent(body, key="k1") == 201
        assert sent({**body, "verdict": "unsure"}, key="k1") == 409
        assert sent({**body, "verdict": "perhaps"}) == 422
        assert sent({**body, "more": 1}) == sent([1]) == sent({"left": ids[0]}) == 422
        assert sent({**body, "left": "ffffffff"}) == sent({**body, "right": ids[0]}) == 422
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM judgements").scalar() == 1
        headers = {"Authorization": f"Bearer {token}", "content-length": str(2_000_000)}
        big = service.post("/api/v1/judgements", content=b"x" * 2_000_000, headers=headers)
        assert big.status_code == 413
        remove_bearer(tokens, "Ada")
        assert sent(body) == 401
        assert read_bearers(tokens) == ()
        assert client_of(store).post("/api/v1/judgements", json=body).status_code == 403
        assert service.get("/api/v1/judgements").status_code == 405


def test_the_description_names_every_filter_and_has_answers_as_they_are(
    service: TestClient,
) -> None:
    doc = asked(service, "/openapi.json")
    assert doc["openapi"].startswith("3.1")
    for kind, formats in FORMATS.items():
        told = doc["paths"][f"/api/v1/{kind}"]["get"]
        assert set(FIELDS_OF[kind]) <= {p["name"] for p in told["parameters"]}
        assert all(f"/api/v1/{kind}.{f}" in doc["paths"] for f in formats if f != "json")
        example = told["responses"]["200"]["content"]["application/json"]["example"]
        assert example["items"]
    assert asked(service, "")["lists"].keys() == FORMATS.keys()


def test_the_command_tells_its_address_and_tokens(tmp_path: Path) -> None:
    import re
    import subprocess
    import sys
    import urllib.request

    with Store.open(str(tmp_path / "served.db")) as store:
        store.write(visit())
    command = [sys.executable, "-m", "legation", "serve", "--port", "0", "--prefix", "/record/"]
    run = subprocess.Popen(
        [*command, "--store", "served.db"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    try:
        assert run.stdout is not None
        told = re.search(r"http://127\.0\.0\.1:(\d+)/record/", run.stdout.readline())
        assert told is not None
        address = f"http://127.0.0.1:{told[1]}/api/v1/events?limit=1"
        with urllib.request.urlopen(address, timeout=120) as answer:
            assert json.load(answer)["count"]["reports"] == 3
    finally:
        run.terminate()
        run.wait(60)


def test_tokens_are_made_listed_and_taken_back(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from legation.cli.tokens import tokens

    file = ["--file", str(tmp_path / "tokens.csv")]
    made = CliRunner().invoke(tokens, ["add", "Ada", *file])
    assert len(made.stdout.strip()) > 40
    assert "Ada" in CliRunner().invoke(tokens, ["list", *file]).stdout
    assert CliRunner().invoke(tokens, ["add", "Ada", *file]).exception is not None
    assert CliRunner().invoke(tokens, ["remove", "Ada", *file]).exception is None
    assert CliRunner().invoke(tokens, ["list", *file]).stdout == ""


def test_the_answers_of_the_description_are_given_so(service: TestClient) -> None:
    from importlib.util import module_from_spec, spec_from_file_location

    path = Path(__file__).parents[2] / "scripts/refresh_api_examples.py"
    spec = spec_from_file_location("refresh_api_examples", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    kept = json.loads(module.FILE.read_text("utf-8"))
    assert {p: asked(service, each) for p, each in module.ASKED.items()} == kept


def test_corrections_are_looked_at_kept_and_taken_back(tmp_path: Path) -> None:
    tokens = tmp_path / "tokens.csv"
    headers = {"Authorization": f"Bearer {add_bearer(tokens, 'Ada')}"}
    with Store.open(str(tmp_path / "corrected.db")) as store:
        store.write(visit())
        service = client_of(store, tokens=tokens)
        event = service.get("/api/v1/events").json()["items"][0]["id"]
        body = {"record": event, "kind": "reject", "note": "a film"}
        assert service.post("/api/v1/corrections", json=body).status_code == 401
        look = service.post("/api/v1/corrections", json={**body, "preview": True}, headers=headers)
        assert (look.status_code, look.json()["also_changes"]["records"]) == (200, 0)
        assert service.get("/api/v1/corrections").json()["items"] == []
        kept = service.post("/api/v1/corrections", json=body, headers=headers)
        assert kept.status_code == 201
        assert event not in {i["id"] for i in service.get("/api/v1/events").json()["items"]}
        (item,) = service.get("/api/v1/corrections").json()["items"]
        assert (item["by"], item["note"], item["target"]["record"]) == ("Ada", "a film", event)
        assert len(service.get("/api/v1/corrections.jsonl").text.splitlines()) == 1
        rules = service.get("/api/v1/corrections?which=rules").json()["items"]
        assert [(r["right"], r["wrong"]) for r in rules] == [(0, 1)]
        undo = kept.json()["undo"]
        assert service.post(undo["path"], json={}).status_code == 401
        assert service.post(undo["path"], json={}, headers=headers).status_code == 200
        assert event in {i["id"] for i in service.get("/api/v1/events").json()["items"]}
        assert service.post(undo["path"], json={}, headers=headers).status_code == 422
        for wrong in ({}, {"record": event, "kind": "maybe"}, {**body, "more": 1}, [1],
                      {**body, "scope": "here"}, {**body, "record": "ffffffff"}):  # fmt: skip
            told = service.post("/api/v1/corrections", json=wrong, headers=headers)
            assert told.status_code == 422, wrong
        assert client_of(store).post("/api/v1/corrections", json=body).status_code == 403


@pytest.mark.parametrize("kind", ["events", "statements", "claims"])
def test_records_are_cited_with_their_place_and_day(service: TestClient, kind: str) -> None:
    path = f"/api/v1/{kind}"
    asked = "limit=3&known=2026-11-30"
    items = service.get(f"{path}?{asked}&extra=words").json()["items"]
    told = {form: service.get(f"{path}.{form}?{asked}") for form in ("bib", "ris", "jsonld")}
    csl = service.get(f"{path}.csl.json?{asked}").json()
    assert [each["id"] for each in csl] == [f"legation-{item['id']}" for item in items]
    assert told["bib"].text.count("@misc{legation-") == len(items)
    assert told["ris"].text.count("TY  - NEWS\r\n") == len(items)
    for item, cited in zip(items, csl, strict=True):
        words = item["words"][0]
        place = f"characters {words['start']} to {words['end']} of article {item['article']['id']}"
        assert place in cited["note"]
        assert cited["note"].endswith("as known on 2026-11-30")
        published = item["article"]["published"]
        assert ("issued" in cited) is (published is not None and published["precision"] == "day")
    assert [each["identifier"] for each in told["jsonld"].json()] == [i["id"] for i in items]


def test_hostile_titles_stay_in_their_field(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "hostile.db")) as store:
        store.write(hostile())
        service = client_of(store)
        many = len(service.get("/api/v1/events").json()["items"])
        bib = service.get("/api/v1/events.bib").text
        ris = service.get("/api/v1/events.ris").text
        assert bib.count("{") == bib.count("}")
        assert bib.count("\n@misc{") + 1 == ris.count("ER  - \r\n") == many
        assert all(line[2:6] == "  - " for line in ris.split("\r\n") if line)
