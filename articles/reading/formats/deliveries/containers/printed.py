"""Lines of deliveries without a text of their own (Word, PDF): their source is composed of what they show.

Their bytes are no reading matter, so the source that offsets count in is put together here: a line each, a blank line
where a paragraph ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from articles.reading.formats.deliveries.lines import Line, Sheet


@dataclass(slots=True)
class Printer:
    """Puts lines one under the other into a source of their own."""

    parts: list[str]
    lines: list[Line]
    length: int = 0

    @classmethod
    def new(cls) -> Printer:
        """A printer with an empty page."""
        return cls([], [])

    def print(self, line: Line) -> None:
        """Add a line; where it stands is counted here, whatever it says itself."""
        if self.lines:
            parting = "\n\n" if line.after_gap or line.new_page else "\n"
            self.parts.append(parting)
            self.length += len(parting)
        self.lines.append(replace(line, start=self.length, end=self.length + len(line.text)))
        self.parts.append(line.text)
        self.length += len(line.text)

    def sheet(self, container: str, *, wrapped: bool = False) -> Sheet:
        """The finished sheet."""
        return Sheet("".join(self.parts), tuple(self.lines), container, wrapped, "utf-8")


def sheet_of_lines(lines: Iterable[Line], container: str, *, wrapped: bool = False) -> Sheet:
    """The sheet of lines that have no source of their own yet."""
    printer = Printer.new()
    for line in lines:
        printer.print(line)
    return printer.sheet(container, wrapped=wrapped)
