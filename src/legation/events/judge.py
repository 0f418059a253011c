"""Whether a draft is a political event, and what PLOVER makes of one that has not happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legation.events.composed_sides import is_own
from legation.events.details.mishaps import by_accident, has_name_of_storm, is_mishap, is_of_weather
from legation.events.drafts import Draft
from legation.events.lexicon import Coding, Lexicon
from legation.events.triggers import Candidate
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import (
    auxiliaries,
    children,
    clause_of,
    is_negated,
    is_passive,
    own_subjects,
)
from legation.nlp.tense import is_past
from legation.nlp.tokens import Token
from legation.ontology import sectors_of, types_with
from legation.propositions.beside import verb_objects
from legation.propositions.status import is_aim, is_only_thought, is_tried, verb_status
from legation.propositions.subjects import doers
from legation.propositions.where import place_of
from legation.propositions.whom import parties
from legation.records import Kind, Mention, Statement, Status


def is_political(draft: Draft, anchors: Anchors, lexicon: Lexicon) -> bool:
    """Whether a known state, body or public role takes part, and no accident did it.

    Force against people nobody places is political where its own clause says in which country.
    """
    everybody = (*draft.actors, *draft.recipients)
    known = any(m.country or m.sector in sectors_of("worldly") for m in everybody)
    if not known and not (draft.coding.type in _FORCE and _is_placed(draft, anchors)):
        return False
    if _is_trait(draft) or _is_private(draft) or _is_only_meant(draft, anchors):
        return False
    if draft.coding.type != "ASSAULT":
        return True
    if is_mishap(draft):
        return False
    if has_name_of_storm(doers(clause_of(draft.token)), lexicon) or is_of_weather(draft.token):
        return False
    if draft.actors and not any(m.sector == "BUS" for m in draft.actors):
        return True
    return not by_accident(draft, lexicon)


def _is_placed(draft: Draft, anchors: Anchors) -> bool:
    """Whether it is told in which country; of crowds and gunmen anywhere in the sentence."""
    place = place_of(draft.token, draft.words, anchors)
    if place is not None and place.country:
        return True
    return draft.coding.type in {"ASSAULT", "PROTEST"} and _names_a_country(draft.token, anchors)


def _names_a_country(token: Token, anchors: Anchors) -> bool:
    """Whether the sentence names somebody or a place of a known country."""
    here = token.sent
    found = (m for m in anchors.mentions if m.country)
    return any(here.start_char <= m.passage.start < here.end_char for m in found)


_FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def _is_only_meant(draft: Draft, anchors: Anchors) -> bool:
    """Whether a verb without a doer only names what is meant: "a plan for ousting the rebels"."""
    verb = draft.token
    if draft.actors or verb.pos_ != "VERB":
        return False
    passive = is_passive(verb) or _is_suffered(draft, anchors)
    if draft.status is Status.POSSIBLE or (draft.status is Status.PLANNED and not passive):
        return True  # "may be voted out in May", by nobody told
    if verb.tag_ not in {"VB", "VBG"} or passive:
        return False
    if verb.dep_ in {"csubj", "ccomp", "nsubj"} and verb.tag_ == "VBG":
        return True  # "combating the group would pose a challenge"
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    meant = verb.dep_ == "pcomp" or (verb.dep_ == "acl" and verb.tag_ == "VB")
    if not meant or above.pos_ != "NOUN":
        return False
    return above.lemma_.lower() not in _TRIES


def _is_suffered(draft: Draft, anchors: Anchors) -> bool:
    """Whether the subject is whom it is done to: "the general will stand trial"."""
    found = anchors.of(own_subjects(draft.token))
    return any(m in draft.recipients for m in found)


_TRIES = frozenset({"attempt", "bid", "plot", "effort"})  # these are done, if in vain


def _is_private(draft: Draft) -> bool:
    """Whether people without a public part go somewhere: tourists, reporters, aid workers."""
    if draft.coding.mode != "visit" or any(m.kind is Kind.PERSON for m in draft.recipients):
        return False
    private = sectors_of("travelling")
    return bool(draft.actors) and all(m.sector in private or _is_trooper(m) for m in draft.actors)


def _is_trooper(mention: Mention) -> bool:
    """Whether it is a soldier by trade, without a rank or post that the text gives."""
    if mention.sector != "MIL":
        return False
    role = mention.role or ""
    return "soldier" in role or (mention.kind is Kind.PERSON and not role)


def _is_trait(draft: Draft) -> bool:
    """Whether a participle says what somebody is, not what happened: "rebels fighting the army"."""
    verb = draft.token
    if verb.dep_ == "relcl" and verb.tag_ == "VBP" and verb.head.tag_ == "NNS":
        return not any(
            c.dep_ in {"det", "poss", "nummod", "amod"} for c in verb.head.children
        ) and (not auxiliaries(verb))  # "states that block imports": any that do
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and draft.coding.type == "ASSAULT":
        return not draft.actors and verb.head.dep_ in {"nsubj", "nsubjpass"}  # "troops injured"
    if verb.dep_ != "acl" or verb.tag_ != "VBG":
        return False
    return draft.coding.cameo == "190" or draft.coding.type in {"SUPPORT", "COOPERATE", "MOBILIZE"}


def is_threat(draft: Draft, candidate: Candidate, statements: Sequence[Statement]) -> bool:
    """Whether hostile acts are announced by the one who would do them, or under a condition."""
    if conditional(candidate):
        return True
    if draft.coding.type not in types_with("hostile") or is_past(draft.token):
        return False
    if draft.token.pos_ not in {"VERB", "AUX"} or is_aim(draft.token):
        return False
    if any(c.lower_ == "if" for c in children(draft.token, "mark")):
        return False  # "if we catch them": a condition, no threat
    if any(is_own(o) for o in verb_objects(draft.token)):
        return False  # "will shut down his charity": his own
    if is_tried(draft.token) or _is_decided(draft.token):
        return False  # "sought to expel", "the decision to break off ties": the deed itself
    names = {m.name for m in draft.actors}
    states = {m.country for m in draft.actors if m.country}
    at = draft.token.idx
    return any(
        s.speaker is not None
        and s.act not in _INWARD
        and (s.speaker.name in names or (s.speaker.country in states and _rules(s.speaker)))
        and any(p.start <= at < p.end for p in s.content)
        for s in statements
    )


def _is_decided(verb: Token) -> bool:
    """Whether the verb tells what a decision is: "announced the decision to cut ties"."""
    above = verb.head
    return verb.dep_ in {"acl", "xcomp"} and above.lemma_.lower() in _DECIDING


_DECIDING = frozenset({"decision", "decide", "vote"})


_INWARD = frozenset(
    {"wants", "fears", "hopes", "believes", "doubts", "expects", "discusses", "denies"}
)


def _rules(speaker: Mention) -> bool:
    """Whether the words of the speaker are those of the state."""
    return speaker.sector in {None, "GOV", "MIL"}


def conditional(candidate: Candidate) -> bool:
    """Whether what is announced hangs on a condition ("will withdraw unless ...")."""
    return any(
        child.dep_ == "mark" and child.lower_ in {"unless"}
        for clause in children(candidate.token, "advcl")
        for child in clause.children
    )


def _is_aim(verb: Token) -> bool:
    """Whether a verb only says what another act is for: "flew in to calm the town"."""
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if verb.head.lemma_ in _EFFORT and not children(verb.head, "dobj"):
        return False  # "will work to widen trade": the effort is the act
    return verb.dep_ == "advcl" and infinitive and verb.head.pos_ in {"VERB", "AUX"}


def part_sides(draft: Draft, anchors: Anchors) -> None:
    """Part who announces from with whom: "will develop relations with Japan" binds one side.

    Where the subject names all ("the two will meet"), all have agreed and stay actors.
    """
    verb = next((w for w in (draft.token, *draft.words) if w.pos_ in {"VERB", "AUX"}), None)
    if verb is None or draft.recipients:
        return
    announcing = {m.passage.start for m in parties(doers(verb), anchors)}
    own = tuple(m for m in draft.actors if m.passage.start in announcing)
    others = tuple(m for m in draft.actors if m.passage.start not in announcing)
    if own and others:
        draft.actors, draft.recipients = own, others


def is_told(draft: Draft) -> bool:
    """Whether the text tells of the deed, be it that it may come or did not: no mere thought.

    "is able to attack", "asked Chad to withdraw", "if it attacks", "marched to protest" and "would
    not attack" tell of none.
    """
    if draft.status not in _UNDONE:
        return True
    verbs = [w for w in (draft.token, *draft.words) if w.pos_ in {"VERB", "AUX"}]
    if draft.status is Status.PLANNED:
        return _is_voice(draft) or not any(_is_any_aim(v) for v in verbs[:1])
    modals = {a.lower_ for v in verbs[:1] for a in (*auxiliaries(v), *_modals_of_daring(v))}
    if draft.status is Status.DENIED and modals & members("hypothetical_modals"):
        return False
    if draft.status is Status.DENIED and draft.coding.type in types_with("no_news_undone"):
        return False
    if draft.status is Status.POSSIBLE and "can" in modals:
        return False
    hoped = bool(modals & {"would"}) or any(is_tried(v) for v in verbs[:1])
    if draft.status is Status.POSSIBLE and draft.coding.type in types_with("yes") and hoped:
        return False
    return not any(is_only_thought(w) for w in {draft.token, *verbs[:1]})


def _modals_of_daring(verb: Token) -> list[Token]:
    """The auxiliaries of "dare" over a verb: "would not dare attack" it."""
    return auxiliaries(verb.head) if verb.head.lemma_ == "dare" else []


def voiced(draft: Draft) -> Draft:
    """A demand or protest that is the aim of another deed is voiced by it: "marched to demand"."""
    verb = draft.token
    if draft.status is not Status.PLANNED or not _is_voice(draft) or not _is_any_aim(verb):
        return draft
    over = verb_status(clause_of(verb.head))
    return replace(draft, status=over) if over in {Status.HAPPENED, Status.ONGOING} else draft


def _is_voice(draft: Draft) -> bool:
    """Whether it is done with words alone; a trial and an inquiry are more."""
    lawful = draft.coding.mode == "investigate" or draft.coding.cameo == "115"
    return draft.coding.type in _VOICED and not lawful


_VOICED = frozenset({"REQUEST", "PROTEST", "ACCUSE"})
_UNDONE = frozenset({Status.POSSIBLE, Status.DENIED, Status.PLANNED})


def _is_any_aim(verb: Token) -> bool:
    """Whether an infinitive says what another deed or a thing is for: "a court to try them"."""
    return verb.tag_ == "VB" and is_aim(verb)


_EFFORT = frozenset({"work", "strive", "labour", "labor", "cooperate", "continue"})


_VERBAL_YES = frozenset({"SUPPORT", "AGREE", "CONCEDE"})


def _is_refused(draft: Draft) -> bool:
    """Whether those who would do it are those who do not: no "signing was delayed" of a pact."""
    return bool(draft.actors) and (draft.token.pos_ in {"VERB", "AUX"} or len(draft.words) > 1)


def _will_not(draft: Draft) -> bool:
    """Whether those who would meet say that they will not."""
    verbs = [w for w in (draft.token, *draft.words) if w.pos_ in {"VERB", "AUX"}][:1]
    return any(a.lower_ in {"will", "wo"} for v in verbs for a in auxiliaries(v))


def _is_refusal(draft: Draft) -> bool:
    """Whether somebody says that he will not do what another wants: "will not lift the embargo"."""
    if draft.status is not Status.DENIED or draft.coding.type not in types_with("may_be_refused"):
        return False
    said_no = is_negated(draft.token) and _will_not(draft)  # not "no sign that it will free them"
    return bool(draft.actors) and draft.token.pos_ == "VERB" and said_no


def _is_praise(draft: Draft) -> bool:
    return draft.coding.type == "SUPPORT" and draft.token.pos_ == "NOUN"


def _is_left_undone(verb: Token) -> bool:
    """Whether nobody said no: "adjourned without passing it", "failed to pass it"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    at = verb if verb.pos_ in {"VERB", "AUX"} else verb.head
    for _ in range(3):  # "failing to do more to secure an agreement"
        if at.dep_ not in {"xcomp", "advcl", "acl"}:
            return False
        at = at.head
        if at.lemma_ == "fail":
            return True
    return False


