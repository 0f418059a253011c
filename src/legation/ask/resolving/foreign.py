"""Names in other languages: countries as their neighbours write them, names in plain letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii

# By the first word of a letter's Unicode name, the languages in which a country may be written so.
_LANGUAGES = {
    "ARABIC": "ar fa ur ps",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CJK": "zh zh_Hant ja",
    "CYRILLIC": "ru uk bg sr mk be kk",
    "DEVANAGARI": "hi ne mr",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "KHMER": "km",
    "LAO": "lo",
    "LATIN": "fr es de it pt nl pl tr cs hu ro sv da nb fi vi id",
    "MYANMAR": "my",
    "TAMIL": "ta",
    "THAI": "th",
}


def romanised(name: str) -> str:
    """The name in plain Latin letters, each word with a capital."""
    return anyascii(name).title()


def country_abroad(name: str) -> str | None:
    """The alpha-3 code of a country that is called so in a language of that script.

    Names are CLDR's, by way of Babel. `None` where no country or more than one is called so.
    """
    script = unicodedata.name(name[0], "").partition(" ")[0]
    found = {
        code
        for language in _LANGUAGES.get(script, "").split()
        for code in _territories(language).get(_plain(name), ())
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=32)
def _territories(language: str) -> dict[str, tuple[str, ...]]:
    """Codes by name, for the countries that have an alpha-3 code of ours."""
    from babel import Locale

    from legation.tables import rows

    ours = {row["iso2"]: row["code"] for row in rows("actors/countries.csv") if row["iso2"]}
    found: dict[str, tuple[str, ...]] = {}
    for iso2, name in Locale.parse(language).territories.items():
        if iso2 in ours:
            found[_plain(name)] = (*found.get(_plain(name), ()), ours[iso2])
    return found


def _plain(name: str) -> str:
    """The name without case; the marks of its script stay."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
