"""Story clusters: the articles of one event, and the independent reports among them.

The groups are a function of the set of links, never of the order in which articles came: a new article changes only the
connected part it falls into, and that part is grouped anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from articles.stories.clustering.average_linkage import Articles, Pair, Pull, cluster, ordered
from articles.stories.similarity.pair_relation import SAME_REPORT

JOINED_AT = 0.5
"""Two groups are one story while the average affinity over all pairs between them is at least this."""

ONE_REPORT = 0.4
"""Two blocks of copies are one report while, on the average, one text was made from the other this surely."""

_HARDLY_RELATED = 0.1
# Of many rewrites of one wire not every two are compared. That says nothing, but joins nothing either.
_REWRITTEN_IF_UNCOMPARED = ONE_REPORT - 1e-6


@dataclass(frozen=True, slots=True)
class Link:
    """Two related articles (by id), their relation, and its strength (0..1).

    ``rewritten`` (0..1) is how surely one text was made from the other or both from a third, 1 for copies; None where
    that was not measured, and the relation alone says it.
    """

    first: int
    second: int
    relation: str
    score: float
    rewritten: float | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of one event, divided into independent reports; ``links`` are the pairs that connect them."""

    articles: tuple[int, ...]
    reports: tuple[Articles, ...]
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
    """Group articles into stories, each article in exactly one.

    Copies and rewrites of each other are one report. Reports become one story while they have much in common on the
    average (average linkage), so that one mistaken link does not chain two events together. ``joined`` and ``parted``
    are pairs that an editor put together or apart; they win over every measure.

    >>> [one.in_words for one in group([1, 2, 3], [Link(1, 2, "same_report", 0.9), Link(2, 3, "same_story", 0.6)])]
    ['3 articles, 2 independent reports']
    """
    ids = sorted(set(articles))
    known = sorted({one for one in links if {one.first, one.second} <= set(ids)}, key=_strongest_first)
    apart = {ordered(pair) for pair in parted}
    reports = _reports(ids, known, apart)
    pulls = ((ordered((link.first, link.second)), affinity(link)) for link in known)
    groups = cluster(_united(reports, joined), pulls, apart, JOINED_AT)
    return tuple(_stories(groups, reports, known))


def _stories(
    groups: Collection[Articles], reports: Iterable[Articles], links: Iterable[Link]
) -> Iterator[Story]:
    member = {article: number for number, group in enumerate(groups) for article in group}
    inside: defaultdict[int, list[Link]] = defaultdict(list)
    parts: defaultdict[int, list[Articles]] = defaultdict(list)
    for link in links:
        if member[link.first] == member[link.second]:
            inside[member[link.first]].append(link)
    for report in reports:
        parts[member[report[0]]].append(report)
    for number, articles in enumerate(groups):
        yield Story(articles, tuple(parts[number]), tuple(inside[number]))


def _reports(ids: Iterable[int], links: Iterable[Link], apart: Collection[Pair]) -> list[Articles]:
    """Copies are one report; rewrites too, where on the average the articles of both blocks look like it.

    A chain of rewrites is no report: reports of one event share some text with their neighbours.
    """
    links = list(links)
    copies = _connected(ids, (link for link in links if rewriting(link) == 1), apart)
    knots = _connected(ids, (link for link in links if link.relation == SAME_REPORT), ())
    knot = {article: number for number, articles in enumerate(knots) for article in articles}
    blocks: defaultdict[int, list[Articles]] = defaultdict(list)
    inside: defaultdict[int, list[Pull]] = defaultdict(list)
    for block in copies:
        blocks[knot[block[0]]].append(block)
    for link in links:
        if knot[link.first] == knot[link.second]:
            inside[knot[link.first]].append((ordered((link.first, link.second)), rewriting(link)))
    parts = (cluster(blocks[at], inside[at], apart, ONE_REPORT, _REWRITTEN_IF_UNCOMPARED) for at in blocks)
    return sorted(report for part in parts for report in part)


def _connected(ids: Iterable[int], links: Iterable[Link], apart: Collection[Pair]) -> list[Articles]:
    """Articles connected by links; two that an editor parted never meet, not even through a third."""
    parts = {article: {article} for article in ids}
    for link in links:
        a, b = parts[link.first], parts[link.second]
        if a is b or (apart and any(ordered((x, y)) in apart for x in a for y in b)):
            continue
        a |= b
        parts.update(dict.fromkeys(b, a))
    return sorted({tuple(sorted(part)) for part in parts.values()})


def rewriting(link: Link) -> float:
    """The probability (0..1) that one text was made from the other.

    >>> rewriting(Link(1, 2, "same_report", 0.9)), rewriting(Link(1, 2, "same_story", 0.6, 0.3))
    (1.0, 0.3)
    """
    return float(link.relation == SAME_REPORT) if link.rewritten is None else link.rewritten


def _united(reports: Iterable[Articles], joined: Iterable[Pair]) -> list[Articles]:
    """The reports, those that an editor joined as one block."""
    block = {article: report for report in reports for article in report}
    for a, b in joined:
        if a in block and b in block and block[a] is not block[b]:
            both = tuple(sorted(block[a] + block[b]))
            block |= dict.fromkeys(both, both)
    return sorted(set(block.values()))


def affinity(link: Link) -> float:
    """The affinity (0..1) of two articles by their link; 0 for hardly related ones.

    >>> affinity(Link(1, 2, "same_report", 0.9)), affinity(Link(1, 2, "same_story", 0.65))
    (1.0, 0.75)
    >>> affinity(Link(1, 2, "related", 0.3)), affinity(Link(1, 2, "related", 0.05))
    (0.3, 0.0)
    """
    if link.score < _HARDLY_RELATED:
        return 0.0
    return round(min(1.0, 0.5 + (link.score - 0.5) / 0.6), 9) if link.score >= 0.5 else link.score


def _strongest_first(link: Link) -> tuple[float, int, int, str]:
    return (-link.score, link.first, link.second, link.relation)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
