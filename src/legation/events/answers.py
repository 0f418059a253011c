"""To whom an answer is: "rejected the proposal", "condemned the raid" name nobody by themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from legation.events.drafts import Draft
from legation.events.lexicon import Coding
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import children, prep_objects
from legation.nlp.tokens import Token
from legation.ontology import types_with
from legation.propositions.beside import verb_objects
from legation.propositions.whom import owners, parties
from legation.records import Mention, Status

_CHARGES = frozenset(
    "claim charge accusation allegation criticism complaint assertion report".split()
)
_OFFERS = frozenset(
    "proposal offer plan demand request call appeal invitation suggestion ultimatum condition "
    "term overture".split()
)
_FORCE = frozenset(
    "raid strike airstrike attack bombing bombardment shelling assault offensive operation "
    "incursion invasion killing massacre violence arrest detention execution".split()
)
_STEPS = frozenset(
    "decision move step announcement measure ban expulsion boycott sanction trip visit vote veto "
    "deal agreement pact".split()
)
_BACK = frozenset({"it", "them"})

_HARMING = frozenset({"ASSAULT", "COERCE"})
_STEP_REACH = 4  # sentences; what "the decision" is was told just before
_REACH = 12  # sentences back that a charge, an offer or a deed is still answered


def name_answered(drafts: Sequence[Draft], anchors: Anchors) -> None:
    """Give answers without a recipient the one they are to, where the text told it before.

    A charge that is rejected is that of who accused; an offer or demand that of who made it to
    the one who answers; a raid that is condemned that of who did it. The nearest such event told
    before goes first; without one the recipient stays open.
    """
    told = sorted(drafts, key=lambda d: d.token.i)
    for n, draft in enumerate(told):
        if draft.recipients or draft.coding.type not in {"REJECT", "ACCUSE", "SUPPORT"}:
            continue
        if draft.token.pos_ != "VERB" or not draft.actors:
            continue
        found = _owning_before(draft, anchors) or _answered(draft, told[:n])
        found = found or _invited(draft, told[:n])
        if found:
            draft.recipients = found
            draft.rule += "+answer"


def asked_for(drafts: Sequence[Draft], anchors: Anchors) -> list[Draft]:
    """The demands that their rejection tells of: "rejected a UN call to disarm" tells both."""
    out = []
    words = {w.i for d in drafts if d.coding.type != "REJECT" for w in (d.token, *d.words)}
    for draft in drafts:
        if draft.coding.type != "REJECT" or draft.token.pos_ != "VERB" or not draft.actors:
            continue
        for noun in verb_objects(draft.token):
            if noun.lemma_.lower() not in members("nouns_of_asking") or noun.i in words:
                continue
            asking = owners(noun, anchors) or parties(prep_objects(noun, "by", "from"), anchors)
            asking = tuple(m for m in asking if m not in draft.actors)
            if asking and draft.status is Status.HAPPENED:
                out.append(_demand(noun, asking, draft))
    return out


def _demand(noun: Token, asking: tuple[Mention, ...], rejected: Draft) -> Draft:
    """The demand of a noun, to those who reject it."""
    cameo = "100" if noun.lemma_.lower() == "demand" else "020"
    return Draft(
        noun,
        [noun],
        Coding("REQUEST", None, cameo, ()),
        asking,
        rejected.actors,
        Status.HAPPENED,
        "answers.asked",
        closed=True,
        named=True,
    )


def _answered(draft: Draft, before: Sequence[Draft]) -> tuple[Mention, ...]:
    rejecting = draft.coding.type == "REJECT"
    for noun in _definite(verb_objects(draft.token)):
        lemma = noun.lemma_.lower()
        if rejecting and lemma in _CHARGES:
            return _who(draft, before, frozenset({"ACCUSE"}), to_actor=True)
        if rejecting and (lemma in _OFFERS or noun.lower_ in _BACK):
            return _who(draft, before, types_with("may_be_turned_down"), to_actor=True)
        if lemma in _FORCE:
            return _who(draft, before, _HARMING, to_actor=False)
        if lemma in _STEPS:
            return _who(draft, before, types_with("answerable"), to_actor=False, reach=_STEP_REACH)
    return ()


def _owning_before(draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """Whose the thing is, as told when it was named before: "the US plan ... backs the plan"."""
    own = {m.country for m in draft.actors}
    for noun in _definite(verb_objects(draft.token)):
        if noun.pos_ != "NOUN":
            continue
        doc, sents = noun.doc, noun.doc.sent_starts
        start = sents[max(0, _sentence(noun) - 1 - _STEP_REACH)]
        for token in reversed(doc[start : noun.i]):
            if token.pos_ != "NOUN" or token.lemma_ != noun.lemma_:
                continue
            found = tuple(m for m in owners(token, anchors) if m.country)
            if found and not own & {m.country for m in found}:
                return found
    return ()


_TALKS = frozenset("talk conference summit meeting negotiation congress forum event".split())
_GOING = frozenset("attend join boycott snub skip".split())


def _invited(draft: Draft, before: Sequence[Draft]) -> tuple[Mention, ...]:
    """Who calls the talks that somebody stays away from, by who went or did not before."""
    verbs = [w for w in (draft.token, *draft.words) if w.lemma_.lower() in _GOING]
    nouns = {o.lemma_.lower() for v in verbs for o in verb_objects(v)}
    if draft.coding.type != "REJECT" or not nouns & _TALKS:
        return ()
    own = {m.country for m in draft.actors}
    for other in reversed(before):
        if _sentence(draft.token) - _sentence(other.token) > _REACH:
            return ()
        if any(w.lemma_.lower() in _GOING for w in (other.token, *other.words)):
            found = tuple(m for m in other.recipients if m.country and m.country not in own)
            if found:
                return found
    return ()


def _definite(objects: Sequence[Token]) -> Iterator[Token]:
    """Objects that point back: with "the", "that" or "these", plurals and pronouns."""
    for noun in objects:
        marks = {c.lower_ for c in children(noun, "det")}
        if noun.lower_ in _BACK or marks & {"the", "that", "this", "these", "those"}:
            yield noun


def _who(
    draft: Draft,
    before: Sequence[Draft],
    types: frozenset[str],
    *,
    to_actor: bool,
    reach: int = _REACH,
) -> tuple[Mention, ...]:
    """The actors of the nearest event of the types before, if it was directed at the answerer."""
    own = {m.country for m in draft.actors if m.country}
    at = _sentence(draft.token)
    for other in reversed(before):
        if at - _sentence(other.token) > reach:
            break
        if other.coding.type not in types or other.status is Status.DENIED:
            continue
        others = tuple(m for m in other.actors if m.country and m.country not in own)
        if not others or len(others) < len(other.actors):
            continue
        if to_actor and not own & {m.country for m in other.recipients}:
            continue
        return others
    return ()


def _sentence(token: Token) -> int:
    """The number of the token's sentence."""
    return bisect_right(token.doc.sent_starts, token.i)
