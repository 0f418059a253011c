"""Whose words they are, by syntax: the head of the phrase that is the source of a cue."""

from __future__ import annotations

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.statements.cues import Cue
from legation.statements.speakers import agent_nouns
from legation.statements.tree import Tree

SUBJECT = ("nsubj", "csubj")


PASSIVE = ("nsubjpass", "csubjpass")


VERBAL = frozenset({"VERB", "AUX"})


def is_passive(t: Tree, i: int) -> bool:
    """Whether the verb is passive, or a participle behind its noun ("troops accused of")."""
    for k in t.kids[i]:
        if t.dep[k] in _PASSIVE:
            return True
    if t.tag[i] != "VBN":
        return False
    if t.dep[i] == "acl":
        return True
    if t.dep[i] == "conj" and t.kid(i, "nsubj", "aux") is None:
        return t.pos[t.head[i]] == "VERB" and is_passive(t, t.head[i])
    return False


_PASSIVE = frozenset({"nsubjpass", "auxpass", "csubjpass"})


def agent_of(t: Tree, i: int) -> int | None:
    """Who does it in the passive: "by the court"."""
    by = by_of(t, i)
    return t.kid(by, "pobj") if by is not None else None


def by_of(t: Tree, i: int) -> int | None:
    """The "by" of a passive; the parse may hang it on what is said of somebody.

    "Was termed a disgrace by the general".
    """
    for k in t.kids[i]:
        if t.dep[k] == "agent" or (t.dep[k] == "prep" and t.low[k] == "by"):
            return k
    called = t.kid(i, "oprd")
    by = next((k for k in t.kids[called] if t.low[k] == "by"), None) if called else None
    who = t.kid(by, "pobj") if by is not None else None
    speaks = who is not None and (t.pos[who] == "PROPN" or t.lemma_of(who) in agent_nouns())
    return by if speaks else None


def for_clause(t: Tree, i: int) -> tuple[int, int] | None:
    """Who is to do what behind "for", as tokens: "called for the woman to be given a hearing".

    Only where the "for" stands right behind the word.
    """
    for k in (*t.kids[i], *(t.kids[t.head[i]] if t.pos[i] == "NOUN" else ())):
        first, after = t.edges(k)
        if k > i and t.dep[k] in {"advcl", "ccomp", "xcomp", "acl"} and t.low[first] == "for":
            to = t.kid(k, "aux")
            subject = t.kid(k, *SUBJECT, *PASSIVE)
            if first == i + 1 and subject is not None and to is not None and t.low[to] == "to":
                return first + 1, after
    return None


def charge_of(t: Tree, agent: int | None) -> int | None:
    """The reproach that the parse hung on whoever makes it: "accused by its allies of spying"."""
    if agent is None:
        return None
    for k in t.kids[agent]:
        if k > agent and t.dep[k] == "prep" and t.low[k] in {"of", "for"}:
            return k if t.kid(k, "pcomp") is not None else None
    return None


def is_cut_passive(t: Tree, i: int, cue: Cue) -> bool:
    """Whether a participle says what a noun is held to be: "the men thought to be guilty left"."""
    if "passive_to" not in cue.frames or "to_do" in cue.frames or is_passive(t, i):
        return False
    return t.tag[i] in {"VBD", "VBN"} and i + 1 < t.n and t.tag[i + 1] == "TO"


def quoted_person(t: Tree, i: int) -> int | None:
    """Who is quoted: "Okoye was quoted as saying", "the paper quoted Okoye as saying"."""
    quoting = t.head[t.head[i]]
    if t.dep[i] != "pcomp" or t.low[t.head[i]] != "as" or t.lemma_of(quoting) not in _QUOTED:
        return None
    return t.kid(quoting, *PASSIVE) if is_passive(t, quoting) else t.kid(quoting, "dobj")


_QUOTED = frozenset({"cite", "quote"})


