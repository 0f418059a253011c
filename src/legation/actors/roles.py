"""Offices and agent nouns: "the Turkish defence minister", "rebels in the east", "riot police".

A title beside a name gives the person an office ("Turkish Defence Minister Ali Kaya"; "Ali Kaya,
the defence minister"); alone it may be resolved by memory or by the dated table (see `offices`).
"""

from __future__ import annotations

from dataclasses import replace

from legation.actors.holders_beside import people_beside, people_right_after, person_beside
from legation.actors.owners import Phrase, land_of, office_of_land, office_within, serves_somebody
from legation.actors.scene import Draft, Scene
from legation.actors.titles import find_phrases, sent_to
from legation.language.words import members
from legation.ontology import rules_with, sectors_of
from legation.records import Kind
from legation.registry.known import Form
from legation.registry.wordings import Agent, Title


def find_roles(scene: Scene) -> list[Phrase]:
    """Add drafts for every title and agent noun; give titles beside names to their people.

    Returns the titles that stand alone, for `offices` to resolve.
    """
    lone: list[Phrase] = []
    phrases = find_phrases(scene)
    starts = {p.words: p for p in phrases if isinstance(p.entry, Title)}
    for phrase in phrases:
        if isinstance(phrase.entry, Title):
            several = people_beside(scene, phrase) if phrase.plural else []
            person = person_beside(scene, phrase) if not several else None
            rank = starts.get(phrase.end)
            if person is None and rank is not None and not phrase.plural:
                person = person_beside(scene, rank)  # "Deputy Minister Colonel-General X"
            if person is not None:
                if not _is_courtesy(phrase, person):
                    _give_office(scene, person, phrase)
            elif several:
                for one in several:
                    _give_office(scene, one, replace(phrase, country=one.country))
            elif phrase.plural:
                _add_groups(scene, phrase)
            else:
                lone.append(phrase)
                _add_staff(scene, phrase)
        else:
            person = person_beside(scene, phrase) if phrase.entry.human else None
            several = people_right_after(scene, phrase) if phrase.entry.human else []
            for one in several:
                _describe(scene, one, phrase)
            if several:
                continue
            if person is not None:
                _describe(scene, person, phrase)
            else:
                _add_groups(scene, phrase)
    return lone


def _is_courtesy(phrase: Phrase, person: Draft) -> bool:
    """Whether the word only honours somebody known for another office: "Sheikh Tamim"."""
    words = phrase.entry.words
    return (
        words[-1] in members("courtesy_titles")
        and len(words) == 1
        and person.sector not in {None, "REL"}
    )


_WORLDWIDE = frozenset({"UNO", "IGO", "EUR"})


def _add_staff(scene: Scene, phrase: Phrase) -> None:
    """The staff of an office ("the Chadian premier's office") acts for its holder's country."""
    noun = phrase.head.head
    if (
        phrase.head.dep_ != "poss"
        or noun.lemma_.lower() not in members("staffs")
        or noun.i in scene.taken
    ):
        return
    text = scene.doc[phrase.start : noun.i + 1].text
    scene.add(
        Draft(
            noun.i,
            noun.i + 1,
            noun.i,
            Kind.ORGANISATION,
            text,
            "agent.owned" if phrase.country else "agent.bare",
            country=phrase.country,
            sector=_in_office(scene, phrase, phrase.entry.sector),
            role=text,
            score=0.8,
        )
    )


def _add_groups(scene: Scene, phrase: Phrase) -> None:
    """One draft, or one for each owner of "Israeli and Palestinian officials"."""
    draft = _group(scene, phrase)
    scene.add(draft)
    if _takes_name(scene, draft, phrase):
        return
    told = [o for o in reversed(phrase.owners) if o.country or o.sector in _WORLDWIDE]
    owners = {o.country or o.name: o for o in told}
    if len(owners) < 2 or not phrase.plural or not draft.country:
        return
    end = max(phrase.words, *(o.end for o in phrase.owners))
    if not {t.lower_ for t in scene.doc[phrase.start : end]} & {"and", "or", "&"}:
        return
    noun = scene.doc[phrase.words : phrase.end].text
    if not all(o.country for o in owners.values()):  # "British and EU negotiators"
        draft.sector = phrase.entry.sector
    for owner in owners.values():
        words = scene.doc[owner.start : owner.end].text
        name = f"{noun} of {words}" if owner.start >= phrase.end else f"{words} {noun}"
        if owner.country == draft.country:
            draft.name = name
        else:
            own = draft.sector if owner.country or draft.sector == "MIL" else owner.sector
            scene.add(replace(draft, name=name, country=owner.country, sector=own))


def _takes_name(scene: Scene, draft: Draft, phrase: Phrase) -> bool:
    """Whether the body's name stands right after its noun ("state news agency SUNA")."""
    named = scene.taken.get(phrase.end) if phrase.end < len(scene.doc) else None
    if named is None or named.start != phrase.end or phrase.plural:
        return False
    if named.kind is not draft.kind or named.kind is not Kind.ORGANISATION:
        return False
    draft.name, draft.actor_id, draft.rule = named.name, named.actor_id, "agent.named"
    draft.country = named.country or draft.country
    draft.sector = named.sector or draft.sector
    return True


