"""Adding to the ledger: what is new in a reading, and what its article no longer says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, select

from legation.codec import decode, encode_claim
from legation.folding import name_key
from legation.ids import content_id
from legation.keys import fact_id, party_key, slot_of, span_of
from legation.ontology import rules_with
from legation.records import Claim, Mention, Reading
from legation.store import schema
from legation.store.keeping.bulk import insert_rows
from legation.store.ledger_tables import ledger, party_names, withdrawals

# Rules that found a mention by its own name: its words are then a name to ask by.


def write_claims(
    connection: Connection, readings: Sequence[Reading], *, known: Sequence[str], at: datetime
) -> None:
    """Add the claims of articles' current readings that are new, withdraw those they lack.

    `known` are the articles that were read before: the others have nothing in the ledger.
    """
    standing = _standing(connection, known)
    new: list[dict[str, Any]] = []
    gone: list[int] = []
    for reading in readings:
        rows = {row["entry_id"]: row for row in ledger_rows(reading, at)}
        before = standing.get(reading.article.id, {})
        gone += [number for entry, number in before.items() if entry not in rows]
        new += [row for entry, row in rows.items() if entry not in before]
    insert_rows(connection, withdrawals, [{"entry": n, "withdrawn_at": at} for n in gone])
    insert_rows(connection, ledger, new)
    write_names(connection, [claim for reading in readings for claim in reading.claims])


def _standing(connection: Connection, articles: Sequence[str]) -> dict[str, dict[str, int]]:
    """The lines of articles that were not withdrawn: their numbers by entry, by article."""
    found: dict[str, dict[str, int]] = {}
    if articles:
        asked = select(ledger.c.article_id, ledger.c.entry_id, ledger.c.number)
        for row in connection.execute(
            asked.where(ledger.c.article_id.in_(articles), ~withdrawn()).order_by(ledger.c.number)
        ):
            found.setdefault(row.article_id, {})[row.entry_id] = row.number
    return found


def fill_ledger(connection: Connection) -> None:
    """Make the ledger of a store that has none yet, from every line it ever held, oldest first."""
    table = schema.readings
    if connection.execute(select(ledger.c.number).limit(1)).first() is not None:
        return
    numbers = connection.execute(select(table.c.number).order_by(table.c.number)).scalars().all()
    for number in numbers:
        row = connection.execute(select(table).where(table.c.number == number)).one()
        reading = decode(row.line)
        write_claims(connection, [reading], known=[reading.article.id], at=row.recorded_at)


def withdrawn(*, before: datetime | None = None) -> ColumnElement[bool]:
    """That a line of the ledger was withdrawn: before a moment, or at all."""
    parts = [withdrawals.c.entry == ledger.c.number]
    if before is not None:
        parts.append(withdrawals.c.withdrawn_at < before)
    return exists().where(*parts).correlate(ledger)


def ledger_rows(reading: Reading, at: datetime) -> Iterator[dict[str, Any]]:
    """The lines of a reading's claims in the ledger, known from a moment on."""
    article = reading.article
    told = article.published.first if article.published else None
    for claim in reading.claims:
        yield ledger_row(
            claim, article.id, outlet=article.outlet, agency=article.agency, told_on=told, at=at
        )


def ledger_row(
    claim: Claim,
    article_id: str,
    *,
    outlet: str | None,
    agency: str | None,
    told_on: date | None,
    at: datetime,
) -> dict[str, Any]:
    """The line of a claim in the ledger: of whose article it is, and known from when."""
    line = encode_claim(claim)
    slot = slot_of(claim)
    first, last = span_of(claim)
    head = map(str, (outlet, agency, told_on))
    return {
        "entry_id": content_id("line", article_id, line.decode(), *head),
        "claim_id": claim.id,
        "article_id": article_id,
        "fact_id": fact_id(slot),
        "subject_key": slot[0],
        "predicate": slot[1],
        "object_key": slot[2],
        "holder_key": party_key(claim.holder) if claim.holder else None,
        "holds": claim.holds,
        "valid_first": first,
        "valid_last": last,
        "told_on": told_on,
        "outlet": outlet,
        "agency": agency,
        "score": claim.score,
        "recorded_at": at,
        "line": line,
    }


def write_names(connection: Connection, claims: Sequence[Claim]) -> None:
    """Keep by which names the parties of some claims may be asked for."""
    mentions = [m for c in claims for m in (c.subject, c.object, c.holder) if m is not None]
    pairs = {(name, party_key(m)) for m in mentions for name in _names(m)}
    for claim in claims:
        target = slot_of(claim)[2]
        if target is not None and claim.object is not None:
            pairs.add((name_key(claim.object.name), target))
    insert_rows(
        connection,
        party_names,
        [{"name_key": name, "party_key": key} for name, key in sorted(pairs)],
        once=True,
    )


def _names(mention: Mention) -> Iterator[str]:
    yield name_key(mention.name)
    if mention.rule in rules_with("named_by_table"):
        yield name_key(mention.passage.text)
