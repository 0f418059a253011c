"""Argument slots over the parse: tables say where an argument stands, this finds who is there.

A slot is a path such as `subj`, `obj`, `prep:with`, `obj.poss`; a constraint says what a phrase
head must be. Both are cells of the tables in `data/language/en` (see `docs/events.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from legation.nlp.anchors import Anchors
from legation.nlp.constraints import Constraint
from legation.nlp.syntax import children, conjuncts, is_passive, own_subjects, prep_objects
from legation.nlp.tokens import Token
from legation.propositions.arguments import second_objects
from legation.propositions.beside import beside, has_particle
from legation.propositions.described import is_people
from legation.propositions.inside import makers, struck
from legation.propositions.plurals import meant_by
from legation.propositions.purposes import aimed_at
from legation.propositions.subjects import doers
from legation.records import Kind, Mention
from legation.tables import values


@dataclass(frozen=True, slots=True)
class Slots:
    """Where an argument is looked for, in order; a merged slot adds to the others."""

    paths: tuple[str, ...]
    both: bool = False
    merged: bool = False


def read_slots(cell: str, default: str) -> Slots:
    """Slots from a table cell: paths parted by `|`, `both:` before, `+` behind one to merge."""
    text = cell or default
    both = text.startswith("both:")
    paths = values(text.removeprefix("both:"))
    return Slots(
        tuple(
            p.rstrip("+").removeprefix("both:").removesuffix(":agent")
            for p in paths
            if p not in {"none", "inner", "speaker"}
        ),
        both,
        any(p.endswith("+") for p in paths),
    )


PLACES = frozenset({Kind.PLACE})
TRANSPARENT = frozenset(
    "process effort round series session campaign wave spate number group team position member "
    "part side force unit convoy base post target site home house building vehicle car bus plane "
    "aircraft ship boat patrol checkpoint capital town city village area region territory leader "
    "agreement deal plan proposal million thousand hundred dozen score ten handful band gang "
    "couple pair bunch lot majority crowd head state people nation republic kingdom".split()
)
_EXAMPLES = frozenset({"including", "like"})
_HOLD = frozenset({"hold", "control", "occupy", "defend", "run", "operate"})
_HELD = frozenset("held controlled occupied defended manned owned run operated".split())


def matches(constraint: Constraint, token: Token, anchors: Anchors) -> bool:
    """Whether the phrase head meets the constraint; an empty one is always met."""
    if constraint.anything:
        return True
    lemma = token.lemma_.lower()
    if lemma in constraint.words or token.lower_ in constraint.words:
        return True
    if lemma in constraint.heads and _phrase_matches(constraint, token, lemma):
        return True
    if constraint.nouns and _is_of_class(constraint, token, lemma):
        return True
    if constraint.actor and parties([token], anchors):
        return True
    if constraint.kinds and anchors.of([token], constraint.kinds):
        return True
    return constraint.place and bool(anchors.of(spread([token]), PLACES | {Kind.STATE}))


def _is_of_class(constraint: Constraint, token: Token, lemma: str) -> bool:
    """Whether a common noun is of a class asked for; a bare number is one of people."""
    if token.tag_ == "CD":  # "killing 17"
        return "person" in constraint.nouns and not token.children
    return token.pos_ == "NOUN" and constraint.has_noun(lemma)


def _phrase_matches(constraint: Constraint, token: Token, lemma: str) -> bool:
    after = {t.lemma_.lower() for t in prep_objects(token, "of")}
    if after and any(p[0] == lemma and p[1] == "of" and p[-1] in after for p in constraint.phrases):
        return True  # "state of emergency"
    lefts = token.lefts
    before = {t.lower_ for t in lefts} | {t.lemma_.lower() for t in lefts}
    for left in lefts:
        before |= {t.lower_ for t in left.subtree}
    return any(p[-1] == lemma and all(w in before for w in p[:-1]) for p in constraint.phrases)


_PARTS = frozenset(
    "north south east west part most half area outskirt centre center town city village port rest "
    "territory swathe stretch strip zone coast border majority quarter third province region "
    "district island capital suburb % percent much bulk swath state republic kingdom".split()
)


def spread(tokens: Iterable[Token]) -> list[Token]:
    """The heads with their examples ("many countries, including Chad") and their wholes.

    A part stands for what it is part of ("the south of Lebanon").
    """
    out: list[Token] = []
    for token in tokens:
        out.append(token)
        if token.lemma_.lower() in _PARTS:
            out.extend(prep_objects(token, "of"))
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in _EXAMPLES:
                out.extend(c for o in children(child, "pobj") for c in conjuncts(o))
            elif child.dep_ == "acl" and child.lower_ in _HELD and token.pos_ == "NOUN":
                out.extend(doers(child))  # "seized positions held by the rebels"
            elif child.dep_ == "relcl" and child.lemma_.lower() in _HOLD and token.pos_ == "NOUN":
                out.extend(own_subjects(child))  # "the two hills the rebels hold"
    return out


def parties(tokens: Sequence[Token], anchors: Anchors) -> tuple[Mention, ...]:
    """Parties meant by phrase heads: the head itself, else whom the phrase names as owner."""
    found: list[Mention] = []
    for token in spread(tokens):
        own = anchors.meant.get(token.i)
        if own is None:
            own = anchors.meant[token.i] = _party(token, anchors)
        for mention in own:
            if mention not in found:
                found.append(mention)
    return tuple(found)


def _party(token: Token, anchors: Anchors) -> tuple[Mention, ...]:
    own = anchors.of([token])
    if own and token.tag_ == "NNS":  # "the leaders of France and Morocco" are of both
        wholes = anchors.of(prep_objects(token, "of", "from"))
        own = wholes if len({m.country for m in wholes if m.country}) > 1 else own
    if not own and token.pos_ == "PRON":
        own = meant_by(token, anchors)
    if own and token.lemma_.lower() in _SENT:
        senders = anchors.of(prep_objects(token, "from"))
        if len(senders) > 1 or not any(m.country for m in own):
            own = senders or own
    if own and not any(m.country or m.sector or m.actor_id for m in own):
        own = anchors.of(prep_objects(token, "of")) or own  # "the headquarters of the mission"
    if not any(m.country for m in own) and token.pos_ == "NOUN":
        own = _named_beside(token, anchors) or own
    if not own and (token.pos_ == "NOUN" or token.pos_ == "PROPN"):
        own = owners(token, anchors)
    return (*own, *_beside(token, own, anchors))


_HOLDERS = frozenset({Kind.PERSON, Kind.OFFICE})


def _beside(token: Token, own: Sequence[Mention], anchors: Anchors) -> tuple[Mention, ...]:
    """Who stands beside a person, but was parsed beside the person's country.

    "Anna Berg of Norway and Ali Kaya of Turkey met": a person and a country are no pair.
    """
    if not own or own[0].kind not in _HOLDERS:
        return ()
    owners = [o for o in prep_objects(token, "of") if o.dep_ == "conj"]
    return anchors.of([o for o in owners if any(m.kind in _HOLDERS for m in anchors.at(o))])


def _named_beside(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who a noun says in apposition: "three foreigners - a Briton, a Spaniard and an Italian".

    Or what it is apposed to: "the PKK, a banned group that has fought the state".
    """
    named = [c for a in children(noun, "appos") for c in conjuncts(a)]
    if named:
        return anchors.of(named)
    if noun.dep_ != "appos":
        return ()
    return tuple(m for m in anchors.of([noun.head]) if m.kind in _BODIES and m.actor_id)


