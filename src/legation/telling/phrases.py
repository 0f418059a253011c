"""Records in words: dates, amounts, parties, predicates, and the sentence around a passage."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from legation.language.words import members
from legation.ontology import rules_with
from legation.records import (
    Bound,
    Claim,
    Event,
    Harm,
    How,
    Mention,
    Passage,
    Precision,
    Predicate,
    Quantity,
    When,
)
from legation.tables import rows
from legation.telling.safe import clean

SHORT_ID = 9  # the letter and 32 bits: enough to tell the records of a large store apart

MAX_QUOTE = 240  # characters of a sentence shown around a word

# What a claim says and what it says when it does not hold.
PREDICATES: dict[Predicate, tuple[str, str]] = {
    Predicate.HOLDS_OFFICE: ("holds the office of", "does not hold the office of"),
    Predicate.MEMBER_OF: ("is a member of", "is no member of"),
    Predicate.PART_OF: ("is part of", "is not part of"),
    Predicate.BASED_IN: ("is based in", "is not based in"),
    Predicate.LEADS: ("leads", "does not lead"),
    Predicate.COMMANDS: ("commands", "does not command"),
    Predicate.DEPLOYED_IN: ("is deployed in", "is not deployed in"),
    Predicate.MANDATED_BY: ("is mandated by", "is not mandated by"),
    Predicate.STRENGTH: ("has a strength of", "does not have a strength of"),
    Predicate.CONTRIBUTES_TO: ("contributes to", "does not contribute to"),
    Predicate.CONTRIBUTOR_COUNT: ("has contributors:", "does not have contributors:"),
    Predicate.PARTY_TO: ("is party to", "is not party to"),
    Predicate.MEDIATES: ("mediates", "does not mediate"),
    Predicate.RECOGNIZES: ("recognises", "does not recognise"),
    Predicate.CLAIMS_TERRITORY: ("claims", "does not claim"),
    Predicate.CONTROLS: ("controls", "does not control"),
    Predicate.INDEPENDENT_SINCE: ("is independent of", "is not independent of"),
    Predicate.AT_WAR_WITH: ("is at war with", "is not at war with"),
    Predicate.ALLIED_WITH: ("is allied with", "is not allied with"),
    Predicate.SANCTIONED_BY: ("is under sanctions of", "is not under sanctions of"),
    Predicate.BLOCKADED_BY: ("is blockaded by", "is not blockaded by"),
}

# What a claim that something came to an end says, beside the day: "was deployed in ... until 1998".
ENDED: dict[Predicate, str] = {
    Predicate.HOLDS_OFFICE: "held the office of",
    Predicate.MEMBER_OF: "was a member of",
    Predicate.PART_OF: "was part of",
    Predicate.BASED_IN: "was based in",
    Predicate.LEADS: "led",
    Predicate.COMMANDS: "commanded",
    Predicate.DEPLOYED_IN: "was deployed in",
    Predicate.MANDATED_BY: "was mandated by",
    Predicate.STRENGTH: "had a strength of",
    Predicate.CONTRIBUTES_TO: "contributed to",
    Predicate.CONTRIBUTOR_COUNT: "had contributors:",
    Predicate.PARTY_TO: "was party to",
    Predicate.MEDIATES: "mediated",
    Predicate.RECOGNIZES: "recognised",
    Predicate.CLAIMS_TERRITORY: "claimed",
    Predicate.CONTROLS: "controlled",
    Predicate.INDEPENDENT_SINCE: "was independent of",
    Predicate.AT_WAR_WITH: "was at war with",
    Predicate.ALLIED_WITH: "was allied with",
    Predicate.SANCTIONED_BY: "was under sanctions of",
    Predicate.BLOCKADED_BY: "was blockaded by",
}

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W\d_a-z])")
_SHORT_FORM = re.compile(
    r"(?:^|\W)(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Prof|Rev|Hon|St|No|vs"
    r"|[A-Z](?:\.[A-Z])*)$"
)  # Mr. Rao, the U.S. Senate: the point ends no sentence


def predicate_phrase(claim: Claim) -> str:
    """What a claim says of its subject: that it holds, that it does not, or that it did until then.

    An end ("withdrew its troops in 1998") is kept as a denial up to that day.
    """
    holds, denied = PREDICATES[claim.predicate]
    if claim.holds:
        return holds
    ended = claim.valid is not None and claim.valid.first is None and claim.valid.last is not None
    return ENDED[claim.predicate] if ended else denied


def counted(number: int, unit: str) -> str:
    """A number with its unit, in the plural where it must be."""
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def and_last(names: Sequence[str]) -> str:
    """Names in a row, with commas and a last "and"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def day(of: date) -> str:
    """A day, as in 9 March 2024."""
    return f"{of.day} {of:%B %Y}"


_DECADE = re.compile(r"\b\d{3}0s\b")


def when_phrase(when: When | None) -> str:
    """An interval in words; empty for an unknown one."""
    if when is None or (when.first is None and when.last is None):
        return ""
    first, last = when.first, when.last
    if when.precision is Precision.YEAR and first:
        told = f"{first:%Y}"
    elif when.precision is Precision.MONTH and first:
        told = f"{first:%B %Y}"
    elif first and last:
        told = day(first) if first == last else f"{day(first)} to {day(last)}"
    elif first:
        decade = _DECADE.search(when.passage.text) if when.passage is not None else None
        told = f"since the {decade.group()}" if decade else f"since {_edge(first, when)}"
    else:
        assert last is not None
        told = f"until {_edge(last, when)}"
    return told + _how(when)


