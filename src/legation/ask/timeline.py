"""What happened between parties, by day: occurrences with their reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from legation.keys import country_named
from legation.records import Occurrence, Reading, Relation, Report
from legation.store import Query, Store, near
from legation.store.judgements import judgements_on
from legation.stories.fingerprint import fingerprint
from legation.stories.occurrences import find_occurrences
from legation.stories.origins import count_origins
from legation.stories.reports import reports_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Occurrences with their reports, and the readings these stand in, by article."""

    occurrences: tuple[Occurrence, ...]
    reports: Mapping[str, Report]
    readings: Mapping[str, Reading]


def timeline(
    store: Store,
    parties: Sequence[str],
    *,
    since: date | None = None,
    until: date | None = None,
    limit: int = 2000,
) -> Timeline:
    """What happened between the parties (names, ids or countries), by day.

    All events with any of them are merged, and those occurrences kept in which all take part, in
    one report or another. At most `limit` events of each party are looked at, the latest.
    """
    query = Query(store)
    readings: dict[str, Reading] = {}
    takes_part: list[set[str]] = []
    for name in parties:
        country = country_named(name)
        found = query.events(actor=None if country else name, country=country, limit=limit)
        takes_part.append({each.record.id for each in found})
        readings |= {each.reading.article.id: each.reading for each in found}
    wanted = set().union(*takes_part)
    reports = {
        report.event.id: report
        for article in sorted(readings)
        for report in reports_of(readings[article])
        if report.event.id in wanted
    }
    with store.reading() as connection:
        judged = judgements_on(connection, sorted(readings))
        texts = {text.article_id: text for text in near.heads(connection, sorted(readings))}
        links = near.links_among(connection, sorted(readings))
    copied = [
        (each.later, each.earlier) for each in links if each.relation is not Relation.SHARES_TEXT
    ]

    def origins(articles: tuple[str, ...]) -> int:
        known = [texts.get(a) or fingerprint(readings[a].article) for a in articles]
        return count_origins(known, copied)

    occurrences = tuple(
        each
        for each in find_occurrences(reports.values(), judged, origins=origins)
        if all(ids & set(each.reports) for ids in takes_part) and _within(each, since, until)
    )
    return Timeline(occurrences=occurrences, reports=reports, readings=readings)


def _within(occurrence: Occurrence, since: date | None, until: date | None) -> bool:
    when = occurrence.when
    if when is None:
        return since is None and until is None
    return not (
        (since is not None and when.last is not None and when.last < since)
        or (until is not None and when.first is not None and when.first > until)
    )
