"""The printed record: who is in a story, what was said, what happened, what holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from legation.cli.layout import Words, beside_id, entry, indented, section, words
from legation.cli.show_parties import parties, party, who_table
from legation.errors import InputError
from legation.keys import mention_id
from legation.ontology import cameo_name
from legation.records import (
    Article,
    Claim,
    Event,
    Mention,
    Passage,
    Reading,
    Statement,
    StatementKind,
    Status,
)
from legation.sureness import UNSURE
from legation.telling.chain import Chain, Place
from legation.telling.phrases import (
    counted,
    cut_around,
    details_of,
    predicate_phrase,
    quantity_phrase,
    sentence_of,
    when_phrase,
)
from legation.telling.safe import clean, safe

Record = Statement | Event | Claim | Mention
_STATUS = {
    Status.HAPPENED: "green",
    Status.ONGOING: "green",
    Status.PLANNED: "yellow",
    Status.POSSIBLE: "yellow",
    Status.DENIED: "red",
}
_KIND = {
    StatementKind.DIRECT: "quoted",
    StatementKind.INDIRECT: "indirect",
    StatementKind.MIXED: "partly quoted",
}


def show_reading(reading: Reading, console: Console, *, whole: bool = True) -> None:
    """Print a reading: the headline, then Who, Said, Happened and Holds.

    What the reader is unsure of stands behind the rest; unless it is asked for `whole`, it is only
    counted where there is something surer.
    """
    chain = Chain(reading.statements)
    article = reading.article
    console.print()
    console.print(_headline(article))
    for title, entries in (
        ("Who", [who_table(reading.mentions)] if reading.mentions else []),
        ("Said", [_statement(place, chain) for place in chain]),
        ("Happened", _events(reading, chain, whole=whole)),
        ("Holds", _claims(reading, chain)),
    ):
        console.print()
        console.print(section(title))
        for each in entries or [indented(Text("nothing found", "dim"))]:
            console.print(each)
    console.print()
    console.print(_tally(reading))


def _events(reading: Reading, chain: Chain, *, whole: bool) -> list[RenderableType]:
    """The events in text order, those of which the reader is unsure apart behind the others."""
    told = [(e, _event(n, e, reading.article, chain)) for n, e in enumerate(reading.events, 1)]
    unsure = [shown for event, shown in told if event.score < UNSURE]
    sure = [shown for event, shown in told if event.score >= UNSURE]
    if not unsure:
        return sure
    count = counted(len(unsure), "line")
    if sure and not whole:
        return [*sure, indented(Text(f"less sure, {count} not shown: --all prints them", "dim"))]
    return [*sure, indented(Text(f"less sure, {count}: who or what may be wrong", "dim")), *unsure]


def show_record(reading: Reading, record: Record, console: Console) -> None:
    """Print one record of a reading, numbered as in the whole, under its article's headline."""
    console.print()
    console.print(_headline(reading.article))
    console.print()
    console.print(_entry_of(reading, record))
    console.print(indented(Text(_origin_of(record), "dim")))


def _entry_of(reading: Reading, record: Record) -> RenderableType:
    chain = Chain(reading.statements)
    if isinstance(record, Statement):
        return _statement(chain.place(record.id) or Place(record, 1, 0), chain)
    if isinstance(record, Event):
        return _event(_number(reading.events, record), record, reading.article, chain)
    if isinstance(record, Claim):
        number = _number(reading.claims, record)
        return _claim(number, record, chain, teller=_outlet(reading.article))
    return _mention(record, reading.article)


def _headline(article: Article) -> RenderableType:
    """The block at the top: title, source and date, authors, address, captions."""
    published = when_phrase(article.published) or "date unknown"
    source = (article.agency, article.section, published, article.outlet, article.dateline)
    lines = [
        Text(clean(article.title or "(no title)"), "bold"),
        Text(" · ".join(dict.fromkeys(clean(part) for part in source if part))),
    ]
    if article.authors:
        lines.append(Text("by " + ", ".join(map(clean, article.authors)), "dim"))
    if article.url:
        lines.append(Text(clean(article.url), "dim", overflow="fold"))
    for caption in article.captions:
        credit = f" ({clean(caption.credit)})" if caption.credit else ""
        lines.append(Text(f"picture: {clean(caption.text)}{credit}", "dim"))
    return beside_id(Group(*lines), article.id)


def _statement(place: Place, chain: Chain) -> RenderableType:
    statement = place.statement
    line = party(statement.speaker, unknown="speaker not named")
    line.append(" · ").append(clean(statement.act), "magenta")
    if statement.addressee is not None:
        line.append(" → ").append_text(party(statement.addressee, role=False))
    details = (
        _KIND[statement.kind],
        f"channel: {clean(statement.channel)}" if statement.channel else "",
        when_phrase(statement.when),
    )
    line.append("".join(f" · {detail}" for detail in details if detail), "dim")
    lines: list[RenderableType] = [line, *(words(passage.text) for passage in statement.content)]
    if statement.reported_in is not None:
        lines.insert(0, Text(chain.as_reported(statement.reported_in), "yellow"))
    return entry(place.number, lines, statement.id, depth=place.depth)


