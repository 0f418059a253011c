"""Tables of what came in: feeds, when they were asked, what they offered, what was taken out."""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, String, Table, Text

from legation.store.columns import Moment, need
from legation.store.schema import metadata

feeds = Table(
    "feeds",
    metadata,
    Column("url", String, primary_key=True),
    need("address", Text),
    Column("added_at", Moment, nullable=False),
    Column("next_at", Moment, nullable=False),
    need("every_s", Float),
    *(Column(name, Text) for name in ("etag", "last_modified", "moved_to")),
    need("moved_times", Integer),
    need("failures", Integer),
    *(Column(name, Moment) for name in ("failing_since", "answered_at", "ended_at")),
)

polls = Table(
    "polls",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("feed", String, ForeignKey("feeds.url"), nullable=False),
    Column("at", Moment, nullable=False),
    need("outcome", String),
    Column("status", Integer),
    Column("detail", Text),
    need("offered", Integer),
    need("fresh", Integer),
    Index(None, "feed", "at"),
)

offers = Table(
    "offers",
    metadata,
    Column("feed", String, ForeignKey("feeds.url"), primary_key=True),
    Column("url", String, primary_key=True),
    need("told", Text),
    Column("day", Date),
    Column("first_at", Moment, nullable=False),
    need("outcome", String),
    Column("detail", Text),
    need("tries", Integer),
    Index(None, "day"),
)

# Of what was taken out only hashes stay, so that it is known again when it comes again.
forgotten = Table(
    "forgotten",
    metadata,
    Column("id", String, primary_key=True),
    need("kind", String),  # page, address or person
    Column("at", Moment, nullable=False),
    Column("articles", Integer),  # how many went with it
    Column("why", Text),
)

# How far each webhook has been told; it begins with what comes in after it is named first.
webhooks = Table(
    "webhooks",
    metadata,
    Column("id", String, primary_key=True),
    need("told", Integer),  # the number of the last line of `readings` that it has had
    need("failures", Integer),  # in a row
    Column("next_at", Moment, nullable=False),
    Column("detail", Text),  # what went wrong last
    Column("ended_at", Moment),
)
