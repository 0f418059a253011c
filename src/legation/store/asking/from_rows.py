"""Records out of the columns of the tables: quick for long lists, where lines would be decoded.

What the tables do not hold is missing: the passages of days, levels, manners and answers, and of an
article its authors, captions and spans. All else is as the reader made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Select, Table, select

from legation.records import (
    Amount,
    Article,
    Bound,
    Claim,
    Goods,
    Harm,
    HarmKind,
    How,
    Kind,
    Level,
    Manner,
    Mention,
    NamedBy,
    Passage,
    Polarity,
    Precision,
    Predicate,
    Quantity,
    Responsibility,
    Stance,
    Statement,
    StatementKind,
    Status,
    When,
)
from legation.store import schema
from legation.store.asking.wanted import Place

Value = TypeVar("Value")
Key = tuple[str, int]  # an article, and a position or number in it
Parts = Mapping[Table, Mapping[Place, list[Any]]]  # the rows under events, by table
_DEEPEST = 20  # statements in statements; a chain that goes on beyond is not followed


@dataclass(frozen=True, slots=True)
class Bare(Generic[Value]):
    """A value whose words the tables do not hold."""

    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event as the tables hold it, with the names of `Event`."""

    id: str
    type: str
    cameo: str
    quad: int
    goldstein: float
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    trigger: Passage
    status: Status
    mode: str | None
    contexts: tuple[str, ...]
    when: When | None
    place: Mention | None
    said_in: str | None
    also: tuple[Passage, ...]
    score: float
    rule: str
    harm: tuple[Harm, ...]
    means: tuple[Bare[str], ...]
    responsibility: tuple[Responsibility, ...]
    level: Bare[Level] | None
    manner: Bare[Manner] | None
    host: Mention | None
    amount: tuple[Amount, ...]
    response_to: Bare[str] | None


def articles_at(connection: Connection, ids: Iterable[str]) -> dict[str, Article]:
    """The articles with these ids, without authors, captions and spans."""
    table = schema.articles
    wanted = select(table).where(table.c.id.in_(sorted(set(ids))))
    return {row.id: _article(row) for row in connection.execute(wanted)}


def events_at(connection: Connection, places: Sequence[Place]) -> dict[Place, EventRow]:
    """The events at some places: ask for some hundreds at a time."""
    if not places:
        return {}
    rows = _rows(connection, schema.events, places)
    parts = {
        table: _below(connection, table, "event", places)
        for table in (
            schema.event_actors,
            schema.event_contexts,
            schema.event_passages,
            schema.event_harm,
            schema.event_means,
            schema.event_responsibility,
            schema.event_amounts,
        )
    }
    numbers = [(row.article_id, n) for row in rows.values() for n in (row.place, row.host)]
    for table, column in (
        (schema.event_actors, "mention"),
        (schema.event_harm, "holder"),
        (schema.event_responsibility, "mention"),
    ):
        below = (row for several in parts[table].values() for row in several)
        numbers += [(row.article_id, getattr(row, column)) for row in below]
    who = _mentions(connection, numbers)
    return {place: _event(row, place, parts, who) for place, row in rows.items()}


def statements_at(connection: Connection, places: Sequence[Place]) -> dict[Place, Statement]:
    """The statements at some places."""
    if not places:
        return {}
    rows = _rows(connection, schema.statements, places)
    contents = _below(connection, schema.statement_contents, "statement", places)
    numbers = [
        (row.article_id, n)
        for row in rows.values()
        for n in (row.speaker, row.addressee, row.relayed_by)
    ]
    who = _mentions(connection, numbers)
    return {place: _statement(row, contents.get(place, ()), who) for place, row in rows.items()}


def claims_at(connection: Connection, places: Sequence[Place]) -> dict[Place, Claim]:
    """The claims at some places."""
    if not places:
        return {}
    rows = _rows(connection, schema.claims, places)
    evidence = _below(connection, schema.claim_evidence, "claim", places)
    numbers = [
        (row.article_id, n) for row in rows.values() for n in (row.subject, row.object, row.holder)
    ]
    who = _mentions(connection, numbers)
    return {place: _claim(row, evidence.get(place, ()), who) for place, row in rows.items()}


