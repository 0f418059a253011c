"""The shapes of maps: the pieces are where they ought to be, and each view draws them as told."""

from __future__ import annotations

import pytest

from legation.atlas.perspectives import NEUTRAL, Told, seen_from, view_named, views
from legation.atlas.pieces import Point, Shape, disputed, near, places, unshaped, world
from legation.atlas.projections import equal_earth, window
from legation.errors import InputError
from legation.tables import rows

CODES = {row["code"] for row in rows("actors/countries.csv", needs=("code",))}


def inside(shape: Shape, at: Point) -> bool:
    """Whether a point lies in a shape, by the crossings of a ray."""
    x, y = at
    crossings = 0
    for polygon in shape:
        for ring in polygon:
            for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
                if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                    crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("at", "piece"),
    [
        ((34.2, 45.2), "CRM"),
        ((30.5, 50.4), "UKR"),
        ((37.6, 55.7), "RUS"),
        ((20.9, 42.6), "XKX"),
        ((20.5, 44.7), "SRB"),
        ((-13.0, 25.5), "ESH"),
        ((-9.3, 26.5), "ESE"),
        ((-7.0, 32.5), "MAR"),
        ((44.5, 9.7), "SML"),
        ((46.0, 3.5), "SOM"),
        ((121.0, 24.0), "TWN"),
        ((35.25, 32.0), "PSE"),
        ((33.4, 35.27), "NCY"),
        ((32.8, 34.9), "CYP"),
        ((183.0, 67.2), "RUS"),  # Chukotka lies over the 180th meridian
        ((-150.0, 65.0), "USA"),
        ((2.3, 48.8), "FRA"),
    ],
)
def test_a_point_lies_in_one_piece(at: Point, piece: str) -> None:
    assert [code for code, shape in world().items() if inside(shape, at)] == [piece]


def test_every_piece_has_a_shape_and_a_picture() -> None:
    assert {piece.code for piece in disputed().values()} <= {
        code for p in places() for code in near(p)
    }

    for place, own in places().items():
        assert {piece.window for piece in own} == {own[0].window}
        for piece in own:
            assert piece.town is None or inside(near(place)[piece.code], piece.town.at), piece.code


def test_every_country_of_a_table_is_one() -> None:
    for piece in disputed().values():
        assert {*piece.claimed, piece.controlled, piece.home} <= CODES | set(disputed())
    for each in unshaped():
        assert set(each.lies) <= CODES
    assert set(views()) - {NEUTRAL} <= CODES
    assert {code for code in world() if code not in disputed()} <= CODES


def test_every_view_has_a_row_for_every_piece() -> None:
    needs = ("piece", "view", "drawn", "basis")
    table = [*rows("shapes/perspectives.csv", needs=needs)]
    assert sorted((r["piece"], r["view"]) for r in table) == sorted(
        (piece, view) for piece in disputed() for view in views() if view != NEUTRAL
    )
    assert all(row["basis"] for row in table)
    for row in table:
        piece = disputed()[row["piece"]]
        assert row["drawn"] in ("", piece.code, piece.controlled, *piece.claimed), row


def test_the_neutral_view_takes_no_side() -> None:
    assert {each.drawn for each in seen_from(NEUTRAL).values()} == {None}


@pytest.mark.parametrize(
    ("view", "piece", "drawn"),
    [
        ("SRB", "XKX", "SRB"),
        ("TUR", "XKX", "XKX"),
        ("UKR", "CRM", "UKR"),
        ("RUS", "CRM", "RUS"),
        ("CHN", "TWN", "CHN"),
        ("MAR", "ESH", "MAR"),
        ("TUR", "NCY", "NCY"),
        ("MAR", "CRM", None),  # not known: as the neutral map has it
    ],
)
def test_a_view_draws_what_the_state_recognises(view: str, piece: str, drawn: str | None) -> None:
    assert seen_from(view)[piece].drawn == drawn


def test_the_record_comes_before_the_table() -> None:
    told = {"XKX": Told(recognizes=True, records=("f1",)), "SML": Told(recognizes=True)}
    seen = seen_from("SRB", told)
    assert (seen["XKX"].drawn, seen["XKX"].records) == ("XKX", ("f1",))
    assert seen["SML"].alone
    assert seen_from("TUR", {"XKX": Told(recognizes=False)})["XKX"].drawn == "SRB"
    assert seen_from("MAR", {"ESH": Told(claims=True)})["ESH"].drawn == "MAR"
    # who is told to claim what nobody else says it does is drawn by the table still
    assert seen_from("TUR", {"XKX": Told(claims=True)})["XKX"].drawn == "XKX"


def test_a_view_is_named_as_one_likes_and_a_wrong_one_is_refused() -> None:
    assert view_named("srb") == "SRB"
    assert view_named(" Neutral ") == NEUTRAL
    with pytest.raises(InputError, match="did you mean"):
        view_named("SRP")


def test_equal_earth_keeps_areas() -> None:
    flat, high = equal_earth(1000)
    assert flat((11.0, 0.0))[0] == pytest.approx(500)
    assert 0 < high < 500

    def area(south: float) -> float:
        (x0, y0), (x1, y1) = flat((11.0, south)), flat((12.0, south + 0.5))
        return (x1 - x0) * (y0 - y1)

    from math import radians, sin

    def on_the_globe(south: float) -> float:
        return sin(radians(south + 0.5)) - sin(radians(south))

    assert area(60) / area(0) == pytest.approx(on_the_globe(60) / on_the_globe(0), rel=0.02)


def test_a_window_is_as_wide_as_asked() -> None:
    flat, high = window((10, 40, 20, 50), 300)
    assert flat((20, 40)) == pytest.approx((300, high))
    assert flat((10, 50)) == pytest.approx((0, 0))
