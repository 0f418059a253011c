"""Content that is a noun phrase or hangs on one.

Nouns and adjectives that report ("the claim that", "is confident that"), and what a verb reports by
its object ("denied the plan", "called it a farce").
"""

from __future__ import annotations

from dataclasses import replace

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.statements.complements import RELATIVES, infinitive, marked
from legation.statements.cue_sources import SUBJECT, agent_of, for_clause, source_of
from legation.statements.cues import Cue, cue_lexicon, in_frame
from legation.statements.deed_verbs import falls_on_things, is_deed, says_nothing
from legation.statements.report import Report
from legation.statements.speakers import agent_nouns
from legation.statements.tree import Tree

_COPULAS = frozenset("be make become feel get grow look remain seem sound stay appear".split())
_BLOWS = frozenset({"assault", "attack"})
_SAYING = frozenset("say add tell write state announce note".split())  # "said in a statement"


def noun_report(t: Tree, i: int, cue: Cue) -> Report | None:
    """The report of a noun: "the claim that", "a promise to", "fears of", "his words: ..."."""
    if t.dep[i] == "pobj" and t.lemma_of(t.head[t.head[i]]) in _SAYING:
        return None
    report = Report(cue=cue, at=i, frame="", content=[])
    report.source = noun_source(t, i, cue, report)
    if _is_ones_word(t, i):
        report.cue = cue = in_frame(cue, "to")  # "gave its word to leave"
    behind = [k for k in t.kids[i] if k > i]
    if (
        _is_for_somebody(t, i, report)
        or _has_a_clause(t, behind, report)
        or _is_in_a_far_clause(t, i, report)
    ):
        return report
    for k in behind:
        if t.low[k] in cue.frames and (t.dep[k] == "prep" or t.low[k] == "regarding"):
            inner = t.kid(k, "pobj", "pcomp", "dobj")
            if _falls_on_a_thing(t, i, inner):
                return None
            if inner is not None and inner != report.source:
                report.frame = "noun_prep"
                report.content = [(t.edges(inner)[0], t.edges(k)[1])]
                return report
    report.frame = "open"
    return report if "quote" in cue.frames else None


def _has_a_clause(t: Tree, behind: list[int], report: Report) -> bool:
    """Whether a clause or infinitive of its own tells it: "the claim that"; told in the report."""
    frames = report.cue.frames
    for k in behind:
        if t.dep[k] in {"acl", "relcl", "ccomp", "advcl", "xcomp"}:
            that = marked(t, k)
            if that and "clause" in frames:
                report.frame, report.content = "noun_clause", [t.edges(k)]
                return True
            if "to_do" in frames and infinitive(t, k) and t.dep[k] != "relcl" and not that:
                report.frame, report.content = "noun_to", [t.edges(k)]
                return True
    return False


def _falls_on_a_thing(t: Tree, i: int, inner: int | None) -> bool:
    """Whether it is a blow and no words: "an attack on the port"."""
    return t.lemma_of(i) in _BLOWS and inner is not None and falls_on_things(t, inner)


def _is_for_somebody(t: Tree, i: int, report: Report) -> bool:
    """Whether somebody is to do something: "a plea for the sides to meet"; told in the report."""
    span = for_clause(t, i) if report.cue.frames & {"for", "to_do"} else None
    if span is not None:
        report.frame, report.content = "noun_to", [span]
    return span is not None


def _is_in_a_far_clause(t: Tree, i: int, report: Report) -> bool:
    """Whether the parse gave its clause to another word; told in the report."""
    at = _clause_hung_elsewhere(t, i) if "clause" in report.cue.frames else None
    if at is not None:
        report.frame, report.content = "noun_clause", [(at, t.edges(t.head[at])[1])]
        report.source = report.source or _giver_behind(t, i)
    return at is not None


def _clause_hung_elsewhere(t: Tree, i: int) -> int | None:
    """The "that" of a noun's clause which the parse gave to a verb or to another noun.

    "Obtained assurances from Peru that it would not come": only phrases stand between.
    """
    last = t.sentence(i)[1]
    for k in range(i + 1, min(last, i + _BETWEEN)):
        if t.low[k] == "that" and t.dep[k] == "mark":
            verb = t.head[t.head[k]]
            cue = cue_lexicon().get(t.lemma_of(verb), "VERB")
            other = t.dep[t.head[k]] == "ccomp" and cue is not None and "clause" in cue.frames
            return k if k > i + 1 and not other and t.pos[i + 1] == "ADP" else None
        if t.pos[k] not in _PHRASAL or t.low[k] == "of":
            return None  # "a sense of loss that"
    return None


