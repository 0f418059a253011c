"""Where a story proper begins, and that no name is read out of what stands before."""

from __future__ import annotations

import pytest

from legation.language.dateline import Datelines, dateline_end


@pytest.mark.parametrize(
    ("dateline", "story"),
    [
        ("LUSAKA, Zambia (AP) -- ", "Miners went back to work."),
        ("LUSAKA (Reuters) - ", "Miners went back to work."),
        ("Reuters - ", "Miners went back to work."),
        ("AFP - LUSAKA, Zambia - ", "Miners went back to work."),
        ("LUSAKA, July 4 (UPI) — ", "Miners went back to work."),
        ("LUSAKA, 4 July (Copperwire) - ", "Miners went back to work."),
        ("LUSAKA (Copper Belt News) -- ", "Miners went back to work."),
        ("LUSAKA (C.B.N) -- ", "Miners went back to work."),
        ("LUSAKA, (AFP) - ", "Miners went back to work."),
        ("LUSAKA/NDOLA (Reuters) - ", "Miners went back to work."),
        ("FORT NEW SAINT GEORGE BAY, Zambia -- ", "Miners went back to work."),
        ("LUSAKA: ", "Miners went back to work."),
        ("LUSAKA, July 4. /TASS/. ", "Miners went back to work."),
        ("Lusaka (Copperwire) - ", "Miners went back to work."),
        ("Copper Belt News - LUSAKA -- ", "Miners went back to work."),
        ("LUSAKA, Zambia (AP)_ ", "Miners went back to work."),
        ("ANALYSIS: ", "Miners went back to work."),
        ("LUSAKA, Zambia July 4, 2004 - ", "Miners went back to work."),
        ("UN HOUSE LUSAKA -- ", "Miners went back to work."),
        ("", "UN - Zambia talks began."),
        ("", "UNESCO said the five towns — Ndola, Kitwe and others — are safe."),
        ("", "AU (which Zambia leads) — unlike SADC — sent nobody."),
        ("", "Zambia's miners - some of them - went back to work."),
        ("", "The miners (from Ndola) - went back to work."),
        ("", "NATO members agreed - after a long night - to go home."),
        ("", "Lusaka and Kinshasa: miners went back to work."),
    ],
)
def test_story_begins_behind_its_dateline(dateline: str, story: str) -> None:
    assert dateline_end(dateline + story) == len(dateline)


def test_each_paragraph_may_have_one() -> None:
    text = "Miners are back.\nLUSAKA, July 4 (UPI) — The mines opened.\n\nNDOLA/KITWE: They rest."
    found = Datelines(text)
    assert [text[a:b] for a, b in found.found] == ["LUSAKA, July 4 (UPI) — ", "NDOLA/KITWE: "]
    assert found.end_at(text.index("July")) == text.index("The mines")
    assert found.end_at(text.index("mines")) == 0
    assert found.end_at(0) == 0
