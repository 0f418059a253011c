"""Events as FollowTheMoney entities, one a line: articles, those who took part, what happened.

Of the schemata of version 4: `Article`, `Person`, `Organization`, `PublicBody` for states and their
governments, `Event`. Only what is told to have happened or to go on is written, since an `Event`
has no room for plans and denials. A date is as exact as the text: `2024-03` for a month.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO, Any

from legation.ask.events import Deed
from legation.export.loss import LossReport, Tally
from legation.export.schemes import flat_text
from legation.ids import content_id
from legation.keys import party_key
from legation.records import Article, Kind, Mention, Precision, Status, When
from legation.tables import rows

SCHEMATA = {
    Kind.PERSON: "Person",
    Kind.ORGANISATION: "Organization",
    Kind.MISSION: "Organization",
    Kind.GROUP: "Organization",
    Kind.STATE: "PublicBody",
    Kind.GOVERNMENT: "PublicBody",
}
COLUMNS = ("Article", "Person", "Organization", "PublicBody", "Event")
_REAL = frozenset({Status.HAPPENED, Status.ONGOING})
_DIGITS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def write(deeds: Iterable[Deed], out: IO[str]) -> LossReport:
    """Write the entities, each once; what they cannot hold is counted as lost.

    The ids of articles and parties are kept in memory, those of events are not.
    """
    tally = Tally("ftm", COLUMNS)
    written: set[str] = set()
    for deed in deeds:
        tally.records += 1
        _count_losses(deed, tally)
        for entity in _entities(deed):
            if entity["id"] not in written:
                if entity["schema"] != "Event":
                    written.add(entity["id"])
                tally.row("x" if name == entity["schema"] else "" for name in COLUMNS)
                line = json.dumps(entity, ensure_ascii=False)
                out.write(line.encode("utf-8", "replace").decode("utf-8") + "\n")
    return tally.report()


def _entities(deed: Deed) -> Iterator[dict[str, Any]]:
    event = deed.event
    if event.status not in _REAL:
        return
    article = _article(deed)
    parties = [_party(m) for m in (*event.actors, *event.recipients) if _is_named(m)]
    yield article
    yield from parties
    kind = f"{event.type}.{event.mode}" if event.mode else event.type
    names = dict.fromkeys(party["properties"]["name"][0] for party in parties)
    place = event.place
    yield _entity(
        f"legation-{event.id}",
        "Event",
        name=f"{kind}: {', '.join(names)}" if names else kind,
        summary=flat_text(deed.sentence),
        involved=[*dict.fromkeys(party["id"] for party in parties)],
        location=place.name if place else None,
        country=_iso2(place.country) if place and place.country else None,
        proof=article["id"],
        recordId=event.id,
        sourceUrl=deed.source.article.url,
        publisher=deed.source.article.outlet or deed.source.article.agency,
        **_days(event.when),
    )


def _article(deed: Deed) -> dict[str, Any]:
    article: Article = deed.source.article
    return _entity(
        f"legation-{article.id}",
        "Article",
        title=article.title,
        sourceUrl=article.url,
        publisher=article.outlet or article.agency,
        publishedAt=_days(article.published).get("date"),
    )


def _party(mention: Mention) -> dict[str, Any]:
    """An entity of whoever is meant; the same in every article."""
    schema = SCHEMATA[mention.kind]
    code = _iso2(mention.country) if mention.country else None
    # Two of one name in two countries are two, and a state is one with its government.
    key = party_key(mention)
    return _entity(
        f"legation-{content_id('party', schema, key, mention.country)}",
        schema,
        name=mention.name,
        country=code,
    )


def _is_named(mention: Mention) -> bool:
    return mention.kind in SCHEMATA and not mention.name[:1].islower()


def _entity(id_: str, schema: str, **properties: Any) -> dict[str, Any]:
    told = {
        name: value if isinstance(value, list) else [value]
        for name, value in sorted(properties.items())
        if value not in (None, "", [])
    }
    return {"id": id_, "schema": schema, "properties": told}


def _days(when: When | None) -> dict[str, str]:
    """One date as exact as it is told, or the ends of an interval."""
    if when is None:
        return {}
    digits = _DIGITS.get(when.precision)
    if digits and when.first is not None:
        return {"date": when.first.isoformat()[:digits]}
    ends = {"startDate": when.first, "endDate": when.last}
    return {name: day.isoformat() for name, day in ends.items() if day is not None}


@cache
def _codes() -> dict[str, str]:
    table = rows("actors/countries.csv", needs=("code", "iso2", "to"))
    return {row["code"]: row["iso2"].lower() for row in table if row["iso2"] and not row["to"]}


def _iso2(country: str) -> str | None:
    return _codes().get(country)


def _count_losses(deed: Deed, tally: Tally) -> None:
    event = deed.event
    if event.status not in _REAL:
        tally.lost(f"status {event.status}: left out", event.id)
        return
    if event.actors and event.recipients:
        tally.lost("who acted on whom: both are only involved", event.id)
    if event.said_in is not None:
        tally.lost("who told it besides the outlet", event.id)
    for mention in (*event.actors, *event.recipients):
        if not _is_named(mention):
            tally.lost("a party without a name", mention.name)
        elif mention.country and _iso2(mention.country) is None:
            tally.lost("a country without a code of ISO 3166", mention.country)
