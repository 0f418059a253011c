"""Which records of a store a changed lexicon or actor row would flip, before it is saved.

Nothing is written. Only the articles in which words of a changed row may stand, by the index of
words, are read, once as the tables are and once as they would be; so what an older reader left in
the store is not taken for the row's doing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import or_, select

from legation.records import Article, Reading
from legation.store import Store, schema
from legation.store.asking.word_index import with_text
from legation.store.correcting.corrections_kept import as_read
from legation.store.correcting.fields_told import kind_of
from legation.store.correcting.laying_over import main_passage
from legation.tables import values

KINDS = ("mentions", "statements", "events", "claims")
_COLUMNS = ("lemma", "members", "name", "names", "office")  # columns that hold words of texts
_UNTOLD = frozenset({"id", "score", "rule"})  # fields in which no difference is told
_SHORT = 4  # letters: a longer lemma is looked for without its last, since "deny" is in "denied"
Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flipped:
    """A record before and after; `None` before is a new one, `None` after one that is gone.

    `what` names the fields that differ where both are there.
    """

    kind: str
    before: Any | None
    after: Any | None
    what: tuple[str, ...] = ()


def changed_rows(before: Iterable[Row], after: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that stand in one of two tables alone, each once, in the order they are met."""
    old, new = ([tuple(sorted(row.items())) for row in rows] for rows in (before, after))
    one, other = set(old), set(new)
    alone = (row for row in (*old, *new) if (row in one) is not (row in other))
    return tuple(dict(row) for row in dict.fromkeys(alone))


def words_of(rows: Iterable[Row], forms: Callable[[str], Iterable[str]]) -> tuple[str, ...] | None:
    """What texts must have for a row to matter: beginnings of words; `None` where a row has none.

    `forms` gives the irregular forms of a lemma. A name counts by its last word, since a text may
    go on with the surname alone.
    """
    found: set[str] = set()
    for row in rows:
        cells = {c: values(row.get(c) or "") for c in _COLUMNS}
        lemmas = [word.split()[-1] for c in ("lemma", "members") for word in cells[c]]
        names = [word.split()[-1] for c in ("name", "names", "office") for word in cells[c]]
        if not lemmas and not names:
            return None
        for lemma in lemmas:
            found.add(lemma[:-1] if len(lemma) >= _SHORT else lemma)
            found.update(forms(lemma))
        found.update(names)
    plain = {word for word in found if word[:1].isalnum()}
    return tuple(sorted(plain)) if len(plain) == len(found) else None


def irregular_forms(nlp: Any) -> Callable[[str], tuple[str, ...]]:
    """The forms of a lemma that its pipeline's lemmatiser lists: "withdrew" of "withdraw"."""
    found: dict[str, list[str]] = {}
    pipe = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    lookups = getattr(pipe, "lookups", None)
    listed = lookups.get_table("lemma_exc") if lookups and lookups.has_table("lemma_exc") else {}
    for pos in ("verb", "noun"):
        for form, lemmas in listed.get(pos, {}).items():
            for lemma in lemmas:
                found.setdefault(str(lemma), []).append(str(form))
    return lambda lemma: tuple(found.get(lemma, ()))


def would_flip(
    store: Store,
    words: tuple[str, ...] | None,
    before: Callable[[Article], Reading],
    after: Callable[[Article], Reading],
) -> Iterator[tuple[Article, tuple[Flipped, ...]]]:
    """The articles that may have the words, each with the records that flip, by id of article.

    `words` of `None` takes all articles.
    """
    table = schema.articles.c
    wanted = select(table.id).order_by(table.id)
    if words == ():
        return
    with store.reading() as connection:
        if words is not None:
            wanted = wanted.where(or_(*(with_text(connection, word) for word in words)))
        ids = tuple(connection.execute(wanted).scalars())
    for key in ids:
        with store.reading() as connection:
            article = as_read(connection, [key])[0].article
        yield article, flipped(before(article), after(article))


def flipped(before: Reading, after: Reading) -> tuple[Flipped, ...]:
    """The records that two readings of one article do not share, by kind, in text order."""
    out: list[Flipped] = []
    for name in KINDS:
        old, new = getattr(before, name), getattr(after, name)
        gone, come = [r for r in old if r not in new], [r for r in new if r not in old]
        for record in gone:
            pair = next((r for r in come if main_passage(r).overlaps(main_passage(record))), None)
            if pair is None:
                out.append(Flipped(kind=kind_of(record), before=record, after=None))
                continue
            come.remove(pair)
            what = _differing(record, pair)
            if what:
                out.append(Flipped(kind=kind_of(record), before=record, after=pair, what=what))
        out += [Flipped(kind=kind_of(r), before=None, after=r) for r in come]
    return tuple(out)


def _differing(one: Any, other: Any) -> tuple[str, ...]:
    return tuple(
        f.name
        for f in fields(one)
        if f.name not in _UNTOLD and getattr(one, f.name) != getattr(other, f.name)
    )
