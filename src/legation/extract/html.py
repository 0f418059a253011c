"""The story on an HTML page: what the markup states first, then what the page shows.

Headline, authors, dates, section and outlet come from JSON-LD, else from meta elements, else from
the lines around the headline, read as in a plain-text dump. The body is trafilatura's, in its
precision mode; a page on which it finds nothing is read as a dump of its visible text. Articles
from HTML carry no raw spans: their text stands between tags.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import Any

import htmldate
import trafilatura
from trafilatura.settings import Extractor

from legation.characters.marks import plain_letters
from legation.extract.blocks import Block, lower_words, split_blocks
from legation.extract.boilerplate import load_phrases
from legation.extract.byline import bare_names, read_byline, stated_authors
from legation.extract.captions import read_caption
from legation.extract.dates import is_guess, on_day, parse_day
from legation.extract.dump import PARAGRAPHS, DumpFields, read_dump
from legation.extract.features import SENTENCE_END
from legation.extract.imprints import month_first, section_named
from legation.extract.jsonld import Told
from legation.extract.language import language_of
from legation.extract.markup import (
    classes_of,
    one_story,
    open_up,
    saved_from,
    strip_head,
    take_captions,
    teasers,
    told_by,
    tree_of,
    visible_text,
    without_endless_tags,
)
from legation.extract.metadata import Head, read_head
from legation.extract.region import Region, find_region
from legation.extract.signoff import before_sign_off
from legation.language.agencies import agency_named, fold_line
from legation.language.dateline import agency_at_head, read_dateline
from legation.records import Caption, When

log = logging.getLogger(__name__)

BOX_WORDS = 12  # of a line below a heading like Newsletter, which is a box and no paragraph
UNLIKELY = 0.25  # chance of a paragraph to be in the story, by the reader of dumps
FEWEST_WORDS = 20  # in trafilatura's body: with fewer the visible text is tried

FEWEST_LISTED = 3  # first lines of other stories, for a page to be a list
SURE = 0.5  # chance of a paragraph below a box's heading to go on with the story
REPEATED_WORDS = 8  # of a paragraph that stands twice because the page has two layouts
OWN_BODY = 1.6  # times as long as what the page shows, the text in its JSON-LD is the whole story


def read_html(text: str, url: str | None = None) -> DumpFields:
    """The story of a page and what is told of it; an empty `body` without one. Never raises."""
    text = without_endless_tags(plain_letters(text))
    tree = tree_of(text)
    if tree is None:
        return DumpFields()
    told = told_by(tree)
    address = url or told.url or saved_from(text)
    one_story(tree, told.headline)
    classes = classes_of(tree)
    open_up(tree, classes)
    lines = visible_text(tree)
    captions = take_captions(tree, classes)
    listed = teasers(tree)
    paragraphs = _whole(_body_of(tree, address), told.body)
    if sum(len(p.split()) for p in paragraphs) < FEWEST_WORDS:
        fields = _completed(replace(read_dump(lines), spans=()), told, captions)
    else:
        fields = _fields(text, paragraphs, told, captions, split_blocks(lines))
    return replace(fields, url=address, instead=_list_instead(fields, listed))


def _whole(shown: list[str], stated: Sequence[str]) -> list[str]:
    """The paragraphs a page shows, or those of its JSON-LD where it shows but their beginning."""
    words, more = (sum(len(p.split()) for p in ps) for ps in (shown, stated))
    if more < max(FEWEST_WORDS, OWN_BODY * words):
        return shown
    joined = fold_line(" ".join(stated))
    begun = not shown or any(fold_line(p)[:60] in joined for p in shown if len(p.split()) >= 8)
    return list(stated) if begun or words < FEWEST_WORDS else shown


def _list_instead(fields: DumpFields, listed: frozenset[str]) -> str | None:
    """Whether two thirds of what looks like a story are first lines of others."""
    found = [fold_line(p) for p in fields.body.split(PARAGRAPHS)]
    under = sum(p in listed for p in found)
    most = len(listed) >= FEWEST_LISTED and under > 1 and 3 * under >= 2 * len(found)
    return "a list of stories" if most else None


@cache
def _options() -> Any:
    """How bodies are looked for; reading its configuration takes as long as a small page."""
    return Extractor(output_format="python", precision=True, comments=False, tables=False)


def _body_of(tree: Any, url: str | None) -> list[str]:
    """The paragraphs that trafilatura finds."""
    try:
        strip_head(tree)
        options = copy(_options())
        options.url = options.source = url
        document = trafilatura.bare_extraction(tree, options=options)
    except Exception as error:  # odd trees break it in ways nobody lists
        log.debug("trafilatura gave up: %r", error)
        return []
    text = getattr(document, "text", None) or ""
    return [line.removeprefix("- ").strip() for line in text.split("\n") if line.strip("- \t")]


def _fields(
    raw: str, paragraphs: list[str], told: Told, captions: tuple[Caption, ...],
    blocks: Sequence[Block],
) -> DumpFields:  # fmt: skip
    chances = _Chances(blocks)
    title_at, body_at = _anchors(blocks, told, paragraphs, chances)
    headline = told.headline or (blocks[title_at].text if title_at is not None else None)
    head = read_head(blocks, title_at, body_at)
    kept, more = _sorted_out(paragraphs, headline, captions, chances)
    kept = _second_look(kept, chances)
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
        fields = replace(fields, published=_dated(raw, told.modified))
    return fields


class _Chances:
    """How sure the reader of dumps is of each paragraph; asked for by few pages, made when it is.

    The reader of dumps costs a third of what a page does.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    @cached_property
    def region(self) -> Region | None:
        """What the reader of dumps makes of the lines."""
        return find_region(self._blocks) if self._blocks else None

    @cached_property
    def _by_beginning(self) -> Mapping[str, float]:
        found: dict[str, float] = {}
        region = self.region
        blocks = self._blocks if region else ()
        for block, chance in zip(blocks, region.chances if region else (), strict=True):
            key = fold_line(block.text)[:60]
            found[key] = max(chance, found.get(key, 0.0))
        return found

    def of(self, text: str, otherwise: float) -> float:
        """The chance of a paragraph to be the story's."""
        return self._by_beginning.get(fold_line(text)[:60], otherwise)


