"""Who holds which office: titles beside names, and offices that verbs give and take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from legation.claims.claim_drafts import Draft
from legation.claims.who import BODIES, STATES, people_in_arms
from legation.language.words import members
from legation.nlp.anchors import Anchors, span_of
from legation.nlp.syntax import children, phrase_end, prep_objects
from legation.nlp.tokens import Doc, Span, Token
from legation.ontology import rules_with
from legation.propositions.status import verb_status
from legation.records import Kind, Mention, Passage, Predicate, Status
from legation.tables import rows, values

_HEADING = {
    "leader": Predicate.LEADS,
    "founder": Predicate.LEADS,
    "head": Predicate.LEADS,
    "chief": Predicate.LEADS,
    "commander": Predicate.COMMANDS,
    "commander-in-chief": Predicate.COMMANDS,
}
_LED = frozenset({Kind.GROUP, Kind.MISSION})
_GONE = frozenset(
    "late slain deposed ousted toppled assassinated murdered sacked dismissed ex former".split()
)
_DEATH = frozenset({"death", "funeral", "burial", "assassination", "killing", "murder", "passing"})
_RANKS = frozenset({"Admiral", "General", "Colonel", "Officer", "Sergeant"})
_NO_OFFICES = _RANKS | {"Lawyer", "Candidate", "Coup Plotter", "Prince", "Strongman"}


def offices(doc: Doc, mentions: Sequence[Mention], anchors: Anchors) -> Iterator[Draft]:
    """Titles beside names: the office mention carries its holder's name as its role.

    A rank is no office. Who leads or commands an armed group or a mission gets that claim.
    """
    person_, office = Kind.PERSON, Kind.OFFICE
    people = {m.name: m for m in reversed(mentions) if m.kind is person_}
    yield from _founders(doc, anchors)
    seen: set[tuple[str, str, str | None, bool]] = set()
    for mention in mentions:
        if mention.kind is not office or mention.rule not in rules_with("office"):
            continue
        span = span_of(doc, mention)
        if span is None or _is_no_office(mention):
            continue
        person = people.get(mention.role or "") or _beside(span, anchors)
        if person is None or mention.rule in rules_with("office_not_held"):
            continue
        loss = _loss(span, person, doc)
        left = mention.rule in rules_with("office_left")
        former = left or _is_gone(span) or loss is not None
        slot = (person.name, mention.name, mention.country, former)
        if slot in seen:
            continue
        seen.add(slot)
        headed = None if former else _heads(mention, person, span, anchors)
        yield headed or Draft(
            span.root,
            person,
            Predicate.HOLDS_OFFICE,
            _in_full(mention, span),
            f"claim.{mention.rule}",
            holds=not former,
            edge="end" if former else "now",
            near=[loss] if loss is not None else [],
        )
    yield from _called_by_office(doc, mentions, anchors, seen)


def _called_by_office(
    doc: Doc,
    mentions: Sequence[Mention],
    anchors: Anchors,
    seen: set[tuple[str, str, str | None, bool]],
) -> Iterator[Draft]:
    """Who is called by an office, but never in a title: "Trump left, and the president slept".

    The words must name the office in full; "the leader" and "the minister" may be of anything.
    """
    told = {(name, office) for name, office, _, _ in seen}
    for mention in mentions:
        if mention.rule not in rules_with("office_told_before") or not mention.country:
            continue
        name = _canonical(mention.role or "")
        span = span_of(doc, mention)
        if name is None or span is None or not _is_bare(span, name, anchors):
            continue
        if any(who == mention.name and office.startswith(name) for who, office in told):
            continue
        full = " " in name or name.lower() in members("heads_of_state_or_government")
        if not full or name in _NO_OFFICES or _is_gone(span):
            continue
        told.add((mention.name, name))
        office = replace(mention, kind=Kind.OFFICE, name=name, actor_id=None, role=mention.name)
        yield Draft(
            span.root, mention, Predicate.HOLDS_OFFICE, office, "claim.office.called", edge="now"
        )


def _is_bare(span: Span, office: str, anchors: Anchors) -> bool:
    """Whether a phrase is an office and its state alone: no "elected president", "old premier"."""
    before = [t for t in span if t.i < span.end - len(office.split()) and t.pos_ != "PUNCT"]
    states = (any(m.kind in STATES for m in anchors.covering(t)) for t in before)
    return all(t.lower_ == "the" or s for t, s in zip(before, states, strict=True))


def _is_no_office(mention: Mention) -> bool:
    """Ranks, professions and candidacies; "legal counsel" of a body is an office."""
    kind = mention.name.split(" of ")[0]
    last = mention.passage.text.lower().split()[-1:]
    if last and last[0] in members("religious_titles") | members("nouns_for_those_before"):
        return True
    return kind in _NO_OFFICES and not mention.passage.text.lower().endswith("counsel")


def _beside(span: Span, anchors: Anchors) -> Mention | None:
    """The name after a title and what it is of: "the UN envoy to Syria, Ana Ruiz"."""
    after = span.end
    for prep in (c for t in span for c in t.rights if c.dep_ == "prep" and c.i >= span.end):
        for obj in children(prep, "pobj"):
            after = max(after, phrase_end(obj) + 1)
        break
    doc = span.doc
    if after + 1 >= len(doc) or doc[after].text != "," or after == span.end:
        return None
    for mention in anchors.covering(doc[after + 1]):
        if mention.kind is Kind.PERSON and mention.passage.start == doc[after + 1].idx:
            return mention
    return None


def _founders(doc: Doc, anchors: Anchors) -> Iterator[Draft]:
    """Who leads a group by a word that is no title: "Hamas founder Ahmed Yassin"."""
    for token in doc.lemmas(_HEADS):
        if anchors.at(token):
            continue
        yield from _head_of(token, anchors)
        if not 0 < token.i < len(doc) - 1:
            continue
        before, after = anchors.covering(doc[token.i - 1]), anchors.covering(doc[token.i + 1])
        for body in before[:1]:
            for person in after[:1]:
                heads = token.lemma_.lower() in members("nouns_of_heads")
                if heads and person.kind is Kind.PERSON and body.kind in BODIES:
                    yield Draft(token, person, Predicate.LEADS, body, "claim.office.founder")


def _head_of(noun: Token, anchors: Anchors) -> Iterator[Draft]:
    """Who heads a body: "the head of the Observatory, Ana Ruiz"; of a group, who leads it."""
    beside = [*children(noun, "appos"), *([noun.head] if noun.dep_ == "appos" else [])]
    people = anchors.of(beside, frozenset({Kind.PERSON}))
    of = anchors.of(prep_objects(noun, "of"), BODIES)
    bodies = of or _at_body(noun, anchors)
    for person, body in zip(people[:1], bodies[:1], strict=False):
        if noun.lemma_.lower() in _HEADING and (body.kind in _LED or body.sector == "PTY"):
            yield Draft(noun, person, Predicate.LEADS, body, "claim.office.head_of")
            return
        first = noun.left_edge if noun.left_edge.text[0].islower() else noun
        first = noun.doc[first.i + 1] if first.pos_ == "DET" else first
        start, end = first.idx, body.passage.end
        if end < start:
            return
        text = noun.doc.text[start:end]
        passage = Passage(article_id=body.passage.article_id, start=start, end=end, text=text)
        office = replace(
            body,
            passage=passage,
            kind=Kind.OFFICE,
            name=f"{_with_rank(noun)} of {body.name}" if of else text[:1].upper() + text[1:],
            actor_id=None,
            role=person.name,
            rule="office.head_of",
        )
        yield Draft(noun, person, Predicate.HOLDS_OFFICE, office, "claim.office.head_of")


def _with_rank(noun: Token) -> str:
    """A post with the words that make it a lesser one: "assistant manager"."""
    ranks = members("ranks_of_ministers") | {"assistant", "deputy", "vice"}
    before = [c.text for c in noun.lefts if c.lower_ in ranks]
    text = " ".join([*before, noun.text])
    return text[:1].upper() + text[1:]


def _at_body(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Where somebody works: "senior fellow at the Institute", "head of Asian studies at Oxfam"."""
    for token in noun.subtree:
        if token.i > noun.i and token.dep_ == "prep" and token.lower_ == "at":
            return anchors.of(children(token, "pobj"), BODIES)
    return ()


