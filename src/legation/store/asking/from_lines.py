"""Records out of the lines of readings, one by one: quick for long lists.

Of a line only the records asked for are decoded: a tenth of what the whole reading takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from legation.codec import decode_kept, decode_some
from legation.records import (
    Article,
    Claim,
    Event,
    Passage,
    Reading,
    Report,
    Statement,
    Status,
)
from legation.store import schema
from legation.store.asking.patience import check_time
from legation.store.asking.wanted import Place
from legation.store.rows import published_of, when_of

_DEEPEST = 20  # statements in statements; a chain that goes on beyond is not followed
_AT_ONCE = 500

_SOME: BindParameter[Any] = bindparam("some", expanding=True)
LINES = (
    select(schema.readings.c.article_id, schema.readings.c.line)
    .join(
        schema.articles,
        (schema.articles.c.id == schema.readings.c.article_id)
        & (schema.articles.c.reading_sha256 == schema.readings.c.sha256),
    )
    .where(schema.readings.c.article_id.in_(_SOME))
)


_EVENT = schema.events.c
_OUTLINES = (
    select(
        *(_EVENT.article_id, _EVENT.position, _EVENT.id, _EVENT.type, _EVENT.cameo),
        *(_EVENT.quad, _EVENT.goldstein, _EVENT.status),
        *(_EVENT.when_first, _EVENT.when_last, _EVENT.when_precision, _EVENT.when_how),
        *(_EVENT.trigger_start_char, _EVENT.trigger_end_char, _EVENT.trigger_text),
        schema.articles.c.published_first,
    )
    .join(schema.articles, schema.articles.c.id == _EVENT.article_id)
    .where(_EVENT.article_id.in_(_SOME))
)


def articles_at(connection: Connection, ids: Iterable[str]) -> dict[str, Article]:
    """The articles with these ids, without authors, captions and spans."""
    table = schema.articles
    wanted = select(table).where(table.c.id.in_(sorted(set(ids))))
    return {row.id: _article(row) for row in connection.execute(wanted).all()}


def readings_at(connection: Connection, ids: Sequence[str]) -> Iterator[Reading]:
    """The current readings of articles, as they were read: claims without the day they came."""
    for some in _parts(ids):
        for row in connection.execute(LINES, {"some": list(some)}):
            check_time()
            yield decode_kept(row.line)


def events_at(connection: Connection, places: Sequence[Place]) -> dict[Place, Event]:
    """The events at some places: ask for some hundreds at a time."""
    return _records(connection, "events", places)


def outlines_at(connection: Connection, places: Sequence[Place]) -> dict[Place, Report]:
    """The events at some places out of columns, as reports without parties, words and outlet."""
    wanted = set(places)
    found: dict[Place, Report] = {}
    for some in _parts(sorted({place.article_id for place in places})):
        for row in connection.execute(_OUTLINES, {"some": some}).all():
            place = Place(article_id=row.article_id, position=row.position)
            if place in wanted:
                found[place] = _outline(row)
    return found


def statements_at(connection: Connection, places: Sequence[Place]) -> dict[Place, Statement]:
    """The statements at some places."""
    return _records(connection, "statements", places)


def claims_at(connection: Connection, places: Sequence[Place]) -> dict[Place, Claim]:
    """The claims at some places, with the days they came to be known."""
    found: dict[Place, Claim] = _records(connection, "claims", places)
    table = schema.claims.c
    known: dict[Place, datetime] = {}
    asked = select(table.article_id, table.position, table.recorded_at)
    for some in _parts(sorted({place.article_id for place in places})):
        for row in connection.execute(asked.where(table.article_id.in_(some))):
            known[Place(article_id=row.article_id, position=row.position)] = row.recorded_at
    return {place: replace(claim, recorded_at=known[place]) for place, claim in found.items()}


def tellers_of(
    connection: Connection, statements: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Statement]:
    """Statements by article and id, and all those in which they are reported."""
    table = schema.statements
    found: dict[tuple[str, str], Statement] = {}
    wanted = set(statements)
    for _ in range(_DEEPEST):
        if not wanted:
            break
        articles, ids = sorted({a for a, _ in wanted}), sorted({s for _, s in wanted})
        # Chunks are small enough: a page has some hundreds, and few are told at second hand.
        asked = select(table.c.article_id, table.c.position).where(
            table.c.id.in_(ids), table.c.article_id.in_(articles)
        )
        places = [
            Place(article_id=r.article_id, position=r.position) for r in connection.execute(asked)
        ]
        told = statements_at(connection, places)
        found |= {(place.article_id, s.id): s for place, s in told.items()}
        wanted = {(p.article_id, s.reported_in) for p, s in told.items() if s.reported_in}
        wanted -= found.keys()
    return found


def _records(connection: Connection, kind: str, places: Sequence[Place]) -> dict[Place, Any]:
    positions: dict[str, list[int]] = {}
    for place in places:
        positions.setdefault(place.article_id, []).append(place.position)
    found: dict[Place, Any] = {}
    for some in _parts(sorted(positions)):
        for row in connection.execute(LINES, {"some": some}):
            wanted = sorted(set(positions[row.article_id]))
            for position, record in zip(wanted, decode_some(row.line, kind, wanted), strict=True):
                found[Place(article_id=row.article_id, position=position)] = record
    return found


def _outline(row: Any) -> Report:
    return Report(
        event=Event(
            id=row.id,
            type=row.type,
            cameo=row.cameo,
            quad=row.quad,
            goldstein=row.goldstein,
            actors=(),
            recipients=(),
            trigger=Passage(
                article_id=row.article_id,
                start=row.trigger_start_char,
                end=row.trigger_end_char,
                text=row.trigger_text,
            ),
            status=Status(row.status),
            when=when_of(row),
        ),
        told_on=row.published_first,
    )


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _article(row: Any) -> Article:
    return Article(
        id=row.id,
        text=row.text,
        raw_sha256=row.raw_sha256,
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        agency=row.agency,
        section=row.section,
        published=published_of(row),
        dateline=row.dateline,
        language=row.language,
    )
