"""Names in a text: states, people, bodies, groups, communities and places, as drafts.

A draft is a mention in the making: the later steps of the stage (`roles`, `coref`) may still change
who it is. Whether a capital or a country is meant as a government or as a place is decided here,
from the words around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Span, Token

from legation.actors.folding import key
from legation.actors.registry import Entry, Form, Registry, covers
from legation.nlp.passages import passage_at
from legation.records import Actor, Article, Kind, Mention, Office

LOCATIVE = frozenset(
    "in at near across throughout inside within outside around off into through toward towards "
    "over via onto beyond along".split()
)
_SPEECH_NOUNS = frozenset(
    "assurance pressure support demand statement message call pledge promise threat criticism "
    "condemnation offer proposal response reply request permission approval order guarantee".split()
)
_FORM_ORDER = {
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


@dataclass(slots=True)
class Draft:
    """A mention in the making, by tokens `start` to `end` (excluded)."""

    start: int
    end: int
    root: int
    kind: Kind
    name: str
    rule: str
    actor_id: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    score: float = 1.0
    form: Form | None = None


@dataclass(slots=True)
class Scene:
    """One article while its mentions are being found."""

    doc: Doc
    article: Article
    registry: Registry
    on: date | None
    drafts: list[Draft] = field(default_factory=list)
    taken: dict[int, Draft] = field(default_factory=dict)
    surnames: dict[str, Draft] = field(default_factory=dict)

    def add(self, draft: Draft) -> Draft:
        """Keep the draft; its tokens are taken unless they already are."""
        self.drafts.append(draft)
        for i in range(draft.start, draft.end):
            self.taken.setdefault(i, draft)
        return draft

    def free(self, start: int, end: int) -> bool:
        """Whether no draft covers any of the tokens."""
        return not any(i in self.taken for i in range(start, end))

    def mentions(self) -> tuple[Mention, ...]:
        """The drafts as records, in text order, each passage and name once."""
        seen: dict[tuple[int, int, str, Kind], Mention] = {}
        for draft in sorted(self.drafts, key=lambda d: (d.start, -d.end, d.name, d.kind)):
            mention = self._mention(draft)
            at = (mention.passage.start, mention.passage.end, mention.name, mention.kind)
            seen.setdefault(at, mention)
        return tuple(seen.values())

    def _mention(self, draft: Draft) -> Mention:
        span = self.doc[draft.start : draft.end]
        return Mention(
            passage=passage_at(self.article, span.start_char, span.end_char),
            kind=draft.kind,
            name=draft.name,
            actor_id=draft.actor_id,
            country=draft.country,
            sector=draft.sector,
            role=draft.role,
            score=draft.score,
            rule=draft.rule,
        )


def find_names(scene: Scene) -> None:
    """Add a draft for every known name in the text, then for people the parse names."""
    _add_documents(scene)
    for start, end, entries in scene.registry.names_in(scene.doc.text):
        span = scene.doc.char_span(start, end)
        if span is None or not any(t.pos_ in _NAMING or t.ent_type_ for t in span):
            continue
        if _inside_person(span, entries) or not scene.free(span.start, span.end):
            continue
        _add_known(scene, span, entries)
    _add_people(scene)
    _add_surnames(scene)


_RESOLUTION = re.compile(
    r"(?:(?:UN|U\.N\.|United Nations) )?(?:Security Council |General Assembly )?[Rr]esolutions? "
    r"(?:No\.? ?)?\d{1,4}(?:/\d+)?(?: ?\(\d{4}\))?"
)


def _add_documents(scene: Scene) -> None:
    """Numbered resolutions; other documents and treaties are names in the tables."""
    for match in _RESOLUTION.finditer(scene.doc.text):
        span = scene.doc.char_span(*match.span())
        if span is not None:
            scene.add(
                Draft(
                    span.start, span.end, span.root.i, Kind.DOCUMENT, span.text, "document.number"
                )
            )


_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "PRON", "X", "ADV", "VERB"})


def _inside_person(span: Span, entries: list[Entry]) -> bool:
    """Whether the name is only a part of somebody's longer name ("Michael Jordan")."""
    person = next(
        (e for e in span.doc.ents if e.label_ == "PERSON" and e.start <= span.start < e.end), None
    )
    if person is None or person.end - person.start <= len(span):
        return False
    if any(e.form is Form.PERSON for e in entries):
        following = span.doc[span.end] if span.end < person.end else None
        return following is not None and following.pos_ == "PROPN" and following.text[0].isupper()
    return len(span) == 1 and span.end == person.end and person[0].tag_ == "NNP"


