"""PLOVER and CAMEO as tables: what they hold and how the one leads to the other."""

from __future__ import annotations

import pytest

from legation import InputError, ontology
from legation.ontology import Plover, Quad

CROSSWALK = [
    ("042", Plover("CONSULT", "visit", ())),
    ("054", Plover("SUPPORT", None, ("diplomatic",))),
    ("036", Plover("AGREE", None, ("diplomatic",))),
    ("163", Plover("COERCE", "restrict", ("diplomatic",))),  # crosses families in the source
    ("0842", Plover("RETREAT", None, ("legal",))),  # "return" is no mode of manual 2.0
    ("0863", Plover("RETREAT", "access", ())),  # "humanitarian" is no context of manual 2.0
    ("08", Plover("CONCEDE", None, ())),  # the root mixes two types: 080 stands for it
    ("1214", Plover("REJECT", "assist", ("intelligence",))),  # only in the crosswalk
    ("01", None),
    ("0234", None),
]


@pytest.mark.parametrize(("code", "plover"), CROSSWALK)
def test_cameo_code_leads_to_plover(code: str, plover: Plover | None) -> None:
    assert ontology.plover_of(code) == plover


def test_every_cameo_code_but_statements_and_appeals_has_a_type() -> None:
    without = {code[:2] for code in ontology.cameo_codes() if ontology.plover_of(code) is None}
    assert without == {"01", "02"}


@pytest.mark.parametrize("code", ["", "4", "42", "999", "0429", "abc"])
def test_other_texts_are_no_cameo_codes(code: str) -> None:
    assert not ontology.is_cameo(code)
    with pytest.raises(InputError, match="CAMEO code"):
        ontology.cameo_name(code)
    with pytest.raises(InputError, match="CAMEO code"):
        ontology.plover_of(code)


def test_leading_zero_makes_another_code() -> None:
    assert ontology.cameo_name("010") == "Make statement"
    assert ontology.cameo_name("10") == "DEMAND"


def test_both_goldstein_scales_are_kept() -> None:
    assert ontology.goldstein("016") == -2.0
    assert ontology.cameo_code("016").goldstein_icews == -5.0


def test_quads_follow_the_section_of_each_type() -> None:
    assert ontology.quad_of("SANCTION") is Quad.MATERIAL_CONFLICT
    assert ontology.quad_of("ACCUSE") is Quad.VERBAL_CONFLICT
    assert ontology.quad_of("CONSULT") is Quad.VERBAL_COOPERATION
    assert ontology.quad_of("RETREAT") is Quad.MATERIAL_COOPERATION


def test_scores_of_types_and_modes() -> None:
    assert ontology.score_of("ACCUSE") == -3.0
    assert ontology.score_of("CONSULT", "phone") == 1.5
    assert ontology.score_of("PROTEST", "vandalize") == ontology.score_of("PROTEST")


def test_modes_belong_to_their_type() -> None:
    assert ontology.modes_of("CONSULT") == ("multilateral", "phone", "third-party", "visit")
    assert ontology.modes_of("AGREE") == ()
    with pytest.raises(InputError, match="not a mode of AGREE"):
        ontology.score_of("AGREE", "visit")


def test_unknown_type_names_the_known_ones() -> None:
    with pytest.raises(InputError, match="ASSAULT"):
        ontology.quad_of("FIGHT")


def test_tables_have_their_full_size() -> None:
    assert len(ontology.event_types()) == 16
    assert len(ontology.cameo_codes()) == 312
    assert len(ontology.contexts()) == 37
    assert len(ontology.sectors()) == 32
    assert sum(len(t.modes) for t in ontology.event_types().values()) == 67


def test_tables_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        ontology.event_types()["NEW"] = None  # type: ignore[index]
