"""Whether two reports tell of one event: by type, parties, day and place, with the reasons kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from legation.folding import name_key
from legation.keys import party_key
from legation.language.words import members
from legation.records import Event, How, Kind, Mention, Report, Status

# What each agreement is worth; reports are of one event from ENOUGH on, where nothing parts them.
# Type, both sides and a day that may be the same are enough; so are type, one side and one day.
ENOUGH = 3.0
TYPE, LIKE_TYPE, NEAR_TYPE = 1.0, 0.6, 0.5  # with the same CAMEO code; with another; another type
SIDE, HALF_SIDE = 1.0, 0.4  # both reports name the side alike; only one names it
DAY, NEAR_DAY, NEXT_DAY, MAYBE_DAY = 1.0, 0.7, 0.5, 0.3
FIGURE = 0.5  # a number of two digits or more in both sentences
PLACE, COUNTRY = 0.5, 0.2
WORDS = 1.0  # where one sentence has all words of the other that say something
LEAST_WORDS = 0.25  # that events with other codes must have in common

TOLD_WITHIN = 3  # days after an event in which it is told as news without its day
RECALLED_WITHIN = 14  # days in which it is still told as what came before

_REAL = frozenset({Status.HAPPENED, Status.ONGOING})
# A place as a party is its state: who flies to Paris visits France.
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.OFFICE, Kind.PLACE})
_BODIES = frozenset({"EUR", "UNO"})  # sectors that are one body with all its organs
_PEOPLE = frozenset({"CVL", "EDU", "OPP", None})
_SPEAK_FOR = frozenset({"GOV", "MIL", "COP", None})
# Types that one deed may be told as: tear gas, expulsions, a pledge or a gift, a protest note.
_NEAR = (
    frozenset({"ASSAULT", "COERCE"}),
    frozenset({"COERCE", "SANCTION"}),
    frozenset({"AGREE", "AID"}),
    frozenset({"AID", "COOPERATE"}),
    frozenset({"AGREE", "COOPERATE"}),
    frozenset({"COOPERATE", "SUPPORT"}),
    frozenset({"ACCUSE", "REJECT"}),
)
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
_SIGNING = "057"
_BY_PHONE = "041"


@dataclass(frozen=True, slots=True)
class Sameness:
    """How much speaks for one event; `parted` says that something rules it out."""

    score: float = 0.0
    reasons: tuple[str, ...] = ()
    parted: bool = False

    @property
    def same(self) -> bool:
        """Whether it is enough."""
        return not self.parted and self.score >= ENOUGH


PARTED = Sameness(parted=True)
UNLIKE = Sameness()  # of other types and in other words: nothing more is asked


def sameness(one: Report, other: Report) -> Sameness:
    """What speaks for two reports being of one event, the same whichever is given first."""
    return with_days(apart_from_days(one, other), days_alike(one, other))


def apart_from_days(one: Report, other: Report) -> Sameness:
    """What speaks for one event, leaving aside when it was: many reports have the same answer."""
    first, second = one.event, other.event
    kinds = _types(first, second)
    if kinds is None or not _of_one_status(first, second):
        return PARTED
    words = _words(one, other)
    if kinds[0] < TYPE and words[0] < LEAST_WORDS * WORDS:
        return UNLIKE
    parts: list[Part] = [kinds, _places(first.place, second.place), words]
    parts += _sides(first, second)
    if any(part is None for part in parts):
        return PARTED
    told = [part for part in parts if part is not None]
    return Sameness(
        score=sum(score for score, _ in told),
        reasons=tuple(reason for _, reason in told if reason),
    )


def with_days(alike: Sameness, days: Part) -> Sameness:
    """The same with what their days say."""
    if alike.parted or alike is UNLIKE:
        return alike
    if days is None:
        return PARTED
    reasons = (*alike.reasons, days[1]) if days[1] else alike.reasons
    return Sameness(score=round(alike.score + days[0], 3), reasons=reasons)


def may_be_one(first: Event, second: Event) -> bool:
    """Whether types, codes and status leave it open that two events are one."""
    return _of_one_status(first, second) and _types(first, second) is not None


def _of_one_status(first: Event, second: Event) -> bool:
    if first.status in _REAL:
        return second.status in _REAL
    return first.status is second.status


Part = tuple[float, str] | None  # a score with its reason; `None` parts the reports


def _types(first: Event, second: Event) -> tuple[float, str] | None:
    if (first.cameo == _BY_PHONE) != (second.cameo == _BY_PHONE):
        return None
    if first.type == second.type:
        apart = first.trigger.article_id != second.trigger.article_id  # one text means two deeds
        alike = first.cameo[:3] == second.cameo[:3]
        alike = alike or (apart and _is_of(first.cameo, second.cameo))
        return TYPE if alike else LIKE_TYPE, f"type {first.type}"
    if any({first.type, second.type} == near for near in _NEAR):
        return NEAR_TYPE, " and ".join(sorted((first.type, second.type)))
    return None


def _is_of(one: str, other: str) -> bool:
    """Whether one code is the general one of the other's root: 190 for 193."""
    return one[:2] == other[:2] and "0" in {one[2:3], other[2:3]}