_BODIES = frozenset({Kind.GROUP, Kind.ORGANISATION, Kind.MISSION})


def owners(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Whose a thing is: its possessor, a modifying name, or (for some nouns) its of-phrase."""
    for tokens in (children(noun, "poss"), modifiers(noun)):
        found = anchors.of([c for t in tokens for c in conjuncts(t)])
        if found:
            return found
    if noun.lemma_.lower() in TRANSPARENT:
        return anchors.of(prep_objects(noun, "of"))
    if noun.lemma_.lower() in _SENT:
        return anchors.of(prep_objects(noun, "from", "of"))  # "delegations from Sudan and Chad"
    return ()


_SENT = frozenset("delegation delegate negotiator representative envoy team official".split())


def modifiers(noun: Token) -> list[Token]:
    """Modifying words to the left, and the first part of compounds ("US-led", "Saudi-backed")."""
    out: list[Token] = []
    for child in noun.lefts:
        if child.lower_.startswith("anti") or any(g.lower_ == "anti" for g in child.lefts):
            continue  # "the anti-French protest": against them, not theirs
        if child.dep_ in {"amod", "compound", "nmod"}:
            out.append(child)
            out.extend(
                g
                for g in child.lefts
                if g.dep_ in {"npadvmod", "amod", "compound", "nmod", "punct", "nsubj"}
            )
    return out


def verb_slot(path: str, verb: Token, obj: Sequence[Token]) -> list[Token]:
    """The phrase heads in one slot of a verb frame."""
    if path == "subj":
        return doers(verb)
    if path == "obj":
        return list(obj)
    if path == "iobj":
        return second_objects(verb)
    if path == "by":
        return prep_objects(verb, "by")
    if path.startswith("prep:") and "." in path:  # "bowed to the demands of the students"
        outer, _, inner = path.partition(".")
        return [t for noun in verb_slot(outer, verb, obj) for t in noun_slot(inner, noun)]
    if path.startswith("prep:"):
        preps = path[5:].split("/")
        if "to" in preps and (given := second_objects(verb)):
            return given  # "gave Mali two boats"
        found = prep_objects(verb, *preps)
        for noun in obj:
            found.extend(prep_objects(noun, *preps))
            if not found and path == "prep:to":  # "handed over command of the mission to Italy"
                found.extend(t for of in prep_objects(noun, "of") for t in prep_objects(of, "to"))
        return found
    if path.startswith("obj."):
        return [t for noun in obj for t in noun_slot(path[4:].removeprefix("prep:"), noun)]
    if path.startswith("subj."):  # "an Israeli air strike hit a hospital"
        return [t for noun in doers(verb) for t in noun_slot(path[5:], noun)]
    return []


def noun_slot(path: str, noun: Token) -> list[Token]:
    """The phrase heads in one slot of a noun frame."""
    if path == "poss":
        return [c for p in children(noun, "poss") for c in conjuncts(p)] + (
            [c for m in modifiers(noun) for c in conjuncts(m)] if not children(noun, "poss") else []
        )
    if path == "adj":
        return [c for m in modifiers(noun) for c in conjuncts(m)]
    preps = path.removeprefix("prep:").split("/")
    found = prep_objects(noun, *preps)
    if path == "between" and len(found) == 1:
        found += _cut_off(found[0])
    if not found and path in _BEHIND_OF:  # "the recognition of Slovenia by Germany"
        found = [t for whole in prep_objects(noun, "of") for t in prep_objects(whole, *preps)]
    if not found and path == "by":
        found = makers(noun) or _by_at_verb(noun)
    if not found and path in _AIMED:  # "the siege laid to", "the raids launched on the town"
        found = struck(noun, path)
    return found


_AIMED = frozenset({"on", "against", "at"})


def _by_at_verb(noun: Token) -> list[Token]:
    """Who did it, in a by-phrase that the parse hung on the verb above the noun.

    "To protest the killings of farmers by police": an active verb has no agent of its own.
    """
    verb = noun.head
    if noun.dep_ != "dobj" or is_passive(verb):
        return []
    found = [t for t in prep_objects(verb, "by") if t.i > noun.i]
    return [t for t in found if t.pos_ in _NOMINAL]


_NOMINAL = frozenset({"NOUN", "PROPN"})


_BEHIND_OF = frozenset({"by", "from", "against"})


def _cut_off(first: Token) -> list[Token]:
    """The second of two that the parse took for a subject ("talks between A and B opened")."""
    joins = children(first, "cc")
    if not joins or children(first, "conj"):
        return []
    begin = joins[-1].i + 1
    for token in first.doc.tokens[begin : begin + 6]:
        if token.dep_ in {"nsubj", "nsubjpass"} and token.left_edge.i == begin:
            return [token]
    return []


def fill_verb(
    slots: Slots, verb: Token, obj: Sequence[Token], anchors: Anchors, *, places: bool = False
) -> tuple[Mention, ...]:
    """The mentions in the slots of a verb: the first slot that has any, or all if merged."""
    groups: list[list[Token]] = []
    for path in slots.paths:
        if path.startswith("aim:"):  # "gave a million euros to feed refugees"
            groups += aimed_at(verb, obj, path.removeprefix("aim:"))
        else:
            groups.append(verb_slot(path, verb, obj))
    return _fill(groups, slots, anchors, places)


def fill_noun(
    slots: Slots, noun: Token, anchors: Anchors, *, places: bool = False
) -> tuple[Mention, ...]:
    """The mentions in the slots of an event noun."""
    return _fill([noun_slot(p, noun) for p in slots.paths], slots, anchors, places)


def _fill(
    groups: list[list[Token]], slots: Slots, anchors: Anchors, places: bool
) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for tokens in groups:
        own = parties(tokens, anchors)
        found.extend(m for m in own if m not in found)
        if found and not slots.merged:
            return tuple(found)
    if found or not places:
        return tuple(found)
    for tokens in groups:
        own = tuple(m for m in anchors.of(tokens, PLACES) if m.country)
        if own:
            return own
    return ()


def _may_be_them(wanted: Constraint, token: Token) -> bool:
    """Whether a pronoun of people may stand where people are asked for: "arrested them"."""
    if token.pos_ != "PRON" or not (wanted.actor or "person" in wanted.words):
        return False
    return is_people(token)


def fit(
    verb: Token,
    particle: str,
    wanted: Constraint,
    preps: Sequence[tuple[str, Constraint]],
    exclude: Constraint,
    anchors: Anchors,
) -> Token | bool:
    """Whether a verb meets a frame: the object that does, `True` if none is asked, or `False`."""
    near = beside(verb)
    if near.rules_out(particle, wanted) or (particle and not has_particle(verb, particle)):
        return False
    objects = near.objects
    taken: Token | bool = True
    if not wanted.anything and not wanted.nothing:
        for noun in objects:
            if matches(wanted, noun, anchors) or _may_be_them(wanted, noun):
                taken = noun
                break
        else:
            return False
    for prep, constraint in preps:
        there = near.slots.get(prep)
        if there is None:
            path = prep if prep == "subj" else f"prep:{prep}"
            there = near.slots[prep] = verb_slot(path, verb, objects)
        if not any(matches(constraint, p, anchors) for p in there):
            return False
    if not exclude.anything and any(matches(exclude, o, anchors) for o in objects):
        return False
    return taken
