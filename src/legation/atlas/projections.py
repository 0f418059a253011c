"""From degrees to the flat: the whole world, and a small window of it."""

from __future__ import annotations

from collections.abc import Callable
from math import asin, cos, radians, sin, sqrt

from legation.atlas.pieces import Point

MIDDLE = 11.0  # degrees east: the map is cut at 169° west, in the Bering Strait
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
Flat = Callable[[Point], tuple[float, float]]


def equal_earth(width: float) -> tuple[Flat, float]:
    """The Equal Earth projection onto a sheet of a width, and the height of its lands.

    Areas keep their size to one another. After Šavrič, Patterson and Jenny, "The Equal Earth map
    projection" (International Journal of Geographical Information Science, 2018).
    """
    half = _x(180.0, 0.0)
    scale = width / (2 * half)
    top, bottom = _y(84.0), _y(-56.5)

    def flat(point: Point) -> tuple[float, float]:
        x, y = _x(point[0] - MIDDLE, point[1]), _y(point[1])
        return (x + half) * scale, (top - y) * scale

    return flat, (top - bottom) * scale


def window(frame: tuple[float, float, float, float], width: float) -> tuple[Flat, float]:
    """A window (west, south, east, north) at the scale of its middle, and its height."""
    west, south, east, north = frame
    narrow = cos(radians((south + north) / 2))
    scale = width / ((east - west) * narrow)

    def flat(point: Point) -> tuple[float, float]:
        return (point[0] - west) * narrow * scale, (north - point[1]) * scale

    return flat, (north - south) * scale


def _theta(latitude: float) -> float:
    return asin(sqrt(3) / 2 * sin(radians(latitude)))


def _y(latitude: float) -> float:
    t = _theta(latitude)
    return t * (_A1 + _A2 * t**2 + t**6 * (_A3 + _A4 * t**2))


def _x(longitude: float, latitude: float) -> float:
    t = _theta(latitude)
    below = 9 * _A4 * t**8 + 7 * _A3 * t**6 + 3 * _A2 * t**2 + _A1
    return 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * below)
