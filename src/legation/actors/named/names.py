"""Names of the tables in a text: states, people, bodies, groups, communities and regions.

A name may stand for several entries ("Supreme Court", "Congress"). The words beside it decide, then
the day, then the countries the text names; where that leaves several, country and id stay open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from legation.actors.named.tenure import date_person
from legation.actors.places import decide_place, modifies, settle_by_state
from legation.actors.scene import Draft, Scene
from legation.folding import fold
from legation.language.words import members
from legation.nlp.syntax import children
from legation.nlp.tokens import Span, Token
from legation.ontology import sectors_of
from legation.records import Kind
from legation.registry.cities import is_large_city
from legation.registry.held import covers
from legation.registry.known import Entry, Form
from legation.registry.sorts import sort_of
from legation.registry.wordings import Title


def owners_beside(scene: Scene, span: Span) -> set[str]:
    """Countries that own the name: "Pakistan's Supreme Court", "the Congress of Peru"."""
    near = children(span.root, "poss", "amod", "compound", "nmod")
    near += [o for p in children(span.root, "prep") if p.lower_ == "of" for o in p.children]
    found = (scene.taken.get(t.i) for t in near if not span.start <= t.i < span.end)
    return {d.country for d in found if d is not None and d.country}


def owner_before(scene: Scene, span: Span) -> set[str]:
    """The country that owns the name from right before it: "Russia's Security Council"."""
    at = span.start - 1
    while at > 0 and _is_rank(scene.doc[at]):
        at -= 1
    if at > 0 and scene.doc[at].tag_ == "POS":
        owner = scene.at(at - 1, Kind.STATE, Kind.GOVERNMENT)
    else:
        owner = scene.at(at, Kind.STATE) if at >= 0 else None
        owner = owner if owner is not None and owner.form is Form.DEMONYM else None
    return {owner.country} if owner is not None and owner.country else set()


def _is_rank(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower_ in members("ranks_of_bodies")


def is_shortened(span: Span, entry: Entry) -> bool:
    """Whether others can be called so: a body of a country, or "Security Council" without UN."""
    return entry.actor.country is not None or fold(span.text) != fold(entry.actor.name)


def call_by_owner(scene: Scene, draft: Draft, owners: set[str]) -> None:
    """Make the draft the body of its owner: the one of the tables, or another by the same words.

    "Russia's Security Council" is in the tables as "Security Council of Russia".
    """
    while draft.start > 0 and _is_rank(scene.doc[draft.start - 1]):
        draft.start -= 1
        scene.taken.setdefault(draft.start, draft)
    draft.name = scene.doc[draft.start : draft.end].text
    draft.actor_id, draft.score = None, 0.7
    draft.country = owners.pop() if len(owners) == 1 else None
    draft.sector = sort_of(scene.registry, draft.name) or draft.sector
    if draft.sector is None or draft.sector in sectors_of("unplaced"):
        draft.sector = "GOV"
    state = scene.registry.countries.get(draft.country or "")
    for entry in scene.registry.entries(f"{draft.name} of {state.name}") if state else ():
        if entry.form is Form.BODY:
            draft.actor_id, draft.name = entry.actor.id, entry.actor.name
            draft.sector = entry.actor.sectors[0] if entry.actor.sectors else draft.sector


def countries_beside(scene: Scene, span: Span) -> set[str]:
    """Countries in the phrase of the name, also as its head or right before it."""
    near = [span.root.head, *([span.doc[span.start - 1]] if span.start else [])]
    found = (scene.taken.get(t.i) for t in near)
    return owners_beside(scene, span) | {d.country for d in found if d is not None and d.country}


_ORDER = {
    form: rank
    for rank, form in enumerate(
        (
            Form.PERSON,
            Form.COUNTRY,
            Form.BODY,
            Form.GROUP,
            Form.METONYM,
            Form.CAPITAL,
            Form.DEMONYM,
            Form.COMMUNITY,
            Form.PROCESS,
            Form.REGION,
        )
    )
}
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "PRON", "X", "ADV", "VERB", "INTJ"})
_SHARED = frozenset({Form.BODY, Form.GROUP, Form.PERSON, Form.REGION})  # forms with namesakes
_SHOUTED = re.compile(r"\b[A-Z][A-Z'’.\-]{3,}(?: [A-Z][A-Z'’.\-]+){0,3}\b")
_JOINED = re.compile(r"[A-Z]-[A-Z]{2}")
_SHOUTED_FORMS = frozenset({Form.COUNTRY, Form.CAPITAL, Form.REGION, Form.DEMONYM, Form.PERSON})
_FOREIGN = re.compile(r"[\u0370-\u1FFF\u2C60-\uFFDC]+(?:[ \-][\u0370-\u1FFF\u2C60-\uFFDC]+)*")

Found = tuple[Span, list[Entry]]


def find_names(scene: Scene) -> None:
    """Add a draft for every known name in the text, and for numbered resolutions."""
    _add_documents(scene)
    shared: list[Found] = []
    for span, entries in _found(scene):
        if not scene.free(span.start, span.end) or _inside_longer(scene, span, entries):
            continue
        options = _options(scene, span, entries)
        if len({e.actor.id for e in options}) > 1 and options[0].form in _SHARED:
            shared.append((span, options))
        else:
            _add(scene, span, options[0])
    named = Counter(d.country for d in scene.drafts if d.country)
    for span, options in shared:
        if scene.free(span.start, span.end):
            _add_shared(scene, span, options, named)
    _forget_short_parties(scene, named)
    settle_by_state(scene)


def _forget_short_parties(scene: Scene, named: Counter[str]) -> None:
    """The initials of a party are not its own in a text about other countries than its own.

    "The SDS took Raqqa" has nothing to do with Bosnia.
    """
    for draft in scene.drafts:
        text = scene.doc[draft.start : draft.end].text
        short = text.isupper() and len(text) <= _INITIALS and draft.sector == "PTY"
        if short and draft.country and named[draft.country] == 1 and len(named) > 1:
            draft.actor_id, draft.name, draft.country, draft.score = None, text, None, 0.5
            draft.rule, draft.sector = "entity.organisation", None


_INITIALS = 4  # letters of a short form that several parties may have


_RESOLUTION = re.compile(
    r"(?:(?:UN|U\.N\.|United Nations) )?(?:Security Council |General Assembly )?[Rr]esolutions? "
    r"(?:No\.? ?)?\d{1,4}(?:/\d+)?(?: ?\(\d{4}\))?"
)


def _add_documents(scene: Scene) -> None:
    """Numbered resolutions; other documents and treaties are names in the tables."""
    if "esolution" not in scene.article.text:
        return
    for match in _RESOLUTION.finditer(scene.article.text):
        span = scene.words.span(*match.span())
        if span is not None:
            scene.add(
                Draft(
                    span.start, span.end, span.root.i, Kind.DOCUMENT, span.text, "document.number"
                )
            )


def _is_name(span: Span) -> bool:
    """Whether the words stand as a name; "US" and "WHO" are no pronouns."""
    for token in span:
        if token.pos_ in _NAMING or token.ent_type_:
            return True
    return len(span) == 1 and len(span.text) > 1 and span.text.isupper()


def _found(scene: Scene) -> Iterator[Found]:
    """Known names: as written, in capitals ("CANBERRA"), and in other scripts."""
    text, words, registry = scene.article.text, scene.words, scene.registry
    if _JOINED.search(text):  # "PORT-AU-PRINCE" goes before its parts
        yield from (found for found in _shouted(scene) if "-" in found[0].text)
    for start, end, entries in registry.names_in(text):
        span = words.span(start, end)
        if span is None or not _is_name(span) or _opens_town(span, entries):
            continue
        if not _is_part_of_word(text, start, end):
            yield span, entries
    yield from _shouted(scene)
    if text.isascii():
        return
    for match in _FOREIGN.finditer(text):
        kept = registry.sounding(match.group())
        span = words.span(*match.span())
        if span is not None and kept:
            yield span, kept


def _shouted(scene: Scene) -> Iterator[Found]:
    """Known names in capitals."""
    for match in _SHOUTED.finditer(scene.article.text):
        quiet = _LINKS_IN_NAMES.sub(lambda link: link.group().lower(), match.group().title())
        for start, end, entries in scene.registry.names_in(quiet):
            span = scene.words.span(match.start() + start, match.start() + end)
            kept = [e for e in entries if e.form in _SHOUTED_FORMS]
            if span is not None and kept:
                yield span, kept


_LINKS_IN_NAMES = re.compile(r"(?<=[ -])(?:Au|Da|De|Des|Do|Es|Of|Sur)(?=[ -])")


def _is_part_of_word(text: str, start: int, end: int) -> bool:
    """Whether a name in capitals stands between hyphens in a longer one: "PORT-AU-PRINCE"."""
    joined = text[start - 1 : start] == "-" and text[end : end + 1] == "-"
    return joined and text[start:end].isupper()


def _opens_town(span: Span, entries: list[Entry]) -> bool:
    """Whether the name only begins that of another town: "Santiago de Cuba"."""
    if entries[0].form not in {Form.CAPITAL, Form.REGION} or span.end + 1 >= len(span.doc):
        return False
    if span.doc[span.end].lower_ not in members("links_in_names_of_towns"):
        return False
    return is_large_city(span.doc[span.start : span.end + 2].text)


def _inside_longer(scene: Scene, span: Span, entries: list[Entry]) -> bool:
    """Whether the name is only a part of somebody's longer name ("Michael Jordan")."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if (
        entries[0].form is Form.DEMONYM
        and span.text == "American"
        and before in members("parts_of_america")
    ):
        return True  # "South American countries" are not the United States
    person = scene.person_at(span.start)
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if after is not None and entries[0].form is Form.PERSON and after.text.istitle():
        joined = span.root.dep_ == "compound" and span.root.head == after
        if joined and after.pos_ == "PROPN" and after.text.isalpha():
            return True  # "Juan Carlos" in "Juan Carlos Jobet"
    if person is None or person.end - person.start <= len(span):
        return False
    if any(e.form is Form.PERSON for e in entries):
        following = span.doc[span.end] if span.end < person.end else None
        return following is not None and following.pos_ == "PROPN" and following.text[0].isupper()
    return len(span) == 1 and span.end == person.end and person[0].tag_ == "NNP"


