"""Bodies and places that no table knows: the recogniser finds them, their words sort them."""

from __future__ import annotations

from collections import Counter

from legation.actors.namesakes import is_body
from legation.actors.places import is_town, land_after, modifies, stands_as_place
from legation.actors.scene import Draft, Scene
from legation.language.nouns import noun_classes
from legation.language.words import members
from legation.nlp.syntax import phrase_start
from legation.nlp.tokens import Span, Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind
from legation.registry.cities import city_country, is_large_city
from legation.registry.known import Form
from legation.registry.sorts import sort_of, split_name

_LABELS = frozenset({"ORG", "GPE", "LOC", "FAC"})
_NAMERS = frozenset({Form.COUNTRY, Form.DEMONYM, Form.CAPITAL, Form.REGION})


def find_entities(scene: Scene) -> None:
    """Add unknown bodies and places that the entity recogniser sees."""
    countries = Counter(d.country for d in scene.drafts if d.country)
    for ent in scene.ents:
        body = is_body(ent)
        if ent.label_ not in _LABELS and not body and not is_town(ent):
            continue
        start = ent.start + (ent[0].lower_ == "the")
        if start >= ent.end or not scene.doc[start].text[:1].isalpha():
            continue
        span = scene.doc[start : ent.end]
        if any(t.text[:1].isupper() for t in span):
            if scene.free(start, ent.end):
                _add(scene, span, "ORG" if body else ent.label_, countries)
            elif ent.label_ == "ORG":
                _add_around(scene, span)
    _towns_again(scene)


def find_towns(scene: Scene) -> None:
    """Add large cities, which may own a body or an office: "Kharkiv authorities".

    Also those that the recogniser does not see ("women in Mashhad", "the governor of Kursk").
    """
    countries = Counter(d.country for d in scene.drafts if d.country)
    for ent in scene.ents:
        if ent.label_ in _TOWNS and scene.free(ent.start, ent.end) and is_large_city(ent.text):
            _add(scene, scene.doc[ent.start : ent.end], "GPE", countries)
    for i in scene.doc.capitals:
        token = scene.doc[i]
        if i in scene.taken or not _may_be_town(scene, token):
            continue
        names = [scene.doc[at : i + 1] for at in (phrase_start(token), i)]
        cities = [s for s in names if is_large_city(s.text) and scene.free(s.start, s.end)]
        if cities:
            _add(scene, cities[0], "GPE", countries)


_TOWNS = frozenset({"GPE", "LOC"})


def _may_be_town(scene: Scene, token: Token) -> bool:
    """Whether a name stands where a town does, though the recogniser did not see it as one."""
    seen = scene.ent_at.get(token.i)
    if not token.text[:1].isupper() or (seen is not None and len(seen) > 1):
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.pos_ == "PROPN":
        return seen is None or token.head.head.lemma_.lower() in members("offices_of_towns")
    if seen is not None:
        return False
    if token.pos_ == "PROPN" and (stands_as_place(token) or token.head.lower_ == "from"):
        return True
    owns = modifies(token) and token.head.pos_ == "NOUN" and token.head.i == token.i + 1
    return owns and not noun_classes(token.lemma_.lower())


def _towns_again(scene: Scene) -> None:
    """A "person" with the name of a town that the text names as one is the town."""
    towns = {
        d.name: d for d in scene.drafts if d.kind is Kind.PLACE and d.rule in rules_with("city")
    }
    for draft in scene.drafts:
        town = towns.get(draft.name)
        unknown = draft.kind is Kind.PERSON and draft.rule in rules_with("unknown_people")
        if town is not None and unknown:
            draft.kind, draft.rule, draft.country = Kind.PLACE, town.rule, town.country


def _add(scene: Scene, span: Span, label: str, countries: Counter[str]) -> None:
    if label == "ORG" and not is_large_city(span.text):
        scene.add(_body(scene, span, _seat(scene, span, countries)))
        return
    if label == "FAC":
        return
    land = land_after(scene, span.start, span.end)
    country, rule = (
        (land, "place.city")
        if land is not None
        else city_country(span.text, countries, scene.registry.iso2)
    )
    place = Draft(
        span.start,
        span.end,
        span.root.i,
        Kind.PLACE,
        span.text,
        rule or "entity.place",
        country=country,
        score=0.8 if country else 0.5,
    )
    scene.add(place)


def _seat(scene: Scene, span: Span, countries: Counter[str]) -> str | None:
    """The country of the town that a body has in its name: "Kano High Court", "King's College
    London", "University of Leeds", "Charles University in Prague". A firm may be called by any.
    """
    before, sort = split_name(scene.registry, span.text)
    towns = [before] if before and sort and sort != "BUS" else []
    if sort is None or sort in sectors_of("seated"):
        words = span.text.split()
        towns += [" ".join(words[-n:]) for n in (2, 1) if len(words) > n + 1]
    for town in towns:
        found = city_country(town, countries, scene.registry.iso2)[0]
        if found is not None and (is_large_city(town) or countries[found]):
            return found
    return None


def _body(scene: Scene, span: Span, country: str | None) -> Draft:
    """A body by its name; its last words, or its first before "of", say of what sort it is."""
    return Draft(
        span.start,
        span.end,
        span.root.i,
        Kind.ORGANISATION,
        span.text,
        "entity.organisation",
        country=country,
        sector=sort_of(scene.registry, span.text),
        score=0.5,
    )


def _add_around(scene: Scene, span: Span) -> None:
    """A longer name around a known one: "Northern Territory Medical Services Alliance"."""
    inner = {id(d): d for i in range(span.start, span.end) if (d := scene.taken.get(i))}
    if len(inner) != 1 or span[-1].i + 1 - span.start < 3:
        return
    known = next(iter(inner.values()))
    if known.form not in _NAMERS or known.start < span.start or known.end > span.end:
        return
    proper = [t for t in span if t.i not in scene.taken and t.pos_ == "PROPN"]
    if len(proper) < 2:
        return
    scene.remove(known)
    scene.add(_body(scene, span, known.country))
