"""The pipeline is loaded without what is never asked of it, and tokenizes as ever."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
import srsly

from legation.nlp import parse
from legation.nlp.parse import MODEL, load_model

pytestmark = pytest.mark.model

ODD = (
    "The U.S.-led talks in St. Petersburg (Jan. 3) weren't over; U.K.–French aid of $3.5bn, e.g. "
    "to Côte d'Ivoire's north, cost 10km of road. See https://example.org/a?b=1... They'd go -- "
    "he'll say “no”\n\n\tand so on.:) 5-year-old co-operation, Y'all!"
)


def test_tokens_are_those_of_the_pipeline_as_it_is_loaded_elsewhere() -> None:
    whole = spacy.load(MODEL)
    parse._part_abbreviations(whole)
    ours = load_model()
    columns = ["ORTH", "NORM", "SPACY", "IDX"]
    assert (ours.make_doc(ODD).to_array(columns) == whole.make_doc(ODD).to_array(columns)).all()
    told = (ours.tokenizer.to_bytes(exclude=["vocab"]), whole.tokenizer.to_bytes(exclude=["vocab"]))
    assert told[0] == told[1]


def test_spacy_comes_without_its_command_line_and_finds_it_when_asked() -> None:
    code = (
        "import sys, legation.nlp, spacy; assert 'httpx' not in sys.modules; "
        "assert not [name for name in sys.modules if name.startswith('spacy.cli')]; "
        "assert spacy.info()['spacy_version'] == spacy.__version__; "
        "from spacy.cli import download; print(download.__module__)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.stdout.strip() == "spacy.cli.download", told.stderr


def test_decoders_are_looked_for_anew_after_a_model_is_loaded() -> None:
    load_model()
    decoders = srsly.msgpack.msgpack_decoders
    assert "get_all" not in vars(decoders)
    with parse._decoders_found_once():
        assert decoders.get_all() is decoders.get_all()
    assert decoders.get_all() is not decoders.get_all()
