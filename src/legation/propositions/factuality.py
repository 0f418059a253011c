"""How far a predicate is told as true: its own operators, then each word it stands under.

After FactBank (Sauri and Pustejovsky 2009) and the composition of signatures of Karttunen's
implicatives: the table `language/en/embedding.csv` says what a word makes of its complement when it
is itself affirmed and when it is negated; here that is carried from the sentence's head down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from legation.language.embedding import Embedding, embeddings
from legation.language.words import members
from legation.nlp.syntax import auxiliaries, by_phrase, children, is_negated, is_passive
from legation.nlp.tense import WOULD, is_told_future
from legation.nlp.tokens import Token
from legation.propositions.links import Link, link_of
from legation.propositions.proposition import CERTAIN, RANK, Factuality, Value
from legation.propositions.subjects import speaks, told_deed

_VERBAL = frozenset({"VERB", "AUX"})
DEPTH = 12


def factuality(token: Token, *, depth: int = 0) -> Factuality:
    """How far what a verb, event noun or adjective says is told as true."""
    if depth:
        return _factuality(token, depth)
    kept: dict[int, Factuality] = token.doc.kept["factuality"]
    if token.i not in kept:
        kept[token.i] = _factuality(token, 0)
    return kept[token.i]


def _factuality(token: Token, depth: int) -> Factuality:
    own = own_factuality(token)
    link = link_of(token) if depth < DEPTH else None
    if link is None:
        return own
    if link.shared:
        return _shared(token, link.above, own, depth)
    return joined(own, _from_above(token, link, depth))


def joined(own: Factuality, above: Factuality) -> Factuality:
    """What is left of a value under another: the weaker of both; two noes are a yes."""
    return Factuality(
        value=_weakest(own.value, above.value),
        holds=own.holds is above.holds,
        trace=(*own.trace, *above.trace),
        teller=own.teller or above.teller,
        named=own.named and above.named,
        charged=own.charged or above.charged,
    )


def _weakest(one: Value, other: Value) -> Value:
    return one if RANK[one] >= RANK[other] else other


def _from_above(token: Token, link: Link, depth: int) -> Factuality:
    """What the word above, and all above it, make of its complement."""
    row = row_of(link)
    above = (
        factuality(link.above, depth=depth + 1)
        if link.pos in _OPEN
        else _around(token, link, depth)
    )
    if row is None:
        return _by_form(token, link, above)
    cell = row.affirmed if above.holds else row.negated
    if (
        not above.holds
        and link.pos == "noun"
        and row.sort in {"saying", "mention"}
        and own_factuality(link.above).holds
    ):
        cell = "not"  # "dismissed reports that it sold arms": not only that nobody reports it
    if link.by is not None and link.by.lower_ == "once" and _is_perfect_past(token):
        cell = "certain"  # "once Mali had freed them, aid came"
    if row.sort == "mention" and cell == "possible" and _is_known(token):
        cell = "certain"  # "spoke of the attack": there was one
    made = _of_cell(cell)
    charge = row.sort in _ALLEGING and row.complement in _CHARGES
    known = row.sort == "attitude" and row.affirmed == "certain"  # "is known to hold the town"
    hearsay = not known and row.sort in _ALLEGING and link.pos == "verb"
    hearsay = hearsay and _is_unsigned(link.above)
    charge = charge or (hearsay and row.sort == "saying" and _alleges(row.lemma))
    return Factuality(
        value=made.value if row.sort in _PRESUPPOSING else _weakest(made.value, above.value),
        holds=made.holds,
        trace=(f"{row.lemma}: {cell}", *above.trace),
        teller=link.above if row.whose == "subject" else above.teller,
        named=row.whose != "someone" and not hearsay and above.named,
        charged=charge or (above.charged and row.sort != "factive"),
    )


def _is_unsigned(verb: Token) -> bool:
    """Whether a passive does not tell who says or believes it: "is said to have fled"."""
    return is_passive(verb) and not by_phrase(verb)


def _alleges(lemma: str) -> bool:
    """Whether what is said so by nobody named is only a charge or a rumour: "is alleged to"."""
    return lemma in members("verbs_of_hearsay")


def _is_perfect_past(verb: Token) -> bool:
    return verb.pos_ in _VERBAL and any(a.lower_ == "had" for a in auxiliaries(verb))


def _is_known(noun: Token) -> bool:
    """Whether a noun means a certain deed: "the attack", "his arrest"."""
    return any(c.dep_ == "poss" or c.lower_ in {"the", "this", "these"} for c in noun.lefts)


_ALLEGING = frozenset({"saying", "mention", "attitude"})
_PRESUPPOSING = frozenset({"factive", "ending"})
_CHARGES = frozenset({"obj+of-ing", "obj+of-noun", "obj+for-ing", "obj+with-ing", "obj+with-noun"})
_OPEN = frozenset({"verb", "noun", "adjective"})


def _around(token: Token, link: Link, depth: int) -> Factuality:
    """The value of the word above; a conjunction or preposition leaves its clause out of it."""
    if link.pos == "participle":
        return factuality(told_deed(token, link.above), depth=depth + 1)
    return factuality(link.above, depth=depth + 1) if link.pos in _OPEN else CERTAIN


def row_of(link: Link) -> Embedding | None:
    """The row for the word above and the form of its complement, the best form first."""
    if (found := _row(link.lemmas, link.pos, link.forms)) is None and link.pos == "adjective":
        found = _row(link.lemmas, "verb", (*(f"obj+{f}" for f in link.forms), *link.forms))
    if found is None and link.by is not None and link.pos != "conjunction" and not _is_reason(link):
        forms = tuple(f.rpartition("-")[2] for f in link.forms)
        words = (*link.lemmas, link.by.lower_)
        found = _row(words, "preposition", tuple(dict.fromkeys(forms)))
    return found


def _is_reason(link: Link) -> bool:
    """Whether "for" says why something is done to somebody ("fined for spying")."""
    if link.by is None or link.by.lower_ != "for" or link.pos != "verb":
        return False
    return any(form.startswith("obj+") for form in link.forms)


def _row(lemmas: Iterable[str], pos: str, forms: Iterable[str]) -> Embedding | None:
    for lemma in lemmas:
        rows = embeddings(lemma, pos)
        for form in forms:
            for row in rows:
                if row.complement == form:
                    return row
    return None


def _of_cell(cell: str) -> Factuality:
    if cell == "not":
        return Factuality(holds=False)
    if cell == "improbable":
        return Factuality(value=Value.PROBABLE, holds=False)
    return Factuality(value=Value(cell))


def _by_form(token: Token, link: Link, above: Factuality) -> Factuality:
    """What is left where no row knows the word: by the form of the complement."""
    form = link.forms[-1] if link.forms[-1] != "subj-that" else "subj"
    named = [link.above, *(c for c in link.above.children if c.dep_ == "attr")]
    if any(c.lower_ in members("ordinal") for noun in named for c in noun.lefts):
        return above  # "became the first country to recognise"
    if form in {"to", "purpose"}:
        return _weaker(above, Value.INTENDED)
    if form.rpartition("-")[2] == "wh":
        return _weaker(above, Value.POSSIBLE)
    if form == "subj" and token.pos_ in _VERBAL and above.value in _UNSURE:
        return _weaker(above, Value.POSSIBLE)  # "lifting the ban would help"
    if form in {"ing", "bare"} and link.pos == "verb":
        return above
    if link.pos == "participle":  # "would not attend, blaming Chad": the blame is told as it is
        return above if above.holds and not speaks(token) else CERTAIN
    if form in {"that", "subj-that", "clause"}:
        return CERTAIN if form == "clause" else Factuality(trace=())
    if token.pos_ not in _VERBAL and _is_open(token):
        if form == "subj" and above.value in _UNSURE:
            return _weaker(above, Value.POSSIBLE)  # "an attack would lead to war"
        if not above.holds or above.value in _UNSURE:
            return above  # "would mean an attack", "did not carry out any strike"
    return CERTAIN


_UNSURE = frozenset({Value.POSSIBLE, Value.INTENDED, Value.DEMANDED})


def _is_open(noun: Token) -> bool:
    """Whether a noun tells of something new: "an attack", "any attack", not "the attack"."""
    return any(child.lower_ in {"a", "an", "any"} for child in noun.lefts)


def _weaker(above: Factuality, value: Value) -> Factuality:
    if not above.holds:
        return above
    return Factuality(
        value=value if RANK[value] >= RANK[above.value] else above.value, trace=above.trace
    )


def _shared(token: Token, first: Token, own: Factuality, depth: int) -> Factuality:
    """The value of a later member of a coordination: what it has of its own, and what it shares."""
    if token.pos_ in _VERBAL and first.pos_ in _VERBAL:
        if token.tag_ == "VBD" and first.tag_ in {"VB", "VBP"}:
            first = _told_verb(first)  # "pledged to push for reforms and defended the raid"
        if _is_finite(token) and not _shares_no(token, first):
            outer = factuality_above(first, depth=depth + 1)
            return joined(own, outer) if outer is not None else own
        shared = factuality(first, depth=depth + 1)
        return replace(shared, holds=False, trace=own.trace) if not own.holds else shared
    shared = factuality(first, depth=depth + 1)
    if token.dep_ in {"attr", "acomp", "oprd"}:
        return joined(own, shared)  # "there is no evidence"
    return replace(shared, holds=own.holds, trace=own.trace) if own.trace else shared


def _told_verb(verb: Token) -> Token:
    """The verb over infinitives and "that they leave", which can have a past beside it."""
    for _ in range(DEPTH):
        below = verb.dep_ in {"xcomp", "ccomp", "conj"} and verb.head.i < verb.i
        if not below or not (verb.tag_ == "VB" or _is_asked_for(verb)):
            break
        verb = verb.head
    return verb


def _is_asked_for(verb: Token) -> bool:
    link = link_of(verb)
    row = row_of(link) if verb.tag_ == "VBP" and link is not None and not link.shared else None
    return row is not None and row.sort == "demand"


def factuality_above(token: Token, *, depth: int = 0) -> Factuality | None:
    """What the words above make of a clause, without its own operators."""
    link = link_of(token)
    if link is None or depth > DEPTH:
        return None
    if link.shared:
        return factuality_above(link.above, depth=depth + 1)
    return _from_above(token, link, depth)


def _shares_no(verb: Token, first: Token) -> bool:
    """Whether a no reaches over "or" and "nor": "has not attacked Kenya or closed the canal"."""
    if not is_negated(first) or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return False
    return any(c.lower_ in {"or", "nor"} for c in first.children if c.dep_ == "cc")


def _is_finite(verb: Token) -> bool:
    """Whether a verb has its own tense, so that it shares no auxiliary: "did not sign but left"."""
    if any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass", "expl"} for c in verb.children):
        return True
    return verb.tag_ in {"VBD", "VBZ", "VBP"}


def own_factuality(token: Token) -> Factuality:
    """What the word's own operators say: negation, modal verbs, adverbs, adjectives, "no"."""
    kept: dict[int, Factuality] = token.doc.kept["own factuality"]
    if token.i not in kept:
        kept[token.i] = _own_verb(token) if token.pos_ in _VERBAL else _own_noun(token)
    return kept[token.i]


