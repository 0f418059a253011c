"""The tree of an HTML page: what its markup states, its captions, and the text a reader sees."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from legation.extract.captions import read_caption
from legation.extract.imprints import fold
from legation.extract.jsonld import Told, plain, read_json_ld
from legation.records import Caption

log = logging.getLogger(__name__)

_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table td th time "
    "title tr ul".split()
)
_HIDDEN = frozenset("script style noscript template svg head iframe object select textarea".split())
_CAPTION = (
    "//figcaption | //*[contains(concat(' ', @class, ' '), 'caption')][not(.//p[2])]"
    "[not(ancestor::figcaption)][string-length(normalize-space(.)) < 600]"
)
_META = {
    "headline": ("og:title", "twitter:title", "headline", "dc.title", "sailthru.title"),
    "published": (
        "article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date",
        "dc.date.issued", "dcterms.created", "og:published_time", "parsely-pub-date",
        "sailthru.date", "publish-date", "publication_date", "originalpublicationdate",
    ),
    "author": (
        "author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author",
    ),
    "section": ("article:section", "section", "parsely-section", "og:section"),
    "outlet": ("og:site_name", "application-name", "publisher", "dc.publisher"),
}  # fmt: skip
_SUFFIX = re.compile(r"\s+(?:[|»–—·•-]|::)\s+(?P<site>[^|»–—·•]{2,45})$")


def visible_text(tree: Any) -> str:
    """The text a reader sees, one block a line."""
    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else None
        if event == "start":
            hidden += tag in _HIDDEN
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append("" if hidden else _flat(element.text))
        else:
            if event == "end":
                hidden -= tag in _HIDDEN
                parts.append("\n" if tag in _BLOCKS else "")
            parts.append("" if hidden or element is tree else _flat(element.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _flat(text: str | None) -> str:
    return re.sub(r"[\r\n\t]+", " ", text) if text else ""


def tree_of(text: str) -> Any:
    """The tree of a page, or `None` for a text without an element."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True)
    cleaned = text.replace("\x00", "")
    try:
        return lxml_html.document_fromstring(cleaned.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:  # no element in it
        log.debug("no tree from HTML: %s", error)
        return None


def told_by(tree: Any) -> Told:
    """What JSON-LD states, filled up from meta elements."""
    scripts = [
        s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower()
    ]
    told = read_json_ld(scripts)
    meta = _meta(tree)
    outlet = told.outlet or meta.get("outlet")
    authors = told.authors or ((meta["author"],) if "author" in meta else ())
    root = tree.getroottree().getroot()
    return replace(
        told,
        headline=told.headline
        or _without_site(meta.get("headline"), outlet)
        or _heading(tree, outlet),
        authors=authors,
        published=told.published or meta.get("published"),
        section=told.section or meta.get("section"),
        outlet=outlet,
        language=told.language or root.get("lang"),
    )


def _meta(tree: Any) -> dict[str, str]:
    given: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = plain(element.get("content") or "")
        if content and not content.startswith("http"):
            given.setdefault(key.strip().lower(), content)
    found = {}
    for name, keys in _META.items():
        value = next((given[key] for key in keys if key in given), None)
        if value:
            found[name] = value
    return found


def take_captions(tree: Any) -> tuple[Caption, ...]:
    """The captions of figures, each once; their elements are taken out of the tree."""
    found: dict[str, Caption] = {}
    for element in tree.xpath(_CAPTION):
        text = " ".join(visible_text(element).split())
        credited = read_caption(text) if text else None
        if credited:
            words = text[slice(*credited.text)]
            if words:
                found.setdefault(words, Caption(text=words, credit=credited.credit))
        elif len(text.split()) >= 3:
            found.setdefault(text, Caption(text=text))
        if element.getparent() is not None:
            element.drop_tree()  # the text after it stays
    return tuple(found.values())


def _without_site(title: str | None, outlet: str | None) -> str | None:
    """A title without the name of its site at the end."""
    match = _SUFFIX.search(title) if title else None
    if title and match and outlet and fold(match["site"]) == fold(outlet):
        return title[: match.start()].strip()
    return title


def _heading(tree: Any, outlet: str | None) -> str | None:
    """The longest h1 element, else the title element without the name of the site."""
    heads = [" ".join((e.text_content() or "").split()) for e in tree.iter("h1")]
    longest = max(heads, key=len, default="")
    if len(longest.split()) >= 3:
        return longest
    titles = (" ".join((e.text or "").split()) for e in tree.iter("title"))
    title = next((t for t in titles if t), None)
    match = _SUFFIX.search(title) if title else None
    if title and match and (not outlet or fold(match["site"]) == fold(outlet)):
        return title[: match.start()].strip()
    return title or longest or None
