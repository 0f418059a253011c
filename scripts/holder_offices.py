"""Offices of open tables as our own table of offices names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from build_people import ACTORS, HERE, read_table

LEADING = frozenset({"head_of_state", "head_of_government", "minister"})
MINISTER = re.compile(
    r"(?:federal |union |cabinet )*(?:minister|secretary) (?:of|for) (?:the )?(.+)"
)
DEPUTY = re.compile(r"(deputy|vice) (?:federal )?(?:minister|secretary) (?:of|for) (.+)")
PARTS = re.compile(r", and | and the | and |, | & ")
POST = re.compile(r"(?:ambassador|high commissioner|permanent representative) to (.+)")
SHORT = {  # how the tables of 2019 shorten words
    "&": "and", "Intl.": "International", "Govt.": "Government", "Min.": "Minister",
    "Defense": "Defence", "Finances": "Finance", "Dep.": "Deputy", "Labor": "Labour",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office as we name it; `main` says that the title names it first and by its usual word."""

    office: str
    sector: str
    main: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    pattern: re.Pattern[str]
    country: str
    office: str


def posts_of(title: str, country: str) -> tuple[Post, ...]:
    """The offices that a title of an open table stands for in a country; none where it is left out.

    "Minister of Economy and Finance" is two of our offices. A title that we have no office for
    keeps its own words.
    """
    title = plain(title, country)
    for rule in _rules():
        if rule.country in ("", country) and rule.pattern.fullmatch(title.lower()):
            offices = rule.office.format(title=title).split("|")
            return tuple(Post(office=o, sector=_sector(o)) for o in offices if o != "-")
    low = title.lower()
    deputy = DEPUTY.fullmatch(low)
    if deputy is not None:
        return tuple(
            Post(office=f"Deputy {post.office}", sector=post.sector)
            for post in _ministries(deputy[2])
            if post.office in KEPT
        )
    post = POST.fullmatch(low)
    if post is not None:
        return (Post(office=f"Ambassador to {_called(title[post.start(1) :])}", sector="GOV"),)
    office = _forms().get(low)
    if office is not None and _levels()[office] in LEADING and office != "Minister":
        return _general(title, office)
    found = MINISTER.fullmatch(low)
    ministries = tuple(_ministries(found[1])) if found is not None else ()
    if not any(post.main or post.office in KEPT for post in ministries):
        ministries = ()  # "minister of infrastructure" is no transport minister where there is one
    return ministries or (Post(office=title[:1].upper() + title[1:], sector=_sector(title)),)


KEPT = frozenset({"Foreign Minister", "Defence Minister", "Interior Minister", "Finance Minister"})


def plain(title: str, country: str) -> str:
    """The title without shortened words, asides and the name of its own country."""
    words = [SHORT.get(word, word) for word in title.replace(",", " ,").split()]
    title = re.sub(r" \([^)]*\)|^minister(?= )", "", " ".join(words))
    title = title.replace(" ,", ",").removeprefix("Acting ")
    for name in _names_of(country):
        title = title.removesuffix(f" of {name}").removesuffix(f" of the {name}")
    return title


def _general(title: str, office: str) -> tuple[Post, ...]:
    """Our office, besides the title's own words where these name a head of a state."""
    posts = [Post(office=office, sector="GOV")]
    if _levels()[office] != "minister" and title != office:
        posts.insert(0, Post(office=title, sector="GOV"))
    return tuple(posts)


def _ministries(named: str) -> list[Post]:
    """The ministers of what a title names: "foreign affairs and trade"."""
    forms, found = _forms(), dict[str, Post]()
    whole = _minister_of(named)
    parts = [named] if whole else PARTS.split(named)
    for part in parts:
        part = part.removeprefix("the ").strip()
        office = _minister_of(part) or forms.get(f"{part} minister")
        if office is not None and _levels()[office] == "minister":
            core = office.lower().removesuffix(" minister")
            bare = re.sub(r"^(national|internal|home|public) ", "", part)
            main = not found and (
                bare.startswith(core[:6]) or part.startswith(_USUAL.get(core, ("-",)))
            )
            found.setdefault(office, Post(office=office, sector="GOV", main=main))
    return list(found.values())


_USUAL: dict[str, tuple[str, ...]] = {
    "foreign": ("foreign", "external", "international"),
    "interior": ("interior", "internal", "home"),
    "finance": ("finance", "treasury"),
    "defence": ("defence", "national defence", "armed forces"),
}


def _minister_of(named: str) -> str | None:
    forms = _forms()
    for words in ("minister of", "minister for", "minister of the"):
        office = forms.get(f"{words} {named}")
        if office is not None:
            return office
    return None


def _sector(title: str) -> str:
    office = _forms().get(title.lower())
    if office is not None:
        return _sectors()[office]
    return (
        "MIL" if re.search(r"^(Chief of|Commander|Head of the A)|General Staff", title) else "GOV"
    )


def _called(place: str) -> str:
    """A state or body as our table calls it, with the article that it has in running text."""
    bare = place.removeprefix("the ")
    name = _states().get(bare, bare)
    return f"the {name}" if name in _WITH_ARTICLE or (name == bare != place) else name


_WITH_ARTICLE = frozenset(
    "United States|United Kingdom|United Nations|European Union|Netherlands|Philippines|"
    "United Arab Emirates|Czech Republic|Maldives|Bahamas|Gambia|Central African Republic|"
    "Dominican Republic|Holy See".split("|")
)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(pattern=re.compile(r["title"].lower()), country=r["country"], office=r["offices"])
        for r in read_table(HERE / "holder_titles.csv")
    )


@cache
def _forms() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table(ACTORS / "offices.csv"):
        for name in (row["title"], *row["names"].split("|")):
            found.setdefault(name.lower(), row["title"])
    return found


@cache
def _levels() -> dict[str, str]:
    return {row["title"]: row["level"] for row in read_table(ACTORS / "offices.csv")}


@cache
def _sectors() -> dict[str, str]:
    return {row["title"]: row["sector"] or "GOV" for row in read_table(ACTORS / "offices.csv")}


@cache
def _states() -> dict[str, str]:
    return {
        name: row["name"]
        for row in read_table(ACTORS / "countries.csv")
        if not row["to"]
        for name in (row["name"], *row["names"].split("|"))
    }


@cache
def _names_of(country: str) -> tuple[str, ...]:
    return tuple(
        name
        for row in read_table(ACTORS / "countries.csv")
        if row["code"] == country
        for name in (row["name"], *row["names"].split("|"))
        if name
    )
