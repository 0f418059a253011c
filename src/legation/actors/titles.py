"""Titles and agent nouns in a text, with their prefixes and whose they are.

"The former Turkish defence minister", "riot police in the capital", "head of the central bank".
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from legation.actors.owners import (
    Phrase,
    is_friend_of,
    is_topic_of,
    own,
    owner_after,
    settle_land,
    share_owners,
)
from legation.actors.scene import Draft, Scene, Words
from legation.actors.wordings_of_nobody import is_of_nobody
from legation.language.words import members
from legation.nlp.syntax import children, phrase_start
from legation.nlp.timewords import DAYS
from legation.nlp.tokens import Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind
from legation.registry.known import Form
from legation.registry.wordings import Agent, Phrasing, Title


def find_phrases(scene: Scene) -> list[Phrase]:
    """Every title and agent noun of the tables that heads a phrase, in text order."""
    out: list[Phrase] = []
    reach = 0
    for i in scene.words.among(scene.registry.starters):
        if i < reach or i in scene.taken:
            continue
        found = _longest(scene, i)
        if found is not None:
            out.append(found)
            _complete(scene, found)
            settle_land(scene, found)
            reach = found.end
    _lead_delegations(scene, out)
    share_owners(out)
    return out


def _lead_delegations(scene: Scene, phrases: list[Phrase]) -> None:
    """Add who heads a delegation, between which words that tell whose it is may stand.

    "The head of the Iranian delegation, Ada Noor".
    """
    for phrase in [p for p in phrases if p.entry.words[-1] == "delegation"]:
        prep = phrase.head.head
        noun = prep.head
        leads = noun.lemma_.lower() in members("nouns_of_heads") and noun.i not in scene.taken
        if phrase.head.dep_ != "pobj" or prep.lower_ != "of" or not leads:
            continue
        of_states = phrase.body is not None and phrase.body.sector in sectors_of("above_states")
        country = None if of_states else phrase.country
        for title in scene.registry.titles("delegation head"):
            if of_states and phrase.body is not None:
                title = replace(title, sector=phrase.body.sector)
            head = Phrase(noun.i, noun.i, phrase.end, noun, title, country, phrase.body)
            head.owners = list(phrase.owners)
            phrases.append(head)
    phrases.sort(key=lambda p: p.words)


def _longest(scene: Scene, i: int) -> Phrase | None:
    """The longest title or agent noun that begins at the token and heads a phrase."""
    doc = scene.doc
    for entry in _beginning(scene, i):
        end = i + len(entry.words)
        head = doc[i] if end == i + 1 else doc[i:end].root
        if head.pos_ not in {"NOUN", "PROPN"} and not (
            head.pos_ == "ADJ" and head.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass"}
        ):
            continue
        if not is_of_nobody(scene, i, end, head, entry):
            return Phrase(i, i, end, head, entry)
    return None


def _beginning(scene: Scene, i: int) -> list[Phrasing]:
    """The titles and agent nouns whose words stand in the text from a token on, longest first."""
    words, last = scene.words, len(scene.doc.tokens)
    known, opening = scene.registry.openings.get, words.pair(i)
    word, lemma = opening
    one = known(word)
    two = known(lemma) if lemma != word else None
    found: list[Phrasing] = []
    following, base = words.pair(i + 1) if i + 1 < last else ("", "")
    for seconds in (one, two):
        if seconds is not None and following:
            if following in seconds:
                found += [e for e in seconds[following] if _goes_on(words, i, e.words, last)]
            if base != following and base in seconds:
                found += [e for e in seconds[base] if _goes_on(words, i, e.words, last)]
    alone = [e for seconds in (one, two) if seconds is not None for e in seconds.get("", ())]
    if alone and members("nouns_without_country").isdisjoint(opening):
        found += alone
    if len(found) > 1:
        found.sort(key=lambda e: (-len(e.words), isinstance(e, Agent)))
    return found


def _goes_on(words: Words, i: int, told: tuple[str, ...], last: int) -> bool:
    """Whether the words from the third on stand in the text as well."""
    size = len(told)
    if size == 2:
        return True
    if i + size > last or told[2] not in words.pair(i + 2):
        return False
    return all(told[k] in words.pair(i + k) for k in range(3, size))


def _complete(scene: Scene, phrase: Phrase) -> None:
    """Find the start of the noun phrase, prefixes ("former"), and whose it is."""
    doc = scene.doc
    start = phrase.words
    left = min(phrase_start(phrase.head), start) if phrase.head.i < phrase.end else start
    left = _beside_title(scene, phrase, left)
    backed, backers = False, None
    leading = {"led"} if phrase.head.lemma_.lower() in _COALITIONS else set()
    phrase.abroad = _is_abroad(*phrase.entry.words[:2])  # "European nations"
    phrase.prefix = _inner_prefix(scene, phrase.entry)
    for i in range(start - 1, max(left, start - 8) - 1, -1):
        token = doc[i]
        if (
            token.lower_ in DAYS
            or scene.in_dateline(i)
            or (_ends_phrase(token) and not _is_short_name(scene, token))
            or (token.tag_ == "VBN" and doc[i - 1].lemma_ in _PERFECT)
        ):
            break
        hyphened = doc[i + 1].text == "-"  # "army-aligned": a modifier, not a count
        if token.dep_ in _COUNTING and not hyphened:
            break
        if token.dep_ == "poss" and token.pos_ == "PRON":
            break
        start = i
        word = token.lower_
        prefix = f"{word}-{doc[i + 2].lower_}" if hyphened else word  # "self-declared president"
        phrase.prefix = scene.registry.prefixes.get(prefix, phrase.prefix)
        phrase.abroad = phrase.abroad or _is_abroad(word, doc[i + 1].lower_)
        owner = scene.taken.get(i)
        if owner is not None:
            start = min(start, owner.start)
            if _is_set_against(scene, owner) or backed or word.endswith(_backed_ends()):
                backers = owner
                phrase.backed = phrase.backed or not _is_set_against(scene, owner)
            elif owner is backers or is_friend_of(scene, phrase, owner):
                continue
            elif not is_topic_of(scene, phrase, owner):
                own(phrase, owner)
        bare = word.lstrip("-")
        phrase.abroad = phrase.abroad or bare in leading
        backed = (
            bare in members("joined_to_a_country")
            or bare in leading
            or (backed and token.text == "-")
        )
    while start < phrase.words and (doc[start].pos_ == "CCONJ" or doc[start].text in _BRACKETS):
        start += 1
    phrase.start = start
    if phrase.prefix is None and isinstance(phrase.entry, Title) and start:
        phrase.prefix = _told_of_holder(scene, phrase, doc[start - 1])
    phrase.sort = phrase.sort or _sort_before(scene, start, phrase.words)
    _send(scene, phrase)
    if phrase.country is None and phrase.post is None:
        owner_after(scene, phrase)


_BRACKETS = frozenset({"[", "(", "“"})


def _send(scene: Scene, phrase: Phrase) -> None:
    """Take the nearer of two before a post for where it is: "the UN Syria envoy" is of the UN."""
    if len(phrase.owners) < 2 or not set(phrase.entry.words) & members("sent_abroad"):
        return
    post, *senders = phrase.owners  # as they were found, from the noun to the left
    joined = any(token.pos_ == "CCONJ" for token in scene.doc[senders[0].end : post.start])
    if post.kind not in _SENT_TO or joined or scene.doc[post.root].dep_ == "poss":
        return
    phrase.owners, phrase.post = senders, post
    phrase.country = next((owner.country for owner in senders if owner.country), None)
    if phrase.body is post:
        phrase.body = next((owner for owner in senders if owner.kind is not Kind.STATE), None)


_SENT_TO = frozenset({Kind.STATE, Kind.PLACE, Kind.ORGANISATION})


def sent_to(scene: Scene, phrase: Phrase) -> str | None:
    """Where a post is, with its preposition: "to Iran" of the Swiss ambassador to Iran."""
    if phrase.post is not None:
        return f"{'to' if phrase.post.kind is Kind.ORGANISATION else 'for'} {phrase.post.name}"
    if not set(phrase.entry.words) & members("sent_abroad"):
        return None
    last = scene.doc[phrase.end - 1]
    for holder in {phrase.head.i: phrase.head, last.i: last}.values():
        for prep in children(holder, "prep"):
            if prep.i != phrase.end or prep.lower_ not in {"to", "for"}:
                continue
            for obj in children(prep, "pobj"):
                place = scene.at(obj.i, Kind.STATE, Kind.PLACE, Kind.ORGANISATION)
                if place is not None and place.rule in rules_with("place_of_a_post"):
                    state = scene.registry.countries.get(place.country or "")
                    seat = place.form is Form.CAPITAL and state is not None
                    return f"{prep.lower_} {state.name if seat and state else place.name}"
    return None


def _is_short_name(scene: Scene, token: Token) -> bool:
    """Whether it is a body's short form, whatever word it is spelt like: "IS men"."""
    found = scene.at(token.i, Kind.GROUP, Kind.ORGANISATION)
    return found is not None and token.text.isupper() and len(token.text) > 1


