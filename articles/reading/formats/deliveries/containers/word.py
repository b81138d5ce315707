"""Word deliveries as lines, read as a stream, because a delivery can have a million elements."""

from __future__ import annotations

from xml.parsers import expat

from articles.reading.decode import tidy
from articles.reading.formats.deliveries.containers.printed import Printer
from articles.reading.formats.deliveries.lines import Line, Sheet
from articles.reading.report import BadRecord

ELEMENTS_MAX = 5_000_000
_SKIPPED = frozenset(("del", "moveFrom", "instrText", "delText", "txbxContent", "Fallback"))
_OFF = frozenset(("0", "false", "none", "off"))


def sheet_of(part: str) -> Sheet:
    """The sheet of ``word/document.xml``. Raises BadRecord for what is no XML and for a file that declares entities."""
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = reader.declared
    try:
        parser.Parse(part.encode("utf-8", "replace"), True)
    except expat.ExpatError as fault:
        raise BadRecord(f"no readable Word file ({fault}). Save it anew, or bring its text.") from fault
    return reader.printer.sheet("docx")


class _Reader:
    """Gathers a paragraph's runs and prints its lines when it ends."""

    def __init__(self) -> None:
        self.printer = Printer.new()
        self.count = self.skipping = 0
        self.shown: list[str] = []
        self.strong = 0
        self.all_bold = True
        self.run_bold = self.in_run = self.in_text = False
        self.centred = False
        self.size = 0.0
        self.marks: set[str] = set()
        self.page = self.new_section = False
        self.row = self.column = -1
        self.rows = 0
        self.tables: list[tuple[int, int]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > ELEMENTS_MAX:
            raise BadRecord(f"it has more than {ELEMENTS_MAX:,} elements. Bring it in parts.")
        name = name.rpartition(":")[2]
        if self.skipping or name in _SKIPPED:
            self.skipping += 1
            return
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()} if attributes else {}
        if name == "t":
            self.in_text = True
        elif name == "r":
            self.in_run, self.run_bold = True, False
        elif name in ("tbl", "tr", "tc"):
            self._table(name)
        else:
            self._property(name, told)

    def _table(self, name: str) -> None:
        if name == "tbl":
            self.tables.append((self.row, self.column))
        elif name == "tr":
            self.rows += 1
            self.row, self.column = self.rows, -1
        elif self.row >= 0:
            self.column += 1

    def _property(self, name: str, told: dict[str, str]) -> None:
        if name in ("br", "cr"):
            self.page = self.page or told.get("type") == "page"
            self._print()
        elif name in ("tab", "noBreakHyphen") and self.in_run:
            self.shown.append(" " if name == "tab" else "-")
        elif name == "b" and self.in_run:
            self.run_bold = told.get("val", "").lower() not in _OFF
        elif name == "sz" and self.in_run and told.get("val", "").isdigit():
            self.size = max(self.size, int(told["val"][:4]) / 2)
        elif name == "p":
            self.centred = False
        elif name == "sectPr":
            # A section begins on a page of its own.
            self.new_section = True
        elif name == "jc":
            self.centred = told.get("val") == "center"
        elif name == "pageBreakBefore":
            self.page = True
        elif name in ("bookmarkStart", "pStyle"):
            self.marks.add((told.get("name") or told.get("val") or "").lower()[:80])

    def characters(self, text: str) -> None:
        if self.in_text and not self.skipping:
            self.all_bold = self.all_bold and (self.run_bold or not text.strip())
            self.shown.append(text)
            if self.all_bold:
                self.strong = len(" ".join("".join(self.shown).split()))

    def end(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        name = name.rpartition(":")[2]
        if name == "t":
            self.in_text = False
        elif name == "r":
            self.in_run = False
        elif name == "p":
            self._print()
            self.page = self.page or self.new_section
            self.centred = self.new_section = False
        elif name == "tbl" and self.tables:
            self.row, self.column = self.tables.pop()

    def _print(self) -> None:
        text = " ".join(tidy("".join(self.shown)).split())
        if text:
            line = Line(
                text,
                0,
                0,
                True,
                self.page,
                min(self.strong, len(text)),
                self.centred,
                self.size,
                0,
                self.row,
                self.column,
                frozenset(self.marks),
            )
            self.printer.print(line)
            self.page = False
            self.marks = set()
        self.shown, self.strong, self.all_bold, self.size = [], 0, True, 0.0

    def declared(self, name: str, *_: object) -> None:
        raise BadRecord(
            f"it declares an entity of its own ({name[:40]}), which is not read here. Bring its text."
        )
