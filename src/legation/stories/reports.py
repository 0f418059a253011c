"""The events of a reading as reports: with who published them when, and the words around them."""

from __future__ import annotations

import re

from legation.records import Passage, Reading, Report

_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])")
_WORD = re.compile(r"[^\W_]+")
# Words that say nothing of what happened, or when; the rest is nouns, verbs, names, numbers.
_EMPTY = frozenset(
    """a about after again against also an and any are as at be been before between both but by can
    could did do down during each for from had has have he her him his if in into is it its last
    later may more most near no not of off on one or other out over she should since so some such
    than that the their them then there these they this those to two under until up was we were
    when where which while who whom whose will with would
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december""".split()
)


def reports_of(reading: Reading) -> tuple[Report, ...]:
    """One report for each event, in the order of the reading."""
    article = reading.article
    day = article.published.first if article.published else None
    return tuple(
        Report(
            event=event,
            outlet=article.outlet,
            agency=article.agency,
            told_on=day,
            words=_words(article.text, event.trigger),
        )
        for event in reading.events
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
    return tuple(sorted(word for word in found - _EMPTY if len(word) > 1))
