"""Words over events: promised, demanded, refused, threatened, alleged.

"Refused to meet" is one event, REJECT, not a meeting; its CAMEO code comes from the two together
(`composition.csv`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legation.events.composed_sides import (
    actors_of,
    are_several,
    is_closed,
    is_nobodys_threat,
    is_of_another,
    named_in,
    recipients_of,
    sent_to,
)
from legation.events.lexicon import Lexicon, NounFrame, Operator, VerbFrame
from legation.events.operators import (
    SAYING,
    decides_to_yield,
    first_candidate,
    inner_of,
    is_an_opinion,
    is_by_another,
    is_just_that,
    is_no_request,
    is_old_promise,
    is_operator,
    is_the_deed,
    last_part,
    pos_fits,
    promises_to_yield,
    told_beside,
    use_up,
)
from legation.events.triggers import Candidate
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import is_negated
from legation.nlp.tokens import Doc, Token
from legation.ontology import plover_of, sectors_of, types_with
from legation.propositions.arguments import receivers
from legation.propositions.beside import verb_objects
from legation.propositions.factuality import own_factuality
from legation.propositions.status import noun_status, verb_status
from legation.propositions.subjects import doers
from legation.records import Mention, Status


@dataclass(slots=True)
class Composed:
    """An operator with the event under it."""

    token: Token
    words: list[Token]
    cameo: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    status: Status
    rule: str
    covers: frozenset[int] = frozenset()
    type: str | None = None  # where it is not that of the code
    closed: bool = False  # no other side is looked for where none is told
    over: bool = False  # whether it is a word of the lexicon over another event


def compose(
    doc: Doc, candidates: dict[int, Candidate], anchors: Anchors, lexicon: Lexicon
) -> list[Composed]:
    """Operators with their inner events, outermost first; the inner candidates are marked used."""
    out: list[Composed] = []
    covered: set[int] = set()
    for token in sorted(doc.lemmas(lexicon.takers), key=_depth):
        entries = lexicon.operators[token.lemma_.lower()]
        own = candidates.get(token.i)
        if token.i in covered or (own is not None and own.used):
            continue
        for entry in entries:
            if not pos_fits(entry, token):
                continue
            found = _apply(entry, token, candidates, anchors, lexicon)
            if found is not None:
                out.append(found)
                covered |= found.covers
                break
    return out


def _depth(token: Token) -> tuple[int, int]:
    depth, at = 0, token
    while at.head != at and depth < 60:
        at, depth = at.head, depth + 1
    return depth, token.i


def _apply(
    entry: Operator,
    token: Token,
    candidates: dict[int, Candidate],
    anchors: Anchors,
    lexicon: Lexicon,
) -> Composed | None:
    if entry.operator in {"DENY", "CONSIDER"}:
        return None  # what is denied or weighed is told, as what did not happen or may
    for frame in entry.frames:
        inner_token = inner_of(frame, token)
        if inner_token is None:
            continue
        if _is_transparent(token, inner_token, candidates, lexicon):
            continue
        own = candidates.get(token.i)
        if (entry.operator == "STOP" or _is_done(own)) and _knows_object(own, inner_token):
            continue  # "halted aid for", "dismissed the cabinet": the verb's entry says it better
        if entry.operator == "ACCUSE" and last_part(frame) == "xcomp":
            continue  # "claimed to have captured": of oneself
        if is_no_request(entry, token, inner_token) or is_an_opinion(entry, frame, inner_token):
            continue
        if entry.operator == "AGREE" and (
            is_of_another(entry, token, inner_token, anchors)
            or is_by_another(entry, token, frame, inner_token)
        ):
            continue
        if entry.operator == "AGREE" and is_old_promise(token):
            use_up(inner_token, candidates)
            continue
        if _is_ally(entry, token):
            continue  # "troops backed by tanks": a trait of the troops, nothing that is told
        found = _composed(entry, token, inner_token, candidates, anchors, lexicon)
        if found is not None:
            return found
    return None


def _is_done(own: Candidate | None) -> bool:
    """Whether the entry of the word says what it does, not what is said of another deed."""
    return own is not None and own.frame.coding.type in {"ACCUSE", "SANCTION"}


def _knows_object(own: Candidate | None, inner_token: Token) -> bool:
    """Whether the entry of the word itself asks for just this object."""
    if own is None or own.object != inner_token or not isinstance(own.frame, VerbFrame):
        return False
    return bool(own.frame.object.words or own.frame.object.phrases)


def _is_ally(entry: Operator, token: Token) -> bool:
    """Whether a participle says who stands behind somebody, not what anybody said."""
    if entry.operator != "SUPPORT" or token.tag_ != "VBN" or token.dep_ not in {"acl", "amod"}:
        return False
    return token.lemma_.lower() not in _VOICED or not doers(token)


_VOICED = frozenset({"welcome", "praise", "applaud", "hail", "commend", "laud"})


_TRANSPARENT = frozenset({"decide", "say", "announce", "move", "vote", "appear", "seem", "tell"})


def _is_transparent(
    token: Token, inner_token: Token, candidates: dict[int, Candidate], lexicon: Lexicon
) -> bool:
    """Whether the word only reports or decides what is an event itself ("decided to allow").

    A hostile act that is decided on is that act, planned, and no threat.
    """
    lemma = token.lemma_.lower()
    if lemma not in _TRANSPARENT:
        return False
    inner = first_candidate(inner_token, candidates)
    if (
        lemma == "decide"
        and inner is not None
        and inner.frame.coding.type in types_with("conflict_deed")
    ):
        return True
    return is_operator(inner_token, lexicon)


def _composed(
    entry: Operator,
    token: Token,
    inner_token: Token,
    candidates: dict[int, Candidate],
    anchors: Anchors,
    lexicon: Lexicon,
) -> Composed | None:
    inner = first_candidate(inner_token, candidates)
    operator = entry.operator
    if _is_beside_it(operator, inner, (token, inner_token), anchors):
        return None
    addressed = entry.lemma in _PROMISING and bool(verb_objects(token) or receivers(token))
    unwilling = is_negated(inner_token) and not addressed
    if operator == "AGREE" and (_is_not_done(token) or unwilling):
        operator = "REJECT"  # but "assured Chad that it would not attack" is a promise
    inner_code = _inner_code(operator, token, inner, lexicon) if inner is not None else None
    cameo = lexicon.composed(operator, inner_code) if inner_code else None
    if cameo is not None and operator in _GENERAL and _is_against(inner_token):
        cameo = _GENERAL[operator]  # "warned Chad against visiting": no call to meet
    if cameo is None and operator in types_with("voiced") | {"APPEAL"}:
        cameo = "120" if operator != entry.operator else entry.cameo
    actors = actors_of(entry, token, anchors) if cameo is not None else ()
    if cameo is None or not (actors or _is_charged(operator, token)):
        return None
    helped = sent_to(token, inner, actors, anchors) if operator == "AGREE" else ()
    if operator == "AGREE" and not helped and is_the_deed(token, inner, cameo):
        return None
    recipients = helped or recipients_of(entry, token, inner_token, inner, anchors, actors)
    cameo = "0332" if helped else cameo
    wished = operator == "APPEAL" and token.lemma_ in {"want", "expect", "need"}
    if not recipients and (wished or not actors):
        return None  # "needs the senate to agree": asks nobody
    shown = named_in(entry, inner_token, recipients, anchors)
    if inner is None and not _stands_alone(entry, (token, inner_token), actors, shown):
        return None
    covers = frozenset(t.i for t in inner_token.subtree) - told_beside(inner_token)
    for index in covers:
        if index in candidates and not (
            entry.operator in _ABOUT_FACTS and _is_told(candidates[index])
        ):  # what is promised or demanded is content, no event of its own
            candidates[index].used = True
    words = [token] if token.lemma_.lower() not in SAYING else [inner_token]
    words += [inner.token] if inner is not None else []
    rule = entry.rule + (f"+{inner.frame.rule}" if inner is not None else "")
    contexts = inner.frame.coding.contexts if inner is not None else ()
    status = _status(entry, token, negated=operator != entry.operator, addressed=addressed)
    alone = operator == "AGREE" and not are_several(actors)
    yields = alone and decides_to_yield(token, inner)
    if yields and status is Status.HAPPENED:
        status = Status.PLANNED
    yields = yields or (alone and promises_to_yield(token, inner))
    return Composed(
        token,
        words,
        cameo,
        _mode_of(cameo),
        contexts,
        actors,
        recipients,
        status,
        rule,
        type="CONCEDE" if yields else None,
        closed=is_closed(entry, token, inner),
        over=True,
    )


def _is_beside_it(
    operator: str, inner: Candidate | None, words: tuple[Token, Token], anchors: Anchors
) -> bool:
    """Whether what failed or ended is not the deed under the word."""
    token, inner_token = words
    if operator == "FAIL":
        return not is_just_that(inner, inner_token, token)
    return operator == "STOP" and is_nobodys_threat(inner, anchors)


_PROMISING = frozenset({"assure", "reassure", "promise"})  # to somebody that one will, or will not


_GENERAL = {"APPEAL": "020", "REQUEST": "100"}


def _is_against(inner_token: Token) -> bool:
    """Whether somebody is asked not to do it: "urged it not to resume", "against visiting"."""
    return is_negated(inner_token) or inner_token.head.lower_ == "against"


def _is_not_done(token: Token) -> bool:
    """Whether somebody does not do it or fails to ("failed to agree on the agenda")."""
    failed = token.dep_ == "xcomp" and token.head.lemma_.lower() in {"fail", "refuse", "decline"}
    return is_negated(token) or failed


def _is_charged(operator: str, token: Token) -> bool:
    """Whether somebody stands accused, by whomever: "a general accused of ordering the raid"."""
    if operator != "ACCUSE" or token.lemma_.lower() == "suspect":
        return False  # a suspect is one to whoever tells the story
    return token.tag_ == "VBN" and not doers(token)


_ABOUT_FACTS = frozenset({"SUPPORT", "CONDEMN"})


def _is_told(candidate: Candidate) -> bool:
    """Whether praise or blame of a deed tells of the deed too: "hailed the freeing of"."""
    if candidate.frame.coding.type not in types_with("deed"):
        return False
    return isinstance(candidate.frame, NounFrame) and candidate.effect != "stop"


def code_of(candidate: Candidate, lexicon: Lexicon) -> str:
    """The CAMEO code of a candidate; what is stopped has the code of its end ("halted the aid")."""
    code = candidate.frame.coding.cameo
    if candidate.effect in {"stop", "avoid"}:
        return lexicon.composed("STOP", code) or code
    return code


def _inner_code(operator: str, token: Token, inner: Candidate, lexicon: Lexicon) -> str:
    """The code an operator works on; what it ends itself is not ended twice ("halted the aid")."""
    if operator == "STOP" and inner.governor == token:
        return inner.frame.coding.cameo
    return code_of(inner, lexicon)


def _stands_alone(
    entry: Operator,
    words: tuple[Token, Token],
    actors: Sequence[Mention],
    recipients: Sequence[Mention],
) -> bool:
    """Whether a promise or demand of something no entry knows is an event all the same.

    A claim about somebody ("charges that it ...") accuses only of what the lexicon knows.
    """
    token, inner_token = words
    if entry.lemma == "vote":
        return False  # "voted for a new president"
    if entry.operator == "ACCUSE" and inner_token.dep_ == "ccomp":
        outright = token.lemma_.lower() in members("charging_verbs")
        return outright and any(_is_public(m) for m in recipients)
    if token.lemma_.lower() in members("pressing_verbs") and any(_is_public(m) for m in actors):
        if token.pos_ == "VERB" and token.dep_ not in _ASIDE:
            return True  # "demanded that all sides ..."
        if entry.operator != "THREATEN":
            return False
    own = {m.country for m in actors}
    if entry.operator == "AGREE" and not are_several(actors):
        return any(m.country not in own or m.sector for m in recipients)
    if entry.operator in _STANCES and any(_is_public(m) for m in actors):
        aside = token.dep_ in _ASIDE and not (token.tag_ == "VBN" and doers(token))
        is_thing = inner_token.pos_ not in {"VERB", "AUX", "PROPN"} and not aside
        return is_thing and inner_token.lemma_.lower() not in _TOLD
    return bool(recipients) or are_several(actors)


_ASIDE = frozenset({"acl", "amod", "advcl", "pcomp"})
_STANCES = frozenset({"SUPPORT", "REJECT", "CONDEMN", "REQUEST"})
_TOLD = frozenset("report rumour rumor suggestion story notion account version".split())


def _is_public(mention: Mention) -> bool:
    """Whether a yes or no of theirs is news in itself: states, bodies, parties, rebels."""
    if mention.sector is None:
        return mention.country is not None
    return mention.sector in sectors_of("heeded")


_INTENT = frozenset(
    "plan intend prepare decide aim want seek ready willing determined set due hope consider "
    "poise poised keen eager likely will expect schedule assure ensure reassure".split()
)


def _status(entry: Operator, token: Token, *, negated: bool, addressed: bool) -> Status:
    """The status of the whole: an intention is planned, a promise or demand made has happened."""
    if token.pos_ == "NOUN":
        status = noun_status(token)
        if status is Status.DENIED and own_factuality(token).holds:
            return Status.HAPPENED  # "the accusation was rejected": it was made
        return status
    verb = token if token.pos_ in {"VERB", "AUX"} else token.head
    status = verb_status(verb)
    if negated and status in {Status.DENIED, Status.PLANNED}:
        return Status.HAPPENED  # "said they would not sign": the no is said
    announcing = _INTENT | {"say", "announce"}
    announced = token.lemma_.lower() in announcing and not addressed
    if entry.operator == "AGREE" and not negated and announced:
        return Status.PLANNED if status in {Status.HAPPENED, Status.ONGOING} else status
    return status


def _mode_of(cameo: str) -> str | None:
    found = plover_of(cameo)
    return found.mode if found else None
