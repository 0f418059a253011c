"""Facts and changes of the ledger, printed with the words they came from."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from legation.cli.layout import entry, indented, section, words
from legation.cli.show_parties import party
from legation.records import Choice, Claim, Entry, Question
from legation.telling.phrases import counted, day, predicate_phrase, quantity_phrase, when_phrase
from legation.telling.safe import clean

MAX_AGAINST = 3  # claims to the contrary that are shown
MAX_CHANGES = 100


def show_choices(chosen: Sequence[Choice], console: Console, *, more: bool = False) -> None:
    """Print what a view made of facts, by predicate; `more` says that there are others."""
    claims = sum(len(choice.fact.entries) for choice in chosen)
    rest = " · there are more: raise --limit, or name a --predicate" if more else ""
    console.print(Text(f"facts: {len(chosen)} · claims shown or counted: {claims}{rest}", "dim"))
    predicate = None
    for number, choice in enumerate(chosen, 1):
        if choice.fact.predicate != predicate:
            predicate = choice.fact.predicate
            console.print()
            console.print(section(str(predicate)))
        console.print(_choice(number, choice))


def show_changes(came: Sequence[Entry], went: Sequence[Entry], console: Console) -> None:
    """Print what came to be known between two days, and what was no longer read."""
    for title, entries in (("came to be known", came), ("withdrawn", went)):
        console.print()
        console.print(section(f"{title}: {counted(len(entries), 'claim')}"))
        for number, each in enumerate(entries[:MAX_CHANGES], 1):
            console.print(entry(number, [sentence(each.claim), *_source(each)], each.claim.id))
        if len(entries) > MAX_CHANGES:
            console.print(indented(Text(f"and {len(entries) - MAX_CHANGES:,} more", "dim")))


def show_questions(questions: Sequence[Question], console: Console, *, unread: int = 0) -> None:
    """Print questions, each with the two passages it is about; `unread` more are not asked."""
    for number, each in enumerate(questions, 1):
        lines: list[RenderableType] = [
            Text.assemble((clean(each.text), "bold"), (f" · {each.check}", "magenta")),
            words(each.left.text),
            words(each.right.text),
            *([Text(clean(each.why), "dim")] if each.why else []),
            Text(" · ".join(record[:9] for record in each.records), "dim"),
        ]
        console.print(entry(number, lines, each.id))
    console.print(Text(f"questions: {len(questions)}", "dim"))
    if unread:
        console.print(
            Text(f"not asked, since too little was read of the days after: {unread}", "dim")
        )


def sentence(claim: Claim) -> Text:
    """A claim in words: who, what, of whom, how much, since when."""
    told = party(claim.subject, role=False)
    told.append(f" {predicate_phrase(claim)} ", "magenta")
    if claim.object is not None:
        told.append_text(party(claim.object, role=False))
    if claim.value is not None:
        amount = quantity_phrase(claim.value)
        told.append(f", {amount}" if claim.object is not None else amount, "bold")
    valid = when_phrase(claim.valid)
    return told.append(f" · {valid}" if valid else "", "dim")


def _choice(number: int, choice: Choice) -> RenderableType:
    if choice.entry is None:
        claim = choice.fact.entries[0].claim
        line = sentence(claim).append(" · not told from this perspective, or of this day", "yellow")
        return entry(number, [line], choice.fact.id)
    lines: list[RenderableType] = [sentence(choice.entry.claim), *_source(choice.entry)]
    same = len(choice.fact.entries) - 1 - len(choice.against)
    if same:
        lines.append(Text(f"and {same} more to the same end, or of another day", "dim"))
    for each in choice.against[:MAX_AGAINST]:
        lines.append(Text.assemble(("against: ", "yellow"), sentence(each.claim)))
        lines += _source(each)
    if choice.later is not None:
        lines.append(Text(f"another took its place: {choice.later[:9]}", "yellow"))
    return entry(number, lines, choice.fact.id)


def _source(each: Entry) -> list[RenderableType]:
    """Who says so, where, when it came to be known, and the words."""
    claim = each.claim
    who = clean(claim.holder.name) if claim.holder else ""
    told = f"told {day(each.told_on)}" if each.told_on else "day unknown"
    known = f"in the store since {day(claim.recorded_at.date())}" if claim.recorded_at else ""
    gone = f"withdrawn {day(each.withdrawn_at.date())}" if each.withdrawn_at else ""
    outlet = clean(each.outlet or each.agency or "outlet unknown")
    parts = [f"claimed by {who}" if who else "", outlet, told, known, gone, claim.id[:9]]
    line = Text(" · ".join(part for part in parts if part), "dim")
    return [line, *(words(passage.text) for passage in claim.evidence[:1])]
