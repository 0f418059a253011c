"""The headline that the markup of a page gives, without the name of its site and its section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from legation.extract.imprints import load_names, section_named
from legation.language.agencies import agency_named, fold_line

_BETWEEN = re.compile(r"\s+(?P<bar>[|»–—·•-]|::)\s+")
_IN_FRONT = re.compile(r"(?P<site>[^:|–—]{2,45}?)(?::\s+|\s+[|–—-]\s+)")
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")
_LOGO = re.compile(r"logo|brand|masthead|site-?(?:name|title)", re.IGNORECASE)
_LONG = 100  # characters: some pages cut the headlines of their JSON-LD there without a sign
_FEWEST = 3  # words of a heading: one with fewer is a section or a name


def headings(tree: Any) -> Iterator[Any]:
    """The h1 elements that may be headlines: not the site's own name."""
    for element in tree.iter("h1"):
        told = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not _LOGO.search(told):
            yield element


def headline_of(stated: Sequence[str], heads: Sequence[str], titles: Sequence[str],
                sites: Sequence[str]) -> str | None:  # fmt: skip
    """The headline: the first of those stated, else the longest heading, else the page's title.

    `stated` are headlines of JSON-LD and of meta elements, best first; `sites` are names of the
    site. What is nothing but a site or a section is passed over; a headline that was cut is taken
    from where it is whole.
    """
    known = {fold_line(site) for site in sites if site}
    heads = [head for head in heads if fold_line(head) not in known]
    longest = max(heads, key=len, default="")
    ordered = [
        *(_without_site(text, known) for text in stated),
        longest if len(longest.split()) >= _FEWEST else "",
        *(_without_site(text, known, heads=heads) for text in titles),
        longest,
    ]
    found = [text for text in ordered if text and fold_line(text) not in known]
    sound = [text for text in found if len(text.split()) > 1 and not section_named(text)]
    best = next(iter(sound or found), None)
    return _whole(best, found) if best else None


def _whole(headline: str, others: Sequence[str]) -> str:
    """A headline as another place has it, where it was cut short here."""
    start = fold_line(_CUT.sub("", headline))
    cut = _CUT.search(headline) or len(headline) >= _LONG
    longer = (o for o in others if len(o) > len(headline) and fold_line(o).startswith(start))
    return next(longer, headline) if cut else headline


def _without_site(text: str, known: set[str], *, heads: Sequence[str] = ()) -> str:
    """A title without the site's name in front or behind, and the section before that name.

    Where the site is not known a bar says that its name follows; a dash may stand in a headline,
    and needs a heading that ends before it or an outlet we know behind it.
    """
    text = " ".join(text.split())
    front = _IN_FRONT.match(text)
    if front and fold_line(front["site"]) in known and front.end() < len(text):
        text = text[front.end() :]
    for last in reversed(list(_BETWEEN.finditer(text))):
        site, rest = fold_line(text[last.end() :]), text[: last.start()]
        named = site in known or site in load_names().outlets or agency_named(site)
        sure = (
            named
            or section_named(site)
            or any(fold_line(head) == fold_line(rest) for head in heads)
        )
        unsure = not known and last["bar"] in "|::" and len(site.split()) <= 5
        if not (sure or unsure) or not rest.strip():
            break
        text = rest.strip()
    return text