def _second_look(paragraphs: list[str], chances: _Chances) -> list[str]:
    """The paragraphs without those that call the reader elsewhere.

    A label in front (`See also:`) is enough; another call must also look unlike the story to the
    reader of dumps. A chance alone cuts nothing: the lead would go with its agency and its place.
    """
    phrases = load_phrases()
    kept = []
    for text in paragraphs:
        words = lower_words(text)
        calls = phrases.is_call(words) or phrases.has_call(words)
        if phrases.is_label(text) or phrases.is_notice(words):
            continue
        if not calls or chances.of(text, 1.0) >= UNLIKELY:
            kept.append(text)
    return kept or paragraphs


def _anchors(
    blocks: Sequence[Block], told: Told, paragraphs: list[str], chances: _Chances
) -> tuple[int | None, tuple[int, ...]]:
    """The lines of the visible text where the headline and the story stand."""
    starts = {fold_line(p)[:60] for p in paragraphs if len(p.split()) >= 8 and not _is_head_line(p)}
    folded = [fold_line(b.text) for b in blocks]
    body = tuple(i for i, text in enumerate(folded) if text[:60] in starts)
    wanted = fold_line(told.headline or "")
    limit = body[0] if body else len(blocks)
    same = [i for i, text in enumerate(folded) if wanted and text == wanted and i <= limit]
    if same:
        return same[-1], tuple(i for i in body if i != same[-1])
    region = None if told.headline else chances.region
    guess = region.title if region else None
    return guess if guess is not None and guess <= limit else None, body


def _sorted_out(
    paragraphs: list[str],
    headline: str | None,
    captions: tuple[Caption, ...],
    chances: _Chances,
) -> tuple[list[str], tuple[Caption, ...]]:
    """The paragraphs of the story, and the captions with those that stood among them."""
    phrases = load_phrases()
    seen = {fold_line(c.text) for c in captions} | {fold_line(headline or "")}
    kept: list[str] = []
    found = list(captions)
    head_before = listing = False  # of a box, whose lines go on until there is a sentence
    for i, text in enumerate(paragraphs):
        words = lower_words(text)
        if fold_line(text) in seen:
            continue
        if len(words) >= REPEATED_WORDS:
            seen.add(fold_line(text))
        was_head, in_list = head_before, listing
        head_before = listing = phrases.is_menu(words)
        open_end = was_head or text[-1:] not in SENTENCE_END
        if listing or (in_list and len(words) <= BOX_WORDS and open_end):
            listing = True
            continue
        credited = read_caption(text) if len(words) <= 45 else None
        if credited and text[slice(*credited.text)]:
            found.append(Caption(text=text[slice(*credited.text)], credit=credited.credit))
        elif credited or (not kept and _is_head_line(text)):
            continue
        elif phrases.is_end(words) and len(words) <= 12 and text[-1:] != ".":
            if len(kept) > 2 and not any(_goes_on(p, chances) for p in paragraphs[i:]):
                break
            head_before = listing = True
        else:
            kept.append(text)
    return kept, tuple(found)


def _goes_on(text: str, chances: _Chances) -> bool:
    """Whether a paragraph is surely the story's, so that no box before it was its end."""
    ends = len(text.split()) >= BOX_WORDS and text.endswith(SENTENCE_END)
    return ends and chances.of(text, 0.0) >= SURE


def _is_head_line(text: str) -> bool:
    """Whether a line before the first paragraph is a summary, byline, date line or section."""
    size = len(text.split())
    if size <= 20 and not text.endswith(SENTENCE_END):
        return True
    if size > 14 or (text.endswith((".", "!", "?", "”", '"')) and size > 8):
        return False
    authors, agency = read_byline(text)
    named = authors or agency or bare_names(text) or section_named(text) or agency_named(text)
    return bool(named or parse_day(text) or size <= 4)


def _completed(
    fields: DumpFields, told: Told, captions: tuple[Caption, ...], head: Head | None = None
) -> DumpFields:
    """Fields with what the markup states put first, and what the lines say where it is silent."""
    head = head or Head()
    stated, agency = stated_authors(told.authors, told.outlet)
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


def _dated(raw: str, modified: str | None) -> When | None:
    """The day that htmldate finds in the markup, not by searching the text for figures.

    The day of the last change, where a page states no other, says nothing of the first; nor does
    one that htmldate guesses from `03/04/2024`, as one day or another by what day it is today.
    """
    try:
        # Bytes, since a text that begins as an address does would be fetched.
        page = raw.encode("utf-8", "replace")
        found = htmldate.find_date(page, extensive_search=False, original_date=True)
        day = date.fromisoformat(found) if found else None
        if day is None or (modified and parse_day(modified) == day) or is_guess(raw, day):
            return None
        return on_day(day)
    except Exception as error:  # odd trees break it in ways nobody lists
        log.debug("htmldate gave up: %r", error)
        return None
