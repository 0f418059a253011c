"""The inference of a pipeline, if it agrees with spaCy on this machine."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language

from legation.nlp.fast.blas import one_thread
from legation.nlp.fast.inference import Inference
from legation.nlp.fast.kernels import NoKernelsError, load_kernels
from legation.nlp.fast.layers import UnsureError
from legation.nlp.fast.weights import OtherShapeError
from legation.nlp.parsed import Columns

TEXTS = (
    "Lusaka, May 4 - Zambia's foreign minister, Thandiwe Mulenga, met her Dutch counterpart on "
    "Monday.\n\n“We aren't done yet,” she said. Let's see what the 27 states, which the EU's envoy "
    "had asked twice, are gonna do about it: there's nothing that they've not been told.",
)


class DisagreementError(Exception):
    """The kernels gave another parse than spaCy; the text says where."""


def agreeing(nlp: Language, parsed: Callable[[str], Columns]) -> Inference:
    """The inference of a pipeline that agrees with `parsed`, spaCy's own, on a few sentences.

    Raises `NoKernelsError`, `OtherShapeError` or `DisagreementError` where there is none.
    """
    inference = Inference(nlp, load_kernels())
    for text in TEXTS:
        try:
            with one_thread():
                ours = inference.parse(text)
        except UnsureError as error:
            raise DisagreementError(f"the kernels are unsure of a plain text: {error}") from error
        if ours != parsed(text):
            raise DisagreementError(f"the kernels parse {text[:40]!r} as spaCy does not")
    return inference


__all__ = ["DisagreementError", "NoKernelsError", "OtherShapeError", "agreeing"]