def _give_office(scene: Scene, person: Draft, phrase: Phrase) -> None:
    """Note the office on its holder and add a mention of the office itself."""
    assert isinstance(phrase.entry, Title)
    title = phrase.entry
    if phrase.country is None and phrase.body is None and person.country is None:
        person.country = _where_such_rule(scene, person, title)
    country = phrase.country or (person.country if phrase.body is None else None)
    if phrase.prefix == "former":
        person.sector = "ELI"
        person.country = person.country or country
    elif phrase.prefix == "shadow":
        person.sector = "OPP"
        person.country = person.country or country
    else:
        if phrase.country and not _is_namesake_party(phrase, person):
            person.country = phrase.country
        elif phrase.body is not None and phrase.body.sector in _WORLDWIDE:
            person.country = None  # acts for the body, not for where they come from
        if person.role is None or title.level != "military":  # "Minister General X"
            person.sector = _more_exact(sector_in(scene, phrase), person)
    over = scene.registry.has_left(person.actor_id, title.title, country, scene.on)
    told = title.title if phrase.plural else scene.doc[phrase.start : phrase.end].text
    person.nouns |= {phrase.head.lemma_.lower()}
    person.role = person.role or told
    scene.add(
        Draft(
            phrase.start,
            phrase.end,
            phrase.head.i,
            Kind.OFFICE,
            office_name(scene, phrase, country),
            f"office.{phrase.prefix or ('over' if over else 'title')}",
            country=country,
            sector=_LEFT.get(phrase.prefix or "", _in_office(scene, phrase, title.sector)),
            role=person.name,
            within=office_within(scene, phrase),
        )
    )


def _is_namesake_party(phrase: Phrase, person: Draft) -> bool:
    """Whether the party is called as one of the person's own country is: Israel's Labour."""
    party = phrase.body is not None and phrase.body.sector == "PTY"
    return party and person.actor_id is not None and person.country not in {None, phrase.country}


_LEFT = {"shadow": "OPP", "former": "ELI"}  # who is not, or no longer, in the office


def _where_such_rule(scene: Scene, person: Draft, title: Title) -> str | None:
    """The one country where people of that surname ever held the office ("President Bush")."""
    if person.rule not in rules_with("unknown_people") or person.end - person.start != 1:
        return None
    namesakes = scene.registry.person_by_surname(person.name, None)
    held = {o.country for p in namesakes for o in p.offices if o.title == title.title}
    return next(iter(held)) if len(held) == 1 else None


def _more_exact(told: str | None, person: Draft) -> str | None:
    """The sector a title tells, unless it only says less than what is known of the person."""
    vague = told is None or (told == "IGO" and person.sector in {"UNO", "EUR"})
    return person.sector if vague else told


def sector_of(phrase: Phrase) -> str | None:
    """The sector of the phrase: that of the body or sort it is part of, where it is a general one.

    "UN official", "intelligence agency officer"; a candidate for a body is not of it.
    """
    own = phrase.entry.sector
    body = phrase.body.sector if phrase.body is not None else phrase.sort
    served = _served(phrase)
    if served is not None:
        return served
    if {own, body} <= sectors_of("above_states"):
        return body  # the UN's secretary general is the UN's
    if isinstance(phrase.entry, Title):
        if phrase.entry.level == "party":
            return own or "PTY"
        if phrase.entry.title in _GENERAL and (body or own is None):
            return body or phrase.seat
    if phrase.head.lemma_.lower() in members("kin") and body in sectors_of("irregular"):
        return own  # "Isis families"
    if body and (
        own in {None, "GOV", "UNK", "CVL"}
        or (own in _OF_GROUPS and body in sectors_of("irregular"))
        or (own == "LAB" and body in sectors_of("above_states") | sectors_of("of_state"))
    ):
        return body
    return None if own == "UNK" else own


_OF_GROUPS = frozenset({"MIL", "SPY", "CRM"})  # "Qaeda operatives", suspects and recruits


def _served(phrase: Phrase) -> str | None:
    """The sector of whom somebody serves, where that is no state: "an aide to the rebel X"."""
    if not serves_somebody(phrase):
        return None
    served = next((o for o in phrase.owners if o.kind is Kind.PERSON), None)
    if served is None or served.sector in sectors_of("of_state"):
        return None
    return served.sector


def sector_in(scene: Scene, phrase: Phrase) -> str | None:
    """The sector of the phrase, in a land of its own standing that of those who govern the land.

    A minister of Abkhazia is of no state's government (PRE), Somaliland's army of no state's.
    """
    return _in_office(scene, phrase, sector_of(phrase))


