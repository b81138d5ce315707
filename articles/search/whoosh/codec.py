"""Whoosh's codec interface over our segments, so that stock Whoosh runs on the same bytes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.formats import Format
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from articles.search.index import segment_file
from articles.search.index.segment import Segment, from_arrays, to_arrays

SEGMENT_EXTENSION = ".arrays"


class NumpySegment(base.Segment):  # type: ignore[misc]
    """The entry of a segment in the table of contents: name, size, deleted documents.

    Whoosh pickles it under its import path, so moving this class invalidates every index.
    """

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._count = 0
        self._deleted: set[int] = set()

    def codec(self) -> NumpyCodec:
        return NumpyCodec()

    def path(self, folder: Path) -> Path:
        """The path of its segment file."""
        return folder / str(self.make_filename(SEGMENT_EXTENSION))

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, count: int) -> None:
        self._count = count

    def doc_count_all(self) -> int:
        return self._count

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> set[int]:
        return self._deleted

    def is_deleted(self, number: int) -> bool:
        return number in self._deleted

    def delete_document(self, number: int, delete: bool = True) -> None:
        (self._deleted.add if delete else self._deleted.discard)(number)


class NumpyCodec(base.Codec):  # type: ignore[misc]
    """Whoosh's codec interface over segment files."""

    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> NumpySegment:
        return NumpySegment(indexname)

    def per_document_writer(self, storage: Any, segment: NumpySegment) -> NoDocuments:
        return NoDocuments()

    def field_writer(self, storage: Any, segment: NumpySegment) -> ArraysWriter:
        return ArraysWriter(Path(storage.folder), segment)

    def terms_reader(self, storage: Any, segment: NumpySegment) -> Terms:
        return Terms(_read(storage, segment))

    def per_document_reader(self, storage: Any, segment: NumpySegment) -> Documents:
        return Documents(_read(storage, segment), segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        raise NotImplementedError("segments are written whole")

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        raise NotImplementedError("postings are read through the terms")


def _read(storage: Any, segment: NumpySegment) -> Segment:
    return from_arrays(segment_file.read(segment.path(Path(storage.folder))))


class NoDocuments(base.PerDocumentWriter):  # type: ignore[misc]
    """Stores nothing document by document: everything is a column."""

    is_closed = False

    def start_doc(self, docnum: int) -> None:
        raise NotImplementedError("articles are added by NumpyWriter.add_article")

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        raise NotImplementedError("articles are added by NumpyWriter.add_article")

    def add_vector_items(self, fieldname: str, fieldobj: Any, items: Any) -> None:
        raise NotImplementedError("there are no vectors")

    def close(self) -> None:
        self.is_closed = True


class ArraysWriter:
    """Writes a whole segment at once."""

    def __init__(self, folder: Path, segment: NumpySegment) -> None:
        self._path = segment.path(folder)
        self.is_closed = False

    def write(self, segment: Segment) -> None:
        segment_file.write(self._path, to_arrays(segment))

    def close(self) -> None:
        self.is_closed = True


class Documents(base.PerDocumentReader):  # type: ignore[misc]
    """What stock Whoosh reads document by document: deletions and field lengths."""

    def __init__(self, content: Segment, segment: NumpySegment) -> None:
        self._lengths, self._segment = content.lengths, segment

    def close(self) -> None:
        """The map closes when the last array that looks at it goes."""

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> set[int]:
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths[fieldname][docnum]) if fieldname in self._lengths else default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths[fieldname].sum()) if fieldname in self._lengths else 0

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths[fieldname].min()) if fieldname in self._lengths else 0

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths[fieldname].max()) if fieldname in self._lengths else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {}


class Terms(base.TermsReader):  # type: ignore[misc]
    """The terms of a segment and their postings."""

    def __init__(self, content: Segment) -> None:
        self._fields = {**content.texts, "words": content.words, **content.facets}

    def close(self) -> None:
        """The map closes when the last array that looks at it goes."""

    def indexed_field_names(self) -> list[str]:
        return list(self._fields)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return term[0] in self._fields and self._fields[term[0]].find(term[1].decode()) >= 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((name, term.encode()) for name in sorted(self._fields) for term in self._fields[name].terms())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        postings = self._fields[fieldname]
        return ((fieldname, term.encode()) for term in postings.terms(postings.at(prefix.decode())))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        ids, counts, _ = self._arrays(fieldname, text)
        weights = counts if len(counts) else np.ones(len(ids))
        return TermInfo(
            weight=float(weights.sum()),
            df=len(ids),
            minlength=1,
            maxlength=int(weights.max()),
            maxweight=float(weights.max()),
            minid=int(ids[0]),
            maxid=int(ids[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return len(self._arrays(fieldname, text)[0]) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ArraysMatcher:
        return ArraysMatcher((fieldname, text), self._arrays(fieldname, text), format_, scorer)

    def _arrays(self, fieldname: str, text: bytes) -> tuple[Any, Any, Any]:
        """Ids, counts and positions of a term."""
        postings = self._fields[fieldname]
        number = postings.find(text.decode())
        if number < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        where = postings.where(number)
        if not len(postings.counts):
            return postings.ids[where], postings.counts, postings.positions
        return postings.ids[where], postings.counts[where], postings.places(number)[1]


class ArraysMatcher(LeafMatcher):  # type: ignore[misc]
    """Steps through a term's postings one by one, as stock Whoosh does."""

    def __init__(
        self, term: tuple[str, bytes], arrays: tuple[Any, Any, Any], format_: Format, scorer: Any
    ) -> None:
        self._term, self._arrays, self.format, self.scorer = term, arrays, format_, scorer
        self._ids, self._counts = arrays[0].tolist(), arrays[1].tolist()
        self._ends = np.cumsum(arrays[1], dtype=np.int64).tolist()
        self._at = 0

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> ArraysMatcher:
        other = type(self)(self._term, self._arrays, self.format, self.scorer)
        other._at = self._at
        return other

    def is_active(self) -> bool:
        return self._at < len(self._ids)

    def id(self) -> int:
        return int(self._ids[self._at])

    def next(self) -> None:
        self._at += 1

    def skip_to(self, id: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._ids, id, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._ids)
        return 1

    def weight(self) -> float:
        return float(self._counts[self._at]) if self._counts else 1.0

    def value(self) -> bytes:
        if not self._counts:
            return b""
        end = self._ends[self._at]
        encoded: bytes = self.format.encode(self._arrays[2][end - self._counts[self._at] : end].tolist())
        return encoded

    def block_min_length(self) -> int:
        return 1

    def block_max_length(self) -> int:
        return int(max(self._counts, default=1))

    def block_max_weight(self) -> float:
        return float(max(self._counts, default=1))

    def block_min_id(self) -> int:
        return self.id()

    def block_max_id(self) -> int:
        return int(self._ids[-1])
