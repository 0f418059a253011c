"""A made-up record with other names: an article a world, with one record for every question."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from factories import a_claim, a_mention, a_reading, a_statement, a_when, an_event

from legation.records import (
    Article,
    Bound,
    Kind,
    Mention,
    Predicate,
    Quantity,
    Reading,
    Standing,
    StatementKind,
)
from legation.store import Store
from legation.tables import rows

AT = datetime(2024, 6, 1, 9, tzinfo=UTC)
_FORCES = ("MINUSMA", "UNDOF", "MINURSO", "UNMISS", "UNFICYP", "UNISFA")
_PEOPLE = ("Odalys Brandt", "Ilse Marchetti", "Tarek Vandross", "Yusra Kallio", "Bo Ferreira")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Names of a made-up world: two states, a force, somebody, and a number."""

    one: str
    other: str
    third: str
    force: str
    person: str
    number: int

    @property
    def text(self) -> str:
        """Its article, a sentence a record."""
        return (
            f"{self.one} recognises {self.other}. {self.third} does not recognise {self.other}.\n"
            f"{self.person} has been deputy speaker of {self.one}.\n"
            f"{self.person} commands {self.force}. {self.force} has a strength of "
            f"{self.number * 3} soldiers. {self.one} has {self.number} soldiers in {self.force}.\n"
            f"{self.force} works under Resolution {self.number}.\n"
            f"{self.one} claims {self.third}.\n"
            f"{self.one} and {self.other} met on 3 March 2024. "
            f"{self.one} signed a harbour treaty with {self.other}.\n"
            f"{self.person} visited {self.other} on 4 March 2024.\n"
            f"{self.one} accused {self.third} of piracy. {self.third} denied piracy.\n"
            f"{self.person} said that the harbour would stay open.\n"
            f"{self.one} promised {self.other} to dredge the harbour. "
            f"{self.one} demanded that {self.third} return the ship by 4 March 2024."
        )


def world(seed: int) -> World:
    """The world of a seed."""
    chance = random.Random(seed)
    one, other, third = chance.sample(states(), 3)
    return World(
        one=one,
        other=other,
        third=third,
        force=chance.choice(_FORCES),
        person=chance.choice(_PEOPLE),
        number=chance.randrange(300, 4000),
    )


@lru_cache(maxsize=1)
def states() -> tuple[str, ...]:
    """States of one word, so that no name is part of another."""
    found = [r["name"] for r in rows("actors/countries.csv") if not r["to"] and r["code"] != "XKX"]
    return tuple(n for n in found if n.isalpha() and not any(n != m and n in m for m in found))


def reading_of(told: World) -> Reading:
    """Its one article, read by hand."""
    codes = {r["name"]: r["code"] for r in rows("actors/countries.csv")}
    article = Article.from_text(
        told.text, published="2024-03-05", outlet="Tidewater Gazette", title="Of a made-up world"
    )

    def state(name: str, after: str = "") -> Mention:
        found = a_mention(article, name, kind=Kind.STATE, country=codes[name])
        return _moved(article, found, after) if after else found

    def claim(
        words: str, subject: Mention, predicate: Predicate, other: Mention | None, **more: object
    ) -> object:
        return a_claim(article, subject, predicate, other, evidence=words, **more)  # type: ignore[arg-type]

    one, other, third = state(told.one), state(told.other), state(told.third)
    person = a_mention(article, told.person, country=codes[told.third])
    force = a_mention(article, told.force, kind=Kind.ORGANISATION)
    order = a_mention(article, f"Resolution {told.number}", kind=Kind.DOCUMENT)
    office = a_mention(article, "deputy speaker", kind=Kind.OFFICE)
    lines = [s for line in told.text.split("\n") for s in line.replace(". ", ".\n").split("\n")]

    def line(words: str) -> str:
        return next(each for each in lines if words in each)

    soldiers = Quantity(amount=told.number, bound=Bound.EXACT, unit="soldiers")
    strength = Quantity(amount=told.number * 3, bound=Bound.EXACT, unit="soldiers")
    claims = (
        claim(line(" recognises"), one, Predicate.RECOGNIZES, other),
        claim(line("does not recog"), third, Predicate.RECOGNIZES, other, holds=False),
        claim(line("deputy"), person, Predicate.HOLDS_OFFICE, office),
        claim(line("commands"), person, Predicate.COMMANDS, force),
        claim(line("strength"), force, Predicate.STRENGTH, None, value=strength),
        claim(line("soldiers in"), one, Predicate.CONTRIBUTES_TO, force, value=soldiers),
        claim(line("works under"), force, Predicate.MANDATED_BY, order),
        claim(line(" claims "), one, Predicate.CLAIMS_TERRITORY, third),
    )
    day, next_day = a_when("2024-03-03"), a_when("2024-03-04")
    events = (
        an_event(article, "met", actors=(one, other), when=day),
        an_event(article, "signed a harbour treaty", type="AGREE", cameo="057",
                 actors=(one,), recipients=(other,)),
        an_event(article, "visited", cameo="042", mode="visit", actors=(person,),
                 recipients=(other,), when=next_day),
        an_event(article, "accused", type="ACCUSE", cameo="112", quad=3, goldstein=-2.0,
                 actors=(one,), recipients=(third,)),
    )  # fmt: skip
    said = a_statement(article, "that the harbour would stay open", speaker=person, cue="said",
                       kind=StatementKind.INDIRECT)  # fmt: skip
    accused = a_statement(article, "of piracy", speaker=one, cue="accused", act="accuses")
    denied = a_statement(article, "piracy", speaker=third, cue="denied", act="denies")
    denied = _of_words(article, denied, "denied piracy")
    promised = a_statement(article, "to dredge the harbour", speaker=one, cue="promised",
                           act="promises", kind=StatementKind.INDIRECT)  # fmt: skip
    demanded = a_statement(article, f"that {told.third} return the ship by 4 March 2024",
                           speaker=one, cue="demanded", act="demands",
                           kind=StatementKind.INDIRECT)  # fmt: skip
    return a_reading(
        article,
        mentions=(one, other, third, person, force, order, office),
        statements=(
            said,
            replace(accused, addressee=third),
            denied,
            replace(promised, addressee=other),
            replace(demanded, addressee=third, deadline=a_when("2024-03-04")),
        ),
        events=events,
        claims=claims,  # type: ignore[arg-type]
    )


