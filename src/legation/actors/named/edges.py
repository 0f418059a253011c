"""Where a name begins and where it ends: what the recogniser left out, or took in too much."""

from __future__ import annotations

from legation.actors.scene import Scene
from legation.folding import name_key
from legation.language.words import members
from legation.nlp.tokens import Span, Token
from legation.registry.wordings import Title


def is_only_title(scene: Scene, start: int, end: int) -> bool:
    """Whether the words are a title that was taken for a name ("Crown Prince")."""
    words = tuple(name_key(token.text) for token in scene.doc[start:end])
    return any(isinstance(phrase, Title) for phrase in scene.registry.phrasing(words))


def name_tokens(scene: Scene, ent: Span) -> tuple[int, int]:
    """The entity with the names it lost, without titles, possessives and lower-case edges."""
    doc, start, end = scene.doc, ent.start, ent.end
    while start < end and _opens(doc[start]):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text[:1].isalpha()):
        end -= 1
    while start < end and is_title(scene, doc[start]):
        start += 1
    while end - start > 2 and (
        scene.at(end - 1) is not None or doc[end - 1].lower_ in members("nouns_of_bylines")
    ):
        end -= 1
    if end > start:
        sent = scene.sentence(start)
        while start > sent.start and _continues(scene, doc[start - 1], doc[start]):
            start -= 1
        while end < sent.end and _continues(scene, doc[end], doc[end - 1]):
            end += 1
    return start, end


def _opens(token: Token) -> bool:
    """Whether the word only stands before a name: "Inside Baghouz", "the late Sharon"."""
    if not token.text[:1].isupper():
        return token.pos_ != "PROPN"
    return token.lower_ in members("sentence_openers") and token.i == token.sent[0].i


def is_title(scene: Scene, token: Token) -> bool:
    """Whether a word is an office or a courtesy title, and no part of the name after it."""
    return name_key(token.text).rstrip(".") in members("courtesy_titles") or scene.registry.is_word(
        token.lower_
    )


def _continues(scene: Scene, token: Token, name: Token) -> bool:
    """Whether the token belongs to the name beside it though the recogniser left it out."""
    if token.i in scene.taken or token.ent_type_ not in {"", "PERSON"} or token.pos_ != "PROPN":
        return False
    if not (token.text[:1].isupper() and token.text.isalpha() and not token.text.isupper()):
        return False
    joined = token.head in (name, name.head) or name.head == token
    return joined and not is_title(scene, token)
