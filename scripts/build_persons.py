"""Make persons.csv of WordNet 3.0: nouns that name people and nothing else, with their sector.

    python scripts/build_persons.py [/usr/share/wordnet]

The dictionary is Debian's package `wordnet-base`. Kept are single words in lower case all of whose
meanings are people, that agents.csv and offices.csv do not have. Beings of myth and words marked
as slang or slurs are left out. The sector is that of the first row of `SECTORS` above the commonest
meaning.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from wordnet import FOLDER, Synset, WordNet

from legation.folding import name_key
from legation.tables import data_path, rows, values

OUT = "actors/persons.csv"
HEAD = """\
# Nouns that name people and nothing else, rarer than those of agents.csv, with their plurals:
# who is told of by one is a person with a sector, not nobody. Columns as in agents.csv.
# Built by scripts/build_persons.py.
# Source: WordNet 3.0, Copyright 2006 by Princeton University, all rights reserved, used and changed
# under the WordNet licence (see NOTICE). Licence: WordNet 3.0 licence. Checked: 2026-11-30.
"""
PERSON = 18  # the lexicographer's file of people
SECTORS = (  # a meaning and the sector of all under it; the first that stands above counts
    ("spiritual_being#1", None), ("imaginary_being#1", None), ("fictional_character#1", None),
    ("policeman#1", "COP"), ("spy#1", "SPY"), ("legislator#1", "LEG"),
    ("serviceman#1", "MIL"), ("lawyer#1", "JUD"), ("judge#1", "JUD"),
    ("criminal#1", "CRM"), ("wrongdoer#1", "CRM"), ("insurgent#1", "REB"),
    ("journalist#1", "JRN"), ("clergyman#1", "REL"), ("religious_person#1", "REL"),
    ("spiritual_leader#1", "REL"), ("health_professional#1", "MED"), ("medical_assistant#1", "MED"),
    ("scientist#1", "EDU"), ("scholar#1", "EDU"), ("educator#1", "EDU"), ("student#1", "EDU"),
    ("farmer#1", "AGR"), ("herder#1", "AGR"), ("businessperson#1", "BUS"), ("merchant#1", "BUS"),
    ("politician#1", "PTY"), ("worker#1", "LAB"),
)  # fmt: skip
CIVILIAN = "CVL"
OTHERS = ("auspex", "hadji", "haji", "hajji")  # "auspices"; honorifics, which stand in names
MARKED = re.compile(r"offensive|slur|derogat|obscene|slang|informal|archaic|disparag|insult|vulgar")
WORD = re.compile(r"[a-z]{4,}(-[a-z]+)*")


def persons(wordnet: WordNet) -> Iterator[tuple[str, str]]:
    """Nouns that name people in each of their meanings, with their sector, by the alphabet."""
    known = set(_known())
    tops = [(wordnet.noun(name).offset, sector) for name, sector in SECTORS]
    for noun in sorted(wordnet.noun_senses):
        senses = [wordnet.nouns[offset] for offset in wordnet.noun_senses[noun]]
        if noun in known or not WORD.fullmatch(noun) or not all(map(_is_person, senses)):
            continue
        if not all(noun in sense.words for sense in senses):
            continue  # written with a capital: a people
        above = set(_above(wordnet, senses[0]))
        sector = next((sector for top, sector in tops if top in above), CIVILIAN)
        if sector is not None:
            yield noun, sector


def _known() -> Iterator[str]:
    """Words of our own tables, and names that people bear: "Sonny", "Haji"."""
    yield from OTHERS
    for table in ("first_names", "given_names", "family_names"):
        yield from (row["name"] for row in rows(f"actors/{table}.csv"))
    for row in rows("actors/people.csv"):
        yield from (word for word in name_key(row["name"]).split())
    for row in rows("actors/agents.csv"):
        yield from (row["noun"], *values(row["plural"]))
    for row in rows("actors/offices.csv"):
        yield from (name.lower() for name in (row["title"], *values(row["names"])))


def _is_person(sense: Synset) -> bool:
    return sense.lex == PERSON and not sense.is_instance and not MARKED.search(sense.gloss)


def _above(wordnet: WordNet, sense: Synset) -> Iterator[int]:
    yield sense.offset
    for offset in sense.above():
        yield from _above(wordnet, wordnet.nouns[offset])


def plural(noun: str) -> str:
    """The plural by rule: "bookmen", "fairies", "watches"."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


def main() -> None:
    wordnet = WordNet(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    with data_path(OUT).open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("noun", "plural", "sector", "kind", "human", "note"))
        for noun, sector in persons(wordnet):
            out.writerow((noun, plural(noun), sector, "person", "yes", ""))


if __name__ == "__main__":
    main()
