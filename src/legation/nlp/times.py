"""Time expressions in a text, as intervals of days relative to the day of publication.

"On Tuesday" is the nearest such day before publication, or after it where the clause looks ahead;
a weekday with a date is one expression, and so is "from Monday to Friday"; "earlier this month" is
the month up to that day; "since 1999" is open at the end; "a day earlier" is reckoned from the day
told before. An expression that needs a day which is not known gives no interval, nor does a day or
year in a name ("the 2 May Movement") or a term of years in prison: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legation.language.words import members
from legation.nlp.direction import looks_ahead
from legation.nlp.intervals import ABSOLUTE, DIRECTED, Interval, absolute, directed, relative
from legation.nlp.passages import passage_at
from legation.nlp.reckoned import NEAR, reckoned
from legation.nlp.syntax import auxiliaries, clause_of
from legation.nlp.timewords import DAYS, LEAD, expressions, opening
from legation.nlp.tokens import Doc, Parsed, Token, flat
from legation.records import Article, Precision, When


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
    out: list[Time] = []
    for found in told_expressions(text, opening(doc)):
        before = out[-1].when if out and found.start - out[-1].end <= NEAR else None
        time = _resolve(doc, article, found, published, before)
        if time is not None:
            out.append(time)
    return tuple(_joined(out, article))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An expression: its characters, the pattern it fits and the weekday told with it."""

    start: int
    end: int
    name: str
    match: re.Match[str]
    weekday: int | None = None


_BETWEEN = re.compile(r",? \(?(?:the )?|, ")  # a weekday and its date
_WITH_WEEKDAY = re.compile(rf",? (?:an? |\()(?P<weekday>{'|'.join(DAYS)})\b\)?", re.IGNORECASE)
_DATES = frozenset({"day", "date"})


def told_expressions(text: str, starts: Sequence[int] | None = None) -> Iterator[Found]:
    """The longest expressions in text order, a weekday and its date as one.

    `starts` are where an expression may begin, where that is known.
    """
    found = []
    for rank, name, match in expressions(text, starts):
        if name == "bare" and not _is_month_name(text, match):
            continue
        if name == "year" and not _is_year(text, match):
            continue
        if name in _DATES and _is_in_name(text, match):
            continue
        if name == "nextday" and int(match.group("day2")) != int(match.group("day")) + 1:
            continue  # "killed 12 on June 3 and 25 in July"
        found.append((match.start(), -match.end(), rank, name, match))
    found.sort(key=lambda f: f[:3])
    reach = 0
    day: re.Match[str] | None = None  # the weekday just before
    for start, _, _, name, match in found:
        if start < reach:
            continue
        if day is not None and (
            name not in _DATES or not _BETWEEN.fullmatch(text, day.end(), start)
        ):
            yield Found(start=day.start(), end=day.end(), name="weekday", match=day)
            day = None
        reach = match.end()
        if name == "weekday":
            day = match
            continue
        after = _WITH_WEEKDAY.match(text, reach) if name in _DATES and day is None else None
        told = day.group("weekday") if day else after.group("weekday") if after else None
        reach = after.end() if after else reach
        begin = day.start("weekday") if day else start
        weekday = DAYS[told.lower()] if told else None
        yield Found(start=begin, end=reach, name=name, match=match, weekday=weekday)
        day = None
    if day is not None:
        yield Found(start=day.start(), end=day.end(), name="weekday", match=day)


_NAME_AFTER = re.compile(r" [A-Z][a-z]+")


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """Whether a day is part of a name: "the 2 May Movement"."""
    if not text[: match.start()].lower().endswith("the "):
        return False
    after = _NAME_AFTER.match(text, match.end())
    return after is not None and after.group().strip().lower() in members("names_with_days")


def _joined(times: Sequence[Time], article: Article) -> Iterator[Time]:
    """The times, "from Monday to Friday" and "between May and July" as one range."""
    at = 0
    while at < len(times):
        one = times[at]
        two = times[at + 1] if at + 1 < len(times) else None
        made = _range(one, two, article) if two is not None else None
        yield made or one
        at += 2 if made else 1


def _range(one: Time, two: Time, article: Article) -> Time | None:
    link = article.text[one.end : two.start].strip().lower()
    ends = {"from": members("marks_of_an_end"), "between": frozenset({"and"})}
    if link not in ends.get(one.preposition or "", ()):
        return None
    first, last = one.when.first, two.when.last
    if first is None or last is None or last <= first:
        return None
    when = replace(
        one.when,
        last=last,
        precision=Precision.RANGE,
        passage=passage_at(article, one.start, two.end),
    )
    return Time(one.start, two.end, when, one.preposition)


