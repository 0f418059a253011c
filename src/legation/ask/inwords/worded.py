"""Parts of records in the words of answers: whose, when, in which words, where told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from legation.ask.inwords.understanding import Understood
from legation.records import Article, Entry, Mention, Passage, When
from legation.telling.phrases import (
    and_last,
    cut_around,
    day,
    name_of,
    predicate_phrase,
    quantity_phrase,
    quoted,
    sentence_of,
    when_phrase,
)
from legation.telling.safe import clean

NO_DAY = "on a day that is not told"
NO_OUTLET = "An outlet that is not told"


def names(parties: Sequence[Mention], *, nobody: str = "somebody not named") -> str:
    """Parties by name, joined by commas and a last "and"."""
    told = list(dict.fromkeys(name_of(m) for m in parties))
    return and_last(told) if told else nobody


def on_day(when: When | None) -> str:
    """When something was; never today where it is not told."""
    return when_phrase(when) or NO_DAY


def outlet_of(outlet: str | None, agency: str | None = None) -> str:
    """Who published it."""
    return clean(outlet or agency or NO_OUTLET)


def outlet_and_day(article: Article) -> str:
    """Who published an article and, where it is told, when."""
    told_on = published(article)
    told = outlet_of(article.outlet, article.agency)
    return f"{told}, {day(told_on)}" if told_on else told


def source(
    words: Iterable[str], outlet: str | None, told_on: date | None, holder: Mention | None = None
) -> str:
    """Where it is told, when, by whose word and in which words."""
    where = outlet_of(outlet)
    told = f"{where}, {day(told_on)}" if told_on else f"{where}, day of publication not told"
    whose = f", on the word of {name_of(holder)}" if holder is not None else ""
    return f"{told}{whose}: {' … '.join(quoted(each) for each in words)}"


def of_entry(entry: Entry) -> str:
    """Where a line of the ledger is told."""
    claim = entry.claim
    words = [p.text for p in claim.evidence]
    return source(words, entry.outlet or entry.agency, entry.told_on, claim.holder)


def of_article(article: Article, passage: Passage) -> str:
    """Where a record of an article is told, in the sentence around its words."""
    outlet = article.outlet or article.agency
    return source([sentence(article, passage)], outlet, published(article))


def published(article: Article) -> date | None:
    """The day of publication, where it is known to the day."""
    when = article.published
    return when.last if when is not None and when.first == when.last else None


def sentence(article: Article, passage: Passage) -> str:
    """The sentence around a passage, shortened to what the eye takes in."""
    start, end = sentence_of(article.text, passage)
    left, right, before, after = cut_around(article.text, start, end, passage)
    told = article.text[left:right].strip()
    return f"{'… ' if before else ''}{told}{' …' if after else ''}"


def claim_fields(entry: Entry) -> dict[str, str]:
    """The fields of a sentence on a claim."""
    claim = entry.claim
    when = when_phrase(claim.valid)
    other = name_of(claim.object) if claim.object else ""
    amount = quantity_phrase(claim.value) if claim.value else ""
    return {
        "subject": name_of(claim.subject),
        "phrase": predicate_phrase(claim),
        "object": other + (f" {amount}" if amount else ""),
        "other": other,
        "amount": amount,
        "bracketed": f" ({amount})" if amount else "",
        "when": f", {when}" if when else "",
        "source": of_entry(entry),
    }


def asked_days(asked: Understood) -> str:
    """The days of a question, as a part of a sentence that it is not told."""
    if asked.days is None:
        return ""
    first, last = asked.days.days.pair
    if first is not None and first == last:
        return f" on {day(first)}"
    told = f" from {day(first)}" if first else ""
    return f"{told} until {day(last)}" if last else told


def days_value(asked: Understood) -> str | None:
    """The days of a question as filters take them."""
    return str(asked.days.days) if asked.days else None


def given(**values: Any) -> dict[str, Any]:
    """Those of some filters that have a value."""
    return {name: value for name, value in values.items() if value is not None}
