"""What the records of a store cannot all be right about."""

from __future__ import annotations

from legation.ledger.checks import check_claims
from legation.ledger.meetings import check_events
from legation.records import Predicate, Question
from legation.store import Ledger, Query, Store
from legation.stories.reports import reports_of


def questions(store: Store) -> tuple[Question, ...]:
    """What the claims and events in the store cannot all be right about."""
    asked = check_claims(Ledger(store).of_predicates(Predicate))
    reports = (r for reading in Query(store).readings() for r in reports_of(reading))
    return (*asked, *check_events(reports))
