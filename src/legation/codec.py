"""Readings as JSON lines: one line each, exact both ways, every passage checked on the way in.

Keys stand in the order of the fields in `legation.records`, so equal readings give equal bytes.
Dates are ISO 8601, enums their values, sequences arrays, unknown `null`. Fields that came with a
later schema are left out while they are empty, so that what has none of them is written as it
always was.
"""

from __future__ import annotations

import re
import types
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import chain
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from legation.errors import InputError, PassageError
from legation.records import (
    SCHEMA,
    Article,
    Claim,
    Event,
    Passage,
    Reading,
    Skipped,
    Statement,
    When,
)

_encoder = msgspec.json.Encoder(order="deterministic")
_rows = msgspec.json.Encoder()  # columns stay in their order
_readings = msgspec.json.Decoder(Reading)
_skips = msgspec.json.Decoder(Skipped)
_claims = msgspec.json.Decoder(Claim)

# The fields that schema 2 brought. In JSON a comma, a quotation mark, a name, a quotation mark and
# a colon in a row are a key: inside a text the quotation marks would be escaped.
_LATER = (
    "named_by|plural|described|relayed_by|deadline|"
    "harm|means|responsibility|level|manner|host|amount|response_to"
)
_EMPTY = re.compile(rf',"(?:(?:{_LATER})":(?:null|\[\])|schema":1(?=,))'.encode())