def _own_verb(verb: Token) -> Factuality:
    value, trace, named, charged = Value.CERTAIN, [], True, False
    holds = not (is_negated(verb) or is_by_nobody(verb) or _is_done_to_nobody(verb))
    if not holds:
        trace.append("not")
    aux = [a.lower_ for a in auxiliaries(verb)]
    row = _modal(verb, aux)
    inverted = _inverted(verb)
    if inverted is not None:
        return inverted
    if row is not None:
        cell = row.affirmed if holds else row.negated
        told = _is_would(row) and is_told_future(verb)
        made = Factuality(value=Value.INTENDED) if told else _of_cell(row.affirmed)
        value, holds = made.value, (made.holds if holds else not made.holds)
        trace.append(f"{row.lemma}: {cell}")
    elif _is_to_be(verb, aux):
        value = Value.INTENDED
        trace.append("to")
    elif _is_order(verb, aux):
        value = Value.DEMANDED
        trace.append("imperative")
    for child in verb.children:
        if child.dep_ in {"advmod", "neg"} or child.pos_ == "ADV":
            for row in embeddings(child.lower_, "adverb")[:1]:
                made = _of_cell(row.affirmed)
                value, holds = _weakest(made.value, value), holds and made.holds
                named, charged = row.whose != "someone", child.lower_ in members("charging_adverb")
                trace.append(f"{row.lemma}: {row.affirmed}")
    if not trace:
        return CERTAIN
    return Factuality(value=value, holds=holds, trace=tuple(trace), named=named, charged=charged)


