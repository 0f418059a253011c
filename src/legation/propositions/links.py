"""What a predicate stands under: the word above it, and in which form it is its complement.

"accused the rebels of shelling": *shelling* is the `obj+of-ing` of *accuse*. The forms are those
of the column `complement` of `language/en/embedding.csv` and `control.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass

from legation.language.embedding import embeddings
from legation.language.words import members
from legation.nlp.syntax import children, is_negated, is_passive
from legation.nlp.tokens import Token

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The word above a predicate and the forms in which it may be its complement, best first.

    `lemmas` are the names the word may have in the tables: with its particle or fixed noun, then
    alone. `by` is the preposition or conjunction between them. `shared` is a coordination whose
    first member decides.
    """

    above: Token
    forms: tuple[str, ...]
    lemmas: tuple[str, ...] = ()
    pos: str = "verb"
    by: Token | None = None
    shared: bool = False


def link_of(token: Token) -> Link | None:
    """What the predicate stands under; `None` for the head of a sentence or relative clause."""
    kept: dict[int, Link | None] = token.doc.kept["links"]
    if token.i not in kept:
        kept[token.i] = _link_of(token)
    return kept[token.i]


def _link_of(token: Token) -> Link | None:
    if token.dep_ in {"acomp", "attr", "oprd"} and token.head.lemma_ == "be":
        return Link(above=token.head, forms=("attr",), shared=True)
    if token.pos_ in _NOMINAL:
        return _of_noun(token)
    return _of_verb(token)


def _of_verb(verb: Token) -> Link | None:
    head, dep = verb.head, verb.dep_
    if head is verb:
        return None
    if dep == "conj":
        return Link(above=head, forms=("conj",), shared=True)
    if dep in _CLAUSAL:
        return _clause(verb, head)
    if dep == "relcl" and _form(verb) == "to":
        return _clause(verb, head)
    if dep == "pcomp" or (dep == "pobj" and verb.tag_ == "VBG"):
        return _under_preposition(head, f"{head.lower_}-{'wh' if _form(verb) == 'wh' else 'ing'}")
    return None


_CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "advcl", "csubj", "csubjpass", "dobj", "nsubj"})


def _clause(verb: Token, head: Token) -> Link | None:
    form = _form(verb)
    if verb.dep_ in {"csubj", "csubjpass", "nsubj"}:
        return _link(head, {"that": "subj-that", "wh": "wh"}.get(form, "subj"))
    if verb.dep_ == "advcl":
        mark = _mark(verb)
        if mark is not None and form not in {"to"}:
            return Link(above=head, forms=("clause",), lemmas=_words(mark), pos="conjunction",
                        by=mark)  # fmt: skip
        if form == "ing":
            return Link(above=head, forms=("ing",), lemmas=(",",), pos="participle")
        if form == "to":
            return _link(head, "to", *(("obj+to",) if _has_object(head) else ()), "purpose")
        return None
    if verb.dep_ in {"acl", "relcl"}:
        if form in {"ing", "passive"}:
            return None  # "rebels fighting the army", "troops deployed"
        over = _takes(head)
        if over is not None and form == "to" and not _knows(head):
            return _link(over, form)  # "asked France to send": the parse hangs it on the object
    if verb.dep_ == "dobj" and verb.tag_ != "VBG":
        return None
    return _link(head, *_finer(form, verb))


def _finer(form: str, verb: Token) -> tuple[str, ...]:
    """The forms of a clause, the best first: "demanded Togo explain", "lets Chad claim it"."""
    if form == "that-should":
        return ("that-should", "that")
    if form in {"bare", "to"} and any(c.dep_ == "nsubj" for c in verb.children):
        bare = ("bare", "that-should", "that", "obj+to")
        return bare if form == "bare" else ("obj+to", "to")
    return (form,)


def _takes(noun: Token) -> Token | None:
    return noun.head if noun.dep_ == "dobj" and noun.head.pos_ in _VERBAL else None


def _knows(noun: Token) -> bool:
    """Whether the noun itself has a complement ("a plan to")."""
    return bool(embeddings(noun.lemma_.lower(), "noun"))


def _form(verb: Token) -> str:
    """The form of a clause: to, bare, ing, that, wh, passive (a bare participle)."""
    aux = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if "to" in aux and any(c.lower_ == "whether" for c in verb.children):
        return "wh"  # "decides whether to jail him"
    if "to" in aux and not any(embeddings(word, "auxiliary") for word in aux - {"be"}):
        return "to"
    if verb.tag_ == "VBG" and not aux & members("forms_of_be"):
        return "ing"
    if any(c.dep_ in {"mark", "advmod"} and c.lower_ in _WH for c in verb.children):
        return "wh"
    if (verb.tag_ == "VB" or _is_bare(verb)) and not aux - {"not"}:
        return "that-should" if _mark_that(verb) else "bare"
    if verb.tag_ == "VBN" and not aux:
        return "passive"
    return "that"


def _is_bare(verb: Token) -> bool:
    """Whether a verb taken for a present has no ending for its subject: "that Togo explain"."""
    one = any(c.dep_ == "nsubj" and c.tag_ in {"NN", "NNP"} for c in verb.lefts)
    joined = any(c.dep_ == "conj" for s in verb.lefts if s.dep_ == "nsubj" for c in s.children)
    return verb.tag_ == "VBP" and one and not joined and verb.lemma_ not in {"be", "have"}


