"""The source of an article as it came: which characters each field was read from, and what was removed and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.models import Article
from articles.pages.shared.segments import Segment, Span, cut
from articles.reading.decode import decode
from articles.reading.reader import source_text
from articles.reading.report import BadRecord, Decoded, RawFile

# Formats whose evidence counts in the decoded file itself; for the others the reader is asked for its text.
DECODED_FORMATS = frozenset({"text", "html"})
SHOWN_MAX_CHARACTERS = 200_000
# Around evidence that lies further down than that.
AROUND_CHARACTERS = 300
FIELD_LABELS = {
    "title": "headline",
    "outlet": "outlet",
    "agency": "agency",
    "published": "publication date",
    "dateline": "dateline",
    "byline": "byline",
    "reporters": "reporters",
    "url": "web address",
    "language": "language",
}


@dataclass(frozen=True, slots=True)
class Note:
    """The meaning of a span of the source: evidence of a field, or removed text."""

    field: str = ""
    rule: str = ""
    reason: str = ""

    @property
    def label(self) -> str:
        return FIELD_LABELS.get(self.field, self.field)


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """A piece of the source. ``anchors`` are the fields whose evidence begins here, ``closes`` what ends here.

    ``skipped`` counts the characters that are passed over before it, to come to a field's evidence further down.
    """

    text: str
    fields: tuple[Note, ...]
    removed: str
    anchors: tuple[str, ...]
    closes: tuple[Note, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class FoundField:
    """A field in the list above the source; ``here`` is false if its characters lie outside the text shown."""

    name: str
    label: str
    text: str
    rule: str
    here: bool


@dataclass(frozen=True, slots=True)
class SourcePage:
    article: Article
    encoding: str
    pieces: tuple[SourcePiece, ...]
    fields: tuple[FoundField, ...]
    removed: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    left_out: int


def _decoded(article: Article) -> Decoded:
    """The text that the evidence counts in; a file that is read no more is said to be, and its page stays."""
    data = bytes(article.source.data)
    if article.format in DECODED_FORMATS:
        return decode(data)
    try:
        return source_text(
            RawFile(article.source.name, data, article.source.chosen_encoding), article.source_part
        )
    except BadRecord as refusal:
        return Decoded("", "", (str(refusal),))


def source_page(article: Article) -> SourcePage:
    """Decode the source file again, as it was decoded when the article was read, and lay the evidence over it."""
    decoded = _decoded(article)
    text = decoded.text
    spans = list(_spans(article, text))
    parts = _parts_shown(len(text), spans)
    here = {span.value.field for span in spans if span.start < span.end}
    fields = tuple(
        FoundField(name, FIELD_LABELS.get(name, name), row["text"], row["rule"], name in here)
        for name, row in article.evidence.items()
    )
    return SourcePage(
        article=article,
        encoding=decoded.encoding,
        pieces=tuple(_pieces_of(text, parts, spans)),
        fields=fields,
        removed=tuple((row["text"], row["reason"]) for row in article.removed),
        warnings=(*decoded.warnings, *(w for w in article.warnings if w not in decoded.warnings)),
        left_out=len(text) - parts[-1][1],
    )


def _spans(article: Article, text: str) -> Iterator[Span[Note]]:
    """Evidence and removed text, where the characters in place are still the ones that were recorded."""
    for name, row in article.evidence.items():
        if text[row["start"] : row["end"]] == row["text"]:
            yield Span(row["start"], row["end"], Note(field=name, rule=row["rule"]))
    for row in article.removed:
        if row["start"] < row["end"]:
            yield Span(row["start"], row["end"], Note(reason=row["reason"]))


def _parts_shown(length: int, spans: Iterable[Span[Note]]) -> list[tuple[int, int]]:
    """The parts of the source to show: its head, and the surroundings of later evidence."""
    parts = [(0, min(length, SHOWN_MAX_CHARACTERS))]
    for span in sorted((span for span in spans if span.value.field), key=lambda span: span.start):
        start, end = span.start - AROUND_CHARACTERS, min(length, span.end + AROUND_CHARACTERS)
        if start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(parts[-1][1], end))
        else:
            parts.append((start, end))
    return parts


def _pieces_of(
    text: str, parts: Iterable[tuple[int, int]], spans: Iterable[Span[Note]]
) -> Iterator[SourcePiece]:
    shown = 0
    for start, end in parts:
        here = [
            Span(s.start - start, s.end - start, s.value) for s in spans if start <= s.start and s.end <= end
        ]
        pieces = _pieces(cut(text[start:end], here))
        if start > shown:
            yield SourcePiece("", (), "", (), (), skipped=start - shown)
        yield from pieces
        shown = end


def _pieces(segments: Iterable[Segment[Note]]) -> Iterator[SourcePiece]:
    for segment in segments:
        end = segment.start + len(segment.text)
        fields = tuple(span.value for span in segment.spans if span.value.field)
        removed = next((span.value.reason for span in segment.spans if span.value.reason), "")
        anchors = tuple(
            span.value.field for span in segment.spans if span.value.field and span.start == segment.start
        )
        closes = tuple(span.value for span in segment.spans if span.end == end)
        yield SourcePiece(segment.text, fields, removed, anchors, closes)
