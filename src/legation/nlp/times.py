"""Time expressions in a text, as intervals of days relative to the day of publication.

"On Tuesday" is the nearest such day before publication (or after it, under a future verb);
"earlier this month" is the month up to that day; "since 1999" is open at the end; "a day earlier"
is reckoned from the day told before. An expression that needs a day which is not known gives no
interval: nothing is guessed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from legation.language.words import members
from legation.nlp.passages import passage_at
from legation.nlp.reckoned import NEAR, reckoned
from legation.nlp.syntax import auxiliaries, clause_of
from legation.nlp.tense import WOULD, is_told_future
from legation.nlp.timewords import DAYS, LEAD, MONTHS, NUMBERS, UNITS, expressions, opening
from legation.nlp.tokens import Doc, Parsed, Token, flat
from legation.records import Article, How, Precision, When


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression: character offsets, and the interval it names."""

    start: int
    end: int
    when: When
    preposition: str | None


def find_times(doc: Parsed, article: Article) -> tuple[Time, ...]:
    """Time expressions of the article in text order, without overlaps."""
    text = article.text
    doc = flat(doc, text)
    published = article.published.first if article.published else None
    found: list[tuple[int, int, str, re.Match[str]]] = []
    for rank, name, match in expressions(text, opening(doc)):
        if name == "bare" and not _is_month_name(text, match):
            continue
        if name == "year" and not _is_year(text, match):
            continue
        found.append((match.start(), -match.end(), f"{rank:02}{name}", match))
    found.sort(key=lambda f: (f[0], f[1], f[2]))
    out: list[Time] = []
    reach = 0
    for start, _, name, match in found:
        if start < reach:
            continue
        reach = match.end()
        before = out[-1].when if out and start - out[-1].end <= NEAR else None
        time = _resolve(doc, article, name[2:], match, published, before)
        if time is not None:
            out.append(time)
    return tuple(out)


def _is_month_name(text: str, match: re.Match[str]) -> bool:
    word = match.group("month")
    if not word[0].isupper():
        return False
    if word.lower() in members("months_that_mislead"):
        return LEAD.search(text[max(0, match.start() - 12) : match.start()]) is not None
    return True


def _is_year(text: str, match: re.Match[str]) -> bool:
    """A bare number is a year after a preposition or a comma, not before a noun ("1900 troops")."""
    before = text[max(0, match.start() - 16) : match.start()]
    after = text[match.end() : match.end() + 1]
    if after in {",", "."} and text[match.end() + 1 : match.end() + 2].isdigit():
        return False
    if before.endswith(("$", "€", "£", "#")) or re.search(r"resolution\s*$", before, re.I):
        return False
    return LEAD.search(before) is not None or bool(
        re.match(r"[ ,.;)]|$|'s|’s", text[match.end() :][:2] or " ")
    )


def _resolve(
    doc: Doc,
    article: Article,
    name: str,
    match: re.Match[str],
    published: date | None,
    before: When | None,
) -> Time | None:
    start, end = match.start(), match.end()
    if match.re.groupindex.get("which") and name == "weekday":
        start = match.start("weekday")
    lead = LEAD.search(article.text[max(0, start - 24) : start])
    preposition = lead.group(1).lower() if lead else None
    if name == "reckoned":
        interval: _Interval | None = reckoned(match, before)
    else:
        interval = _interval(doc, name, match, published, start)
    if interval is None:
        return None
    first, last, precision, how = interval
    if preposition == "since" or name == "for":
        last, precision = None, Precision.SINCE
    elif preposition in {"until", "till"}:
        first, precision = None, Precision.UNTIL
    when = When(
        first=first,
        last=last,
        precision=precision,
        how=how,
        passage=passage_at(article, start, end),
    )
    return Time(start, end, when, preposition)


_Interval = tuple[date | None, date | None, Precision, How]


def _interval(
    doc: Doc, name: str, match: re.Match[str], published: date | None, start: int
) -> _Interval | None:
    got = match.groupdict()
    if name in _ABSOLUTE:
        return _absolute(name, got)
    if published is None:
        return None
    if name in _IN_A_YEAR:
        return _directed(name, match, published, _is_future(doc, start))
    if name == "near":
        return _near(got["near"].lower(), published)
    if name == "ago":
        return _ago(got, published)
    if name == "for":
        return _for(got, published)
    return _span(got, published)


