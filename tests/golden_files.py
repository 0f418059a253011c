"""What a careful analyst would record of each sample story, as kept in `tests/golden/*.yaml`.

One file a story. An entry that says nothing about a field does not check it; a list holds the
values that are all right. `must: false` marks what a good reader may still miss. Under
`exhaustive: true` every statement, event and claim beyond the entries is an error. The words of
`tests/golden/README.md` say what each field means.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from anyascii import anyascii

ROOT = Path(__file__).resolve().parents[1]
STORIES = ROOT / "src" / "legation" / "data" / "stories"
GOLDEN = ROOT / "tests" / "golden"
SECTIONS = ("article", "actors", "statements", "events", "facts")

_FIELDS = {
    "actors": {"name", "title", "country", "sector", "must"},
    "statements": {
        "speaker",
        "kind",
        "starts",
        "ends",
        "act",
        "to",
        "channel",
        "nested",
        "must",
    },
    "events": {
        "type",
        "mode",
        "cameo",
        "actors",
        "recipients",
        "trigger",
        "status",
        "when",
        "place",
        "must",
    },
    "facts": {"subject", "predicate", "object", "value", "valid", "holds", "must"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of an expectation."""

    section: str
    fields: Mapping[str, Any]
    must: bool

    def __str__(self) -> str:
        shown = {k: v for k, v in self.fields.items() if k != "must"}
        return ", ".join(f"{k}={v}" for k, v in shown.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """All that is expected of one story."""

    slug: str
    page: Path
    exhaustive: bool
    entries: tuple[Entry, ...]

    def of(self, section: str) -> tuple[Entry, ...]:
        """The entries of one section, in file order."""
        return tuple(e for e in self.entries if e.section == section)


def slugs() -> tuple[str, ...]:
    """The names of all expectations, sorted."""
    return tuple(sorted(path.stem for path in GOLDEN.glob("*.yaml")))


def load(slug: str) -> Expectation:
    """One expectation; raises `ValueError` for a field that is not known."""
    path = GOLDEN / f"{slug}.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    unknown = set(raw) - {"page", "exhaustive", *SECTIONS}
    if unknown:
        raise ValueError(f"{path.name}: unknown sections {sorted(unknown)}; see README.md")
    return Expectation(
        slug=slug,
        page=STORIES / raw["page"],
        exhaustive=bool(raw.get("exhaustive", False)),
        entries=tuple(_entries(raw, path.name)),
    )


def _entries(raw: Mapping[str, Any], name: str) -> Iterator[Entry]:
    for field, value in raw["article"].items():
        for one in _each(field, value):
            must = bool(one.get("must", True)) if isinstance(one, dict) else True
            yield Entry(section="article", fields={field: one}, must=must)
    for section, allowed in _FIELDS.items():
        for fields in raw.get(section) or ():
            if set(fields) - allowed:
                raise ValueError(f"{name}: {section} has no {sorted(set(fields) - allowed)}")
            yield Entry(section=section, fields=fields, must=fields.get("must", True))


def _each(field: str, value: Any) -> list[Any]:
    """Authors, captions and absent phrases are checked one by one; a list elsewhere is a choice."""
    return list(value) if field in {"authors", "captions", "absent"} else [value]


def choices(value: Any) -> list[Any]:
    """The values that are all right: a list as it stands, one value as a list of one."""
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in ASCII lower case, without punctuation."""
    return [Word(fold(m.group()), m.start(), m.end()) for m in re.finditer(r"\w+", text)]


def fold(text: str) -> str:
    """A text in ASCII lower case."""
    return anyascii(text).lower()


def folded(text: str) -> list[str]:
    """The folded words of a text."""
    return [w.text for w in words(text)]


def occurrences(phrase: str, text: list[Word]) -> list[tuple[int, int]]:
    """Word intervals (end excluded) at which the phrase stands in the text."""
    wanted = folded(phrase)
    size = len(wanted)
    if not size:
        return []
    return [
        (i, i + size)
        for i in range(len(text) - size + 1)
        if text[i].text == wanted[0] and [w.text for w in text[i : i + size]] == wanted
    ]


def stretches(entry: Entry, text: list[Word]) -> list[tuple[int, int]]:
    """The word intervals a statement entry can mean: its first words to the nearest last ones."""
    starts = [o for s in choices(entry.fields["starts"]) for o in occurrences(str(s), text)]
    out = set()
    for last in choices(entry.fields["ends"]):
        ends = [end for _, end in occurrences(str(last), text)]
        for start, after in starts:
            nearest = min((end for end in ends if end >= after), default=None)
            if nearest is not None:
                out.add((start, nearest))
    return sorted(out)


def visible_text(page: Path) -> str:
    """The words of a page without tags, to check expectations against: no extraction."""
    raw = page.read_text(encoding="utf-8")
    if page.suffix == ".html":
        raw = html.unescape(re.sub(r"<[^>]+>", " ", raw))
    return raw
