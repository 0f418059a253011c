"""Where a word over events has its complement: the frames of `operators.csv` on the parse."""

from __future__ import annotations

from collections.abc import Sequence

from legation.events.lexicon import Lexicon, Operator, VerbFrame
from legation.events.triggers import Candidate
from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.syntax import auxiliaries, children, is_negated, is_passive, prep_objects
from legation.nlp.tokens import Token
from legation.ontology import types_with
from legation.propositions.beside import has_particle, verb_objects
from legation.propositions.factuality import factuality
from legation.propositions.proposition import Value
from legation.propositions.senses import asks_a_question, tells_of_itself


def pos_fits(entry: Operator, token: Token) -> bool:
    """Whether the token is of the part of speech the entry is for."""
    return token.pos_ in _POS.get(entry.pos, _VERB)


_VERB = frozenset({"VERB"})
_POS = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN"}),
    "adjective": frozenset({"ADJ", "VERB"}),
}


def is_operator(token: Token, lexicon: Lexicon) -> bool:
    """Whether some entry takes the token as a word over events."""
    return any(pos_fits(e, token) for e in lexicon.operators.get(token.lemma_.lower(), ()))


def last_part(frame: str) -> str:
    """Where in a frame the inner event stands."""
    return frame.rsplit("+", 1)[-1]


def inner_of(frame: str, token: Token) -> Token | None:
    """The head of what the operator takes; `None` where the frame is not there.

    The last part of a frame is where the inner event stands; the parts before it must be there
    (`prep:on+xcomp`: "called on the rebels to disarm").
    """
    *before, last = frame.split("+")
    near: list[Token] = []
    for part in before:
        found = _part(part, token)
        if not found and not (part == "obj" and last in {"xcomp", "ccomp"}):
            return None
        near += found
    if last.startswith(("xcomp", "ccomp")):
        return _clause(last, token, near)
    places = _part(last, token)
    return next((p for p in places if p not in near), None)


def _part(part: str, token: Token) -> list[Token]:
    kind, _, detail = part.partition(":")
    if kind == "obj":
        return verb_objects(token) if not detail or has_particle(token, detail) else []
    if kind == "prep":
        found = prep_objects(token, detail)
        through = token.pos_ == "VERB" and token.lemma_.lower() not in _OBJECTLESS
        for noun in verb_objects(token) if through else ():
            found += prep_objects(noun, detail)
        return found
    return []


_OBJECTLESS = frozenset({"call"})  # "called the chance for a truce slim" calls for none
_COMPLEMENTS = ("xcomp", "ccomp", "advcl", "acl", "relcl")


def _clause(part: str, token: Token, near: Sequence[Token]) -> Token | None:
    """The verb of a complement clause, also where the parse hangs it on the object before it."""
    kind, _, auxiliary = part.partition(":")
    if kind == "xcomp" and not near and (_gives(token) or _makes(token)):
        return None  # "pledged 20 million dollars to rebuild schools": what the money is for
    for holder in (token, *near):
        for child in children(holder, *_COMPLEMENTS):
            infinitive = is_infinitive(child)
            gerund = child.tag_ == "VBG"
            if child.i < token.i or (kind == "xcomp" and not (infinitive or gerund)):
                continue
            if child.dep_ in {"advcl", "acl", "relcl"} and not infinitive:
                continue
            words = {c.lower_ for c in auxiliaries(child)}
            if auxiliary and not words & _AUXILIARIES.get(auxiliary, {auxiliary}):
                continue
            return child
    return None


def _gives(verb: Token) -> bool:
    """Whether money or goods are what a verb promises."""
    if verb.lemma_.lower() not in _PROMISING:
        return False
    objects = children(verb, "dobj")
    return any(children(o, "nummod", "quantmod") or o.lemma_.lower() in _GIFTS for o in objects)


def _makes(verb: Token) -> bool:
    """Whether something is set up, and the infinitive says what for: "set up a court to try"."""
    return bool(children(verb, "prt")) and bool(children(verb, "dobj"))


