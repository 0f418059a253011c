"""The ledger: every claim that was ever read, each line written once and never changed.

A claim that an article's newer reading no longer makes gets a row in `withdrawals`; one that comes
back gets another line. So what was known on any day can be asked on any later one. Keys and days
are those of `legation.keys`; `line` is the claim itself.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, String, Table, Text

from legation.store.columns import Moment, Packed
from legation.store.schema import metadata

ledger = Table(
    "ledger",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("entry_id", String, nullable=False),  # of the claim as it was read
    Column("claim_id", String, nullable=False),
    Column("article_id", String, nullable=False),
    Column("fact_id", String, nullable=False),
    Column("subject_key", String, nullable=False),
    Column("predicate", String, nullable=False),
    Column("object_key", String),
    Column("holder_key", String),
    Column("holds", Boolean, nullable=False),
    Column("valid_first", Date),
    Column("valid_last", Date),
    Column("told_on", Date),
    Column("outlet", Text),
    Column("agency", Text),
    Column("score", Float, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("line", Packed, nullable=False),
    Index(None, "article_id"),
    Index(None, "claim_id"),
    # Each holds all that decides whether a claim counts on a day, so that lines are not looked up.
    *(
        Index(
            f"ix_ledger_{side}",
            f"{side}_key",
            "predicate",
            "fact_id",
            "told_on",
            "valid_first",
            "valid_last",
            "recorded_at",
        )
        for side in ("subject", "object")
    ),
    Index("ix_ledger_fact", "fact_id", "told_on"),
    Index("ix_ledger_rivals", "fact_id", "holds", "claim_id"),
    Index("ix_ledger_predicate", "predicate", "object_key"),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column(
        "entry",
        Integer,
        ForeignKey("ledger.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("withdrawn_at", Moment, nullable=False),
)

party_names = Table(
    "party_names",
    metadata,
    Column("name_key", String, primary_key=True),
    Column("party_key", String, primary_key=True),
    Index(None, "party_key"),
)
