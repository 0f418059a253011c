"""Two texts sentence by sentence: what a later one cut, added and changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from legation.records import Passage
from legation.telling.phrases import sentence_of
from legation.telling.safe import clean

ALIKE = 0.5  # of their words two sentences share: then one is the other, changed
MOST = 400  # sentences of a text that are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a sentence: `how` is `same`, `cut` or `added`."""

    how: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How a text differs from another; sentences in their order, unsafe characters left out."""

    kept: int
    cut: Sequence[str]
    added: Sequence[str]
    changed: Sequence[Sequence[Part]]


def compare(old: str, new: str) -> Compared:
    """What the new text cut of the old one, added to it and changed in it."""
    before, after = sentences(old)[:MOST], sentences(new)[:MOST]
    cut: list[str] = []
    added: list[str] = []
    changed: list[list[Part]] = []
    kept = 0
    matcher = SequenceMatcher(None, _plain(before), _plain(after), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            kept += b - a
            continue
        gone, come = list(before[a:b]), list(after[c:d])
        for one in gone[:]:
            other = max(come, key=lambda each: _alike(one, each), default=None)
            if other is not None and _alike(one, other) >= ALIKE:
                changed.append([*_parts(one, other)])
                gone.remove(one)
                come.remove(other)
        cut += gone
        added += come
    return Compared(kept=kept, cut=cut, added=added, changed=changed)


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, cleaned; a paragraph ends one."""
    found: list[str] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        passage = Passage(article_id="", start=at, end=at + 1, text=text[at])
        _, end = sentence_of(text, passage)
        end = max(end, at + 1)
        found.append(clean(text[at:end]))
        at = end
    return [each for each in found if each]


def _plain(of: Sequence[str]) -> list[str]:
    return [" ".join(each.split()) for each in of]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _parts(one: str, other: str) -> Iterator[Part]:
    old, new = one.split(), other.split()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part(how="same", text=" ".join(old[a:b]))
            continue
        if a < b:
            yield Part(how="cut", text=" ".join(old[a:b]))
        if c < d:
            yield Part(how="added", text=" ".join(new[c:d]))
