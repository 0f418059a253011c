"""What an event gives, takes or moves, and how much: money, goods, troops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.passages import passage_at
from legation.nlp.syntax import children, is_negated, is_verb, phrase_start, prep_objects
from legation.nlp.tokens import Token
from legation.propositions.beside import verb_objects
from legation.propositions.numbers import money_in, quantity_of
from legation.propositions.subjects import doers
from legation.records import Amount, Article, Bound, Goods, Quantity


def amounts_of(words: Iterable[Token], article: Article, *, troops: bool) -> tuple[Amount, ...]:
    """The amounts that the objects of an event's words tell, in text order, each once.

    Of soldiers only where the event moves `troops`: who frees twenty soldiers sends none.
    """
    found: dict[int, Amount] = {}
    for word in words:
        if is_verb(word) and is_negated(word):
            continue
        for noun in _moved(word):
            amount = _of_noun(noun, article)
            if amount is not None and (troops or amount.kind is not Goods.TROOPS):
                found.setdefault(amount.passage.end, amount)
        for noun in doers(word) if troops and is_verb(word) else ():
            amount = _of_noun(noun, article)  # "some 800 soldiers left their base"
            if amount is not None and amount.kind is Goods.TROOPS:
                found.setdefault(amount.passage.end, amount)
        for noun in prep_objects(word, "by") if is_verb(word) else ():
            amount = _of_noun(noun, article)  # "cut the aid by $30m"
            if amount is not None and amount.kind is Goods.MONEY:
                found.setdefault(amount.passage.end, amount)
    return tuple(sorted(found.values(), key=lambda a: a.passage.start))


def _moved(word: Token) -> Iterator[Token]:
    """The nouns that say what is moved: the object, what it is of or worth, the event's noun."""
    heads = [word]
    if is_verb(word):
        heads = verb_objects(word)
        if word.lemma_.lower() in members("providing_verbs"):
            heads = [*heads, *prep_objects(word, "with")]  # "supplied the rebels with 200 rifles"
    for head in heads:
        yield head
        yield from prep_objects(head, "of", "worth", "in")


def _of_noun(noun: Token, article: Article) -> Amount | None:
    start = noun.doc[max(phrase_start(noun), 0)].idx
    money = money_in(article.text, start, noun.idx + len(noun.text))
    if money is not None:
        quantity, first, last = money
        return _amount(Goods.MONEY, quantity, (start, first, last), article)
    counted, kind = quantity_of(noun), _kind(noun)
    if counted is None or kind is None:
        return None
    unit = noun
    if noun.lemma_.lower() in members("measures_of_goods"):
        things = prep_objects(noun, "of")
        if not things:
            return None
        unit = things[0]
    last = unit.idx + len(unit.text)
    own = " ".join(article.text[_unit_start(noun) : last].split())
    quantity = replace(counted, amount=float(counted.amount), unit=own)
    return _amount(kind, quantity, (start, _number_start(noun), last), article)


def _amount(kind: Goods, quantity: Quantity, at: tuple[int, int, int], article: Article) -> Amount:
    """An amount with its words: from the start of the phrase where that sets a bound."""
    start, number, end = at
    first = number if quantity.bound is Bound.EXACT else min(start, number)
    return Amount(kind=kind, quantity=quantity, passage=passage_at(article, first, end))


def _number_start(noun: Token) -> int:
    return noun.doc[min(c.left_edge.i for c in children(noun, "nummod"))].idx


def _unit_start(noun: Token) -> int:
    """Where what is counted begins, behind the number: "fighter jets" in "40 fighter jets"."""
    number = max(c.i for c in children(noun, "nummod") if c.i < noun.i)
    return noun.doc[number + 1].idx


def _kind(noun: Token) -> Goods | None:
    lemma = noun.lemma_.lower()
    if lemma in members("nouns_for_troops"):
        return Goods.TROOPS
    if lemma in members("measures_of_goods") or lemma in members("counted_goods"):
        return Goods.GOODS
    return Goods.GOODS if is_noun(lemma, "weapon") or is_noun(lemma, "vehicle") else None
