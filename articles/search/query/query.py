"""The query: the whole state of a search as an immutable value, read from a URL and written back to one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from articles.search.facets import FACET_NAMES, FACETS, SWITCHES
from articles.search.query import parameters as read

MATCHES = ("all", "any")
SORTS = ("relevance", "newest", "oldest")
_FACETS = {facet.name: facet for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that narrows a search and can be taken away: a facet value, or the day from or to which."""

    name: str
    value: str
    excluded: bool = False

    @property
    def parameter(self) -> str:
        """Its name in the URL: an excluded value's begins with a minus."""
        return f"-{self.name}" if self.excluded else self.name


@dataclass(frozen=True, slots=True)
class Query:
    """A search as the URL states it. Any change but of the page leads back to page 1.

    ``choices`` are the facet values chosen (OR inside a facet, AND across) and excluded, in one fixed order.
    ``switched`` are the switches that are on, ``grouped`` whether the reports of one story are one line: None where the
    URL does not say, and then as its reader sees fit.
    ``problems`` says in words what was left out when it was read; it is no part of the URL.

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
        """Read a QueryDict, a mapping or pairs. Never raises: what makes no sense is left out and said."""
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
        """The parameters in their one order; what is as usual is left out."""
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
        """The parameters as they stand behind the question mark."""
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
        """How hits are sorted in the end: with no words there is no relevance, so the newest come first."""
        return "newest" if self.sort == "relevance" and not self.text else self.sort

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """All that narrows the search besides its words, in the order in which a page lists it."""
        days = (("from", self.date_from), ("to", self.date_to))
        return self.choices + tuple(Constraint(name, day.isoformat()) for name, day in days if day)

    def toggled(self, facet: str, value: str) -> Query:
        """With the value chosen, or, where it was chosen, no longer so. An excluded value becomes chosen."""
        return self._switched(Constraint(facet, value))

    def excluding(self, facet: str, value: str) -> Query:
        """With the value excluded, or, where it was excluded, no longer so. A chosen value becomes excluded."""
        return self._switched(Constraint(facet, value, excluded=True))

    def without(self, constraint: Constraint) -> Query:
        """Without one of its constraints."""
        if constraint.name == "from":
            return replace(self, date_from=None, page=1)
        if constraint.name == "to":
            return replace(self, date_to=None, page=1)
        return replace(self, choices=tuple(c for c in self.choices if c != constraint), page=1)

    def without_filters(self) -> Query:
        """With its words alone."""
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
        """With all words asked for, or any."""
        return replace(self, match=match, page=1)

    def sorted_by(self, sort: str) -> Query:
        """In another order."""
        return replace(self, sort=sort, page=1)

    def switching(self, switch: str) -> Query:
        """With a switch on, or, where it was on, off."""
        on = {*self.switched} ^ {switch}
        return replace(self, switched=tuple(name for name in SWITCHES if name in on), page=1)

    def grouping(self, grouped: bool | None) -> Query:
        """With the reports of one story as one line, or each on its own."""
        return replace(self, grouped=grouped, page=1)

    def column(self, facet: str) -> str:
        """Under which name the facet's values are kept, as the switches stand."""
        return _FACETS[facet].column(self.switched)

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
