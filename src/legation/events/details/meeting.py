"""The level, the manner and the host of a meeting, as the words of the text tell them.

The words are rows of `language/en/meetings.csv`. What the text does not tell is `None`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.passages import passage_at, passage_of
from legation.nlp.syntax import ancestors_within, by_phrase, children, is_verb, prep_objects
from legation.nlp.tokens import Token
from legation.ontology import sectors_of
from legation.propositions.beside import verb_objects
from legation.propositions.subjects import doers
from legation.records import Article, Kind, Level, Manner, Mention, Passage, Worded
from legation.tables import rows, values

_OFFICES = frozenset({Kind.OFFICE, Kind.GROUP})
_RANK = {level: n for n, level in enumerate(Level)}  # from the highest down
_HOSTS = frozenset({Kind.STATE, Kind.GOVERNMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Who met by which words, and the parse's mentions around them."""

    words: Sequence[Token]
    actors: Sequence[Mention]
    recipients: Sequence[Mention]
    anchors: Anchors
    article: Article
    by_phone: bool = False  # PLOVER's mode

    @property
    def parties(self) -> tuple[Mention, ...]:
        """All who took part."""
        return (*self.actors, *self.recipients)


def manner_of(met: Met) -> Worded[Manner] | None:
    """How they met or spoke: what the meeting's own words or its clause say."""
    found = next(_told(met, "manner"), None)
    if found is not None:
        return Worded(value=Manner(found[0]), passage=found[1])
    for word in met.words if met.by_phone else ():
        if word.lemma_.lower() in members("phoning_verbs"):
            return Worded(value=Manner.PHONE, passage=passage_of(met.article, word))
    return None


def level_of(met: Met) -> Worded[Level] | None:
    """The level that the words say ("a summit"), else that of the lower of the sides.

    A side is as high as its highest office; a "counterpart" is as high as the others. One whose
    office the text does not tell leaves the level open, and so does a former or future holder.
    """
    found = next(_told(met, "level"), None)
    if found is not None:
        return Worded(value=Level(found[0]), passage=found[1])
    sides: dict[str, Worded[Level] | None] = {}
    for party in met.parties:
        side, own = party.country or party.name, _office(met, party)
        known = sides.get(side)
        if known is None or (own is not None and _RANK[own.value] < _RANK[known.value]):
            sides[side] = own
    alike = {p.country or p.name for p in met.parties if _is_counterpart(p)}
    ranks = [own for own in sides.values() if own is not None]
    open_ = [side for side, own in sides.items() if own is None and side not in alike]
    if len(sides) < 2 or open_ or not ranks:
        return None
    return max(ranks, key=lambda own: (_RANK[own.value], own.passage.start))


def host_of(met: Met) -> Mention | None:
    """Who received the others: who hosts or receives them, or by whose invitation they came."""
    for word in met.words if not met.by_phone else ():
        invitations = [i for i in prep_objects(word, "at", "on") if i.lemma_ == "invitation"]
        hosts = [
            *_receiving(word, met),
            *(h for i in invitations for h in prep_objects(i, "of", "from")),
            *(h for i in invitations for h in children(i, "poss")),
        ]
        found = [m for m in met.anchors.of(hosts) if m.kind is not Kind.COMMUNITY]
        if len(found) == 1:
            return found[0]
    return None


def _receiving(word: Token, met: Met) -> list[Token]:
    """Who hosts a meeting or receives somebody, in the active or by "hosted by"."""
    hosting = members("hosting_verbs")
    if word.lemma_.lower() in hosting and is_verb(word):
        things = verb_objects(word)
        whom = met.anchors.of(things) or any(
            t.lemma_.lower() in members("meeting_nouns") for t in things
        )
        return doers(word) if whom else []  # "received a letter" is no guest
    told = [c for c in children(word, "acl") if c.lemma_.lower() in hosting]
    return [by for verb in told for by in by_phrase(verb)]


def visited(met: Met) -> Mention | None:
    """The one state or government that a visit is to; a flight or arrival is no visit yet."""
    near = [t for word in met.words for t in (word, *verb_objects(word))]
    if not any(t.lemma_.lower() == "visit" for t in near):
        return None
    found = met.recipients[0] if len(met.recipients) == 1 else None
    return found if found is not None and found.kind in _HOSTS and found.country else None


def _is_counterpart(party: Mention) -> bool:
    return party.passage.text.lower().endswith(("counterpart", "counterparts"))


def _office(met: Met, party: Mention) -> Worded[Level] | None:
    """The level of a party's office as the text has it."""
    above = party.sector in sectors_of("above_states")  # of their posts only an envoy's is ranked
    acts = party.kind is Kind.STATE or party.sector in sectors_of("public_service")
    if not (above or acts):
        return None
    levels = [
        Worded(value=level, passage=mention.passage)
        for mention in met.anchors.mentions
        if _is_of(mention, party, met)
        and (mention.sector is None or mention.sector in sectors_of("public_service") or above)
        if (level := _level_by_title(mention)) is not None and (level is Level.ENVOY or not above)
    ]
    return min(levels, key=lambda own: _RANK[own.value], default=None)


