"""Highlighting: which mention, dateline, day or note sign covers which characters, for templates to mark up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
class Piece:
    """A piece of a paragraph. ``note`` numbers the footnote that a sign leads to, ``day`` the mention of a day that begins
    here, both from 1."""

    text: str
    naming: Naming | None = None
    first: bool = False
    dateline: bool = False
    note: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A block of an article, cut into pieces."""

    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Dateline:
    pass


@dataclass(frozen=True, slots=True)
class _Note:
    number: int


@dataclass(frozen=True, slots=True)
class _Day:
    number: int


Layer = Naming | _Dateline | _Note | _Day


def mark_body(
    blocks: Sequence[tuple[str, str]],
    namings: Iterable[Naming],
    dateline: str = "",
    notes: Sequence[str] = (),
    days: Sequence[tuple[int, int]] = (),
) -> list[MarkedText]:
    """Mark paragraphs and subheads, given as (kind, text); mentions count in the texts joined by a blank line.

    ``dateline`` is marked where the first paragraph opens with it, ``notes`` are the footnotes' texts, ``days`` the
    mentions of days, which count like the others.
    """
    ordered = sorted(namings, key=lambda naming: naming.start)
    signs = note_signs(notes)
    named_days = [Span(*span, _Day(number)) for number, span in enumerate(days, start=1)]
    marked, offset = [], 0
    for number, (kind, text) in enumerate(blocks):
        spans = list(_shifted(ordered, offset, len(text)))
        if number == 0 and dateline and text.startswith(dateline):
            spans.append(Span(0, len(dateline), _Dateline()))
        spans.extend(_note_spans(text, signs))
        spans.extend(
            Span(span.start - offset, span.end - offset, span.value)
            for span in named_days
            if offset <= span.start and span.end <= offset + len(text)
        )
        marked.append(MarkedText(kind, tuple(_pieces(cut(text, spans)))))
        offset += len(text) + 2
    return marked


def mark_text(kind: str, text: str, namings: Iterable[Naming]) -> MarkedText:
    """Mark one text, a caption or a footnote, in which the mentions count."""
    return mark_body([(kind, text)], namings)[0]


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


def _shifted(namings: Sequence[Naming], offset: int, length: int) -> Iterator[Span[Layer]]:
    for naming in namings:
        if offset <= naming.start and naming.end <= offset + length:
            yield Span(naming.start - offset, naming.end - offset, naming)


def _note_spans(text: str, signs: dict[str, int]) -> Iterator[Span[Layer]]:
    for match in NOTE_SIGN.finditer(text) if signs else ():
        number = signs.get(match.group())
        if number and match.start() and not text[match.start() - 1].isspace():
            yield Span(match.start(), match.end(), _Note(number))


def _pieces(segments: Iterable[Segment[Layer]]) -> Iterator[Piece]:
    seen: set[int] = set()
    for segment in segments:
        values = [span.value for span in segment.spans]
        naming = next((value for value in values if isinstance(value, Naming)), None)
        note = next((value.number for value in values if isinstance(value, _Note)), 0)
        first = naming is not None and naming.entity_id not in seen
        if naming is not None:
            seen.add(naming.entity_id)
        begins = (span.value for span in segment.spans if span.start == segment.start)
        day = next((value.number for value in begins if isinstance(value, _Day)), 0)
        dateline = any(isinstance(value, _Dateline) for value in values)
        yield Piece(segment.text, naming, first, dateline, note, day)
