"""Numbers with their bounds: "at least 450", "more than 4,500", "between 200 and 300"."""

from __future__ import annotations

import re

from legation.language.number_words import number_words
from legation.language.words import members
from legation.nlp.syntax import phrase_start
from legation.nlp.tokens import Doc, Token
from legation.records import Bound, Quantity

_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = tuple(
    (re.compile(rf"(?:{pattern})\s+(?:the\s+|a\s+total\s+of\s+)?$", re.IGNORECASE), bound)
    for pattern, bound in (
        (
            r"no more than|not more than|at most|up to|as many as|a maximum of|maximum of",
            Bound.AT_MOST,
        ),
        (
            r"no fewer than|no less than|at least|not less than|a minimum of|minimum of",
            Bound.AT_LEAST,
        ),
        (r"more than|over|above|in excess of|upwards of|exceeding", Bound.MORE_THAN),
        (r"fewer than|less than|under|below", Bound.LESS_THAN),
        (r"nearly|almost|close to|just under", Bound.LESS_THAN),
        (r"about|around|some|roughly|approximately|an estimated|estimated|circa", Bound.ABOUT),
    )
)
_RANGE = re.compile(
    r"(?:between |from )?(\d[\d,.]*)\s*(?:and|to|-|–)\s*(\d[\d,.]*)\s*(thousand|million|billion)?"
)


def quantity_of(noun: Token) -> Quantity | None:
    """The amount that counts the noun, with its bound; `None` where no number counts it."""
    numbers = [c for c in noun.children if c.dep_ == "nummod" and c.i < noun.i]
    if not numbers:
        return None
    number = next((c for c in numbers[-1].rights if _is_half_more(c)), numbers[-1])
    amount = amount_of(number)
    if amount is None:
        return None
    first = _first(number)
    text = noun.doc.text
    start = noun.doc[max(phrase_start(noun), 0)].idx
    before = text[max(0, min(start, noun.doc[first].idx - 30)) : noun.doc[first].idx]
    last = number.right_edge
    ranged = _RANGE.search(text, max(0, noun.doc[first].idx - 25), last.idx + len(last.text))
    if ranged and ranged.end() >= last.idx + len(last.text):
        low, high = _plain(ranged.group(1)), _plain(ranged.group(2))
        if low is not None and high is not None and low < high:
            return Quantity(amount=low, bound=Bound.BETWEEN, upper=high, unit=_unit(noun))
    return Quantity(amount=amount, bound=_bound(before), unit=_unit(noun))


def _unit(noun: Token) -> str:
    return noun.text if noun.pos_ == "PROPN" else noun.lower_


def bare_quantity(number: Token) -> Quantity | None:
    """The amount of a number that counts no noun: "wounded more than 50"."""
    amount = amount_of(number) if number.pos_ == "NUM" else None
    if amount is None:
        return None
    at = number.doc[_first(number)].idx
    return Quantity(amount=amount, bound=_bound(number.doc.text[max(0, at - 30) : at]))


def _first(number: Token) -> int:
    """The token that a number begins with: "half" of "half a million"."""
    part = _part(number)
    left = [c.i for c in number.lefts if c.pos_ == "NUM"]
    return min([number.i, *left, *([part[1]] if part else [])])


def _bound(before: str) -> Bound:
    for pattern, bound in _BOUNDS:
        if pattern.search(before):
            return bound
    return Bound.EXACT


def strong_quantity(word: Token) -> Quantity | None:
    """The amount before "-strong" ("a more than 4,500-strong force")."""
    for child in word.lefts:
        amount = amount_of(child) if child.pos_ == "NUM" else None
        if amount is not None:
            before = word.doc.text[max(0, child.idx - 30) : child.idx]
            return Quantity(amount=amount, bound=_bound(before))
    return None


def amount_of(token: Token) -> float | None:
    """The value of a number token with its multipliers ("4,500", "two thousand")."""
    value = _plain(token.text)
    if value is None:
        value = number_words().get(token.lower_)
    if value is None:
        return None
    if token.lower_ in members("scales_of_numbers"):
        part = _part(token)
        if part is not None:
            return value * part[0]
        left = [amount_of(c) for c in token.lefts if c.dep_ in {"compound", "nummod", "quantmod"}]
        factors = [v for v in left if v is not None]
        return value * factors[-1] if factors else value
    return value


