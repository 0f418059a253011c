"""Eight questions with plain arguments and plain answers, each with its words and ids.

They ask what `Query` asks and decide nothing of their own. Every answer says how many there are
besides those shown, and what each name was taken for. Raises `InputError` for what cannot be asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from legation.ask.grammar.asking import asking_of
from legation.ask.grammar.lists import limit_of
from legation.ask.inwords.answer_items import answer_item
from legation.ask.lazily.narrowing import pairs_of
from legation.ask.query import Query
from legation.ask.tabular.items import (
    Item,
    choice_item,
    commitment_item,
    item_of,
    meeting_item,
    occurrence_item,
    passage_item,
    resolved_item,
)
from legation.errors import InputError

SHOWN, MOST = 20, 100  # items of an answer: what reads them reads all of it
_EXTRA = ("words", "chain")
Name = str | list[str] | None


@dataclass(frozen=True, slots=True)
class Toolset:
    """The tools over one store."""

    query: Query

    def every(self) -> tuple[Callable[..., Item], ...]:
        """The tools, in the order in which they are listed."""
        return (
            self.resolve,
            self.said,
            self.events,
            self.timeline,
            self.facts,
            self.commitments,
            self.meetings,
            self.ask,
        )

    def resolve(self, name: str, on: str | None = None) -> Item:
        """Who or what a name stands for: a person, state, office, body or place of the record.

        Gives one meaning, a choice of several, or none with near names. `on` is a day, for offices
        ("Danish foreign minister" on 2025-08-27). Use the id or full name in the other tools.
        """
        day = self.query.filters(told=on).told if on else None
        return resolved_item(self.query.resolve(name, on=day.last if day else None))

    def said(
        self,
        speaker: Name = None,
        addressee: Name = None,
        act: Name = None,
        text: str | None = None,
        on: str | None = None,
        told: str | None = None,
        known: str | None = None,
        limit: int = SHOWN,
    ) -> Item:
        """Who said what, in which words, with the chain of those who report it.

        `act` is says, demands, accuses, denies, promises ...; `text` takes words, "a phrase", -not
        and OR; `on` is the day of speaking and `told` that of publication: 2026-01, 2015-03/..,
        ../2006; `known` the day at whose end the record must have held it.
        """
        asked = {"speaker": speaker, "addressee": addressee, "act": act, "text": text}
        return self._listed("statements", {**asked, "on": on, "told": told, "known": known}, limit)

    def events(
        self,
        actor: Name = None,
        with_: Name = None,
        from_: Name = None,
        to: Name = None,
        type: Name = None,
        status: Name = None,
        country: Name = None,
        place: Name = None,
        text: str | None = None,
        on: str | None = None,
        told: str | None = None,
        known: str | None = None,
        limit: int = SHOWN,
    ) -> Item:
        """Who did what to whom: reports of events in PLOVER's types, each with its words.

        `actor` takes part on any side, `with_` besides, `from_` acts, `to` is acted upon. `type` is
        CONSULT, AGREE, ACCUSE, ASSAULT ..., with a mode as in CONSULT.visit; `status` happened,
        ongoing, planned, possible or denied. A list means either, a leading ! means not. An event
        without `day` has none in the text: that is unknown, not today.
        """
        asked = {"actor": actor, "with_": with_, "from_": from_, "to": to, "type": type}
        where = {"status": status, "country": country, "place": place, "text": text}
        when = {"on": on, "told": told, "known": known}
        return self._listed("events", {**asked, **where, **when}, limit)

    def timeline(
        self,
        parties: list[str],
        type: Name = None,
        on: str | None = None,
        known: str | None = None,
        limit: int = SHOWN,
    ) -> Item:
        """What happened between parties by day, reports of one event merged into an occurrence.

        Every occurrence has its reports' words and the number of independent origins.
        """
        found = self.query.timeline(*parties, **_given(type=type, on=on, known=known))
        shown = found.occurrences[: _limit(limit)]
        return {
            "items": [occurrence_item(each, found, ("words", "why")) for each in shown],
            "count": {"occurrences": len(found.occurrences), "undated": found.counted.undated},
            "names": [resolved_item(each) for each in found.counted.resolved],
        }

    def facts(
        self,
        predicate: str | None = None,
        actor: str | None = None,
        subject: str | None = None,
        object: str | None = None,
        on: str | None = None,
        known: str | None = None,
        by: str | None = None,
        limit: int = SHOWN,
    ) -> Item:
        """What is claimed to hold: offices, membership, recognition, commands, deployments.

        Claims that contradict each other are all given, with whose each is; `holds` says what the
        one told last makes of it, `null` that no claim counts. `by` is whose claims count:
        `outlets` or a name. `on` is the day, `known` that of the record's knowledge.
        """
        asked = {"actor": actor, "subject": subject, "object": object, "on": on}
        more = {"known": known, "by": by, "limit": _limit(limit)}
        found = self.query.facts(predicate, **_given(**asked, **more)).found()
        return {
            "items": [choice_item(each, ("words",)) for each in found.choices],
            "count": {"facts": found.slots, "claims": found.claims},
        }

    def commitments(
        self,
        by: Name = None,
        of: Name = None,
        kind: Literal["promise", "demand"] | None = None,
        status: Name = None,
        due: str | None = None,
        limit: int = SHOWN,
    ) -> Item:
        """Promises and demands with their words, and how they stand.

        `by` made them, `of` is whom they bind or are made to. `status` is open, repeated, claimed
        done, disputed or lapsed; lapsed means that the day is over and nobody said it was kept, not
        that it was broken.
        """
        found = [*self.query.commitments(**_given(by=by, of=of, kind=kind, status=status, due=due))]
        items = [commitment_item(each) for each in found[: _limit(limit)]]
        return {"items": items, "count": {"commitments": len(found)}}

    def meetings(
        self,
        parties: list[str] | None = None,
        level: Name = None,
        on: str | None = None,
        known: str | None = None,
        limit: int = SHOWN,
    ) -> Item:
        """When parties met, visited or called each other: held ones first, then planned ones.

        `level` is head, minister, envoy or officials. `last` is the id of the latest that has a
        day.
        """
        asked = _given(level=level, on=on, known=known)
        found = self.query.meetings(*(parties or ()), **asked)
        every = (*found.held, *found.planned, *found.other)
        return {
            "items": [meeting_item(each, found, ("words",)) for each in every[: _limit(limit)]],
            "last": found.last.occurrence.id if found.last else None,
            "count": {
                "held": len(found.held),
                "planned": len(found.planned),
                "possible_or_denied": len(found.other),
            },
        }

    def ask(
        self,
        question: str | None = None,
        known: str | None = None,
        records: Literal["events", "statements", "claims"] | None = None,
        query: str = "",
    ) -> Item:
        """One of 25 questions in words, or any list by the query grammar.

        `question` is such as "When did India and Pakistan last meet?"; each sentence of the answer
        has the ids of its records. `not_told` means that no record tells it, `not_understood` are
        words that had no part, and with `options` one of these must be asked instead. Without a
        question, records=events, query=`actor=ISR&type=REQUEST&on=2026-01&facet=status&limit=5`: a
        name twice means either, other names mean and, a leading ! means not. What cannot be asked
        is refused with the nearest that can. `next` of an answer is `after` of the page after it.
        """
        if question is not None:
            if records is not None:
                raise InputError("question and records ask two things; give one of them")
            told = self.query.as_asked(self.query.today.isoformat(), known=known)
            answer = told.ask(question)
            items = [self._words_of(record) for record in answer.records[:SHOWN]]
            return {**answer_item(answer), "items": items}
        if records is None:
            raise InputError("give a question in words, or records and a query")
        asked = self.query.asking(query, records)
        if not any(name == "limit" for name, _ in asked.pairs):
            cut = f"{query}&limit={SHOWN}" if query else f"limit={SHOWN}"
            asked = self.query.asking(cut, records)
        return self._answer(asked)

    def _words_of(self, record: str) -> Item:
        """A record under an answer, with its words; an article has only its title."""
        found: Any = self.query.find(record)
        kept = found.record
        for name in ("trigger", "content", "evidence"):
            words = getattr(kept, name, None)
            if words is not None:
                passages = words if isinstance(words, tuple) else (words,)
                told = [passage_item(passage) for passage in passages]
                return {"id": found.id, "kind": found.kind, "words": told}
        title = found.reading.article.title
        return {"id": found.id, "kind": found.kind, "words": [], "title": title}

    def _listed(self, kind: str, asked: dict[str, Any], limit: int) -> Item:
        pairs = [*pairs_of(asked), ("limit", str(_limit(limit)))]
        return self._answer(asking_of(pairs, kind, today=self.query.today))

    def _answer(self, asked: Any) -> Item:
        found = self.query.listed(asked)
        most = found.count_to or 0
        return {
            "items": [item_of(row, (*_EXTRA, *asked.extra)) for row in found.rows],
            "next": found.next,
            "count": {
                asked.kind: min(found.total, most),
                "articles": min(found.articles, most),
                "undated": min(found.undated, most),
                "exact": max(found.total, found.undated) <= most,
            },
            "facets": {
                each.name: [{"value": v, "count": n} for v, n in each.values]
                for each in found.facets
            },
            "names": [resolved_item(each) for each in found.resolved],
        }


def _given(**values: Any) -> dict[str, Any]:
    """Those of the arguments that were given."""
    return {name: value for name, value in values.items() if value not in (None, [])}


def _limit(limit: int) -> int:
    if not 0 < limit <= MOST:
        raise InputError(f"limit={limit} is no number from 1 to {MOST}")
    return limit_of(str(limit), MOST)
