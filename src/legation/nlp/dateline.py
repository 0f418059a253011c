"""The dateline that opens a wire story: "KABUL, Afghanistan (AP) -- ", "Reuters - "."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

_AGENCY = (
    r"(?:AP|AFP|Reuters|UPI|Xinhua|TASS|ITAR-TASS|Interfax|IRNA|dpa|DPA|ANSA|EFE|Kyodo|PTI|ANI|CP|"
    r"AA|Anadolu|Bloomberg|CNN|BBC|NYT|Canadian Press|Associated Press|Agence France-Presse|"
    r"[A-Z][A-Za-z]+\.com|[A-Z][a-z]+ (?:News|Post|Press|Times|Wire|Courier))"
)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+){0,4}"
_TOWN = rf"(?:{_CAPITALS}(?:/{_CAPITALS})*)"
_REGION = r"(?:, [A-Z][A-Za-z.'’ ]{1,24}?)?"
_DATE = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\.?"
_DAY = rf"(?:, {_DATE},?(?: \d{{4}})?)?"
_DASH = r"\s*(?:--+|[-–—:_])\s+"
_PLACE = rf"{_TOWN}{_REGION}{_DAY}"
# After a place in capitals whatever stands in brackets before the dash is who reports, or the day.
_BY = rf"(?:,?\s*\((?:[A-Z][\w.&]*(?: [A-Z][\w.&]*){{0,3}}|{_AGENCY}|{_DATE})\))?"
_DATELINE = re.compile(
    rf"\s*(?:{_AGENCY}{_DASH})?"
    rf"(?:{_PLACE}{_BY}{_DASH}|\({_AGENCY}\){_DASH}|"
    rf"{_PLACE}\s*\({_AGENCY}\)\s+|{_PLACE} ?/[A-Z]\w+/\.\s+)?"
)
_BARE = re.compile(rf"\s*(?P<town>{_CAPITALS}?){_REGION}\s+(?=[A-ZÀ-Þ][a-zà-ÿ]|An? [a-z])")
_PARAGRAPH = re.compile(r"^(?=\S)", re.M)


def dateline_end(text: str, start: int = 0) -> int:
    """Where the story proper begins: the character after its dateline, 0 where it has none.

    `start` is that of a later paragraph to look at in place of the first.
    """
    match = _DATELINE.match(text, start)
    return match.end() if match and match.group().strip() else 0


def bare_dateline_end(text: str, is_town: Callable[[str], bool]) -> int:
    """The same for a dateline without a dash: "LONDON President Noor said"; 0 where it has none.

    `is_town` tells whether words in capitals name a town: a body's short form is none.
    """
    match = _BARE.match(text)
    return match.end() if match and is_town(match["town"]) else 0


class Datelines:
    """Where paragraphs of a text open with a place or agency and a dash, which is nobody's name."""

    def __init__(self, text: str) -> None:
        starts = (found.start() for found in _PARAGRAPH.finditer(text))
        spans = ((start, dateline_end(text, start)) for start in starts)
        self.found = [(start, end) for start, end in spans if end]
        self._starts = [start for start, _ in self.found]

    def end_at(self, char: int) -> int:
        """Where the dateline a character stands in ends; 0 if it stands in none."""
        k = bisect_right(self._starts, char) - 1
        return self.found[k][1] if k >= 0 and char < self.found[k][1] else 0
