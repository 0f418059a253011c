"""The stages after the parse stay a small part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from legation.extract.article import extract
from legation.fetch.files import HTML, TEXT, find_files, read_file
from legation.records import Article, Page
from legation.tables import data_path

if TYPE_CHECKING:
    from legation import Reader

pytestmark = pytest.mark.model

ROUNDS = 3
# One and a half times what they cost on these stories, which hold far more events and actors than
# news does on average; see docs/decisions/0012-the-flat-parse.md.
MOST = 0.37
MOST_STATEMENTS = 0.065


def test_stages_cost_a_part_of_the_parse(reader: Reader) -> None:
    files = find_files([data_path("stories")], suffixes=HTML | TEXT)
    pages = [page for file in files if isinstance(page := read_file(file), Page)]
    articles = [each for each in map(extract, pages) if isinstance(each, Article)]
    assert len(articles) > 10
    list(reader.read_many(articles))  # tables and vocabulary are loaded
    before = dict(reader.timings)
    list(reader.read_many(articles * ROUNDS))
    spent = {stage: cpu_s - before[stage] for stage, cpu_s in reader.timings.items()}
    parse = spent.pop("parse")
    told = {stage: round(cpu_s / parse, 3) for stage, cpu_s in spent.items()}
    assert sum(spent.values()) / parse < MOST, told
    assert spent["statements"] / parse < MOST_STATEMENTS, told
