"""Questions in words over HTTP: the answer with its records, and its certificate."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from legation.ask.grammar.lists import named_values
from legation.ask.inwords.answer_items import answer_item
from legation.ask.inwords.answer_types import Answer
from legation.ask.query import Query
from legation.errors import InputError
from legation.web.api import forms

_NAMES = ("q", "known", "clock", "view")


def ask(request: Request, suffix: str | None = None) -> Response:
    """The answer to a question in words: sentences, each with the ids of its records."""
    return forms.as_json(answer_item(_answer(request)))


def certificate(request: Request, suffix: str | None = None) -> Response:
    """The certificate of an answer, for `legation verify --answer`."""
    return forms.as_json(_answer(request).certificate())


def _answer(request: Request) -> Answer:
    from legation.ask.grammar.asking import pairs_in

    query: Query = request.app.state.pages.query
    given = named_values(pairs_in(request.url.query), _NAMES, of="ask")
    if "q" not in given:
        raise InputError("q: write the question, as in q=Who recognises Somaliland?")
    clock = given.get("clock", "store")
    asked = query.as_asked(
        query.today.isoformat(),
        known=given.get("known"),
        clock=clock,
        view=given.get("view", "neutral"),
    )
    return asked.ask(given["q"])
