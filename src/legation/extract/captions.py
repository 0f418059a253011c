"""Captions and picture credits: `A street in Kyiv (AP Photo/Ann Lee)`, `Photo: Ann Lee`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from legation.language.agencies import agency_named

LONGEST = 90  # words: a longer block is no caption

_PICTURE = r"(?:photo(?:graph)?s?|picture|image|pic|foto|video|map|graphic|illustration)"
_KIND = rf"(?:(?:file|archive|archival|handout|courtesy|screen|pool|undated)[ -])?{_PICTURE}"
_LABEL = (
    rf"(?:\b{_KIND}(?: by|: ?by|(?: credit| source| courtesy)?:|(?= ©)| courtesy of)|"
    rf"\b(?:credits?|courtesy)(?:: ?|\.\.\.| of | to )|©|\(c\) |\b(?:image|photo) source,)"
)
_LABELLED = re.compile(
    rf"(?P<before>(?:^|[\s|.,;(\[\"”’)])(?:\w+ )?)(?P<label>{_LABEL})\s*"
    rf"(?P<credit>[^()\[\]]{{2,90}}?)[)\]]?\.?$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*[(\[](?P<credit>[^()\[\]]{2,90})[)\]]\.?$")
_WRAPPED = re.compile(rf"^\[(?:{_PICTURE}|caption): ?(?P<inner>.+)\]$", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(
    r"(?P<before>.*[.!?”\"’]\s+)(?P<credit>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}"
    r"(?: ?/ ?[A-Z][\w.’' &-]{1,40}){1,2}|[A-Z][\w .’'-]{0,40}Getty Images|[A-Z]{2,5} Photo)$",
    re.DOTALL,
)
_CREDIT_WORDS = re.compile(
    rf"/|\b(?:{_PICTURE}|handout|courtesy|getty|shutterstock|pool|stringer|archive|via|supplied|"
    r"file|screengrab|screenshot)\b",
    re.IGNORECASE,
)
_STRIPPED = re.compile(rf"^{_KIND}[: ]+|[ ,]+{_KIND}$", re.IGNORECASE)
_ONLY = re.compile(rf"^[(\[]?(?:{_LABEL})\s*(?P<credit>.{{2,90}}?)[)\]]?$", re.IGNORECASE)
_SIGN = re.compile(
    r"[/©)\]]|hoto|mage|icture|redit|ourtesy|ideo|[Ff]oto|[Mm]ap\b|PHOTO|IMAGE|CREDIT"
)
_FINAL = re.compile(r"[\s|,;(\[–—-]+$")


@dataclass(frozen=True)
class Credited:
    """A caption in a text: where its words and its credit stand (`text` may be empty)."""

    text: tuple[int, int]
    credit_at: tuple[int, int]
    credit: str


def read_caption(text: str) -> Credited | None:
    """The caption and credit that a block is, or `None` where nobody is credited."""
    if _SIGN.search(text) is None or len(text.split()) > LONGEST:
        return None
    wrapped = _WRAPPED.match(text)
    shift = wrapped.start("inner") if wrapped else 0
    inner = wrapped["inner"] if wrapped else text
    found = _only(inner) or _labelled(inner) or _bracketed(inner) or _bare(inner)
    if found is None:
        return None
    (start, end), (first, last) = found.text, found.credit_at
    return Credited((start + shift, end + shift), (first + shift, last + shift), found.credit)


def plain_credit(credit: str) -> str:
    """A credit without the words that only say it is one: `AA Photo` is AA."""
    credit = credit.strip(" .,;|")
    head, slash, tail = credit.partition("/")
    bare = _STRIPPED.sub("", head.strip()).strip()
    if bare != head.strip() and agency_named(bare):
        return f"{bare}{slash}{tail}" if slash else bare
    return re.sub(rf"^{_KIND}(?: by|:)\s*", "", credit, flags=re.IGNORECASE)


def _only(text: str) -> Credited | None:
    match = _ONLY.match(text)
    if not match or len(match["credit"].split()) > 8 or ". " in match["credit"].strip(". "):
        return None
    return Credited((0, 0), match.span("credit"), plain_credit(match["credit"]))


def _labelled(text: str) -> Credited | None:
    match = _LABELLED.search(text)
    if not match or len(match["credit"].split()) > 9 or match["credit"][0].islower():
        return None
    before, sign = match["before"], match["label"][0] in "©("  # "Gustavo Petro © AP"
    own = sign or _is_word_of_caption(before)
    kept = match.start() + len(before) if own else match.start()
    start, end = 0, _trimmed(text, kept)
    return Credited((start, end), match.span("credit"), plain_credit(match["credit"]))


def _is_word_of_caption(before: str) -> bool:
    """Whether what stands before the label belongs to the caption (`Ledger photo by` does not)."""
    return not before.strip(" |.,;([").istitle()


def _bracketed(text: str) -> Credited | None:
    match = _BRACKETED.search(text)
    if not match or match.start() < 3:
        return None
    credit = match["credit"]
    credible = agency_named(credit) or (_CREDIT_WORDS.search(credit) and len(credit.split()) <= 12)
    if not credible or not credit[0].isupper():
        credible = re.match(_KIND, credit, re.IGNORECASE) is not None
    if not credible:
        return None
    return Credited((0, match.start()), match.span("credit"), plain_credit(credit))


def _bare(text: str) -> Credited | None:
    match = _BARE.match(text)
    if not match or len(text.split()) > 60:
        return None
    return Credited(
        (0, _trimmed(text, match.start("credit"))),
        match.span("credit"),
        plain_credit(match["credit"]),
    )


def _trimmed(text: str, end: int) -> int:
    """The end without marks that part a caption from its credit."""
    return len(_FINAL.sub("", text[:end]))
