"""Phrases for one body or state named before: "the group", "the newspaper", "his country"."""

from __future__ import annotations

from functools import cache

from legation.actors.places import stands_as_place
from legation.actors.scene import Draft, Scene, called_again
from legation.language.words import members
from legation.nlp.syntax import children, phrase_start, subjects
from legation.nlp.tokens import Span, Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind
from legation.tables import rows, values

REACH = 3  # sentences looked back, as for pronouns
# Nouns that a longer name or phrase before may end with: "the Afghan defence ministry", later
# "the ministry".


@cache
def body_nouns() -> frozenset[str]:
    """Nouns that a body may be pointed back to with."""
    return frozenset(_sectors_of_nouns()) | members("public_bodies")


@cache
def _sectors_of_nouns() -> dict[str, frozenset[str]]:
    """The sectors that a body told by a noun has; none where it may have any."""
    table = rows("actors/body_nouns.csv")
    return {row["noun"]: frozenset(values(row["sectors"])) for row in table}


_BARE_LANDS = frozenset({"country", "nation", "homeland"})  # these need no word of where they lie
_BODIES = frozenset({Kind.ORGANISATION, Kind.GROUP, Kind.MISSION})


def is_body_noun(token: Token) -> bool:
    """Whether the token may head a phrase for a body named before."""
    return token.lemma_.lower() in body_nouns()


def is_land_noun(token: Token) -> bool:
    """Whether the token may head a phrase for a state named before."""
    return token.lemma_.lower() in members("lands") and token.tag_ == "NN"


def resolve_body(scene: Scene, token: Token) -> None:
    """Add the body meant by "the group" or "the ministry".

    It is the one body of the right sort in reach, else the last that was named with that noun.
    """
    known = scene.taken.get(token.i)
    if token.tag_ != "NN" or (known is not None and known.rule not in rules_with("unowned")):
        return
    found, noun = None, token.lemma_.lower()
    if noun in _sectors_of_nouns() and _points_back(token, members("plain_adjectives_of_bodies")):
        found = _called_so(scene, token) or _named_before(scene, token, _sectors_of_nouns()[noun])
        found = found or _armed_before(scene, token, _sectors_of_nouns()[noun])
    if found is None and noun in members("public_bodies"):
        found = named_with(scene, token)
    if found is None:
        return
    if known is not None:
        scene.remove(known)
    scene.add(_same(scene, token, found, "memory.body", found.kind))


def _points_back(token: Token, allowed: frozenset[str]) -> bool:
    """Whether the phrase is definite and says nothing that would single out another body."""
    if not any(c.dep_ == "det" and c.lower_ in {"the", "that", "this"} for c in token.lefts):
        return False
    if token.dep_ in {"compound", "appos"} or children(token, "relcl", "appos"):
        return False
    words = {c.lower_ for c in token.lefts if c.dep_ not in {"det"}}
    return words <= allowed and not any(p.lower_ == "of" for p in children(token, "prep"))


def _called_so(scene: Scene, token: Token) -> Draft | None:
    """The one body of which the text said before that it is one: "the CMA, a bloc run by"."""
    found: dict[str, Draft] = {}
    for i in scene.words.among(frozenset({token.lemma_.lower()})):
        noun = scene.doc[i]
        if i >= token.i:
            break
        if noun.tag_ != "NN":
            continue
        named = _apposed_to(scene, noun)
        if named is not None and named.kind in _BODIES and named.rule in rules_with("by_name"):
            found[named.name] = named
    return next(iter(found.values())) if len(found) == 1 else None


def _apposed_to(scene: Scene, noun: Token) -> Draft | None:
    """Whom a noun describes in apposition, also after a short form: "the SDF (X), an alliance"."""
    if noun.dep_ == "appos":
        return scene.taken.get(noun.head.i)
    start = phrase_start(noun)
    if start < 2 or scene.doc[start].lower_ not in {"a", "an"} or scene.doc[start - 1].text != ",":
        return None
    before = start - 2
    if scene.doc[before].text == ")":
        before -= 1
    return scene.taken.get(before)


def _named_before(scene: Scene, token: Token, sorts: frozenset[str]) -> Draft | None:
    here = scene.sentence(token.i)
    for window in (here, *scene.sentences_before(token.i, REACH)):
        found = {
            d.name: d
            for d in scene.within(window.start, min(window.end, token.i))
            if (d.kind in _BODIES or (sorts == {"PRE"} and d.sector == "PRE"))
            and d.rule in rules_with("acts_for_itself")
            and (not sorts or d.sector in sorts or (d.sector is None and d.kind is Kind.GROUP))
        }
        if found:
            one = _one_of(scene, list(found.values()))
            return one if one is None or not _has_rival(scene, one, window, token) else None
    return None


