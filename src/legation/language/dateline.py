"""The dateline at the head of a story: `KYIV, Ukraine (AP) —`, `ABUJA, May 3 (NAN) -`.

Pages are read with it, and the sentences of a text, so that one thing is a dateline everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from legation.language.agencies import agency_named
from legation.language.words import members

_FIRST = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_UPPER = rf"{_FIRST}[A-ZÀ-ÖØ-ÞĀ-Ž.'’]*"
_MIXED = rf"{_FIRST}[\w.'’]*"
_SMALL = r"(?:of|de|del|la|al|el|am|an|der|und|and|the|upon|sur|en|da|do|di)"


def _place(word: str) -> str:
    return rf"{word}(?:(?: {_SMALL})?[ -]{word}){{0,4}}"


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_REGION = rf"(?:, (?!{_MONTH} \d)[A-Z][\w.'’]*(?: (?:{_SMALL} )?[A-Z][\w.'’]*){{0,3}})?"
_AGENCY = r"\((?P<agency>[A-Z][^()]{1,40}|dpa|dpo|epd)\)"
_DASH = r"(?:\s*[—–]+|\s+--?|:)\s+"
_ANY_DASH = r"\s*(?:--+|[-–—:_])\s+"  # after a place in capitals


def _form(word: str, *, day: str = rf"(?:,? (?P<day>{_DAY})\.?)?", sure: str) -> re.Pattern[str]:
    place = _place(word)
    return re.compile(
        rf"\s*(?P<place>{place}(?:(?:/|, and | and )(?:{place}))*){_REGION}{day}{sure}"
    )


# In capitals a place alone is enough; otherwise an agency or a day must stand with it.
_FORMS = (
    _form(_UPPER, sure=rf"(?:,?\s*{_AGENCY})?{_ANY_DASH}"),
    _form(_MIXED, sure=rf",?\s*{_AGENCY}{_DASH}"),
    _form(_MIXED, day=rf", (?P<day>{_DAY})", sure=r"(?P<agency>(?!))?(?:\s*[—–]|\s+-)\s+"),
    _form(_UPPER, sure=r"\.? ?/(?P<agency>[A-Z]\w+)/\.\s+"),
)
_UNDASHED = _form(_UPPER, sure=rf",?\s*{_AGENCY}\s+")  # only with an agency that is known
_ALONE = re.compile(
    rf"(?P<place>{_place(_UPPER)}(?:/{_place(_UPPER)})*)"
    rf"(?:(?P<region>, (?!{_MONTH} \d)[A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}})|, {_DAY})"
)
_AGENCY_ALONE = re.compile(rf"\s*{_AGENCY}{_DASH}|\s*\((?P<only>[A-Z][\w ]{{1,30}})\)\s+(?=[A-Z])")
_AGENCY_FIRST = re.compile(rf"\s*(?P<agency>{_MIXED}(?:[ -]{_MIXED}){{0,3}}){_ANY_DASH}")
_OUTLET = re.compile(r".*(?:\.com|[a-z] (?:News|Post|Press|Times|Wire|Courier))")
_BARE = re.compile(
    rf"\s*(?P<place>{_UPPER}(?: {_UPPER}){{0,4}}){_REGION}\s+(?={_FIRST}[a-zà-ÿ]|An? [a-z])"
)
_PARAGRAPH = re.compile(r"^(?=\S)", re.M)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place as written, where it stands, the agency, and where the story goes on."""

    place: str
    agency: str | None
    start: int
    end: int
    story: int


def read_dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline with a place that a paragraph begins with at `start`, or `None`."""
    for form in (*_FORMS, _UNDASHED):
        match = form.match(text, start)
        if not match or not _is_place(match["place"]) or match.end() >= len(text):
            continue
        written = match["agency"]
        known = agency_named(written) if written else None
        if form is _UNDASHED and not known:
            continue
        agency = None if written and re.fullmatch(rf"{_DAY}\.?", written) else known or written
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


def agency_at_head(text: str, start: int = 0) -> tuple[str, int] | None:
    """A known agency in brackets before a story without a place, and where the story goes on."""
    match = _AGENCY_ALONE.match(text, start)
    known = agency_named(match["agency"] or match["only"]) if match else None
    return (known, match.end()) if match and known else None


def dateline_end(text: str, start: int = 0) -> int:
    """Where the story proper begins: the character after its dateline, 0 where it has none.

    `start` is that of a later paragraph to look at in place of the first. An agency alone and a
    label ("ANALYSIS: ") stand before a story as a place does.
    """
    begins = start
    head = _AGENCY_FIRST.match(text, start)
    if head and _is_head(head["agency"]):
        begins = head.end()
    found = read_dateline(text, begins)
    alone = None if found else agency_at_head(text, begins)
    end = found.story if found else alone[1] if alone else begins
    return end if end > start else 0


def bare_dateline_end(text: str, is_town: Callable[[str], bool]) -> int:
    """The same for a dateline without a dash: "LONDON President Noor said"; 0 where it has none.

    `is_town` tells whether words in capitals name a town: a body's short form is none.
    """
    match = _BARE.match(text)
    return match.end() if match and len(match["place"]) > 1 and is_town(match["place"]) else 0


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


def _is_place(place: str) -> bool:
    whole = place.strip(".").lower()
    label = re.split(r"[ /]", whole)[0] in members("labels_of_stories")
    return len(place) > 2 and not label and whole not in members("no_datelines")


def _is_head(words: str) -> bool:
    """Whether words before a dash name an agency, an outlet or what kind of story follows."""
    label = words.isupper() and words.split()[0].lower() in members("labels_of_stories")
    return label or agency_named(words) is not None or _OUTLET.fullmatch(words) is not None
