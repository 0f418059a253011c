"""Whom a person belongs to by the words around the name: "Bo Lind of Oxfam", "Labour MP Bo Lind".

No row can say this: there is no verb, and what stands between is a preposition or a party's
adjective within a title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from legation.claims.claim_drafts import Draft
from legation.claims.who import BODIES, is_named
from legation.nlp.anchors import Anchors, span_of
from legation.nlp.syntax import children
from legation.nlp.tokens import Doc, Span
from legation.ontology import rules_with
from legation.records import Kind, Mention, Predicate
from legation.tables import rows


def memberships(doc: Doc, mentions: Sequence[Mention], anchors: Anchors) -> Iterator[Draft]:
    """Bodies behind the names of people, and parties before their titles."""
    people = {m.name: m for m in reversed(mentions) if m.kind is Kind.PERSON}
    for mention in mentions:
        if mention.kind is Kind.PERSON and mention.rule in rules_with("person_by_name"):
            yield from _of_body(doc, mention, anchors)
        elif mention.kind is Kind.OFFICE and mention.role in people:
            yield from _of_party(doc, mention, people[mention.role])


def _of_body(doc: Doc, person: Mention, anchors: Anchors) -> Iterator[Draft]:
    """The body right behind a name: "Bo Lind of Oxfam", "Private Bo Lind, 23, from the Rifles".

    "From" may belong to the verb where the name is its object ("freed Bo Lind from Hamas").
    """
    span = span_of(doc, person)
    if span is None:
        return
    for prep in children(span.root, "prep"):
        own = prep.lower_ == "of" or (prep.lower_ == "from" and span.root.dep_ in _SUBJECTS)
        if not own or not _is_right_behind(span, prep.i):
            continue
        for body in anchors.of(children(prep, "pobj"), BODIES):
            if is_named(body) and body.name != person.name and not _may_be_a_town(body):
                yield Draft(span.root, person, Predicate.MEMBER_OF, body, "claim.member.of_body")


def _may_be_a_town(body: Mention) -> bool:
    """Whether it is one word that only the recogniser takes for a body: "from Rawa"."""
    return body.rule in rules_with("recognised_body") and " " not in body.name


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def _is_right_behind(span: Span, at: int) -> bool:
    """Whether only an age and commas stand between a name and the word."""
    between = span.doc[span.end : at]
    return all(t.pos_ in {"PUNCT", "NUM"} for t in between)


def _of_party(doc: Doc, office: Mention, person: Mention) -> Iterator[Draft]:
    """The party whose adjective stands in a title: "Republican senator Bo Lind"."""
    span = span_of(doc, office)
    if span is None:
        return
    first = span.start - 1 if span.start and doc[span.start - 1].dep_ in _WITHIN else span.start
    for token in doc[first : span.end]:
        known = _parties().get((token.text, office.country or person.country or ""))
        if known is not None:
            start, end = token.idx, token.idx + len(token.text)
            passage = replace(office.passage, start=start, end=end, text=token.text)
            party = replace(
                office,
                passage=passage,
                kind=Kind.ORGANISATION,
                name=known[1],
                actor_id=known[0],
                country=office.country or person.country,
                sector="PTY",
                role=None,
                rule="claim.party",
            )
            yield Draft(span.root, person, Predicate.MEMBER_OF, party, "claim.member.of_party")
            return


_WITHIN = frozenset({"amod", "compound", "nmod"})


@cache
def _parties() -> Mapping[tuple[str, str], tuple[str, str]]:
    table = rows("actors/party_adjectives.csv", needs=("adjective", "country", "actor", "party"))
    return {(row["adjective"], row["country"]): (row["actor"], row["party"]) for row in table}
