"""The outlets, agencies and languages that a field offers while one types.

A page holds the names that most articles carry, by the counts of the search index: two statements and one pass over the
index's columns, however many articles there are. With scripts, what is typed is looked up among all names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.db.models import QuerySet

from articles.models import Agency, Outlet
from articles.search.backend import IndexMissing, SearchBackend
from articles.search.query.query import Query
from articles.search.results import Results

NAMES_MAX = 200
TYPED_MAX_CHARACTERS = 200
FOUND_MAX = 20
KINDS: Mapping[str, type[Outlet] | type[Agency]] = {"outlet": Outlet, "agency": Agency}
# A code of two letters and the language's name, as a field takes and shows them.
LANGUAGES = tuple(
    sorted((code, str(info["name"])) for code, info in LANG_INFO.items() if len(code) == 2 and "name" in info)
)


@dataclass(frozen=True, slots=True)
class KnownKind:
    """The names of a kind that most articles carry, up to NAMES_MAX, A to Z, and how many there are in all."""

    kind: str
    names: Sequence[str]
    total: int

    @property
    def cut(self) -> bool:
        return len(self.names) < self.total


@dataclass(frozen=True, slots=True)
class KnownNames:
    kinds: Sequence[KnownKind]
    languages: Sequence[tuple[str, str]] = LANGUAGES


def known_names(backend: SearchBackend) -> KnownNames:
    """What the room knows; without an index the first names of the alphabet."""
    try:
        counted = backend.search(Query(), facets=tuple(KINDS), values_max=NAMES_MAX)
    except IndexMissing:
        return KnownNames([_first(kind) for kind in KINDS])
    return KnownNames([_most_carried(kind, counted) for kind in KINDS])


def names_like(kind: str, typed: str) -> Sequence[str]:
    """The names of a kind that hold what was typed, those that begin with it first; none for nothing."""
    text = typed.strip()[:TYPED_MAX_CHARACTERS]
    if not text:
        return []
    begin = KINDS[kind].objects.filter(name__istartswith=text)
    hold = KINDS[kind].objects.filter(name__icontains=text).exclude(name__istartswith=text)
    names = _names(begin)
    return [*names, *_names(hold, FOUND_MAX - len(names))]


def _most_carried(kind: str, counted: Results) -> KnownKind:
    rows = KINDS[kind].objects.filter(slug__in=counted.facets.get(kind, {}))
    names = sorted(rows.values_list("name", flat=True), key=str.casefold)
    return KnownKind(kind, names, counted.values.get(kind, len(names)))


def _first(kind: str) -> KnownKind:
    every = KINDS[kind].objects.all()
    names = _names(every, NAMES_MAX)
    return KnownKind(kind, names, every.count() if len(names) == NAMES_MAX else len(names))


def _names(rows: QuerySet[Outlet] | QuerySet[Agency], most: int = FOUND_MAX) -> list[str]:
    return list(rows.values_list("name", flat=True)[:most])
