"""Records whose constructor sets the slots itself are built, checked and copied like any other."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from legation.errors import PassageError
from legation.records import Event, Kind, Mention, Passage, Statement

WORDS = Passage(article_id="a", start=0, end=4, text="Oman")


def test_fields_are_those_given_and_the_defaults() -> None:
    mention = Mention(passage=WORDS, kind=Kind.STATE, name="Oman", rule="country")
    assert (mention.passage, mention.kind, mention.name, mention.score) == (
        WORDS, Kind.STATE, "Oman", 1.0,
    )  # fmt: skip
    assert mention.country is None
    assert replace(mention, country="OMN").country == "OMN"
    assert pickle.loads(pickle.dumps(mention)) == mention
    with pytest.raises(FrozenInstanceError):
        mention.name = "Qatar"  # type: ignore[misc]


def test_a_record_still_checks_itself() -> None:
    with pytest.raises(PassageError):
        Passage(article_id="a", start=0, end=9, text="Oman")


def test_what_is_missing_or_unknown_is_refused() -> None:
    with pytest.raises(TypeError, match="text"):
        Passage(article_id="a", start=0, end=4)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="colour"):
        Passage(article_id="a", start=0, end=4, text="Oman", colour="red")  # type: ignore[call-arg]


@pytest.mark.parametrize("record", [Passage, Mention, Statement, Event])
def test_no_field_is_left_out(record: type) -> None:
    told = record.__init__.__code__.co_varnames[1:]
    assert told == tuple(field.name for field in fields(record))
