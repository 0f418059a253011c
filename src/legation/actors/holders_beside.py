"""Whom a title or noun beside a name is about: the person after it or in apposition to it."""

from __future__ import annotations

from legation.actors.owners import Phrase
from legation.actors.scene import Draft, Scene
from legation.language.words import members
from legation.nlp.syntax import children, conjuncts
from legation.records import Kind


def person_beside(scene: Scene, phrase: Phrase) -> Draft | None:
    """The person the phrase is about: right after it, or in apposition to it."""
    doc = scene.doc
    if phrase.end < len(doc):
        after = scene.taken.get(phrase.end)
        if (
            after is not None
            and after.kind is Kind.PERSON
            and after.start == phrase.end
            and (not phrase.plural or phrase.head.pos_ == "PROPN")
        ):
            return after
        if doc[phrase.end].lower_.rstrip(".") in members("title_after_office"):
            return scene.taken.get(phrase.end + 1) if phrase.end + 1 < len(doc) else None
        sent = _sent_to(scene, phrase)
        if sent is not None:
            return sent
    before = scene.at(phrase.words - 1, Kind.PERSON) if phrase.words else None
    if before is not None and doc[phrase.words].lower_ in members("nouns_of_bylines"):
        return before  # "By Ada Lind Correspondent of"
    for child in children(phrase.head, "appos"):
        found = scene.taken.get(child.i)
        if found is not None and found.kind is Kind.PERSON:
            return found
    if phrase.head.dep_ == "appos":
        found = scene.taken.get(phrase.head.head.i)
        if found is not None and found.kind is Kind.PERSON:
            return found
    return _person_by_comma(scene, phrase)


def _sent_to(scene: Scene, phrase: Phrase) -> Draft | None:
    """Who is named after a post's place: "the UN envoy to Libya, Ada Noor"."""
    doc, i = scene.doc, phrase.end
    if doc[i].lower_ not in members("prepositions_of_named_posts") or phrase.plural:
        return None
    i += 1
    while i < len(doc) and (i in scene.taken or doc[i].pos_ in {"DET", "NOUN", "PROPN", "ADJ"}):
        i += 1
    if i >= len(doc) - 1 or doc[i].text != ",":
        return None
    return scene.at(i + 1, Kind.PERSON)


def people_beside(scene: Scene, phrase: Phrase) -> list[Draft]:
    """Two people or more whom one plural title names: "Prime Ministers Modi and Sharif".

    Also in apposition further on: "the foreign ministers of both countries, A and B".
    """
    i, doc, found = phrase.end, scene.doc, dict[str, Draft]()
    for named in (c for a in children(phrase.head, "appos") for c in conjuncts(a)):
        apposed = scene.at(named.i, Kind.PERSON)
        if apposed is not None:
            found[apposed.name] = apposed
    if len(found) > 1:
        return list(found.values())
    found.clear()
    if i < len(doc) and doc[i].text == ",":  # "their prime ministers, A and B"
        i += 1
    while i < len(doc):
        person = scene.at(i, Kind.PERSON)
        if person is None:
            break
        found[person.name] = person
        i = person.end
        while i < len(doc) and doc[i].text in {",", "and"}:
            i += 1
    return list(found.values()) if len(found) > 1 else []


def people_right_after(scene: Scene, phrase: Phrase) -> list[Draft]:
    """Two people or more right after one plural noun: "the aid workers Ada Lind and Ben Osei"."""
    if not phrase.plural or scene.at(phrase.end, Kind.PERSON) is None:
        return []
    return people_beside(scene, phrase)


def _person_by_comma(scene: Scene, phrase: Phrase) -> Draft | None:
    """A name and its title around a comma where the parse lost the apposition."""
    doc = scene.doc
    before = phrase.start - 1
    while before > 0 and doc[before].pos_ == "DET":
        before -= 1
    if before > 0 and doc[before].text == "," and phrase.head.dep_ in {"appos", "conj", "nmod"}:
        found = scene.taken.get(before - 1)
        if found is not None and found.kind is Kind.PERSON:
            return found
    return None
