"""A parse as columns: what a flat parse is made of, whoever parsed, and what is mended in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import add

import numpy as np
import spacy.tokens

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.vocabulary import names_of, words_of

_COLUMNS: list[int | str] = [
    "HEAD", "IDX", "LENGTH", "SENT_START", "ORTH", "LEMMA", "POS", "TAG", "DEP",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One value a token in each column.

    `heads` are tokens, a root its own; `starts` and `ends` characters; `words` texts as written
    and in lower case with what they are made of. `sent_starts` are the first tokens of sentences,
    `ents` first token, token after the last and label of the entities, in text order.
    """

    heads: list[int]
    starts: list[int]
    ends: list[int]
    words: list[tuple[str, str, int]]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    sent_starts: list[int]
    ents: list[tuple[int, int, str]]


def columns_of(doc: spacy.tokens.Doc) -> Columns:
    """The columns of a parse by spaCy."""
    array = doc.to_array(_COLUMNS).view(np.int64)
    heads, starts, lengths, begins, orths, *others = array.T.tolist()
    names = names_of(doc.vocab).__getitem__
    lemma, pos, tag, dep = (list(map(names, ids)) for ids in others)
    return Columns(
        heads=list(map(add, heads, range(len(heads)))),
        starts=starts,
        ends=list(map(add, starts, lengths)),
        words=list(map(words_of(doc.vocab).__getitem__, orths)),
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=dep,
        sent_starts=[i for i, begun in enumerate(begins) if begun == 1 or not i],
        ents=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
    )


