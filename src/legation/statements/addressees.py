"""Whom a report is addressed to and through what: "said to reporters", "in a letter to".

The channel is how it reached the public: a press conference, a letter, social media.
"""

from __future__ import annotations

from legation.language.nouns import is_noun
from legation.statements.report import Report
from legation.statements.speakers import agent_nouns, channel_words, source_nouns
from legation.statements.tree import Tree


def addressee_of(t: Tree, report: Report) -> int | None:
    """The head of the phrase for who is told, accused or thanked, written to or phoned."""
    if report.addressee is not None and _is_ordered(t, report):
        return None
    if report.addressee is not None or report.cue.pos != "VERB":
        return report.addressee
    i = report.at
    return _done_to(t, i, report) or _to_phrase(t, i) or _through(t, i)


def _is_ordered(t: Tree, report: Report) -> bool:
    """Whether the one asked is what is asked for: "ordered a five-hour pause to begin"."""
    k = report.addressee
    if k is None or report.cue.act not in _ASKING or t.pos[k] != "NOUN":
        return False
    noun = t.lemma_of(k)
    if noun in agent_nouns() or noun in source_nouns():
        return False
    return any(is_noun(noun, name) for name in ("event", "idea", "phenomenon", "quantity", "state"))


_ASKING = frozenset({"asks", "demands", "orders", "requests", "urges"})


def to_addressee(t: Tree, i: int, report: Report) -> None:
    """Name the person told: "said to reporters"."""
    if report.addressee is None and "to_addr" in report.cue.frames:
        report.addressee = _to_phrase(t, i)


def _done_to(t: Tree, i: int, report: Report) -> int | None:
    """Who is accused, thanked or promised something: the object of the cue, or its dative."""
    objects = [k for k in t.kids[i] if k > i and t.dep[k] in {"dobj", "dative"}]
    objects = [k for k in objects if t.pos[k] in {"NOUN", "PROPN", "PRON"}]
    if not objects or report.passive:
        return None
    if report.frame == "blames" or report.cue.act in _DONE_TO:
        return objects[0]
    return objects[0] if t.dep[objects[0]] == "dative" else None


_SPOKEN_TO = frozenset("apologise apologize appeal complain explain reply say write".split())
_DONE_TO = frozenset({"congratulates", "thanks"})


def _to_phrase(t: Tree, i: int) -> int | None:
    if t.lemma_of(i) not in _SPOKEN_TO:
        return None
    for k in t.kids[i]:
        if t.dep[k] in {"prep", "dative"} and t.low[k] == "to":
            return t.kid(k, "pobj")
    return None


def _through(t: Tree, i: int) -> int | None:
    """Who is at the other end of the channel: "in a letter to", "in a phone call with"."""
    for prep in t.kids[i]:
        if t.dep[prep] != "prep" or t.low[prep] not in _THROUGH:
            continue
        for noun in t.kids[prep]:
            if t.dep[noun] != "pobj" or not (_TALKS | channel_words().keys()) & {t.lemma_of(noun)}:
                continue
            for k in t.kids[noun]:
                spot = k if t.dep[k] == "prep" else t.kid(k, "prep", "dative")
                if spot is None or t.low[spot] not in {"to", "with"}:
                    continue
                if spot is k or t.lemma_of(k) in _SENT:
                    return t.kid(spot, "pobj")
    return None


_THROUGH = frozenset("by during in on over via".split())
_TALKS = frozenset("call conversation meeting phone talk talks telephone".split())
_SENT = frozenset("address give publish send write".split())


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
