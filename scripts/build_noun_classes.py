"""Make noun_classes.csv of WordNet 3.0, our choice of its senses and our overrides.

    python scripts/build_noun_classes.py [/usr/share/wordnet]

The dictionary is Debian's package `wordnet-base`. Kept are single words in lower case that are
tagged in WordNet's texts, that stand in one of our tables, or whose class a party or a deed can
have; a noun never tagged takes the class that comes first in `PREFERRED`.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from wordnet import FOLDER, Synset, WordNet

from legation.tables import data_path, rows, values

OUT = "language/en/noun_classes.csv"
HEAD = """\
# Classes of common nouns, built by scripts/build_noun_classes.py: `sense` 1 is the class of the
# commonest meaning, 2 a class of other meanings; `members` that begin with `initial`.
# Source: WordNet 3.0, Copyright 2006 by Princeton University, all rights reserved, used and changed
# under the WordNet licence (see NOTICE); noun_class_roots.csv, noun_class_overrides.csv.
# Licence: WordNet 3.0 licence. Checked: 2026-11-30.
"""
FILES = {  # classes of the lexicographer's files, where no chosen sense stands above a noun
    4: "act", 5: "animal", 6: "thing", 7: "attribute", 8: "body_part", 9: "idea", 10: "speech",
    11: "event", 12: "feeling", 13: "food", 14: "group", 15: "place", 16: "idea", 17: "thing",
    18: "person", 19: "phenomenon", 20: "plant", 21: "money", 22: "process", 23: "quantity",
    24: "attribute", 25: "attribute", 26: "state", 27: "substance", 28: "time",
}  # fmt: skip
PREFERRED = (
    "weapon aircraft ship person armed_group team company government country organisation people "
    "animal vehicle facility disease food artwork document violence crime sport game disaster "
    "group plant act speech event body_part feeling money place substance thing idea state time "
    "quantity attribute phenomenon process"
).split()
RARE = frozenset(  # classes of which nouns that are never tagged are left out
    "animal plant body_part substance food thing attribute idea state quantity phenomenon process "
    "feeling time".split()
)
WORD = re.compile(r"[a-z]+(-[a-z]+)*")


class Classes:
    """The class of each meaning by what stands above it."""

    def __init__(self, wordnet: WordNet) -> None:
        self.wordnet = wordnet
        self.above: dict[str, str] = {}
        self.roots: dict[int, str] = {}
        for row in rows("language/en/noun_class_roots.csv"):
            self.above[row["class"]] = row["above"]
            self.roots |= {wordnet.noun(name).offset: row["class"] for name in values(row["roots"])}

    def depth(self, name: str) -> int:
        return 1 + self.depth(self.above[name]) if self.above[name] else 0

    def of_synset(self, synset: Synset) -> str | None:
        """The deepest class of the nearest chosen meanings, or that of the file."""
        by_file = FILES.get(synset.lex)
        if by_file == "person":
            return by_file
        seen, level = {synset.offset}, [synset.offset]
        while level:
            hits = [self.roots[o] for o in level if o in self.roots]
            if hits:
                best = max(hits, key=self.depth)
                vague = best in {"thing", "attribute"}
                return by_file if vague and by_file else best
            level = [o for x in level for o in self.wordnet.nouns[x].above() if o not in seen]
            seen |= set(level)
        return by_file

    def of_noun(self, lemma: str) -> list[str]:
        """The classes of a noun's meanings in lower case, the commonest first."""
        found: list[str] = []
        for offset in self.wordnet.noun_senses[lemma]:
            synset = self.wordnet.nouns[offset]
            name = self.of_synset(synset)
            if lemma in synset.words and not synset.is_instance and name and name not in found:
                found.append(name)
        if not self.wordnet.noun_counts.get(lemma):
            found.sort(key=PREFERRED.index)
        return found


def known_words() -> set[str]:
    """Every word of our own tables of English."""
    made: set[str] = set()
    for path in sorted(data_path("language/en").glob("*.csv")):
        if not path.name.startswith("noun_class"):
            made |= set(re.findall(r"[a-z-]+", path.read_text(encoding="utf-8").casefold()))
    return made


def entries(wordnet: WordNet) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each noun with its class and up to two others."""
    classes, known = Classes(wordnet), known_words()
    overrides = {row["noun"]: row for row in rows("language/en/noun_class_overrides.csv")}
    for lemma in sorted({*wordnet.noun_senses, *overrides}):
        if lemma in overrides:
            yield lemma, overrides[lemma]["class"], values(overrides[lemma]["also"])
            continue
        if not WORD.fullmatch(lemma) or len(lemma) < 3:
            continue
        found = classes.of_noun(lemma)
        counted = wordnet.noun_counts.get(lemma, 0) > 0 or lemma in known
        if found and (counted or found[0] not in RARE):
            yield lemma, found[0], tuple(found[1:3]) if counted else ()


def main(folder: Path) -> None:
    table: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for lemma, first, others in entries(WordNet(folder)):
        table[first, 1, lemma[0]].append(lemma)
        for name in others:
            table[name, 2, lemma[0]].append(lemma)
    with data_path(OUT).open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("class", "sense", "initial", "members"))
        for (name, sense, initial), members in sorted(table.items()):
            writer.writerow((name, sense, initial, "|".join(members)))
    count = sum(len(m) for (_, sense, _), m in table.items() if sense == 1)
    print(f"{count:,} nouns, {data_path(OUT).stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
