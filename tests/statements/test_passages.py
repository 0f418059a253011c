"""Own passages with chains, addressees, channels and acts, which no gold set covers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.language import Language

from legation.nlp.parse import load_model, parse
from legation.records import Article, Statement
from legation.statements.find import find_statements

pytestmark = pytest.mark.model

PASSAGES = yaml.safe_load((Path(__file__).parent / "passages.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def content_of(statement: Statement) -> str:
    return " ".join(" ".join(p.text.split()) for p in statement.content)


def is_meant(content: str, what: str) -> bool:
    """Whether a content begins and ends with the words given on both sides of an ellipsis."""
    first, _, last = what.partition(" … ")
    whole = content.rstrip(".,?!”'’\"")
    return whole.startswith(first) and whole.endswith(last or first)


def items(passage: dict[str, Any], nlp: Language) -> tuple[set[Any], set[Any]]:
    """What should be read and what is: one item for each thing said of a statement."""
    article = Article.from_text(passage["text"])
    found = find_statements(parse(article, nlp), article, ())
    names = {s.id: f"? {content_of(s)}" for s in found}
    wanted: set[Any] = set()
    for at, row in enumerate(passage["says"], start=1):
        key = f"{at} {row['what']}"
        for s in found:
            if names[s.id].startswith("? ") and is_meant(content_of(s), row["what"]):
                names[s.id] = key
                break
        wanted |= {(key, "who", row["who"]), (key, "act", row["act"])}
        wanted |= {(key, what, row[what].lower()) for what in ("to", "by") if what in row}
        if "in" in row:
            wanted.add((key, "in", f"{row['in']} {passage['says'][row['in'] - 1]['what']}"))
    read: set[Any] = set()
    for s in found:
        key = names[s.id]
        read |= {(key, "who", s.speaker.name if s.speaker else ""), (key, "act", s.act)}
        asked = {what for k, what, _ in wanted if k == key}
        if s.addressee and ("to" in asked or key.startswith("? ")):
            read.add((key, "to", s.addressee.name.lower()))
        if s.channel:
            read.add((key, "by", s.channel))
        if s.reported_in:
            read.add((key, "in", names[s.reported_in]))
    return wanted, read


def test_sixty_passages_score_at_least_85(nlp: Language) -> None:
    assert len(PASSAGES) >= 60
    counts: Counter[str] = Counter()
    for passage in PASSAGES:
        wanted, read = items(passage, nlp)
        counts.update(right=len(wanted & read), wanted=len(wanted), read=len(read))
    f1 = 2 * counts["right"] / (counts["wanted"] + counts["read"])
    assert f1 >= 0.85, counts


@pytest.mark.parametrize("what", ["to", "by", "in"])
def test_chains_addressees_and_channels_are_found(what: str, nlp: Language) -> None:
    both = [items(passage, nlp) for passage in PASSAGES]
    wanted = {(n, item) for n, (w, _) in enumerate(both) for item in w if item[1] == what}
    read = {(n, item) for n, (_, r) in enumerate(both) for item in r if item[1] == what}
    assert len(wanted & read) >= 0.8 * len(wanted), sorted(map(str, wanted ^ read))
