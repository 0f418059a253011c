"""Build the dictionary that lines of readings are packed with: what all readings have in common.

    python scripts/build_line_dictionary.py

It is trained on the readings of the bundled stories with other letters in every word that is of a
story, so that it holds the shape of records and no text. A store needs the dictionary that its
lines were packed with: a new one goes beside the old ones, under its own number, and never in the
place of one that was released.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import zstandard

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from golden_check import read_story  # noqa: E402
from golden_files import STORIES  # noqa: E402

from legation.codec import encode, encode_claim  # noqa: E402
from legation.store.keeping.packed_lines import FILE, NUMBER  # noqa: E402

SIZE = 48 * 1024  # larger ones pack lines by a twentieth less, and take longer to load
TIMES = 12  # that each story is taken, with other letters
PART = 4096  # bytes of a sample: records of a line are alike among themselves
_OF_STORIES = re.compile(
    rb'"(text|title|name|role|unit|url|outlet|agency|section|dateline|channel)":'
    rb'"((?:[^"\\]|\\.)*)"'
)

_ID = re.compile(rb"[0-9a-f]{16}")


def main() -> None:
    chance = random.Random(1)
    samples: list[bytes] = []
    for path in sorted(STORIES.iterdir()):
        if path.suffix not in (".txt", ".html"):
            continue
        reading = read_story(path)
        line, claims = encode(reading), [encode_claim(claim) for claim in reading.claims]
        for _ in range(TIMES):
            other = without_words(line, chance)
            samples += [other[start : start + PART] for start in range(0, len(other), PART)]
            samples += [without_words(claim, chance) for claim in claims]
    made = zstandard.train_dictionary(SIZE, samples, dict_id=NUMBER)
    target = ROOT / "src/legation/store/keeping" / FILE
    target.write_bytes(made.as_bytes())
    print(f"{target}: {len(made.as_bytes()):,} bytes of {len(samples):,} samples")


def without_words(line: bytes, chance: random.Random) -> bytes:
    """A line with other letters and digits in all that is of its story, ids included."""

    def other(found: re.Match[bytes]) -> bytes:
        value = re.sub(rb"[a-z]", lambda _: b"%c" % chance.randrange(97, 123), found[2])
        return b'"%s":"%s"' % (found[1], value)

    told = _OF_STORIES.sub(other, line)
    ids = {each: b"%016x" % chance.getrandbits(64) for each in sorted({*_ID.findall(told)})}
    return _ID.sub(lambda found: ids[found[0]], told)


if __name__ == "__main__":
    main()
