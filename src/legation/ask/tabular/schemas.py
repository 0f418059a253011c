"""The tables that leave Legation: events, dyads, statements, claims, occurrences, articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter
from typing import Any

from legation.ask.events import Deed
from legation.ask.filters import KIND_NAMES
from legation.ask.listed import DeedRow
from legation.ask.tabular.flat import (
    Table,
    Type,
    flag,
    integer,
    moment,
    number,
    text,
    texts,
    together,
)
from legation.ask.tabular.parts import (
    Get,
    chain,
    days,
    one_party,
    several_parties,
    source_columns,
    source_of,
)
from legation.ask.timeline import among_themselves
from legation.records import Harm, Mention
from legation.telling.phrases import quantity_phrase


def _event(name: str) -> Get:
    return attrgetter(f"event.{name}")


_WHAT = together(
    attrgetter(
        *(
            f"event.{name}"
            for name in ("type", "mode", "contexts", "cameo", "quad", "goldstein", "status")
        )
    ),
    ("type", Type.TEXT, "PLOVER type"),
    ("mode", Type.TEXT, "PLOVER mode"),
    ("contexts", Type.TEXTS, "PLOVER contexts"),
    ("cameo", Type.TEXT, "CAMEO code, leading zero kept"),
    ("quad", Type.INTEGER, "1 words with, 2 deeds with, 3 words against, 4 deeds against"),
    ("goldstein", Type.NUMBER, "CAMEO's scale from -10 to 10, as GDELT has it"),
    ("status", Type.TEXT, "happened, ongoing, planned, possible or denied"),
)


def _where(item: Any) -> tuple[Any, ...]:
    place = item.event.place
    return (place.name, place.actor_id, place.country) if place else (None, None, None)


_WHERE = together(
    _where,
    ("place", Type.TEXT, "where it took place, by name"),
    ("place_id", Type.TEXT, "the place's id"),
    ("place_country", Type.TEXT, "the country of the place"),
)


def _worded(item: Any) -> tuple[Any, ...]:
    event = item.event
    told = event.trigger
    return (
        *(told.text, told.start, told.end, item.sentence, chain(item)),
        *(event.said_in, event.score, event.rule),
    )


_WORDS = together(
    _worded,
    ("words", Type.TEXT, "the words that tell of it"),
    ("start", Type.INTEGER, "where these begin in the article's text, in characters"),
    ("end", Type.INTEGER, "where these end, this character excluded"),
    ("sentence", Type.TEXT, "the sentence around them"),
    ("chain", Type.TEXTS, "who tells of it, the outermost first; empty for the outlet itself"),
    ("said_in", Type.TEXT, "the id of the statement that tells of it"),
    ("score", Type.NUMBER, "how sure the reader is, from 0 to 1"),
    ("rule", Type.TEXT, "the code of the rule that decided"),
)


def _detailed(item: Any) -> tuple[Any, ...]:
    event = item.event
    level, manner, answers = event.level, event.manner, event.response_to
    return (
        tuple(map(_harm, event.harm)),
        tuple([each.value for each in event.means]),
        tuple([f"{each.by.name} {each.stance}" for each in event.responsibility]),
        level.value if level else None,
        manner.value if manner else None,
        event.host.name if event.host else None,
        tuple([f"{each.kind}: {quantity_phrase(each.quantity)}" for each in event.amount]),
        answers.value if answers else None,
    )


_DETAILS = together(
    _detailed,
    ("harm", Type.TEXTS, "what was done to people, with the number told"),
    ("means", Type.TEXTS, "weapons or instruments, as written"),
    ("responsibility", Type.TEXTS, "who claims or denies to have done it"),
    ("level", Type.TEXT, "of a meeting: head, minister, envoy or officials"),
    (
        "manner",
        Type.TEXT,
        "of a meeting: in person, phone, video, letter; else indirect, secret or closed",
    ),
    ("host", Type.TEXT, "who received the others"),
    ("amount", Type.TEXTS, "money, goods or troops given, taken or moved"),
    ("response_to", Type.TEXT, "the id of the event or statement it answers"),
)


def _harm(harm: Harm) -> str:
    """As in "killed: at least 12 soldiers"; a number that is not told is left out."""
    return f"{harm.kind}: {quantity_phrase(harm.number)}" if harm.number else str(harm.kind)


EVENTS = Table(
    name="events",
    unit="report of an event",
    columns=(
        text("id", "the event's id", _event("id")),
        *_WHAT,
        *days("when", "the day of the event", _event("when")),
        *several_parties("actor", "who acts", _event("actors")),
        *several_parties("recipient", "on whom", _event("recipients")),
        *_WHERE,
        *_DETAILS,
        *_WORDS,
        *source_columns(source_of),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two parties of an event; `together` where both stand on one side of it."""

    source_party: Mention
    target_party: Mention
    together: bool
    deed: Deed | DeedRow

    @property
    def event(self) -> Any:
        """The event."""
        return self.deed.event

    @property
    def source(self) -> Any:
        """Where it is told."""
        return self.deed.source

    @property
    def chain(self) -> Any:
        """Who tells of it."""
        return self.deed.chain

    @property
    def sentence(self) -> str:
        """The sentence of it."""
        return self.deed.sentence