def _is_of(mention: Mention, party: Mention, met: Met) -> bool:
    """Whether the words of an office or group are those of the party.

    A state that met has its level by those who met for it: "ministers of Chad and Poland met".
    """
    if mention.passage == party.passage and mention.country == party.country:
        named = party.kind is Kind.PERSON and party.name.split()[-1] in party.passage.text
        return not named  # "the Polish president", by whatever name
    if mention.kind not in _OFFICES:
        return False
    if party.kind is Kind.PERSON:
        return mention.role == party.name
    if party.kind not in _HOSTS or mention.country != party.country:
        return False
    span = met.anchors.doc.char_span(mention.passage.start, mention.passage.end)
    return span is not None and span.root in _takers(met)


def _takers(met: Met) -> list[Token]:
    """The heads of the phrases of those who met."""
    found: list[Token] = []
    for word in met.words:
        if is_verb(word):
            found += [*doers(word), *verb_objects(word)]
        found += prep_objects(word, "with", "between", "of")
    return found


@cache
def _by_office() -> dict[str, Level]:
    """The level of each title of the table of offices, in lower case."""
    by = {(row["of"], each): row["value"] for row in _rows("level") for each in _members(row)}
    found: dict[str, Level] = {}
    for row in rows("actors/offices.csv"):
        level = by.get(("title", row["title"])) or by.get(("office", row["level"]))
        if level is None:
            continue
        for name in (row["title"], *values(row["names"])):
            found.setdefault(name.lower(), Level(level))
    return found


def _members(row: dict[str, str]) -> tuple[str, ...]:
    """The members of a row."""
    return values(row["members"])


_LOWER = frozenset({"deputy", "junior"})
_IN_OFFICE = _LOWER | {None, "acting", "current", "outgoing", "senior", "joint", "local", "same"}


@cache
def _effects() -> dict[str, str]:
    """What a word before or after a title does to the office: former, deputy, elect."""
    return {row["prefix"].strip("-"): row["effect"] for row in rows("actors/office_prefixes.csv")}


def _level_by_title(mention: Mention) -> Level | None:
    words = mention.passage.text.lower().split()
    effects = {_effects().get(part) for word in words for part in (word, *word.split("-"))}
    if not words or not _IN_OFFICE.issuperset(effects):
        return None
    if effects & _LOWER:
        return Level.OFFICIALS
    known, names = _by_office(), [mention.name.lower()]
    if not _is_counterpart(mention):
        names += [" ".join(words[n:]) for n in range(len(words))]
    for name in names:
        for form in (name, name.removesuffix("s")):
            if form in known:
                return known[form]
    last = words[-1].removesuffix("s")
    for row in _rows("level"):
        if row["of"] == "people" and last in _members(row):
            return Level(row["value"])
    return None


@cache
def _rows(field: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in rows("language/en/meetings.csv") if row["field"] == field)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.I)


def _told(met: Met, field: str) -> Iterator[tuple[str, Passage]]:
    """Values of a field that rows give, with their words, in the order of the table."""
    for row in _rows(field):
        if row["of"] not in {"beside", "phrase"}:
            continue
        pattern = _pattern(_members(row))
        stretches = _beside(met.words) if row["of"] == "beside" else _sentences(met.words)
        for start, end in stretches:
            for found in pattern.finditer(met.article.text, start, end):
                if row["of"] == "beside" or _is_in_clause(found.start(), met):
                    yield row["value"], passage_at(met.article, found.start(), found.end())


def _beside(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The characters from the first word before an event's noun that describes it to the noun."""
    for word in words:
        for noun in [word] if not is_verb(word) else verb_objects(word):
            if noun.lemma_.lower() in members("meeting_nouns"):
                first = min([noun, *children(noun, "amod", "compound", "nmod")], key=lambda t: t.i)
                yield noun.doc[first.left_edge.i].idx, noun.idx + len(noun.text)


def _sentences(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The characters of the sentence of the words."""
    for word in words[:1]:
        yield word.sent.start_char, word.sent.end_char


def _is_in_clause(at: int, met: Met) -> bool:
    """Whether a character stands in the clause of the meeting, under none of its other verbs."""
    span = met.anchors.doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None:
        return False
    own = {word.i for word in met.words}
    for above in (span.root, *ancestors_within(span.root)):
        if above.i in own:
            return True
        if is_verb(above):
            return any(o.i in own for o in verb_objects(above)) and above.i != span.root.i
    return False
