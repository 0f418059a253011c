"""Who takes part in an event that is told through a word over it: promised, demanded, refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from legation.events.lexicon import NounFrame, Operator, VerbFrame
from legation.events.operators import SAYING, is_infinitive
from legation.events.triggers import Candidate
from legation.language.words import members
from legation.nlp.anchors import PARTIES, Anchors
from legation.nlp.syntax import children, conjuncts, is_passive, prep_objects
from legation.nlp.tokens import Token
from legation.ontology import sectors_of, types_with
from legation.propositions.arguments import receivers
from legation.propositions.beside import verb_objects
from legation.propositions.described import described
from legation.propositions.factuality import factuality
from legation.propositions.inside import captors_of, is_topic, makers
from legation.propositions.slots import fill_noun, fill_verb
from legation.propositions.subjects import doers, subjects
from legation.propositions.whom import is_each_other, modifiers, parties
from legation.records import Kind, Mention

_ASKING = frozenset({"REQUEST", "APPEAL"})
_NAMING = frozenset({"REQUEST", "APPEAL", "ACCUSE"})  # whom they name is meant, also at home
_ANSWERS = frozenset({"REJECT", "CONDEMN", "SUPPORT"})


def actors_of(entry: Operator, token: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who promises, demands or refuses: in the slots of the word, else its agents."""
    if not entry.source.paths and token.pos_ == "ADJ":
        return _teller(token, anchors)
    if token.pos_ == "NOUN":
        return fill_noun(entry.source, token, anchors) or _of_governor(token, anchors)
    actors = fill_verb(entry.source, token, verb_objects(token), anchors)
    return actors or parties(doers(token if token.pos_ == "VERB" else token.head), anchors)


