"""What force it is: taken or arrested, arms sent or destroyed, a murder tried, a blast of arms."""

from __future__ import annotations

from dataclasses import replace

from legation.events.drafts import Draft
from legation.events.lexicon import Coding
from legation.language.nouns import is_noun, may_be
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.passages import passage_at
from legation.nlp.syntax import children, clause_of, prep_objects
from legation.nlp.tokens import Doc, Token
from legation.ontology import sectors_of, types_with
from legation.propositions.beside import verb_objects
from legation.propositions.described import is_people
from legation.propositions.inside import makers
from legation.propositions.subjects import doers
from legation.propositions.whom import owners, parties
from legation.records import Article, Kind, Mention, Status

_VERBAL = frozenset({"VERB", "AUX"})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})


_OF_A_BLAST = frozenset({"180", "183", "190"})


def is_no_accident(draft: Draft) -> bool:
    """Whether a blast is one of arms: the text speaks of a bomb, an attack or who fights there."""
    if draft.coding.cameo not in _OF_A_BLAST:
        return True
    words = {w.lemma_.lower() for w in (draft.token, *draft.words)}
    verb = clause_of(draft.token)
    words |= {t.lemma_.lower() for t in doers(verb)}
    if draft.coding.cameo != "183":  # "killed in an explosion"
        words = {t.lemma_.lower() for t in prep_objects(verb, "in", "by", "from", "during")}
    if not words & members("blasts") or words & members("words_of_bombs"):
        return True
    public = sectors_of("political")
    if draft.actors or any(m.sector in public for m in draft.recipients):
        return True
    return bool(draft.token.doc.worded(members("words_of_bombs")))


def driven_out(draft: Draft) -> Draft:
    """Those in arms are fought, not deported: "drove the militia from the town"."""
    hit = draft.recipients
    if draft.coding.cameo != "174" or not hit:
        return draft
    if not all(m.sector in sectors_of("in_arms") and m.kind is not Kind.PERSON for m in hit):
        return draft
    return replace(draft, coding=Coding("ASSAULT", None, "190", ("military",)))


def armed_of_peoples(draft: Draft, article: Article) -> Draft:
    """Those in arms are hit, and not their people: "shelled Kurdish militia posts"."""
    if draft.coding.type not in {"ASSAULT", "COERCE"}:
        return draft
    hit = tuple(_bearers(m, draft.token.doc, article) for m in draft.recipients)
    return draft if hit == draft.recipients else replace(draft, recipients=hit)


def _bearers(people: Mention, doc: Doc, article: Article) -> Mention:
    if people.kind is not Kind.COMMUNITY:
        return people
    after = next((t for t in doc.tokens if t.idx >= people.passage.end), None)
    if after is None or after.lemma_.lower() not in members("irregular_fighters"):
        return people
    passage = passage_at(article, people.passage.start, after.idx + len(after.text))
    return replace(
        people,
        passage=passage,
        kind=Kind.GROUP,
        name=passage.text,
        actor_id=None,
        sector="REB",
        rule="agent.owned",
    )


def is_jailbreak(draft: Draft) -> bool:
    """Whether those in arms free whom others hold: "stormed a jail and freed 40 inmates"."""
    if draft.coding.cameo != "0841" or draft.token.pos_ not in _VERBAL:
        return False
    nouns = {o.lemma_.lower() for o in verb_objects(draft.token)}
    if not nouns & members("jail_inmates"):
        return False
    free = all(m.sector in sectors_of("fighting") for m in draft.actors)
    return free and draft.token.dep_ in {"advcl", "conj"} and bool(draft.actors)


def is_private_fight(draft: Draft) -> bool:
    """Whether "fight" tells no force: a volunteer who fights for some side, or a figure of speech.

    "A plumber who fought the rebels" is no party of the war; "battles to keep the law" hits nobody.
    """
    verb = draft.token
    if draft.coding.type != "ASSAULT" or verb.lemma_.lower() not in members("verbs_of_fighting"):
        return False
    if verb.pos_ not in _VERBAL or not draft.actors:
        return False
    private = sectors_of("private") | {"LAB", None}
    if all(m.sector in private and m.kind is Kind.PERSON for m in draft.actors):
        return True
    return not draft.recipients and bool(children(verb, "xcomp"))


def is_private_crime(draft: Draft) -> bool:
    """Whether private people did it to private people: a father, a burglar, no gunman."""
    if draft.coding.type not in {"ASSAULT", "COERCE"} or not draft.actors or not draft.recipients:
        return False
    if not all(m.kind is Kind.PERSON for m in draft.actors):
        return False  # "a mob stabbed", "fans attacked"
    private = sectors_of("private")
    everybody = (*draft.actors, *draft.recipients)
    return all(m.sector in private for m in everybody)


