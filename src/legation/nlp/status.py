"""Whether an event happened, goes on, is planned, is possible or is denied."""

from __future__ import annotations

from legation.nlp.syntax import auxiliaries, children, is_negated
from legation.nlp.tokens import Token
from legation.records import Status

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_POSSIBLE = frozenset(
    {"would", "could", "may", "might", "should", "must", "can", "ought", "'d", "’d"}
)
_PLANNING = frozenset(
    "plan intend expect schedule set prepare aim due want seek hope agree promise pledge vow "
    "decide determine offer threaten order urge ask invite call ready slate go arrange propose "
    "commit".split()
)
_TRYING = frozenset("try attempt seek want hope wish consider fear refuse decline fail".split())
_CONDITIONAL = frozenset({"if", "unless", "whether", "in case", "should"})
_PLANNED_ADJ = frozenset(
    "planned upcoming scheduled forthcoming proposed future intended expected coming".split()
)
_POSSIBLE_ADJ = frozenset("possible potential likely alleged suspected threatened feared".split())
_STOPPED_ADJ = frozenset("cancelled canceled postponed aborted failed foiled averted".split())


def verb_status(verb: Token) -> Status:
    """The status of what a verb says, through the words that govern it."""
    if is_negated(verb) or _by_nobody(verb) or _is_disclaimed(verb):
        return Status.DENIED
    words = {a.lower_ for a in auxiliaries(verb)}
    if any(c.dep_ == "mark" and c.lower_ in _CONDITIONAL for c in verb.children):
        return Status.POSSIBLE
    if words & _FUTURE or (words & WOULD and is_told_future(verb)):
        return Status.PLANNED
    if words & _POSSIBLE and ("have" not in words or words & {"may", "might"}):
        return Status.POSSIBLE
    if verb.tag_ in {"VB", "VBG", "VBN"} and not (words - {"to"}):
        above = _governed(verb, infinitive="to" in words or verb.tag_ == "VB")
        if above is not None:
            return above
    if "have" in words and "to" in words and verb.dep_ == "xcomp" and is_negated(verb.head):
        return Status.DENIED  # "is not thought to have helped"
    if any(c.dep_ == "advmod" and c.lower_ in _UNSURE for c in verb.children):
        return Status.POSSIBLE
    if "had" not in words and (_is_under_way(verb, words) or _still_goes_on(verb, words)):
        return Status.ONGOING
    return Status.HAPPENED


_UNSURE = frozenset({"allegedly", "possibly", "perhaps", "probably", "maybe"})
_GOING = frozenset({"is", "are", "'s", "'re", "be", "been", "am", "’s", "’re"})
_WAS = frozenset({"was", "were"})


_NOBODY = frozenset({"nobody", "nothing", "none"})


def _by_nobody(verb: Token) -> bool:
    """Whether the subject says that nobody did it ("no soldier fired", "nothing stops us")."""
    if verb.dep_ in {"acl", "relcl"} and verb.head.lower_ in _NOBODY:
        return True
    if any(s.lower_ in _NOBODY for s in children(verb, "nsubj", "nsubjpass")):
        return True
    return any(
        d.lower_ in {"no", "neither"}
        for s in children(verb, "nsubj", "nsubjpass")
        for d in children(s, "det", "preconj", "cc")
        if d.i < s.i
    )


_DENYING = frozenset({"deny", "refute", "rebut", "dispute"})
_REPORTS = frozenset(
    "report claim allegation accusation suggestion rumour rumor charge assertion".split()
)
_DISMISSING = _DENYING | {"dismiss", "reject", "disavow"}
_UNTRUE = frozenset({"untrue", "false", "baseless", "unfounded", "wrong"})


def _is_disclaimed(verb: Token) -> bool:
    """Whether the clause is what somebody denies or what is said to be untrue."""
    head = verb.head
    if head is verb:
        return False
    if verb.dep_ in {"ccomp", "xcomp"} and head.lemma_.lower() in _DENYING:
        return not is_negated(head)
    if verb.dep_ == "ccomp" and head.lemma_ == "be":
        return any(
            c.lower_ in _UNTRUE or (c.lower_ == "true" and is_negated(head))
            for c in children(head, "acomp")
        )
    if verb.dep_ in {"acl", "ccomp", "relcl"} and head.lemma_.lower() in _REPORTS:
        above = head.head
        if head.dep_ in {"dobj", "nsubjpass"}:
            return above.lemma_.lower() in _DISMISSING
        return head.dep_ == "nsubj" and any(c.lower_ in _UNTRUE for c in children(above, "acomp"))
    return False


