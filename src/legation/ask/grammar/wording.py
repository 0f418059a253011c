"""What `text=` asks for: words, "a phrase", -not, OR; anything else is a word.

No input is a fault. Words that stand beside each other must all be there; `OR` between two asks for
one of them; a hyphen before a word or phrase asks that it is not there.
"""

from __future__ import annotations

import re

from legation.store.asking.wanted import Term, Wording

_PARTS = re.compile(r'(-?)"([^"]*)"|(\S+)')
MOST_TERMS = 40  # of one text: more are no question, and each is looked for in every record


def wording_of(text: str) -> Wording:
    """The groups of a text, of each of which one term must fit; empty where there is no word."""
    groups: list[tuple[Term, ...]] = []
    either = False
    for part in list(_PARTS.finditer(text))[:MOST_TERMS]:
        hyphen, phrase, word = part.groups()
        if word == "OR" and groups:
            either = True
            continue
        term = _term(word) if word else Term(text=" ".join(phrase.split()), wanted=not hyphen)
        if not term.text:
            continue
        if either:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        either = False
    return tuple(groups)


def _term(word: str) -> Term:
    if len(word) > 1 and word.startswith("-"):
        return Term(text=word[1:], wanted=False)
    return Term(text=word)
