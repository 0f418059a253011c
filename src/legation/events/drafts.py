"""Drafts of events: who stands in the slots of an entry that fitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from legation.events.compose import Composed, code_of
from legation.events.composed_sides import inner_parties
from legation.events.lexicon import Coding, Lexicon, NounFrame, VerbFrame, type_of
from legation.events.noun_sides import (
    described_beside,
    has_two_sides,
    in_background,
    is_certain_force,
    is_got,
    noun_sides,
    sides,
    sides_of_fight,
)
from legation.events.triggers import Candidate
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import auxiliaries, children
from legation.nlp.tokens import Token
from legation.ontology import event_type, plover_of, sectors_of, types_with
from legation.propositions.beside import verb_objects
from legation.propositions.described import described
from legation.propositions.inside import people_in
from legation.propositions.slots import Slots, fill_noun, fill_verb, verb_slot
from legation.propositions.status import (
    is_faced,
    is_guessed,
    is_only_a_plan,
    is_only_foreseen,
    noun_status,
    verb_status,
)
from legation.propositions.subjects import doers, subjects
from legation.propositions.whom import parties
from legation.records import Kind, Mention, Status


@dataclass(slots=True)
class Draft:
    """An event in the making."""

    token: Token
    words: list[Token]
    coding: Coding
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    status: Status
    rule: str
    score: float = 1.0
    anchors: list[Token] = field(default_factory=list)
    harm: Token | None = None  # the verb that tells whom an attack harmed
    aim: list[Token] = field(default_factory=list)  # words for the meeting a journey is made for
    aside: bool = False  # told by the way: "the kidnapped Briton"
    closed: bool = False  # nobody but those found is a side: "clashes between", "accused it of"
    named: bool = False  # by an entry of a noun: "the offensive"
    over: bool = False  # by a word over another event: "refused to meet"


def from_composed(found: Composed) -> Draft | None:
    """The draft of an operator with the event under it; `None` without a party."""
    kind = found.type or type_of(found.cameo)
    if kind is None or not (found.actors or found.recipients):
        return None
    coding = Coding(kind, found.mode, found.cameo, found.contexts)
    return Draft(
        found.token,
        found.words,
        coding,
        found.actors,
        found.recipients,
        found.status,
        found.rule,
        closed=found.closed,
        over=found.over,
    )


def from_verb(candidate: Candidate, frame: VerbFrame, anchors: Anchors) -> Draft | None:
    """The draft of a verb with the parties in its slots; `None` where too few are known."""
    verb = candidate.token
    objects = verb_objects(verb)
    source = fill_verb(frame.source, verb, objects, anchors)
    target = fill_verb(frame.target, verb, objects, anchors, places=True)
    if not frame.target.both:
        target = _with_victims(target, candidate, anchors)
    if not target and frame.coding.type in types_with("done_to_people"):
        target = _with_people_in(_hit(verb, frame, objects), anchors)
    if not source and candidate.attack is not None:
        source = _of_attack(candidate.attack, target, anchors)
    if any(path.startswith("aim:") for path in frame.target.paths):
        target = _abroad(source, target)
    source, target = _with_described(source, target, verb, frame, anchors)
    source, target = sides(source, target, both=frame.target.both)
    if frame.target.both:  # both sides of a fight act; whom it harmed does not
        target = _with_victims(target, candidate, anchors)
    if not _enough(frame.coding, source, target) and not (source and _stays_away(verb, frame)):
        return None
    if (
        frame.coding.mode == "visit"
        and verb.lemma_.lower() in _ARRIVING
        and _at_home(source, target)
    ):
        return None
    if frame.coding.type == "SUPPORT" and verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBN":
        return None  # "rebels backed by helicopters": a trait of the rebels, nothing that is told
    status = verb_status(verb)
    if status is Status.PLANNED and frame.coding.type in types_with("hostile"):
        status = Status.POSSIBLE if is_guessed(verb) else status
    words = [verb] + ([candidate.object] if candidate.object is not None else [])
    words += [candidate.attack] if candidate.attack is not None else []
    draft = Draft(
        verb,
        words,
        frame.coding,
        source,
        target,
        status,
        frame.rule,
        anchors=[*objects],
        harm=candidate.harm,
        closed=frame.target.both and len({m.country or m.name for m in source}) > 1,
    )
    if candidate.aim is not None:
        _met_there(draft, candidate.aim, anchors)
    return draft


def _with_described(
    source: tuple[Mention, ...],
    target: tuple[Mention, ...],
    verb: Token,
    frame: VerbFrame,
    anchors: Anchors,
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Both sides of force with those whom the text only describes: "they were arrested by"."""
    if (
        frame.coding.type not in types_with("done_to_people")
        or frame.target.both
        or not anchors.mentions
    ):
        return source, target
    if verb_status(verb) not in {Status.HAPPENED, Status.ONGOING}:
        return source, target
    if not source:
        source = described(doers(verb), anchors, bodies=True)
    if not target:
        struck = _hit(verb, frame, verb_objects(verb))
        target = described(struck, anchors, things=frame.coding.type == "ASSAULT")
    return source, target


