"""Records as nested items of plain values: what services and tools give, small unless asked.

Days are intervals with how they are told, amounts have their bound, and what is not told is `None`.
`extra` adds `words`, `chain`, `why` (rule and score) and `report` (all details).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from legation.ask.filters import KIND_NAMES
from legation.ask.met import Meeting, Met
from legation.ask.resolving.meanings import Meaning, Resolved
from legation.ask.timeline import Timeline
from legation.records import (
    Choice,
    Commitment,
    Entry,
    Mention,
    Occurrence,
    Passage,
    Quantity,
    When,
)

Item = dict[str, Any]


def item_of(row: Any, extra: Collection[str] = ()) -> Item:
    """A report of an event, a statement or a claim, with its article."""
    for name, made in (("event", _event), ("statement", _statement), ("claim", _claim)):
        if hasattr(row, name):
            return made(row, extra)
    raise TypeError(f"{type(row).__name__} is no row of a list")


def day_item(when: When | None) -> Item | None:
    """An interval; `None` for a day that is not told."""
    if when is None:
        return None
    return {
        "first": iso(when.first),
        "last": iso(when.last),
        "precision": str(when.precision),
        "how": str(when.how),
    }


def party_item(mention: Mention | None) -> Item | None:
    """Somebody who is meant."""
    if mention is None:
        return None
    return {
        "name": mention.name,
        "id": mention.actor_id,
        "kind": str(mention.kind),
        "country": mention.country,
        "sector": mention.sector,
        "role": mention.role,
    }


def passage_item(passage: Passage) -> Item:
    """Words, and where they stand in the text of an article, in characters."""
    return {
        "article": passage.article_id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def quantity_item(value: Quantity | None) -> Item | None:
    """An amount with its bound."""
    if value is None:
        return None
    return {
        "amount": value.amount,
        "bound": str(value.bound),
        "upper": value.upper,
        "unit": value.unit,
    }


def resolved_item(found: Resolved) -> Item:
    """What a name was taken for, or may be."""
    return {
        "asked": found.asked,
        "meanings": [meaning_item(each) for each in found.meanings],
        "near": list(found.near),
    }


def meaning_item(meaning: Meaning) -> Item:
    """One thing that a name can stand for."""
    return {
        "name": meaning.name,
        "id": meaning.id,
        "kind": str(meaning.kind),
        "country": meaning.country,
        "found_by": str(meaning.found),
    }


def occurrence_item(each: Occurrence, found: Timeline, extra: Collection[str] = ()) -> Item:
    """An occurrence, with its first report's parties and the ids of all its reports."""
    event = found.reports[each.reports[0]].event
    item: Item = {
        "id": each.id,
        "type": each.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "quad": event.quad,
        "status": str(event.status),
        "day": day_item(each.when),
        "actors": [party_item(m) for m in event.actors],
        "recipients": [party_item(m) for m in event.recipients],
        "place": each.place,
        "reports": list(each.reports),
        "articles": list(each.articles),
        "origins": each.independent_origins,
    }
    if "words" in extra:
        item["words"] = [passage_item(found.reports[r].event.trigger) for r in each.reports]
    if "why" in extra:
        item["why"] = {"reasons": list(each.reasons), "rule": event.rule, "score": event.score}
    return item


def meeting_item(each: Meeting, found: Met, extra: Collection[str] = ()) -> Item:
    """A meeting: an occurrence with its level and status."""
    item = occurrence_item(each.occurrence, found.timeline, extra)
    more = {"status": str(each.status), "mode": each.mode, "level": each.level}
    return {**item, **more, "place": each.place}


def choice_item(choice: Choice, extra: Collection[str] = ()) -> Item:
    """A fact, what is decided of it, and the claims behind it."""
    fact = choice.fact
    return {
        "id": fact.id,
        "subject": fact.subject,
        "predicate": str(fact.predicate),
        "object": fact.object,
        "holds": choice.holds,
        "decided_by": choice.entry.claim.id if choice.entry else None,
        "against": [entry.claim.id for entry in choice.against],
        "later": choice.later,
        "claims": [entry_item(entry, extra) for entry in fact.entries],
    }


def entry_item(entry: Entry, extra: Collection[str] = ()) -> Item:
    """A line of the ledger: a claim with whose it is and since when it is known."""
    claim = entry.claim
    return {
        **_claimed(claim, extra),
        "article": {"id": entry.article_id, "outlet": entry.outlet, "agency": entry.agency},
        "told_on": iso(entry.told_on),
        "known_since": iso(claim.recorded_at),
        "withdrawn_at": iso(entry.withdrawn_at),
    }


