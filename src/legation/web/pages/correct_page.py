"""Correcting from the pages: sign in, say of a record what is wrong, look how far it goes, undo.

Every step is a form that works without script. A wider scope is shown with what else it would
change before it is taken.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from legation.ask.grammar.lists import enum_of
from legation.errors import InputError
from legation.keys import mention_id
from legation.ontology import cameo_name, sectors
from legation.records import (
    Claim,
    Correction,
    CorrectionKind,
    Event,
    Kind,
    Mention,
    Polarity,
    Scope,
    Statement,
    Status,
    Target,
)
from legation.store import Found, Store
from legation.store.correcting.fields_told import FIELDS, NOT_TOLD, kind_of, told
from legation.telling.phrases import name_of
from legation.telling.safe import clean
from legation.upkeep.correcting_records import keep, make_correction, preview, undo
from legation.web.api.sent import LONGEST
from legation.web.pages.corrections_page import Said, about_record, said_of
from legation.web.rendering import Pages, counted
from legation.web.shown import around, event_line
from legation.web.signing import (
    COOKIE,
    FormError,
    form_of,
    own_path,
    signed_in,
    writer_in,
    writing_of,
)

log = logging.getLogger("legation.audit")
router = APIRouter(include_in_schema=False)
ALIKE = 6  # other reports offered as the same event
# How the fields of records are called on pages, with how a value is written.
LABELS = {
    "status": ("Status", ""),
    "day": ("Day", "2024-03-09, 2024-03, 2024, 2015-03/.. or ../2006; - for not told"),
    "cameo": ("CAMEO code", "such as 042; type, mode and scores follow from it"),
    "act": ("Act", "a verb, such as says, demands or denies"),
    "polarity": ("Polarity", ""),
    "deadline": ("Deadline", "a day, written like 2024-03-09; - for none"),
    "holds": ("Holds", ""),
    "valid": ("Holds when", "2024-03-09, 2024-03, 2024, 2015-03/.. or ../2006; - for not told"),
    "actor": ("Who is meant", "an id, such as KEN or amina-mohamed; - for nobody known"),
    "name": ("Name", "as it is usually written"),
    "kind": ("Kind", ""),
    "country": ("Country", "three letters, such as KEN; - for none"),
    "sector": ("Sector", ""),
    "role": ("Role", "such as foreign minister; - for none"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a record that can be set: its value now, and the values it may have, if few."""

    name: str
    label: str
    hint: str
    now: str
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider:
    """What else a wider scope would change: how much, some of it, and what would be said of it."""

    told: str
    examples: Sequence[tuple[str, str]]
    changes: Sequence[Said]


@router.get("/sign-in")
def sign_in(request: Request, back: str = "/corrections") -> Response:
    """The form that takes a token."""
    return _asking(request, own_path(back))


