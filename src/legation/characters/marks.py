"""Characters without what no reader sees: soft hyphens, zero-width marks, ligatures, line ends.

A plain-text page keeps its places: each character that is left says where it stood in the raw text.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_ODD = re.compile(f"[{_UNSEEN}\ufb00-\ufb06]")
_ENTITY = re.compile(r"&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_UNSEEN_ENTITY = re.compile(
    r"&(?:shy|zwnj|zwj|lrm|rlm|#0*(?:173|820[3-7]|8288|65279)|#x0*(?:ad|200[b-f]|2060|feff));",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"(?<=(\w{2}))-[ \t]*\r?\n[ \t]*(?=[a-zß-ÿ]{2})")
_REST = re.compile(r"[^\W\d_]+\S*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# What browsers and word processors print over and under each page.
_PAGE_LINE = re.compile(
    r"^[ \t\f]*(?:\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?[ \t]{2,}\S.*|"
    r"(?:https?|file)://\S+[ \t]+\d+/\d+|Page \d+(?: of \d+)?|\d+ of \d+)[ \t\f]*$",
    re.MULTILINE,
)
_RUNNING = re.compile(r"\s*((?:\S.{0,100}\n){1,3})")  # the lines right under a page's end
_TOP = 400  # characters at the head of a text, where a running title stands for the first time
_NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A text without its odd characters; `places` has the raw offset of each that is left.

    It is -1 for a character that stands for others in the raw text (`fi` for a ligature).
    """

    text: str
    places: Sequence[int]

    def raw_runs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The stretches `(start, end)` of the raw text that a stretch of the text is, in order.

        The third number is how many characters of the stretch stand before each.
        """
        at = start
        while at < end:
            first = self.places[at]
            length = 1
            if first != _NOWHERE:
                while at + length < end and self.places[at + length] == first + length:
                    length += 1
                yield first, first + length, at - start
            at += length


def plain_letters(text: str) -> str:
    """A text without unseen marks and ligatures, as characters and as entities of HTML."""
    if "&" in text:
        text = _UNSEEN_ENTITY.sub("", text)
    if text.isascii() or not _ODD.search(text):
        return text
    return _ODD.sub(lambda m: _LIGATURES.get(m[0], ""), text)


def plain_page(raw: str) -> Plain | None:
    """A plain-text page without odd characters, entities and hyphens at line ends.

    `None` for a page that has none of them, which is as it should be.
    """
    edits = [*_odd(raw), *_entities(raw), *_hyphens(raw), *_printed(raw)]
    if not edits:
        return None
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for start, end, written, kept in sorted(edits):
        if start < at:
            continue  # inside one that was dealt with
        parts += [raw[at:start], written]
        places += [*range(at, start), *kept]
        at = end
    parts.append(raw[at:])
    places += range(at, len(raw))
    return Plain(text="".join(parts), places=places)


Edit = tuple[int, int, str, Sequence[int]]  # raw start and end, what is written, its raw places


def _odd(raw: str) -> Iterator[Edit]:
    if raw.isascii():
        return
    for match in _ODD.finditer(raw):
        written = _LIGATURES.get(match[0], "")
        yield match.start(), match.end(), written, [_NOWHERE] * len(written)


def _entities(raw: str) -> Iterator[Edit]:
    for match in _ENTITY.finditer(raw) if "&" in raw else ():
        written = html.unescape(match[0])
        if written != match[0]:
            written = plain_letters(written).replace("\xa0", " ")
            yield match.start(), match.end(), written, [_NOWHERE] * len(written)


def _hyphens(raw: str) -> Iterator[Edit]:
    """Words broken at the line end, whole on the first line.

    The hyphen stays where the page has the word with it elsewhere, or both halves as words.
    """
    if "-\n" not in raw and not _BROKEN.search(raw):
        return
    known: Counter[str] | None = None
    for match in _BROKEN.finditer(raw):
        if known is None:
            known = Counter(word.casefold() for word in _WORD.findall(raw))
        rest = _REST.match(raw, match.end())
        if rest is None:
            continue
        left = re.findall(r"[^\W\d_]+$", raw[max(0, match.start() - 30) : match.start()])
        right = _WORD.match(raw, match.end())
        if not left or right is None:
            continue
        first, second = left[0].casefold(), right[0].casefold()
        # Each half is counted once here: as a word it must stand in a second place.
        hyphen = known[f"{first}-{second}"] > 0 or (known[first] > 1 and known[second] > 1)
        if hyphen and known[first + second] == 0:
            yield match.start() + 1, match.end(), "", ()
        else:
            yield match.start(), match.end(), "", ()
        space = rest.end()
        if raw[space : space + 1] == " ":
            yield space, space + 1, "\n", [space]


def _printed(raw: str) -> Iterator[Edit]:
    """The lines that printing put over and under the pages, with a running title."""
    titles: set[str] = set()
    for match in _PAGE_LINE.finditer(raw):
        yield match.start(), match.end(), "", ()
        running = _RUNNING.match(raw, match.end())
        if running:
            lines = (line for line in running[1].split("\n") if line and line in raw[:_TOP])
            titles.update(line for line in lines if raw.count(line) > 1)
    for title in sorted(titles):
        for match in re.finditer(rf"^{re.escape(title)}$", raw, re.MULTILINE):
            yield match.start(), match.end(), "", ()
