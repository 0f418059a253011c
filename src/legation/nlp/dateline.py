"""The dateline that opens a wire story: "KABUL, Afghanistan (AP) -- ", "Reuters - "."""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:AP|AFP|Reuters|UPI|Xinhua|TASS|ITAR-TASS|Interfax|IRNA|dpa|DPA|ANSA|EFE|Kyodo|PTI|ANI|CP|"
    r"AA|Anadolu|Bloomberg|CNN|BBC|NYT|Canadian Press|Associated Press|Agence France-Presse|"
    r"[A-Z][A-Za-z]+\.com|[A-Z][a-z]+ (?:News|Post|Press|Times|Wire|Courier))"
)
_TOWN = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+){0,3})"
_REGION = r"(?:, [A-Z][A-Za-z.'’ ]{1,24}?)?"
_DAY = r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\.?,?(?: \d{4})?)?"
_DATE = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\.?"
_DASH = r"\s*(?:--+|[-–—:_])\s+"
_DATELINE = re.compile(
    rf"\s*(?:{_AGENCY}{_DASH})?"
    rf"(?:{_TOWN}{_REGION}{_DAY}(?:\s*\((?:{_AGENCY}|{_DATE})\))?{_DASH}|\({_AGENCY}\){_DASH}|"
    rf"{_TOWN}{_REGION}{_DAY}\s*\({_AGENCY}\)\s+|{_TOWN}{_REGION}{_DAY} ?/[A-Z]\w+/\.\s+)?"
)


def dateline_end(text: str) -> int:
    """Where the story proper begins: the character after its dateline, 0 where it has none."""
    match = _DATELINE.match(text)
    return match.end() if match and match.group().strip() else 0
