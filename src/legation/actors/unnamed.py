"""Holders of offices whom the text does not name, by the tables: "the French president".

Nobody is named so unless the words mean one person in a country, nothing else stands in the
phrase, the text gives that office to nobody, and a source that can be cited has one person in it on
all days that the sentence is about.
"""

from __future__ import annotations

from legation.actors.scene import Draft, Scene
from legation.actors.titles import Phrase
from legation.language.words import members
from legation.nlp.syntax import children, is_predicate
from legation.nlp.tokens import Token
from legation.nlp.told_days import days_told
from legation.records import Actor, Kind
from legation.registry.known import Title

_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})
_POINTING = frozenset({"the", "its", "their"})


def holder_by_table(scene: Scene, phrase: Phrase) -> Actor | None:
    """Who holds the office of a definite phrase on the day that the sentence is about."""
    assert isinstance(phrase.entry, Title)
    owner = _owner(scene, phrase)
    if owner is None or owner.country is None or not _is_definite(scene, phrase, owner):
        return None
    words = scene.doc[phrase.words : phrase.end].text
    return holder_of(scene, words, owner.country, phrase.head)


def holder_of(scene: Scene, words: str, country: str, at: Token) -> Actor | None:
    """Who holds the office of a country that the words mean, on the day told at the token."""
    title = scene.registry.sole_title(words, country)
    days = days_told(at, scene.times, scene.on) if title is not None else None
    if title is None or days is None:
        return None
    return scene.registry.cited_holder(title, country, *days)


def _owner(scene: Scene, phrase: Phrase) -> Draft | None:
    """The one state whose office it is: not a region, a company or a person of the country."""
    pronoun = next(iter(children(phrase.head, "poss")), None)
    if not phrase.owners and pronoun is not None and pronoun.lower_ in _POINTING:
        owners = [scene.taken[pronoun.i]] if pronoun.i in scene.taken else []
    else:
        owners = phrase.owners
    if len(owners) != 1 or owners[0].kind not in _STATES:
        return None
    return owners[0]


def _is_definite(scene: Scene, phrase: Phrase, owner: Draft) -> bool:
    """Whether the phrase is the owner and the office alone, and stands for somebody.

    "The French president" does; "a French president", "French presidents", "the first French
    president", "the Brazilian federation president" do not, and "was elected French president"
    says what somebody became.
    """
    if phrase.plural or phrase.prefix is not None or phrase.body is not None:
        return False
    inside = range(phrase.start, phrase.words)
    alone = all(i in _tokens(owner) or scene.doc[i].lower_ in _LINKS for i in inside)
    if not alone or is_predicate(phrase.head) or _is_named_beside(scene, phrase):
        return False
    before = scene.doc[phrase.start - 1] if phrase.start else None
    own = {*range(phrase.words, phrase.end), *_tokens(owner)}
    words = children(phrase.head, "det", "predet", "nummod", "amod")
    opens = {word.lower_ for word in words if word.i not in own}
    unsure = before is not None and before.lower_ in members("unsure_determiners")
    return opens <= _POINTING and not unsure


def _tokens(draft: Draft) -> range:
    return range(draft.start, draft.end)


_LINKS = frozenset({"'s", "’s", "'", "’", "the"})


def _is_named_beside(scene: Scene, phrase: Phrase) -> bool:
    """Whether a person's name stands beside: "the French president, Anna Berg, said"."""
    doc = scene.doc
    for i, step in ((phrase.end, 1), (phrase.start - 1, -1)):
        while 0 <= i < len(doc) and doc[i].text in _BESIDE:
            i += step
        if 0 <= i < len(doc) and (scene.person_at(i) or _is_person(scene, i)):
            return True
    return False


_BESIDE = frozenset({",", "(", ")", "-", "–", "—", ":", "the", "The"})


def _is_person(scene: Scene, i: int) -> bool:
    draft = scene.taken.get(i)
    return draft is not None and draft.kind is Kind.PERSON and draft.role is None