def sends_own(draft: Draft, anchors: Anchors) -> Draft | None:
    """Troops that are sent are not whom it is done to: "deployed fighters of its guards".

    Troops that leave their own country withdraw from nobody.
    """
    if draft.coding.cameo == "0874" and draft.token.lemma_ == "leave" and draft.recipients:
        own = {m.country for m in draft.actors}
        return None if all(m.country in own for m in draft.recipients) else draft
    if draft.coding.type == "MOBILIZE" and not draft.actors:
        return replace(draft, actors=_whose_troops(draft, anchors))
    if draft.coding.type not in types_with("moves_own_troops") or not draft.actors:
        return draft
    own = {m.country for m in draft.actors if m.country}
    verbs = [w for w in {draft.token, *draft.words} if w.pos_ in _VERBAL]
    sent = {
        t.idx
        for verb in verbs
        for t in verb_objects(verb)
        if draft.coding.type == "MOBILIZE" or t.lemma_.lower() in members("nouns_for_troops")
    }
    left = tuple(
        m
        for m in draft.recipients
        if not (m.country in own and any(m.passage.start <= i < m.passage.end for i in sent))
    )
    return draft if len(left) == len(draft.recipients) else replace(draft, recipients=left)


def _whose_troops(draft: Draft, anchors: Anchors) -> tuple[Mention, ...]:
    """The troops that a verb without a doer says are sent: "French troops stationed in Chad"."""
    moved = verb_objects(draft.token) if draft.token.pos_ in _VERBAL else []
    owned = (m for m in parties(moved, anchors) if m.country)
    return tuple(m for m in owned if m.sector == "MIL" or m.kind is Kind.STATE)


def orders_own(draft: Draft) -> bool:
    """Whether a government only gives its own officials a date: "gave the ministry a week"."""
    if draft.coding.cameo != "139" or not draft.recipients or not draft.actors:
        return False
    own = {m.country for m in draft.actors} - {None}
    return all(m.country in own and m.sector == "GOV" for m in draft.recipients)


def armed_help(draft: Draft) -> Draft:
    """Troops that back fighters help them in arms: "troops supporting the militia"."""
    verb = draft.token
    if draft.coding.type != "SUPPORT" or draft.coding.cameo != "050" or verb.pos_ not in _VERBAL:
        return draft
    if not draft.actors or not draft.recipients:
        return draft
    helped = {t.idx for t in verb_objects(verb)}
    fought = all(
        m.sector in sectors_of("in_arms")
        and any(m.passage.start <= i < m.passage.end for i in helped)
        for m in draft.recipients
    )
    if not fought or any(m.sector != "MIL" for m in draft.actors):
        return draft
    coding = Coding("AID", "military", "072", ("military",))
    return replace(draft, coding=coding, rule=draft.rule + "+arms")


def captors(draft: Draft) -> Draft:
    """Who holds people: fighters abduct them, a state's forces arrest them, and fighters too."""
    kind, cameo = draft.coding.type, draft.coding.cameo
    if cameo not in {"173", "181"} or draft.aside:
        return draft
    if draft.token.lemma_.lower() not in members("capturing_verbs") or not _takes_people(draft):
        return draft
    hostage = any(c.lower_ in members("states_of_being_held") for c in draft.token.children)
    fighting, public = sectors_of("fighting"), sectors_of("of_state")
    by = {m.sector for m in draft.actors}
    whom = {m.sector for m in draft.recipients}
    if kind == "COERCE" and by and by <= fighting and not whom & fighting:
        coding = Coding("ASSAULT", "abduct", "181", draft.coding.contexts)
    elif kind == "ASSAULT" and not hostage and _is_lawful(draft, by & public, whom):
        coding = Coding("COERCE", "arrest", "173", ("legal",))
    else:
        return draft
    return replace(draft, coding=coding, rule=draft.rule + "+captor")


def _is_lawful(draft: Draft, by_a_state: set[str | None], whom: set[str | None]) -> bool:
    """Whether a state's forces take somebody, or those taken are prisoners and fighters."""
    if draft.actors:
        return bool(by_a_state)
    held = {o.lemma_.lower() for o in verb_objects(draft.token)} & members("jail_inmates")
    return bool(held) or (bool(whom) and whom <= sectors_of("fighting"))


def _takes_people(draft: Draft) -> bool:
    """Whether it is people who are taken: named ones, or such as a noun for people tells of."""
    things = verb_objects(draft.token) if draft.token.pos_ in _VERBAL else []
    return bool(things) and all(_is_somebody(t) for t in things)


def _is_somebody(noun: Token) -> bool:
    figure = noun.lemma_.lower() in members("people_by_figure")
    return noun.pos_ != "NOUN" or figure or is_people(noun)


