"""A reading as rows of the derived tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Table

from legation.folding import name_key
from legation.ids import content_id
from legation.keys import mention_id
from legation.records import (
    Article,
    Claim,
    Event,
    How,
    Mention,
    Passage,
    Precision,
    Quantity,
    Reading,
    Statement,
    When,
)
from legation.store import schema

type_of_row = dict[str, Any]


def article_row(article: Article) -> type_of_row:
    """The row of an article, without the reading it has."""
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "agency": article.agency,
        "section": article.section,
        "title": article.title,
        "dateline": article.dateline,
        "language": article.language,
        "text": article.text,
        "raw_sha256": article.raw_sha256,
        **_when(article.published, "published"),
    }


@dataclass(slots=True)
class Rows:
    """The derived rows of one reading, by table, parents first."""

    article_id: str
    recorded_at: datetime
    article: int  # its number
    published: When | None = None
    by_table: dict[Table, list[type_of_row]] = field(
        default_factory=lambda: {table: [] for table in reversed(schema.DERIVED)}
    )
    numbers: dict[Mention, int] = field(default_factory=dict)
    named: dict[int, type_of_row] = field(default_factory=dict)  # whom the mentions mean, by key

    def add(self, table: Table, **values: Any) -> None:
        """One more row of a table."""
        self.by_table[table].append({"article_id": self.article_id, **values})

    def sort_day(self, when: When | None) -> date:
        """The day by which a record with this time of its own stands in lists."""
        return sort_day(when, self.published)

    def number(self, mention: Mention | None) -> int | None:
        """The number of a mention of the reading."""
        return None if mention is None else self.numbers[mention]

    def add_mentions(self, reading: Reading) -> None:
        """Rows for all mentions; call before anything asks for a number."""
        places = self.by_table[schema.mention_places]
        for number, mention in enumerate(mentions_of(reading)):
            self.numbers[mention] = number
            key, row = _named(
                mention.kind, mention.name, mention.actor_id, mention.country, mention.sector
            )
            self.named[key] = row
            places.append(
                {
                    "article": self.article,
                    "number": number,
                    "named": key,
                    "start_char": mention.passage.start,
                    "end_char": mention.passage.end,
                    "id": number_of(mention_id(mention)),
                }
            )


def sort_day(own: When | None, told: When | None) -> date:
    """The day by which a record stands in lists: its own or its article's, the last one known."""
    days = (own and own.last, told and told.last, own and own.first)
    return next((day for day in days if day), date.min)


def mentions_of(reading: Reading) -> tuple[Mention, ...]:
    """The mentions of a reading, each once, in the order of their numbers in the store."""
    return tuple(dict.fromkeys(reading.all_mentions()))


def number_of(id_: str) -> int:
    """The sixteen digits of an id as the number that a column of 64 bits with a sign holds."""
    number = int(id_[1:17].ljust(16, "0"), 16)
    return number - (1 << 64) if number >> 63 else number


@lru_cache(maxsize=20_000)
def _named(
    kind: str, name: str, actor_id: str | None, country: str | None, sector: str | None
) -> tuple[int, type_of_row]:
    """Whom a mention means, with the key of it."""
    parts = (kind, name, actor_id, country, sector)
    row = dict(zip(("kind", "name", "actor_id", "country", "sector"), parts, strict=True))
    row["kind"] = str(kind)
    key = number_of(content_id("named", *parts))
    return key, {"key": key, "name_key": name_key(name), **row}


def derived_rows(reading: Reading, *, article: int, recorded_at: datetime) -> Rows:
    """All derived rows of a reading; `recorded_at` is when its claims came to be known.

    `article` is the number of its article in the store.
    """
    rows = Rows(
        article_id=reading.article.id,
        article=article,
        recorded_at=recorded_at,
        published=reading.article.published,
    )
    for position, author in enumerate(reading.article.authors):
        rows.add(schema.article_authors, position=position, name=author)
    for position, caption in enumerate(reading.article.captions):
        rows.add(
            schema.article_captions, position=position, text=caption.text, credit=caption.credit
        )
    rows.add_mentions(reading)
    for position, statement in enumerate(reading.statements):
        _add_statement(rows, position, statement)
    for position, event in enumerate(reading.events):
        _add_event(rows, position, event)
    for position, claim in enumerate(reading.claims):
        _add_claim(rows, position, claim)
    return rows


