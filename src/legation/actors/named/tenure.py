"""What somebody known is on a day: the country and sector of the office held then."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import lru_cache

from legation.actors.scene import Draft, Scene
from legation.ontology import sectors_of
from legation.records import Actor, Office, Precision
from legation.registry.held import covers

STILL = timedelta(days=400)  # so long after the check an office without an end is held on


_SECTOR_ORDER = ("GOV", "MIL", "IGO", "UNO", "EUR", "LEG", "JUD", "SPY", "PTY", "OPP")


_PARTIES = frozenset({"PTY", "OPP", None})


def date_person(scene: Scene, draft: Draft, actor: Actor) -> None:
    """Give the draft country and sector by the office held on the day.

    Who held offices before and holds none is of the elite (ELI). Without a day nobody is in office
    by the tables: only the country is known, and who belongs to an armed group; so it is before the
    first office. A phrase that is looked up without a day has the office of the day that the
    tables speak for.
    """
    on = scene.on
    offices = [o for o in actor.offices if covers(o.when, on)]
    known = offices or _latest(actor, on)
    if known:
        office = min(known, key=lambda o: _office_rank(o, actor))
        draft.country, draft.sector = office.country or _homeland(office, actor), office.sector
        if on is None and draft.country is None and any(o.country for o in actor.offices):
            of_state = [o for o in actor.offices if o.country]  # the state's, whom the name is of
            office = min(of_state, key=lambda o: _office_rank(o, actor))
            draft.country, draft.sector = office.country, office.sector
        if on is not None and not offices:
            draft.sector = _after(office, on)
    if on is None and scene.looked_up:
        left = bool(known) and all(_is_over(office) for office in known)
        draft.sector = "ELI" if left and draft.sector == "GOV" else draft.sector
    elif on is None and draft.sector not in sectors_of("irregular"):
        draft.sector = None
    draft.rule = "person.dated" if offices else "person.name"


def _after(office: Office, on: date) -> str | None:
    """The sector on a day outside the spell: elite after its end, unknown long after the check."""
    if _ended(office, on):
        return "ELI"
    checked = office.when.last if office.when is not None else None
    recent = checked is not None and timedelta(0) <= on - checked <= STILL
    return office.sector if recent else None


def _homeland(office: Office, actor: Actor) -> str | None:
    """The person's own country; none for who serves an international body."""
    return None if office.sector in sectors_of("above_states") else actor.country


def _latest(actor: Actor, on: date | None) -> list[Office]:
    """The office that began last, of those before the day if there are any."""
    ranked = sorted(actor.offices, key=lambda o: _begins(o) or date.min)
    past = [o for o in ranked if on is not None and (_begins(o) or date.min) <= on]
    return (past or ranked)[-1:]


def _begins(office: Office) -> date | None:
    return office.when.first if office.when is not None else None


def _ended(office: Office, on: date) -> bool:
    """Whether the office is known to have ended by the day; one still held when checked is not."""
    return _is_over(office) and office.when is not None and (office.when.last or on) < on


def _is_over(office: Office) -> bool:
    """Whether the tables know a last day; that of an office still held is the day of the check."""
    spell = office.when
    return spell is not None and spell.last is not None and spell.precision is not Precision.SINCE


def _office_rank(office: Office, actor: Actor) -> tuple[bool, bool, int]:
    """Offices of a state or body before a party's, those of the person's own country first."""
    home = _commonest(tuple([o.country for o in actor.offices]))
    order = _SECTOR_ORDER.index(office.sector) if office.sector in _SECTOR_ORDER else 99
    return office.sector in _PARTIES, office.country != home, order


@lru_cache(maxsize=4096)
def _commonest(countries: tuple[str | None, ...]) -> str | None:
    return Counter(countries).most_common(1)[0][0]
