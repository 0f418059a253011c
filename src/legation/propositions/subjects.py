"""Who does what a verb says, also where its clause has no subject of its own.

Goes through coordination ("came and said"), control and raising by `language/en/control.csv`
("accused the rebels of shelling", "was forced to withdraw"), participles and relative clauses.
"""

from __future__ import annotations

from legation.language.control import actor_of, control
from legation.language.embedding import embeddings
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.syntax import (
    by_phrase,
    children,
    conjuncts,
    is_passive,
    own_subjects,
    prep_objects,
)
from legation.nlp.tokens import Token
from legation.propositions.links import Link, link_of

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_DEPTH = 8


def doers(verb: Token) -> list[Token]:
    """Phrase heads of who does it: the subject, or the by-phrase of a passive."""
    if not is_passive(verb):
        return affirmed(listed([*_before_comma(verb), *subjects(verb), *_beside(verb)]))
    out = by_phrase(verb) or [t for one in _sharing_agent(verb) for t in by_phrase(one)]
    if not out:  # "was convicted of spying by a court": the parse hangs it on the gerund
        gerunds = [g for p in children(verb, "prep") for g in children(p, "pcomp")]
        out = [t for g in gerunds for t in prep_objects(g, "by")]
    return affirmed(listed(out))


def _sharing_agent(verb: Token) -> list[Token]:
    """The participles joined to a passive that share its by-phrase: "was tried and jailed by".

    Nothing but the other participles stands between: "was seized on Monday and jailed by a court"
    does not say by whom he was seized.
    """
    out: list[Token] = []
    for other in children(verb, "conj"):
        before = [c for c in verb.rights if c.i < other.i]
        own = children(other, "auxpass", "aux", "nsubj", "nsubjpass")
        apart = any(c.dep_ not in {"cc", "punct", "conj", "preconj", "prt"} for c in before)
        if own or apart or other.tag_ != "VBN":
            break
        out += [other, *_sharing_agent(other)]
    return out


def _before_comma(verb: Token) -> list[Token]:
    """The first of two names that a headline parts by a comma: "Kenya, Somalia sign pact"."""
    names = [c for c in verb.lefts if c.dep_ in {"npadvmod", "dep"} and c.pos_ == "PROPN"]
    if not names or names[0].left_edge.i != verb.sent.start:
        return []
    name = names[0]
    after = name.right_edge.i + 1
    subject = next(iter(children(verb, "nsubj")), None)
    if subject is None or verb.doc.tokens[after].text != "," or subject.left_edge.i != after + 1:
        return []
    return [name] if name.ent_type_ in {"GPE", "ORG", "NORP"} and subject.pos_ == "PROPN" else []


def _beside(verb: Token) -> list[Token]:
    """Who acts along: "Germany, together with Chad, sent tanks"."""
    out: list[Token] = []
    for child in children(verb, "advmod", "prep"):
        if child.lower_ in {"together", "along", "alongside"}:
            out += prep_objects(child, "with") if child.dep_ == "advmod" else []
    return out


def listed(heads: list[Token]) -> list[Token]:
    """The heads with the members of a list that the parse took for an apposition.

    "France, the UK and the US condemned": a state is not another state in other words.
    """
    out: list[Token] = []
    for head in heads:
        out.append(head)
        for other in children(head, "appos"):
            named = head.pos_ == other.pos_ == "PROPN" and head.ent_type_ == other.ent_type_
            if named and (children(other, "conj") or _is_of_list(other)):
                out += [c for c in conjuncts(other) if c not in out]
    return out


def _is_of_list(name: Token) -> bool:
    """Whether the apposition has an apposition of its own that goes on with "and"."""
    return any(children(c, "conj") for c in children(name, "appos"))


def affirmed(heads: list[Token]) -> list[Token]:
    """The members of a list that are not excepted: "not Iran but Israel", "Chad, but not Mali"."""
    return [h for h in heads if not _is_excepted(h)] or heads[:0]


