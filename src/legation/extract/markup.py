"""The tree of an HTML page: what its markup states, its captions, and the text a reader sees."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from legation.extract.captions import read_caption
from legation.extract.dates import parse_day
from legation.extract.features import SENTENCE_END
from legation.extract.headings import headings, headline_of
from legation.extract.jsonld import Told, date_told, plain, read_json_ld
from legation.language.agencies import fold_line
from legation.records import Caption

log = logging.getLogger(__name__)

_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table td th time "
    "title tr ul".split()
)
_HIDDEN = frozenset("script style noscript template svg head iframe object select textarea".split())
_CAPTION = etree.XPath(
    "//figcaption | //*[contains(@class, 'caption')][not(.//p[2])]"
    "[not(ancestor::figcaption)][string-length(normalize-space(.)) < 600]"
)
_META = {
    "headline": ("og:title", "twitter:title", "headline", "dc.title", "sailthru.title"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified"),
    "url": ("og:url",),
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
_CLASSES = etree.XPath("//@class", smart_strings=False)
_AUTHORS = (
    etree.XPath("//*[@itemprop='author']"),
    etree.XPath("//a[contains(concat(' ', @rel, ' '), ' author ')]"),
)
_NAMES = etree.XPath(".//*[@itemprop='name']")
_FOLLOWING = etree.XPath("following::*[self::p or self::h2 or self::h3][1]")
_GALLERY = etree.XPath(
    "//*[contains(@class, 'slideshow') or contains(@class, 'gallery')]//p[not(.//p)]"
)
_TEASER = etree.XPath("//*[contains(@class, 'teaser')]")
_TOP_ARTICLES = etree.XPath("//article[not(ancestor::article)]")
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(?P<url>https?://[^\s<>]+)\s*-->")
_WEB = re.compile(r"https?://[^\s<>\"']{4,2000}")
# Parsers take the square of the number of attributes: a tag so long is kept without them.
_ENDLESS_FROM = 100_000
_ENDLESS = re.compile(r"<([a-zA-Z][\w-]{0,30})[\s/][^<>]{100000,}>")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ARTICLE_WORDS = 30  # of an article element beside others, to be taken for the page's own
_PROSE_WORDS = 12


def strip_head(tree: Any) -> None:
    """Take out of the head what holds no text of the page: each later copy is the smaller for it.

    JSON-LD stays, which trafilatura asks whether the page is a forum.
    """
    for head in tree.iter("head"):
        for element in list(head.iterchildren("meta", "link", "style", "script", "base")):
            if not len(element) and "json" not in (element.get("type") or ""):
                element.drop_tree()


def visible_text(tree: Any) -> str:
    """The text a reader sees, one block a line."""
    parts: list[str] = []
    add = parts.append
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _HIDDEN:
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                add("\n")
            if text := element.text:
                add(_flat(text))
        else:
            if event == "end" and tag in _BLOCKS:
                add("\n")
            if (tail := element.tail) and element is not tree:
                add(_flat(tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _flat(text: str) -> str:
    """A text on one line; other blanks are made one where the line is put together."""
    return text.replace("\n", " ") if "\n" in text else text


def without_endless_tags(text: str) -> str:
    """A page whose tags with more than 100,000 characters are kept without their attributes."""
    return _ENDLESS.sub(r"<\1>", text) if len(text) > _ENDLESS_FROM else text


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
    """What JSON-LD states, filled up from microdata, meta elements and headings."""
    scripts = [
        s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower()
    ]
    meta = _meta(tree)
    heads = [line for e in headings(tree) if (line := _line(e))]
    titles = [title for e in tree.iter("title") if (title := plain(e.text or ""))]
    address = _address(tree, meta.get("url"))
    told = read_json_ld(
        scripts,
        addresses=[address] if address else [],
        titles=[*heads, *titles, meta.get("headline", "")],
    )
    outlet = told.outlet or meta.get("outlet")
    stated = [text for text in (told.headline, meta.get("headline")) if text]
    logos = {_line(e) for e in tree.iter("h1")}.difference(heads)
    sites = [site for site in (told.outlet, meta.get("outlet"), *logos) if site]
    authors = told.authors or _authors(tree) or ((meta["author"],) if "author" in meta else ())
    published = told.published or date_told(meta.get("published"))
    return replace(
        told,
        headline=headline_of(stated, heads, titles, sites),
        authors=authors,
        published=_shown(tree, published) or published,
        modified=told.modified or meta.get("modified"),
        section=told.section or meta.get("section"),
        outlet=outlet,
        language=told.language or tree.getroottree().getroot().get("lang"),
        url=address or (told.url if told.url and _WEB.fullmatch(told.url) else None),
    )


def saved_from(raw: str) -> str | None:
    """The address that browsers write into a page they save."""
    found = _SAVED.search(raw[:2000])
    return found["url"] if found else None


def _address(tree: Any, stated: str | None) -> str | None:
    """The page's own address on the web: its canonical one, else what `og:url` says."""
    links = (
        e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower()
    )
    found = (url.strip() for url in (*links, stated) if url)
    return next((url for url in found if _WEB.fullmatch(url)), None)


