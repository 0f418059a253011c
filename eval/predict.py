"""Read a gold set with Legation and write what its scorer reads.

    python eval/predict.py TASK < GOLD.jsonl > PRED.jsonl

Tasks: events, quotes, wire, relations, times, actors, dumps.
Of a gold line only what a reader would be given is looked at: `id`, `text` (or `dump`), `title`,
`date` (or `published`), and for actors `context`. The annotations are never read.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from calendar_value import calendar_value

from legation import Article, Reading
from legation.records import (
    Bound,
    Claim,
    Event,
    Kind,
    Mention,
    Passage,
    Precision,
    Predicate,
    Quantity,
    Status,
    When,
)

if TYPE_CHECKING:
    from legation import Reader
    from legation.nlp.times import Time

Row = dict[str, Any]
GIVEN = ("id", "text", "dump", "title", "date", "published", "context")

# Codes that stand where a country would: PLOVER's own, and the one the gold has for them.
BODIES = {
    "IGO": "IGO",
    "UNO": "IGO",
    "EUR": "IGO",
    "NGO": "NGO",
    "ISM": "ISM",
    "IMG": "IMG",
    "MNC": "MNC",
}
# PLOVER's sectors as wire/GUIDELINES.md names them; a code that is not here is the same there.
WIRE_SECTORS = {
    "AGR": "CVL", "COP": "GOV", "EDU": "CVL", "ELI": "OPP", "EUR": "IGO", "IMG": "REB",
    "ISM": "NGO", "JRN": "MED", "LAB": "CVL", "LEG": "GOV", "MED": "CVL", "MNC": "BUS",
    "PRE": "GOV", "PRM": "REB", "REF": "CVL", "SOC": "NGO", "UAF": "REB", "UNO": "IGO",
}  # fmt: skip
PRONOUNS = frozenset("he she it they him her them his its their".split())
WIRE_RELATIONS = {Predicate.CLAIMS_TERRITORY: "claims"}
SIGNS = {
    Bound.EXACT: "", Bound.AT_LEAST: ">=", Bound.MORE_THAN: ">", Bound.AT_MOST: "<=",
    Bound.LESS_THAN: "<", Bound.ABOUT: "~", Bound.BETWEEN: "",
}  # fmt: skip


def given(line: str) -> Row:
    """What a reader may see of a gold line."""
    row = json.loads(line)
    return {key: row[key] for key in GIVEN if row.get(key) is not None}


def day(told: str | None) -> date | None:
    """A date written `2018-12-14`, `20080804` or `12 April 2022`."""
    if not told:
        return None
    try:
        return date.fromisoformat(told)
    except ValueError:
        return datetime.strptime(told, "%d %B %Y").date()


def readings(rows: Iterable[Row], reader: Reader) -> Iterator[tuple[Row, Reading]]:
    """Each row with what the reader makes of its text, in the order of the rows."""
    rows = list(rows)
    yield from zip(rows, reader.read_many(map(article_of, rows)), strict=True)


def article_of(row: Row) -> Article:
    """The article that a reader would be given."""
    return Article.from_text(
        row["text"],
        title=row.get("title"),
        published=day(row.get("date") or row.get("published")),
        url=f"gold:{row['id']}",
    )


# events


def predict_events(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Events with actor codes; what the text denies is no event there."""
    for row, reading in readings(rows, reader):
        told = [e for e in reading.events if e.status is not Status.DENIED]
        yield {"id": row["id"], "events": [coded(event) for event in told]}


def coded(event: Event) -> Row:
    """One event by CAMEO and PLOVER code; parties without a recipient are on both sides."""
    return {
        "source": codes(event.actors),
        "target": codes(event.recipients),
        "event": event.cameo,
        "plover": event.type,
        "reciprocal": len(event.actors) > 1 and not event.recipients,
    }


def codes(mentions: Iterable[Mention]) -> list[str]:
    """Country and sector in one code, each once: `USAGOV`, `IGO`, `---REB`."""
    made = [code_of(mention) for mention in mentions]
    return list(dict.fromkeys(code for code in made if code != "---"))


def code_of(mention: Mention) -> str:
    """The code of one mention; `---` stands for a country that is not known."""
    country, sector = mention.country or "", mention.sector or ""
    if country in BODIES:
        return BODIES[country]
    if not country and sector in BODIES:
        return BODIES[sector]
    return (country or "---") + ("" if sector in BODIES else sector)


# quotes


