"""Answers on the record itself: who told it first, how many origins, what is new, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

from legation.ask.filters import ledger_keys
from legation.ask.inwords.about import about_words, shares
from legation.ask.inwords.answer_types import Found, Sentence, found, plain, said
from legation.ask.inwords.asks_all import AsksAll
from legation.ask.inwords.matters import Matter, matter_of, told_of
from legation.ask.inwords.on_words import quotation
from legation.ask.inwords.understanding import Understood
from legation.ask.inwords.worded import (
    asked_days,
    claim_fields,
    days_value,
    given,
    of_article,
    outlet_of,
    published,
)
from legation.records import Entry
from legation.store import Asked, Ledger
from legation.telling.phrases import counted, day, quoted


def first_report(query: AsksAll, asked: Understood) -> Found:
    """19: who was the first to tell of something."""
    text = asked.asked("text") or ""
    sentences = []
    for matter in told_of(query, text, days_value(asked)):
        dated = [r for r in matter.reports if r.told_on is not None]
        first = min(dated or matter.reports, key=lambda r: (r.told_on or date.max, r.record))
        fields = {
            "outlet": outlet_of(first.outlet),
            "words": quoted(first.sentence),
            "day": day(first.told_on) if first.told_on else "",
        }
        part = "first" if first.told_on else "undated"
        sentences.append(Sentence(text=said(19, part, **fields), records=matter.of_sentence(first)))
    not_told = said(19, "not_told", text=plain(text))
    return found(sentences, not_told=not_told, address=_search(text))


def origins(query: AsksAll, asked: Understood) -> Found:
    """20: how many independent origins tell of something."""
    text = asked.asked("text") or ""
    sentences = []
    for matter in told_of(query, text, days_value(asked)):
        fields = {
            "count": counted(matter.origins, "independent origin"),
            "articles": counted(len({r.article_id for r in matter.reports}), "article"),
            "words": quoted(matter.reports[0].sentence),
        }
        records = tuple(r.record for r in (*matter.reports, *matter.alike))
        sentences.append(Sentence(text=said(20, "count", **fields), records=records))
    not_told = said(20, "not_told", text=plain(text))
    return found(sentences, not_told=not_told, address=_search(text))


def news(query: AsksAll, asked: Understood) -> Found:
    """21: the articles that came in since a day, about somebody where one is named."""
    about = asked.asked("actor")
    since = days_value(asked) or "0001-01-01.."
    told = query.new(since, about=[about] if about else [])
    sentences = []
    for each in told.articles:
        article = each.source.article
        told_on = published(article)
        title = article.title or article.text.split("\n", 1)[0]
        fields = {
            "outlet": outlet_of(article.outlet, article.agency),
            "day": day(told_on) if told_on else "day of publication not told",
            "title": quoted(title),
            "copies": " (it repeats another article)" if each.copy_of else "",
        }
        sentences.append(Sentence(text=said(21, "told", **fields), records=(article.id,)))
    first = asked.days.days.first if asked.days else None
    told_since = given(actor=about, since=str(first) if first else None)
    fields = {
        "about": f" on {plain(asked.shown('actor') or '')}" if about else "",
        "on": asked_days(asked),
    }
    address = f"/new?{urlencode(told_since)}"
    return found(sentences, not_told=said(21, "not_told", **fields), address=address)


def known_then(query: AsksAll, asked: Understood) -> Found:
    """22: what was told of something by a day, by the days of publication."""
    text = asked.asked("text") or ""
    by = asked.day
    assert by is not None
    matter = matter_of(query, text)
    form = {"known": by.isoformat(), "clock": "published"}
    asks = given(actor=matter.names[0] if matter.names else None) | form
    fields = {"day": day(by)}
    sentences = []
    for row in query.events(**asks).stream():
        if shares(row.sentence, matter.stems):
            words = of_article(row.source.article, row.event.trigger)
            told = said(22, "did", words=words, **fields)
            sentences.append(Sentence(text=told, records=(row.event.id,)))
    for row in query.statements(**asks).stream():
        if shares(row.words, matter.stems):
            sentences.append(quotation(22, "said", row, **fields))
    not_told = said(22, "not_told", text=plain(text), **fields)
    address = f"/events?{urlencode({**asks, **given(text=_text(matter))})}"
    return found(sentences, not_told=not_told, address=address)


def changes(query: AsksAll, asked: Understood) -> Found:
    """23: what came to be told to hold between two days, and what was given up."""
    first, last = asked.days.days.pair if asked.days else (None, None)
    if first is None:
        return Found(not_told=said(23, "days"))
    last = last or query.today
    about = asked.asked("actor")
    keys = tuple(k for m in asked.meant("actor") for k in ledger_keys(m))
    wanted = Asked(parties=keys, known_on=last, by_publication=True)
    came, went = Ledger(query.store).changes(wanted, since=first)
    days = {"first": day(first), "last": day(last)}
    sentences = [*_of_entries("came", came, days), *_of_entries("went", went, days)]
    fields = {**days, "about": f" on {plain(asked.shown('actor') or '')}" if about else ""}
    address = f"/diff?{urlencode(given(actor=about) | {'from': first, 'known': last})}"
    return found(sentences, not_told=said(23, "not_told", **fields), address=address)


def _of_entries(part: str, entries: Sequence[Entry], days: dict[str, str]) -> Iterator[Sentence]:
    for entry in entries:
        fields = claim_fields(entry) | days
        yield Sentence(text=said(23, part, **fields), records=(entry.claim.id,))


def _text(matter: Matter) -> str | None:
    return " ".join(matter.words) or None


def _search(text: str) -> str:
    return f"/events?{urlencode({'text': ' '.join(about_words(text))})}"
