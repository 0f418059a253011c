"""The reports that can decide what becomes of some: a few out of thousands.

To merge all reports of two busy states takes seconds; often few of them matter, such as those in
which one acts on the other. What comes under one event with these is found by going from report to
report over what is alike, and only what may be alike is loaded: by type, status and days, which are
known of a report without its text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from legation.records import Report
from legation.stories.alike import twins
from legation.stories.sameness import days_of, may_be_one, sameness

Loaded = Callable[[Sequence[str]], Mapping[str, Report]]
Pair = tuple[str, str]
_Days = tuple[date | None, date | None]


def closure(
    seeds: Collection[str],
    outlines: Iterable[Report],
    load: Loaded,
    judged: Iterable[Pair] = (),
) -> set[str]:
    """The ids of all reports that may come under one event with some, these included.

    `outlines` are reports without their words and parties, among them those of the `seeds`; `load`
    gives them whole by the ids of their events; pairs that people `judged` belong together.
    """
    every = {report.event.id: report for report in outlines}
    days = {id_: days_of(report) for id_, report in every.items()}
    kinds: dict[object, list[str]] = defaultdict(list)
    for id_, report in every.items():
        event = report.event
        kinds[event.type, event.cameo, event.status].append(id_)
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in judged:
        beside[one].add(other)
        beside[other].add(one)
    whole: dict[str, Report] = {}
    inside: set[str] = set()
    todo = {*seeds} & every.keys()
    while todo:
        inside |= todo
        near = {
            one: [
                other
                for some in kinds.values()
                if may_be_one(every[one].event, every[some[0]].event)
                for other in some
                if other not in inside and _overlap(days[one], days[other])
            ]
            for one in sorted(todo)
        }
        absent = {*todo, *(id_ for ids in near.values() for id_ in ids)} - whole.keys()
        whole |= load(sorted(absent))
        found = {
            other for one, ids in near.items() for other in ids if _joined(whole[one], whole[other])
        }
        found |= {other for one in todo for other in beside[one] & every.keys()}
        todo = found - inside
    return inside


def _joined(one: Report, other: Report) -> bool:
    """Whether two may be joined; which of them is given first may matter to `sameness`."""
    return sameness(one, other).same or sameness(other, one).same or twins(one, other)


def _overlap(one: _Days, other: _Days) -> bool:
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return True
    return one[0] <= other[1] and other[0] <= one[1]
