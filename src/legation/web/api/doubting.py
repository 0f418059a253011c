"""Questions of the record: what cannot all be right, what is overdue, who says the contrary now."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from legation.ask.grammar.asking import pairs_in
from legation.ask.grammar.lists import limit_of, named_values
from legation.ask.tabular.items import Item, passage_item
from legation.records import Question
from legation.web.api import forms
from legation.web.differing import all_doubts

_MOST = 500


def doubted(request: Request, suffix: str | None = None) -> Response:
    """The questions that the record raises; `check=` takes those whose code begins so."""
    form = forms.form_of(request, suffix, ("json", "jsonl"))
    given = named_values(pairs_in(request.url.query), ("check", "limit", "view"), of="questions")
    every = all_doubts(request.app.state.pages.query)
    found = [q for q in every.questions if q.check.startswith(given.get("check", ""))]
    if form == "jsonl":
        lines = (bytes(forms.as_json(_item(each)).body) for each in found)
        return Response(b"".join(f + b"\n" for f in lines), media_type=forms.TYPES["jsonl"])
    limit = limit_of(given["limit"]) if "limit" in given else _MOST
    count = {"questions": len(found), "unread": every.unread}
    return forms.as_json({"items": [_item(each) for each in found[:limit]], "count": count})


def _item(question: Question) -> Item:
    return {
        "id": question.id,
        "check": question.check,
        "text": question.text,
        "why": question.why,
        "left": passage_item(question.left),
        "right": passage_item(question.right),
        "records": list(question.records),
    }
