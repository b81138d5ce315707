"""The hits of a search in an article, numbered in reading order over body, captions and footnotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from articles.models import Article, Mention
from articles.pages.shared.highlighting import Hit
from articles.search.snippets import Piece, hit_spans, mark

# The row of numbers above the text has so many; every hit leads to the next one as well.
NUMBERED_MAX = 30

Part = tuple[str, int]


@dataclass(frozen=True, slots=True)
class HitPlaces:
    """``title`` in pieces; the hits of each part (``("body", 0)``, ``("caption", 2)`` …); how many there are."""

    title: tuple[Piece, ...]
    parts: dict[Part, list[Hit]]
    count: int

    @property
    def numbers(self) -> range:
        """Those that the row of numbers lists."""
        return range(1, min(self.count, NUMBERED_MAX) + 1)

    @property
    def not_numbered(self) -> int:
        return self.count - len(self.numbers)


def hit_places(article: Article, terms: Collection[str], named: Iterable[Mention] = ()) -> HitPlaces:
    """Where the analysed words of a search stand in an article, and where it names those whom the search chose."""
    places: defaultdict[Part, list[tuple[int, int]]] = defaultdict(list)
    for mention in named:
        places[mention.part, mention.part_index].append((mention.start, mention.end))
    texts: list[tuple[Part, str]] = [(("body", 0), article.body)]
    for part, blocks in (("caption", article.captions), ("footnote", article.footnotes)):
        texts += [((part, index), block["text"]) for index, block in enumerate(blocks)]
    found = [(part, *span) for part, text in texts for span in hit_spans(text, terms, places[part])]
    parts: dict[Part, list[Hit]] = {}
    for number, (part, start, end) in enumerate(found, start=1):
        parts.setdefault(part, []).append(Hit(start, end, number, number % len(found) + 1))
    return HitPlaces(mark(article.title, terms, places["title", 0]), parts, len(found))
