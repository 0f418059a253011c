"""Names that the words beside them make a place: "the town of Arsal", "Ain Issa refugee camp".

The recogniser takes towns, camps and resorts that it has never seen for bodies or people. What
the text calls a town once is that town wherever it is named.
"""

from __future__ import annotations

from collections import Counter

from legation.actors.named.edges import is_title
from legation.actors.places import governing_preposition, land_after
from legation.actors.scene import Draft, Scene
from legation.folding import name_key
from legation.language.words import members
from legation.nlp.syntax import children
from legation.nlp.tokens import Span
from legation.records import Kind
from legation.registry.cities import city_country
from legation.registry.gender import is_first_name
from legation.registry.sorts import sort_of

_LONGEST = 4  # words of a name after "the town of"
_DESCRIBED = 6  # words from a name and a comma to the noun of "a small town"
_BARE_CAMPS = frozenset({"camp", "side"})  # "the Kerry camp" is those who are for him


def find_settlements(scene: Scene) -> None:
    """Add the places of which the text says that they are one, then these names again."""
    countries = Counter(d.country for d in scene.drafts if d.country)
    found = [*_called(scene), *_sites(scene)]
    found += (span for ent in scene.ents for span in _recognised(scene, ent))
    names: dict[str, None] = {}
    for span in found:
        if scene.free(span.start, span.end):
            _add(scene, span, countries)
            names.setdefault(span.text)
    for name in names:
        _add_again(scene, name, countries)


def _called(scene: Scene) -> list[Span]:
    """Names after "the town of", "a village called", "a camp at"."""
    doc, found = scene.doc, list[Span]()
    for i in scene.words.among(members("nouns_of_settlements")):
        at = i + 1
        if at + 1 >= len(doc) or doc[i].text[:1].isupper():
            continue
        word = doc[at].lower_
        if word in {"like", "including"} or (word == "such" and doc[at + 1].lower_ == "as"):
            name = _run(scene, at + 1 + (word == "such"))
            if name is not None:
                found.append(name)  # "towns such as Maarat al-Numan"
            continue
        if word in {",", "known", "also"}:
            at += _called_by(scene, at)
            word = doc[at].lower_ if at < len(doc) else ""
        named = word == "of" or word in members("words_before_names")
        if not (named or (word == "at" and _is_camp(scene, i))):
            continue
        name = _run(scene, at + 1)
        if name is not None and not (word == "of" and _is_person(scene, name, i)):
            found.append(name)
    return found


def _called_by(scene: Scene, at: int) -> int:
    """How many tokens of ", also known as" stand before its last word."""
    steps = 0
    while steps < 3 and at + steps + 1 < len(scene.doc):
        if scene.doc[at + steps].lower_ in members("words_before_names"):
            return steps
        if scene.doc[at + steps].lower_ not in {",", "known", "also"}:
            return 0
        steps += 1
    return 0


def _is_camp(scene: Scene, i: int) -> bool:
    return scene.doc[i].lemma_.lower() in members("nouns_of_sites")


def _run(scene: Scene, start: int) -> Span | None:
    """The words of a name that begins at a token: large letters, hyphens and "al"."""
    doc, end = scene.doc, start
    if start < len(doc) and doc[start].lower_ == "the":
        start = end = start + 1
    while end < len(doc) and end - start < _LONGEST and end not in scene.taken:
        token = doc[end]
        joined = token.text == "-" or (end > start and doc[end - 1].text == "-")
        article = token.lower_.rstrip("-") in members("articles_in_names")
        if not (token.text[:1].isupper() or joined or article) or token.pos_ == "VERB":
            break
        end += 1
    while end > start and not doc[end - 1].text[:1].isupper():
        end -= 1
    return doc[start:end] if end > start else None


def _is_person(scene: Scene, name: Span, noun: int) -> bool:
    """Whether it is somebody's: "the camp of Ada Lind", "the city of Mayor Ada Lind"."""
    words = [name_key(token.text) for token in name]
    if len(words) > 1 and is_title(scene, name[0]) and is_first_name(words[1]):
        return True
    if scene.doc[noun].lemma_.lower() not in _BARE_CAMPS:
        return False
    return scene.person_at(name.start) is not None or is_first_name(words[0])


def _recognised(scene: Scene, ent: Span) -> list[Span]:
    """The entity, if it stands as a place."""
    if ent.label_ not in _LABELS or not scene.free(ent.start, ent.end):
        return []
    start = ent.start + (ent[0].lower_ == "the")
    span = scene.doc[start : ent.end]
    if len(span) == 0 or not span[-1].text[-1:].isalnum() or not span.text[:1].isalpha():
        return []
    placed = _is_described(scene, span) or _is_quarter(scene, span) or _is_geographic(span)
    placed = placed or _is_county(scene, span) or _is_home(scene, span) or _is_besieged(scene, span)
    placed = placed or (ent.label_ == "ORG" and _lies_there(scene, span))
    if not placed:
        return []
    joint = next((t.i for t in span[1:-1] if t.lower_ in {"and", "&"}), None)
    return [span] if joint is None else [scene.doc[start:joint], scene.doc[joint + 1 : ent.end]]


