"""A story of our own with its reading made by hand, for tests that need a whole record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from legation.ids import content_id, sha256_of
from legation.records import (
    SCHEMA,
    Amount,
    Article,
    Bound,
    Caption,
    Claim,
    Event,
    Goods,
    Harm,
    HarmKind,
    How,
    Kind,
    Level,
    Manner,
    Mention,
    NamedBy,
    Origin,
    Page,
    Passage,
    Polarity,
    Precision,
    Predicate,
    Quantity,
    Reading,
    Responsibility,
    Stance,
    Statement,
    StatementKind,
    Status,
    When,
    Worded,
)

READER = "legation 0.0 (by hand)"
TITLE = "Kenya, Ethiopia sign power deal as ministers meet in Nairobi"
TEXT = (
    "Kenyan Foreign Minister Amina Odhiambo met her Ethiopian counterpart, Dawit Bekele, in "
    "Nairobi on Tuesday.\n\n"
    "“We will sell 200 megawatts to our neighbours from May,” Bekele told Odhiambo, according to a "
    "statement. “Nobody will stop this.”\n\n"
    "Odhiambo said Bekele had assured her that Addis Ababa would keep the border open.\n\n"
    "The African Union has led a mission in the region since 2007, with more than 4,000 troops."
)
DAY = When(
    first=date(2024, 3, 12), last=date(2024, 3, 12), precision=Precision.DAY, how=How.EXPLICIT
)


def passage(article: Article, words: str, nth: int = 0) -> Passage:
    """The nth place where the words stand in the article."""
    start = -1
    for _ in range(nth + 1):
        start = article.text.index(words, start + 1)
    return Passage(article_id=article.id, start=start, end=start + len(words), text=words)


def article(text: str = TEXT, *, title: str | None = TITLE, url: str | None = None) -> Article:
    """The story as an article."""
    made = Article.from_text(
        text,
        title=title,
        published="2024-03-13",
        url=url,
        outlet="The Savannah Post",
        agency="Rift Wire",
        section="World",
    )
    return replace(
        made,
        dateline="NAIROBI",
        authors=("Jane Mwangi",),
        captions=(Caption(text="The ministers in Nairobi", credit="Rift Wire Photo"),),
    )


def page(body: str | bytes = TEXT, *, path: str = "story.txt", url: str | None = None) -> Page:
    """A page holding some text."""
    data = body.encode() if isinstance(body, str) else body
    return Page(
        fetched_at=datetime(2024, 3, 13, 9, 30, tzinfo=UTC),
        media_type="text/plain",
        body=data,
        sha256=sha256_of(data),
        origin=Origin(kind="file", path=path),
        url=url,
    )


def reading(of: Article | None = None, *, reader: str = READER) -> Reading:
    """All that the story says: 8 mentions, 4 statements with a chain, 3 events, 3 claims."""
    art = of or article()

    def mention(words: str, nth: int = 0, *, kind: Kind = Kind.PERSON, **rest: object) -> Mention:
        rest.setdefault("name", words)
        return Mention(
            passage=passage(art, words, nth),
            kind=kind,
            rule="hand",
            **rest,  # type: ignore[arg-type]
        )

    odhiambo = mention(
        "Amina Odhiambo",
        name="Amina Odhiambo",
        country="KEN",
        sector="GOV",
        role="Foreign Minister",
        actor_id="ken.foreign-minister",
    )
    dawit = mention("Dawit Bekele", country="ETH", sector="GOV", role="Foreign Minister", score=0.9)
    bekele = mention(
        "Bekele", 1, name="Dawit Bekele", country="ETH", sector="GOV", role="Foreign Minister"
    )
    surname = mention(
        "Odhiambo",
        1,
        name="Amina Odhiambo",
        country="KEN",
        sector="GOV",
        role="Foreign Minister",
        actor_id="ken.foreign-minister",
    )
    again = mention(
        "Odhiambo",
        2,
        name="Amina Odhiambo",
        country="KEN",
        sector="GOV",
        role="Foreign Minister",
        actor_id="ken.foreign-minister",
    )
    addis = mention(
        "Addis Ababa", name="Ethiopia", kind=Kind.GOVERNMENT, country="ETH", sector="GOV"
    )
    nairobi = mention("Nairobi", kind=Kind.PLACE, country="KEN")
    union = mention("The African Union", name="African Union", kind=Kind.ORGANISATION, sector="IGO")
    mission = mention("a mission in the region", name="mission in the region", kind=Kind.MISSION)

    def made(kind: str, *parts: object) -> str:
        return content_id(kind, art.id, *parts)

    outer = made("statement", 3)
    statements = (
        Statement(
            id=made("statement", 1),
            kind=StatementKind.DIRECT,
            act="promises",
            rule="quote",
            content=(
                passage(art, "We will sell 200 megawatts to our neighbours from May,"),
                passage(art, "Nobody will stop this."),
            ),
            cue=passage(art, "told"),
            speaker=bekele,
            addressee=surname,
            channel="statement",
            polarity=Polarity.POSITIVE,
        ),
        Statement(
            id=outer,
            kind=StatementKind.INDIRECT,
            act="says",
            rule="that",
            speaker=again,
            content=(
                passage(art, "Bekele had assured her that Addis Ababa would keep the border open"),
            ),
            cue=passage(art, "said"),
        ),
        Statement(
            id=made("statement", 4),
            kind=StatementKind.INDIRECT,
            act="assures",
            rule="that",
            speaker=bekele,
            content=(passage(art, "Addis Ababa would keep the border open"),),
            cue=passage(art, "assured"),
            reported_in=outer,
            polarity=Polarity.POSITIVE,
            score=0.8,
        ),
        Statement(
            id=made("statement", 5),
            kind=StatementKind.INDIRECT,
            act="says",
            rule="noun",
            content=(passage(art, "The African Union has led a mission in the region"),),
        ),
    )
    tuesday = replace(DAY, how=How.WEEKDAY, passage=passage(art, "Tuesday"))
    events = (
        Event(
            id=made("event", 1),
            type="CONSULT",
            mode="meet",
            cameo="040",
            quad=1,
            goldstein=1.0,
            actors=(odhiambo, dawit),
            recipients=(),
            trigger=passage(art, "met"),
            status=Status.HAPPENED,
            when=tuesday,
            place=nairobi,
            contexts=("economic", "diplomatic"),
            rule="meet.v",
        ),
        Event(
            id=made("event", 2),
            type="AGREE",
            cameo="030",
            quad=1,
            goldstein=4.0,
            actors=(bekele,),
            recipients=(surname,),
            trigger=passage(art, "sell"),
            status=Status.PLANNED,
            said_in=statements[0].id,
            also=(passage(art, "megawatts"),),
            rule="sell.v",
        ),
        Event(
            id=made("event", 3),
            type="AGREE",
            cameo="057",
            quad=1,
            goldstein=8.0,
            actors=(addis,),
            recipients=(),
            trigger=passage(art, "keep the border open"),
            status=Status.PLANNED,
            said_in=statements[2].id,
            rule="keep.v",
        ),
    )
    since = When(
        first=date(2007, 1, 1),
        last=None,
        precision=Precision.SINCE,
        how=How.EXPLICIT,
        passage=passage(art, "since 2007"),
    )
    sentence = passage(
        art,
        "The African Union has led a mission in the region since 2007, with more than 4,000 "
        "troops.",
    )
    claims = (
        Claim(
            id=made("claim", 1),
            subject=union,
            predicate=Predicate.LEADS,
            object=mission,
            valid=since,
            evidence=(sentence,),
            rule="lead.v",
        ),
        Claim(
            id=made("claim", 2),
            subject=mission,
            predicate=Predicate.STRENGTH,
            value=Quantity(amount=4000, bound=Bound.MORE_THAN, unit="troops"),
            evidence=(passage(art, "more than 4,000 troops"),),
            rule="strength",
        ),
        Claim(
            id=made("claim", 3),
            subject=addis,
            predicate=Predicate.CONTROLS,
            holds=False,
            evidence=(passage(art, "border"), passage(art, "open")),
            holder=bekele,
            said_in=statements[2].id,
            score=0.5,
            rule="control",
        ),
    )
    return Reading(
        article=art,
        reader=reader,
        statements=statements,
        events=events,
        claims=claims,
        mentions=(odhiambo, dawit, nairobi, bekele, surname, again, addis, union, mission),
    )


RAID = (
    "Gunmen killed at least 12 people and abducted between 30 and 40 in Mora on Monday, Governor "
    "Paul Etonde told a radio station, which quoted the mayor.\n\n"
    "The Black Reed said it had carried out the raid with drones and rifles in response to an "
    "arrest. Chad's army denied that it had helped.\n\n"
    "Prime Minister Ana Belo spoke by video with N'Djamena, which offered 200 soldiers by 1 May."
)


def detailed_reading() -> Reading:
    """A story with every field that an event, a statement and a mention may have."""
    art = article(RAID, title=None)

    def mention(words: str, **rest: object) -> Mention:
        rest.setdefault("name", words)
        rest.setdefault("kind", Kind.PERSON)
        return Mention(passage=passage(art, words), rule="hand", **rest)  # type: ignore[arg-type]

    def worded(value: Any, words: str) -> Worded[Any]:
        return Worded(value=value, passage=passage(art, words))

    def made(kind: str, *parts: object) -> str:
        return content_id(kind, art.id, *parts)

    gunmen = mention(
        "Gunmen", kind=Kind.GROUP, plural=True, described=passage(art, "Gunmen"), sector="REB"
    )
    etonde = mention("Paul Etonde", named_by=NamedBy.TEXT, plural=False)
    reed = mention("The Black Reed", kind=Kind.GROUP, name="Black Reed")
    chad = mention("N'Djamena", kind=Kind.GOVERNMENT, name="Chad", named_by=NamedBy.TABLE)
    army = mention("Chad's army", kind=Kind.ORGANISATION)
    belo = mention("Ana Belo")
    mayor = mention("the mayor", kind=Kind.OFFICE)
    statement = Statement(
        id=made("statement", 1),
        kind=StatementKind.INDIRECT,
        content=(passage(art, "offered 200 soldiers by 1 May"),),
        speaker=mayor,
        relayed_by=etonde,
        deadline=replace(DAY, passage=passage(art, "by 1 May")),
        rule="hand",
    )
    raid = Event(
        id=made("event", 1),
        type="ASSAULT",
        cameo="180",
        quad=4,
        goldstein=-9.0,
        actors=(gunmen,),
        recipients=(),
        trigger=passage(art, "killed"),
        status=Status.HAPPENED,
        harm=(
            Harm(
                kind=HarmKind.KILLED,
                number=Quantity(amount=12, bound=Bound.AT_LEAST, unit="people"),
                holder=etonde,
                said_in=statement.id,
                passage=passage(art, "killed at least 12 people"),
            ),
            Harm(
                kind=HarmKind.ABDUCTED,
                number=Quantity(amount=30, bound=Bound.BETWEEN, upper=40),
                passage=passage(art, "abducted between 30 and 40"),
            ),
        ),
        means=(worded("drones", "drones"), worded("rifles", "rifles")),
        responsibility=(
            Responsibility(by=reed, stance=Stance.CLAIMS, passage=passage(art, "carried out")),
            Responsibility(by=army, stance=Stance.DENIES, passage=passage(art, "denied")),
        ),
        response_to=worded(made("event", 0), "in response to an arrest"),
        rule="hand",
    )
    talk = Event(
        id=made("event", 2),
        type="CONSULT",
        cameo="041",
        quad=1,
        goldstein=1.0,
        actors=(belo, chad),
        recipients=(),
        trigger=passage(art, "spoke"),
        status=Status.HAPPENED,
        level=worded(Level.HEAD, "Prime Minister"),
        manner=worded(Manner.VIDEO, "by video"),
        host=chad,
        amount=(
            Amount(
                kind=Goods.TROOPS,
                quantity=Quantity(amount=200, unit="soldiers"),
                passage=passage(art, "200 soldiers"),
            ),
        ),
        rule="hand",
    )
    return Reading(
        article=art,
        reader=READER,
        schema=SCHEMA,
        mentions=(gunmen, etonde, reed, chad, army, belo, mayor),
        statements=(statement,),
        events=(raid, talk),
    )