def _abroad(source: Sequence[Mention], target: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Whom a state helps: its own land is none ("gave a million dollars to rebuild Mombasa")."""
    own = {m.country for m in source if m.country}
    return tuple(m for m in target if m.kind not in _LANDS or m.country not in own)


_LANDS = frozenset({Kind.PLACE, Kind.STATE})


def _hit(verb: Token, frame: VerbFrame, objects: Sequence[Token]) -> list[Token]:
    """The things that are the target: "hit a lorry", "opened fire on a convoy"."""
    paths = [p for p in frame.target.paths if p.startswith("prep:")]
    out = [t for p in paths for t in verb_slot(p, verb, objects)]
    is_object = any(p.split(".")[0] == "obj" for p in frame.target.paths)
    return [*objects, *out] if is_object else out


def _with_people_in(things: Sequence[Token], anchors: Anchors) -> tuple[Mention, ...]:
    """Who was hit in what was hit: "ambushed a lorry carrying pilgrims"."""
    inside = people_in(dict.fromkeys(things))
    if not inside or not anchors.mentions:
        return ()
    return parties(inside, anchors) or described(inside, anchors)


def _stays_away(verb: Token, frame: VerbFrame) -> bool:
    """Whether somebody says that he will not meet: "will not attend the conference"."""
    if frame.coding.type != "CONSULT" or verb_status(verb) is not Status.DENIED:
        return False
    return any(a.lower_ in {"will", "wo"} for a in auxiliaries(verb))


_ARRIVING = frozenset("arrive come land fly travel go head return".split())


def _at_home(travellers: Sequence[Mention], hosts: Sequence[Mention]) -> bool:
    """Whether somebody only comes home: "the Iraqi premier arrived in Baghdad"."""
    own = {m.country for m in travellers}
    return bool(hosts) and all(m.country is not None and m.country in own for m in hosts)


_MEETING = Coding("CONSULT", None, "040", ("diplomatic",))


def _met_there(draft: Draft, meeting: Candidate, anchors: Anchors) -> None:
    """Give a journey whom it is made to meet; in a third country it is a meeting, no visit."""
    hosts = tuple(m for m in inner_parties(meeting, anchors) if m not in draft.actors)
    if not hosts or not all(m.country or m.sector for m in hosts):
        return
    draft.aim = [meeting.token] + ([meeting.object] if meeting.object is not None else [])
    at_home = {m.country for m in hosts} & {m.country for m in draft.recipients}
    if at_home or draft.coding.type == "AGREE":
        draft.recipients = hosts
    else:
        draft.coding, draft.actors, draft.recipients = _MEETING, (*draft.actors, *hosts), ()


def _of_attack(noun: Token, victims: tuple[Mention, ...], anchors: Anchors) -> tuple[Mention, ...]:
    """Who did it in "were killed in clashes with rebels", "in a rebel attack"."""
    for paths in (("by",), ("with",), ("poss",), ("adj",), ("between",)):
        found = fill_noun(Slots(paths), noun, anchors)
        if found:
            return tuple(m for m in found if m not in victims)
    return ()


def _with_victims(
    target: tuple[Mention, ...], candidate: Candidate, anchors: Anchors
) -> tuple[Mention, ...]:
    """The target with whom else the attack is said to have harmed.

    Victims of a known country stand for the place where they were harmed.
    """
    found = parties(candidate.victims, anchors)
    if not found and not target and anchors.mentions:
        found = described(candidate.victims, anchors)
    victims = tuple(m for m in found if m not in target)
    placed = any(m.country for m in victims)
    return (*(m for m in target if not placed or m.kind is not Kind.PLACE), *victims)


def _ended(candidate: Candidate, lexicon: Lexicon) -> Coding | None:
    """What it is to stop an event: aid halted is SANCTION, a blockade ended RETREAT."""
    code = code_of(candidate, lexicon)
    kind = type_of(code)
    found = plover_of(code)
    if kind is None or code == candidate.frame.coding.cameo:
        return None
    return Coding(kind, found.mode if found else None, code, candidate.frame.coding.contexts)


_COMMANDING = frozenset({"lead", "head", "command", "direct", "run", "coordinate"})


def from_noun(
    candidate: Candidate, frame: NounFrame, anchors: Anchors, lexicon: Lexicon
) -> Draft | None:
    """The draft of an event noun, its parties also from the verb that carries it."""
    carried = _carried(candidate, frame)
    if carried is None:
        return None
    noun, (verb, effect) = candidate.head, carried
    alone = effect in {None, "report"}
    if alone and not frame.standalone and not has_two_sides(noun, frame, anchors):
        return None
    if frame.coding.cameo == "074" and verb is not None and verb.lemma_ in _COMMANDING:
        return None  # "has commanded a peace mission since 2003": who leads it is a fact
    source, target = noun_sides(noun, frame, carried, anchors)
    target = _with_victims(target, candidate, anchors)
    source, target = described_beside(noun, frame, anchors, source, target)
    both = frame.source.both or frame.target.both
    if both:
        victims = _with_victims((), candidate, anchors)
        source, target = sides_of_fight(noun, frame, source, target, victims, anchors)
    else:
        source, target = sides(source, target, both=False)
    blamed = frame.coding.type == "ACCUSE" and effect == "undergo" and bool(target)
    if not blamed and not _enough(frame.coding, source, target, joint=both or verb is not None):
        return None
    if frame.coding.type == "THREATEN" and effect == "undergo" and not source:
        return None  # "faces a threat", "a warning": from nobody
    background = verb is None and not candidate.victims
    background = background and not is_certain_force(noun, frame, target)
    if background and in_background(noun, source, target, both=both):
        return None
    words = [noun] if verb is None else [verb, noun]
    if candidate.harm is not None and noun in subjects(candidate.harm):
        words.append(candidate.harm)  # "an air strike killed"
    coding = frame.coding
    status = Status.POSSIBLE if is_faced(noun, verb) else noun_status(noun, verb, effect)
    if noun is not candidate.token and is_only_a_plan(noun) and status is Status.HAPPENED:
        status = Status.PLANNED  # "the Gaza pullout plan"
    if status is Status.PLANNED and is_only_foreseen(
        noun, hostile=frame.coding.type in types_with("hostile")
    ):
        status = Status.POSSIBLE
    if effect == "stop" and verb is not None:
        ended = _ended(candidate, lexicon)
        coding = ended or coding
        status = verb_status(verb) if ended is not None else status
    return Draft(
        noun,
        words,
        coding,
        source,
        target,
        status,
        frame.rule,
        anchors=[verb] if verb is not None else [],
        harm=candidate.harm,
        closed=(both and len({m.country or m.name for m in source}) > 1)
        or (verb is not None and is_got(verb, frame)),
        named=True,
    )


def _carried(candidate: Candidate, frame: NounFrame) -> tuple[Token | None, str | None] | None:
    """The light verb over a noun and what it does; `None` where no event is told of."""
    verb, effect = candidate.governor, candidate.effect
    if frame.coding.type == "REJECT" and effect == "stop" and candidate.head.dep_ == "nsubj":
        return None  # "opposition from the militants collapsed": they were beaten
    if effect == "declare":  # "announced sanctions" sets them; "announced a pullout" does not
        effect = "plan" if _is_only_declared(candidate.head, frame) else "do"
    danger = effect == "stop" and verb is not None and verb.lemma_.lower() in _ENDING
    danger = danger and not children(candidate.head, "poss")
    if frame.coding.type == "THREATEN" and (effect == "plan" or danger):
        return None  # "considers it a threat", "ended any threat": nobody threatened
    if effect == "undergo" and verb is not None and _only_has(verb, frame):
        return None, None  # "has not won this war"
    if frame.coding.type == "THREATEN" and effect != "undergo" and _is_said_to_be(candidate):
        return None  # "represent a threat to the town": nobody threatened
    if effect == "attend" and frame.coding.type == "ASSAULT" and not _joins(verb):
        return None, None  # "to address the war", "the fight was won"
    return verb, effect


_ENDING = frozenset({"end", "stop", "reduce"})


def _is_only_declared(noun: Token, frame: NounFrame) -> bool:
    """Whether troops have yet to do what is announced, and no "the" says that it is known."""
    later = frame.coding.type in types_with("done_by_troops") and frame.coding.cameo != "0871"
    return later and not any(c.lower_ == "the" for c in noun.lefts)


def _only_has(verb: Token, frame: NounFrame) -> bool:
    won = verb.lemma_.lower() in members("verbs_of_winning")
    return won and frame.coding.type == "ASSAULT"


def _is_said_to_be(candidate: Candidate) -> bool:
    noun = candidate.head
    said = noun.dep_ in {"attr", "dobj"} and noun.head.lemma_.lower() in members("posing_verbs")
    return said and noun.lemma_.lower() in {"threat", "menace"}


def _joins(verb: Token | None) -> bool:
    """Whether somebody comes to take part: "joined the war"."""
    return verb is not None and verb.lemma_.lower() in {"join", "take", "enter"}


_NEED_BOTH = frozenset({"CONSULT", "COOPERATE", "AID"})


_TRIAL = "115"


def _is_of_many(source: Sequence[Mention]) -> bool:
    """Whether a body of several states meets: its members do."""
    return any(m.sector in sectors_of("intergovernmental") for m in source)


def _enough(
    coding: Coding,
    source: tuple[Mention, ...],
    target: tuple[Mention, ...],
    *,
    joint: bool = True,
) -> bool:
    """Whether there are parties enough: two, or the one that such an event needs.

    In what is told as done, several who do it together are each other's recipients (`joint`).
    """
    several = joint and len({m.country or m.name for m in source}) > 1
    if event_type(coding.type).requires_recipient and not target and not several:
        return False
    if coding.cameo.startswith("045"):
        return bool(source)  # who mediates, between whomever
    if coding.type == "CONSULT" and not target:
        return len({(m.name, m.country) for m in source}) > 1 or (
            coding.cameo in {"040", "046"} and _is_of_many(source)
        )
    if not source:
        alone = coding.type in types_with("told_by_one_side") or coding.cameo == _TRIAL
        return bool(target) and alone
    if not target and coding.type in _NEED_BOTH:
        return len({m.country for m in source if m.country}) > 1
    return True
