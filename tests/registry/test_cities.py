"""Where a town lies, by its name and country."""

from __future__ import annotations

import pytest

from legation.registry.cities import Point, town_point

ISO2 = {"GH": "GHA", "ES": "ESP", "AR": "ARG", "US": "USA", "NO": "NOR", "IR": "IRN"}


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Accra", "GHA", 5.56, -0.2),
        ("Córdoba", "ARG", -31.41, -64.19),
        ("Cordoba", "ESP", 37.89, -4.77),  # the same name in another country, without its accent
        ("Birmingham", "USA", 33.52, -86.8),  # far larger than its namesakes there
    ],
)
def test_town_lies_where_its_country_has_it(
    name: str, country: str, latitude: float, longitude: float
) -> None:
    point = town_point(name, country, ISO2)
    assert point == Point(latitude=latitude, longitude=longitude)


def test_village_has_a_point_where_no_other_there_has_its_name() -> None:
    assert town_point("'Abas Abad", "IRN", ISO2) == Point(latitude=36.73, longitude=51.11)


@pytest.mark.parametrize(("name", "country"), [("Springfield", "USA"), ("Accra", "NOR")])
def test_town_that_is_not_clearly_meant_has_no_point(name: str, country: str) -> None:
    assert town_point(name, country, ISO2) is None