def harms(draft: Draft, anchors: Anchors) -> Draft:
    """Arms destroyed that are another's are harm done to them, no disarmament."""
    verb = draft.token
    if draft.coding.cameo != "0873" or verb.pos_ not in _VERBAL:
        return draft
    own = {m.country for m in draft.actors if m.country}
    theirs = [m for o in verb_objects(verb) for m in owners(o, anchors) if m.country]
    others = tuple(m for m in theirs if m.country not in own)
    if not own or not others:
        return draft
    coding = Coding("ASSAULT", None, "190", ("military",))
    return replace(draft, coding=coding, recipients=others, rule=draft.rule + "+harm")


def arms_sent(draft: Draft) -> Draft:
    """Arms that are given to another state are aid, no troops."""
    verb = draft.token
    if draft.coding.cameo != "154" or verb.lemma_.lower() not in members("giving_verbs"):
        return draft
    own = {m.country for m in draft.actors}
    if not draft.recipients or any(m.country in own for m in draft.recipients):
        return draft
    things = [o for o in verb_objects(verb) if o.pos_ == "NOUN"]
    arms = [o for o in things if _is_arms(o.lemma_.lower())]
    to = {t.idx for t in prep_objects(verb, "to")}
    given = any(m.passage.start <= i < m.passage.end for m in draft.recipients for i in to)
    if not given or not arms or len(arms) < len(things):
        return draft
    coding = Coding("AID", "military", "072", ("military",))
    return replace(draft, coding=coding, rule=draft.rule + "+arms")


def _is_arms(lemma: str) -> bool:
    if lemma == "drone":
        return True
    manned = is_noun(lemma, "ship") or is_noun(lemma, "aircraft")
    return not manned and (is_noun(lemma, "weapon") or is_noun(lemma, "vehicle"))


def attempts(draft: Draft) -> Draft:
    """A murder that was only tried is an attempt that was made."""
    if draft.coding.cameo != "186" or draft.token.pos_ not in _VERBAL:
        return draft
    above = draft.token.head
    if above.lemma_.lower() not in members("trying") or draft.token.tag_ != "VB":
        return draft
    coding = replace(draft.coding, cameo="185")
    return replace(draft, coding=coding, status=Status.HAPPENED)


def states_protest(draft: Draft) -> Draft | None:
    """A state that protests complains; it does not march ("a rally of their US peers")."""
    if draft.coding.type != "PROTEST" or draft.coding.cameo != "141" or not draft.actors:
        return draft
    states = all(m.kind in _STATES for m in draft.actors)
    spoken = draft.token.pos_ in _VERBAL and all(_speaks_for_state(m) for m in draft.actors)
    if not states and not spoken:
        return draft
    if not any(w.lemma_.lower() == "protest" for w in (draft.token, *draft.words)):
        return None if states else draft
    coding = Coding("ACCUSE", "allege", "114", ("diplomatic",))
    return replace(draft, coding=coding, rule=draft.rule + "+complaint")


def _speaks_for_state(mention: Mention) -> bool:
    if mention.kind in _STATES:
        return True
    return mention.sector == "GOV" and mention.kind in {Kind.PERSON, Kind.OFFICE}


_MEANS = ("vehicle", "weapon", "aircraft")


def without_means(draft: Draft, anchors: Anchors) -> Draft | None:
    """The draft without what force was used with among its doers; `None` where nobody is left.

    Whose it is stays ("Israeli drones"), and who fired it is the doer ("missiles fired by Chad").
    """
    if draft.coding.type not in {"ASSAULT", "COERCE"}:
        return draft
    means = [m for m in draft.actors if _is_means(m)]
    owners = {m.country for m in draft.actors if m not in means and m.country}
    means = [m for m in means if m.country is None or m.country not in owners]
    if not means:
        return draft
    actors = tuple(m for m in draft.actors if m not in means)
    if not actors and draft.token.pos_ == "VERB":
        actors = parties([m for t in doers(draft.token) for m in makers(t)], anchors)
    if not actors and not draft.recipients:
        return None
    return replace(draft, actors=actors)


def _is_means(mention: Mention) -> bool:
    """Whether it is what force was used with, and the text does not say whose: "drones"."""
    *before, word = mention.passage.text.split()
    owned = mention.country is not None and any(w[:1].isupper() for w in before)
    if owned or mention.actor_id or mention.kind not in _MAY_BE_MEANS:
        return False
    if mention.kind is Kind.PERSON and (before or not word.endswith("s")):
        return False  # "Missiles", which opens a sentence, but a Mr Mine
    one = word.lower().removesuffix("s")
    if one == "mine":
        return False  # of coal or of war: the word does not say
    numbered = any(c.isdigit() for c in "".join(before))
    ask = may_be if numbered else is_noun  # "suicide bombers", but "B-52 bombers"
    return any(ask(one, name) for name in _MEANS)


_MAY_BE_MEANS = frozenset({Kind.ORGANISATION, Kind.GROUP, Kind.PERSON})
