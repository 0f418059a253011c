"""What became of each expectation in a reading, and what the reading holds beyond them.

Names count by their last word, stretches of text by the words they share, events by type, trigger
and parties. See `tests/golden/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from golden_files import Entry, Expectation, Word, choices, folded, occurrences, stretches, words
from golden_values import (
    holds_office,
    means_any,
    same_act,
    same_quantity,
    same_when,
    within,
)

from legation.records import Article, Claim, Event, Mention, Predicate, Reading, Statement

MIN_SHARED = 0.75  # of the words of two stretches; one word more or less in four is no error
MAX_SPARE = 1  # parties beyond those expected: a group may be named beside its country
LOOSE = frozenset({"mode", "place", "to", "channel"})  # told of, but no entry fails for them


@dataclass(slots=True)
class Finding:
    """What became of one entry: the outputs that are it, and in which fields the best one errs."""

    entry: Entry
    outputs: list[Any] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)

    @property
    def met(self) -> bool:
        return bool(self.outputs) and not self.wrong

    def __str__(self) -> str:
        why = "; ".join(self.wrong) if self.outputs else "not found"
        return f"{self.entry.section}: {self.entry}\n      {why}"


@dataclass(slots=True)
class Result:
    """One story compared."""

    expectation: Expectation
    findings: list[Finding]
    spurious: dict[str, list[Any]]
    outputs: dict[str, int]

    def of(self, section: str) -> list[Finding]:
        return [f for f in self.findings if f.entry.section == section]


def compare(expectation: Expectation, reading: Reading) -> Result:
    """Every entry with the outputs that meet it, and the outputs that meet none."""
    text = words(reading.article.text)
    compared: dict[str, Callable[[Entry], Finding]] = {
        "article": lambda e: _article(e, reading.article),
        "actors": lambda e: _actor(e, reading),
        "statements": lambda e: _statement(e, reading, text),
        "events": lambda e: _event(e, reading, text),
        "facts": lambda e: _fact(e, reading),
    }
    findings = [compared[e.section](e) for e in expectation.entries]
    used = {id(o) for f in findings for o in f.outputs}
    made: dict[str, Sequence[Any]] = {
        "statements": reading.statements,
        "events": reading.events,
        "facts": reading.claims,
    }
    offices = [e.fields for e in expectation.of("actors")]
    spurious = {
        section: [o for o in outputs if id(o) not in used and not _is_office(o, offices)]
        for section, outputs in made.items()
    }
    counts = {section: len(outputs) for section, outputs in made.items()}
    return Result(expectation, findings, spurious, counts)


def _is_office(output: Any, offices: Iterable[Any]) -> bool:
    """Whether a claim is an office that the actors section already expects."""
    offices_too = (Predicate.HOLDS_OFFICE, Predicate.LEADS, Predicate.COMMANDS)
    if not isinstance(output, Claim) or output.predicate not in offices_too:
        return False
    return any(means_any(o["name"], output.subject) for o in offices)


def _article(entry: Entry, article: Article) -> Finding:
    ((name, value),) = entry.fields.items()
    if name == "absent":
        ok = not occurrences(value, words(article.text))
    elif name == "authors":
        ok = any(folded(value)[-1] in folded(author) for author in article.authors)
    elif name == "captions":
        ok = any(
            within(value["text"], c.text) and within(value["credit"], c.credit or "")
            for c in article.captions
        )
    elif name == "published":
        ok = same_when(str(value), article.published)
    else:
        found = getattr(article, name)
        ok = any(
            found is None if v is None else folded(str(v)) == folded(str(found or ""))
            for v in choices(value)
        )
    got = "in the body" if name == "absent" else f"got {getattr(article, name, None)!r}"
    return Finding(entry, [article], [] if ok else [got])


def _actor(entry: Entry, reading: Reading) -> Finding:
    want = entry.fields
    found = [m for m in _all_mentions(reading) if means_any(want["name"], m)]
    if not found:
        return Finding(entry)
    wrong = []
    for name in ("country", "sector"):
        if name in want and not any(
            code in (m.country, m.sector) for m in found for code in choices(want[name])
        ):
            got = sorted({str(getattr(m, name)) for m in found})
            wrong.append(f"{name}: wanted {want[name]}, got {', '.join(got)}")
    if "title" in want and not holds_office(want, found, reading.claims):
        roles = sorted({m.role for m in found if m.role})
        wrong.append(f"title: wanted {want['title']}, got {roles}")
    return Finding(entry, list(found), wrong)


def _all_mentions(reading: Reading) -> list[Mention]:
    claimed = [m for c in reading.claims for m in (c.subject, c.object) if m is not None]
    return [*reading.mentions, *claimed]


def _statement(entry: Entry, reading: Reading, text: list[Word]) -> Finding:
    wanted = stretches(entry, text)
    if not wanted:
        return Finding(entry, [], ["its words are not in the body"])
    ranked = []
    for statement in reading.statements:
        worded = [p for p in statement.content if folded(p.text)] or statement.content
        got = _interval(text, worded[0].start, worded[-1].end)
        if any(_same_stretch(w, got) for w in wanted):
            ranked.append((_statement_errors(entry, statement, reading), statement))
    return _best(entry, ranked)


def _statement_errors(entry: Entry, statement: Statement, reading: Reading) -> list[str]:
    want = entry.fields
    errors = []
    if not means_any(want["speaker"], statement.speaker):
        errors.append(f"speaker: wanted {want['speaker']}, got {told(statement.speaker)}")
    if "kind" in want and statement.kind.value not in choices(want["kind"]):
        errors.append(f"kind: wanted {want['kind']}, got {statement.kind}")
    if "act" in want and not same_act(choices(want["act"]), statement.act):
        errors.append(f"act: wanted {want['act']}, got {statement.act}")
    if want.get("nested") and statement.reported_in is None:
        errors.append("nested: wanted a statement it is reported in")
    if "to" in want and not means_any(want["to"], statement.addressee):
        errors.append(f"to: wanted {want['to']}, got {told(statement.addressee)}")
    if "channel" in want and not any(
        (c is None and not statement.channel) or (c and within(c, statement.channel or ""))
        for c in choices(want["channel"])
    ):
        errors.append(f"channel: wanted {want['channel']}, got {statement.channel}")
    return errors


def _event(entry: Entry, reading: Reading, text: list[Word]) -> Finding:
    triggers = [o for t in choices(entry.fields["trigger"]) for o in occurrences(str(t), text)]
    if not triggers:
        return Finding(entry, [], ["its trigger is not in the body"])
    sentences = _sentences(reading.article.text)
    ranked = []
    for event in reading.events:
        if event.type not in choices(entry.fields["type"]):
            continue
        passages = [(p.start, p.end) for p in (event.trigger, *event.also)]
        spans = [(text[a].start, text[b - 1].end) for a, b in triggers]
        touching = any(s < e2 and s2 < e for s, e in passages for s2, e2 in spans)
        errors = _event_errors(entry, event)
        near = any(_in_one(sentences, p, s) for p in passages for s in spans)
        if touching or (near and not _firm(errors)):
            ranked.append((errors, event))
    return _best(entry, ranked)


def _event_errors(entry: Entry, event: Event) -> list[str]:
    want = entry.fields
    errors = _party_errors(entry, event)
    if "status" in want and event.status not in choices(want["status"]):
        errors.append(f"status: wanted {want['status']}, got {event.status}")
    if "cameo" in want and not event.cameo.startswith(tuple(str(want["cameo"]).split())):
        errors.append(f"cameo: wanted {want['cameo']}, got {event.cameo}")
    if "when" in want and not same_when(str(want["when"]), event.when):
        got = event.when and f"{event.when.first}/{event.when.last}"
        errors.append(f"when: wanted {want['when']}, got {got}")
    if "mode" in want and event.mode not in choices(want["mode"]):
        errors.append(f"mode: wanted {want['mode']}, got {event.mode}")
    if "place" in want and not means_any(want["place"], event.place):
        errors.append(f"place: wanted {want['place']}, got {told(event.place)}")
    return errors


def _party_errors(entry: Entry, event: Event) -> list[str]:
    """Parties that lack or are too many; without recipients, all take part on either side."""
    want, errors = entry.fields, []
    sides = {"actors": event.actors, "recipients": event.recipients}
    if want.get("recipients") == []:
        sides = {"actors": (*event.actors, *event.recipients)}
    for side, got in sides.items():
        wanted = want.get(side) or ()
        names = [told(m) for m in got]
        if not all(any(means_any(a, m) for m in got) or _may_lack(a, got) for a in wanted):
            errors.append(f"{side}: wanted {want[side]}, got {names}")
        spare = [m for m in got if not any(means_any(a, m) for a in wanted)]
        if wanted and len(spare) > MAX_SPARE:
            errors.append(f"{side}: wanted only {want[side]}, got {names}")
    return errors


def _may_lack(wanted: object, got: Sequence[Mention]) -> bool:
    """Whether nobody is there, and that is one of the choices."""
    return not got and None in choices(wanted)


def _fact(entry: Entry, reading: Reading) -> Finding:
    want = entry.fields
    ranked = []
    for claim in reading.claims:
        if claim.predicate.value not in choices(want["predicate"]):
            continue
        if "subject" in want and not means_any(want["subject"], claim.subject):
            continue
        if "object" in want and not means_any(want["object"], claim.object):
            continue
        errors = []
        if claim.holds != want.get("holds", True):
            errors.append(f"holds: got {claim.holds}")
        if "value" in want and not same_quantity(str(want["value"]), claim.value):
            errors.append(f"value: wanted {want['value']}, got {claim.value}")
        if "valid" in want and not same_when(str(want["valid"]), claim.valid):
            got = claim.valid and f"{claim.valid.first}/{claim.valid.last}"
            errors.append(f"valid: wanted {want['valid']}, got {got}")
        ranked.append((errors, claim))
    return _best(entry, ranked)


def _best(entry: Entry, ranked: list[tuple[list[str], Any]]) -> Finding:
    """The entry with its best output; all that differ from it in nothing firm are it as well."""
    if not ranked:
        return Finding(entry)
    split = [(_firm(errors), errors, output) for errors, output in ranked]
    firm, errors, best = min(split, key=lambda row: (len(row[0]), len(row[1])))
    outputs = [o for f, _, o in split if not f] or [best]
    return Finding(entry, outputs, firm, [e for e in errors if e not in firm])


def _firm(errors: list[str]) -> list[str]:
    return [e for e in errors if e.partition(":")[0] not in LOOSE]


def told(mention: Mention | None) -> str:
    """A mention on one line."""
    if mention is None:
        return "nobody"
    return f"{mention.name} ({mention.country} {mention.sector})"


def _interval(text: list[Word], start: int, end: int) -> tuple[int, int]:
    inside = [i for i, w in enumerate(text) if w.start < end and start < w.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _same_stretch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Most words are shared; of a short phrase all but one ("the two sides", "two sides")."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    whole = max(one[1], other[1]) - min(one[0], other[0])
    return common > 0 and (common / whole >= MIN_SHARED or whole - common <= 1)


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [m.end() for m in re.finditer(r"[.!?][\"”’']*\s+(?=[\"“‘'A-Z])|\n+", text)]
    starts = [0, *ends]
    return list(zip(starts, [*ends, len(text)], strict=True))


def _in_one(sentences: list[tuple[int, int]], a: tuple[int, int], b: tuple[int, int]) -> bool:
    return any(s <= a[0] < e and s <= b[0] < e for s, e in sentences)
