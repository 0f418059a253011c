"""When a name, an amount or a date that was read is the one that was expected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from golden_files import choices, fold, folded

from legation.records import Bound, Claim, Mention, Predicate, Quantity, When

BOUNDS = {
    "at least": Bound.AT_LEAST,
    "more than": Bound.MORE_THAN,
    "up to": Bound.AT_MOST,
    "less than": Bound.LESS_THAN,
    "about": Bound.ABOUT,
}
# Acts that are finer than the ones the expectations name, each with those it may stand for.
FINER = {
    "argues": ("says", "claims"),
    "asks": ("requests",),
    "believes": ("says",),
    "condemns": ("accuses",),
    "confirms": ("says",),
    "congratulates": ("praises",),
    "criticises": ("condemns", "accuses"),
    "describes": ("says",),
    "explains": ("says",),
    "hopes": ("says",),
    "insists": ("says", "claims"),
    "opposes": ("rejects", "condemns"),
    "orders": ("demands",),
    "predicts": ("says",),
    "proposes": ("urges",),
    "refuses": ("rejects",),
    "requests": ("asks",),
    "stresses": ("says",),
    "suggests": ("says", "urges"),
    "supports": ("praises",),
    "thanks": ("praises",),
}
_CODE = re.compile(r"[A-Z]{3}(?: [A-Z]{3})?")


def means_any(wanted: Any, mention: Mention | None) -> bool:
    """Whether a mention is one of the actors wanted; `None` allows that there is none."""
    return any(
        mention is None if one is None else mention is not None and means(str(one), mention)
        for one in choices(wanted)
    )


def means(wanted: str, mention: Mention) -> bool:
    """Whether a mention is the actor wanted: a code, a code and a sector, or a name."""
    if is_code(wanted):
        return set(wanted.split()) <= {mention.country, mention.sector}
    names = (_name_words(mention.name), _name_words(mention.passage.text))
    return any(_same_name(_name_words(wanted), got) for got in names) or (
        fold(wanted).replace(" ", "") in _initials(mention.name)
        or fold(mention.name).replace(" ", "") in _initials(wanted)
    )


def is_code(wanted: str) -> bool:
    """Whether an actor is given as a country (or UNO, IGO ...) with or without a sector."""
    return _CODE.fullmatch(wanted) is not None


def _name_words(name: str) -> list[str]:
    """Folded words, spelt one way where transliterations differ ("Sa'ar", "Vassily", "Vasiliy")."""
    plain = re.sub(r"['’]", "", name)
    return [re.sub(r"(.)\1", r"\1", w.replace("y", "i")) for w in folded(plain)]


def _same_name(wanted: list[str], got: list[str]) -> bool:
    """The last word is there, and where both have others, two of them begin alike."""
    if not wanted or not any(_same_word(wanted[-1], w) for w in got):
        return False
    rest = wanted[:-1]
    others = [w for w in got if not _same_word(wanted[-1], w)]
    return not rest or not others or any(a[0] == b[0] for a in rest for b in others)


def _same_word(one: str, other: str) -> bool:
    """Equal, or one the plural or demonym of the other ("houthi", "houthis")."""
    short, long = sorted((one, other), key=len)
    longer = len(long) - len(short)
    return one == other or (len(short) > 3 and long.startswith(short) and longer == 1)


def _initials(name: str) -> set[str]:
    """Acronyms of a name, with and without its small words."""
    parts = re.findall(r"\w+", name)
    if len(parts) < 2:
        return set()
    all_words = "".join(p[0] for p in parts)
    capitals = "".join(p[0] for p in parts if p[0].isupper())
    return {fold(all_words), fold(capitals)}


def within(wanted: str, got: str) -> bool:
    """Whether the words wanted stand in the text, in their order and together."""
    return " ".join(folded(wanted)) in " ".join(folded(got))


def holds_office(
    want: Mapping[str, Any], found: Sequence[Mention], claims: Iterable[Claim]
) -> bool:
    """Whether a mention's role or a claim gives the actor the title wanted."""
    titles = [m.role or "" for m in found]
    for claim in claims:
        office = claim.predicate in (Predicate.HOLDS_OFFICE, Predicate.LEADS, Predicate.COMMANDS)
        if office and claim.object is not None and means_any(want["name"], claim.subject):
            titles.append(claim.object.name)
            titles.append(claim.object.role or "")
    return any(
        set(_plain(str(title))) <= set(_plain(got))
        for title in choices(want["title"])
        for got in titles
    )


def _plain(title: str) -> list[str]:
    """A title's words, spelt one way, without "of" and the like."""
    same = {"defense": "defence", "foreign": "foreign", "affairs": "foreign"}
    return [same.get(w, w) for w in folded(title) if w not in {"of", "the", "for", "and"}]


def same_act(wanted: Sequence[str], got: str) -> bool:
    """Whether an act is one of those wanted, or a finer one that may stand for it."""
    return got in wanted or any(coarse in wanted for coarse in FINER.get(got, ()))


def same_quantity(wanted: str, got: Quantity | None) -> bool:
    """Whether an amount and its bound are those of a text like "at least 450" or "27"."""
    if got is None:
        return False
    words, _, number = wanted.rpartition(" ")
    return got.amount == float(number) and got.bound is BOUNDS.get(words, Bound.EXACT)


def same_when(wanted: str, got: When | None) -> bool:
    """Whether an interval is the one wanted: inside a day, month, year or `a/b`, or `since` one."""
    if got is None or got.first is None:
        return False
    if wanted.startswith("since "):
        return got.first.isoformat().startswith(wanted.removeprefix("since "))
    first, last = interval(wanted)
    return first <= got.first <= last and (got.last is None or got.last <= last)


def interval(text: str) -> tuple[date, date]:
    """The days of an ISO day, month or year, or of two with a slash between."""
    if "/" in text:
        one, _, other = text.partition("/")
        return interval(one)[0], interval(other)[1]
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        year, month = parts
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), after - timedelta(days=1)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)
