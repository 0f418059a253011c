"""A question as one value: filters, and how the answer is cut, ordered and shown.

    asking_of("actor=ISR&type=REQUEST&known=2026-01-31&sort=told", "events", today=date.today())

No input is a crash: what cannot be asked raises `InputError` with the name, the cause and the
nearest that can. A name that no answer can follow yet is refused, never passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from legation.ask.filters import SINGLE, Filters, with_filter
from legation.ask.grammar.cursors import mark_of, token_of
from legation.ask.grammar.lists import FORM, LIMIT, check_name, limit_of, one_of
from legation.atlas.perspectives import NEUTRAL, view_named
from legation.errors import InputError
from legation.store.asking.faceting import facet_names
from legation.store.asking.wanted import Clock, Mark, Sort, Window

COUNT_TO = 10_000  # records that pages and services count exactly; beyond they say "more than"
MOST_PAIRS = 200  # of one address
EXTRAS = ("words", "chain", "why", "report")
# Each of these has one value; the others may have several, of which one must fit.
_FORM_ONCE = "view by sort order limit after as".split()
ONCE = (*_FORM_ONCE, *SINGLE)
# Names that say nothing of which records there are.
_FREE = "sort order after limit facet as fields extra view".split()
_UNANSWERED = ("sort", "order", "after", "facet", "as", "fields")  # of occurrences
_TABLES = ("events", "statements", "claims", "dyads")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is asked of a list.

    `pairs` are the names and values as they came, `facets` by what records are counted, `fields`
    the columns wanted and `extra` what items hold besides; `view` is from whose map it is seen.
    """

    kind: str
    filters: Filters = field(default_factory=Filters)
    pairs: tuple[tuple[str, str], ...] = ()
    sort: Sort = Sort.DAY
    newest: bool = True
    limit: int = LIMIT
    after: str | None = None
    facets: tuple[str, ...] = ()
    shape: str = "lines"
    fields: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    view: str = NEUTRAL

    @property
    def question(self) -> str:
        """What decides which records come in which order, in one form whatever was written."""
        kept = sorted((n, v) for n, v in self.pairs if n not in _FREE)
        kept += [("sort", str(self.sort)), ("order", "desc" if self.newest else "asc")]
        return f"{self.kind}?{urlencode(kept, errors='surrogatepass')}"

    @property
    def window(self) -> Window:
        """The order and the place where the page begins; counts end at 10,000."""
        after = mark_of(self.after, question=self.question) if self.after else None
        return Window(sort=self.sort, newest=self.newest, after=after, count_to=COUNT_TO)

    def token(self, last: Mark | None) -> str | None:
        """The token of the next page, `None` where this is the last."""
        return token_of(last, question=self.question) if last else None

    def query(self, **changed: str | None) -> str:
        """The question as an address has it, with some names set to another value or left out."""
        kept = [(n, v) for n, v in self.pairs if n not in changed]
        kept += [(n, v) for n, v in changed.items() if v is not None]
        return urlencode(kept, errors="surrogatepass")


def asking_of(query: str | Iterable[tuple[str, str]], kind: str, *, today: date) -> Asking:
    """What a query such as `actor=ISR&type=REQUEST&limit=100` asks of a list.

    Raises `InputError` for names and values that cannot be.
    """
    pairs = pairs_in(query) if isinstance(query, str) else tuple(query)
    _check_once(pairs)
    asked = Asking(kind=kind, pairs=pairs)
    for name, value in pairs:
        check_name(name, kind)
        if not value.strip():
            raise InputError(f"{name}: the value is empty; leave the filter out instead")
        if name in FORM:
            asked = _formed(asked, name, value.strip(), today=today)
        else:
            asked = replace(asked, filters=with_filter(asked.filters, name, value, today=today))
    return _settled(asked, today)


def pairs_in(query: str) -> tuple[tuple[str, str], ...]:
    """The names and values of an address's query; raises `InputError` for very many."""
    try:
        found = parse_qsl(
            query.removeprefix("?"), keep_blank_values=True, max_num_fields=MOST_PAIRS
        )
    except ValueError as error:
        raise InputError(f"the query has more than {MOST_PAIRS} parts; ask for less") from error
    return tuple(found)


def _check_once(pairs: Sequence[tuple[str, str]]) -> None:
    names = [name for name, _ in pairs]
    twice = next((n for n in names if n in ONCE and names.count(n) > 1), None)
    if twice:
        raise InputError(f"{twice} stands twice; give it once, days as a range if need be")


def _formed(asked: Asking, name: str, value: str, *, today: date) -> Asking:
    """The question with one more word on its form."""
    match name:
        case "known" | "clock":
            return replace(asked, filters=with_filter(asked.filters, name, value, today=today))
        case "view":
            return replace(asked, view=view_named(value))
        case "by":
            raise InputError(
                f"by={value!r}: whose claims decide is asked of facts, not of {asked.kind}; "
                "for claims write holder="
            )
        case "sort":
            return replace(asked, sort=Sort(one_of(name, value, [str(s) for s in Sort])))
        case "order":
            return replace(asked, newest=one_of(name, value, ["desc", "asc"]) == "desc")
        case "limit":
            return replace(asked, limit=limit_of(value))
        case "after":
            return replace(asked, after=value)
        case "as":
            return replace(asked, shape=_shape(value, asked.kind))
    several = tuple(each.strip() for each in value.split(",") if each.strip())
    known = {"facet": _facets(asked.kind), "extra": EXTRAS, "fields": None}[name]
    if known is not None:
        several = tuple(one_of(name, each, known) for each in several)
    if name == "facet":
        return replace(asked, facets=tuple(dict.fromkeys((*asked.facets, *several))))
    if name == "extra":
        return replace(asked, extra=tuple(dict.fromkeys((*asked.extra, *several))))
    return replace(asked, fields=tuple(dict.fromkeys((*asked.fields, *several))))


def _settled(asked: Asking, today: date) -> Asking:
    """The question whole; raises `InputError` for parts that do not go together."""
    if asked.filters.clock is not Clock.STORE and asked.filters.known is None:
        # What is published until today; an article without a day is in no paper's day.
        asked = replace(asked, filters=replace(asked.filters, known=today))
    if asked.kind in ("timeline", "meetings"):
        refused = next((n for n, _ in asked.pairs if n in _UNANSWERED), None)
        if refused:
            raise InputError(
                f"{refused}= is not answered for {asked.kind} yet; ask events, or leave it out"
            )
    return asked


def _shape(value: str, kind: str) -> str:
    found = one_of("as", value, ["lines", "table", "series"])
    if found == "series":
        raise InputError(
            f"as=series is not made of {kind} yet; ask two sides: /dyad/IND/PAK/series, or "
            "facet= for counts"
        )
    return found


def _facets(kind: str) -> tuple[str, ...]:
    return facet_names("events" if kind == "dyads" else kind) if kind in _TABLES else ()
