"""Through what a statement reached the public: a press conference, a letter, social media."""

from __future__ import annotations

from legation.statements.reported import Report
from legation.statements.speakers import channel_words
from legation.statements.tree import Tree

_PREPOSITIONS = frozenset("in on at by via through during over with to into".split())


def channel_of(tree: Tree, report: Report) -> str | None:
    """The channel a cue names ("tweeted"), its phrase ("in a letter"), or its source's noun."""
    words = channel_words()
    own = words.get(tree.lemma_of(report.at))
    if own is not None:
        return own
    spots = [report.at]
    if report.light is not None:
        spots.append(report.light)
    for spot in spots:
        for k in tree.kids[spot]:
            if tree.dep[k] == "prep" and tree.low[k] in _PREPOSITIONS:
                if (found := _under(tree, k, words)) is not None:
                    return found
            if tree.dep[k] in {"dobj", "dative", "advcl"}:
                for g in tree.kids[k]:
                    if tree.dep[g] == "prep" and tree.low[g] in _PREPOSITIONS:
                        if (found := _under(tree, g, words)) is not None:
                            return found
    if report.source is not None:
        return words.get(tree.lemma_of(report.source))
    return None


def _under(tree: Tree, prep: int, words: dict[str, str]) -> str | None:
    for obj in tree.kids[prep]:
        if tree.dep[obj] not in {"pobj", "pcomp"}:
            continue
        for k in (obj, *(k for k in tree.kids[obj] if tree.dep[k] in {"compound", "amod"})):
            pair = f"{tree.low[k]} {tree.low[obj]}" if k != obj else tree.lemma_of(obj)
            if pair in words:
                return words[pair]
        for k in tree.kids[obj]:
            if tree.dep[k] in {"compound", "amod"} and tree.low[k] in words:
                return words[tree.low[k]]
        if tree.low[obj] in words:
            return words[tree.low[obj]]
    return None