class _Twins:
    """Records as `msgspec.Struct`: the same fields, made and written at half the cost.

    A record checks itself and cannot be changed; what is only passed on to JSON need not. Fields of
    the names `left_out` are not written while they are `None` or an empty tuple, nor those of
    `numbers` while they are the number given. Fields of a record in `passed_over` are not there.
    """

    def __init__(
        self,
        left_out: Collection[str],
        numbers: Mapping[str, int],
        passed_over: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self._left_out = left_out
        self._numbers = numbers
        self._passed_over = passed_over or {}
        self._known: dict[Any, Any] = {}

    def of(self, kind: Any) -> Any:
        """The twin of a type of a field; the type itself where there is no record in it."""
        origin = get_origin(kind)
        if is_dataclass(kind) or is_dataclass(origin):
            if kind not in self._known:
                self._known[kind] = self._made(kind, origin or kind)
            return self._known[kind]
        parts = get_args(kind)
        if origin is tuple:
            held = tuple(... if part is ... else self.of(part) for part in parts)
            return types.GenericAlias(tuple, held)
        if origin in (Union, types.UnionType):
            return Union[tuple(map(self.of, parts))]  # noqa: UP007 - made of a tuple
        return kind

    def _made(self, kind: Any, record: Any) -> Any:
        stands_for: dict[Any, Any] = {}
        if get_args(kind):  # a record of some value: `Worded[int]`
            variables = [v for v in record.__parameters__ if isinstance(v, TypeVar)]
            stands_for = dict(zip(variables, get_args(kind), strict=True))
        told = get_type_hints(record)
        made: list[Any] = []
        for field in fields(record):
            if field.name in self._passed_over.get(record.__name__, ()):
                continue
            hint = stands_for.get(told[field.name], told[field.name])
            default = self._default(field.name, hint)
            made.append((field.name, self.of(hint), *default))
        return msgspec.defstruct(record.__name__, made, kw_only=True, omit_defaults=True)

    def _default(self, name: str, hint: Any) -> tuple[Any, ...]:
        """What a field is not written for, if anything."""
        if name in self._numbers:
            return (self._numbers[name],)
        if name not in self._left_out:
            return ()
        if get_origin(hint) is tuple:
            return ((),)
        return (None,) if type(None) in get_args(hint) else ()


_twins = _Twins(frozenset(_LATER.split("|")), {"schema": 1})
_plain = msgspec.json.Decoder(_twins.of(Reading))


def encode(reading: Reading) -> bytes:
    """One reading as one line of JSON, without the newline.

    Raises `InputError` for what would not come back as it is: a text that UTF-8 cannot hold (half
    of a surrogate pair), a score that is no number, a value of another type than its field.
    """
    name = reading.article.id
    try:
        # There and back, so that equal readings give equal bytes: 450 comes back as 450.0.
        return _encoder.encode(_plain.decode(_encoder.encode(reading)))
    except UnicodeEncodeError as error:
        raise InputError(
            f"article {name}: its text holds half of a surrogate pair at character {error.start}; "
            "decode the page with errors='replace'"
        ) from error
    except msgspec.DecodeError as error:
        raise InputError(
            f"article {name}: its reading has a value that JSON cannot bring back: {error}; "
            "give each field a value of its type"
        ) from error


def decode(line: bytes | str, *, path: str | None = None, number: int | None = None) -> Reading:
    """The reading a line of JSON holds, each of its passages checked against the article's text.

    `path` and `number` (from 1) say in errors where the line stands. Raises `InputError` for a line
    that is no reading and `PassageError` for a passage that is not the article's characters.
    """
    where = _where(path, number)
    try:
        reading = _readings.decode(line)
    except PassageError as error:
        raise PassageError(f"{where}{error}", path=path, line=number) from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InputError(
            f"{where}not a reading: {error}; write readings with `legation read --json`",
            path=path,
            line=number,
        ) from error
    if reading.schema > SCHEMA:
        raise InputError(
            f"{where}read by a newer Legation (schema {reading.schema}, this one knows {SCHEMA}); "
            "update Legation",
            path=path,
            line=number,
        )
    try:
        check_passages(reading)
    except PassageError as error:
        raise PassageError(f"{where}{error}", path=path, line=number) from error
    return reading


def decode_kept(line: bytes) -> Reading:
    """The reading of a line that a store wrote: its passages were checked before it was kept."""
    try:
        return _readings.decode(line)
    except (msgspec.DecodeError, PassageError):
        return decode(line)  # which says what is wrong with it


class _Parts(msgspec.Struct):
    """The records of a line, each left as it stands."""

    statements: list[msgspec.Raw] = []
    events: list[msgspec.Raw] = []
    claims: list[msgspec.Raw] = []


_parts = msgspec.json.Decoder(_Parts)
_kinds: dict[str, msgspec.json.Decoder[Any]] = {
    "statements": msgspec.json.Decoder(Statement),
    "events": msgspec.json.Decoder(Event),
    "claims": _claims,
}


def decode_some(line: bytes, kind: str, positions: Iterable[int]) -> list[Any]:
    """The statements, events or claims at some positions of a line that `encode` wrote.

    Nothing else of the reading is made; the line was checked when it was written.
    """
    listed = getattr(_parts.decode(line), kind)
    return [_kinds[kind].decode(listed[position]) for position in positions]


# What no table of records shows. The rest is made without checks: the line was checked already.
_flat = _Twins(
    frozenset(_LATER.split("|")),
    {"schema": 1},
    {
        "Passage": ("article_id",),
        "When": ("passage",),
        "Mention": ("score", "rule", "named_by", "plural", "described"),
        "Event": ("also",),
    },
)


class Head(msgspec.Struct):
    """What tables say of the article of a line, with its text."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    agency: str | None = None
    published: _flat.of(When) | None = None  # type: ignore[valid-type]


class _Name(msgspec.Struct):
    name: str


class _Words(msgspec.Struct):
    text: str


class Teller(msgspec.Struct):
    """What a chain of reports asks of a statement."""

    id: str
    speaker: _Name | None = None
    cue: _Words | None = None
    reported_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A line taken apart for tables: its article, who tells of what, and records still in JSON."""

    article: Head
    tellers: tuple[Teller, ...]
    records: tuple[bytes, ...]


class _OfStatements(msgspec.Struct):
    article: Head
    statements: list[msgspec.Raw]


class _OfEvents(msgspec.Struct):
    article: Head
    statements: list[Teller]
    events: list[msgspec.Raw]


class _OfClaims(msgspec.Struct):
    article: Head
    claims: list[msgspec.Raw]


_opening: dict[str, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(parts)
    for kind, parts in (
        ("statements", _OfStatements),
        ("events", _OfEvents),
        ("claims", _OfClaims),
    )
}
_tellers = msgspec.json.Decoder(Teller)
_for_tables: dict[str, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(_flat.of(record))
    for kind, record in (("statements", Statement), ("events", Event), ("claims", Claim))
}


def opened(line: bytes, kind: str) -> Opened:
    """A line that `encode` wrote, taken apart for rows of one kind of record."""
    parts = _opening[kind].decode(line)
    records = tuple(map(bytes, getattr(parts, kind)))
    told: Iterable[Teller] = ()
    if kind == "statements":
        told = map(_tellers.decode, records)
    elif kind == "events":
        told = parts.statements
    return Opened(article=parts.article, tellers=tuple(told), records=records)


def for_tables(kind: str, record: bytes) -> Any:
    """A record of an opened line with the fields that tables show, under the same names."""
    return _for_tables[kind].decode(record)


def encode_row(row: Mapping[str, Any]) -> bytes:
    """A row of a table as JSON: days in ISO form, enums as their values, lists as arrays.

    Half of a surrogate pair, which UTF-8 cannot hold, becomes a question mark.
    """
    try:
        return _rows.encode(row)
    except UnicodeEncodeError:
        return _rows.encode({name: _whole(cell) for name, cell in row.items()})


def _whole(cell: Any) -> Any:
    if isinstance(cell, str):
        return str(cell).encode("utf-8", "replace").decode("utf-8")
    return tuple(map(_whole, cell)) if isinstance(cell, tuple | list) else cell


class _Whose(msgspec.Struct):
    """The article of a line; the records are passed over."""

    article: Article


_whose = msgspec.json.Decoder(_Whose)


def decode_article(line: bytes) -> Article:
    """The article of a line that `encode` wrote, without what was read in it."""
    return _whose.decode(line).article


def decode_lines(lines: Iterable[bytes | str], *, path: str | None = None) -> Iterator[Reading]:
    """The readings of a file of JSON lines, in order; blank lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield decode(line, path=path, number=number)


def encode_skipped(skipped: Skipped) -> bytes:
    """One page that gave no article as one line of JSON, without the newline."""
    return _encoder.encode(skipped)


def decode_skipped(
    line: bytes | str, *, path: str | None = None, number: int | None = None
) -> Skipped:
    """The skipped page a line of JSON holds; raises `InputError` for anything else."""
    try:
        return _skips.decode(line)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InputError(
            f"{_where(path, number)}not a skipped page: {error}; write it with `encode_skipped`",
            path=path,
            line=number,
        ) from error


def encode_claim(claim: Claim) -> bytes:
    """A claim by itself as JSON, without when a store took it in."""
    bare = replace(claim, recorded_at=None)
    return encode_record(_claims.decode(_encoder.encode(bare)))


def decode_claim(line: bytes) -> Claim:
    """The claim that `encode_claim` wrote."""
    return _claims.decode(line)


def encode_record(record: object) -> bytes:
    """Any record as one line of JSON, keys in the order of its fields."""
    return _EMPTY.sub(b"", _encoder.encode(record))


def check_passages(reading: Reading) -> None:
    """Raise `PassageError` for the first passage that is not the article's characters."""
    article = reading.article
    for passage in chain(reading.passages(), _published(article)):
        found = article.text[passage.start : passage.end]
        if passage.article_id != article.id:
            cause = f"belongs to article {passage.article_id}, not to {article.id}"
        elif found != passage.text:
            cause = f"of article {article.id} does not match its text, which has {_short(found)}"
        else:
            continue
        raise PassageError(
            f"passage {passage.start}-{passage.end} {_short(passage.text)} {cause}; the record was "
            "changed after it was made: read the article again"
        )


def _published(article: Article) -> Iterator[Passage]:
    if article.published is not None and article.published.passage is not None:
        yield article.published.passage


def _short(text: str, size: int = 60) -> str:
    return repr(text if len(text) <= size else text[: size - 1] + "…")


def _where(path: str | None, number: int | None) -> str:
    parts = [path or "", f"line {number}" if number is not None else ""]
    told = " ".join(part for part in parts if part)
    return f"{told}: " if told else ""