def _add_known(scene: Scene, span: Span, entries: list[Entry]) -> None:
    entry = min(entries, key=lambda e: (_FORM_ORDER[e.form], e.actor.id))
    if entry.form in {Form.DEMONYM, Form.COMMUNITY} or _modifies(span.root):
        entry = min(entries, key=lambda e: (e.form is not Form.DEMONYM, _FORM_ORDER[e.form]))
    draft = _draft(span, entry)
    if entry.form is Form.PERSON:
        _date_person(draft, entry.actor, scene.on)
        scene.surnames[key(draft.name).split()[-1]] = draft
        scene.surnames[key(span.text).split()[-1]] = draft
    else:
        _decide_place(draft, span, entry.form)
    scene.add(draft)


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


def _decide_place(draft: Draft, span: Span, form: Form) -> None:
    """Country, capital or palace: a party to what happens, or where it happens."""
    if form is Form.DEMONYM:
        if not _modifies(span.root) and span.root.tag_ in {"NNPS", "NNS", "NNP", "NN"}:
            draft.kind, draft.sector, draft.rule = Kind.COMMUNITY, "CVL", "demonym.people"
            draft.name = span.text
        else:
            draft.rule = "demonym.modifier"
    elif form is Form.COUNTRY:
        if stands_as_place(span.root):
            draft.kind, draft.rule = Kind.PLACE, "country.place"
    elif form in {Form.CAPITAL, Form.METONYM}:
        if form is Form.CAPITAL and not acts_as_party(span.root):
            draft.kind, draft.sector, draft.rule = Kind.PLACE, None, "capital.place"
            draft.name = span.text
        elif form is Form.METONYM and stands_as_place(span.root):
            draft.kind, draft.name, draft.rule = Kind.PLACE, span.text, "metonym.place"
        else:
            draft.rule = f"metonym.{form}"


def _modifies(token: Token) -> bool:
    """Whether the name modifies another noun ("Turkish troops", "the Iraq war")."""
    return token.dep_ in {"amod", "compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"}


def governing_preposition(token: Token) -> Token | None:
    """The preposition a name hangs on, through coordination; `None` if it hangs on none."""
    while token.dep_ in {"conj", "compound", "appos"} and token.head != token:
        token = token.head
    if token.dep_ == "pobj" and token.head.dep_ in {"prep", "agent", "dative", "pcomp"}:
        return token.head
    return None


def stands_as_place(token: Token) -> bool:
    """Whether the words before make the name a place ("in Kosovo", "across Sudan")."""
    prep = governing_preposition(token)
    return prep is not None and prep.lower_ in LOCATIVE


_PLACE_VERBS = frozenset(
    "visit leave reach enter tour flee hit shake bomb shell rock attack capture seize besiege "
    "evacuate shut lock".split()
)
_PARTY_PREPS = frozenset({"with", "between", "against", "by", "among", "toward", "towards"})


def acts_as_party(token: Token) -> bool:
    """Whether a capital stands for its government: it acts, is spoken to, or owns an act.

    After Fillmore's frames: an agent, addressee or possessor of an act is no place.
    """
    top = token
    while top.dep_ in {"conj", "appos"} and top.head != top:
        top = top.head
    head = top.head
    if top.dep_ in {"nsubj", "csubj"}:
        return head.lemma_ not in {"be", "lie", "sit", "stand"} or _has_party_predicate(head)
    if top.dep_ == "nsubjpass":
        return head.lemma_ not in _PLACE_VERBS
    if top.dep_ in {"dobj", "dative"}:
        return head.pos_ == "VERB" and head.lemma_ not in _PLACE_VERBS
    if top.dep_ == "poss":
        return True
    prep = governing_preposition(top)
    if prep is None:
        return False
    if prep.dep_ == "agent" or prep.lower_ in _PARTY_PREPS:
        return True
    if prep.lower_ in {"from", "to", "on", "of"}:
        return prep.head.lemma_.lower() in _SPEECH_NOUNS
    return False