def _teller(token: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who says it of somebody: "the envoy said the militia was responsible"."""
    if token.head.pos_ == "VERB":
        return parties(doers(token.head), anchors)  # "a court found them guilty"
    teller = factuality(token).teller
    return parties(subjects(teller), anchors) if teller is not None else ()


def _of_governor(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who a noun such as "promise" belongs to by the verb over it ("made a promise to").

    Who refused requests or heard a plea has made none.
    """
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in members("lending_verbs"):
        return parties(doers(noun.head), anchors)
    return ()


def recipients_of(
    entry: Operator,
    token: Token,
    inner_token: Token,
    inner: Candidate | None,
    anchors: Anchors,
    actors: Sequence[Mention],
) -> tuple[Mention, ...]:
    """Who is promised, asked or refused: the addressee, else who is in the inner event."""
    own = {(m.name, m.country) for m in actors}
    states = {m.country for m in actors if m.country}
    acting = {m.sector for m in actors}

    def others(found: Sequence[Mention]) -> tuple[Mention, ...]:
        """Those who are not the actors; at home another part of the state or of its people."""
        return tuple(
            m
            for m in found
            if (m.name, m.country) not in own
            and not (
                m.country in states
                and (m.sector not in sectors_of("ruling_or_rival") or m.sector in acting)
            )
        )

    addressee = _addressee(entry, token, actors, others, anchors)
    if inner is not None and inner.frame.coding.cameo.startswith("0841"):
        freed = parties(_freed(inner), anchors)  # "demanded the release of": of no one freed
        addressee = tuple(m for m in addressee if m not in freed)
    if addressee:
        return addressee
    if inner_token.dep_ == "ccomp" or inner_token.pos_ in {"VERB", "AUX"}:
        heads = children(inner_token, "nsubj", "nsubjpass")
        subject = others(parties([c for h in heads for c in conjuncts(h)], anchors))
        if subject and entry.operator in {"REQUEST", "APPEAL", "ACCUSE"}:
            return subject
    if entry.operator in _ANSWERS:  # "refused to accept the terms set by Chad"
        things = [inner_token, *verb_objects(inner_token), *prep_objects(inner_token, "to")]
        made = others(parties([m for t in things for m in makers(t)], anchors))
        if made:
            return made
    if _is_of_the_accused(entry, token):  # "men of the gang were accused of beheading a nurse"
        accused = [t for t in subjects(token) if t.pos_ == "NOUN"]
        return described(accused, anchors) if anchors.mentions else ()
    if is_closed(entry, token, inner):
        return others(doers_of(inner, anchors)) if inner is not None else ()
    found = _of_content(entry, inner, anchors, actors, others) if inner is not None else ()
    if found:
        return found
    return others(_near_parties(inner_token, entry, anchors))


def _is_of_the_accused(entry: Operator, token: Token) -> bool:
    """Whether the subject, and nobody else, is whom somebody accuses."""
    return entry.operator == "ACCUSE" and token.pos_ == "VERB" and is_passive(token)


def is_closed(entry: Operator, token: Token, inner: Candidate | None) -> bool:
    """Whether nobody but the one addressed, or who did it, is a side, though others are named.

    "Accusing it of shelling the Kurds" blames no Kurds; "welcomed the arrest of the preacher" is
    kind to whoever arrested him.
    """
    if entry.operator == "ACCUSE":
        return any(o.pos_ == "PRON" or is_each_other(o) for o in verb_objects(token))
    if inner is None or entry.operator not in {"CONDEMN", "SUPPORT"}:
        return False
    return inner.frame.coding.type in types_with("blamed_deed") | {"ACCUSE"}


def _of_inner(
    entry: Operator,
    inner: Candidate,
    anchors: Anchors,
    actors: Sequence[Mention],
    others: Callable[[Sequence[Mention]], tuple[Mention, ...]],
) -> tuple[Mention, ...]:
    """Who is in the event under the word, on the side that the word is aimed at."""
    kind = inner.frame.coding.type
    if entry.operator == "THREATEN" and kind in types_with("blamed_deed"):
        return others(hit_by(inner, anchors))  # not whom the speaker would send
    found = others(doers_of(inner, anchors)) if entry.operator == "CONDEMN" else ()
    asked = entry.operator in _ASKING
    if asked and inner.frame.coding.cameo.startswith("0841"):
        found = others(parties(captors_of(_freed(inner)), anchors))
    found = found or others(inner_parties(inner, anchors, freed=not asked))
    if not found and kind == "ACCUSE":
        return _named_apart(hit_by(inner, anchors), actors)  # "an inquiry into the minister"
    return found


def _of_content(
    entry: Operator,
    inner: Candidate,
    anchors: Anchors,
    actors: Sequence[Mention],
    others: Callable[[Sequence[Mention]], tuple[Mention, ...]],
) -> tuple[Mention, ...]:
    """Who is in what is promised or demanded; who is set free also where he is only described."""
    found = _of_inner(entry, inner, anchors, actors, others)
    if found or not _is_release(inner) or not anchors.mentions:
        return found
    freed = parties(verb_objects(inner.head), anchors)  # of the same state as those who hold them
    known = tuple(m for m in freed if m.kind is not Kind.STATE and m not in actors)
    return known or described(verb_objects(inner.head), anchors)


def _freed(inner: Candidate) -> list[Token]:
    if isinstance(inner.frame, VerbFrame):
        return verb_objects(inner.head)
    return prep_objects(inner.head, "of", "for")


def _is_release(inner: Candidate) -> bool:
    """Whether a verb says that somebody goes free."""
    return isinstance(inner.frame, VerbFrame) and inner.frame.coding.cameo.startswith("0841")


def _addressee(
    entry: Operator,
    token: Token,
    actors: Sequence[Mention],
    others: Callable[[Sequence[Mention]], tuple[Mention, ...]],
    anchors: Anchors,
) -> tuple[Mention, ...]:
    """To whom it is said: in the slots of the word, its object, or who gets the paper it is in."""
    told = fill_verb(entry.target, token, verb_objects(token), anchors)
    found = others(told)
    if not found and entry.operator in _NAMING:
        found = _named_apart(told, actors)
    if not found and entry.operator == "ACCUSE" and anchors.mentions:
        heads = verb_objects(token) if token.pos_ == "VERB" else children(token, "nsubj")
        found = described([h for h in heads if h.pos_ == "PROPN"], anchors, names=True)
    if not found and token.tag_ == "VBG":
        found = others(parties(_written_to(token), anchors))
    if not found and entry.operator in _ASKING and token.pos_ == "VERB":
        found = others(parties(verb_objects(token), anchors))  # "asked Japan to send troops"
    return found


def _named_apart(found: Sequence[Mention], actors: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those whom the words address though they are of the same state: a mayor and a government."""
    own = {(m.name, m.country) for m in actors}
    kept = [m for m in found if (m.name, m.country) not in own and m.kind is not Kind.STATE]
    return tuple(m for m in kept if m.country or m.actor_id)


def _written_to(participle: Token) -> list[Token]:
    """To whom the paper goes that says it: "sent a letter to the premier threatening to"."""
    noun = participle.head
    if noun.pos_ == "VERB":
        noun = next(iter(children(noun, "dobj")), noun)
    if noun.lemma_.lower() not in members("papers"):
        return []
    return prep_objects(noun, "to") or (receivers(noun.head) if noun.dep_ == "dobj" else [])


_TAKEN_ON = frozenset({"REJECT", "THREATEN", "SUPPORT", "CONDEMN", "REQUEST", "APPEAL", "ACCUSE"})


def _near_parties(token: Token, entry: Operator, anchors: Anchors) -> tuple[Mention, ...]:
    """Parties in the arguments of a complement that no entry knows.

    Whoever it is done to or for ("refused to join the militia", "offered to share it with Chad"),
    not whom a promise only moves about ("promised to remove the rebels"), nor where it is done.
    """
    aimed = entry.operator in _TAKEN_ON
    if token.pos_ not in {"VERB", "AUX"}:
        near = prep_objects(token, *(_DIRECTED if aimed else _SHARED), "by")
        near += _owners(token, entry) if aimed else []
        return parties([token, *near], anchors)
    chain = [token]
    while further := [c for c in children(chain[-1], "xcomp", "advcl") if is_infinitive(c)]:
        chain.append(further[0])  # "go on trying to deepen trade with"
    heads = [o for verb in chain for o in verb_objects(verb) if not is_own(o)]
    preps = _DIRECTED if aimed else _SHARED
    near = [t for h in (*chain, *heads) for t in prep_objects(h, *preps) if not is_topic(t, h)]
    if aimed:
        near = [*heads, *near, *(t for h in (*heads, *near) for t in _owners(h, entry))]
    else:
        near = [
            *(w for v in chain if _is_for_its_object(v) for o in verb_objects(v) for w in _who(o)),
            *near,
        ]
    return parties(near, anchors)


def named_in(
    entry: Operator, complement: Token, found: Sequence[Mention], anchors: Anchors
) -> Sequence[Mention]:
    """Who shows that a promise or accord is no private one: its other side, else who is in it.

    "Promised to remove the rebels" is news, though no promise to them.
    """
    if found or entry.operator != "AGREE":
        return found
    heads = [complement, *verb_objects(complement)]
    heads += [t for h in heads for t in prep_objects(h, *_DIRECTED, "of")]
    return parties(heads, anchors)


def _is_for_its_object(verb: Token) -> bool:
    """Whether who is promised it may be its object: "agreed to provide Chad with seed"."""
    return verb.lemma_.lower() in members("verbs_for_their_object")


def _who(thing: Token) -> list[Token]:
    """Whoever is let, or comes in what is let: "agreed to allow the return of the nurses"."""
    coming = thing.lemma_.lower() in members("nouns_of_coming")
    return [thing, *prep_objects(thing, "of", "by")] if coming else [thing]


_SHARED = ("to", "with", "from", "for", "between")
_DIRECTED = (*_SHARED, "on")


def _owners(thing: Token, entry: Operator) -> list[Token]:
    """Whose a thing is: "the integrity of Chad"; what is refused there is only a place of it."""
    owners = children(thing, "poss")
    return owners if entry.operator == "REJECT" else [*owners, *prep_objects(thing, "of")]


def is_own(thing: Token) -> bool:
    """Whether an object is of a pronoun's, as of who acts: "ready to withdraw its troops"."""
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in thing.lefts)


def inner_parties(
    inner: Candidate, anchors: Anchors, *, freed: bool = False
) -> tuple[Mention, ...]:
    """Who is in the inner event; `freed` says that those who are released are not looked for."""
    frame, token = inner.frame, inner.head
    if not freed and frame.coding.cameo.startswith("084"):
        if isinstance(frame, VerbFrame):
            return fill_verb(frame.source, token, verb_objects(token), anchors)
        return ()  # "an appeal for the release of": they hold nobody
    if isinstance(frame, VerbFrame):
        objects = verb_objects(token)
        return (
            *fill_verb(frame.target, token, objects, anchors, places=True),
            *fill_verb(frame.source, token, objects, anchors),
        )
    assert isinstance(frame, NounFrame)
    found = (
        *fill_noun(frame.source, token, anchors),
        *fill_noun(frame.target, token, anchors, places=True),
    )
    if token.lemma_.lower() in _CONFERENCES and not are_several(found):
        about = anchors.of(modifiers(token))  # "a Sudanese dialogue conference" is on Sudan
        return tuple(m for m in found if m not in about)
    return found


_CONFERENCES = frozenset({"conference", "congress", "forum"})


def hit_by(inner: Candidate, anchors: Anchors) -> tuple[Mention, ...]:
    """To whom it is done, in the inner event: "police will crack down on the gangs"."""
    frame, token = inner.frame, inner.head
    if isinstance(frame, VerbFrame):
        return fill_verb(frame.target, token, verb_objects(token), anchors, places=True)
    return fill_noun(frame.target, token, anchors, places=True)


def doers_of(inner: Candidate, anchors: Anchors) -> tuple[Mention, ...]:
    """Who did it, in the inner event: "condemned the Russian invasion of Georgia"."""
    frame, token = inner.frame, inner.head
    if isinstance(frame, VerbFrame):
        return fill_verb(frame.source, token, verb_objects(token), anchors)
    return fill_noun(frame.source, token, anchors)


def sent_to(
    token: Token, inner: Candidate | None, actors: Sequence[Mention], anchors: Anchors
) -> tuple[Mention, ...]:
    """Where those go whom somebody promises to send abroad: "pledged to send police to Haiti".

    Nobody where they stay at home or nothing says where they go: no help is promised then.
    """
    if inner is None or inner.frame.coding.type != "MOBILIZE" or inner.token.pos_ != "VERB":
        return ()
    lemmas = (token.lemma_.lower(), inner.token.lemma_.lower())
    if lemmas[0] not in members("promising_verbs") or lemmas[1] not in members("sending_verbs"):
        return ()
    own = {m.country for m in actors}
    heads = [inner.token, *verb_objects(inner.token)]
    where = [t for h in heads for t in prep_objects(h, "to", "into", "in")]
    found = anchors.of(where, PARTIES | {Kind.PLACE})
    return tuple(m for m in found if m.country and m.country not in own)


def is_nobodys_threat(inner: Candidate | None, anchors: Anchors) -> bool:
    """Whether what ends is a danger that nobody made: "ended any threat to the islands"."""
    if inner is None or inner.frame.coding.type != "THREATEN":
        return False
    return not doers_of(inner, anchors)


def are_several(mentions: Sequence[Mention]) -> bool:
    """Whether they are of more than one country, or have more than one name."""
    return len({m.country or m.name for m in mentions}) > 1


def is_of_another(entry: Operator, token: Token, inner_token: Token, anchors: Anchors) -> bool:
    """Whether only told is what becomes of some private person: "said the banker would go"."""
    if entry.lemma not in SAYING:
        return False
    tellers = actors_of(entry, token, anchors)
    acting = parties(doers(inner_token), anchors)
    if tellers and acting and not any(_is_of_one_side(m, tellers) for m in acting):
        return True  # "the envoy said the rebels would free them": no promise of the envoy's
    own = {m.name for m in tellers}
    private = sectors_of("private") | {None}
    for subject in subjects(inner_token):
        named = [subject, *children(subject, "appos")]
        if any(t.ent_type_ == "PERSON" for t in named):
            known = anchors.of(named)
            return all(m.name not in own and m.sector in private for m in known)
    return False


def _is_of_one_side(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether somebody may be one of them or of their state; nobody knows of whom no country."""
    unknown = mention.country is None and mention.actor_id is None
    return unknown or any(
        mention.name == m.name or m.country is None or mention.country == m.country for m in others
    )
