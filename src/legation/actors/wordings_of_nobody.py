"""Words like those of an office or agent that are none where they stand: "3 pm", "river bank"."""

from __future__ import annotations

from legation.actors.named.nobodies import is_work
from legation.actors.scene import Scene
from legation.language.words import members
from legation.nlp.syntax import children, conjunct_head
from legation.nlp.tokens import Doc, Token
from legation.registry.wordings import Agent, Phrasing, Title


def is_of_nobody(scene: Scene, i: int, end: int, head: Token, entry: Phrasing) -> bool:
    """Whether the words from a token to `end`, whose head is given, are no office and nobody."""
    doc = scene.doc
    if not scene.free(i, end) or _inside_body(scene, i, end):
        return True
    if _modifies_noun(head, entry, doc[end] if end < len(doc) else None):
        return True
    if _is_cut_short(doc[end - 1], head, end):
        return True
    if _is_hour(doc, i, entry) or _is_anybody(doc, i, entry):
        return True
    if _is_no_actor(doc, i, end) or _is_in_work(scene, i):
        return True
    return _opens_compound(scene, end) or _is_thing(head, entry)


def _is_no_actor(doc: Doc, start: int, end: int) -> bool:
    """Whether the noun with the word before it is no body or person: "river bank", "held hostage".

    Nor is what lies between two: "divisions over the law".
    """
    word = doc[end - 1].lemma_.lower()
    if start and f"{doc[start - 1].lower_} {word}" in members("phrases_of_no_actor"):
        return True
    if end == start + 1 and word in members("states_of_being_held"):
        verb = doc[start].head
        own = children(doc[start], "det", "nummod", "amod", "poss")
        return verb.lemma_.lower() in {"hold", "take"} and not own
    if word == "chief" and start and doc[start - 1].lower_ in {"in", "-"}:
        return True  # "comforter in chief"; the commander in chief is a title of its own
    if start and doc[start - 1].text == "-" and doc[start].text.isupper() and start > 1:
        return doc[start - 2].text.isupper() and len(doc[start].text) > 1  # "PORT-AU-PRINCE"
    if start > 1 and doc[start - 1].text == "-" and doc[start].text[:1].isupper():
        return doc[start - 2].lower_ in {"a", "o", "the"}  # "Whack-a-Mole"
    after = doc[end].lower_ if end < len(doc) else ""
    if word == "candidate" and _stands_for_nothing(doc, start, end):
        return True
    if word == "opposition" and after == "to":
        return True  # "opposition to the pact"
    return word == "division" and after in members("topic_prepositions") | {"between", "among"}


def _stands_for_nothing(doc: Doc, start: int, end: int) -> bool:
    """Whether no office is stood for: "a PhD candidate", "an odd candidate for a pardon"."""
    if start and doc[start - 1].lower_ in members("academic_degrees"):
        return True
    if end + 1 >= len(doc) or doc[end].lower_ != "for":
        return False
    goal = next((child for child in doc[end].children if child.dep_ == "pobj"), None)
    if goal is None or goal.text[:1].isupper() or goal.pos_ != "NOUN":
        return False
    return goal.lemma_.lower() not in members("what_candidates_stand_for")


def _is_in_work(scene: Scene, i: int) -> bool:
    """Whether a word with a large letter stands in the title of a work: "The Kite Runner"."""
    if not scene.doc[i].text[:1].isupper() or not i:
        return False
    start = i
    while start > 0 and i - start < _LONGEST_TITLE and scene.doc[start - 1].text[:1].isupper():
        start -= 1
    start += scene.doc[start].lower_ in {"the", "a"}
    return start < i and is_work(scene, scene.doc[start : i + 1])


_LONGEST_TITLE = 5  # words of a work's title before the noun for a person


def _is_hour(doc: Doc, i: int, entry: Phrasing) -> bool:
    """Whether "pm" tells the time; a prime minister is written "PM"."""
    return entry.words == ("pm",) and (
        not doc[i].text.isupper() or (i > 0 and doc[i - 1].text[:1].isdigit())
    )


def _is_anybody(doc: Doc, i: int, entry: Phrasing) -> bool:
    """Whether a word that is an office only of a body is told of no certain one: "one speaker"."""
    if " ".join(entry.words) not in members("offices_of_bodies"):
        return False
    if doc[i].text[:1].isupper() and i > doc[i].sent.start:
        return False
    words = {c.lower_ for c in doc[i].lefts if c.dep_ in {"det", "nummod", "poss"}}
    return not words & {"the", "its", "their", "'s"} and not children(doc[i], "poss", "compound")


def _is_thing(head: Token, entry: Phrasing) -> bool:
    """Whether arms are only used or spoken of: they stand for who fires them where they hit.

    "Russian missiles struck the port" has an actor; "fired a ballistic missile" has none.
    """
    if (
        not isinstance(entry, Agent)
        or entry.human
        or head.lemma_.lower() not in members("thrown_weapons")
    ):
        return False
    top = conjunct_head(head)
    if top.dep_ == "nsubj":
        return top.head.pos_ == "AUX"
    return not (top.dep_ == "pobj" and top.head.lower_ == "by")


def _opens_compound(scene: Scene, end: int) -> bool:
    """Whether a hyphen and a participle follow ("army-aligned", "rebel-held", "police-run")."""
    doc = scene.doc
    if end + 1 >= len(doc) or doc[end].text != "-" or doc[end - 1].whitespace_:
        return False
    return doc[end + 1].tag_ in {"VBN", "VBD", "VBG"} or doc[end + 1].lower_ in members(
        "joined_to_a_country"
    )


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


def _is_cut_short(last: Token, head: Token, end: int) -> bool:
    """Whether the last word modifies a noun after it: "head of the government delegation"."""
    modifies = last is not head and last.dep_ in {"compound", "amod", "nmod"}
    return modifies and last.head.i >= end and last.head.pos_ == "NOUN"
