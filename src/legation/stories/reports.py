"""The events of a reading as reports: with who published them when, and the words around them."""

from __future__ import annotations

import re

from legation.language.words import members
from legation.records import Article, Event, Passage, Reading, Report

_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])")
_WORD = re.compile(r"[^\W_]+")
# Words that say nothing of what happened, or when; the rest is nouns, verbs, names, numbers.


def reports_of(reading: Reading) -> tuple[Report, ...]:
    """One report for each event, in the order of the reading."""
    return tuple(report_of(event, reading.article) for event in reading.events)


def report_of(event: Event, article: Article) -> Report:
    """An event of an article as a report."""
    return Report(
        event=event,
        outlet=article.outlet,
        agency=article.agency,
        told_on=article.published.first if article.published else None,
        words=_words(article.text, event.trigger),
    )


def sentence_around(text: str, passage: Passage) -> tuple[int, int]:
    """Where the sentence of a passage begins and ends; it never leaves its paragraph."""
    start = text.rfind("\n", 0, passage.start) + 1
    end = text.find("\n", passage.end)
    end = len(text) if end < 0 else end
    for found in _END.finditer(text, start, end):
        if found.end() <= passage.start:
            start = found.end()
        elif found.start() >= passage.end - 1:
            end = found.start() + 1
            break
    return start, end


def _words(text: str, passage: Passage) -> tuple[str, ...]:
    start, end = sentence_around(text, passage)
    found = {word.casefold() for word in _WORD.findall(text[start:end])}
    plain = members("function_words") | members("words_of_dating")
    return tuple(sorted(word for word in found - plain if len(word) > 1))
