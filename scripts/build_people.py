"""Merge dated office holders from open tables into the people table.

    python scripts/build_people.py --source DIR

DIR holds `factbook_leaders_2026-05.csv` (World Factbook, public domain) and the Wikidata exports
`holders_*.csv` and `world_leaders_wikidata_2022.csv` (CC0), and the Python package
`orgpedia-cabsec` (orders on India's ministers, MIT; facts only) as downloaded. Rows written by hand
(source `public record`) always stay and win; rows of the open tables are made anew on each run.
Run `check_people.py --write` after it.
"""

from __future__ import annotations

import argparse
import csv
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from anyascii import anyascii
from people_india import OFFICES, tenures

HERE = Path(__file__).parent
ACTORS = HERE.parent / "src/legation/data/actors"
COLUMNS = (
    "id name names country office sector organisation from to source checked agrees ground wikidata"
).split()
HAND = "public record"
FACTBOOK = "World Factbook 2026-05 (public domain)"
FACTBOOK_CHECKED = "2026-01"  # its newest change of office is of 2026-01-17
WIKIDATA = "Wikidata 2022 (CC0)"
ORGPEDIA = "Orgpedia 2024 (MIT)"
GREEK = 0x0370  # names in Greek, Cyrillic and later scripts are kept as they are
MONTHS = dict(
    zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True)
)
HOLDER_FILES = {
    "serbia": "SRB",
    "kosovo": "XKX",
    "turkey": "TUR",
    "united_kingdom": "GBR",
    "japan": "JPN",
}
SECTORS = {
    "Chief of the General Staff": "MIL",
    "Chief of the Defence Staff": "MIL",
    "Commander of the Security Force": "MIL",
    "Parliament Speaker": "LEG",
    "Speaker of the House of Commons": "LEG",
    "MI6 chief": "SPY",
    "MI5 chief": "SPY",
}
LEADER_TITLES = {  # what Wikidata calls the offices of leaders, and what news calls them
    "Monarch": "King",
    "Prime minister": "Prime Minister",
    "Federal Chancellor": "Chancellor",
    "Druk Gyalpo": "King",
    "Ngwenyama": "King",
    "Yang di-Pertuan Agong": "King",
    "O le Ao o le Malo": "Head of State",
    "Minister of State of Monaco": "Minister of State",
    "Chairman": "Chairman of the Council of Ministers",
    "Chairman of the Presidential Council": "Chairman of the Presidential Council",
}
SHARED = {
    "Deputy Prime Minister",
    "Vice President",
    "Presidency Member",
    "Captain Regent",
    "Member",
}
SOVEREIGN = {"Monarch", "King", "Queen", "Emir", "Sultan", "Grand Duke", "Prince", "Emperor"}
RANKS = r"(?:Dr\.|Col\.|Capt\.|Gen\.|Sr\. Gen\.|General|Sir|Dame|Ratu|Sultan|Sheikh)\s+"
AWAY = re.compile(  # sovereigns of the dependent territories: they have a row at home
    r"CHARLES III|MACRON|TRUMP|FREDERIK X|WILLEM-ALEXANDER|HARALD V|XI Jinping"
)
HOME = {"GBR", "FRA", "USA", "DNK", "NLD", "NOR", "CHN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One person in one office from one day to another."""

    id: str
    name: str
    names: str
    country: str
    office: str
    sector: str
    organisation: str
    first: str
    last: str
    source: str
    checked: str
    agrees: str = ""  # made by check_people.py, as is the next
    ground: str = ""
    wikidata: str = ""  # made by build_holders.py

    def row(self) -> list[str]:
        """The cells in the order of `COLUMNS`."""
        return [getattr(self, name) for name in self.__slots__]


def slug_of(name: str) -> str:
    """The id of a name: ASCII, lower case, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower().replace("'", "")).strip("-")


def plain_names(name: str, *others: str) -> str:
    """The other spellings of a name, with those without diacritics, in order and without it."""
    found: dict[str, None] = {}
    for form in (name, *others):
        found.setdefault(form)
        if ord(form[0]) < GREEK:
            found.setdefault("".join(c if c == "’" else anyascii(c) for c in form))
        if "đ" in form.lower():
            found.setdefault(anyascii(form.replace("Đ", "Dj").replace("đ", "dj")))
    return "|".join(form for form in found if form and form != name)


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file without its comment lines; a cell that is not there is `?`."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), restval="?")


def titles_of(table: str) -> dict[str, str]:
    """The titles of an open table and the offices they stand for, the longest first."""
    found = {
        row["title"]: row["office"]
        for row in read_table(HERE / "people_titles.csv")
        if row["table"] == table
    }
    return dict(sorted(found.items(), key=lambda pair: len(pair[0]), reverse=True))


def factbook_spells(source: Path, codes: dict[str, str]) -> Iterator[Spell]:
    """The heads of state and government of the Factbook that its texts give plainly."""
    titles = titles_of("factbook")
    for row in read_table(source / "factbook_leaders_2026-05.csv"):
        country = codes.get(row["factbook_code"].upper())
        if country is None:
            continue
        text = html.unescape(row["text"]).replace("’", "'")
        if AWAY.search(text) and country not in HOME:
            if "represented by" not in text:
                continue
            text = text.split("represented by", 1)[1].strip()
        spell = _factbook_spell(text, country, titles)
        if spell is not None:
            yield spell


def _factbook_spell(text: str, country: str, titles: dict[str, str]) -> Spell | None:
    title = next((t for t in titles if text.startswith(t + " ")), None)
    if title is None or text.startswith(("Governor-General of", "Governor General of")):
        return None
    if text[len(title) :].strip().startswith("of "):
        return None  # "President of Territorial Council ...": the title goes on
    parts = re.match(r"([^(;]+?),?\s*\((?:since )?([^)]*)\)", text[len(title) :].strip())
    if parts is None:
        return None
    name, full = _names_of(re.sub(f"^(?:{RANKS})+", "", parts[1].strip().split(" of ")[0]))
    since = iso_of(parts[2])
    if not since:
        return None
    return Spell(
        id=slug_of(name),
        name=name,
        names=plain_names(name, full),
        country=country,
        office=titles[title],
        sector="GOV",
        organisation="",
        first=since,
        last="",
        source=FACTBOOK,
        checked=FACTBOOK_CHECKED,
    )


def _names_of(raw: str) -> tuple[str, str]:
    """The short and the full form of a name whose surname is in capitals."""
    words = re.sub(r'\s*"[^"]*"', "", raw).replace(", Jr.", " Jr.").split()
    loud = [
        i
        for i, word in enumerate(words)
        if sum(c.isupper() for c in word) > 1 and not re.fullmatch(r"[IVX]+|([A-Z]\.)+", word)
    ]
    calm = [_calm(word) if i in loud else word for i, word in enumerate(words)]
    full = " ".join(calm)
    if not loud or loud[0] == 0:
        return full, full
    last = loud[-1] + 1
    tail = range(loud[0], last)
    particles = [i for i in range(1, loud[0]) if words[i].lower() in {"de", "el", "van", "bin"}]
    junior = ["Jr."] if words[-1] == "Jr." else []
    return " ".join([calm[0], *(calm[i] for i in (*particles, *tail)), *junior]), full


def _calm(word: str) -> str:
    """A word in capitals in its usual case: `EL-SISI` is `El-Sisi`, `al-BURHAN` is `al-Burhan`."""
    parts = re.split(r"([-'])", word)
    return "".join(p if p[:1].islower() else p[:1] + p[1:].lower() for p in parts)


def iso_of(text: str) -> str:
    """The ISO form of `17 January 2026`, `April 2018` or `1997`, or nothing."""
    found = re.match(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})", text)
    if found is None:
        return ""
    day, month, year = found.groups()
    if month is None or month[:3].lower() not in MONTHS:
        return year
    iso = f"{year}-{MONTHS[month[:3].lower()]:02d}"
    return f"{iso}-{int(day):02d}" if day else iso


def holder_spells(source: Path) -> Iterator[Spell]:
    """The ministers of the national tables, for the offices that news names.

    A row whose name holds a comma has lost its last cell; its end is then the next beginning.
    """
    offices = titles_of("wikidata")
    for stem, country in HOLDER_FILES.items():
        table = list(read_table(source / f"holders_{stem}.csv"))
        for row in table:
            office, last = offices.get(row["position"]), row["end"]
            if last == "?":
                later = (r["start"] for r in table if r["position"] == row["position"])
                last = min((day for day in later if row["start"] < day < "?"), default="?")
            if office and row["start"] not in ("", "?") and last != "?":
                yield _wikidata_spell(row["person"], country, office, row["start"], last, "2022-07")


def leader_spells(source: Path, codes: dict[str, str]) -> Iterator[Spell]:
    """The heads of state and government of 2022, with years only."""
    for row in read_table(source / "world_leaders_wikidata_2022.csv"):
        country = codes.get(row["country"])
        office, _, body = row["positionLabel"].partition(" of ")
        office = office[:1].upper() + office[1:]
        office = LEADER_TITLES.get(row["positionLabel"], LEADER_TITLES.get(office, office))
        name = row["officeholderLabel"]
        away = name in {"Elizabeth II", "Charles III", "Emmanuel Macron"} and country not in HOME
        plain = not re.fullmatch(r"Q\d+", name) and not re.match(
            "Federal|the Exec|the Pontif", body
        )
        if country and row["start_year"] and plain and not away and office != "Member":
            yield _wikidata_spell(
                name, country, office, row["start_year"], row["end_year"] or "", "2022-10"
            )


def india_spells(source: Path, hand: list[Spell]) -> Iterator[Spell]:
    """India's ministers since 1990, where no row written by hand has the office in that time."""
    taken = [s for s in hand if s.country == "IND" and s.office in OFFICES.values()]
    for office, name, first, last in tenures(source):
        busy = any(
            s.office == office and s.first < (last or "9999") and first < (s.last or "9999")
            for s in taken
        )
        if office in OFFICES.values() and (last or "9999") > "1990" and not busy:
            spell = _wikidata_spell(name, "IND", office, first, last, "2024-10")
            yield replace(spell, source=ORGPEDIA, checked="2024-10")


def _wikidata_spell(
    name: str, country: str, office: str, first: str, last: str, checked: str
) -> Spell:
    name = re.sub(r", (Baron|Baroness|Viscount|Earl|Lord)\b.*", "", name)
    return Spell(
        id=slug_of(name),
        name=name,
        names=plain_names(name),
        country=country,
        office=office,
        sector=SECTORS.get(office, "GOV"),
        organisation="",
        first=first,
        last=last,
        source=WIKIDATA,
        checked=checked if not last else "2022-10",
    )


def merged(hand: list[Spell], found: list[Spell]) -> list[Spell]:
    """The hand-written spells, and those found elsewhere that add to them."""
    people = _people(hand)
    kept = list(hand)
    for spell in found:
        spell = _identified(spell, people)
        if not any(_same(spell, other) for other in kept):
            kept.append(spell)
            for key, known in _people([spell]).items():
                people.setdefault(key, known)
    names = {s.id: (s.name, s.names) for s in reversed(kept)}
    kept = [replace(s, name=names[s.id][0], names=names[s.id][1]) for s in kept]
    return sorted(kept, key=lambda s: (s.id, s.first, s.office, s.country))


def _key(name: str) -> str:
    return re.sub(r"[^a-z]", "", anyascii(name).lower())


def _people(spells: list[Spell]) -> dict[tuple[str, str], Spell]:
    """Every spelling of every person, by country."""
    return {
        (s.country, _key(name)): s
        for s in reversed(spells)
        for name in (s.name, *s.names.split("|"))
        if name
    }


def _identified(spell: Spell, people: dict[tuple[str, str], Spell]) -> Spell:
    """The spell under the id of the person already known by one of its names."""
    for name in (spell.name, *spell.names.split("|")):
        known = people.get((spell.country, _key(name)))
        if known is not None:
            return replace(spell, id=known.id, name=known.name, names=known.names)
    return spell


def _same(spell: Spell, other: Spell) -> bool:
    """Whether two spells are one person in one office at one time, or the same entry by year."""
    if spell.country != other.country:
        return False
    if spell.id != other.id:
        by_year = len(spell.first) == 4 and other.source != WIKIDATA and spell.office not in SHARED
        return by_year and _rank(spell) == _rank(other) and other.first[:4] == spell.first
    if len(spell.first) == 4 and other.first[:4] == spell.first and other.source == HAND:
        return True  # the same entry by year under a better title
    same_office = _rank(spell) == _rank(other) or spell.source == FACTBOOK
    return same_office and _begun(spell, other) and _begun(other, spell)


def _begun(spell: Spell, other: Spell) -> bool:
    """Whether a spell begins before the other ends; in one year where only years are known."""
    last = other.last or "9999"
    if min(len(spell.first), len(last)) < 7 < 2 * len(last):
        return spell.first[:4] <= last[:4]
    return spell.first < last


def _rank(spell: Spell) -> str:
    """The office, with all titles of a sovereign as one and an acting holder as any other."""
    return "sovereign" if spell.office in SOVEREIGN else spell.office.removeprefix("Acting ")


def hand_spells(table: Path) -> list[Spell]:
    """The rows of the table that were written by hand."""
    return [
        Spell(**{_field(k): v for k, v in row.items()})
        for row in read_table(table)
        if row["source"] == HAND
    ]


def _field(column: str) -> str:
    return {"from": "first", "to": "last"}.get(column, column)


def main() -> None:
    """Make the table anew in its place."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--source", type=Path, required=True, help="folder of the open tables")
    parser.add_argument("--table", type=Path, default=ACTORS / "people.csv")
    arguments = parser.parse_args()
    countries = list(read_table(ACTORS / "countries.csv"))
    fips = {c["fips"]: c["code"] for c in countries if c["fips"] and not c["to"]}
    names = {n: c["code"] for c in countries for n in (c["name"], *c["names"].split("|"))}
    hand = hand_spells(arguments.table)
    found = [
        *holder_spells(arguments.source),
        *india_spells(arguments.source, hand),
        *factbook_spells(arguments.source, fips),
        *leader_spells(arguments.source, names),
    ]
    table: Path = arguments.table
    lines = table.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    rows = merged(hand, found)
    with table.open("w", encoding="utf-8", newline="") as out:
        out.write("\n".join(comments) + "\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(spell.row() for spell in rows)


if __name__ == "__main__":
    main()
