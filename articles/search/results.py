"""Search results: values that any engine can give and any page can show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

# Each value of a facet and how many articles of the result carry it, in the order in which a page shows them.
Counts = Mapping[str, int]
# Enough for any page of results; the months are never cut, for the timeline needs them all.
FACET_VALUES_MAX = 200
DAYS_COUNTED_MAX = 31


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found, by its database id. ``score`` only orders hits of one search.

    Where the reports of a story are one line, it is the best of them, ``others`` are the next best of those that were
    found too, and ``reports`` says how many were found in all.
    """

    article_id: int
    score: float = 0.0
    others: tuple[int, ...] = ()
    reports: int = 1


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, the total, and the counts over the whole result set.

    ``total`` counts articles, ``lines`` what the pages list: articles, or stories where their reports are one line. A
    facet's counts ignore the facet's own choice and hold its most frequent values; ``values`` says how many different ones
    there are, ``without`` how many articles carry none. ``terms`` are the analysed words of the query, for marking hits in
    snippets; ``did_you_mean`` is a better spelling that finds more, or empty.
    ``days`` says how many were published on each day, where the query asks for so few of them that they can be drawn.
    """

    total: int
    lines: int = 0
    hits: tuple[Hit, ...] = ()
    facets: dict[str, Counts] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)
    terms: frozenset[str] = frozenset()
    did_you_mean: str = ""
    took_ms: float = 0.0
    days: Mapping[dt.date, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion for the search box: what is shown, what kind of thing it is, and its slug."""

    text: str
    kind: str
    value: str = ""
