"""What people said of pairs of reports: only added to, the last word on a pair counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select

from legation.records import Anchor, Judgement, Verdict
from legation.store.story_tables import judgements


def keep_judgement(connection: Connection, judgement: Judgement) -> None:
    """Add a judgement."""
    row: dict[str, Any] = {
        "verdict": str(judgement.verdict),
        "note": judgement.note,
        "recorded_at": judgement.recorded_at,
    }
    for side, anchor in (("left", judgement.left), ("right", judgement.right)):
        row |= {
            f"{side}_event": anchor.event,
            f"{side}_article_id": anchor.article_id,
            f"{side}_start_char": anchor.start,
            f"{side}_end_char": anchor.end,
        }
    connection.execute(insert(judgements).values(**row))


def judgements_on(
    connection: Connection, articles: Sequence[str], *, before: datetime | None = None
) -> tuple[Judgement, ...]:
    """The judgements on reports in the articles, oldest first; those made `before` a moment."""
    table = judgements.c
    wanted = (
        select(judgements)
        .where(or_(table.left_article_id.in_(articles), table.right_article_id.in_(articles)))
        .where(*([table.recorded_at < before] if before else []))
        .order_by(table.number)
    )
    return tuple(map(_judgement, connection.execute(wanted)))


def _judgement(row: Any) -> Judgement:
    left, right = (
        Anchor(
            event=getattr(row, f"{side}_event"),
            article_id=getattr(row, f"{side}_article_id"),
            start=getattr(row, f"{side}_start_char"),
            end=getattr(row, f"{side}_end_char"),
        )
        for side in ("left", "right")
    )
    return Judgement(
        left=left,
        right=right,
        verdict=Verdict(row.verdict),
        recorded_at=row.recorded_at,
        note=row.note,
    )
