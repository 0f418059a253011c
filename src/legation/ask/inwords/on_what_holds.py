"""Answers on what holds: recognition, offices, commands, contributions, mandates, land."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from legation.ask.holds import Holders
from legation.ask.inwords.answer_types import Basis, Found, Sentence, found, plain, said
from legation.ask.inwords.asks_all import AsksAll
from legation.ask.inwords.understanding import Understood
from legation.ask.inwords.worded import asked_days, claim_fields, given
from legation.ask.resolving.meanings import Meaning, Spell
from legation.ledger.views import speaks_of
from legation.records import Actor, Bound, Choice, Entry, Predicate, Quantity
from legation.telling.phrases import counted, day, quantity_phrase, when_phrase


def recognisers(query: AsksAll, asked: Understood) -> Found:
    """1: who recognises somebody, and who says so."""
    return _told(query, 1, asked, Predicate.RECOGNIZES, object=asked.asked("object"))


def recognises(query: AsksAll, asked: Understood) -> Found:
    """2: whether one recognises another: its own words first, and whether all agree."""
    wanted = {"subject": asked.asked("subject"), "object": asked.asked("object")}
    own = {m.id for m in asked.meant("subject")}
    told = sorted(
        _facts(query, Predicate.RECOGNIZES, **wanted),
        key=lambda e: e.claim.holder is None or e.claim.holder.country not in own,
    )
    sentences = [*_each(2, told, asked)]
    yes = [e.claim.id for e in told if e.claim.holds]
    no = [e.claim.id for e in told if not e.claim.holds]
    if yes and no:
        sides = {"yes": counted(len(yes), "claim"), "no": counted(len(no), "claim")}
        sentences.append(Sentence(text=said(2, "contrary", **sides), records=(*yes, *no)))
    return _found(2, sentences, asked, _facts_address(Predicate.RECOGNIZES, wanted))


def commanders(query: AsksAll, asked: Understood) -> Found:
    """6: who commanded a force, on a day where one is named."""
    return _told(query, 6, asked, Predicate.COMMANDS, object=asked.asked("body"))


def contribution(query: AsksAll, asked: Understood) -> Found:
    """7: how many soldiers one has in a force."""
    sides = {"subject": asked.asked("subject"), "object": asked.asked("object")}
    told = [e for e in _facts(query, Predicate.CONTRIBUTES_TO, **sides) if e.claim.value]
    address = _facts_address(Predicate.CONTRIBUTES_TO, sides)
    return _found(7, _each(7, told, asked), asked, address)


def contributions(query: AsksAll, asked: Understood) -> Found:
    """8: who contributes to a force, and whether that comes to its strength."""
    body = asked.asked("object")
    told = [*_facts(query, Predicate.CONTRIBUTES_TO, object=body)]
    strength = [*_facts(query, Predicate.STRENGTH, subject=body)]
    sentences = [*_each(8, told, asked), *_each(8, strength, asked, part="strength")]
    amounts = {e.claim.subject.name: e for e in told if e.claim.value and e.claim.holds}
    if amounts and strength and strength[-1].claim.value:
        total, low, high = _sum([e.claim.value for e in amounts.values() if e.claim.value])
        of = strength[-1].claim.value
        fields = {"sum": total, "strength": quantity_phrase(of), "verdict": _fits(low, high, of)}
        records = (*(e.claim.id for e in amounts.values()), strength[-1].claim.id)
        sentences.append(Sentence(text=said(8, "sum", **fields), records=records))
    address = _facts_address(Predicate.CONTRIBUTES_TO, {"object": body})
    return _found(8, sentences, asked, address)


def mandates(query: AsksAll, asked: Understood) -> Found:
    """9: under which resolution a body works."""
    return _told(query, 9, asked, Predicate.MANDATED_BY, subject=asked.asked("object"))


def claimed_land(query: AsksAll, asked: Understood) -> Found:
    """24: who claims a territory, or which territories are claimed or denied."""
    of = asked.asked("object")
    if of is not None:
        return _told(query, 24, asked, Predicate.CLAIMS_TERRITORY, object=of)
    every = _facts(query, Predicate.CLAIMS_TERRITORY)
    denied = (e for e in _facts(query, Predicate.RECOGNIZES) if not e.claim.holds)
    sentences = _each(24, [*every, *denied], asked)
    return found(sentences, not_told=said(24, "nothing"), address="/claims?contested=yes")


def office_holders(query: AsksAll, asked: Understood) -> Found:
    """3: who held an office on a day, by the tables and by the claims of the store."""
    on = asked.day or query.today
    sentences = []
    office = asked.asked("office") or ""
    offices = query.holds(office, on=on.isoformat())
    for each in offices:
        fields = {"office": each.office.name, "day": day(on)}
        for part, spells in (("table", each.holders), ("last", each.last)):
            for spell in spells:
                whole = fields | {
                    "person": spell.actor.name,
                    "when": when_phrase(spell.office.when),
                }
                sentences.append(_of_tables(said(3, part, **whole), spell.actor))
    sentences += _each(3, _office_claims(query, offices, on), asked)
    fields = {"office": plain(office), "day": day(on)}
    country = next((m.country for m in asked.meant("office") if m.country), None)
    title = next((m.office.title for m in asked.meant("office") if m.office), office)
    where = f"/office/{country or '-'}/{title.lower().replace(' ', '-')}?on={on}"
    return found(sentences, not_told=said(3, "not_told", **fields), address=where)


def offices_of(query: AsksAll, asked: Understood) -> Found:
    """4: which offices somebody has held."""
    person = asked.asked("person")
    sentences = [
        _of_tables(
            said(
                4, "table", person=actor.name, office=_named(query, actor, n), when=_since(actor, n)
            ),
            actor,
        )
        for actor in _actors(query, asked)
        for n in range(len(actor.offices))
    ]
    told = _facts(query, Predicate.HOLDS_OFFICE, subject=person)
    sentences += _each(4, told, asked)
    address = _facts_address(Predicate.HOLDS_OFFICE, {"subject": person})
    return _found(4, sentences, asked, address)


def successors(query: AsksAll, asked: Understood) -> Found:
    """5: who came after somebody in an office."""
    sentences = []
    only = asked.asked("office")
    for actor in _actors(query, asked):
        for office in actor.offices:
            if office.when is None or office.when.last is None:
                continue
            named = _office_words(office.title, office.country or office.organisation)
            for meant in query.names.meant(only or named):
                for spell in _next(meant, actor, office.when.last):
                    fields = {
                        "next": spell.actor.name,
                        "person": actor.name,
                        "office": meant.name,
                        "day": day(spell.office.when.first or office.when.last)
                        if spell.office.when
                        else "",
                    }
                    sentences.append(_of_tables(said(5, "table", **fields), spell.actor))
    address = _facts_address(Predicate.HOLDS_OFFICE, {"subject": asked.asked("person")})
    return _found(5, sentences, asked, address)


def _next(meant: Meaning, actor: Actor, end: date) -> tuple[Spell, ...]:
    """Who took an office first after somebody left it."""
    if meant.office is None:
        return ()
    later = [
        s
        for s in meant.office.spells
        if s.actor.id != actor.id
        and s.office.when
        and s.office.when.first
        and s.office.when.first >= end - timedelta(days=1)
    ]
    first = min(map(_begin, later), default=None)
    return tuple(s for s in later if _begin(s) == first)


def _begin(spell: Spell) -> date:
    when = spell.office.when
    return when.first if when is not None and when.first is not None else date.max


def _office_claims(query: AsksAll, offices: Iterable[Holders], on: date) -> list[Entry]:
    """The claims of the store on who held an office, those that speak of the day."""
    ids = {told.claim.id for each in offices for told in each.told}
    entries = _facts(query, Predicate.HOLDS_OFFICE) if ids else ()
    return [e for e in entries if e.claim.id in ids and speaks_of(e, on)]


def _facts(query: AsksAll, predicate: Predicate, **sides: str | None) -> tuple[Entry, ...]:
    """The claims behind the facts of a predicate, a fact after the other."""
    asked = query.facts(str(predicate), **given(**sides), limit=500)
    choices: tuple[Choice, ...] = asked.found().choices
    return tuple(entry for choice in choices for entry in choice.fact.entries)


def _told(
    query: AsksAll, template: int, asked: Understood, predicate: Predicate, **sides: str | None
) -> Found:
    """A sentence for each claim of a predicate that has these sides."""
    told = _each(template, _facts(query, predicate, **sides), asked)
    return _found(template, told, asked, _facts_address(predicate, sides))


def _each(
    template: int, entries: Iterable[Entry], asked: Understood, *, part: str = "told"
) -> Iterator[Sentence]:
    """A sentence for each claim that speaks of the day asked for."""
    on = asked.day
    for entry in entries:
        if on is None or speaks_of(entry, on):
            text = said(template, part, **claim_fields(entry))
            yield Sentence(text=text, records=(entry.claim.id,))


def _found(template: int, sentences: Iterable[Sentence], asked: Understood, address: str) -> Found:
    fields = {each.name: plain(asked.shown(each.name) or "") for each in asked.slots}
    if "body" in fields:
        fields["object"] = fields["body"]
    fields["on"] = asked_days(asked)
    return found(sentences, not_told=said(template, "not_told", **fields), address=address)


def _facts_address(predicate: Predicate, sides: Mapping[str, str | None]) -> str:
    return f"/facts?{urlencode({'predicate': str(predicate), **given(**sides)})}"


def _actors(query: AsksAll, asked: Understood) -> list[Actor]:
    known = query.names.registry.actors
    return [actor for m in asked.meant("person") if (actor := known.get(m.id or ""))]


def _of_tables(text: str, actor: Actor) -> Sentence:
    return Sentence(text=text, records=(actor.id,), basis=Basis.TABLES)


def _named(query: AsksAll, actor: Actor, number: int) -> str:
    """An office with its organisation or country, this by its usual name."""
    office = actor.offices[number]
    country = query.names.registry.countries.get(office.country or "")
    return _office_words(office.title, office.organisation or (country.name if country else None))


def _office_words(title: str, whose: str | None) -> str:
    return f"{title} of {whose}" if whose and whose not in title else title


def _since(actor: Actor, number: int) -> str:
    told = when_phrase(actor.offices[number].when)
    return f" ({told})" if told else ""


def _sum(values: list[Quantity]) -> tuple[str, float, float]:
    """Amounts added up, in words and as the least and most that they can be."""
    whole = sum(v.amount for v in values)
    low = sum(v.low or 0.0 for v in values)
    high = sum(float("inf") if v.high is None else v.high for v in values)
    about = any(v.bound is not Bound.EXACT for v in values)
    return f"{'about ' if about else ''}{whole:,.0f}", low, high


def _fits(low: float, high: float, of: Quantity) -> str:
    """Whether parts can make up a whole; a tenth is left for what is only about so."""
    most = float("inf") if of.high is None else of.high
    if low > most * 1.1:
        return "the parts are more than the whole"
    if high < (of.low or 0.0) * 0.9:
        return "what is told is only a part of it"
    return "both can be right"
