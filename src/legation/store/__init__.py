"""The store keeps readings, whole and as rows to ask questions of.

with Store.open("legation.db") as store:
    store.write(reading)
    Query(store).events(country="SRB", type="CONSULT")
"""

from legation.store import near
from legation.store.counts import Counts, count
from legation.store.intake.feed_ledger import Polled, polled
from legation.store.ledger_query import Asked, Ledger
from legation.store.query import Found, Query
from legation.store.search import Hit, search
from legation.store.store import Store, open_store
from legation.store.writer import FAILED_STAGES, Outcome, Provenance, Run

__all__ = [
    "FAILED_STAGES",
    "Asked",
    "Counts",
    "Found",
    "Hit",
    "Ledger",
    "Outcome",
    "Polled",
    "Provenance",
    "Query",
    "Run",
    "Store",
    "count",
    "near",
    "open_store",
    "polled",
    "search",
]
