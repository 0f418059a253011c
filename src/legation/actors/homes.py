"""In which country a people that lives in several is meant: the Kurds of the story."""

from __future__ import annotations

from collections import Counter

from legation.actors.scene import Draft, Scene
from legation.records import Kind

CLEAR = 2  # how many times as often one home is told of as the next


def settle_communities(scene: Scene) -> None:
    """Give peoples of several countries the one that the text places them in.

    The homes of a people are those for which the tables know a part of it ("Syrian Kurds"). A
    place in the same sentence goes first ("the Kurdish enclave of Afrin"), else the home where
    most of the places and groups of the text are.
    """
    homes = {d.name: scene.registry.homes(d.name) for d in _without_country(scene)}
    if not any(homes.values()):
        return
    counts = Counter(d.country for d in scene.drafts if d.country and d.kind in _TELLING)
    for draft in _without_country(scene):
        lands = homes[draft.name]
        draft.country = _in_sentence(scene, draft, lands) or _most_told(counts, lands)


_TELLING = frozenset({Kind.PLACE, Kind.GROUP})


def community_country(scene: Scene, draft: Draft) -> str | None:
    """The country of the people that a body is of: "Kurdish forces"."""
    for inner in scene.within(draft.start, draft.root + 1):
        if inner.kind is Kind.COMMUNITY and inner.country and inner is not draft:
            return inner.country
    return None


def _without_country(scene: Scene) -> list[Draft]:
    return [d for d in scene.drafts if d.rule == "name.community" and d.country is None]


def _in_sentence(scene: Scene, draft: Draft, homes: frozenset[str]) -> str | None:
    """The one home in which the sentence names a place."""
    sent = scene.sentence(draft.root)
    found = {
        d.country
        for d in scene.within(sent.start, sent.end)
        if d.kind is Kind.PLACE and d.country in homes
    }
    return found.pop() if len(found) == 1 else None


def _most_told(counts: Counter[str], homes: frozenset[str]) -> str | None:
    ranked = [(n, land) for land, n in counts.most_common() if land in homes]
    if not ranked or (len(ranked) > 1 and ranked[1][0] * CLEAR > ranked[0][0]):
        return None
    return ranked[0][1]