def _mark_that(verb: Token) -> bool:
    """Whether a bare verb stands after "that" or has a subject: "demanded that Kyiv withdraw"."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


_WH = frozenset({"whether", "if"})


def _mark(verb: Token) -> Token | None:
    """The conjunction of a clause ("unless", "before", "when")."""
    for child in verb.children:
        if child.i < verb.i and child.lower_ != "that":
            if child.dep_ == "mark":
                return child
            if child.dep_ == "advmod" and child.tag_ == "WRB":
                return child
    return None


def _words(mark: Token) -> tuple[str, ...]:
    """A conjunction as written, with the words of it before ("as if", "in case")."""
    first = mark.lower_
    out = []
    if mark.i:
        before = mark.doc.tokens[mark.i - 1]
        out.append(f"{before.lower_} {first}")
    return (*out, first)


def _has_object(verb: Token) -> bool:
    return any(c.dep_ in {"dobj", "dative"} for c in verb.children) or is_passive(verb)


def _link(above: Token, *forms: str, by: Token | None = None) -> Link:
    """The link under a verb, noun or adjective, with and without an object of its own."""
    lemmas, pos = _names(above), "verb"
    if above.pos_ in _NOMINAL:
        pos = "noun"
    elif above.pos_ in {"ADJ", "ADV"}:
        pos = "adjective" if above.pos_ == "ADJ" else "adverb"
    elif above.lemma_ == "be":
        told = [c for c in above.children if c.dep_ in {"acomp", "attr", "oprd"}]
        if told:
            lemmas = (*_names(told[0]), told[0].lower_)
            pos = "noun" if told[0].pos_ in _NOMINAL else "adjective"
            forms = ("subj-that", *forms) if forms[0] == "that" else forms
    out: list[str] = []
    if pos == "verb" and forms[0] not in {"subj", "subj-that"}:
        out += _with_party(above, forms)
    return Link(above=above, forms=(*out, *forms), lemmas=lemmas, pos=pos, by=by)


def _with_party(verb: Token, forms: tuple[str, ...]) -> list[str]:
    """The forms with who else stands in them: an object, or a party under a preposition."""
    out = []
    given = any(c.dep_ == "dative" for c in verb.children)
    if given if forms[0] == "noun" else _has_object(verb):
        out += [f"obj+{form}" for form in forms if not form.startswith("obj+")]
    for child in verb.children:
        if child.dep_ in {"prep", "dative"} and child.children and child.pos_ == "ADP":
            out += [f"{child.lower_}+{form}" for form in forms if "-" not in form]
    return out


def _names(word: Token) -> tuple[str, ...]:
    """The names a word may have in the tables: "rule out", then "rule"."""
    lemma = word.lemma_.lower()
    near = [c.lower_ for c in word.children if c.dep_ in _BESIDE and c.pos_ != "PUNCT"]
    near += [c.lemma_.lower() for c in word.children if c.dep_ in {"dobj", "attr"}]
    names = [f"{lemma} {n}" for n in near]
    if word.pos_ in _VERBAL and word.tag_ == "VBN":
        names.append(word.lower_)
    return (*names, lemma)


_BESIDE = frozenset({"prt", "advmod", "prep", "acomp", "oprd"})


def _under_preposition(prep: Token, form: str) -> Link | None:
    """A gerund or event noun behind a preposition, which is the word's below or a phrase's own."""
    head = prep.head
    if head is prep:
        return None
    kind = form.rpartition("-")[2]
    fixed = next((c for c in prep.lefts if c.dep_ in {"advmod", "mark"}), None)
    if fixed is not None:  # "instead of withdrawing", "rather than"
        words = f"{fixed.lower_} {prep.lower_}"
        return Link(above=head, forms=(kind,), lemmas=(words,), pos="preposition", by=prep)
    words = f"{head.lower_} {prep.lower_}"
    if prep.dep_ == "prep" and head.pos_ == "ADP":  # "out of talks"
        forms = (f"{head.lower_}-{form}", form, kind)
        return Link(above=head.head, forms=forms, lemmas=(words,), pos="preposition", by=prep)
    if _is_adverb(head):  # "stopped short of signing", "far from signing"
        verb = head.head
        names = (f"{verb.lemma_.lower()} {head.lower_}", words, head.lower_)
        return Link(above=verb, forms=(form, kind), lemmas=names, by=prep)
    over = _takes(head) if head.pos_ in _NOMINAL else None
    if over is not None and _verb_takes(over, form):
        return _link(over, form, by=prep)  # "accused the rebels of": the parse hangs it on them
    return _link(head, form, by=prep)


def _verb_takes(verb: Token, form: str) -> bool:
    """Whether the verb over an object knows the form as its own complement."""
    return any(
        row.complement == f"obj+{form}" for name in _names(verb) for row in embeddings(name, "verb")
    )


def _is_adverb(word: Token) -> bool:
    """Whether a word stands by a verb as "short" in "stopped short of"."""
    beside = word.pos_ in {"ADV", "ADJ"} and word.dep_ in {"advmod", "acomp", "oprd"}
    return beside and word.head.pos_ in _VERBAL and word.head.lemma_ != "be"


def _of_noun(noun: Token) -> Link | None:
    head, dep = noun.head, noun.dep_
    if head is noun:
        return None
    if dep in {"conj", "appos"}:
        return Link(above=head, forms=("conj",), shared=True)
    if dep in {"dobj", "attr", "oprd"}:
        return _link(head, "noun")
    if dep == "nsubjpass":
        place = members("verbs_of_taking_place")  # "a visit is expected to take place"
        aims = [c for c in children(head, "xcomp") if c.lemma_.lower() not in place]
        return _link(head, "subj" if aims and not is_negated(head) else "noun")
    if dep in {"nsubj", "csubj"}:
        return _link(head, "subj", "subj-that")
    if dep == "pobj":
        return _under_preposition(head, f"{head.lower_}-noun")
    if dep in {"compound", "nmod"} and head.pos_ in _NOMINAL:
        return _link(head, "of-noun", "for-noun")
    return None
