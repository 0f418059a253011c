"""Who stands on the two sides of an event noun: in its phrase, at its verb, only described."""

from __future__ import annotations

from collections.abc import Sequence

from legation.events.lexicon import NounFrame
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import children, conjuncts, is_passive, prep_objects
from legation.nlp.tokens import Token
from legation.ontology import sectors_of, types_with
from legation.propositions.described import described
from legation.propositions.slots import Slots, fill_noun, fill_verb, noun_slot
from legation.propositions.status import noun_status
from legation.propositions.subjects import doers
from legation.propositions.whom import modifiers, parties
from legation.records import Kind, Mention, Status

_Sides = tuple[tuple[Mention, ...], tuple[Mention, ...]]


def noun_sides(
    noun: Token, frame: NounFrame, carried: tuple[Token | None, str | None], anchors: Anchors
) -> _Sides:
    """Both sides of an event noun; `carried` is the verb over it and what that does."""
    verb, effect = carried
    source, target = _of_noun(noun, frame, anchors)
    if (
        not source
        and frame.coding.type in types_with("done_to_people")
        and prep_objects(noun, "of")
    ):
        source = parties([c for p in children(noun, "poss") for c in conjuncts(p)], anchors)
    if frame.source.both and len(source) == 1:
        owners = parties([c for p in children(noun, "poss") for c in conjuncts(p)], anchors)
        source = (*(o for o in owners if o not in source), *source)  # "Iran's talks with the EU"
    if frame.source.both and verb is None:
        source = (*(m for m in _attending(noun, source, frame, anchors)), *source)
    lends = noun.dep_ != "nsubj"  # a verb of which it is the subject lends it nobody
    if verb is not None and effect is not None and effect != "report" and lends:
        source, target = _through_verb(verb, effect, source, target, frame, anchors)
        senders = _senders(noun, verb, frame, anchors)
        if senders:
            source, target = senders, tuple(m for m in target if m not in senders)
    elif noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _HAPPEN:
        source = source or fill_verb(_after_verb(frame.source), noun.head, [], anchors)
        target = target or fill_verb(_after_verb(frame.target), noun.head, [], anchors, places=True)
    if not source and frame.coding.type in {"ASSAULT", "COERCE"}:
        source = _of_claimant(noun, anchors)
    if not source and noun.dep_ == "pobj" and noun.head.lower_ in {"in", "during"}:
        over = noun.head.head
        source = _of_user(over.head if over.dep_ == "dobj" else over, frame, anchors)
    return source, target


def _of_noun(noun: Token, frame: NounFrame, anchors: Anchors) -> _Sides:
    """Both sides as the frame says; "the bombing of a hotel" is done to it, not by it."""
    source = fill_noun(frame.source, noun, anchors)
    target = fill_noun(frame.target, noun, anchors, places=True)
    if not target and frame.coding.type in {"ASSAULT", "COERCE"} and not frame.source.both:
        own = {m.country for m in source}
        near = anchors.of(modifiers(noun), _PLACES)  # "the Gaza offensive"
        taken = frame.coding.mode in {"abduct", "arrest"}  # "the Nairobi hostage crisis"
        target = tuple(m for m in near if m.country not in own and not taken)
    paths, others = frame.source.paths, [m for m in target if m not in source]
    if not source or others or "of" not in paths or frame.coding.type != "ASSAULT":
        return source, target
    behind = fill_noun(_OF, noun, anchors)
    if any(m not in behind for m in source):
        return source, target
    done_to_it = not frame.source.both and _is_done_to_what_is_behind(noun)
    armed = any(_bears_arms(m) for m in source)
    return (source, target) if armed and not done_to_it else ((), source)


def _is_done_to_what_is_behind(noun: Token) -> bool:
    """Whether "of" can only name what was hit: "the shelling of Chad", "the raid of the embassy".

    "The offensive of the army" is its own.
    """
    if noun.lower_.endswith("ing") or noun.lemma_.lower() in members("deeds_done_to_what_follows"):
        return True
    behind = [t for t in prep_objects(noun, "of") if t.pos_ == "NOUN"]
    return bool(behind) and all(
        any(is_noun(t.lemma_.lower(), name) for name in _HIT) for t in behind
    )


_OF = Slots(("of",))
_HIT = ("facility", "place", "vehicle")


def _attending(
    noun: Token, source: tuple[Mention, ...], frame: NounFrame, anchors: Anchors
) -> tuple[Mention, ...]:
    """Who acts at a meeting or under an accord: "after talks with Chad, Mali said", "they agreed
    at a summit"; those who are told beside the noun must be one other, or nobody.
    """
    over = noun.head.head
    told = {m.country or m.name for m in source}
    if noun.dep_ != "pobj" or over.pos_ != "VERB" or len(told) > 1:
        return ()
    if noun.head.lower_ not in _BESIDE_ACTS.get(frame.coding.type, frozenset()):
        return ()
    acting = tuple(m for m in parties(doers(over), anchors) if m not in source)
    if source:
        met = parties(prep_objects(noun, "with"), anchors)
        return acting if all(m in met for m in source) else ()
    several = len({m.country or m.name for m in acting}) > 1
    return acting if several and not children(noun, "poss") else ()