_BETWEEN = 14  # tokens: who gives it, to whom, and when
_PHRASAL = frozenset({"ADP", "ADJ", "DET", "NOUN", "NUM", "PART", "PROPN", "PRON"})


def _giver_behind(t: Tree, i: int) -> int | None:
    """Who gives it, by the phrase right behind a noun: "assurances from Peru"."""
    return t.kid(i + 1, "pobj") if t.low[i + 1] in {"by", "from"} else None


def _is_ones_word(t: Tree, i: int) -> bool:
    """Whether somebody gives or keeps his word."""
    giving = t.lemma_of(t.head[i]) in {"give", "keep", "break"}
    return t.low[i] == "word" and giving and t.kid(i, "poss") is not None


def adjective_report(t: Tree, i: int, cue: Cue) -> Report | None:
    """The report of an adjective: "is confident that", "is wary of", "made clear that"."""
    verb, dep = t.head[i], t.dep[i]
    report = Report(cue=cue, at=i, frame="", content=[])
    pools = [i]
    if dep in {"acomp", "oprd", "ccomp"}:
        if t.lemma_of(verb) not in _COPULAS:
            return None
        report.source = source_of(t, verb)
        pools.append(verb)
    elif dep in {"amod", "acl"}:
        report.source = verb if verb < i else None
    elif dep not in {"ROOT", "conj", "advcl", "relcl"}:
        return None
    for pool in pools:
        for k in t.kids[pool]:
            if k > i and (found := _of_adjective(t, k, cue, on_verb=pool != i)) is not None:
                report.frame, span = found
                report.content = [span]
                return report
    return None


def convinced(t: Tree, i: int, who: int | None) -> Report | None:
    """What a participle tells of somebody: "convinced that it was over, he left"."""
    held, clause = cue_lexicon().get(t.low[i], "ADJ"), t.kid(i, "ccomp")
    if held is None or clause is None or who is None or clause < i:
        return None
    return Report(cue=held, at=i, frame="adj_clause", content=[t.edges(clause)], source=who)


def _of_adjective(
    t: Tree, k: int, cue: Cue, *, on_verb: bool
) -> tuple[str, tuple[int, int]] | None:
    """What a dependent of the adjective, or of its verb, reports."""
    dep, to_do = t.dep[k], infinitive(t, k)
    if dep in {"ccomp", "acl", "advcl", "csubj"} and "clause" in cue.frames and not to_do:
        if not on_verb or dep == "ccomp" or t.low[t.edges(k)[0]] == "that":
            return "adj_clause", t.edges(k)
    elif dep in {"xcomp", "ccomp"} and "to_do" in cue.frames and to_do:
        return "adj_to", t.edges(k)
    elif dep == "prep" and t.low[k] in cue.frames and not on_verb:
        inner = t.kid(k, "pobj", "pcomp")
        if inner is not None:
            return "adj_prep", (t.edges(inner)[0], t.edges(k)[1])
    return None


def of_object(t: Tree, i: int, report: Report, objects: list[int]) -> bool:
    """The object with what is said of it: "X as Y", "X of Y", "X a liar", or the object alone."""
    if not objects:
        return _relative_object(t, i, report)
    frames, obj = report.cue.frames, objects[-1]
    if frames & {"tells", "to_other"}:
        report.addressee = objects[0]
    if _is_no_word(t, i, obj, report):
        return False
    behind = (_behind_object(t, k, report) for k in t.kids[i] if k > obj)
    found, first, after = next((b for b in behind if b is not None), ("", *t.edges(obj)))
    if not found and "as" in frames and any(t.low[k] == "as" for k in t.kids[obj] if k > obj):
        found = "as"  # "described the raid as a crime", parsed as one phrase
    if found and found != "prep":
        first = t.edges(obj)[0]
    if not found and ("thing" in frames or t.lemma_of(i) in {"call", "name", "accuse"}):
        found = "thing"
    if not found or after <= first:
        return False
    if found == "thing" and report.cue.act in _GIVEN | _WISHED and report.addressee == obj:
        report.addressee = None  # "promised a response to any attack", "wants a hub there"
    if found == "thing" and report.cue.act in _GIVEN and (to := _receiver(t, obj)) is not None:
        report.addressee, first = to, to + 1  # "promised the students visas"
    if found == "thing" and report.addressee == obj and (of := _told_of(t, obj, frames)):
        report.told = (t.phrase(obj)[0], of)  # "warned officials | against visiting Taiwan"
        found, first = "prep", of + 1
    report.frame, report.content = found, [(first, after)]
    return True


