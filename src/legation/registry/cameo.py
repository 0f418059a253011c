"""Actor codes of CAMEO, as dictionaries write them, to our country and sector."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from legation.tables import rows

_REGIONS = frozenset("AFR ASA CAS CFR EAF EUR LAM MEA NAF NMR SAF SAM SAS SEA WAF WST".split())


@dataclass(frozen=True, slots=True)
class Code:
    """A country, a sector and an international body's code; each may be unknown."""

    country: str | None
    sector: str | None
    body: str | None


def decoded(text: str) -> Code | None:
    """What a code such as `USAGOV`, `---MIL`, `~COP` or `IGOUNO` says; `None` where nothing.

    The first part that has a sector decides; parts we do not know (ethnic groups) are passed over.
    """
    parts = [text[i : i + 3] for i in range(0, len(text), 3)] if text[:1] != "~" else ["---"]
    parts += [text[1:][i : i + 3] for i in range(0, len(text) - 1, 3)] if text[:1] == "~" else []
    country = _countries().get(parts[0]) if parts else None
    roles = [_roles()[part] for part in parts if part in _roles()]
    bodies = [sector for sector, kind in roles if kind == "international"]
    sectors = [sector for sector, kind in roles if kind == "role" and sector]
    if bodies and country is None:
        precise = [s for s in sectors if s in {"UNO", "EUR", "NGO"}]
        rest = [s for s in sectors if s not in precise]
        return Code(None, rest[0] if rest else None, (precise or bodies)[0])
    if country is None and not sectors:
        return None
    return Code(country, sectors[0] if sectors else None, None)


@cache
def _roles() -> dict[str, tuple[str, str]]:
    table = rows("actors/cameo_roles.csv", needs=("code", "sector", "kind"))
    return {row["code"]: (row["sector"], row["kind"]) for row in table}


@cache
def _countries() -> dict[str, str]:
    """Countries by ISO code and by what CAMEO calls them, living ones first."""
    found: dict[str, str] = {}
    table = sorted(rows("actors/countries.csv", needs=("code", "cameo")), key=lambda r: r["to"])
    for column in ("cameo", "code"):
        for row in table:
            if row[column] not in _REGIONS or column == "code":
                found.setdefault(row[column], row["code"])
    return found
