"""Offices and agent nouns: "the Turkish defence minister", "rebels in the east", "riot police".

A title beside a name gives the person an office ("Turkish Defence Minister Ali Kaya"; "Ali Kaya,
the defence minister"); alone it may be resolved by memory or by the dated table (see `coref`).
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from legation.actors.folding import fold
from legation.actors.mentions import Draft, Scene, in_text_order
from legation.actors.registry import Agent, Form, Title
from legation.nlp.syntax import children, phrase_start
from legation.records import Kind

_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
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


def find_roles(scene: Scene) -> list[Phrase]:
    """Add drafts for every title and agent noun; give titles beside names to their people.

    Returns the titles that stand alone, for `coref` to resolve.
    """
    lone: list[Phrase] = []
    for phrase in _phrases(scene):
        _complete(scene, phrase)
        if isinstance(phrase.entry, Title):
            person = _person_beside(scene, phrase)
            if person is not None:
                _give_office(scene, person, phrase)
            elif phrase.head.tag_ in _PLURAL_TAGS:
                scene.add(_group(scene, phrase))
            else:
                lone.append(phrase)
        else:
            person = _person_beside(scene, phrase) if phrase.entry.human else None
            if person is not None:
                _describe(person, phrase)
            else:
                scene.add(_group(scene, phrase))
    return lone


def _phrases(scene: Scene) -> list[Phrase]:
    words = [(fold(t.lower_), t.lemma_.lower()) for t in scene.doc]
    known = scene.registry.phrases
    out, reach = [], 0
    for i, (word, lemma) in enumerate(words):
        if i < reach or i in scene.taken or not (word in known or lemma in known):
            continue
        found = _longest(scene, words, i)
        if found is not None:
            out.append(found)
            reach = found.end
    return out


def _longest(scene: Scene, words: list[tuple[str, str]], i: int) -> Phrase | None:
    """The longest title or agent noun that begins at the token and heads a phrase."""
    doc = scene.doc
    options = [e for word in sorted(set(words[i])) for e in scene.registry.phrases.get(word, ())]
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
    ent = next((e for e in scene.doc.ents if e.start <= start and end <= e.end), None)
    return ent is not None and any(
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


def _person_beside(scene: Scene, phrase: Phrase) -> Draft | None:
    """The person the phrase is about: right after it, or in apposition to it."""
    doc = scene.doc
    if phrase.end < len(doc):
        after = scene.taken.get(phrase.end)
        if (
            after is not None
            and after.kind is Kind.PERSON
            and after.start == phrase.end
            and (phrase.head.tag_ not in _PLURAL_TAGS or phrase.head.pos_ == "PROPN")
        ):
            return after
        if doc[phrase.end].lower_.rstrip(".") in {"mr", "mrs", "ms", "dr", "gen", "sheikh"}:
            return scene.taken.get(phrase.end + 1) if phrase.end + 1 < len(doc) else None
    for child in children(phrase.head, "appos"):
        found = scene.taken.get(child.i)
        if found is not None and found.kind is Kind.PERSON:
            return found
    if phrase.head.dep_ == "appos":
        found = scene.taken.get(phrase.head.head.i)
        if found is not None and found.kind is Kind.PERSON:
            return found
    return _person_by_comma(scene, phrase)


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


def _give_office(scene: Scene, person: Draft, phrase: Phrase) -> None:
    """Note the office on its holder and add a mention of the office itself."""
    assert isinstance(phrase.entry, Title)
    title = phrase.entry
    country = phrase.country or (person.country if phrase.body is None else None)
    if phrase.prefix == "former":
        person.sector = "ELI"
        person.country = person.country or country
    else:
        if phrase.country:
            person.country = phrase.country
        body_sector = phrase.body.sector if phrase.body is not None else None
        person.sector = _sector(title.sector, body_sector)
    person.role = person.role or scene.doc[phrase.start : phrase.end].text
    scene.add(
        Draft(
            phrase.start,
            phrase.end,
            phrase.head.i,
            Kind.OFFICE,
            _office_name(phrase),
            f"office.{phrase.prefix or 'title'}",
            country=country,
            sector=title.sector,
            role=person.name,
        )
    )


def _sector(own: str | None, body: str | None) -> str | None:
    """The sector of somebody in a body: the body's where the office is a general one."""
    if body and own in {None, "GOV", "UNK", "CVL"}:
        return body
    return None if own == "UNK" else own


def _office_name(phrase: Phrase) -> str:
    assert isinstance(phrase.entry, Title)
    title = phrase.entry.title
    if phrase.prefix in {"deputy", "acting"}:
        title = f"{phrase.prefix.title()} {title}"
    if phrase.body is not None and phrase.body.name.lower() not in title.lower():
        return f"{title} of {phrase.body.name}"
    return title


def _describe(person: Draft, phrase: Phrase) -> None:
    """An agent noun beside a name ("rebel Jonas Kato") says what the person is."""
    person.country = person.country or phrase.country
    if person.sector is None:
        person.sector = _sector(phrase.entry.sector, phrase.body.sector if phrase.body else None)


def _group(scene: Scene, phrase: Phrase) -> Draft:
    entry = phrase.entry
    kind = entry.kind if isinstance(entry, Agent) else Kind.GROUP
    if kind in {Kind.PERSON, Kind.OFFICE} and phrase.head.tag_ in _PLURAL_TAGS:
        kind = Kind.GROUP
    body = phrase.body
    text = scene.doc[phrase.start : phrase.end].text
    return Draft(
        phrase.start,
        phrase.end,
        phrase.head.i,
        kind,
        text,
        "agent.owned" if phrase.country or body else "agent.bare",
        country=phrase.country,
        sector=_sector(entry.sector, body.sector if body else None),
        role=text,
        score=0.9 if phrase.country or body else 0.6,
        form=Form.BODY if body else None,
    )


def names_before(scene: Scene, at: int) -> list[Draft]:
    """Drafts that start before the token, nearest first."""
    return [d for d in reversed(in_text_order(scene.drafts)) if d.start < at]
