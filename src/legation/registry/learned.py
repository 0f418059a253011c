"""What the news itself tells of who holds which office, kept in a file beside the user's own.

`learn` makes rows of sightings; `learned_spells` reads them for the registry. A person is taken to
be in office for a while after the day of the last article, unless somebody else is seen there.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from legation.folding import name_key
from legation.records import How, Precision, When
from legation.registry.holders import COLUMNS as SPELL_COLUMNS
from legation.registry.holders import Spell, office_of
from legation.registry.known import Registry
from legation.registry.own import OwnRow, own_rows
from legation.registry.sightings import Sighting, contradicted
from legation.registry.spells import edge, interval, slug_of
from legation.tables import values

# A minister stays two years or so: nine of ten seen on a day are still there a quarter later.
STAYS = timedelta(days=92)
MOST_EVIDENCE = 3  # passages kept for a row; the store has all of them
COLUMNS = (*SPELL_COLUMNS, "evidence")
HEAD = """\
# Offices that the articles of a store give to people; written by `legation actors learn`.
# checked is the day of the last article, evidence is article:start-end; rows may be corrected.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A sighting that something else known stands against: names of people in the same office."""

    sighting: Sighting
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What was learned: rows by column, how many are new or longer, and what was left out."""

    rows: tuple[Mapping[str, str], ...]
    changed: int
    conflicts: tuple[Conflict, ...]


Slot = tuple[str, str]
_Key = tuple[str, str, str]  # person id, country, key of the title


def learned_spells(registry: Registry, path: Path) -> list[Spell]:
    """The spells of a learned file."""
    found = own_rows(path)
    begins: dict[Slot, set[date]] = defaultdict(set)
    for row in found:
        begins[_slot(row)].add(edge(row["from"], last=False) or date.min)
    return [_spell(row, begins[_slot(row)]) for row in found]


def _slot(row: OwnRow) -> Slot:
    return row["country"], name_key(row["office"])


def _spell(row: OwnRow, begins: Iterable[date]) -> Spell:
    first, seen = edge(row["from"], last=False), edge(row["checked"], last=True)
    last = edge(row["to"], last=True)
    precision = Precision.RANGE if last else Precision.SINCE
    if last is None and seen is not None:
        later = [day - timedelta(days=1) for day in begins if day > seen]
        last = min([seen + STAYS, *later])
    when = When(first=first, last=last, precision=precision, how=How.EXPLICIT)
    cells = {column: row[column] for column in COLUMNS}
    return Spell(
        row["id"] or slug_of(row["name"]),
        row["name"],
        values(row["names"]),
        row["country"] or None,
        office_of(cells, when),
        interval(row["from"], row["to"] or row["checked"]),
    )


def learn(registry: Registry, sightings: Iterable[Sighting], known: Iterable[OwnRow]) -> Lesson:
    """Rows for what the sightings add to the registry and to the rows learned before.

    Only what an outlet itself says of somebody by full name counts. What the registry has already
    is not repeated; what it contradicts, or what two people are said to be at once, is left out and
    told as a conflict.
    """
    rows: dict[_Key, dict[str, str]] = {}
    for row in known:
        cells = {column: row[column] for column in COLUMNS}
        rows[cells["id"], cells["country"], name_key(cells["office"])] = cells
    before = {at: dict(cells) for at, cells in rows.items()}
    conflicts: list[Conflict] = []
    seen: dict[_Key, list[Sighting]] = defaultdict(list)
    for sighting in sorted(sightings, key=lambda s: (s.first, s.evidence)):
        if not sighting.holds or sighting.teller is not None or " " not in sighting.name:
            continue
        against = contradicted(registry, sighting)
        if against:
            conflicts.append(Conflict(sighting=sighting, against=against))
        elif not _is_known(registry, sighting):
            at = (_id_of(registry, sighting), sighting.country, name_key(sighting.title))
            seen[at].append(sighting)
    for at, found in sorted(seen.items()):
        rivals = _rivals(at, found, seen, rows)
        if rivals:
            conflicts += [Conflict(sighting=s, against=rivals) for s in found[:1]]
        else:
            rows[at] = _merged(rows.get(at), at, found)
    kept = tuple(rows[at] for at in sorted(rows))
    changed = sum(1 for at, cells in rows.items() if before.get(at) != cells)
    return Lesson(rows=kept, changed=changed, conflicts=tuple(conflicts))


def _is_known(registry: Registry, sighting: Sighting) -> bool:
    held = registry.holders_on(sighting.title, sighting.country, sighting.last)
    return any(sighting.is_of(h.actor) for h in held if h.source < h.source.LEARNED)


def _id_of(registry: Registry, sighting: Sighting) -> str:
    """The id of the person in the registry, else one made of the name that nobody else has."""
    if sighting.actor_id:
        return sighting.actor_id
    slug = slug_of(sighting.name)
    return f"{slug}-{sighting.country.lower()}" if slug in registry.actors else slug


def _rivals(
    at: _Key,
    found: list[Sighting],
    seen: Mapping[_Key, list[Sighting]],
    rows: Mapping[_Key, Mapping[str, str]],
) -> tuple[str, ...]:
    """Others seen in the office between the first and the last day of these sightings."""
    first, last = _span(found)
    others = set()
    for other, theirs in seen.items():
        begun, ended = _span(theirs)
        if other[1:] == at[1:] and other[0] != at[0] and begun <= last and first <= ended:
            others.add(theirs[0].name)
    for other, cells in rows.items():
        if other[1:] == at[1:] and other[0] != at[0]:
            begun = edge(cells["from"], last=False) or date.min
            ended = edge(cells["to"] or cells["checked"], last=True) or date.max
            if begun <= last and first <= ended:
                others.add(cells["name"])
    return tuple(sorted(others))


def _span(found: Sequence[Sighting]) -> tuple[date, date]:
    return min(s.first for s in found), max(s.last for s in found)


def _merged(cells: Mapping[str, str] | None, at: _Key, found: list[Sighting]) -> dict[str, str]:
    """The row of a person in an office, with the sightings in it."""
    one, last = found[0], found[-1]
    names = sorted({s.name for s in found} | set(values(cells["names"] if cells else "")))
    name = cells["name"] if cells else one.name
    ended = max((s.last for s in found if s.dated), default=None)
    proof = [f"{s.evidence.article_id}:{s.evidence.start}-{s.evidence.end}" for s in found]
    proof = [*values(cells["evidence"] if cells else ""), *proof]
    outlets = [o for s in found if (o := s.outlet)]
    days = [edge(cells["checked"], last=True)] if cells else []
    begun = [edge(cells["from"], last=False)] if cells else []
    return {
        "id": at[0],
        "name": name,
        "names": "|".join(n for n in names if n != name),
        "country": at[1],
        "office": cells["office"] if cells else one.title,
        "sector": (cells["sector"] if cells else one.sector) or "",
        "organisation": cells["organisation"] if cells else "",
        "from": str(min([d for d in begun if d] + [s.first for s in found])),
        "to": str(ended) if ended else cells["to"] if cells else "",
        "source": (cells["source"] if cells else "") or (outlets[0] if outlets else "articles"),
        "checked": str(max([d for d in days if d] + [s.last for s in (one, last, *found)])),
        "evidence": "|".join(list(dict.fromkeys(proof))[:MOST_EVIDENCE]),
    }


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as the text of a learned file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return HEAD + out.getvalue()
