"""Queries made at random out of the grammar's names, with values that fit and values that do not.

`python tests/fuzzed_queries.py STORE NUMBER [SEED]` asks a store so many and prints what came.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote_plus

from legation.ask.grammar.lists import FIELDS_OF, FORM
from legation.store.asking.faceting import facet_names

_DAYS = ["2024-03", "2024", "2024-03-12..2024-04", "../2024", "2024-03/..", "yesterday", "soon"]
_PARTIES = ["NOR", "Iceland", "!Chad", "Guterres", "Eide", "UNO", "nobody at all", "!", "!!NOR"]
_ODD = [
    "' OR 1=1 --", '"; DROP TABLE events; --', "%", "_", "\\", "\x00", "\ud800", "é" * 50, "*",
    "../../etc/passwd", "{{7*7}}", "-1", "1e309", "NaN", "..", "!", ",", "0x10", "🙂", "a" * 3000,
]  # fmt: skip
_VALUES = {
    "type": ["CONSULT", "!ACCUSE", "CONSULT.visit", "NOTHING"],
    "mode": ["visit", "!phone"],
    "context": ["military", "!diplomatic"],
    "cameo": ["04*", "!112", "*", "9"],
    "quad": ["1", "3,4", "5"],
    "status": ["happened", "!planned"],
    "act": ["says", "!praises"],
    "kind": ["quoted", "!reported"],
    "channel": ["radio"],
    "predicate": ["recognizes", "!holds_office"],
    "sector": ["GOV", "!MIL"],
    "country": ["NOR", "!Iceland"],
    "outlet": ["Fjord Post", "!geyser-times"],
    "agency": ["Reuters"],
    "holder": ["outlets", "!NOR"],
    "near": ["Oslo,500km", "60,10,900km"],
    "place": ["Oslo", "!NOR"],
    "sure": ["0.5..", "..0.9", "2"],
    "depth": ["1", "2..", "..3"],
    "origin": ["2.."],
    "level": ["minister"],
    "dated": ["yes", "no"],
    "contested": ["yes", "no"],
    "text": ['border -troops "open the"', "a OR b", 'half "open'],
    "clock": ["store", "published"],
    "view": ["neutral", "SRB"],
    "by": ["outlets"],
    "sort": ["day", "told", "sure"],
    "order": ["asc", "desc"],
    "limit": ["1", "50", "500", "501"],
    "after": ["abc", "W10"],
    "as": ["lines", "table", "series"],
    "fields": ["id,type", "nothing"],
    "extra": ["words,chain,why,report"],
}


def queries(*, seed: int, number: int) -> Iterator[tuple[str, str]]:
    """Lists with queries; the same seed gives the same ones."""
    chance = random.Random(seed)
    for _ in range(number):
        kind = chance.choice(["events", "statements", "claims"])
        parts = []
        for _ in range(chance.randint(0, 4)):
            name = chance.choice([*FIELDS_OF[kind], *FIELDS_OF[kind], *FORM])
            if chance.random() < 0.03:
                name = chance.choice(["actro", "Type", "", "speaker", "type", "höhe"])
            parts.append(f"{quote_plus(name)}={_quoted(_value(chance, kind, name))}")
        yield kind, "&".join(parts)


def _value(chance: random.Random, kind: str, name: str) -> str:
    if chance.random() < 0.12:
        return chance.choice(_ODD)
    if name == "facet":
        return chance.choice(facet_names(kind))
    if name in ("on", "told", "known"):
        return chance.choice(_DAYS)
    return chance.choice(_VALUES.get(name, _PARTIES))


def _quoted(value: str) -> str:
    return quote_plus(value, errors="surrogatepass")


def main(store_name: str, number: int, seed: int = 1) -> None:
    from legation.ask.query import Query
    from legation.errors import InputError
    from legation.store import open_store

    came: Counter[str] = Counter()
    with open_store(store_name) as store:
        query = Query(store, today=date(2026, 11, 30))
        for kind, asked in queries(seed=seed, number=number):
            try:
                query.listed(query.asking(asked, kind))
                came["answered"] += 1
            except InputError:
                came["refused"] += 1
            except Exception as error:
                came[f"CRASH {type(error).__name__}"] += 1
                print(f"{kind}?{asked}\n  {error!r}"[:600], file=sys.stderr)
    print(dict(came))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:4]))
