"""The statements stage: from a parse and its mentions to what people are reported to have said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from legation.characters import quotations
from legation.characters.quotations import MARKS, Regions
from legation.language.words import members
from legation.nlp.passages import passage_at, trimmed
from legation.nlp.times import Time, find_times
from legation.nlp.tokens import Parsed, flat
from legation.ontology import rules_with
from legation.propositions.status import is_said_not, is_wished, modal_of_saying
from legation.records import Article, Kind, Mention, Passage, Polarity, Statement, StatementKind
from legation.statements.addressees import addressee_of, channel_of
from legation.statements.chains import Around, chained
from legation.statements.cues import ATTITUDES, MODALS, cue_lexicon, not_done, not_yet
from legation.statements.joining import join_quotations, place
from legation.statements.lines import labelled_lines
from legation.statements.relayed import relayed
from legation.statements.report import Report, Told
from legation.statements.reported import reports
from legation.statements.speakers import Sources
from legation.statements.spoken import Days, last_day, said_on
from legation.statements.tree import Tree
from legation.statements.weighing import accepted

_TO_COME = re.compile(r"\b(?:will|would|shall)\b|[’']ll\b", re.IGNORECASE)
_EDGE = " \t\n\u00a0,;:-–—“”„‟«»‹›\"'’‘‚‛`"
_REOPENED = re.compile(r"\s*\n\s*(?=[“”„«»‹›\"‘‚]|``)")  # each paragraph of a long quotation


def find_statements(
    doc: Parsed,
    article: Article,
    mentions: Sequence[Mention],
    times: tuple[Time, ...] | None = None,
) -> tuple[Statement, ...]:
    """Find what people are reported to have said, in text order.

    `mentions` come from the actors stage, `times` from `find_times`; without `times` they are
    looked for here. A statement whose speaker is not in the text has
    `speaker=None`: we do not guess. A quotation mark left open ends with its paragraph. An article
    without statements gives an empty tuple; odd text never raises.

    Cues and clauses after Krestel, Bergler and Witte, "Minding the Source" (LREC 2008).
    """
    doc = flat(doc, article.text)
    if not len(doc):
        return ()
    tree = Tree(doc)
    regions = quotations.regions(article.text)
    sources = Sources(tree, article, mentions)
    published = article.published.first if article.published else None
    days = Days(find_times(doc, article) if times is None else times, published)
    kept = relayed(tree, accepted(tree, candidates(tree, regions), regions))
    made = [(one, _statement(sources, regions, days, one, score)) for one, score in kept]
    found = [(one, statement) for one, statement in made if statement is not None]
    places = {id(one): at for at, (one, _) in enumerate(found)}
    held = {
        at: places[id(one.holder)] for at, (one, _) in enumerate(found) if id(one.holder) in places
    }
    around = Around(
        parties=sorted((m.passage.start, m.kind) for m in mentions),
        acting=sources.acting(regions),
        known=frozenset(m.passage.start for m in mentions if m.kind is Kind.PERSON),
        bodies=frozenset(m.passage.start for m in mentions if m.kind is Kind.GROUP and m.actor_id),
    )
    done = chained([statement for _, statement in found], article, held, around)
    return _of_somebody(done, article)


def _of_somebody(statements: tuple[Statement, ...], article: Article) -> tuple[Statement, ...]:
    """The statements without what an open "he" or "they" only thinks, or is quoted as saying.

    What such a one is told to say is kept: the words are there, if not the name.
    """
    gone = {s.id: s.reported_in for s in statements if _is_of_nobody(s, article)}
    kept = []
    for statement in statements:
        above = statement.reported_in
        while above in gone:
            above = gone[above]
        if statement.id not in gone:
            kept.append(replace(statement, reported_in=above))
    return tuple(kept)


_NARRATOR = frozenset({"i", "we"})  # who writes the story tells what he thinks, not what he says


def _is_of_nobody(statement: Statement, article: Article) -> bool:
    speaker = statement.speaker
    if speaker is None or speaker.rule not in rules_with("open_pronoun"):
        return False
    words = speaker.passage.text.lower()
    if words in _NARRATOR and statement.reported_in is None:
        return statement.kind is StatementKind.INDIRECT and not is_speech(statement)
    if words not in members("pronouns_of_others"):
        return False
    if statement.reported_in is not None:
        first = statement.content[0].start
        return article.text[max(first - 1, 0) : first] not in set(MARKS)
    return statement.act in _THOUGHT and statement.kind is StatementKind.INDIRECT


def candidates(tree: Tree, regions: Regions) -> list[Told]:
    """Everything that could be a statement, before it is weighed, in text order."""
    told = apart(tree, join_quotations(tree, reports(tree, cue_lexicon()), regions))
    lines = labelled_lines(tree, regions, told)
    if lines:
        starts = {one.spans[0][0] for one in lines}
        told = [
            t
            for t in told
            if not (t.rule in rules_with("quote_by_its_place") and t.spans[0][0] in starts)
        ]
        told = sorted([*told, *lines], key=place)
    return told


def apart(tree: Tree, told: list[Told]) -> list[Told]:
    """Contents without the words of whoever tells all of it behind them.

    "It fell according to tests, a doctor told Reuters" and "drivers believe it fell, the Post
    reported": neither what tests show nor what drivers believe goes on to the doctor or the Post.
    """
    behind = []
    for one in told:
        if one.report is not None and one.report.frame in _WHOLE_BEFORE:
            cue = tree.start[one.report.at]
            ends = [b for _, b in one.spans if b <= cue]
            if ends and all(b <= cue or b - a <= _STOP for a, b in one.spans):
                behind.append((max(ends), cue, one))
    for one in told:
        if one.report is None or one.inside is not None:
            continue
        at = tree.start[one.report.at]
        for end, cue, over in behind:
            first = min(a for a, _ in over.spans)
            if over is not one and first <= at < end and any(a <= cue < b for a, b in one.spans):
                one.spans = [(a, min(b, end)) for a, b in one.spans if a < end]
    return [one for one in told if one.spans]


_WHOLE_BEFORE = frozenset({"according", "clause", "inserted"})
_STOP = 2  # characters: what may stand behind "according to the ministry"


def is_speech(statement: Statement) -> bool:
    """Whether it was said or written, in words of its own: no attitude, no deed, no mere topic.

    "He wants talks" is an attitude, "he agreed to go" a deed, "he discussed the talks" names a
    topic, and "the data suggest that" has nobody who speaks.
    """
    quoted = statement.kind is not StatementKind.INDIRECT
    if statement.act == "suggests":
        return quoted or (
            statement.rule in rules_with("clause_beside_the_verb") and _is_party(statement.speaker)
        )
    if statement.act in _THOUGHT:
        return False
    if statement.rule in rules_with("infinitive") and statement.act in _DONE:
        return quoted
    return quoted or statement.rule in rules_with("reports_words")


_THOUGHT = ATTITUDES.union(
    (not_done(act) for act in ATTITUDES), (not_yet(act, m) for act in ATTITUDES for m in MODALS)
)
_DONE = frozenset({"agrees", "refuses", "requests"})


def _is_party(speaker: Mention | None) -> bool:
    return speaker is not None and speaker.kind is not Kind.DOCUMENT


def _statement(
    sources: Sources, regions: Regions, days: Days, told: Told, score: float
) -> Statement | None:
    tree, article = sources.tree, sources.article
    content = _passages(article, sources, told.spans)
    if not content:
        return None
    report = told.report
    speaker = addressee = cue = channel = when = None
    act, polarity = "says", Polarity.NEUTRAL
    if report is not None:
        act, polarity = report.cue.act, report.cue.polarity
        cue = passage_at(article, *tree.chars(report.at, report.at + 1))
        if report.source is not None:
            speaker = sources.mention(report.source, label=report.label)
            if act in _SHOWN and _is_thing(speaker):
                return None  # "it suggests that"
        if (told_to := addressee_of(tree, report)) is not None:
            addressee = sources.mention(told_to, rule="addressee", label=report.told)
        channel = channel_of(tree, report)
        when = said_on(tree, report, told.spans, days, regions)
    if report is not None and not report.quoted and is_said_not(tree.doc.tokens[report.at]):
        act, polarity = not_done(act), Polarity.NEUTRAL
    if act == "assures" and any(_TO_COME.search(p.text) for p in content):
        act = "promises"
    deadline = last_day(
        article, cue, content, when, act=act, rule=told.rule, begin=_begin(tree, report)
    )
    if report is not None and not report.quoted:
        modal = modal_of_saying(tree.doc.tokens[report.at])
        soft = act in ATTITUDES and is_wished(tree.doc.tokens[report.at])  # "would like to"
        act = not_yet(act, modal) if modal is not None and not soft else act
    return Statement(
        id="", kind=_kind(content, regions), content=content, cue=cue, speaker=speaker,
        addressee=addressee, channel=channel, act=act, polarity=polarity, when=when,
        score=round(score, 3), rule=told.rule, deadline=deadline,
    )  # fmt: skip


_SHOWN = frozenset({"suggests", "shows", "believes"})


def _is_thing(speaker: Mention) -> bool:
    """Whether what shows something is only pointed at, and nobody: "it", "this"."""
    words = speaker.passage.text.lower()
    return speaker.rule in rules_with("open_pronoun") and words in _POINTERS


_POINTERS = frozenset({"it", "this", "that"})


def _begin(tree: Tree, report: Report | None) -> int:
    """Where the words of a cue begin: its noun phrase, and the verb over it."""
    if report is None:
        return 0
    spots = [report.at] if report.light is None else [report.at, report.light]
    if report.cue.pos == "NOUN":
        spots.append(tree.edges(report.at)[0])
    return min(tree.start[k] for k in spots)


def _passages(
    article: Article, sources: Sources, spans: Sequence[tuple[int, int]]
) -> tuple[Passage, ...]:
    """The passages of some content: without marks and datelines, each with a word in it."""
    out = []
    for a, b in spans:
        start = max(a, min(b, sources.datelines.end_at(a)))
        for first, last in _paragraphs(article.text, start, b):
            passage = trimmed(article, first, last, strip=_EDGE)
            if any(c.isalnum() for c in passage.text) and passage.text.lower() != "that":
                out.append(passage)
    return tuple(out)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Some content apart at each paragraph that opens with a mark anew."""
    for found in _REOPENED.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _kind(content: tuple[Passage, ...], regions: Regions) -> StatementKind:
    """Direct if nine tenths of the characters are quoted, indirect if none."""
    whole = sum(p.end - p.start for p in content)
    quoted = regions.shared([(p.start, p.end) for p in content])
    if not quoted:
        return StatementKind.INDIRECT
    return StatementKind.DIRECT if quoted >= 0.9 * whole else StatementKind.MIXED
