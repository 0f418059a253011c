"""Records as pages show them: plain values, with the marks, words and links of each line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from legation import sureness
from legation.ask.claims import Told
from legation.ask.events import Deed
from legation.ask.listed import DeedRow, QuotationRow, SourceRow, ToldRow
from legation.ask.said import Quotation
from legation.ask.sources import Source, Step
from legation.errors import InputError
from legation.keys import slot_of
from legation.ontology import cameo_name
from legation.records import (
    Article,
    Claim,
    Event,
    Kind,
    Mention,
    Passage,
    Precision,
    StatementKind,
    Status,
    When,
)
from legation.telling.deeds_in_words import verb_of
from legation.telling.phrases import (
    PREDICATES,
    codes_of,
    cut_around,
    day,
    name_of,
    quantity_phrase,
    sentence_of,
    when_phrase,
)
from legation.telling.safe import clean
from legation.telling.small_words import act_before, by_channel

KIND_WORDS = {
    StatementKind.DIRECT: "in the speaker’s words",
    StatementKind.MIXED: "partly in the speaker’s words",
    StatementKind.INDIRECT: "in the reporter’s words",
}
UNSURE = 0.6  # under it a line says that it is unsure


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Somebody in a line; `href` leads to their page, `codes` are country and sector."""

    text: str
    codes: str = ""
    href: str | None = None
    from_table: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of an article; `mark` are those a record stands on, `quoted` those of a speaker."""

    before: str
    mark: str
    after: str

    @property
    def whole(self) -> str:
        """The same words, nothing set off."""
        return self.before + self.mark + self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A record in a list; `mark` is its drawing, `when` its own time in words (empty: not told)."""

    id: str
    kind: str
    mark: str
    subject: Sequence[Name]
    verb: str
    object: Sequence[Name]
    more: str
    words: Sequence[Words]
    chain: Sequence[Step]
    form: str
    status: str
    when: str
    day: date | None
    code: str
    article: str
    outlet: str
    published: str
    unsure: bool
    slot: str | None = None


def event_line(deed: Deed | DeedRow) -> Line:
    """A report of an event."""
    event = deed.event
    text = deed.source.article.text
    return Line(
        id=event.id,
        kind="event",
        mark=f"q{event.quad}",
        subject=names(event.actors) or (Name(text="somebody not named"),),
        verb=verb_of(event),
        object=names(event.recipients),
        more=f"in {clean(event.place.name)}" if event.place else "",
        words=(around(text, event.trigger),),
        chain=deed.chain,
        form="",
        status="" if event.status is Status.HAPPENED else str(event.status),
        when=when_phrase(event.when),
        day=latest_day(event.when),
        code=code_of(event),
        unsure=event.score < sureness.UNSURE,
        **_where(deed.source),
    )


def statement_line(quotation: Quotation | QuotationRow) -> Line:
    """A statement with its words."""
    statement = quotation.statement
    return Line(
        id=statement.id,
        kind="statement",
        mark="said",
        subject=names((statement.speaker,)) or (Name(text="speaker not named"),),
        verb=act_before(statement.act) if statement.addressee else clean(statement.act),
        object=names((statement.addressee,)),
        more=by_channel(statement.channel) if statement.channel else "",
        words=tuple(Words(before="", mark=clean(p.text), after="") for p in statement.content),
        chain=quotation.chain[:-1],
        form=str(statement.kind),
        status="",
        when=when_phrase(statement.when),
        day=latest_day(statement.when),
        code=KIND_WORDS[statement.kind],
        unsure=statement.score < UNSURE,
        **_where(quotation.source),
    )


def claim_line(told: Told | ToldRow) -> Line:
    """What is claimed to hold."""
    claim = told.claim
    value = quantity_phrase(claim.value) if claim.value is not None else ""
    holder = f"says {name_of(claim.holder)}" if claim.holder else ""
    return Line(
        id=claim.id,
        kind="claim",
        mark="holds",
        subject=names((claim.subject,)),
        verb=PREDICATES[claim.predicate][not claim.holds],
        object=names((claim.object,)),
        more=value,
        words=tuple(words_around(told.source.article.text, p) for p in claim.evidence[:1]),
        chain=(),
        form="",
        status="",
        when=when_phrase(claim.valid),
        day=latest_day(claim.valid),
        code=holder,
        unsure=claim.score < UNSURE,
        slot=slot_path(claim),
        **_where(told.source),
    )