def source_of(t: Tree, i: int, depth: int = 0) -> int | None:
    """Head of the phrase that says it: the subject, or the one it shares or is controlled by."""
    subject = t.kid(i, *SUBJECT)
    if subject is not None:
        return _next_name(t, subject, i)
    if depth > 5:
        return None
    if depth == 0 and (inverted := _inverted_subject(t, i)) is not None:
        return inverted
    dep, head = t.dep[i], t.head[i]
    if depth == 0 and (own := _just_before(t, i)) is not None:
        return own
    if t.tag[i] == "VBG" and _behind_comma(t, i) and (above := _main_verb(t, i)) is not None:
        return source_of(t, above, depth + 1)
    if dep == "conj" and (cue := outer_cue(t, i)) is not None:
        return source_of(t, cue, depth + 1)
    if dep == "acl" and t.tag[i] in {"VBG", "VBD"} and t.pos[head] not in VERBAL:
        return head  # past: a lost main verb, "The envoy called on both sides to “spare lives”"
    if dep == "relcl":
        return None
    if (
        dep in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "acl", "acomp"}
        and head != i
    ):
        if dep == "ccomp" and t.tag[i] not in {"VBG", "VB"}:
            return None
        return _above(t, head, dep, depth)
    return None


def _next_name(t: Tree, subject: int, i: int) -> int:
    """The second of two names that the parse took for one: "the minister, Jan Sund, Okoye said"."""
    if t.pos[subject] != "PROPN" or subject > i or t.low[t.edges(subject)[0] - 1] != ",":
        return subject
    for k in t.kids[subject]:
        if t.dep[k] == "appos" and t.pos[k] == "PROPN" and not t.kid(k, "det", "poss"):
            near = all(t.pos[j] in {"ADV", "AUX"} for j in range(k + 1, i))
            return k if near else subject
    return subject


def _just_before(t: Tree, i: int) -> int | None:
    """The subject before a verb that the parse gave to a word before it.

    "Despite Peru saying that"; "lies in ruins and refugees have said".
    """
    k = i - 1
    if t.tag[i] == "VBG" and t.dep[k] == "pobj" and t.low[t.head[k]] in {"despite", "with"}:
        return k
    if t.dep[i] != "conj":
        return None
    while k > 0 and t.pos[k] in {"ADV", "AUX"}:
        k -= 1
    if k < 1 or t.pos[k] not in {"NOUN", "PROPN", "PRON"} or t.dep[k] != "conj":
        return None
    first = t.phrase(k)[0]
    return k if t.dep[first - 1] == "cc" and t.tag[i] in _FINITE | {"VBN"} else None


def who_put_it(t: Tree, i: int) -> int | None:
    """Who puts it so: "as Ana Okoye, author of a book on it, put it"."""
    subject = t.kid(i, *SUBJECT)
    if subject is not None:
        return subject
    for k in range(i - 1, max(-1, i - _FAR), -1):
        if t.low[k] == "as":
            named = next((j for j in range(k + 1, i) if t.pos[j] in NAMING), None)
            return top_of(t, named, k + 1, i) if named is not None else None
    return None


_FAR = 30  # tokens: "as" before "put it"


def _main_verb(t: Tree, i: int) -> int | None:
    """The verb whose subject says what a gerund behind a comma reports.

    "said that it fell, adding that"; "went after Bern, calling it a liar", where the parse takes
    the last noun for the caller; "..., Okoye added, saying that".
    """
    dep, head = t.dep[i], t.head[i]
    before = i - 2 if t.low[i - 1] == "," else i - 3
    if before > 0 and t.tag[before] in _TENSED and t.lemma_of(before) in REPORTING:
        return before
    if dep == "advcl":
        return t.head[head] if t.dep[head] == "ccomp" and t.head[head] < i else None
    if dep != "acl":
        return None
    up = head
    while t.pos[up] not in VERBAL and t.head[up] != up:
        up = t.head[up]
    return up if up < head and t.pos[up] in VERBAL else None


def outer_cue(t: Tree, i: int) -> int | None:
    """The cue whose speaker says this too, where the parse hung it on the clause reported.

    "She said the warning was an insult and accused Moscow of lying."
    """
    clause = t.head[i]
    while t.dep[clause] == "conj" and t.head[clause] < clause:
        clause = t.head[clause]
    cue = t.head[clause]
    if t.dep[clause] != "ccomp" or not cue < clause < i:
        return None
    return cue if goes_on_with(t, cue, clause, i) else None


