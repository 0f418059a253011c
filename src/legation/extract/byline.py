"""Who wrote a story: `By Ann Lee and Bo Chen`, `Text: Ann Lee`, `Ann Lee in Abuja`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from legation.extract.dates import find_days
from legation.extract.imprints import load_names, section_named
from legation.language.agencies import agency_named, fold_line
from legation.language.words import members

LONGEST = 30  # words of a byline with its decoration

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽƠƯẠ-Ỹ][\w.’'-]*"
_LINK = r"(?:(?:de|da|do|dos|van|von|der|den|bin|ibn|al|el|la|le|du|di|ter|bint|ould|abu)[ -])"
_NAME = rf"{_WORD}(?: {_LINK}*{_WORD}){{1,4}}"
_NAMES = re.compile(rf"{_NAME}(?:(?: in {_WORD}(?: {_WORD})?)?(?:,? and |, ?| & |; ?){_NAME})*")
_LEAD = re.compile(
    r"(?:^|[|·•]\s*|\s{2,}|(?<=[a-z\d]) (?=by our))"
    r"(?P<lead>(?:(?:story |report |words |text |written |reported |analysis )?by|text|words|"
    r"authors?|reporter|from|byline)(?:\s*:\s*|\s+))"
    r"(?:(?:our|the|staff|special|senior|diplomatic|foreign|own|political) )*"
    r"(?:correspondents?|reporters?|writers?|editors?)?\s*",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s*(?:[|·•]|\s{2,}|\b(?:last )?(?:updated|published|posted|modified|on (?=[A-Z]|\d))|\b\d|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d)",
    re.IGNORECASE,
)
_STAFF = re.compile(r"\s+(?:news )?(?:staff|writers?|reporters?|staff writers?)$", re.IGNORECASE)
_BAR = re.compile(r"\s+[|·•]\s*")
_PART = re.compile(r",? and | & |; ?|, ?")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_IN_PLACE = re.compile(rf" in {_WORD}(?: {_WORD})*$")
_ROLES = re.compile(
    r"(?:senior |chief |diplomatic |political |foreign |defen[cs]e |special |staff |world |"
    r"europe |asia |africa |associate |deputy |managing )*"
    r"(?:correspondent|journalist|reporter|editor|staff writer|writer|columnist|contributor|"
    r"bureau chief|analyst)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Author:
    """A name and where it stands in the line."""

    name: str
    start: int
    end: int


@cache
def no_names() -> frozenset[str]:
    """Words of bylines that are in no person's name."""
    return members("words_of_bylines") | members("names_of_nobody")


def stated_authors(stated: Sequence[str], outlet: str | None) -> tuple[tuple[str, ...], str | None]:
    """The people among the authors that the markup states, and the agency among them.

    A single name stands where the markup gives nothing else and it is no word of our lists.
    """
    people: list[str] = []
    agency = None
    for text in stated:
        text = _BY.sub("", text)
        own = fold_line(outlet or "")
        if own and fold_line(text).startswith(own) and not agency_named(text):
            continue  # "Harbour Post", "Harbour Post Staff"
        authors, named = read_byline(f"By {text}")
        agency = agency or agency_named(text) or named
        found = [author.name for author in authors]
        if not found:
            parts = (part.strip() for part in _PART.split(text))
            found = [part for part in parts if _stated_name(part)]
        people += [name for name in found if not agency_named(name) and fold_line(name) != own]
    return tuple(dict.fromkeys(people)), agency


def _stated_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 5 or re.search(r"[\d@/|:_]", text) or section_named(text):
        return False
    if any(w.strip(".").casefold() in no_names() for w in words):
        return False
    if load_names().outlets.get(text.casefold()) or agency_in(text):
        return False
    return len(words) > 1 or (len(text) > 2 and text[0].isupper() and not text.isupper())


def read_byline(text: str) -> tuple[tuple[Author, ...], str | None]:
    """The authors a line names after `By` or the like, and the agency it names."""
    if len(text.split()) > LONGEST:
        return (), None
    for lead in _LEAD.finditer(text):
        rest = text[lead.end() :]
        named = _STOP.split(rest, maxsplit=1)[0]
        agency = agency_in(_STAFF.sub("", named))
        match = _NAMES.match(named)
        authors = _authors(match[0], lead.end()) if match else ()
        if authors or agency:
            return authors, agency or agency_in(rest)
    return (), None


def bare_names(text: str) -> tuple[Author, ...]:
    """The authors of a line that is nothing but names, maybe with places (`Ann Lee in Abuja`)."""
    match = _NAMES.match(text)
    if not match or len(text.split()) > 14:
        return ()
    rest = text[match.end() :]
    if (
        rest
        and not _IN_PLACE.fullmatch(rest)
        and not re.fullmatch(r"\s*[|,–-]?\s*" + _ROLES.pattern, rest, re.I)
    ):
        return ()
    return _authors(match[0], 0)


def dated_names(text: str) -> tuple[Author, ...]:
    """The authors of a line of names and a date with a bar between (`Ann Lee | 31.01.2024`)."""
    bar = _BAR.search(text)
    if bar is None or next(find_days(text[bar.end() :]), None) is None:
        return ()
    return bare_names(text[: bar.start()])


def is_role(text: str) -> bool:
    """Whether a line begins by saying what work its writer does."""
    return _ROLES.match(text) is not None and len(text.split()) <= 8


def agency_in(text: str) -> str | None:
    """The agency a part of the line names by itself: `Ann Lee, Associated Press`, `Ann Lee/AFP`."""
    parts = re.split(r",|/|\||·|•|\s{2,}| - | – | for | of | with | in |\band\b|[()]", text)
    return next((a for part in parts if (a := agency_named(part.strip()))), None)


def _authors(names: str, offset: int) -> tuple[Author, ...]:
    found, at = [], 0
    for separator in (*_PART.finditer(names), None):
        end = separator.start() if separator else len(names)
        part = _without_work(_IN_PLACE.sub("", names[at:end]))
        if _is_name(part):
            found.append(Author(part, offset + at, offset + at + len(part)))
        at = separator.end() if separator else end
    return tuple(found)


def _without_work(part: str) -> str:
    """A name without the words after it that say where somebody works (`Ann Lee Staff Writer`)."""
    words = part.split(" ")
    while len(words) > 2 and words[-1].strip(".").casefold() in no_names():
        words.pop()
    return " ".join(words)


def _is_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 5 or not re.fullmatch(_NAME, text) or agency_named(text):
        return False
    if section_named(text) or load_names().outlets.get(text.casefold()):
        return False
    return not any(w.strip(".").casefold() in no_names() for w in words)
