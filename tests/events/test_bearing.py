"""CAMEO codes say no more than the words and the parties bear, and no less."""

from __future__ import annotations

import csv

import pytest

from legation import Article, Reader, Reading
from legation.events.bearing import DEMANDS, REFINEMENTS
from legation.events.lexicon import type_of
from legation.ontology import event_type
from legation.tables import data_path, rows, values

SENTENCES = [
    # force: whose it is, and with what
    ("Two Malian nurses were murdered in Bamako.", "180"),
    ("A Malian nurse was stabbed to death by a stranger.", "1823"),
    ("Chadian soldiers killed two Malian nurses.", "190"),
    ("Two Malian soldiers were killed near the border.", "190"),
    ("Malian rebels killed three policemen.", "190"),
    ("Malian rebels killed three nurses.", "180"),
    ("Two Malian nurses were killed in fighting near the town.", "190"),
    ("Two Malian nurses died in an attack by army jets.", "195"),
    ("A drone strike killed two Malian nurses.", "195"),
    ("A Chadian missile killed two Malian nurses.", "195"),
    ("Two Malian nurses were killed by mortar fire.", "194"),
    ("A truck bomb killed two Malian nurses.", "1832"),
    ("A suicide bomber walked into the market, killing two Malian nurses.", "1831"),
    ("Two Malian nurses were wounded in a bomb attack.", "183"),
    ("Two Malian nurses were killed by Chadian bombs.", "190"),  # an army's, no suicide bomber's
    ("Gunmen threatened to kill two Malian nurses.", "1383"),
    # what is asked, demanded, refused
    ("Mali demanded that Chad free the pilots.", "1053"),
    ("Mali pressed Chad over the bridge.", "100"),
    ("Mali asked Chad for a meeting.", "026"),
    ("Mali demanded a meeting with Chad.", "106"),
    ("Mali asked Chad for help.", "023"),
    ("Mali rejected a Chadian truce offer.", "1246"),
    ("Mali rejected the Chadian offer.", "120"),
    ("The Malian premier, after meeting his peers, called for calm.", "020"),
    ("Mali warned Chad against visiting the island.", "020"),
    ("Mali urged Chad to hold talks with the rebels.", "026"),
    ("Mali urged Chad not to hold talks with the rebels.", "020"),
    ("Mali demanded that Chad not free the pilots.", "100"),
    ("The envoy of the Democratic Republic of Congo urged Chad to act.", "020"),
    ("The Malian envoy said that Chad should return the lorries.", "100"),
    ("The Malian envoy said that Chad should adopt reforms.", "104"),
    # what is given way to, kept off, stopped
    ("Chad allowed the rebels into the valley.", "080"),
    ("Chad granted women the right to vote.", "0833"),
    ("Chad ended its assault on the rebels.", "087"),
    ("Chad declared a truce with the rebels.", "0871"),
    ("Chad asked Mali to hand over two bases.", "020"),
    ("Chad asked Mali to hand over two suspects.", "0213"),
    ("The Malian premier invaded Chad in 2003.", "190"),
    ("Malian reservists refused a supply mission.", "120"),
    ("Mali refused to give aid to Chad.", "122"),
    ("Mali worked with the Chadian army.", "062"),
    ("Malian gunmen opened fire on a Chadian convoy.", "193"),
    ("A Malian tank opened fire on a Chadian convoy.", "194"),
    ("Malian rebels bombed a Chadian convoy.", "183"),
    ("Malian jets bombed a Chadian convoy.", "195"),
    ("Militants slaughtered two Malian policemen.", "190"),
    ("Mali threatened to attack the rebels.", "1384"),
    ("Mali backed the coup in Chad.", "050"),
    ("The Malian envoy offered concessions last year.", "035"),
    ("Chad imposed an embargo on Mali.", "163"),
    # protest and its reason
    ("Malian miners marched in Bamako.", "141"),
    ("Malian miners marched in Bamako to demand the right to vote.", "1413"),
    ("Malian miners rioted over the new tax.", "1452"),
]