def _is_month_name(text: str, match: re.Match[str]) -> bool:
    word = match.group("month")
    if not word[0].isupper():
        return False
    if match.start("month") > match.start():
        return True  # "early March"
    if word.lower() in members("months_that_mislead"):
        return _dates(text[max(0, match.start() - 12) : match.start()])
    return True


def _dates(before: str) -> bool:
    """Whether a preposition of time stands before: "in 2019", but not "to 2019 troops"."""
    lead = LEAD.search(before)
    return lead is not None and lead.group(1).lower() not in {"to", "for", "between"}


def _is_year(text: str, match: re.Match[str]) -> bool:
    """A bare number is a year after a preposition or a comma, not before a noun ("1900 troops")."""
    before = text[max(0, match.start() - 16) : match.start()]
    after = text[match.end() : match.end() + 1]
    if after in {",", "."} and text[match.end() + 1 : match.end() + 2].isdigit():
        return False
    if before.endswith(("$", "€", "£", "#")) or re.search(r"resolution\s*$", before, re.I):
        return False
    return _dates(before) or bool(re.match(r"[ ,.;)]|$|'s|’s", text[match.end() :][:2] or " "))


def _resolve(
    doc: Doc,
    article: Article,
    found: Found,
    published: date | None,
    before: When | None,
) -> Time | None:
    start, end, name, match = found.start, found.end, found.name, found.match
    if name == "weekday" and match.re.groupindex.get("which"):
        start = match.start("weekday")
    lead = LEAD.search(article.text[max(0, start - 24) : start])
    preposition = lead.group(1).lower() if lead else None
    if name == "reckoned":
        interval: Interval | None = reckoned(match, before)
    else:
        interval = _interval(doc, found, published, _At(start, preposition))
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


@dataclass(frozen=True, slots=True)
class _At:
    """Where an expression begins, and the preposition before it."""

    start: int
    lead: str | None


def _interval(doc: Doc, found: Found, published: date | None, at: _At) -> Interval | None:
    name, match = found.name, found.match
    if name in ABSOLUTE:
        return absolute(name, match.groupdict())
    if published is None or (name == "for" and not _goes_on(doc, match)):
        return None
    if name not in DIRECTED:
        return relative(name, match, published)
    word = _word_at(doc, at.start)
    future = word is not None and looks_ahead(word, at.lead)
    if name == "ahead" and (not future or word is None or _counts(word)):
        return None
    if (name == "feast" and _is_of_other_land(doc, match)) or (name, at.lead) == _LAST_DAY:
        return None
    future = future or (name, at.lead) == ("yearend", "by")
    half = _half(word) if name == "season" and word is not None else _NORTH
    if half is None:
        return None
    return directed(
        name, match, published, future=future, weekday=found.weekday, southern=half == _SOUTH
    )


_LAST_DAY = ("yearend", "since")  # not since the first day of that year
_NORTH, _SOUTH = "north", "south"
_LANDS = frozenset({"GPE", "NORP", "LOC"})


def _half(word: Token) -> str | None:
    """The half of the earth whose season it is, by the lands of its sentence.

    Lands of both halves leave it open: "Australia's premier spent the summer in Paris".
    """
    southern = members("lands_of_the_south")
    named = {t.i: t for t in word.sent if t.ent_type_ in _LANDS and t.lower_.isalpha()}
    last = [t for i, t in named.items() if i + 1 not in named]  # "Zealand" of "New Zealand"
    south = {t.lower_ in southern or (t.i and t.nbor(-1).lower_ == "south") for t in last}
    if True not in south:
        return _NORTH
    return _SOUTH if south == {True} else None


def _is_of_other_land(doc: Doc, match: re.Match[str]) -> bool:
    """Whether it is Canada's Thanksgiving, which has another day."""
    feast = match.group("feast").lower()
    return feast.startswith("thanksgiving") and "canad" in doc.text.lower()


def _word_at(doc: Doc, start: int) -> Token | None:
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _counts(word: Token) -> bool:
    """Whether "in two weeks" tells how often: "the third attack in two weeks"."""
    return word.head.pos_ in {"NOUN", "PROPN"}


def _goes_on(doc: Doc, match: re.Match[str]) -> bool:
    """Whether "for three years" tells since when: "has held it for", not "jailed him for"."""
    word = _word_at(doc, match.start())
    if word is None:
        return False
    verb = clause_of(word)
    if verb.lemma_.lower() in members("verbs_of_sentencing"):
        return False
    if _PAST_SPAN.match(match.group()):
        return True
    words = {a.lower_ for a in auxiliaries(verb)}
    return bool(words & members("auxiliaries_of_the_perfect")) and verb.tag_ != "VB"


_PAST_SPAN = re.compile(r"for the (?:past|last) ", re.IGNORECASE)
