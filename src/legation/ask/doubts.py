"""What the records of a store cannot all be right about, and what time leaves open."""

from __future__ import annotations

from datetime import date, timedelta

from legation.ask.coverage import what_was_watched
from legation.ledger.checks import check_claims
from legation.ledger.follow_ups import follow
from legation.ledger.meetings import check_events
from legation.ledger.unanswered import Raised, raised_by_time
from legation.records import Predicate, Question
from legation.store import Ledger, Query, Store
from legation.store.asking.published import published_by_day
from legation.stories.reports import reports_of


def questions(store: Store) -> tuple[Question, ...]:
    """What the claims and events in the store cannot all be right about, and what time raises."""
    return doubts(store).questions


def doubts(store: Store) -> Raised:
    """The same, with how many overdue answers and turns are not asked for want of reading."""
    entries = tuple(Ledger(store).of_predicates(Predicate))
    readings = tuple(Query(store).readings())
    reports = (r for reading in readings for r in reports_of(reading))
    raised = raised_by_time(follow(readings), readings, entries, days_read(store))
    asked = (*check_claims(entries), *check_events(reports), *raised.questions)
    return Raised(questions=asked, unread=raised.unread)


def days_read(store: Store) -> tuple[date, ...]:
    """The days of which something was read and on which no feed of the store went unwatched."""
    gaps = [gap for feed in what_was_watched(store).feeds for gap in feed.gaps]
    missed: set[date] = set()
    for begun, ended in gaps:
        days = (ended.date() - begun.date()).days
        missed.update(begun.date() + timedelta(n) for n in range(days + 1))
    return tuple(day for day in published_by_day(store) if day not in missed)
