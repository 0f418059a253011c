"""What each open table tells of office holders, person by person and office by office."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_people import ACTORS, HERE, factbook_spells, plain_names, read_table, slug_of
from build_people import _names_of as names_of
from holder_offices import Post, posts_of
from holder_pages import Known, page_of
from holder_people import Index, day_of

TITLED = re.compile(r", (?:\d+\w\w )?(?:Baron|Baroness|Viscount|Earl|Lord|Duke)\b.*| \([^)]*\)$")
DATE = re.compile(r"(?:\d{4}(?:-\d\d){0,2})?")
ENTITIES = {  # sets of the Wikidata file that are of no state of the tables
    "luhansk-ministers": "Luhansk People's Republic",
    "south-ossetia": "South Ossetia",
    "somaliland": "Somaliland",
    "artsakh-ministers": "Nagorno-Karabakh",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One person in one office by one source; dates in the precision of the source.

    `seen` is the last day for which the source bears out a spell without an end. `title` is the
    office as the source words it, `main` whether that names our office first, `rank` its place in
    the title.
    """

    id: str
    name: str
    names: str
    country: str
    organisation: str
    office: str
    sector: str
    first: str
    last: str
    seen: str
    source: str
    title: str
    main: bool
    rank: int = 0


def told_by(code: str, folder: Path, index: Index, left: Counter[str]) -> list[Told]:
    """All that one source tells, the people known from now on; titles left out are counted.

    Sources that give no ids go by the index, so those that do come first.
    """
    found = list(SOURCES[code](folder, index, left))
    for told in found:
        index.add(
            told.id, told.country, (told.name, *told.names.split("|")), told.office, told.first,
            told.last or told.seen,
        )  # fmt: skip
    return found


def people_index() -> Index:
    """The people of the people table under their ids, or their Wikidata items where it has them."""
    index = Index()
    for row in read_table(ACTORS / "people.csv"):
        for post in posts_of(row["office"], row["country"]):
            index.add(
                row.get("wikidata") or row["id"], row["country"],
                (row["name"], *row["names"].split("|")), post.office, row["from"],
                row["to"] or row["checked"],
            )  # fmt: skip
    return index


def wikidata_items(folder: Path) -> dict[str, str]:
    """The Wikidata items of the people of the people table, by id."""
    index = Index()
    for row in read_table(ACTORS / "people.csv"):
        for post in posts_of(row["office"], row["country"]):
            index.add(
                row["id"], row["country"], (row["name"], *row["names"].split("|")), post.office,
                row["from"], row["to"] or row["checked"],
            )  # fmt: skip
    items: dict[tuple[str, str], list[Told]] = {}
    for told in _wikidata(folder, index, Counter()):
        items.setdefault((told.id, told.country), []).append(told)
    claims: dict[str, dict[str, int]] = {}
    for (item, country), theirs in items.items():
        names = dict.fromkeys(n for t in theirs for n in (t.name, *t.names.split("|")))
        spells = [(t.office, t.first, t.last or t.seen) for t in theirs]
        person = index.find(country, names, spells)
        if person is not None:
            exact = theirs[0].name in index.people[country, person].names
            claims.setdefault(person, {})[item] = len(theirs) + 100 * exact
    return {
        person: max(sorted(found), key=lambda item: found[item]) for person, found in claims.items()
    }


