"""What stands around a story: who published and wrote it, when, in which section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from legation.extract.blocks import Block
from legation.extract.boilerplate import load_phrases
from legation.extract.byline import (
    Author,
    agency_in,
    bare_names,
    dated_names,
    is_role,
    read_byline,
)
from legation.extract.dates import Found, find_days
from legation.extract.imprints import load_names, month_first, section_named, section_rank
from legation.language.agencies import agency_named, fold_line
from legation.language.words import members

BEFORE_TITLE = 9  # blocks before the headline that may tell of the story; menus stand further up
HEAD_WORDS = 25  # a longer block before the story is a summary or a caption

_PARTS = re.compile(r"\s*(?:\||·|•|»|›|\s>\s|\s/\s|\s{2,}|\s[–—-]\s|, (?=[A-Z]))\s*")
_MARKS = re.compile(r"[|·•»›>/–—,-]|\s\s")  # one stands in whatever parts a line
_STEP = re.compile("[>›»/→]")
_CRUMBS = re.compile(r"\s*(?:>|›|»|/|→)\s*")
_UPDATED = re.compile(r"\b(?:updated?|modified|changed|edited|revised)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|created|issued|released|date|on)\b", re.IGNORECASE
)
_PRINTED = re.compile(r"\b(?:printed|accessed|retrieved|downloaded|archived)\b", re.IGNORECASE)
_IN_PLACE = re.compile(r" in [A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*)*$")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?)?,?\s*"
    r"(?P<name>[A-Z][\w&'’ -]{2,40})|(?P<before>[A-Z][\w&'’ -]{2,40}?)\s*(?:©|\(c\)) ?(?:19|20)\d\d"
)

_SIGNED = re.compile(r"©|\(c\)|copyright")  # in whatever that finds


@dataclass
class Head:
    """What was read around a story, each with its block and its place in the block's text."""

    agency: tuple[str, int, int, int] | None = None
    section: tuple[str, int, int, int] | None = None
    authors: list[tuple[int, Author]] = field(default_factory=list)
    published: tuple[date, int, int, int] | None = None
    outlet: str | None = None


def read_head(blocks: Sequence[Block], title: int | None, body: Sequence[int]) -> Head:
    """Read the blocks before the story, nearest to its headline first where there is a choice."""
    first = _first_paragraph(blocks, body) if body else len(blocks)
    head = Head(outlet=_outlet(blocks))
    zone = [i for i in _zone(blocks, title, first) if i not in body]
    for i in zone:
        _read_agency_line(head, i, blocks[i].text)
    _read_authors(head, blocks, title, zone)
    _read_section(head, blocks, title, zone)
    habit = month_first(head.outlet)
    if habit is None and head.agency:
        habit = month_first(head.agency[0])
    head.published = _published(blocks, zone, body, habit)
    return head


def _first_paragraph(blocks: Sequence[Block], body: Sequence[int]) -> int:
    """The block where the story runs on; a summary may stand above its date and its byline."""
    summary = len(body) > 1 and blocks[body[0]].size <= HEAD_WORDS
    return body[1] if summary and 1 < body[1] - body[0] <= BEFORE_TITLE else body[0]


def _zone(blocks: Sequence[Block], title: int | None, first: int) -> list[int]:
    """The short blocks before the story: below the headline, then upwards from it."""
    anchor = first if title is None or title > first else title
    below = range(anchor + 1, min(first, anchor + 30))
    above = range(anchor - 1, max(-1, anchor - 1 - BEFORE_TITLE), -1)
    return [i for i in (*below, *above) if blocks[i].size <= HEAD_WORDS]


