"""Words over events: promised, demanded, refused, threatened, alleged.

"Refused to meet" is one event, REJECT, not a meeting; its CAMEO code comes from the two together
(`composition.csv`). Demands inside speech ("must release", "should be implemented") are found here
as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from legation.events.lexicon import Lexicon, NounFrame, Operator, VerbFrame, type_of
from legation.events.triggers import Candidate
from legation.nlp.anchors import Anchors
from legation.nlp.slots import fill_noun, fill_verb, parties, verb_objects
from legation.nlp.status import noun_status, verb_status
from legation.nlp.syntax import agents, auxiliaries, children, is_negated, prep_objects
from legation.records import Mention, Statement, Status


@dataclass(slots=True)
class Composed:
    """An operator with the event under it."""

    token: Token
    words: list[Token]
    cameo: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    status: Status
    rule: str


_SPEAKING = frozenset({"AGREE", "REQUEST", "APPEAL", "REJECT", "THREATEN", "ACCUSE", "SUPPORT"})


def compose(
    doc: Doc, candidates: dict[int, Candidate], anchors: Anchors, lexicon: Lexicon
) -> list[Composed]:
    """Operators with their inner events, outermost first; the inner candidates are marked used."""
    out: list[Composed] = []
    operators = [t for t in doc if t.lemma_.lower() in lexicon.operators]
    for token in sorted(operators, key=_depth):
        entries = lexicon.operators[token.lemma_.lower()]
        own = candidates.get(token.i)
        if not entries or (own is not None and own.used):
            continue
        for entry in entries:
            if not _pos_fits(entry, token):
                continue
            found = _apply(entry, token, candidates, anchors, lexicon)
            if found is not None:
                out.append(found)
                break
    return out


def _depth(token: Token) -> tuple[int, int]:
    depth, at = 0, token
    while at.head != at and depth < 60:
        at, depth = at.head, depth + 1
    return depth, token.i


def _pos_fits(entry: Operator, token: Token) -> bool:
    wanted = {"verb": {"VERB", "AUX"}, "noun": {"NOUN"}, "adj": {"ADJ", "VERB"}}
    return token.pos_ in wanted.get(entry.pos, {"VERB"})


def _apply(
    entry: Operator,
    token: Token,
    candidates: dict[int, Candidate],
    anchors: Anchors,
    lexicon: Lexicon,
) -> Composed | None:
    for frame in entry.frames:
        inner_token = _inner(frame, token, candidates)
        if inner_token is False:
            continue
        inner = _first_candidate(inner_token, candidates) if inner_token is not None else None
        if entry.operator not in _SPEAKING:
            continue
        found = _composed(entry, token, inner_token, inner, anchors, lexicon)
        if found is not None:
            return found
    return None


def _inner(frame: str, token: Token, candidates: dict[int, Candidate]) -> Token | bool | None:
    """The head of what the operator takes; `False` where the frame is not there."""
    if frame in {"xcomp", "ccomp", "obj+xcomp", "obj+ccomp"}:
        for child in children(token, "xcomp", "ccomp", "acl", "advcl"):
            if child.dep_ in {"acl", "advcl"} and not any(c.lower_ == "to" for c in child.children):
                continue
            if child.i > token.i:
                return child
        return False
    if frame == "obj":
        for noun in verb_objects(token):
            return noun
        return False
    if frame.startswith("prep:") or frame.startswith("obj+prep:"):
        if frame.startswith("obj+") and not verb_objects(token):
            return False
        prep = frame.split(":", 1)[1]
        places = prep_objects(token, prep)
        for noun in verb_objects(token):
            places += prep_objects(noun, prep)
        return places[0] if places else False
    return False


_THROUGH = frozenset(
    {
        "continue",
        "begin",
        "start",
        "keep",
        "help",
        "work",
        "try",
        "seek",
        "be",
        "allow",
        "let",
        "do",
        "take",
        "make",
        "have",
        "ensure",
    }
)


def _first_candidate(token: Token | bool, candidates: dict[int, Candidate]) -> Candidate | None:
    """The event at the head of the complement, or just below a word that carries none itself."""
    assert isinstance(token, Token)
    queue = [token]
    for _ in range(4):
        if not queue:
            return None
        at = queue.pop(0)
        candidate = candidates.get(at.i)
        if candidate is not None and not candidate.used:
            return candidate
        for child in children(at, "compound"):
            if child.i in candidates:
                return candidates[child.i]
        if at.pos_ in {"VERB", "AUX"}:
            queue += children(at, "dobj", "xcomp", "nsubjpass")
            if at.lemma_.lower() in _THROUGH:
                queue += children(at, "advcl")
    return None


def _composed(
    entry: Operator,
    token: Token,
    inner_token: Token | bool | None,
    inner: Candidate | None,
    anchors: Anchors,
    lexicon: Lexicon,
) -> Composed | None:
    actors = fill_verb(entry.source, token, verb_objects(token), anchors)
    if token.pos_ == "NOUN":
        actors = fill_noun(entry.source, token, anchors) or _of_governor(token, anchors)
    if not actors and token.pos_ in {"VERB", "ADJ"}:
        actors = parties(agents(token if token.pos_ == "VERB" else token.head), anchors)
    inner_code = inner.frame.coding.cameo if inner is not None else None
    cameo = lexicon.composed(entry.operator, inner_code) if inner_code else None
    cameo = cameo or entry.cameo
    if cameo is None:
        return None
    recipients = _recipients(entry, token, inner_token, inner, anchors, actors)
    if not actors or (inner is None and not recipients):
        return None
    kind = type_of(cameo)
    negated = is_negated(token)
    status = verb_status(token) if token.pos_ in {"VERB", "AUX"} else noun_status(token, None, None)
    if negated and kind in {"AGREE", "SUPPORT"}:
        cameo = (lexicon.composed("REJECT", inner_code) if inner_code else None) or "120"
        status = Status.HAPPENED
    elif kind == "AGREE" and status is Status.HAPPENED:
        status = Status.PLANNED
    if inner is not None:
        inner.used = True
    words = [token] + ([inner.token] if inner is not None else [])
    rule = entry.rule + (f"+{inner.frame.rule}" if inner is not None else "")
    contexts = inner.frame.coding.contexts if inner is not None else ()
    return Composed(
        token, words, cameo, _mode_of(cameo, lexicon), contexts, actors, recipients, status, rule
    )


def _mode_of(cameo: str, lexicon: Lexicon) -> str | None:
    from legation.ontology import plover_of

    found = plover_of(cameo)
    return found.mode if found else None


def _of_governor(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who a noun such as "promise" belongs to by the verb over it ("made a promise to")."""
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return parties(agents(noun.head), anchors)
    return ()