def commitment_item(each: Commitment) -> Item:
    """A promise or demand with its words, its day and the replies to it."""
    return {
        "id": each.id,
        "kind": str(each.kind),
        "status": str(each.status),
        "by": [party_item(m) for m in each.by],
        "of": [party_item(m) for m in each.of],
        "words": passage_item(each.content),
        "said_in": each.said_in,
        "due": day_item(each.due),
        "told_on": iso(each.told_on),
        "replies": [
            {
                "status": str(reply.standing),
                "by": party_item(reply.by),
                "words": passage_item(reply.passage),
                "said_in": reply.said_in,
                "told_on": iso(reply.told_on),
            }
            for reply in each.replies
        ],
    }


def iso(value: date | None) -> str | None:
    """A day or moment in ISO 8601."""
    return value.isoformat() if value else None


def _event(row: Any, extra: Collection[str]) -> Item:
    event = row.event
    item: Item = {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "quad": event.quad,
        "status": str(event.status),
        "day": day_item(event.when),
        "actors": [party_item(m) for m in event.actors],
        "recipients": [party_item(m) for m in event.recipients],
        "place": party_item(event.place),
        "article": _article(row),
    }
    if "words" in extra:
        item["words"] = [passage_item(event.trigger)]
        item["sentence"] = row.sentence
    if "report" in extra:
        item["report"] = {
            "contexts": list(event.contexts),
            "goldstein": event.goldstein,
            "said_in": event.said_in,
            "harm": [{"kind": str(h.kind), "number": quantity_item(h.number)} for h in event.harm],
            "means": [each.value for each in event.means],
            "level": str(event.level.value) if event.level else None,
            "manner": str(event.manner.value) if event.manner else None,
            "host": party_item(event.host),
            "response_to": event.response_to.value if event.response_to else None,
        }
    return item | _more(row, event, extra)


def _statement(row: Any, extra: Collection[str]) -> Item:
    statement = row.statement
    item: Item = {
        "id": statement.id,
        "speaker": party_item(statement.speaker),
        "addressee": party_item(statement.addressee),
        "act": statement.act,
        "kind": KIND_NAMES[statement.kind],
        "day": day_item(row.day),
        "quotation": row.words,
        "depth": len(row.chain),
        "article": _article(row),
    }
    if "words" in extra:
        item["words"] = [passage_item(passage) for passage in statement.content]
        item["cue"] = passage_item(statement.cue) if statement.cue else None
    if "report" in extra:
        item["report"] = {
            "polarity": str(statement.polarity),
            "channel": statement.channel,
            "reported_in": statement.reported_in,
            "relayed_by": party_item(statement.relayed_by),
            "deadline": day_item(statement.deadline),
        }
    return item | _more(row, statement, extra)


def _claim(row: Any, extra: Collection[str]) -> Item:
    return _claimed(row.claim, extra) | {"article": _article(row)}


def _claimed(claim: Any, extra: Collection[str]) -> Item:
    item: Item = {
        "id": claim.id,
        "subject": party_item(claim.subject),
        "predicate": str(claim.predicate),
        "object": party_item(claim.object),
        "value": quantity_item(claim.value),
        "valid": day_item(claim.valid),
        "holds": claim.holds,
        "holder": party_item(claim.holder),
    }
    if "words" in extra:
        item["words"] = [passage_item(passage) for passage in claim.evidence]
    if "report" in extra:
        item["report"] = {"said_in": claim.said_in, "known_since": iso(claim.recorded_at)}
    if "why" in extra:
        item["why"] = {"rule": claim.rule, "score": claim.score}
    return item


def _more(row: Any, record: Any, extra: Collection[str]) -> Item:
    item: Item = {}
    if "chain" in extra:
        item["chain"] = chain_items(row.chain)
    if "why" in extra:
        item["why"] = {"rule": record.rule, "score": record.score}
    return item


def chain_items(steps: Iterable[Any]) -> list[Item]:
    """Who reports it, the outermost first."""
    return [{"speaker": s.speaker, "cue": s.cue, "statement": s.statement} for s in steps]


def _article(row: Any) -> Item:
    article = row.source.article
    return {
        "id": article.id,
        "outlet": article.outlet,
        "agency": article.agency,
        "title": article.title,
        "published": day_item(article.published),
        "url": row.source.at.url,
    }