def _is_no_word(t: Tree, i: int, obj: int, report: Report) -> bool:
    """Whether an object is nothing said, or reports by itself."""
    if t.low[obj] in _NOTHING or is_deed(t, i, obj) or says_nothing(t, i, report):
        return True
    if t.lemma_of(i) in members("verbs_of_voicing") and _speaks_itself(t, obj, report):
        return True  # "expressed hope that": the hope is what is told
    putting_out = t.lemma_of(i) in members("verbs_of_putting_out")
    return putting_out and not voice_noun(t, obj, report)  # "issued a rebuke", "unveiled a rifle"


def _speaks_itself(t: Tree, obj: int, report: Report) -> bool:
    """Whether an object reports by itself; one that does not still gives the verb its act."""
    cue = cue_lexicon().get(t.lemma_of(obj), "NOUN")
    if cue is None:
        return False
    own = noun_report(t, obj, cue)
    if own is not None and own.content:
        return True
    return not voice_noun(t, obj, report)


def voice_noun(t: Tree, obj: int, report: Report) -> bool:
    """Whether what is put out has words: a plan, a report; an act of speech gives its act too.

    "Issued a rebuke" criticises, "expressed regret" apologises.
    """
    noun = t.lemma_of(obj)
    cue = cue_lexicon().get(noun, "NOUN")
    if cue is not None:
        if cue.act not in _ACTS_OF_NOUNS:
            report.cue = replace(report.cue, act=cue.act, polarity=cue.polarity)
        return True
    if t.pos[obj] in {"PROPN", "PRON"}:
        return t.pos[obj] == "PROPN"
    kinds = ("document", "speech", "idea", "act", "event")
    return any(is_noun(noun, kind) for kind in kinds) or t.tag[obj] == "VBG"


_ACTS_OF_NOUNS = frozenset({"says", "believes", "knows"})  # "conveyed a sense of order"


def _told_of(t: Tree, obj: int, frames: frozenset[str]) -> int | None:
    """The preposition behind whom a cue tells, where the parse hung it on them."""
    if "tells" not in frames:
        return None
    for k in t.kids[obj]:
        if k > obj and t.dep[k] == "prep" and t.low[k] in frames & {"about", "against"}:
            return k
    return None


def _behind_object(t: Tree, k: int, report: Report) -> tuple[str, int, int] | None:
    """The frame that a phrase behind the object makes, with its first token and the one after."""
    frames, low = report.cue.frames, t.low[k]
    first, after = t.edges(k)
    if is_predicate(t, k) and frames & {"as", "thing", "to_other"}:
        return "as", first, after
    if t.dep[k] != "prep":
        return None
    if "tells" in frames and low in frames:
        return "prep", first + 1, after
    of_it = low in _OF_IT or (low == "on" and "blames" in frames)
    if of_it and frames & {"blames", "thing"}:
        return "blames" if "blames" in frames else "thing", first, after
    if low not in frames or "thing" in frames or not frames & {"to_other", "quote", "clause"}:
        return None  # "focused its money on the port"
    return "prep", first + 1, after


_NOTHING = frozenset({"nothing", "none"})  # "demanded nothing of each other"
_GIVEN = frozenset({"promises", "assures", "offers"})
_WISHED = frozenset({"wants", "expects", "hopes"})


def _receiver(t: Tree, obj: int) -> int | None:
    """Whom a thing is promised, where the parse took both for one name: "guaranteed Chad power"."""
    for k in t.kids[obj]:
        if t.dep[k] == "compound" and k == obj - 1:
            plural = t.tag[k] == "NNS" and t.tag[obj] in {"NNS", "NN"}
            return k if plural or t.doc[k].ent_type_ == "GPE" else None
    return None


_OF_IT = frozenset({"of", "for", "with", "over", "to"})


def is_predicate(t: Tree, k: int) -> bool:
    """Whether a dependent says something of the object: "as a farce", "a liar".

    A clause with "as" and a subject of its own tells when: "saw a rise as troops left".
    """
    if t.dep[k] == "advcl" and t.kid(k, *SUBJECT, "nsubjpass") is not None:
        return False
    return t.dep[k] in {"oprd", "acomp", "xcomp", "attr"} or (
        t.dep[k] in {"prep", "advcl"} and t.low[t.edges(k)[0]] == "as"
    )


