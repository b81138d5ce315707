"""The query: the whole state of a search as an immutable value, read from a URL and written back to one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from articles.search.facets import FACET_NAMES, FACETS_BY_NAME, SWITCHES
from articles.search.query import parameters as read
from articles.search.results import DAYS_COUNTED_MAX

MATCHES = ("all", "any")
SORTS = ("relevance", "newest", "oldest", "added")


@dataclass(frozen=True, slots=True)
class Constraint:
    """One removable restriction of a search: a facet value, or its first or last day."""

    name: str
    value: str
    excluded: bool = False

    @property
    def parameter(self) -> str:
        """The URL parameter; for an excluded value it begins with a minus."""
        return f"-{self.name}" if self.excluded else self.name


@dataclass(frozen=True, slots=True)
class Query:
    """A search as the URL states it. Every change except of the page leads back to page 1.

    ``choices``: facet values, chosen (OR within a facet, AND across facets) or excluded, in one fixed order.
    ``switched``: the switches that are on. ``grouped``: whether the reports of one story share a line; None where the URL
    does not say, which leaves it to the reader of the query. ``problems``: what reading the URL left out, in words; no
    part of the URL.

    >>> Query.from_params([("q", "evacuation"), ("-place", "kabul")]).toggled("outlet", "the-dial").to_querystring()
    'q=evacuation&outlet=the-dial&-place=kabul'
    """

    text: str = ""
    choices: tuple[Constraint, ...] = ()
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    match: str = "all"
    sort: str = "relevance"
    switched: tuple[str, ...] = ()
    grouped: bool | None = None
    page: int = 1
    page_size: int = read.PAGE_SIZE_DEFAULT
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_params(cls, params: read.Params) -> Query:
        """Read a QueryDict, a mapping or pairs. Never raises: it leaves out what makes no sense and says so."""
        lists = read.as_lists(params)
        problems: list[str] = []

        def last(name: str) -> str:
            return lists.get(name, [""])[-1] if lists.get(name) else ""

        first_day = read.read_day(last("from"), "from", problems)
        last_day = read.read_day(last("to"), "to", problems, last=True)
        if first_day and last_day and first_day > last_day:
            problems.append("“From” was later than “to”: they were read the other way round.")
            first_day, last_day = last_day, first_day
        size, most = read.PAGE_SIZE_DEFAULT, read.PAGE_SIZE_MAX
        return cls(
            text=read.read_text(last("q"), problems),
            choices=_ordered(Constraint(*choice) for choice in read.read_choices(lists, problems)),
            date_from=first_day,
            date_to=last_day,
            match=read.read_word(last("match"), "match", MATCHES, problems),
            sort=read.read_word(last("sort"), "sort", SORTS, problems),
            switched=tuple(name for name in SWITCHES if read.read_switch(last(name), name, problems)),
            grouped=read.read_switch(last("group"), "group", problems),
            page=read.read_number(last("page"), "page", 1, read.PAGE_MAX, problems),
            page_size=read.read_number(last("page_size"), "page_size", size, most, problems),
            problems=tuple(problems),
        )

    def to_params(self) -> list[tuple[str, str]]:
        """The parameters in one fixed order, without defaults."""
        pairs = [("q", self.text)] + [(choice.parameter, choice.value) for choice in self.choices]
        pairs += [("from", self.date_from.isoformat() if self.date_from else "")]
        pairs += [("to", self.date_to.isoformat() if self.date_to else "")]
        pairs += [("match", self.match if self.match != "all" else "")]
        pairs += [("sort", self.sort if self.sort != "relevance" else "")]
        pairs += [(name, "on") for name in self.switched]
        pairs += [("group", {True: "on", False: "off", None: ""}[self.grouped])]
        pairs += [("page_size", str(self.page_size) if self.page_size != read.PAGE_SIZE_DEFAULT else "")]
        pairs += [("page", str(self.page) if self.page != 1 else "")]
        return [(name, value) for name, value in pairs if value]

    def to_querystring(self) -> str:
        """The parameters as the query string of a URL."""
        return urlencode(self.to_params())

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The chosen values of each facet that has any."""
        return self._values(excluded=False)

    @property
    def excluded(self) -> dict[str, tuple[str, ...]]:
        """The excluded values of each facet that has any."""
        return self._values(excluded=True)

    @property
    def order(self) -> str:
        """The effective sort order. A search without words has no relevance, so its newest articles come first."""
        return "newest" if self.sort == "relevance" and not self.text else self.sort

    @property
    def spans_few_days(self) -> bool:
        """Whether the days it is held to are few enough to be counted one by one."""
        first, last = self.date_from, self.date_to
        return first is not None and last is not None and (last - first).days < DAYS_COUNTED_MAX

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """All restrictions besides the words, in the order in which a page lists them."""
        days = (("from", self.date_from), ("to", self.date_to))
        return self.choices + tuple(Constraint(name, day.isoformat()) for name, day in days if day)

    def toggled(self, facet: str, value: str) -> Query:
        """With the choice of a value toggled. An excluded value becomes chosen."""
        return self._switched(Constraint(facet, value))

    def excluding(self, facet: str, value: str) -> Query:
        """With the exclusion of a value toggled. A chosen value becomes excluded."""
        return self._switched(Constraint(facet, value, excluded=True))

    def without(self, constraint: Constraint) -> Query:
        """Without one constraint."""
        if constraint.name == "from":
            return replace(self, date_from=None, page=1)
        if constraint.name == "to":
            return replace(self, date_to=None, page=1)
        return replace(self, choices=tuple(c for c in self.choices if c != constraint), page=1)

    def without_filters(self) -> Query:
        """With the words alone."""
        return replace(self, choices=(), date_from=None, date_to=None, page=1)

    def renamed(self, facet: str, old: str, new: str) -> Query:
        """With a facet value under another name: an entity's id as its slug. The page stays."""
        changed = (replace(c, value=new) if (c.name, c.value) == (facet, old) else c for c in self.choices)
        return replace(self, choices=_ordered(changed))

    def with_text(self, text: str) -> Query:
        """With other words, the filters kept."""
        return replace(self, text=read.read_text(text, []), page=1)

    def between(self, date_from: dt.date | None, date_to: dt.date | None) -> Query:
        """With other days, both included."""
        return replace(self, date_from=date_from, date_to=date_to, page=1)

    def matching(self, match: str) -> Query:
        """With all words required ("all"), or one ("any")."""
        return replace(self, match=match, page=1)

    def sorted_by(self, sort: str) -> Query:
        """In another order."""
        return replace(self, sort=sort, page=1)

    def switching(self, switch: str) -> Query:
        """With a switch toggled."""
        on = {*self.switched} ^ {switch}
        return replace(self, switched=tuple(name for name in SWITCHES if name in on), page=1)

    def grouping(self, grouped: bool | None) -> Query:
        """With the reports of a story on one line, or on a line each."""
        return replace(self, grouped=grouped, page=1)

    def column(self, facet: str) -> str:
        """The index column of a facet under the current switches."""
        return FACETS_BY_NAME[facet].column(self.switched)

    def on_page(self, page: int) -> Query:
        """On another page."""
        return replace(self, page=page)

    def _switched(self, wanted: Constraint) -> Query:
        others = [c for c in self.choices if (c.name, c.value) != (wanted.name, wanted.value)]
        added = [] if wanted in self.choices else [wanted]
        return replace(self, choices=_ordered(others + added), page=1)

    def _values(self, excluded: bool) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for choice in self.choices:
            if choice.excluded == excluded:
                found[choice.name] = (*found.get(choice.name, ()), choice.value)
        return found


def _ordered(choices: Iterable[Constraint]) -> tuple[Constraint, ...]:
    return tuple(sorted(set(choices), key=lambda c: (FACET_NAMES.index(c.name), c.excluded, c.value)))
