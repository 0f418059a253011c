"""Say what a change of code or data does to the readings of our own texts, and take it.

    python scripts/readings.py show [FAMILY ...]    what differs, text by text, old and new line
    python scripts/readings.py accept               keep the readings as they are now
    python scripts/readings.py check                exit code 1 if a kept text is read otherwise

    python scripts/readings.py show --shared FILE   the same over gold, corpus and cases

The kept readings are in tests/golden/readings. Those of `--shared` are of the texts found beside
the gold (`$LEGATION_GOLD`, else ../shared/gold), kept in FILE (NAME.jsonl.xz), outside the project.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "eval")]

from own_texts import own_texts  # noqa: E402
from readings_net import END, FOLDER, Change, Net, changes, load, net_of, save, told  # noqa: E402
from shared_texts import shared_texts  # noqa: E402

from legation import Reader  # noqa: E402


def asked() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("do", choices=("show", "accept", "check"))
    ask.add_argument("family", nargs="*", help="only these (show, check): stories, examples ...")
    ask.add_argument("--shared", type=Path, metavar="FILE", help="gold and corpus, kept in FILE")
    args = ask.parse_args()
    if args.shared and not args.shared.name.endswith(END):
        ask.error(f"{args.shared}: the name must end with {END}")
    if args.do == "accept" and args.family:
        ask.error("accept takes all families; leave the names out")
    return args


def summed(found: list[Change], now: Net) -> str:
    other = sum(change.is_other_reading for change in found)
    new, gone = sum(c.old is None for c in found), sum(c.new is None for c in found)
    return f"{sum(map(len, now.values()))} texts: {other} read otherwise, {new} new, {gone} gone"


def main() -> None:
    args = asked()
    place = args.shared or FOLDER
    texts = shared_texts() if args.shared else own_texts()
    kept = load(place)
    if args.family:
        texts = tuple(own for own in texts if own.family in args.family)
        kept = {family: kept[family] for family in args.family if family in kept}
    now = net_of(texts, Reader())
    found = list(changes(kept, now))
    if args.do == "show":
        for change in found:
            print("\n".join(told(change)))
    print(summed(found, now))
    if args.do == "accept":
        print("kept: " + (", ".join(save(now, place)) or "nothing new"))
    elif args.do == "check" and any(change.is_other_reading for change in found):
        sys.exit("readings changed: look at `scripts/readings.py show`, then `accept`")


if __name__ == "__main__":
    main()
