"""What a search engine answers: values that any engine can give and any page can show."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found, by its database id. ``score`` only orders hits of one search."""

    article_id: int
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many articles of the whole result carry ``value``. A facet's counts ignore the facet's own choice."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, the total, and the counts over the whole result set.

    ``terms`` are the analysed words of the query, for marking hits in snippets; ``did_you_mean`` is a better
    spelling that has hits, or empty.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    terms: frozenset[str] = frozenset()
    did_you_mean: str = ""
    took_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion for the search box: what is shown, what kind of thing it is, and its slug."""

    text: str
    kind: str
    value: str = ""
