"""GDELT 2.0 event files: 61 columns, parted by tabs, without a header; one row for every two sides.

An event of several parties is one row for each two of them, as GDELT has it. Unknown is empty; the
date of an event without a day of its own is empty and never that of publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO

from legation.ask.events import Deed
from legation.ask.tabular.schemas import dyads
from legation.export.loss import LossReport, Tally
from legation.export.schemes import (
    cameo_roles,
    columns_of,
    coordinates,
    countries,
    flat_text,
    international,
    the_day,
)
from legation.ids import sha256_of
from legation.records import Event, Mention, Precision, Status, When
from legation.registry.cities import is_large_city

_GEO = ("ADM1Code", "ADM2Code", "FeatureID")
UNMADE = (
    *(
        (f"Actor{n}{name}", "the record has no such code")
        for n in (1, 2)
        for name in ("EthnicCode", "Religion1Code", "Religion2Code")
    ),
    ("AvgTone", "the record measures no tone"),
    *(
        (f"{who}Geo_{name}", "the record has no regions and no feature ids")
        for who in ("Actor1", "Actor2", "Action")
        for name in _GEO
    ),
    *(
        (f"Actor{n}Geo_{name}", "the record knows the country of an actor, and no point")
        for n in (1, 2)
        for name in ("Lat", "Long")
    ),
)


def write(deeds: Iterable[Deed], out: IO[str]) -> LossReport:
    """Write the events; what GDELT has no room for is written without it and counted as lost."""
    names = columns_of("gdelt2_events")
    tally = Tally("gdelt", names)
    for deed in deeds:
        tally.records += 1
        _count_losses(deed, tally)
        for first, second in _pairs(deed):
            cells = [flat_text(cell) for cell in _cells(deed, first, second)]
            tally.row(cells)
            out.write("\t".join(cells) + "\n")
    return tally.report(UNMADE)


def _pairs(deed: Deed) -> Iterator[tuple[Mention | None, Mention | None]]:
    """Every two parties; an event with one side only has that."""
    event = deed.event
    pairs = [(d.source_party, d.target_party) for d in dyads([deed])]
    if pairs:
        yield from pairs
    elif event.recipients:
        yield from ((None, each) for each in event.recipients)
    else:
        yield from ((each, None) for each in event.actors or (None,))


def _cells(deed: Deed, first: Mention | None, second: Mention | None) -> list[str]:
    event, article, at = deed.event, deed.source.article, deed.source.at
    return [
        _number(event, first, second),
        *_dates(event.when),
        *_actor(first),
        *_actor(second),
        "1" if _in_lead(event, article.text) else "0",
        event.cameo,
        event.cameo[:3],
        event.cameo[:2],
        str(event.quad),
        f"{event.goldstein:.1f}",
        str(1 + len(event.also)),
        "1",
        "1",
        "",
        *_country_geo(first),
        *_country_geo(second),
        *_place_geo(event.place),
        f"{at.recorded_at:%Y%m%d%H%M%S}" if at.recorded_at else "",
        at.url or "",
    ]


def _number(event: Event, first: Mention | None, second: Mention | None) -> str:
    """A whole number of 63 bits that is the event's and its two sides', always the same."""
    sides = [f"{m.passage.start}-{m.passage.end}-{m.name}" if m else "" for m in (first, second)]
    digest = sha256_of("|".join((event.id, *sides)).encode("utf-8", "surrogatepass"))
    return str(int(digest[:16], 16) >> 1)


def _dates(when: When | None) -> list[str]:
    """SQLDATE, MonthYear, Year and FractionDate, as far as the text goes."""
    day = the_day(when)
    if day is not None:
        return [f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", _fraction(day)]
    if when is None or when.first is None or when.last is None:
        return ["", "", "", ""]
    same_year = when.first.year == when.last.year
    same_month = same_year and when.first.month == when.last.month
    month = f"{when.first:%Y%m}" if same_month and when.precision is not Precision.YEAR else ""
    return ["", month, f"{when.first:%Y}" if same_year else "", ""]


def _fraction(day: date) -> str:
    """GDELT's share of the year, with months of thirty days."""
    return f"{day.year + (day.month * 30 + day.day) / 365:.4f}"


def _actor(mention: Mention | None) -> list[str]:
    """The ten columns of an actor."""
    if mention is None:
        return [""] * 10
    found = countries().get(mention.country or "")
    sectors = (mention.sector or "").split()
    group = next((s for s in sectors if s in international()), "")
    roles = [cameo_roles()[s] for s in sectors if s in cameo_roles() and s != group][:3]
    country = found.cameo if found else ""
    code = "".join((country or group, *roles))
    return [
        code,
        mention.name.upper(),
        country,
        group,
        "",
        "",
        "",
        *(roles + [""] * (3 - len(roles))),
    ]


def _country_geo(mention: Mention | None) -> list[str]:
    """Where an actor is: its country, as far as the record knows."""
    found = countries().get((mention.country if mention else None) or "")
    return ["1", found.name, found.fips, "", "", "", "", ""] if found else [""] * 8


def _place_geo(place: Mention | None) -> list[str]:
    """Where an event took place: a country, or a town with its country."""
    if place is None:
        return [""] * 8
    found = countries().get(place.country or "")
    if found is None:
        return ["", place.name, "", "", "", "", "", ""]
    if place.name == found.name:
        return ["1", found.name, found.fips, "", "", "", "", ""]
    kind = ("3" if place.country == "USA" else "4") if is_large_city(place.name) else ""
    return [kind, f"{place.name}, {found.name}", found.fips, "", "", *coordinates(place), ""]


def _in_lead(event: Event, text: str) -> bool:
    """Whether it is told in the first paragraph."""
    end = text.find("\n", len(text) - len(text.lstrip()))
    return end < 0 or event.trigger.start < end


def _count_losses(deed: Deed, tally: Tally) -> None:
    event = deed.event
    if event.when is None:
        tally.lost("events without a day: SQLDATE is empty", event.id)
    elif the_day(event.when) is None:
        tally.lost("events whose time is longer than a day: SQLDATE is empty", event.id)
    if not event.actors and not event.recipients:
        tally.lost("events without any party", event.id)
    if event.status is not Status.HAPPENED:
        tally.lost(f"status {event.status}: the format cannot say so", event.id)
    if deed.source.at.url is None:
        tally.lost("articles without an address: SOURCEURL is empty", event.id)
    if deed.chain:
        tally.lost("who tells of it: the format has no column for it", event.id)
    for name in ("harm", "means", "responsibility", "level", "manner", "host", "amount"):
        if getattr(event, name):
            tally.lost(f"{name}: the format has no column for it", event.id)
