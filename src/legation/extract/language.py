"""Which language a text is in, by script and by the share of common function words.

No model: a count over a few thousand words tells the languages of news apart well enough to keep
texts the reader cannot read away from it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from legation.tables import rows, values

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000  # words looked at: more changes no answer

MIN_WORDS = 8  # fewer words cannot show a language
MIN_SHARE = 0.18  # of words; English news has 0.35 to 0.50, another language's list under 0.15
MIN_LEAD = 1.15  # over the next language, so that near relatives stay undecided

_SCRIPTS = (
    (r"[\u3040-\u30ff]", "ja"),
    (r"[\uac00-\ud7af]", "ko"),
    (r"[\u4e00-\u9fff]", "zh"),
    (r"[\u0600-\u06ff]", "ar"),
    (r"[\u0590-\u05ff]", "he"),
    (r"[\u0370-\u03ff]", "el"),
    (r"[\u0900-\u097f]", "hi"),
    (r"[\u0980-\u09ff]", "bn"),
    (r"[\u0b80-\u0bff]", "ta"),
    (r"[\u0e00-\u0e7f]", "th"),
    (r"[\u0530-\u058f]", "hy"),
    (r"[\u10a0-\u10ff]", "ka"),
    (r"[\u1200-\u137f]", "am"),
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NEAR = re.compile(r"[\u0370-\u03ff\u0530-\u1fff]")
_FAR = "\u2e80"  # from here on there are no letters but those of other scripts
_SCRIPT_SHARE = 0.3  # of the letters: names in another script stay well below
_KANA_SHARE = 0.05  # Japanese mixes its kana with Chinese characters


@cache  # few pages need them, and to compile a wide range takes a millisecond
def _scripts() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(form), code) for form, code in _SCRIPTS)


@lru_cache(maxsize=1)
def function_words() -> dict[str, frozenset[str]]:
    """Language code to its commonest function words."""
    return {
        row["language"]: frozenset(values(row["words"]))
        for row in rows("extract/function_words.csv", needs=("language", "words"))
    }


@lru_cache(maxsize=1)
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    """The languages of each function word."""
    found: dict[str, tuple[str, ...]] = {}
    for code, known in function_words().items():
        for word in sorted(known):
            found[word] = (*found.get(word, ()), code)
    return found


@lru_cache(maxsize=2)
def _candidates(*, cyrillic: bool) -> tuple[str, ...]:
    """The languages with function words, of one script if the text is in that."""
    told = function_words().items()
    return tuple(code for code, known in told if not cyrillic or _CYRILLIC.match(min(known)))


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or `None` where it cannot be told."""
    return _language_of(text[: _SAMPLE * 8])


@lru_cache(maxsize=16)  # a page asks for its body more than once
def _language_of(sample: str) -> str | None:
    if not any(map(str.isalpha, sample)):
        return None
    found = 0 if sample.isascii() else len(_CYRILLIC.findall(sample))
    others = _scripts() if max(sample) >= _FAR or _NEAR.search(sample) else ()
    letters = sum(map(str.isalpha, sample)) if found or others else 0
    for script, code in others:
        if len(script.findall(sample)) >= letters * (
            _KANA_SHARE if code == "ja" else _SCRIPT_SHARE
        ):
            return code
    cyrillic = found > 0 and found >= letters * _SCRIPT_SHARE
    return _by_words(_WORD.findall(sample.lower())[:_SAMPLE], cyrillic=cyrillic)


def _by_words(words: Sequence[str], *, cyrillic: bool) -> str | None:
    """The language whose function words are commonest, if it is ahead of the next."""
    if len(words) < MIN_WORDS:
        return None
    counts = dict.fromkeys(_candidates(cyrillic=cyrillic), 0)
    languages = _languages_by_word()
    for word, count in Counter(words).items():
        for code in languages.get(word, ()):
            if code in counts:
                counts[code] += count
    shares = sorted((count / len(words), code) for code, count in counts.items())
    (second, _), (first, code) = shares[-2:]
    if cyrillic:  # a foreign script is sure, so near relatives need not be told apart
        return code if first else None
    return code if first >= MIN_SHARE and first >= second * MIN_LEAD else None
