"""How the records of somebody are found: by the rows of who appears where, in the order of days.

Of all who must take part in a record, the one with the fewest records leads: its rows are passed
over in order, and whether the others take part is looked up in theirs. What the rows do not know,
such as offices, is asked of mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Connection,
    Integer,
    and_,
    cast,
    exists,
    func,
    literal,
    select,
    true,
)
from sqlalchemy import Date as DateType
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.selectable import Join
from sqlalchemy.sql.visitors import iterate

from legation.store import schema
from legation.store.asking.parties_meant import meant
from legation.store.asking.wanted import Party, Wanted
from legation.store.keeping.appearances import ROLES, appearances, day_number, key_of, mark_of

OFTEN = 20_000  # records: of somebody with more under several keys, records are looked through
_MANY = 200  # keys that are counted one by one
_LEADER = "leader"
_FIRST = date.min
_JULIAN = 1721424.5  # SQLite's number of the day before the first
# The sides that each filter asks for.
_SIDES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "events": {
        "actor": ("actor", "recipient"),
        "together": ("actor", "recipient"),
        "actors_from": ("actor",),
        "actors_to": ("recipient",),
    },
    "statements": {
        "actor": ("speaker", "addressee"),
        "speaker": ("speaker",),
        "addressee": ("addressee",),
    },
    "claims": {
        "actor": ("subject", "object"),
        "subject": ("subject",),
        "object": ("object",),
        "holder": ("holder",),
    },
}
_COUNTRY = {kind: sides["actor"] for kind, sides in _SIDES.items()}


class InOrder(Join):
    """A join whose left side is passed over first; SQLite's planner would choose otherwise."""

    inherit_cache = True


@compiles(InOrder, "sqlite")
def _in_order(join: InOrder, compiler: Any, **given: Any) -> str:
    given["asfrom"] = True
    given.pop("from_linter", None)  # which would miss the condition that joins the two
    left, right = compiler.process(join.left, **given), compiler.process(join.right, **given)
    return f"{left} CROSS JOIN {right} ON {compiler.process(join.onclause, **given)}"


@dataclass(slots=True)
class Seating:
    """The parties of one question to one kind of record, and who of them leads."""

    connection: Connection
    kind: str
    wanted: Wanted
    _keys: dict[Party, tuple[int, ...] | None] = field(default_factory=dict)
    _times: dict[Party, int] = field(default_factory=dict)
    _often: dict[Party, bool] = field(default_factory=dict)
    _leader: tuple[Party, int] | None = None
    _rows: Any = None

    def __post_init__(self) -> None:
        if self.connection.dialect.name not in ("sqlite", "postgresql"):
            return
        asked = [
            (party, _roles(self.kind, sides))
            for name, sides in _SIDES[self.kind].items()
            for party in getattr(self.wanted, name).wanted
        ]
        if self.wanted.country.wanted:
            country = Party(countries=self.wanted.country.wanted)
            asked.append((country, _roles(self.kind, _COUNTRY[self.kind])))
        able = [
            each
            for each in asked
            if (keys := self.keys(each[0])) is not None
            and (len(keys) == 1 or self._times[each[0]] <= OFTEN)
        ]
        self._leader = min(able, key=lambda each: self._times[each[0]], default=None)

    def keys(self, party: Party) -> tuple[int, ...] | None:
        """The keys under which a party has records; `None` where it cannot be found by any."""
        if party in self._keys:
            return self._keys[party]
        keys = None
        if self.connection.dialect.name in ("sqlite", "postgresql") and not (
            party.offices or party.spells or party.outlets
        ):
            keys, self._times[party] = self._there(_keys_of(self.kind, party))
        self._keys[party] = keys
        return keys

    def _there(self, keys: Sequence[int]) -> tuple[tuple[int, ...], int]:
        """Those of some keys that have records, and how many, counted a little over `OFTEN`."""
        if not keys:
            return (), 0
        if len(keys) > _MANY:
            return tuple(keys), OFTEN + 1
        times = []
        for each in keys:
            some = select(true()).select_from(appearances).where(appearances.c.key == each)
            most = some.limit(OFTEN + 1).subquery()
            times.append(select(func.count()).select_from(most).scalar_subquery())
        found = self.connection.execute(select(*times)).one()
        return tuple(k for k, n in zip(keys, found, strict=True) if n), sum(found)

    def often(self, party: Party) -> bool:
        """Whether records of a party are quicker looked through in order than gathered."""
        if party not in self._often:
            some = select(true()).select_from(schema.mentions).where(meant(party))
            most = some.limit(OFTEN + 1).subquery()
            count = self.connection.execute(select(func.count()).select_from(most)).scalar() or 0
            self._often[party] = count > OFTEN
        return self._often[party]

    def takes_part(
        self, party: Party, sides: Sequence[str], *, wanted: bool = True
    ) -> ColumnElement[bool] | None:
        """That a party is on one of some sides of a record; `None` where rows cannot tell."""
        keys = self.keys(party) if set(sides) <= set(ROLES[self.kind]) else None
        if keys is None:
            return None
        roles = _roles(self.kind, sides)
        if wanted and (party, roles) == self._leader:
            return self._leads(keys, roles)
        other = appearances.alias()
        day, article, position = self._place()
        same = (other.c.day == day, other.c.article == article, other.c.position == position)
        return exists(
            select(true()).where(other.c.key.in_(keys), *same, *_on(self.kind, other.c, roles))
        )

    def _leads(self, keys: tuple[int, ...], roles: int) -> ColumnElement[bool]:
        marks = self._marks()
        if len(keys) == 1:
            self._rows = self._rows if self._rows is not None else appearances.alias(_LEADER)
            row = self._rows.c
            fits = [row.key == keys[0], *_on(self.kind, row, roles)]
            if self.wanted.around is not None:
                first, last = (day and day_number(day) for day in self.wanted.around)
                fits += [row.day >= first] if first else []
                fits += [row.day <= last] if last else []
            return and_(*[*fits, row.mark.in_(marks)] if marks else fits)
        if self._rows is None:
            row = appearances.c
            place = (row.day, row.article, row.position)
            fits = [row.key.in_(keys), *_on(self.kind, row, roles)]
            fits += [row.mark.in_(marks)] if marks else []
            once = select(*place).where(*fits).group_by(*place)
            self._rows = once.subquery(_LEADER)
        return self._rows.c.day.is_not(None)  # type: ignore[no-any-return]

    def _marks(self) -> list[int]:
        """Of the types, acts or predicates asked for: what is of none of them is passed over."""
        asked = {
            "events": tuple(each.partition(".")[0] for each in self.wanted.types.wanted),
            "statements": self.wanted.act.wanted,
            "claims": self.wanted.predicate.wanted,
        }
        return sorted({mark_of(each) for each in asked[self.kind]})

    def _place(self) -> tuple[Any, Any, Any]:
        """Where a record stands in the rows of anybody who takes part in it."""
        if self._leader is not None:
            party, roles = self._leader
            keys = self.keys(party)
            assert keys is not None
            self._leads(keys, roles)
            row = self._rows.c
            return row.day, row.article, row.position
        table = schema.metadata.tables[self.kind].c
        if self.connection.dialect.name == "sqlite":
            day: Any = cast(func.julianday(table.sort_day) - _JULIAN, Integer)
        else:
            day = table.sort_day - literal(_FIRST, DateType) + 1
        return day, schema.articles.c.number, table.position