def _is_under_way(verb: Token, words: set[str]) -> bool:
    """Whether the form is progressive, or was at the time of a report of it ("said it was")."""
    if verb.tag_ == "VBG":
        if words & _GOING:
            return True
        return bool(words & _WAS) and _is_reported(verb)
    if verb.tag_ == "VBN" and "being" in words:
        return bool(words & _GOING) or (bool(words & _WAS) and _is_reported(verb))
    return False


def _is_reported(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"} and verb.head.pos_ == "VERB"


_LASTING = frozenset(
    "hold occupy besiege blockade back support detain imprison encircle surround control "
    "imprison jail".split()
)
# What one does again and again or all the time; in the present of running text it goes on.
_HABITS = _LASTING | frozenset(
    "provide supply fund finance sponsor host shelter harbour harbor train arm equip subsidise "
    "subsidize patrol guard protect sell buy export import trade maintain fight oppose express "
    "cooperate collaborate tighten pursue".split()
)
_STILL = frozenset({"still", "currently", "presently", "now"})
_REMAIN = frozenset({"remain", "stay"})


def _still_goes_on(verb: Token, words: set[str]) -> bool:
    """Whether the present tense tells of what lasts: "still face attacks", "holding hostages"."""
    lemma = verb.lemma_.lower()
    if verb.tag_ in {"VBP", "VBZ"}:
        still = any(c.lower_ in _STILL for c in children(verb, "advmod"))
        return still or lemma in _LASTING or (lemma in _HABITS and _is_running_text(verb))
    if verb.tag_ == "VBN":
        if verb.head.lemma_.lower() in _REMAIN and verb.head.tag_ in {"VBP", "VBZ"}:
            return True
        still = any(c.lower_ in {"still", "currently"} for c in children(verb, "advmod"))
        return (still or lemma in _HELD) and bool(words & {"is", "are", "'s", "'re"})
    return verb.tag_ == "VBG" and verb.dep_ in {"acl", "advcl"} and lemma in _LASTING


_HELD = frozenset({"hold", "occupy", "besiege", "blockade", "detain", "imprison"})


def _is_running_text(verb: Token) -> bool:
    """Whether the sentence ends as those of running text do: a headline has no full stop."""
    sentence = verb.sent
    return any(t.text == "." for t in sentence[max(0, len(sentence) - 3) :])


_ORDINAL = frozenset({"first", "second", "third", "last", "latest", "only", "next"})
WOULD = frozenset({"would", "'d", "’d"})


def is_told_future(verb: Token) -> bool:
    """Whether "would" is a future told in the past ("said it would send") and no condition."""
    if any(m.lower_ in _CONDITIONAL for c in children(verb, "advcl") for m in children(c, "mark")):
        return False
    at = verb
    for _ in range(4):
        if at.dep_ == "ccomp":
            return at.head.tag_ in {"VBD", "VBN"} and at.head.pos_ == "VERB"
        if at.dep_ not in {"conj", "acl", "relcl"}:
            return False
        at = at.head
    return False


def _governed(verb: Token, *, infinitive: bool) -> Status | None:
    """The status an infinitive or gerund has from the word above it."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return verb_status(head)
    if (
        verb.dep_ not in {"xcomp", "ccomp", "acl", "advcl", "pcomp", "csubj", "relcl"}
        or head == verb
    ):
        return None
    lemma = head.lemma_.lower()
    if is_negated(head) and head.pos_ in {"VERB", "AUX"} and verb.dep_ in {"xcomp", "ccomp"}:
        return Status.DENIED
    if infinitive:
        return _under_infinitive(verb, lemma)
    if verb.dep_ in {"advcl", "pcomp", "acl"}:
        return None
    if lemma in {"consider", "suggest", "propose", "discuss", "weigh", "mull", "contemplate"}:
        return Status.POSSIBLE
    if lemma in {"keep", "find"} and verb_status(head) is Status.HAPPENED:
        return Status.ONGOING  # "keeps bombing", "finds itself seeking"
    return None


def _under_infinitive(verb: Token, lemma: str) -> Status:
    """The status of "to do" under a word of that lemma."""
    head = verb.head
    first = head if head.dep_ == "attr" else next(iter(children(head, "attr")), None)
    if first is not None and any(c.lower_ in _ORDINAL for c in first.children):
        return verb_status(first.head)  # "became the first country to recognise"
    if lemma in {"refuse", "decline", "fail"}:
        return Status.DENIED
    if lemma == "continue":
        status = verb_status(head)
        return Status.ONGOING if status is Status.HAPPENED else status
    if lemma in {"begin", "start", "attempt", "try", "force", "help", "manage", "proceed"}:
        return verb_status(head)
    if lemma in _PLANNING or head.pos_ in {"NOUN", "ADJ", "PROPN"} or verb.dep_ == "advcl":
        return Status.PLANNED
    return Status.POSSIBLE if lemma in _TRYING else Status.PLANNED


def noun_status(noun: Token, governor: Token | None, effect: str | None) -> Status:
    """The status of an event noun by its adjectives, a light verb, or its governing verb."""
    words = {c.lower_ for c in noun.children if c.dep_ in {"amod", "compound", "det"}}
    if words & _STOPPED_ADJ or "no" in words:
        return Status.DENIED
    if words & _PLANNED_ADJ:
        return Status.PLANNED
    if words & _POSSIBLE_ADJ:
        return Status.POSSIBLE
    if governor is None:
        return _bare_status(noun)
    lemma = governor.lemma_.lower()
    status = verb_status(governor)
    if effect == "report" and lemma in _DENYING and not is_negated(governor):
        return Status.DENIED
    if effect == "stop":
        return Status.DENIED
    if effect == "plan":
        unsure = status is Status.POSSIBLE or lemma in _UNSURE_VERBS
        return Status.POSSIBLE if unsure else Status.PLANNED
    if effect in {"do", "undergo", "attend", "start", "continue"}:
        if status is Status.HAPPENED and lemma in _CONTINUING and _lasts(noun):
            return Status.ONGOING
        return status
    if status is Status.POSSIBLE and children(governor, "mark"):
        return status
    return Status.ONGOING if _lasts(noun) and _is_background(noun) else Status.HAPPENED


_UNSURE_VERBS = frozenset(
    "fear risk consider contemplate weigh mull eye warn debate discuss suggest moot".split()
)
_CONTINUING = frozenset({"continue", "maintain", "extend", "prolong", "keep", "pursue", "press"})
# Nouns of what goes on for days or years, unless the text says that it is over.
_LASTING_NOUNS = frozenset(
    "offensive siege blockade occupation war campaign incursion insurgency crackdown detention "
    "embargo onslaught encirclement imprisonment captivity assault operation".split()
)
_OVER = frozenset("after since following aftermath end before despite during in".split())
_ENDED_ADJ = frozenset(
    "former last past previous failed brief abortive deadly botched earlier first second".split()
)
_GOES_ON = frozenset("continue go rage drag persist intensify widen enter last spread".split())
_IN_VIEW = frozenset({"planned", "scheduled", "expected", "slated", "due", "imminent", "set"})
_UNSURE_ADJ = frozenset({"possible", "likely", "unlikely", "probable", "inevitable"})
_AHEAD = frozenset({"ahead", "eve", "run-up", "runup"})


def _lasts(noun: Token) -> bool:
    return noun.lemma_.lower() in _LASTING_NOUNS


def _bare_status(noun: Token) -> Status:
    """The status of an event noun no light verb carries, by what is said of it."""
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.pos_ in {"VERB", "AUX"}:
        told = {c.lower_ for c in children(verb, "acomp", "attr")} | {verb.lower_}
        if told & _UNSURE_ADJ:
            return Status.POSSIBLE
        if told & _IN_VIEW and verb.tag_ != "VBD":
            return Status.PLANNED
        status = verb_status(verb)
        if status in {Status.POSSIBLE, Status.PLANNED} and verb.lemma_.lower() in _TAKES_PLACE:
            return status
        if verb.lemma_.lower() in _GOES_ON and verb.tag_ != "VBD":
            return Status.ONGOING
    if _is_ahead(noun):
        return Status.PLANNED
    return Status.ONGOING if _lasts(noun) and _is_background(noun) else Status.HAPPENED


_TAKES_PLACE = frozenset("happen occur begin start take follow come open break erupt be".split())


def _is_ahead(noun: Token) -> bool:
    """Whether the text says what came before it: "ahead of the visit", "on the eve of talks"."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ != "of":
        return False
    return prep.head.lower_ in _AHEAD


def _is_background(noun: Token) -> bool:
    """Whether what the noun tells of goes on while the rest happens: "condemned the siege"."""
    if any(c.lower_ in _ENDED_ADJ or c.lower_.isdigit() for c in noun.lefts):
        return False
    verb = noun.head
    if noun.dep_ == "pobj":
        return verb.lower_ not in _OVER and verb.head.lower_ not in _OVER
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.pos_ in {"VERB", "AUX"}:
        has = any(a.lower_ in {"has", "have"} for a in auxiliaries(verb))
        return verb.tag_ in {"VBZ", "VBP"} or has
    return noun.dep_ in {"dobj", "poss", "conj", "appos", "nmod"}
