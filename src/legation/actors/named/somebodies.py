"""People whom the recogniser takes for a body or a place, by what the text says beside the name."""

from __future__ import annotations

from functools import cache

from legation.actors.named.namesakes import is_introduced
from legation.actors.scene import Scene
from legation.folding import name_key
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.tokens import Span, Token
from legation.registry.cities import is_large_city
from legation.registry.gender import may_be_first_name
from legation.registry.sorts import sort_of
from legation.registry.wordings import Agent
from legation.tables import rows

_LONGEST = 4  # words of a name


def is_somebody(scene: Scene, ent: Span) -> bool:
    """Whether a name that is taken for a body or place is a person's.

    It is where an age or a description in a word follows, where a role stands right before a
    known first name, or where the text later lets the last word alone speak: "Saratova says".
    """
    if not _may_be_name(scene, ent):
        return False
    given = may_be_first_name(name_key(ent[0].text))
    if is_introduced(scene, ent[-1]) and (given or _has_age(scene, ent)):
        return True
    return (given and _is_role(scene, ent)) or _speaks_alone(scene, ent)


def _may_be_name(scene: Scene, ent: Span) -> bool:
    """Whether it is two words or more as people have them, and no town's or body's."""
    if not 2 <= len(ent) <= _LONGEST or not scene.free(ent.start, ent.end):
        return False
    if not all(t.text[:1].isupper() and (t.text.isalpha() or t.text == "-") for t in ent):
        return False
    if any(t.text.isupper() and len(t.text) > 1 for t in ent):
        return False
    before = scene.doc[ent.start - 1].lower_ if ent.start else ""
    if before == "the" or sort_of(scene.registry, ent.text) is not None or is_large_city(ent.text):
        return False
    last = ent[-1].lower_
    thing = any(is_noun(last, name) for name in ("group", "place", "act"))
    return not thing and last not in members("ends_of_names_of_bodies")


def _has_age(scene: Scene, ent: Span) -> bool:
    after = scene.doc[ent.end : ent.end + 2]
    return len(after) == 2 and after[0].text in {",", "("} and after[1].text.isdigit()


def _is_role(scene: Scene, ent: Span) -> bool:
    """Whether a noun for one person stands right before: "activist Ada Lind", "Mayor Ada Lind"."""
    if not ent.start:
        return False
    word = scene.words.lower[ent.start - 1]
    if word.rstrip(".") in members("courtesy_titles"):
        return True
    return any(not isinstance(p, Agent) or p.human for p in scene.registry.phrasing([word]))


def _speaks_alone(scene: Scene, ent: Span) -> bool:
    """Whether the last word by itself is the subject of a verb of speech somewhere in the text."""
    last = ent[-1]
    return any(
        i not in range(ent.start, ent.end) and _is_speaker(scene.doc[i], last.text)
        for i in scene.words.among(frozenset({last.lower_}))
    )


def _is_speaker(token: Token, name: str) -> bool:
    if token.text != name or token.dep_ != "nsubj" or token.head.lemma_.lower() not in _speech():
        return False
    return not any(child.i < token.i for child in token.children)


@cache
def _speech() -> frozenset[str]:
    """The verbs of saying that take what is said as a clause or a quotation."""
    table = rows("language/en/cues.csv")
    return frozenset(r["lemma"] for r in table if r["pos"] == "verb" and "quote" in r["frames"])
