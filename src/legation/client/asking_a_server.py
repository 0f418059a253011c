"""`Client`: a server asked as `Query` asks a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from legation.ask.lazily.narrowing import pairs_of, told_value
from legation.ask.series import SERIES
from legation.ask.tabular.flat import Table, of_rows
from legation.ask.tabular.frames import to_arrow
from legation.ask.tabular.schemas import CLAIMS, DYADS, EVENTS, STATEMENTS
from legation.client.answered import Server
from legation.client.remote_records import RemoteRecords
from legation.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Items with their counts by unit; `told` is the whole answer as JSON has it."""

    items: tuple[dict[str, Any], ...]
    count: dict[str, int]
    told: Mapping[str, Any] = field(repr=False)
    _calendar: tuple[Server, str, tuple[tuple[str, str], ...]] | None = field(
        default=None, repr=False
    )

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def to_ics(self, path: str | Path | None = None) -> bytes:
        """What has a day as iCalendar, also written to a file where one is named.

        Raises `InputError` for an answer that is in no calendar: only meetings and commitments are.
        """
        if self._calendar is None:
            raise InputError("this is in no calendar; meetings and commitments are")
        server, where, pairs = self._calendar
        told = server.bytes(where, pairs)
        if path is not None:
            Path(path).write_bytes(told)
        return told


class Client:
    """Questions to a server of the record; close it, or use it in a `with` block.

    The methods are those of `Query`. What a store answers with records, a server answers with items
    as JSON has them; rows and frames are the same. Errors are those of a store.
    """

    def __init__(self, url: str, *, token: str | None = None, timeout_s: float = 30.0) -> None:
        self.server = Server(url, token=token, timeout_s=timeout_s)

    def __repr__(self) -> str:
        return f"Client({self.server.url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self.server.close()

    def events(self, **filters: Any) -> RemoteRecords:
        """Reports of events."""
        return self._records(EVENTS, filters)

    def dyads(self, **filters: Any) -> RemoteRecords:
        """Reports of events once for every two of their parties."""
        return self._records(DYADS, filters)

    def statements(self, **filters: Any) -> RemoteRecords:
        """Statements, with the chain of those who report them."""
        return self._records(STATEMENTS, filters)

    def claims(self, predicate: str | None = None, **filters: Any) -> RemoteRecords:
        """Claims of what holds."""
        return self._records(CLAIMS, {"predicate": predicate, **filters})

    def facts(self, predicate: str | None = None, **asked: Any) -> Answer:
        """What is claimed to hold, by slot."""
        return self._answer("/facts", {"predicate": predicate, **asked})

    def commitments(self, **asked: Any) -> Answer:
        """Promises and demands, by whom and of whom, and how they stand."""
        return self._answer("/commitments", asked, calendar=True)

    def timeline(self, *parties: str, **filters: Any) -> Answer:
        """What happened between the parties, at most two, by day."""
        return self._answer(*_of_sides("/timeline", "", parties, filters))

    def meetings(self, *parties: str, **filters: Any) -> Answer:
        """When the parties, at most two, met or spoke."""
        path, asked = _of_sides("/meetings", "/meetings", parties, filters)
        return self._answer(path, asked, calendar=True)

    def new(self, since: Any, *, about: Sequence[str] = (), limit: int | None = None) -> Answer:
        """What was published since a day, with links and independent origins."""
        return self._answer("/new", {"since": since, "actor": list(about), "limit": limit})

    def holds(self, office: str, *, on: Any = None) -> Answer:
        """Who holds an office on a day, by default today: "NATO secretary general"."""
        return self._answer(f"/office/-/{_part(office)}", {"on": on})

    def resolve(self, name: str, *, on: Any = None) -> Mapping[str, Any]:
        """Who is meant by a name: one, a choice of several, or nobody with near names."""
        return self.server.json("/resolve", tuple(pairs_of({"name": name, "on": on})))

    def find(self, prefix: str) -> Mapping[str, Any]:
        """The one record whose id begins so, with its kind and article."""
        return self.server.json(f"/record/{_part(prefix)}")

    def diff(
        self, first: Any, last: Any = None, *, actor: str | None = None, clock: str = "published"
    ) -> Mapping[str, Any]:
        """What the record came to hold, turned over and gave up between two days."""
        asked = {"from": first, "known": last, "actor": actor, "clock": clock}
        return self.server.json("/diff", tuple(pairs_of(asked)))

    def ask(self, question: str, *, known: Any = None, clock: str | None = None) -> RemoteAnswer:
        """The answer to a question in words, with its records and certificate."""
        asked = {"q": question, "known": known, "clock": clock}
        return RemoteAnswer(server=self.server, pairs=tuple(pairs_of(asked)))

    def dyad(self, left: str, right: str) -> RemoteDyad:
        """Two sides, for their series and timeline."""
        return RemoteDyad(client=self, left=left, right=right)

    def judge(
        self, left: str, right: str, verdict: str, *, note: str | None = None
    ) -> Mapping[str, Any]:
        """Say whether two reports are of one event: `same`, `not same`, `unsure`."""
        body = {"left": left, "right": right, "verdict": verdict, "note": note}
        kept: Mapping[str, Any] = self.server.sent("POST", "/judgements", json=body).json()
        return kept

    def _records(self, table: Table, filters: Mapping[str, Any]) -> RemoteRecords:
        return RemoteRecords(server=self.server, table=table).where(**filters)

    def _answer(self, path: str, asked: Mapping[str, Any], *, calendar: bool = False) -> Answer:
        pairs = tuple(pairs_of(asked))
        body = self.server.json(path, pairs)
        return Answer(
            items=tuple(body["items"]),
            count=body.get("count", {}),
            told=body,
            _calendar=(self.server, f"{path}.ics", pairs) if calendar else None,
        )


