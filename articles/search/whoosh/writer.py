"""The index writer: Whoosh's lock, generations and table of contents, with segments of our arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import SegmentWriter

from articles.search.backend import SearchDocument
from articles.search.index.postings import Mask
from articles.search.index.segment import Segment, SegmentBuilder, merged
from articles.search.whoosh.codec import NumpyCodec, NumpySegment
from articles.search.whoosh.toc import write_toc

LOCK_TIMEOUT_SECONDS = 20
# So many segments of one order of magnitude are merged. Larger ones wait for a rebuild: merging them takes seconds.
SEGMENTS_OF_A_SIZE = 8
MERGED_MAX_ARTICLES = 20_000

# Given the number of live documents of each segment, the groups of segments (by position) to merge.
Policy = Callable[[Sequence[int]], Sequence[Sequence[int]]]
Load = Callable[[NumpySegment], Segment]


class NumpyWriter(SegmentWriter):  # type: ignore[misc]
    """One commit: adds and deletes articles, and merges segments."""

    def __init__(self, index: FileIndex, load: Load) -> None:
        super().__init__(index, codec=NumpyCodec(), compound=False, timeout=LOCK_TIMEOUT_SECONDS)
        self._folder, self._load = Path(index.storage.folder), load
        self.segments: list[NumpySegment] = self.segments
        self._building = SegmentBuilder()

    def add_article(self, document: SearchDocument) -> None:
        """Add an article. A committed one with the same id must be deleted first."""
        self._building.add(document)
        self.docnum += 1
        self._added = True

    def delete_articles(self, article_ids: Sequence[int]) -> None:
        """Mark the committed articles with these ids as deleted."""
        wanted = np.array(article_ids, dtype=np.int64)
        for segment in self.segments:
            for number in np.flatnonzero(np.isin(self._load(segment).article_ids, wanted)).tolist():
                segment.delete_document(number)

    def merge_by(self, policy: Policy) -> None:
        """Merge the groups of segments that the policy names, and drop segments without live documents."""
        self.segments = [s for s in self.segments if s.doc_count()]
        groups = policy([s.doc_count() for s in self.segments])
        for group in groups:
            self.segments.append(self._merged([self.segments[place] for place in group]))
        gone = {place for group in groups for place in group}
        self.segments = [s for place, s in enumerate(self.segments) if place not in gone]

    def _merged(self, segments: Sequence[NumpySegment]) -> NumpySegment:
        content = merged([self._load(segment) for segment in segments], [live_docs(s) for s in segments])
        segment: NumpySegment = self.codec.new_segment(self.storage, self.indexname)
        self.codec.field_writer(self.storage, segment).write(content)
        segment.set_doc_count(len(content))
        return segment

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self.fieldwriter.write(self._building.finish())
        self.fieldwriter.close()

    def _commit_toc(self, segments: Sequence[NumpySegment]) -> None:
        write_toc(self._folder, self.indexname, TOC(self.schema, segments, self.generation))
        clean_files(self.storage, self.indexname, self.generation, segments)


def live_docs(segment: NumpySegment) -> Mask:
    """A mask of the documents of a segment that are not deleted."""
    mask: Mask = np.ones(segment.doc_count_all(), dtype=bool)
    mask[list(segment.deleted_docs())] = False
    return mask


def tiered_policy(sizes: Sequence[int]) -> list[list[int]]:
    """Merge similar-sized small segments once there are several, so that each article is merged only a few times.

    >>> tiered_policy([20_000, 1, 1, 1, 1, 1, 1, 1])
    []
    >>> tiered_policy([20_000, 1, 1, 1, 1, 1, 1, 1, 2])
    [[1, 2, 3, 4, 5, 6, 7, 8]]
    """
    order = sorted(range(len(sizes)), key=lambda place: sizes[place])
    for count in range(len(order), 1, -1):
        group = order[:count]
        total, largest = sum(sizes[place] for place in group), sizes[group[-1]]
        if count >= SEGMENTS_OF_A_SIZE and total <= MERGED_MAX_ARTICLES and largest * count <= total * 4:
            return [sorted(group)]
    return []


def size_capped_policy(articles_max: int) -> Policy:
    """A policy that merges neighbours as long as they have at most ``articles_max`` live documents together."""

    def policy(sizes: Sequence[int]) -> list[list[int]]:
        groups: list[list[int]] = [[]]
        for place, size in enumerate(sizes):
            if groups[-1] and sum(sizes[p] for p in groups[-1]) + size > articles_max:
                groups.append([])
            groups[-1].append(place)
        return [group for group in groups if len(group) > 1]

    return policy


@contextmanager
def open_writer(index: FileIndex, load: Load, policy: Policy = tiered_policy) -> Iterator[NumpyWriter]:
    """A writer that commits at the end of the block, or cancels and frees the lock where anything fails.

    ``load`` reads a segment; the caller may have it in memory already.
    """
    writer = NumpyWriter(index, load)
    try:
        yield writer
        writer.merge_by(policy)
        writer.commit(merge=False)
    finally:
        if not writer.is_closed:
            writer.cancel()
