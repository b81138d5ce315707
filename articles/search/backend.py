"""The seam between the reading room and whichever engine searches for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from articles.search.query.query import Query
from articles.search.results import FACET_VALUES_MAX, Hit, Results, Suggestion

# A facet's name and one of its values.
FacetValue = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spread:
    """When articles were published: the first and last day, and how many in each month ("2021-07") that has any."""

    first: dt.date
    last: dt.date
    months: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One article as an engine sees it: plain text to search, slugs to count. Declared once for every engine.

    ``names`` holds every known name of each entity the article mentions, so that "Sergei Lavrov" finds an article
    that spells him Sergey. ``facets`` maps a column of a facet to its values; months are derived from ``published``,
    and a column that is left out holds what the facet's own does.
    ``known_as`` maps a facet's values to every name by which they are known, for ``person:Sergei``.
    """

    article_id: int
    title: str
    body: str
    names: str
    byline: str
    published: dt.date | None
    facets: dict[str, tuple[str, ...]]
    known_as: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


class IndexMissing(Exception):
    """There is no usable index; the message names the command that builds one."""


class IndexUnreadable(IndexMissing):
    """The machine lets nobody read the index: a folder in a file's place, lost permissions; the message says which."""


class EngineUnavailable(IndexMissing):
    """The engine does not answer; the index may be whole, so building one is no cure."""


class SearchBackend(Protocol):
    """What every engine can do. Methods are safe to call from many threads; one process writes at a time."""

    def search(
        self,
        query: Query,
        *,
        narrowed: bool = False,
        facets: Collection[str] | None = None,
        values_max: int = FACET_VALUES_MAX,
    ) -> Results:
        """Find the articles for a query. Raises IndexMissing when there is nothing to search in.

        ``narrowed``: each facet counts what was found, its own choice included, as a page about one value needs it.
        ``facets``: those that are counted, all that are listed where it is None; of each its ``values_max`` most frequent
        values, but of the months all.
        """
        ...

    def walk(self, query: Query) -> Iterator[Hit]:
        """Every line of a result in its order, on whatever page, as the index is when the first is asked for.

        A hit's score and the other reports of its story may be left out. Raises IndexMissing.
        """
        ...

    def cooccurrence(self, query: Query, values: Sequence[FacetValue]) -> Mapping[tuple[int, int], int]:
        """In how many of the articles found each two of these values stand together, by their places in ``values``.

        Raises IndexMissing.
        """
        ...

    def spreads(self, values: Sequence[FacetValue]) -> Mapping[FacetValue, Spread]:
        """When the articles that carry each of these values were published, those without a day left out.

        Raises IndexMissing.
        """
        ...

    def suggest(self, text: str, limit: int = 8) -> Sequence[Suggestion]:
        """Words of the index that begin with ``text``, the most frequent first."""
        ...

    def update(self, documents: Iterable[SearchDocument], deleted: Iterable[int] = ()) -> None:
        """Put documents in (replacing those of the same article) and take articles out, in one commit."""
        ...

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Build a new index beside the live one, swap it in, and return how many articles it holds."""
        ...

    def article_ids(self) -> frozenset[int]:
        """The articles in the index, for comparing it with the database. Raises IndexMissing."""
        ...

    def verify(self) -> None:
        """Read every file of the index anew and compare it with its checksum. Raises IndexMissing where one differs.

        What is open goes on being searched.
        """
        ...

    def warning(self) -> str:
        """What still works but should be seen to, in a sentence; empty where all is well."""
        ...
