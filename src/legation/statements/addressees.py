"""Whom a report is addressed to: "said to reporters", "in a letter to the council"."""

from __future__ import annotations

from legation.statements.report import Report
from legation.statements.tree import Tree


def to_addressee(t: Tree, i: int, report: Report) -> None:
    """The person told: "said to reporters"."""
    if report.addressee is not None or "to_addr" not in report.cue.frames:
        return
    for k in t.kids[i]:
        if t.dep[k] in {"prep", "dative"} and t.low[k] == "to":
            report.addressee = t.kid(k, "pobj")
