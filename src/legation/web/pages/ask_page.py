"""A question in words and its answer: each sentence with the records that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from legation.ask.inwords.answer_types import Answer, Basis
from legation.ask.inwords.answering import examples
from legation.ask.lazily.commitments import commitments_asked
from legation.ask.query import Query
from legation.records import Kind
from legation.store.asking.named import Named
from legation.telling.safe import clean
from legation.web.downloads import data_links
from legation.web.keeping import once
from legation.web.promises import bound_in
from legation.web.rendering import Pages, counted
from legation.web.shown import statement_line

router = APIRouter(include_in_schema=False)
MOST_NOTES = 6  # records behind a sentence that stand as links; the list has all
_QUOTED = re.compile(r"(“.*?”(?=[\s.,;]|$))")
TRIED = 10  # questions that are tried for the start page


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence of an answer, and its records as numbered links.

    `parts` are its words, and whether they are those of an article.
    """

    parts: Sequence[tuple[str, bool]]
    notes: Sequence[tuple[int, str]]
    others: int
    by_tables: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer as pages show it; `counts` says what it stands on."""

    question: str
    href: str
    told: Sequence[Told]
    more: int
    not_told: str
    counts: str
    list_of_it: str


@router.get("/ask")
def page(request: Request, q: str = "") -> Response:
    """The answer to a question; without one, the ways to ask. A name alone leads to its page."""
    pages: Pages = request.app.state.pages
    asked = " ".join(q.split())[:500]
    if not asked:
        ways = [(way, ask_path(way)) for way in examples().values()]
        return pages.page(request, "asking.html", title="What can be asked", ways=ways)
    query = pages.at(request)
    answer = query.ask(asked)
    if answer.asked is None and not answer.options and _is_name(query, asked):
        return RedirectResponse(f"/search?q={quote(asked)}", status_code=303)
    said = query.statements(text=asked) if answer.asked is None and not answer.options else None
    understood = answer.asked
    return pages.page(
        request,
        "ask.html",
        title=asked,
        q=asked,
        answer=answered(query, answer),
        why=clean(answer.why or ""),
        options=[(clean(e.label), clean(e.question), ask_path(e.question)) for e in answer.options],
        left=[clean(each) for each in understood.left] if understood else [],
        taken=[(clean(a), clean(b)) for a, b in understood.taken] if understood else [],
        arguments=[(n.replace("_", " "), clean(v)) for n, v in understood.arguments]
        if understood else [],
        way=examples().get(understood.template, "") if understood else "",
        said=[statement_line(each) for each in said.limit(8).stream()] if said else [],
        downloads=data_links(request, [("JSON", "/api/v1/ask.json")])
        + (data_links(request, [("Certificate", "/api/v1/ask/certificate.json")])
           if understood else []),
        missing=["An answer tells what the record holds, and nothing of what was not read."],
        dated=True,
    )  # fmt: skip


def ask_path(question: str) -> str:
    """The address of a question."""
    return f"/ask?q={quote(question, safe='')}"


def answered(query: Query, answer: Answer) -> Answered:
    """An answer with its records numbered through."""
    numbers: dict[str, int] = {}
    told = []
    for sentence in answer.sentences:
        by_tables = sentence.basis is not Basis.RECORD
        notes = []
        for record in sentence.records[:MOST_NOTES]:
            number = numbers.setdefault(record, len(numbers) + 1)
            href = f"/actor/{quote(record, safe='')}" if by_tables else f"/record/{record}"
            notes.append((number, href))
        known = query.names.registry.actors
        told.append(
            Told(
                parts=_parts(clean(sentence.text)),
                notes=[] if by_tables and sentence.records[0] not in known else notes,
                others=max(0, len(sentence.records) - MOST_NOTES),
                by_tables=by_tables,
            )
        )
    records = answer.records
    articles = {query.find(each).reading.article.id for each in records[:60]}
    over = " or more" if len(records) > 60 else ""
    return Answered(
        question=clean(answer.question),
        href=ask_path(answer.question),
        told=told,
        more=answer.more,
        not_told=clean(answer.not_told or ""),
        counts=f"{counted(len(records), 'record')} in {counted(len(articles), 'article')}{over}"
        if records
        else "",
        list_of_it=(answer.asked.address or "") if answer.asked else "",
    )


def _parts(text: str) -> list[tuple[str, bool]]:
    """A sentence in parts: what stands in quotation marks was published, the rest is ours."""
    return [(part, part[:1] == "“") for part in _QUOTED.split(text) if part]


def questions_here(
    query: Query, known: Sequence[Named], lands: Sequence[str], *, small: bool
) -> list[Answer]:
    """Up to four questions that this store can answer, found once for each state of it.

    Of one that is not `small` only those that are quick to answer: they stand on single facts.
    """

    def answerable() -> list[Answer]:
        tried = [*_candidates(query, known, lands, small=small)][:TRIED]
        return [a for a in map(query.ask, tried) if a.sentences and not a.not_told][:4]

    return once(query, f"askable {query.today}", answerable)


def _candidates(
    query: Query, known: Sequence[Named], lands: Sequence[str], *, small: bool
) -> Iterator[str]:
    """Questions made of what is in the store."""
    for land in lands[:2]:
        yield f"Who recognises {land}, and who says so?"
    people = [each.name for each in known if each.kind is Kind.PERSON]
    if not small:
        yield from (f"Which offices has {name} held?" for name in people[:3])
        return
    states = [each.name for each in known if each.kind in (Kind.STATE, Kind.GOVERNMENT)]
    demands = commitments_asked([("kind", "demand")], today=query.today)
    told = (
        f"What did {clean(bound.by[0].name)} demand of {clean(bound.of[0].name)}?"
        for bound in bound_in(query, demands).commitments
        if bound.by and bound.of and bound.by[0].country and bound.of[0].country
    )
    yield from islice(told, 3)
    for one, other in pairwise(states):
        yield f"When did {one} and {other} last meet?"
    for name in people[:2]:
        yield f"Which offices has {name} held?"


def _is_name(query: Query, asked: str) -> bool:
    """Whether words are a name, or two that "and" joins."""
    parts = [part.strip() for part in asked.rstrip("?").split(" and ")]
    return len(parts) <= 2 and all(query.resolve(part).meanings for part in parts)