_HEADS = members("posts_in_bodies")


def _is_gone(span: Span) -> bool:
    """Whether the words around a title say that its holder has left it or died."""
    first = span[0]
    words = {first.lower_, *(t.lower_ for t in first.doc[max(first.i - 2, 0) : first.i])}
    if words & (_GONE | members("nouns_for_those_before")):
        return True
    at = span.root
    while at.dep_ in {"compound", "appos", "nmod"} and at.head != at:
        at = at.head
    above = at.head
    return at.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in _DEATH


def _loss(span: Span, person: Mention, doc: Doc) -> Token | None:
    """The verb by which whoever bears the title lost it: "premier X has been sacked"."""
    named = span_of(doc, person)
    spots = [span.root] if named is None else [named.root, span.root]
    for at in spots:
        while at.dep_ in _WITHIN_TITLE and at.head != at:
            at = at.head
        verb, lemma = at.head, at.head.lemma_.lower()
        if at.dep_ in {"nsubjpass", "dobj"} and lemma in members("verbs_of_removal"):
            lost = True
        elif at.dep_ in {"nsubjpass", "dobj"} and lemma in _OUSTING:
            lost = any(c.lower_ == "out" for c in verb.children)  # "forced out of office"
        else:
            lost = at.dep_ == "nsubj" and lemma in members("verbs_of_leaving_office")
        if lost and verb_status(verb) is Status.HAPPENED:
            return verb
        for told in children(at, "relcl"):
            if _is_left(told) and verb_status(told) is Status.HAPPENED:
                return told
    return None