def _is_set_against(scene: Scene, owner: Draft) -> bool:
    """Whether a country only tells whom somebody is for or against: "anti-Iranian militia"."""
    at = owner.start - 1 - (owner.start > 1 and scene.words.lower[owner.start - 1] == "-")
    return at >= 0 and scene.words.lower[at].rstrip("-") in members("set_against")


_PERFECT = frozenset({"have", "’ve", "'ve"})  # "had targeted civilians": a verb, whatever the parse


def _inner_prefix(scene: Scene, entry: Phrasing) -> str | None:
    """The effect of a word that a form begins with and its title lacks: "deputy governor"."""
    first = entry.words[0]
    own = isinstance(entry, Title) and not entry.title.lower().startswith(first)
    effect = scene.registry.prefixes.get(first) if own and len(entry.words) > 1 else None
    return effect if effect == "deputy" else None


def _told_of_holder(scene: Scene, phrase: Phrase, word: Token) -> str | None:
    """That whoever the title is of has lost it, by a word that the parse hangs on the name.

    "Loyalists of ousted President Jean Bali".
    """
    effect = scene.registry.prefixes.get(word.lower_)
    holder = scene.at(phrase.end, Kind.PERSON) if phrase.end < len(scene.doc) else None
    of_holder = holder is not None and holder.start <= word.head.i < holder.end
    return effect if effect == "former" and of_holder and word.dep_ in _MODIFYING else None


