"""The results page: hits, how the query was read, what narrows it, and ways out of no results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypedDict

from articles.models import Entity
from articles.pages.search.any_word import any_word
from articles.pages.search.facet_boxes import FacetBox, facet_boxes
from articles.pages.search.facet_labels import ENTITY_KINDS, VALUES_MAX, Labels, labels_for
from articles.pages.search.hits import Hit, hits_of
from articles.pages.search.named_first import Offer, named_first
from articles.pages.shared import dates
from articles.pages.shared.paging import Paging, paging
from articles.pages.shared.timeline import Timeline, by_day, of_months
from articles.search.backend import SearchBackend
from articles.search.facets import FACETS, FACETS_BY_NAME, NO_VALUE
from articles.search.query.parser import parse
from articles.search.query.query import Constraint, Query
from articles.search.results import FACET_VALUES_MAX, Results

WAYS_OUT_TRIED_MAX = 6
# What stands between a filter's name and its value in a chip; without it, the value alone is said.
JOINTS = {"from": " ", "to": " ", "dateline": " "} | dict.fromkeys(
    ("agency", "language", "story", "slug", "number"), ": "
)
CONSTRAINT_LABELS = {facet.name: facet.label for facet in FACETS} | {"from": "From", "to": "To"}


@dataclass(frozen=True, slots=True)
class Applied:
    """An applied constraint: its label and value, what joins them in words, and the search without it."""

    label: str
    value: str
    excluded: bool
    without: Query
    joint: str

    @property
    def words(self) -> str:
        """What a chip says: “Not White House”, “From 1 July 2021”, “Agency: Reuters”."""
        value = f"{self.label}{self.joint}{self.value}" if self.joint else self.value
        return f"Not {value}" if self.excluded else value

    @property
    def url(self) -> str:
        return f"?{self.without.to_querystring()}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of viewing the results, as a link."""

    label: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WayOut:
    """A looser search for an empty result, with its number of articles."""

    text: str
    url: str
    count: int


class Carried(TypedDict):
    """What links and forms carry along of a search: all of it, without its days (for their form), without its words."""

    querystring: str
    searched: tuple[tuple[str, str], ...]
    hidden: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``degraded`` says in a sentence what is missing where the database was searched and not the index."""

    query: Query
    read_as: str
    results: Results
    hits: tuple[Hit, ...]
    applied: tuple[Applied, ...]
    paging: Paging
    first_number: int
    querystring: str
    searched: tuple[tuple[str, str], ...]
    hidden: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    problems: tuple[str, ...] = ()
    read_otherwise: bool = False
    translated: str = ""
    offers: tuple[Offer, ...] = ()
    facets: tuple[FacetBox, ...] = ()
    sorts: tuple[Choice, ...] = ()
    matches: tuple[Choice, ...] = ()
    groupings: tuple[Choice, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    degraded: str = ""
    timeline: Timeline | None = None

    @property
    def undated_link(self) -> str:
        """The same search without its days, ready for other ones."""
        return _base(self.query.between(None, None))

    @property
    def has_derived_headlines(self) -> bool:
        """Whether the headline of any hit was made from its first words."""
        return any(hit.article.title_origin == "derived" for hit in self.hits)

    @property
    def is_by_addition(self) -> bool:
        """Whether the articles added last stand first, so that each says when it was added."""
        return self.query.order == "added"

    @property
    def cleared_url(self) -> str:
        """The same words without any filter."""
        return f"?{self.query.without_filters().to_querystring()}"

    @property
    def stories_querystring(self) -> str:
        """What exports one line a story."""
        return self.query.grouping(True).to_querystring()

    @property
    def did_you_mean_url(self) -> str:
        return f"?{self.query.with_text(self.results.did_you_mean).to_querystring()}"

    @property
    def last_number(self) -> int:
        return self.first_number + len(self.hits) - 1


def search_page(
    asked: Query, backend: SearchBackend, grouped: bool = False, facet_size: int = VALUES_MAX
) -> SearchPage:
    """Search and build the page. ``grouped`` is the default for queries that do not say whether stories share a line.

    ``facet_size`` is how many values of each facet are listed at most. Raises NoSuchPage past the end, IndexMissing when
    there is nothing to search in.
    """
    query = with_slugs(asked)
    as_usual = grouped and grouped_as_usual(query)
    together = as_usual if query.grouped is None else query.grouped
    counted = max(facet_size, FACET_VALUES_MAX)
    results = backend.search(replace(query, grouped=together), values_max=counted)
    place = paged(query, results.lines)
    labels = labels_for(results.facets, query, facet_size)
    reading = parse(query.text, query.match)
    first = (place.number - 1) * query.page_size + 1
    return SearchPage(
        query=query,
        read_as=reading.read_as if query.text else "",
        read_otherwise=bool(query.text) and reading.otherwise,
        translated=reading.translated,
        problems=(*query.problems, *reading.problems),
        offers=named_first(query) if query.page == 1 else (),
        results=results,
        hits=tuple(hits_of(results, query, first)),
        facets=tuple(facet_boxes(query, results, labels, facet_size)),
        applied=tuple(applied_to(query, labels)),
        sorts=tuple(_sorts(query)),
        matches=tuple(_matches(query)),
        groupings=tuple(_groupings(query, results, together)),
        ways_out=tuple(_ways_out(query, labels, backend)) if not results.total else (),
        paging=place,
        first_number=first,
        timeline=_timeline(results),
        **carried(query),
    )


def carried(query: Query) -> Carried:
    """What the links and forms of a query's page carry along, to its first page."""
    first = query.on_page(1)
    searched = tuple(first.to_params())
    return Carried(
        querystring=first.to_querystring(),
        searched=searched,
        hidden=tuple(pair for pair in searched if pair[0] not in {"from", "to"}),
        kept=tuple(pair for pair in searched if pair[0] != "q"),
    )


