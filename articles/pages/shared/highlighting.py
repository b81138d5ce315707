"""Highlighting: which mention, dateline, day or note sign covers which characters, for templates to mark up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.pages.shared.segments import Segment, Span, cut

KIND_WORDS = {"person": "person", "place": "place", "org": "organisation"}
ROLE_WORDS = {"metonym": "place, for its government", "demonym": "nationality"}
NOTE_SIGN = re.compile(r"[*†‡§]{1,3}|\[\d{1,2}\]")


@dataclass(frozen=True, slots=True)
class Naming:
    """A mention for highlighting; ``start`` and ``end`` count in the marked text."""

    start: int
    end: int
    kind: str
    role: str
    name: str
    url: str
    entity_id: int

    @property
    def says(self) -> str:
        """The kind of entity in a word, for readers who cannot see the underline."""
        return ROLE_WORDS.get(self.role) or KIND_WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class HitPart:
    """A part of a piece. ``number`` counts the search's hits in the article from 1, where one begins here; ``following``
    is the next one, or the first after the last."""

    text: str
    hit: bool = False
    number: int = 0
    following: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph. ``note`` numbers the footnote that a sign leads to, ``day`` the mention of a day that begins
    here, both from 1. ``parts`` are its text again, cut at the hits of a search; empty where it has none."""

    text: str
    naming: Naming | None = None
    first: bool = False
    dateline: bool = False
    note: int = 0
    day: int = 0
    parts: tuple[HitPart, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A block of an article, cut into pieces. ``anchor`` is its name in the page's address ("p3"), if it has one."""

    kind: str
    pieces: tuple[Piece, ...]
    anchor: str = ""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Dateline:
    pass


@dataclass(frozen=True, slots=True)
class _Note:
    number: int


@dataclass(frozen=True, slots=True)
class _Day:
    number: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit of a search: ``start`` and ``end`` count in the marked text, ``number`` and ``following`` as in `HitPart`."""

    start: int
    end: int
    number: int
    following: int


Layer = Naming | _Dateline | _Note | _Day | Hit


def mark_body(
    blocks: Sequence[tuple[str, str]],
    namings: Iterable[Naming],
    dateline: str = "",
    notes: Sequence[str] = (),
    days: Sequence[tuple[int, int]] = (),
    hits: Sequence[Hit] = (),
) -> list[MarkedText]:
    """Mark paragraphs and subheads, given as (kind, text); mentions count in the texts joined by a blank line.

    ``dateline`` is marked in the first paragraph that opens with it, ``notes`` are the footnotes' texts, ``days`` the
    mentions of days, ``hits`` what was searched for; both count like the others.
    """
    ordered = sorted(namings, key=lambda naming: naming.start)
    signs = note_signs(notes)
    named_days = [Span(*span, _Day(number)) for number, span in enumerate(days, start=1)]
    marked, offset = [], 0
    for kind, text in blocks:
        spans = list(_shifted(ordered, offset, len(text)))
        if dateline and text.startswith(dateline):
            spans.append(Span(0, len(dateline), _Dateline()))
            dateline = ""
        spans.extend(_note_spans(text, signs))
        spans.extend(_shifted(hits, offset, len(text)))
        spans.extend(
            Span(span.start - offset, span.end - offset, span.value)
            for span in named_days
            if offset <= span.start and span.end <= offset + len(text)
        )
        marked.append(MarkedText(kind, tuple(_pieces(cut(text, spans)))))
        offset += len(text) + 2
    return marked


def mark_text(kind: str, text: str, namings: Iterable[Naming], hits: Sequence[Hit] = ()) -> MarkedText:
    """Mark one text, a caption or a footnote, in which the mentions and hits count."""
    return mark_body([(kind, text)], namings, hits=hits)[0]


def note_signs(notes: Sequence[str]) -> dict[str, int]:
    """The sign that each footnote opens with, and the footnote's number.

    >>> note_signs(["*Known also as HSR.", "no sign", "[2] Since dissolved."])
    {'*': 1, '[2]': 3}
    """
    found: dict[str, int] = {}
    for number, note in enumerate(notes, start=1):
        if match := NOTE_SIGN.match(note):
            found.setdefault(match.group(), number)
    return found


def _shifted(marks: Sequence[Naming] | Sequence[Hit], offset: int, length: int) -> Iterator[Span[Layer]]:
    for one in marks:
        if offset <= one.start and one.end <= offset + length:
            yield Span(one.start - offset, one.end - offset, one)


def _note_spans(text: str, signs: dict[str, int]) -> Iterator[Span[Layer]]:
    for match in NOTE_SIGN.finditer(text) if signs else ():
        number = signs.get(match.group())
        if number and match.start() and not text[match.start() - 1].isspace():
            yield Span(match.start(), match.end(), _Note(number))


def _pieces(segments: Iterable[Segment[Layer]]) -> Iterator[Piece]:
    seen: set[int] = set()
    # A hit cuts no other mark in two: a name stays one link, however much of it was searched for.
    for spans, run in groupby(segments, key=_marks):
        parts = tuple(run)
        values = [span.value for span in spans]
        naming = next((value for value in values if isinstance(value, Naming)), None)
        note = next((value.number for value in values if isinstance(value, _Note)), 0)
        first = naming is not None and naming.entity_id not in seen
        if naming is not None:
            seen.add(naming.entity_id)
        begins = (span.value for span in spans if span.start == parts[0].start)
        day = next((value.number for value in begins if isinstance(value, _Day)), 0)
        dateline = any(isinstance(value, _Dateline) for value in values)
        text = "".join(part.text for part in parts)
        yield Piece(text, naming, first, dateline, note, day, tuple(_hit_parts(parts)))


def _marks(segment: Segment[Layer]) -> tuple[Span[Layer], ...]:
    return tuple(span for span in segment.spans if not isinstance(span.value, Hit))


def _hit_parts(segments: Sequence[Segment[Layer]]) -> Iterator[HitPart]:
    """The segments of a piece as parts, if one of them is a hit."""
    hits = [
        next(((span.value, span.start) for span in segment.spans if isinstance(span.value, Hit)), None)
        for segment in segments
    ]
    if not any(hits):
        return
    for segment, found in zip(segments, hits, strict=True):
        if found is None:
            yield HitPart(segment.text)
        else:
            hit, start = found
            yield HitPart(segment.text, True, hit.number if start == segment.start else 0, hit.following)