def _has_party_predicate(verb: Token) -> bool:
    """Whether a copula says something only a party can be ("Belgrade is determined to")."""
    for child in verb.children:
        if child.dep_ == "acomp":
            return True
        if child.dep_ == "attr":
            return child.lemma_.lower() not in {"capital", "city", "town", "home", "place"}
    return False


def _date_person(draft: Draft, actor: Actor, on: date | None) -> None:
    """Country and sector of a person by the office held on the day, else the latest known."""
    offices = [o for o in actor.offices if covers(o.when, on)]
    known = offices or list(actor.offices[-1:])
    office = min(known, key=lambda o: _office_rank(o, actor)) if known else None
    if office is not None:
        draft.country, draft.sector = office.country or actor.country, office.sector
        if on is not None and not offices and _ended(actor, on):
            draft.sector = "ELI"
    draft.rule = "person.dated" if offices else "person.name"


_SECTOR_ORDER = ("GOV", "MIL", "IGO", "UNO", "EUR", "LEG", "JUD", "SPY", "PTY", "OPP")


def _office_rank(office: Office, actor: Actor) -> tuple[bool, int]:
    """Offices of the person's own country first, then the government before a party."""
    home = Counter(o.country for o in actor.offices).most_common(1)[0][0]
    order = _SECTOR_ORDER.index(office.sector) if office.sector in _SECTOR_ORDER else 99
    return office.country != home, order


def _ended(actor: Actor, on: date) -> bool:
    ends = [o.when.last for o in actor.offices if o.when is not None]
    return bool(ends) and all(last is not None and last < on for last in ends)


def _add_people(scene: Scene) -> None:
    """People the entity recogniser finds under their full names, known to us or not."""
    for ent in scene.doc.ents:
        if ent.label_ != "PERSON" or not scene.free(ent.start, ent.end):
            continue
        start, end = _name_tokens(scene, ent)
        if end - start < 2:
            continue
        span = scene.doc[start:end]
        draft = Draft(start, end, span.root.i, Kind.PERSON, span.text, "person.unknown", score=0.8)
        known = _same_person(scene, span)
        if known is not None:
            draft.actor_id, draft.name = known.id, known.name
            _date_person(draft, known, scene.on)
        scene.add(draft)
        scene.surnames[key(span.text).split()[-1]] = draft


def _name_tokens(scene: Scene, ent: Span) -> tuple[int, int]:
    """The entity without titles before it, possessives after it, or lower-case edges."""
    start, end = ent.start, ent.end
    while start < end and (
        scene.doc[start].pos_ not in {"PROPN"} and not scene.doc[start].text[:1].isupper()
    ):
        start += 1
    while end > start and (
        scene.doc[end - 1].tag_ == "POS" or not scene.doc[end - 1].text[:1].isalpha()
    ):
        end -= 1
    while start < end and key(scene.doc[start].text).rstrip(".") in _COURTESY:
        start += 1
    return start, end


_COURTESY = frozenset(
    "mr mrs ms miss dr sir lord lady sheikh prof gen col capt sen rep gov".split()
)


def _same_person(scene: Scene, span: Span) -> Actor | None:
    """The one registry person with the same surname and first name ("Vladimir V. Putin")."""
    words = key(span.text).split()
    people = scene.registry.person_by_surname(words[-1], scene.on)
    same = [p for p in people if words[0] in key(p.name).split()]
    return same[0] if len(same) == 1 else None


