"""Memory inside a text: who "he", "the minister", "his Serbian counterpart" and "both sides" are.

Each rule answers only where one candidate is left; otherwise the mention stays open and nobody is
named. The order of candidates follows salience in centering theory (Grosz, Joshi and Weinstein
1995): the subject of the sentence before goes before its objects.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from legation.actors.folding import key
from legation.actors.gender import gender_of
from legation.actors.mentions import Draft, Scene, in_text_order
from legation.actors.registry import Title, covers
from legation.actors.roles import Phrase
from legation.nlp.syntax import children, clause_of, conjuncts, phrase_start, subjects
from legation.records import Kind

REACH = 3  # sentences a pronoun looks back; further antecedents were wrong as often as right
_HE_SHE = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_IT = frozenset({"it", "its", "itself"})
_TWO = frozenset({"two", "both"})
_PAIR_NOUNS = frozenset(
    {
        "country",
        "nation",
        "state",
        "side",
        "government",
        "neighbour",
        "neighbor",
        "party",
        "power",
        "ally",
        "capital",
    }
)
_PAIR_PEOPLE = frozenset({"leader", "minister", "president", "official", "diplomat", "man"})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})


def resolve(scene: Scene, titles: Sequence[Phrase]) -> None:
    """Add drafts for lone titles, counterparts, pairs and pronouns, in text order."""
    starts = {phrase.words: phrase for phrase in titles}
    for sent in scene.doc.sents:
        for token in sent:
            phrase = starts.get(token.i)
            if phrase is not None:
                _resolve_title(scene, phrase)
            elif token.lemma_.lower() == "counterpart":
                _resolve_counterpart(scene, token)
            elif token.lower_ in _HE_SHE and token.i not in scene.taken:
                _resolve_person(scene, token, sent)
            elif token.lower_ in _IT and token.i not in scene.taken:
                _resolve_it(scene, token, sent)
            elif _is_pair(token):
                _resolve_pair(scene, token)
            elif token.lemma_.lower() in _MISSION_NOUNS:
                _resolve_mission(scene, token)


def _resolve_title(scene: Scene, phrase: Phrase) -> None:
    assert isinstance(phrase.entry, Title)
    title = phrase.entry
    country = phrase.country or _poss_country(scene, phrase)
    text = scene.doc[phrase.start : phrase.end].text
    draft = Draft(
        phrase.start,
        phrase.end,
        phrase.head.i,
        Kind.OFFICE,
        title.title,
        "office.phrase",
        country=country,
        sector=title.sector,
        role=text,
        score=0.7,
    )
    if phrase.body is not None:
        draft.sector = phrase.body.sector or draft.sector
    holder = None if phrase.prefix == "former" else _remembered(scene, phrase, country)
    if holder is not None:
        draft.kind, draft.name, draft.actor_id = Kind.PERSON, holder.name, holder.actor_id
        draft.country, draft.sector, draft.rule = holder.country, holder.sector, "memory.office"
    elif phrase.prefix is None and phrase.body is None:
        known = scene.registry.holder(title.title, country, scene.on)
        if known is not None:
            draft.kind, draft.name, draft.actor_id = Kind.PERSON, known.name, known.id
            draft.rule = "office.dated"
    scene.add(draft)


def _poss_country(scene: Scene, phrase: Phrase) -> str | None:
    """The country of "its president", "their foreign minister"."""
    for poss in children(phrase.head, "poss"):
        owner = scene.taken.get(poss.i)
        if owner is not None and owner.country:
            return owner.country
    return None


def _remembered(scene: Scene, phrase: Phrase, country: str | None) -> Draft | None:
    """The latest person named with the same title, of the same country where one is given."""
    if not _is_definite(phrase):
        return None
    assert isinstance(phrase.entry, Title)
    wanted, last = key(phrase.entry.title), phrase.entry.words[-1]
    found: dict[str, Draft] = {}
    exact: dict[str, Draft] = {}
    for draft in scene.drafts:
        if draft.kind is not Kind.OFFICE or not draft.role or not draft.rule.startswith("office.t"):
            continue
        if country is not None and draft.country not in {None, country}:
            continue
        person = next((d for d in scene.drafts if d.name == draft.role), None)
        if person is None:
            continue
        if key(draft.name).startswith(wanted):
            exact[person.name] = person
        elif last in key(draft.name).split() and len(phrase.entry.words) == 1:
            found[person.name] = person
    pool = exact or found
    if len(pool) == 1:
        return next(iter(pool.values()))
    speakers = [p for p in pool.values() if p.start < phrase.start]
    return None if len(speakers) != 1 else speakers[0]


def _is_definite(phrase: Phrase) -> bool:
    determiners = children(phrase.head, "det")
    return not determiners or determiners[0].lower_ in {"the", "that", "this"}


def _resolve_counterpart(scene: Scene, token: Token) -> None:
    """ "His Serbian counterpart": the same office, held in the other country."""
    owner = next((scene.taken.get(p.i) for p in children(token, "poss")), None)
    if owner is None:
        owner = _owner_by_subject(scene, token)
    person = _appositive_person(scene, token)
    start = phrase_start(token)
    modifiers = [scene.taken[i] for i in range(start, token.i) if i in scene.taken]
    country = next((m.country for m in reversed(modifiers) if m.country and m is not owner), None)
    office = _office_of(scene, owner)
    start += scene.doc[start].dep_ in {"poss", "det"} and start < token.i
    if office is None or country is None:
        if person is None:
            scene.add(
                Draft(
                    start,
                    token.i + 1,
                    token.i,
                    Kind.OFFICE,
                    "counterpart",
                    "office.open",
                    country=country,
                    sector="GOV",
                    score=0.4,
                )
            )
        return
    if person is not None:
        person.country, person.sector = country, office.sector
        person.role = office.name
        scene.add(
            Draft(
                start,
                token.i + 1,
                token.i,
                Kind.OFFICE,
                office.name,
                "office.counterpart",
                country=country,
                sector=office.sector,
                role=person.name,
            )
        )
        for other in scene.drafts:
            if other.name == person.name and other.kind is Kind.PERSON:
                other.country, other.sector = country, other.sector or office.sector
        return
    known = scene.registry.holder(office.name, country, scene.on)
    scene.add(
        Draft(
            start,
            token.i + 1,
            token.i,
            Kind.PERSON if known else Kind.OFFICE,
            known.name if known else office.name,
            "role.counterpart",
            actor_id=known.id if known else None,
            country=country,
            sector=office.sector,
            role=office.name,
        )
    )


def _owner_by_subject(scene: Scene, token: Token) -> Draft | None:
    for subject in subjects(clause_of(token)):
        found = scene.taken.get(subject.i)
        if found is not None and found.kind is Kind.PERSON:
            return found
    return None


def _appositive_person(scene: Scene, token: Token) -> Draft | None:
    near = [c.i for c in children(token, "appos")]
    if token.dep_ in {"appos", "compound", "nmod"}:
        near.append(token.head.i)
    if token.i + 1 < len(scene.doc):
        near.append(token.i + 1 + (scene.doc[token.i + 1].text == ","))
    for i in near:
        found = scene.taken.get(i)
        if found is not None and found.kind is Kind.PERSON:
            return found
    return None


def _office_of(scene: Scene, owner: Draft | None) -> Draft | None:
    """The office the text gives the person, else the one the table gives on the day."""
    if owner is None:
        return None
    for draft in reversed(scene.drafts):
        if draft.kind is Kind.OFFICE and draft.role == owner.name:
            return draft
    actor = scene.registry.actors.get(owner.actor_id or "")
    if actor is None or not actor.offices:
        return None
    held = [o for o in actor.offices if covers(o.when, scene.on)]
    if not held:
        return None
    return Draft(
        owner.start,
        owner.end,
        owner.root,
        Kind.OFFICE,
        held[0].title,
        "office.dated",
        country=held[0].country,
        sector=held[0].sector,
        role=owner.name,
    )


def _resolve_person(scene: Scene, token: Token, sent: Span) -> None:
    found = _antecedent(scene, token, sent)
    if found is None:
        return
    scene.add(
        Draft(
            token.i,
            token.i + 1,
            token.i,
            Kind.PERSON,
            found.name,
            "pronoun.person",
            actor_id=found.actor_id,
            country=found.country,
            sector=found.sector,
            score=0.8,
        )
    )


def _antecedent(scene: Scene, token: Token, sent: Span) -> Draft | None:
    """The one person in reach, else the one person in subject position nearest before."""
    gender = _HE_SHE[token.lower_]
    before = [
        d
        for d in in_text_order(scene.drafts)
        if d.kind is Kind.PERSON
        and d.end <= token.i
        and d.rule != "agent.bare"
        and gender_of(d.name, d.role) in {None, gender}
    ]
    here = [d for d in before if d.start >= sent.start]
    own = _governing_speaker(token, here)
    if own is not None:
        return own
    names = {d.name for d in here}
    if len(names) == 1:
        return here[-1]
    if len(names) > 1:
        return _by_subject(scene, here)
    for back in _sentences_before(sent):
        there = [d for d in before if back.start <= d.start < back.end]
        names = {d.name for d in there}
        if len(names) == 1:
            return there[-1]
        if len(names) > 1:
            return _by_subject(scene, there)
    return None


def _governing_speaker(token: Token, here: Sequence[Draft]) -> Draft | None:
    """The subject of the verb whose clause the pronoun stands in ("Vance said he would")."""
    verb = clause_of(token)
    for _ in range(6):
        if verb.dep_ not in {"ccomp", "advcl", "xcomp", "conj", "relcl", "acl"}:
            return None
        verb = clause_of(verb.head)
        for subject in children(verb, "nsubj"):
            for draft in here:
                if draft.root == subject.i and subject.i < token.i:
                    return draft
    return None


def _by_subject(scene: Scene, there: Sequence[Draft]) -> Draft | None:
    heads = [d for d in there if scene.doc[d.root].dep_ in {"nsubj", "nsubjpass"}]
    main = [d for d in heads if scene.doc[d.root].head.dep_ == "ROOT"]
    for pool in (main, heads):
        if len({d.name for d in pool}) == 1:
            return pool[-1]
    return None


def _sentences_before(sent: Span) -> list[Span]:
    out: list[Span] = []
    at = sent.start
    while at > 0 and len(out) < REACH:
        previous = sent.doc[at - 1].sent
        if previous.text.strip():
            out.append(previous)
        at = previous.start
    return out


def _resolve_it(scene: Scene, token: Token, sent: Span) -> None:
    """A state or body as "it", where the clause above has one as its subject."""
    verb = clause_of(token)
    states = {*_STATES, Kind.ORGANISATION, Kind.GROUP, Kind.MISSION}
    if any(c.dep_ in {"acomp", "csubj"} and token.dep_ == "nsubj" for c in verb.children):
        return
    found: Draft | None = None
    for _ in range(5):
        if verb.head == verb:
            break
        verb = clause_of(verb.head)
        pool = [scene.taken.get(s.i) for s in subjects(verb) if s.i < token.i]
        hits = [d for d in pool if d is not None and d.kind in states]
        if hits:
            found = hits[0] if len(hits) == 1 else None
            break
    if found is None:
        return
    if token.dep_ == "nsubj" and _says_part_of(scene, token, found):
        others = {
            d.name: d
            for d in scene.drafts
            if sent.start <= d.start < token.i and d.country and d.country != found.country
        }
        found = next(iter(others.values())) if len(others) == 1 else None
        if found is None:
            return
    scene.add(
        Draft(
            token.i,
            token.i + 1,
            token.i,
            found.kind,
            found.name,
            "pronoun.body",
            actor_id=found.actor_id,
            country=found.country,
            sector=found.sector,
            score=0.75,
        )
    )


def _says_part_of(scene: Scene, token: Token, found: Draft) -> bool:
    """Whether the clause says "it is part of" the found state: nothing is part of itself."""
    for noun in children(token.head, "attr"):
        if noun.lemma_.lower() in {"part", "province", "region", "territory"}:
            for prep in children(noun, "prep"):
                for obj in children(prep, "pobj"):
                    owner = scene.taken.get(obj.i)
                    if owner is not None and owner.country == found.country:
                        return True
    return False


_MISSION_NOUNS = frozenset({"mission", "force", "operation"})


def _resolve_mission(scene: Scene, token: Token) -> None:
    """ "The mission", "a peacekeeping force": the one mission the text names, if it fits.

    A name in brackets or apposition goes first. A phrase for something else ("trade mission",
    "the police force") names no mission.
    """
    known = scene.taken.get(token.i)
    if (known is not None and known.kind is Kind.MISSION) or token.dep_ == "compound":
        return
    words = {c.lower_ for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}}
    named = [scene.taken.get(c.i) for c in children(token, "appos")]
    missions = {d.name: d for d in named if d is not None and d.kind is Kind.MISSION}
    if not missions:
        if not words <= _MISSION_WORDS or (not words and not _definite(token)):
            return
        missions = {d.name: d for d in scene.drafts if d.kind is Kind.MISSION}
    if len(missions) != 1:
        return
    mission = next(iter(missions.values()))
    if known is not None and known.root == token.i:
        scene.drafts.remove(known)
    start = next((c.i for c in token.lefts if c.dep_ in {"compound", "amod"}), token.i)
    scene.add(
        Draft(
            start,
            token.i + 1,
            token.i,
            Kind.MISSION,
            mission.name,
            "memory.mission",
            actor_id=mission.actor_id,
            country=mission.country,
            sector=mission.sector,
            score=0.8,
        )
    )


_MISSION_WORDS = frozenset(
    "peacekeeping peace-keeping peace keeping - military nato un u.n. eu au international "
    "stabilisation stabilization monitoring observer multinational assistance training security "
    "led nato-led".split()
)


def _definite(token: Token) -> bool:
    return any(c.dep_ in {"det", "poss"} and c.lower_ != "a" for c in token.children)


def _is_pair(token: Token) -> bool:
    if token.lemma_.lower() not in _PAIR_NOUNS | _PAIR_PEOPLE:
        return False
    marks = {c.lower_ for c in token.children if c.dep_ in {"nummod", "det", "predet", "amod"}}
    return bool(marks & _TWO) and token.tag_ in {"NNS", "NNPS"}


def _resolve_pair(scene: Scene, token: Token) -> None:
    """ "The two countries", "both sides": the two states (or people) in the reach before."""
    people = token.lemma_.lower() in _PAIR_PEOPLE
    pair = _last_two(scene, token, people=people)
    if len(pair) != 2:
        return
    start = phrase_start(token)
    for state in pair:
        scene.add(
            Draft(
                start,
                token.i + 1,
                token.i,
                state.kind,
                state.name,
                "memory.pair",
                actor_id=state.actor_id,
                country=state.country,
                sector=state.sector,
                score=0.75,
            )
        )


def _last_two(scene: Scene, token: Token, *, people: bool) -> list[Draft]:
    found: dict[str, Draft] = {}
    sent = token.sent
    for window in (sent, *_sentences_before(sent)):
        for draft in reversed(in_text_order(scene.drafts)):
            if not window.start <= draft.start < min(window.end, token.i):
                continue
            if people and draft.kind is Kind.PERSON:
                found.setdefault(draft.name, draft)
            elif not people and draft.country and draft.kind is not Kind.PLACE:
                country = scene.registry.countries.get(draft.country)
                name = country.name if country else draft.name
                state = Draft(
                    draft.start,
                    draft.end,
                    draft.root,
                    Kind.STATE,
                    name,
                    "memory.pair",
                    actor_id=country.id if country else None,
                    country=draft.country,
                )
                found.setdefault(draft.country, state)
        if len(found) >= 2:
            break
    return [found[name] for name in sorted(found)] if len(found) == 2 else []


def coordinated(token: Token) -> list[Token]:
    """The phrase heads coordinated with the token."""
    return conjuncts(token)