def _relative_object(t: Tree, i: int, report: Report) -> bool:
    """A relative: "which he denies", "whom he described as calm", "the deal he opposes"."""
    frames = report.cue.frames
    first = t.edges(i)[0]
    if not frames & {"thing", "as"}:
        return False
    if t.dep[i] not in {"relcl", "ccomp", "acl"} and t.low[first] != "what":
        return False
    rest = [t.edges(k) for k in t.kids[i] if k > i and is_predicate(t, k)]
    if "thing" not in frames and not rest:
        return False
    if t.dep[first] == "dobj" and t.low[first] in RELATIVES and t.head[first] == i:
        bare = t.low[first] == "what" and rest  # "what Moscow calls “normalisation”"
        rest = [(a + 1, b) if t.low[a] == "as" else (a, b) for a, b in rest] if bare else rest
        report.frame, report.content = "relative", rest if bare else [(first, first + 1), *rest]
        return True
    subject = t.kid(i, *SUBJECT)
    if t.dep[i] == "relcl" and subject is not None and t.low[subject] not in RELATIVES:
        start, after = t.phrase(t.head[i])
        if start < i:
            report.frame, report.content = "relative", [(start, min(after, i)), *rest]
            return True
    return False


_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def noun_source(t: Tree, i: int, cue: Cue, report: Report) -> int | None:
    """Whose claim it is: "his claim", "a US claim", "fears of analysts that", "made the claim"."""
    owner = t.kid(i, "poss")
    if _is_a_headline_verb(t, i):
        return i - 1  # "The Thai premier pledges to", taken for a noun
    if owner is not None:
        owning = _subject_that_owns(t, i, owner)
        if owning is None:
            return owner
        report.light = t.head[i]
        return owning
    for k in t.kids[i]:
        low, dep = t.low[k], t.dep[k]
        if k < i:
            if dep in {"compound", "amod"} and t.doc[k].ent_type_ in _NAMES:
                owner = k
        elif dep in {"prep", "agent"} and (
            low in {"by", "from", "among"} or (low == "of" and "of" not in cue.frames)
        ):
            return t.kid(k, "pobj")
        elif dep == "relcl" and (giver := _giver(t, k)) is not None:
            return giver
    head = t.head[i]
    carries = t.lemma_of(head) in members("verbs_that_carry_words")
    if carries and t.dep[i] in {"dobj", "attr", "nsubjpass"}:
        report.light = head
        return agent_of(t, head) if t.dep[i] == "nsubjpass" else source_of(t, head)
    return owner


def _is_a_headline_verb(t: Tree, i: int) -> bool:
    """Whether a plural is a verb: nothing else is one, somebody stands before, "to" behind."""
    if t.tag[i] != "NNS" or t.dep[i] != "ROOT" or i == 0 or t.dep[i - 1] != "compound":
        return False
    one = t.tag[i - 1] == "NN" and t.lemma_of(i - 1) in agent_nouns()
    return one and i + 1 < t.n and t.tag[i + 1] == "TO"


def _subject_that_owns(t: Tree, i: int, owner: int) -> int | None:
    """The subject whose own claim it is: "Chad dropped its demand that"."""
    head = t.head[i]
    if t.low[owner] not in {"its", "their"} or t.dep[i] != "dobj" or t.pos[head] != "VERB":
        return None
    subject = t.kid(head, "nsubj")
    return subject if subject is not None and t.pos[subject] in {"PROPN", "NOUN"} else None


def _giver(t: Tree, verb: int) -> int | None:
    """Who gave it, by its relative clause: "we received from Okoye", "Okoye gave"."""
    lemma = t.lemma_of(verb)
    if lemma in members("verbs_of_receiving_words"):
        for k in t.kids[verb]:
            if t.dep[k] == "prep" and t.low[k] == "from":
                return t.kid(k, "pobj")
        return None
    subject = t.kid(verb, "nsubj")
    if (
        lemma in members("verbs_that_carry_words")
        and subject is not None
        and t.tag[subject] not in {"WP", "WDT"}
    ):
        return subject
    return None


def told_as_what(t: Tree, i: int) -> list[tuple[int, int]]:
    """What is said to be something: "in what the navy said was a bid to free them"."""
    first = t.edges(i)[0]
    verb = t.head[i]
    if t.low[first] != "what" or t.dep[i] not in {"csubj", "nsubj"} or not i < verb <= i + 3:
        return []
    if sum(t.dep[k] == "nsubj" and k < i for k in t.kids[i]) < 2:
        return []  # "what he said was wrong" has one
    return [(first, first + 1), (i + 1, t.edges(verb)[1])]
