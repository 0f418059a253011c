"""The compiled tokens answer as those in Python do, and stand what a stranger may ask of them."""

from __future__ import annotations

import copy
import gc
import importlib
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.extract.article import extract
from legation.fetch.files import HTML, TEXT, find_files, read_file
from legation.nlp import objects
from legation.nlp.objects import plain
from legation.nlp.objects.both_kinds import SMALL, difference
from legation.nlp.parsed import Columns, columns_of, mended
from legation.records import Article, Page
from legation.tables import data_path

if TYPE_CHECKING:
    from legation import Reader

CI = os.environ.get("CI") == "true"
BUILT = list(Path(objects.__file__).parent.glob("compiled*.so"))
needs_build = pytest.mark.skipif(not CI and not BUILT, reason="no C compiler made the tokens")


def kind_of(name: str) -> Any:
    return importlib.import_module(f"legation.nlp.objects.{name}")


@pytest.fixture(scope="module", params=["plain", pytest.param("compiled", marks=needs_build)])
def kind(request: pytest.FixtureRequest) -> Any:
    return kind_of(request.param)


@pytest.mark.skipif(not CI, reason="without CI=true a machine need not have a compiler")
def test_the_compiled_kind_is_taken() -> None:
    assert objects.Doc is not plain.Doc


@needs_build
@pytest.mark.parametrize(("way", "found"), [("spacy", "plain"), ("fast", "compiled")])
def test_whoever_has_spacy_parse_gets_nothing_compiled(way: str, found: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from legation.nlp import tokens; print(tokens.Doc.__module__)"],
        env={**os.environ, "LEGATION_PARSE": way},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == f"legation.nlp.objects.{found}"


@needs_build
@pytest.mark.model
def test_stories_are_laid_out_alike(reader: Reader) -> None:
    files = find_files([data_path("stories")], suffixes=HTML | TEXT)
    read = [extract(page) for file in files if isinstance(page := read_file(file), Page)]
    for article in [each for each in read if isinstance(each, Article)][:5]:
        parsed = reader.parser.parse(article)
        columns = mended(parsed if isinstance(parsed, Columns) else columns_of(parsed))
        one, other = (kind_of(k).Doc(columns, article.text) for k in ("plain", "compiled"))
        assert difference(one, other, widest=3) is None


@st.composite
def _parses(draw: st.DrawFn) -> tuple[Columns, str]:
    """Any tree over any words: heads anywhere, crossing, spaces, entities that overlap."""
    words = draw(st.lists(st.sampled_from(["a", "Rome", "ß", "İ", " \n", "“", "🙂x", "12"])))
    n = len(words)
    order = draw(st.permutations(range(n)))
    heads = [0] * n
    for k, i in enumerate(order):
        heads[i] = order[draw(st.integers(0, k))]
    starts, text = [], ""
    for word in words:
        text += draw(st.sampled_from(["", " "]))
        starts.append(len(text))
        text += word
    labels = st.sampled_from(["nsubj", "dobj", "conj", ""])
    sents = sorted({0, *draw(st.sets(st.integers(0, n - 1), max_size=3))}) if n else []
    ents = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(1, 3)))) if n else []
    columns = Columns(
        heads=heads,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        words=[(w, w.lower(), draw(st.integers(0, 15))) for w in words],
        lemma=draw(st.permutations(words)),
        pos=["NOUN"] * n,
        tag=["NN"] * n,
        dep=[draw(labels) for _ in words],
        sent_starts=sents,
        ents=[(start, min(n, start + more), "GPE") for start, more in ents],
    )
    return columns, text


@needs_build
@settings(max_examples=60, deadline=None)
@given(_parses())
def test_any_tree_is_laid_out_alike(parse: tuple[Columns, str]) -> None:
    one, other = (kind_of(k).Doc(*parse) for k in ("plain", "compiled"))
    assert difference(one, other) is None
    labels = ("nsubj", "conj")
    for mine, theirs in zip(one, other, strict=True):
        found = [c.i for c in plain.children(mine, *labels)]
        assert [c.i for c in kind_of("compiled").children(theirs, *labels)] == found