@dataclass(frozen=True, kw_only=True)
class RemoteAnswer:
    """A server's answer to a question in words, as `Query.ask` has it."""

    server: Server = field(repr=False)
    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """The whole answer as JSON has it."""
        return self.server.json("/ask", self.pairs)

    @property
    def text(self) -> str:
        """The answer as one text."""
        return str(self.told["answer"])

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of all records under the answer."""
        return tuple(self.told["records"])

    def certificate(self) -> Mapping[str, Any]:
        """What the server's record held when it was asked."""
        return self.server.json("/ask/certificate", self.pairs)


@dataclass(frozen=True, kw_only=True)
class RemoteDyad:
    """Two sides of a server's store."""

    client: Client = field(repr=False)
    left: str
    right: str

    def timeline(self, **filters: Any) -> Answer:
        """What happened between them."""
        return self.client.timeline(self.left, self.right, **filters)

    def series(self, **filters: Any) -> RemoteSeries:
        """Their series by month and quad class, with what was read of each month."""
        path = f"/dyad/{_part(self.left)}/{_part(self.right)}/series"
        body = self.client.server.json(path, tuple(pairs_of(filters)))
        return RemoteSeries(points=tuple(body["items"]))


@dataclass(frozen=True, kw_only=True)
class RemoteSeries:
    """A series with its data frames."""

    points: tuple[dict[str, Any], ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.points)

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """One row for each month and quad class."""
        return iter(self.points)

    def to_arrow(self) -> Any:
        """An Arrow table with documented types."""
        return to_arrow(of_rows(SERIES), self.points)


def _of_sides(
    path: str, of_two: str, parties: Sequence[str], filters: Mapping[str, Any]
) -> tuple[str, dict[str, Any]]:
    """The address of an answer about nobody in particular, one side or two."""
    if len(parties) > 2:
        raise InputError("a server is asked for one side or two; ask a store for more")
    if len(parties) == 2:
        return f"/dyad/{_part(parties[0])}/{_part(parties[1])}{of_two}", dict(filters)
    if parties and "actor" in filters:
        raise InputError("actor stands twice; name the side once")
    return path, {**({"actor": parties[0]} if parties else {}), **filters}


def _part(text: str) -> str:
    return quote(told_value(text), safe="")
