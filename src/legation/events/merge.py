"""One event once: the blow and its toll, and each later mention under the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from legation.events.drafts import Draft
from legation.language.words import members
from legation.nlp.syntax import children, clause_of, is_negated, prep_objects
from legation.nlp.tokens import Doc, Token
from legation.propositions.beside import verb_objects
from legation.propositions.subjects import subjects
from legation.records import Event, Kind, Mention, Status


def merged(
    events: Sequence[Event],
    named: frozenset[str] = frozenset(),
    published: date | None = None,
) -> tuple[Event, ...]:
    """The events with later mentions of the same one folded into the first, in text order.

    Two mentions are one event if their type and status agree, no side contradicts the other, and
    date and place do not differ. One without a day is none of long before
    `published`. A mention that names more parties fills in the other's gaps.
    `named` are the ids of those that a noun tells.
    """
    out: list[Event] = []
    for event in events:
        for i, known in enumerate(out):
            if _is_older(known, event, published):
                continue
            if _same(known, event, named=event.id in named):
                out[i] = _joined(known, event)
                break
        else:
            out.append(event)
    return tuple(out)


def _is_older(known: Event, event: Event, published: date | None) -> bool:
    """Whether the later mention has a day of its own far back: "in August 2016 it launched"."""
    if known.when is not None or event.when is None or published is None:
        return False
    last = event.when.last
    return last is not None and published - last > _BACKGROUND


_BACKGROUND = timedelta(days=62)


def _same(a: Event, b: Event, *, named: bool) -> bool:
    if a.type != b.type or (a.status is Status.DENIED) != (b.status is Status.DENIED):
        return False
    if a.type == "CONSULT" and a.mode != b.mode:
        return False
    if a.trigger.overlaps(b.trigger):
        return True
    if a.when and b.when and (a.when.first, a.when.last) != (b.when.first, b.when.last):
        return False
    if a.place and b.place and a.place.name != b.place.name:
        return False
    if named and _told_again(a, b):
        return True
    near = abs(a.trigger.start - b.trigger.start) < _NEAR
    if a.cameo[:2] != b.cameo[:2]:
        return False
    if _other_people(a, b):
        return False
    one, two = _ids(a.actors), _ids(b.actors, a.actors)
    three, four = _ids(a.recipients), _ids(b.recipients, a.recipients)
    if (
        near
        and (not one or not two or one <= two or two <= one)
        and (not three or not four or three <= four or four <= three)
        and bool((one & two) or (three & four))
    ):
        return a.cameo == b.cameo or not (one and two and three and four)
    return one == two and three == four and a.cameo == b.cameo


def _told_again(known: Event, event: Event) -> bool:
    """Whether a noun names force of the same side again: "Turkey's offensive", later and barer."""
    if event.type not in _FORCE or event.recipients:
        return False
    again = _ids(event.actors)
    return bool(again) and bool(known.recipients) and again <= _ids(known.actors)


_FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_NEAR = 250  # characters: within a sentence or two, a bare second mention is the same event


def _other_people(a: Event, b: Event) -> bool:
    """Whether one country is there with one person in the first and another in the second."""
    people: list[dict[str | None, set[str]]] = []
    for event in (a, b):
        found: dict[str | None, set[str]] = {}
        for mention in (*event.actors, *event.recipients):
            if mention.kind is Kind.PERSON:
                found.setdefault(mention.country, set()).add(mention.name)
        people.append(found)
    return any(
        not names & people[1][country]
        for country, names in people[0].items()
        if country in people[1]
    )


def _ids(mentions: Sequence[Mention], before: Sequence[Mention] = ()) -> set[str]:
    """Who is known; those whom the text only describes contradict nobody ("they", "two men").

    "The envoy" of no country told is the one told before.
    """
    known = {m.name: m.country for m in before if m.country}
    return {m.country or known.get(m.name) or m.name for m in mentions if not is_described(m)}


def is_described(mention: Mention) -> bool:
    """Whether nothing is known of somebody but the words that describe him."""
    return mention.described is not None and not (mention.country or mention.actor_id)


def _status(known: Event, event: Event) -> Status:
    """What began and is still told of as going on goes on."""
    both = {known.status, event.status}
    return Status.ONGOING if both == {Status.HAPPENED, Status.ONGOING} else known.status


def _better(known: tuple[Mention, ...], other: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The side that names somebody, the first if both do."""
    if known and not all(is_described(m) for m in known):
        return known
    return other or known