def _read_agency_line(head: Head, at: int, text: str) -> None:
    """A line that is an agency, or an agency and a section: `Reuters | Politics`, `AA WORLD`."""
    if head.agency:
        return
    for start, part in _parts(text):
        name = _IN_PLACE.sub("", part)  # "Agence France-Presse in Apia"
        agency = agency_named(name)
        if agency:
            head.agency = (agency, at, start, start + len(name))
            return
    words = text.split(" ")
    for n in range(len(words) - 1, 0, -1):
        name, rest = " ".join(words[:n]), " ".join(words[n:])
        agency = agency_named(name)
        section = section_named(rest) if agency else None
        if agency and section:
            head.agency = (agency, at, 0, len(name))
            head.section = (section, at, len(name) + 1, len(text))
            return


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a line between bars, dots, dashes and wide gaps, with their places."""
    if not _MARKS.search(text):
        yield 0, text
        return
    at = 0
    for match in _PARTS.finditer(text):
        yield at, text[at : match.start()]
        at = match.end()
    yield at, text[at:]


def _read_authors(
    head: Head, blocks: Sequence[Block], title: int | None, zone: Sequence[int]
) -> None:
    for i in zone:
        authors, agency = read_byline(blocks[i].text)
        if agency and not head.agency:
            head.agency = (agency, i, 0, len(blocks[i].text))
        if authors:
            head.authors = [(i, author) for author in authors]
            return
    for i in zone:
        if dated := dated_names(blocks[i].text):
            head.authors = [(i, author) for author in dated]
            return
        if title is not None and i > title and (names := bare_names(blocks[i].text)):
            follows = blocks[i + 1].text if i + 1 < len(blocks) else ""
            placed = re.search(r" in [A-Z]|,", blocks[i].text)
            if placed or is_role(follows) or agency_in(follows) or follows == head.outlet:
                head.authors = [(i, author) for author in names]
                return


def _read_section(
    head: Head, blocks: Sequence[Block], title: int | None, zone: Sequence[int]
) -> None:
    if head.section:
        return
    found = [s for i in zone if (s := _section_of(blocks, i, title)) is not None]
    found.sort(key=lambda s: section_rank(s[0]))
    head.section = found[0] if found else None


def _section_of(
    blocks: Sequence[Block], at: int, title: int | None
) -> tuple[str, int, int, int] | None:
    """The section a block names, if it is no entry of a menu."""
    text = blocks[at].text
    crumbs = _last_crumb(text)
    if crumbs:
        return (crumbs[0], at, crumbs[1], crumbs[2])
    near = title is None or abs(title - at) <= 4
    heads = title is not None and at == title - 1
    if not near or (_follows_section(blocks, at) if heads else _in_menu(blocks, at)):
        return None
    whole = section_named(text)
    if whole:
        return (whole, at, 0, len(text))
    parts = list(_parts(text))
    if title is not None and at < title and len(parts) > 3:
        return None  # a menu on one line
    for start, part in parts:
        section = section_named(part)
        if section and len(parts) > 1:
            return (section, at, start, start + len(part))
    return None


def _last_crumb(text: str) -> tuple[str, int, int] | None:
    """The last known section of a trail such as `Home > World > Europe`."""
    steps = list(_CRUMBS.finditer(text)) if _STEP.search(text) else []
    if not steps or len(text.split()) > 14:
        return None
    edges = [0, *(m.end() for m in steps)]
    ends = [*(m.start() for m in steps), len(text)]
    parts = [(text[a:b], a, b) for a, b in zip(edges, ends, strict=True)]
    starts = fold_line(parts[0][0]) in members("starts_of_trails")
    known = [(section_named(part), a, b) for part, a, b in parts]
    sure = [(name, a, b) for name, a, b in known if name and section_rank(name) == 1]
    if not sure or not (starts or len(sure) > 1):
        return None
    return sure[-1]


def _follows_section(blocks: Sequence[Block], at: int) -> bool:
    """Whether the block before is a section too: then both are entries of a menu."""
    return at > 0 and section_named(blocks[at - 1].text) is not None


def _in_menu(blocks: Sequence[Block], at: int) -> bool:
    """Whether both neighbours of a block are menu entries too, or two on one side are."""
    phrases = load_phrases()

    def entry(i: int) -> bool:
        if not 0 <= i < len(blocks):
            return False
        block = blocks[i]
        named = section_named(block.text) is not None
        return (
            named
            or (block.bullet and block.size <= 4)
            or (phrases.is_menu(block.words) and not _dated(block.text))
        )

    return (entry(at - 1) and (entry(at - 2) or entry(at + 1))) or (entry(at + 1) and entry(at + 2))


def _dated(text: str) -> bool:
    return next(find_days(text), None) is not None


def _published(
    blocks: Sequence[Block], zone: Sequence[int], body: Sequence[int], habit: bool | None
) -> tuple[date, int, int, int] | None:
    """The day of publication: a labelled one, else a bare one, else that of the last change."""
    after = range(body[-1] + 1, min(len(blocks), body[-1] + 6)) if body else ()
    ranked: list[tuple[int, int, date, int, int, int]] = []
    for order, i in enumerate((*zone, *after)):
        text = blocks[i].text
        if blocks[i].size > HEAD_WORDS:
            continue
        last = 0
        for day in find_days(text, month_first=habit):
            rank = _rank(text[last : day.start], text, day)
            last = day.end
            if rank is None:
                continue
            if order < len(zone) or rank == 0:
                ranked.append((rank, order, day.day, i, day.start, day.end))
    best = min(ranked, default=None, key=lambda r: r[:2])
    return best[2:] if best else None


def _rank(before: str, text: str, day: Found) -> int | None:
    """0 for a day of publication, 1 for a bare date line, 2 for a change, 3 for a date in words.

    `None` for the day on which a reader printed or looked up the page.
    """
    if _PRINTED.search(before):
        return None
    if _UPDATED.search(before):
        return 2
    if _PUBLISHED.search(before):
        return 0
    return 1 if len(text) <= 60 + day.end - day.start else 3


def _outlet(blocks: Sequence[Block]) -> str | None:
    """The outlet: a line at the top that the copyright line or our list of outlets has too."""
    top = {fold_line(part): part for b in blocks[:12] if b.size <= 8 for _, part in _parts(b.text)}
    for block in blocks[-25:]:
        signed = _SIGNED.search(block.text) is not None and block.size <= 40
        match = _COPYRIGHT.search(block.text) if signed else None
        name = fold_line(match["name"] or match["before"]) if match else ""
        if not name:
            continue
        for folded, part in top.items():
            if len(folded) > 3 and (name == folded or name.startswith(folded + " ")):
                return part.title() if part.isupper() and " " in part else part
    known = load_names().outlets
    return next((known[folded] for folded in top if folded in known), None)
