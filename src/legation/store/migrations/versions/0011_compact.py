"""Mentions by number and meaning, links as a forest, hashes with the articles that have them.

Rows that are derived from readings are made anew from their lines when all migrations are done, and
links by the next ingest. What is kept of them here is from when each claim was known.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PASSAGE = (("start_char", sa.Integer), ("end_char", sa.Integer), ("text", sa.Text))
AMOUNT = (("low", sa.Float), ("high", sa.Float), ("bound", sa.String), ("unit", sa.Text))
WHEN = (("first", sa.Date), ("last", sa.Date), ("precision", sa.String), ("how", sa.String))
OLD = (
    "claim_evidence claims event_amounts event_responsibility event_means event_harm "
    "event_passages event_contexts event_actors events statement_contents statements mentions "
    "links shingles fingerprints"
).split()
# As it stands in SQLite and in PostgreSQL alike.
VIEW = (
    "CREATE VIEW mentions AS SELECT articles.id AS article_id, mention_places.number AS number, "
    "named.kind AS kind, named.name AS name, named.name_key AS name_key, "
    "named.actor_id AS actor_id, named.country AS country, named.sector AS sector, "
    "mention_places.start_char AS start_char, mention_places.end_char AS end_char "
    "FROM mention_places JOIN named ON named.key = mention_places.named "
    "JOIN articles ON articles.number = mention_places.article"
)


def upgrade() -> None:
    op.execute(
        "CREATE TABLE claims_known AS SELECT article_id, id, min(recorded_at) AS recorded_at "
        "FROM claims GROUP BY article_id, id"
    )
    for table in OLD:
        op.drop_table(table)
    op.drop_index("ix_articles_reading", "articles")
    _create_mentions()
    _create_statements()
    _create_events()
    _create_details()
    _create_claims()
    _create_near()


def _create_mentions() -> None:
    op.create_table(
        "named",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        *_need(("kind", sa.String), ("name", sa.Text), ("name_key", sa.Text)),
        *_may(("actor_id", sa.String), ("country", sa.String), ("sector", sa.String)),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_named")),
    )
    _index("named", "name_key", "actor_id", "country")
    op.create_table(
        "mention_places",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *_need(("named", sa.BigInteger), *PASSAGE[:2], ("id", sa.BigInteger)),
        sa.PrimaryKeyConstraint("article", "number", name=op.f("pk_mention_places")),
        sqlite_with_rowid=False,
    )
    _index("mention_places", "named", "id")
    op.execute(VIEW)


def _create_statements() -> None:
    _create(
        "statements",
        ("position",),
        *_need(*((name, sa.String) for name in ("id", "kind", "act", "polarity"))),
        *_may(("channel", sa.Text), ("speaker", sa.Integer), ("addressee", sa.Integer)),
        *_may(*_named("cue_", PASSAGE), *_named("when_", WHEN), ("reported_in", sa.String)),
        *_need(("score", sa.Float), ("rule", sa.String)),
        *_may(("relayed_by", sa.Integer), *_named("deadline_", WHEN), ("sort_day", sa.Date)),
    )
    _index("statements", "id", "act", "sort_day")
    _index("statements", "deadline_first", known=True)
    _create("statement_contents", ("statement", "position"), *_need(*PASSAGE), bare=True)


def _create_events() -> None:
    _create(
        "events",
        ("position",),
        *_need(("id", sa.String), ("type", sa.String)),
        *_may(("mode", sa.String)),
        *_need(("cameo", sa.String), ("quad", sa.Integer), ("goldstein", sa.Float)),
        *_need(("status", sa.String)),
        *_may(*_named("when_", WHEN), ("place", sa.Integer)),
        *_need(*_named("trigger_", PASSAGE)),
        *_may(("said_in", sa.String)),
        *_need(("score", sa.Float), ("rule", sa.String)),
        *_may(("level", sa.String), ("manner", sa.String), ("host", sa.Integer)),
        *_may(("response_to", sa.String), ("sort_day", sa.Date)),
    )
    _index("events", "id", "type", "cameo", "when_first", "sort_day")
    _index("events", "level", "manner", "response_to", known=True)
    _create(
        "event_actors",
        ("event", "side", "position"),
        *_need(("mention", sa.Integer)),
        bare=True,
    )
    _create("event_contexts", ("event", "position"), *_need(("context", sa.String)), bare=True)


def _create_details() -> None:
    keys = ("event", "position")
    whose = _may(("holder", sa.Integer), ("said_in", sa.String))
    kind, passage = _need(("kind", sa.String)), _need(*PASSAGE)
    _create("event_harm", keys, *kind, *_may(*AMOUNT), *whose, *passage)
    _create("event_means", keys, *_need(("name", sa.Text), *PASSAGE), bare=True)
    _create(
        "event_responsibility",
        keys,
        *_need(("mention", sa.Integer), ("stance", sa.String)),
        *_may(("said_in", sa.String)),
        *_need(*PASSAGE),
        bare=True,
    )
    _create("event_amounts", keys, *_need(("kind", sa.String)), *_may(*AMOUNT), *_need(*PASSAGE))
    for table in ("event_harm", "event_amounts"):
        op.create_index(op.f(f"ix_{table}_kind_low"), table, ["kind", "low"])


def _create_claims() -> None:
    _create(
        "claims",
        ("position",),
        *_need(("id", sa.String), ("subject", sa.Integer), ("predicate", sa.String)),
        *_may(("object", sa.Integer), ("amount", sa.Float), ("bound", sa.String)),
        *_may(("upper_amount", sa.Float), ("unit", sa.Text), *_named("valid_", WHEN)),
        *_need(("holds", sa.Boolean)),
        *_may(("holder", sa.Integer), ("said_in", sa.String)),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *_need(("score", sa.Float), ("rule", sa.String)),
        *_may(("sort_day", sa.Date)),
    )
    _index("claims", "id", "predicate", "valid_first", "sort_day")


def _create_near() -> None:
    op.create_table(
        "fingerprints",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        *_need(("version", sa.Integer), ("words", sa.Integer), ("hashes", sa.LargeBinary)),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_fingerprints")),
    )
    op.create_index("ix_fingerprints_fresh", "fingerprints", ["article", "version"])
    op.create_table(
        "shingles",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        *_need(("articles", sa.LargeBinary)),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_shingles")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "links",
        sa.Column("later", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("earlier", sa.Integer(), autoincrement=False, nullable=False),
        *_need(("relation", sa.String)),
        *_need(("share_of_later", sa.Float), ("share_of_earlier", sa.Float)),
        *_need(("stretch", sa.BigInteger)),
        sa.PrimaryKeyConstraint("later", "earlier", name=op.f("pk_links")),
        sqlite_with_rowid=False,
    )
    _index("links", "earlier")


def _create(
    table: str, keys: tuple[str, ...], *columns: sa.Column[Any], bare: bool = False
) -> None:
    """A table of what an article has; `bare` ones are kept in the order of their key alone."""
    op.create_table(
        table,
        sa.Column("article_id", sa.String(), nullable=False),
        *(
            sa.Column(key, sa.String(), nullable=False)
            if key == "side"
            else sa.Column(key, sa.Integer(), autoincrement=False, nullable=False)
            for key in keys
        ),
        *columns,
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f(f"fk_{table}_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", *keys, name=op.f(f"pk_{table}")),
        **({"sqlite_with_rowid": False} if bare else {}),
    )


def _index(table: str, *columns: str, known: bool = False) -> None:
    for column in columns:
        there = sa.text(f"{column} IS NOT NULL") if known else None
        op.create_index(
            op.f(f"ix_{table}_{column}"),
            table,
            [column],
            sqlite_where=there,
            postgresql_where=there,
        )


def _named(prefix: str, columns: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(f"{prefix}{name}", kind) for name, kind in columns]


def _need(*columns: tuple[str, Any]) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=False) for name, kind in columns]


def _may(*columns: tuple[str, Any]) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=True) for name, kind in columns]