def _line(element: Any) -> str:
    if not len(element) and element.tag not in _HIDDEN:
        return " ".join((element.text or "").split())
    return " ".join(visible_text(element).split())


def _authors(tree: Any) -> tuple[str, ...]:
    """The authors of the microdata, or those whose pages the story links as its authors'."""
    for authors in _AUTHORS:
        named = []
        for element in authors(tree)[:20]:
            inner = _NAMES(element)
            told = inner[0] if inner else element
            text = plain(told.get("content") or "") or _line(told)
            if 0 < len(text.split()) <= 8:
                named.append(text)
        if named:
            return tuple(dict.fromkeys(named))
    return ()


def _shown(tree: Any, published: str | None) -> str | None:
    """The day that a page shows, by its own clock, for the moment it was published."""
    if not published or "T" not in published:
        return None
    for element in tree.iter("time"):
        if (element.get("datetime") or "")[:16] == published[:16]:
            day = parse_day(_line(element))
            if day:
                return day.isoformat()
    return None


def classes_of(tree: Any) -> str:
    """The classes of all elements, one after another: where a name is missing none has it."""
    return " ".join(_CLASSES(tree))


def one_story(tree: Any, headline: str | None) -> None:
    """Take out of the tree the other articles of a page that has several with headlines."""
    stories = {}
    for element in _TOP_ARTICLES(tree):
        head = next(element.iter("h1"), None)
        if head is not None:
            stories[element] = fold_line(_line(head))
    if len(stories) < 2:
        return
    own = [e for e, head in stories.items() if head == fold_line(headline or "")]
    if len(own) != 1 or sum(len(_line(p).split()) for p in own[0].iter("p")) < _ARTICLE_WORDS:
        return
    for element in stories:
        if element is not own[0]:
            element.drop_tree()


def open_up(tree: Any, classes: str) -> None:
    """Make plain paragraphs of prose that stands as preformatted text or is called a teaser.

    `classes` are those of the page.
    """
    for element in list(tree.iter("pre")):
        parts = [" ".join(p.split()) for p in _BLANK_LINE.split(element.text_content())]
        prose = [p for p in parts if len(p.split()) >= _PROSE_WORDS and p.endswith(SENTENCE_END)]
        if len(prose) < 2:
            continue
        tail = element.tail
        element.clear()
        element.tag, element.tail = "div", tail
        for part in filter(None, parts):
            etree.SubElement(element, "p").text = part
    for element in _TEASER(tree) if "teaser" in classes else ():
        lines = [_line(p) for p in element.iter("p")]
        prose = [p for p in lines if len(p.split()) >= _PROSE_WORDS and p.endswith(SENTENCE_END)]
        if len(prose) > 1 and not any(True for _ in element.iter("a", "h2", "h3", "h4")):
            del element.attrib["class"]


def teasers(tree: Any) -> frozenset[str]:
    """The first paragraphs, folded, under headings that are links to other pages."""
    found = set()
    for element in tree.iter("h2", "h3", "h4"):
        text = _line(element)
        if len(text.split()) < 4:
            continue
        linked = " ".join(_line(a) for a in (*element.iter("a"), *element.iterancestors("a")))
        if text not in linked:
            continue
        following = next(iter(_FOLLOWING(element)), None)
        if following is not None and following.tag == "p":
            found.add(fold_line(_line(following)))
    return frozenset(found)


def _meta(tree: Any) -> dict[str, str]:
    given: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = plain(element.get("content") or "")
        if content and (not content.startswith("http") or key.lower() == "og:url"):
            given.setdefault(key.strip().lower(), content)
    found = {}
    for name, keys in _META.items():
        value = next((given[key] for key in keys if key in given), None)
        if value:
            found[name] = value
    return found


def take_captions(tree: Any, classes: str) -> tuple[Caption, ...]:
    """The captions of figures, each once; their elements are taken out of the tree.

    `classes` are those of the page.
    """
    found: dict[str, Caption] = {}
    shows = "slideshow" in classes or "gallery" in classes
    pictures = [p for p in _GALLERY(tree) if read_caption(_line(p))] if shows else []
    figures = "caption" in classes or next(tree.iter("figcaption"), None) is not None
    for element in (*(_CAPTION(tree) if figures else ()), *pictures):
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
