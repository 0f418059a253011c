"""The readings of texts as lines that can be kept, compared and shown.

    kept = load(folder); now = net_of(texts, reader)
    for change in changes(kept, now): change.key, change.old, change.new

One line a record, in the order of the reading; what is unknown, empty or false is left out, so that
a new field that nothing fills changes no line. A digest holds what the lines leave out (ids, digits
of scores, ends of passages); the versions of the reader and of its fields are in neither.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from own_texts import OwnText

from legation import Reader
from legation.records import Article, Mention, Passage, Reading, When

FOLDER = Path(__file__).parent / "golden" / "readings"
END = ".jsonl.xz"
SECTIONS = ("mentions", "statements", "events", "claims")
HEAD = tuple("title url outlet agency section authors published dateline captions".split())
UNSAID = ("", None, False, (), [])
SHOWN = 70  # characters of a text that say which it is


@dataclass(frozen=True)
class Kept:
    """What is kept of one reading: how the text begins, a digest of all, a line a record."""

    says: str
    digest: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A text whose reading is not as kept; `None` where there is no reading."""

    family: str
    key: str
    old: Kept | None
    new: Kept | None

    @property
    def is_other_reading(self) -> bool:
        """Whether a text that was kept is now read otherwise."""
        return self.old is not None and self.new is not None


Net = Mapping[str, Mapping[str, Kept]]  # family, key


def net_of(texts: Iterable[OwnText], reader: Reader) -> Net:
    """What there is to keep of texts, read now."""
    net: dict[str, dict[str, Kept]] = {}
    texts = list(texts)
    readings = reader.read_many(own.article for own in texts)
    for own, reading in zip(texts, readings, strict=True):
        net.setdefault(own.family, {})[own.key] = kept_of(reading)
    return net


def kept_of(reading: Reading) -> Kept:
    """What is kept of one reading."""
    bare = _bare(replace(reading, reader="", schema=0))
    whole = json.dumps(bare, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    says = " ".join(reading.article.text.split())[:SHOWN]
    return Kept(says, digest, tuple(_lines(reading)))


def load(folder: Path) -> Net:
    """The net kept in a folder, or in one file; empty where there is none."""
    paths = [folder] if folder.is_file() else sorted(folder.glob(f"*{END}"))
    net: dict[str, dict[str, Kept]] = {}
    for path in paths:
        for line in lzma.decompress(path.read_bytes()).splitlines():
            row = json.loads(line)
            kept = Kept(row["says"], row["digest"], tuple(row["lines"]))
            net.setdefault(row["family"], {})[row["key"]] = kept
    return net


def save(net: Net, folder: Path) -> tuple[str, ...]:
    """Keep a net, a file a family, in a folder or in one file; the names of changed files."""
    if folder.name.endswith(END):
        files = {folder: [row for family in sorted(net) for row in _rows(family, net[family])]}
    else:
        folder.mkdir(parents=True, exist_ok=True)
        files = {folder / f"{family}{END}": list(_rows(family, net[family])) for family in net}
        for path in folder.glob(f"*{END}"):
            if path not in files:
                path.unlink()
    changed = []
    for path, rows in sorted(files.items()):
        text = "".join(rows).encode()
        if not path.exists() or lzma.decompress(path.read_bytes()) != text:
            path.write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))
            changed.append(path.name)
    return tuple(changed)


def changes(kept: Net, now: Net) -> Iterator[Change]:
    """Texts that are read otherwise, that are new, or that are gone, in order."""
    for family in sorted({*kept, *now}):
        old, new = kept.get(family, {}), now.get(family, {})
        for key in sorted({*old, *new}):
            if (one := old.get(key)) != (other := new.get(key)):
                yield Change(family, key, one, other)


def told(change: Change) -> Iterator[str]:
    """The change line by line: what is only in the old reading after `-`, in the new after `+`."""
    kept = change.new or change.old
    assert kept is not None
    yield f"{change.family}/{change.key}  {kept.says}"
    if change.old is None or change.new is None:
        yield "    (new text)" if change.old is None else "    (text is gone)"
        return
    old, new = list(change.old.lines), list(change.new.lines)
    lost, won = _without(old, new), _without(new, old)
    for line in lost:
        yield f"  - {line}"
        for other in [o for o in won if _about(o) == _about(line)][:1]:
            won.remove(other)
            yield f"  + {other}"
    yield from (f"  + {line}" for line in won)
    if sorted(old) == sorted(new):
        yield "    (other order)" if old != new else "    (ids, ends of passages or digits only)"


def _without(lines: list[str], others: list[str]) -> list[str]:
    left = list(others)
    out = []
    for line in lines:
        if line in left:
            left.remove(line)
        else:
            out.append(line)
    return out


def _about(line: str) -> list[str]:
    """Kind and first words of a line: those of two readings of the same words are equal."""
    return line.split(" | ")[0].split(" ")[:1] + line.split(" | ")[1:2]


def _rows(family: str, texts: Mapping[str, Kept]) -> Iterator[str]:
    for key, kept in sorted(texts.items()):
        row = {"family": family, "key": key, "says": kept.says, "digest": kept.digest}
        yield json.dumps(row | {"lines": kept.lines}, ensure_ascii=True) + "\n"


def _lines(reading: Reading) -> Iterator[str]:
    yield _head(reading.article)
    names = _names(reading)
    for section in SECTIONS:
        for record in getattr(reading, section):
            yield f"{section[:-1]} | {' | '.join(_cells(record, names))}"


def _head(article: Article) -> str:
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    held = {name: getattr(article, name) for name in HEAD}
    cells = [f"{name}={_told(value, {})}" for name, value in held.items() if value not in UNSAID]
    return " | ".join(["article", f"{len(article.text)} characters {digest}", *cells])


def _names(reading: Reading) -> dict[str, str]:
    """A name for each id that does not change with how ids are made: kind and place."""
    names = {s.id: f"statement@{s.content[0].start}" for s in reading.statements if s.content}
    return names | {e.id: f"event@{e.trigger.start}" for e in reading.events}


def _cells(record: Any, names: Mapping[str, str]) -> Iterator[str]:
    """The fields of a record, its words first."""
    values = {f.name: getattr(record, f.name) for f in fields(record) if f.name != "id"}
    for name in ("passage", "trigger", "content", "evidence"):
        if name in values:
            yield _told(values.pop(name), names)
    for name, value in values.items():
        if value not in UNSAID:
            yield f"{name}={_told(value, names)}"


def _told(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, Passage):
        return f"“{value.text}”@{value.start}"
    if isinstance(value, Mention):
        codes = (value.country, value.sector, str(value.kind))
        return f"{value.name} ({' '.join(c for c in codes if c)}) {_told(value.passage, names)}"
    if isinstance(value, When):
        words = f" {_told(value.passage, names)}" if value.passage else ""
        return f"{value.first or ''}..{value.last or ''} {value.precision} {value.how}{words}"
    if isinstance(value, tuple):
        return "; ".join(_told(part, names) for part in value)
    if is_dataclass(value):
        return f"{{{', '.join(_cells(value, names))}}}"
    if isinstance(value, float):
        return f"{value:.3g}"
    return names.get(value, value) if isinstance(value, str) else str(value)


def _bare(value: Any) -> Any:
    """A record as JSON can hold it, without what is unknown, empty or false."""
    if is_dataclass(value):
        held = {f.name: getattr(value, f.name) for f in fields(value)}
        return {name: _bare(part) for name, part in held.items() if part not in UNSAID}
    if isinstance(value, tuple):
        return [_bare(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
