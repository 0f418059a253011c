"""Dictionaries of PETRARCH as rows of our verb table, with what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation import ontology
from legation.events.lexicon import load_lexicon
from legation.importing.petrarch import Imported, read_petrarch, write_verbs

DICTIONARY = """\
# an own sample in the format
&TALKS
+TALKS
+NEGOTIATIONS
+PEACE_TALKS

--- BREAK_OFF [160] ---
BREAK_OFF {BREAKS_OFF BROKE_OFF}
- * &TALKS WITH + [164]   # comment
- * RELATIONS WITH + [161]
- * ^ TALKS [164]
- * &NOBODY [164]
--- VISIT [042] ---
VISIT
- % * [044]
- * (IN +) [042]
COMMENT [010]
- * ON + [010]
--- SEIZE [171] ---
SEIZE
TAKE_OVER
- POLICE * CARGO [1711]
- + * BY $ [192]
- * SHIP [999]
- * TERRITORY [---]
WALK [---]
- * OUT OF &TALKS [164]
"""


@pytest.fixture(scope="module")
def imported() -> Imported:
    return read_petrarch(DICTIONARY)


def rows(found: Imported, lemma: str) -> list[dict[str, str]]:
    return [row for row in found.rows if row["lemma"] == lemma]


def frames(found: Imported, lemma: str) -> set[tuple[str, str, str, str]]:
    return {(r["particle"], r["object"], r["prep"], r["cameo"]) for r in rows(found, lemma)}


def test_a_pattern_gives_object_and_phrase(imported: Imported) -> None:
    assert ("off", "relation", "with:@actor|@place", "161") in frames(imported, "break")


def test_a_set_of_synonyms_gives_its_members(imported: Imported) -> None:
    talks = "negotiation|peace talk|talk"
    assert ("off", talks, "with:@actor|@place", "164") in frames(imported, "break")


def test_a_verb_alone_asks_for_an_actor(imported: Imported) -> None:
    assert ("", "@actor", "", "042") in frames(imported, "visit")
    assert ("off", "@actor", "", "160") in frames(imported, "break")


def test_all_verbs_of_a_block_share_its_patterns(imported: Imported) -> None:
    police = ("cargo", "subj:police", "1711")
    assert ("", *police) in frames(imported, "seize")
    assert ("over", *police) in frames(imported, "take")


def test_a_target_before_the_verb_is_a_passive(imported: Imported) -> None:
    passive = next(r for r in rows(imported, "seize") if r["cameo"] == "192")
    assert passive["target"].startswith("obj")
    assert "by" in passive["source"]


def test_both_sides_before_the_verb_meet(imported: Imported) -> None:
    assert any(r["target"] == "both:obj" for r in rows(imported, "visit"))


def test_a_particle_follows_the_verb(imported: Imported) -> None:
    assert ("out", "", "of:negotiation|peace talk|talk", "164") in frames(imported, "walk")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (11, "skips an actor (^)"),
        (12, "a set of synonyms that is not there"),
        (17, "code has no PLOVER type"),
        (18, "code has no PLOVER type"),
        (24, "code is not CAMEO"),
        (25, "codes no event"),
    ],
)
def test_what_is_left_out_is_named_with_its_line(
    imported: Imported, line: int, reason: str
) -> None:
    assert (line, reason) in {(loss.line, loss.reason) for loss in imported.losses}


def test_rows_have_codes_of_the_tables(imported: Imported) -> None:
    for row in imported.rows:
        assert ontology.is_cameo(row["cameo"])
        assert not row["mode"] or row["mode"] in ontology.modes_of(row["type"])


def test_what_is_written_loads_as_a_lexicon(imported: Imported, tmp_path: Path) -> None:
    assert write_verbs(imported.rows, tmp_path, add=False) == len(imported.rows)
    lexicon = load_lexicon(tmp_path)
    assert {frame.lemma for found in lexicon.verbs.values() for frame in found} == {
        "break", "seize", "take", "visit", "walk",
    }  # fmt: skip
    assert lexicon.nouns == load_lexicon().nouns


def test_added_rows_stand_beside_the_bundled_ones(imported: Imported, tmp_path: Path) -> None:
    write_verbs(imported.rows, tmp_path, add=True)
    both, own = load_lexicon(tmp_path).verbs, load_lexicon().verbs
    assert set(own) <= set(both)
    assert sum(map(len, both.values())) > sum(map(len, own.values()))