def quantity_phrase(value: Quantity) -> str:
    """An amount with its bound and unit, as in "more than 4,000 troops"."""
    amount = _number(value.amount)
    if value.bound is Bound.BETWEEN and value.upper is not None:
        told = f"between {amount} and {_number(value.upper)}"
    elif value.bound is Bound.EXACT:
        told = amount
    else:
        told = f"{value.bound} {amount}"
    return f"{told} {clean(value.unit)}" if value.unit else told


def harm_phrase(harm: Sequence[Harm]) -> str:
    """Whom an event harmed in one line: "killed at least 19 people, wounded 50"."""
    told = [
        f"{h.kind} {quantity_phrase(h.number) if h.number else clean(h.passage.text)}" for h in harm
    ]
    return ", ".join(told)


def details_of(event: Event) -> tuple[str, ...]:
    """What an analyst counts of an event, each in words: harm, means, meeting, amounts, answer."""
    told = (
        harm_phrase(event.harm),
        f"by {clean(event.means[0].value)}" if event.means else "",
        f"level: {event.level.value}" if event.level else "",
        f"manner: {event.manner.value}" if event.manner else "",
        f"host: {name_of(event.host)}" if event.host else "",
        ", ".join(quantity_phrase(each.quantity) for each in event.amount),
        f"answers: {clean(event.response_to.passage.text)}" if event.response_to else "",
    )
    return tuple(part for part in told if part)


def name_of(mention: Mention) -> str:
    """The name as it is shown: a bare body with its country, as in "government of Serbia".

    A pronoun that stayed open is no name: somebody not named (“they”).
    """
    name = clean(mention.name)
    if mention.rule in rules_with("open_pronoun") and _is_of_others(name.lower()):
        return f"somebody not named (“{name.lower()}”)"
    state = _states().get(mention.country or "")
    if (
        state is None
        or mention.rule not in rules_with("told_by_the_text_around")
        or not name[:1].islower()
    ):
        return name
    return f"{name} of {'the ' if mention.country in _WITH_ARTICLE else ''}{state}"


def _is_of_others(word: str) -> bool:
    return word in members("pronouns_of_others") | members("owning_pronouns_of_others")


_WITH_ARTICLE = frozenset("ARE BHS CAF COD COG COM DOM GBR GMB MDV MHL NLD PHL SLB SYC USA".split())


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("actors/countries.csv") if not row["to"]}


def codes_of(mention: Mention) -> str:
    """Country and sector of a mention, as in "KEN GOV"."""
    return " ".join(clean(code) for code in (mention.country, mention.sector) if code)


def aside_of(mention: Mention) -> str:
    """What stands in brackets after a name: role, country and sector."""
    role = clean(mention.role or "")
    if role.casefold() == clean(mention.name).casefold():
        role = ""
    return ", ".join(part for part in (role, codes_of(mention)) if part)


def quoted(text: str) -> str:
    """Words in quotation marks, with the white space of the page taken as single spaces."""
    words = clean(text)
    return words if words[:1] in '“"' and words[-1:] in '”"' else f"“{words}”"


def sentence_of(text: str, passage: Passage) -> tuple[int, int]:
    """Where the sentence of a passage begins and ends; it never leaves its paragraph."""
    start = text.rfind("\n", 0, passage.start) + 1
    end = text.find("\n", passage.end)
    end = len(text) if end < 0 else end
    for found in _SENTENCE_END.finditer(text, start, end):
        at = found.start()
        if text[at] == "." and _SHORT_FORM.search(text[max(at - 8, 0) : at]):
            continue
        if found.end() <= passage.start:
            start = found.end()
        elif at >= passage.end - 1:
            end = at + len(found.group().rstrip())
            break
    return start, end


def sentence_text(text: str, passage: Passage) -> str:
    """The sentence of a passage."""
    start, end = sentence_of(text, passage)
    return text[start:end]


def cut_around(text: str, start: int, end: int, passage: Passage) -> tuple[int, int, bool, bool]:
    """A stretch of text, shortened between words to what the eye takes in around a passage.

    Gives the new start and end, and whether something was cut away before and after.
    """
    room = max(MAX_QUOTE - len(passage.text), 0) // 2
    left, right = start, end
    if passage.start - start > room:
        left = text.find(" ", passage.start - room, passage.start) + 1 or passage.start
    if end - passage.end > room:
        space = text.rfind(" ", passage.end, passage.end + room)
        right = space if space > 0 else passage.end
    return left, right, left > start, right < end


def _edge(of: date, when: When) -> str:
    """The open interval's one end: a day, or the month or year that begins or ends with it.

    The words of the text decide between a month and a year, where it is the first or last of one.
    """
    words = when.passage.text if when.passage else ""
    last = of == when.last
    whole_year = (of.month, of.day) == ((12, 31) if last else (1, 1))
    whole_month = of.day == (monthrange(of.year, of.month)[1] if last else 1)
    if whole_month and (words if whole_year else words or not last):
        if _OF_MONTH.search(words) and not _OF_DAY.search(words):
            return f"{of:%B %Y}"
        if _OF_DAY.search(words):
            return day(of)
    if whole_year:
        return f"{of:%Y}"
    return f"{of:%B %Y}" if whole_month and not last else day(of)


_MONTH = "|".join(month_name[1:])
_OF_MONTH = re.compile(f"month|{_MONTH}", re.IGNORECASE)
_OF_DAY = re.compile(
    rf"\d(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})|(?:{_MONTH}) \d{{1,2}}\b|day|week", re.IGNORECASE
)


def _how(when: When) -> str:
    """The words behind a date that was reckoned, and whether it is the day of publication."""
    if when.how is How.PUBLICATION:
        return " (day of publication)"
    if when.how in (How.WEEKDAY, How.RELATIVE) and when.passage is not None:
        return f" ({quoted(when.passage.text)})"
    return ""


def _number(amount: float) -> str:
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,}"
