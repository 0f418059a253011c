"""The SQL of a question, and how the database goes about it."""

from __future__ import annotations

from sqlalchemy import text

from legation.store.asking.selecting import KINDS, conditions, page_of
from legation.store.asking.wanted import Wanted, Window
from legation.store.store import Store


def explained(store: Store, kind: str, wanted: Wanted, window: Window, *, limit: int = 50) -> str:
    """The SQL of a page with its values, and under it the steps of the database's plan."""
    how = KINDS["events" if kind == "dyads" else kind]
    with store.reading() as connection:
        asked = page_of(how, conditions(connection, how, wanted), limit, window)
        told = str(asked.compile(connection, compile_kwargs={"literal_binds": True}))
        word = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
        # A colon in a value would be taken for the name of one.
        plan = connection.execute(text(f"{word} {told}".replace(":", r"\:")))
        steps = [str(row[-1]) for row in plan]
    return "\n".join([told, "", *steps])
