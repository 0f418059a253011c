"""All claims of one slot: who says so and who says otherwise, of which days, known since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from legation.ask.lazily.facts import FactsAsked, FactsOf, facts_asked, predicate_of
from legation.ask.query import Query
from legation.atlas.pieces import disputed
from legation.keys import party_key
from legation.ledger.follow_ups import follow
from legation.ledger.single import rivals_key
from legation.records import Choice, Claim, Entry, Mention, Predicate
from legation.telling.phrases import (
    PREDICATES,
    day,
    name_of,
    predicate_phrase,
    quantity_phrase,
    when_phrase,
)  # fmt: skip
from legation.telling.safe import clean
from legation.web.downloads import csv_file, data_links, filled
from legation.web.draw.two_times import Held, two_times
from legation.web.promises import commitment
from legation.web.rendering import Pages, counted
from legation.web.shown import (
    UNSURE,
    Line,
    Name,
    Words,
    day_phrase,
    event_line,
    names,
    words_around,
)

router = APIRouter(include_in_schema=False)
MOST = 500  # slots on a page
DRAWN = 24  # claims in the drawing
LINKED = 4  # events and promises beside the claims
COLUMNS = (
    "id", "subject", "predicate", "object", "holds", "value", "holder", "outlet", "valid_from",
    "valid_to", "told_on", "known_since", "withdrawn", "words", "article", "rule",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim on the page of its slot."""

    id: str
    subject: Sequence[Name]
    verb: str
    object: Sequence[Name]
    value: str
    words: Words | None
    whose: str
    spoken: bool
    outlet: str
    holds_on: str
    told: str
    known_since: str
    withdrawn: str
    rule: str
    unsure: bool
    disputed: bool
    later: bool


@router.get("/fact/{record}")
def one(request: Request, record: str) -> Response:
    """The article of a claim, with the claim set out."""
    return RedirectResponse(f"/record/{quote(record, safe='')}", status_code=303)


@router.get("/fact/{predicate}/{subject}/{object}.csv")
def as_csv(request: Request, predicate: str, subject: str, object: str) -> Response:
    """All claims of the slot as a table for spreadsheets."""
    choices = _found(request, predicate, subject, object)[1]
    return csv_file(COLUMNS, (_row(e) for c in choices for e in c.fact.entries), "claims")


@router.get("/fact/{predicate}/{subject}/{object}")
def fact(request: Request, predicate: str, subject: str, object: str) -> Response:
    """The claims of a slot, side by side; `*` leaves a side open, `by=` says whose claims count."""
    pages: Pages = request.app.state.pages
    asked, choices, more = _found(request, predicate, subject, object)
    query = pages.at(request)
    words, kind = _Side(query, subject, object), predicate_of(predicate)
    pairs = [(c, e) for c in choices for e in c.fact.entries]
    pairs.sort(key=lambda pair: _begun(pair[1]))
    for_, against = (
        [claimed(c, e, query) for c, e in pairs if e.claim.holds is side] for side in (True, False)
    )
    path = f"/fact/{predicate}/{quote(subject, safe='*')}/{quote(object, safe='*')}"
    return pages.page(
        request,
        "fact.html",
        title=words.question(kind),
        predicate=kind,
        crumbs=words.names,
        on_maps=next((f"/map/{p.place}" for p in disputed().values() if p.key == object), ""),
        by=asked.by or "",
        whose=_holders(pairs, pages, path, asked.by),
        for_=for_,
        against=against,
        rows=[claimed(c, e, query) for c, e in pairs],
        disputed=sum(bool(c.against) for c in choices),
        happened=_happened(query, subject, object),
        bound=_bound(query, [e for _, e in pairs]),
        silent=_silent(query, choices) if kind is Predicate.RECOGNIZES and subject == "*" else 0,
        succession=_succession(choices, query),
        drawing=two_times(
            [_held(e) for _, e in pairs[:DRAWN]],
            today=asked.known or query.today,
            title=words.question(kind),
        ),
        drawn=min(len(pairs), DRAWN),
        downloads=[
            *data_links(request, [("CSV", f"{path}.csv")]),
            *data_links(request, [("JSON", f"/api/v1{path}")]),
        ],
        missing=_missing(pairs, more),
        dated=True,
    )


@dataclass(slots=True)
class _Side:
    """Who stands on either side of a slot, in words."""

    query: Query
    subject: str
    object: str

    @property
    def names(self) -> list[str]:
        return [self._name(side) for side in (self.subject, self.object) if side != "*"]

    def _name(self, key: str) -> str:
        found = self.query.resolve(key).meanings
        return clean(found[0].name if len(found) == 1 else key)

    def question(self, predicate: Predicate) -> str:
        """The slot as a question, as far as it is open."""
        verb = PREDICATES[predicate][0].removesuffix(":")
        subject = "Who" if self.subject == "*" else self._name(self.subject)
        if self.object == "*":
            return f"{subject} {verb} …"
        return f"{subject} {verb} {self._name(self.object)}?"


def _found(
    request: Request, predicate: str, subject: str, object: str
) -> tuple[FactsAsked, tuple[Choice, ...], bool]:
    query: Query = request.app.state.pages.at(request)
    sides = (("predicate", predicate), ("subject", subject), ("object", object))
    closed = [side for side in sides if side[1] != "*"]
    asked = facts_asked([*closed, *filled(request), ("limit", str(MOST))], today=query.today)
    found = FactsOf(store=query.store, names=query.names, asked=asked).found()
    return asked, found.choices, found.more