def names(mentions: Iterable[Mention | None]) -> tuple[Name, ...]:
    """The parties of a line, each with its codes and the way to its page."""
    return tuple(
        Name(
            text=name_of(mention),
            codes=codes_of(mention),
            href=actor_path(mention),
            from_table=mention.named_by == "table",
        )
        for mention in mentions
        if mention is not None
    )


def actor_path(mention: Mention) -> str | None:
    """The page of somebody known; `None` for who is told by a common noun alone."""
    if mention.kind in (Kind.STATE, Kind.GOVERNMENT) and mention.country:
        return f"/actor/{mention.country}"
    if mention.actor_id:
        return f"/actor/{quote(mention.actor_id, safe='')}"
    return None


def slot_path(claim: Claim) -> str | None:
    """The page of all claims of a claim's slot; `None` where no address can name it."""
    subject, predicate, target = slot_of(claim)
    if any("/" in side or not side.strip() for side in (subject, target or "*")):
        return None
    return f"/fact/{predicate}/{quote(subject, safe='')}/{quote(target or '*', safe='*')}"


def around(text: str, passage: Passage) -> Words:
    """The sentence of a passage, cut to what the eye takes in, the passage set off."""
    start, end = sentence_of(text, passage)
    start, end, cut_left, cut_right = cut_around(text, start, end, passage)
    return Words(
        before=("… " if cut_left else "") + _flat(text[start : passage.start]),
        mark=_flat(text[passage.start : passage.end]),
        after=_flat(text[passage.end : end]) + (" …" if cut_right else ""),
    )


def days_between(times: Iterable[When]) -> str:
    """From when to when some times go, each end as precisely as it was told; empty for none."""
    known = [each for each in times if each.first and each.last]
    if not known:
        return ""
    first = min(known, key=lambda w: (w.first, w.last))
    last = max(known, key=lambda w: (w.last, w.first))
    begins, ends = (_told_time(each) for each in (first, last))
    return begins if begins == ends else f"{begins} to {ends}"


def _told_time(when: When) -> str:
    assert when.first is not None
    assert when.last is not None
    if when.first == when.last:
        return day(when.first)
    if when.precision is Precision.YEAR:
        return f"{when.last:%Y}" if when.first.year == when.last.year else f"{when.first:%Y}"
    return f"{when.first:%B %Y}" if when.precision is Precision.MONTH else when_phrase(when)


def told_of(text: str, passage: Passage) -> str:
    """What a passage says in a few words: it, and what follows it up to the next stop or comma."""
    end = sentence_of(text, passage)[1]
    more = re.split(r"[,;:.!?()“”\"–—\n]", text[passage.end : end], maxsplit=1)[0]
    return " ".join(clean(text[passage.start : passage.end] + more).split())


def words_around(text: str, passage: Passage) -> Words:
    """The words of a claim; where they are a whole sentence nothing of it is set off."""
    words = around(text, passage)
    if words.before.strip() or words.after.strip():
        return words
    return Words(before=words.mark, mark="", after="")


def code_of(event: Event) -> str:
    """The event's codes in one line: PLOVER type and mode, CAMEO."""
    code = " ".join(part for part in (event.type, event.mode) if part)
    try:
        return f"{code} · {event.cameo} {cameo_name(event.cameo)}"
    except InputError:
        return f"{code} · {event.cameo}"


def by_day(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Lines under the time they tell, in their order; those without one stand under one head."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.when or "Day not told", []).append(line)
    return list(groups.items())


def published_phrase(when: When | None) -> str:
    """When an article was published."""
    return when_phrase(when) or "date unknown"


def headline(article: Article) -> str:
    """The title of an article, safe to show."""
    return clean(article.title or "(no title)")


def outlet_of(article: Article) -> str:
    """Who published an article, or the agency it is from, as far as it tells."""
    return clean(article.outlet or article.agency or "outlet unknown")


def day_phrase(of: date | None) -> str:
    """A day in words; "date unknown" for none."""
    return day(of) if of else "date unknown"


def latest_day(when: When | None) -> date | None:
    """The latest possible day of a time; `None` where none is told."""
    return (when.last or when.first) if when else None


def _where(source: Source | SourceRow) -> dict[str, str]:
    article = source.article
    return {
        "article": article.id,
        "outlet": clean(source.outlet or "outlet unknown"),
        "published": published_phrase(article.published),
    }


def _flat(text: str) -> str:
    """A stretch without line breaks and unsafe characters, its outer blanks kept as one."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if len(text) > 1 and text[-1:].isspace() else ""
    return lead + clean(text) + (tail if text.strip() else "")