def questions_of(told: World) -> dict[int, tuple[str, str]]:
    """For each question of the world, how it is asked and what its answer must hold."""
    return {
        1: (f"Who recognises {told.other}?", f"{told.one} recognises {told.other}"),
        2: (f"Does {told.third} recognise {told.other}?", "does not recognise"),
        4: (f"Which offices has {told.person} held?", "deputy speaker"),
        6: (f"Who commands {told.force}?", told.person),
        7: (f"How many soldiers does {told.one} have in {told.force}?", f"{told.number:,}"),
        8: (f"Who contributes to {told.force}?", f"{told.number * 3:,}"),
        9: (f"Under which resolution does {told.force} work?", f"Resolution {told.number}"),
        10: (f"When did {told.one} and {told.other} last meet?", "3 March 2024"),
        11: (f"How often did {told.one} and {told.other} meet in 2024?", "1 meeting"),
        12: (f"Who visited {told.other} in March 2024?", told.person),
        13: (f"What did {told.one} demand of {told.third}?", "return the ship"),
        14: (f"What has been promised to {told.other}?", "dredge the harbour"),
        15: ("Which deadlines are over?", "nobody said that it was done"),
        16: (f"What did {told.person} say about the harbour?", "would stay open"),
        17: (f"Who accused {told.third} of what?", f"{told.one} accuse"),
        18: ("Who denied piracy?", told.third),
        19: (f"Who first reported that {told.person} visited {told.other}?", "Tidewater Gazette"),
        20: (f"How many independent sources say that {told.person} visited {told.other}?", "1 ind"),
        21: (f"What is new on {told.one} since 1 March 2024?", "Of a made-up world"),
        22: ("What did we know of the harbour on 6 March 2024?", "Known by 6 March"),
        23: ("What changed between 1 and 9 March 2024?", "Since 1 March 2024"),
        24: (f"Who claims {told.third}?", told.one),
        25: (f"How did relations of {told.one} and {told.other} develop?", "occurrences between"),
    }  # fmt: skip


def store_of(*readings: Reading) -> Store:
    """A store in memory that holds readings."""
    store = Store.open("sqlite://")
    for each in readings:
        store.write(each, at=AT)
    return store


def without(reading: Reading, ids: frozenset[str]) -> Reading:
    """A reading without some records; what was told in one of them is told by the outlet."""

    def kept(records: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(r for r in records if r.id not in ids)  # type: ignore[attr-defined]

    def bare(record: object) -> object:
        for name in ("said_in", "reported_in"):
            if getattr(record, name, None) in ids:
                record = replace(record, **{name: None})  # type: ignore[type-var]
        return record

    return replace(
        reading,
        statements=tuple(map(bare, kept(reading.statements))),
        events=tuple(map(bare, kept(reading.events))),
        claims=tuple(map(bare, kept(reading.claims))),
    )  # type: ignore[arg-type]


def _moved(article: Article, mention: Mention, after: str) -> Mention:
    start = article.text.index(mention.passage.text, article.text.index(after))
    return replace(mention, passage=replace(mention.passage, start=start, end=start + len(after)))


def _of_words(article: Article, statement: object, words: str) -> object:
    """A statement whose content is the last word of some words."""
    start = article.text.index(words) + words.index(" ") + 1
    content = statement.content[0]  # type: ignore[attr-defined]
    moved = replace(content, start=start, end=start + len(content.text))
    return replace(statement, content=(moved,))  # type: ignore[type-var]


LAPSED = Standing.LAPSED
