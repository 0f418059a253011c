"""All propositions of an article: its verbs, its event nouns, and light verbs with their noun."""

from __future__ import annotations

from collections.abc import Sequence

from legation.language.words import heads
from legation.nlp.anchors import Anchors, anchored
from legation.nlp.passages import passage_at
from legation.nlp.syntax import children, phrase_end, phrase_start
from legation.nlp.tokens import Parsed, Token, flat
from legation.propositions.arguments import roles_of
from legation.propositions.factuality import factuality
from legation.propositions.proposition import Filler, Proposition, Role, Sort
from legation.propositions.status import carried
from legation.propositions.subjects import subjects
from legation.propositions.whom import parties
from legation.records import Article, Mention

_VERBAL = frozenset({"VERB", "AUX"})
_HELPING = frozenset({"aux", "auxpass"})


def find_propositions(
    doc: Parsed, article: Article, mentions: Sequence[Mention]
) -> tuple[Proposition, ...]:
    """Find who does what to whom in each clause and event noun, in text order."""
    doc = flat(doc, article.text)
    anchors = anchored(doc, mentions)
    out: list[Proposition] = []
    light: dict[int, Token] = {}
    for token in doc.tokens:
        if token.pos_ in _VERBAL and token.dep_ not in _HELPING and token.lemma_ != "be":
            noun = _carried(token)
            if noun is not None:
                light[noun.i] = token
                continue
            out.append(_made(token, Sort.VERB, [token], article, anchors))
        elif token.i in light:
            out.append(_light(light[token.i], token, article, anchors))
        elif token.pos_ == "NOUN" and token.lemma_.lower() in heads("nouns"):
            out.append(_made(token, Sort.NOUN, [token], article, anchors))
    return tuple(out)


def _carried(verb: Token) -> Token | None:
    """The event noun that a light verb only carries: "carried out an attack"."""
    if verb.lemma_.lower() not in heads("light_verbs"):
        return None
    found = children(verb, "dobj", "nsubjpass")
    return next((o for o in found if o.lemma_.lower() in heads("nouns")), None)


def _light(verb: Token, noun: Token, article: Article, anchors: Anchors) -> Proposition:
    """A light verb with its noun: the doer from the verb, the others from both."""
    of_verb, of_noun = roles_of(verb), roles_of(noun)
    of_verb.pop(Role.PATIENT, None)
    merged = of_noun | of_verb
    told = carried(noun, verb)
    found = [(role, _fillers(heads, article, anchors)) for role, heads in merged.items()]
    return Proposition(
        predicate=passage_at(article, *_span([verb, noun])),
        sort=Sort.LIGHT,
        roles=tuple(sorted(found, key=lambda pair: list(Role).index(pair[0]))),
        factuality=told,
    )


def _made(
    token: Token, sort: Sort, told: list[Token], article: Article, anchors: Anchors
) -> Proposition:
    value = factuality(token)
    found = tuple(
        (role, _fillers(heads, article, anchors)) for role, heads in roles_of(token).items()
    )
    teller = None
    if value.teller is not None and value.teller.pos_ in _VERBAL:
        who = subjects(value.teller)
        teller = passage_at(article, *_phrase(who[0])) if who else None
    return Proposition(
        predicate=passage_at(article, *_span(told)),
        sort=sort,
        roles=found,
        factuality=value,
        teller=teller,
    )


def _fillers(heads: Sequence[Token], article: Article, anchors: Anchors) -> tuple[Filler, ...]:
    return tuple(
        Filler(passage=passage_at(article, *_phrase(head)), mentions=parties([head], anchors))
        for head in heads
    )


def _phrase(head: Token) -> tuple[int, int]:
    tokens = head.doc.tokens
    end = phrase_end(head)
    for child in head.rights:
        if child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children):
            end = min(end, child.i - 1)  # "accused the rebels of shelling"
    first, last = tokens[phrase_start(head)], tokens[end]
    return first.idx, last.idx + len(last.text)


def _span(told: Sequence[Token]) -> tuple[int, int]:
    ordered = sorted(told, key=lambda t: t.i)
    return ordered[0].idx, ordered[-1].idx + len(ordered[-1].text)
