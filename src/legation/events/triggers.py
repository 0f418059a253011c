"""Words that may report an event: which entry of the lexicon fits each verb and noun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from legation.events.lexicon import Lexicon, NounFrame, VerbFrame
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.constraints import Constraint
from legation.nlp.syntax import children, objects, prep_objects
from legation.nlp.tokens import Doc, Token
from legation.propositions.beside import beside, has_particle
from legation.propositions.slots import fit, matches
from legation.propositions.subjects import doers
from legation.propositions.whom import modifiers

CARRIERS = frozenset(
    "process effort round series session campaign wave spate number mission agreement deal plan "
    "proposal attempt bid act action move operation offer".split()
)
_SPANS = frozenset("hour day week month year round series string wave spate number".split())
_NOUN_PREP_VERBS = frozenset({"dobj", "nsubjpass", "attr"})


@dataclass(slots=True)
class Candidate:
    """A word with the entry that fits it best; `runners` fitted too, with less weight."""

    token: Token
    frame: VerbFrame | NounFrame
    runners: tuple[VerbFrame | NounFrame, ...] = ()
    object: Token | None = None  # the object that the frame's constraint took
    governor: Token | None = None  # the light verb over a noun
    effect: str | None = None
    used: bool = False
    attack: Token | None = None  # the noun in "killed in clashes"
    under: Candidate | None = None  # the attack whose harm it tells
    victims: tuple[Token, ...] = ()  # whom another word says it harmed
    harm: Token | None = None  # that word
    aim: Candidate | None = None  # the meeting that a journey is made for

    @property
    def head(self) -> Token:
        """The noun whose phrase holds the arguments: "process" for "dialogue process"."""
        token = self.token
        if token.dep_ in {"compound", "nmod", "amod"} and token.head.lemma_.lower() in members(
            "transparent_nouns"
        ):
            return token.head
        return token


def find_candidates(doc: Doc, anchors: Anchors, lexicon: Lexicon) -> dict[int, Candidate]:
    """The words that may report an event, by token index."""
    words = [(token, *frames_of(token, lexicon)) for token in doc.worded(lexicon.words)]
    nouns = {t.i: c for t, _, frames in words if frames and (c := _noun(t, frames, anchors))}
    found = dict(nouns)
    for token, frames, _ in words:
        if frames and token.dep_ != "amod":
            candidate = _verb(token, frames, anchors, nouns)
            if candidate is not None:
                found[token.i] = candidate
    found = dict(sorted(found.items()))
    for candidate in list(found.values()):
        if isinstance(candidate.frame, NounFrame):
            _attach_light_verb(candidate, lexicon)
    return found


def frames_of(
    token: Token, lexicon: Lexicon
) -> tuple[tuple[VerbFrame, ...], tuple[NounFrame, ...]]:
    """The entries under a word: those of verbs, or those of nouns, or neither."""
    pos, lemma = token.pos_, token.lemma_.lower()
    if pos == "NOUN" or pos == "PROPN":
        return (), lexicon.nouns.get(lemma, ())
    if pos != "VERB" and pos != "AUX":
        return (), ()
    if token.tag_ == "VBG" and token.lower_ in lexicon.nouns and _is_gerund(token):
        return (), lexicon.nouns[token.lower_]
    if token.i > 1 and token.doc.lower[token.i - 1] == "-":
        joined = f"{token.doc.lower[token.i - 2]}-{lemma}"  # "test-fired"
        lemma = joined if joined in lexicon.verbs else lemma
    return lexicon.verbs.get(lemma, ()), ()


def _is_gerund(token: Token) -> bool:
    """Whether a participle stands as a noun: "fighting between the two raged"."""
    if token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "attr"} or objects(token):
        return False
    return any(
        c.dep_ in {"det", "amod", "poss", "compound"}
        or (c.dep_ == "prep" and c.lower_ in {"between", "of", "with", "against"})
        for c in token.children
    )


def _verb(
    token: Token,
    frames: tuple[VerbFrame, ...],
    anchors: Anchors,
    found: Mapping[int, Candidate],
) -> Candidate | None:
    fits: list[tuple[int, int, VerbFrame, Token | None]] = []
    near = beside(token)
    for rank, frame in near.open_to(frames):
        if near.idiom and not frame.particle:
            continue
        taken = fit(near, token, frame.particle, frame.object, frame.preps, frame.exclude, anchors)
        if taken is not False and not _is_excluded(token, frame, anchors, found):
            fits.append((-frame.weight, rank, frame, taken if isinstance(taken, Token) else None))
    if not fits:
        return None
    fits.sort(key=lambda f: f[:2])
    best = fits[0]
    return Candidate(token, best[2], tuple(f[2] for f in fits[1:4]), object=best[3])


def _is_excluded(
    verb: Token, frame: VerbFrame, anchors: Anchors, found: Mapping[int, Candidate]
) -> bool:
    """Whether the subject is one with whom the verb says something else ("the storm hit").

    What the tables know as an attack is none of these: "mortar fire wounded two women".
    """
    excluded = frame.exclude_subject
    if excluded.anything:
        return False
    subjects = [s for s in doers(verb) if not _is_attack(found.get(s.i))]
    return any(matches(excluded, s, anchors) for s in subjects)


def _is_attack(candidate: Candidate | None) -> bool:
    return candidate is not None and candidate.frame.coding.type == "ASSAULT"


def _noun(token: Token, frames: tuple[NounFrame, ...], anchors: Anchors) -> Candidate | None:
    if token.dep_ in {"compound", "nmod"} and token.head.lemma_.lower() not in CARRIERS:
        return None  # "attack helicopter", "invasion force", "peace talks": the head decides
    if are_people(token):
        return None
    fits = []
    for rank, frame in enumerate(frames):
        if frame.before and not preceded(token, frame.before):
            continue
        if not has_modifier(token, frame, anchors):
            continue
        if not frame.exclude.anything and modified(token, frame.exclude, anchors):
            continue
        fits.append((-frame.weight, rank, frame))
    if not fits:
        return None
    fits.sort(key=lambda f: f[:2])
    return Candidate(token, fits[0][2], tuple(f[2] for f in fits[1:4]))


def are_people(token: Token) -> bool:
    """Whether a noun is of people, where its singular is what is done to them: "exiles"."""
    return token.tag_ == "NNS" and token.lemma_.lower() == "exile"


def preceded(token: Token, words: tuple[str, ...]) -> bool:
    """Whether the words of a compound lemma stand right before the head ("air strike")."""
    tokens, at = token.doc.tokens, token.i
    first = max(0, at - 2 * len(words))
    for want in reversed(words):
        at -= 1
        while at >= first and tokens[at].text == "-":
            at -= 1
        if at < first or (want != tokens[at].lower_ and want != tokens[at].lemma_.lower()):
            return False
    return True


def has_modifier(token: Token, frame: NounFrame, anchors: Anchors) -> bool:
    """Whether one of the modifiers or phrases that a frame asks for is there."""
    if frame.modifier.anything and not frame.phrases:
        return True
    if not frame.modifier.anything and modified(token, frame.modifier, anchors):
        return True
    return any(
        matches(wanted, noun, anchors)
        for prep, wanted in frame.phrases
        for noun in prep_objects(token, prep)
    )


def modified(token: Token, constraint: Constraint, anchors: Anchors) -> bool:
    """Whether what modifies a noun meets a constraint ("peace talks", "a tour of the region")."""
    kept: dict[int, tuple[list[Token], set[str]]] = token.doc.kept["told"]
    known = kept.get(token.i)
    if known is None:
        known = kept[token.i] = _told(token)
    words, told = known
    if not words:
        return False
    return (
        not constraint.words.isdisjoint(told)
        or (
            not constraint.heads.isdisjoint(told)
            and any(told.issuperset(phrase) for phrase in constraint.phrases)
        )
        or (constraint.actor and bool(anchors.of(words)))
    )


def _told(token: Token) -> tuple[list[Token], set[str]]:
    """What modifies a noun, and the words and lemmas of it."""
    words = [*modifiers(token), *children(token, "poss")]
    words += [g for w in words for g in w.subtree if g.i < token.i]
    words += prep_objects(token, "of")
    return words, {x for w in words for x in (w.lower_, w.lemma_.lower())}


def _attach_light_verb(candidate: Candidate, lexicon: Lexicon) -> None:
    """Find the light verb over an event noun, if there is one."""
    head = candidate.head
    while head.dep_ == "conj":
        head = head.head
    verb = head.head
    prep = ""
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in _SPANS:
        head = head.head.head  # "opened a week of war games"
        verb = head.head
    if head.dep_ == "pobj":
        prep, verb = head.head.lower_, head.head.head
        if verb.pos_ == "NOUN" and verb.head.pos_ == "VERB":  # "take part in talks"
            prep, verb = f"{verb.lower_} {prep}", verb.head
    elif head.dep_ == "nsubj":
        _fall_through(candidate, verb, lexicon)
        return
    elif head.dep_ not in _NOUN_PREP_VERBS:
        return
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    if verb.lemma_.lower() in _SEEING and (prep_objects(verb, "as") or prep_objects(head, "as")):
        return  # "sees the fight as a duty": says nothing of who fights
    for particle, effect in lexicon.light.get(verb.lemma_.lower(), ()):
        beside_it = prep in _AFTER_PARTICLES and has_particle(verb, particle)
        fixed = particle == prep or beside_it or _is_object(particle, verb)
        if particle and not fixed:
            continue
        if (not particle and prep) or effect == _COLLAPSE:
            continue
        candidate.governor, candidate.effect = verb, effect
        return


# "Called off the talks" and "pushed ahead with the talks", not "called off the strike after talks".
_AFTER_PARTICLES = frozenset({"", "with"})
_COLLAPSE = "collapse"  # what an event does by itself: "the talks broke down"


def _fall_through(candidate: Candidate, verb: Token, lexicon: Lexicon) -> None:
    """Take the event for stopped where its verb says that it came to nothing."""
    if verb.pos_ != "VERB":
        return
    for particle, effect in lexicon.light.get(verb.lemma_.lower(), ()):
        if effect == _COLLAPSE and (not particle or has_particle(verb, particle)):
            candidate.governor, candidate.effect = verb, "stop"
            return


_SEEING = frozenset({"see", "regard", "view"})


def _is_object(word: str, verb: Token) -> bool:
    """Whether the fixed word is the verb's object, as in "took part in the exercise"."""
    return any(o.lower_ == word for o in children(verb, "dobj"))
