"""Merge dated office holders from open tables into the people table.

    python scripts/build_people.py --source DIR

DIR holds `factbook_leaders_2026-05.csv` (World Factbook, public domain) and the Wikidata exports
`holders_*.csv` and `world_leaders_wikidata_2022.csv` (CC0). Rows written by hand (source `public
record`) always stay and win; rows of the open tables are made anew on each run.
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

ACTORS = Path(__file__).parent.parent / "src/legation/data/actors"
COLUMNS = "id,name,names,country,office,sector,organisation,from,to,source,checked".split(",")
HAND = "public record"
FACTBOOK = "World Factbook 2026-05 (public domain)"
FACTBOOK_CHECKED = "2026-01"  # its newest change of office is of 2026-01-17
WIKIDATA = "Wikidata 2022 (CC0)"
MONTHS = dict(zip(
    "jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))
HOLDER_FILES = {"serbia": "SRB", "kosovo": "XKX", "turkey": "TUR", "united_kingdom": "GBR",
                "japan": "JPN"}
OFFICES = {
    "monarch": "Monarch", "Emperor": "Emperor", "President": "President",
    "Prime Minister": "Prime Minister", "Deputy Prime Minister": "Deputy Prime Minister",
    "Vice President": "Vice President", "Chief Cabinet Secretary": "Chief Cabinet Secretary",
    "Second Deputy Prime Minister and Minister of Foreign Affairs and Diaspora":
        "Foreign Minister",
    "Minister of Foreign Affairs": "Foreign Minister",
    "Minister for Foreign Affairs": "Foreign Minister",
    "Minister of Defence": "Defence Minister", "Minister of National Defence": "Defence Minister",
    "Minister of Security Forces": "Security Forces Minister",
    "Minister of the Interior": "Interior Minister",
    "Minister of Internal Affairs": "Interior Minister",
    "Minister of Finance": "Finance Minister", "Minister of Justice": "Justice Minister",
    "Minister of European Union Affairs": "EU Affairs Minister",
    "Minister of European Integration": "European Integration Minister",
    "Minister of Energy and Natural Resources": "Energy Minister",
    "Minister of Energy and Mining": "Energy Minister", "Minister of Economy": "Economy Minister",
    "Minister of Economy, Trade and Industry": "Economy, Trade and Industry Minister",
    "Minister of Trade": "Trade Minister", "Minister of Health": "Health Minister",
    "Chief of the General Staff": "Chief of the General Staff",
    "Chief of the Defence Staff": "Chief of the Defence Staff",
    "Commander of the Security Force": "Commander of the Security Force",
    "Speaker of the Grand National Assembly": "Parliament Speaker",
    "President of the National Assembly": "Parliament Speaker",
    "Chairman of the Assembly": "Parliament Speaker",
    "Speaker of the House of Commons": "Speaker of the House of Commons",
    "mayor of Istanbul": "Mayor of Istanbul", "mayor of Ankara": "Mayor of Ankara",
    "Mayor of Belgrade": "Mayor of Belgrade", "Mayor of Priština": "Mayor of Pristina",
    "Secretary of State for Foreign and Commonwealth Affairs": "Foreign Secretary",
    "Secretary of State for Foreign, Commonwealth and Development Affairs": "Foreign Secretary",
    "Secretary of State for the Home Department": "Home Secretary",
    "Secretary of State for Defence": "Defence Secretary",
    "Secretary of State for International Development": "International Development Secretary",
    "Secretary of State for Northern Ireland": "Northern Ireland Secretary",
    "Secretary of State for International Trade": "International Trade Secretary",
    "Secretary of State for Exiting the European Union": "Brexit Secretary",
    "Secretary of State for Justice": "Justice Secretary",
    "Secretary of State for Health and Social Care": "Health Secretary",
    "Secretary of State for Scotland": "Scotland Secretary",
    "Chancellor of the Exchequer": "Chancellor of the Exchequer",
    "Attorney General": "Attorney General", "Minister of State for Europe": "Europe Minister",
    "Minister for Africa": "Africa Minister",
    "Minister of State for the Armed Forces": "Armed Forces Minister",
    "Minister of State for Security": "Security Minister",
    "Chief of the Secret Intelligence Service": "MI6 chief",
    "Director General of MI5": "MI5 chief", "National Security Adviser": "National Security Adviser",
}
SECTORS = {"Chief of the General Staff": "MIL", "Chief of the Defence Staff": "MIL",
           "Commander of the Security Force": "MIL", "Parliament Speaker": "LEG",
           "Speaker of the House of Commons": "LEG", "MI6 chief": "SPY", "MI5 chief": "SPY"}
SHARED = {"Deputy Prime Minister", "Vice President", "Presidency Member"}  # held by several at once
TITLES = sorted((
    "President of the National Council for the Safeguard of the Homeland (CNSP)", "President",
    "Interim President", "Acting President", "Transition President", "Transitional President",
    "Prime Minister", "Transition Prime Minister", "Interim Prime Minister", "Premier", "King",
    "GNU Interim Prime Minister", "CNSP Prime Minister", "Acting Prime Minister", "Emperor",
    "Caretaker Prime Minister", "Vice President", "President of Council of Ministers",
    "Chancellor", "Sultan and Prime Minister", "Amir", "Grand Duke", "Prince", "Pope",
    "Minister of State", "Chief Minister", "Chief Executive", "Governor", "Governor General",
    "Governor-General", "Acting Governor General", "Supreme Leader", "Taliban Leader",
    "President, Presidential Council,", "Chairman of the Cabinet of Ministers",
    "President of French Polynesia", "President of the Government", "Administrator",
    "State Affairs Commission President", "Taoiseach (Prime Minister)",
    "President of the Swiss Confederation", "Prime Minister and Foreign Minister",
    "Prime Minister Crown Prince", "Crown Prince and Prime Minister",
    "Prime Minister and Co-Vice President", "Presidential Leadership Council Chairperson",
    "Chairperson of the Council of Ministers", "Supreme People's Assembly President",
    "Sovereign Council Chair and Commander-in-Chief of the Sudanese Armed Forces",
    "Secretary of State for Foreign and Political Affairs",
), key=len, reverse=True)
PLAIN_TITLES = {
    "Transition President": "Transitional President", "Amir": "Emir",
    "GNU Interim Prime Minister": "Prime Minister", "CNSP Prime Minister": "Prime Minister",
    "Caretaker Prime Minister": "Prime Minister", "Acting Prime Minister": "Prime Minister",
    "Transition Prime Minister": "Prime Minister", "Interim Prime Minister": "Prime Minister",
    "President, Presidential Council,": "Chairman of the Presidential Council",
    "State Affairs Commission President": "Supreme Leader",
    "Taoiseach (Prime Minister)": "Taoiseach", "Sultan and Prime Minister": "Sultan",
    "Prime Minister and Foreign Minister": "Prime Minister",
    "Prime Minister Crown Prince": "Prime Minister", "Governor General": "Governor-General",
    "Crown Prince and Prime Minister": "Prime Minister",
    "Prime Minister and Co-Vice President": "Prime Minister",
    "President of French Polynesia": "President",
    "Acting Governor General": "Governor-General",
    "President of the Swiss Confederation": "President",
}
RANKS = r"(?:Dr\.|Col\.|Capt\.|Gen\.|Sr\. Gen\.|General|Sir|Dame|Ratu|Sultan|Sheikh)\s+"
AWAY = re.compile(  # sovereigns of the dependent territories: they have a row at home
    r"CHARLES III|MACRON|TRUMP|FREDERIK X|WILLEM-ALEXANDER|HARALD V|XI Jinping")
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
        folded = "".join(c if c in "’" else anyascii(c) for c in form if ord(c) < 0x0370 or c == "’")
        for spelling in (form, folded if form[0].isalpha() and ord(form[0]) < 0x0370 else form,
                         form.replace("Đ", "Dj").replace("đ", "dj")):
            found.setdefault(anyascii(spelling) if "đ" in form and "dj" in spelling else spelling)
    return "|".join(form for form in found if form and form != name)


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file without its comment lines."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def factbook_spells(source: Path, codes: dict[str, str]) -> Iterator[Spell]:
    """The heads of state and government of the Factbook that its texts give plainly."""
    for row in read_table(source / "factbook_leaders_2026-05.csv"):
        country = codes.get(row["factbook_code"].upper())
        if country is None:
            continue
        text = html.unescape(row["text"]).replace("’", "'")
        if AWAY.search(text) and country not in HOME:
            if "represented by" not in text:
                continue
            text = text.split("represented by", 1)[1].strip()
        spell = _factbook_spell(text, country)
        if spell is not None:
            yield spell


def _factbook_spell(text: str, country: str) -> Spell | None:
    title = next((t for t in TITLES if text.startswith(t + " ")), None)
    if title is None:
        return None
    parts = re.match(r"([^(;]+?),?\s*\((?:since )?([^)]*)\)", text[len(title):].strip())
    if parts is None:
        return None
    name, full = _names_of(re.sub(f"^(?:{RANKS})+", "", parts[1].strip().split(" of ")[0]))
    since = _iso(parts[2])
    if not since:
        return None
    return Spell(
        id=slug_of(name), name=name, names=plain_names(name, full), country=country,
        office=PLAIN_TITLES.get(title, title), sector="GOV", organisation="", first=since,
        last="", source=FACTBOOK, checked=FACTBOOK_CHECKED)


def _names_of(raw: str) -> tuple[str, str]:
    """The short and the full form of a name whose surname is in capitals."""
    words = re.sub(r'\s*"[^"]*"', "", raw).replace(", Jr.", "").split()
    loud = [i for i, word in enumerate(words)
            if sum(c.isupper() for c in word) > 1 and not re.fullmatch(r"[IVX]+|([A-Z]\.)+", word)]
    calm = [_calm(word) if i in loud else word for i, word in enumerate(words)]
    full = " ".join(calm)
    if not loud or loud[0] == 0:
        return full, full
    last = loud[-1] + 1
    tail = [i for i in range(loud[0], last)]
    particles = [i for i in range(1, loud[0]) if words[i].lower() in {"de", "el", "van", "bin"}]
    return " ".join([calm[0], *(calm[i] for i in (*particles, *tail))]), full


def _calm(word: str) -> str:
    """A word in capitals in its usual case: `EL-SISI` is `El-Sisi`, `al-BURHAN` is `al-Burhan`."""
    parts = re.split(r"([-'])", word)
    return "".join(p if p[:1].islower() else p[:1] + p[1:].lower() for p in parts)


def _iso(text: str) -> str:
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
    """The ministers of the national tables, for the offices of `OFFICES`."""
    for stem, country in HOLDER_FILES.items():
        for row in read_table(source / f"holders_{stem}.csv"):
            office = OFFICES.get(row["position"])
            if office and row["start"]:
                yield _wikidata_spell(
                    row["person"], country, office, row["start"], row["end"] or "", "2022-07")


def leader_spells(source: Path, codes: dict[str, str]) -> Iterator[Spell]:
    """The heads of state and government of 2022, with years only."""
    for row in read_table(source / "world_leaders_wikidata_2022.csv"):
        country = codes.get(row["country"])
        office, _, _ = row["positionLabel"].partition(" of ")
        if country and row["start_year"] and not re.fullmatch(r"Q\d+", row["officeholderLabel"]):
            yield _wikidata_spell(
                row["officeholderLabel"], country, office[:1].upper() + office[1:],
                row["start_year"], row["end_year"] or "", "2022-10")


def _wikidata_spell(
    name: str, country: str, office: str, first: str, last: str, checked: str
) -> Spell:
    return Spell(
        id=slug_of(name), name=name, names=plain_names(name), country=country, office=office,
        sector=SECTORS.get(office, "GOV"), organisation="", first=first, last=last,
        source=WIKIDATA, checked=checked if not last else "2022-10")


def merged(hand: list[Spell], found: list[Spell]) -> list[Spell]:
    """The hand-written spells, and those found elsewhere that add to them."""
    people = _people(hand)
    kept = list(hand)
    for spell in found:
        spell = _identified(spell, people)
        if not any(_same(spell, other) for other in kept):
            kept.append(spell)
            people.setdefault((spell.country, _key(spell.name)), spell)
    names = {s.id: (s.name, s.names) for s in reversed(kept)}
    kept = [replace(s, name=names[s.id][0], names=names[s.id][1]) for s in kept]
    return sorted((_closed(s, kept) for s in kept), key=lambda s: (s.id, s.first, s.office, s.country))


def _key(name: str) -> str:
    return re.sub(r"[^a-z]", "", anyascii(name).lower())


def _people(spells: list[Spell]) -> dict[tuple[str, str], Spell]:
    """Every spelling of every person, by country."""
    return {(s.country, _key(name)): s
            for s in reversed(spells) for name in (s.name, *s.names.split("|")) if name}


def _identified(spell: Spell, people: dict[tuple[str, str], Spell]) -> Spell:
    """The spell under the id of the person already known by one of its names."""
    for name in (spell.name, *spell.names.split("|")):
        known = people.get((spell.country, _key(name)))
        if known is not None:
            return replace(spell, id=known.id, name=known.name, names=known.names)
    return spell


def _same(spell: Spell, other: Spell) -> bool:
    """Whether two spells are one person in one office at one time."""
    if spell.country != other.country or spell.id != other.id:
        return False
    same_office = spell.office == other.office or spell.source == FACTBOOK
    return same_office and (
        spell.first[:4] <= (other.last or "9999")[:4] and other.first[:4] <= (spell.last or "9999")[:4])


def _closed(spell: Spell, spells: list[Spell]) -> Spell:
    """A spell that was open when checked ends with the next holder of a single-holder office."""
    if spell.last or spell.source == HAND or spell.office in SHARED:
        return spell
    later = [s.first for s in spells
             if (s.country, s.office) == (spell.country, spell.office)
             and s.id != spell.id and s.first > spell.first]
    return replace(spell, last=min(later)) if later else spell


def hand_spells(table: Path) -> list[Spell]:
    """The rows of the table that were written by hand."""
    return [Spell(**{_field(k): v for k, v in row.items()})
            for row in read_table(table) if row["source"] == HAND]


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
    found = [*holder_spells(arguments.source), *factbook_spells(arguments.source, fips),
             *leader_spells(arguments.source, names)]
    table: Path = arguments.table
    lines = table.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    rows = merged(hand_spells(table), found)
    with table.open("w", encoding="utf-8", newline="") as out:
        out.write("\n".join(comments) + "\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(spell.row() for spell in rows)


if __name__ == "__main__":
    main()
