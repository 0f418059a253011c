"""Through what a statement reached the public: a press conference, a letter, social media."""

from __future__ import annotations

from legation.statements.report import Report
from legation.statements.speakers import channel_words
from legation.statements.tree import Tree

_BY_VERB = frozenset({"social media", "email"})  # "tweeted", but "reported" names no report
_PREPOSITIONS = frozenset("in on at by via through during over with to into".split())


_PAPERS = frozenset("herald mail message post record report".split())  # "in the Daily Post"


def channel_of(tree: Tree, report: Report) -> str | None:
    """The channel a cue names ("tweeted"), its phrase ("in a letter"), or its source's noun."""
    words = channel_words()
    own = words.get(tree.lemma_of(report.at))
    if own is not None and (report.cue.pos == "NOUN" or own in _BY_VERB):
        return own
    spots = [report.at] if report.light is None else [report.at, report.light]
    for spot in spots:
        for k in tree.kids[spot]:
            inner = tree.kids[k] if tree.dep[k] in {"dobj", "dative", "advcl"} else ()
            for prep in (k, *inner):
                if tree.dep[prep] == "prep" and tree.low[prep] in _PREPOSITIONS:
                    found = _under(tree, prep, words)
                    if found is not None:
                        return found
    if report.addressee is not None and (told := _meeting(tree, report.addressee, words)):
        return told  # "told a news conference that"
    source = report.source
    if source is None or tree.pos[source] == "PROPN":
        return None  # the Daily Post is no post
    return words.get(tree.lemma_of(source))


def _under(tree: Tree, prep: int, words: dict[str, str]) -> str | None:
    """The channel an object of the preposition names: its words in pairs, then one by one."""
    for obj in tree.kids[prep]:
        if tree.dep[obj] not in {"pobj", "pcomp"}:
            continue
        if tree.pos[obj] == "PROPN" and tree.low[obj] in _PAPERS:
            continue
        if (found := _named(tree, obj, words)) is not None:
            return found
    return None


def _meeting(tree: Tree, noun: int, words: dict[str, str]) -> str | None:
    """The channel that those who are told name: "told a news conference", no more than that."""
    return _named(tree, noun, words) if tree.lemma_of(noun) in _MEETINGS else None


_MEETINGS = frozenset("briefing conference".split())


def _named(tree: Tree, noun: int, words: dict[str, str]) -> str | None:
    """The channel a noun names, with the word before it or alone."""
    before = [k for k in tree.kids[noun] if tree.dep[k] in {"compound", "amod"}]
    names = [f"{tree.low[k]} {tree.low[noun]}" for k in before]
    names += [tree.lemma_of(noun), *(tree.low[k] for k in before), tree.low[noun]]
    return next((words[name] for name in names if name in words), None)
