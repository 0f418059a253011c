"""The predicate rules of `data/language/en/predicates.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.nlp.constraints import Constraint, read_classes, read_constraint
from legation.propositions.slots import Slots, read_slots
from legation.records import Predicate
from legation.tables import rows, values


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say that a predicate holds, begins to hold or ends."""

    code: str
    predicate: Predicate
    pos: str
    particle: str
    object: Constraint
    preps: tuple[tuple[str, Constraint], ...]
    subject: Slots
    target: Slots
    value: str
    polarity: str


@cache
def load_rules() -> Mapping[tuple[str, str], tuple[Rule, ...]]:
    """Rules by part of speech and lemma, read once."""
    table = tuple(rows("language/en/classes.csv"))
    members = {row["class"]: values(row["members"]) for row in table}
    classes = read_classes({**row, "nouns": ""} for row in table)
    found: dict[tuple[str, str], list[Rule]] = {}
    for row in rows("language/en/predicates.csv"):
        preps = tuple(
            (prep.strip(), read_constraint(cell, classes))
            for prep, _, cell in (p.partition(":") for p in row["prep"].split(";") if p.strip())
        )
        lemmas = members[row["lemma"][1:]] if row["lemma"].startswith("@") else values(row["lemma"])
        for lemma in lemmas:
            found.setdefault((row["pos"], lemma), []).append(
                Rule(
                    f"claim.{row['predicate']}.{lemma}",
                    Predicate(row["predicate"]),
                    row["pos"],
                    row["particle"],
                    read_constraint(row["object"], classes),
                    preps,
                    read_slots(row["subject"], "subj"),
                    read_slots(row["target"], "obj"),
                    row["value"],
                    row["polarity"],
                )
            )
    return {at: tuple(rules) for at, rules in found.items()}


@cache
def rule_words() -> frozenset[str]:
    """The lemmas that have a rule."""
    return frozenset(lemma for _, lemma in load_rules())
