"""What lazy questions need of the one who asks them."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from legation.ask.filters import Filters
from legation.ask.names import Names
from legation.ask.timeline import Timeline
from legation.store import Store
from legation.store.asking.wanted import Wanted


class Asks(Protocol):
    """A store with the resolver of its names, and the day from which days are reckoned."""

    store: Store
    most_reports: int

    @property
    def names(self) -> Names:
        """The resolver of names."""

    @property
    def today(self) -> date:
        """The day from which relative days are reckoned."""

    def ready(self, filters: Filters) -> Wanted:
        """What filters ask of the store."""

    def filters(self, *, of: str | None = None, **values: Any) -> Filters:
        """Filters from keywords."""

    def timeline(self, *parties: str, **filters: Any) -> Timeline:
        """What happened between parties."""
