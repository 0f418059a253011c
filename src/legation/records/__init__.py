"""Every type that crosses a module border.

Records are frozen, slotted and keyword-only; sequences are tuples. Unknown is `None`. Offsets are
characters of `Article.text`, start included, end excluded. Ids are made in `ids.py` from content.
"""

from legation.records.actors import Actor, Kind, Mention, NamedBy, Office
from legation.records.amounts import Bound, Quantity
from legation.records.claims import Claim, Predicate
from legation.records.corrections import Correction, CorrectionKind, Scope, Target
from legation.records.entries import Choice, Entry, Fact, Question
from legation.records.events import (
    Amount,
    Event,
    Goods,
    Harm,
    HarmKind,
    Level,
    Manner,
    Responsibility,
    Stance,
    Status,
)
from legation.records.lineage import Fingerprint, Link, Relation, Story
from legation.records.reading import SCHEMA, Reading
from legation.records.same_events import Anchor, Judgement, Occurrence, Report, Verdict
from legation.records.statements import Polarity, Statement, StatementKind
from legation.records.text import (
    Article,
    ArticleRow,
    Caption,
    How,
    Origin,
    Page,
    Passage,
    Precision,
    RawSpan,
    Skipped,
    SkipReason,
    When,
    Worded,
    published_on,
)
from legation.records.undertakings import Commitment, Reply, Standing, Undertaking
from legation.records.watching import Feed, Offer, OfferOutcome, Poll, PollOutcome

__all__ = [
    "SCHEMA",
    "Actor",
    "Amount",
    "Anchor",
    "Article",
    "ArticleRow",
    "Bound",
    "Caption",
    "Choice",
    "Claim",
    "Commitment",
    "Correction",
    "CorrectionKind",
    "Entry",
    "Event",
    "Fact",
    "Feed",
    "Fingerprint",
    "Goods",
    "Harm",
    "HarmKind",
    "How",
    "Judgement",
    "Kind",
    "Level",
    "Link",
    "Manner",
    "Mention",
    "NamedBy",
    "Occurrence",
    "Offer",
    "OfferOutcome",
    "Office",
    "Origin",
    "Page",
    "Passage",
    "Polarity",
    "Poll",
    "PollOutcome",
    "Precision",
    "Predicate",
    "Quantity",
    "Question",
    "RawSpan",
    "Reading",
    "Relation",
    "Reply",
    "Report",
    "Responsibility",
    "Scope",
    "SkipReason",
    "Skipped",
    "Stance",
    "Standing",
    "Statement",
    "StatementKind",
    "Status",
    "Story",
    "Target",
    "Undertaking",
    "Verdict",
    "When",
    "Worded",
    "published_on",
]
