"""What belongs together in a store: its texts linked to stories, its events merged to occurrences.

All of it is derived from the articles and events in the store and from nothing else, so it is the
same in whatever order and in however many runs they came in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from legation.errors import InputError
from legation.facts.checks import check_claims
from legation.facts.meetings import check_events
from legation.keys import country_named
from legation.records import (
    Anchor,
    Judgement,
    Occurrence,
    Predicate,
    Question,
    Reading,
    Relation,
    Report,
    Story,
    Verdict,
)
from legation.store import Found, Ledger, Query, Store, near
from legation.store.judgements import judgements_on, keep_judgement
from legation.stories.fingerprint import VERSION, fingerprint
from legation.stories.group import find_stories
from legation.stories.occurrences import find_occurrences
from legation.stories.origins import count_origins
from legation.stories.relation import least_shared, link
from legation.stories.reports import reports_of

BATCH = 500  # articles in one transaction


def update_stories(store: Store) -> int:
    """Link the articles that came in or changed since the last time; give how many these were."""
    done = last = 0
    while True:
        with store.writing() as connection:
            batch = near.pending(connection, version=VERSION, limit=BATCH, after=last)
            if not batch:
                return done
            texts = [fingerprint(each.article) for each in batch]
            near.forget(connection, batch)
            near.keep(connection, batch, texts, version=VERSION)
            pairs = near.take_in(connection, batch, texts, least_shared)
            found = [each for pair in pairs if (each := link(*pair)) is not None]
            near.keep_links(connection, found)
        done += len(batch)
        last = batch[-1].number


def stories_with(store: Store, articles: Sequence[str]) -> tuple[Story, ...]:
    """The stories that the articles belong to, each whole."""
    with store.reading() as connection:
        links = near.links_among(connection, articles)
        members = {*articles, *(each.later for each in links), *(each.earlier for each in links)}
        texts = near.heads(connection, sorted(members))
    wanted = set(articles)
    return tuple(s for s in find_stories(texts, links) if wanted & set(s.articles))


def all_stories(store: Store) -> tuple[Story, ...]:
    """Every story of two articles or more, the first seen first."""
    with store.reading() as connection:
        links = near.all_links(connection)
        members = {each.later for each in links} | {each.earlier for each in links}
        texts = near.heads(connection, sorted(members))
    return tuple(story for story in find_stories(texts, links) if len(story.articles) > 1)


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


def questions(store: Store) -> tuple[Question, ...]:
    """What the claims and events in the store cannot all be right about."""
    asked = check_claims(Ledger(store).of_predicates(Predicate))
    reports = (r for reading in Query(store).readings() for r in reports_of(reading))
    return (*asked, *check_events(reports))


def judge(
    store: Store, left: str, right: str, verdict: Verdict, *, at: datetime, note: str | None = None
) -> Judgement:
    """Keep what somebody says of two reports, named by the beginnings of their events' ids.

    Raises `InputError` where an id is of no event, and where both are of the same.
    """
    query = Query(store)
    anchors = [_anchor(query.find(prefix)) for prefix in (left, right)]
    if anchors[0] == anchors[1]:
        raise InputError(f"{left} and {right} are the same report; name two")
    judgement = Judgement(
        left=anchors[0], right=anchors[1], verdict=verdict, recorded_at=at, note=note
    )
    with store.writing() as connection:
        keep_judgement(connection, judgement)
    return judgement


def _anchor(found: Found[Any]) -> Anchor:
    if found.kind != "event":
        raise InputError(f"{found.id} is of a {found.kind}; name an event, as in a timeline")
    trigger = found.record.trigger
    return Anchor(
        event=found.id, article_id=trigger.article_id, start=trigger.start, end=trigger.end
    )


def _within(occurrence: Occurrence, since: date | None, until: date | None) -> bool:
    when = occurrence.when
    if when is None:
        return since is None and until is None
    return not (
        (since is not None and when.last is not None and when.last < since)
        or (until is not None and when.first is not None and when.first > until)
    )
