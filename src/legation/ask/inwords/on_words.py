"""Answers on what was said: by whom on what, who accused whom, who denied it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from legation.ask.inwords.about import about_words, shares
from legation.ask.inwords.answer_types import Found, Sentence, found, plain, said
from legation.ask.inwords.asks_all import AsksAll
from legation.ask.inwords.question_data import words_of_class
from legation.ask.inwords.understanding import Understood
from legation.ask.inwords.worded import (
    asked_days,
    days_value,
    given,
    names,
    of_article,
    on_day,
    outlet_and_day,
)
from legation.ask.listed import DeedRow, QuotationRow
from legation.errors import InputError
from legation.records import Event, Stance, Statement
from legation.store.asking.named import values_of
from legation.telling.deeds_in_words import verb_of
from legation.telling.phrases import name_of, quoted, sentence_text


def said_about(query: AsksAll, asked: Understood) -> Found:
    """16: what somebody said, on a matter where one is named."""
    speaker, text = asked.asked("speaker") or "", asked.asked("text")
    filters = given(on=days_value(asked))
    rows = query.statements(speaker=speaker, **filters).stream()
    told = (row for row in rows if text is None or shares(_around(row), about_words(text)))
    address = f"/statements?{urlencode(given(speaker=speaker, text=text, **filters))}"
    about = f" about {plain(text)}" if text else ""
    fields = {
        "speaker": plain(asked.shown("speaker") or ""),
        "about": about,
        "on": asked_days(asked),
    }
    not_told = said(16, "not_told", **fields)
    return found((quotation(16, "told", r) for r in told), not_told=not_told, address=address)


def accusations(query: AsksAll, asked: Understood) -> Found:
    """17: who accused somebody, of what: in statements, and in reports that he did."""
    addressee, by = asked.asked("addressee") or "", asked.asked("by")
    text, filters = asked.asked("text"), given(on=days_value(asked))
    wanted = about_words(text) if text else ()
    sentences: list[Sentence] = []
    known = _acts(query)
    acts = [act for act in words_of_class("accusing_acts") if act in known]
    if acts:
        asks = given(addressee=addressee, speaker=by, act=acts, **filters)
        rows = query.statements(**asks).stream()
        sentences += (quotation(17, "said", r) for r in rows if shares(r.words, wanted))
    asks = given(to=addressee, from_=by, type="ACCUSE", **filters)
    for row in query.events(**asks).stream():
        if shares(row.sentence, wanted):
            sentences.append(_deed(17, row))
    about = f" of {plain(text)}" if text else ""
    fields = {
        "addressee": plain(asked.shown("addressee") or ""),
        "about": about,
        "on": asked_days(asked),
    }
    address = f"/statements?{urlencode({'act': 'accuses', 'addressee': addressee, **filters})}"
    return found(sentences, not_told=said(17, "not_told", **fields), address=address)


def denials(query: AsksAll, asked: Understood) -> Found:
    """18: who denied something: a record that is named, a matter in words, or anything."""
    by, text = asked.asked("by"), asked.asked("text")
    event = _named_event(query, asked.records)
    wanted = about_words(text) if text else about_words(_sentence_of(query, event))
    sentences: list[Sentence] = []
    if "denies" in _acts(query):
        asks = given(act="denies", speaker=by, on=days_value(asked))
        for row in query.statements(**asks).stream():
            around = row.words if text is None and event is None else _around(row)
            if shares(around, wanted, most=event is None):
                sentences.append(quotation(18, "said", row))
    if event is not None:
        sentences += _answers(query, event)
    that = "that " if text and asked.pattern.endswith("that {text}") else ""
    what = f"{that}{plain(text or 'it')}"
    fields = {"who": plain(asked.shown("by") or "anybody"), "what": what}
    address = f"/statements?{urlencode(given(act='denies', speaker=by, text=text))}"
    return found(sentences, not_told=said(18, "not_told", **fields), address=address)


def _answers(query: AsksAll, event: Event) -> Iterator[Sentence]:
    """Those who deny having done an event, as its own report has it."""
    article = query.reading(event.trigger.article_id).article
    for each in event.responsibility:
        if each.stance is Stance.DENIES:
            source = of_article(article, each.passage)
            text = said(18, "answers", speaker=name_of(each.by), source=source)
            yield Sentence(text=text, records=(event.id,))


def quotation(template: int, part: str, row: QuotationRow, **more: str) -> Sentence:
    """A sentence on a statement: by whom, to whom, when, in which words, by way of whom."""
    statement = row.statement
    through = [step.speaker for step in row.chain[:-1] if step.speaker]
    fields = {
        "day": on_day(row.day),
        **more,
        "speaker": name_of(statement.speaker) if statement.speaker else "Somebody not named",
        "act": f"{statement.act}",
        "to": _to(statement),
        "words": quoted(row.words),
        "source": outlet_and_day(row.source.article)
        + (f", by way of {plain(' and '.join(through))}" if through else ""),
    }
    return Sentence(text=said(template, part, **fields), records=(statement.id,))


def _to(statement: Statement) -> str:
    """To whom it is said, or whom it is said of: "accuses Rwanda", "says to Rwanda"."""
    if statement.addressee is None:
        return ""
    to = "to " if statement.act in words_of_class("said_to") else ""
    return f" {to}{name_of(statement.addressee)}"


def _deed(template: int, row: DeedRow) -> Sentence:
    event = row.event
    fields: dict[str, str] = {
        "speaker": names(event.actors),
        "verb": verb_of(event),
        "to": names(event.recipients, nobody=""),
        "day": on_day(event.when),
        "source": of_article(row.source.article, event.trigger),
    }
    return Sentence(text=said(template, "did", **fields), records=(event.id,))


def _acts(query: AsksAll) -> set[str]:
    return set(values_of(query.store, "act"))


def _named_event(query: AsksAll, records: tuple[str, ...]) -> Event | None:
    """The event whose id stands in the question."""
    for record in records:
        try:
            found: Any = query.find(record).record
        except InputError:
            continue
        if isinstance(found, Event):
            return found
    return None


def _sentence_of(query: AsksAll, event: Event | None) -> str:
    if event is None:
        return ""
    return sentence_text(query.reading(event.trigger.article_id).article.text, event.trigger)


def _around(row: QuotationRow) -> str:
    """The words of a statement with the sentence it stands in."""
    return f"{row.words} {sentence_text(row.source.article.text, row.statement.content[0])}"
