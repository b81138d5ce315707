"""Links that add or remove one value of a facet; a results page has hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from articles.search.facets import FACET_NAMES
from articles.search.query.query import Query


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """The query strings that differ in one facet's values alone; what stands ``before`` and ``behind`` these is made once.

    They are what `Query.toggled` and `Query.excluding` lead to. Values are slugs and months: nothing in them is quoted.
    """

    facet: str
    before: str
    behind: str
    chosen: frozenset[str]
    excluded: frozenset[str]

    @classmethod
    def of(cls, query: Query, facet: str) -> FacetLinks:
        """The links of a facet's values from a search."""
        first = query.on_page(1)
        pairs, place = first.to_params(), FACET_NAMES.index(facet)
        earlier = {"q", *(sign + name for name in FACET_NAMES[:place] for sign in ("", "-"))}
        own = {facet, f"-{facet}"}
        before = urlencode([pair for pair in pairs if pair[0] in earlier])
        behind = urlencode([pair for pair in pairs if pair[0] not in earlier | own])
        return cls(
            facet,
            f"{before}&" if before else "",
            f"&{behind}" if behind else "",
            frozenset(query.chosen.get(facet, ())),
            frozenset(query.excluded.get(facet, ())),
        )

    def toggled(self, value: str) -> str:
        """With the value chosen, or, where it was, no longer."""
        if not self.chosen and not self.excluded:
            return f"{self.before}{self.facet}={value}{self.behind}"
        return self._with(self.chosen ^ {value}, self.excluded - {value})

    def excluding(self, value: str) -> str:
        """With the value excluded, or, where it was, no longer."""
        if not self.chosen and not self.excluded:
            return f"{self.before}-{self.facet}={value}{self.behind}"
        return self._with(self.chosen - {value}, self.excluded ^ {value})

    def _with(self, chosen: Iterable[str], excluded: Iterable[str]) -> str:
        own = [f"{self.facet}={value}" for value in sorted(chosen)]
        own += [f"-{self.facet}={value}" for value in sorted(excluded)]
        if not own:
            return f"{self.before[:-1]}{self.behind if self.before else self.behind[1:]}"
        return f"{self.before}{'&'.join(own)}{self.behind}"