def _is_excepted(head: Token) -> bool:
    for child in head.children:
        if child.i < head.i and (child.dep_ == "neg" or child.lower_ == "not"):
            return True
    if head.dep_ != "conj":
        return False
    before = head.doc.tokens[max(0, head.left_edge.i - 2) : head.i]
    return any(t.lower_ == "not" for t in before)


def subjects(verb: Token, *, depth: int = 0) -> list[Token]:
    """Phrase heads of whom the clause is about: its own subject, else whose it shares.

    In a passive clause this is whom it is done to.
    """
    own = own_subjects(verb)
    head = verb.head
    if own and verb.dep_ == "relcl" and own[0].tag_ in {"WDT", "WP"}:
        return [_antecedent(head, verb)]
    if own or depth > _DEPTH:
        return own
    if head is verb:
        return _lost_subject(verb)
    if verb.dep_ == "conj":
        return subjects(head, depth=depth + 1) if head.pos_ in _VERBAL else []
    if verb.dep_ in {"acl", "relcl", "amod"} and head.pos_ in _NOMINAL:
        return _of_modifier(verb, head, depth)
    link = link_of(verb)
    return _controlled(verb, link, depth) if link is not None else []


def _antecedent(head: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: with a singular verb the last of several names.

    "Jordan and Israel, which backs the plan": the parse takes the first.
    """
    if verb.tag_ != "VBZ" and not any(c.tag_ == "VBZ" for c in children(verb, "aux", "auxpass")):
        return head
    return [c for c in conjuncts(head) if c.i < verb.i][-1]


def _of_modifier(verb: Token, noun: Token, depth: int) -> list[Token]:
    """Who acts in a clause on a noun: "rebels fighting", "a plan to send", "the first to sign"."""
    if noun.dep_ == "attr" and verb.tag_ == "VB":
        return subjects(noun.head, depth=depth + 1)
    if verb.tag_ == "VBG" and _is_issued(noun):
        return subjects(noun.head, depth=depth + 1)
    if verb.tag_ == "VBG" and _is_entered(verb, noun):
        return subjects(noun.head if noun.dep_ == "dobj" else noun.head.head, depth=depth + 1)
    if verb.tag_ != "VB":
        return [noun]
    link = link_of(verb)
    if link is not None and link.pos == "verb":
        return _controlled(verb, link, depth)
    return _owner(noun, depth) or [noun]


def _owner(noun: Token, depth: int) -> list[Token]:
    """Whose plan, demand or right it is: its possessor, or who "has" or "made" it."""
    owners = [c for p in children(noun, "poss") for c in conjuncts(p)]
    if owners:
        return owners
    if not embeddings(noun.lemma_.lower(), "noun"):
        return []
    of = prep_objects(noun, "of", "by", "from")
    if of:
        return of
    if noun.dep_ in {"dobj", "attr"} and noun.head.pos_ in _VERBAL:
        return doers(noun.head) if depth < _DEPTH and not _is_of_others(noun.head) else []
    return []


def _is_of_others(verb: Token) -> bool:
    """Whether the verb judges or averts what others do: "condemned attempts to"."""
    rows = embeddings(verb.lemma_.lower(), "verb")
    return any(r.complement == "noun" and r.sort in {"factive", "avoidance"} for r in rows)


def _is_entered(verb: Token, noun: Token) -> bool:
    """Whether a thing cannot want what is wanted: "entered the embassy seeking asylum"."""
    wants = verb.lemma_.lower() in members("aiming_verbs") or speaks(verb)
    lemma = noun.lemma_.lower()
    thing = is_noun(lemma, "facility") or is_noun(lemma, "vehicle")
    over = noun.head if noun.dep_ == "dobj" else noun.head.head
    return wants and thing and noun.dep_ in {"dobj", "pobj"} and over.pos_ in _VERBAL


def _is_issued(noun: Token) -> bool:
    """Whether the subject of its verb speaks through it: "issued a statement blaming Turkey"."""
    if noun.dep_ != "dobj" or noun.lemma_.lower() not in members("papers"):
        return False
    return not any(c.dep_ == "poss" for c in noun.lefts)


def _controlled(verb: Token, link: Link, depth: int) -> list[Token]:
    """Who acts in a complement, by the word above it."""
    above = link.above
    if link.pos == "participle":
        above = told_deed(verb, above)
    if above.pos_ not in _VERBAL:
        return _of_word(above, depth)
    actor = _actor(verb, link)
    if actor == "none" or verb.dep_ in {"csubj", "csubjpass", "nsubj", "nsubjpass"}:
        return []
    if actor.startswith("prep:"):
        return prep_objects(above, actor.removeprefix("prep:")) or subjects(above, depth=depth + 1)
    if actor == "object":
        if is_passive(above):
            return subjects(above, depth=depth + 1)
        found = [c for o in children(above, "dobj", "dative") for c in conjuncts(o)]
        return found or subjects(above, depth=depth + 1)
    if is_passive(above) and link.pos in {"preposition", "participle", "conjunction"}:
        return doers(above)  # "was launched without telling": by whoever launched it
    found = subjects(above, depth=depth + 1)
    if actor == "both":
        found = [*found, *(c for o in children(above, "dobj") for c in conjuncts(o))]
    return found


def _actor(verb: Token, link: Link) -> str:
    """Who acts, by the table; the first form that it knows wins."""
    if link.pos in {"participle", "adverb"}:
        return "subject"
    for lemma in link.lemmas:
        for form in link.forms:
            row = control(lemma, link.pos, form)
            if row is not None:
                return row.actor
    own = [f for f in link.forms if f.startswith("obj+")]
    if own and link.by is None and verb.dep_ != "advcl":
        return actor_of(link.lemmas[-1], "verb", own[0])
    return "subject"


def _of_word(word: Token, depth: int) -> list[Token]:
    """Who acts under a noun or adjective: its owner, or the subject it is said of."""
    while word.pos_ in {"ADP", "SCONJ", "ADJ", "PART", "ADV"} and word.head is not word:
        word = word.head
    if word.pos_ in _VERBAL:
        return subjects(word, depth=depth + 1)
    return _owner(word, depth)


def told_deed(verb: Token, above: Token) -> Token:
    """The deed that a free participle belongs to, not the telling of it.

    "The army accused the rebels of throwing a grenade, wounding one policeman": the parse hangs it
    on *accused*. A participle that speaks belongs to the one who speaks.
    """
    if speaks(verb):
        return above
    for _ in range(4):
        inner = [
            c
            for c in _complements(above)
            if c.i < verb.i and c.pos_ in _VERBAL and c.right_edge.i < verb.left_edge.i
        ]
        if not inner or not speaks(above):
            return above
        above = inner[-1]
    return above


def _complements(verb: Token) -> list[Token]:
    found = children(verb, "ccomp", "xcomp")
    found += [c for p in children(verb, "prep") for c in children(p, "pcomp")]
    found += [
        c for o in children(verb, "dobj") for p in children(o, "prep") for c in children(p, "pcomp")
    ]
    return sorted(found, key=lambda t: t.i)


def speaks(verb: Token) -> bool:
    """Whether the verb tells or demands something: "said", "accused", "blaming"."""
    return any(
        row.whose == "subject" and row.sort in {"saying", "demand", "attitude"}
        for row in embeddings(verb.lemma_.lower(), "verb")
    )


def _lost_subject(verb: Token) -> list[Token]:
    """A name at the head of the sentence that the parse took for a call ("Nauru on Monday cut")."""
    for child in verb.lefts:
        if child.ent_type_ in {"DATE", "TIME"} or not child.text[0].isupper():
            continue
        if child.pos_ == "INTJ" or (child.pos_ == "PROPN" and child.dep_ in _LOST):
            return [child]
    return []


_LOST = frozenset({"intj", "dep", "npadvmod", "nmod", "advmod"})
