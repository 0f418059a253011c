"""The events stage: from a parse, its mentions and statements to coded events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from legation.events.asides import asides
from legation.events.compose import compose
from legation.events.cover import cover_parts
from legation.events.details.in_response import with_answers
from legation.events.details.meeting import Met, host_of, level_of, manner_of, visited
from legation.events.details.moved import amounts_of
from legation.events.drafts import Draft, from_composed, from_noun, from_verb
from legation.events.judge import by_status, is_political, is_threat, part_sides
from legation.events.lexicon import Coding, Lexicon, VerbFrame, load_lexicon
from legation.events.merge import merged
from legation.events.passes import Change, Story, run
from legation.events.sanity import as_words, is_war_of_words
from legation.events.speech import demands, evaluations, speech_events
from legation.events.story import is_to_come, place_in_story, time_of_draft
from legation.events.triggers import Candidate, find_candidates
from legation.ids import content_id
from legation.nlp.anchors import Anchors, anchored
from legation.nlp.passages import passage_at
from legation.nlp.times import Time, find_times
from legation.nlp.tokens import Parsed, Token, flat
from legation.ontology import event_type, goldstein, quad_of, types_with
from legation.propositions.counted import counts_of, means_of
from legation.propositions.where import place_of
from legation.records import (
    Amount,
    Article,
    Event,
    Harm,
    Kind,
    Mention,
    Passage,
    Precision,
    Statement,
    Status,
    Worded,
)


def find_events(
    doc: Parsed,
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
    story = _story_of(doc, article, mentions, statements, times, lexicon)
    drafts = run(drafts_of(story), story)
    made = [(event_of(d, article, story.anchors, story.times, statements), d) for d in drafts]
    events = sorted((e for e, _ in made), key=lambda e: (e.trigger.start, e.trigger.end, e.type))
    named = frozenset(event.id for event, draft in made if draft.named)
    told = article.published.last if article.published else None
    placed = place_in_story(
        merged(events, named, told), story.doc, article, statements, story.times
    )
    return with_answers(placed, story.doc, article)


def trace_of(
    doc: Parsed,
    article: Article,
    mentions: Sequence[Mention],
    statements: Sequence[Statement] = (),
    times: tuple[Time, ...] | None = None,
    lexicon: Lexicon | None = None,
) -> tuple[Change, ...]:
    """What the passes drop and change when `find_events` is asked the same, in their order."""
    story = _story_of(doc, article, mentions, statements, times, lexicon)
    trace: list[Change] = []
    run(drafts_of(story), story, trace)
    return tuple(trace)


def _story_of(
    doc: Parsed,
    article: Article,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    times: tuple[Time, ...] | None,
    lexicon: Lexicon | None,
) -> Story:
    doc = flat(doc, article.text)
    return Story(
        doc=doc,
        article=article,
        anchors=anchored(doc, mentions),
        statements=statements,
        times=find_times(doc, article) if times is None else times,
        lexicon=lexicon or load_lexicon(),
    )


def drafts_of(story: Story) -> list[Draft]:
    """What each word of the lexicon and each demand or promise gives, before the passes."""
    doc, anchors, lexicon = story.doc, story.anchors, story.lexicon
    candidates = find_candidates(doc, anchors, lexicon)
    composed = compose(doc, candidates, anchors, lexicon)
    drafts = [d for c in composed if (d := from_composed(c)) is not None]
    cover_parts(candidates)
    drafts += _from_candidates(candidates, anchors, lexicon, story.statements)
    taken = {d.token.i for d in drafts if d.status is not Status.POSSIBLE}
    found = [*demands(doc, story.statements, anchors, taken)]
    demanded = {c.token.i for c in found}
    drafts = [d for d in drafts if d.token.i not in demanded]  # "must free them": it is asked
    drafts.extend(d for c in found if (d := from_composed(c)) is not None)
    spans = [(w.idx, w.idx + len(w.text)) for d in drafts for w in (d.token, *d.words)]
    found = [*speech_events(doc, story.statements, spans)]
    found += evaluations(doc, story.statements, anchors, spans)
    drafts.extend(d for c in found if (d := from_composed(c)) is not None)
    taken = {w.i for d in drafts for w in (d.token, *d.words)}
    by_the_way = asides(doc, anchors, lexicon, taken)
    return drafts + [d for d in by_the_way if is_political(d, anchors, lexicon)]


def _from_candidates(
    candidates: Mapping[int, Candidate],
    anchors: Anchors,
    lexicon: Lexicon,
    statements: Sequence[Statement],
) -> list[Draft]:
    """The drafts of words that stand for themselves, then of harm whose attack gave none."""

    def drafted(some: Iterable[Candidate]) -> dict[int, Draft]:
        made = {c.token.i: _from_candidate(c, anchors, lexicon, statements) for c in some}
        return {index: draft for index, draft in made.items() if draft is not None}

    in_order = [candidate for _, candidate in sorted(candidates.items())]
    told = drafted(c for c in in_order if not c.used)
    alone = drafted(c for c in in_order if c.under is not None and c.under.token.i not in told)
    return [*told.values(), *alone.values()]


def _from_candidate(
    candidate: Candidate, anchors: Anchors, lexicon: Lexicon, statements: Sequence[Statement]
) -> Draft | None:
    if isinstance(candidate.frame, VerbFrame):
        draft = from_verb(candidate, candidate.frame, anchors)
    else:
        draft = from_noun(candidate, candidate.frame, anchors, lexicon)
    if draft is None or not is_political(draft, anchors, lexicon):
        return None
    if is_war_of_words(draft):
        return as_words(draft)
    if draft.status in {Status.PLANNED, Status.POSSIBLE} and is_threat(
        draft, candidate, statements
    ):
        cameo = lexicon.composed("THREATEN", draft.coding.cameo) or "130"
        draft.coding = Coding("THREATEN", None, cameo, draft.coding.contexts)
        draft.status = Status.HAPPENED
        draft.rule += "+threat"
        return None if _is_at_home(draft) else draft
    judged = by_status(draft, lexicon)
    if judged is not None and judged.coding.type == "AGREE" and judged.status is Status.PLANNED:
        part_sides(judged, anchors)
    return judged


def _is_at_home(draft: Draft) -> bool:
    """Whether a state would only do it to itself: "would slash the country's quota"."""
    own = {m.country for m in draft.actors if m.country}
    states = [m for m in draft.recipients if m.kind in {Kind.STATE, Kind.GOVERNMENT}]
    return bool(states) and all(m.country in own for m in draft.recipients)


# Acts that are over at once: "have been killed since January" goes on no longer.
_POINTS = frozenset(
    "kill wound injure assassinate murder execute arrest detain abduct kidnap expel release free "
    "recognise recognize sign meet visit resign".split()
)


_DONE = frozenset({Status.HAPPENED, Status.ONGOING})


def event_of(
    draft: Draft,
    article: Article,
    anchors: Anchors,
    times: tuple[Time, ...],
    statements: Sequence[Statement],
) -> Event:
    """The event a draft becomes, with its date, place and the statement it stands in."""
    trigger = _passage(draft.words, draft.token, article)
    when = time_of_draft(draft, times)
    said_in = _said_in(trigger, statements)
    status = draft.status
    since = when is not None and when.when.precision is Precision.SINCE
    if since and status is Status.HAPPENED and draft.token.lemma_.lower() not in _POINTS:
        status = Status.ONGOING
    if when is not None and status in _DONE and is_to_come(when.when, article):
        when = None  # the day of what was asked, not of the asking: "invited to talks on Friday"
    undone = {*_DONE, Status.POSSIBLE}
    if when is not None and when.preposition in {"before", "after"} and status in undone:
        when = None  # some day, not that one: "expelled him before Christmas"
    coding = draft.coding
    modes = event_type(coding.type).modes
    parts = [(m.name, m.country) for m in (*draft.actors, *draft.recipients)]
    meeting = _met(draft, anchors, article)
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
        place=place_of(draft.token, _told_by(draft)[1:], anchors),
        trigger=trigger,
        also=(_passage(draft.aim, draft.aim[0], article),) if draft.aim else (),
        status=status,
        said_in=said_in,
        score=draft.score,
        rule=draft.rule,
        harm=_harm(draft, article, statements) if status in _DONE else (),
        means=_means(draft, article) if status in _DONE else (),
        level=level_of(meeting) if meeting else None,
        manner=manner_of(meeting) if meeting else None,
        host=_host(draft, meeting) if meeting else None,
        amount=_amount(draft, article),
    )


def _met(draft: Draft, anchors: Anchors, article: Article) -> Met | None:
    """The meeting that a draft tells, `None` for anything else."""
    if draft.coding.type != "CONSULT" or draft.status is Status.DENIED:
        return None
    return Met(
        words=list(dict.fromkeys([draft.token, *draft.words])),
        actors=draft.actors,
        recipients=draft.recipients,
        anchors=anchors,
        article=article,
        by_phone=draft.coding.mode == "phone",
    )


def _host(draft: Draft, meeting: Met) -> Mention | None:
    """Who received the others, in words or as the one whom a visit is to."""
    return host_of(meeting) or (visited(meeting) if draft.coding.mode == "visit" else None)


def _amount(draft: Draft, article: Article) -> tuple[Amount, ...]:
    """What the event gives, takes or moves, and how much."""
    if draft.coding.type not in types_with("moves_goods") or draft.status is Status.DENIED:
        return ()
    troops = draft.coding.mode in {"troops", "withdraw"}  # of those who are freed none moves
    return amounts_of(dict.fromkeys([draft.token, *draft.words]), article, troops=troops)


_FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION"})


def _harm(draft: Draft, article: Article, statements: Sequence[Statement]) -> tuple[Harm, ...]:
    """Whom the event harmed, with the number and whose word it is."""
    if draft.coding.type not in _FORCE:
        return ()
    out = []
    for count in counts_of(_told_by(draft)):
        verb = passage_at(article, count.verb.idx, count.verb.idx + len(count.verb.text))
        said_in = _said_in(verb, statements)
        teller = next((s.speaker for s in statements if s.id == said_in), None)
        passage = passage_at(article, count.start, count.end)
        out.append(
            Harm(
                kind=count.kind,
                passage=passage,
                number=count.number,
                holder=teller,
                said_in=said_in,
            )
        )
    return tuple(out)


def _means(draft: Draft, article: Article) -> tuple[Worded[str], ...]:
    """What the force was used with, as the text calls it."""
    if draft.coding.type != "ASSAULT":
        return ()
    spans = [(a.idx, b.idx + len(b.text)) for a, b in means_of(_told_by(draft))]
    passages = [passage_at(article, start, end) for start, end in spans]
    return tuple(Worded(value=p.text.lower(), passage=p) for p in passages)


def _told_by(draft: Draft) -> list[Token]:
    return [draft.token, *draft.words, *([draft.harm] if draft.harm is not None else [])]


_MAX_TRIGGER = 60  # characters; in longer stretches the words far from the first one are left out


def _passage(words: Sequence[Token], main: Token, article: Article) -> Passage:
    """The stretch from the first of the words to the last."""
    tokens = sorted(words, key=lambda t: t.i)
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
    while end - start > _MAX_TRIGGER and len(tokens) > 1:
        tokens.remove(max(tokens, key=lambda t: abs(t.i - main.i)))
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
    return passage_at(article, start, end)


def _said_in(trigger: Passage, statements: Sequence[Statement]) -> str | None:
    """The innermost statement the words stand in."""
    start, end = trigger.start, trigger.end
    around = [
        (sum(p.end - p.start for p in s.content), s.id)
        for s in statements
        for part in s.content
        if part.start <= start and end <= part.end
    ]
    return min(around)[1] if around else None
