"""Text exports of newspaper databases: Nexis, Factiva and ProQuest, many stories in one file.

Each is parted at its own marks ("End of Document", "Document ABC0000...", a rule before "Full
text:"), and each story's fields are read by their labels. A text without such marks is no export.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from legation.errors import InputError
from legation.extract.byline import stated_authors
from legation.extract.dates import parse_day
from legation.language.agencies import agency_named
from legation.records import Article

_SPACE = re.compile(r"\s+")
_BLANK = re.compile(r"\n\s*\n")
# Nexis: labels before and after the body, in capitals in older files.
_NEXIS_MARK = re.compile(
    r"^[ \t]*(?:End of Document|\d+ of \d+ DOCUMENTS|Document \d+ of \d+)[ \t]*$", re.M | re.I
)
_NEXIS_LABEL = re.compile(
    r"^[ \t]*(?P<label>Byline|Section|Length|Dateline|Highlight|Headline|Graphic|Load-Date|"
    r"Language|Publication-Type|Journal-Code|Subject|Correction-Date|Series|Type|Copyright)"
    r"[ \t]*:[ \t]*(?P<value>.*)$",
    re.M | re.I,
)
_NEXIS_BODY = re.compile(r"^[ \t]*Body[ \t]*$", re.M)
_NEXIS_SIGN = re.compile(r"^[ \t]*LENGTH:[ \t]*[\d,]+ words", re.M | re.I)
_NEXIS_END = re.compile(
    r"^[ \t]*(?:Load-Date|Language|Publication-Type|Graphic|Classification|Journal-Code|Subject|"
    r"Correction-Date)[ \t]*:|^[ \t]*Classification[ \t]*$|^[ \t]*Copyright \d{4}\b",
    re.M | re.I,
)
# Factiva: two capitals on a line of their own, then the value.
_FACTIVA_MARK = re.compile(r"^AN\s*\n\s*Document \w+[ \t]*$|^Document \w{10,}[ \t]*$", re.M)
_FACTIVA_FIELD = re.compile(r"^(?P<code>[A-Z]{2,3})[ \t]*(?:\n|[ \t]{2,}(?=\S))", re.M)
_FACTIVA_SIGN = re.compile(r"^HD[ \t]*(?:\n|[ \t]{2,})", re.M)
# ProQuest: a rule between documents, "Full text:" before the body.
_PROQUEST_MARK = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.M)
_PROQUEST_SIGN = re.compile(r"^[ \t]*Full text:[ \t]*", re.M)
_PROQUEST_LABEL = re.compile(r"^[ \t]*(?P<label>[A-Z][A-Za-z /-]{2,40}):[ \t]*(?P<value>.*)$", re.M)
_PROQUEST_END = re.compile(
    r"^[ \t]*(?:Subject|Location|People|Company / organization|Title|Publication title|"
    r"Publication year|Publication date|Publication info|Source type|Language of publication|"
    r"ProQuest document ID|Document URL|Copyright|Last updated|Database|Credit|Section|Pages|"
    r"Word count|Classification|Dateline)[ \t]*:",
    re.M,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One story of an export by its fields; unknown is `None`."""

    text: str
    title: str | None = None
    day: str | None = None
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None