_BESIDE_ACTS = {
    "CONSULT": frozenset({"after", "at", "during", "following", "in"}),
    "AGREE": frozenset({"under"}),
}
_PLACES = frozenset({Kind.PLACE})


def _bears_arms(mention: Mention) -> bool:
    """Whether "the attack of" them is theirs: states, armies, rebels, police, the unnamed armed."""
    return mention.kind in {Kind.STATE, Kind.GOVERNMENT} or mention.sector in sectors_of("armed")


def described_beside(
    noun: Token,
    frame: NounFrame,
    anchors: Anchors,
    source: tuple[Mention, ...],
    target: tuple[Mention, ...],
) -> _Sides:
    """Both sides of force with what a noun only describes: "insurgent attacks on a mosque"."""
    if frame.coding.type not in {"ASSAULT", "COERCE"} or frame.source.both or not anchors.mentions:
        return source, target
    if not source:
        paths = [p for p in frame.source.paths if p in {"by", "poss", "adj", "from"}]
        heads = [t for p in paths for t in noun_slot(p, noun) if _armed_or_person(t, p)]
        source = described(heads, anchors)
    hit = described(_hit(noun), anchors, things=True) if frame.coding.type == "ASSAULT" else ()
    if hit and all(m.kind is Kind.PLACE for m in target):
        return source, hit
    if not target:
        heads = [t for p in frame.target.paths if p != "adj" for t in noun_slot(p, noun)]
        target = described(heads, anchors, things=frame.coding.type == "ASSAULT")
    return source, target


def _hit(noun: Token) -> list[Token]:
    """What a word before a noun of force says was hit: "the embassy bombing", no car bombing."""
    before = [c for c in children(noun, "compound") if c.pos_ == "NOUN" and c.tag_ == "NN"]
    return [c for c in before if is_noun(c.lemma_.lower(), "facility")]


def _armed_or_person(token: Token, path: str) -> bool:
    """Whether a word before a noun of force names who did it: "rebel", not "church"."""
    return path in {"by", "from"} or token.lemma_.lower() in members("bearers_of_arms")


def is_certain_force(noun: Token, frame: NounFrame, target: Sequence[Mention]) -> bool:
    """Whether a noun of force in the background names a certain deed: whom or what it hit."""
    if frame.coding.type not in {"ASSAULT", "COERCE", "ACCUSE"} or not target:
        return False
    if noun_status(noun) not in {Status.HAPPENED, Status.ONGOING}:
        return False
    left = {c.dep_ for c in noun.lefts}
    certain = left & {"det", "poss", "nummod"} and not any(c.lower_ in _NO_DEED for c in noun.lefts)
    return bool(certain) or noun.tag_ in {"NNS", "NNPS"}


_NO_DEED = frozenset({"no", "any", "every", "each"})


def has_two_sides(noun: Token, frame: NounFrame, anchors: Anchors) -> bool:
    """Whether a noun that asks for a verb names both its sides ("Russia's war against Ukraine")."""
    if noun.dep_ not in {"nsubj", "nsubjpass", "dobj", "ROOT"}:
        return False
    source = {m.country or m.sector for m in fill_noun(frame.source, noun, anchors)}
    if frame.source.both or frame.target.both:
        owners = parties([c for p in children(noun, "poss") for c in conjuncts(p)], anchors)
        return len((source | {m.country or m.sector for m in owners}) - {None}) > 1
    target = {m.country or m.sector for m in fill_noun(frame.target, noun, anchors, places=True)}
    return bool(source - {None}) and bool(target - source - {None})


def in_background(
    noun: Token, source: tuple[Mention, ...], target: tuple[Mention, ...], *, both: bool
) -> bool:
    """Whether an event noun only sets the scene ("since the invasion", "in the wake of the war").

    A subject or object is told about; any other noun must name both sides to be an event.
    """
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj", "ROOT"}:
        return False
    if noun.dep_ in {"appos", "npadvmod"} and any(
        c.lower_ in members("ordinal") for c in noun.lefts
    ):
        return True  # "will visit Cairo, his first trip to Egypt": told of what is told
    return not (both and len({m.country or m.name for m in source}) > 1) and not (source and target)


def _through_verb(
    verb: Token,
    effect: str,
    source: tuple[Mention, ...],
    target: tuple[Mention, ...],
    frame: NounFrame,
    anchors: Anchors,
) -> _Sides:
    """Arguments an event noun takes from the light verb over it."""
    if is_got(verb, frame):
        return source, target
    subjects = parties(doers(verb), anchors)
    escaping = effect == "avoid" and verb.lemma_.lower() in members("verbs_of_escaping")
    if effect == "undergo" or escaping:
        if verb.lemma_.lower() in _CAUSING and is_passive(verb):
            return source, target
        target = target or subjects
        source = source or fill_verb(frame.source, verb, [], anchors)
        return tuple(s for s in source if s not in target), target
    if subjects and (not source or not (frame.source.both or frame.target.both)):
        source = source if source and effect == "attend" else subjects
    elif subjects:
        source = (*subjects, *(s for s in source if s not in subjects))
    if not target:
        target = fill_verb(_after_verb(frame.target), verb, [], anchors, places=True)
    return source, target


