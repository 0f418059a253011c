"""Measure a store: what writing articles and asking for them costs, and questions to the ledger.

    python scripts/bench_store.py articles [--store STORE] [--articles 20000]
    python scripts/bench_store.py claims [--store FILE] [--claims 1000000] [--rounds 40]

`articles` writes made-up articles of 16 families, which share most of their paragraphs: the hard
case for links between texts and for merging reports. After each fifth it prints what an article
cost in CPU to write and to link, and what stories and the timeline of the busiest pair cost then.
The readings it starts from are those of the bundled stories. STORE is made anew.

`claims` makes a store with a million claims once, and asks again where FILE is there. Parties are
as unequal as in news: of 3,000 the first has a tenth of all claims. Claims come to be known over
two years; a tenth of the articles is read a second time, with one claim less.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import func, select

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from golden_check import read_story  # noqa: E402
from golden_files import STORIES  # noqa: E402
from hard_articles import Families  # noqa: E402

from legation.ask.names import Names  # noqa: E402
from legation.ask.stories import all_stories  # noqa: E402
from legation.ask.timeline import timeline  # noqa: E402
from legation.folding import name_key  # noqa: E402
from legation.ids import content_id  # noqa: E402
from legation.keys import party_key  # noqa: E402
from legation.ledger.gather import gather  # noqa: E402
from legation.ledger.views import View, choose  # noqa: E402
from legation.records import (  # noqa: E402
    Claim,
    How,
    Kind,
    Mention,
    Passage,
    Precision,
    Predicate,
    Reading,
    When,
)
from legation.registry.known import Registry  # noqa: E402
from legation.registry.load import load_registry  # noqa: E402
from legation.store import Asked, Ledger, Store, schema  # noqa: E402
from legation.store.ledger_tables import ledger, party_names, withdrawals  # noqa: E402
from legation.store.ledger_writer import ledger_row  # noqa: E402
from legation.store.story_tables import links  # noqa: E402
from legation.upkeep import update_stories  # noqa: E402

IN_ONE_WRITE = 64  # articles
MOST_WRITE_MS, MOST_NEAR_MS, MOST_TIMELINE_S = 3.5, 1.0, 1.0  # the exit code is 1 beyond
PARTIES = 3000
FIRST = date(2022, 1, 1)
DAYS = 730
AT_ONCE = 20_000
MOST_MS = 100  # the exit code is 1 from there on
FACTS = 51  # as many as `legation facts` asks for
PREDICATES = list(Predicate)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    of_articles = commands.add_parser("articles")
    of_articles.add_argument("--store", default="hard.db")
    of_articles.add_argument("--articles", type=int, default=20_000)
    of_claims = commands.add_parser("claims")
    of_claims.add_argument("--store", type=Path, default=Path("million.db"))
    of_claims.add_argument("--claims", type=int, default=1_000_000)
    of_claims.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    raise SystemExit(articles(given) if given.command == "articles" else claims(given))


def articles(given: argparse.Namespace) -> bool:
    """Print a line for each fifth; whether the last one costs more than it may."""
    families = Families(bundled())
    path = Path(given.store)
    for old in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        old.unlink(missing_ok=True)
    print("articles  write ms  near ms  stories s  timeline s  KB each  links  MB resident")
    first: list[float] = []
    over = False
    with Store.open(given.store) as store:
        for fifth in range(5):
            numbers = range(fifth * given.articles // 5, (fifth + 1) * given.articles // 5)
            wrote = linked = 0.0
            for start in range(numbers.start, numbers.stop, IN_ONE_WRITE):
                some = numbers[start - numbers.start :][:IN_ONE_WRITE]
                readings = [families.article(number) for number in some]
                wrote += spent(lambda r=readings: write(store, r))
            linked = spent(lambda: update_stories(store))
            done = numbers.stop
            told = spent(lambda: all_stories(store))
            pair, asked = busiest(store)
            begun = time.process_time()
            found = timeline(store, Names(registry(), store), pair)
            merged = time.process_time() - begun
            costs = [1000 * wrote / len(numbers), 1000 * linked / len(numbers)]
            print(
                f"{done:8,}  {costs[0]:8.2f}  {costs[1]:7.2f}  {told:9.2f}  {merged:10.2f}  "
                f"{size_of(store) / done / 1000:7.1f}  {many_links(store):,}  {resident_mb():.0f}"
                f"  ({'-'.join(pair)}: {asked:,} events, {len(found.occurrences):,} occurrences)"
            )
            first = first or costs
            over = costs[0] > MOST_WRITE_MS or costs[1] > MOST_NEAR_MS or merged > MOST_TIMELINE_S
    return over


def spent(work: Callable[[], object]) -> float:
    """The CPU seconds that something takes in this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def write(store: Store, readings: Sequence[Reading]) -> None:
    store.write_many([(reading, None) for reading in readings])


def bundled() -> list[Reading]:
    """The readings of the bundled stories."""
    return [read_story(p) for p in sorted(STORIES.iterdir()) if p.suffix in (".txt", ".html")]


@cache
def registry() -> Registry:
    return load_registry()


def busiest(store: Store) -> tuple[tuple[str, str], int]:
    """The two countries that take part in most events together, and in how many."""
    seat, mention = schema.event_actors.c, schema.mentions.c
    one = (
        select(seat.article_id, seat.event, mention.country)
        .join(
            schema.mentions,
            (mention.article_id == seat.article_id) & (mention.number == seat.mention),
        )
        .where(mention.country.is_not(None))
        .distinct()
        .subquery()
    )
    other = one.alias()
    wanted = (
        select(one.c.country, other.c.country, func.count())
        .join(other, (one.c.article_id == other.c.article_id) & (one.c.event == other.c.event))
        .where(one.c.country < other.c.country)
        .group_by(one.c.country, other.c.country)
        .order_by(func.count().desc(), one.c.country, other.c.country)
    )
    with store.reading() as connection:
        left, right, times = connection.execute(wanted).first() or ("", "", 0)
    return (left, right), times


