"""Read WordNet 3.0 (Debian: `wordnet-base`): senses, glosses, hypernyms, derivations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

FOLDER = Path("/usr/share/wordnet")


@dataclass(frozen=True, slots=True)
class Synset:
    """One meaning: `words` as written, `lex` the lexicographer's file, `links` to others.

    A link is its sign (`@` hypernym, `+` derivation), the offset and part of speech of the other
    meaning, and the words it joins (four hex digits).
    """

    offset: int
    lex: int
    words: tuple[str, ...]
    links: tuple[tuple[str, int, str, str], ...]
    gloss: str = field(repr=False)

    def above(self) -> Iterator[int]:
        """The offsets of its hypernyms, of kinds and of instances."""
        return (offset for kind, offset, _, _ in self.links if kind in {"@", "@i"})

    @property
    def is_instance(self) -> bool:
        return any(kind == "@i" for kind, *_ in self.links)


class WordNet:
    """The nouns and verbs: `senses` of a lemma, most frequent first, and the synsets by offset."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    @cached_property
    def nouns(self) -> dict[int, Synset]:
        return dict(_synsets(self.folder / "data.noun"))

    @cached_property
    def verbs(self) -> dict[int, Synset]:
        return dict(_synsets(self.folder / "data.verb"))

    @cached_property
    def noun_senses(self) -> dict[str, tuple[int, ...]]:
        return dict(_index(self.folder / "index.noun"))

    @cached_property
    def verb_senses(self) -> dict[str, tuple[int, ...]]:
        return dict(_index(self.folder / "index.verb"))

    @cached_property
    def counts(self) -> dict[tuple[str, str], int]:
        """How often a sense is tagged in WordNet's texts, by lemma and "pos:file:id"."""
        made: dict[tuple[str, str], int] = {}
        for line in (self.folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
            key, _, count = line.split()
            lemma, _, rest = key.partition("%")
            made[lemma, rest] = int(count)
        return made

    @cached_property
    def noun_counts(self) -> dict[str, int]:
        """How often a noun is tagged, all senses together."""
        made: dict[str, int] = {}
        for (lemma, rest), count in self.counts.items():
            if rest.startswith("1:"):
                made[lemma] = made.get(lemma, 0) + count
        return made

    def noun(self, name: str) -> Synset:
        """The meaning of `weapon#1`: lemma and number of the sense."""
        lemma, _, number = name.partition("#")
        return self.nouns[self.noun_senses[lemma.replace(" ", "_")][int(number or 1) - 1]]


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from (line for line in file if not line.startswith("  "))


def _index(path: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    for line in _lines(path):
        cells = line.split()
        count = int(cells[2])
        yield cells[0], tuple(int(offset) for offset in cells[-count:])


def _synsets(path: Path) -> Iterator[tuple[int, Synset]]:
    for line in _lines(path):
        data, _, gloss = line.partition("|")
        cells = data.split()
        many = int(cells[3], 16)
        words = tuple(cells[4 + 2 * n].split("(")[0] for n in range(many))
        at = 4 + 2 * many
        links = tuple(
            (cells[k], int(cells[k + 1]), cells[k + 2], cells[k + 3])
            for k in range(at + 1, at + 1 + 4 * int(cells[at]), 4)
        )
        offset = int(cells[0])
        yield offset, Synset(offset, int(cells[1]), words, links, gloss.strip())