def _is_of_none(noun: Token) -> bool:
    """Whether a noun is told as not there: "made no promise", "announced no new support"."""
    return noun.pos_ == "NOUN" and any(c.lower_ == "no" for c in children(noun, "det"))


def _is_done_by_deciding(draft: Draft) -> bool:
    """Whether a decision is the measure itself: "his decision to revoke her passport"."""
    above = draft.token.head
    noun = above.lemma_ == "decision" and draft.token.dep_ == "acl"
    voted = above.lemma_ == "vote" and draft.token.dep_ == "xcomp"
    measures = draft.coding.type in types_with("done_by_deciding")
    return measures and (noun or voted) and verb_status(above) is Status.HAPPENED


def by_status(draft: Draft, lexicon: Lexicon) -> Draft | None:
    """PLOVER's rules for what has not happened: promised cooperation is AGREE, a no REJECT."""
    coding = draft.coding
    if draft.status is Status.PLANNED and _is_done_by_deciding(draft):
        draft.status = Status.HAPPENED
    if (
        draft.status is Status.PLANNED
        and coding.type in types_with("done_itself")
        and _is_aim(draft.token)
    ):
        return None
    planned_talk = coding.type in types_with("agreed_on_first") and not _is_praise(draft)
    if draft.status is Status.PLANNED and planned_talk:
        cameo = lexicon.composed("AGREE", coding.cameo) or "030"
        draft.coding = Coding("AGREE", None, cameo, coding.contexts)
        draft.rule += "+planned"
    elif draft.status is Status.PLANNED and coding.type == "RETREAT":
        draft.coding = Coding("CONCEDE", None, coding.cameo, coding.contexts)
        draft.rule += "+planned"
    elif draft.status is Status.DENIED and coding.type == "CONSULT" and _will_not(draft):
        draft.coding = Coding("REJECT", "meet", "125", coding.contexts)
        draft.recipients = tuple(m for m in draft.recipients if m.kind is not Kind.PLACE)
        draft.status = Status.HAPPENED
        draft.rule += "+negated"
    elif _is_refusal(draft):
        cameo = lexicon.composed("REJECT", coding.cameo) or "120"
        draft.coding = Coding("REJECT", None, cameo, coding.contexts)
        draft.status = Status.HAPPENED
        draft.rule += "+negated"
    elif draft.status is Status.PLANNED and draft.token.pos_ == "NOUN" and _is_praise(draft):
        return None  # "to pay tribute", "bring a message of admiration"
    elif draft.status is Status.DENIED and coding.type in _VERBAL_YES and _is_refused(draft):
        if _is_left_undone(draft.token) or _is_of_none(draft.token):
            return None
        if draft.token.head.lemma_ == "fail" and len(draft.actors) == 1 and not draft.recipients:
            return None  # "failing to resolve the conflict": said no to nobody
        cameo = lexicon.composed("REJECT", coding.cameo) or "120"
        draft.coding = Coding("REJECT", None, cameo, coding.contexts)
        draft.status = Status.HAPPENED
        draft.rule += "+negated"
    return draft
