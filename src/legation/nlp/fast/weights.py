"""The weights of a spaCy pipeline, laid out for the kernels.

Only pipelines of one shape are read: the small English ones of spaCy 3.8 (hash embeddings, four
windowed maxout layers of 96, transition parsers with 64 hidden units in two pieces).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

WIDTH, PIECES, DEPTH, HIDDEN, CLASSES = 96, 3, 4, 64, 64
STATE = 2 * HIDDEN
MOVES = {"S": 0, "D": 1, "L": 2, "R": 3, "B": 4}
COMPONENTS = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]


class OtherShapeError(Exception):
    """The pipeline is of a kind that only spaCy can run; the text says what is different."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of an encoder: `weights` (3 WIDTH, PIECES WIDTH) and the rest by piece."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """Token vectors: spaCy's own embedding layers, the attributes they ask for, our layers."""

    columns: list[int | str]
    embed: tuple[Any, ...]
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Affine:
    """`rows @ weights + bias`."""

    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """Hidden vectors of parser states: `features` from token vectors, `padding` where none is."""

    tokens: Affine
    features: Floats
    padding: Floats
    bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Arcs:
    """The dependency parser.

    `moves` and `labels` are by class; `plain` and `wanted` the parts of a label by label, the
    second -1 where it has one part; `names` the texts of labels, `root` the label of roots.
    """

    states: States
    weights: Floats
    bias: Floats
    classes: int
    moves: Ints
    labels: Ints
    plain: Ints
    wanted: Ints
    names: list[str]
    root: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """The recogniser; its classes are in the order that `entities.c` tells."""

    states: States
    weights: Floats
    bias: Floats
    inner: Floats
    inner_bias: Floats
    names: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All that the kernels are given."""

    tokens: Encoder
    names: Encoder
    tags: Affine
    tag_names: list[str]
    arcs: Arcs
    entities: Entities


def read_weights(nlp: Language) -> Weights:
    """The weights of a loaded pipeline.

    Raises `OtherShapeError` where it is not of the one shape that the kernels know.
    """
    _need(nlp.pipe_names == COMPONENTS, f"its components are {', '.join(nlp.pipe_names)}")
    tagger, parser, ner = (nlp.get_pipe(name) for name in ("tagger", "parser", "ner"))
    softmax = _model(tagger).get_ref("softmax")
    tokens = _encoder(_model(nlp.get_pipe("tok2vec")))
    _need(not _model(parser).attrs["unseen_classes"], "its parser has classes without training")
    _need(not _model(ner).attrs["unseen_classes"], "its recogniser has classes without training")
    for component in (parser, ner):
        _need(getattr(component, "cfg", {}).get("beam_width") == 1, "it searches with a beam")
    return Weights(
        tokens=tokens,
        names=_encoder(_model(ner).get_ref("tok2vec").layers[0]),
        tags=_affine(softmax),
        tag_names=list(getattr(tagger, "labels", ())),
        arcs=_arcs(parser),
        entities=_entities(ner),
    )


def _need(holds: bool, else_because: str) -> None:
    if not holds:
        raise OtherShapeError(else_because)


def _model(component: Any) -> Any:
    return component.model


def _floats(array: Any) -> Floats:
    return np.ascontiguousarray(array, dtype=np.float32)


def _affine(layer: Any) -> Affine:
    return Affine(weights=_floats(layer.get_param("W").T), bias=_floats(layer.get_param("b")))


def _encoder(tok2vec: Any) -> Encoder:
    embed, encode = tok2vec.get_ref("embed"), tok2vec.get_ref("encode")
    names = [layer.name.split("(")[0] for layer in embed.layers]
    expected = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
    _need(names == expected, f"it embeds words by {', '.join(names)}")
    residuals = encode.layers[0].layers
    _need(
        len(residuals) == DEPTH and encode.attrs.get("pad") == DEPTH,
        f"its encoder has {len(residuals)} layers",
    )
    return Encoder(
        columns=list(embed.layers[0].attrs["columns"]),
        embed=tuple(embed.layers[i].layers[0] for i in (2, 3)),
        layers=tuple(_layer(residual) for residual in residuals),
    )


def _layer(residual: Any) -> Layer:
    by_name = {layer.name: layer for layer in residual.walk()}
    _need(
        {"expand_window", "maxout", "layernorm"} <= by_name.keys()
        and by_name["expand_window"].attrs["window_size"] == 1,
        "its encoder is of other layers",
    )
    maxout, norm = by_name["maxout"], by_name["layernorm"]
    weights = maxout.get_param("W")
    _need(weights.shape == (WIDTH, PIECES, 3 * WIDTH), f"its encoder is {weights.shape}")
    return Layer(  # a piece after the other, so that they are compared lane by lane
        weights=_floats(weights.transpose(2, 1, 0).reshape(3 * WIDTH, PIECES * WIDTH)),
        bias=_floats(maxout.get_param("b").T.reshape(-1)),
        scale=_floats(norm.get_param("G")),
        shift=_floats(norm.get_param("b")),
    )


def _states(model: Any, features: int) -> States:
    lower = model.get_ref("lower")
    weights, padding, bias = (lower.get_param(name) for name in ("W", "pad", "b"))
    _need(weights.shape == (features, HIDDEN, 2, HIDDEN), f"its states are {weights.shape}")
    turned = weights.transpose(3, 0, 2, 1).reshape(HIDDEN, features * STATE)
    return States(
        tokens=_affine(model.get_ref("tok2vec").layers[-1]),
        features=_floats(turned),
        padding=_floats(padding[0].transpose(0, 2, 1).reshape(features * STATE)),
        bias=_floats(bias.T.reshape(STATE)),
    )


def _blocked(rows: Any, bias: Any) -> tuple[Floats, Floats]:
    """Weights of classes in blocks, each HIDDEN by CLASSES, filled up with zeros."""
    blocks = -(-len(rows) // CLASSES)
    full = np.zeros((blocks * CLASSES, HIDDEN), dtype=np.float32)
    full[: len(rows)] = rows
    filled = np.zeros(blocks * CLASSES, dtype=np.float32)
    filled[: len(rows)] = bias
    return _floats(full.reshape(blocks, CLASSES, HIDDEN).transpose(0, 2, 1)), filled


def _upper(component: Any) -> tuple[list[str], Any, Any]:
    moves, upper = component.moves, _model(component).get_ref("upper")
    names = [moves.get_class_name(i) for i in range(moves.n_moves)]
    return names, upper.get_param("W"), upper.get_param("b")


def _arcs(parser: Any) -> Arcs:
    classes, rows, biases = _upper(parser)
    parts = [name.partition("-")[::2] for name in classes]
    _need(all(move in MOVES for move, _ in parts), f"its moves are {', '.join(classes)}")
    _need(all(label != "subtok" for _, label in parts), "it learns tokens")
    whole = sorted({label for _, label in parts} | {"ROOT"})
    pieces = set(chain.from_iterable(label.split("||") for label in whole))
    names = [*whole, *sorted(pieces - set(whole))]
    index = {name: i for i, name in enumerate(names)}
    halves = [name.partition("||")[::2] for name in names]
    weights, bias = _blocked(rows, biases)
    return Arcs(
        states=_states(_model(parser), 8),
        weights=weights,
        bias=bias,
        classes=len(classes),
        moves=np.array([MOVES[move] for move, _ in parts], dtype=np.int32),
        labels=np.array([index[label] for _, label in parts], dtype=np.int32),
        plain=np.array([index[first] for first, _ in halves], dtype=np.int32),
        wanted=np.array([index[second] if second else -1 for _, second in halves], dtype=np.int32),
        names=names,
        root=index["ROOT"],
    )


def _entities(ner: Any) -> Entities:
    classes, rows, biases = _upper(ner)
    at = {name: i for i, name in enumerate(classes)}
    names = [name[2:] for name in classes if name.startswith("B-")]
    outer = ["O", *chain.from_iterable((f"B-{name}", f"U-{name}") for name in names)]
    inner = list(chain.from_iterable((f"I-{name}", f"L-{name}") for name in names))
    _need({*outer, *inner, "U-"} >= at.keys() and {*outer, *inner} <= at.keys(), "its labels")
    _need(all(a < b for a, b in pairwise(at[f"I-{name}"] for name in names)), "its labels")
    weights, bias = _blocked(rows[[at[name] for name in outer]], biases[[at[n] for n in outer]])
    order = [at[name] for name in inner]
    return Entities(
        states=_states(_model(ner), 3),
        weights=weights,
        bias=bias,
        inner=_floats(rows[order]),
        inner_bias=_floats(biases[order]),
        names=names,
    )