def is_got(verb: Token, frame: NounFrame) -> bool:
    """Whether somebody brings about what others do: "secured the release of": they held him."""
    lemma = verb.lemma_.lower()
    return frame.coding.cameo.startswith("084") and lemma in members("verbs_of_getting_done")


def _senders(noun: Token, verb: Token, frame: NounFrame, anchors: Anchors) -> tuple[Mention, ...]:
    """From whom a noun of speech comes that something brought: "brought warnings from Chad"."""
    if "from" not in frame.source.paths or frame.coding.type not in _SAID:
        return ()
    near = [noun, verb] if verb.lemma_.lower() == "bring" else [noun]
    return parties([t for w in near for t in prep_objects(w, "from")], anchors)


_SAID = frozenset({"ACCUSE", "THREATEN"})
# Whoever sparks a conflict need not be in it: "was sparked by an announcement".
_CAUSING = frozenset({"spark", "trigger", "provoke", "prompt", "spur", "ignite"})
# Verbs that only say of an event that it takes place: "clashes broke out between the two".
_HAPPEN = frozenset(
    "break erupt rage occur happen take begin start continue resume follow flare go unfold "
    "escalate intensify ensue".split()
)
_USING = frozenset({"use", "deploy", "employ", "fire", "launch", "unleash"})


def _after_verb(slots: Slots) -> Slots:
    """The slots of a noun that may as well stand after the verb: those with a preposition."""
    paths = tuple(
        "prep:" + p.removeprefix("prep:") for p in slots.paths if p not in {"poss", "adj", "of"}
    )
    return Slots(paths, slots.both, slots.merged)


def _of_claimant(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who says that it was his deed: "claimed responsibility for the attack"."""
    over = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "for" or over.lemma_ != "responsibility":
        return ()
    verb = over.head if over.dep_ == "dobj" else noun.head
    return parties(doers(verb), anchors) if verb.lemma_ in {"claim", "admit", "take"} else ()


def _of_user(verb: Token, frame: NounFrame, anchors: Anchors) -> tuple[Mention, ...]:
    """Who attacked in "used a new missile in an attack on the port": whoever used the weapon."""
    if frame.coding.type != "ASSAULT" or verb.lemma_.lower() not in _USING:
        return ()
    return parties(doers(verb), anchors)


def _each_state_once(side: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The side without a capital that stands for a state which is there by its name."""
    states = {m.country for m in side if m.kind is Kind.STATE}
    return tuple(
        m for m in side if not (m.kind is Kind.GOVERNMENT and m.actor_id and m.country in states)
    )


def sides(
    source: tuple[Mention, ...], target: tuple[Mention, ...], *, both: bool
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The two sides without anybody on both; a symmetric event has all as actors."""
    source, target = _each_state_once(source), _each_state_once(target)
    if both:
        names = {(m.name, m.country) for m in source}  # two presidents share the name of the post
        return (*source, *(m for m in target if (m.name, m.country) not in names)), ()
    own = {(m.name, m.passage.start) for m in source}
    known = {m.actor_id for m in source if m.actor_id and m.kind is not Kind.GROUP}
    others = tuple(
        m for m in target if (m.name, m.passage.start) not in own and m.actor_id not in known
    )
    names = {(m.name, m.country) for m in source}
    apart = tuple(m for m in others if (m.name, m.country) not in names)
    return source, apart or tuple(m for m in others if m.kind in _UNNAMED)


# Another of the same words: "police killed police", "two presidents" of one name.
_UNNAMED = frozenset({Kind.GROUP, Kind.OFFICE})


def are_two(mentions: Sequence[Mention]) -> bool:
    """Whether there are two of different names."""
    return len({m.actor_id or m.name for m in mentions}) > 1


def sides_of_fight(
    noun: Token,
    frame: NounFrame,
    source: tuple[Mention, ...],
    target: tuple[Mention, ...],
    victims: Sequence[Mention],
    anchors: Anchors,
) -> _Sides:
    """Both sides of a noun that has all as actors; whom it harmed is no side, nor alone enough.

    Who is fought is no attacker where nobody else is told: "the battle against the gangs" says
    nothing of what the gangs did.
    """
    source, target = sides(source, tuple(m for m in target if m not in victims), both=True)
    if source and frame.coding.type == "ASSAULT":
        against = parties(noun_slot("against", noun), anchors)
        if against and all(m in against for m in source):
            source, target = (), source
    if not source and not target:
        return (), ()
    if frame.coding.type == "ACCUSE" and not are_two((*source, *target)):
        return (), ()  # "made the argument": with nobody
    return source, (*target, *(m for m in victims if m not in source))