def _joined(known: Event, event: Event) -> Event:
    also = known.also
    if not known.trigger.overlaps(event.trigger):
        also = (*also, event.trigger)
    return replace(
        known,
        also=also,
        actors=_better(known.actors, event.actors),
        recipients=_better(known.recipients, event.recipients),
        when=known.when or event.when,
        place=known.place or event.place,
        status=_status(known, event),
        harm=tuple({h.passage: h for h in (*known.harm, *event.harm)}.values()),
        means=tuple({m.passage: m for m in (*known.means, *event.means)}.values()),
        level=known.level or event.level,
        manner=known.manner or event.manner,
        host=known.host or event.host,
        amount=known.amount or event.amount,
    )


_DONE = frozenset({Status.HAPPENED, Status.ONGOING})
_VERBAL = frozenset({"VERB", "AUX"})


def one_strike(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each toll folded into the blow that it is told of.

    A toll says whom something killed, and not who did it nor in what. It is that of the blow in its
    own sentence, else of the last one in the sentence before.
    """
    blows = [d for d in drafts if _is_blow(d)]
    gone: set[int] = set()
    told: dict[int, Draft] = {}
    for draft in drafts:
        blow = _blow_of(draft, blows) if _is_toll(draft) else None
        if blow is None and _is_blow(draft):
            blow = _told_with_its_toll(draft, blows)
        if blow is None:
            continue
        known = told.get(blow.token.i, blow)
        told[blow.token.i] = replace(
            known,
            recipients=_hit(known.recipients, draft.recipients),
            harm=known.harm or (draft.harm if draft.harm is not None else draft.token),
        )
        gone.add(id(draft))
    gone |= {id(d) for d in blows if _is_told_again(d, blows)}
    gone |= {id(d) for d in drafts if _is_more_of_a_toll(d, drafts)}
    return [told.get(d.token.i, d) if _is_blow(d) else d for d in drafts if id(d) not in gone]


def _is_more_of_a_toll(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a verb of harm only goes on counting: "killing twelve people and wounding fifty"."""
    verb = draft.token
    if draft.recipients or draft.coding.type != "ASSAULT" or verb.dep_ != "conj":
        return False
    harming = members("killing_words") | members("wounding_words")
    if verb.lemma_.lower() not in harming or verb.head.lemma_.lower() not in harming:
        return False
    return any(d is not draft and verb.head in (d.token, d.harm, *d.words) for d in drafts)


_POINTING = frozenset({"the", "this", "that"})
_REACH = 90  # words back to a blow that "the blast" means


def _is_told_again(draft: Draft, blows: Sequence[Draft]) -> bool:
    """Whether a noun only means the blow told last: "the blast", of nobody and on nobody else."""
    noun = draft.token
    if noun.pos_ != "NOUN" or draft.actors or len(draft.words) > 1:
        return False
    if any(m.kind is not Kind.PLACE for m in draft.recipients):
        return False
    if not any(c.lower_ in _POINTING for c in noun.lefts):
        return False
    before = [b for b in blows if 0 < noun.i - b.token.i <= _REACH]
    return bool(before) and _may_be_same(draft, before[-1])


def _told_with_its_toll(draft: Draft, blows: Sequence[Draft]) -> Draft | None:
    """The blow told in this sentence or the last that a noun names again, now with its toll.

    "Libya bombed the port. The bombing killed four sailors": of nobody else, and on nobody whom
    the first names otherwise.
    """
    noun = draft.token
    if noun.pos_ != "NOUN" or draft.harm is None or not draft.recipients:
        return None
    if not any(c.lower_ in _POINTING for c in noun.lefts):
        return None
    before = [b for b in blows if b.token.i < noun.i and _is_near(b.token, noun)]
    if not before or before[-1].token.pos_ not in _VERBAL:
        return None
    blow = before[-1]
    same = all(any(_may_be_one(m, known) for known in blow.actors) for m in draft.actors)
    hit = {m.country for m in blow.recipients if m.country}
    others = {m.country for m in draft.recipients if m.country} - hit
    return blow if same and not (hit and others) else None


def _may_be_one(one: Mention, other: Mention) -> bool:
    """Whether they have one name, or one is the state of the other."""
    states = {Kind.STATE, Kind.GOVERNMENT} & {one.kind, other.kind}
    return one.name == other.name or bool(states and one.country == other.country)


def _is_near(blow: Token, noun: Token) -> bool:
    """Whether both stand in one sentence or in two that follow each other."""
    return blow.sent.start == noun.sent.start or _next_to(blow, noun.sent.start, noun.doc)


def _may_be_same(again: Draft, first: Draft) -> bool:
    """Whether nothing that both tell of where it was differs."""
    one = {m.country for m in again.recipients if m.country}
    other = {m.country for m in first.recipients if m.country and m.kind is Kind.PLACE}
    return not one or not other or bool(one & other)


def _hit(known: Sequence[Mention], victims: Sequence[Mention]) -> tuple[Mention, ...]:
    """Whom a blow hit: people stand for the place where they were."""
    kept = tuple(m for m in known if m.kind is not Kind.PLACE or not victims)
    names = {m.name for m in kept}
    return (*kept, *(m for m in victims if m.name not in names))


def _is_blow(draft: Draft) -> bool:
    if draft.coding.type != "ASSAULT" or draft.status not in _DONE or draft.aside:
        return False
    return draft.token.lemma_.lower() not in members("verbs_of_harm")


def _is_toll(draft: Draft) -> bool:
    """Whether a verb tells only whom something harmed: "30 were killed", "the bomb killed 30"."""
    verb = draft.token
    if draft.coding.type != "ASSAULT" or draft.status not in _DONE or verb.pos_ not in _VERBAL:
        return False
    if draft.actors or verb.lemma_.lower() not in members("verbs_of_harm") or is_negated(verb):
        return False
    return len(draft.words) < 2 or not any(w.pos_ == "NOUN" and w not in verb_objects(verb)
                                           for w in draft.words)  # fmt: skip


def _blow_of(toll: Draft, blows: Sequence[Draft]) -> Draft | None:
    here = toll.token.sent
    if children(toll.token, "npadvmod") or prep_objects(toll.token, "since"):
        return None
    for blow in reversed(blows):
        if blow.token.i in range(here.start, here.end) and _one_clause(toll.token, blow.token):
            return blow
    before = [b for b in blows if b.token.i < here.start]
    if not before or not _next_to(before[-1].token, here.start, toll.token.doc):
        return None
    return before[-1] if _opens(toll.token) else None


def _one_clause(toll: Token, blow: Token) -> bool:
    """Whether the blow is no event of its own kind of time: "were wounded a day after"."""
    over = clause_of(blow)
    if over.dep_ == "ccomp" and clause_of(over.head) != clause_of(toll) and blow.i > toll.i:
        return False  # "bombs killed ten as he declared that they were winning the war"
    if over != clause_of(toll) and any(c.lower_ == "since" for c in over.children):
        return False
    return not children(over, "npadvmod") or over == clause_of(toll)


def _next_to(blow: Token, start: int, doc: Doc) -> bool:
    """Whether the sentence of the blow ends where the other begins."""
    return blow.sent.end == start or not doc.text[
        doc[blow.sent.end - 1].idx + 1 : doc[start].idx
    ].strip(" .\n\"”'")


def _opens(toll: Token) -> bool:
    """Whether the toll is the main clause of its sentence, and of nobody told before."""
    verb = clause_of(toll)
    while verb.dep_ in {"ccomp", "conj"} and verb.head.pos_ in _VERBAL:
        verb = verb.head
    return verb.dep_ == "ROOT" and bool(subjects(toll) or verb_objects(toll))


def one_of_a_word(drafts: list[Draft]) -> list[Draft]:
    """One event for a word: the one that knows both sides, else the first made."""
    best: dict[int, Draft] = {}
    for draft in drafts:
        known = best.setdefault(draft.token.i, draft)
        if _knows(draft) > _knows(known):
            best[draft.token.i] = draft
    return [d for d in drafts if best[d.token.i] is d]


def _knows(draft: Draft) -> tuple[int, bool]:
    """How much a draft knows: its sides, then whether an entry of its own names the deed."""
    sides = bool(draft.actors) + bool(draft.recipients)
    lets = draft.coding.type in _LETTING and len(draft.words) > 1  # "allowed them to inspect"
    return sides, lets or not draft.over


_LETTING = frozenset({"CONCEDE", "RETREAT", "COOPERATE"})
