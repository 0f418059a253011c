"""Reads plain text saved or pasted from a web page: our own, as no library reads such dumps.

Every field is found by its place in the raw text. The reader works in any language; what the words
of a page say (bylines, date lines, sections) is read in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from legation.characters.marks import Plain, plain_page
from legation.extract.blocks import Block, Line, split_blocks
from legation.extract.boilerplate import load_phrases
from legation.extract.byline import read_byline
from legation.extract.captions import Credited, read_caption
from legation.extract.dates import find_days, on_day
from legation.extract.features import is_prose
from legation.extract.metadata import HEAD_WORDS, Head, read_head
from legation.extract.region import Region, find_region
from legation.extract.signoff import before_sign_off
from legation.language.dateline import Dateline, agency_at_head, dateline_alone, read_dateline
from legation.records import Caption, RawSpan, When

PARAGRAPHS = "\n\n"
HEAD_BLOCKS = 6  # of the body, among which its first paragraph of prose is looked for
DATED_WORDS = 14  # "Ann Lee | 31.01.2024 - Update : 31.01.2024": a longer block with a date is text


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpFields:
    """What a page holds: `body` is what `Article.text` becomes, `spans` are in the raw text."""

    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    published: When | None = None
    dateline: str | None = None
    captions: tuple[Caption, ...] = ()
    body: str = ""
    language: str | None = None
    spans: tuple[RawSpan, ...] = ()
    url: str | None = None
    instead: str | None = None  # what the page is, where it is surely no story


def read_dump(text: str) -> DumpFields:
    """The story on a page and what is told of it; an empty `body` without a story. Never raises."""
    plain = plain_page(text)
    if plain is None:
        return _read(text)
    fields = _read(plain.text)
    return replace(fields, spans=tuple(_placed(fields.spans, plain)))


def _placed(spans: Sequence[RawSpan], plain: Plain) -> Iterator[RawSpan]:
    """The spans of a plain page in the raw text it comes from."""
    for span in spans:
        for start, end, after in plain.raw_runs(span.start, span.end):
            at = None if span.at is None else span.at + after
            yield replace(span, start=start, end=end, at=at)


def _read(text: str) -> DumpFields:
    blocks = split_blocks(text)
    if not blocks:
        return DumpFields()
    region = find_region(blocks)
    pictures, body = _sort_out(blocks, region)
    title = _title_of(region, body)
    head = read_head(blocks, title, body)
    return _fields(blocks, title, body, pictures, head, region.language)


def predict_body_title(dump: str) -> tuple[str, str | None]:
    """The whole body with its dateline, and the headline, for `eval/predict.py dumps`."""
    plain = plain_page(dump)
    blocks = split_blocks(plain.text if plain else dump)
    if not blocks:
        return "", None
    region = find_region(blocks)
    _, body = _sort_out(blocks, region)
    title = _title_of(region, body)
    return "\n".join(blocks[i].text for i in body), None if title is None else blocks[title].text


def _title_of(region: Region, body: Sequence[int]) -> int | None:
    """The headline's block, unless it is one of the story's own after the first."""
    title = region.title
    return None if title is not None and title in body else title


def _sort_out(
    blocks: Sequence[Block], region: Region
) -> tuple[dict[int, Credited], tuple[int, ...]]:
    """Captions with their credits by block, and the blocks of the story without them."""
    phrases = load_phrases()
    body = region.body
    pictures: dict[int, Credited] = {}
    if body:
        top = region.title if region.title is not None and region.title < body[0] else body[0]
        for i in range(max(0, top - 3), min(len(blocks), body[-1] + 3)):
            found = None if i == region.title else read_caption(blocks[i].text)
            if (
                found
                and not read_byline(blocks[i].text)[0]
                and (i not in body or blocks[i].size <= 45)
            ):
                pictures[i] = found
    kept = [i for i in body if i not in pictures and not phrases.is_menu(blocks[i].words)]
    prose = next((n for n, i in enumerate(kept[:HEAD_BLOCKS]) if is_prose(blocks[i])), 0)
    kept = [i for i in kept[:prose] if not _tells_of_story(blocks[i])] + kept[prose:]
    while kept and not is_prose(blocks[kept[0]]) and any(is_prose(blocks[i]) for i in kept[1:3]):
        if blocks[kept[0]].size >= 8:
            break
        kept.pop(0)  # a date or section line right before the first paragraph
    last = max((n for n, i in enumerate(kept) if is_prose(blocks[i])), default=0)
    end = next((n for n in range(last + 1, len(kept)) if _follows_story(blocks[kept[n]])), None)
    return pictures, tuple(kept[:end])


def _tells_of_story(block: Block) -> bool:
    """Whether a block over the first paragraph is a byline, a date line or a dateline by itself."""
    if block.size > HEAD_WORDS:
        return False
    dated = next(find_days(block.text), None) is not None and block.size <= DATED_WORDS
    return dated or bool(read_byline(block.text)[0]) or dateline_alone(block.text) is not None


def _follows_story(block: Block) -> bool:
    """Whether a block under the story is a rule, or calls the reader to go on elsewhere."""
    phrases = load_phrases()
    ruled = not any(map(str.isalnum, block.text))
    return ruled or phrases.is_end(block.words) or phrases.is_call(block.words)


def _fields(
    blocks: Sequence[Block],
    title: int | None,
    body: Sequence[int],
    pictures: dict[int, Credited],
    head: Head,
    language: str | None,
) -> DumpFields:
    spans: list[RawSpan] = []
    if title is not None:
        spans += [RawSpan(field="title", start=ln.start, end=ln.end) for ln in blocks[title].lines]
    opening, dateline, story = _open(blocks, body)
    text = _lay_body(blocks, body, story, spans)
    captions = tuple(
        _lay_caption(blocks, i, pictures[i], spans)
        for i in sorted(pictures)
        if _caption_text(blocks, i, pictures)
    )
    agency = head.agency[0] if head.agency else None
    if body and dateline is not None:
        spans += _raw("dateline", blocks[opening], dateline.start, dateline.end)
        agency = dateline.agency or agency
    elif body and story:
        found = agency_at_head(blocks[body[0]].text)
        agency = found[0] if found else agency
    if head.agency and agency == head.agency[0]:
        spans += _raw("agency", blocks[head.agency[1]], *head.agency[2:])
    if head.section:
        spans += _raw("section", blocks[head.section[1]], *head.section[2:])
    for at, author in head.authors:
        spans += _raw("author", blocks[at], author.start, author.end)
    if head.published:
        spans += _raw("published", blocks[head.published[1]], *head.published[2:])
    return DumpFields(
        title=blocks[title].text if title is not None else None,
        outlet=head.outlet,
        agency=agency,
        section=head.section[0] if head.section else None,
        authors=tuple(dict.fromkeys(author.name for _, author in head.authors)),
        published=on_day(head.published[0]) if head.published else None,
        dateline=dateline.place if dateline else None,
        captions=captions,
        body=text,
        language=language,
        spans=tuple(sorted(spans, key=lambda s: (s.start, s.end, s.field))),
    )


def _open(blocks: Sequence[Block], body: Sequence[int]) -> tuple[int, Dateline | None, int]:
    """The dateline with its block, and where in the first paragraph the story begins."""
    if not body:
        return 0, None, 0
    at = body[0]
    dateline = read_dateline(blocks[at].text)
    if dateline:
        return at, dateline, dateline.story
    above = dateline_alone(blocks[at - 1].text) if at else None
    if above:
        return at - 1, above, 0
    alone = agency_at_head(blocks[at].text)
    return at, None, alone[1] if alone else 0


def _lay_body(
    blocks: Sequence[Block], body: Sequence[int], story: int, spans: list[RawSpan]
) -> str:
    """Join the paragraphs, and add a span for each of their lines; returns the text."""
    parts: list[str] = []
    length = 0
    for n, i in enumerate(body):
        if parts:
            parts.append(PARAGRAPHS)
            length += len(PARAGRAPHS)
        skip = story if n == 0 else 0
        lines = _after(blocks[i].lines, skip)
        if i == body[-1]:
            whole = len(blocks[i].text)
            lines = _until(lines, before_sign_off(blocks[i].text) - whole)
        for m, line in enumerate(lines):
            if m:
                parts.append(" ")
                length += 1
            spans.append(RawSpan(field="body", start=line[0], end=line[1], at=length))
            parts.append(line[2])
            length += len(line[2])
    return "".join(parts)


def _after(lines: Sequence[Line], skip: int) -> list[tuple[int, int, str]]:
    """The lines of a block without its first `skip` characters."""
    kept = []
    for line in lines:
        cut = min(skip, len(line.text))
        if cut < len(line.text):
            kept.append((line.start + cut, line.end, line.text[cut:]))
        skip = max(0, skip - len(line.text) - 1)
    return kept


def _until(lines: list[tuple[int, int, str]], over: int) -> list[tuple[int, int, str]]:
    """The lines without so many characters at their end (a number below 0)."""
    kept = list(lines)
    while kept and over < 0:
        start, _, text = kept.pop()
        if len(text) + over > 0:
            kept.append((start, start + len(text) + over, text[:over]))
        over += len(text) + 1
    return kept


def _caption_text(blocks: Sequence[Block], at: int, pictures: dict[int, Credited]) -> str:
    start, end = pictures[at].text
    return blocks[at].text[start:end]


def _lay_caption(
    blocks: Sequence[Block], at: int, found: Credited, spans: list[RawSpan]
) -> Caption:
    spans += _raw("caption", blocks[at], *found.text)
    spans += _raw("credit", blocks[at], *found.credit_at)
    return Caption(text=blocks[at].text[slice(*found.text)], credit=found.credit)


def _raw(name: str, block: Block, start: int, end: int) -> list[RawSpan]:
    """Spans of the raw text for characters of a block's text, one a line."""
    spans, at = [], 0
    for line in block.lines:
        first, last = max(start, at) - at, min(end, at + len(line.text)) - at
        if first < last:
            spans.append(RawSpan(field=name, start=line.start + first, end=line.start + last))
        at += len(line.text) + 1
    return spans