def _recipients(
    entry: Operator,
    token: Token,
    inner_token: Token | bool | None,
    inner: Candidate | None,
    anchors: Anchors,
    actors: Sequence[Mention],
) -> tuple[Mention, ...]:
    """Who is promised, asked, refused or threatened: the addressee, else who is in the inner event."""
    own = {m.name for m in actors} | {m.country for m in actors if m.country}

    def others(found: Sequence[Mention]) -> tuple[Mention, ...]:
        return tuple(m for m in found if m.name not in own and (m.country or m.name) not in own)

    addressee = others(fill_verb(entry.target, token, verb_objects(token), anchors))
    if addressee:
        return addressee
    if isinstance(inner_token, Token) and inner_token.pos_ in {"VERB", "AUX"}:
        subject = others(parties(children(inner_token, "nsubj", "nsubjpass"), anchors))
        if subject and entry.operator in {"REQUEST", "APPEAL", "ACCUSE"}:
            return subject
    if inner is None:
        if isinstance(inner_token, Token):
            return others(parties([inner_token], anchors))
        return ()
    return others(_inner_parties(inner, anchors))


def _inner_parties(inner: Candidate, anchors: Anchors) -> tuple[Mention, ...]:
    frame, token = inner.frame, inner.head
    if isinstance(frame, VerbFrame):
        objects = verb_objects(token)
        return (
            *fill_verb(frame.target, token, objects, anchors, places=True),
            *fill_verb(frame.source, token, objects, anchors),
        )
    assert isinstance(frame, NounFrame)
    return (
        *fill_noun(frame.source, token, anchors),
        *fill_noun(frame.target, token, anchors, places=True),
    )


_MUST = frozenset({"must", "should", "ought"})
_PUBLIC = frozenset("GOV MIL LEG COP JUD OPP PTY REB IGO UNO EUR NGO PRM SPY REL ELI".split())


def demands(
    doc: Doc, statements: Sequence[Statement], anchors: Anchors, taken: set[int]
) -> Iterator[Composed]:
    """Demands in what public speakers say: "must withdraw", "should be implemented".

    The one who must is the recipient; a passive without one leaves the recipient open.
    """
    for statement in statements:
        speaker = statement.speaker
        if speaker is None or (speaker.sector not in _PUBLIC and speaker.actor_id is None):
            continue
        for part in statement.content:
            span = doc.char_span(part.start, part.end, alignment_mode="contract")
            for verb in span or ():
                found = _demand(verb, speaker, anchors) if verb.i not in taken else None
                if found is not None:
                    taken.add(verb.i)
                    yield found


def _demand(verb: Token, speaker: Mention, anchors: Anchors) -> Composed | None:
    if verb.pos_ != "VERB" or not {a.lower_ for a in auxiliaries(verb)} & _MUST:
        return None
    who = [m for m in parties(agents(verb), anchors) if m.name != speaker.name]
    passive = bool(children(verb, "nsubjpass"))
    if not who and not passive:
        return None
    if any(m.country == speaker.country and m.country for m in who):
        return None
    must = next(a for a in auxiliaries(verb) if a.lower_ in _MUST)
    return Composed(
        verb,
        [must, verb],
        "1042" if passive else "104",
        None,
        (),
        (speaker,),
        tuple(who),
        Status.HAPPENED,
        f"demand.{must.lower_}",
    )
