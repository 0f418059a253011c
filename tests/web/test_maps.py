"""Maps: each view of each disputed place is its golden picture; names and codes follow the view."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from legation.atlas.perspectives import seen_from, views
from legation.atlas.pieces import disputed, places
from legation.web.draw.maps import Area, near_map, sheet, world_map
from legation.web.pages.map_page import bins_of
from legation.web.seen import Seeing
from legation.web.shown import Name

GOLDEN = Path(__file__).parents[1] / "golden" / "maps"
NAMES = {"SRB": "Serbia", "UKR": "Ukraine", "RUS": "Russia", "CHN": "China", "MAR": "Morocco",
         "SOM": "Somalia", "CYP": "Cyprus", "JPN": "Japan", "IND": "India", "PAK": "Pakistan",
         "ISR": "Israel"}  # fmt: skip


@pytest.mark.parametrize("view", views())
@pytest.mark.parametrize("place", places())
def test_a_place_is_drawn_as_its_golden_picture(place: str, view: str) -> None:
    """`LEGATION_GOLDEN=write` writes the pictures anew; look at each before you keep it."""
    drawn = near_map(place, seen_from(view), title=f"{place}, {view}", names=NAMES)
    told = drawn.replace("><", ">\n<") + "\n"
    ElementTree.fromstring(drawn)
    path = GOLDEN / f"{place}-{view}.svg"
    if os.environ.get("LEGATION_GOLDEN") == "write":
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def test_no_picture_is_without_a_place() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {
        f"{p}-{v}" for p in places() for v in views()
    }


def test_the_world_is_one_file_and_small() -> None:
    import gzip

    ElementTree.fromstring(sheet())
    assert len(gzip.compress(sheet().encode())) < 42_000
    assert not set(re.findall(r'id="([A-Z]{3})"', sheet())) & set(disputed())


def test_a_country_is_an_area_and_never_a_point() -> None:
    areas = [Area(code="FRA", tint=2, label="France: 3 reports", href="/actor/FRA")]
    drawn = world_map(areas, seen_from("neutral"), title="World", lands="/map/lands.svg")
    assert 'class="t2" href="/map/lands.svg#FRA"' in drawn
    assert "<circle" not in drawn
    assert drawn.count('class="open"') == len(disputed())
    assert "open" not in world_map(areas, {}, title="World", lands="/map/lands.svg")


def test_bins_hold_every_count_once() -> None:
    for times in ([1], [1, 2], [1, 5, 17], [3, 900, 12_000]):
        bins = bins_of(times)
        assert all(sum(low <= n <= high for low, high in bins) == 1 for n in times)
    assert bins_of([]) == []


def test_names_and_codes_follow_the_view_and_words_do_not() -> None:
    states = {"XKX": "Kosovo", "SRB": "Serbia"}
    seen = Seeing("SRB", seen_from("SRB"), states)
    assert seen.name("Kosovo") == "Kosovo and Metohija"
    assert seen.name("Kosovo Force") == "Kosovo Force"
    assert seen.codes(Name(text="Albin Kurti", codes="XKX GOV")) == "SRB-XKX GOV"
    assert seen.codes(Name(text="Serbia", codes="SRB")) == "SRB"
    assert Seeing("TUR", seen_from("TUR"), states).codes(Name(text="x", codes="XKX")) == "XKX"


def test_the_view_goes_with_every_link(pages: TestClient) -> None:
    html = pages.get("/events?view=srb").text
    assert "seen from <b>Serbia</b>" in html
    links = re.findall(r'href="(/[^"]*)"', html)
    lost = [e for e in links if "view=" not in e and not e.startswith(("/static/", "/theme"))]
    assert lost == []
    assert "view=" not in "".join(re.findall(r'href="(/[^"]*)"', pages.get("/events").text))


def test_a_view_changes_no_record(pages: TestClient) -> None:
    def records(path: str) -> list[str]:
        return re.findall(r'<li class="rec" id="([^"]+)"', pages.get(path).text)

    assert records("/events") == records("/events?view=RUS") != []
    asked = [pages.get(f"/api/v1/events.json?view={view}").json() for view in ("neutral", "RUS")]
    assert asked[0]["items"] == asked[1]["items"]
    assert [each["view"]["perspective"] for each in asked] == ["neutral", "RUS"]


def test_a_view_that_is_none_is_refused_with_the_nearest(pages: TestClient) -> None:
    answer = pages.get("/events?view=SRP")
    assert answer.status_code == 400
    assert "did you mean SRB" in answer.text
    assert pages.get("/map/atlantis").status_code == 404


def test_the_table_of_the_map_is_the_map(pages: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(pages.get("/map.csv?view=CHN").text)))
    assert {row["view"] for row in rows} == {"CHN"}
    page = pages.get("/map").text
    for row in rows:
        assert f"{row['name']}: {row['reports']} report" in page or row["name"] in page