@router.post("/sign-in")
async def signing(request: Request) -> Response:
    """Take a token once, and keep a session in its place."""
    form = await form_of(request)
    back = own_path(form.get("back", "/corrections"))
    sessions = request.app.state.sessions
    if sessions is None:
        raise FormError("this server is read-only: it shows corrections and takes none")
    cookie = sessions.opened(form.get("token", "").strip())
    if cookie is None:
        return _asking(request, back, told="This token is not known here. Mind that all of it is "
                       "copied; a new one is made by `legation tokens add NAME`.")  # fmt: skip
    return signed_in(request, RedirectResponse(back, status_code=303), cookie)


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End a session."""
    form = await form_of(request)
    response = RedirectResponse(own_path(form.get("back", "/")), status_code=303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


@router.get("/correct/{record}")
def page(request: Request, record: str) -> Response:
    """A record with all that can be said of it."""
    writing = writing_of(request)
    if writing.open and not writing.name:
        back = f"/sign-in?back=/correct/{record[:80]}"
        return RedirectResponse(back, status_code=303)
    if not writing.open:
        raise FormError("this server is read-only: it shows corrections and takes none")
    pages: Pages = request.app.state.pages
    return _shown(request, pages.query.find(record))


@router.post("/correct/{record}")
async def corrected(request: Request, record: str) -> Response:
    """Keep what is said of a record; a wider scope only once it was seen what else it changes."""
    form = await form_of(request)
    who = writer_in(request, form)
    return await run_in_threadpool(_taken, request, record, who, form)


@router.post("/corrections/{key}/undo")
async def undone(request: Request, key: str) -> Response:
    """Take a correction back."""
    form = await form_of(request)
    who = writer_in(request, form)
    store = request.app.state.pages.query.store
    given = await run_in_threadpool(undo, store, key, by=who, at=datetime.now(UTC))
    log.warning("%s took back %s", who, given.id)
    return RedirectResponse(_back_to(given), status_code=303)


def _asking(request: Request, back: str, told: str = "") -> Response:
    pages: Pages = request.app.state.pages
    if request.app.state.sessions is None:
        raise FormError("this server is read-only: it shows corrections and takes none")
    status = 403 if told else 200
    return pages.page(
        request, "sign_in.html", title="Sign in to correct", back=back, told=told, status=status
    )


def _shown(
    request: Request,
    found: Found[Any],
    *,
    asked: Mapping[str, str] | None = None,
    wrong: str = "",
    wide: Wider | None = None,
) -> Response:
    """The page of a record to be corrected; `wide` is what else it would change."""
    pages: Pages = request.app.state.pages
    kind = kind_of(found.record)
    asked = asked or {}
    scopes = [(str(Scope.PASSAGE), "this record only")]
    if kind != "mention":
        scopes.append((str(Scope.RULE), "every record this rule made in this article"))
    else:
        scopes.append((str(Scope.ALIAS), "these words in every article, also in those to come"))
    return pages.page(
        request,
        "correct.html",
        title=f"Correct this {kind}",
        status=422 if wrong else 200,
        kind=kind,
        record=found.id,
        article=found.reading.article.id,
        told=_told(found),
        fields=_fields(found.record),
        scopes=scopes,
        given={"scope": str(Scope.PASSAGE), "note": "", "do": "", "other": "", **asked},
        wrong=wrong,
        wide=wide,
        alike=_alike(pages, found) if kind == "event" and wide is None else [],
        parties=_parties(found.record) if wide is None else [],
        said=[said_of(pages.query, c) for c in about_record(pages.query, found)],
        longest=LONGEST,
    )


def _told(found: Found[Any]) -> tuple[str, Any]:
    """What a record says in a line, and its words in their sentence."""
    record, text = found.record, found.reading.article.text
    if isinstance(record, Event):
        doers = ", ".join(map(name_of, record.actors)) or "somebody not named"
        others = ", ".join(map(name_of, record.recipients))
        line = f"{doers} · {cameo_name(record.cameo)}" + (f" · {others}" if others else "")
        return line, around(text, record.trigger)
    if isinstance(record, Statement):
        line = f"{name_of(record.speaker) if record.speaker else 'Speaker not named'} {record.act}"
        return clean(line), around(text, record.content[0])
    if isinstance(record, Claim):
        sides = [name_of(each) for each in (record.subject, record.object) if each]
        line = f"{sides[0]} {str(record.predicate).replace('_', ' ')} {' '.join(sides[1:])}"
        return clean(line), around(text, record.evidence[0])
    return name_of(record), around(text, record.passage)


def _fields(record: Any) -> list[Field]:
    choices: Mapping[str, Sequence[str]] = {
        "status": [str(each) for each in Status],
        "polarity": [str(each) for each in Polarity],
        "kind": [str(each) for each in Kind],
        "sector": ["-", *sectors()],
        "holds": ["yes", "no"],
    }
    return [
        Field(
            name=name,
            label=LABELS[name][0],
            hint=LABELS[name][1],
            now=clean(told(record, name) or ""),
            choices=choices.get(name, ()),
        )
        for name in FIELDS[kind_of(record)]
    ]


def _alike(pages: Pages, found: Found[Any]) -> list[Any]:
    """Other reports of the same type with the same first party, which may be the same event."""
    event: Event = found.record
    who = next((m.actor_id or m.country for m in event.actors if m.actor_id or m.country), None)
    if who is None:
        return []
    deeds = pages.query.events(actor=who, type=event.type).limit(ALIKE + 1)
    return [event_line(d) for d in deeds if d.event.id != event.id][:ALIKE]


def _parties(record: Any) -> list[tuple[str, str]]:
    """Who is named in a record, each with the id of the mention."""
    if isinstance(record, Event):
        named: Sequence[Mention | None] = (*record.actors, *record.recipients)
    elif isinstance(record, Statement):
        named = (record.speaker, record.addressee)
    elif isinstance(record, Claim):
        named = (record.subject, record.object)
    else:
        named = ()
    return [(name_of(each), mention_id(each)) for each in named if each is not None]


def _taken(request: Request, record: str, who: str, form: Mapping[str, str]) -> Response:
    pages: Pages = request.app.state.pages
    store = pages.query.store
    found = pages.query.find(record)
    try:
        given = _made(store, found, who, form)
        if given[0].scope is not Scope.PASSAGE and form.get("seen") != "yes":
            return _shown(request, found, asked=form, wide=_wider(pages, given))
        for each in given:
            keep(store, each)
    except InputError as error:
        return _shown(request, found, asked=form, wrong=str(error))
    for each in given:
        log.warning("%s corrected %s: %s", who, each.target.record, each.kind)
    return RedirectResponse(_back_to(given[0]), status_code=303)


def _made(
    store: Store, found: Found[Any], who: str, form: Mapping[str, str]
) -> Sequence[Correction]:
    """What a form asks for: one correction, or one for each field that was changed.

    Raises `InputError` for what cannot be.
    """
    kind = enum_of(CorrectionKind, "do", form.get("do", ""))
    two = kind in (CorrectionKind.SAME, CorrectionKind.NOT_SAME)
    note = form.get("note", "").strip()
    if len(note) > LONGEST:
        raise InputError(f"the note has more than {LONGEST:,} characters; say it in fewer words")
    changed = _changed(found.record, form) if kind is CorrectionKind.EDIT else {None: None}
    if not changed:
        raise InputError("no field was changed; change one, or accept the record as it is")
    return [
        make_correction(
            store,
            found.id,
            kind,
            by=who,
            at=datetime.now(UTC),
            scope=enum_of(Scope, "scope", form.get("scope", "") or str(Scope.PASSAGE)),
            other=form.get("other", "").strip() if two else None,
            field=field,
            new=new,
            note=note or None,
        )
        for field, new in changed.items()
    ]


def _changed(record: Any, form: Mapping[str, str]) -> dict[str | None, str | None]:
    """The fields of a form that differ from the record, each with its new value."""
    asked = {each.name: form.get(f"f-{each.name}", each.now).strip() for each in _fields(record)}
    now = {each.name: each.now for each in _fields(record)}
    return {n: v or NOT_TOLD for n, v in asked.items() if (v or NOT_TOLD) != (now[n] or NOT_TOLD)}


def _wider(pages: Pages, given: Sequence[Correction]) -> Wider:
    """What else corrections of a wider scope would change."""
    seen = [preview(pages.query.store, each) for each in given]
    most = max(seen, key=lambda each: each.records)
    return Wider(
        told=f"{counted(most.records, 'other record')} in {counted(most.articles, 'article')}",
        examples=[_example(pages, each) for each in most.examples],
        changes=[said_of(pages.query, each) for each in given],
    )


def _example(pages: Pages, target: Target) -> tuple[str, str]:
    """The words of a record that would change too, and where they are."""
    article = pages.query.find(target.passage.article_id).reading.article
    outlet = clean(article.outlet or article.agency or "outlet unknown")
    return clean(target.passage.text), f"{outlet}: {clean(article.title or '(no title)')}"


def _back_to(given: Correction) -> str:
    """The article of a correction, with its record pinned if it is there, at what was said."""
    article = given.target.passage.article_id
    return f"/article/{article}?pin={given.target.record}#{given.id}"