def _armed_before(scene: Scene, token: Token, sorts: frozenset[str]) -> Draft | None:
    """The one armed group that the sentence before only describes: "militants ... the group".

    It is the subject there, and no other group or crowd is told of.
    """
    for window in scene.sentences_before(token.i, 1):
        told = [d for d in scene.within(window.start, window.end) if d.kind in _BODIES]
        told = [d for d in told if d.rule in rules_with("described")]
        armed = [d for d in told if d.sector in sectors_of("irregular") & sorts]
        if len(armed) == 1 and _is_subject(scene.doc[armed[0].root]):
            return armed[0]
    return None


def _has_rival(scene: Scene, one: Draft, window: Span, token: Token) -> bool:
    """Whether another body, brought in by "a", is what the sentence of the one is about.

    "An exiles' assembly met in Paris. It named Islamic State. The group said ..."
    """
    if _is_subject(scene.doc[one.root]):
        return False
    return any(
        d.name != one.name and d.sector not in {"COP", "GOV", "MIL"} and _brings_in(scene, d)
        for d in scene.within(window.start, min(window.end, token.i))
        if d.kind in _BODIES and _is_subject(scene.doc[d.root])
    )


def _brings_in(scene: Scene, draft: Draft) -> bool:
    """Whether the text brings in one body by a noun: "a diaspora assembly"; also by "it" then."""
    return any(
        d.name == draft.name
        and d.rule in rules_with("says_who_somebody_is")
        and d.start > 0
        and scene.doc[d.start - 1].lower_ in {"a", "an"}
        for d in scene.within(0, draft.end)
    )


def _one_of(scene: Scene, found: list[Draft]) -> Draft | None:
    """The only one, else the only one that the sentence is about: the subject of its main verb."""
    if len(found) > 1:
        found = [d for d in found if _is_subject(scene.doc[d.root])]
    return found[0] if len(found) == 1 else None


def _is_subject(noun: Token) -> bool:
    alone = not children(noun, "conj")
    return alone and noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.dep_ in _MAIN


_MAIN = frozenset({"ROOT", "ccomp", "parataxis"})


def named_with(scene: Scene, token: Token, *, definite: bool = True) -> Draft | None:
    """The last body before that was named with the noun and all that is said of it here.

    `definite` asks for "the" before it. Where bodies of several countries were named so, it must
    stand in this sentence or the one before, and alone.
    """
    noun = token.lemma_.lower()
    found = [d for d in scene.within(0, token.i) if _ends_with(scene, d, noun)]
    if definite:
        found = [
            d
            for d in found
            if _points_back(token, members("plain_adjectives_of_bodies") | _words(scene, d))
        ]
    if len({d.country for d in found}) > 1:
        near = scene.sentences_before(token.i, 1)
        start = near[0].start if near else scene.sentence(token.i).start
        found = [d for d in found if d.start >= start]
    countries = {d.country for d in found}
    return found[-1] if len(countries) == 1 else None


def _ends_with(scene: Scene, draft: Draft, noun: str) -> bool:
    if draft.kind not in _NAMED or draft.rule not in rules_with("stands_for_its_noun"):
        return False
    head = scene.doc[draft.root].lemma_.lower()
    known = draft.country or draft.actor_id
    return bool(known) and noun in {head, scene.doc[draft.end - 1].lower_}


def _words(scene: Scene, draft: Draft) -> frozenset[str]:
    return frozenset(t.lower_ for t in scene.doc[draft.start : draft.end])


_NAMED = _BODIES | {Kind.GOVERNMENT}


def resolve_described(scene: Scene) -> None:
    """Let "the journalist" be the one whom alone the text named as a journalist before.

    A second one without a name, or words that single somebody else out, leave it open.
    """
    people = [d for d in scene.drafts if d.nouns]
    if not people:
        return
    person, bare = Kind.PERSON, rules_with("bare")
    for draft in scene.drafts:
        if draft.kind is not person or draft.rule not in bare:
            continue
        noun = scene.doc[draft.root]
        lemma = noun.lemma_.lower()
        named = {d.name: d for d in people if lemma in d.nouns and d.start < draft.start}
        if len(named) != 1 or noun.tag_ != "NN" or not _points_back(noun, frozenset()):
            continue
        if any(_is_another(scene, d, lemma) for d in scene.within(0, draft.start)):
            continue
        (known,) = named.values()
        draft.name, draft.actor_id, draft.rule = known.name, known.actor_id, "memory.office"
        draft.country, draft.sector, draft.score = known.country, known.sector, 0.75


