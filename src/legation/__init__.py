"""Legation reads news about international affairs and keeps the record.

    from legation import Article, Reader

    article = Article.from_text("Serbia's president met ...", published="2023-10-25")
    reading = Reader().read(article)

    from legation import Query, open_store

    Query(open_store("legation.db")).events().between("SRB", "XKX").to_polars()

The records are imported with the package. `Reader`, `Store`, `Query`, `Client` and `open_store`
come when they are first asked for, since they bring the parser and the database along; `import
legation` stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from legation.errors import (
    DataError,
    InputError,
    LegationError,
    PassageError,
    SettingsError,
    StoreError,
)
from legation.garbage import no_search
from legation.records import (
    Actor,
    Article,
    Bound,
    Caption,
    Claim,
    Event,
    Fact,
    How,
    Kind,
    Mention,
    Occurrence,
    Office,
    Origin,
    Page,
    Passage,
    Polarity,
    Precision,
    Predicate,
    Quantity,
    RawSpan,
    Reading,
    Skipped,
    SkipReason,
    Statement,
    StatementKind,
    Status,
    Story,
    When,
)

if TYPE_CHECKING:
    from legation.ask.query import Query
    from legation.client import Client
    from legation.read import Reader
    from legation.store import Store, open_store

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Article",
    "Bound",
    "Caption",
    "Claim",
    "Client",
    "DataError",
    "Event",
    "Fact",
    "How",
    "InputError",
    "Kind",
    "LegationError",
    "Mention",
    "Occurrence",
    "Office",
    "Origin",
    "Page",
    "Passage",
    "PassageError",
    "Polarity",
    "Precision",
    "Predicate",
    "Quantity",
    "Query",
    "RawSpan",
    "Reader",
    "Reading",
    "SettingsError",
    "SkipReason",
    "Skipped",
    "Statement",
    "StatementKind",
    "Status",
    "Store",
    "StoreError",
    "Story",
    "When",
    "__version__",
    "open_store",
]

_LATE = {
    "Reader": "legation.read",
    "Store": "legation.store",
    "open_store": "legation.store",
    "Query": "legation.ask.query",
    "Client": "legation.client",
}


def __getattr__(name: str) -> Any:
    if name in _LATE:
        with no_search(lasting=True):
            return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATE})
