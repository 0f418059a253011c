"""The words and patterns that time expressions are made of."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from legation.language.number_words import number_words
from legation.nlp.tokens import Doc
from legation.tables import rows

CALENDAR_TABLE = "language/en/calendar.csv"
MONTHS = {
    name.lower(): i
    for names in (calendar.month_name, calendar.month_abbr)
    for i, name in enumerate(names)
    if name
} | {"sept": 9}
DAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
CALENDAR = frozenset({*MONTHS, *DAYS})
NUMBERS = {"a": 1, "an": 1, "twenty": 20, "thirty": 30} | {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}
UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|jun\.|"
    r"july?|jul\.|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|"
    r"dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_COUNT = (
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|"
    r"thirty)"
)
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
_SPELLED = (
    r"(?P<spelled>(?:(?:eight|nine)teen|twenty)[ -](?:hundred|(?:oh|o)[ -]\w+|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[ -](?:one|two|three|four|five|six|seven|eight|"
    r"nine))?|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)|"
    r"the year two thousand(?:(?: and)? (?:one|two|three|four|five|six|seven|eight|nine|ten))?)"
)
_DAY_2 = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|,\d|:\d)"
_WEEKDAY = "|".join(DAYS)
SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
NAMED = {row["name"].lower(): (row["first"], row["last"]) for row in rows(CALENDAR_TABLE)}
_FEASTS = sorted((name for name in NAMED if name not in SEASONS), key=lambda n: (-len(n), n))
_FEAST = "|".join(name.replace("'", "['’]") for name in _FEASTS)
_SEASON = "(?P<season>spring|summer|autumn|fall|winter)"
_CLOSED = r"(?=\s*(?:[,.;:)”\"]|$))"  # not "a day before the talks"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE))
    for name, pattern in (
        ("date", r"(?P<year>\d{4})-(?P<monthno>\d\d)-(?P<day>\d\d)"),
        ("date", rf"{_DAY}(?: of)? {_MONTH},? {_YEAR}"),
        ("date", rf"{_MONTH} {_DAY},? ?{_YEAR}"),
        ("numeric", r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>(?:19|20)\d\d)"),
        ("yearday", rf"{_DAY}(?: of)? {_MONTH},? (?P<which>last|this|next) year"),
        ("yearday", rf"{_MONTH} {_DAY},? (?P<which>last|this|next) year"),
        ("yearmonth", rf"{_MONTH},? (?:of )?(?P<which>last|this|next) year"),
        ("dayspan", rf"{_MONTH} {_DAY} ?(?:to|-|–) ?{_DAY_2}(?:,? {_YEAR})?"),
        ("dayspan", rf"between {_MONTH} {_DAY} and {_DAY_2}(?:,? {_YEAR})?"),
        ("dayspan", rf"{_MONTH} {_DAY} and {_DAY_2}{_CLOSED}"),
        ("nextday", rf"{_MONTH} {_DAY} and {_DAY_2}(?= (?:at|in|to)\b)"),
        ("dayspan", rf"{_DAY} ?(?:to|-|–) ?{_DAY_2} {_MONTH}(?:,? {_YEAR})?"),
        ("dayspan", rf"between {_DAY} and {_DAY_2} {_MONTH}(?:,? {_YEAR})?"),
        ("day", rf"{_DAY}(?: of)? {_MONTH}"),
        ("day", rf"(?:last )?{_MONTH} {_DAY}(?!\d|,\d|:\d)"),
        ("month", rf"{_MONTH},? {_YEAR}"),
        ("spelled", rf"(?:{_MONTH},? )?{_SPELLED}"),
        ("lastmonth", rf"(?P<which>last|next|this|late last|early last) {_MONTH}"),
        (
            "weekday",
            r"(?P<which>last |next |this |coming |late |early |on )*"
            r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
        ),
        (
            "near",
            r"(?P<near>the day before yesterday|the day after tomorrow|yesterday|today|tonight|"
            r"tomorrow|overnight)",
        ),
        (
            "ago",
            rf"(?P<about>about |some |nearly |almost |around )?{_COUNT} {_UNIT} ago",
        ),
        ("ahead", rf"in {_COUNT} {_UNIT}(?:['’]s?)?(?: time)?(?! of\b)"),
        (
            "nth",
            rf"(?:the )?(?P<nth>(?:first|last)(?: day)?|\d{{1,2}}(?:st|nd|rd|th)|"
            rf"(?:first|second|third|fourth|last) (?:{_WEEKDAY})) of "
            rf"(?:(?P<which>this|last|next|the) (?P<unit>month|year)|{_YEAR})",
        ),
        ("feast", rf"(?P<feast>{_FEAST})(?:,? {_YEAR})?"),
        ("season", rf"(?:the )?{_SEASON}(?: of|,)? {_YEAR}"),
        ("season", rf"(?P<which>last|this|next|in the|in|over the|during the) {_SEASON}(?! of\b)"),
        (
            "span",
            r"(?:the )?(?:end|start|beginning) of (?P<which>the|this|next) "
            r"(?P<unit>week|month|year)",
        ),
        ("yearend", r"year(?:['’]s)?[ -]end"),
        ("span", r"(?P<edge>earlier|later) in (?P<which>the) (?P<unit>week|month|year)"),
        ("span", r"(?:over|at|during|on|by) (?P<which>the) (?P<unit>weekend)"),
        (
            "reckoned",
            rf"{_COUNT} {_UNIT} (?P<way>(?:earlier|later)(?! than)|(?:before|after){_CLOSED})",
        ),
        ("reckoned", r"the (?P<which>next) (?P<unit>day)"),
        (
            "reckoned",
            r"(?:the (?P<which>previous|following|same)|(?:earlier |later )?that) "
            r"(?P<unit>day|week|month|year)",
        ),
        ("reckoned", rf"the (?P<unit>day|week|month|year) (?P<way>before|after){_CLOSED}"),
        (
            "span",
            r"(?P<edge>earlier |later |late |early )?"
            r"(?P<which>this|last|next|past|the past|the last|the current) (?:fiscal |financial )?"
            r"(?P<unit>week|weekend|month|year|decade)",
        ),
        (
            "for",
            r"for (?:the (?:past|last) )?(?:about |nearly |almost |more than |over )?"
            rf"{_COUNT} {_UNIT}",
        ),
        ("decade", r"(?:the )?(?P<decade>1[89]\d0|20\d0)s"),
        (
            "years",
            r"(?:from |between )?(?P<from>1[89]\d\d|20\d\d) ?(?:to|and|until|-|–) ?"
            r"(?P<to>1[89]\d\d|20\d\d)",
        ),
        ("year", _YEAR),
        ("bare", rf"(?:early|late|mid)[ -]{_MONTH}"),
        ("bare", _MONTH),
    )
)
_COUNTS = frozenset(NUMBERS)
_SHORT = frozenset({*MONTHS, "sept"})
_FIRST: dict[str, frozenset[str]] = {  # the words a pattern may begin with, digits apart
    "date": _SHORT,
    "day": _SHORT | {"last"},
    "month": _SHORT,
    "bare": _SHORT | {"early", "late", "mid"},
    "lastmonth": frozenset("last next this late early".split()),
    "weekday": frozenset({*DAYS, *"last next this coming late early on".split()}),
    "spelled": _SHORT | frozenset("eighteen nineteen twenty the".split()),
    "numeric": frozenset(),
    "yearday": _SHORT,
    "yearmonth": _SHORT,
    "dayspan": _SHORT | {"between"},
    "nextday": _SHORT,
    "yearend": frozenset({"year"}),
    "ahead": frozenset({"in"}),
    "nth": frozenset("the first second third fourth last".split()),
    "feast": frozenset(re.split("\\W", name)[0] for name in _FEASTS),
    "season": SEASONS | frozenset("the last this next in over during".split()),
    "near": frozenset("the yesterday today tonight tomorrow overnight".split()),
    "ago": _COUNTS | frozenset("about some nearly almost around".split()),
    "reckoned": _COUNTS | {"the", "that", "earlier", "later"},
    "span": frozenset(
        "earlier later late early this last next past the over at during on by end start "
        "beginning".split()
    ),
    "for": frozenset({"for"}),
    "decade": frozenset({"the"}),
    "years": frozenset({"from", "between"}),
    "year": frozenset(),
}
_WITH_DIGITS = frozenset(
    "date day ago reckoned decade years year numeric yearday dayspan nth".split()
)  # may begin with a digit
_WORD = re.compile(r"\w+")


def _starting(names: Iterable[str]) -> tuple[int, ...]:
    wanted = frozenset(names)
    return tuple(rank for rank, (name, _) in enumerate(PATTERNS) if name in wanted)


_BY_WORD = {
    word: _starting(name for name, firsts in _FIRST.items() if word in firsts)
    for word in sorted(frozenset().union(*_FIRST.values()))
}
# Both stand everywhere, and of the many patterns for them mostly none matches.
_BY_DIGIT, _BY_THE = _starting(_WITH_DIGITS), _BY_WORD["the"]


def expressions(
    text: str, starts: Iterable[int] | None = None
) -> Iterator[tuple[int, str, re.Match[str]]]:
    """Matches of the patterns with rank and name, those of one pattern never overlapping.

    A pattern is tried only where a word stands that it may begin with; `starts` are where such
    words may stand in the text, in order, where that is known.
    """
    reach = [0] * len(PATTERNS)
    for start in (m.start() for m in _WORD.finditer(text)) if starts is None else starts:
        word = _WORD.match(text, start)
        if word is None or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            continue  # inside a word
        first = word.group()
        ranks = _BY_DIGIT if first[0].isdigit() else _BY_WORD.get(first.lower(), ())
        often = ranks is _BY_DIGIT or ranks is _BY_THE
        if often and _any_of(ranks).match(text, start) is None:
            continue
        for rank in ranks:
            if start < reach[rank]:
                continue
            name, pattern = PATTERNS[rank]
            match = pattern.match(text, start)
            if match is not None:
                reach[rank] = match.end()
                yield rank, name, match


@cache
def _any_of(ranks: tuple[int, ...]) -> re.Pattern[str]:
    """One pattern that matches where any of several does."""
    nameless = (re.sub(r"\(\?P<\w+>", "(?:", PATTERNS[rank][1].pattern) for rank in ranks)
    return re.compile("|".join(f"(?:{each})" for each in nameless), re.IGNORECASE)


def opening(doc: Doc) -> list[int]:
    """The characters of a parsed text where a time expression may begin, in order."""
    starts, by_word = doc.starts, doc.by_word
    openings = zip(by_word.values(), map(_OPENINGS.__getitem__, by_word), strict=True)
    return sorted(
        starts[i] + offset for places, offsets in openings for offset in offsets for i in places
    )


class _Openings(dict[str, tuple[int, ...]]):
    """Where inside a token in lower case an expression may begin: "mid-May", "2019/20"."""

    def __missing__(self, word: str) -> tuple[int, ...]:
        parts = ((m.start(), m.group()) for m in _WORD.finditer(word))
        found = tuple(at for at, part in parts if part[0].isdigit() or part in _BY_WORD)
        if len(self) < _MOST:
            self[word] = found
        return found


_MOST = 200_000  # words kept
_OPENINGS = _Openings()


LEAD = re.compile(
    r"\b(since|until|till|by|from|in|on|during|before|after|through|between|to|for)"
    r"(?: about| early| late| mid-?| the)*\s*$",
    re.I,
)


def spelled_year(words: str) -> int | None:
    """The year that words tell: "nineteen ninety-seven" is 1997; `None` where they are no year."""
    told = re.split(r"[ -]", words.lower())
    known = number_words()
    if told[0] == "the":  # "the year two thousand (and) one"
        year = 2000 + (known.get(told[-1], 0) if told[-1] != "thousand" else 0)
    else:
        rest = sum(known.get(word, 0) for word in told[1:] if word != "hundred")
        year = known.get(told[0], 0) * 100 + rest
    return year if _EARLIEST <= year < _LATEST else None


_EARLIEST, _LATEST = 1800, 2100
_MOVING = re.compile(r"(\d\d)-(\w{3})(\d)(?:\+(\d))?")  # "11-thu4", "11-mon1+1"


def moving_day(year: int, told: str) -> date | None:
    """The day of a feast told as the nth weekday of a month, or some days on; else `None`."""
    rule = _MOVING.fullmatch(told)
    if rule is None:
        return None
    weekday = next(i for name, i in DAYS.items() if name.startswith(rule[2]))
    first = date(year, int(rule[1]), 1)
    ahead = (weekday - first.weekday()) % 7 + 7 * (int(rule[3]) - 1) + int(rule[4] or 0)
    return first + timedelta(days=ahead)