def size_of(store: Store) -> int:
    """Bytes of the database."""
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            return int(pages * connection.exec_driver_sql("PRAGMA page_size").scalar_one())
        asked = "SELECT pg_database_size(current_database())"
        return int(connection.exec_driver_sql(asked).scalar_one())


def many_links(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(links)).scalar_one()


def resident_mb() -> float:
    """What this process holds in memory now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    return 0.0


def claims(given: argparse.Namespace) -> bool:
    """Print what questions to the ledger cost; whether one costs more than it may."""
    fresh = not given.store.exists()
    with Store.open(str(given.store)) as store:
        if fresh:
            begun = time.monotonic()
            fill(store, given.claims)
            print(f"made in {time.monotonic() - begun:.0f} s")
        size = given.store.stat().st_size / 1e6
        print(f"{given.store}: {Ledger(store).count(Asked())[1]:,} claims, {size:,.0f} MB")
        asked = [ask(store, rank, given.rounds) for rank in (0, 1, 10, 100, 1000)]
    median, most = (max(each) for each in zip(*asked, strict=True))
    print(f"slowest median: {median:.1f} ms; slowest call: {most:.1f} ms of CPU; below {MOST_MS}")
    return max(median, most) >= MOST_MS


def ask(store: Store, rank: int, rounds: int) -> tuple[float, float]:
    """Print and give the milliseconds of `legation facts` without its start and output.

    The median as the clock has it, and the CPU time of the slowest call: on a machine that does
    other things as well, the slowest by the clock is one that had to wait.
    """
    chance = random.Random(rank)
    books = Ledger(store)
    spent, busy = [], []
    for _ in range(rounds):
        begun, begun_busy = time.perf_counter(), time.process_time()
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        parties = books.parties(f"Party {rank}")
        asked = Asked(parties=parties, as_of=day, known_on=day + timedelta(days=7))
        facts = gather(books.entries(asked, facts=FACTS))
        choose(facts, View(), on=day)
        spent.append((time.perf_counter() - begun) * 1000)
        busy.append((time.process_time() - begun_busy) * 1000)
    total = books.count(Asked(parties=books.parties(f"Party {rank}")))
    median, most = statistics.median(spent), max(busy)
    print(
        f"party {rank}: {total[1]:,} claims in {total[0]:,} slots; "
        f"as of and known on a day: median {median:.1f} ms, most {max(spent):.1f} ms, "
        f"of CPU {most:.1f} ms"
    )
    return median, most


def fill(store: Store, number: int) -> None:
    chance = random.Random(1)
    weights = [1 / (rank + 4) for rank in range(PARTIES)]
    made = 0
    keys: set[tuple[str, str]] = set()
    while made < number:
        drawn = chance.choices(range(PARTIES), weights, k=2 * AT_ONCE)
        rows, gone = [], []
        for subject, other in zip(drawn[::2], drawn[1::2], strict=True):
            claim, told = a_claim(made, subject, other, chance)
            known = datetime(told.year, told.month, told.day, 12, tzinfo=UTC)
            made += 1
            row = ledger_row(
                claim,
                claim.evidence[0].article_id,
                outlet=f"Outlet {made % 60}",
                agency=None,
                told_on=told,
                at=known + timedelta(days=chance.randrange(3)),
            )
            rows.append({"number": made, **row})
            if made % 50 == 0:
                gone.append({"entry": made, "withdrawn_at": known + timedelta(days=30)})
            keys.update(
                (name_key(m.name), party_key(m)) for m in (claim.subject, claim.object) if m
            )
        with store.writing() as connection:
            connection.execute(ledger.insert(), rows)
            connection.execute(withdrawals.insert(), gone)
    with store.writing() as connection:
        connection.execute(
            party_names.insert(), [{"name_key": n, "party_key": k} for n, k in sorted(keys)]
        )
        for statement in ("ANALYZE",) if connection.dialect.name == "sqlite" else ():
            connection.exec_driver_sql(statement)


def a_claim(number: int, subject: int, other: int, chance: random.Random) -> tuple[Claim, date]:
    article = content_id("article", number // 6)
    told = FIRST + timedelta(days=chance.randrange(DAYS))
    start = told - timedelta(days=chance.randrange(4000))
    valid = None
    if chance.random() < 0.4:
        last = start + timedelta(days=chance.randrange(3000)) if chance.random() < 0.3 else None
        valid = When(first=start, last=last, precision=Precision.SINCE, how=How.EXPLICIT)
    claim = Claim(
        id=content_id("claim", number),
        subject=party(subject, article),
        predicate=chance.choice(PREDICATES),
        object=party(other, article),
        evidence=tuple(passages(article, chance)),
        valid=valid,
        holds=chance.random() < 0.9,
        holder=party(chance.randrange(PARTIES), article) if chance.random() < 0.3 else None,
        rule="bench",
    )
    return claim, told


def party(rank: int, article: str) -> Mention:
    name = f"Party {rank}"
    place = Passage(article_id=article, start=0, end=len(name), text=name)
    kind = Kind.ORGANISATION
    return Mention(passage=place, kind=kind, name=name, actor_id=f"party-{rank}", rule="name.body")


def passages(article: str, chance: random.Random) -> Iterator[Passage]:
    text = " ".join(str(chance.randrange(10**6)) for _ in range(20))
    yield Passage(article_id=article, start=100, end=100 + len(text), text=text)


if __name__ == "__main__":
    main()
