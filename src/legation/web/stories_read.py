"""An article as it was read: its text with the records drawn in, one of them set out beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from legation.ask.query import Query
from legation.ask.sources import chain_of
from legation.ask.stories import stories_with
from legation.errors import InputError
from legation.records import Claim, Event, Reading, Statement
from legation.store.asking.provenance import places_of
from legation.telling.deeds_in_words import verb_of
from legation.telling.phrases import PREDICATES, name_of, quantity_phrase, when_phrase
from legation.telling.safe import clean
from legation.web.differing import told_differently
from legation.web.pages.corrections_page import on_article, said_of
from legation.web.redline import left_over, redline, share_in_records
from legation.web.rendering import Pages, counted
from legation.web.shown import KIND_WORDS, Name, code_of, day_phrase, headline, names

router = APIRouter(include_in_schema=False)
LAYERS = ("said", "happened", "holds", "left")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A link of the chain between the reader and the words."""

    who: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A record set out: what it says, who vouches for it, and how it was read."""

    id: str
    mark: str
    head: str
    steps: Sequence[Step]
    words: Sequence[str]
    form: str
    subject: Sequence[Name]
    verb: str
    object: Sequence[Name]
    rows: Sequence[tuple[str, str]]
    before: str | None = None
    after: str | None = None


@router.get("/record/{record}")
def record(request: Request, record: str) -> Response:
    """A record by its id, or the beginning of it: its article, with the record pinned."""
    pages: Pages = request.app.state.pages
    found = pages.query.find(record)
    article = found.reading.article.id
    pin = f"?pin={found.id}#{found.id}" if found.kind in ("statement", "event", "claim") else ""
    return RedirectResponse(f"/article/{article}{pin}", status_code=303)


@router.get("/card/{record}")
def card(request: Request, record: str) -> Response:
    """Where a record comes from, as the part of a page that is shown beside it."""
    pages: Pages = request.app.state.pages
    found = pages.query.find(record)
    article = found.reading.article
    if found.kind not in ("statement", "event", "claim"):
        raise InputError(f"{record[:60]!r} has no such record: a card is of a statement, an event "
                         "or a claim")  # fmt: skip
    return pages.part(
        request,
        "card.html",
        pinned=_with_whence(pages.query, _pinned(found.reading, found.id), article.id),
        article=article,
        published=when_phrase(article.published) or "date unknown",
    )


@router.get("/article/{article}")
def article(request: Request, article: str, pin: str = "") -> Response:
    """An article with its records; `hide=` leaves a layer of them undrawn."""
    pages: Pages = request.app.state.pages
    found = pages.query.find(article)
    reading: Reading = found.reading
    records = (reading.statements, reading.events, reading.claims)
    ids = [each.id for some in records for each in some]
    chosen = next((each for each in ids if pin and each.startswith(pin)), None)
    if not pin and ids:
        chosen = ids[0]
    return pages.page(
        request,
        "article.html",
        title=headline(reading.article),
        article=reading.article,
        reading=reading,
        published=when_phrase(reading.article.published) or "date unknown",
        paragraphs=redline(reading, pinned=chosen),
        corrected=[said_of(pages.query, c) for c in on_article(pages.query, reading.article.id)],
        layers=_layers(request, reading, pages),
        hidden=[each for each in LAYERS if each in request.query_params.getlist("hide")],
        hide_too="".join(f"&hide={h}" for h in request.query_params.getlist("hide") if h in LAYERS),
        share=share_in_records(reading),
        left=left_over(reading),
        gone=bool(pin) and chosen is None,
        differing=told_differently(pages.query, articles={reading.article.id}, records=ids),
        pinned=_with_whence(pages.query, _pinned(reading, chosen), reading.article.id)
        if chosen
        else None,
    )


def _layers(request: Request, reading: Reading, pages: Pages) -> list[tuple[str, int, str, bool]]:
    """The layers of records with their numbers, each with the address that switches it."""
    given = request.query_params.multi_items()
    hidden = [v for n, v in given if n == "hide" and v in LAYERS]
    numbers = {
        "said": len(reading.statements),
        "happened": len(reading.events),
        "holds": len(reading.claims),
        "left": left_over(reading),
    }
    pin = next((v for n, v in given if n == "pin"), None)
    out = []
    for layer in LAYERS:
        other = [h for h in hidden if h != layer] if layer in hidden else [*hidden, layer]
        path = pages.address(request.url.path, pin=pin, hide=other)
        out.append((layer, numbers[layer], path, layer not in hidden))
    return out


def _with_whence(query: Query, pinned: Pinned, article: str) -> Pinned:
    """A record with since when it is known here, and from how many origins its story is."""
    at = places_of(query.store, [article])[article].recorded_at
    found = stories_with(query.store, [article])
    articles = len(found[0].articles) if found else 1
    origins = found[0].independent_origins if found else 1
    rows = [
        ("Known here", f"since {day_phrase(at.date())}" if at else "since a day not kept"),
        ("Its story", f"{counted(articles, 'article')}, {counted(origins, 'origin')}"),
    ]
    return replace(pinned, rows=[*pinned.rows, *rows])


def _pinned(reading: Reading, record: str) -> Pinned:
    for number, statement in enumerate(reading.statements, 1):
        if statement.id == record:
            return _statement(reading, statement, number)
    for number, event in enumerate(reading.events, 1):
        if event.id == record:
            return _event(reading, event, number)
    for number, claim in enumerate(reading.claims, 1):
        if claim.id == record:
            return _claim(reading, claim, number)
    raise AssertionError(record)  # the caller took it from these


def _statement(reading: Reading, statement: Statement, number: int) -> Pinned:
    rows = [
        ("Act", clean(statement.act)),
        ("To", name_of(statement.addressee) if statement.addressee else ""),
        ("Channel", clean(statement.channel or "")),
        ("Spoken", when_phrase(statement.when)),
        ("Deadline", when_phrase(statement.deadline)),
        *_origin(statement.rule, statement.score, statement.content),
    ]
    return Pinned(
        id=statement.id,
        mark="said",
        head=f"Statement {number}",
        steps=_steps(reading, statement),
        words=[clean(p.text) for p in statement.content],
        form=str(statement.kind),
        subject=(),
        verb=KIND_WORDS[statement.kind],
        object=(),
        rows=[row for row in rows if row[1]],
    )


def _event(reading: Reading, event: Event, number: int) -> Pinned:
    teller = next((s for s in reading.statements if s.id == event.said_in), None)
    rows = [
        ("Coded", code_of(event)),
        ("Status", str(event.status)),
        ("When", when_phrase(event.when) or "not told"),
        ("Where", clean(event.place.name) if event.place else "not told"),
        *((str(h.kind).capitalize(), quantity_phrase(h.number) if h.number else "some")
          for h in event.harm),
        ("Goldstein", f"{event.goldstein:+.1f}"),
        *_origin(event.rule, event.score, (event.trigger, *event.also)),
    ]  # fmt: skip
    return Pinned(
        id=event.id,
        mark=f"q{event.quad}",
        head=f"Event {number}",
        steps=_steps(reading, teller),
        words=[clean(event.trigger.text)],
        form="trigger",
        subject=names(event.actors) or (Name(text="somebody not named"),),
        verb=verb_of(event),
        object=names(event.recipients),
        rows=[row for row in rows if row[1]],
    )


def _claim(reading: Reading, claim: Claim, number: int) -> Pinned:
    teller = next((s for s in reading.statements if s.id == claim.said_in), None)
    value = quantity_phrase(claim.value) if claim.value is not None else ""
    rows = [
        ("Amount", value),
        ("Holds", when_phrase(claim.valid) or "days not told"),
        ("Says who", name_of(claim.holder) if claim.holder else _outlet(reading)),
        *_origin(claim.rule, claim.score, claim.evidence),
    ]
    return Pinned(
        id=claim.id,
        mark="holds",
        head=f"Claim {number}",
        steps=_steps(reading, teller),
        words=[clean(p.text) for p in claim.evidence],
        form="trigger",
        subject=names((claim.subject,)),
        verb=PREDICATES[claim.predicate][not claim.holds],
        object=names((claim.object,)),
        rows=[row for row in rows if row[1]],
    )


def _steps(reading: Reading, statement: Statement | None) -> list[Step]:
    """Who stands between the reader and the words, the outlet first."""
    published = when_phrase(reading.article.published)
    steps = [Step(who=_outlet(reading), how=f"reports, {published}" if published else "reports")]
    for step in chain_of(reading, statement):
        steps.append(
            Step(who=clean(step.speaker or "speaker not named"), how=clean(step.cue or "says"))
        )
    return steps


def _origin(rule: str, score: float, passages: Sequence[object]) -> list[tuple[str, str]]:
    sure = "" if score >= 0.8 else "fairly sure" if score >= 0.6 else "unsure"
    places = ", ".join(f"{getattr(p, 'start')}–{getattr(p, 'end')}" for p in passages)  # noqa: B009
    rows = [("Rule", clean(rule) or "unknown"), ("Characters", places)]
    return [("Sure?", f"{sure}, {score:.2f}"), *rows] if sure else rows


def _outlet(reading: Reading) -> str:
    return clean(reading.article.outlet or reading.article.agency or "The outlet")
