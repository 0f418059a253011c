"""Checks over events: visits that cannot have gone both ways, and events before their time.

Rule codes are `visit.turned`, `visit.home` and `order.event`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from legation.ledger.checks import question
from legation.records import Event, Mention, Question, Report, Status

_VISIT = "042"  # to visit; 043, to host a visit, has the visitor as its actor too


def check_events(reports: Iterable[Report]) -> tuple[Question, ...]:
    """The questions that some events raise, by check and id, whatever their order."""
    given = sorted(reports, key=lambda r: r.event.id)
    found = [*_turned(given), *_at_home(given), *_too_early(given)]
    unique = {each.id: each for each in found}
    return tuple(unique[key] for key in sorted(unique, key=lambda k: (unique[k].check, k)))


def _turned(reports: Iterable[Report]) -> Iterator[Question]:
    """Two visits of one day in which host and visitor have changed places."""
    visits: dict[tuple[frozenset[str], date], list[Event]] = defaultdict(list)
    for report in reports:
        event = report.event
        sides = _sides(event)
        when = event.when
        if sides and when and when.first and when.first == when.last:
            visits[frozenset(sides), when.first].append(event)
    for events in visits.values():
        for one, other in combinations(events, 2):
            if _sides(one) != _sides(other):
                guest, host = _sides(one) or ("", "")
                text = f"who visited whom: {guest} {host}, or {host} {guest}?"
                yield question("visit.turned", text, one.trigger, other.trigger, one.id, other.id)


def _at_home(reports: Iterable[Report]) -> Iterator[Question]:
    """Visitors who are received in their own country."""
    for report in reports:
        event, sides = report.event, _sides(report.event)
        place = event.place
        if sides and place is not None and place.country == sides[0]:
            text = f"the visitor is from {sides[0]}, and so is {place.name}?"
            yield question("visit.home", text, event.trigger, place.passage, event.id)


def _too_early(reports: Iterable[Report]) -> Iterator[Question]:
    """Events told as having happened on a day after they were told."""
    for report in reports:
        event, told = report.event, report.told_on
        first = event.when.first if event.when else None
        if event.status is Status.HAPPENED and first and told and first > told:
            passage = event.when.passage if event.when else None
            text = f"told on {told} to have happened on {first}?"
            yield question("order.event", text, event.trigger, passage or event.trigger, event.id)


def _sides(event: Event) -> tuple[str, str] | None:
    """The country that visits and the one that is visited, where each side is of one."""
    if event.cameo not in (_VISIT, "043") or event.status is not Status.HAPPENED:
        return None
    guest, host = _country(event.actors), _country(event.recipients)
    return (guest, host) if guest and host and guest != host else None


def _country(mentions: Iterable[Mention]) -> str | None:
    found = {mention.country for mention in mentions}
    return found.pop() if len(found) == 1 else None
