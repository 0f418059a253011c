"""When something was said: the day told with the cue, never the day of publication by default."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from legation.characters.quotations import Regions, Span
from legation.nlp.deadlines import deadline_of
from legation.nlp.times import Time
from legation.nlp.told_days import time_of
from legation.records import Article, How, Kind, Passage, Precision, When
from legation.statements.report import Report
from legation.statements.speakers import channel_words, source_nouns
from legation.statements.tree import Tree
from legation.statements.weighing import TERM


class Days:
    """The time expressions of an article, found by place."""

    def __init__(self, times: Sequence[Time], published: date | None) -> None:
        self.times = times
        self.published = published
        self.starts = [time.start for time in times]

    def between(self, start: int, end: int) -> tuple[Time, ...]:
        """Those that begin from `start` to before `end`."""
        return tuple(self.times[bisect_left(self.starts, start) : bisect_left(self.starts, end)])


def said_on(
    tree: Tree, report: Report, spans: Sequence[Span], days: Days, regions: Regions
) -> When | None:
    """The day of speaking: "said on Tuesday", "in a statement on 3 May"; `None` where none is told.

    A day inside the content is part of what is said, and one that names the speaker ("the 2012
    nominee said") tells nothing of the saying unless a paper speaks ("Monday's statement said").
    """
    first, after = tree.sentence(report.at)
    place = regions.of(tree.start[report.at])
    told = [
        time
        for time in days.between(*tree.chars(first, after))
        if (
            not any(a <= time.start < b for a, b in spans) or _before_infinitive(tree, report, time)
        )
        and regions.of(time.start) == place
        and (not _names_somebody(tree, report, time) or _is_before(tree, report.at, time))
        and not _names_thing(tree, time)
    ]
    if not told:
        return None
    for spot in (report.at, report.light, *_published(tree, report.at)):
        found = time_of(tree.doc.tokens[spot], tuple(told)) if spot is not None else None
        if found is not None:
            return found.when
    beside = (t for t in told if _is_beside(tree, report.at, t))
    when = next((time.when for time in beside), None)
    return _looking_back(when, days.published) if tree.tag[report.at] in _PAST else when


BINDING = frozenset(  # acts whose content may have a last day
    "agrees asks assures demands offers orders promises requests threatens urges wants".split()
)


def last_day(
    article: Article,
    cue: Passage | None,
    content: Sequence[Passage],
    when: When | None,
    *,
    act: str,
    rule: str,
    begin: int,
) -> When | None:
    """Until when something is promised, demanded or threatened, as far as the words tell.

    A term that is set stands between its verb, at `begin`, and what is to be done; what is promised
    as a thing has its day behind it.
    """
    if act not in BINDING or cue is None or len(content) != 1:
        return None
    start, end = content[0].start, content[0].end
    if rule in {TERM, "thing"}:
        end = _end_of_sentence(article.text, end)
    if rule == TERM:
        start = min(start, cue.start, begin)
    if end - start > _LONG:
        return None
    told = when.last if when is not None and when.precision is Precision.DAY else None
    return deadline_of(article, start, end, told=told)


def _end_of_sentence(text: str, start: int) -> int:
    found = _STOP.search(text, start)
    return found.start() if found else len(text)


_TO = re.compile(r" to [a-z]")
_LONG = 400  # characters: longer words have days of several things
_STOP = re.compile(r"[.!?](?=\s|$)|\n")


def _is_beside(tree: Tree, cue: int, time: Time) -> bool:
    """Whether a day stands right behind or before a cue: "said on Monday", "on Monday said"."""
    behind = _BESIDE.fullmatch(tree.text[tree.end[cue] : time.start] or "x") is not None
    return behind or _is_before(tree, cue, time)


def _is_before(tree: Tree, cue: int, time: Time) -> bool:
    """Whether a day stands right in front of a cue: "Okoye on Monday said"."""
    return time.end < tree.start[cue] and not tree.text[time.end : tree.start[cue]].strip(" ")


def _before_infinitive(tree: Tree, report: Report, time: Time) -> bool:
    """Whether a day stands between who is told and what to do: "told them on Friday to go"."""
    if report.frame != "to_other" or report.addressee is None:
        return False
    return time.start > tree.start[report.addressee] and _TO.match(tree.text, time.end) is not None


def _published(tree: Tree, cue: int) -> list[int]:
    """The verbs that date a channel: "said in an interview published on Sunday"."""
    return [
        verb
        for prep in tree.kids[cue]
        if tree.dep[prep] == "prep"
        for noun in tree.kids[prep]
        if tree.lemma_of(noun) in channel_words()
        for verb in tree.kids[noun]
        if tree.dep[verb] in {"acl", "relcl"} and tree.lemma_of(verb) in _PUBLISHED
    ]


_PUBLISHED = frozenset("air broadcast carry date issue post publish release".split())
_PAST = frozenset({"VBD", "VBN"})


def _looking_back(when: When | None, published: date | None) -> When | None:
    """A day told with a past cue that was read with the verb of the content: not one to come."""
    if when is None or when.first is None or published is None or when.first <= published:
        return when
    if when.how is not How.WEEKDAY or when.last is None:
        return None
    week = timedelta(days=7)
    return replace(when, first=when.first - week, last=when.last - week)


_BESIDE = re.compile(r"\s+(?:(?:late|early|earlier)\s+)?(?:on\s+)?")


def _names_somebody(tree: Tree, report: Report, time: Time) -> bool:
    """Whether a time stands in the name of who speaks, or of who is told."""
    for head in (report.source, report.addressee):
        if head is None or _is_paper(tree, head):
            continue
        start, end = tree.chars(*tree.phrase(head))
        if start <= time.start < end:
            return True
    return False


def _names_thing(tree: Tree, time: Time) -> bool:
    """Whether a year tells things apart: "said of the 2016 field", but not "his 2016 letter"."""
    if time.when.precision is Precision.DAY:
        return False
    span = tree.doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or tree.dep[span.root.i] not in _TELLING_APART:
        return False
    return not _is_paper(tree, tree.head[span.root.i])


_TELLING_APART = frozenset({"amod", "compound", "nmod", "nummod"})


def _is_paper(tree: Tree, head: int) -> bool:
    lemma = tree.lemma_of(head)
    return source_nouns().get(lemma) is Kind.DOCUMENT or lemma in channel_words()