def tellers_of(
    connection: Connection, statements: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Statement]:
    """Statements by article and id, and all those in which they are reported."""
    table = schema.statements
    found: dict[tuple[str, str], Statement] = {}
    wanted = set(statements)
    for _ in range(_DEEPEST):
        if not wanted:
            break
        articles, ids = sorted({a for a, _ in wanted}), sorted({s for _, s in wanted})
        # Chunks are small enough: a page has some hundreds, and few are told at second hand.
        asked = select(table.c.article_id, table.c.position).where(
            table.c.id.in_(ids), table.c.article_id.in_(articles)
        )
        places = [
            Place(article_id=r.article_id, position=r.position) for r in connection.execute(asked)
        ]
        told = statements_at(connection, places)
        found |= {(place.article_id, s.id): s for place, s in told.items()}
        wanted = {(p.article_id, s.reported_in) for p, s in told.items() if s.reported_in}
        wanted -= found.keys()
    return found


def _rows(connection: Connection, table: Table, places: Sequence[Place]) -> dict[Place, Any]:
    wanted = set(places)
    found = connection.execute(_of_articles(table, places))
    rows = {Place(article_id=row.article_id, position=row.position): row for row in found}
    return {place: row for place, row in rows.items() if place in wanted}


def _below(
    connection: Connection, table: Table, column: str, places: Sequence[Place]
) -> Mapping[Place, list[Any]]:
    """The rows of a table under records, in their order."""
    wanted = set(places)
    found: dict[Place, list[Any]] = {}
    for row in connection.execute(_of_articles(table, places).order_by(table.c.position)):
        place = Place(article_id=row.article_id, position=getattr(row, column))
        if place in wanted:
            found.setdefault(place, []).append(row)
    return found


def _of_articles(table: Table, places: Sequence[Place]) -> Select[Any]:
    # By article alone, which every index has: a list of pairs would be looked for row by row.
    return select(table).where(table.c.article_id.in_(sorted({p.article_id for p in places})))


def _mentions(
    connection: Connection, numbers: Iterable[tuple[str, int | None]]
) -> dict[Key, Mention]:
    wanted = {(article, number) for article, number in numbers if number is not None}
    table = schema.mentions
    asked = select(table).where(
        table.c.article_id.in_(sorted({article for article, _ in wanted})),
        table.c.number.in_(sorted({number for _, number in wanted})),
    )
    found = connection.execute(asked) if wanted else ()
    keyed = {(row.article_id, row.number): row for row in found}
    return {key: _mention(row) for key, row in keyed.items() if key in wanted}


def _article(row: Any) -> Article:
    return Article(
        id=row.id,
        text=row.text,
        raw_sha256=row.raw_sha256,
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        agency=row.agency,
        section=row.section,
        published=_when(row, "published"),
        dateline=row.dateline,
        language=row.language,
    )


def _event(
    row: Any,
    place: Place,
    parts: Mapping[Table, Mapping[Place, list[Any]]],
    who: dict[Key, Mention],
) -> EventRow:
    def below(table: Table) -> Iterator[Any]:
        yield from parts[table].get(place, ())

    seats = list(below(schema.event_actors))

    def side(name: str) -> tuple[Mention, ...]:
        return tuple(who[row.article_id, s.mention] for s in seats if s.side == name)

    return EventRow(
        id=row.id,
        type=row.type,
        cameo=row.cameo,
        quad=row.quad,
        goldstein=row.goldstein,
        actors=side("actor"),
        recipients=side("recipient"),
        trigger=_must(row, "trigger_"),
        status=Status(row.status),
        mode=row.mode,
        contexts=tuple(each.context for each in below(schema.event_contexts)),
        when=_when(row, "when"),
        place=_who(row, row.place, who),
        said_in=row.said_in,
        also=tuple(map(_must, below(schema.event_passages))),
        score=row.score,
        rule=row.rule,
        harm=tuple(_harm(each, who) for each in below(schema.event_harm)),
        means=tuple(Bare(each.name) for each in below(schema.event_means)),
        responsibility=tuple(
            Responsibility(
                by=who[row.article_id, each.mention],
                stance=Stance(each.stance),
                passage=_must(each),
                said_in=each.said_in,
            )
            for each in below(schema.event_responsibility)
        ),
        level=Bare(Level(row.level)) if row.level else None,
        manner=Bare(Manner(row.manner)) if row.manner else None,
        host=_who(row, row.host, who),
        amount=tuple(
            Amount(kind=Goods(each.kind), quantity=quantity, passage=_must(each))
            for each in below(schema.event_amounts)
            if (quantity := _quantity(each)) is not None
        ),
        response_to=Bare(row.response_to) if row.response_to else None,
    )