def _modal(verb: Token, aux: list[str]) -> Embedding | None:
    """The row of the verb's modal: "could send", "could have sent"."""
    form = "have" if "have" in aux else "bare"
    for word in aux:
        rows = {row.complement: row for row in embeddings(word, "auxiliary")}
        if rows:
            return rows.get(form) or (rows.get("bare") if form == "bare" else None)
    return None


def _is_would(row: Embedding) -> bool:
    return row.complement == "bare" and row.lemma in WOULD


def _inverted(verb: Token) -> Factuality | None:
    """What a condition without "if" says: "had Ottawa warned", "should the rebels attack"."""
    if verb.dep_ != "advcl" or any(c.dep_ == "mark" for c in verb.children):
        return None
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    first = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), None)
    if subject is None or first is None or first.i > subject.i:
        return None
    if first.lower_ in {"had", "were"}:
        return Factuality(holds=False, trace=(f"{first.lower_} ...",))
    if first.lower_ == "should":
        return Factuality(value=Value.POSSIBLE, trace=("should ...",))
    return None


def _is_to_be(verb: Token, words: list[str]) -> bool:
    """Whether "is to" or a headline's bare "to" says what is to come ("France to expel envoy")."""
    if "to" not in words:
        return False
    if verb.dep_ == "ROOT":
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "be"


