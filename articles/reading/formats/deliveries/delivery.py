"""From a report recognised in a delivery to a document of its own.

A `Draft` is a run of the sheet's lines that belong to one report. The layout says of each line what it is; what it says
nothing of is kept as removed text. The document's source is the draft's own piece of the delivery, so that a reader finds
every field where it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from articles.reading.formats.deliveries.lines import Line, Sheet, groups, joined_text
from articles.reading.offsets import source_span
from articles.reading.report import BadRecord, Block, BlockKind, Document, Evidence, Removed, Stated

COVER = "cover page of the delivery"
FRAME = "frame of the delivery"
CLASSIFICATION = "the database's classification"
COPYRIGHT = "copyright line"
CUT_SHORT = "The delivery breaks off in this report; the end of its text may be missing."
UNEXPLAINED = (
    "The delivery holds much more text here than was read as this report; look whether one was missed."
)
UNEXPLAINED_MIN_CHARACTERS = 2_000


@dataclass(slots=True)
class Draft:
    """One report while its layout reads it: ``sheet.lines[first:end]``, which nothing else of the delivery shares."""

    sheet: Sheet
    first: int
    end: int
    stated: dict[str, tuple[Stated, ...]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    told: set[int] = field(default_factory=set)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The draft's own lines."""
        return self.sheet.lines[self.first : self.end]

    def state(
        self, name: str, lines: Line | Sequence[Line], rule: str, value: str = "", printed: str = ""
    ) -> None:
        """State a field by a line, or by several that belong together.

        ``value`` is what they mean where that is another writing (an ISO day); ``printed`` the part of their text
        that says it. The first statement of a field is the one believed, but for lists, which take them all.
        """
        run = [lines] if isinstance(lines, Line) else list(lines)
        self.told.update(line.start for line in run)
        text = joined_text(run)
        shown = printed.strip() or value or text
        at = text.find(shown)
        block = Block(text, run[0].start, run[-1].end)
        span = (at, at + len(shown)) if at >= 0 else (0, len(text))
        start, end = source_span(self.sheet.source, block, *span)
        if told := (value or shown).strip():
            statement = Stated(told, Evidence(start, end, self.sheet.source[start:end], rule))
            self.stated[name] = (*self.stated.get(name, ()), statement)

    def body(self, lines: Sequence[Line], kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """Add the paragraphs that these lines print."""
        for group in groups(lines, wrapped=self.sheet.wrapped):
            self.told.update(line.start for line in group)
            self.blocks.append(Block(joined_text(group), group[0].start, group[-1].end, kind))

    def remove(self, lines: Iterable[Line], reason: str) -> None:
        """Keep lines as what they are: no part of the report."""
        for line in lines:
            if line.start not in self.told:
                self.told.add(line.start)
                self.removed.append(Removed(line.text, line.start, line.end, reason))

    def document(self, name: str) -> Document:
        """The finished document. Raises BadRecord where the delivery holds no text for this report."""
        title = next((part.value for part in self.stated.get("title", ())), "")
        if not self.blocks:
            called = f"“{title[:80]}”" if title else "one report"
            raise BadRecord(f"{called} has no text in this delivery. Bring it with its full text.")
        self.remove(self.lines, FRAME)
        self._weigh()
        start, end = self._piece()
        return replace(
            _moved(self, -start),
            source=self.sheet.source[start:end],
            format=name,
            warnings=(*self.sheet.warnings, *self.warnings),
            encoding=self.sheet.encoding,
        )

    def _weigh(self) -> None:
        """Say so where this piece of the delivery holds much more text than was read as its report."""
        left = sum(len(part.text) for part in self.removed if part.reason == FRAME)
        if left > UNEXPLAINED_MIN_CHARACTERS and left > sum(len(block.text) for block in self.blocks):
            self.warnings.append(UNEXPLAINED)

    def _piece(self) -> tuple[int, int]:
        """The characters of the delivery from this report's first line up to the next report's."""
        lines = self.sheet.lines
        start = lines[self.first].start if self.first else 0
        return start, lines[self.end].start if self.end < len(lines) else len(self.sheet.source)


def _moved(draft: Draft, by: int) -> Document:
    def told(part: Stated) -> Stated:
        evidence = part.evidence
        return replace(part, evidence=replace(evidence, start=evidence.start + by, end=evidence.end + by))

    return Document(
        "",
        "",
        tuple(replace(block, start=block.start + by, end=block.end + by) for block in draft.blocks),
        {name: tuple(map(told, parts)) for name, parts in draft.stated.items()},
        tuple(
            sorted(
                (replace(part, start=part.start + by, end=part.end + by) for part in draft.removed),
                key=lambda part: part.start,
            )
        ),
    )


def documents(name: str, drafts: Iterable[Draft]) -> Iterator[Document | BadRecord]:
    """The documents of a delivery in order; a report without text says so in its place."""
    for number, draft in enumerate(drafts, 1):
        try:
            yield draft.document(name)
        except BadRecord as refusal:
            yield BadRecord(f"report {number}: {refusal}")


def drafts_between(sheet: Sheet, starts: Sequence[int]) -> Iterator[Draft]:
    """A draft from each of these lines to the next; what stands above the first is the first draft's cover."""
    bounds = [*starts, len(sheet.lines)]
    for number, start in enumerate(starts):
        draft = Draft(sheet, start if number else 0, bounds[number + 1])
        draft.remove(sheet.lines[draft.first : start], COVER)
        yield draft