def latest_articles(
    connection: Connection, parties: Sequence[Party], *, last: date | None = None
) -> dict[int, None] | None:
    """The numbers of articles in whose records one of some parties takes part, the latest first.

    `None` where one cannot be found by its rows. Up to `OFTEN` rows of each are gone through.
    """
    row = appearances.c
    latest: dict[int, int] = {}
    for party in parties:
        if party.offices or party.spells or party.outlets:
            return None
        for kind in ("events", "statements"):
            for each in _keys_of(kind, party):
                asked = select(row.day, row.article).where(row.key == each)
                asked = asked.where(row.day <= day_number(last)) if last else asked
                newest = asked.order_by(row.day.desc()).limit(OFTEN).subquery()
                own = select(newest.c.article, func.max(newest.c.day)).group_by(newest.c.article)
                for article, day in connection.execute(own).all():
                    latest[article] = max(latest.get(article, day), day)
    return dict.fromkeys(sorted(latest, key=lambda article: (latest[article], article))[::-1])


def led_by(*asked: ClauseElement) -> Any:
    """The rows that lead in some conditions; `None` where none do."""
    for each in asked:
        for part in iterate(each):
            table = getattr(part, "table", None)
            if table is not None and getattr(table, "name", None) == _LEADER:
                return table
    return None


def from_leader(leader: Any, table: Any | None, *, articles: bool) -> Any:
    """The rows that lead, with the articles and records they tell of where these are needed."""
    if table is None and not articles:
        return leader
    article = schema.articles.c
    found = InOrder(leader, schema.articles, article.number == leader.c.article)
    if table is None:
        return found
    here = (table.c.article_id == article.id) & (table.c.position == leader.c.position)
    return InOrder(found, table, here)


def _keys_of(kind: str, party: Party) -> list[int]:
    named = [("country", party.countries), ("actor_id", party.ids), ("name_key", party.keys)]
    return list(dict.fromkeys(key_of(kind, column, v) for column, some in named for v in some))


def _roles(kind: str, sides: Sequence[str]) -> int:
    return sum(ROLES[kind][side] for side in sides)


def _on(kind: str, row: Any, roles: int) -> Iterator[ColumnElement[bool]]:
    if roles != sum(ROLES[kind].values()):
        yield row.roles.op("&")(roles) != 0
