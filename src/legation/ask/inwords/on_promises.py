"""Answers on promises and demands, and on those whose day is over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from legation.ask.inwords.answer_types import Found, Sentence, found, plain, said
from legation.ask.inwords.asks_all import AsksAll
from legation.ask.inwords.meant_by import Taken
from legation.ask.inwords.understanding import Understood
from legation.ask.inwords.worded import given, names, outlet_and_day
from legation.folding import name_key
from legation.records import Commitment, Standing, Undertaking
from legation.telling.phrases import quoted, when_phrase

_STANDING = {
    Standing.OPEN: "It is open",
    Standing.REPEATED: "It was repeated",
    Standing.CLAIMED_DONE: "It is claimed to be done",
    Standing.DISPUTED: "Whether it was done is disputed",
    Standing.LAPSED: "Its day is over and nobody said that it was done",
}
_VERBS = {Undertaking.DEMAND: "demanded", Undertaking.PROMISE: "promised"}


def demands(query: AsksAll, asked: Understood) -> Found:
    """13: what one demanded of another."""
    return _of_kind(query, asked, 13, Undertaking.DEMAND)


def promises(query: AsksAll, asked: Understood) -> Found:
    """14: what was promised to somebody, by whom."""
    return _of_kind(query, asked, 14, Undertaking.PROMISE)


def lapsed(query: AsksAll, asked: Understood) -> Found:
    """15: whose day is over, with nobody saying that it was done."""
    return _of_kind(query, asked, 15, None)


def _of_kind(query: AsksAll, asked: Understood, template: int, kind: Undertaking | None) -> Found:
    by, of = asked.slot("by"), asked.slot("of")
    wanted = query.commitments(**given(by=_name(by), of=_name(of), **_form(kind)))
    fits = _in_words(of)
    sentences = [
        _sentence(query, template, each)
        for each in wanted
        if fits(each) and (asked.days is None or asked.days.days.has(each.told_on))
    ]
    verb = "to" if kind is Undertaking.PROMISE else "of"
    fields = {
        "by": f" by {plain(asked.shown('by') or '')}" if by else "",
        "of": f" {verb} {plain(asked.shown('of') or '')}" if of else "",
    }
    told = given(by=by and by.value, of=of and of.value, **_form(kind))
    address = f"/commitments?{urlencode(told)}"
    return found(sentences, not_told=said(template, "not_told", **fields), address=address)


def _form(kind: Undertaking | None) -> dict[str, str]:
    return {"kind": str(kind)} if kind else {"status": str(Standing.LAPSED)}


def _sentence(query: AsksAll, template: int, each: Commitment) -> Sentence:
    article = query.reading(each.content.article_id).article
    of = names(each.of, nobody="")
    to = " to " if each.kind is Undertaking.PROMISE else " of "
    fields = {
        "by": names(each.by),
        "of": f"{to}{of}" if of else "",
        "words": quoted(each.content.text),
        "status": _STANDING[each.status],
        "due": when_phrase(each.due) or "by its words",
        "verb": _VERBS[each.kind],
        "source": outlet_and_day(article),
    }
    return Sentence(text=said(template, "told", **fields), records=(each.said_in,))


def _name(taken: Taken | None) -> str | None:
    """The name that commitments are asked by; `None` for words that name nobody known."""
    return taken.value if taken is not None and not taken.as_written else None


def _in_words(taken: Taken | None) -> Callable[[Commitment], bool]:
    """Whether it is of those whose words stand in the question, where these name nobody known."""
    if taken is None or not taken.as_written:
        return lambda each: True
    bare = name_key(taken.value).removeprefix("the ")

    def fits(each: Commitment) -> bool:
        told: Iterable[str] = (name_key(m.name) for m in each.of)
        return any(bare in name or name in bare for name in told)

    return fits