def read(reader: Reader, texts: list[str]) -> list[Reading]:
    return list(reader.read_many(Article.from_text(t, published="2024-06-13") for t in texts))


@pytest.mark.model
def test_the_code_is_what_the_sentence_bears(reader: Reader) -> None:
    readings = read(reader, [text for text, _ in SENTENCES])
    wrong = [
        (text, code, [e.cameo for e in reading.events])
        for (text, code), reading in zip(SENTENCES, readings, strict=True)
        if code not in [e.cameo for e in reading.events]
    ]
    assert wrong == []


@pytest.mark.model
def test_examples_of_the_demands_do_not_bear_the_code(reader: Reader) -> None:
    table = list(rows(DEMANDS))
    readings = read(reader, [row["example"] for row in table])
    for row, reading in zip(table, readings, strict=True):
        codes = [e.cameo for e in reading.events]
        assert not set(values(row["codes"])) & set(codes), row["example"]
        assert bool(codes) == (row["without"] != "-"), row["example"]


@pytest.mark.model
def test_examples_of_the_refinements_bear_the_code(reader: Reader) -> None:
    table = list(rows(REFINEMENTS))
    readings = read(reader, [row["example"] for row in table])
    for row, reading in zip(table, readings, strict=True):
        assert row["becomes"] in [e.cameo for e in reading.events], row["example"]


SECTORS = [
    # who is only called a man, a people or a supporter has no sector that the deed does not leave
    ("A Malian man stabbed two soldiers in Chad.", "ASSAULT", None, None),
    ("Two Malian men were killed by Chadian troops.", "ASSAULT", "MIL", "CVL"),
    ("The Kurds held talks with the Malian president.", "CONSULT", None, None),
    ("Malian troops killed twelve Kurds.", "ASSAULT", "MIL", "CVL"),
    ("Chadian Kurds marched in Bamako.", "PROTEST", "CVL", None),
    ("Supporters of the Malian premier attacked the Chadian embassy.", "ASSAULT", None, None),
    ("A radical Islamic group threatened to kill two Malian judges.", "THREATEN", None, "JUD"),
    ("Members of the Malian opposition attacked Chad.", "ACCUSE|ASSAULT", "OPP", None),
]


@pytest.mark.model
def test_a_sector_is_one_that_the_deed_leaves(reader: Reader) -> None:
    readings = read(reader, [text for text, *_ in SECTORS])
    for (text, kinds, actor, recipient), reading in zip(SECTORS, readings, strict=True):
        found = [e for e in reading.events if e.type in kinds.split("|")]
        assert found, text
        sides = [{m.sector for m in side} for e in found for side in (e.actors, e.recipients)]
        assert not any("PTY" in side for side in sides), text
        assert actor is None or any(actor in side for side in sides[::2]), text
        assert recipient is None or any(recipient in side for side in sides[1::2]), text
        if actor is None:
            assert not any("CVL" in side for side in sides[::2]), text


@pytest.mark.parametrize(("table", "column"), [(DEMANDS, "without"), (REFINEMENTS, "becomes")])
def test_a_code_keeps_its_type(table: str, column: str) -> None:
    for row in rows(table):
        for code in values(row["codes"]):
            if row[column] == "-" or code == "192":  # PLOVER files it elsewhere than the lexicon
                continue
            assert type_of(code) == type_of(row[column]), row
            if row.get("mode"):
                assert row["mode"] in event_type(str(type_of(code))).modes


def test_each_kind_of_evidence_is_asked_for() -> None:
    asked = {
        name
        for table in (DEMANDS, REFINEMENTS)
        for row in rows(table)
        for name in (*values(row["evidence"]), *values(row.get("unless", "")))
    }
    with data_path("language/en/evidence.csv").open(encoding="utf-8", newline="") as file:
        kinds = {r["evidence"] for r in csv.DictReader(x for x in file if not x.startswith("#"))}
    assert asked == kinds