def goes_on_with(t: Tree, cue: int, clause: int, k: int) -> bool:
    """Whether a verb goes on with the cue: "denies that it was wrong and goes to court"."""
    if t.tag[k] != t.tag[cue] or t.tag[k] not in _TENSED or t.kid(k, "aux", *SUBJECT) is not None:
        return False
    if _is_of_a_person(t, cue, clause, k):
        return True
    spoken = t.tag[t.kid(clause, "aux", "auxpass") or clause]
    reports = t.lemma_of(k) in REPORTING
    if reports and any(t.low[j] in _CLOSING for j in range(clause, k)):
        return True  # said the navy “saw everything” and accused the Guards of lying
    if spoken != t.tag[k]:
        return spoken in _TENSED or reports
    subject = t.kid(clause, *SUBJECT, *PASSIVE)
    return reports and subject is not None and not _can_speak(t, subject)


def _is_of_a_person(t: Tree, cue: int, clause: int, k: int) -> bool:
    """Whether what goes on is told by a person of himself, and the clause is about none.

    "Sund said the group had lost and announced he was leaving."
    """
    told, who, about = t.kid(k, "ccomp"), t.kid(cue, *SUBJECT), t.kid(clause, *SUBJECT, *PASSIVE)
    if told is None or who is None or about is None or t.lemma_of(k) not in REPORTING:
        return False
    of_it = t.kid(told, *SUBJECT, *PASSIVE)
    if of_it is None or t.low[of_it] not in {"he", "she"}:
        return False
    named = t.pos[who] == "PROPN" and t.doc[who].ent_type_ not in {"GPE", "NORP", "ORG"}
    person = named or t.low[who] in {"he", "she"}
    other = t.pos[about] == "NOUN" or t.doc[about].ent_type_ in {"GPE", "NORP", "ORG"}
    return person and other and not is_noun(t.lemma_of(about), "person")


def _can_speak(t: Tree, i: int) -> bool:
    """Whether a subject may be somebody: a name, a person's pronoun, a noun for people."""
    if t.pos[i] == "NOUN":
        return t.lemma_of(i) in agent_nouns()
    return t.low[i] not in _THINGS


REPORTING = frozenset(
    "accuse add announce argue ask call claim criticize deny estimate insist note pledge praise "
    "promise question quote refuse report say suggest tell threaten urge vow warn write".split()
)
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_THINGS = frozenset("it that there this those these what which".split())


def _behind_comma(t: Tree, i: int) -> bool:
    """Whether a comma stands before a token, inside a closing mark too."""
    return t.low[i - 1] == "," or (t.low[i - 1] in _CLOSING and t.low[i - 2] == ",")


_CLOSING = frozenset({"”", '"', "''"})


def _above(t: Tree, head: int, dep: str, depth: int) -> int | None:
    if t.pos[head] in {"ADP", "SCONJ", "ADJ", "ADV"} and t.head[head] != head:
        return _above(t, t.head[head], dep, depth + 1) if depth < 5 else None
    if t.pos[head] in {"NOUN", "PROPN"}:
        owner = t.kid(head, "poss")
        if owner is not None or dep == "pcomp":
            return owner
        if t.dep[head] in {"dobj", "attr", "pobj"}:
            up = t.head[head]
            return source_of(t, up, depth + 1) if t.pos[up] in VERBAL else None
        return None
    if t.pos[head] not in VERBAL:
        return None
    if dep == "xcomp":
        obj = t.kid(head, "dobj")
        if obj is not None and not is_passive(t, head):
            return obj
    if is_passive(t, head):
        if dep == "pcomp" and (doer := agent_of(t, head)) is not None:
            return doer  # "was not spelt out by the leaders, apart from saying"
        return t.kid(head, *PASSIVE) or source_of(t, head, depth + 1)
    return source_of(t, head, depth + 1)


def _inverted_subject(t: Tree, i: int) -> int | None:
    """The subject behind its verb where the parse took it for an object: "said Ana Okoye"."""
    if t.lemma_of(i) not in {"say", "write", "add", "ask", "reply", "note", "explain"}:
        return None
    nxt = t.kid(i, "dobj", "npadvmod", "attr", "oprd")
    if nxt is not None and t.low[nxt] in {"me", "him", "them", "us"} and t.pos[nxt] == "PRON":
        return None  # "wept and asked me to help"
    if nxt is not None and i < nxt < i + 8 and t.pos[nxt] in {"PROPN", "PRON"}:
        if t.doc[nxt].ent_type_ in {"DATE", "TIME"}:  # "the lawyer said Monday"
            return None
        return nxt if t.edges(nxt)[0] == i + 1 else None
    return None


