"""Verb dictionaries of PETRARCH and TABARI as rows of our verb table, as far as they go.

A block gives verbs and the patterns they share; `*` stands for the verb, `$` for who does it, `+`
for whom it is done to, `%` for both, `^` skips an actor, `&NAME` is a set of synonyms, and `_`
joins words that stand side by side:

    --- BREAK_OFF  [160] ---
    BREAK_OFF {BREAKS_OFF BROKE_OFF BROKEN_OFF BREAKING_OFF} [161]
    - * &TALKS WITH + [164]  # comment

Our frames know the object, prepositional phrases, the particle and the subject of a verb, so a
pattern is converted part by part; one that asks for more is left out and told why. The formats are
described in the manuals of TABARI (Schrodt) and PETRARCH (Open Event Data Alliance).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from legation.events.lexicon import type_of
from legation.language.words import members
from legation.ontology import is_cameo, plover_of
from legation.tables import rows as table_rows

COLUMNS = (
    "lemma", "particle", "object", "prep", "source", "target", "type", "mode", "cameo", "contexts",
    "except", "example",
)  # fmt: skip
_CODE = re.compile(r"\[([^\]]*)\]")
_FORMS = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Loss:
    """A pattern that was left out."""

    line: int
    pattern: str
    reason: str


@dataclass(slots=True)
class Imported:
    """The rows of a dictionary, and what of it has no row."""

    rows: list[dict[str, str]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    verbs: int = 0
    patterns: int = 0


class _Unsaid(Exception):  # noqa: N818  # no error: it only leads out of a pattern
    """What our frames cannot say."""


def read_petrarch(text: str) -> Imported:
    """The rows that a dictionary gives, sorted, each once, with the losses in file order."""
    found = Imported()
    numbered = [(n, _bare(line)) for n, line in enumerate(text.splitlines(), 1)]
    synonyms = dict(_synonyms(line for _, line in numbered))
    block: list[str] = []
    code, is_open = "---", False
    for number, line in numbered:
        if not line or line.startswith(("&", "+")):
            continue
        if line.startswith("---"):
            code, block, is_open = _code_of(line) or "---", [], True
        elif line.startswith(("-", "~")):
            is_open = False
            _add_pattern(found, number, line, block, code, synonyms)
        else:
            if not is_open:  # verbs after patterns begin a block of their own
                block, is_open = [], True
            verb = _FORMS.sub("", _CODE.sub("", line)).strip().lower()
            block.append(verb)
            found.verbs += 1
            own = _code_of(line) or code
            _add_verb(found, number, verb, own)
            code = own if own != "---" else code
    unique = {tuple(row.values()): row for row in found.rows}
    found.rows = [unique[key] for key in sorted(unique)]
    return found


def write_verbs(rows: Sequence[Mapping[str, str]], folder: Path, *, add: bool) -> int:
    """Write rows as the `verbs.csv` of a lexicon folder; gives how many.

    With `add` the bundled rows are written too, before those that say the same frame otherwise.
    """
    kept = [dict(row) for row in table_rows("language/en/verbs.csv")] if add else []
    said = {_frame(row) for row in kept}
    kept += [dict(row) for row in rows if _frame(row) not in said]
    kept.sort(key=lambda row: tuple(row[c] for c in COLUMNS))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "verbs.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# Verb frames imported from a PETRARCH dictionary; its licence is theirs.\n")
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    return len(kept)


def _frame(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["lemma"], row["particle"], row["object"], row["prep"]


def _bare(line: str) -> str:
    """A line without its comment."""
    return re.split(r"[#;]", line, maxsplit=1)[0].strip()


def _code_of(line: str) -> str | None:
    found = _CODE.search(line)
    return found.group(1).strip() or None if found else None


def _synonyms(lines: Iterator[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sets of synonyms: `&NAME` and below it a word a line, each after a `+`."""
    name, words = "", list[str]()
    for line in lines:
        if line.startswith("&"):
            if name:
                yield name, tuple(words)
            name, words = line.split()[0], []
        elif line.startswith("+") and name:
            words.append(_phrase(line[1:]))
        elif line and name:
            yield name, tuple(words)
            name = ""
    if name:
        yield name, tuple(words)


def _phrase(text: str) -> str:
    words = text.strip().strip("_").replace("_", " ").lower()
    return _singular(words)


def _singular(words: str) -> str:
    """A phrase with its last word in the singular, as our classes have it."""
    if words.endswith("ies") and len(words) > 5:
        return words[:-3] + "y"
    if words.endswith("s") and not words.endswith(("ss", "us", "is", "ws")) and len(words) > 4:
        return words[:-1]
    return words


def _add_verb(found: Imported, number: int, verb: str, code: str) -> None:
    """The bare verb with an actor as its object."""
    if code == "---":
        return
    found.patterns += 1
    try:
        found.rows.append(_row(verb, code, {"object": "@actor", "example": verb.upper()}))
    except _Unsaid as why:
        found.losses.append(Loss(number, f"{verb.upper()} [{code}]", str(why)))