def stories_in(text: str) -> tuple[Article | str, ...]:
    """The stories of an export in their order; a text in place of one that cannot be used.

    Nothing for a text that is no export.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign, least, parted, read in _KINDS:
        if len(sign.findall(text)) >= least and parted.search(text):
            parts = [part for part in parted.split(text) if sign.search(part)]
            if parts:
                return tuple(map(_article, map(read, parts)))
    return ()


def _article(told: Told) -> Article | str:
    day = parse_day(told.day) if told.day else None
    people, agency = stated_authors([told.byline] if told.byline else [], told.outlet)
    try:
        article = Article.from_text(
            told.text,
            title=told.title,
            published=day,
            outlet=told.outlet,
            agency=agency or agency_named(told.outlet or ""),
            section=told.section,
        )
    except InputError as error:
        return f"{told.title or 'a story'}: {error}"
    return replace(article, authors=people)


def _nexis(part: str) -> Told:
    sign = _NEXIS_SIGN.search(part)
    start = _NEXIS_BODY.search(part)
    begin = start.end() if start else _after_labels(part)
    found = _NEXIS_END.search(part, begin)
    end = found.start() if found else len(part)
    labels = {m["label"].casefold(): _line(m["value"]) for m in _NEXIS_LABEL.finditer(part)}
    above = part[: sign.start()] if sign else part[:begin]
    first = _NEXIS_LABEL.search(above)
    lines = [_line(line) for line in above[: first.start() if first else None].split("\n")]
    lines = [line for line in lines if line and not line.casefold().startswith("copyright")]
    dated = next((n for n, line in enumerate(lines) if parse_day(line) and n), None)
    outlet = lines[dated - 1] if dated is not None else None
    # The headline stands over the outlet in newer files, under the day in older ones.
    over = " ".join(lines[: dated - 1]) if dated is not None and dated > 1 else None
    under = " ".join(lines[dated + 1 :]) if dated is not None else " ".join(lines)
    return Told(
        text=_body(part[begin:end]),
        title=labels.get("headline") or over or under or None,
        day=lines[dated] if dated is not None else labels.get("load-date"),
        outlet=outlet,
        byline=labels.get("byline"),
        section=(labels.get("section") or "").partition(";")[0] or None,
    )


def _after_labels(part: str) -> int:
    """Where the body begins in files that do not say so: after the labels at its head."""
    length = _NEXIS_SIGN.search(part)
    at = part.find("\n", length.end()) if length else 0
    while (label := _NEXIS_LABEL.match(part, _skip_blank(part, at))) and not _NEXIS_END.match(
        part, _skip_blank(part, at)
    ):
        at = label.end()
    return at


def _skip_blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return text.rfind("\n", 0, at) + 1


def _factiva(part: str) -> Told:
    fields: dict[str, str] = {}
    marks = list(_FACTIVA_FIELD.finditer(part))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        fields.setdefault(mark["code"], part[mark.end() : following.start() if following else None])
    body = "\n\n".join(fields[code].strip() for code in ("LP", "TD") if fields.get(code))
    told = {code: _line(value) for code, value in fields.items()}
    return Told(
        text=_body(body),
        title=told.get("HD") or None,
        day=told.get("PD"),
        outlet=told.get("SN") or None,
        byline=told.get("BY"),
        section=told.get("SE") or None,
    )


def _proquest(part: str) -> Told:
    sign = _PROQUEST_SIGN.search(part)
    begin = sign.end() if sign else 0
    found = _PROQUEST_END.search(part, begin)
    end = found.start() if found else len(part)
    labels: dict[str, str] = {}
    for match in _PROQUEST_LABEL.finditer(part[:begin] + part[end:]):
        labels.setdefault(match["label"].casefold(), _line(match["value"]))
    first = next((line for line in map(_line, part.split("\n")) if line), None)
    info = labels.get("publication info", "")
    return Told(
        text=_body(part[begin:end], lines=True),
        title=labels.get("title") or (first if first and ": " not in first[:20] else None),
        day=labels.get("publication date") or info,
        outlet=labels.get("publication title") or info.partition(";")[0].strip() or None,
        byline=_turned(labels.get("author") or ""),
        section=labels.get("section"),
    )


def _turned(names: str) -> str | None:
    """`Kask, Aino; Lee, Bo` as people write it."""
    parts = (name.partition(",") for name in names.split(";"))
    return ", ".join(f"{first.strip()} {last.strip()}".strip() for last, _, first in parts) or None


def _body(text: str, *, lines: bool = False) -> str:
    """The paragraphs of a body with a blank line between; wrapped lines become one."""
    parts = text.split("\n") if lines and not _BLANK.search(text.strip()) else _BLANK.split(text)
    return "\n\n".join(line for part in parts if (line := _line(part)))


def _line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


_Read = Callable[[str], Told]
_KINDS: tuple[tuple[re.Pattern[str], int, re.Pattern[str], _Read], ...] = (
    (_NEXIS_SIGN, 1, _NEXIS_MARK, _nexis),
    (_FACTIVA_SIGN, 1, _FACTIVA_MARK, _factiva),
    (_PROQUEST_SIGN, 1, _PROQUEST_MARK, _proquest),
)