def subject_before(t: Tree, i: int) -> int | None:
    """The subject the parse lost in front of a finite verb, over what is put in between.

    "Ana Okoye, asked about the vote, said", "her adviser, Jan Sund, said", "Okoye (R-OH) said".
    """
    if t.tag[i] not in _FINITE:
        return None
    first = t.sentence(i)[0]
    k = i - 1
    while k > first and (t.pos[k] in {"ADV", "AUX"} or t.low[k] in _BY_THE_WAY):
        k -= 1
    for _ in range(_INSERTED):
        opening = _opening(t, k, first)
        if opening is None:
            break
        k = opening - 1
    if k < first or t.pos[k] not in NAMING or t.doc[k].ent_type_ in {"DATE", "TIME"}:
        return None
    begins = next((j + 1 for j in range(k, first, -1) if t.low[j] == ","), first)
    if t.doc[k - 1].ent_type_ == "DATE" and t.dep[k - 1] == "compound":
        return k  # "at a briefing on Monday Sund said"
    return top_of(t, k, begins, i)


def _opening(t: Tree, k: int, first: int) -> int | None:
    """The mark that opens what the mark at `k` closes: an aside in brackets or commas."""
    if t.low[k] == ")":
        return next((j for j in range(k - 1, first, -1) if t.low[j] == "("), None)
    if t.low[k] != ",":
        return None
    for j in range(k - 1, first, -1):
        if t.low[j] in {".", ";", ":", '"', "”", "''"}:
            return None
        if t.low[j] == "," or t.low[j] == ")":
            opens = t.low[j] == "," and (t.low[j + 1] in _ASIDES or t.tag[j + 1] in _ASIDE_TAGS)
            return j if opens and t.pos[j - 1] in NAMING | {"PUNCT"} else None
    return None


def top_of(t: Tree, k: int, first: int, after: int) -> int:
    """The head of the phrase a token is in, among the tokens from `first` to before `after`."""
    while first <= t.head[k] < after and t.head[k] != k and t.dep[k] in _INNER:
        k = t.head[k]
    return k


_INNER = frozenset("amod appos compound det flat nmod nummod pobj poss prep".split())
_INSERTED = 2  # asides between a subject and its verb
NAMING = frozenset({"PROPN", "NOUN", "PRON", "NUM"})
_BY_THE_WAY = frozenset("'s also has have had ’s then".split())
_ASIDES = frozenset("a an one the who which whose".split())
_ASIDE_TAGS = frozenset({"CD", "IN", "NN", "NNP", "NNS", "VBG", "VBN", "VBD"})
_FINITE = frozenset({"VBD", "VBN", "VBP", "VBZ"})


def lost_subject(t: Tree, i: int, clause: int) -> int | None:
    """The subject of a reported clause that the parse took for an object of the cue.

    "Said the death of his rival, Jan Sund, could prove fatal", "said about half of it was new".
    """
    if clause < i or t.kid(clause, *SUBJECT, *PASSIVE, "expl") is not None:
        return None
    finite = t.tag[clause] in _CARRIES or any(
        t.tag[k] in _CARRIES for k in t.kids[clause] if t.dep[k] in {"aux", "auxpass"}
    )
    between = [k for k in t.kids[i] if i < k < clause]
    if not finite or any(t.dep[k] == "mark" or t.low[k] in _MARKS for k in between):
        return None
    for k in between:
        if t.dep[k] == "dobj" and t.pos[k] in {"NOUN", "PROPN", "DET", "NUM", "PRON"}:
            joined = any(t.low[j] in {"but", ";"} for j in range(t.edges(k)[1], clause))
            named = t.tag[k] == "PRP" and t.low[k] in members("object_pronouns")
            return None if joined or named else k
        if t.dep[k] == "prep" and t.low[k] == "about" and t.doc[k].ent_type_ in _AMOUNTS:
            return k
    return None


_CARRIES = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AMOUNTS = frozenset({"CARDINAL", "MONEY", "PERCENT"})
_MARKS = frozenset({"“", "``", '"', "''", "‘", "«", "„", "”", "’", "»"})
