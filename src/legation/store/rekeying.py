"""Keys made of names, in a store that made them another way.

Until schema 0005 a key kept letters such as ø, đ, ł and ı, so that "Bjorn" did not find "Bjørn". A
key of plain letters is the same either way, so the others alone are made anew: those of mentions
from the name, those of the ledger from the claim in its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from legation.codec import decode_claim
from legation.folding import name_key
from legation.keys import fact_id, party_key, slot_of
from legation.store import schema
from legation.store.ledger_tables import ledger, party_names
from legation.store.ledger_writer import write_names

_BATCH = 10_000


def rekey(connection: Connection) -> None:
    """Bring every key that is made of a name up to date."""
    _mentions(connection)
    _names(connection)
    for number, line in _odd_lines(connection):
        claim = decode_claim(line)
        slot = slot_of(claim)
        keys = {
            "subject_key": slot[0],
            "object_key": slot[2],
            "holder_key": party_key(claim.holder) if claim.holder else None,
            "fact_id": fact_id(slot),
        }
        connection.execute(update(ledger).where(ledger.c.number == number).values(**keys))
        write_names(connection, (claim,))


def _mentions(connection: Connection) -> None:
    table = schema.mentions
    names = select(table.c.name, table.c.name_key).distinct()
    for name, old in connection.execute(names).all():
        if (new := name_key(name)) != old:
            same = (table.c.name_key == old) & (table.c.name == name)
            connection.execute(update(table).where(same).values(name_key=new))


def _names(connection: Connection) -> None:
    """The names of parties; those of a party with an odd key come back with its claims."""
    table = party_names
    pairs = [(n, p) for n, p in connection.execute(select(table)).all() if _odd(n) or _odd(p)]
    for name, party in pairs:
        same = (table.c.name_key == name) & (table.c.party_key == party)
        connection.execute(delete(table).where(same))
    kept = {(name_key(name), party) for name, party in pairs if not _odd(party)}
    known = {tuple(row) for row in connection.execute(select(table)).all()}
    if new := sorted(kept - known):
        connection.execute(insert(table), [{"name_key": n, "party_key": p} for n, p in new])


def _odd_lines(connection: Connection) -> Iterator[tuple[int, Any]]:
    """Number and line of the claims that have a key which may have been made otherwise."""
    after = 0
    keys = (ledger.c.subject_key, ledger.c.object_key, ledger.c.holder_key)
    while True:
        some = select(ledger.c.number, *keys).where(ledger.c.number > after)
        rows = connection.execute(some.order_by(ledger.c.number).limit(_BATCH)).all()
        if not rows:
            return
        after = rows[-1][0]
        for number, *found in rows:
            if any(key is not None and _odd(key) for key in found):
                line = select(ledger.c.line).where(ledger.c.number == number)
                yield number, connection.execute(line).scalar_one()


def _odd(key: str) -> bool:
    return not key.isascii() or "`" in key
