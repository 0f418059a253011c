"""Where a town lies, by its name and country."""

from __future__ import annotations

from collections import Counter

import pytest

from legation.registry.cities import Point, city_country, town_point
from legation.registry.load import load_registry

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


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Salisbury", None),  # Harare once; of England and of two states now
        ("Karama", None),
        ("Islamabad", "PAK"),  # Chittagong once
        ("Pokrovsk", "UKR"),  # Engels once
        ("Dili", "TLS"),
        ("Harare", "ZWE"),
        ("Calama", "CHL"),
        ("Odessa", "UKR"),  # a name still used, although Texas has its own
        ("Calcutta", "IND"),
        ("Medina", "SAU"),
    ],
)
def test_old_name_of_a_large_town_gives_way_to_the_town_of_that_name(
    name: str, country: str | None
) -> None:
    assert city_country(name, Counter(), load_registry().iso2)[0] == country