def _options(scene: Scene, span: Span, entries: list[Entry]) -> list[Entry]:
    """The entries the name may stand for: of one form, those of the day if any is."""
    if len(entries) == 1:
        return entries
    own = [e for e in entries if e.own]
    if own:
        return own[:1]
    ranked = sorted(entries, key=lambda e: (_ORDER[e.form], e.actor.id))
    if ranked[0].form in {Form.DEMONYM, Form.COMMUNITY} or modifies(span.root):
        ranked.sort(key=lambda e: (e.form is not Form.DEMONYM, _ORDER[e.form]))
    kept = [e for e in ranked if e.form is ranked[0].form or {e.form, ranked[0].form} == _BODIES]
    if kept[0].form is Form.PERSON:
        dated = [e for e in kept if any(covers(o.when, scene.on) for o in e.actor.offices)]
    else:
        dated = [e for e in kept if covers(e.when, scene.on)] if scene.on else []
        exact = [e for e in dated if e.when and e.when.first] if len(dated) > 1 else []
        dated = exact if len(exact) == 1 else dated
    return dated or kept


_BODIES = {Form.BODY, Form.GROUP}


def _add_shared(scene: Scene, span: Span, options: Sequence[Entry], named: Counter[str]) -> None:
    """A name of several bodies or people: the one whose country the text points to."""
    countries = {e.actor.country for e in options}
    beside = countries_beside(scene, span) & countries
    if len(beside) == 1:
        pointed = beside
    else:
        ranked = sorted((c for c in countries if c and named[c]), key=lambda c: -named[c])
        several = len(ranked) > 1 and named[ranked[0]] == named[ranked[1]]
        pointed = set() if several else set(ranked[:1])
    kept = [e for e in options if e.actor.country in pointed]
    if len({e.actor.id for e in kept}) == 1:
        _add(scene, span, kept[0])
        return
    draft = _draft(span, options[0])
    draft.actor_id, draft.name, draft.score = None, span.text, 0.5
    same = kept or options
    draft.country = same[0].actor.country if len({e.actor.country for e in same}) == 1 else None
    if len({e.actor.sectors[:1] for e in same}) > 1:
        draft.sector = None
    if draft.kind is Kind.PERSON:
        draft.rule = "person.namesakes"
        scene.remember(draft, span.text)
    scene.add(draft)