def _in_office(scene: Scene, phrase: Phrase, told: str | None) -> str | None:
    found = land_of(scene, phrase) if phrase.owners else None
    sector = found[1].sector if found is not None and found[1] is not None else None
    if sector is None or sector in sectors_of("of_state"):
        return told
    title = phrase.entry if isinstance(phrase.entry, Title) else None
    led = title is not None and title.level != "military" and told in {None, "REB"}
    return sector if told in sectors_of("of_state") or led else told


_GENERAL = frozenset(
    {"Officer", "Leader", "Agency Head", "Spokesperson", "Adviser", "Head of Delegation"}
)


def office_name(scene: Scene, phrase: Phrase, country: str | None) -> str:
    """The office as the table has it; as it is worded where that is another's in the country.

    India's foreign secretary is no foreign minister.
    """
    assert isinstance(phrase.entry, Title)
    words = " ".join(phrase.entry.words).title()
    own = scene.registry.is_own_office(words, country)
    title = words if own else phrase.entry.title
    if phrase.prefix in {"deputy", "acting", "shadow"}:
        title = f"{phrase.prefix.title()} {title}"
    whose, post = office_of_land(scene, phrase), sent_to(scene, phrase)
    if phrase.seat is not None and phrase.body is None and whose is None:
        seat = phrase.owners[0]  # "Spokesperson of White House"
        title = f"{title} of {scene.doc[seat.start : seat.end].text}"
    if phrase.body is not None and phrase.body.name.lower() not in title.lower():
        head = title.replace("Agency Head", "Head")  # "Head of OPEC"
        title = f"{head} of {phrase.body.name}"
    elif whose is not None:
        title = f"{title} of {whose}"
    return f"{title} {post}" if post is not None else title


def _describe(scene: Scene, person: Draft, phrase: Phrase) -> None:
    """An agent noun beside a name ("rebel Jonas Kato") says what the person is."""
    words = {token.lemma_.lower() for token in scene.doc[phrase.start : phrase.words]}
    if not words & members("parts_of_countries"):  # "in a Danish town rower Alva Lind"
        person.country = person.country or phrase.country
    person.nouns |= {phrase.head.lemma_.lower()}
    if person.sector is None:
        person.sector = _when_former(phrase, sector_in(scene, phrase))


def _when_former(phrase: Phrase, sector: str | None) -> str | None:
    """The sector of somebody described, who may no longer be of it: "a former soldier"."""
    if phrase.prefix != "former":
        return sector
    if sector in sectors_of("elite_when_former"):
        return "ELI"
    return "CVL" if sector in sectors_of("civilians_when_former") else sector


def _group(scene: Scene, phrase: Phrase) -> Draft:
    entry = phrase.entry
    kind = entry.kind if isinstance(entry, Agent) else Kind.GROUP
    body = phrase.body
    if kind in {Kind.PERSON, Kind.OFFICE} and phrase.plural:
        kind = Kind.GROUP
    elif kind is Kind.STATE and (phrase.plural or body is not None):
        kind = Kind.GROUP  # "NATO allies" are several states, not one
    text = scene.doc[phrase.start : phrase.end].text
    sector = _when_former(phrase, sector_in(scene, phrase))
    if phrase.backed and phrase.country is None and sector == "MIL":
        sector = "UAF"  # "US-backed forces" are no army's, as far as that tells
    if _is_people(phrase) and phrase.head.lemma_.lower() in members("related_from_outside"):
        sector = None  # "Kurdish allies" are no government
    if sector in sectors_of("fighters") and any(
        owner.kind is Kind.COMMUNITY for owner in phrase.owners
    ):
        sector = "REB"  # "Kurdish forces", fighters and militias: a people has no army
    rule = "agent.owned" if phrase.country or body else "agent.bare"
    whole = body if body is not None and _acts_as(scene, phrase, body) else None
    kind = whole.kind if whole else kind
    return Draft(
        phrase.start,
        phrase.end,
        phrase.head.i,
        kind,
        whole.name if whole else text,
        "agent.abroad" if rule == "agent.bare" and phrase.abroad else rule,
        actor_id=whole.actor_id if whole else None,
        country=phrase.country,
        sector=whole.sector if whole else sector,
        role=text,
        score=0.9 if phrase.country or body else 0.6,
        form=Form.BODY if body else None,
    )


def _is_people(phrase: Phrase) -> bool:
    return bool(phrase.owners) and all(o.kind is Kind.COMMUNITY for o in phrase.owners)


def _acts_as(scene: Scene, phrase: Phrase, body: Draft) -> bool:
    """Whether the phrase is the armed group itself: "Isis militants", "the al-Qaeda network"."""
    if (
        phrase.prefix is not None
        or body.kind is not Kind.GROUP
        or body.sector not in sectors_of("irregular")
    ):
        return False
    inner = range(body.end, phrase.end)
    if any(scene.doc[i].lower_ in members("words_of_breaking_away") for i in inner):
        return False
    named = not phrase.plural and body.start >= phrase.start and body.end <= phrase.words
    return phrase.head.lemma_.lower() in (
        members("groups_named") if named else members("members_of_groups") if phrase.plural else ()
    )
