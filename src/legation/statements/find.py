"""The statements stage: from a parse and its mentions to what people are reported to have said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from legation.ids import content_id
from legation.nlp.passages import passage_at, trimmed
from legation.records import Article, Mention, Passage, Polarity, Statement, StatementKind
from legation.statements.channels import channel_of
from legation.statements.cues import ATTITUDES, cue_lexicon
from legation.statements.joining import Told, join_quotations, place
from legation.statements.lines import labelled_lines
from legation.statements.quoted import Regions, quotations
from legation.statements.reported import Report, reports
from legation.statements.speakers import Sources
from legation.statements.tree import Tree
from legation.statements.weighing import MIN_SCORE, score_of

_EDGE = " \t\n\u00a0,;:-–—“”„«»\"'’‘`"
_LOOK_BACK = 2000  # characters: a cue may stand that far behind its content
_I = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})


def find_statements(
    doc: Doc, article: Article, mentions: Sequence[Mention]
) -> tuple[Statement, ...]:
    """Find what people are reported to have said, in text order.

    `mentions` come from the actors stage. A statement whose speaker is not in the text has
    `speaker=None`: we do not guess. A quotation mark left open ends with its paragraph. An article
    without statements gives an empty tuple; odd text never raises.

    Cues and clauses after Krestel, Bergler and Witte, "Minding the Source" (LREC 2008).
    """
    if not len(doc):
        return ()
    tree = Tree(doc, article.text)
    regions = Regions(quotations(article.text))
    told = candidates(tree, regions)
    sources = Sources(tree, article, mentions)
    scored = ((one, score_of(tree, one, regions)) for one in told)
    kept = [(one, score) for one, score in scored if score >= MIN_SCORE]
    found = [_statement(tree, article, sources, regions, one, score) for one, score in kept]
    return _chained([s for s in found if s is not None], article)


def candidates(tree: Tree, regions: Regions) -> list[Told]:
    """Everything that could be a statement, before it is weighed, in text order."""
    told = join_quotations(tree, reports(tree, cue_lexicon()), regions)
    lines = labelled_lines(tree, regions, told)
    if lines:
        starts = {one.spans[0][0] for one in lines}
        told = [t for t in told if not (t.rule.startswith("quote.") and t.spans[0][0] in starts)]
        told = sorted([*told, *lines], key=place)
    return told


def is_speech(statement: Statement) -> bool:
    """Whether it was said or written, in words of its own: no attitude, and no mere topic.

    "He wants talks" is an attitude, "he discussed the talks" names a topic.
    """
    if statement.act in ATTITUDES:
        return False
    return statement.rule.split(".")[0] in _WORDED or statement.kind is not StatementKind.INDIRECT


_WORDED = frozenset(
    "clause inserted according quote rest noun_clause line to_do to_other passive_to".split()
)


def _statement(
    tree: Tree, article: Article, sources: Sources, regions: Regions, told: Told, score: float
) -> Statement | None:
    content = tuple(p for a, b in told.spans if (p := trimmed(article, a, b, strip=_EDGE)).text)
    if not content:
        return None
    report = told.report
    speaker = addressee = cue = channel = None
    act, polarity = "says", Polarity.NEUTRAL
    if report is not None:
        act, polarity = report.cue.act, report.cue.polarity
        cue = passage_at(article, *tree.chars(report.at, report.at + 1))
        if report.source is not None:
            speaker = sources.mention(report.source, label=report.label)
        if report.addressee is not None:
            addressee = sources.mention(report.addressee, rule="addressee")
        channel = channel_of(tree, report)
    return Statement(
        id="", kind=_kind(content, regions), content=content, cue=cue, speaker=speaker,
        addressee=addressee, channel=channel, act=act, polarity=polarity, score=round(score, 3), rule=told.rule,
    )  # fmt: skip


def _kind(content: tuple[Passage, ...], regions: Regions) -> StatementKind:
    """Direct if nine tenths of the characters are quoted, indirect if none."""
    whole = sum(p.end - p.start for p in content)
    quoted = regions.shared([(p.start, p.end) for p in content])
    if not quoted:
        return StatementKind.INDIRECT
    return StatementKind.DIRECT if quoted >= 0.9 * whole else StatementKind.MIXED


def _chained(found: list[Statement], article: Article) -> tuple[Statement, ...]:
    """Statements in text order with ids, each tied to the one whose content it stands in."""
    found.sort(key=lambda s: (_first(s), -_last(s)))
    outer = _containers(found)
    done: list[Statement] = []
    for at, statement in enumerate(found):
        above = done[outer[at]] if outer[at] is not None else None  # type: ignore[index]
        speaker = statement.speaker
        if above is not None and _is_own(statement) and above.speaker is not None and speaker:
            speaker = replace(above.speaker, passage=speaker.passage, rule="speaker.own")
        name = speaker.name if speaker else None
        offsets = [[p.start, p.end] for p in statement.content]
        done.append(
            replace(
                statement,
                id=content_id("statement", article.id, offsets, name, statement.act),
                speaker=speaker,
                reported_in=above.id if above else None,
            )
        )
    return tuple(done)


def _is_own(statement: Statement) -> bool:
    """Whether the speaker is the first person of the words it stands in."""
    return statement.speaker is not None and statement.speaker.passage.text.lower() in _I


def _first(s: Statement) -> int:
    return min(s.content[0].start, s.cue.start if s.cue else s.content[0].start)


def _last(s: Statement) -> int:
    return max(s.content[-1].end, s.cue.end if s.cue else 0)


def _containers(found: list[Statement]) -> list[int | None]:
    """For each statement the shortest other one whose content holds its cue and its content."""
    out: list[int | None] = []
    open_: list[tuple[int, int, int]] = []  # end, start, index of content passages begun so far
    queue = sorted((p.start, -p.end, at) for at, s in enumerate(found) for p in s.content)
    k = 0
    for at, s in enumerate(found):
        here = s.cue or s.content[0]
        while k < len(queue) and queue[k][0] <= here.start:
            open_.append((-queue[k][1], queue[k][0], queue[k][2]))
            k += 1
        open_ = [o for o in open_ if o[0] > here.start - _LOOK_BACK]
        around = [
            (end - start, other)
            for end, start, other in open_
            if other < at
            and end >= here.end
            and start <= s.content[0].start
            and end >= s.content[0].end
        ]
        out.append(min(around)[1] if around else None)
    return out