def dyads(deeds: Iterable[Any]) -> Iterator[Dyad]:
    """Each event once for every two of its parties: who acts on whom, or who is in it together.

    Those who act among themselves (a meeting, an agreement, prisoners exchanged) are taken two by
    two, in the order of the text.
    """
    for deed in deeds:
        event = deed.event
        pairs = [(a, b, False) for a in event.actors for b in event.recipients]
        if among_themselves(event):
            pairs += [(a, b, True) for a, b in combinations(event.actors, 2)]
        for a, b, both in pairs:
            yield Dyad(source_party=a, target_party=b, together=both, deed=deed)


DYADS = Table(
    name="dyads",
    unit="two parties of a report of an event",
    columns=(
        text("id", "the event's id; it stands once for every two parties", _event("id")),
        *one_party("source", "who acts, or takes part first", lambda d: d.source_party),
        *one_party("target", "on whom, or who takes part besides", lambda d: d.target_party),
        flag("together", "whether both stand on one side: met, agreed", lambda d: d.together),
        *_WHAT,
        *days("when", "the day of the event", _event("when")),
        *_WHERE,
        *_DETAILS,
        *_WORDS,
        *source_columns(source_of),
    ),
)


def _statement(name: str) -> Get:
    return attrgetter(f"statement.{name}")


STATEMENTS = Table(
    name="statements",
    unit="statement",
    columns=(
        text("id", "the statement's id", _statement("id")),
        *one_party("speaker", "who says it", _statement("speaker")),
        *one_party("addressee", "to whom", _statement("addressee")),
        text("act", "says, demands, accuses, denies, promises ...", _statement("act")),
        text(
            "kind",
            "quoted, partly or reported: whether the words are the speaker's",
            lambda item: KIND_NAMES[item.statement.kind],
        ),
        text("polarity", "whether it is put forward or turned down", _statement("polarity")),
        text("channel", "where it was said, as written", _statement("channel")),
        *days(
            "day", "when it was spoken or, where that is not told, published", lambda item: item.day
        ),
        text(
            "relayed_by",
            "who passed the words on",
            lambda i: m.name if (m := i.statement.relayed_by) else None,
        ),
        *days(
            "deadline",
            "the day until which something is promised or demanded",
            _statement("deadline"),
        ),
        text("words", "what was said; passages are parted by …", lambda item: item.words),
        integer(
            "start",
            "where it begins in the article's text, in characters",
            lambda item: item.statement.content[0].start,
        ),
        integer(
            "end",
            "where it ends, this character excluded",
            lambda item: item.statement.content[-1].end,
        ),
        text(
            "cue",
            "the words that say who speaks",
            lambda item: c.text if (c := item.statement.cue) else None,
        ),
        texts("chain", "the speakers, from whom the outlet has it to whose words they are", chain),
        integer(
            "depth",
            "how many speakers stand between the outlet and the words",
            lambda item: len(item.chain),
        ),
        text("reported_in", "the id of the statement it is reported in", _statement("reported_in")),
        number("score", "how sure the reader is, from 0 to 1", _statement("score")),
        text("rule", "the code of the rule that decided", _statement("rule")),
        *source_columns(source_of),
    ),
)


def _claim(name: str) -> Get:
    return attrgetter(f"claim.{name}")