def _event(number: int | None, event: Event, article: Article, chain: Chain) -> RenderableType:
    head = Text().append(clean(event.type), "bold magenta")
    head.append(f" {clean(event.mode)}" if event.mode else "", "magenta")
    head.append(f" · {_code(event.cameo)} · ")
    head.append(str(event.status), _STATUS[event.status])
    who = parties(event.actors, unknown="somebody not named")
    if event.recipients:
        who.append(" → ").append_text(parties(event.recipients))
    around = (
        when_phrase(event.when),
        f"in {clean(event.place.name)}" if event.place else "",
        *details_of(event),
        f"Goldstein {event.goldstein:+.1f}",
        *map(clean, event.contexts),
        chain.told_in(event.said_in) if event.said_in else "",
    )
    details = Text(" · ".join(part for part in around if part), "dim")
    quoted = _sentences((event.trigger, *event.also), article)
    return entry(number, [head, who, details, *quoted], event.id)


def _claims(reading: Reading, chain: Chain) -> list[RenderableType]:
    """All claims, with a word at the head on whose they are where nobody is named."""
    if not reading.claims:
        return []
    head = f"on the word of {_outlet(reading.article)}, where nobody else is named"
    entries = (_claim(n, c, chain) for n, c in enumerate(reading.claims, 1))
    return [indented(Text(head, "dim")), *entries]


def _claim(
    number: int | None, claim: Claim, chain: Chain, *, teller: str | None = None
) -> RenderableType:
    line = party(claim.subject, role=False)
    predicate = predicate_phrase(claim)
    line.append(f" {predicate}", "" if claim.holds else "red")
    if claim.object is not None:
        line.append(" ").append_text(party(claim.object, role=False))
    if claim.value is not None:
        line.append(": " if claim.object else " ").append(quantity_phrase(claim.value), "bold")
    valid = when_phrase(claim.valid)
    line.append(f" · {valid}" if valid else "")
    holder = clean(claim.holder.name) if claim.holder else teller
    line.append(f" · says {holder}" if holder else "", "dim")
    if claim.said_in is not None:
        line.append(f" · {chain.told_in(claim.said_in)}", "dim")
    if claim.recorded_at is not None:
        line.append(f" · in the store since {claim.recorded_at:%Y-%m-%d}", "dim")
    return entry(number, [line, *(words(passage.text) for passage in claim.evidence)], claim.id)


def _mention(mention: Mention, article: Article) -> RenderableType:
    line = party(mention)
    line.append(f" · {mention.kind}", "dim")
    if mention.actor_id:
        line.append(f" · {clean(mention.actor_id)}", "dim")
    return entry(None, [line, *_sentences((mention.passage,), article)], mention_id(mention))


def _sentences(passages: Iterable[Passage], article: Article) -> list[Words]:
    """The sentences that passages stand in, each once, with the passages set off."""
    by_sentence: dict[tuple[int, int], list[Passage]] = {}
    for passage in passages:
        by_sentence.setdefault(sentence_of(article.text, passage), []).append(passage)
    return [Words(_set_off(article.text, *span, inside)) for span, inside in by_sentence.items()]


def _set_off(text: str, start: int, end: int, inside: Sequence[Passage]) -> Text:
    start, end, cut_left, cut_right = cut_around(text, start, end, inside[0])
    told = Text("… " if cut_left else "", "green")
    at = start
    for passage in sorted(inside):
        first, last = max(passage.start, at), min(passage.end, end)
        if first < last:
            told.append(safe(text[at:first]))
            told.append(safe(text[first:last]), "bold underline")
            at = last
    told.append(safe(text[at:end]))
    return told.append(" …" if cut_right else "")


def _tally(reading: Reading) -> Text:
    counts = (
        counted(len(reading.mentions), "mention"),
        counted(len(reading.statements), "statement"),
        counted(len(reading.events), "event"),
        counted(len(reading.claims), "claim"),
        f"read by {clean(reading.reader)}",
    )
    return Text(" · ".join(counts), "dim")


def _origin_of(record: Record) -> str:
    """Which rule made a record, how sure it is, and its characters."""
    passages: Sequence[Passage]
    if isinstance(record, Statement):
        passages = record.content
    elif isinstance(record, Event):
        passages = (record.trigger, *record.also)
    elif isinstance(record, Claim):
        passages = record.evidence
    else:
        passages = (record.passage,)
    places = ", ".join(f"{passage.start}-{passage.end}" for passage in passages)
    rule = clean(record.rule) or "unknown"
    return f"rule {rule} · score {record.score:.2f} · characters {places} of the text"


def _code(code: str) -> str:
    try:
        return f"{clean(code)} {cameo_name(code)}"
    except InputError:
        return clean(code)


def _outlet(article: Article) -> str:
    return clean(article.outlet or article.agency or "the outlet")


def _number(records: Sequence[Event] | Sequence[Claim], record: Event | Claim) -> int | None:
    ids = [each.id for each in records]
    return ids.index(record.id) + 1 if record.id in ids else None
