"""Bodies and places that no table knows: the recogniser finds them, their words sort them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from legation.actors.named.edges import MARKS
from legation.actors.named.namesakes import is_body
from legation.actors.named.nobodies import is_nobody, is_unreal
from legation.actors.named.settlements import land_told
from legation.actors.places import is_town, land_after, modifies, stands_as_place
from legation.actors.scene import Draft, Scene
from legation.folding import name_key
from legation.language.nouns import noun_classes
from legation.language.words import members
from legation.nlp.syntax import phrase_start
from legation.nlp.tokens import Span, Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind
from legation.registry.cities import city_country, is_large_city
from legation.registry.gender import is_first_name
from legation.registry.known import Form
from legation.registry.sorts import sort_of, split_name
from legation.registry.wordings import words_of

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


def _is_a_word(scene: Scene, span: Span) -> bool:
    """Whether what could be a town is written small, in a text that has large letters.

    "The canton" is not Canton; in "paris railway police" all is small.
    """
    return span.text.islower() and not scene.doc.text.islower()


def find_towns(scene: Scene) -> None:
    """Add large cities, which may own a body or an office: "Kharkiv authorities".

    Also those that the recogniser does not see ("women in Mashhad", "the governor of Kursk").
    """
    countries = Counter(d.country for d in scene.drafts if d.country)
    for ent in scene.ents:
        if ent.label_ not in _TOWNS or _is_a_word(scene, ent):
            continue
        if scene.free(ent.start, ent.end) and is_large_city(ent.text):
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
    place, city = Kind.PLACE, rules_with("city")
    towns = {d.name: d for d in scene.drafts if d.kind is place and d.rule in city}
    for draft in scene.drafts if towns else ():
        town = towns.get(draft.name)
        if town is None or draft.kind is not Kind.PERSON:
            continue
        if draft.rule in rules_with("unknown_people"):
            draft.kind, draft.rule, draft.country = Kind.PLACE, town.rule, town.country


_BRACKETS = re.compile(r"\(([A-Z][A-Za-z]{0,7}[A-Z])\)")
_LONGEST = 9  # words of a name before its short form


def find_short_forms(scene: Scene) -> None:
    """Let a short form in brackets stand for the name before it, whatever the tables have for it.

    "The Syrian Negotiating Committee (SNC)": the SNC of that text is no coalition.
    """
    for match in _BRACKETS.finditer(scene.article.text) if "(" in scene.article.text else ():
        short = scene.words.span(*match.span(1))
        if short is None or len(short) != 1:
            continue
        name = _spelt_out(scene, short.start - 1, short.text)
        if name is None or any(scene.registry.phrasing(words_of(name.text))):
            continue
        known = scene.registry.entries(name.text)
        if {e.actor.id for e in known} & {e.actor.id for e in scene.registry.entries(short.text)}:
            continue
        body = _body(scene, name, _land_in(scene, name))
        for entry in known[:1]:
            actor = entry.actor
            body.kind, body.name, body.actor_id = actor.kind, actor.name, actor.id
            body.country, body.sector = actor.country, next(iter(actor.sectors), None)
        for i in scene.words.among(frozenset({short.text.lower()})):
            if scene.doc[i].text == short.text and scene.free(i, i + 1):
                scene.add(replace(body, start=i, end=i + 1, root=i))
        if not known and scene.free(name.start, name.end):
            scene.add(body)


def _spelt_out(scene: Scene, end: int, short: str) -> Span | None:
    """The name before a token whose capitals are those of the short form."""
    doc, letters = scene.doc, ""
    for i in range(end - 1, max(-1, end - 1 - _LONGEST), -1):
        word = doc[i].text
        if word[:1].isupper():
            letters = word[0] + letters
            if letters == short.upper():
                return doc[i:end] if end - i > 1 else None
        elif doc[i].lower_ not in members("links_in_names_of_bodies"):
            return None
    return None


def _land_in(scene: Scene, name: Span) -> str | None:
    """The one state whose name or adjective stands in a body's name."""
    found = {
        entry.actor.country
        for token in name
        for entry in scene.registry.entries(token.text)
        if entry.form in {Form.COUNTRY, Form.DEMONYM}
    }
    return found.pop() if len(found) == 1 else None


def _add(scene: Scene, span: Span, label: str, countries: Counter[str]) -> None:
    mark = next((t.i for t in span[1:] if t.text in MARKS), span.end)
    span = scene.doc[span.start : mark]
    while len(span) > 1 and not span[-1].text[-1:].isalnum():
        span = scene.doc[span.start : span.end - 1]
    if label == "ORG" and scene.in_dateline(span.start) and not is_large_city(span.text):
        return  # "UNITED NATIONS - Japan": where it was written
    if is_nobody(scene, span) if label == "ORG" else is_unreal(scene, span):
        return
    if label == "ORG" and _is_person(scene, span):
        scene.add(
            Draft(
                span.start,
                span.end,
                span.root.i,
                Kind.PERSON,
                span.text,
                "person.unknown",
                score=0.6,
            )
        )
        return
    if label == "ORG" and not is_large_city(span.text):
        body = _body(scene, span, _seat(scene, span, countries))
        if span[0].tag_ == "CD" and span[-1].tag_ == "NNPS":
            body.kind = Kind.GROUP  # "Ten Law Lords"
        scene.add(body)
        return
    if label == "FAC":
        return
    country, rule = None, None
    if not _is_a_word(scene, span):
        land = land_told(scene, span) or land_after(scene, span.start, span.end)
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


def _is_person(scene: Scene, span: Span) -> bool:
    """Whether two words, the first a first name, speak or act: "Piero Lotti said"."""
    words = [token.text for token in span]
    named = len(words) == 2 and all(w.istitle() and w.isalpha() for w in words)
    subject = span.root.dep_ in {"nsubj", "nsubjpass"} and span.root.i == span.end - 1
    if not (named and subject and is_first_name(name_key(words[0]))):
        return False
    return sort_of(scene.registry, span.text) is None and not noun_classes(words[1].lower())


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
