"""Which articles tell one event, and how many independent reports of it are there? Grouped from links between pairs.

The groups are a function of the set of links, never of the order in which articles came: a new article changes only the
connected part it falls into, and that part is grouped anew.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from articles.stories.resemblance import SAME_REPORT

Pair = tuple[int, int]
Report = tuple[int, ...]

JOINED_AT = 0.5
"""Two groups are one story while the average affinity over all pairs between them is at least this."""

_HARDLY_RELATED = 0.1


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles (by id) that have to do with each other, how, and how closely (0..1)."""

    first: int
    second: int
    relation: str
    score: float


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
    merging = _Merging(_reports(ids, known, apart), known, joined, apart)
    merging.run()
    return tuple(_stories(sorted(merging.groups()), known, apart))


def _stories(groups: Collection[Report], links: Iterable[Link], apart: Collection[Pair]) -> Iterator[Story]:
    member = {article: number for number, group in enumerate(groups) for article in group}
    inside: defaultdict[int, list[Link]] = defaultdict(list)
    for link in links:
        if member[link.first] == member[link.second]:
            inside[member[link.first]].append(link)
    for number, articles in enumerate(groups):
        yield Story(articles, tuple(_reports(articles, inside[number], apart)), tuple(inside[number]))


def _reports(ids: Iterable[int], links: Iterable[Link], apart: Collection[Pair]) -> list[Report]:
    """Articles connected by copies and rewrites; two that an editor parted never meet, not even through a third."""
    parts = {article: {article} for article in ids}
    for link in links:
        a, b = parts[link.first], parts[link.second]
        if link.relation != SAME_REPORT or a is b or any(_ordered((x, y)) in apart for x in a for y in b):
            continue
        a |= b
        parts.update(dict.fromkeys(b, a))
    return sorted({tuple(sorted(part)) for part in parts.values()})


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


class _Merging:
    """Average linkage over groups of articles, by a heap of the pairs of groups that have something in common."""

    def __init__(
        self,
        reports: Iterable[Report],
        links: Iterable[Link],
        joined: Collection[Pair],
        apart: Collection[Pair],
    ) -> None:
        self._members = {report[0]: report for report in reports}
        owner = {article: name for name, members in self._members.items() for article in members}
        self._pull: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        between: defaultdict[Pair, list[float]] = defaultdict(list)
        for link in links:
            between[_ordered((owner[link.first], owner[link.second]))].append(affinity(link))
        for (a, b), affinities in between.items():
            # The mean and not the strongest: a report with many copies would else reach further than one with few.
            # Pairs that were never compared say nothing.
            mean = sum(sorted(affinities)) / len(affinities)
            self._add_pull(a, b, mean * len(self._members[a]) * len(self._members[b]))
        for a, b in apart:
            if a in owner and b in owner and owner[a] != owner[b]:
                self._apart[owner[a]].add(owner[b])
                self._apart[owner[b]].add(owner[a])
        self._joined = [(owner[a], owner[b]) for a, b in sorted(joined) if a in owner and b in owner]

    def _add_pull(self, a: int, b: int, amount: float) -> None:
        if a != b and amount:
            self._pull[a][b] = self._pull[b][a] = self._pull[a].get(b, 0.0) + amount

    def run(self) -> None:
        """Merge what an editor joined, then the closest groups first, ties by the lowest ids."""
        names = {name: name for name in self._members}
        for a, b in self._joined:
            a, b = _root(names, a), _root(names, b)
            if a != b:
                names[max(a, b)] = min(a, b)
                self._merge(min(a, b), max(a, b))
        heap = [(-self._average(a, b), a, b) for a in self._members for b in self._pull[a] if a < b]
        heapq.heapify(heap)
        while heap:
            distance, a, b = heapq.heappop(heap)
            if -distance < JOINED_AT:
                return
            current = a in self._members and b in self._members and b in self._pull[a]
            if not current or -distance != self._average(a, b) or b in self._apart[a]:
                continue
            self._merge(a, b)
            for other in self._pull[a]:
                heapq.heappush(heap, (-self._average(a, other), min(a, other), max(a, other)))

    def groups(self) -> Iterator[Report]:
        """The articles of each group, sorted."""
        for members in self._members.values():
            yield tuple(sorted(members))

    def _average(self, a: int, b: int) -> float:
        pairs = len(self._members[a]) * len(self._members[b])
        return round(self._pull[a][b] / pairs, 9)

    def _merge(self, into: int, gone: int) -> None:
        self._members[into] += self._members.pop(gone)
        self._pull[into].pop(gone, None)
        for other, amount in self._pull.pop(gone, {}).items():
            self._pull[other].pop(gone, None)
            self._add_pull(into, other, amount)
        for other in self._apart.pop(gone, set()):
            self._apart[other].discard(gone)
            self._apart[other].add(into)
            self._apart[into].add(other)


def _root(leader: dict[int, int], article: int) -> int:
    while leader[article] != article:
        leader[article] = leader[leader[article]]
        article = leader[article]
    return article


def _strongest_first(link: Link) -> tuple[float, int, int, str]:
    return (-link.score, link.first, link.second, link.relation)


def _ordered(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
