"""Segments: the columns and postings of a batch of articles; built, merged, and turned into arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.search.backend import SearchDocument
from articles.search.facets import COLUMNS, FACET_NAMES
from articles.search.index.doc_values import month_values
from articles.search.index.inversion import Inverter
from articles.search.index.postings import Mask, Numbers, Postings, from_pairs
from articles.search.index.segment_merge import merged_postings
from articles.search.index.value_names import Packed, folded, packed, unpacked

# The fields that are searched, and those of them that are lists, one a line.
FIELDS = ("title", "body", "names", "byline")
LINE_FIELDS = frozenset({"names", "byline"})

# Per facet, the names of its values as records.
KnownAs = dict[str, Packed]


@dataclass(frozen=True, slots=True)
class Segment:
    """Documents by their number in the segment.

    ``days``: ordinals of the day of publication, 0 if unknown. ``lengths``: words a field. ``texts``: postings of each
    searched field. ``words``: postings of unstemmed words over all fields. ``facets``: postings of facet values.
    """

    article_ids: Numbers
    days: Numbers
    lengths: dict[str, NDArray[np.integer]]
    texts: dict[str, Postings]
    words: Postings
    facets: dict[str, Postings]
    known_as: KnownAs

    def __len__(self) -> int:
        return len(self.article_ids)

    def is_wider(self, column: str) -> bool:
        """Whether a widened column holds more values than the facet's own column."""
        return self.facets[column] is not self.facets[COLUMNS[column]]

    def field(self, name: str) -> Postings:
        """A searched field's postings, or those of the unstemmed words."""
        return self.words if name == "words" else self.texts[name]


class SegmentBuilder:
    """Builds a segment from documents added one by one."""

    def __init__(self) -> None:
        self._texts = Inverter(FIELDS)
        self._ids: list[int] = []
        self._days: list[int] = []
        self._values: dict[str, list[tuple[int, str]]] = {name: [] for name in COLUMNS}
        self._known_as: dict[str, dict[str, str]] = {name: {} for name in FACET_NAMES}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, document: SearchDocument) -> None:
        """Add a document; it gets the next number."""
        number, day = len(self._ids), document.published.toordinal() if document.published else 0
        for name in FIELDS:
            self._texts.add(name, getattr(document, name), lines=name in LINE_FIELDS)
        given = {"month": month_values(document.published)} | document.facets
        for column, facet in COLUMNS.items():
            values = given.get(column, given.get(facet, ()))
            self._values[column].extend((number, value) for value in values)
            if column == facet or column in given:
                names = document.known_as.get(facet, {})
                known = self._known_as[facet]
                known.update((value, _folded((value, *names.get(value, ())))) for value in values)
        self._ids.append(document.article_id)
        self._days.append(day)

    def _as_own(self, column: str) -> bool:
        """Whether a widened column holds the same values as the facet's own column."""
        own = COLUMNS[column]
        return column != own and self._values[column] == self._values[own]

    def finish(self) -> Segment:
        """The segment of all documents added."""
        inverted = self._texts.finish()
        return Segment(
            article_ids=np.array(self._ids, dtype=np.int64),
            days=np.array(self._days, dtype=np.int64),
            lengths=dict(inverted.lengths),
            texts=inverted.fields,
            words=inverted.words,
            facets=_wider(lambda c: None if self._as_own(c) else _facet(self._values[c])),
            known_as={facet: packed(names) for facet, names in self._known_as.items()},
        )


@lru_cache(maxsize=50_000)
def _folded(names: tuple[str, ...]) -> str:
    return folded(names)


def _facet(pairs: Sequence[tuple[int, str]]) -> Postings:
    values = sorted({value for _, value in pairs})
    ranks = {value: rank for rank, value in enumerate(values)}
    return from_pairs(
        values,
        np.array([ranks[value] for _, value in pairs], dtype=np.int64),
        np.array([number for number, _ in pairs], dtype=np.int64),
    )


def _wider(read: Callable[[str], Postings | None]) -> dict[str, Postings]:
    """All columns. Where ``read`` gives None, a widened column shares the postings of the facet's own."""
    found: dict[str, Postings] = {}
    for column, own in COLUMNS.items():
        wider = read(column)
        found[column] = found[own] if wider is None else wider
    return found


def merged(segments: Sequence[Segment], alive: Sequence[Mask]) -> Segment:
    """Several segments merged into one without their deleted documents; numbers continue from segment to segment."""

    def joined(parts: Iterable[NDArray[Any]]) -> NDArray[Any]:
        return np.concatenate([part[mask] for part, mask in zip(parts, alive, strict=True)])

    def column_of(column: str) -> Postings | None:
        if column != COLUMNS[column] and not any(segment.is_wider(column) for segment in segments):
            return None
        return merged_postings([segment.facets[column] for segment in segments], alive)

    known_as: dict[str, dict[str, str]] = {name: {} for name in FACET_NAMES}
    for segment in segments:
        for facet, names in segment.known_as.items():
            known_as[facet] |= unpacked(names)
    return Segment(
        article_ids=joined(segment.article_ids for segment in segments),
        days=joined(segment.days for segment in segments),
        lengths={name: joined(segment.lengths[name] for segment in segments) for name in FIELDS},
        texts={name: merged_postings([s.texts[name] for s in segments], alive) for name in FIELDS},
        words=merged_postings([segment.words for segment in segments], alive),
        facets=_wider(column_of),
        known_as={facet: packed(names) for facet, names in known_as.items()},
    )


def to_arrays(segment: Segment) -> dict[str, NDArray[Any]]:
    """The segment as named arrays for a segment file."""
    arrays: dict[str, NDArray[Any]] = {
        "article_ids": segment.article_ids,
        "days": segment.days,
    }
    arrays |= {f"known_as/{facet}": names for facet, names in segment.known_as.items()}
    arrays |= {f"length/{name}": numbers.astype(np.uint32) for name, numbers in segment.lengths.items()}
    facets = {c: p for c, p in segment.facets.items() if c == COLUMNS[c] or segment.is_wider(c)}
    for name, postings in {**segment.texts, "words": segment.words, **facets}.items():
        arrays |= {f"{name}/{part.name}": getattr(postings, part.name) for part in fields(Postings)}
    return arrays


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Segment:
    """The segment from the arrays that `to_arrays` made."""

    def postings(name: str) -> Postings:
        return Postings(**{part.name: arrays[f"{name}/{part.name}"] for part in fields(Postings)})

    return Segment(
        article_ids=arrays["article_ids"],
        days=arrays["days"],
        lengths={name: arrays[f"length/{name}"] for name in FIELDS},
        texts={name: postings(name) for name in FIELDS},
        words=postings("words"),
        facets=_wider(lambda column: postings(column) if f"{column}/ids" in arrays else None),
        known_as={facet: arrays[f"known_as/{facet}"] for facet in FACET_NAMES},
    )
