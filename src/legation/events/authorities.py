"""Who stands for whom: a country's authorities for those who arrested, a people for its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legation.events.drafts import Draft
from legation.events.sanity import head_of, is_company
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import is_passive, prep_objects, sentence_lemmas
from legation.ontology import rules_with, sectors_of, types_with
from legation.propositions.factuality import factuality
from legation.propositions.subjects import doers, subjects
from legation.propositions.whom import modifiers, parties
from legation.records import Kind, Mention

_POLICING = frozenset("arrest detain jail imprison deport expel extradite release".split())
_JUDGING = frozenset(
    "convict sentence charge acquit indict prosecute try fine condemn execute".split()
)
_BY_ANYBODY = frozenset({"capture", "seizure"})  # of people: an army's or a gang's as well
_HELD = frozenset({"COERCE", "SANCTION"})
_CUSTODY = frozenset({"115", "116", "173", "174"})  # sued, convicted, arrested, deported
_FREED = frozenset({"0841"})
_WHERE = ("in", "at", "on", "near", "from")
_LANDS = frozenset({Kind.PLACE, Kind.STATE, Kind.GOVERNMENT})


def name_authorities(drafts: Sequence[Draft], anchors: Anchors) -> None:
    """Give acts of police and courts that name nobody the authorities of their country.

    "Two tourists were arrested in Tehran": only a state arrests, tries and deports. Without a
    place of its own a verdict or release is of those who held the same person before in the text.
    """
    holders: dict[str, Mention] = {}
    last: Mention | None = None
    for draft in sorted(drafts, key=lambda d: d.token.i):
        if not draft.recipients or draft.coding.type not in _HELD | {"RETREAT", "ACCUSE"}:
            continue
        if not draft.actors and not draft.closed and _is_official(draft):
            found = _by_place(draft, anchors) or _by_memory(draft, holders)
            found = found or _by_teller(draft, anchors)
            if found is None and any(c.lower_ == "also" for c in draft.token.children):
                found = last  # "she was also arrested": by the same ones
            if found is not None:
                draft.actors = (found,)
                draft.rule += "+authorities"
        if draft.coding.cameo in _CUSTODY and len(draft.actors) == 1:
            _remember(draft, holders)
            last = draft.actors[0]


def _is_official(draft: Draft) -> bool:
    """Whether only those in power do such a thing, told as a noun or passive without a doer."""
    word = draft.token
    if word.pos_ == "NOUN":  # "the release of two editors in Yangon"
        if word.lemma_.lower() in _BY_ANYBODY:
            return False
        return draft.coding.cameo in _CUSTODY | _FREED and bool(prep_objects(word, "of"))
    if word.lemma_.lower() not in _POLICING | _JUDGING or word.pos_ != "VERB":
        return False
    return is_passive(word) and not doers(word)


def _by_place(draft: Draft, anchors: Anchors) -> Mention | None:
    """The authorities of the one country the clause names as where it happened."""
    near = prep_objects(draft.token, *_WHERE)
    if draft.token.pos_ == "NOUN":
        near += [t for w in prep_objects(draft.token, "of") for t in prep_objects(w, "in", "at")]
    near += [t for w in near for t in prep_objects(w, "in", "of")]
    words = [*near, *(m for w in near for m in modifiers(w))]
    found = {
        m.country: m
        for word in words
        for m in anchors.at(word)
        if m.country and m.kind in _LANDS and m not in draft.recipients
    }
    if len(found) != 1:
        return None
    return _authorities(next(iter(found.values())), draft)


_POLICE = frozenset({"COP", "SPY"})


def _by_teller(draft: Draft, anchors: Anchors) -> Mention | None:
    """The police or court that tells of it: "four men were arrested, police said"."""
    teller = factuality(draft.token).teller
    found = parties(subjects(teller), anchors) if teller is not None else ()
    tells = _POLICE if draft.token.lemma_.lower() in _POLICING else frozenset({"JUD"})
    if len(found) != 1 or found[0].sector not in tells or found[0] in draft.recipients:
        return None
    return found[0]


def _by_memory(draft: Draft, holders: dict[str, Mention]) -> Mention | None:
    for one in draft.recipients:
        known = holders.get(one.name) or holders.get(one.country or "")
        if known is not None:
            return known
    return None


def _remember(draft: Draft, holders: dict[str, Mention]) -> None:
    """Keep who holds whom: by name, and by country where somebody is held abroad."""
    actor = draft.actors[0]
    if not actor.country or actor.sector not in {None, *sectors_of("authority")}:
        return
    for one in draft.recipients:
        holders[one.name] = actor
        if one.country and one.country != actor.country:
            holders[one.country] = actor


def _authorities(place: Mention, draft: Draft) -> Mention:
    """The authorities of a place; the passage is the place's."""
    judging = draft.token.lemma_.lower() in _JUDGING
    return replace(
        place,
        kind=Kind.GOVERNMENT,
        actor_id=f"{place.country}-gov",
        sector="JUD" if judging else "GOV",
        rule="place.authorities",
        score=min(place.score, 0.7),
    )


def peoples_as_states(draft: Draft) -> None:
    """Take peoples who deal with each other for their states: "Israelis and Palestinians agreed".

    In a protest or a fight they are people.
    """
    everybody = (*draft.actors, *draft.recipients)
    peoples = [m for m in everybody if m.rule in rules_with("people_of_a_country") and m.country]
    between = draft.coding.type in types_with("between_states")
    if not between or len({m.country for m in peoples}) < 2:
        return
    draft.actors = tuple(_as_state(m) for m in draft.actors)
    draft.recipients = tuple(_as_state(m) for m in draft.recipients)


def _as_state(mention: Mention) -> Mention:
    return (
        replace(mention, sector=None)
        if mention.rule in rules_with("people_of_a_country")
        else mention
    )


def is_at_law(draft: Draft) -> bool:
    """Whether a court or regulator deals with firms and private people over no public wrong.

    "A jury found the bank guilty": the firm or person is of no other country than the court.
    """
    if draft.coding.type not in types_with("done_at_law"):
        return False
    told = sentence_lemmas(draft.token)
    if not told.isdisjoint(members("public_wrongs")):
        return False
    judging = all(_is_of_law(m) for m in draft.actors)
    if not draft.recipients:
        return draft.coding.type == "ACCUSE" and judging  # "presided over a trial", of nobody
    home = {m.country for m in draft.actors if m.country}
    if not all(_is_private_party(m, home) for m in draft.recipients):
        return False
    firms = [m for m in draft.recipients if is_company(m)]
    if len(firms) == len(draft.recipients) and draft.actors:
        return all(_is_of_law(m) or m.kind in _BODIES for m in draft.actors)
    return judging and bool(draft.actors or firms)


_BODIES = frozenset({Kind.ORGANISATION, Kind.GROUP})


def _is_of_law(mention: Mention) -> bool:
    return head_of(mention) in members("authorities_of_law") or mention.sector == "JUD"


def _is_private_party(mention: Mention, home: set[str]) -> bool:
    """Whether somebody is a firm, or a person without any public part, of no country or of here."""
    if mention.country and home and mention.country not in home:
        return False
    if is_company(mention):
        return True
    named = mention.kind is Kind.PERSON and not mention.country and not mention.role
    return named and mention.sector in sectors_of("private") | {None}