@needs_build
def test_a_difference_is_seen_and_the_tokens_kept_in_python(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert objects.compiled_kind() is kind_of("compiled")
    other = replace(SMALL[0], dep=[*SMALL[0].dep[:-1], "dobj"])
    monkeypatch.setattr(kind_of("compiled"), "Doc", lambda columns, text: plain.Doc(other, text))
    assert objects.compiled_kind() is None
    assert "Doc.dep" in caplog.text


def test_tokens_of_any_kind_have_their_children_found(kind: Any) -> None:
    twigs = [SimpleNamespace(dep_="nsubj"), SimpleNamespace(dep_="punct")]
    assert kind.children(SimpleNamespace(children=iter(twigs)), "nsubj", "dobj") == twigs[:1]
    with pytest.raises(AttributeError):
        kind.children(object(), "nsubj")


def test_copies_hold_together(kind: Any) -> None:
    doc = kind.Doc(*SMALL)
    for made in (
        pickle.loads(pickle.dumps((doc, doc[3], doc[2:5]))),
        copy.deepcopy((doc, doc[3], doc[2:5])),
    ):
        again, token, span = made
        assert difference(doc, again) is None
        assert token is again[3]
        assert span.doc is again
        assert span.text == doc[2:5].text


def test_what_is_left_of_a_document_taken_apart_raises(kind: Any) -> None:
    doc = kind.Doc(*SMALL)
    token, span, root = doc[3], doc[2:5], doc[5]
    doc.take_apart()
    assert token.text == "Togo"
    for ask in (
        lambda: len(doc), lambda: doc[0], lambda: doc.text, lambda: doc.by_word,
        lambda: doc.lemmas(frozenset("a")), lambda: doc.char_span(0, 1), lambda: token.sent,
        lambda: token.left_edge, lambda: token.head, lambda: token.is_space, lambda: token.nbor(),
        lambda: span.text, lambda: span.root, lambda: list(span), lambda: root.whitespace_,
    ):  # fmt: skip
        with pytest.raises(AttributeError):
            ask()


@pytest.mark.parametrize(
    "changed",
    [
        {"heads": [99] * 14}, {"starts": [0]}, {"words": [("a", "a", 0)]}, {"dep": ["x"]},
        {"ents": [(13, 15, "GPE"), (14, 15, "GPE")]},
    ],
)  # fmt: skip
def test_odd_columns_raise(kind: Any, changed: dict[str, Any]) -> None:
    with pytest.raises((ValueError, IndexError)):
        kind.Doc(replace(SMALL[0], **changed), SMALL[1])


@needs_build
def test_what_is_no_parse_raises_and_never_crashes() -> None:
    kind = kind_of("compiled")
    odd: list[Any] = [
        None,
        3,
        "a",
        [None],
        [()],
        [("a",)],
        [("a", None, "b")],
        [-1],
        [2**90],
        object(),
    ]
    for name in SMALL[0].__dataclass_fields__:
        for value in odd:
            fields = {n: getattr(SMALL[0], n) for n in SMALL[0].__dataclass_fields__}
            fields[name] = value if not isinstance(value, list) else value * 14
            try:
                doc = kind.Doc(SimpleNamespace(**fields), SMALL[1])
            except (TypeError, ValueError, IndexError, OverflowError):
                continue
            for token in doc:
                repr(token), token.dep_, token.children
    doc = kind.Doc(*SMALL)
    doc[5].children.extend([None, 7, doc])
    doc.tokens[0].children.clear()
    for ask in ("lefts", "rights", "subtree"):
        list(getattr(doc[5], ask))
    with pytest.raises(AttributeError):
        kind.children(doc[5], "nsubj")
    for wrong in (lambda: kind.Token(), lambda: kind.Span(1, 2, 3), lambda: kind.Span(doc, "a", 1)):
        with pytest.raises(TypeError):
            wrong()
    for wrong in (lambda: doc["a"], lambda: doc.lemmas(["a"]), lambda: doc.char_span("a", 1)):
        with pytest.raises(TypeError):
            wrong()
    span = kind.Span(doc, 90, 95)
    for wrong in (lambda: span.text, lambda: span.start_char, lambda: span.root, lambda: span[7]):
        with pytest.raises(IndexError):
            wrong()


def _chain(n: int) -> tuple[Columns, str]:
    """A tree as deep as it is long."""
    column = ["x"] * n
    return (
        Columns(
            heads=[max(0, i - 1) for i in range(n)],
            starts=[2 * i for i in range(n)],
            ends=[2 * i + 1 for i in range(n)],
            words=[("x", "x", 4)] * n,
            lemma=column,
            pos=column,
            tag=column,
            dep=column,
            sent_starts=[0],
            ents=[],
        ),
        "x " * n,
    )


def test_the_deepest_tree_is_freed_and_asked_without_harm(kind: Any) -> None:
    doc = kind.Doc(*_chain(60_000))
    with pytest.raises(RecursionError):
        list(doc[0].subtree)
    assert doc[59_999].left_edge is doc[59_999]
    assert doc[0].right_edge is doc[59_999]
    assert doc[59_990:].root is doc[59_990]
    del doc
    gc.collect()
    doc = kind.Doc(*_chain(60_000))
    doc.take_apart()


def test_documents_leave_nothing_behind(kind: Any) -> None:
    bad = replace(SMALL[0], heads=[99] * 14)

    def used(turns: int) -> int:
        for _ in range(turns):
            doc = kind.Doc(*SMALL)
            token, span = doc[3], doc[2:5]
            for each in (token, span, doc):
                for name in dir(each):
                    getattr(each, name)
            kind.children(token, "det")
            doc.lemmas(frozenset({"ask"}))
            with pytest.raises(IndexError):
                kind.Doc(bad, SMALL[1])
            doc.take_apart()
            kind.Doc(*SMALL)  # left to the collector
        gc.collect()
        return sys.getallocatedblocks()

    before = used(20)
    assert used(1000) - before < 900  # one object kept a turn would be a thousand
