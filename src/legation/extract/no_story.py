"""What a page without a story is instead: a log-in, an error, a question about cookies."""

from __future__ import annotations

import re
from functools import lru_cache

from legation.tables import rows

MOST_WORDS = 160  # of such a page's text; the longest consent walls have about 150
EXTRA_WORDS = 4  # that may stand beside the phrase in a heading: the site's name
ENOUGH = 2  # phrases in the text, where the heading says nothing

_WORD = re.compile(r"[\w']+")


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """Phrases with what they say the page is, by where they stand."""
    table = rows("extract/no_story.csv", needs=("place", "page", "phrase"))
    found: dict[str, list[tuple[str, str]]] = {"heading": [], "text": []}
    for row in table:
        found[row["place"]].append((row["phrase"], row["page"]))
    return {place: tuple(each) for place, each in found.items()}


def page_instead(headings: tuple[str | None, ...], text: str) -> str | None:
    """What kind of page it is ("a log-in page"), or `None` for one that may hold a story.

    The heading decides where it says little else and the text is short or has one of the phrases
    of such pages; without such a heading a short text needs two of them.
    """
    words = _plain(text)
    size = words.count(" ") + 1
    said = [page for phrase, page in _phrases()["text"] if f" {phrase} " in f" {words} "]
    for heading in filter(None, headings):
        line = _plain(heading)
        for phrase, page in _phrases()["heading"]:
            if f" {phrase} " not in f" {line} ":
                continue
            extra = line.count(" ") - phrase.count(" ")
            if extra <= EXTRA_WORDS and (size <= MOST_WORDS or page in said):
                return page
    if size <= MOST_WORDS and len(said) >= ENOUGH:
        return max(sorted(set(said)), key=said.count)
    return None


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.replace("’", "'").casefold()))
