"""A wire message as text: its source is put together line by line, and every field points to its characters.

Wires in ANPA 1312 and IPTC 7901 are framed by control characters, which no reader sees. The source is therefore the
message without them: header lines first, then the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.reading.decode import tidy
from articles.reading.report import Block, Document, Evidence, Removed, Stated

SOH, STX, ETX, EOT = b"\x01", b"\x02", b"\x03", b"\x04"
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(slots=True)
class WireText:
    """Collects the source of one message and the fields read from it."""

    source: str = ""
    blocks: list[Block] = field(default_factory=list)
    stated: dict[str, tuple[Stated, ...]] = field(default_factory=dict)
    removed: list[Removed] = field(default_factory=list)

    def line(self, text: str) -> int:
        """Add a line; where it starts."""
        start = len(self.source)
        self.source += text + "\n"
        return start

    def state(self, name: str, value: str, rule: str, start: int = -1, end: int = -1) -> None:
        """A field read from characters of the source: those of ``start`` and ``end``, else where the value stands."""
        if not value:
            return
        if start < 0:
            start = max(0, self.source.rfind(value))
            end = start + len(value)
        told = Stated(value, Evidence(start, end, self.source[start:end], rule))
        self.stated[name] = (*self.stated.get(name, ()), told)

    def remove(self, start: int, end: int, reason: str) -> None:
        """Text of the source that is no part of the report."""
        if text := self.source[start:end].strip():
            at = self.source.index(text, start)
            self.removed.append(Removed(text, at, at + len(text), reason))

    def paragraphs(self, lines: Sequence[tuple[str, int]]) -> None:
        """Add paragraphs of printed lines, each with where it stands; an empty or indented line begins a new one."""
        open_lines: list[tuple[str, int]] = []
        for text, start in (*lines, ("", 0)):
            if open_lines and (not text.strip() or text[:1] in " \t"):
                self._paragraph(open_lines)
                open_lines = []
            if text.strip():
                open_lines.append((text, start))
        if open_lines:
            self._paragraph(open_lines)

    def _paragraph(self, lines: list[tuple[str, int]]) -> None:
        shown = " ".join(" ".join(text.split()) for text, _ in lines)
        first, last = lines[0], lines[-1]
        start = first[1] + len(first[0]) - len(first[0].lstrip())
        self.blocks.append(Block(shown, start, last[1] + len(last[0].rstrip())))

    def document(self, name: str, encoding: str, warnings: tuple[str, ...] = ()) -> Document:
        """The message as a document."""
        return Document(
            self.source, name, tuple(self.blocks), self.stated, tuple(self.removed), warnings, encoding
        )


def plain(data: bytes) -> bytes:
    """The bytes without control characters, those that part header fields as a space."""
    return _CONTROLS.sub(b"", data.replace(b"\x13", b" ").replace(b"\x11", b" ").replace(b"\x1f", b" "))


def lines_of(text: str) -> list[str]:
    """The lines of a message's text; tabs stay, for they indent."""
    return [tidy(line).rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
