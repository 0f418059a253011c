"""Where a name begins and where it ends: what the recogniser left out, or took in too much."""

from __future__ import annotations

from legation.actors.scene import Scene
from legation.folding import name_key
from legation.language.words import members
from legation.nlp.tokens import Span, Token
from legation.registry.cities import is_large_city
from legation.registry.gender import may_be_first_name
from legation.registry.known import Form


def is_only_title(scene: Scene, start: int, end: int) -> bool:
    """Whether the words are a title or noun taken for a name: "Crown Prince", "Green Beret"."""
    words = tuple(name_key(token.text) for token in scene.doc[start:end])
    return any(True for _ in scene.registry.phrasing(words))


def name_tokens(scene: Scene, ent: Span) -> tuple[int, int]:
    """The entity with the names it lost, without titles, possessives and lower-case edges."""
    doc, start, end = scene.doc, ent.start, ent.end
    while start < end and (_opens(doc[start]) or not doc[start].text[:1].isalpha()):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text[:1].isalpha()):
        end -= 1
    while end - start > 2 and _is_native(scene, start):
        start += 1  # "Spaniard Arges Artiaga"
    end = next((i for i in range(start + 1, end) if doc[i].text in MARKS), end)
    while start < end and is_title(scene, doc[start]) and not _is_first_name(scene, start, end):
        start += 1
    if 0 < start < end and start - 1 not in scene.taken and _is_first_name(scene, start - 1, end):
        start -= 1
    end = _before_role(scene, start, end)
    if (
        end - start > 2
        and doc[start + 1].text[:1].isupper()
        and is_large_city(doc[start].text)
        and not _is_given(doc[start])
    ):
        start += 1  # a caption: "Coventry Ada Pike Lind"
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


MARKS = frozenset({"•", "|", "·"})  # between the lines of a caption or a list of letters


def _is_given(token: Token) -> bool:
    return may_be_first_name(name_key(token.text))


def _is_native(scene: Scene, i: int) -> bool:
    found = scene.taken.get(i)
    return found is not None and found.form is Form.DEMONYM and found.end == i + 1


def _is_first_name(scene: Scene, i: int, end: int) -> bool:
    """Whether a title is somebody's first name: "Dean Evans, a farmer", "Shah Rukh Khan"."""
    doc = scene.doc
    named = doc[i].text.istitle() and doc[i].lower_ in members("titles_also_first_names")
    return named and end - i > 1 and not (i > 0 and doc[i - 1].lower_ == "the")


def _before_role(scene: Scene, start: int, end: int) -> int:
    """The end of a name without the role that a signature has after it: "A. Lind Co-secretary"."""
    doc, last = scene.doc, end - 1
    if last - start >= 2 and end + 1 < len(doc) and doc[end].text == "-":
        return last if is_title(scene, doc[end + 1]) else end  # "Ada Lind Co", "-", "secretary"
    if last - start < 2 or not is_title(scene, doc[last]):
        return end
    first = last - 2 if doc[last - 1].text == "-" else last
    after = doc[end].lower_ if end < len(doc) else "."
    signed = after in {",", "of", "at"} and not _is_given(doc[last])
    return first if signed and first - start >= 2 else end


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
