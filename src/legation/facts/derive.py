"""The facts stage: what an article claims to hold, since when, and whose claim it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from legation.facts.drafts import Draft
from legation.facts.numbers import quantity_of
from legation.facts.rules import Rule, load_rules
from legation.facts.structure import structural
from legation.ids import content_id
from legation.nlp.anchors import PARTIES, Anchors
from legation.nlp.passages import passage_at
from legation.nlp.slots import (
    Constraint,
    Slots,
    fit,
    matches,
    modifiers,
    noun_slot,
    spread,
    verb_objects,
    verb_slot,
)
from legation.nlp.status import verb_status
from legation.nlp.syntax import children, is_negated, subjects
from legation.nlp.times import Time, find_times, time_of
from legation.nlp.tokens import Doc, Parsed, Token, flat
from legation.records import (
    Article,
    Claim,
    Kind,
    Mention,
    Precision,
    Predicate,
    Quantity,
    Statement,
    Status,
    When,
)

_ANY = frozenset(Kind)
_OPEN = Constraint()
_SYMMETRIC = frozenset({Predicate.AT_WAR_WITH, Predicate.ALLIED_WITH})
_PLACE_OBJECTS = frozenset(
    {
        Predicate.DEPLOYED_IN,
        Predicate.BASED_IN,
        Predicate.CONTROLS,
        Predicate.CLAIMS_TERRITORY,
        Predicate.RECOGNIZES,
        Predicate.INDEPENDENT_SINCE,
        Predicate.PART_OF,
    }
)


def derive_claims(
    doc: Parsed,
    article: Article,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    times: tuple[Time, ...] | None = None,
) -> tuple[Claim, ...]:
    """Derive what the article claims to hold, in text order.

    A claim inside a statement is its speaker's; any other is the outlet's (`holder` is `None`).
    Plans and possibilities are no claims. A negated clause claims that the state does not hold.
    """
    doc = flat(doc, article.text)
    anchors = Anchors(doc, mentions)
    times = find_times(doc, article) if times is None else times
    drafts = [*_by_rules(doc, anchors), *structural(doc, anchors, mentions)]
    claims: dict[tuple[object, ...], Claim] = {}
    for draft in sorted(drafts, key=lambda d: (d.token.i, d.rule)):
        claim = _claim(draft, article, times, statements)
        slot = (
            claim.predicate,
            _name(claim.subject),
            _name(claim.object),
            claim.holds,
            claim.value,
            claim.holder and claim.holder.name,
        )
        known = claims.get(slot)
        if known is None:
            claims[slot] = claim
        elif claim.evidence[0] not in known.evidence:
            claims[slot] = replace(
                known, evidence=(*known.evidence, *claim.evidence), valid=known.valid or claim.valid
            )
    return tuple(claims.values())


def _name(mention: Mention | None) -> tuple[str, str | None] | None:
    return (mention.name, mention.country) if mention is not None else None


_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun"}


def _by_rules(doc: Doc, anchors: Anchors) -> Iterator[Draft]:
    rules = load_rules()
    for token in doc:
        pos = _POS.get(token.pos_)
        if pos is None:
            continue
        for rule in rules.get((pos, token.lemma_.lower()), ()):
            if pos == "verb":
                yield from _from_verb(token, rule, anchors)
            else:
                yield from _from_noun(token, rule, anchors)


def _from_verb(verb: Token, rule: Rule, anchors: Anchors) -> Iterator[Draft]:
    if not fit(verb, rule.particle, rule.object, rule.preps, _OPEN, anchors):
        return
    if verb_status(verb) not in {Status.HAPPENED, Status.ONGOING, Status.DENIED}:
        return
    objects = verb_objects(verb)
    subject = _filled(rule.subject, verb, objects, anchors, _subject_kinds(rule.predicate))
    if rule.predicate in _OF_STATES:
        heads = [t for path in rule.subject.paths for t in verb_slot(path, verb, objects)]
        subject = _states_behind(heads, anchors) or subject
    target = _filled(rule.target, verb, objects, anchors, _object_kinds(rule.predicate))
    value = next(
        (q for t in _heads(rule, verb, objects) if (q := quantity_of(t)) is not None), None
    )
    yield from _drafts(rule, verb, subject, target, value, negated=is_negated(verb))


_OF_STATES = frozenset({Predicate.CONTRIBUTES_TO, Predicate.RECOGNIZES})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})


def _states_behind(heads: Sequence[Token], anchors: Anchors) -> tuple[Mention, ...]:
    """The states whose troops or bodies stand in a slot ("450 Turkish troops" are Türkiye's)."""
    owners = [t for head in heads for t in (*children(head, "poss"), *modifiers(head))]
    return anchors.of(owners, _STATES)


def _heads(rule: Rule, verb: Token, objects: list[Token]) -> list[Token]:
    if not rule.value:
        return []
    return verb_slot("subj" if rule.value == "subj" else rule.value, verb, objects)


def _from_noun(noun: Token, rule: Rule, anchors: Anchors) -> Iterator[Draft]:
    subject: tuple[Mention, ...] = ()
    for path in rule.subject.paths:
        if path == "self":
            subject = anchors.of([noun], _subject_kinds(rule.predicate))
        elif path == "subj":
            subject = _copula_subject(noun, anchors)
        else:
            subject = anchors.of(noun_slot(path, noun), PARTIES)
        if subject:
            break
    for prep, constraint in rule.preps:
        heads = noun_slot(prep, noun)
        if not any(matches(constraint, h, anchors) for h in heads):
            return
    kinds = _object_kinds(rule.predicate)
    target: tuple[Mention, ...] = ()
    for path in rule.target.paths:
        target = target or anchors.of(noun_slot(path, noun), kinds)
    if rule.subject.both:
        sides = (*subject, *target) or anchors.of(noun_slot("between", noun), PARTIES)
        subject, target = sides[:1], sides[1:]
    verb = noun.head if noun.dep_ == "attr" else None
    yield from _drafts(
        rule, noun, subject, target, None, negated=verb is not None and is_negated(verb)
    )


def _copula_subject(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    if noun.dep_ == "attr" and noun.head.pos_ in {"AUX", "VERB"}:
        return anchors.of(subjects(noun.head), PARTIES)
    if noun.dep_ == "appos":
        return anchors.of([noun.head], PARTIES)
    return ()


def _filled(
    slots: Slots, verb: Token, objects: list[Token], anchors: Anchors, kinds: frozenset[Kind]
) -> tuple[Mention, ...]:
    for path in slots.paths:
        found = anchors.of(spread(verb_slot(path, verb, objects)), kinds)
        if found:
            return found
    return ()


def _subject_kinds(predicate: Predicate) -> frozenset[Kind]:
    if predicate in {Predicate.INDEPENDENT_SINCE, Predicate.PART_OF}:
        return PARTIES | {Kind.PLACE}
    return PARTIES


def _object_kinds(predicate: Predicate) -> frozenset[Kind]:
    if predicate in _PLACE_OBJECTS:
        return PARTIES | {Kind.PLACE}
    if predicate in {Predicate.MEDIATES, Predicate.PARTY_TO}:
        return PARTIES | {Kind.PROCESS, Kind.DOCUMENT}
    return _ANY - {Kind.PLACE}


def _drafts(
    rule: Rule,
    token: Token,
    subject: tuple[Mention, ...],
    target: tuple[Mention, ...],
    value: Quantity | None,
    *,
    negated: bool,
) -> Iterator[Draft]:
    for one in subject:
        for other in target:
            if one.name == other.name or (
                one.country and one.country == other.country and rule.predicate in _SYMMETRIC
            ):
                continue
            yield Draft(
                token,
                one,
                rule.predicate,
                other,
                rule.code,
                value=value,
                holds=(rule.polarity != "end") != negated,
                edge=rule.polarity,
            )


def _claim(
    draft: Draft, article: Article, times: tuple[Time, ...], statements: Sequence[Statement]
) -> Claim:
    sent = draft.token.sent
    start, end = sent.start_char, sent.end_char
    while end > start and article.text[end - 1].isspace():
        end -= 1
    evidence = passage_at(article, start, end)
    statement = _statement_around(draft.token, statements)
    time = next((t for w in (draft.token, *draft.near) if (t := time_of(w, times))), None)
    subject, holder = draft.subject, statement.speaker if statement else None
    return Claim(
        id=content_id(
            "claim",
            article.id,
            str(draft.predicate),
            subject.name,
            subject.country,
            draft.object.name if draft.object else None,
            draft.token.idx,
            draft.holds,
            draft.value.amount if draft.value else None,
        ),
        subject=subject,
        predicate=draft.predicate,
        object=draft.object,
        value=draft.value,
        valid=_valid(time, draft.edge),
        holds=draft.holds,
        holder=holder,
        said_in=statement.id if statement else None,
        evidence=(evidence,),
        rule=draft.rule,
        score=draft.score,
    )


def _valid(time: Time | None, edge: str) -> When | None:
    """A change begins or ends a state: its date becomes an open interval."""
    if time is None:
        return None
    when = time.when
    if edge == "start" and when.precision not in {Precision.SINCE, Precision.UNTIL}:
        return replace(when, last=None)
    if edge == "end" and when.precision not in {Precision.SINCE, Precision.UNTIL}:
        return replace(when, first=None)
    return when


def _statement_around(token: Token, statements: Sequence[Statement]) -> Statement | None:
    around = [
        (sum(p.end - p.start for p in s.content), s.id, s)
        for s in statements
        if any(p.start <= token.idx < p.end for p in s.content)
    ]
    return min(around, key=lambda a: a[:2])[2] if around else None
