"""The BLAS libraries use one thread in a parse, and theirs again after it."""

from __future__ import annotations

import numpy  # noqa: F401 - loads the library that is asked about
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from legation import Article
from legation.nlp import parse as parsing
from legation.nlp.fast.blas import one_thread


def threads() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_one_thread_inside_and_as_many_as_before_outside() -> None:
    with threadpool_limits(limits=2, user_api="blas"):
        before = threads()
        with one_thread():
            assert threads() == {1}
        assert threads() == before


@pytest.mark.model
def test_a_parse_is_made_in_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[int]] = []
    parser = parsing.load_parser()
    component = parser.nlp.pipeline[0][1]

    def watched(doc: object) -> object:
        seen.append(threads())
        return component(doc)

    monkeypatch.setattr(parser.nlp, "_components", [("watched", watched)])
    with threadpool_limits(limits=2, user_api="blas"):
        parsing.parse(Article.from_text("Kenya recalled its envoy."), parser.nlp)
    assert seen == [{1}]
