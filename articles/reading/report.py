"""The values that pass between the steps of the write line, from bytes to a report that is ready to store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class BadRecord(Exception):
    """A record that cannot be read. The message names the thing and the remedy, in words for the person who brought it."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as received: its base name and its bytes.

    ``encoding`` is the one that an editor chose for it; empty where it is to be found out.
    """

    name: str
    data: bytes
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and how it was decoded. Evidence offsets count code points of ``text``."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


class BlockKind(StrEnum):
    """The kind of a block."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text and the characters ``source[start:end]`` it was read from.

    ``text`` is what a reader sees (lines joined, character references resolved, junk at its edges cut), so it may
    differ from the slice; where it does not, offsets map one to one.
    """

    text: str
    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Removed:
    """Text of the source that is no part of the report, with the reason a person reads ("comment form")."""

    text: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters a field was read from: ``text == source[start:end]``, and the rule that read them."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that the format itself states for a field (JSON-LD, Open Graph, an e-mail header), with its evidence."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Document:
    """A source file split by its format: blocks in reading order, and the statements of the file.

    ``stated`` maps a field name ("title", "outlet", "published", "byline", "url", "language", or a key of
    ``reading.details.DETAILS``) to its statements, the most trustworthy first. ``removed`` holds what the format
    already knows to be no part of the report.
    """

    source: str
    format: str
    blocks: tuple[Block, ...]
    stated: dict[str, tuple[Stated, ...]] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    warnings: tuple[str, ...] = ()
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where (and sometimes when, and by which agency) a report says it was filed.

    ``text`` is the dateline as printed, glued junk cut off; ``place`` in the case of ordinary prose ("Kabul");
    ``places`` all of them ("LONDON/KABUL"); ``month`` and ``day`` as printed, ``date`` only where a year is known
    and why is said in ``date_reason``. ``start``/``end`` count in the source.
    """

    text: str
    place: str
    places: tuple[str, ...]
    start: int
    end: int
    region: str = ""
    country: str = ""
    agency: str = ""
    month: int | None = None
    day: int | None = None
    year: int | None = None
    date: dt.date | None = None
    date_reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One report read out of a source file, every field with its evidence. Unknown is empty, never guessed.

    ``title_origin`` is "source" or "derived"; ``published_precision`` is "", "year", "month", "day" or "minute";
    ``published`` is an ISO 8601 date or date-time of that precision. ``paragraphs`` are paragraphs and subheads in
    order, the dateline kept at the head of the first. ``evidence`` maps a field name to where it was read.
    ``reporters`` maps a byline's or sign-off's name to the place they reported from, where it is said.
    ``details`` maps a key of ``reading.details.DETAILS`` to its values: one, or a list of terms.
    """

    format: str
    encoding: str = ""
    title: str = ""
    title_origin: str = "source"
    outlet: str = ""
    agency: str = ""
    published: str = ""
    published_precision: str = ""
    dateline: Dateline | None = None
    byline: tuple[str, ...] = ()
    reporters: dict[str, str] = field(default_factory=dict)
    url: str = ""
    language: str = ""
    details: dict[str, tuple[str, ...]] = field(default_factory=dict)
    paragraphs: tuple[Block, ...] = ()
    captions: tuple[Block, ...] = ()
    footnotes: tuple[Block, ...] = ()
    removed: tuple[Removed, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The paragraphs joined by a blank line: the text that mentions count in.

        >>> Report(format="text", paragraphs=(Block("One.", 0, 4), Block("Two.", 6, 10))).body
        'One.\\n\\nTwo.'
        """
        return "\n\n".join(block.text for block in self.paragraphs)