def _timeline(results: Results) -> Timeline:
    """The days of a short range, else the months of the articles found; a year alone stands in the filter only."""
    if results.days:
        return by_day(results.days)
    return of_months({month: n for month, n in results.facets.get("month", {}).items() if "-" in month})


def grouped_as_usual(query: Query) -> bool:
    """Whether the list of results gives a story one line where the query does not say; not within a chosen story."""
    return "story" not in query.chosen


def with_slugs(query: Query) -> Query:
    """The query with entities given by id, or merged into another, under the slug that the index knows."""
    for choice in query.choices:
        kind = ENTITY_KINDS.get(choice.name)
        if kind is None:
            continue
        known = Entity.objects.filter(kind=kind).select_related("merged_into")
        found = known.filter(slug=choice.value).first()
        if found is None and choice.value.isdecimal() and len(choice.value) < 16:
            found = known.filter(pk=int(choice.value)).first()
        if found is not None:
            query = query.renamed(choice.name, choice.value, (found.merged_into or found).slug)
    return query


def paged(query: Query, lines: int) -> Paging:
    """The paging of so many lines found. Raises NoSuchPage past the end."""
    return paging(query.page, lines, query.page_size, _base(query))


def _base(query: Query) -> str:
    querystring = query.on_page(1).to_querystring()
    return f"?{querystring}&" if querystring else "?"


def _link(query: Query) -> str:
    return f"?{query.to_querystring()}"


def applied_to(query: Query, labels: Labels) -> Iterator[Applied]:
    """What narrows the search, each with the way to take it away."""
    for constraint in query.constraints:
        label = CONSTRAINT_LABELS[constraint.name]
        said, excluded = _said(constraint, query, labels), constraint.excluded
        if excluded and constraint.value == NO_VALUE and (some := FACETS_BY_NAME[constraint.name].some):
            said, excluded = some, False
        yield Applied(label, said, excluded, query.without(constraint), JOINTS.get(constraint.name, ""))


def _said(constraint: Constraint, query: Query, labels: Labels) -> str:
    day = {"from": query.date_from, "to": query.date_to}.get(constraint.name)
    return dates.day_shown(day) if day else labels[constraint.name, constraint.value]


def _sorts(query: Query) -> Iterator[Choice]:
    words = {"relevance": "best match", "newest": "newest", "oldest": "oldest", "added": "last added"}
    for value, label in words.items():
        if query.text or value != "relevance":
            yield Choice(label, _link(query.sorted_by(value)), query.order == value)


def _matches(query: Query) -> Iterator[Choice]:
    if len(query.text.split()) > 1:
        yield Choice("all words", _link(query.matching("all")), query.match == "all")
        yield Choice("any word", _link(query.matching("any")), query.match == "any")


def _groupings(query: Query, results: Results, together: bool) -> Iterator[Choice]:
    """Offered where it makes a difference."""
    if results.lines < results.total or query.grouped is False:
        usual = None if "story" not in query.chosen else True
        yield Choice("one line per story", _link(query.grouping(usual)), together)
        yield Choice("every article", _link(query.grouping(False)), not together)


def _ways_out(query: Query, labels: Labels, backend: SearchBackend) -> Iterator[WayOut]:
    """Looser searches that find something."""
    looser: list[tuple[str, Query]] = []
    if query.match == "all" and len(query.text.split()) > 1:
        looser.append(any_word(query, backend))
    for constraint in query.constraints:
        label = f"{CONSTRAINT_LABELS[constraint.name]}: {_said(constraint, query, labels)}"
        looser.append((f"Remove the filter {label}", query.without(constraint)))
    if len(query.constraints) > 1:
        looser.append(("Remove all filters", query.without_filters()))
    for text, other in looser[:WAYS_OUT_TRIED_MAX]:
        if found := backend.search(other).total:
            yield WayOut(text, _link(other), found)