def ahead(
    name: str, match: re.Match[str], published: date | None
) -> tuple[date | None, date | None, Precision, How] | None:
    """The interval of an expression that looks ahead whatever the verb: a deadline."""
    if name in _ABSOLUTE:
        return _absolute(name, match.groupdict())
    if published is None:
        return None
    if name in _IN_A_YEAR:
        return _directed(name, match, published, True)
    if name == "near":
        return _near(match.group("near").lower(), published)
    return _span(match.groupdict(), published) if name == "span" else None


_IN_A_YEAR = frozenset({"day", "bare", "lastmonth", "weekday"})  # patterns that need a year
_ABSOLUTE = frozenset({"date", "month", "year", "years", "decade"})


def _absolute(
    name: str, got: dict[str, str]
) -> tuple[date | None, date | None, Precision, How] | None:
    """What names its year itself."""
    if name == "date":
        month = int(got["monthno"]) if got.get("monthno") else _month(got["month"])
        day = _valid(int(got["year"]), month, int(got["day"]))
        return (day, day, Precision.DAY, How.EXPLICIT) if day else None
    if name == "month":
        return *_month_span(int(got["year"]), _month(got["month"])), Precision.MONTH, How.EXPLICIT
    if name == "year":
        year = int(got["year"])
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR, How.EXPLICIT
    if name == "years":
        first, last = date(int(got["from"]), 1, 1), date(int(got["to"]), 12, 31)
    else:
        year = int(got["decade"])
        first, last = date(year, 1, 1), date(year + 9, 12, 31)
    return first, last, Precision.RANGE, How.EXPLICIT


def _directed(
    name: str, match: re.Match[str], published: date, future: bool
) -> tuple[date | None, date | None, Precision, How] | None:
    """What lies before or after publication, as the verb looks back or ahead."""
    got = match.groupdict()
    if name == "day":
        return _day_of_year(got, published, future)
    if name == "weekday":
        day = _weekday(DAYS[got["weekday"].lower()], published, future, match.group(0).lower())
        return day, day, Precision.DAY, How.WEEKDAY
    month = _month(got["month"])
    year = _year_of_month(month, published, future, got.get("which"))
    return *_month_span(year, month), Precision.MONTH, How.RELATIVE


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _day_of_year(
    got: dict[str, str], published: date, future: bool
) -> tuple[date, date, Precision, How] | None:
    month, day = _month(got["month"]), int(got["day"])
    years = (published.year, published.year + 1) if future else (published.year, published.year - 1)
    for year in years:
        found = _valid(year, month, day)
        if found and ((found >= published) if future else (found <= published + timedelta(days=1))):
            return found, found, Precision.DAY, How.RELATIVE
    return None


def _year_of_month(month: int, published: date, future: bool, which: str | None) -> int:
    if which and which.lower() == "next":
        return published.year + (month <= published.month)
    if which and "last" in which.lower():
        return published.year - (month >= published.month)
    if future and (not which):
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _weekday(day: int, published: date, future: bool, words: str) -> date:
    if words.startswith("next "):
        return published + timedelta(days=(day - published.weekday() - 1) % 7 + 1)
    if future:
        return published + timedelta(days=(day - published.weekday()) % 7)
    back = (published.weekday() - day) % 7
    if words.startswith("last ") and back == 0:
        back = 7
    return published - timedelta(days=back)


def _near(word: str, published: date) -> tuple[date, date, Precision, How]:
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}.get(word, 0)
    if word == "overnight":
        return published - timedelta(days=1), published, Precision.RANGE, How.RELATIVE
    day = published + timedelta(days=shift)
    return day, day, Precision.DAY, How.RELATIVE


def _count(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text.lower()]


def _back(published: date, count: int, unit: str) -> date:
    if unit in {"year", "decade"}:
        year = published.year - count * (10 if unit == "decade" else 1)
        return date(max(year, 1), published.month, min(published.day, 28))
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        return date(months // 12, months % 12 + 1, min(published.day, 28))
    return published - timedelta(days=count * UNITS[unit])


def _ago(got: dict[str, str], published: date) -> tuple[date, date, Precision, How]:
    unit, count = got["unit"].lower(), _count(got["count"])
    day = _back(published, count, unit)
    if unit == "day" and not got.get("about"):
        return day, day, Precision.DAY, How.RELATIVE
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6), Precision.RANGE, How.RELATIVE
    if unit == "month":
        return *_month_span(day.year, day.month), Precision.MONTH, How.RELATIVE
    return date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR, How.RELATIVE


