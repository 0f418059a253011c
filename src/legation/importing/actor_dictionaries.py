"""Actor and agent dictionaries of TABARI and PETRARCH, as rows of a user's own table.

    EVO_MORALES_ [BOLELI <060122] [BOLGOV >060122]   an actor, with codes that hold for a time
    +PRESIDENT_MORALES_                              another name
    GENDARME_ {GENDARMES_} [~COP]                    an agent and its plural; {} where it has none
    !PERSON! = MAN, MEN, WOMAN, WOMEN                forms to put where !PERSON! stands in an agent

Such files give no kind and write everything in capitals; the kind is told by dates, first names and
the words of the name, and rows where it was so told say it in their note.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from legation.errors import InputError
from legation.language.words import members
from legation.ontology import sectors_of
from legation.registry.cameo import Code, decoded
from legation.registry.gender import gender_of
from legation.registry.known import Registry
from legation.registry.own import AGENT, COLUMNS, PERSON
from legation.registry.sorts import sort_of
from legation.registry.spells import slug_of

CENTURY = 30  # as TABARI reads years of two digits: 30 and later are of the 20th century
_CODE = re.compile(r"\[([^\]]*)\]")
_PLURAL = re.compile(r"\{([^}]*)\}")
_MARK = re.compile(r"![A-Z_]+!")
_DATE = re.compile(r"\d{6}(?:\d\d)?")
_COMMENT = re.compile(r"(?:^|\s)[;#].*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A line that could not be taken, and why."""

    path: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """Rows by column, in the order of the files, and what was not taken."""

    rows: tuple[Mapping[str, str], ...]
    losses: tuple[Loss, ...]


@dataclass(slots=True)
class _Item:
    """An entry as it stands in a file: names, plural, and codes with the line of each."""

    line: int
    names: list[str]
    plural: str | None = None
    codes: list[tuple[int, str]] = field(default_factory=list)


