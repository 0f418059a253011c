"""A small made-up record to ask questions of: three articles by two outlets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from factories import a_claim, a_mention, a_reading, a_statement, a_when, an_event

from legation.records import Article, Kind, Origin, Precision, Predicate, Reading, Status
from legation.store import Provenance, Run, Store

MARCH = datetime(2024, 3, 20, 8, tzinfo=UTC)


def visit() -> Reading:
    """A visit, a quotation at second hand and a claim."""
    text = (
        "Norwegian Foreign Minister Espen Eide visited Iceland on 12 March.\n"
        "Eide said that Guterres had called the deal “=HYPERLINK(1) a milestone”.\n"
        "Norway recognises Iceland. Norway plans a summit with Iceland."
    )
    article = Article.from_text(
        text, title="=cmd|'/c calc'!A1", published="2024-03-13", outlet="Fjord Post",
        url="https://fjord.example/1",
    )  # fmt: skip
    eide = a_mention(
        article, "Espen Eide", country="NOR", sector="GOV", role="Foreign Minister",
        actor_id="espen-barth-eide", name="Espen Barth Eide",
    )  # fmt: skip
    iceland = a_mention(article, "Iceland", kind=Kind.STATE, country="ISL")
    norway = a_mention(article, "Norway", kind=Kind.STATE, country="NOR")
    guterres = a_mention(
        article, "Guterres", sector="UNO", actor_id="antonio-guterres", name="António Guterres"
    )
    outer = a_statement(
        article, "that Guterres had called the deal “=HYPERLINK(1) a milestone”",
        speaker=replace(eide, passage=a_mention(article, "Eide", nth=1).passage), cue="said",
    )  # fmt: skip
    inner = a_statement(
        article, "=HYPERLINK(1) a milestone", speaker=guterres, cue="called", act="praises",
        reported_in=outer.id,
    )  # fmt: skip
    when = a_when("2024-03-12")
    events = (
        an_event(article, "visited", cameo="042", actors=(eide, iceland), mode="visit", when=when),
        an_event(article, "summit", actors=(norway, iceland), status=Status.PLANNED),
    )
    claim = a_claim(article, norway, Predicate.RECOGNIZES, iceland)
    return a_reading(
        article,
        mentions=(eide, iceland, norway, guterres),
        statements=(outer, inner),
        events=events,
        claims=(claim,),
    )


def blame() -> Reading:
    """Iceland accuses Norway, in April, without a day of its own; another has only the month."""
    text = "Iceland accused Norway of overfishing. Norway cut aid to Iceland in April."
    article = Article.from_text(text, published="2024-04-02", outlet="Geyser Times")
    iceland = a_mention(article, "Iceland", kind=Kind.STATE, country="ISL")
    norway = a_mention(article, "Norway", kind=Kind.STATE, country="NOR")
    month = a_when("2024-04-01", "2024-04-30", precision=Precision.MONTH)
    return a_reading(
        article,
        mentions=(iceland, norway),
        events=(
            an_event(
                article,
                "accused",
                type="ACCUSE",
                cameo="112",
                quad=3,
                goldstein=-2.0,
                actors=(iceland,),
                recipients=(norway,),
            ),
            an_event(
                article,
                "cut aid",
                type="SANCTION",
                cameo="1621",
                quad=4,
                goldstein=-5.6,
                actors=(norway,),
                recipients=(iceland,),
                when=month,
            ),
        ),
    )


def elsewhere() -> Reading:
    """An article of June that has nothing to do with the two, and one surname of two people."""
    text = "Odalys Brandt praised Chad."
    article = Article.from_text(text, published="2024-06-01", outlet="Fjord Post")
    brandt = a_mention(article, "Odalys Brandt")
    said = a_statement(article, "praised Chad", speaker=brandt, act="praises")
    return a_reading(article, mentions=(brandt,), statements=(said,))


READINGS = (visit(), blame(), elsewhere())


def fill(store: Store) -> None:
    """Write the articles into a store, the second as from a file."""
    for number, reading in enumerate(READINGS):
        origin = Origin(kind="file", path=f"pages/{number}.html")
        provenance = Provenance(
            sha256=reading.article.raw_sha256, origin=origin, url=reading.article.url
        )
        store.write(reading, provenance=provenance, run=Run(reader="test"), at=MARCH)


@contextmanager
def asked_store(path: Path | None = None) -> Iterator[Store]:
    """A store of the articles, in memory or at a path."""
    with Store.open(str(path) if path else "sqlite://") as store:
        fill(store)
        yield store
