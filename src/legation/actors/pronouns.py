"""Pronouns with one candidate in reach: "he", "she", "it".

The order of candidates follows salience in centering theory (Grosz, Joshi and Weinstein 1995): the
subject of the sentence before goes before its objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.actors.scene import Draft, Scene, called_again
from legation.characters.quotations import regions
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.syntax import children, clause_of, subjects
from legation.nlp.tokens import Token
from legation.ontology import rules_with
from legation.records import Kind
from legation.registry.gender import gender_of

REACH = 3  # sentences a pronoun looks back; further antecedents were wrong as often as right
HE_SHE = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
IT = frozenset({"it", "its", "itself"})
_BODIES = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.ORGANISATION, Kind.GROUP, Kind.MISSION})


def resolve_person(scene: Scene, token: Token) -> None:
    """Add who "he" or "she" is, where that is clear."""
    found = _antecedent(scene, token)
    if found is not None:
        scene.genders.setdefault(found.name, HE_SHE[token.lower_])
        scene.add(called_again(found, token, "pronoun.person", 0.8))


def resolve_it(scene: Scene, token: Token) -> None:
    """Add the state or body that is "it": subject of the clause above or the sentence before."""
    found = _body_above(scene, token) or _body_before(scene, token) or _body_beside(scene, token)
    if found is not None:
        scene.add(called_again(found, token, "pronoun.body", 0.75))


def _antecedent(scene: Scene, token: Token) -> Draft | None:
    """The one person in reach, else the one person in subject position nearest before."""
    sent = scene.sentence(token.i)
    here = _people(scene, token, sent.start, token.i)
    own = _governing_speaker(token, here)
    if own is not None:
        return own
    if here:
        return _unless_rival(scene, token, here, sent.start, _one_of(scene, here))
    for back in scene.sentences_before(token.i, REACH):
        there = _without_owners(scene, _people(scene, token, back.start, back.end))
        if there:
            found = _of_gender(scene, there, HE_SHE[token.lower_])
            return _unless_rival(scene, token, there, back.start, found)
        offices = [d for d in scene.within(back.start, back.end) if _is_holder(scene, d)]
        if offices:
            return _one_of(scene, offices)
    return None


def _without_owners(scene: Scene, there: list[Draft]) -> list[Draft]:
    """The people without a "his" or "her" before the name that is the subject.

    "With a radio for his men in one hand, Okoye said": whom an earlier sentence made of "his" is
    not as near as Okoye.
    """
    named = [d for d in there if d.rule in rules_with("person_by_name")]
    subject = next((d for d in named if scene.doc[d.root].dep_ in _SUBJECTS), None)
    if subject is None:
        return there
    return [
        d
        for d in there
        if d.rule in rules_with("person_by_name")
        or scene.doc[d.root].dep_ != "poss"
        or d.start > subject.start
    ]


def _unless_rival(
    scene: Scene, token: Token, there: Sequence[Draft], start: int, found: Draft | None
) -> Draft | None:
    """The one found, unless somebody without a name is as likely or likelier.

    "The reporter met Noor. He was held": the subject, whom the text only describes or whose
    pronoun stayed open, goes before a name that is no subject.
    """
    if found is None:
        return None
    rivals = list(_rivals(scene, token, start, there[-1].end))
    subject = any(scene.doc[d.root].dep_ in _SUBJECTS for d in there if d.name == found.name)
    return None if not subject and any(t.dep_ in _SUBJECTS for t in rivals) else found


def _rivals(scene: Scene, token: Token, start: int, end: int) -> Iterator[Token]:
    """Whom the same pronoun may mean without a name: "the reporter", a "he" that is open."""
    gender = HE_SHE[token.lower_]
    tokens, taken = scene.doc.tokens, scene.taken
    for i in range(start, min(max(end, scene.sents[scene.sent_at[start]].end), token.i)):
        word, draft = tokens[i], taken.get(i)
        if draft is None:
            described = word.tag_ == "NN" and is_noun(word.lemma_.lower(), "person")
            if HE_SHE.get(word.lower_) == gender or described:
                yield word
        elif draft.root == i and word.tag_ == "NN" and draft.kind in {Kind.PERSON, Kind.OFFICE}:
            unnamed = draft.rule in rules_with("says_who_somebody_is")
            if unnamed and gender_of(draft.name, draft.role) in {None, gender}:
                yield word


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def _is_holder(scene: Scene, draft: Draft) -> bool:
    """Whether it is one whom the text tells by office alone ("Spain's new prime minister")."""
    subject = scene.doc[draft.root].dep_ in _SUBJECTS
    return subject and _is_office_alone(draft)


def _is_office_alone(draft: Draft) -> bool:
    """Whether it is somebody the text does not name, told by the office and its country."""
    told = draft.kind is Kind.OFFICE and draft.rule in rules_with("office_in_a_phrase")
    return told and draft.country is not None


def _people(scene: Scene, token: Token, start: int, end: int) -> list[Draft]:
    """People at tokens `start` to `end`, by name or by an office alone ("the Thai premier"), whose
    gender does not speak against the pronoun.
    """
    gender, barred = HE_SHE[token.lower_], _own_subject(scene, token)
    return [
        d
        for d in scene.within(start, end)
        if (d.kind is Kind.PERSON or _is_office_alone(d))
        and d.end <= token.i
        and d.name != barred
        and not _is_quoted_apart(scene, d, token)
        and d.rule not in rules_with("described")
        and _gender(scene, d) in {None, gender}
    ]


def _is_quoted_apart(scene: Scene, draft: Draft, token: Token) -> bool:
    """Whether somebody is only spoken of in words quoted before: "We met Okoye." He added ..."""
    found = regions(scene.doc.text)
    where = found.of(scene.doc.starts[draft.start])
    if where is None or found.of(token.idx) is not None:
        return False
    quote = found.quotes[where]
    return quote.end - quote.start - len(draft.name) > _LABEL


_LABEL = 6  # characters beside a name: so few in marks only call somebody something


def _gender(scene: Scene, draft: Draft) -> str | None:
    """Told by name or title, else by a pronoun that stood for the person before."""
    return gender_of(draft.name, draft.role) or scene.genders.get(draft.name)


def _own_subject(scene: Scene, token: Token) -> str | None:
    """Who "him" cannot be: the subject of the clause it is an object in ("he urged him to go").

    Condition B of Chomsky's binding theory ("Lectures on Government and Binding", 1981).
    """
    if token.lower_ not in {"him", "her"} or token.dep_ == "poss":
        return None
    verb = clause_of(token)
    if token.dep_ == "nsubj":  # parsed as the subject of an infinitive: "urged him to go"
        verb = clause_of(verb.head)
    for subject in subjects(verb):
        draft = scene.taken.get(subject.i)
        if draft is not None:
            return draft.name
    return None


def _of_gender(scene: Scene, there: Sequence[Draft], gender: str) -> Draft | None:
    """The only one known to be of the gender; of several the one that the sentence is about.

    Where nobody is known to be, the only one who can be, else again the one it is about.
    """
    known = [d for d in there if _gender(scene, d) == gender]
    if len({d.name for d in known}) > 1 and _met(scene, known):
        return None
    return _one_of(scene, known or there)


def _met(scene: Scene, people: Sequence[Draft]) -> bool:
    """Whether one of them is subject and another object of one verb: either may speak next."""
    roles = {
        (scene.doc[d.root].head.i, scene.doc[d.root].dep_ in {"nsubj", "nsubjpass"})
        for d in people
        if scene.doc[d.root].dep_ in _SIDES
    }
    return any((verb, not subject) in roles for verb, subject in roles)


_SIDES = frozenset({"nsubj", "dobj"})


def _one_of(scene: Scene, there: Sequence[Draft]) -> Draft | None:
    """The only person, else the only one in subject position, main clauses first."""
    heads = [d for d in there if scene.doc[d.root].dep_ in {"nsubj", "nsubjpass"}]
    main = [d for d in heads if scene.doc[d.root].head.dep_ == "ROOT"]
    for pool in (there, main, heads):
        if len({d.name for d in pool}) == 1:
            return pool[-1]
    return None


def _governing_speaker(token: Token, here: Sequence[Draft]) -> Draft | None:
    """The subject of the verb whose clause the pronoun stands in ("Vance said he would")."""
    verb = clause_of(token)
    for _ in range(6):
        if verb.dep_ not in {"ccomp", "advcl", "xcomp", "conj", "relcl", "acl"}:
            return None
        verb = clause_of(verb.head)
        for subject in children(verb, "nsubj"):
            for draft in here:
                if draft.root == subject.i and subject.i < token.i:
                    return draft
    return None


def _body_above(scene: Scene, token: Token) -> Draft | None:
    verb = clause_of(token)
    if any(c.dep_ in {"acomp", "csubj"} and token.dep_ == "nsubj" for c in verb.children):
        return None
    found: Draft | None = None
    for _ in range(5):
        if verb.head == verb:
            break
        verb = clause_of(verb.head)
        pool = [scene.taken.get(s.i) for s in subjects(verb) if s.i < token.i]
        hits = [d for d in pool if d is not None and d.kind in _BODIES and _is_one(scene, d)]
        if hits:
            found = hits[0] if len(hits) == 1 else None
            break
    if found is None or token.dep_ != "nsubj" or not _says_part_of(scene, token, found):
        return found
    start = scene.sentence(token.i).start
    others = {
        d.name: d for d in scene.within(start, token.i) if d.country and d.country != found.country
    }
    return next(iter(others.values())) if len(others) == 1 else None


def _is_one(scene: Scene, draft: Draft) -> bool:
    """Whether a single body is named: "the juntas" are no "it"."""
    return scene.doc[draft.root].tag_ != "NNS" or draft.rule in rules_with("by_name")


def _body_before(scene: Scene, token: Token) -> Draft | None:
    """The body the sentence before is about, for an "it" or "its" that opens the main clause.

    "It is clear" and "it was the third attack" are about nobody. In "..., it said" the words before
    are the body's own and name nobody for it.
    """
    clause = token.head if token.dep_ != "poss" else token.head.head
    if token.dep_ not in {"nsubj", "nsubjpass", "poss"} or clause.dep_ != "ROOT":
        return None
    if clause.lemma_ == "be" and token.dep_ == "nsubj":
        return None
    said = [c for c in clause.children if c.dep_ == "ccomp" and c.i < token.i]
    told_first = bool(said)
    start = scene.sentence(token.i).start
    if said and any(t.text in {":", ";"} for t in scene.doc[said[-1].i : token.i]):
        about = [scene.taken.get(s.i) for s in subjects(said[-1])]
        named = {d.name: d for d in about if d is not None and d.kind in _BODIES}
        return next(iter(named.values())) if len(named) == 1 else None
    if not told_first and any(d.kind in _BODIES for d in scene.within(start, token.i)):
        return None
    for back in scene.sentences_before(token.i, 1):
        pool = [scene.taken.get(s.i) for s in subjects(back.root)]
        hits = {d.name: d for d in pool if d is not None and d.kind in _BODIES}
        return next(iter(hits.values())) if len(hits) == 1 else None
    return None


def _body_beside(scene: Scene, token: Token) -> Draft | None:
    """The one body that the sentence names before an "it" that is acted on ("urging it to go").

    The subject of the clause is somebody else (condition B).
    """
    verb = token.head
    if token.dep_ == "nsubj" and verb.tag_ == "VB" and verb.dep_ in {"ccomp", "xcomp"}:
        verb = verb.head  # parsed as the subject of the infinitive
    elif token.dep_ != "dobj":
        return None
    if verb.lemma_.lower() not in members("done_to_bodies"):
        return None
    acting = {d.name for s in subjects(verb) if (d := scene.taken.get(s.i)) is not None}
    if not acting:
        return None
    start = scene.sentence(token.i).start
    found = {
        d.name: d
        for d in scene.within(start, token.i)
        if d.kind in _BODIES and d.name not in acting and d.rule not in rules_with("adjective")
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _says_part_of(scene: Scene, token: Token, found: Draft) -> bool:
    """Whether the clause says "it is part of" the found state: nothing is part of itself."""
    for noun in children(token.head, "attr"):
        if noun.lemma_.lower() in members("parts_of_states"):
            for prep in children(noun, "prep"):
                for obj in children(prep, "pobj"):
                    owner = scene.taken.get(obj.i)
                    if owner is not None and owner.country == found.country:
                        return True
    return False
