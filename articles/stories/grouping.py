"""Which articles tell one event, and how many independent reports of it are there? Grouped from links between pairs.

The groups are a function of the set of links, never of the order in which articles came: a new article changes only the
connected part it falls into, and that part is grouped anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from articles.stories.resemblance import SAME_REPORT

Pair = tuple[int, int]
Report = tuple[int, ...]

JOINED_AT = 0.5
"""Two groups are one story while the average affinity over all pairs between them is at least this."""

ONE_REPORT = 0.4
"""Two blocks of copies are one report while, on the average, one text was made from the other this surely."""

_HARDLY_RELATED = 0.1
_IN_ONE_BLOCK, _ALIEN, _PARTED = 0.0, 2.0, 1e12
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles (by id) that have to do with each other, how, and how closely (0..1).

    ``rewritten`` (0..1) is how surely one text was made from the other or both from a third, 1 for copies; None where
    that was not measured, and the relation alone says it.
    """

    first: int
    second: int
    relation: str
    score: float
    rewritten: float | None = None


@dataclass(frozen=True, slots=True)
class Linkage:
    """How blocks of articles are put together: what a link pulls (0..1), from what pull on average on they are one, and
    what is taken of two blocks of which no articles were compared."""

    pull: Callable[[Link], float]
    joined_at: float
    uncompared: float


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of one event, parted into independent reports; ``links`` are the pairs that hold it together."""

    articles: tuple[int, ...]
    reports: tuple[Report, ...]
    links: tuple[Link, ...]

    @property
    def in_words(self) -> str:
        """
        >>> Story((1, 2, 3), ((1, 2), (3,)), ()).in_words
        '3 articles, 2 independent reports'
        """
        return (
            f"{_counted(len(self.articles), 'article')}, {_counted(len(self.reports), 'independent report')}"
        )


def group(
    articles: Iterable[int],
    links: Iterable[Link],
    joined: Collection[Pair] = (),
    parted: Collection[Pair] = (),
) -> tuple[Story, ...]:
    """The stories that articles make, each article in exactly one.

    Copies and rewrites of each other are one report. Reports become one story while they have much in common on the
    average (average linkage), so that one mistaken link does not chain two events together. ``joined`` and ``parted``
    are pairs that an editor put together or apart; they win over every measure.

    >>> [one.in_words for one in group([1, 2, 3], [Link(1, 2, "same_report", 0.9), Link(2, 3, "same_story", 0.6)])]
    ['3 articles, 2 independent reports']
    """
    ids = sorted(set(articles))
    known = sorted({one for one in links if {one.first, one.second} <= set(ids)}, key=_strongest_first)
    apart = {_ordered(pair) for pair in parted}
    reports = _reports(ids, known, apart)
    groups = _groups(_united(reports, joined), known, apart, _AS_STORIES)
    return tuple(_stories(groups, reports, known))


def _stories(groups: Collection[Report], reports: Iterable[Report], links: Iterable[Link]) -> Iterator[Story]:
    member = {article: number for number, group in enumerate(groups) for article in group}
    inside: defaultdict[int, list[Link]] = defaultdict(list)
    parts: defaultdict[int, list[Report]] = defaultdict(list)
    for link in links:
        if member[link.first] == member[link.second]:
            inside[member[link.first]].append(link)
    for report in reports:
        parts[member[report[0]]].append(report)
    for number, articles in enumerate(groups):
        yield Story(articles, tuple(parts[number]), tuple(inside[number]))


def _reports(ids: Iterable[int], links: Iterable[Link], apart: Collection[Pair]) -> list[Report]:
    """Copies are one report; rewrites too, where on the average the articles of both blocks look like it.

    A chain of rewrites is none: of those who tell one event, each has something of the next one's text.
    """
    links = list(links)
    copies = _connected(ids, (link for link in links if rewriting(link) == 1), apart)
    knots = _connected(ids, (link for link in links if link.relation == SAME_REPORT), ())
    knot = {article: number for number, articles in enumerate(knots) for article in articles}
    blocks: defaultdict[int, list[Report]] = defaultdict(list)
    inside: defaultdict[int, list[Link]] = defaultdict(list)
    for block in copies:
        blocks[knot[block[0]]].append(block)
    for link in links:
        if knot[link.first] == knot[link.second]:
            inside[knot[link.first]].append(link)
    parts = (_groups(blocks[at], inside[at], apart, _AS_REPORTS) for at in blocks)
    return sorted(report for part in parts for report in part)


def _connected(ids: Iterable[int], links: Iterable[Link], apart: Collection[Pair]) -> list[Report]:
    """Articles connected by links; two that an editor parted never meet, not even through a third."""
    parts = {article: {article} for article in ids}
    for link in links:
        a, b = parts[link.first], parts[link.second]
        if a is b or (apart and any(_ordered((x, y)) in apart for x in a for y in b)):
            continue
        a |= b
        parts.update(dict.fromkeys(b, a))
    return sorted({tuple(sorted(part)) for part in parts.values()})


def rewriting(link: Link) -> float:
    """How surely one text was made from the other, 0..1.

    >>> rewriting(Link(1, 2, "same_report", 0.9)), rewriting(Link(1, 2, "same_story", 0.6, 0.3))
    (1.0, 0.3)
    """
    return float(link.relation == SAME_REPORT) if link.rewritten is None else link.rewritten


def _united(reports: Iterable[Report], joined: Iterable[Pair]) -> list[Report]:
    """The reports, those that an editor joined as one block."""
    block = {article: report for report in reports for article in report}
    for a, b in joined:
        if a in block and b in block and block[a] is not block[b]:
            both = tuple(sorted(block[a] + block[b]))
            block |= dict.fromkeys(both, both)
    return sorted(set(block.values()))


def affinity(link: Link) -> float:
    """How strongly a link pulls its articles into one story, 0..1; hardly related articles not at all.

    >>> affinity(Link(1, 2, "same_report", 0.9)), affinity(Link(1, 2, "same_story", 0.65))
    (1.0, 0.75)
    >>> affinity(Link(1, 2, "related", 0.3)), affinity(Link(1, 2, "related", 0.05))
    (0.3, 0.0)
    """
    if link.score < _HARDLY_RELATED:
        return 0.0
    return round(min(1.0, 0.5 + (link.score - 0.5) / 0.6), 9) if link.score >= 0.5 else link.score


def _groups(
    blocks: Sequence[Report],
    links: Iterable[Link],
    apart: Collection[Pair],
    how: Linkage,
) -> list[Report]:
    """The blocks put together by average linkage, each article counting as one; sorted."""
    if len(blocks) < 2:
        return list(blocks)
    # Takes half a second to import, and pages only ask for what is stored.
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    articles = [article for block in blocks for article in block]
    tree = linkage(squareform(_distances(blocks, links, apart, how), checks=False), "average")
    members: defaultdict[int, list[int]] = defaultdict(list)
    for article, label in zip(
        articles, fcluster(tree, _ALIEN - how.joined_at + _ROUNDING, "distance"), strict=True
    ):
        members[label].append(article)
    return sorted(tuple(sorted(group)) for group in members.values())


def _distances(
    blocks: Sequence[Report], links: Iterable[Link], apart: Collection[Pair], how: Linkage
) -> NDArray[np.float64]:
    """How far each article is from each other one, in the order of the blocks: 1 the same, 2 nothing in common.

    What stands in one block is nearer than anything else, what an editor parted further away than any average allows.
    """
    ends = np.cumsum([len(block) for block in blocks])
    spans = [slice(end - len(block), end) for block, end in zip(blocks, ends, strict=True)]
    owner = {article: number for number, block in enumerate(blocks) for article in block}
    distances = np.full((ends[-1], ends[-1]), _ALIEN - how.uncompared)
    between: defaultdict[Pair, list[float]] = defaultdict(list)
    for link in links:
        between[_ordered((owner[link.first], owner[link.second]))].append(how.pull(link))
    for (a, b), pulls in between.items():
        # The mean and not the strongest: a report with many copies would else reach further than one with few.
        # Pairs that were never compared say nothing.
        distances[spans[a], spans[b]] = distances[spans[b], spans[a]] = _ALIEN - fmean(pulls)
    for a, b in ((owner[a], owner[b]) for a, b in apart if a in owner and b in owner):
        distances[spans[a], spans[b]] = distances[spans[b], spans[a]] = _PARTED
    for span in spans:
        distances[span, span] = _IN_ONE_BLOCK
    return distances


_AS_STORIES = Linkage(affinity, JOINED_AT, 0.0)
# Of many rewrites of one wire not every two are compared. That says nothing, but joins nothing either.
_AS_REPORTS = Linkage(rewriting, ONE_REPORT, ONE_REPORT - 1e-6)


def _strongest_first(link: Link) -> tuple[float, int, int, str]:
    return (-link.score, link.first, link.second, link.relation)


def _ordered(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
