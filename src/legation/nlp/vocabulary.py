"""Words and labels by spaCy's ids, looked up once a process.

An id is the hash of a text, the same in every vocabulary; here it is read with a sign.
"""

from __future__ import annotations

from spacy.vocab import Vocab

_UNSIGNED = (1 << 64) - 1
SPACE, PUNCT, LOWER, DIGIT = 1, 2, 4, 8  # what a word is made of, by spaCy's flags
_MOST = 500_000  # entries kept; beyond, all are looked up anew


class _Names(dict[int, str]):
    """The texts of ids."""

    vocab: Vocab

    def __missing__(self, key: int) -> str:
        found = self[key] = self.vocab.strings[key & _UNSIGNED] if key else ""
        return found


class _Words(dict[int, tuple[str, str, int]]):
    """Words as written and in lower case, with what they are made of."""

    vocab: Vocab

    def __missing__(self, key: int) -> tuple[str, str, int]:
        lexeme = self.vocab[key & _UNSIGNED]
        signs = (
            SPACE * lexeme.is_space
            + PUNCT * lexeme.is_punct
            + LOWER * lexeme.is_lower
            + DIGIT * lexeme.is_digit
        )
        found = self[key] = (lexeme.text, lexeme.text.lower(), signs)
        return found


_NAMES, _WORDS = _Names(), _Words()


def names_of(vocab: Vocab) -> _Names:
    """The texts of ids that the vocabulary has."""
    if len(_NAMES) > _MOST:
        _NAMES.clear()
    _NAMES.vocab = vocab
    return _NAMES


def words_of(vocab: Vocab) -> _Words:
    """The words of ids that the vocabulary has."""
    if len(_WORDS) > _MOST:
        _WORDS.clear()
    _WORDS.vocab = vocab
    return _WORDS