_PARTS = {"half": 0.5, "quarter": 0.25, "quarters": 0.25}


def _part(scale: Token) -> tuple[float, int] | None:
    """Which part or how many times of a scale is meant, and the first token that says so.

    "Half a million", "a quarter of a million", "three quarters of a million", "two and a half
    million"; `None` where nothing but a whole number stands before it.
    """
    doc, at = scale.doc, scale.i - 1
    if scale.lower_ not in members("scales_of_numbers"):
        return None
    while at > 0 and doc[at].lower_ in {"a", "of"}:
        at -= 1
    part = _PARTS.get(doc[at].lower_) if at >= 0 else None
    if part is None:
        return None
    if _is_half_more(scale):
        whole = amount_of(doc[at - 3])
        return (whole + part, at - 3) if whole is not None else None
    times = amount_of(doc[at - 1]) if at and doc[at].lower_ == "quarters" else None
    return (part * times, at - 1) if times is not None else (part, at)


def _is_half_more(scale: Token) -> bool:
    """Whether "and a half" stands before a scale: "two and a half million"."""
    before = [t.lower_ for t in scale.doc[max(0, scale.i - 3) : scale.i]]
    return scale.i > 3 and before == ["and", "a", "half"]


_SCALE = "thousand|million|billion|trillion|mn|bn|tn|[kmb]"
_SIGNED = rf"(?P<sign>(?:US|C|A)?[$€£])\s?(?P<n>\d[\d,]*(?:\.\d+)?)[\s-]?(?P<s>{_SCALE})?(?![\w.])"
_WORDED = (
    rf"(?<![\w.,$€£])(?P<m>\d[\d,]*(?:\.\d+)?)[\s-]?(?P<t>{_SCALE})?[\s-]"
    r"(?P<word>(?:US |Canadian |Australian )?[A-Za-z]+)"
)
_MONEY = re.compile(rf"{_SIGNED}|{_WORDED}", re.IGNORECASE)


def money_in(text: str, start: int, end: int) -> tuple[Quantity, int, int] | None:
    """The first sum of money among the characters, with where its words begin and end.

    The unit is the currency as the text has it, a sign by its word: "$" is dollars of some state.
    """
    for found in _MONEY.finditer(text, start, end):
        unit, scales = _unit_of_money(found["sign"], found["word"]), number_words()
        amount = _plain(found["n"] or found["m"])
        if unit is None or amount is None:
            continue
        scale = (found["s"] or found["t"] or "").lower()
        amount *= _SHORT_SCALES.get(scale) or scales.get(scale) or 1.0
        bound = _bound(text[max(0, found.start() - 30) : found.start()])
        return Quantity(amount=amount, bound=bound, unit=unit), found.start(), found.end()
    return None


def is_sum(word: Token) -> bool:
    """Whether a word ends a sum of money: "$20m", "300 million kronor"."""
    currencies = members("currencies")
    if word.lemma_.lower() in currencies or word.lower_.removesuffix("s") in currencies:
        return any(c.dep_ == "nummod" for c in word.lefts)
    if word.i == 0 or len(word.text) > _LONGEST_SCALE or not _has_signs(word.doc):
        return False
    end = word.idx + len(word.text)
    return _SUM.search(word.doc.text, max(0, word.idx - 20), end) is not None


def _has_signs(doc: Doc) -> bool:
    """Whether the text has a sign of money at all."""
    kept: dict[str, bool] = doc.kept["signs of money"]
    if not kept:
        kept["any"] = any(sign in doc.text for sign in _SIGNS)
    return kept["any"]


_SUM = re.compile(rf"[$€£]\s?\d[\d,]*(?:\.\d+)?(?:[\s-]?(?:{_SCALE}))?\Z", re.IGNORECASE)
_LONGEST_SCALE = 12  # characters of a figure or "trillion"
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds"}


def _unit_of_money(sign: str | None, word: str | None) -> str | None:
    if sign:
        name = _SIGNS[sign[-1]]
        return f"{sign[:-1]} {name}" if sign[:-1] else name
    last = (word or "").lower().split()[-1:]
    known = members("currencies")
    return word if last and {last[0], last[0].removesuffix("s")} & known else None


def _plain(text: str) -> float | None:
    cleaned = text.rstrip(".,").replace(",", "")
    try:
        return float(cleaned)
    except ValueError:
        return None