def claimed(choice: Choice, entry: Entry, query: Query) -> Claimed:
    """A claim of a slot as its page shows it."""
    claim = entry.claim
    holder = claim.holder
    text = query.reading(entry.article_id).article.text
    return Claimed(
        id=claim.id,
        subject=names((claim.subject,)),
        verb=predicate_phrase(claim),
        object=names((claim.object,)),
        value=quantity_phrase(claim.value) if claim.value is not None else "",
        words=words_around(text, claim.evidence[0]) if claim.evidence else None,
        whose=name_of(holder) if holder else "the outlet",
        spoken=holder is not None,
        outlet=clean(entry.outlet or entry.agency or "outlet unknown"),
        holds_on=when_phrase(claim.valid),
        told=day_phrase(entry.told_on),
        known_since=day(claim.recorded_at.date()) if claim.recorded_at else "",
        withdrawn=day(entry.withdrawn_at.date()) if entry.withdrawn_at else "",
        rule=clean(claim.rule),
        unsure=claim.score < UNSURE,
        disputed=bool(choice.against),
        later=choice.later is not None,
    )


def _held(entry: Entry) -> Held:
    claim = entry.claim
    valid = claim.valid
    value = f" ({quantity_phrase(claim.value)})" if claim.value is not None else ""
    target = f" {name_of(claim.object)}" if claim.object else ""
    return Held(
        label=name_of(claim.subject),
        sub=f"{predicate_phrase(claim)}{value}{target}",
        first=valid.first if valid else None,
        last=valid.last if valid else None,
        told=entry.told_on,
        known=claim.recorded_at.date() if claim.recorded_at else None,
        until=entry.withdrawn_at.date() if entry.withdrawn_at else None,
        holds=claim.holds,
    )


def _begun(entry: Entry) -> tuple[date, date, str]:
    valid = entry.claim.valid
    first = (valid.first or valid.last) if valid else None
    told = entry.told_on or date.max
    return first or told, told, entry.claim.id


def _holders(
    pairs: Sequence[tuple[Choice, Entry]], pages: Pages, path: str, by: str | None
) -> list[tuple[str, str, bool]]:
    """Whose claims can be asked for alone: everybody's, those of each speaker, the outlets'."""
    times: Counter[tuple[str, str]] = Counter()
    for _, entry in pairs:
        holder = entry.claim.holder
        if holder is not None:
            times[(holder.country or party_key(holder), holder.country or name_of(holder))] += 1
    keys = [key for key, _ in times.most_common(4)]
    if not keys:
        return []
    each = [("", "Everybody"), *keys, ("outlets", "Outlets only")]
    return [(word, pages.address(path, by=key), key == (by or "")) for key, word in each]


def _succession(choices: Sequence[Choice], query: Query) -> list[tuple[Claimed, str]]:
    """Where only one can hold at a time: who held it after whom, as told."""
    if not any(c.later for c in choices):
        return []
    standing = [(c, c.entry) for c in choices if c.entry and c.holds and rivals_key(c.entry.claim)]
    standing.sort(key=lambda pair: _begun(pair[1]))
    return [(claimed(c, e, query), "until the next" if c.later else "told last")
            for c, e in standing]  # fmt: skip


def _happened(query: Query, subject: str, object: str) -> list[Line]:
    """The latest reports of events with whom the slot is about: its object, or else its subject."""
    about = object if object != "*" else subject
    found = query.resolve(about).meanings if about != "*" else ()
    if len(found) != 1:
        return []
    return [
        event_line(deed) for deed in query.events(actor=found[0].id or about).limit(LINKED).stream()
    ]


def _bound(query: Query, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """What those in the claims promised to or demanded of each other, in the same articles."""
    claims = [entry.claim for entry in entries[:DRAWN]]
    sides = {party_side(m) for c in claims for m in (c.subject, c.object) if m is not None}
    articles = sorted({entry.article_id for entry in entries[:DRAWN]})
    found = follow([query.reading(each) for each in articles])
    inside = [
        each for each in found
        if sides & {party_side(m) for m in each.by} and sides & {party_side(m) for m in each.of}
    ]  # fmt: skip
    return [commitment(each) for each in inside[:LINKED]]


def party_side(mention: Mention) -> str:
    """By which key a party counts as one of a slot: its country, or else itself."""
    return mention.country or party_key(mention)


def _silent(query: Query, choices: Sequence[Choice]) -> int:
    told = {c.fact.subject for c in choices}
    return len(set(query.names.registry.countries) - told)


def _missing(pairs: Sequence[tuple[Choice, Entry]], more: bool) -> list[str]:
    claims = [entry.claim for _, entry in pairs]
    undated = sum(_undated(claim) for claim in claims)
    unsure = sum(claim.score < UNSURE for claim in claims)
    told = []
    if undated:
        told.append(f"{counted(undated, 'claim')} of {len(claims)} tell no day from or to which.")
    if unsure:
        told.append(f"{counted(unsure, 'claim')} read with little confidence.")
    if more:
        told.append(f"More than {MOST} slots fit; name both sides to see all of one.")
    return told


def _undated(claim: Claim) -> bool:
    return claim.valid is None or (claim.valid.first is None and claim.valid.last is None)


def _row(entry: Entry) -> tuple[object, ...]:
    claim, valid = entry.claim, entry.claim.valid
    return (
        claim.id, name_of(claim.subject), str(claim.predicate),
        name_of(claim.object) if claim.object else None, "yes" if claim.holds else "no",
        quantity_phrase(claim.value) if claim.value is not None else None,
        name_of(claim.holder) if claim.holder else None, entry.outlet,
        valid.first if valid else None, valid.last if valid else None, entry.told_on,
        claim.recorded_at, entry.withdrawn_at,
        " … ".join(passage.text for passage in claim.evidence), entry.article_id, claim.rule,
    )  # fmt: skip
