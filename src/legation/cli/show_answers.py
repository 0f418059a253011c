"""Answers printed: statements, events, meetings, news and office holders, each with its source."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.text import Text

from legation.cli.layout import entry, indented, section, words
from legation.cli.show_parties import parties, party
from legation.records import When
from legation.telling.phrases import counted, day, sentence_of, when_phrase
from legation.telling.safe import clean

if TYPE_CHECKING:
    from legation.ask.events import Deeds
    from legation.ask.holds import Holders
    from legation.ask.listed import SourceRow
    from legation.ask.met import Meeting, Met
    from legation.ask.new import New, News
    from legation.ask.said import Quotation, Said
    from legation.ask.sources import Counted, Source, Step
    from legation.ask.timeline import Timeline


def show_said(found: Said, console: Console) -> None:
    """Print quotations, the newest first, each with its chain and source."""
    show_counts(found.counted, "statement", len(found.quotations), console)
    for number, each in enumerate(found.quotations, 1):
        console.print()
        console.print(_quotation(number, each))


def show_events(found: Deeds, console: Console) -> None:
    """Print reports of events, the latest day first, each with its sentence and source."""
    show_counts(found.counted, "event", len(found.deeds), console)
    for number, each in enumerate(found.deeds, 1):
        event = each.event
        head = Text(when_phrase(event.when) or "day not told", "bold")
        mode = f".{event.mode}" if event.mode else ""
        head.append(f" · {clean(event.type + mode)} ", "magenta")
        head.append_text(parties(event.actors))
        if event.recipients:
            head.append(" → ").append_text(parties(event.recipients))
        lines: list[RenderableType] = [head, words(each.sentence)]
        facts = f"{event.status} · CAMEO {clean(event.cameo)}"
        lines += [Text(f"{facts}{_by(each.chain)}", "dim"), source_line(each.source)]
        console.print()
        console.print(entry(number, lines, event.id))


def show_met(
    found: Met, names: Sequence[str], console: Console, *, limit: int | None = None
) -> None:
    """Print the last meeting, all that took place, and apart from them what was only planned."""
    show_resolved(found.counted, console)
    who = " and ".join(map(clean, names))
    if found.last is not None:
        told = when_phrase(found.last.occurrence.when)
        console.print(
            Text(f"{who} met last, as far as was read: {told}{_facts(found.last)}", "bold")
        )
    elif found.held:
        console.print(Text(f"{who} met; no day is told", "bold"))
    else:
        console.print(Text(f"no meeting of {who} is told in what was read", "bold"))
    if found.counted.undated:
        console.print(Text(_left_out(found.counted.undated, "meeting"), "dim"))
    for title, meetings in (
        ("met or spoke", found.held),
        ("planned", found.planned),
        ("possible or denied", found.other),
    ):
        if meetings:
            console.print()
            console.print(section(f"{title}: {len(meetings):,}"))
        for number, each in enumerate(meetings[:limit], 1):
            console.print(_meeting(number, each, found.timeline))
        if limit is not None and len(meetings) > limit:
            console.print(indented(Text(f"and {len(meetings) - limit:,} more: raise --limit")))


def show_new(found: New, since: str, console: Console) -> None:
    """Print articles that came in, the newest first; copies are told as such."""
    for name in found.resolved:
        console.print(Text(_taken(name.asked, [m.label for m in name.meanings]), "dim"))
    shown = len(found.articles)
    more = f", {shown:,} shown: raise --limit" if shown < found.total else ""
    undated = f" · {found.undated:,} without a day of publication" if found.undated else ""
    head = f"{counted(found.total, 'article')} since {clean(since)}{undated}{more}"
    console.print(Text(head, "dim"))
    for number, each in enumerate(found.articles, 1):
        console.print(_news(number, each))


def show_holds(found: Sequence[Holders], console: Console) -> None:
    """Print who holds an office on a day, or who was known in it last, with what articles say."""
    for each in found:
        console.print(Text(f"{clean(each.office.name)}, {day(each.day)}", "bold"))
        for spell in each.holders:
            known = when_phrase(spell.office.when)
            console.print(indented(Text(f"{clean(spell.actor.name)}: {known}")))
        for spell in each.last:
            until = _until(spell.office.when)
            name = clean(spell.actor.name)
            console.print(indented(Text(f"not known for that day; last known: {name}, {until}")))
        if not each.holders and not each.last:
            console.print(indented(Text("nobody is known in it on or before that day", "dim")))
        if each.told:
            console.print(section(f"told in the store's articles: {len(each.told):,}"))
        for number, told in enumerate(each.told, 1):
            holds = "holds" if told.claim.holds else "does not hold"
            line = party(told.claim.subject, role=False).append(f" {holds} it", "magenta")
            told_when = when_phrase(told.claim.valid)
            line.append(f" · {told_when}" if told_when else "", "dim")
            evidence = [words(p.text) for p in told.claim.evidence[:1]]
            lines: list[RenderableType] = [line, *evidence, source_line(told.source)]
            console.print(entry(number, lines, told.claim.id))


def holders_json(found: Iterable[Holders]) -> Iterator[str]:
    """Each holder as a line of JSON; `known` is false for those known last before the day."""
    for each in found:
        for known, spells in ((True, each.holders), (False, each.last)):
            for spell in spells:
                when = spell.office.when
                row = {
                    "office": each.office.name,
                    "day": each.day.isoformat(),
                    "known": known,
                    "holder": spell.actor.name,
                    "holder_id": spell.actor.id,
                    "first": when.first.isoformat() if when and when.first else None,
                    "last": when.last.isoformat() if when and when.last else None,
                    "source": spell.office.evidence,
                }
                yield json.dumps(row, ensure_ascii=False)


def show_counts(found: Counted, unit: str, shown: int, console: Console) -> None:
    """Print what the names were taken for, how much there is, and what was left out."""
    show_resolved(found, console)
    more = f", {shown:,} shown: raise --limit or write --csv" if shown < found.total else ""
    left = f" · {_left_out(found.undated, unit)}" if found.undated else ""
    console.print(Text(f"{counted(found.total, unit)}{more}{left}", "dim"))


def show_resolved(found: Counted, console: Console) -> None:
    """Print what each name was taken for, where it does not say so itself."""
    for each in found.resolved:
        labels = [m.label for m in each.meanings]
        if labels != [each.asked]:
            console.print(Text(_taken(each.asked, labels), "dim"))


def source_line(source: Source | SourceRow) -> Text:
    """Outlet, day of publication, and the address or file."""
    article = source.article
    told = when_phrase(article.published) or "day of publication not known"
    parts = (source.outlet or "outlet not known", told, source.at.told)
    return Text(" · ".join(clean(part) for part in parts if part), "dim", overflow="fold")


def _quotation(number: int, each: Quotation) -> RenderableType:
    statement = each.statement
    head = party(statement.speaker, unknown="speaker not named")
    head.append(" · ").append(clean(statement.act), "magenta")
    if statement.addressee is not None:
        head.append(" → ").append_text(party(statement.addressee, role=False))
    if statement.when is not None:
        head.append(f" · {when_phrase(statement.when)}", "dim")
    lines: list[RenderableType] = [head, *(words(p.text) for p in statement.content)]
    if len(each.chain) > 1:
        lines.append(Text(f"by way of {_steps(each.chain[:-1])}", "yellow"))
    lines.append(source_line(each.source))
    return entry(number, lines, statement.id)


def _meeting(number: int, each: Meeting, found: Timeline) -> RenderableType:
    occurrence = each.occurrence
    first = found.reports[occurrence.reports[0]].event
    head = Text(when_phrase(occurrence.when) or "day not told", "bold").append(" · ")
    head.append_text(parties((*first.actors, *first.recipients)))
    text = found.sources[first.trigger.article_id].article.text
    start, end = sentence_of(text, first.trigger)
    units = counted(len(occurrence.reports), "report")
    origins = counted(occurrence.independent_origins, "independent origin")
    lines: list[RenderableType] = [
        head,
        words(text[start:end]),
        Text(f"{each.status}{_facts(each)} · {units}, {origins}", "dim"),
        *(source_line(found.sources[article]) for article in occurrence.articles),
    ]
    return entry(number, lines, occurrence.id)


def _facts(meeting: Meeting) -> str:
    level = {"head": "heads", "minister": "ministers", "envoy": "envoys"}
    parts = (
        level.get(meeting.level or "", meeting.level),
        meeting.mode,
        f"in {clean(meeting.place)}" if meeting.place else None,
    )
    return "".join(f" · {part}" for part in parts if part)


def _news(number: int, each: News) -> RenderableType:
    article = each.source.article
    head = Text(clean(article.title or "(no title)"), "bold")
    reading = each.source.reading
    counts = (
        counted(each.story.independent_origins, "independent origin"),
        counted(len(each.story.articles), "article") + " in its story",
        counted(len(reading.events), "event"),
        counted(len(reading.statements), "statement"),
    )
    lines: list[RenderableType] = [head, source_line(each.source), Text(", ".join(counts), "dim")]
    if each.arrival.published is None:
        lines.append(Text(f"in the store since {day(each.arrival.recorded_at.date())}", "yellow"))
    if each.copy_of is not None:
        lines.append(Text(f"repeats {clean(each.copy_of)[:9]}", "yellow"))
    return entry(number, lines, article.id)


def _by(chain: Sequence[Step]) -> str:
    return f" · by the words of {_steps(chain)}" if chain else ""


def _steps(chain: Sequence[Step]) -> str:
    return " › ".join(clean(step.speaker or "somebody not named") for step in chain)


def _taken(asked: str, labels: Sequence[str]) -> str:
    return f"{clean(asked)}: {', '.join(map(clean, labels))}"


def _left_out(undated: int, unit: str) -> str:
    verb = "is" if undated == 1 else "are"
    return f"{counted(undated, unit)} without a day {verb} left out"


def _until(when: When | None) -> str:
    return (
        f"until {day(when.last)}" if when is not None and when.last else "until when is not known"
    )