def read_dictionaries(paths: Sequence[Path], registry: Registry) -> Found:
    """The entries of dictionary files; countries that the registry has are not repeated.

    Raises `InputError` for a file that cannot be read.
    """
    rows: list[Mapping[str, str]] = []
    losses: list[Loss] = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise InputError(f"dictionary {path}: {error.strerror}", path=str(path)) from error
        reader = _Reader(str(path), registry)
        for item in reader.items(text.splitlines()):
            rows.extend(reader.rows(item))
        losses.extend(sorted(reader.losses, key=lambda loss: loss.line))
    return Found(tuple(rows), tuple(losses))


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as the text of a table for the setting `actors`."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@dataclass(slots=True)
class _Reader:
    """One file on its way to rows."""

    path: str
    registry: Registry
    losses: list[Loss] = field(default_factory=list)
    marks: dict[str, list[str]] = field(default_factory=dict)

    def lose(self, line: int, reason: str) -> None:
        self.losses.append(Loss(path=self.path, line=line, reason=reason))

    def items(self, lines: Sequence[str]) -> Iterator[_Item]:
        """The entries: a name with the synonyms and dated codes on the lines below it."""
        item: _Item | None = None
        for number, raw in enumerate(lines, 1):
            line = _COMMENT.sub("", raw).strip()
            if not line or line.startswith("<"):
                continue
            if line.startswith("!") and "=" in line:
                mark, _, forms = line.partition("=")
                self.marks[mark.strip()] = [f.strip(" _") for f in forms.split(",") if f.strip()]
            elif line.startswith("+"):
                if item is None:
                    self.lose(number, "a synonym without an entry above it")
                else:
                    self._add_synonym(item, line[1:], number)
            elif line.startswith("["):
                if item is None:
                    self.lose(number, "a code without an entry above it")
                else:
                    item.codes += [(number, code) for code in _CODE.findall(line)]
            else:
                if item is not None:
                    yield item
                item = self._begun(line, number)
        if item is not None:
            yield item

    def _add_synonym(self, item: _Item, line: str, number: int) -> None:
        item.names.append(_CODE.sub("", line).strip())
        if _CODE.search(line):
            self.lose(number, "a code on a synonym: the entry's codes stand for it")

    def _begun(self, line: str, number: int) -> _Item:
        plural = _PLURAL.search(line)
        name = _PLURAL.sub("", _CODE.sub("", line)).strip()
        if "[" in name or "]" in name:
            self.lose(number, f"a bracket that does not close: {line}")
            return _Item(number, [])
        codes = [(number, code) for code in _CODE.findall(line)]
        return _Item(number, [name], plural[1].strip() if plural else None, codes)

    def rows(self, item: _Item) -> Iterator[Mapping[str, str]]:
        """The rows of an entry: one for each code and time of it."""
        if not item.names:
            return
        if not item.codes:
            self.lose(item.line, f"{item.names[0]} has no code")
        elif all(code.startswith(("~", "---")) and code != "---" for _, code in item.codes):
            yield from self._agent(item)
        else:
            yield from self._actor(item)

    def _agent(self, item: _Item) -> Iterator[Mapping[str, str]]:
        code = decoded(item.codes[0][1])
        if code is None or not (code.sector or code.body):
            self.lose(item.codes[0][0], f"code {item.codes[0][1]} is no role we know")
            return
        for number, code_text in item.codes[1:]:
            self.lose(number, f"a second code of an agent: {code_text}")
        forms = [form for name in item.names for form in self._filled(name, item.line)]
        if not forms:
            return
        plural = _plural(forms[0]) if item.plural is None else item.plural
        if plural and not any(_MARK.search(name) for name in item.names):
            forms.append(plural)
        words = list(dict.fromkeys(_lower(form) for form in forms if form))
        yield {
            "name": words[0],
            "names": "|".join(words[1:]),
            "kind": AGENT,
            "sector": code.sector or code.body or "",
            "source": Path(self.path).name,
        }

    def _filled(self, name: str, line: int) -> list[str]:
        """The name with each form of its marks."""
        marks = _MARK.findall(name)
        unknown = [mark for mark in marks if mark not in self.marks]
        if unknown:
            self.lose(line, f"mark {unknown[0]} has no forms above it")
            return []
        return [
            _put(name, dict(zip(marks, forms, strict=True)))
            for forms in product(*(self.marks[mark] for mark in marks))
        ]

    def _actor(self, item: _Item) -> Iterator[Mapping[str, str]]:
        cased = [_cased(name) for name in item.names]
        spells = [s for number, text in item.codes if (s := self._spell(number, text))]
        if not spells:
            return
        bare = all(code.sector is None and code.body is None for code, _, _ in spells)
        if bare:
            countries = {code.country for code, _, _ in spells}
            cased = [forms for forms in cased if not self._knows(forms, countries)]
        names = [form for forms in cased for form in forms]
        if not names:
            return
        kind, sure = self._kind(names[0], spells, bare=bare)
        unique = list(dict.fromkeys(names))
        for code, first, last in spells:
            yield {
                "id": slug_of(unique[0]) if len(spells) > 1 else "",
                "name": unique[0],
                "names": "|".join(unique[1:]),
                "kind": kind,
                "country": code.country or "",
                "sector": code.sector or "",
                "code": code.body or "",
                "from": first,
                "to": last,
                "source": Path(self.path).name,
                "note": "" if sure else "kind told from the words of the name",
            }

    def _spell(self, number: int, text: str) -> tuple[Code, str, str] | None:
        """A code and the days it holds, as ISO or nothing."""
        head, *rest = text.split()
        code = decoded(head)
        if code is None:
            self.lose(number, f"code {head} is neither a country nor a role we know")
            return None
        limit = "".join(rest)
        days = [_day(found) for found in _DATE.findall(limit)]
        if (limit and not days) or None in days or len(days) > 2:
            self.lose(number, f"{text}: {limit} is no date; write <YYMMDD, >YYMMDD or two of them")
            return None
        if not days:
            return code, "", ""
        known = [day for day in days if day is not None]
        if limit.startswith("<"):
            return code, "", str(known[0] - timedelta(days=1))
        return code, str(known[0]), str(known[1]) if len(known) == 2 else ""

    def _knows(self, forms: Sequence[str], countries: set[str | None]) -> bool:
        known = (entry for form in forms for entry in self.registry.entries(form))
        return any(entry.actor.country in countries for entry in known)

    def _kind(
        self, name: str, spells: Sequence[tuple[Code, str, str]], *, bare: bool
    ) -> tuple[str, bool]:
        """The kind, and whether it is more than a guess."""
        code = spells[0][0]
        words = name.split()
        if any(first or last for _, first, last in spells):
            return PERSON, len(words) > 1
        if bare:
            return "state", True
        if len(words) > 1 and gender_of(name) is not None:
            return PERSON, True
        if code.sector in sectors_of("named_groups"):
            return "group", False
        if code.body or sort_of(self.registry, name) or len(words) not in {2, 3}:
            return "organisation", bool(code.body)
        return PERSON, False


def _put(name: str, forms: Mapping[str, str]) -> str:
    for mark, form in forms.items():
        name = name.replace(mark, form)
    return name


def _day(text: str) -> date | None:
    """The day of YYMMDD or YYYYMMDD; month or day 00 is the first."""
    if len(text) == 6:
        year = int(text[:2])
        text = f"{1900 + year if year >= CENTURY else 2000 + year}{text[2:]}"
    try:
        return date(int(text[:4]), max(int(text[4:6]), 1), max(int(text[6:]), 1))
    except ValueError:
        return None


def _words(name: str) -> list[str]:
    return name.replace("_", " ").split()


def _lower(name: str) -> str:
    return " ".join(_words(name)).lower()


def _plural(name: str) -> str:
    """The plural as PETRARCH makes it where none is given."""
    name = name.rstrip("_")
    return f"{name[:-1]}IES" if name.endswith("Y") else f"{name}S"


def _cased(name: str) -> list[str]:
    """A name in capitals as text has it; a short one word may be an abbreviation, and is both."""
    words = _words(name)
    if not words:
        return []
    if not name.isupper():
        return [" ".join(words)]
    cased = [
        w.lower()
        if i and w.lower() in members("lower_case_inside_names")
        else "-".join(p.capitalize() for p in w.split("-"))
        for i, w in enumerate(words)
    ]
    if len(words) == 1 and len(words[0]) <= 6:
        return [words[0], cased[0]] if len(words[0]) <= 4 else [cased[0], words[0]]
    return [" ".join(cased)]
