"""What the recogniser takes for a name and is nobody's: words, faiths, titles of works.

"Insomnia did not help", "DESPAIR hung over the town", "prejudice against Islam", "the author of The
Salt Road".
"""

from __future__ import annotations

from functools import cache

from legation.actors.scene import Scene
from legation.folding import name_key
from legation.language.nouns import is_noun, noun_classes
from legation.language.words import members
from legation.nlp.tokens import Span, Token
from legation.registry.sorts import sort_of
from legation.tables import rows

_LONG_WORD = 4  # letters of a word in capitals; shorter ones are initials


def is_unreal(scene: Scene, span: Span) -> bool:
    """Whether the words name a faith, an idea or a work: neither anybody nor a place."""
    return name_key(span.text) in members("named_but_nobody") or is_work(scene, span)


def is_nobody(scene: Scene, span: Span) -> bool:
    """Whether the words of an entity are those of no person or body."""
    if is_unreal(scene, span) or _is_idea(span) or _is_occasion(scene, span):
        return True
    if span.text == "I" or (span.start and _is_end_of_word(scene, span)):
        return True
    if _is_shouted(scene, span) or _is_a_word(scene, span):
        return True
    head = span.root.head  # "Pantsir-S missiles"
    arms = is_noun(head.lemma_.lower(), "weapon") and not head.text[:1].isupper()
    return arms and span.root.dep_ == "compound" and head.i >= span.end


def _is_idea(span: Span) -> bool:
    """Whether the one word, or the last, is that of an idea: "Islamophobia", "Bin Ladenism"."""
    last = span[-1].lower_
    ends = tuple(members("ends_of_words_for_ideas"))
    return last.endswith(ends) and not span[-1].text.isupper() and len(last) > len("schism")


def _is_occasion(scene: Scene, span: Span) -> bool:
    """Whether it is called as a day, a law or a war is: "International Women's Day"."""
    last = span[-1].lower_
    return len(span) > 1 and last in members("ends_of_names_of_nobody") and span[-1].text.istitle()


def _is_end_of_word(scene: Scene, span: Span) -> bool:
    """Whether it is the rest of a word with hyphens in small letters before: "Whack-a-Mole"."""
    before = scene.doc[span.start - 1]
    return before.text == "-" and span.start > 1 and scene.doc[span.start - 2].text.islower()


def _is_shouted(scene: Scene, span: Span) -> bool:
    """Whether the words are words in capitals, as a story or a sentence may open with."""
    words = [t for t in span if t.text.isalpha()]
    if not words or not all(t.text.isupper() for t in words):
        return False
    if sum(len(t.text) for t in words) < _LONG_WORD or sort_of(scene.registry, span.text.lower()):
        return False
    after = scene.doc[span.end] if span.end < len(scene.doc) else None
    shout = len(words) > 1 and after is not None and after.text[:1] == "!"
    return shout or (span.start == span.root.sent.start and all(_is_common(t) for t in words))


def _is_common(token: Token) -> bool:
    """Whether a word in capitals is a common noun, and no group of people."""
    word = token.lower_
    return bool(noun_classes(word)) and not is_noun(word, "group")


def _is_a_word(scene: Scene, span: Span) -> bool:
    """Whether one word opens its sentence and is a common noun of nobody: "Insomnia did not".

    So is one that is said to be ours: "our Country".
    """
    token = span[0]
    if len(span) == 1 and token.i == token.sent[0].i and token.tag_ in {"VBN", "VBG"}:
        return True  # "Crammed into a bus"
    if len(span) > 1 or not token.text.istitle() or not noun_classes(token.lower_):
        return False
    if not any(is_noun(token.lower_, name) for name in members("classes_of_no_party")) or _speaks(
        token
    ):
        return False
    before = scene.doc[token.i - 1] if token.i else None
    if before is not None and before.dep_ == "poss" and before.pos_ == "PRON":
        return True
    opens = before is None or token.i == token.sent[0].i or before.text in {"“", '"', "‘"}
    after = scene.doc[token.i + 1] if token.i + 1 < len(scene.doc) else None
    named_again = any(
        t.text == token.text and t.i != t.sent[0].i
        for t in (scene.doc[i] for i in scene.words.among(frozenset({token.lower_})))
    )
    return opens and after is not None and after.text.islower() and not named_again


def _speaks(token: Token) -> bool:
    """Whether it does what is only told of somebody: "Amnesty accused", "Target said"."""
    subject = token.dep_ in {"nsubj", "nsubjpass"}
    return subject and token.head.lemma_.lower() in _verbs_of_speech()


@cache
def _verbs_of_speech() -> frozenset[str]:
    table = rows("language/en/cues.csv")
    return frozenset(row["lemma"] for row in table if row["pos"] == "verb")


def is_work(scene: Scene, span: Span) -> bool:
    """Whether it is the title of a work: "the novel X", "the author of X", "his poem, X,"."""
    doc, at = scene.doc, span.start - 1
    while at >= 0 and doc[at].lower_ in members("words_before_titles_of_works"):
        at -= 1
    if at < 0:
        return False
    apposed = doc[at].text == ","
    noun = doc[at - 1] if apposed and at else doc[at]
    if noun.lower_ == "of" and not apposed:
        return at > 0 and doc[at - 1].lemma_.lower() in members("authors")
    if noun.lemma_.lower() not in members("works") or noun.text[:1].isupper():
        return False
    after = doc[span.end].text if span.end < len(doc) else "."
    speaks = span.root.dep_ in {"nsubj", "nsubjpass"}
    return not speaks if not apposed else after in {",", "."} and not speaks