def _for(got: dict[str, str], published: date) -> tuple[date, None, Precision, How]:
    """Since when, as exactly as the words are: "for three years" since some day of a year."""
    unit = got["unit"].lower()
    first = _back(published, _count(got["count"]), unit)
    if unit in {"year", "decade"}:
        first = date(first.year, 1, 1)
    elif unit == "month":
        first = first.replace(day=1)
    return first, None, Precision.SINCE, How.RELATIVE


def _span(got: dict[str, str], published: date) -> tuple[date, date, Precision, How] | None:
    unit, which = got["unit"].lower(), got["which"].lower().replace("the ", "")
    edge = (got.get("edge") or "").strip().lower()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1}.get(which, 0)
    if unit in {"week", "weekend"}:
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * step)
        if unit == "weekend":
            saturday = monday + timedelta(days=5 if step or published.weekday() >= 5 else -2)
            return saturday, saturday + timedelta(days=1), Precision.RANGE, How.RELATIVE
        last = published if edge == "earlier" and not step else monday + timedelta(days=6)
        return monday, last, Precision.RANGE, How.RELATIVE
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return *_month_span(months // 12, months % 12 + 1), Precision.MONTH, How.RELATIVE
    if unit == "year":
        year = published.year + step
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR, How.RELATIVE
    return None


def _is_future(doc: Doc, start: int) -> bool:
    """Whether the verb over the expression looks ahead ("will meet on Monday", "is due to")."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or not len(span):
        return False
    verb = clause_of(span[0])
    for _ in range(3):
        words = {a.lower_ for a in auxiliaries(verb)}
        if words & {"will", "'ll", "’ll", "shall"} or (words & WOULD and is_told_future(verb)):
            return True
        if verb.tag_ in {"VBD", "VBN"} and verb.dep_ != "xcomp":
            return verb.lemma_ in members("verbs_of_appointment") and verb.tag_ == "VBN"
        if verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children):
            verb = clause_of(verb.head)
            if verb.lemma_ in members("verbs_of_intending"):
                return True
            continue
        return False
    return False


def time_of(token: Token, times: tuple[Time, ...]) -> Time | None:
    """The time expression that hangs on the token (a verb or an event noun) in its own clause.

    A time under another verb in between belongs to that verb. The nearest one wins.
    """
    best: tuple[int, Time] | None = None
    sent = token.sent
    first, after = sent.start_char, sent.end_char
    for time in times:
        if time.end <= first or time.start >= after:
            continue
        span = token.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None or span.root.sent.start != sent.start:
            continue
        if _hangs_on(span.root, token):
            distance = abs(span.root.i - token.i)
            if best is None or distance < best[0]:
                best = (distance, time)
    if best is not None:
        return best[1]
    shared = time_of(token.head, times) if _shares_time(token) else None
    return None if shared is not None and _is_between(token, shared) else shared


def _shares_time(token: Token) -> bool:
    """Whether a verb shares the time of the verb it is joined to ("cut ties and recognised").

    A joined verb with a subject of its own tells of something else.
    """
    if token.head == token or token.head.pos_ not in {"VERB", "AUX"}:
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children):
        return False
    return token.dep_ == "conj" or (token.dep_ == "advcl" and token.tag_ == "VBG")


def _is_between(token: Token, time: Time) -> bool:
    """Whether a year or month is that of the verb before: "declared it in 2008 and was recognised".

    A day is shared: "met on Monday and signed the treaty" tells of one visit.
    """
    coarse = time.when.precision is not Precision.DAY
    return coarse and token.head.idx < time.start and time.end <= token.idx


def _hangs_on(root: Token, token: Token) -> bool:
    at = root
    for _ in range(8):
        if at.head == token or at == token:
            return True
        if at.head == at:
            return False
        at = at.head
        if at.pos_ in {"VERB", "AUX"} and at != token:
            return False
    return False
