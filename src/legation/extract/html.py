"""The story on an HTML page: what the markup states first, then what the page shows.

Headline, authors, dates, section and outlet come from JSON-LD, else from meta elements, else from
the lines around the headline, read as in a plain-text dump. The body is trafilatura's, in its
precision mode; a page on which it finds nothing is read as a dump of its visible text. Articles
from HTML carry no raw spans: their text stands between tags.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import htmldate
import trafilatura

from legation.extract.blocks import Block, split_blocks
from legation.extract.boilerplate import load_phrases
from legation.extract.byline import bare_names, read_byline
from legation.extract.captions import read_caption
from legation.extract.dateline import agency_at_head, read_dateline
from legation.extract.dates import on_day, parse_day
from legation.extract.dump import PARAGRAPHS, DumpFields, read_dump
from legation.extract.features import SENTENCE_END
from legation.extract.imprints import agency_named, fold, month_first, section_named
from legation.extract.jsonld import Told
from legation.extract.language import language_of
from legation.extract.markup import take_captions, told_by, tree_of, visible_text
from legation.extract.metadata import Head, read_head
from legation.extract.region import Region, find_region
from legation.extract.signoff import before_sign_off
from legation.records import Caption, When

log = logging.getLogger(__name__)

BOX_WORDS = 12  # of a line below a heading like Newsletter, which is a box and no paragraph
UNLIKELY = 0.25  # chance of a paragraph to be in the story, by the reader of dumps
FEWEST_WORDS = 20  # in trafilatura's body: with fewer the visible text is tried

_LABEL = re.compile(
    r"(?:previous|next|tags?|topics?|posted in|filed under|categor(?:y|ies)|share|follow us|"
    r"(?:read|see|watch) (?:more|also|next)|related(?: \w+)?|more|source|contact)\s*[:|]",
    re.IGNORECASE,
)


def read_html(text: str, url: str | None = None) -> DumpFields:
    """The story of a page and what is told of it; an empty `body` without one. Never raises."""
    tree = tree_of(text)
    if tree is None:
        return DumpFields()
    told = told_by(tree)
    lines = visible_text(tree)
    captions = take_captions(tree)
    paragraphs = _body_of(tree, url)
    if sum(len(p.split()) for p in paragraphs) < FEWEST_WORDS:
        return _completed(replace(read_dump(lines), spans=()), told, captions)
    return _fields(text, paragraphs, told, captions, split_blocks(lines))


def _body_of(tree: Any, url: str | None) -> list[str]:
    """The paragraphs that trafilatura finds."""
    try:
        document = trafilatura.bare_extraction(
            tree, url=url, favor_precision=True, include_comments=False, include_tables=False
        )
    except Exception as error:  # odd trees break it in ways nobody lists
        log.debug("trafilatura gave up: %r", error)
        return []
    text = getattr(document, "text", None) or ""
    return [line.removeprefix("- ").strip() for line in text.split("\n") if line.strip("- \t")]


def _fields(
    raw: str, paragraphs: list[str], told: Told, captions: tuple[Caption, ...],
    blocks: Sequence[Block],
) -> DumpFields:  # fmt: skip
    region = find_region(blocks) if blocks else None
    title_at, body_at = _anchors(blocks, told, paragraphs, region)
    headline = told.headline or (blocks[title_at].text if title_at is not None else None)
    head = read_head(blocks, title_at, body_at)
    kept, more = _sorted_out(paragraphs, headline, captions)
    kept = _second_look(kept, blocks, region)
    while kept and (end := before_sign_off(kept[-1])) < len(kept[-1]):
        kept[-1:] = [kept[-1][:end]] if end else []
    dateline = read_dateline(kept[0]) if kept else None
    alone = agency_at_head(kept[0]) if kept and not dateline else None
    if kept and (dateline or alone):
        kept[0] = kept[0][dateline.story if dateline else alone[1] if alone else 0 :]
    body = PARAGRAPHS.join(kept)
    by_dateline = dateline.agency if dateline else alone[0] if alone else None
    fields = DumpFields(
        agency=by_dateline,
        dateline=dateline.place if dateline else None,
        captions=more,
        body=body,
        language=language_of(body),
    )
    fields = _completed(replace(fields, title=headline), told, (), head)
    if fields.published is None:
        fields = replace(fields, published=_dated(raw))
    return fields


def _second_look(
    paragraphs: list[str], blocks: Sequence[Block], region: Region | None
) -> list[str]:
    """The paragraphs without those that the reader of dumps holds to be no part of the story.

    At the head and the tail its word is enough; in between the block must also call for something.
    """
    if region is None:
        return paragraphs
    phrases = load_phrases()
    chances: dict[str, float] = {}
    for block, chance in zip(blocks, region.chances, strict=True):
        key = fold(block.text)[:60]
        chances[key] = max(chance, chances.get(key, 0.0))
    sure = [chances.get(fold(p)[:60], 1.0) for p in paragraphs]
    inside = [
        i
        for i, (p, chance) in enumerate(zip(paragraphs, sure, strict=True))
        if chance >= UNLIKELY and not _LABEL.match(p)
    ]
    if not inside:
        return paragraphs
    kept = []
    for i in range(inside[0], inside[-1] + 1):
        words = re.findall(r"\w+", paragraphs[i].lower())
        calls = phrases.is_call(words) or phrases.has_call(words)
        if sure[i] >= UNLIKELY or not calls:
            kept.append(paragraphs[i])
    return kept


def _anchors(
    blocks: Sequence[Block], told: Told, paragraphs: list[str], region: Region | None
) -> tuple[int | None, tuple[int, ...]]:
    """The lines of the visible text where the headline and the story stand."""
    starts = {fold(p)[:60] for p in paragraphs if len(p.split()) >= 8}
    body = tuple(i for i, b in enumerate(blocks) if fold(b.text)[:60] in starts)
    wanted = fold(told.headline or "")
    limit = body[0] if body else len(blocks)
    same = [i for i, b in enumerate(blocks) if wanted and fold(b.text) == wanted and i <= limit]
    if same:
        return same[-1], tuple(i for i in body if i != same[-1])
    guess = region.title if region and not told.headline else None
    return guess if guess is not None and guess <= limit else None, body


def _sorted_out(
    paragraphs: list[str], headline: str | None, captions: tuple[Caption, ...]
) -> tuple[list[str], tuple[Caption, ...]]:
    """The paragraphs of the story, and the captions with those that stood among them."""
    phrases = load_phrases()
    known = {fold(c.text) for c in captions}
    kept: list[str] = []
    found = list(captions)
    menu = False
    for text in paragraphs:
        words = re.findall(r"\w+", text.lower())
        if fold(text) in (known | {fold(headline or "")}):
            continue
        was_menu, menu = menu, phrases.is_menu(words)
        if menu or (was_menu and len(words) <= BOX_WORDS):
            continue
        credited = read_caption(text) if len(words) <= 45 else None
        if credited and text[slice(*credited.text)]:
            found.append(Caption(text=text[slice(*credited.text)], credit=credited.credit))
        elif credited or (not kept and _is_head_line(text)):
            continue
        elif phrases.is_end(words) and len(kept) > 2 and len(words) <= 12 and text[-1:] != ".":
            break
        else:
            kept.append(text)
    return kept, tuple(found)


def _is_head_line(text: str) -> bool:
    """Whether a line before the first paragraph is a summary, byline, date line or section."""
    if len(text.split()) <= 20 and not text.endswith(SENTENCE_END):
        return True
    short = len(text.split()) <= 14
    if not short or (text.endswith((".", "!", "?", "”", '"')) and len(text.split()) > 8):
        return False
    authors, agency = read_byline(text)
    named = authors or agency or bare_names(text) or section_named(text) or agency_named(text)
    return bool(named or parse_day(text) or len(text.split()) <= 4)


def _completed(
    fields: DumpFields, told: Told, captions: tuple[Caption, ...], head: Head | None = None
) -> DumpFields:
    """Fields with what the markup states put first, and what the lines say where it is silent."""
    head = head or Head()
    stated, agency = _authors(told.authors, told.outlet)
    read = tuple(dict.fromkeys(author.name for _, author in head.authors))
    habit = month_first(told.outlet)
    day = parse_day(told.published, month_first=habit) if told.published else None
    published = on_day(day) if day else fields.published
    if published is None and head.published:
        published = on_day(head.published[0])
    section = _section(told.section) or fields.section
    return replace(
        fields,
        title=told.headline or fields.title,
        outlet=told.outlet or fields.outlet or head.outlet,
        agency=fields.agency or (head.agency[0] if head.agency else None) or agency,
        section=section or (head.section[0] if head.section else None),
        authors=stated or fields.authors or read,
        published=published,
        captions=captions + tuple(c for c in fields.captions if c not in captions),
    )


def _section(told: str | None) -> str | None:
    if not told or len(told) > 40:
        return None
    return section_named(told) or told


def _authors(stated: Sequence[str], outlet: str | None) -> tuple[tuple[str, ...], str | None]:
    """The people among the stated authors, and the agency among them."""
    people: list[str] = []
    agency = None
    for text in stated:
        text = re.sub(r"^by\s+", "", text, flags=re.IGNORECASE)
        if outlet and fold(text) == fold(outlet) and not agency_named(text):
            continue
        agency = agency or agency_named(text)
        named = [a.name for a in read_byline(f"By {text}")[0]]
        agency = agency or read_byline(f"By {text}")[1]
        people += [
            n
            for n in named or ([text] if 1 < len(text.split()) <= 5 else [])
            if not agency_named(n)
        ]
    return tuple(dict.fromkeys(people)), agency


def _dated(raw: str) -> When | None:
    """The day that htmldate finds in the markup, not by searching the text for figures."""
    try:
        found = htmldate.find_date(raw, extensive_search=False, original_date=True)
        return on_day(date.fromisoformat(found)) if found else None
    except Exception as error:  # odd trees break it in ways nobody lists
        log.debug("htmldate gave up: %r", error)
        return None
