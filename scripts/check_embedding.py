"""Compare embedding.csv with MegaVeridicality: how often people answered as the table says.

    python scripts/check_embedding.py megaveridicality_v2_means.csv

The answers are those to "did that happen?" (1 yes, .5 perhaps, 0 no) by people who were told a
sentence with the verb (`told`), or its negation (`told_not`). A row agrees when its value lies in
the band below; a row that gives the word to its subject says less about the world, so its band
is wider.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from legation.tables import rows, values

BANDS = {  # of mean answers; the width is about two standard errors of ten answers
    "certain": (0.7, 1.0),
    "probable": (0.5, 1.0),
    "possible": (0.25, 0.8),
    "intended": (0.35, 0.9),
    "demanded": (0.25, 0.8),
    "improbable": (0.1, 0.6),
    "not": (0.0, 0.4),
}
SAID = {"certain": (0.4, 1.0), "not": (0.0, 0.6)}
FRAMES = {
    ("that_S", "active"): "that",
    ("that_S", "passive"): "obj+that",
    ("to_VPeventive", "active"): "to",
    ("to_VPstative", "active"): "to",
    ("to_VPeventive", "passive"): "obj+to",
    ("to_VPstative", "passive"): "obj+to",
    ("NP_to_VPeventive", "active"): "obj+to",
    ("NP_to_VPstative", "active"): "obj+to",
    ("for_NP_to_VP", "active"): "for+to",
}


def main(path: Path) -> None:
    table = {
        (lemma, row["complement"]): row
        for row in rows("language/en/embedding.csv")
        if row["pos"] == "verb"
        for lemma in values(row["lemma"])
    }
    agreed = compared = 0
    absent: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        for told in csv.DictReader(file):
            complement = FRAMES[told["frame"], told["voice"]]
            row = table.get((told["verb"], complement))
            if row is None:
                absent.append(f"{told['verb']} {complement}")
                continue
            for ours, theirs in (("affirmed", "told"), ("negated", "told_not")):
                if not told[theirs]:
                    continue
                band = SAID if row["whose"] == "subject" else {}
                low, high = band.get(row[ours]) or BANDS[row[ours]]
                compared += 1
                mean = float(told[theirs])
                if low <= mean <= high:
                    agreed += 1
                else:
                    frame = f"{told['frame']} {told['voice']}"
                    print(f"{told['verb']:14}{frame:26}{ours:9}{row[ours]:11}{mean:.2f}")
    print(f"{agreed} of {compared} answers agree ({agreed / compared:.1%})")
    print(f"{len(set(absent))} pairs of verb and complement are not in the table")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
