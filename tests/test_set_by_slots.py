"""Records whose constructor sets the slots itself are built, checked and copied like any other."""

from __future__ import annotations

import copy
import gc
import pickle
import sys
from dataclasses import FrozenInstanceError, dataclass, fields, replace
from inspect import signature
from typing import Any

import pytest

from legation.errors import PassageError
from legation.records import Event, Kind, Mention, Passage, Statement, setting
from legation.records.closed_sets import QUICK

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
    told = signature(record).parameters
    assert tuple(told) == tuple(field.name for field in fields(record))


@pytest.fixture(
    params=[
        "python",
        pytest.param("compiled", marks=pytest.mark.skipif(not QUICK, reason="no C compiler")),
    ]
)
def made(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type:
    """A record that checks itself, by either kind of constructor."""
    monkeypatch.setattr(setting, "QUICK", QUICK if request.param == "compiled" else None)

    @setting.set_by_slots
    @dataclass(frozen=True, slots=True, kw_only=True, order=True)
    class Made:
        """One."""

        place: str
        days: int = 3
        others: tuple[str, ...] = ()

        def __post_init__(self) -> None:
            if self.days < 0:
                raise ValueError(f"{self.place} has no days")

    return Made


def test_both_kinds_of_constructor_do_the_same(made: Any) -> None:
    one = made(place="Oman", others=("Iran",))
    assert (one.place, one.days, one.others) == ("Oman", 3, ("Iran",))
    assert one == made(others=("Iran",), place="Oman", days=3)
    assert made(place="Iran") < made(place="Oman")
    assert (replace(one, days=0).days, copy.deepcopy(one)) == (0, one)
    assert repr(one).endswith("Made(place='Oman', days=3, others=('Iran',))")
    assert str(signature(made)).startswith("(*, place: 'str', days: 'int' = 3")
    assert made.__init__.__qualname__.endswith("Made.__init__")
    assert made.__init__.__annotations__["days"] == "int"
    one.__init__(place="Chad")  # bound, as any method is
    assert (one.place, one.days) == ("Chad", 3)


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), ((), {"days": 1}), (("Oman",), {}), ((), {"place": "Oman", "colour": "red"})],
)
def test_both_kinds_refuse_what_they_were_not_asked(
    made: Any, given: tuple[str, ...], named: dict[str, Any]
) -> None:
    with pytest.raises(TypeError):
        made(*given, **named)
    with pytest.raises(TypeError):
        made.__init__(7, place="Oman")
    with pytest.raises(ValueError, match="Oman has no days"):
        made(place="Oman", days=-1)


@pytest.mark.skipif(not QUICK, reason="no C compiler")
def test_the_compiled_constructor_takes_slots_alone_and_keeps_nothing() -> None:
    assert QUICK is not None
    slot = vars(Passage)["text"]
    for odd in ((), (1, 2, 3, 4), ((), (), (), None, 5), (("a",), (3,), ((),), False)):
        with pytest.raises(TypeError):
            QUICK.Constructor(*odd)
    with pytest.raises(TypeError):
        QUICK.Constructor(("a",), (slot,), ((1, 2),), False)
    before = sys.getallocatedblocks()
    for _ in range(3000):
        Passage(article_id="a", start=0, end=4, text="Oman")
        with pytest.raises(TypeError):
            Passage(article_id="a", colour=1)  # type: ignore[call-arg]
        QUICK.Constructor(("text",), (slot,), ((),), False)
    gc.collect()
    assert sys.getallocatedblocks() - before < 2500
