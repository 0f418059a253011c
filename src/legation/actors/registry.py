"""The tables of `data/actors` and `data/places` read into a `Registry`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from legation.actors.folding import fold, key
from legation.actors.known import Agent, Form, Registry, Title
from legation.records import Actor, How, Kind, Office, Precision, When
from legation.tables import rows, values


@lru_cache(maxsize=1)
def load_registry() -> Registry:
    """The registry of the bundled tables, read once."""
    registry = Registry()
    _load_countries(registry)
    _load_bodies(registry, "actors/organisations.csv", Form.BODY, Kind.ORGANISATION)
    _load_bodies(registry, "actors/missions.csv", Form.BODY, Kind.MISSION)
    _load_bodies(registry, "actors/groups.csv", Form.GROUP, Kind.GROUP)
    _load_bodies(registry, "actors/communities.csv", Form.COMMUNITY, Kind.COMMUNITY)
    _load_processes(registry)
    _load_regions(registry)
    _load_phrases(registry)
    _load_people(registry)
    return registry


def _load_countries(registry: Registry) -> None:
    for row in rows("actors/countries.csv", needs=("code", "name", "demonyms", "capital")):
        code, name = row["code"], row["name"]
        state = Actor(id=code, name=name, kind=Kind.STATE, country=code)
        government = Actor(
            id=f"{code}-gov", name=name, kind=Kind.GOVERNMENT, country=code, sectors=("GOV",)
        )
        if not row.get("to"):
            registry.countries[code] = state
        registry.countries.setdefault(code, state)
        registry.iso2.setdefault(row.get("iso2", ""), code)
        registry.add(Form.COUNTRY, state, (name, *values(row["names"])))
        registry.add(Form.DEMONYM, state, values(row["demonyms"]))
        registry.add(Form.CAPITAL, government, values(row["capital"]))
        registry.add(Form.METONYM, government, values(row["metonyms"]))


def _load_bodies(registry: Registry, table: str, form: Form, kind: Kind) -> None:
    for row in rows(table, needs=("name", "names")):
        country = values(row.get("country", ""))
        sectors = (*values(row.get("code", "")), *values(row.get("sector", "")))
        if form is Form.COMMUNITY and row.get("class") == "religious":
            sectors = ("REL",)
        actor = Actor(
            id=row.get("id") or _slug(row["name"]),
            name=row["name"],
            kind=kind,
            country=country[0] if len(country) == 1 else None,
            sectors=sectors,
        )
        when = _spell(row.get("from", ""), row.get("to", ""), "")
        registry.add(form, actor, (row["name"], *values(row["names"])), when=when)


def _load_processes(registry: Registry) -> None:
    for row in rows("actors/processes.csv", needs=("id", "name", "names", "kind")):
        actor = Actor(id=row["id"], name=row["name"], kind=Kind(row["kind"]))
        registry.add(Form.PROCESS, actor, (row["name"], *values(row["names"])))


def _load_regions(registry: Registry) -> None:
    for row in rows("places/regions.csv", needs=("name", "names", "country")):
        actor = Actor(
            id="place-" + _slug(row["name"]),
            name=row["name"],
            kind=Kind.PLACE,
            country=row["country"] or None,
            sectors=values(row.get("sector", "")),
        )
        registry.add(Form.REGION, actor, (row["name"], *values(row["names"])))


def _load_phrases(registry: Registry) -> None:
    for row in rows("actors/offices.csv", needs=("title", "names", "sector")):
        if row["title"] == "Counterpart":
            continue  # whose office that is depends on the text: see `coref`
        for name in (row["title"], *values(row["names"])):
            words = tuple(fold(name).lower().replace("-", " - ").split())
            sector, institution = row["sector"] or None, row.get("institution") or None
            registry.add_phrase(
                Title(words, row["title"], sector, row.get("level", ""), institution)
            )
    for row in rows("actors/agents.csv", needs=("noun", "plural", "sector", "kind")):
        for noun in (row["noun"], *values(row["plural"])):
            words = tuple(fold(noun).lower().replace("-", " - ").split())
            human = row.get("human", "") == "yes"
            registry.add_phrase(Agent(words, row["sector"] or None, Kind(row["kind"]), human))
    for known in registry.phrases.values():
        known.sort(key=lambda p: (-len(p.words), isinstance(p, Agent)))
    registry.starters = frozenset(words.split()[0] for words in registry.phrases)
    for row in rows("actors/office_prefixes.csv", needs=("prefix", "effect")):
        registry.prefixes[row["prefix"].lower()] = row["effect"]


def _load_people(registry: Registry) -> None:
    people: dict[str, Actor] = {}
    forms: dict[str, set[str]] = {}
    for row in rows("actors/people.csv", needs=("id", "name", "country", "office", "from", "to")):
        office = Office(
            title=row["office"],
            country=row["country"] or None,
            sector=row["sector"] or None,
            when=_spell(row["from"], row["to"], row.get("checked", "")),
            evidence=row.get("source"),
        )
        known = people.get(row["id"])
        people[row["id"]] = Actor(
            id=row["id"],
            name=known.name if known else row["name"],
            kind=Kind.PERSON,
            country=row["country"] or (known.country if known else None),
            sectors=(row["sector"],) if row["sector"] else (),
            offices=(*(known.offices if known else ()), office),
        )
        forms.setdefault(row["id"], set()).update({row["name"], *values(row.get("names", ""))})
    for person_id in sorted(people):
        actor, names = people[person_id], tuple(sorted(forms[person_id]))
        registry.add(Form.PERSON, actor, tuple(n for n in names if " " in n))
        for surname in sorted(_surnames(actor, names)):
            registry.surnames.setdefault(surname, []).append(actor)
        for office in actor.offices:
            for title in sorted(_titles(registry, office)):
                slot = (key(title), office.country or "")
                registry.holders.setdefault(slot, []).append((actor, office))


def _titles(registry: Registry, office: Office) -> set[str]:
    """The office as the table of people words it, and the general title it is a form of."""
    words = tuple(fold(office.title).lower().replace("-", " - ").split())
    found = {p.title for p in registry.phrasing(words) if isinstance(p, Title)}
    if office.title == "Secretary of State" and office.country == "USA":
        found.add("Foreign Minister")
    return {office.title, *found}


_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "HKG"})


def _surnames(actor: Actor, names: tuple[str, ...]) -> set[str]:
    """Words a person may be called by alone; family names come first in East Asia."""
    found = set()
    for name in names:
        words = key(name).split()
        found.add(words[-1])
        if actor.country in _FAMILY_FIRST:
            found.add(words[0])
    return found | {w[3:] for w in found if w.startswith(("al-", "el-"))}


def _spell(first: str, last: str, checked: str) -> When | None:
    """An interval from ISO days, months or years; an open end is known until it was checked."""
    if not first and not last:
        return None
    return When(
        first=_edge(first, last=False),
        last=_edge(last or checked, last=True),
        precision=Precision.RANGE if first and last else Precision.SINCE,
        how=How.EXPLICIT,
    )


def _edge(text: str, *, last: bool) -> date | None:
    parts = [int(p) for p in text.split("-") if p]
    if not parts:
        return None
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else (12 if last else 1)
    return date(parts[0], month, 28 if last else 1)


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in key(name)).split())
