"""A reading as rows of the derived tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table

from legation.folding import name_key
from legation.ids import content_id
from legation.records import (
    Article,
    Claim,
    Event,
    Mention,
    Passage,
    Quantity,
    Reading,
    Statement,
    When,
)
from legation.store import schema

type_of_row = dict[str, Any]


def mention_id(mention: Mention) -> str:
    """The id of a mention: of its place and of who is meant."""
    place = mention.passage
    later = (mention.named_by, mention.plural, mention.described and mention.described.start)
    return content_id(
        "mention",
        place.article_id,
        place.start,
        place.end,
        mention.kind,
        mention.name,
        mention.actor_id,
        mention.country,
        mention.sector,
        mention.role,
        mention.score,
        mention.rule,
        *(later if any(part is not None for part in later) else ()),
    )


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
    published: When | None = None
    by_table: dict[Table, list[type_of_row]] = field(
        default_factory=lambda: {table: [] for table in reversed(schema.DERIVED)}
    )
    numbers: dict[Mention, int] = field(default_factory=dict)

    def add(self, table: Table, **values: Any) -> None:
        """One more row of a table."""
        self.by_table[table].append({"article_id": self.article_id, **values})

    def sort_day(self, when: When | None) -> date:
        """The day by which a record with this time of its own stands in lists."""
        told, own = self.published, when
        days = (own and own.last, told and told.last, own and own.first)
        return next((day for day in days if day), date.min)

    def number(self, mention: Mention | None) -> int | None:
        """The number of a mention, which has its row once however often it stands in records."""
        if mention is None:
            return None
        if mention not in self.numbers:
            self._add_mention(mention, listed=None)
        return self.numbers[mention]

    def list_mentions(self, mentions: Iterable[Mention]) -> None:
        """Rows for the reading's own mentions; call before anything else asks for a number."""
        for position, mention in enumerate(mentions):
            if mention not in self.numbers:
                self._add_mention(mention, listed=position)

    def _add_mention(self, mention: Mention, *, listed: int | None) -> None:
        self.numbers[mention] = len(self.numbers)
        self.add(
            schema.mentions,
            number=self.numbers[mention],
            id=mention_id(mention),
            listed=listed,
            kind=mention.kind,
            name=mention.name,
            name_key=name_key(mention.name),
            actor_id=mention.actor_id,
            country=mention.country,
            sector=mention.sector,
            role=mention.role,
            score=mention.score,
            rule=mention.rule,
            named_by=mention.named_by,
            plural=mention.plural,
            **_passage(mention.passage),
            **_passage(mention.described, "described_"),
        )


def derived_rows(reading: Reading, *, recorded_at: datetime) -> Rows:
    """All derived rows of a reading; `recorded_at` is when its claims came to be known."""
    published = reading.article.published
    rows = Rows(article_id=reading.article.id, recorded_at=recorded_at, published=published)
    for position, author in enumerate(reading.article.authors):
        rows.add(schema.article_authors, position=position, name=author)
    for position, caption in enumerate(reading.article.captions):
        rows.add(
            schema.article_captions, position=position, text=caption.text, credit=caption.credit
        )
    rows.list_mentions(reading.mentions)
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
    for number, passage in _numbered(statement.content):
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
    for number, passage in _numbered(event.also):
        rows.add(schema.event_passages, event=position, position=number, **_passage(passage))
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
    for number, passage in _numbered(claim.evidence):
        rows.add(schema.claim_evidence, claim=position, position=number, **_passage(passage))


def _numbered(passages: Iterable[Passage]) -> Iterator[tuple[int, Passage]]:
    return enumerate(passages)


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