def _add(scene: Scene, span: Span, entry: Entry) -> None:
    if entry.form is Form.PERSON:
        span = _without_title(scene, span, entry)
    draft = _draft(span, entry)
    if entry.form is Form.BODY and len(span) > 1:
        beside = owners_beside(scene, span) if entry.actor.country else owner_before(scene, span)
        if beside and entry.actor.country not in beside and is_shortened(span, entry):
            call_by_owner(scene, draft, beside)
        elif not beside and _is_of_people(scene, span) and is_shortened(span, entry):
            call_by_owner(scene, draft, set())  # "the Kurdish People's Assembly" is not Syria's
    if entry.form is Form.GROUP:
        draft.sector = _sector_on(scene.on, entry, draft.sector)
    if entry.form is Form.PERSON:
        date_person(scene, draft, entry.actor)
        scene.remember(draft, draft.name, span.text, country=entry.actor.country)
    else:
        decide_place(draft, span, entry.form, here=scene.in_dateline(span.start))
    scene.add(draft)
    if entry.form is Form.PERSON:
        _add_rank(scene, span, draft, entry)


def _is_of_people(scene: Scene, span: Span) -> bool:
    """Whether the word for a people of several lands stands right before a name."""
    people = scene.at(span.start - 1, Kind.COMMUNITY) if span.start else None
    return people is not None and people.country is None


