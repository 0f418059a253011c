"""The parse by our own inference is spaCy's, token by token."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from legation.extract.article import extract
from legation.fetch.files import HTML, TEXT, find_files, read_file
from legation.nlp import parse as parsing
from legation.nlp.fast import embedded, inference, kernels
from legation.nlp.fast.agreement import OtherShapeError, agreeing
from legation.nlp.fast.inference import Inference, UnsureError
from legation.nlp.fast.kernels import NoKernelsError, load_kernels
from legation.nlp.parse import Parser, load_model, load_parser, parse_text
from legation.nlp.parsed import Columns, columns_of
from legation.records import Article, Page
from legation.settings import Settings
from legation.tables import data_path

pytestmark = pytest.mark.model

CI = os.environ.get("CI") == "true"
needs_kernels = pytest.mark.skipif(
    not CI and not list(kernels.HERE.glob("kernels-*.so")), reason="no C compiler made the kernels"
)
WORDS = (  # what the rules of two tokens name, norms of their own, breaks, odd signs
    "ai n't isn't ain't gonna gotta let's Let's c'm on y' all y'all there is There was it 's it's "
    "doin' nothin' 'em 'nuff \n \n\n \t  \xa0 “ ” \" ' . , ; ( ) - – U.S. U.S.-led e-mail 4,000 "
    "the a of to and said told that who which Kenya's minister President Okoye met will would not "
    "she him they been has had sign signed talks treaty on in Monday 2019 Mr. Dr. Jr. … ؟ ﷺ 会談 "
    "İstanbul ǅ ß 🙂 e\u0301 -- * # @ http://x.org/a?b=1 a@c.de"
).split(" ")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


@pytest.fixture(scope="module", params=["avx2", "base"])
def fast(request: pytest.FixtureRequest, nlp: Language) -> Inference:
    return Inference(nlp, load_kernels(request.param))


def by_spacy(text: str, nlp: Language) -> Columns:
    return columns_of(parse_text(text, nlp))


def stories() -> list[str]:
    files = find_files([data_path("stories")], suffixes=HTML | TEXT)
    read = [extract(page) for file in files if isinstance(page := read_file(file), Page)]
    return [each.text for each in read if isinstance(each, Article)]


@pytest.mark.skipif(not CI, reason="without CI=true a machine need not have a compiler")
def test_the_fast_way_is_taken() -> None:
    assert load_parser().way == "fast"


@needs_kernels
def test_stories_are_parsed_alike(fast: Inference, nlp: Language) -> None:
    texts = stories()
    sure = 0
    for text in texts:
        try:
            ours = fast.parse(text)
        except UnsureError:
            continue
        assert ours == by_spacy(text, nlp)
        sure += 1
    assert sure > 0.8 * len(texts)


@needs_kernels
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=50).map(" ".join))
@example("\n")
@example(" \n\nShe ain't gonna.\n\nThere's two.")
@example("There was n't. There ai n't is. Let 's 's all.")
@example("(Nairobi) - " * 90)
def test_odd_texts_are_parsed_alike(fast: Inference, nlp: Language, text: str) -> None:
    try:
        ours = fast.parse(text)
    except UnsureError:
        return
    assert ours == by_spacy(text, nlp)


@needs_kernels
@pytest.mark.parametrize("most", [40, 400])
def test_a_full_table_of_words_is_begun_anew(
    nlp: Language, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "MOST", most)
    fast = Inference(nlp, load_kernels())
    texts = stories()[:3]
    for text in [*texts, *texts]:
        assert fast.parse(text, margin=0.0) == by_spacy(text, nlp)


@needs_kernels
def test_texts_that_are_not_sure_go_through_spacy(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = Parser(nlp, Inference(nlp, load_kernels()))
    article = Article.from_text("Ghana's envoy left. Talks went on in Accra, she said on Friday.")
    sure = parser.parse(article)
    assert parser.unsure == 0
    monkeypatch.setattr(inference.Inference.parse, "__defaults__", (100.0,))
    unsure = parser.parse(article)
    assert parser.unsure == 1
    assert isinstance(sure, Columns)
    assert not isinstance(unsure, Columns)
    assert sure == columns_of(unsure)


def test_spacy_parses_where_there_are_no_kernels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(kernels, "HERE", tmp_path)
    load_parser.cache_clear()
    with caplog.at_level(logging.WARNING):
        parser = load_parser()
    load_parser.cache_clear()
    assert parser.way == "spacy"
    assert [record.message for record in caplog.records] == [
        "parsing with spaCy, at a fifth of the speed: the kernels are not compiled; have a C "
        "compiler and install again"
    ]


@needs_kernels
def test_spacy_parses_where_the_kernels_disagree(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Wrong(Inference):
        def parse(self, text: str, margin: float = 0.0) -> Columns:
            return super().parse(text + " Or not.", margin)

    monkeypatch.setattr("legation.nlp.fast.agreement.Inference", Wrong)
    load_parser.cache_clear()
    with caplog.at_level(logging.WARNING):
        assert load_parser().way == "spacy"
    load_parser.cache_clear()
    assert "as spaCy does not" in caplog.text


@needs_kernels
def test_other_pipelines_go_through_spacy(nlp: Language) -> None:
    with nlp.select_pipes(disable="ner"), pytest.raises(OtherShapeError, match="its components"):
        agreeing(nlp, lambda text: by_spacy(text, nlp))


@needs_kernels
def test_a_library_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kernels-base.so").write_bytes(b"no library")
    monkeypatch.setattr(kernels, "HERE", tmp_path)
    with pytest.raises(NoKernelsError, match="cannot be loaded"):
        load_kernels()


def test_the_way_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    monkeypatch.setattr(parsing, "agreeing", lambda *_: made.append(1))
    load_parser.cache_clear()
    assert load_parser(way=Settings(parse="spacy").parse).way == "spacy"
    assert made == []
    load_parser.cache_clear()


DIGEST = """
import hashlib, json, sys
from legation.nlp.fast.inference import Inference
from legation.nlp.fast.kernels import load_kernels
from legation.nlp.parse import load_model
fast = Inference(load_model(), load_kernels(sys.argv[1]))
parses = [fast.parse(text, 0.0) for text in json.load(sys.stdin)]
print(hashlib.sha256(repr(parses).encode()).hexdigest())
"""


@needs_kernels
@pytest.mark.parametrize(("kind", "blas"), [("avx2", "Haswell"), ("base", "Nehalem")])
def test_processors_parse_alike(kind: str, blas: str, nlp: Language) -> None:
    texts = stories()[:6]
    run = subprocess.run(
        [sys.executable, "-c", DIGEST, kind],
        input=json.dumps(texts), capture_output=True, text=True, check=True,
        env={**os.environ, "OPENBLAS_CORETYPE": blas},
    )  # fmt: skip
    here = [by_spacy(text, nlp) for text in texts]
    assert run.stdout.strip() == hashlib.sha256(repr(here).encode()).hexdigest()