def days_of(report: Report, *, within: int = RECALLED_WITHIN) -> tuple[date | None, date | None]:
    """The first and last day a report's event may have been on: as told, or some days before.

    "The day before" is reckoned from the day of another sentence as often as from that of the
    article, so such days have one more on either side.
    """
    when, told = report.event.when, report.told_on
    if when is not None and is_dated(report):
        first, last = when.first or when.last, when.last or when.first
        slack = timedelta(days=1 if when.how is How.RELATIVE else 0)
        return first and first - slack, last and last + slack
    if told is None:
        return None, None
    return told - timedelta(days=within), told


def is_dated(report: Report) -> bool:
    """Whether the text itself says when."""
    when = report.event.when
    return when is not None and when.how is not How.PUBLICATION


def days_alike(one: Report, other: Report) -> Part:
    """What the days of two reports say; `None` where they cannot be of one event."""
    (first, last), (start, end) = days_of(one), days_of(other)
    if first is None or last is None or start is None or end is None:
        return 0.0, ""
    if max(first, start) > min(last, end):
        return None
    if not (is_dated(one) and is_dated(other)):
        (first, last), (start, end) = (days_of(r, within=TOLD_WITHIN) for r in (one, other))
        near = first and last and start and end and max(first, start) <= min(last, end)
        if not near:
            return 0.0, ""
        worth = NEXT_DAY if _told_next_day(one, other) else MAYBE_DAY
        return worth, "days that may be one"
    if first == last == start == end:
        return DAY, f"on {first}"
    return NEAR_DAY, f"between {max(first, start)} and {min(last, end)}"


def _told_next_day(one: Report, other: Report) -> bool:
    """Whether another text tells without a day, on the day of the other or the day after."""
    if one.event.trigger.article_id == other.event.trigger.article_id:
        return False  # a text that dates one deed and not the other may mean two
    dated, bare = (one, other) if is_dated(one) else (other, one)
    if is_dated(bare) or bare.told_on is None:
        return False
    day = days_of(dated)[1] if is_dated(dated) else dated.told_on
    return day is not None and timedelta(0) <= bare.told_on - day <= timedelta(days=1)


def _words(one: Report, other: Report) -> tuple[float, str]:
    """The words two sentences share, without the parties' names, which count by themselves.

    Within one article they count for nothing: it has told its events apart already.
    """
    if one.event.trigger.article_id == other.event.trigger.article_id:
        return 0.0, ""
    named = _names(one.event) | _names(other.event)
    mine, theirs = {*one.words} - named, {*other.words} - named
    shared = mine & theirs
    if not shared:
        return 0.0, ""
    share = len(shared) / min(len(mine), len(theirs))
    figure = FIGURE if any(word.isdigit() and 2 <= len(word) != 4 for word in shared) else 0.0
    return round(min(WORDS * share + figure, WORDS), 3), "words " + ", ".join(sorted(shared))


def _names(event: Event) -> set[str]:
    mentions = (*event.actors, *event.recipients)
    return {w for m in mentions for w in f"{m.name} {m.passage.text}".casefold().split()}


def _places(one: Mention | None, other: Mention | None) -> Part:
    if one is None or other is None:
        return 0.0, ""
    if name_key(one.name) == name_key(other.name):
        return PLACE, f"in {one.name}"
    if one.country and other.country and one.country != other.country:
        return None
    wide = {one.kind, other.kind} - {Kind.PLACE}
    if wide or one.country is None or other.country is None:
        return COUNTRY, f"in {one.country}" if one.country == other.country else ""
    return None


def _sides(first: Event, second: Event) -> list[Part]:
    if _is_mutual(first) and _is_mutual(second):
        mine, theirs = (*first.actors, *first.recipients), (*second.actors, *second.recipients)
        return _all_parties(mine, theirs)
    actors = _side(first.actors, second.actors, strict=True)
    recipients = _side(first.recipients, second.recipients, strict=False)
    return [actors, recipients]


def _is_mutual(event: Event) -> bool:
    return event.type in _MUTUAL or event.cameo == _SIGNING


def _all_parties(mine: Sequence[Mention], theirs: Sequence[Mention]) -> list[Part]:
    """Both sides of what two do together: each party of the shorter list must be in the longer."""
    small, large = sorted((mine, theirs), key=len)
    if not small:
        return [(HALF_SIDE, "")]
    names = [_among(m, large) for m in small]
    if any(name is None for name in names):
        return [None]
    told = sorted({name for name in names if name})
    if len(told) > 1:
        return [(2 * SIDE, "parties " + ", ".join(told))]
    return [(SIDE, "party " + ", ".join(told))]