def _wikidata(folder: Path, index: Index, left: Counter[str]) -> Iterator[Told]:
    for row in (
        *read_table(folder / "holders_wikidata_2000_2022.csv"),
        *read_table(HERE / "holders_states.csv"),
    ):
        place, body = row["country"], ENTITIES.get(row["set"], "")
        title = row["office"]
        if row["set"] == "world":
            title, body = _of_a_body(title)
            if not body:
                left[row["office"]] += 1
                continue
        names = _spellings(row["person"], row.get("enwiki") or "")
        posts = posts_of(title, place)
        dated = all(DATE.fullmatch(row[at]) for at in ("from", "to"))  # "2014s" is a decade
        backwards = row["to"] and row["to"] < row["from"][: len(row["to"])]
        if not posts or not names or not dated or not row["from"] or backwards:
            left[row["office"]] += 1
            continue
        for rank, post in enumerate(posts):
            yield Told(
                id=row["wikidata"],
                name=names[0],
                names=plain_names(*names),
                country=place,
                organisation=body,
                office=post.office,
                sector=_sector_of(post.sector, body, row["set"]),
                first=row["from"],
                last=row["to"],
                seen="" if row["to"] else row["as_of"],
                source="wikidata",
                title=row["office"],
                main=post.main,
                rank=rank,
            )


def _sector_of(sector: str, body: str, group: str) -> str:
    if group == "world":
        return "UNO" if "United Nations" in body else "IGO"
    return "PRE" if body else sector


def _of_a_body(title: str) -> tuple[str, str]:
    """The office and the body of "Secretary-General of the United Nations"."""
    office, _, body = title.partition(" of the ")
    if office == "Under-Secretary-General" or "Judge" in office or "Justice" in body:
        return title, ""
    if office == "President" and body.startswith("United Nations"):
        return office, "UN General Assembly"
    return office[:1].upper() + office[1:], body


def _spellings(*labels: str) -> tuple[str, ...]:
    """The names of the labels without peerages and asides."""
    found = dict.fromkeys(
        TITLED.sub("", re.sub(r' "[^"]*"', "", label).replace(", Jr", " Jr")).strip()
        for label in labels
    )
    return tuple(name for name in found if name and not re.search(r"[;#=()]|^\W|  |,", name))


