"""Numbers and distances as people ask for them: 0.6.., 2..4, and Goma,50km."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from legation.errors import InputError
from legation.store.asking.wanted import Span

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?")
_NEAR = re.compile(r"(?s)(?P<where>.+),\s*(?P<far>\d{1,5}(?:\.\d{1,3})?)\s*(?P<unit>km|mi)")
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,8})?)")
_KM_OF_MILE = 1.609344
_KM_OF_DEGREE = 111.195  # of latitude, on a sphere of 6,371 km
FARTHEST_KM = 2000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Within so many kilometres of a town or of a point in degrees north and east."""

    km: float
    town: str | None = None
    point: tuple[float, float] | None = None


def span_of(name: str, text: str, *, most: float, whole: bool = False) -> Span:
    """The numbers of a text such as `2`, `2..` or `0.6..0.9`, all from 0 to `most`.

    Raises `InputError` for a text that is no number or range, or one beyond.
    """
    low, dots, high = (part.strip() for part in text.partition(".."))
    ends = [_number(end, whole=whole) if end else None for end in (low, high)]
    if any(end is None for end, told in zip(ends, (low, high), strict=True) if told) or not (
        low or high
    ):
        raise _refused(name, text, most, whole)
    span = Span(low=ends[0], high=ends[1] if dots else ends[0])
    if any(end is not None and end > most for end in (span.low, span.high)):
        raise _refused(name, text, most, whole)
    if span.low is not None and span.high is not None and span.high < span.low:
        raise InputError(f"{name}={text!r} ends before it begins; write the lower number first")
    return span


def near_of(text: str) -> Near:
    """Where and how far of a text such as `Goma,50km` or `-1.68,29.22,50km`.

    Raises `InputError` for a text without a distance, or one beyond 2,000 km.
    """
    found = _NEAR.fullmatch(text.strip())
    if found is None:
        raise InputError(
            f"near={text!r} names no town and distance; write it like near=Goma,50km or "
            "near=-1.68,29.22,50km"
        )
    km = float(found["far"]) * (_KM_OF_MILE if found["unit"] == "mi" else 1.0)
    if not 0 < km <= FARTHEST_KM:
        raise InputError(f"near={text!r}: the distance must be more than 0 and at most 2,000 km")
    point = _POINT.fullmatch(found["where"].strip())
    if point is None:
        return Near(km=km, town=found["where"].strip())
    north, east = float(point[1]), float(point[2])
    if abs(north) > 90 or abs(east) > 180:
        raise InputError(f"near={text!r} is no point of the earth; write degrees north, then east")
    return Near(km=km, point=(north, east))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two points are from each other on a sphere, by the haversine formula."""
    north, east = (math.radians(b - a) for a, b in zip(one, other, strict=True))
    cos = math.cos(math.radians(one[0])) * math.cos(math.radians(other[0]))
    half = math.sin(north / 2) ** 2 + cos * math.sin(east / 2) ** 2
    return 2 * math.degrees(math.asin(min(1.0, math.sqrt(half)))) * _KM_OF_DEGREE


def _number(text: str, *, whole: bool) -> float | None:
    if not _NUMBER.fullmatch(text) or (whole and "." in text):
        return None
    return float(text)


def _refused(name: str, text: str, most: float, whole: bool) -> InputError:
    kind = "whole number" if whole else "number"
    like = f"{name}=2.." if whole else f"{name}=0.6.."
    return InputError(
        f"{name}={text!r} is no {kind} or range from 0 to {most:g}; write it like {like}"
    )