def _side(mine: Sequence[Mention], theirs: Sequence[Mention], *, strict: bool) -> Part:
    """One side of a deed; where `strict`, parties that differ part the reports."""
    if not mine or not theirs:
        return (HALF_SIDE, "") if mine or theirs else (0.0, "")
    small, large = sorted((mine, theirs), key=len)
    names = [_among(m, large) for m in small]
    told = sorted({name for name in names if name})
    if len(told) > 1:  # both sides of a fight are its actors
        return 2 * SIDE, "parties " + ", ".join(told)
    if told:
        return SIDE, "party " + ", ".join(told)
    if strict or any(_rivals(a, b) for a in small for b in large):
        return None
    people = next((a.country for a in small for b in large if _are_people(a, b)), None)
    return (HALF_SIDE, f"people of {people}") if people else (0.0, "")


def _among(mention: Mention, others: Sequence[Mention]) -> str | None:
    """Under which name a party is among others; `None` where it is not."""
    return next((name for other in others if (name := one_party(mention, other))), None)


def one_party(one: Mention, other: Mention) -> str | None:
    """What two mentions are called if they stand for one party, as a state and its minister."""
    if party_key(one) == party_key(other):
        return one.country if one.kind in _STATES and one.country else one.name
    if one.country and other.country and one.country != other.country:
        return None
    persons = [m for m in (one, other) if m.kind is Kind.PERSON]
    if len(persons) == 2:
        same = _surname(one) == _surname(other)
        return max(one.name, other.name, key=lambda name: (len(name), name)) if same else None
    if one.country and one.country == other.country:
        acts = [m for m in (one, other) if m.kind in _STATES or m.sector in _SPEAK_FOR]
        if len(acts) == 2 and (_STATES & {one.kind, other.kind} or not persons):
            return one.country
        if len(acts) == 2 and len(persons) == 1 and _may_be_of(one, other):
            return persons[0].name
        if Kind.COMMUNITY in {one.kind, other.kind}:
            return one.country  # "three Russians" may be diplomats
        if _are_such(one, other):
            return one.sector
    if persons:
        return None
    if one.sector == other.sector and (one.sector in _BODIES or _may_be_one(one, other)):
        return one.sector
    return _head(one) if _head(one) == _head(other) else None


def _may_be_one(one: Mention, other: Mention) -> bool:
    """Whether one of two is told by a common noun alone: "the army" beside a country's own."""
    bare = [m for m in (one, other) if m.country is None and m.name[:1].islower()]
    return one.sector is not None and bool(bare)


def _are_people(one: Mention, other: Mention) -> bool:
    """Whether both are people of one country by what they are: girls, pupils, residents."""
    both = one.country is not None and one.country == other.country
    return both and all(m.kind is Kind.GROUP and m.sector in _PEOPLE for m in (one, other))


def _are_such(one: Mention, other: Mention) -> bool:
    """Whether two groups are of one kind, told by common nouns: gunmen and armed men."""
    groups = one.kind is other.kind is Kind.GROUP and one.sector == other.sector
    return groups and one.sector is not None and all(_is_common(m) for m in (one, other))


def _is_common(mention: Mention) -> bool:
    """Whether a name is a common noun, be it at the beginning of a sentence."""
    return mention.name[1:] == mention.name[1:].lower()


def _may_be_of(one: Mention, other: Mention) -> bool:
    """Whether a person may be of a group by what their offices are called.

    "The foreign ministers of Kenya and Uganda" are not their presidents.
    """
    if Kind.GROUP not in {one.kind, other.kind}:
        return False
    first, second = (_portfolio(f"{m.role or ''} {m.name}") for m in (one, other))
    return first == second or None in {first, second}


_PORTFOLIOS = {"state": "foreign", "defense": "defence"}  # as they are called elsewhere


def _portfolio(told: str) -> str | None:
    """What somebody's office is for, as far as the words say; "head" for heads of states."""
    words = name_key(told).split()
    found = next((_PORTFOLIOS.get(w, w) for w in words if w in members("portfolios")), None)
    return found or ("head" if not members("heads_in_names_of_parties").isdisjoint(words) else None)


def _rivals(one: Mention, other: Mention) -> bool:
    """Whether two parties are known to be two: of two countries, or two people by name."""
    if one.country and other.country and one.country != other.country:
        return True
    both = all(m.kind is Kind.PERSON and not m.name[:1].islower() for m in (one, other))
    return both and _surname(one) != _surname(other)


def _surname(mention: Mention) -> str:
    return name_key(mention.name).rpartition(" ")[2]


def _head(mention: Mention) -> str:
    """The last word of a name: what a group is ("thousands of teachers")."""
    return name_key(mention.name).partition(" of ")[2] or name_key(mention.name).rpartition(" ")[2]
