"""Reports to occurrences: one event in the world with all that was written of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations, pairwise

from legation.ids import content_id
from legation.keys import party_key
from legation.records import Anchor, Judgement, Occurrence, Report, Verdict, When
from legation.stories.alike import Alike
from legation.stories.sameness import Sameness, days_of, is_dated

MAX_DAYS = 40  # a report without a nearer time is compared at both ends of its span only

Pair = tuple[str, str]


def find_occurrences(
    reports: Iterable[Report],
    judgements: Iterable[Judgement] = (),
    *,
    origins: Callable[[tuple[str, ...]], int] = len,
) -> tuple[Occurrence, ...]:
    """The occurrences that the reports tell of, each report in one, by day; in any order the same.

    Pairs are joined from the surest down, unless two reports that would come together are known to
    be of two events. What people judged comes before all: `same` joins, `not same` parts, `unsure`
    leaves it to the rules. `origins` counts the independent origins of some articles.
    """
    by_id = {report.event.id: report for report in sorted(reports, key=_order)}
    judged = _judged(judgements, by_id)
    known = Alike(by_id.values(), {event for pair in judged for event in pair})
    groups = _Groups(by_id, judged, known)
    for pair, verdict in sorted(judged.items()):
        if verdict is Verdict.SAME:
            groups.join(pair, ("judged same",), forced=True)
    for twins in known.twins():
        for pair in pairwise(twins):
            groups.join(pair, known.compare(by_id[pair[0]], by_id[pair[1]]).reasons)
    ranked = sorted(_pairs(known), key=lambda found: (-found[1].score, found[0]))
    for pair, why in ranked:
        if judged.get(pair) is not Verdict.NOT_SAME:
            groups.join(pair, why.reasons)
    found = [_occurrence(members, reasons, origins) for members, reasons in groups.groups()]
    return tuple(sorted(found, key=lambda o: (_first_day(o), o.id)))


def judged_pairs(judgements: Iterable[Judgement], reports: Iterable[Report]) -> tuple[Pair, ...]:
    """The reports that people judged, two by two, by the ids of their events."""
    return tuple(_judged(judgements, {report.event.id: report for report in reports}))


class _Groups:
    """Reports as they come together, with why."""

    def __init__(
        self, by_id: Mapping[str, Report], judged: Mapping[Pair, Verdict], known: Alike
    ) -> None:
        self._by_id = by_id
        self._judged = judged
        self._known = known
        self._settled = {
            event for pair, verdict in judged.items() if verdict is Verdict.SAME for event in pair
        }
        self._told = {event for pair in judged for event in pair}
        self._group = {event: event for event in by_id}
        self._members = {event: [event] for event in by_id}
        self._common = {event: known.common(by_id[event]) for event in by_id}
        self._reasons: dict[str, dict[str, None]] = {event: {} for event in by_id}

    def join(self, pair: Pair, reasons: Sequence[str], *, forced: bool = False) -> None:
        """Make one group of two, unless members of them are of two events."""
        first, second = sorted(self._group[event] for event in pair)
        if first != second:
            if not forced and self._parted(first, second):
                return
            for event in self._members[second]:
                self._group[event] = first
            self._members[first] += self._members.pop(second)
            self._common[first] = self._common[first] & self._common.pop(second)
            self._reasons[first] |= self._reasons.pop(second)
        self._reasons[first] |= dict.fromkeys(reasons)

    def groups(self) -> Iterator[tuple[list[Report], tuple[str, ...]]]:
        """Each group with its reasons."""
        for name, members in self._members.items():
            reports = sorted((self._by_id[event] for event in members), key=_order)
            yield reports, tuple(sorted(self._reasons[name]))

    def _parted(self, first: str, second: str) -> bool:
        ones, others = self._members[first], self._members[second]
        if self._told.isdisjoint(ones) and self._told.isdisjoint(others):
            return self._known.parted(self._common[first], self._common[second])
        for one in ones:
            for other in others:
                verdict = self._judged.get(_pair(one, other))
                if verdict is Verdict.NOT_SAME:
                    return True
                if self._settled & {one, other}:  # somebody knew better than the rules
                    continue
                if self._known.compare(self._by_id[one], self._by_id[other]).parted:
                    return True
        return False


def _pairs(known: Alike) -> Iterator[tuple[Pair, Sameness]]:
    """Every two reports that share a party and may share a day, with what speaks for one event.

    Of reports that are all but the same, which are joined already, the first stands for all.
    """
    blocks: dict[tuple[str, object], list[Report]] = defaultdict(list)
    for report in known.firsts():
        for block in sorted({(p, str(d)) for p in _parties(report) for d in _days(report)}):
            blocks[block].append(report)
    done: set[Pair] = set()
    for members in blocks.values():
        for one, other in combinations(members, 2):
            pair = _pair(one.event.id, other.event.id)
            if pair not in done:
                done.add(pair)
                found = known.compare(one, other)
                if found.same:
                    yield pair, found


def _parties(report: Report) -> set[str]:
    mentions = (*report.event.actors, *report.event.recipients)
    return {m.country or party_key(m).split(" of ")[0].rpartition(" ")[2] for m in mentions}


def _days(report: Report) -> Iterator[object]:
    first, last = days_of(report)
    if first is None or last is None:
        yield None
        return
    span = (last - first).days
    yield from (
        first + timedelta(days=n) for n in (range(span + 1) if span <= MAX_DAYS else (0, span))
    )


def _judged(judgements: Iterable[Judgement], by_id: Mapping[str, Report]) -> dict[Pair, Verdict]:
    """The last verdict on each pair; a report that was read anew is known by its passage."""
    by_article: dict[str, list[Report]] = defaultdict(list)
    for report in by_id.values():
        by_article[report.event.trigger.article_id].append(report)
    found: dict[Pair, Verdict] = {}
    for each in sorted(judgements, key=lambda j: j.recorded_at):
        left, right = (_meant(anchor, by_id, by_article) for anchor in (each.left, each.right))
        if left and right and left != right:
            found[_pair(left, right)] = each.verdict
    return found


def _meant(
    anchor: Anchor, by_id: Mapping[str, Report], by_article: Mapping[str, Sequence[Report]]
) -> str | None:
    if anchor.event in by_id:
        return anchor.event
    shared = [
        (min(anchor.end, t.end) - max(anchor.start, t.start), report.event.id)
        for report in by_article.get(anchor.article_id, ())
        if (t := report.event.trigger)
    ]
    most = max(shared, default=(0, ""))
    return most[1] if most[0] > 0 else None


def _occurrence(
    reports: Sequence[Report],
    reasons: tuple[str, ...],
    origins: Callable[[tuple[str, ...]], int],
) -> Occurrence:
    articles = tuple(dict.fromkeys(report.event.trigger.article_id for report in reports))
    places = Counter(r.event.place.name for r in reports if r.event.place is not None)
    types = Counter(report.event.type for report in reports)
    mentions = [m for r in reports for m in (*r.event.actors, *r.event.recipients)]
    return Occurrence(
        id=content_id("occurrence", reports[0].event.id),
        type=_most(types) or reports[0].event.type,
        reports=tuple(report.event.id for report in reports),
        articles=articles,
        independent_origins=origins(articles),
        parties=tuple(sorted({party_key(mention) for mention in mentions})),
        when=_when(reports),
        place=_most(places),
        reasons=reasons,
    )


def _most(counted: Counter[str]) -> str | None:
    return min(counted, key=lambda name: (-counted[name], name), default=None)


def _when(reports: Sequence[Report]) -> When | None:
    """The narrowest time that a report gives."""
    dated = [r.event.when for r in reports if r.event.when is not None and is_dated(r)]

    def width(when: When) -> tuple[int, str, str]:
        span = (when.last - when.first).days if when.first and when.last else 10**6
        return span, str(when.first), str(when.last)

    return min(dated, key=width, default=None)


def _order(report: Report) -> tuple[bool, str, str]:
    return report.told_on is None, str(report.told_on), report.event.id


def _first_day(occurrence: Occurrence) -> str:
    when = occurrence.when
    day = (when.first or when.last) if when is not None else None
    return str(day) if day is not None else "9999"


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
