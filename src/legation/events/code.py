"""The events stage: from a parse, its mentions and statements to coded events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from legation.events.compose import Composed, code_of, compose, conditional, demands
from legation.events.lexicon import Coding, Lexicon, NounFrame, VerbFrame, load_lexicon, type_of
from legation.events.merge import merged
from legation.events.speech import speech_events
from legation.events.story import place_in_story
from legation.events.triggers import Candidate, find_candidates
from legation.events.where import place_of
from legation.ids import content_id
from legation.nlp.anchors import Anchors
from legation.nlp.passages import passage_at
from legation.nlp.slots import fill_noun, fill_verb, parties, verb_objects
from legation.nlp.status import noun_status, verb_status
from legation.nlp.syntax import agents, clause_of, prep_objects, subjects
from legation.nlp.times import Time, find_times, time_of
from legation.ontology import event_type, goldstein, plover_of, quad_of
from legation.records import (
    Article,
    Event,
    Kind,
    Mention,
    Passage,
    Precision,
    Statement,
    Status,
)

_COOPERATION = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_VERBAL_YES = frozenset({"SUPPORT", "AGREE", "CONCEDE"})


@dataclass(slots=True)
class Draft:
    """An event in the making."""

    token: Token
    words: list[Token]
    coding: Coding
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    status: Status
    rule: str
    score: float = 1.0
    anchors: list[Token] = field(default_factory=list)


def find_events(
    doc: Doc,
    article: Article,
    mentions: Sequence[Mention],
    statements: Sequence[Statement] = (),
    times: tuple[Time, ...] | None = None,
    lexicon: Lexicon | None = None,
) -> tuple[Event, ...]:
    """Find the political events the text reports, each once, in text order.

    An event has at least one known party. Its date and place are those of its own clause, else
    `None`. PLOVER's rules apply: future cooperation is AGREE, a refused meeting REJECT, all
    participants of a meeting are actors, a visitor is the actor and the host the recipient.
    """
    lexicon = lexicon or load_lexicon()
    anchors = Anchors(doc, mentions)
    candidates = find_candidates(doc, anchors, lexicon)
    composed = compose(doc, candidates, anchors, lexicon)
    drafts = [d for c in composed if (d := _from_composed(c)) is not None]
    _cover_objects(candidates)
    for index in sorted(candidates):
        candidate = candidates[index]
        if not candidate.used:
            draft = _from_candidate(candidate, anchors, lexicon, statements)
            if draft is not None:
                drafts.append(draft)
    drafts.extend(
        d
        for c in demands(doc, statements, anchors, {d.token.i for d in drafts})
        if (d := _from_composed(c)) is not None
    )
    taken = [(w.idx, w.idx + len(w.text)) for d in drafts for w in (d.token, *d.words)]
    drafts.extend(
        d for c in speech_events(doc, statements, taken) if (d := _from_composed(c)) is not None
    )
    times = find_times(doc, article) if times is None else times
    for draft in drafts:
        _aim_at_place(draft, anchors)
    events = [_event(d, article, anchors, times, statements) for d in drafts]
    events.sort(key=lambda e: (e.trigger.start, e.trigger.end, e.type))
    return place_in_story(merged(events), doc, article, statements, times)


_AT_PLACES = frozenset(
    {
        "RETREAT",
        "MOBILIZE",
        "SANCTION",
        "COERCE",
        "AID",
        "AGREE",
        "THREATEN",
        "REJECT",
        "CONCEDE",
        "ACCUSE",
        "PROTEST",
    }
)


def _aim_at_place(draft: Draft, anchors: Anchors) -> None:
    """Where nobody is named on the other side, another country where it is done stands there.

    "Withdrew its troops from Panama", "sent inspectors to Iran", "a blockade in the West Bank".
    """
    if draft.recipients or draft.coding.type not in _AT_PLACES or not draft.actors:
        return
    own = {m.country for m in draft.actors}
    heads: list[Token] = []
    for word in (draft.token, *draft.words, *(o for w in draft.words for o in verb_objects(w))):
        heads.extend(prep_objects(word, "from", "to", "into", "in", "on", "against", "over", "at"))
    places = [m for m in anchors.of(heads, _PLACES) if m.country and m.country not in own]
    if len({m.country for m in places}) == 1:
        draft.recipients = tuple(places[:1])


_PLACES = frozenset({Kind.PLACE})
_VERBAL = frozenset({"AGREE", "SUPPORT", "REJECT", "ACCUSE", "REQUEST", "THREATEN", "CONCEDE"})


def _cover_objects(candidates: dict[int, Candidate]) -> None:
    """A word on a proposal, demand or agreement is one event with it: "rejected the demand for"."""
    for candidate in candidates.values():
        if candidate.used or candidate.object is None or candidate.frame.coding.type not in _VERBAL:
            continue
        for token in candidate.object.subtree:
            inner = candidates.get(token.i)
            if inner is not None and inner.frame.coding.type in _VERBAL | {"CONSULT"}:
                inner.used = True


def _from_composed(found: Composed) -> Draft | None:
    kind = type_of(found.cameo)
    if kind is None or not (found.actors or found.recipients):
        return None
    coding = Coding(kind, found.mode, found.cameo, found.contexts)
    return Draft(
        found.token, found.words, coding, found.actors, found.recipients, found.status, found.rule
    )


def _from_candidate(
    candidate: Candidate, anchors: Anchors, lexicon: Lexicon, statements: Sequence[Statement]
) -> Draft | None:
    if isinstance(candidate.frame, VerbFrame):
        draft = _from_verb(candidate, candidate.frame, anchors)
    else:
        draft = _from_noun(candidate, candidate.frame, anchors, lexicon)
    if draft is None or not _is_political(draft, lexicon):
        return None
    if draft.status in {Status.PLANNED, Status.POSSIBLE} and _is_threat(
        draft, candidate, statements
    ):
        cameo = lexicon.composed("THREATEN", draft.coding.cameo) or "130"
        draft.coding = Coding("THREATEN", None, cameo, draft.coding.contexts)
        draft.status = Status.HAPPENED
        draft.rule += "+threat"
        return draft
    return _by_status(draft, lexicon)


_WORLDLY = frozenset("IGO UNO EUR NGO IMG ISM MNC GOV MIL REB PRM COP LEG JUD OPP PTY".split())


def _is_political(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a known state, body or public role takes part, and no accident did it."""
    everybody = (*draft.actors, *draft.recipients)
    if not any(m.country or m.sector in _WORLDLY for m in everybody):
        return False
    return draft.actors != () or draft.coding.type != "ASSAULT" or not _by_accident(draft, lexicon)


