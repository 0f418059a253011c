"""What is contested: lands that some recognise and others claim, facts told both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from legation.ask.claims import Told
from legation.ask.query import Query
from legation.keys import slot_of
from legation.telling.phrases import PREDICATES, name_of
from legation.web.shown import slot_path

LOOKED_AT = 200  # claims of a kind, the latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Duel:
    """Two sides of one thing: what each does or says, and who stands there.

    `land` is the name of a territory that is contested as a state.
    """

    title: str
    href: str
    left: tuple[str, Sequence[str]]
    right: tuple[str, Sequence[str]]
    land: str = ""


@dataclass(slots=True)
class _Land:
    """A territory: who recognises it, who does not, who claims it."""

    name: str
    for_: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)


def duels(query: Query, *, most: int = 4) -> list[Duel]:
    """What is contested in the record, territories first; nothing is decided here."""
    return [*_lands(query), *_facts(query)][:most]


def _lands(query: Query) -> Iterator[Duel]:
    found: dict[str, _Land] = {}
    for predicate in ("recognizes", "claims_territory"):
        for told in query.claims(predicate).limit(LOOKED_AT).stream():
            claim = told.claim
            key = slot_of(claim)[2]
            if claim.object is None or key is None:
                continue
            land = found.setdefault(key, _Land(name=name_of(claim.object)))
            if predicate == "recognizes":
                _add(land.for_ if claim.holds else land.against, name_of(claim.subject))
            elif claim.holds:
                _add(land.claims, name_of(claim.subject))
    for key, land in sorted(found.items(), key=lambda e: (-len(e[1].for_), e[0])):
        if land.for_ and (land.against or land.claims) and "/" not in key:
            others = [*dict.fromkeys([*land.against, *land.claims])]
            word = ", and ".join(
                w for w, some in (("does not", land.against), ("claims it", land.claims)) if some
            )
            yield Duel(
                title=f"{land.name} as a state",
                href=f"/fact/recognizes/*/{quote(key, safe='')}",
                left=("recognises it", land.for_),
                right=(word, others),
                land=land.name,
            )


def _facts(query: Query) -> Iterator[Duel]:
    """Slots of which somebody claims that it holds and somebody that it does not."""
    sides: dict[str, tuple[Told, dict[bool, list[str]]]] = {}
    for told in query.claims(contested="yes").limit(LOOKED_AT).stream():
        claim, path = told.claim, slot_path(told.claim)
        if path is None:
            continue
        whose = name_of(claim.holder) if claim.holder else told.source.outlet or "outlet unknown"
        _add(sides.setdefault(path, (told, {True: [], False: []}))[1][claim.holds], whose)
    for path, (told, whose) in sides.items():
        claim = told.claim
        verb = PREDICATES[claim.predicate][0].removesuffix(":")
        target = f" {name_of(claim.object)}" if claim.object else ""
        if whose[True] and whose[False]:
            yield Duel(
                title=f"{name_of(claim.subject)} {verb}{target}",
                href=path,
                left=("says so", whose[True]),
                right=("says otherwise", whose[False]),
            )


def _add(some: list[str], name: str) -> None:
    if name not in some:
        some.append(name)