_PROMISING = frozenset("pledge promise vow offer commit guarantee".split())
_GIFTS = frozenset("aid help money assistance support fund dollar euro loan troop".split())


def is_infinitive(verb: Token) -> bool:
    """Whether the verb has its "to"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


_AUXILIARIES = {
    "will": {"will", "'ll", "’ll", "would", "shall"},
    "should": {"should", "must", "ought", "has", "have", "need"},
    "would": {"would", "will"},
    "may": {"may", "might", "could"},
    "must": {"must"},
}


_THROUGH = frozenset(
    "continue begin start keep help work try seek be allow let do take make have ensure".split()
)
_ENDS = frozenset("end halt stop cessation lifting suspension termination withdrawal".split())


def first_candidate(token: Token, candidates: dict[int, Candidate]) -> Candidate | None:
    """The event at the head of the complement, or just below a word that carries none itself."""
    queue = [token]
    for _ in range(4):
        if not queue:
            return None
        at = queue.pop(0)
        candidate = candidates.get(at.i)
        if candidate is not None and not candidate.used:
            return candidate if _is_lent(candidate, at, token) else None
        for child in children(at, "compound"):
            if child.i in candidates:
                return candidates[child.i]
        if at.lemma_.lower() in _ENDS and at.pos_ == "NOUN":
            ended = next(
                (candidates[t.i] for t in prep_objects(at, "to", "of") if t.i in candidates), None
            )
            if ended is not None:
                ended.effect = "stop"
                return ended
        if at.pos_ in {"VERB", "AUX"}:
            queue += children(at, "dobj", "xcomp", "nsubjpass")
            if at.lemma_.lower() in _THROUGH:
                queue += children(at, "advcl")
    return None


def _is_lent(candidate: Candidate, at: Token, head: Token) -> bool:
    """Whether an event below the complement's verb is what that does: "wants to hold talks".

    "Hoped to list each breach" hopes for no breach: the verb does something else with it.
    """
    if at is head or isinstance(candidate.frame, VerbFrame) or at.head.pos_ not in {"VERB", "AUX"}:
        return True
    got = at.head.lemma_.lower() in members("verbs_of_getting_done")
    if got and candidate.frame.coding.type == "AID":
        return False  # "intends to seek funding" gives none
    if at.head.lemma_.lower() in _THROUGH or is_negated(at.head):
        return True  # "will not tolerate marches"
    return candidate.governor is at.head and candidate.effect != "report"


def told_beside(verb: Token) -> frozenset[int]:
    """What a participle after a comma tells besides: "would not attend, blaming Turkey"."""
    return frozenset(
        t.i
        for child in children(verb, "advcl")
        if child.tag_ == "VBG" and child.i > verb.i and verb.doc[child.left_edge.i - 1].text == ","
        for t in child.subtree
    )


def is_by_another(entry: Operator, token: Token, frame: str, inner_token: Token) -> bool:
    """Whether others do what is ahead: by a doer of its own, or to the one who wants or awaits it.

    "Is due to be freed" is no promise of his.
    """
    if last_part(frame) == "xcomp" and not entry.cameo and is_passive(inner_token):
        return True
    if frame != "xcomp" or token.pos_ != "VERB" or not is_infinitive(inner_token):
        return False
    return any(s.i > token.i for s in children(inner_token, "nsubj", "nsubjpass"))


def is_an_opinion(entry: Operator, frame: str, inner_token: Token) -> bool:
    """Whether somebody only agrees that something is so: "agreed that a blow had been struck"."""
    if entry.lemma != "agree" or last_part(frame) != "ccomp":
        return False
    told = inner_token.tag_ in {"VBD", "VBZ"} or any(
        a.tag_ in {"VBD", "VBZ", "VBP"} for a in auxiliaries(inner_token)
    )
    return told and not any(a.tag_ == "MD" for a in auxiliaries(inner_token))


def is_old_promise(token: Token) -> bool:
    """Whether a noun means a promise known before, of which something else is told."""
    if token.pos_ != "NOUN" or token.dep_ not in {"dobj", "nsubjpass"}:
        return False
    known = any(c.dep_ == "poss" or c.lower_ in {"the", "this", "that"} for c in token.lefts)
    return known and token.head.lemma_.lower() in members("verbs_on_old_promises")


def is_just_that(inner: Candidate | None, inner_token: Token, token: Token) -> bool:
    """Whether what failed is the deed itself: not "failed in his promise", "to do more to sign"."""
    if inner is None:
        return True
    if any(c.lower_ == "more" for c in verb_objects(inner_token)):
        return False
    promised = is_noun(inner.token.lemma_.lower(), "speech") or inner.token.lemma_ == "promise"
    return not (promised and token.pos_ == "VERB" and inner_token is inner.token)


def is_no_request(entry: Operator, token: Token, inner_token: Token) -> bool:
    """Whether an answer is asked for, a job, or nothing: "asked why", "insisted it would stay"."""
    if entry.operator not in {"APPEAL", "REQUEST"}:
        return False
    if token.lemma_ == "insist" and tells_of_itself(inner_token):
        return True
    private = members("things_applied_for_in_private")
    if token.lemma_ == "apply" and inner_token.lemma_.lower() in private:
        return True
    if token.lemma_ == "push" and prep_objects(token, "into", "through", "toward", "towards"):
        return True  # "pushing deeper into the city to drive out the rebels"
    return asks_a_question(token)


def use_up(inner_token: Token, candidates: dict[int, Candidate]) -> None:
    """Leave out what an old promise was about, if it is not told as kept."""
    if factuality(inner_token).value is Value.CERTAIN:
        return
    for token in inner_token.subtree:
        if token.i in candidates:
            candidates[token.i].used = True


def decides_to_yield(token: Token, inner: Candidate | None) -> bool:
    """Whether somebody decides by himself to give way: "plans to withdraw", no promise."""
    return _gives_way(inner) and token.lemma_.lower() in members("deciding_words")


def promises_to_yield(token: Token, inner: Candidate | None) -> bool:
    """Whether somebody gives his word that he will give way: "pledged to withdraw"."""
    return _gives_way(inner) and token.lemma_.lower() in members("pledging_verbs")


def _gives_way(inner: Candidate | None) -> bool:
    return inner is not None and inner.frame.coding.type == "RETREAT"


SAYING = frozenset({"say", "announce", "declare", "state", "confirm", "tell", "add"})


def is_the_deed(token: Token, inner: Candidate | None, cameo: str) -> bool:
    """Whether what is said or planned is told as that deed, not as an accord or a threat.

    "Attacks planned by the rebels", "decided to expel her", "said it would raise its forces".
    """
    if inner is None:
        return False
    if token.head == inner.token and inner.frame.coding.type in types_with("conflict_deed"):
        return True  # "thwarted attacks planned by militants": the plan is not what was thwarted
    own = token.lemma_.lower() in members("promising_verbs")
    if own and inner.frame.coding.type == "MOBILIZE":
        return True  # "promised to deploy police in the capital"
    if _is_told_as_planned(cameo, token) or (_is_conflict(inner) and not cameo.startswith("13")):
        return True
    return token.lemma_.lower() in SAYING and inner.frame.coding.type in types_with("announced")


def _is_conflict(inner: Candidate | None) -> bool:
    return (
        inner is not None
        and inner.frame.coding.type in types_with("conflict_deed")
        and inner.effect is None
    )


_MENACING = frozenset({"vow", "swear", "promise", "pledge", "warn", "threaten", "say"})


def _is_told_as_planned(cameo: str, token: Token) -> bool:
    """Whether a hostile act is only meant or decided: it is that act, planned, and no threat."""
    return cameo.startswith("13") and token.lemma_.lower() not in _MENACING
