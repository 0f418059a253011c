"""The facts stage: what an article claims to hold, since when, and whose claim it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legation.claims.argument_kinds import SYMMETRIC
from legation.claims.claim_drafts import Draft
from legation.claims.clauses import clause_claims
from legation.claims.membership import memberships
from legation.claims.office_claims import offices
from legation.claims.placed import placed_offices
from legation.claims.processes import same_processes
from legation.claims.structure import structural
from legation.claims.traits import trait_claims
from legation.claims.valid import interval_of, is_over
from legation.claims.who import Who
from legation.ids import content_id
from legation.nlp.anchors import anchored
from legation.nlp.passages import passage_at
from legation.nlp.syntax import is_negated
from legation.nlp.times import Time, find_times
from legation.nlp.tokens import Parsed, Token, flat
from legation.ontology import rules_with
from legation.records import Article, Claim, Mention, Predicate, Statement, StatementKind


def derive_claims(
    doc: Parsed,
    article: Article,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    times: tuple[Time, ...] | None = None,
) -> tuple[Claim, ...]:
    """Derive what the article claims to hold, in text order.

    A claim inside a statement is its speaker's; any other is the outlet's (`holder` is `None`).
    Plans and possibilities are no claims, but an end that is still to come says that what it ends
    holds. A negated clause claims that the state does not hold.
    """
    doc = flat(doc, article.text)
    anchors = anchored(doc, mentions)
    who = Who(doc, anchors)
    times = find_times(doc, article) if times is None else times
    drafts = [
        *clause_claims(doc, anchors, who),
        *trait_claims(doc, anchors, who),
        *offices(doc, mentions, anchors),
        *memberships(doc, mentions, anchors),
        *structural(doc, anchors, who, mentions),
    ]
    drafts = placed_offices(doc, drafts, anchors)
    claims: dict[tuple[object, ...], Claim] = {}
    for draft in sorted(same_processes(drafts), key=lambda d: (d.token.i, d.rule)):
        claim = _claim(draft, article, times, statements)
        sides = (_name(claim.subject), _name(claim.object))
        slot, turned = _slot(claim, sides), _slot(claim, sides[::-1])
        if claim.predicate in SYMMETRIC and turned in claims:
            slot = turned
        known = claims.get(slot)
        if known is None:
            claims[slot] = claim
        else:
            evidence = claim.evidence if claim.evidence[0] not in known.evidence else ()
            claims[slot] = replace(
                known, evidence=(*known.evidence, *evidence), valid=known.valid or claim.valid
            )
    return tuple(_without_former(list(claims.values())))


def _without_former(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without an office as one that is held, where the article tells of its end.

    "The defence minister, Ana Ruiz" of the first paragraph has resigned in the second.
    """
    over = {
        (c.subject.name, c.object.name, c.object.country)
        for c in claims
        if c.predicate is Predicate.HOLDS_OFFICE and c.object and not c.holds and c.holder is None
    }
    return [
        c
        for c in claims
        if not (c.predicate is Predicate.HOLDS_OFFICE and c.object and c.holds and not c.valid)
        or (c.subject.name, c.object.name, c.object.country) not in over
    ]


def _slot(claim: Claim, sides: tuple[object, object]) -> tuple[object, ...]:
    """What makes two claims one: the same between the same two, by the same holder."""
    holder = claim.holder and claim.holder.name
    return (claim.predicate, *sides, claim.holds, claim.value, holder)


def _name(mention: Mention | None) -> tuple[str, str | None] | None:
    return (mention.name, mention.country) if mention is not None else None


def _claim(
    draft: Draft, article: Article, times: tuple[Time, ...], statements: Sequence[Statement]
) -> Claim:
    sent = draft.token.sent
    start, end = sent.start_char, sent.end_char
    while end > start and article.text[end - 1].isspace():
        end -= 1
    statement = _statement_around(draft.token, statements)
    subject = draft.subject
    valid = interval_of(draft, times)
    published = article.published.first if article.published else None
    holds = draft.holds and not is_over(valid, published)
    if statement is not None and _is_what_is_denied(draft.token, statement):
        holds = is_negated(draft.token)  # "denied that it is not deployed" says that it is
    return Claim(
        id=content_id(
            "claim",
            article.id,
            str(draft.predicate),
            subject.name,
            subject.country,
            draft.object.name if draft.object else None,
            draft.token.idx,
            holds,
            draft.value.amount if draft.value else None,
        ),
        subject=subject,
        predicate=draft.predicate,
        object=draft.object,
        value=draft.value,
        valid=valid,
        holds=holds,
        holder=statement.speaker if statement else None,
        said_in=statement.id if statement else None,
        evidence=(passage_at(article, start, end),),
        rule=draft.rule,
        score=draft.score,
    )


def _statement_around(token: Token, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement the token stands in, if its words are the speaker's own claim.

    What somebody promises, demands or welcomes is named by the outlet: "it withdrew its troops".
    """
    around = [
        (sum(p.end - p.start for p in s.content), s.id, s)
        for s in statements
        for part in s.content
        if part.start <= token.idx < part.end
        and (
            s.act == "denies"
            or not (s.kind is INDIRECT and s.rule in rules_with("named_by_the_outlet"))
        )
    ]
    return min(around, key=lambda a: a[:2])[2] if around else None


INDIRECT = StatementKind.INDIRECT


def _is_what_is_denied(token: Token, statement: Statement) -> bool:
    """Whether the token heads the clause that the speaker denies."""
    cue = statement.cue
    if statement.act != "denies" or cue is None or token.dep_ != "ccomp":
        return False
    return cue.start <= token.head.idx < cue.end