_TAKING = frozenset({"hold", "take", "keep"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_PHRASES = frozenset({"dobj", "pobj"})


def mended(columns: Columns) -> Columns:
    """The columns with phrases where they belong that the parse hangs on the wrong word.

    "Held three workers hostage": the parse takes the last noun for the object and the people for a
    word before it, so that nobody is held; "a Briton held hostage" it takes for a hostage. "Was
    accused by Greece of bombing": no name has a deed behind "of", the verb has. "Fights Togo, not
    Chad": the last name is no other name of the one before, but one left out. "The envoy to Togo,
    Awa Berg": no town or body has a person's name, the envoy has. "Guards on Monday shot and
    killed": the parse takes the first verb for a noun, and nobody is left who did it. "A hostage
    facing execution": the parse has an execution that faces hostages. "Shelled central Kabul": a
    town right behind a verb is what it is done to, and no time or measure.
    """
    held = members("states_of_being_held")
    words, last = columns.words, len(columns.words) - 1
    wanted = {*held, "not", "shot"}
    told = [i for i, (_, word, _) in enumerate(words) if word in wanted]
    labels = [i for i, dep in enumerate(columns.dep) if dep == "pcomp" or dep == "appos"]
    places = [i for i in told if words[i][1] in held and i > 1]
    nots = [i for i in told if words[i][1] == "not"]
    deeds = [i for i in labels if columns.dep[i] == "pcomp" and _is_at_agent(columns, i)]
    others = [found for i in nots if 1 < i < last and (found := _left_out(columns, i))]
    people = [
        found for i in labels if columns.dep[i] == "appos" and (found := _whose_name(columns, i))
    ]
    shots = [i for i in told if 2 <= i < last - 1 and _is_taken_for_a_shot(columns, i)]
    faced = [i for i, dep in enumerate(columns.dep) if dep == "amod" and _is_faced(columns, i)]
    hit = [i for i, dep in enumerate(columns.dep) if dep == "npadvmod" and _is_hit(columns, i)]
    if not (places or deeds or others or people or shots or faced or hit):
        return columns
    columns = replace(
        columns,
        heads=[*columns.heads],
        dep=[*columns.dep],
        tag=[*columns.tag],
        pos=[*columns.pos],
        lemma=[*columns.lemma],
    )
    for i in shots:
        _shot_by(columns, i)
    for i in faced:
        _facing(columns, i)
    for i in places:
        _behind_object(columns, i) or _behind_noun(columns, i) or _behind_passive(columns, i)
    for i in deeds:
        name = columns.heads[columns.heads[i]]
        columns.heads[columns.heads[i]] = columns.heads[columns.heads[name]]
    for i, name in others:
        columns.heads[i], columns.dep[name] = name, "conj"
    for i, noun in people:
        columns.heads[i] = noun
    for i in hit:
        columns.dep[i] = "dobj"
    return columns


def _is_hit(columns: Columns, i: int) -> bool:
    """Whether a place right behind a verb of force without an object is hung there as a measure."""
    heads, verb = columns.heads, columns.heads[i]
    if columns.pos[verb] != "VERB" or not verb < i <= verb + _NEAR or columns.pos[i] != "PROPN":
        return False
    if columns.lemma[verb].lower() not in members("verbs_of_hitting_a_place"):
        return False
    own = all(heads[k] == i for k in range(verb + 1, i))
    return own and not any(heads[k] == verb and columns.dep[k] == "dobj" for k in range(len(heads)))


_NEAR = 3  # words from the verb to the name: "shelled central Kabul"


def _is_taken_for_a_shot(columns: Columns, i: int) -> bool:
    """Whether "shot" stands as a noun though "and killed" goes on from it."""
    if columns.words[i][1] != "shot" or columns.words[i + 1][1] != "and":
        return False
    harm = i + 2
    noun = columns.heads[harm]
    joined = columns.pos[i] in _NOMINAL and columns.dep[harm] == "conj" and noun <= i
    return joined and columns.words[harm][1] in _HARMED and columns.pos[noun] in _NOMINAL


_HARMED = frozenset({"killed", "wounded", "injured"})


def _shot_by(columns: Columns, i: int) -> None:
    """Make "shot" the verb of the noun that the parse gives the next one to."""
    heads, dep = columns.heads, columns.dep
    noun, prep = heads[i + 2], heads[i]
    columns.pos[i], columns.tag[i], columns.lemma[i] = "VERB", "VBD", "shoot"
    if noun == i:  # but for the tag it is a verb
        return
    for k, head in enumerate(heads):
        if head == i and k < i and dep[prep] == "prep":  # "on Monday shot": the day is behind "on"
            heads[k], dep[k] = prep, "pobj"
        elif head == noun and (k > noun + 1 or k == prep) and k != i:
            heads[k] = i
    heads[i], dep[i] = (i if heads[noun] == noun else heads[noun]), dep[noun]
    heads[noun], dep[noun] = i, "nsubj"


def _is_faced(columns: Columns, i: int) -> bool:
    """Whether a participle between two nouns tells what the first does, a person."""
    noun, thing = i - 1, columns.heads[i]
    if columns.tag[i] != "VBG" or i < 1 or thing <= i or columns.pos[thing] != "NOUN":
        return False
    under = columns.heads[noun] in {i, thing} and columns.dep[noun] in _BESIDE
    return under and columns.pos[noun] in _NOMINAL and _is_person(columns, noun)


_BESIDE = frozenset({"npadvmod", "compound", "nsubj", "nmod", "amod"})


def _facing(columns: Columns, i: int) -> None:
    """Make the participle's thing its object, and the person before it the head of both."""
    heads, dep = columns.heads, columns.dep
    noun, thing = i - 1, heads[i]
    for k, head in enumerate(heads):
        if k < noun and head in {thing, i}:
            heads[k] = noun
    heads[noun], dep[noun] = (noun if heads[thing] == thing else heads[thing]), dep[thing]
    heads[i], dep[i], columns.pos[i] = noun, "acl", "VERB"
    heads[thing], dep[thing] = i, "dobj"


def _whose_name(columns: Columns, i: int) -> tuple[int, int] | None:
    """A person's name and the noun it is of, where the parse takes it for that of a place or body.

    The noun tells of a person and has the place or body behind a preposition.
    """
    heads, dep = columns.heads, columns.dep
    labels = {label for start, end, label in columns.ents if start <= i < end}
    noun = heads[i]
    if "PERSON" not in labels or noun > i or _is_person(columns, noun):
        return None
    while dep[noun] == "pobj" and columns.pos[heads[noun]] == "ADP":
        noun = heads[heads[noun]]
        if _is_person(columns, noun):
            return i, noun
    return None


def _is_person(columns: Columns, i: int) -> bool:
    if columns.pos[i] == "PROPN":
        return any(start <= i < end and label == "PERSON" for start, end, label in columns.ents)
    return columns.pos[i] == "NOUN" and is_noun(columns.lemma[i].lower(), "person")


def _left_out(columns: Columns, i: int) -> tuple[int, int] | None:
    """The "not" and the noun behind ", not" that the parse takes for another name of the first."""
    if columns.words[i - 1][1] != ",":
        return None
    first, heads = columns.heads[i], columns.heads
    if first >= i or columns.pos[first] not in _NOMINAL:
        return None
    name = next((k for k in range(i + 1, len(heads)) if heads[k] == first), None)
    if name is None or columns.dep[name] != "appos" or columns.pos[name] not in _NOMINAL:
        return None
    inside = all(heads[k] == name for k in range(i + 1, name))
    return (i, name) if inside else None


def _is_at_agent(columns: Columns, i: int) -> bool:
    """Whether a deed stands behind "of" on the name of who did what the verb says."""
    heads, dep = columns.heads, columns.dep
    name = heads[heads[i]]
    if columns.pos[name] != "PROPN" or dep[name] != "pobj" or dep[heads[i]] != "prep":
        return False
    return columns.words[heads[i]][1] == "of" and dep[heads[name]] == "agent"


def _behind_object(columns: Columns, i: int) -> bool:
    """Mend "held three workers hostage": the noun before is the object."""
    heads, dep, before = columns.heads, columns.dep, i - 1
    verb = heads[i]
    if dep[i] == "amod" and verb == before and dep[before] == "dobj":  # "took a nurse captive"
        verb = heads[before]
        if columns.lemma[verb].lower() not in _TAKING:
            return False
        heads[:] = [verb if head == i else head for head in heads]
        heads[i], dep[i] = verb, "advmod"
        return True
    if dep[i] != "dobj" or columns.lemma[verb].lower() not in _TAKING:
        return False
    if heads[before] != i or dep[before] != "compound" or columns.pos[before] not in _NOMINAL:
        return False
    for k, head in enumerate(heads):
        if head == i and k != before:
            heads[k] = before if k < before else verb
    heads[before], dep[before] = verb, "dobj"
    dep[i] = "advmod"
    return True


def _behind_noun(columns: Columns, i: int) -> bool:
    """Mend "a Briton held hostage" and "the fate of two men held hostage": of whom it is said."""
    heads, dep, verb, noun = columns.heads, columns.dep, i - 1, i - 2
    if columns.lemma[verb].lower() not in _TAKING or columns.pos[noun] not in _NOMINAL:
        return False
    if heads[verb] == i and dep[verb] == "amod" and heads[noun] in {verb, i}:
        heads[noun], dep[noun] = (noun if heads[i] == i else heads[i]), dep[i]
        for k, head in enumerate(heads):
            if head == i and k not in {verb, noun}:
                heads[k] = noun if k < verb else verb
    elif heads[i] == verb and dep[noun] in _PHRASES and heads[noun] != verb:
        above = heads[verb]
        for k, head in enumerate(heads):
            if head == verb and k < noun:
                heads[k], dep[k] = above, "dobj" if dep[k] == "nsubj" else dep[k]
    elif heads[i] == heads[noun] == verb and dep[noun] == "nsubj" and dep[verb] == "ccomp":
        heads[noun], dep[noun] = heads[verb], "dobj"  # "released four sailors held hostage"
    else:
        return False
    heads[verb], dep[verb] = noun, "acl"
    columns.tag[verb], columns.pos[verb] = "VBN", "VERB"
    heads[i], dep[i] = verb, "advmod"
    return True


def _behind_passive(columns: Columns, i: int) -> bool:
    """Mend "a nurse is held hostage": the subject is held, and no other."""
    verb = columns.heads[i]
    if verb != i - 1 or columns.lemma[verb].lower() not in _TAKING or columns.tag[verb] != "VBN":
        return False
    heads, dep = columns.heads, columns.dep
    passive = any(head == verb and dep[k] == "auxpass" for k, head in enumerate(heads))
    if not passive and dep[verb] != "acl":
        return False
    dep[i] = "advmod"
    for k, head in enumerate(heads):
        if head == i:  # "is held hostage by rebels"
            heads[k] = verb
    return True