def cia_people(folder: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The governments of October 2019: country, title and spellings of the name."""
    codes = _codes()
    for row in read_table(folder / "cabinets_cia_2019-10.csv"):
        person = re.sub(
            r",? ?\((?:acting|Ret\.|interim|\w+ name)[^)]*\)", "", row["person"], flags=re.I
        )
        person = re.sub(rf"^(?:{RANKS})+(?=\S+ \S)", "", person.replace(", Jr", " Jr"))
        country = _names_of_the_list.get(row["country"], row["country"])
        of_a_region = country == "China" and row["office"].startswith(OF_HONG_KONG)
        if country in codes and not of_a_region and person.strip() and "acant" not in person:
            names = names_of(" ".join(person.split(",")[0].split()))
            yield codes[country], row["office"], tuple(dict.fromkeys(names))


OF_HONG_KONG = ("Secretary", "Chief Executive", "Chief Secretary", "Commissioner")
_names_of_the_list = {
    "Bahamas, The": "Bahamas",
    "Congo, Democratic Republic of the": "Democratic Republic of the Congo",
    "Congo, Republic of the": "Republic of the Congo",
    "Gambia, The": "Gambia",
    "Holy See (Vatican City)": "Vatican City",
    "Korea, North": "North Korea",
    "Korea, South": "South Korea",
    "Micronesia, Federated States of": "Micronesia",
}
RANKS = r"(?:Dr|Gen|Lt|Col|Capt|Adm|Maj|Brig|Sir|Sheikh|Dame|Vice Adm|Fld|Mar|Princess|Prince)\.? +"


def _cia(folder: Path, index: Index, left: Counter[str]) -> Iterator[Told]:
    """Who was in office on the day of a page, where the people on it tell which day that was."""
    pages: dict[str, list[tuple[str, tuple[str, ...], tuple[Post, ...]]]] = {}
    for country, title, names in cia_people(folder):
        posts = posts_of(title, country)
        if posts:
            pages.setdefault(country, []).append((title, names, posts))
        else:
            left[title] += 1
    for country, listed in sorted(pages.items()):
        page = page_of((names, _in_office(index, country, posts)) for _, names, posts in listed)
        if not page.dated:
            left["on a page of no certain day"] += len(listed)
            continue
        for title, names, posts in listed:
            yield from _on_page(index, country, title, names, posts, page.last.isoformat())


def _in_office(index: Index, country: str, posts: tuple[Post, ...]) -> list[Known]:
    found = []
    for office in {post.office for post in posts}:
        for person_id in sorted(index.by_office.get((country, office), ())):
            person = index.people[country, person_id]
            for held, first, last in person.spells:
                if held == office:
                    begun = day_of(first, last=False)
                    ended = max(begun, day_of(last or first, last=True))
                    found.append(Known(names=tuple(person.names), first=begun, last=ended))
    return found


def _on_page(
    index: Index,
    country: str,
    title: str,
    names: tuple[str, ...],
    posts: tuple[Post, ...],
    day: str,
) -> Iterator[Told]:
    """Somebody of a page, in office on its day."""
    spells = [(post.office, day, day) for post in posts]
    known = index.find(country, names, spells) or new_id(names[0], country)
    for rank, post in enumerate(posts):
        yield Told(
            id=known,
            name=names[0],
            names=plain_names(*names),
            country=country,
            organisation="",
            office=post.office,
            sector=post.sector,
            first=day,
            last="",
            seen=day,
            source="cia-2019",
            title=title,
            main=post.main,
            rank=rank,
        )


def _factbook(folder: Path, index: Index, left: Counter[str]) -> Iterator[Told]:
    """Heads of state and government of 2026."""
    countries = list(read_table(ACTORS / "countries.csv"))
    fips = {c["fips"]: c["code"] for c in countries if c["fips"] and not c["to"]}
    for spell in factbook_spells(folder, fips):
        posts = posts_of(spell.office, spell.country)
        if not posts:
            left[spell.office] += 1
        names = (spell.name, *spell.names.split("|"))
        spells = [(post.office, spell.first, spell.checked) for post in posts]
        known = index.find(spell.country, names, spells) or new_id(spell.name, spell.country)
        for rank, post in enumerate(posts):
            yield Told(
                id=known,
                name=spell.name,
                names=spell.names,
                country=spell.country,
                organisation="",
                office=post.office,
                sector=post.sector,
                first=spell.first,
                last="",
                seen=spell.checked,
                source="factbook-2026",
                title=spell.office,
                main=post.main,
                rank=rank,
            )


def _pages(folder: Path, index: Index, left: Counter[str]) -> Iterator[Told]:
    """Ministers read in public pages one by one (`holders_read.csv`), whatever the folder."""
    for row in read_table(HERE / "holders_read.csv"):
        country, until = row["country"], row["to"] or row["seen"]
        posts = posts_of(row["office"], country)
        if not posts:
            left[row["office"]] += 1
        spells = [(post.office, row["from"], until) for post in posts]
        known = index.find(country, [row["person"]], spells) or new_id(row["person"], country)
        for rank, post in enumerate(posts):
            yield Told(
                id=known,
                name=row["person"],
                names=plain_names(row["person"]),
                country=country,
                organisation="",
                office=post.office,
                sector=post.sector,
                first=row["from"],
                last=row["to"],
                seen=row["seen"],
                source="pages",
                title=row["office"],
                main=post.main,
                rank=rank,
            )


def new_id(name: str, country: str) -> str:
    """The id of somebody whom no table with ids has."""
    return f"{slug_of(name)}-{country.lower()}"


def _codes() -> dict[str, str]:
    """Countries by the names that tables give them."""
    return {
        name: row["code"]
        for row in read_table(ACTORS / "countries.csv")
        for name in (row["name"], *row["names"].split("|"))
        if name
    }


SOURCES: dict[str, Callable[[Path, Index, Counter[str]], Iterator[Told]]] = {
    "wikidata": _wikidata,  # the one with ids
    "pages": _pages,
    "factbook-2026": _factbook,
    "cia-2019": _cia,
}