def _by_accident(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the clause names an accident, a disease or the weather as what killed."""
    verb = clause_of(draft.token)
    above = verb.head if verb.dep_ in {"advcl", "acl", "relcl", "xcomp", "conj"} else verb
    causes = [
        t
        for v in (verb, above)
        for t in (*subjects(v), *prep_objects(v, "in", "by", "after", "when", "during", "from"))
    ]
    return any(t.lemma_.lower() in lexicon.accidents for t in causes if t.pos_ == "NOUN")


_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})


def _is_threat(draft: Draft, candidate: Candidate, statements: Sequence[Statement]) -> bool:
    """Whether hostile acts are announced by the one who would do them, or under a condition."""
    if conditional(candidate):
        return True
    if draft.coding.type not in _HOSTILE:
        return False
    own = {m.name for m in draft.actors} | {m.country for m in draft.actors if m.country}
    at = draft.token.idx
    return any(
        s.speaker is not None
        and (s.speaker.name in own or s.speaker.country in own)
        and any(p.start <= at < p.end for p in s.content)
        for s in statements
    )


def _from_verb(candidate: Candidate, frame: VerbFrame, anchors: Anchors) -> Draft | None:
    verb = candidate.token
    objects = verb_objects(verb)
    source = fill_verb(frame.source, verb, objects, anchors)
    target = fill_verb(frame.target, verb, objects, anchors, places=True)
    source, target = sides(source, target, both=frame.target.both)
    if not _enough(frame.coding, source, target):
        return None
    if frame.coding.type == "SUPPORT" and verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBN":
        return None  # "rebels backed by helicopters": a trait of the rebels, nothing that is told
    words = [verb] + ([candidate.object] if candidate.object is not None else [])
    return Draft(
        verb, words, frame.coding, source, target, verb_status(verb), frame.rule, anchors=[*objects]
    )


def _ended(candidate: Candidate, lexicon: Lexicon) -> Coding | None:
    """What it is to stop an event: aid halted is SANCTION, a blockade ended RETREAT."""
    code = code_of(candidate, lexicon)
    kind = type_of(code)
    found = plover_of(code)
    if kind is None or code == candidate.frame.coding.cameo:
        return None
    return Coding(kind, found.mode if found else None, code, candidate.frame.coding.contexts)


def _from_noun(
    candidate: Candidate, frame: NounFrame, anchors: Anchors, lexicon: Lexicon
) -> Draft | None:
    noun, verb, effect = candidate.head, candidate.governor, candidate.effect
    if not frame.standalone and effect in {None, "report"}:
        return None
    source = fill_noun(frame.source, noun, anchors)
    target = fill_noun(frame.target, noun, anchors, places=True)
    if verb is not None and effect is not None and effect != "report":
        source, target = _through_verb(verb, effect, source, target, frame, anchors)
    source, target = sides(source, target, both=frame.target.both)
    if not _enough(frame.coding, source, target):
        return None
    if verb is None and _in_background(noun, source, target, both=frame.target.both):
        return None
    words = [noun] if verb is None else [verb, noun]
    coding = frame.coding
    if effect == "stop" and verb is not None:
        ended = _ended(candidate, lexicon)
        coding, effect = ended or coding, "do" if ended is not None else effect
    return Draft(
        noun,
        words,
        coding,
        source,
        target,
        noun_status(noun, verb, effect),
        frame.rule,
        anchors=[verb] if verb is not None else [],
    )


def _in_background(
    noun: Token, source: tuple[Mention, ...], target: tuple[Mention, ...], *, both: bool
) -> bool:
    """Whether an event noun only sets the scene ("since the invasion", "in the wake of the war").

    A subject or object is told about; any other noun must name both sides to be an event.
    """
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj", "ROOT"}:
        return False
    return not (both and len({m.country or m.name for m in source}) > 1) and not (source and target)


def _through_verb(
    verb: Token,
    effect: str,
    source: tuple[Mention, ...],
    target: tuple[Mention, ...],
    frame: NounFrame,
    anchors: Anchors,
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Arguments an event noun takes from the light verb over it."""
    subjects = parties(agents(verb), anchors)
    if effect == "undergo":
        target = target or subjects
        source = source or fill_verb(frame.source, verb, [], anchors)
        return tuple(s for s in source if s not in target), target
    if subjects and (not source or not frame.target.both):
        source = source if source and effect == "attend" else subjects
    elif subjects:
        source = (*subjects, *(s for s in source if s not in subjects))
    if not target:
        paths = tuple(
            "prep:" + p.removeprefix("prep:")
            for p in frame.target.paths
            if p not in {"poss", "adj", "of"}
        )
        slots = type(frame.target)(paths, frame.target.both, frame.target.merged)
        target = fill_verb(slots, verb, [], anchors, places=True)
    return source, target


def sides(
    source: tuple[Mention, ...], target: tuple[Mention, ...], *, both: bool
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The two sides without anybody on both; a symmetric event has all as actors."""
    if both:
        names = {m.name for m in source}
        return (*source, *(m for m in target if m.name not in names)), ()
    own = {(m.name, m.passage.start) for m in source}
    return source, tuple(m for m in target if (m.name, m.passage.start) not in own)


_NEED_BOTH = frozenset({"CONSULT", "COOPERATE", "AID"})
_VICTIM_TYPES = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "RETREAT"})


def _enough(coding: Coding, source: tuple[Mention, ...], target: tuple[Mention, ...]) -> bool:
    """Whether the arguments make a political event: two parties, or one that such an event needs."""
    if event_type(coding.type).requires_recipient and not target:
        return False
    if coding.type == "CONSULT" and not target:
        return len({m.name for m in source}) > 1
    if not source:
        return bool(target) and coding.type in _VICTIM_TYPES
    if not target and coding.type in _NEED_BOTH:
        return len({m.country for m in source if m.country}) > 1
    return True


def _by_status(draft: Draft, lexicon: Lexicon) -> Draft:
    """PLOVER's rules for what has not happened: a promise of cooperation is AGREE, a no is REJECT."""
    coding = draft.coding
    if draft.status is Status.PLANNED and coding.type in _COOPERATION:
        cameo = lexicon.composed("AGREE", coding.cameo) or "030"
        draft.coding = Coding("AGREE", None, cameo, coding.contexts)
        draft.rule += "+planned"
    elif draft.status is Status.PLANNED and coding.type == "RETREAT":
        draft.coding = Coding("CONCEDE", None, coding.cameo, coding.contexts)
        draft.rule += "+planned"
    elif draft.status is Status.DENIED and coding.type in _VERBAL_YES and draft.actors:
        cameo = lexicon.composed("REJECT", coding.cameo) or "120"
        draft.coding = Coding("REJECT", None, cameo, coding.contexts)
        draft.status = Status.HAPPENED
        draft.rule += "+negated"
    return draft


def _event(
    draft: Draft,
    article: Article,
    anchors: Anchors,
    times: tuple[Time, ...],
    statements: Sequence[Statement],
) -> Event:
    trigger = _trigger(draft, article)
    when = next((t for w in (draft.token, *draft.words) if (t := time_of(w, times))), None)
    said_in = _said_in(trigger, statements)
    status = draft.status
    if when is not None and when.when.precision is Precision.SINCE and status is Status.HAPPENED:
        status = Status.ONGOING
    coding = draft.coding
    modes = event_type(coding.type).modes
    parts = [(m.name, m.country) for m in (*draft.actors, *draft.recipients)]
    return Event(
        id=content_id(
            "event",
            article.id,
            trigger.start,
            trigger.end,
            coding.type,
            coding.cameo,
            [list(p) for p in parts],
            str(draft.status),
        ),
        type=coding.type,
        mode=coding.mode if coding.mode in modes else None,
        contexts=coding.contexts,
        cameo=coding.cameo,
        quad=int(quad_of(coding.type)),
        goldstein=goldstein(coding.cameo),
        actors=draft.actors,
        recipients=draft.recipients,
        when=when.when if when else None,
        place=place_of(draft.token, draft.words, anchors),
        trigger=trigger,
        status=status,
        said_in=said_in,
        score=draft.score,
        rule=draft.rule,
    )


_MAX_TRIGGER = 60  # characters; longer stretches are cut to the first word


def _trigger(draft: Draft, article: Article) -> Passage:
    tokens = sorted(draft.words, key=lambda t: t.i)
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
    if end - start > _MAX_TRIGGER:
        start, end = draft.token.idx, draft.token.idx + len(draft.token.text)
    return passage_at(article, start, end)


def _said_in(trigger: Passage, statements: Sequence[Statement]) -> str | None:
    """The innermost statement the words stand in."""
    around = [
        (sum(p.end - p.start for p in s.content), s.id)
        for s in statements
        if any(p.start <= trigger.start and trigger.end <= p.end for p in s.content)
    ]
    return min(around)[1] if around else None


def is_party(mention: Mention) -> bool:
    """Whether a mention can take part in an event."""
    return mention.kind not in {Kind.PLACE, Kind.PROCESS, Kind.DOCUMENT}