def _is_left(verb: Token) -> bool:
    """Whether a relative clause tells of a loss of office: "who resigned", "who was sacked"."""
    who = [c for c in verb.children if c.tag_ in {"WP", "WDT"}]
    lemma = verb.lemma_.lower()
    if any(c.dep_ == "nsubj" for c in who):
        return lemma in members("verbs_of_leaving_office") and not children(verb, "dobj")
    return any(c.dep_ == "nsubjpass" for c in who) and lemma in members("verbs_of_removal")


_OUSTING = frozenset({"drive", "force", "vote"})
_WITHIN_TITLE = frozenset({"compound", "appos", "nmod"})


def _heads(office: Mention, person: Mention, span: Span, anchors: Anchors) -> Draft | None:
    """Who leads or commands a body: "Isis leader Ali Kaya", "the commander of UNIFIL, Ana Ruiz"."""
    words = office.passage.text.lower().split(" of ")[0].split()
    predicate = _HEADING.get(words[-1]) if words else None
    if predicate is None:
        return None
    heads = [t for t in span if t != span.root] + prep_objects(span.root, "of")
    for body in anchors.of(heads, BODIES):
        if body.name.lower() in members("collectives"):
            continue  # "Team Commander"
        if body.kind in _LED or (body.sector == "PTY" and words[-1] != "chief"):
            return Draft(span.root, person, predicate, body, "claim.office.heads")
    for word in span:
        armed = people_in_arms(word, anchors, within=True)
        if armed is not None and word != span.root and office.sector == "REB":
            armed = replace(armed, country=office.country)
            return Draft(span.root, person, predicate, armed, "claim.office.heads")
    return None


def _in_full(office: Mention, span: Span) -> Mention:
    """The office with all words of its title: "co-chair of the committee on trade"."""
    last = span[-1]
    doc = span.doc
    if span.end < len(doc) and doc[span.end].dep_ == "prep" and doc[span.end].lower_ in _OF:
        for obj in children(doc[span.end], "pobj"):
            last = doc[max(phrase_end(obj), last.i)]
    for prep in (c for t in span for c in t.rights if c.dep_ == "prep" and c.i >= span.end):
        if prep.lower_ not in _OF or prep.i != last.i + 1:
            break
        for obj in children(prep, "pobj"):
            last = span.doc[max(phrase_end(obj), last.i)]
    start, end = _with_state(office, span), min(last.idx + len(last.text), span.root.sent.end_char)
    broken = _BROKEN.search(span.doc.text, office.passage.end, end)
    end = broken.start() if broken else end
    if (end <= office.passage.end and start == office.passage.start) or end - start > _LONGEST:
        return office
    text = span.doc.text[start:end].rstrip()
    end = start + len(text)
    passage = Passage(article_id=office.passage.article_id, start=start, end=end, text=text)
    return replace(office, passage=passage)


def _with_state(office: Mention, span: Span) -> int:
    """Where a title begins with the state right before it: "U.S. Ambassador"."""
    before = span.doc[span.start - 1] if span.start else None
    if office.country or before is None or before.dep_ not in {"compound", "amod", "nmod"}:
        return office.passage.start
    return before.idx if before.ent_type_ in {"GPE", "NORP"} else office.passage.start


_OF = frozenset({"of", "for", "to", "at"})
_LONGEST = 100  # characters; a longer title is a parse gone wrong
_BROKEN = re.compile(r"[,;:“”\"(]| who | which ")


def office_at(token: Token, anchors: Anchors) -> Mention | None:
    """The office that a title names by itself: "resigned as prime minister of Malta"."""
    for mention in anchors.at(token):
        if mention.kind is Kind.OFFICE and mention.name not in _NO_OFFICES - {"Prince"}:
            return mention
        title = mention.role if mention.kind is Kind.PERSON else None
        if title and title.lower() in mention.passage.text.lower():
            name = _canonical(title)
            if name is not None and name not in _RANKS:
                return replace(
                    mention, kind=Kind.OFFICE, name=name, actor_id=None, rule="office.phrase"
                )
    return None


def _canonical(title: str) -> str | None:
    """The office a title stands for, by its last words ("Turkish defence minister")."""
    words = title.lower().split()
    for start in range(len(words)):
        name = _titles().get(" ".join(words[start:]))
        if name is not None:
            return name
    return None


@cache
def _titles() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in rows("actors/offices.csv"):
        for form in (row["title"], *values(row["names"])):
            found.setdefault(form.lower(), row["title"])
    return found
