"""The dateline at the head of a story: `KYIV, Ukraine (AP) —`, `ABUJA, May 3 (NAN) -`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from legation.extract.dates import parse_day
from legation.extract.imprints import agency_named

_UPPER = r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-ZÀ-ÖØ-ÞĀ-Ž.'’]*"
_MIXED = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’]*"
_SMALL = r"(?:of|de|del|la|al|el|am|an|der|und|and|the|upon|sur|en|da|do|di)"


def _place(word: str) -> str:
    return rf"{word}(?:(?: {_SMALL})?[ -]{word}){{0,3}}"


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_REGION = rf"(?:, (?!{_MONTH} \d)[A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}})?"
_AGENCY = r"\((?P<agency>[A-Z][^()]{1,40}|dpa|dpo|epd)\)"
_DASH = r"(?:\s*[—–]+|\s+--?|:)\s+"


def _form(word: str, *, sure: str) -> re.Pattern[str]:
    place = _place(word)
    return re.compile(
        rf"(?P<place>{place}(?:(?:/|, and | and )(?:{place}))*){_REGION}"
        rf"(?:, (?P<day>{_DAY}))?,?\s*{sure}{_DASH}"
    )


# In capitals a place alone is enough; otherwise an agency or a day must stand with it.
_FORMS = (
    _form(_UPPER, sure=rf"(?:{_AGENCY})?"),
    _form(_MIXED, sure=_AGENCY),
    re.compile(
        rf"(?P<place>{_place(_MIXED)}){_REGION}, (?P<day>{_DAY})(?P<agency>(?!))?"
        rf"(?:\s*[—–]|\s+-)\s+"
    ),
    re.compile(
        rf"(?P<place>{_place(_UPPER)}){_REGION}, (?P<day>{_DAY})\. ?/(?P<agency>[A-Z]\w+)/\.\s+"
    ),
)
_ALONE = re.compile(
    rf"(?P<place>{_place(_UPPER)}(?:/{_place(_UPPER)})*)"
    rf"(?:(?P<region>, (?!{_MONTH} \d)[A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}})|, {_DAY})"
)
_AGENCY_ALONE = re.compile(rf"{_AGENCY}{_DASH}|\((?P<only>[A-Z][\w ]{{1,30}})\)\s+(?=[A-Z])")
_NO_PLACE = frozenset(
    "ANALYSIS BREAKING CORRECTION CORRECTED EDITORIAL EXCLUSIVE EXPLAINER FACTBOX FACT LIVE NOTE "
    "NEWS OPINION PHOTO PHOTOS READ TIMELINE UPDATE UPDATED UPDATES URGENT VIDEO WATCH A I Q Q&A "
    "ASEAN ECOWAS EU IAEA IMF NATO OPEC OSCE UK UN UNHCR UNICEF US USA WHO WTO".split()
)


@dataclass(frozen=True)
class Dateline:
    """The place as written, where it stands, the agency, and where the story goes on."""

    place: str
    agency: str | None
    start: int
    end: int
    story: int


def read_dateline(text: str) -> Dateline | None:
    """The dateline a paragraph begins with, or `None`."""
    for form in _FORMS:
        match = form.match(text)
        if match and _is_place(match["place"]) and match.end() < len(text):
            written = match["agency"]
            agency = (agency_named(written) or written) if written else None
            if agency and parse_day(agency):
                agency = None
            return Dateline(
                match["place"], agency, match.start("place"), match.end("place"), match.end()
            )
    return None


def dateline_alone(text: str) -> Dateline | None:
    """A dateline on a line of its own (`BOGOTA, Colombia`), or `None`.

    A region in lower case or a day must stand with it: a word in capitals is a section.
    """
    match = _ALONE.fullmatch(text.strip(" .-–—"))
    if not match or not _is_place(match["place"]) or (match["region"] or "x").isupper():
        return None
    start = text.index(match["place"])
    return Dateline(match["place"], None, start, start + len(match["place"]), len(text))


def agency_at_head(text: str) -> tuple[str, int] | None:
    """A known agency in brackets before a story without a place, and where the story goes on."""
    match = _AGENCY_ALONE.match(text)
    known = agency_named(match["agency"] or match["only"]) if match else None
    return (known, match.end()) if match and known else None


def _is_place(place: str) -> bool:
    words = re.split(r"[ /]", place)
    return words[0].strip(".") not in _NO_PLACE and len(place) > 2
