"""Articles with their links to stories: what was copied from what, and how many did not copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from legation.ids import content_id
from legation.records import Fingerprint, Link, Relation, Story
from legation.stories.origins import agency_of, count_origins
from legation.stories.relation import MIN_HASHES, SHARED, precedence
from legation.stories.sets import Sets

JOINING = frozenset(Relation) - {Relation.SHARES_TEXT}  # unless an end is a digest
DIGEST_PARTS = 3  # unlike texts that stand whole in one: a round-up, and no source of theirs
DIGEST_SHARE = 0.5  # of the round-up that one of its parts makes up at most


def find_stories(texts: Iterable[Fingerprint], links: Iterable[Link]) -> tuple[Story, ...]:
    """The stories the articles make, each article in one; the same in any order.

    Articles are joined by being copies, cut or updated; sharing some text does not join. A round-up
    that has several unlike texts in it is a story of its own. The first seen story comes first.
    """
    by_id = {text.article_id: text for text in texts}
    links = [each for each in links if each.later in by_id and each.earlier in by_id]
    parts: dict[str, dict[str, int]] = defaultdict(dict)
    for each in links:
        if (found := whole_and_part(each)) is not None:
            parts[found[0]][found[1]] = each.stretch
    digests = {whole for whole, inside in parts.items() if is_digest(inside)}
    return joined_stories(
        by_id.values(),
        [e for e in links if e.relation in JOINING and not digests & {e.later, e.earlier}],
    )


def joined_stories(texts: Iterable[Fingerprint], joining: Iterable[Link]) -> tuple[Story, ...]:
    """The stories that links make which join, of texts that are no digests."""
    by_id = {text.article_id: text for text in texts}
    joining = tuple(joining)
    sets = Sets(by_id)
    for each in joining:
        sets.join(each.later, each.earlier)
    sources = _sources(joining, by_id)
    copies = [(e.later, e.earlier) for e in joining if e.relation is Relation.COPY]
    from_one: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in (*copies, *((each.later, each.earlier) for each in sources.values())):
        from_one[sets.of(pair[0])].append(pair)
    stories = [
        _story([by_id[a] for a in members], sources, from_one[sets.of(members[0])])
        for members in sets.groups()
    ]
    return tuple(sorted(stories, key=lambda story: precedence(by_id[story.articles[0]])))


def _story(
    texts: Collection[Fingerprint],
    sources: Mapping[str, Link],
    from_one: Iterable[tuple[str, str]],
) -> Story:
    ordered = sorted(texts, key=precedence)
    articles = tuple(text.article_id for text in ordered)
    lineage = tuple(
        (article, sources[article].earlier, str(sources[article].relation))
        for article in articles
        if article in sources
    )
    return Story(
        id=content_id("story", articles[0]),
        articles=articles,
        lineage=lineage,
        agencies=tuple(sorted({a for text in texts if (a := agency_of(text)) is not None})),
        independent_origins=count_origins(ordered, from_one),
    )


def _sources(links: Iterable[Link], by_id: Mapping[str, Fingerprint]) -> dict[str, Link]:
    """From which earlier article each comes: the one that has most of it, the first of equals."""
    found: dict[str, Link] = {}

    def rank(link: Link) -> tuple[object, ...]:
        return (-link.share_of_later, precedence(by_id[link.earlier]))

    for each in links:
        known = found.get(each.later)
        if known is None or rank(each) < rank(known):
            found[each.later] = each
    return found


def whole_and_part(link: Link) -> tuple[str, str] | None:
    """Which end of a link may be a digest with the other as a part of it; `None` for neither."""
    if link.relation in JOINING:
        if link.share_of_later <= DIGEST_SHARE:
            return link.later, link.earlier
        if link.share_of_earlier <= DIGEST_SHARE:
            return link.earlier, link.later
    return None


def is_digest(parts: Mapping[str, int]) -> bool:
    """Whether a text has several unlike texts in it: those inside, and where they stand in it."""
    return _unlike(parts) >= DIGEST_PARTS


def _unlike(parts: Mapping[str, int]) -> int:
    """How many of the parts of a text stand in other places of it, taken one after the other."""
    chosen: list[int] = []
    for article in sorted(parts):
        one = parts[article]
        if all(
            (one & other).bit_count()
            < max(MIN_HASHES, SHARED * min(one.bit_count(), other.bit_count()))
            for other in chosen
        ):
            chosen.append(one)
    return len(chosen)
