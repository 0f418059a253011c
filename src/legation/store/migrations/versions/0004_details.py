"""Harm, means, responsibility and amounts; level, manner, host, deadlines and who is named how.

All of it is empty for what was read before: no reader looked for it.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

Columns = Iterable[tuple[str, Any]]

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PASSAGE = (("start_char", sa.Integer), ("end_char", sa.Integer), ("text", sa.Text))
AMOUNT = (("low", sa.Float), ("high", sa.Float), ("bound", sa.String), ("unit", sa.Text))
WHEN = (("first", sa.Date), ("last", sa.Date), ("precision", sa.String), ("how", sa.String))


def upgrade() -> None:
    _widen()
    _create_details("event_harm", _need("kind"), *_may(AMOUNT), *_holder(), mention="holder")
    _create_details("event_means", _need("name", sa.Text))
    _create_details(
        "event_responsibility",
        _need("mention", sa.Integer),
        _need("stance"),
        sa.Column("said_in", sa.String(), nullable=True),
        mention="mention",
    )
    _create_details("event_amounts", _need("kind"), *_may(AMOUNT))
    for table in ("event_harm", "event_amounts"):
        op.create_index(op.f(f"ix_{table}_kind_low"), table, ["kind", "low"])


def _widen() -> None:
    """New columns of tables that stand; SQLite can add no foreign key to them."""
    described = [(f"described_{name}", kind) for name, kind in PASSAGE]
    deadline = [(f"deadline_{name}", kind) for name, kind in WHEN]
    for table, columns in (
        ("mentions", [("named_by", sa.String), ("plural", sa.Boolean), *described]),
        ("statements", [("relayed_by", sa.Integer), *deadline]),
        ("events", [("level", sa.String), ("manner", sa.String), ("host", sa.Integer)]),
        ("events", [("response_to", sa.String)]),
    ):
        for column in _may(columns):
            op.add_column(table, column)
    op.create_index(op.f("ix_statements_deadline_first"), "statements", ["deadline_first"])
    for name in ("level", "manner", "response_to"):
        op.create_index(op.f(f"ix_events_{name}"), "events", [name])


def _create_details(table: str, *columns: sa.Column[Any], mention: str | None = None) -> None:
    """A table of rows under an event."""
    keys = [("mentions", "number", mention)] if mention else []
    op.create_table(
        table,
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        *columns,
        *(_need(name, kind) for name, kind in PASSAGE),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f(f"fk_{table}_article_id"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                ["article_id", column],
                [f"{parent}.article_id", f"{parent}.{number}"],
                name=op.f(f"fk_{table}_article_id_{column}"),
                ondelete="CASCADE",
            )
            for parent, number, column in [("events", "position", "event"), *keys]
        ),
        sa.PrimaryKeyConstraint("article_id", "event", "position", name=op.f(f"pk_{table}")),
    )


def _holder() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("holder", sa.Integer(), nullable=True),
        sa.Column("said_in", sa.String(), nullable=True),
    )


def _need(name: str, kind: Any = sa.String) -> sa.Column[Any]:
    return sa.Column(name, kind(), nullable=False)


def _may(columns: Columns) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=True) for name, kind in columns]
