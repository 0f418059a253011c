"""What is counted on each block of a page by itself and beside its neighbours."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from legation.extract.blocks import Block
from legation.extract.boilerplate import load_phrases
from legation.language.words import members

Matrix = npt.NDArray[np.float64]

OWN = (
    "bias", "log_words", "words_1_2", "words_3_6", "words_7_12", "words_13_25", "words_26_50",
    "words_51", "ends", "ends_long", "ends_short", "ends_colon", "ends_question", "function",
    "function_long", "capitals", "capitals_short", "upper", "digits", "dated_short",
    "lower_start", "quote_start", "bullet", "bullet_long", "link", "marks", "commas", "menu",
    "call", "has_call", "end_phrase", "byline", "credit", "tail_credit", "legal", "you",
    "headline_like", "sentences", "prose",
)  # fmt: skip
BESIDE = (
    "previous_log", "next_log", "previous_prose", "next_prose", "prose_2", "prose_5", "head_3",
    "head_8", "legal_3", "call_3", "log_3", "previous_menu", "next_menu", "head_head",
    "prose_prose", "prose_head", "head_prose",
)  # fmt: skip

SENTENCE_END = tuple('.!?…。！？"”’»“؟।')
_QUOTE = tuple("\"“„«‘'「")
_LINK = re.compile(r"https?://|www\.|@\w|pic\.twitter|\.com\b")
_MARKS = re.compile(r"[|»›©®→←▾▼·•]")
_DIGITS = re.compile(r"\d")
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d+ (?:min|hour|day|week|month|year)\w* ago",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|av|text|words|written by|reported by|autor|author)\b:? ",
    re.IGNORECASE,
)
_TAIL_MARK = re.compile(r"[/:)\]]|(?:upplied|mages|ictured)\.?$")
_TAIL_CREDIT = re.compile(
    r"(?:\([^()]{2,60}\)|\[[^\[\]]{2,60}\]|"
    r"(?:photos?|image|picture|credit|foto|bild|source)s?\b ?(?:by|:)[^.]{2,60}|"
    r"\b[\w.]+ ?/ ?(?:AP|AFP|Reuters|Getty|EPA|AA|TASS|Xinhua|\w+ Images?|The \w+)[^.]{0,25}|"
    r"\b(?:supplied|getty images|pictured)\.?)$",
    re.IGNORECASE,
)


def is_prose(block: Block) -> bool:
    """Whether a block looks like a paragraph of running text."""
    return block.size >= 10 and len(block.text) >= 60 and block.text.endswith(SENTENCE_END)


def local_features(blocks: Sequence[Block], known: frozenset[str]) -> Matrix:
    """One row a block, one column for each of `OWN` and `BESIDE`.

    `known` holds the function words of the page's language.
    """
    own = np.array([_own_features(block, known) for block in blocks], dtype=float)
    return np.hstack([own, _beside(own)])


def _own_features(block: Block, known: frozenset[str]) -> list[float]:
    """The features of the block alone, in the order of `OWN`."""
    text, words, size = block.text, block.words, block.size
    count = max(1, len(words))
    phrases = load_phrases()
    ends = text.endswith(SENTENCE_END)
    function = sum(map(known.__contains__, words)) / count
    digits = len(_DIGITS.findall(text))
    tokens = text.split()
    capitals = sum([t[0].isupper() for t in tokens]) / max(1, len(tokens))
    short = size <= 60
    return [
        1.0, math.log1p(size), size <= 2, 3 <= size <= 6, 7 <= size <= 12, 13 <= size <= 25,
        26 <= size <= 50, size > 50, ends, ends and size >= 13, ends and size < 8,
        text.endswith((":", "：")), text.endswith(("?", "？")), function,
        function if size >= 8 else 0.0, capitals, capitals if size <= 12 else 0.0,
        text.isupper(), digits / len(text),
        digits > 0 and size <= 14 and _DATED.search(text) is not None,
        text[0].islower(), text.startswith(_QUOTE), block.bullet, block.bullet and size >= 15,
        _LINK.search(text) is not None, min(3, len(_MARKS.findall(text))) / 3,
        min(0.15, text.count(",") / count) * 5,
        phrases.is_menu(words), phrases.is_call(words), phrases.has_call(words),
        phrases.is_end(words), size <= 15 and _BYLINE.match(text) is not None,
        short and not members("words_of_photo_credits").isdisjoint(words),
        short and _has_tail_credit(text[-90:]),
        min(3, sum(map(members("words_of_legal_notices").__contains__, words))) / 3,
        min(0.2, sum(map(members("you_in_several_languages").__contains__, words)) / count) * 5,
        5 <= size <= 25 and not ends, min(6, text.count(". ")) / 6, is_prose(block),
    ]  # fmt: skip


def _has_tail_credit(tail: str) -> bool:
    return _TAIL_MARK.search(tail) is not None and _TAIL_CREDIT.search(tail) is not None


def _beside(own: Matrix) -> Matrix:
    """The features of the blocks around, in the order of `BESIDE`."""
    column = {name: own[:, i] for i, name in enumerate(OWN)}
    logs, menu, head = column["log_words"], column["menu"], column["headline_like"]
    prose = column["prose"]
    head_2, prose_2 = around(head, 2), around(prose, 2)
    return np.column_stack([
        shift(logs, 1), shift(logs, -1), shift(prose, 1), shift(prose, -1), prose_2,
        around(prose, 5), around(head, 3), around(head, 8), around(column["legal"], 3),
        around(column["has_call"], 3), around(logs, 3), shift(menu, 1), shift(menu, -1),
        head * head_2, prose * prose_2, prose * head_2, head * prose_2,
    ])  # fmt: skip


def shift(values: Matrix, by: int) -> Matrix:
    """The value of the block `by` places before (after, if negative); 0 over the edge."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def around(values: Matrix, reach: int) -> Matrix:
    """The mean over the blocks up to `reach` places away, without the block itself."""
    padded = np.zeros(len(values) + 2 * reach + 1)
    padded[reach + 1 : reach + 1 + len(values)] = values
    sums = np.cumsum(padded)
    mean: Matrix = (sums[2 * reach + 1 :] - sums[: -2 * reach - 1] - values) / (2 * reach)
    return mean
