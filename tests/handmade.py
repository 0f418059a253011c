"""A story of our own with its reading made by hand, for tests that need a whole record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from legation.ids import content_id, sha256_of
from legation.records import (
    Article,
    Bound,
    Caption,
    Claim,
    Event,
    How,
    Kind,
    Mention,
    Origin,
    Page,
    Passage,
    Polarity,
    Precision,
    Predicate,
    Quantity,
    Reading,
    Statement,
    StatementKind,
    Status,
    When,
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