def _is_another(scene: Scene, draft: Draft, lemma: str) -> bool:
    """Whether the text brought in somebody of that description without a name."""
    noun = scene.doc[draft.root]
    unnamed = draft.rule in rules_with("described") or draft.rule in rules_with(
        "told_by_the_text_around"
    )
    return unnamed and noun.tag_ == "NN" and noun.lemma_.lower() == lemma


def resolve_land(scene: Scene, token: Token) -> None:
    """Add the state that "the country" or "his country" is, where one alone is in reach."""
    if token.i in scene.taken:
        return
    owner = next((scene.taken.get(c.i) for c in token.lefts if c.dep_ == "poss"), None)
    if owner is not None:
        country = owner.country
    elif _points_back(token, members("plain_adjectives_of_bodies") | members("lie_of_lands")):
        country = _land_before(scene, token)
    else:
        return
    state = scene.registry.countries.get(country or "")
    if state is None:
        return
    place = stands_as_place(token)
    draft = Draft(token.i, token.i + 1, token.i, Kind.STATE, state.name, "memory.country")
    draft.actor_id, draft.country = state.id, country
    scene.add(_same(scene, token, draft, "memory.country", Kind.PLACE if place else Kind.STATE))


def is_half_noun(token: Token) -> bool:
    """Whether the token is "North" or "South" alone with "the", as states of two are called."""
    doc, i = token.doc, token.i
    if token.lower_ not in members("halves_of_lands") or not token.text[0].isupper() or not i:
        return False
    ends = i + 1 == len(doc) or not doc[i + 1].text[0].isupper()
    return doc[i - 1].lower_ == "the" and ends and not children(token, "prep")


def resolve_half(scene: Scene, token: Token) -> None:
    """Add the state that "the North" is, where the text named one of the two before: Korea's."""
    known, halves = scene.taken.get(token.i), members("halves_of_lands")
    if known is not None and known.kind is not Kind.PLACE:
        return
    named = [d.name.split() for d in scene.within(0, token.i) if d.kind in {Kind.STATE, Kind.PLACE}]
    ends = {words[1] for words in named if len(words) == 2 and words[0].lower() in halves}
    states = {state.name: (code, state) for code, state in scene.registry.countries.items()}
    both = [f"{half.title()} {end}" for end in ends for half in halves]
    if len(ends) != 1 or not all(name in states for name in both):
        return
    if known is not None:
        scene.remove(known)
    code, state = states[f"{token.lower_.title()} {ends.pop()}"]
    draft = Draft(token.i, token.i + 1, token.i, Kind.STATE, state.name, "memory.country")
    draft.actor_id, draft.country = state.id, code
    scene.add(draft)


def _land_before(scene: Scene, token: Token) -> str | None:
    """The state in reach; the one the sentence before is about where it is told by its place."""
    placed = any(c.lower_ in members("lie_of_lands") for c in token.lefts)
    if not placed:
        bare = token.lemma_.lower() in _BARE_LANDS
        return _country_before(scene, token) if bare else None
    for back in scene.sentences_before(token.i, 1):
        about = [scene.taken.get(s.i) for s in subjects(back.root)]
        lands = {d.country for d in about if d is not None and d.kind in _LANDS and d.country}
        if len(lands) == 1:
            return lands.pop()
    return _country_before(scene, token)


_LANDS = frozenset({Kind.STATE, Kind.GOVERNMENT})


def _country_before(scene: Scene, token: Token) -> str | None:
    """The one country in reach; whoever invades "the country" is of another."""
    here = scene.sentence(token.i)
    own = _acting(scene, token)
    for window in (here, *scene.sentences_before(token.i, REACH)):
        found = {
            d.country for d in scene.within(window.start, min(window.end, token.i)) if d.country
        } - own
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _acting(scene: Scene, token: Token) -> set[str | None]:
    """The countries of those who do to "the country" what nobody does to his own."""
    if token.dep_ != "dobj" or token.head.lemma_.lower() not in members("verbs_against_lands"):
        return set()
    acting = [scene.taken.get(s.i) for s in subjects(token.head)]
    return {d.country for d in acting if d is not None}


def _same(scene: Scene, token: Token, found: Draft, rule: str, kind: Kind) -> Draft:
    start = phrase_start(token)
    while start < token.i and (start in scene.taken or scene.doc[start].dep_ == "poss"):
        start += 1
    return called_again(found, token, rule, 0.75, start=start, kind=kind)