def predict_quotes(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Source, cue and content spans of every statement, for a set that has the outermost only."""
    for row, reading in readings(rows, reader):
        told = [
            {
                "source": spans(s.speaker.passage if s.speaker else None),
                "cue": spans(s.cue),
                "content": spans(*s.content),
            }
            for s in reading.statements
            if s.rule != "relayed.citing"  # has the content of the one that cites him
        ]
        yield {"id": row["id"], "attributions": told}


def spans(*passages: Passage | None) -> list[list[int]]:
    """Start and end of each passage that is there."""
    return [[p.start, p.end] for p in passages if p is not None]


# wire


def predict_wire(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Events, statements and facts by the names of wire/GUIDELINES.md.

    A statement there is what somebody said or wrote; attitudes are left out.
    """
    from legation.statements.find import is_speech

    for row, reading in readings(rows, reader):
        yield {
            "id": row["id"],
            "events": [
                wire_event(event, as_written(reading, bodies=True)) for event in reading.events
            ],
            "statements": [
                {
                    "speaker": named(s.speaker, as_written(reading)) if s.speaker else "",
                    "country": wire_actor(s.speaker, {})["country"] if s.speaker else "",
                    "content": [min(p.start for p in s.content), max(p.end for p in s.content)],
                    "kind": str(s.kind),
                }
                for s in reading.statements
                if is_speech(s)
            ],
            "facts": wire_facts(reading),
        }


def wire_facts(reading: Reading) -> list[Row]:
    """What the claims say, each once: the first that has an amount, else the first."""
    written = as_written(reading, bodies=True)
    facts: dict[tuple[object, ...], Row] = {}
    for claim in reading.claims:
        fact = wire_fact(claim, written)
        slot = tuple(fact[key] for key in ("subject", "relation", "object", "holds"))
        if slot not in facts or (fact["value"] and not facts[slot]["value"]):
            facts[slot] = fact
    return list(facts.values())


def as_written(reading: Reading, *, bodies: bool = False) -> dict[str, str]:
    """How the text itself names each state and body: "Turkey", where the record says Türkiye.

    States and bodies have their first name, people their fullest ("Gerhard Schroeder"). `bodies`
    adds organisations and groups, with the short form where the text gives one: "Kurdistan
    Workers' party (PKK)".
    """
    written: dict[str, str] = {}
    for mention in reading.mentions:
        text = mention.passage.text.removeprefix("the ")
        if not mention.actor_id or not CAPITAL.search(text):
            continue
        if mention.kind is Kind.PERSON and mention.rule.startswith("person."):
            if len(text.split()) > len(written.get(mention.actor_id, "").split()):
                written[mention.actor_id] = text
            continue
        if mention.rule in STATE_NAMES or (mention.rule in DEMONYMS and text.isupper()):
            written.setdefault(mention.actor_id, text)
        elif bodies and mention.kind in NAMED_BODIES and mention.rule in BODY_NAMES:
            short = SHORT.match(reading.article.text, mention.passage.end)
            written.setdefault(mention.actor_id, text + (short.group() if short else ""))
    return written


def named(mention: Mention, written: dict[str, str]) -> str:
    """The name of a state as the text writes it; of anybody else as the record has it."""
    return written.get((mention.actor_id or "").removesuffix("-gov"), mention.name)


CAPITAL = re.compile(r"\b[A-Z]")
STATE_NAMES = {"name.country", "country.place"}
DEMONYMS = {"demonym.modifier"}
BODY_NAMES = {"name.group", "name.body"}
NAMED_BODIES = {Kind.GROUP, Kind.ORGANISATION, Kind.MISSION}
SHORT = re.compile(r"(?: of(?: [A-Z]\w+){1,3})? \([A-Z][\w-]{1,9}\)")


def wire_event(event: Event, written: dict[str, str]) -> Row:
    """One event with its actors told in full, by the names of the text."""
    return {
        "type": event.type,
        "source": [wire_actor(mention, written) for mention in event.actors],
        "target": [wire_actor(mention, written) for mention in event.recipients],
        "trigger": [event.trigger.start, event.trigger.end],
        "status": str(event.status),
        "place": event.place.name if event.place else "",
    }


def wire_actor(mention: Mention, written: dict[str, str]) -> Row:
    """Name, country and sector; a state without a sector acts as its government."""
    body = mention.country in BODIES
    sector = mention.country if body else mention.sector
    if not sector:
        sector = "GOV" if mention.kind in (Kind.STATE, Kind.GOVERNMENT) else "UNK"
    return {
        "name": named(mention, written),
        "country": "" if body else mention.country or "",
        "sector": WIRE_SECTORS.get(sector, sector),
    }


def wire_fact(claim: Claim, written: dict[str, str]) -> Row:
    """One lasting state; an office is told as written, with its country."""
    told = named(claim.object, written) if claim.object else ""
    if claim.predicate is Predicate.HOLDS_OFFICE and claim.object:
        told = f"{claim.object.passage.text} {claim.object.country or ''}".strip()
    return {
        "subject": named(claim.subject, written),
        "relation": WIRE_RELATIONS.get(claim.predicate, str(claim.predicate)),
        "object": told,
        "value": amount(claim.value),
        "when": str(claim.valid.first or "") if claim.valid else "",
        "holds": claim.holds,
    }


def amount(value: Quantity | None) -> str:
    """A number with its bound in signs: `>=450`, `300-400`."""
    if value is None:
        return ""
    upper = f"-{value.upper:g}" if value.upper is not None else ""
    return f"{SIGNS[value.bound]}{value.amount:.10g}{upper}"


# relations and times


def predict_relations(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Events with the spans of their parties; what the text denies joins nobody.

    A party that is told by a pronoun has the spans too where the text names it.
    """
    for row, reading in readings(rows, reader):
        told = [
            {
                "type": event.type,
                "source": spans(*(p for m in event.actors for p in told_at(m, reading))),
                "target": spans(*(p for m in event.recipients for p in told_at(m, reading))),
            }
            for event in reading.events
            if event.status is not Status.DENIED
        ]
        yield {"id": row["id"], "events": told}


def told_at(party: Mention, reading: Reading) -> list[Passage]:
    """Where a party is told: its own words, and for a pronoun those of whom it stands for."""
    found = [party.passage]
    if party.passage.text.lower() in PRONOUNS:
        same = [m for m in reading.mentions if (m.name, m.kind) == (party.name, party.kind)]
        found += [m.passage for m in same if m.passage != party.passage]
    return found


def predict_times(rows: Iterable[Row]) -> Iterator[Row]:
    """The years, months and days of the calendar that expressions of time name."""
    from legation.nlp.parse import load_model, parse_many
    from legation.nlp.times import find_times

    rows = list(rows)
    parsed = parse_many(map(article_of, rows), load_model())
    for row, (article, doc) in zip(rows, parsed, strict=True):
        times = [
            (start, end, calendar_value(when, article.text[start:end]))
            for t in find_times(doc, article)
            for start, end, when in ends_of(t, article.text)
        ]
        told = [{"start": a, "end": b, "value": value} for a, b, value in times if value]
        yield {"id": row["id"], "dates": told}


def ends_of(time: Time, text: str) -> list[tuple[int, int, When]]:
    """The parts of an expression that name a unit each: both ends of "Sept. 14 to Thursday"."""
    from legation.nlp.times import told_expressions

    when = time.when
    if when.precision is not Precision.RANGE or when.first is None or when.last is None:
        return [(time.start, time.end, when)]
    parts = [(f.start, f.end) for f in told_expressions(text[time.start : time.end])]
    years = YEARS.fullmatch(text, time.start, time.end)
    if years is not None:
        parts = [(a - time.start, b - time.start) for a, b in (years.span(1), years.span(2))]
    days_told = DAYS.fullmatch(text, time.start, time.end)
    if days_told is not None:
        parts = [(a - time.start, b - time.start) for a, b in map(days_told.span, (1, 2))]
    if len(parts) != len(("first", "last")):
        return [(time.start, time.end, when)]
    days = (replace(when, first=d, last=None) for d in (when.first, when.last))
    return [(time.start + a, time.start + b, day) for (a, b), day in zip(parts, days, strict=True)]


DAYS = re.compile(r"([A-Z]\w+\.? \d{1,2}) and (\d{1,2})")
YEARS = re.compile(r"\D*(\d{4})\D+(\d{4})")


# actors and dumps: stages by themselves


def predict_actors(rows: Iterable[Row]) -> Iterator[Row]:
    """Country and sector of a phrase; a body has its code in the place of the country."""
    from legation.actors.mentions import resolve_phrase
    from legation.registry.load import load_registry

    known = load_registry().actors
    for row in rows:
        mention = resolve_phrase(row["text"], on=day(row.get("date")), context=row.get("context"))
        country = (mention.country if mention else None) or ""
        sector = (mention.sector if mention else None) or ""
        if not country and mention and sector in BODIES:
            actor = known.get(mention.actor_id or "")
            country, sector = sector, "".join(actor.sectors[1:2]) if actor else ""
        yield {"id": row["id"], "text": row["text"], "country": country, "code_1": sector}


def predict_dumps(rows: Iterable[Row]) -> Iterator[Row]:
    """Body and title of a page kept as plain text."""
    from legation.extract.dump import predict_body_title

    for row in rows:
        body, title = predict_body_title(row["dump"])
        yield {"id": row["id"], "body": body, "title": title}


READ = {
    "events": predict_events,
    "quotes": predict_quotes,
    "wire": predict_wire,
    "relations": predict_relations,
}
STAGE = {"actors": predict_actors, "dumps": predict_dumps, "times": predict_times}


def predict(task: str, rows: Iterable[Row], reader: Reader | None = None) -> Iterator[Row]:
    """The predictions of one task; without a reader given, a new one where the task needs it."""
    if task in STAGE:
        return STAGE[task](rows)
    if reader is None:
        from legation import Reader

        reader = Reader()
    return READ[task](rows, reader)


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in READ | STAGE:
        sys.exit(__doc__)
    rows = (given(line) for line in sys.stdin if line.strip())
    for row in predict(sys.argv[1], rows):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
