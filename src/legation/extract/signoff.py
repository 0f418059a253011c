"""The note that closes an agency's story: "Enditem", "(Reporting by ...; Editing by ...)"."""

from __future__ import annotations

import re

_WHO = (
    r"(?:Additional\s+reporting|Reporting|Writing|Editing|Compiled|Translated|Produced)\s+by\s+"
    r"[A-ZÀ-Þ][^\n]{2,240}"
)
_NOTE = re.compile(
    r"(?:^|\s+)(?:Enditem|ENDITEM|Item ends|[■□▪◼]+)[.\s]*$"
    rf"|(?:^|\s+)\(\s*{_WHO}\)[.\s]*$|(?:^|\s+)(?:--+|[-–—])\s*{_WHO}$|^{_WHO}$"
)
_LONGEST = 280  # characters of such a note


def before_sign_off(paragraph: str) -> int:
    """Where the story ends in its last paragraph: before a closing note, else at its end."""
    start = max(0, len(paragraph) - _LONGEST)
    found = _NOTE.search(paragraph, start) if start else _NOTE.search(paragraph)
    return found.start() if found else len(paragraph)
