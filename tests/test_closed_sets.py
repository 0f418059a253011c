"""A closed set whose members are read quickly is the set it was."""

from __future__ import annotations

import copy
import os
import pickle
import sys
import types
from enum import EnumType, StrEnum
from pathlib import Path

import msgspec
import pytest

from legation import records
from legation.records import Kind, closed_sets
from legation.records.closed_sets import read_quickly

CI = os.environ.get("CI") == "true"
BUILT = list(Path(records.__file__).parent.glob("quick*.so"))


class Slow(StrEnum):
    """A set as Python makes it."""

    ONE = "one"
    TWO = "two"
    FIRST = "one"  # another name of the first


@read_quickly
class Quick(StrEnum):
    """The same, read quickly where that was built."""

    ONE = "one"
    TWO = "two"
    FIRST = "one"


@pytest.mark.skipif(
    sys.version_info >= (3, 12) or not (CI or BUILT), reason="not needed, or no C compiler"
)
def test_the_quick_type_is_taken() -> None:
    assert type(Kind) is closed_sets._TYPE
    assert issubclass(type(Kind), EnumType)


@pytest.mark.parametrize("made", [Slow, Quick])
def test_members_are_found_by_every_way(made: type[StrEnum]) -> None:
    assert [*made] == ["one", "two"]
    assert list(made.__members__) == ["ONE", "TWO", "FIRST"]
    one = made("one")
    assert one is made["ONE"] is made["FIRST"] is getattr(made, "ONE") is getattr(made, "FIRST")  # noqa: B009
    assert (one.name, one.value, str(one), repr(one)[1:]) == (
        "ONE",
        "one",
        "one",
        f"{made.__name__}.ONE: 'one'>",
    )
    assert "two" in {made.__members__["TWO"]: 0}
    assert isinstance(one, made)
    assert hash(one) == hash("one")
    assert copy.deepcopy(one) is pickle.loads(pickle.dumps(one)) is one
    assert msgspec.json.decode(msgspec.json.encode(one), type=made) is one
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'"three"', type=made)


@pytest.mark.parametrize("made", [Slow, Quick])
def test_what_is_no_member_is_refused_alike(made: type[StrEnum]) -> None:
    with pytest.raises(AttributeError, match="THREE"):
        getattr(made, "THREE")  # noqa: B009
    with pytest.raises(ValueError, match="'three' is not a valid"):
        made("three")
    with pytest.raises(AttributeError, match="cannot reassign"):
        setattr(made, "ONE", "another")  # noqa: B010
    with pytest.raises(TypeError):
        types.new_class("More", (made,))