def _harm(row: Any, who: dict[Key, Mention]) -> Harm:
    return Harm(
        kind=HarmKind(row.kind),
        passage=_must(row),
        number=_quantity(row),
        holder=_who(row, row.holder, who),
        said_in=row.said_in,
    )


def _statement(row: Any, contents: Iterable[Any], who: dict[Key, Mention]) -> Statement:
    return Statement(
        id=row.id,
        kind=StatementKind(row.kind),
        content=tuple(map(_must, contents)),
        cue=_passage(row, "cue_"),
        speaker=_who(row, row.speaker, who),
        addressee=_who(row, row.addressee, who),
        channel=row.channel,
        act=row.act,
        polarity=Polarity(row.polarity),
        when=_when(row, "when"),
        reported_in=row.reported_in,
        score=row.score,
        rule=row.rule,
        relayed_by=_who(row, row.relayed_by, who),
        deadline=_when(row, "deadline"),
    )


def _claim(row: Any, evidence: Iterable[Any], who: dict[Key, Mention]) -> Claim:
    value = None
    if row.amount is not None:
        value = Quantity(
            amount=row.amount, bound=Bound(row.bound), upper=row.upper_amount, unit=row.unit
        )
    return Claim(
        id=row.id,
        subject=who[row.article_id, row.subject],
        predicate=Predicate(row.predicate),
        evidence=tuple(map(_must, evidence)),
        object=_who(row, row.object, who),
        value=value,
        valid=_when(row, "valid"),
        holds=row.holds,
        holder=_who(row, row.holder, who),
        said_in=row.said_in,
        recorded_at=row.recorded_at,
        score=row.score,
        rule=row.rule,
    )


def _mention(row: Any) -> Mention:
    return Mention(
        passage=_must(row),
        kind=Kind(row.kind),
        name=row.name,
        actor_id=row.actor_id,
        country=row.country,
        sector=row.sector,
        role=row.role,
        score=row.score,
        rule=row.rule,
        named_by=NamedBy(row.named_by) if row.named_by else None,
        plural=row.plural,
        described=_passage(row, "described_"),
    )


def _who(row: Any, number: int | None, who: dict[Key, Mention]) -> Mention | None:
    return None if number is None else who[row.article_id, number]


def _must(row: Any, prefix: str = "") -> Passage:
    found = _passage(row, prefix)
    assert found is not None
    return found


def _passage(row: Any, prefix: str = "") -> Passage | None:
    start, end, text = (getattr(row, prefix + name) for name in ("start_char", "end_char", "text"))
    if start is None:
        return None
    return Passage(article_id=row.article_id, start=start, end=end, text=text)


def _when(row: Any, prefix: str) -> When | None:
    first, last, precision, how = (
        getattr(row, f"{prefix}_{name}") for name in ("first", "last", "precision", "how")
    )
    if precision is None:
        return None
    return When(first=first, last=last, precision=Precision(precision), how=How(how))


def _quantity(row: Any) -> Quantity | None:
    if row.bound is None:
        return None
    bound = Bound(row.bound)
    between = bound is Bound.BETWEEN
    amount = row.high if row.low is None else row.low
    return Quantity(amount=amount, bound=bound, upper=row.high if between else None, unit=row.unit)
