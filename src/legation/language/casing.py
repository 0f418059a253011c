"""Headlines In Title Case, in the case of running text, with each character where it was.

The model takes "Kenya Expels Somali Envoy" for one name. What a headline would write small in
running text is made small before the parse: words of grammar, and verbs and event nouns that the
tables of the lexicon know. Names stay as they are, also those that are words ("Bush", "Rice").
"""

from __future__ import annotations

import re
from functools import cache

from legation.language.words import members
from legation.tables import columns, rows, values

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_LEAST = 4  # words of a headline; a shorter line is a name as often
_LONG = 4  # letters of a short form: "NATO" is no line that shouts


def recased(text: str) -> str:
    """The text with its headlines in the case of running text; as long as before."""
    if not any(_may_be_headline(line) for line in text.split("\n")):
        return text
    lines = text.split("\n")
    return "\n".join(_recased(line) if _may_be_headline(line) else line for line in lines)


def _may_be_headline(line: str) -> bool:
    """Whether each long word of a line begins large, and it ends as no sentence does."""
    if line.isupper() or line.rstrip()[-1:] in set('.”":;,'):
        return False
    words = _WORD.findall(line)
    if len(words) < _LEAST or not any(map(str.isalpha, line[:1])):
        return False
    small = [w for w in words if w[0].islower()]
    shouted = any(w.isupper() and len(w) > _LONG for w in words)
    return not shouted and all(w in members("function_words") for w in small)


def _recased(line: str) -> str:
    """A headline with its verbs, event nouns and words of grammar small, if it has a verb."""
    found = list(_WORD.finditer(line))
    words = [m.group().lower() for m in found]
    small, has_verb = [], False
    for i, match in enumerate(found[1:], 1):
        word = words[i]
        asked = words[i - 1] in members("modal_words")
        named = word in members("names_that_are_words") and not asked
        if match.group()[1:].isupper() or named:
            continue
        listed = i > 1 and line[found[i - 2].end() :][:1] == ","
        is_last = i == len(found) - 1 and word.endswith("s")  # "Santa Marta Defence Forces"
        is_verb = not is_last and _is_verb(words, i, listed=listed)
        has_verb = has_verb or is_verb
        grammar = word in members("function_words") and (
            word != "may" or "".join(words[i + 1 : i + 2]) in _verbs()
        )
        little = word in members("small_words_of_headlines")
        if is_verb or grammar or little or _is_event_noun(word):
            small.append(match.start())
    if not has_verb:
        return line
    out = list(line)
    for at in small:
        out[at] = out[at].lower()
    return "".join(out)


def _is_verb(words: list[str], i: int, *, listed: bool) -> bool:
    """Whether a word is a form of a verb that the lexicon knows.

    A bare one is where it follows a plural, two names or a modal: "Rebels Kill", "Spain And Chad
    Sign", "Ruto, Museveni Agree", "To Expel"; so "Trade" in "World Trade Center" is none.
    """
    word, before = words[i], words[i - 1]
    if word in _verbs():
        several = listed or before.endswith("s") or (i > 2 and words[i - 2] == "and")
        return several or before in members("modal_words")
    return any(base in _verbs() for base in _bases(word))


def _bases(word: str) -> set[str]:
    """What an inflected form may be a form of: "expels", "denied", "barring"."""
    out: set[str] = set()
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            base = word.removesuffix(ending) + instead
            out |= {base, base[:-1]} if base[-1:] == base[-2:-1] else {base}
    return out


_ENDINGS = (
    *(("ies", "y"), ("es", ""), ("s", "")),
    *(("ied", "y"), ("ed", ""), ("d", "")),
    *(("ing", ""), ("ing", "e")),
)


def _is_event_noun(word: str) -> bool:
    return any(base in _nouns() for base in (word, word.removesuffix("s")))


@cache
def _verbs() -> frozenset[str]:
    """The verbs of one word in the tables of events and of speech."""
    cells = [lemma for lemma, _ in columns("language/en/verbs.csv", "lemma", "type")]
    for table in ("language/en/operators.csv", "language/en/cues.csv"):
        cells += [lemma for lemma, pos in columns(table, "lemma", "pos") if pos == "verb"]
    cells += [row["lemma"] for row in rows("language/en/light_verbs.csv")]
    return frozenset(v for cell in cells for v in values(cell) if v.isalpha())


@cache
def _nouns() -> frozenset[str]:
    """The event nouns of one word, and the diplomats and arms that headlines tell of."""
    cells = [row["lemma"] for row in rows("language/en/nouns.csv")]
    nouns = {v for cell in cells for v in values(cell) if v.isalpha()}
    common = members("diplomats") | members("troops") | members("weapons") | members("prisoners")
    return frozenset(nouns | {w for w in common if w.isalpha()})