def _add_statement(rows: Rows, position: int, statement: Statement) -> None:
    rows.add(
        schema.statements,
        position=position,
        id=statement.id,
        kind=statement.kind,
        act=statement.act,
        polarity=statement.polarity,
        channel=statement.channel,
        speaker=rows.number(statement.speaker),
        addressee=rows.number(statement.addressee),
        reported_in=statement.reported_in,
        score=statement.score,
        rule=statement.rule,
        relayed_by=rows.number(statement.relayed_by),
        **_passage(statement.cue, "cue_"),
        **_when(statement.when),
        **_when(statement.deadline, "deadline"),
        sort_day=rows.sort_day(statement.when),
    )
    for number, passage in enumerate(statement.content):
        rows.add(
            schema.statement_contents, statement=position, position=number, **_passage(passage)
        )


def _add_event(rows: Rows, position: int, event: Event) -> None:
    rows.add(
        schema.events,
        position=position,
        id=event.id,
        type=event.type,
        mode=event.mode,
        cameo=event.cameo,
        quad=event.quad,
        goldstein=event.goldstein,
        status=event.status,
        place=rows.number(event.place),
        said_in=event.said_in,
        score=event.score,
        rule=event.rule,
        level=event.level.value if event.level else None,
        manner=event.manner.value if event.manner else None,
        host=rows.number(event.host),
        response_to=event.response_to.value if event.response_to else None,
        **_passage(event.trigger, "trigger_"),
        **_when(event.when),
        sort_day=rows.sort_day(event.when),
    )
    for side, mentions in (("actor", event.actors), ("recipient", event.recipients)):
        for number, mention in enumerate(mentions):
            rows.add(
                schema.event_actors,
                event=position,
                side=side,
                position=number,
                mention=rows.number(mention),
            )
    for number, context in enumerate(event.contexts):
        rows.add(schema.event_contexts, event=position, position=number, context=context)
    _add_details(rows, position, event)


def _add_details(rows: Rows, position: int, event: Event) -> None:
    """What an event did and with what, and who answers for it: a row each."""
    for number, harm in enumerate(event.harm):
        rows.add(
            schema.event_harm,
            event=position,
            position=number,
            kind=harm.kind,
            holder=rows.number(harm.holder),
            said_in=harm.said_in,
            **_amount(harm.number),
            **_passage(harm.passage),
        )
    for number, means in enumerate(event.means):
        rows.add(
            schema.event_means,
            event=position,
            position=number,
            name=means.value,
            **_passage(means.passage),
        )
    for number, told in enumerate(event.responsibility):
        rows.add(
            schema.event_responsibility,
            event=position,
            position=number,
            mention=rows.number(told.by),
            stance=told.stance,
            said_in=told.said_in,
            **_passage(told.passage),
        )
    for number, amount in enumerate(event.amount):
        rows.add(
            schema.event_amounts,
            event=position,
            position=number,
            kind=amount.kind,
            **_amount(amount.quantity),
            **_passage(amount.passage),
        )


def _add_claim(rows: Rows, position: int, claim: Claim) -> None:
    value = claim.value
    rows.add(
        schema.claims,
        position=position,
        id=claim.id,
        subject=rows.number(claim.subject),
        predicate=claim.predicate,
        object=rows.number(claim.object),
        amount=value.amount if value else None,
        bound=value.bound if value else None,
        upper_amount=value.upper if value else None,
        unit=value.unit if value else None,
        holds=claim.holds,
        holder=rows.number(claim.holder),
        said_in=claim.said_in,
        recorded_at=rows.recorded_at,
        score=claim.score,
        rule=claim.rule,
        **_when(claim.valid, "valid"),
        sort_day=rows.sort_day(claim.valid),
    )


def _amount(quantity: Quantity | None) -> type_of_row:
    return {
        "low": quantity.low if quantity else None,
        "high": quantity.high if quantity else None,
        "bound": quantity.bound if quantity else None,
        "unit": quantity.unit if quantity else None,
    }


def _passage(passage: Passage | None, prefix: str = "") -> type_of_row:
    return {
        f"{prefix}start_char": passage.start if passage else None,
        f"{prefix}end_char": passage.end if passage else None,
        f"{prefix}text": passage.text if passage else None,
    }


def _when(when: When | None, prefix: str = "when") -> type_of_row:
    return {
        f"{prefix}_first": when.first if when else None,
        f"{prefix}_last": when.last if when else None,
        f"{prefix}_precision": when.precision if when else None,
        f"{prefix}_how": when.how if when else None,
    }


def published_of(row: Any) -> When | None:
    """When the article of a row was published, from the columns that `_when` fills."""
    return when_of(row, "published")


def when_of(row: Any, prefix: str = "when") -> When | None:
    """The interval of a row, from the columns that `_when` fills, without its words."""
    precision = getattr(row, f"{prefix}_precision")
    if not precision:
        return None
    return When(
        first=getattr(row, f"{prefix}_first"),
        last=getattr(row, f"{prefix}_last"),
        precision=Precision(precision),
        how=How(getattr(row, f"{prefix}_how")),
    )