CLAIMS = Table(
    name="claims",
    unit="claim",
    columns=(
        text("id", "the claim's id", _claim("id")),
        *one_party("subject", "of whom it is claimed", _claim("subject")),
        text("predicate", "what is claimed", _claim("predicate")),
        *one_party("object", "of what", _claim("object")),
        number("amount", "an amount", lambda i: v.amount if (v := i.claim.value) else None),
        text(
            "bound",
            "exact, at least, more than, about ...",
            lambda i: v.bound if (v := i.claim.value) else None,
        ),
        number(
            "upper",
            "the upper end of an amount between two",
            lambda i: v.upper if (v := i.claim.value) else None,
        ),
        text("unit", "the unit of the amount", lambda i: v.unit if (v := i.claim.value) else None),
        text(
            "amount_told",
            "the amount in words",
            lambda i: quantity_phrase(v) if (v := i.claim.value) else None,
        ),
        *days("valid", "when it holds", _claim("valid")),
        flag("holds", "whether it is claimed to hold, or not to", _claim("holds")),
        text(
            "holder",
            "whose claim it is; empty for the outlet's",
            lambda i: h.name if (h := i.claim.holder) else None,
        ),
        text(
            "words", "the words it is from", lambda i: " … ".join(p.text for p in i.claim.evidence)
        ),
        moment("recorded_at", "when the store came to know it", _claim("recorded_at")),
        number("score", "how sure the reader is, from 0 to 1", _claim("score")),
        text("rule", "the code of the rule that decided", _claim("rule")),
        *source_columns(source_of),
    ),
)

ARTICLES = Table(
    name="articles",
    unit="article",
    columns=(
        *source_columns(source_of),
        text("section", "the section", lambda i: i.source.reading.article.section),
        texts("authors", "who wrote it", lambda i: i.source.reading.article.authors),
        text("dateline", "the place line", lambda i: i.source.reading.article.dateline),
        text("language", "the language", lambda i: i.source.reading.article.language),
        integer(
            "characters", "the length of the text", lambda i: len(i.source.reading.article.text)
        ),
        integer("statements", "statements in it", lambda i: len(i.source.reading.statements)),
        integer("events", "events in it", lambda i: len(i.source.reading.events)),
        integer("claims", "claims in it", lambda i: len(i.source.reading.claims)),
        text("reader", "which version read it", lambda i: i.source.reading.reader),
    ),
)


def _when(name: str) -> Get:
    return lambda item: getattr(item.occurrence.when, name, None)


OCCURRENCES = Table(
    name="occurrences",
    unit="occurrence",
    columns=(
        text("id", "the occurrence's id", lambda i: i.occurrence.id),
        text("type", "PLOVER type", lambda i: i.occurrence.type),
        text("mode", "PLOVER mode", lambda i: i.event.mode),
        text("cameo", "CAMEO code of its first report", lambda i: i.event.cameo),
        integer(
            "quad",
            "1 words with, 2 deeds with, 3 words against, 4 deeds against",
            lambda i: i.event.quad,
        ),
        number("goldstein", "CAMEO's scale, of its first report", lambda i: i.event.goldstein),
        text("status", "happened, ongoing, planned, possible or denied", lambda i: i.status),
        *days("when", "the day of it", lambda i: i.occurrence.when),
        *several_parties("actor", "who acts, by the first report", lambda i: i.event.actors),
        *several_parties("recipient", "on whom, by the first report", lambda i: i.event.recipients),
        texts("parties", "all parties of all reports, as keys", lambda i: i.occurrence.parties),
        text("place", "where", lambda i: i.occurrence.place),
        text("level", "of a meeting: head, minister, envoy or officials", lambda i: i.level),
        texts("reports", "the ids of its reports", lambda i: i.occurrence.reports),
        texts("articles", "the articles that tell of it", lambda i: i.occurrence.articles),
        integer(
            "origins",
            "how many of these are independent",
            lambda i: i.occurrence.independent_origins,
        ),
        texts("reasons", "why the reports are taken for one", lambda i: i.occurrence.reasons),
        text("sentence", "the sentence of the first report", lambda i: i.sentence),
        texts("outlets", "who tells of it", lambda i: tuple(s.outlet or "" for s in i.sources)),
        texts(
            "links",
            "address or file of each article",
            lambda i: tuple(s.at.told for s in i.sources),
        ),
    ),
)

TABLES = {t.name: t for t in (EVENTS, DYADS, STATEMENTS, CLAIMS, ARTICLES, OCCURRENCES)}