def _add_surnames(scene: Scene) -> None:
    """Surnames alone: of somebody named in full before or after, else known on the day."""
    for token in scene.doc:
        if token.pos_ not in {"PROPN", "NOUN", "ADJ"} or not token.text[:1].isupper():
            continue
        if token.i in scene.taken:
            continue
        word = key(token.text)
        known = scene.surnames.get(word)
        if known is not None:
            if not _part_of_other_name(scene, token):
                scene.add(_again(token, known, "memory.surname"))
            continue
        if token.ent_type_ in {"PERSON", "ORG", "GPE", ""} and token.pos_ == "PROPN":
            _add_dated_surname(scene, token)


def _again(token: Token, known: Draft, rule: str) -> Draft:
    return Draft(
        token.i,
        token.i + 1,
        token.i,
        known.kind,
        known.name,
        rule,
        actor_id=known.actor_id,
        country=known.country,
        sector=known.sector,
        score=0.95,
    )


def _part_of_other_name(scene: Scene, token: Token) -> bool:
    """Whether another first name stands right before the surname ("Bilal Erdoğan")."""
    if not token.i or token.ent_type_ != "PERSON" or token.ent_iob_ != "I":
        return False
    before = scene.doc[token.i - 1]
    return (
        before.i not in scene.taken
        and before.pos_ == "PROPN"
        and (
            key(before.text).rstrip(".") not in _COURTESY
            and before.lower_ not in scene.registry.phrases
        )
    )


def _add_dated_surname(scene: Scene, token: Token) -> None:
    titled = token.i > 0 and (
        scene.doc[token.i - 1].lower_ in scene.registry.phrases
        or key(scene.doc[token.i - 1].text).rstrip(".") in _COURTESY
    )
    if _part_of_other_name(scene, token):
        return
    people = scene.registry.person_by_surname(token.text, scene.on)
    entity = token.ent_type_ == "PERSON"
    if not people and not (entity and token.ent_iob_ == "B" and _lone(token)):
        return
    if not people or (len({p.id for p in people}) > 1 and len({p.country for p in people}) > 1):
        if entity or titled:
            scene.add(
                Draft(
                    token.i,
                    token.i + 1,
                    token.i,
                    Kind.PERSON,
                    token.text,
                    "person.unknown",
                    score=0.5,
                )
            )
        return
    actor = people[0]
    dated = any(covers(o.when, scene.on) for o in actor.offices)
    leads = dated and any(o.title in _LEADING and covers(o.when, scene.on) for o in actor.offices)
    if not (titled or leads or (entity and (dated or scene.on is None))):
        return
    one = len({p.id for p in people}) == 1
    draft = Draft(
        token.i,
        token.i + 1,
        token.i,
        Kind.PERSON,
        actor.name if one else token.text,
        "person.surname",
        actor_id=actor.id if one else None,
        score=0.8,
    )
    _date_person(draft, actor, scene.on)
    draft.rule = "person.surname"
    scene.add(draft)
    scene.surnames[key(token.text)] = draft


_LEADING = frozenset(
    {"President", "Prime Minister", "Chancellor", "Supreme Leader", "Secretary General"}
)


def _lone(token: Token) -> bool:
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return following is None or following.ent_iob_ != "I"


def find_entities(scene: Scene) -> None:
    """Bodies and places the entity recogniser finds that no table knows."""
    for ent in scene.doc.ents:
        if ent.label_ not in {"ORG", "GPE", "LOC"} or not scene.free(ent.start, ent.end):
            continue
        start = ent.start + (ent[0].lower_ == "the")
        if start >= ent.end or not scene.doc[start].text[:1].isalpha():
            continue
        span = scene.doc[start : ent.end]
        if not any(t.text[:1].isupper() for t in span):
            continue
        kind = Kind.ORGANISATION if ent.label_ == "ORG" else Kind.PLACE
        scene.add(Draft(start, ent.end, span.root.i, kind, span.text, f"entity.{kind}", score=0.5))


def in_text_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts by position, longer first."""
    return sorted(drafts, key=lambda d: (d.start, -d.end))
