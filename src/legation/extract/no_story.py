"""What a page without a story is instead: a log-in, an error, a question about cookies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from legation.tables import rows

MOST_WORDS = 160  # of such a page's text; the longest consent walls have about 150
EXTRA_WORDS = 4  # that may stand beside the phrase in a heading: the site's name
ENOUGH = 2  # phrases in the text, where the heading says nothing

_WORD = re.compile(r"[\w']+")


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """Phrases, blanks around them, with what they say the page is, by where they stand."""
    table = rows("extract/no_story.csv", needs=("place", "page", "phrase"))
    found: dict[str, list[tuple[str, str]]] = {"heading": [], "text": []}
    for row in table:
        found[row["place"]].append((f" {row['phrase']} ", row["page"]))
    return {place: tuple(each) for place, each in found.items()}


@lru_cache(maxsize=1)
def _in_texts() -> dict[str, list[tuple[str, str]]]:
    """The phrases of texts with what they say, by their longest word, which few texts have."""
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, page in _phrases()["text"]:
        found.setdefault(max(phrase.split(), key=len), []).append((phrase, page))
    return found


def page_instead(headings: tuple[str | None, ...], text: str) -> str | None:
    """What kind of page it is ("a log-in page"), or `None` for one that may hold a story.

    The heading decides where it says little else and the text is short or has one of the phrases
    of such pages; without such a heading a short text needs two of them.
    """
    headed = [page for heading in filter(None, headings) for page in _headed(_plain(heading))]
    if not headed and sum(map(str.isalnum, text.split())) > MOST_WORDS:
        return None  # as nearly all: the words need not be looked at
    words = _plain(text)
    size = words.count(" ") - 1
    told = _in_texts().keys() & words.split(" ")
    said = [page for w in sorted(told) for phrase, page in _in_texts()[w] if phrase in words]
    for page in headed:
        if size <= MOST_WORDS or page in said:
            return page
    if size <= MOST_WORDS and len(said) >= ENOUGH:
        return max(sorted(set(said)), key=said.count)
    return None


def _headed(line: str) -> Iterator[str]:
    """What the phrases in a heading say it is, where it says little else."""
    for phrase, page in _phrases()["heading"]:
        if phrase in line and line.count(" ") - phrase.count(" ") <= EXTRA_WORDS:
            yield page


def _plain(text: str) -> str:
    """The words in lower case, a blank before and behind each."""
    return f" {' '.join(_WORD.findall(text.replace('’', chr(39)).casefold()))} "
