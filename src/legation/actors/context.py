"""The country of bodies without one: "police", "the government" belong to where the story is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from legation.actors.cities import city_country
from legation.actors.homes import community_country, settle_communities
from legation.actors.known import Form
from legation.actors.opponents import RULERS, foe_country, is_barred, other_country
from legation.actors.scene import Draft, Scene
from legation.nlp.syntax import children, clause_of, subjects
from legation.nlp.tokens import Token
from legation.records import Kind

CLEAR = 2  # how many times as often the story's country is named as the next
_DOMESTIC = frozenset("GOV COP JUD LEG OPP PTY LAB AGR EDU REF SOC CRM MIL REB MED".split())
_BARE = frozenset(
    {"agent.bare", "office.phrase", "office.title", "person.unknown", "entity.organisation"}
)
_RESIDENTS = frozenset(
    "resident villager local townspeople inhabitant voter citizen witness bystander protester "
    "demonstrator".split()
)
_LANDS = frozenset({Form.COUNTRY, Form.CAPITAL, Form.REGION})
_ANY_NATION = frozenset({"CRM", "UAF", "IMG"})  # a plotter may come from anywhere
_TOWN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\- ]*[A-ZÀ-Þ]")
_ARMIES = frozenset({"military", "army", "command"})
_ABROAD = frozenset("ally partner neighbour neighbor country nation power".split())
_STATELY = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
_GUESTS = frozenset("diplomat envoy ambassador hostage foreigner tourist dictator".split())


def settle_countries(scene: Scene) -> None:
    """Give bare domestic bodies and offices the country that the text points to.

    In order: whose they are, the one country whose places the sentence names, the dateline, the
    one country the sentence names at all, the country the whole story is about.
    """
    settle_communities(scene)
    line, told = _dateline_country(scene), _story_country(scene)
    line = None if line and told and told != line else line  # told from abroad
    whole = {"dateline": line, "story": told}
    for draft in scene.drafts:
        if draft.country is not None or draft.rule not in _BARE:
            continue
        draft.country = community_country(scene, draft)
        if draft.country is not None:
            draft.rule = "context.community" if draft.rule == "agent.bare" else draft.rule
            continue
        for rule in (*_rules_for(scene, draft), "other"):
            country = whole[rule] if rule in whole else _SIGNS[rule](scene, draft)
            if country is not None and not is_barred(scene, draft, country, rule):
                draft.country = country
                draft.rule = f"context.{rule}" if draft.rule == "agent.bare" else draft.rule
                break


def settle_pointing(scene: Scene) -> None:
    """Phrases and pronouns that point back to a body whose country came later have it too."""
    known: dict[tuple[str, Kind], str] = {}
    for draft in scene.drafts:
        at = draft.name, draft.kind
        if draft.country is not None:
            known[at] = draft.country
        elif draft.rule.startswith(("pronoun.", "memory.")):
            draft.country = known.get(at)


def _rules_for(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """By which signs a draft may get its country, best first."""
    noun = scene.doc[draft.root].lemma_.lower()
    if draft.rule == "person.unknown":
        return ("dateline", "story") if draft.sector in _DOMESTIC - _ANY_NATION else ()
    if noun in _GUESTS:
        return ("possessor",)
    if noun in _ARMIES:
        return ("possessor", "where", "troops", "foe", "place", "dateline", "sentence", "story")
    if draft.sector in _STATELY and noun not in _ABROAD:
        return ("possessor", "where", "foe", "place", "dateline", "sentence", "before", "story")
    if draft.sector in _DOMESTIC or noun in _RESIDENTS:
        return ("possessor", "place", "dateline", "sentence", "story")
    if draft.sector == "CVL":
        return ("possessor", "place", "dateline")
    return ("possessor",)


def _country_where(scene: Scene, draft: Draft) -> str | None:
    """The country of the place that a "where" clause is about: "the Greek border, where police"."""
    clause = clause_of(scene.doc[draft.root])
    if clause.dep_ != "relcl" or not any(c.lower_ == "where" for c in clause.children):
        return None
    noun = clause.head
    words = (noun, *children(noun, "amod", "compound", "nmod", "poss"))
    found = {d.country for t in words if (d := scene.taken.get(t.i)) is not None and d.country}
    return found.pop() if len(found) == 1 else None


_RULING = frozenset({Kind.STATE, Kind.GOVERNMENT})
_THERE = frozenset({Kind.PLACE})


def _country_just_before(scene: Scene, draft: Draft) -> str | None:
    """The one country where the sentence before says something happened.

    For a government it is the state that the sentence before is about.
    """
    ruling = scene.doc[draft.root].lemma_.lower() in RULERS
    for sent in scene.sentences_before(draft.root, 1):
        main = [t for prep in children(sent.root, "prep") for t in children(prep, "pobj")]
        for near in ([*subjects(sent.root)] if ruling else [], main):
            told = [d for t in near if (d := scene.taken.get(t.i)) is not None]
            kinds = _RULING if near is not main else _THERE
            lands = {d.country for d in told if d.country and d.kind in kinds and _settled(d)}
            if len(lands) == 1:
                return lands.pop()
        there = [d for d in scene.within(sent.start, sent.end) if d.kind is Kind.PLACE]
        found = {d.country for d in there if d.country and _settled(d)}
        if len(found) == 1:
            return found.pop()
    return None


def _possessor_country(scene: Scene, draft: Draft) -> str | None:
    """The country of who owns the body ("his government", "their army")."""
    for child in scene.doc[draft.root].children:
        owner = scene.taken.get(child.i) if child.dep_ == "poss" else None
        if owner is not None and owner.country:
            return owner.country
    return None


def _sentence_country(scene: Scene, draft: Draft, kind: Kind | None = None) -> str | None:
    """The one country that the sentence names, by mentions of one kind if that is given."""
    sent = scene.sentence(draft.root)
    found = {
        d.country
        for d in scene.within(sent.start, sent.end)
        if d.country
        and d is not draft
        and kind in {None, d.kind}
        and not _from_anywhere(d)
        and (kind is not None or _settled(d))
    }
    if len(found) > 1 and kind is None:
        found = {c for c in found if not is_barred(scene, draft, c, "sentence")}
    return found.pop() if len(found) == 1 else None


def _settled(draft: Draft) -> bool:
    """Whether it tells where something happens; who somebody is, a nationality, does not."""
    return draft.kind is not Kind.PERSON and not draft.rule.startswith("demonym.")


def _troops_country(scene: Scene, _: Draft) -> str | None:
    """The one country whose soldiers the text names: "two US soldiers", later "the military"."""
    found = {
        d.country
        for d in scene.drafts
        if d.sector == "MIL" and d.country and d.rule in _NAMED_TROOPS
    }
    return found.pop() if len(found) == 1 else None


_NAMED_TROOPS = frozenset({"agent.owned", "name.body"})


def _place_country(scene: Scene, draft: Draft) -> str | None:
    """The one country whose places the sentence names."""
    return _sentence_country(scene, draft, Kind.PLACE)


_SIGNS: dict[str, Callable[[Scene, Draft], str | None]] = {
    "possessor": _possessor_country,
    "where": _country_where,
    "troops": _troops_country,
    "foe": foe_country,
    "place": _place_country,
    "sentence": _sentence_country,
    "before": _country_just_before,
    "other": other_country,
}


def _story_country(scene: Scene) -> str | None:
    """The country of most mentions, if no other is named half as often."""
    counts = Counter(
        d.country
        for d in scene.drafts
        if d.country and d.rule[:6] != "memory" and not _from_anywhere(d)
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[1][1] * CLEAR > ranked[0][1]):
        return None
    return ranked[0][0]


def _from_anywhere(draft: Draft) -> bool:
    """Whether it is a body that news quotes wherever something happens: an agency, a charity."""
    return draft.kind is Kind.ORGANISATION and draft.sector in _ANYWHERE


_ANYWHERE = frozenset({"JRN", "NGO", "SOC", "EDU", "MNC"})


def _dateline_country(scene: Scene) -> str | None:
    """The one country of the dateline; "CAIRO/NAIROBI" says only where the reporters were."""
    line = scene.dateline()
    named = (entries[0] for _, _, entries in scene.registry.names_in(line.title()))
    found = {e.actor.country for e in named if e.form in _LANDS} - {None}
    if not found and (town := _TOWN.match(line)):
        found = {city_country(town.group(), Counter(), scene.registry.iso2)[0]} - {None}
    return found.pop() if len(found) == 1 else None


def settle_people(scene: Scene) -> None:
    """What the text says of a person in one place holds for every mention of that person."""
    stated: dict[str, Draft] = {}
    for draft in scene.drafts:
        if draft.kind is Kind.PERSON and draft.rule.startswith(_NAMED):
            known = stated.get(draft.name)
            if known is None or _tells_more(draft, known):
                stated[draft.name] = draft
    for draft in scene.drafts:
        known = stated.get(draft.name)
        if known is not None and draft.kind is Kind.PERSON:
            draft.country = known.country or draft.country
            draft.sector = known.sector or draft.sector


_NAMED = ("person.", "memory.surname")


def _tells_more(draft: Draft, known: Draft) -> bool:
    return bool(draft.role) > bool(known.role) or (
        draft.role is None and known.role is None and bool(draft.country) > bool(known.country)
    )


_AGE = re.compile(r"\s*,\s*\d{1,3}\s*,")


def settle_described(scene: Scene) -> None:
    """A name with an age right after "a British nurse": the name of that nurse.

    "A Danish sailor has been freed. Jens Holm, 41, was held for a month."
    """
    for draft in scene.drafts:
        if draft.rule not in _TOLD_OF or draft.country is not None:
            continue
        sent = scene.sentence(draft.root)
        draft.country = _apposed_country(scene, draft)
        if draft.country is not None:
            continue
        after = scene.doc[draft.end - 1].idx + len(scene.doc[draft.end - 1])
        rest = scene.article.text[after : after + 8]
        if draft.start - sent.start > 1 or not _AGE.match(rest):
            continue
        for back in scene.sentences_before(draft.root, 2):
            said = [d for d in scene.within(back.start, back.end) if _introduces(scene, d)]
            if said:
                if len(said) == 1:
                    draft.country = said[0].country
                    draft.sector = draft.sector or said[0].sector
                break


_TOLD_OF = frozenset({"person.unknown", "memory.surname"})
_CALLED = re.compile(
    r"(?:named|called|known as|identified (?:only )?as|nom de guerre|name of|"
    r"gave (?:his|her) name(?: only)? as)\s+$"
)


def settle_called(scene: Scene) -> None:
    """A name is that of whom the sentence describes before it: "a rebel named Kato"."""
    for draft in scene.drafts:
        if draft.rule != "person.unknown" or draft.country is not None:
            continue
        start = scene.doc[draft.start].idx
        if not _CALLED.search(scene.article.text[max(0, start - 40) : start]):
            continue
        sent = scene.sentence(draft.root)
        said = [d for d in scene.within(sent.start, draft.start) if d.rule.startswith(_DESCRIBED)]
        if said:
            draft.country, draft.sector = said[-1].country, draft.sector or said[-1].sector


_DESCRIBED = ("agent.", "office.phrase", "context.")


def _apposed_country(scene: Scene, draft: Draft) -> str | None:
    """The one country of the description after a name ("Ada Noor, chair of a council in Hasaka").

    What the description is about ("an expert on Iran") is nobody's country.
    """
    name = scene.doc[draft.root]
    apposed = children(name, "appos")
    nouns = (name, *apposed) if apposed else ()
    there = [scene.at(t.i) for noun in nouns for t in _standing_in(noun)]
    found = {d.country for d in there if d is not None and d.country}
    return found.pop() if len(found) == 1 else None


def _standing_in(noun: Token) -> Iterator[Token]:
    """Nouns where the first is, or that own it, down its phrase."""
    yield from children(noun, "amod", "compound", "nmod", "poss")
    for prep in children(noun, "prep"):
        if prep.lower_ in _WHERE:
            for obj in children(prep, "pobj"):
                yield obj
                yield from _standing_in(obj)
                for same in children(obj, "appos"):
                    yield from _standing_in(same)


_WHERE = frozenset({"in", "of", "at", "from", "for"})


def _introduces(scene: Scene, draft: Draft) -> bool:
    """Whether the draft brings in one person without a name ("a former British soldier")."""
    if draft.rule != "agent.owned" or draft.kind is not Kind.PERSON or not draft.start:
        return False
    return scene.doc[draft.start - 1].lower_ in {"a", "an"}
