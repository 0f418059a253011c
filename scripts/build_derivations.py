"""Make derivations.csv: the event nouns, agent nouns and patient nouns of the lexicon's verbs.

    python scripts/build_derivations.py propbank_rolesets.csv [/usr/share/wordnet]

The nouns with a role pattern and an example are chosen by hand (derivations_chosen.csv). To them
come the derivations of WordNet 3.0 (Debian's `wordnet-base`) and the nouns of PropBank's rolesets
for every verb of verbs.csv, marked doubtful where nobody looked at them.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from build_noun_classes import Classes
from wordnet import FOLDER, WordNet

from legation.tables import data_path, rows, values

CHOSEN = Path(__file__).with_name("derivations_chosen.csv")
OUT = "language/en/derivations.csv"
HEAD = """\
# Nouns of verbs, built by scripts/build_derivations.py: `kind` is the deed (event), who does it
# (agent) or whom it is done to (patient); `agent`, `patient`: where these stand beside the noun,
# best first; `others`: further roles; `source`: who has the pair; `sure`: doubtful where nobody
# looked at the pair and its pattern. docs/language.md explains each.
# Source: own work (pairs with an example), WordNet 3.0 (Copyright 2006 by Princeton University,
# WordNet licence, see NOTICE), PropBank frames (github.com/propbank/propbank-frames, CC BY-SA 4.0).
# Licence: CC BY-SA 4.0. Checked: 2026-11-30.
"""
DEEDS = frozenset("act event violence crime speech sport disaster process".split())
BEARERS = ("er", "or", "ist", "ant", "ent", "ian")  # ends of nouns for who does it
PATTERNS = {  # of nouns that nobody looked at
    "event": ("by|poss|adj", "of|poss|comp"),
    "agent": ("", "of|poss|comp"),
    "patient": ("of|by|poss", ""),
}
STAYING = frozenset({"attendee", "escapee"})  # they do it themselves


def verbs() -> list[str]:
    """Every verb of the lexicon of events."""
    return sorted({v for row in rows("language/en/verbs.csv") for v in values(row["lemma"])})


def of_wordnet(classes: Classes, verb: str) -> Iterator[tuple[str, str]]:
    """The nouns that WordNet derives from a verb, as noun and kind."""
    wordnet = classes.wordnet
    for offset in wordnet.verb_senses.get(verb, ()):
        synset = wordnet.verbs[offset]
        for sign, other, pos, words in synset.links:
            if sign != "+" or pos != "n" or synset.words[int(words[:2], 16) - 1] != verb:
                continue
            target = wordnet.nouns[other]
            noun = target.words[int(words[2:], 16) - 1]
            name = classes.of_synset(target)
            if name == "person" and noun.endswith("ee") and noun not in STAYING:
                yield noun, "patient"
            elif name == "person" and noun.endswith(BEARERS):
                yield noun, "agent"
            elif name in DEEDS:
                yield noun, "event"


def of_propbank(path: Path) -> dict[str, set[str]]:
    """The nouns of each verb's rolesets."""
    made: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for verb in values(row["verbs"]):
                made[verb] |= {noun.casefold() for noun in values(row["nouns"])}
    return made


def main(propbank: Path, folder: Path) -> None:
    wordnet, frames = WordNet(folder), of_propbank(propbank)
    classes = Classes(wordnet)
    chosen = {(row["verb"], row["noun"]): row for row in rows(CHOSEN)}
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for verb in verbs():
        for noun, kind in of_wordnet(classes, verb):
            found[verb, noun, kind].add("wordnet")
        for noun in frames[verb]:
            if noun in wordnet.noun_senses:
                found[verb, noun, "event"].add("propbank")
    for verb, noun in chosen:
        found[verb, noun, "event"].add("own")
    table = []
    for (verb, noun, kind), sources in sorted(found.items()):
        row = chosen.get((verb, noun))
        if row is not None and kind != "event":
            continue
        looked = row is not None or (kind != "event" and wordnet.noun_counts.get(noun, 0) > 0)
        agent, patient = (row["agent"], row["patient"]) if row else PATTERNS[kind]
        others, example = (row["others"], row["example"]) if row else ("", "")
        from_whom, sure = "+".join(sorted(sources)), "yes" if looked else "doubtful"
        table.append((verb, noun, kind, agent, patient, others, from_whom, sure, example))
    with data_path(OUT).open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        names = "verb noun kind agent patient others source sure example"
        writer.writerow(names.split())
        writer.writerows(table)
    looked_at = [line for line in table if line[7] == "yes"]
    without = set(verbs()) - {line[0] for line in table if line[2] == "event"}
    print(f"{len(table):,} pairs, {len(looked_at):,} sure; no event noun for {len(without)} verbs:")
    print(" ".join(sorted(without)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER)