def _add_rank(scene: Scene, span: Span, person: Draft, entry: Entry) -> None:
    """The office that stands inside a name that the tables have: "Pope Francis"."""
    first = span.doc[span.start]
    held = [o.title for o in entry.actor.offices if covers(o.when, scene.on)]
    if len(span) < 2 or not held:
        return
    for title in scene.registry.phrasing([first.lower_]):
        if isinstance(title, Title) and title.title in held:
            rank = Draft(first.i, first.i + 1, first.i, Kind.OFFICE, title.title, "office.title")
            rank.country, rank.sector, rank.role = person.country, person.sector, person.name
            scene.add(rank)
            return


def _without_title(scene: Scene, span: Span, entry: Entry) -> Span:
    """The name without an office before it: "Crown Prince Mohammed bin Salman"."""
    for length in (2, 1):
        rest = span.doc[span.start + length : span.end]
        words = [t.lower_ for t in span.doc[span.start : span.start + length]]
        if len(rest) < 2 or not any(isinstance(p, Title) for p in scene.registry.phrasing(words)):
            continue
        if any(e.actor.id == entry.actor.id for e in scene.registry.entries(rest.text)):
            return rest
    return span


def _sector_on(on: date | None, entry: Entry, sector: str | None) -> str | None:
    """GOV while a group rules its country ("the Taliban" since 2021), else the group's own sector.

    Without a day nobody rules by the tables.
    """
    for office in entry.actor.offices:
        if on is not None and covers(office.when, on):
            return office.sector
    return sector


def _draft(span: Span, entry: Entry) -> Draft:
    actor = entry.actor
    return Draft(
        span.start,
        span.end,
        span.root.i,
        actor.kind,
        actor.name,
        f"name.{entry.form}",
        actor_id=actor.id,
        country=actor.country,
        form=entry.form,
        sector=actor.sectors[0] if actor.sectors else None,
    )
