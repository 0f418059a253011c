"""POLECAT's weekly files: 40 columns, parted by tabs, with a header; one row for each event.

Unknown is `None`, as in the published files. An event without a day of its own has no date there:
the day of publication stands in its own column and is never put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from legation.ask.events import Deed
from legation.export.loss import LossReport, Tally
from legation.export.schemes import (
    QUADS,
    columns_of,
    coordinates,
    countries,
    country_code,
    flat_text,
    international,
    the_day,
)
from legation.ontology import score_of
from legation.records import Kind, Mention, Reading, Status
from legation.registry.cities import is_large_city

EMPTY = "None"
UNMADE = (
    ("Wikipedia Actor ID", "the record has no Wikipedia pages"),
    ("Wikipedia Recipient ID", "the record has no Wikipedia pages"),
    ("District", "places are towns and countries"),
    ("Province", "places are towns and countries"),
    ("GeoNames ID", "the record has no ids of GeoNames"),
)
_BODIES = frozenset({Kind.ORGANISATION, Kind.GROUP, Kind.MISSION, Kind.GOVERNMENT})


def write(deeds: Iterable[Deed], out: IO[str]) -> LossReport:
    """Write the events; statuses that POLECAT has no room for are written and counted as lost."""
    names = columns_of("polecat_weekly")
    tally = Tally("polecat", names)
    out.write("\t".join(names) + "\n")
    for deed in deeds:
        cells = [flat_text(cell) or EMPTY for cell in _cells(deed)]
        tally.records += 1
        tally.row(cells, empty=EMPTY)
        _count_losses(deed, tally)
        out.write("\t".join(cells) + "\n")
    return tally.report(UNMADE)


def _cells(deed: Deed) -> list[str]:
    event, article = deed.event, deed.source.article
    when, told = the_day(event.when), the_day(article.published)
    place = event.place
    day = f"{told or when:%Y%m%d}" if told or when else "00000000"
    country = place.country if place else None
    return [
        f"{day}-0000-{event.id}_{event.type}_{event.mode or 'None'}",
        when.isoformat() if when else "",
        event.type,
        event.mode or "",
        f"{score_of(event.type, event.mode):g}",
        QUADS[event.quad],
        "; ".join(event.contexts),
        *_side(event.actors),
        *_side(event.recipients),
        place.name if place else "",
        place.name if place and is_large_city(place.name) else "",
        "",
        "",
        countries()[country].name if country in countries() else "",
        *coordinates(place),
        "",
        place.passage.text if place else "",
        _feature(place),
        deed.source.outlet or "",
        told.isoformat() if told else "",
        *_story(deed.source.reading),
        article.language or "",
        deed.source.reading.reader,
    ]


def _side(mentions: Sequence[Mention]) -> list[str]:
    """The eight columns of one side; lists are parted by "; ", in the order of the text."""
    sectors = [s for m in mentions for s in (m.sector or "").split() if s not in international()]
    codes = [countries()[m.country].cow for m in mentions if m.country in countries()]
    return [
        "; ".join(m.name for m in mentions),
        "; ".join(dict.fromkeys(code for m in mentions if (code := country_code(m)))),
        "; ".join(dict.fromkeys(code for code in codes if code)),
        sectors[0] if sectors else "",
        "; ".join(dict.fromkeys(sectors)),
        "; ".join(m.role for m in mentions if m.role),
        "; ".join(m.passage.text for m in mentions),
        "",
    ]


def _feature(place: Mention | None) -> str:
    """GeoNames' code: a state or a town; a place that is neither has none."""
    if place is None:
        return ""
    if place.country and place.name == getattr(countries().get(place.country), "name", None):
        return "PCLI"
    return "PPL" if is_large_city(place.name) else ""


def _story(reading: Reading) -> list[str]:
    """The people, bodies and places of the whole story, each once."""

    def named(kinds: frozenset[Kind]) -> str:
        return "; ".join(
            dict.fromkeys(
                m.name for m in reading.mentions if m.kind in kinds and m.name[:1].isupper()
            )
        )

    people, places = frozenset({Kind.PERSON}), frozenset({Kind.PLACE, Kind.STATE})
    return [named(people), named(_BODIES), named(places)]


def _count_losses(deed: Deed, tally: Tally) -> None:
    event = deed.event
    if event.when is None:
        tally.lost("events without a day: Event Date is None", event.id)
    elif the_day(event.when) is None:
        tally.lost("events whose time is longer than a day: Event Date is None", event.id)
    if event.status is not Status.HAPPENED:
        tally.lost(f"status {event.status}: the format cannot say so", event.id)
    if deed.chain:
        tally.lost("who tells of it: the format has the outlet only", event.id)
    for name in ("harm", "means", "responsibility", "level", "manner", "host", "amount"):
        if getattr(event, name):
            tally.lost(f"{name}: the format has no column for it", event.id)
