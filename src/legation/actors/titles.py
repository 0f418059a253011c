"""Titles and agent nouns in a text, with their prefixes and whose they are.

"The former Turkish defence minister", "riot police in the capital", "head of the central bank".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from legation.actors.folding import fold
from legation.actors.known import Agent, Title
from legation.actors.scene import Draft, Scene
from legation.nlp.syntax import children, phrase_start
from legation.records import Kind

PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_OWNED_BY = frozenset({"of", "for", "from", "in", "to"})
_HOME_SECTORS = frozenset(
    "GOV COP JUD LEG OPP PTY CVL EDU LAB AGR REL REF SOC BUS ETH CRM REB PRM JRN MED".split()
)


@dataclass(slots=True)
class Phrase:
    """A title or agent noun found in the text."""

    start: int  # first token of the noun phrase, modifiers included, article excluded
    words: int  # first token of the title or noun itself
    end: int  # token after its last
    head: Token
    entry: Agent | Title
    country: str | None = None
    body: Draft | None = None
    prefix: str | None = None


def find_phrases(scene: Scene) -> list[Phrase]:
    """Every title and agent noun of the tables that heads a phrase, in text order."""
    words = [(fold(t.lower_), t.lemma_.lower()) for t in scene.doc]
    known = scene.registry.phrases
    out, reach = [], 0
    for i, (word, lemma) in enumerate(words):
        if i < reach or i in scene.taken or not (word in known or lemma in known):
            continue
        found = _longest(scene, words, i)
        if found is not None:
            out.append(found)
            _complete(scene, found)
            reach = found.end
    return out


def _longest(scene: Scene, words: list[tuple[str, str]], i: int) -> Phrase | None:
    """The longest title or agent noun that begins at the token and heads a phrase."""
    doc = scene.doc
    options = [e for w in sorted(set(words[i])) for e in scene.registry.phrases.get(w, ())]
    if words[i][0] != words[i][1]:
        options.sort(key=lambda e: (-len(e.words), isinstance(e, Agent)))
    for entry in options:
        end = i + len(entry.words)
        if end > len(doc) or any(
            want not in words[j] for j, want in enumerate(entry.words[1:], i + 1)
        ):
            continue
        head = doc[i] if end == i + 1 else doc[i:end].root
        if end == i + 1 and words[i][1] in _GENERIC:
            continue
        if head.pos_ not in {"NOUN", "PROPN"} and not (
            head.pos_ == "ADJ" and head.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass"}
        ):
            continue
        if not scene.free(i, end) or _inside_body(scene, i, end):
            continue
        if _modifies_noun(head, entry, doc[end] if end < len(doc) else None):
            continue
        return Phrase(i, i, end, head, entry)
    return None


_GENERIC = frozenset({"country", "nation", "state", "side", "counterpart", "media", "member"})


def _inside_body(scene: Scene, start: int, end: int) -> bool:
    """Whether the words are part of a longer unknown name ("Red Crescent Society")."""
    for token in scene.doc[start:end]:
        if token.ent_type_ != "ORG":
            return False
    ent = scene.ent_at[start]
    return end <= ent.end and any(
        t.pos_ == "PROPN" and t.i not in scene.taken and t.text[:1].isupper()
        for t in ent
        if not start <= t.i < end
    )


def _modifies_noun(head: Token, entry: Agent | Title, following: Token | None) -> bool:
    """Whether the noun only modifies a common noun after it ("police station")."""
    if head.dep_ not in {"compound", "amod", "nmod"} or following is None:
        return False
    if isinstance(entry, Title) and head.head.pos_ == "PROPN":
        return False
    return head.head.i > head.i and head.head.pos_ == "NOUN"


def _complete(scene: Scene, phrase: Phrase) -> None:
    """Find the start of the noun phrase, prefixes ("former"), and whose it is."""
    doc = scene.doc
    start = phrase.words
    left = min(phrase_start(phrase.head), start) if phrase.head.i < phrase.end else start
    for i in range(start - 1, max(left, start - 8) - 1, -1):
        token = doc[i]
        if token.pos_ in _OUTSIDE and (token.text not in {"-", "and"} or token.dep_ == "ROOT"):
            break
        if token.dep_ in _COUNTING or (token.dep_ == "poss" and token.pos_ == "PRON"):
            break
        start = i
        effect = scene.registry.prefixes.get(token.lower_)
        if effect is not None:
            phrase.prefix = effect
        owner = scene.taken.get(i)
        if owner is not None:
            start = min(start, owner.start)
            _own(phrase, owner)
    phrase.start = start
    if phrase.country is None:
        _owner_after(scene, phrase)


_OUTSIDE = frozenset({"DET", "PUNCT", "VERB", "ADP", "SCONJ", "CCONJ", "AUX", "SPACE"})
_COUNTING = frozenset({"nummod", "quantmod", "advmod", "predet", "preconj", "npadvmod", "neg"})


def _own(phrase: Phrase, owner: Draft) -> None:
    if owner.kind in {Kind.ORGANISATION, Kind.MISSION, Kind.GROUP}:
        phrase.body = phrase.body or owner
    if owner.country and phrase.country is None:
        phrase.country = owner.country


def _owner_after(scene: Scene, phrase: Phrase) -> None:
    """Whose it is by what follows: "president of Serbia", "rebels in Congo"."""
    last = scene.doc[phrase.end - 1]
    for holder in {phrase.head.i: phrase.head, last.i: last}.values():
        for prep in children(holder, "prep"):
            if prep.lower_ not in _OWNED_BY or prep.i < phrase.words:
                continue
            for obj in children(prep, "pobj"):
                owner = scene.taken.get(obj.i)
                if owner is None or not (owner.country or owner.kind is Kind.ORGANISATION):
                    continue
                if prep.lower_ in {"in", "to"} and not _is_home(phrase.entry, prep.lower_):
                    continue
                if prep.lower_ == "to":  # "ambassador to Serbia" is not Serbia's
                    continue
                _own(phrase, owner)
                return


def _is_home(entry: Agent | Title, prep: str) -> bool:
    """Whether people of that kind found in a country are taken to be of it."""
    return prep == "in" and entry.sector in _HOME_SECTORS