def _beside_title(scene: Scene, phrase: Phrase, left: int) -> int:
    """Where a name begins that the parse hangs on the person: "U.N. Secretary-General X"."""
    owner = scene.taken.get(left - 1)
    if owner is None or not isinstance(phrase.entry, Title) or scene.in_dateline(left - 1):
        return left
    head = scene.doc[owner.root]
    return owner.start if head.dep_ in _MODIFYING and head.head.i >= phrase.end else left


_MODIFYING = frozenset({"compound", "nmod", "amod"})


def _is_abroad(word: str, following: str = "") -> bool:
    """Whether a word puts a body in no country told; a foreign ministry is one's own."""
    return word in members("words_of_abroad") and not (
        word == "foreign" and following in members("posts_for_abroad")
    )


def _sort_before(scene: Scene, start: int, end: int) -> str | None:
    """The sector of the agent noun right before a title ("the drug cartel leader")."""
    for i in range(max(start, end - 3), end):
        words = scene.words.lower[i:end]
        if i > 0 and scene.doc[i].pos_ == "PROPN" and scene.doc[i - 1].pos_ == "PROPN":
            continue  # a leader of the West Bank, of no bank
        for entry in scene.registry.phrasing(words):
            if isinstance(entry, Agent) and (
                not entry.human or entry.sector in sectors_of("irregular")
            ):
                return entry.sector
    return None


def _ends_phrase(token: Token) -> bool:
    """Whether the token is outside a noun phrase to its right: an article, a verb, a comma."""
    if token.pos_ == "VERB":
        joined = token.i > 0 and token.doc[token.i - 1].text == "-"  # "Kenyan and U.S.-led troops"
        return token.dep_ not in {"amod", "compound", "nmod"} and not joined
    return token.pos_ in _OUTSIDE and (token.text not in _JOINING or token.dep_ == "ROOT")


_JOINING = frozenset({"-", "and", "&"})
_COALITIONS = frozenset({"coalition", "alliance"})  # of several states, whoever leads them


@cache
def _backed_ends() -> tuple[str, ...]:
    return tuple(f"-{word}" for word in sorted(members("joined_to_a_country")))


_OUTSIDE = frozenset({"DET", "PUNCT", "ADP", "SCONJ", "CCONJ", "AUX", "SPACE"})
_COUNTING = frozenset({"nummod", "quantmod", "advmod", "predet", "preconj", "npadvmod", "neg"})
