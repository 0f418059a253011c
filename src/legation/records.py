"""Every type that crosses a module border.

Records are frozen, slotted and keyword-only; sequences are tuples. Unknown is `None`. Offsets are
characters of `Article.text`, start included, end excluded. Ids are made in `ids.py` from content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from legation.errors import PassageError


class Precision(StrEnum):
    """How exact a `When` is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    SINCE = "since"
    UNTIL = "until"


class How(StrEnum):
    """How a `When` was found."""

    EXPLICIT = "explicit"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    PUBLICATION = "publication"


class Kind(StrEnum):
    """What a mention or an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    OFFICE = "office"
    PERSON = "person"
    ORGANISATION = "organisation"
    MISSION = "mission"
    GROUP = "group"
    COMMUNITY = "community"
    PLACE = "place"
    PROCESS = "process"
    DOCUMENT = "document"


class SkipReason(StrEnum):
    """Why a page gave no article."""

    EMPTY = "empty"
    BINARY = "binary"
    NOT_AN_ARTICLE = "not_an_article"
    LANGUAGE = "language"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


class StatementKind(StrEnum):
    """How the words are given: inside quotation marks, in the reporter's words, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """Whether the speaker puts the content forward or turns it down."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"


class Status(StrEnum):
    """Whether an event took place."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Bound(StrEnum):
    """What a number says about the true amount."""

    EXACT = "exact"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    ABOUT = "about"
    BETWEEN = "between"


class Predicate(StrEnum):
    """What a claim says of its subject."""

    HOLDS_OFFICE = "holds_office"
    MEMBER_OF = "member_of"
    PART_OF = "part_of"
    BASED_IN = "based_in"
    LEADS = "leads"
    COMMANDS = "commands"
    DEPLOYED_IN = "deployed_in"
    MANDATED_BY = "mandated_by"
    STRENGTH = "strength"
    CONTRIBUTES_TO = "contributes_to"
    CONTRIBUTOR_COUNT = "contributor_count"
    PARTY_TO = "party_to"
    MEDIATES = "mediates"
    RECOGNIZES = "recognizes"
    CLAIMS_TERRITORY = "claims_territory"
    CONTROLS = "controls"
    INDEPENDENT_SINCE = "independent_since"
    AT_WAR_WITH = "at_war_with"
    ALLIED_WITH = "allied_with"
    SANCTIONED_BY = "sanctioned_by"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """Characters `start` to `end` (excluded) of the text of one article."""

    article_id: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise PassageError(
                f"passage {self.start}-{self.end} of article {self.article_id} has "
                f"{len(self.text)} characters; take it from Article.text with nlp.passages"
            )

    def overlaps(self, other: Passage) -> bool:
        """Whether the two share a character of one article."""
        same = self.article_id == other.article_id
        return same and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days, both ends included; an open end is `None`."""

    first: date | None
    last: date | None
    precision: Precision
    how: How
    passage: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a page came from: the kind of source, its path, and the offset of the record in it."""

    kind: str
    path: str
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as they were fetched."""

    fetched_at: datetime
    media_type: str
    body: bytes
    sha256: str
    origin: Origin
    url: str | None = None
    final_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSpan:
    """One stretch of the raw text and the field it became.

    `at` is the offset in `Article.text` where a body stretch begins, `None` for other fields.
    """

    field: str
    start: int
    end: int
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words under a picture, and who is credited for it."""

    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A story without its page: what was written, by whom, when."""

    id: str
    text: str
    raw_sha256: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    agency: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    published: When | None = None
    dateline: str | None = None
    captions: tuple[Caption, ...] = ()
    language: str | None = None
    spans: tuple[RawSpan, ...] = ()

    @staticmethod
    def from_text(
        text: str,
        *,
        title: str | None = None,
        published: date | str | None = None,
        url: str | None = None,
        outlet: str | None = None,
        agency: str | None = None,
        section: str | None = None,
        language: str | None = "en",
    ) -> Article:
        """Make an article from body text that is already clean.

        `published` is a date or an ISO date text. Raises `InputError` for an empty text or a date
        that is not ISO 8601.
        """
        from legation.ids import article_from_text

        return article_from_text(
            text,
            title=title,
            published=published,
            url=url,
            outlet=outlet,
            agency=agency,
            section=section,
            language=language,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A page that gave no article: expected, counted and kept."""

    stage: str
    reason: SkipReason
    detail: str
    origin: Origin | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office somebody holds, over an interval, with the source of that knowledge."""

    title: str
    country: str | None
    sector: str | None
    when: When | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that acts: an entry of the registry."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the text where somebody or something is meant, and who that is.

    `name` is the resolved name ("Aleksandar Vucic" where the text says "he"); `role` the office or
    description as written; `country` ISO 3166-1 alpha-3 or XKX; `rule` the code of what decided it.
    """

    passage: Passage
    kind: Kind
    name: str
    actor_id: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    score: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody is reported to have said; `reported_in` is the statement it stands inside."""

    id: str
    kind: StatementKind
    content: tuple[Passage, ...]
    cue: Passage | None = None
    speaker: Mention | None = None
    addressee: Mention | None = None
    channel: str | None = None
    act: str = "says"
    polarity: Polarity = Polarity.NEUTRAL
    when: When | None = None
    reported_in: str | None = None
    score: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom; `also` holds further passages that report the same event."""

    id: str
    type: str
    cameo: str
    quad: int
    goldstein: float
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    trigger: Passage
    status: Status
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    when: When | None = None
    place: Mention | None = None
    said_in: str | None = None
    also: tuple[Passage, ...] = ()
    score: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount with what the text says about it; `upper` only with `Bound.BETWEEN`."""

    amount: float
    bound: Bound = Bound.EXACT
    upper: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That something holds, over an interval, as one holder has it.

    `holder` is the speaker whose claim it is, `None` the outlet itself. An office is an object of
    kind `office` whose name is the title. `recorded_at` is set when a store takes the claim in.
    """

    id: str
    subject: Mention
    predicate: Predicate
    evidence: tuple[Passage, ...]
    object: Mention | None = None
    value: Quantity | None = None
    valid: When | None = None
    holds: bool = True
    holder: Mention | None = None
    said_in: str | None = None
    recorded_at: datetime | None = None
    score: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one article says, and which reader read it."""

    article: Article
    reader: str
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()

    def passages(self) -> Iterator[Passage]:
        """Every passage of the reading, for checks; the same one may come more than once."""
        for mention in self.mentions:
            yield mention.passage
        for statement in self.statements:
            yield from statement.content
            yield from (p for p in (statement.cue,) if p)
            yield from _mention_passages(statement.speaker, statement.addressee)
            yield from _when_passages(statement.when)
        for event in self.events:
            yield event.trigger
            yield from event.also
            yield from _mention_passages(*event.actors, *event.recipients, event.place)
            yield from _when_passages(event.when)
        for claim in self.claims:
            yield from claim.evidence
            yield from _mention_passages(claim.subject, claim.object, claim.holder)
            yield from _when_passages(claim.valid)


def _mention_passages(*mentions: Mention | None) -> Iterator[Passage]:
    return (m.passage for m in mentions if m is not None)


def _when_passages(when: When | None) -> Iterator[Passage]:
    return iter((when.passage,) if when is not None and when.passage is not None else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger: a claim, who published it when, and when the store came to know it.

    `claim.recorded_at` is the moment from which it was known; `withdrawn_at` the moment from which
    its article was no longer read so, `None` while it is.
    """

    claim: Claim
    article_id: str
    outlet: str | None = None
    agency: str | None = None
    told_on: date | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The claims about one slot (subject, predicate, object); a view decides between them.

    Subject and object are keys: a country's code, an id of the registry, or a name.
    """

    id: str
    subject: str
    predicate: Predicate
    object: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a view makes of a fact: `holds` is `None` where no claim counts for it.

    `entry` is the claim that decided; `against` those that say the contrary on that day; `later`
    is the fact that took its place, where only one of a kind can hold at a time.
    """

    fact: Fact
    holds: bool | None
    entry: Entry | None = None
    against: tuple[Entry, ...] = ()
    later: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What two passages of the record cannot both say; `check` is the code of the rule."""

    id: str
    check: str
    text: str
    left: Passage
    right: Passage
    records: tuple[str, ...] = ()


class Undertaking(StrEnum):
    """Whether somebody bound themselves, or wants another bound."""

    PROMISE = "promise"
    DEMAND = "demand"


class Standing(StrEnum):
    """How a promise or demand stands, or what a later statement says of it."""

    OPEN = "open"
    REPEATED = "repeated"
    CLAIMED_DONE = "claimed done"
    DISPUTED = "disputed"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A later statement about a promise or demand: repeated, claimed done, or disputed."""

    standing: Standing
    said_in: str
    passage: Passage
    by: Mention | None = None
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What somebody promised, or demanded of somebody, by when, and how that stands.

    `of` is whom it is demanded of or promised to, empty where the text does not say; `process` the
    talks it belongs to. `due` is the last day for it. `said_in` is the id of the statement or event
    it was read from; `replies` are the later statements that name it, in the order they were told.
    """

    id: str
    kind: Undertaking
    by: tuple[Mention, ...]
    content: Passage
    said_in: str
    status: Standing = Standing.OPEN
    of: tuple[Mention, ...] = ()
    process: Mention | None = None
    due: When | None = None
    told_on: date | None = None
    replies: tuple[Reply, ...] = ()
    rule: str = ""


class Relation(StrEnum):
    """What a later text is to an earlier one with the same words in it."""

    COPY = "copy"
    TRUNCATED = "truncated"
    UPDATED = "updated"
    SHARES_TEXT = "shares text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """A sample of what a text is made of, in text order, and what lineage asks of its head."""

    article_id: str
    words: int
    hashes: tuple[int, ...]
    outlet: str | None = None
    agency: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That two articles have text in common, `later` after `earlier`; shares are from 0 to 1."""

    later: str
    earlier: str
    relation: Relation
    share_of_later: float
    share_of_earlier: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that are near copies or updates of one another, the first seen first.

    `lineage` says of an article from which other it comes, and how; `independent_origins` counts
    those that come from no other, taking those of one agency or one outlet together.
    """

    id: str
    articles: tuple[str, ...]
    lineage: tuple[tuple[str, str, str], ...] = ()
    agencies: tuple[str, ...] = ()
    independent_origins: int = 1


class Verdict(StrEnum):
    """What somebody says of two reports."""

    SAME = "same"
    NOT_SAME = "not same"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An event as one article tells it, with who published it when, and its sentence's words."""

    event: Event
    outlet: str | None = None
    agency: str | None = None
    told_on: date | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A report by its event's id and, should a newer reader give it another, by its trigger."""

    event: str
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That somebody judged two reports to be of one event, or of two, or could not tell."""

    left: Anchor
    right: Anchor
    verdict: Verdict
    recorded_at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One event in the world with the reports under it.

    `reports` are ids of events; `articles` have `independent_origins`; `parties` are keys.
    """

    id: str
    type: str
    reports: tuple[str, ...]
    articles: tuple[str, ...] = ()
    independent_origins: int = 1
    parties: tuple[str, ...] = ()
    when: When | None = None
    place: str | None = None
    reasons: tuple[str, ...] = field(default=())
