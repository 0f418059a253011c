"""What the answers to questions in words ask of a store: the questions of `Query`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from legation.ask.filters import Filters
from legation.ask.holds import Holders
from legation.ask.lazily.commitments import CommitmentsOf
from legation.ask.lazily.dyads import DyadOf
from legation.ask.lazily.facts import FactsOf
from legation.ask.lazily.meetings import Meetings
from legation.ask.lazily.records import Records
from legation.ask.names import Names
from legation.ask.new import New
from legation.ask.timeline import Timeline
from legation.records import Reading
from legation.store import Found, Store


class AsksAll(Protocol):
    """All questions to one store; `legation.ask.query.Query` is one."""

    store: Store

    @property
    def names(self) -> Names:
        """The resolver of names."""

    @property
    def today(self) -> date:
        """The day from which relative days are reckoned."""

    @property
    def known_at(self) -> tuple[str | None, str]:
        """The day as of which the record is asked, and by which clock."""

    def find(self, prefix: str) -> Found[Any]:
        """The one record whose id begins so."""

    def reading(self, article_id: str) -> Reading:
        """The current reading of an article."""

    def events(self, **filters: Any) -> Records:
        """Reports of events."""

    def statements(self, **filters: Any) -> Records:
        """Statements."""

    def claims(self, predicate: str | None = None, **filters: Any) -> Records:
        """Claims of what holds."""

    def facts(self, predicate: str | None = None, **asked: Any) -> FactsOf:
        """What is claimed to hold, by slot."""

    def commitments(self, **asked: Any) -> CommitmentsOf:
        """Promises and demands."""

    def timeline(self, *parties: str, **filters: Any) -> Timeline:
        """What happened between parties."""

    def meetings(self, *parties: str, **filters: Any) -> Meetings:
        """When parties met or spoke."""

    def new(self, since: Any, *, about: Sequence[str] = (), limit: int | None = None) -> New:
        """What was published since a day."""

    def holds(self, office: str, *, on: Any = None) -> tuple[Holders, ...]:
        """Who holds an office on a day."""

    def dyad(self, left: str, right: str) -> DyadOf:
        """Two sides."""

    def filters(self, *, of: str | None = None, **values: Any) -> Filters:
        """Filters from keywords."""