def _is_order(verb: Token, words: list[str]) -> bool:
    """Whether the verb is an imperative: "Stop the bloodshed", the crowd chanted."""
    if verb.tag_ != "VB" or words or verb.dep_ not in {"ROOT", "ccomp"}:
        return False
    return not any(c.dep_ in {"nsubj", "nsubjpass"} or c.lower_ == "to" for c in verb.children)


def is_by_nobody(verb: Token) -> bool:
    """Whether the subject says that nobody did it ("no soldier fired", "neither side signed")."""
    if verb.dep_ in {"acl", "relcl"} and verb.head.lower_ in _NOBODY:
        return True
    for subject in children(verb, "nsubj", "nsubjpass"):
        if subject.lower_ in _NOBODY or subject.lower_ == "neither":
            return True
        for word in subject.lefts:
            if word.lower_ in {"no", "neither"} and word.dep_ in {"det", "preconj", "cc"}:
                return True
    return any(c.lower_ == "nor" and c.dep_ in {"cc", "preconj"} for c in verb.lefts)


def _is_done_to_nobody(verb: Token) -> bool:
    """Whether the object says that it was not done: "expelled nobody", "fired no shots"."""
    return any(
        o.lower_ in _NOBODY or any(d.dep_ == "det" and d.lower_ == "no" for d in o.lefts)
        for o in children(verb, "dobj")
    )


_NOBODY = frozenset({"nobody", "nothing", "none"})


def _own_noun(noun: Token) -> Factuality:
    for child in noun.lefts:
        if child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ == "no"):
            return Factuality(holds=False, trace=(child.lower_,))
        if child.lower_ == "not" and child.dep_ in {"preconj", "advmod"}:
            return Factuality(holds=False, trace=("not",))
        if child.dep_ in {"amod", "compound", "nmod", "advmod"}:
            row = _row((child.lower_, child.lemma_.lower()), "adjective", ("any", "noun"))
            if row is not None:
                made = _of_cell(row.affirmed)
                trace = (f"{row.lemma}: {row.affirmed}",)
                return replace(made, named=row.whose != "someone", trace=trace)
    return CERTAIN
