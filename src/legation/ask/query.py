"""Questions to a store from Python: lazy, never cut without being asked, with data frames.

q = Query(open_store("demo.db"))
q.events().between("IND", "PAK").type("AGREE").on("2025-05").to_polars()
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from legation.ask.days import since as days_since
from legation.ask.filters import Asked, Filters, with_filter
from legation.ask.grammar.asking import Asking, asking_of
from legation.ask.grammar.lists import check_name
from legation.ask.holds import Holders, holds
from legation.ask.lazily.commitments import CommitmentsAsked, CommitmentsOf, commitments_asked
from legation.ask.lazily.dyads import DyadOf, SeriesOf
from legation.ask.lazily.facts import FactsOf, facts_asked
from legation.ask.lazily.meetings import Meetings
from legation.ask.lazily.narrowing import pairs_of, told_value
from legation.ask.lazily.records import Records
from legation.ask.listed import Listed, listed
from legation.ask.met import met
from legation.ask.names import Names
from legation.ask.new import New, new
from legation.ask.resolving.meanings import Resolved
from legation.ask.tabular.schemas import CLAIMS, DYADS, EVENTS, STATEMENTS
from legation.ask.timeline import MOST_EVENTS, Timeline, timeline
from legation.ask.what_changed import Changed, what_changed
from legation.errors import InputError
from legation.records import Reading
from legation.registry.load import load_registry
from legation.settings import Settings
from legation.store import Found, Store
from legation.store import Query as ById
from legation.store.asking.published import published_by_month
from legation.store.asking.wanted import Known, Wanted

if TYPE_CHECKING:
    from legation.ask.inwords.answer_types import Answer

__all__ = ["DyadOf", "Query", "Records", "SeriesOf"]


class Query:
    """Questions to one store; the names in them are resolved over the registry and the store.

    `today` is the day from which "yesterday" is reckoned, by default the day of the question.
    `known` and `clock` are taken for every question that does not say otherwise. `view` is checked
    only: it changes how pages show names and maps, never which records are found. Promises and
    demands are followed up in the newest `most_articles`, by default in all; of a party the latest
    `most_reports` of events are merged.
    """

    def __init__(
        self,
        store: Store,
        *,
        settings: Settings | None = None,
        today: date | None = None,
        known: Any = None,
        clock: str = "store",
        view: str = "neutral",
        most_articles: int | None = None,
        most_reports: int = MOST_EVENTS,
    ) -> None:
        self.store = store
        self.most_reports = most_reports
        self.most_articles = most_articles
        self.settings = settings or Settings()
        self._today = today
        asking_of([("view", view)], "events", today=self.today)
        self._known: dict[str, Any] = {} if known is None else {"known": known, "clock": clock}

    def __repr__(self) -> str:
        return f"Query({self.store.name!r})"

    @property
    def today(self) -> date:
        """The day from which relative days are reckoned."""
        return self._today or date.today()

    @cached_property
    def names(self) -> Names:
        """The resolver of names; the registry is loaded with the first one asked for."""
        files = self.settings.actors_file(), self.settings.learned_file()
        return Names(load_registry(*files), self.store)

    def resolve(self, name: str, *, on: date | None = None) -> Resolved:
        """Who is meant by a name: one, a choice of several, or nobody with near names."""
        return self.names.find(name, on=on)

    def find(self, prefix: str) -> Found[Any]:
        """The one record whose id begins so."""
        return ById(self.store).find(prefix)

    def reading(self, article_id: str) -> Reading:
        """The current reading of an article."""
        return ById(self.store).reading(article_id)

    def readings(self) -> Iterator[Reading]:
        """The current reading of every article."""
        return ById(self.store).readings()

    def events(self, **filters: Any) -> Records:
        """Reports of events; filters as in `Records.where`."""
        return self._records(EVENTS, filters)

    def dyads(self, **filters: Any) -> Records:
        """Reports of events once for every two of their parties."""
        return self._records(DYADS, filters)

    def statements(self, **filters: Any) -> Records:
        """Statements, with the chain of those who report them."""
        return self._records(STATEMENTS, filters)

    def claims(self, predicate: str | None = None, **filters: Any) -> Records:
        """Claims of what holds."""
        return self._records(CLAIMS, {"predicate": predicate, **filters})

    def listed(self, asking: Asking) -> Listed:
        """A page of a list, asked as an address asks it."""
        return listed(self.store, self.names, asking)

    def asking(self, query: str, kind: str = "events") -> Asking:
        """What an address such as `actor=ISR&type=REQUEST` asks of a list."""
        return asking_of(query, kind, today=self.today)

    def ready(self, filters: Filters) -> Wanted:
        """What filters ask of the store, their names resolved."""
        return Asked(self.names, self.store).ready(filters)

    def articles_by_month(self) -> dict[str, int]:
        """How many articles were read of each month of publication, on whatever subject."""
        return published_by_month(self.store, self.known_by)

    def facts(self, predicate: str | None = None, **asked: Any) -> FactsOf:
        """What is claimed to hold, by slot: of an `actor`, or `subject` and `object`.

        `on` is the day, `known` since when, `by` whose claims count, `order` who decides.
        """
        pairs = [*pairs_of({"predicate": predicate, **self._known, **asked})]
        return FactsOf(
            store=self.store, names=self.names, asked=facts_asked(pairs, today=self.today)
        )

    def commitments(self, **asked: Any) -> CommitmentsOf:
        """Promises and demands, by whom and of whom, and how they stand."""
        pairs = [*pairs_of({**self._known, **asked})]
        given = commitments_asked(pairs, today=self.today) if pairs else CommitmentsAsked()
        return CommitmentsOf(
            store=self.store, names=self.names, asked=given, most=self.most_articles
        )

    def timeline(self, *parties: str, **filters: Any) -> Timeline:
        """What happened between the parties, by day, reports of one event under one occurrence."""
        asked = self.filters(of="timeline", **filters)
        return timeline(self.store, self.names, parties, asked, most=self.most_reports)

    def meetings(self, *parties: str, **filters: Any) -> Meetings:
        """When the parties met or spoke: the last time, all times, and what was planned."""
        asked = self.filters(of="meetings", **filters)
        return Meetings.of(met(self.names, parties, asked, most=self.most_reports))

    def new(self, since: Any, *, about: Sequence[str] = (), limit: int | None = None) -> New:
        """What was published since a day, with links and independent origins."""
        days = days_since(told_value(since), today=self.today)
        return new(self.store, self.names, since=days, about=about, limit=limit)

    def holds(self, office: str, *, on: Any = None) -> tuple[Holders, ...]:
        """Who holds an office on a day, by default today, or who was known in it last."""
        given = days_since(told_value(on), today=self.today).first if on is not None else None
        return holds(self.names, office, on=given or self.today)

    def diff(
        self, first: Any, last: Any = None, *, actor: str | None = None, clock: str = "published"
    ) -> Changed:
        """What the record came to hold, turned over and gave up between the ends of two days.

        `last` is today where none is given. By the clock `published` the days are those of
        publication, by `store` those on which this store had it.
        """
        days = [days_since(told_value(day), today=self.today) for day in (first, last) if day]
        ends = [day.last or day.first for day in days]
        begin, end = (ends[0], ends[1] if len(ends) > 1 else self.today)
        if begin is None or end is None:
            raise InputError("a difference is between two days; name both")
        told = with_filter(Filters(), "clock", clock, today=self.today).clock
        return what_changed(self.store, self.names, first=begin, last=end, clock=told, actor=actor)

    def ask(self, question: str) -> Answer:
        """The answer to a question in words, each sentence with the records that it stands on.

        Odd text never raises: what was not understood is said, and a name that may be of several
        things gives a choice.
        """
        from legation.ask.inwords.answering import answer_to

        return answer_to(self, question)

    @property
    def known_by(self) -> Known | None:
        """The day at whose end what is asked must have been known, with its clock, if one is."""
        return self.filters().known_by

    @property
    def known_at(self) -> tuple[str | None, str]:
        """The day as of which the record is asked, `None` for as it stands, and by which clock."""
        known = self._known.get("known")
        told = told_value(known) if known is not None else None
        return told, str(self._known.get("clock", "store"))

    def as_asked(
        self,
        today: str,
        *,
        known: str | None = None,
        clock: str = "store",
        view: str = "neutral",
    ) -> Query:
        """The same questions as of a day, and reckoned from another."""
        day = days_since(today, today=self.today).first
        if known:
            asking_of([("clock", clock), ("known", known)], "events", today=day or self.today)
        again = Query(
            self.store,
            settings=self.settings,
            today=day,
            known=known,
            clock=clock,
            view=view,
            most_articles=self.most_articles,
            most_reports=self.most_reports,
        )
        again.__dict__["names"] = self.names
        return again

    def dyad(self, left: str, right: str) -> DyadOf:
        """Two sides, for their series and timeline."""
        return DyadOf(query=self, left=left, right=right)

    def filters(self, *, of: str | None = None, **values: Any) -> Filters:
        """Filters from keywords; several values of one are a list, `from_` and `with_` as such.

        Raises `InputError` for a filter that the list `of` records does not have.
        """
        found = Filters()
        for name, told in pairs_of({**self._known, **values}):
            if of is not None:
                check_name(name, of)
            found = with_filter(found, name, told, today=self.today)
        return found

    def _records(self, table: Any, filters: dict[str, Any]) -> Records:
        return Records(query=self, table=table).where(**{**self._known, **filters})
