"""One event once per article: a second mention becomes another passage under the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legation.records import Event, Kind, Mention, Status


def merged(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with later mentions of the same one folded into the first, in text order.

    Two mentions are one event if their type and status agree, no side contradicts the other, and
    date and place do not differ. A mention that names more parties fills in the other's gaps.
    """
    out: list[Event] = []
    for event in events:
        for i, known in enumerate(out):
            if _same(known, event):
                out[i] = _joined(known, event)
                break
        else:
            out.append(event)
    return tuple(out)


def _same(a: Event, b: Event) -> bool:
    if a.type != b.type or (a.status is Status.DENIED) != (b.status is Status.DENIED):
        return False
    if a.type == "CONSULT" and a.mode != b.mode:
        return False
    if a.trigger.overlaps(b.trigger):
        return True
    if a.when and b.when and (a.when.first, a.when.last) != (b.when.first, b.when.last):
        return False
    if a.place and b.place and a.place.name != b.place.name:
        return False
    if _told_again(a, b):
        return True
    near = abs(a.trigger.start - b.trigger.start) < _NEAR
    if a.cameo[:2] != b.cameo[:2]:
        return False
    if _other_people(a, b):
        return False
    one, two = _ids(a.actors), _ids(b.actors)
    three, four = _ids(a.recipients), _ids(b.recipients)
    if (
        near
        and (not one or not two or one <= two or two <= one)
        and (not three or not four or three <= four or four <= three)
        and bool((one & two) or (three & four))
    ):
        return a.cameo == b.cameo or not (one and two and three and four)
    return one == two and three == four and a.cameo == b.cameo


def _told_again(known: Event, event: Event) -> bool:
    """Whether a noun names force of the same side again: "Turkey's offensive", later and barer."""
    if event.type not in _FORCE or not event.rule.startswith("noun.") or event.recipients:
        return False
    again = _ids(event.actors)
    return bool(again) and bool(known.recipients) and again <= _ids(known.actors)


_FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_NEAR = 250  # characters: within a sentence or two, a bare second mention is the same event


def _other_people(a: Event, b: Event) -> bool:
    """Whether one country is there with one person in the first and another in the second."""
    people: list[dict[str | None, set[str]]] = []
    for event in (a, b):
        found: dict[str | None, set[str]] = {}
        for mention in (*event.actors, *event.recipients):
            if mention.kind is Kind.PERSON:
                found.setdefault(mention.country, set()).add(mention.name)
        people.append(found)
    return any(
        not names & people[1][country]
        for country, names in people[0].items()
        if country in people[1]
    )


def _ids(mentions: Sequence[Mention]) -> set[str]:
    """Who is known; those whom the text only describes contradict nobody ("they", "two men")."""
    return {m.country or m.name for m in mentions if not is_described(m)}


def is_described(mention: Mention) -> bool:
    """Whether nothing is known of somebody but the words that describe him."""
    return mention.described is not None and not (mention.country or mention.actor_id)


def _status(known: Event, event: Event) -> Status:
    """What began and is still told of as going on goes on."""
    both = {known.status, event.status}
    return Status.ONGOING if both == {Status.HAPPENED, Status.ONGOING} else known.status


def _better(known: tuple[Mention, ...], other: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The side that names somebody, the first if both do."""
    if known and not all(is_described(m) for m in known):
        return known
    return other or known


def _joined(known: Event, event: Event) -> Event:
    also = known.also
    if not known.trigger.overlaps(event.trigger):
        also = (*also, event.trigger)
    return replace(
        known,
        also=also,
        actors=_better(known.actors, event.actors),
        recipients=_better(known.recipients, event.recipients),
        when=known.when or event.when,
        place=known.place or event.place,
        status=_status(known, event),
        harm=tuple({h.passage: h for h in (*known.harm, *event.harm)}.values()),
        means=tuple({m.passage: m for m in (*known.means, *event.means)}.values()),
    )