def _add_pattern(
    found: Imported,
    number: int,
    line: str,
    block: Sequence[str],
    code: str,
    synonyms: Mapping[str, tuple[str, ...]],
) -> None:
    found.patterns += 1
    pattern = _CODE.sub("", line[1:]).strip()
    try:
        if not block:
            raise _Unsaid("no verb above the pattern")
        cells = _cells(pattern, synonyms)
        made = [_row(verb, _code_of(line) or code, cells) for verb in block]
        found.rows += made
    except _Unsaid as why:
        found.losses.append(Loss(number, line, str(why)))


def _row(verb: str, code: str, cells: Mapping[str, str]) -> dict[str, str]:
    """A row for one verb; its words after the first are its particle."""
    code = code.split(":")[0].strip()
    if code == "---":
        raise _Unsaid("codes no event")
    if not is_cameo(code):
        raise _Unsaid("code is not CAMEO")
    kind = type_of(code)
    if kind is None:
        raise _Unsaid("code has no PLOVER type")
    plover = plover_of(code) or plover_of("10" + code[2:] if code.startswith("02") else code)
    lemma, _, rest = verb.strip("+_ ").replace("_", " ").replace("+", " ").partition(" ")
    particle = " ".join(part for part in (rest.strip(), cells.get("particle", "")) if part)
    values = {
        **cells,
        "lemma": lemma,
        "particle": particle,
        "type": kind,
        "mode": (plover.mode if plover else None) or "",
        "cameo": code,
        "contexts": "|".join(plover.contexts) if plover else "",
    }
    return {column: values.get(column, "") for column in COLUMNS}


def _cells(pattern: str, synonyms: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The frame that a pattern asks for, as cells of the verb table."""
    if "*" not in pattern:
        raise _Unsaid("no verb in the pattern")
    if "^" in pattern:
        raise _Unsaid("skips an actor (^)")
    if "~" in pattern:
        raise _Unsaid("forbids words (~)")
    before, _, after = re.sub(r"[(){}]", " ", pattern).partition("*")
    cells = {"example": pattern}
    preps: list[str] = []
    _before(before.split(), cells, preps, synonyms)
    _after(after.split(), cells, preps, synonyms)
    cells["prep"] = ";".join(preps)
    return cells


def _before(
    words: list[str],
    cells: dict[str, str],
    preps: list[str],
    synonyms: Mapping[str, tuple[str, ...]],
) -> None:
    """What stands before the verb: the subject; a target there means a passive."""
    if "%" in words:
        cells["source"], cells["target"] = "subj", "both:obj"
    if "+" in words and "$" in words:
        raise _Unsaid("source and target before the verb")
    if "+" in words:
        cells["target"], cells["source"] = "obj|subj", "by|prep:by"
    rest = [
        w
        for w in words
        if w not in {"$", "+", "%"} and w.lower() not in members("dictionary_fillers")
    ]
    if any(w.lower() in members("dictionary_prepositions") for w in rest):
        raise _Unsaid("a phrase before the verb")
    if rest:
        preps.append(f"subj:{_constraint(rest, synonyms)}")


def _after(
    words: list[str],
    cells: dict[str, str],
    preps: list[str],
    synonyms: Mapping[str, tuple[str, ...]],
) -> None:
    """What stands after the verb: a particle, the object, then phrases with prepositions."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for word in words:
        if word.lower() == "to" and parts[-1][0] == "to":
            raise _Unsaid("an infinitive")
        if word.lower() in members("dictionary_prepositions"):
            parts.append((word.lower(), []))
        elif word.lower() not in members("dictionary_fillers"):
            parts[-1][1].append(word)
    if len(parts) > 1 and not parts[0][1]:
        word, held = parts[1]
        if word in members("dictionary_adverbs") or (
            word in members("dictionary_particles") and not held
        ):
            cells["particle"] = word
            parts = [("", held), *parts[2:]]
    for prep, held in parts:
        _part(prep, held, cells, preps, synonyms)


def _part(
    prep: str,
    held: list[str],
    cells: dict[str, str],
    preps: list[str],
    synonyms: Mapping[str, tuple[str, ...]],
) -> None:
    slot = f"prep:{prep}" if prep else "obj"
    for mark, column in (("+", "target"), ("$", "source")):
        if mark in held:
            cells[column] = slot
    if "%" in held:
        cells["target"] = f"both:{slot}"
    rest = [w for w in held if w not in {"$", "+", "%"}]
    wanted = _constraint(rest, synonyms) if rest else ""
    if not rest and any(mark in held for mark in "+$%"):
        wanted = "@actor|@place"
    if prep:
        preps.append(f"{prep}:{wanted}")
    elif wanted:
        cells["object"] = wanted


def _constraint(words: Sequence[str], synonyms: Mapping[str, tuple[str, ...]]) -> str:
    """Words as a constraint: a set of synonyms as its members, several words as one phrase."""
    if any(w.startswith("&") for w in words):
        if len(words) > 1:
            raise _Unsaid("a set of synonyms inside a phrase")
        members = synonyms.get(words[0])
        if members is None:
            raise _Unsaid("a set of synonyms that is not there")
        return "|".join(sorted({_singular(m) for m in members}))
    if any(not re.fullmatch(r"[\w'-]+", w) for w in words):
        raise _Unsaid("a sign that is not known")
    return _phrase(" ".join(words))
