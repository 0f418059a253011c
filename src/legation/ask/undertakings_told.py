"""Promises and demands of a store: by whom, to or of whom, and how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from legation.ask.filters import Asked
from legation.ask.names import Names
from legation.folding import name_key
from legation.ledger.follow_ups import follow
from legation.records import Commitment, Mention
from legation.store import Query, Store
from legation.store.asking.arrivals import arrivals, latest_of
from legation.store.asking.from_lines import readings_at
from legation.store.asking.knowing import known_articles
from legation.store.asking.selecting import Party
from legation.store.asking.wanted import Known

AT_ONCE = 150  # articles, where somebody waits for a page: some tenths of a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Promises and demands with what became of them; `unread` articles were not looked at."""

    commitments: tuple[Commitment, ...]
    unread: int = 0


def undertakings(
    store: Store,
    names: Names,
    *,
    about: Sequence[str] = (),
    by: Sequence[str] = (),
    of: Sequence[str] = (),
    as_of: date | None = None,
    articles: int | None = None,
    known: Known | None = None,
) -> tuple[Commitment, ...]:
    """The promises and demands in the newest articles of a store, at most so many of these.

    `about` are those whom the articles mention, `by` who promises or demands, `of` whom it is
    promised to or demanded of; of several names one must fit. `known` is the day at whose end an
    article must have been known; they stand as of that day, unless `as_of` says another. Raises
    `InputError` for a name that nobody bears.
    """
    asked = Asked(names, store)
    as_of = as_of or (known[0] if known else None)
    told = arrivals(store, tuple(map(asked.party, about)), first=None, last=as_of)
    inside = known_articles(store, known)
    told = tuple(each for each in told if inside is None or each.article_id in inside)
    query = Query(store)
    found = follow([query.reading(each.article_id) for each in told[:articles]], as_of=as_of)
    return between(found, store, names, by=by, of=of)


def followed(
    store: Store,
    names: Names,
    *,
    about: Sequence[str] = (),
    by: Sequence[str] = (),
    of: Sequence[str] = (),
    as_of: date | None = None,
    known: Known | None = None,
    most: int | None = None,
) -> Followed:
    """The same, where at most `most` articles can be looked at.

    Where a store has more, these are the newest in whose records those asked for take part, and
    what became of a promise is looked for in them alone.
    """
    asked = Asked(names, store)
    groups = [[asked.party(name) for name in some] for some in (about, by, of)]
    last = as_of or (known[0] if known else None)
    latest = None
    if most is not None:
        latest = latest_of(store, groups, most=most, last=last, known=known)
    if latest is None:
        every = undertakings(store, names, about=about, by=by, of=of, as_of=as_of, known=known)
        return Followed(commitments=every)
    chosen, unread = latest
    with store.reading() as connection:
        found = follow(readings_at(connection, chosen), as_of=last)
    return Followed(commitments=between(found, store, names, by=by, of=of), unread=unread)


def between(
    found: Iterable[Commitment],
    store: Store,
    names: Names,
    *,
    by: Sequence[str] = (),
    of: Sequence[str] = (),
) -> tuple[Commitment, ...]:
    """Those made by one of those named, to or of one of the others.

    Raises `InputError` for a name that nobody bears.
    """
    asked = Asked(names, store)
    makers, others = [asked.party(n) for n in by], [asked.party(n) for n in of]
    return tuple(c for c in found if _fits(c.by, makers) and _fits(c.of, others))


def _fits(mentions: Sequence[Mention], parties: Sequence[Party]) -> bool:
    return not parties or any(_means(m, p) for m in mentions for p in parties)


def _means(mention: Mention, party: Party) -> bool:
    """Whether a mention means a party; of an office, whoever is known to have held it."""
    held = tuple(spell[0] for spell in party.spells)
    return (
        (mention.country is not None and mention.country in party.countries)
        or (mention.actor_id is not None and mention.actor_id in (*party.ids, *held))
        or (mention.actor_id is None and name_key(mention.name) in party.keys)
        or (name_key(mention.name), mention.country) in party.offices
    )
