"""Why there is a record: entries tried and runners-up of an event; a rule with what it made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.listed import rows_at
from legation.ask.query import Query
from legation.errors import InputError
from legation.events.explain import Explanation, Word
from legation.records import Event
from legation.store.asking.by_rule import made_by, rules_of
from legation.tables import numbered_rows, values
from legation.telling.safe import clean
from legation.web.pages.corrections_page import precision_at, rules_told
from legation.web.rendering import Pages
from legation.web.shown import Line, Words, around, claim_line, event_line, statement_line

router = APIRouter(include_in_schema=False)
EXAMPLES, ENTRIES, RULES = 12, 12, 60
_LINES: dict[str, Any] = {
    "events": event_line, "statements": statement_line, "claims": claim_line,
}  # fmt: skip
# The table of the lexicon that a rule's first word names, and its column of examples.
_TABLES = {
    "verb": "language/en/verbs.csv",
    "noun": "language/en/nouns.csv",
    "operator": "language/en/operators.csv",
    "claim": "language/en/predicates.csv",
}
_reading = Lock()  # one parse at a time: a page must not take the machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the lexicon; `why_not` is empty where it fits the sentence."""

    rule: str
    href: str
    code: str
    where: str
    weight: int
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A word with the entries under it; `margin` is by how much the first outweighs the next."""

    word: Words
    entries: Sequence[Entry]
    others: int
    margin: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table that has the rule's word, with its example."""

    where: str
    told: str
    example: str


@router.get("/why/{record}")
def why(request: Request, record: str) -> Response:
    """Why a record is there: its rule, and of an event every entry that was tried."""
    pages: Pages = request.app.state.pages
    query = pages.query
    found = query.find(record)
    if found.kind not in ("statement", "event", "claim"):
        raise InputError(f"{record[:60]!r}: there is no such record of a statement, event or claim")
    one, article = found.record, found.reading.article
    tried = [_tried(w, article.text) for w in _explained(pages, found).words] if isinstance(
        one, Event) else []  # fmt: skip
    return pages.page(
        request,
        "why.html",
        title="Why it is read so",
        record=found.id,
        kind=found.kind,
        article=article,
        words=around(article.text, one.trigger) if isinstance(one, Event) else None,
        rule=one.rule,
        rule_href=rule_path(one.rule),
        score=f"{one.score:.2f}",
        tried=tried,
        missing=["The article is read again for this page: another entry may be taken now."]
        if tried else [],
    )  # fmt: skip


@router.get("/rule")
def rules(request: Request) -> Response:
    """The rules that made the records of this store."""
    pages: Pages = request.app.state.pages
    store = pages.query.store
    kinds = [
        (kind, [(name, n, rule_path(name)) for name, n in rules_of(store, kind, most=RULES)])
        for kind in _LINES
    ]
    return pages.page(request, "rules.html", title="Rules", kinds=kinds)


@router.get("/rule/{name}")
def rule(request: Request, name: str) -> Response:
    """A rule: where it stands, what it made in this store, how sure it was."""
    pages: Pages = request.app.state.pages
    query = pages.query
    made = [(kind, *_made(query, kind, name)) for kind in _LINES]
    made = [each for each in made if each[1]]
    rows = [*_rows(name)]
    if not made and not rows:
        near = [n for n, _ in rules_of(query.store, "events", most=3)]
        raise InputError(
            f"{name[:60]!r}: there is no such record of a rule here; did you mean "
            f"{', '.join(near) or 'one of /rule'}?"
        )
    return pages.page(
        request,
        "rule.html",
        title=f"Rule {clean(name)}",
        name=clean(name),
        made=made,
        rows=rows[:ENTRIES],
        more=max(0, len(rows) - ENTRIES),
        judged=rules_told([p] if (p := precision_at(query.store, name)) else []),
        missing=[
            "How often a rule is right is known only where people have said so of its records."
        ],
    )


def rule_path(name: str) -> str:
    """The page of a rule."""
    return f"/rule/{quote(name, safe='')}"


def _explained(pages: Pages, found: Any) -> Explanation:
    """An event explained by reading its article again, with one reader for all pages."""
    with _reading:
        return pages.reader.explain(found.reading.article, found.record)


def _tried(word: Word, text: str) -> Tried:
    entries = [
        Entry(
            rule=clean(each.rule),
            href=rule_path(each.rule),
            code=each.code,
            where=f"{each.table}.csv line {each.line}",
            weight=each.weight,
            why_not=clean(each.why_not or ""),
        )
        for each in word.tried
    ]
    return Tried(
        word=around(text, word.passage),
        entries=entries[:ENTRIES],
        others=max(0, len(entries) - ENTRIES),
        margin=word.margin,
    )


def _made(query: Query, kind: str, name: str) -> tuple[int, list[Line], int]:
    """How many records a rule made, the latest as lines, and how many of these are unsure."""
    number, places = made_by(query.store, kind, name, most=EXAMPLES)
    lines = [_LINES[kind](row) for row in rows_at(query.store, kind, places)]
    return number, lines, sum(line.unsure for line in lines)


def _rows(name: str) -> Iterator[Row]:
    """The lines of the lexicon that have the word of a rule."""
    kind, _, rest = name.partition(".")
    table, word = _TABLES.get(kind), rest.rpartition(".")[2] if kind == "claim" else rest
    if table is None or not word:
        return
    lemma = word.partition(".")[0]
    for line, row in numbered_rows(table):
        cells = [*row.values()]
        heads = {
            row.get("lemma", ""),
            row.get("noun", ""),
            row.get("word", ""),
            row.get("form", ""),
        }
        if not any(lemma in values(head) for head in heads):
            continue
        told = " ".join(
            row[column] for column in ("type", "mode", "cameo", "predicate") if row.get(column)
        )
        yield Row(where=f"{table.rpartition('/')[2]} line {line}", told=told or cells[0],
                  example=row.get("example", ""))  # fmt: skip
