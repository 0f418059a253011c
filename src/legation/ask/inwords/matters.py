"""A matter told in the words of a question, and the reports of it in a store.

"that Israel recognised Somaliland" names two sides and what was between them. A report is of it if
the sides that are named take part, and its sentence has the words that are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legation.ask.inwords.about import shares, stem
from legation.ask.inwords.aligning import Word, words_of
from legation.ask.inwords.asks_all import AsksAll
from legation.ask.inwords.question_data import fillers
from legation.ask.listed import ToldRow
from legation.ask.resolving.meanings import Found
from legation.ask.stories import stories_with
from legation.ask.timeline import Timeline
from legation.errors import InputError
from legation.folding import name_key
from legation.records import Kind
from legation.telling.phrases import sentence_text

MOST_NAMES = 3  # sides of a matter that are looked for
LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter: the sides it names, and its other words with their stems."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A record that tells of a matter, with the sentence it stands in."""

    record: str
    article_id: str
    outlet: str | None
    told_on: date | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOf:
    """What tells of one matter, with how many independent origins it has.

    `alike` are other records out of the sentences of the reports.
    """

    reports: tuple[Mentioned, ...]
    origins: int
    alike: tuple[Mentioned, ...] = ()

    def of_sentence(self, told: Mentioned) -> tuple[str, ...]:
        """The ids of all records out of the sentence of one."""
        every = (*self.reports, *self.alike)
        return tuple(r.record for r in every if _place(r) == _place(told))


def matter_of(query: AsksAll, text: str) -> Matter:
    """The sides and the other words of a matter."""
    words = words_of(text)
    names: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + LONGEST_NAME), at, -1)
        end = next((e for e in ends if _is_name(query, text, words[at:e])), at)
        if end > at:
            names.append(text[words[at].start : words[end - 1].end])
            at = end
        else:
            rest.append(words[at].key)
            at += 1
    told = tuple(w for w in rest if w not in fillers() and re.search(r"\w", w))
    stems = tuple(stem(name_key(word)) for word in told)
    return Matter(names=tuple(names[:MOST_NAMES]), words=told, stems=stems)


def told_of(query: AsksAll, text: str, days: str | None) -> tuple[ToldOf, ...]:
    """What tells of a matter: occurrences or, where there are none, claims; at most three."""
    matter = matter_of(query, text)
    claims = [*_claims(query, matter, days)]
    ways = [[*_occurrences(query, matter, sides, days)] for sides in _sides(matter)]
    found = next(filter(None, ways), claims)
    every = [r for several in (*ways, claims) for each in several for r in each.reports]
    return tuple(_with(each, every) for each in found[:3])


def _with(told: ToldOf, every: Sequence[Mentioned]) -> ToldOf:
    """What tells of a matter, with all other records out of the same sentences."""
    places, own = set(map(_place, told.reports)), {r.record for r in told.reports}
    alike = {r.record: r for r in every if _place(r) in places and r.record not in own}
    return replace(told, alike=tuple(alike.values()))


def _sides(matter: Matter) -> tuple[tuple[str, ...], ...]:
    """The sides that must take part: all that are named or else the first, or nobody."""
    return tuple(dict.fromkeys((matter.names, matter.names[:1], matter.names[1:2])))


def _place(told: Mentioned) -> tuple[str | None, date | None, str]:
    return told.outlet, told.told_on, told.sentence


def _occurrences(
    query: AsksAll, matter: Matter, sides: tuple[str, ...], days: str | None
) -> Iterator[ToldOf]:
    """The occurrences with some sides of which a report tells of the matter."""
    filters = {"on": days} if days else {}
    if not sides:
        if matter.names or not matter.words:
            return
        filters |= {"text": " ".join(matter.words[:3])}
    try:
        told = query.timeline(*sides, **filters)
    except InputError:
        return
    for each in told.occurrences:
        reports = tuple(_of_report(told, key) for key in each.reports)
        if any(shares(r.sentence, matter.stems) for r in reports):
            yield ToldOf(reports=reports, origins=each.independent_origins)


def _of_report(told: Timeline, key: str) -> Mentioned:
    report = told.reports[key]
    trigger = report.event.trigger
    text = told.sources[trigger.article_id].article.text
    return Mentioned(
        record=key,
        article_id=trigger.article_id,
        outlet=report.outlet or report.agency,
        told_on=report.told_on,
        sentence=sentence_text(text, trigger),
    )


def _claims(query: AsksAll, matter: Matter, days: str | None) -> Iterator[ToldOf]:
    """The claims of the sides named in whose words the matter is, those of one kind together."""
    filters = {"on": days} if days else {}
    if not matter.names:
        return
    try:
        rows = [*query.claims(actor=matter.names[0], **filters).stream()]
    except InputError:
        return
    kinds: dict[tuple[str, bool], list[ToldRow]] = {}
    others = {name_key(n) for n in matter.names[1:]}
    for row in rows:
        words = " ".join(p.text for p in row.claim.evidence)
        if shares(words, matter.stems) and all(n in name_key(words) for n in others):
            kinds.setdefault((str(row.claim.predicate), row.claim.holds), []).append(row)
    for several in kinds.values():
        reports = tuple(_of_claim(row, matter) for row in several)
        stories = stories_with(query.store, sorted({r.article_id for r in reports}))
        yield ToldOf(reports=reports, origins=len(stories))


def _of_claim(row: ToldRow, matter: Matter) -> Mentioned:
    """A claim, with the sentence of that of its passages which tells of the matter."""
    article = row.source.article
    when = article.published
    evidence = row.claim.evidence
    told = next((p for p in evidence if shares(p.text, matter.stems)), evidence[0])
    return Mentioned(
        record=row.claim.id,
        article_id=article.id,
        outlet=row.source.outlet,
        told_on=when.first if when else None,
        sentence=sentence_text(article.text, told),
    )


def _is_name(query: AsksAll, text: str, words: Sequence[Word]) -> bool:
    """Whether words are a name that somebody here bears."""
    if not words[0].text[:1].isupper() or words[0].is_filler or words[-1].is_filler:
        return False
    found = query.names.meant(text[words[0].start : words[-1].end])
    if any(word.is_filler for word in words):
        found = tuple(m for m in found if m.found is not Found.STORE)  # "India and Pakistan": two
    return bool(found) and (len(found) == 1 or all(m.kind is Kind.PERSON for m in found))