_LABELS = frozenset({"ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "FAC", "LOC"})


def _sites(scene: Scene) -> list[Span]:
    """Camps and prisons by the name before them: "Ain Issa refugee camp"; not "the Kerry camp"."""
    doc, found = scene.doc, list[Span]()
    for i in scene.words.among(members("nouns_of_sites")):
        at = i - 1
        while at > 0 and doc[at].text.islower() and doc[at].dep_ in {"compound", "amod"}:
            at -= 1
        start = at + 1
        while start > 0 and _is_part_of_name(scene, start - 1):
            start -= 1
        if start > at or doc[i].tag_ not in {"NN", "NNP"} or not doc[start].text[:1].isupper():
            continue
        bare = at == i - 1 and doc[i].lemma_.lower() in _BARE_CAMPS
        person = scene.person_at(start) is not None and name_key(doc[start].text)[:2] != "al"
        if not (bare and person):
            found.append(doc[start : i + 1])
    return found


def _is_part_of_name(scene: Scene, i: int) -> bool:
    token = scene.doc[i]
    named = token.pos_ == "PROPN" or token.ent_type_ in {"GPE", "LOC", "FAC", "ORG", "PERSON"}
    return i not in scene.taken and named and (token.text[:1].isupper() or token.text == "-")


def _is_quarter(scene: Scene, span: Span) -> bool:
    """Whether the noun of a town or a part of one follows: "Hamra district"."""
    after = scene.doc[span.end] if span.end < len(scene.doc) else None
    if after is None or after.pos_ != "NOUN" or after.text[:1].isupper():
        return False
    noun = after.lemma_.lower()
    named = noun in members("nouns_of_settlements") and noun not in _BARE_CAMPS
    return named and span.root.head.i == after.i and not _is_sort_of_body(scene, span)


def _is_sort_of_body(scene: Scene, span: Span) -> bool:
    return sort_of(scene.registry, span.text) is not None


def _is_described(scene: Scene, span: Span) -> bool:
    """Whether a comma and "a town", "two coastal villages" follow: no "a village elder".

    A name joined to the one before the comma is of the same sort.
    """
    return _description(scene, span.end) is not None


def _description(scene: Scene, end: int) -> int | None:
    """The noun for a town in the description after a name that ends before a token."""
    doc, i = scene.doc, end
    if i + 2 < len(doc) and doc[i].lower_ == "and":  # "Hamouria and Mesraba, two towns"
        i += 1
        while i + 2 < len(doc) and doc[i].text[:1].isupper():
            i += 1
    if i + 2 >= len(doc) or doc[i].text != ",":
        return None
    if doc[i + 1].lower_ not in {"a", "an", "the"} and doc[i + 1].pos_ != "NUM":
        return None
    for at in range(i + 2, min(i + 2 + _DESCRIBED, len(doc))):
        token = doc[at]
        if token.pos_ not in {"NOUN", "ADJ", "PROPN", "ADV"} and token.text != "-":
            return None
        if token.lemma_.lower() in members("nouns_of_settlements") and token.pos_ == "NOUN":
            after = doc[at + 1] if at + 1 < len(doc) else None
            heads = after is None or (after.pos_ not in {"NOUN", "PROPN"} and after.tag_ != "POS")
            return at if heads else None
    return None


def _is_geographic(span: Span) -> bool:
    """Whether its own words are those of a lake or a village: "Sylvan Lake", "Tel Khuzela".

    A first name before such a word is somebody's, unless the name stands where a place does.
    """
    if len(span) < 2:
        return False
    first, last = span[0].lower_, span[-1].lower_
    if first in members("openers_of_names_of_places"):
        return True
    if last not in members("ends_of_names_of_places"):
        return False
    prep = governing_preposition(span.root)
    there = prep is not None and (
        prep.lower_ in {"to", "from"} or prep.lower_ in members("locative_prepositions")
    )
    return there or not is_first_name(name_key(span[0].text))


_WITHIN = frozenset({"in", "near", "outside"})


def _is_home(scene: Scene, span: Span) -> bool:
    """Whether it is where somebody described is from: "Omar Lind, 35, from Rawa, in Iraq"."""
    doc, at = scene.doc, span.start
    if at < 2 or doc[at - 1].lower_ != "from" or doc[at - 2].text != "," or len(span) > 2:
        return False
    return (
        span.end < len(doc) and doc[span.end].text == "," and _is_sort_of_body(scene, span) is False
    )


def _is_county(scene: Scene, span: Span) -> bool:
    """Whether it tells where the town before a comma lies: "in Luton, Bedfordshire"."""
    doc, at = scene.doc, span.start
    if at < 3 or len(span) > 1 or doc[at - 1].text != "," or span.end >= len(doc):
        return False
    town = scene.ent_at.get(at - 2)
    if town is None or town.label_ != "GPE" or doc[span.end].text not in {".", ";"}:
        return False
    return town.start > 0 and doc[town.start - 1].lower_ in _FROM_OR_IN


_FROM_OR_IN = frozenset({"in", "from", "near"})


def _is_besieged(scene: Scene, span: Span) -> bool:
    """Whether a name in one word is fled, besieged or shelled: "those who fled Baghuz"."""
    name = span.root
    if len(span) > 1 or name.text.isupper() or name.dep_ not in {"dobj", "nsubjpass"}:
        return False
    shelled = name.head.lemma_.lower() in members("verbs_only_on_towns")
    return shelled and not _is_sort_of_body(scene, span)


def _lies_there(scene: Scene, span: Span) -> bool:
    """Whether a name in one word that is taken for a body is where somebody is: "in Hamouria"."""
    if len(span) > 1 or span.text.isupper() or not span.text.isalpha():
        return False
    if (span.start and scene.doc[span.start - 1].lower_ == "the") or not span.text[:1].isupper():
        return False
    before = scene.doc[span.start - 1] if span.start else None
    beside = before is not None and before.lower_ in _WITHIN
    prep = before if beside else governing_preposition(span.root)
    if prep is None or prep.lower_ not in _WITHIN or _is_sort_of_body(scene, span):
        return False
    lasting = prep.head.lemma_.lower() in members("what_one_has_in_somebody")
    return not lasting and name_key(span.text) not in members("named_but_nobody")


def _add(scene: Scene, span: Span, countries: Counter[str]) -> None:
    name = _bare(scene, span)
    country: str | None = land_told(scene, span) or land_after(scene, name.start, name.end)
    rule: str | None = "place.city"
    if country is None:
        country, rule = city_country(name.text, countries, scene.registry.iso2)
        if name.end < span.end and not countries[country or ""]:
            country = None  # a camp may be called as a town far away is
    scene.add(
        Draft(
            span.start,
            span.end,
            span.root.i,
            Kind.PLACE,
            span.text,
            rule if rule and country else "entity.place",
            country=country,
            sector="REF" if "refugee" in span.text.lower() else None,
            score=0.8 if country else 0.5,
        )
    )


def land_told(scene: Scene, span: Span) -> str | None:
    """The country that the words around a name put it in: "the Syrian town of", "camp in Syria"."""
    doc = scene.doc
    lands = {
        draft.country
        for noun in doc[max(0, span.start - _BEFORE) : span.start]
        if noun.lemma_.lower() in members("nouns_of_settlements")
        for word in children(noun, "amod", "compound", "nmod", "poss")
        if (draft := scene.taken.get(word.i)) is not None and draft.country
    }
    if len(lands) == 1:
        return lands.pop()
    noun = _description(scene, span.end)
    end = span.end if noun is None else noun + 1
    if end + 1 >= len(doc) or doc[end].lower_ != "in":
        return None
    for draft in scene.within(end + 1, end + 1 + _DESCRIBED):
        if any(doc[i].pos_ in {"VERB", "AUX", "PUNCT"} for i in range(end, draft.start)):
            return None
        return draft.country if draft.kind in {Kind.PLACE, Kind.STATE} else None
    return None


_BEFORE = 4  # tokens from "town" to its name: "town , known as"


def _bare(scene: Scene, span: Span) -> Span:
    """The name of a place without the noun of what it is: "Ain Issa" of its refugee camp."""
    end = span.end
    while end > span.start + 1 and scene.doc[end - 1].text.islower():
        end -= 1
    return scene.doc[span.start : end]


def _add_again(scene: Scene, name: str, countries: Counter[str]) -> None:
    text, at = scene.article.text, scene.article.text.find(name)
    while at >= 0:
        span = scene.words.span(at, at + len(name))
        if span is not None and scene.free(span.start, span.end) and _stands_alone(scene, span):
            _add(scene, span, countries)
        at = text.find(name, at + len(name))


def _stands_alone(scene: Scene, span: Span) -> bool:
    """Whether the name is no part of a longer one: "Arsal Brigade", "Ali Arsal"."""
    ent = scene.ent_at.get(span.start)
    return ent is None or (
        ent.start + (ent[0].lower_ == "the") >= span.start and ent.end <= span.end
    )
