"""RTF deliveries as lines: one pass over the control words (Rich Text Format Specification 1.9.1).

Its bytes are no reading matter, so offsets count in the text that is put together here. Pictures, objects, tables of
fonts and styles, headers and field codes are passed over; nothing in the file is ever run or opened.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from articles.reading.decode import tidy
from articles.reading.formats.deliveries.containers.printed import Printer
from articles.reading.formats.deliveries.lines import Line, Sheet
from articles.reading.report import BadRecord

MARK = b"{\\rtf"
GROUPS_MAX_DEPTH = 2_000
# A control word, a control symbol, a character by its byte, a group's brace, or a run of text.
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<symbol>[^A-Za-z'])|"
    r"(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)"
)
_PASSED_OVER = frozenset(
    "colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf fldinst listtable "
    "listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl filetbl revtbl "
    "mmathPr upr nonshppict shpinst bkmkend annotation atnid atnauthor ftnsep ftnsepc aftnsep aftnsepc pgptbl".split()
)
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "tab": "\t", "emspace": " ", "enspace": " ",
}  # fmt: skip


@dataclass(slots=True)
class _State:
    """What a group sets and its end takes back."""

    passed_over: bool = False
    fonts: bool = False
    bookmark: bool = False
    bold: bool = False
    size: float = 12.0
    font: int = -1
    fallback: int = 1


def sheet_of(data: bytes) -> Sheet:
    """The sheet of an RTF file. Raises BadRecord for groups nested deeper than any word processor writes them."""
    reader = _Reader()
    source = data.decode("latin-1")
    place = 0
    while match := _TOKEN.search(source, place):
        place = match.end() + reader.token(match)
    reader.line(paragraph=True)
    return reader.printer.sheet("rtf")


class _Reader:
    """Takes one token after the other."""

    def __init__(self) -> None:
        self.printer = Printer.new()
        self.stack: list[_State] = []
        self.state = _State()
        self.page_codec = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font_defined = -1
        self.star = False
        self.skip = 0
        self.bytes = bytearray()
        self.shown: list[tuple[str, bool]] = []
        self.largest = 0.0
        self.gap = self.page = True
        self.centred = self.in_table = False
        self.rows = 0
        self.column = 0
        self.marks: set[str] = set()

    def token(self, match: re.Match[str]) -> int:
        """Take a token; how many characters behind it are to be passed over (binary data)."""
        kind = match.lastgroup
        if match["byte"] is not None:
            self._byte(int(match["byte"], 16))
            return 0
        self._flush()
        if match["word"] is not None:
            return self._word(match["word"], int(match["number"]) if match["number"] else None)
        if kind == "open":
            self._open()
        elif kind == "close":
            self._close()
        elif kind == "symbol":
            self._symbol(match["symbol"])
        elif kind == "text":
            self._text(match["text"])
        return 0

    def _open(self) -> None:
        if len(self.stack) >= GROUPS_MAX_DEPTH:
            raise BadRecord(f"its groups are nested more than {GROUPS_MAX_DEPTH:,} deep. Bring its text.")
        self.stack.append(replace(self.state))
        self.star = False

    def _close(self) -> None:
        if self.stack:
            self.state = self.stack.pop()
        self.star = False

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.star = True
        elif symbol in "~":
            self._text("\u00a0")
        elif symbol in "_-":
            self._text("-" if symbol == "_" else "")
        elif symbol in "\\{}":
            self._text(symbol)
        elif symbol in "\r\n":
            self.line(paragraph=True)

    def _byte(self, value: int) -> None:
        if self.skip:
            self.skip -= 1
        elif not self.state.passed_over and not self.state.fonts:
            self.bytes.append(value)

    def _flush(self) -> None:
        """Characters that were given by their bytes, in the code page of the font."""
        if self.bytes:
            codec = self.fonts.get(self.state.font, "") or self.page_codec
            self._show(self.bytes.decode(codec, "replace"))
            self.bytes.clear()

    def _text(self, text: str) -> None:
        if self.state.bookmark:
            self.marks.add(text.strip().lower()[:80])
        elif not self.state.passed_over and not self.state.fonts:
            passed = min(self.skip, len(text))
            self.skip -= passed
            self._show(text[passed:])

    def _show(self, text: str) -> None:
        if text:
            self.shown.append((text, self.state.bold))
            if not text.isspace():
                self.largest = max(self.largest, self.state.size)

    def _word(self, word: str, number: int | None) -> int:
        if word == "bin":
            return max(number or 0, 0)
        starred, self.star = self.star, False
        if word == "bkmkstart":
            self.state.bookmark = True
        elif word in _PASSED_OVER or (starred and word not in ("shppict",)):
            self.state.passed_over = True
        elif word == "fonttbl":
            self.state.fonts = True
        elif word == "u" and number is not None:
            if not self.state.passed_over:
                self._show(chr(number & 0xFFFF))
            self.skip = self.state.fallback
        elif word in _CHARACTERS:
            self._text(_CHARACTERS[word])
        elif not self._layout(word, number):
            self._format(word, number)
        return 0

    def _layout(self, word: str, number: int | None) -> bool:
        """What ends a line, a cell, a row or a page."""
        if word in ("par", "sect"):
            self.line(paragraph=True)
        elif word == "line":
            self.line(paragraph=False)
        elif word in ("page", "pagebb"):
            self.line(paragraph=True)
            self.page = True
        elif word in ("cell", "nestcell"):
            self.line(paragraph=True)
            self.column += 1
        elif word in ("row", "nestrow"):
            self.line(paragraph=True)
            self.rows += 1
            self.column = 0
        else:
            return False
        return True

    def _format(self, word: str, number: int | None) -> None:
        state = self.state
        if word == "b":
            state.bold = number != 0
        elif word == "plain":
            state.bold, state.size = False, 12.0
        elif word == "pard":
            self.centred, self.in_table = False, False
        elif word == "intbl":
            self.in_table = True
        elif word == "qc":
            self.centred = True
        elif word in ("ql", "qr", "qj"):
            self.centred = False
        elif word == "fs" and number:
            state.size = number / 2
        elif word == "uc" and number is not None:
            state.fallback = min(max(number, 0), 8)
        elif word == "ansicpg" and number:
            self.page_codec = _codec(f"cp{number}") or self.page_codec
        elif word == "f" and number is not None:
            state.font = self.font_defined = number
        elif word == "fcharset" and number is not None and state.fonts:
            self.fonts[self.font_defined] = _CHARSETS.get(number, "")

    def line(self, *, paragraph: bool) -> None:
        """End the line here."""
        self._flush()
        raw = "".join(text for text, _ in self.shown)
        text = " ".join(tidy(raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")).split())
        if text:
            strong = ""
            for part, bold in self.shown:
                if not bold and part.strip():
                    break
                strong += part
            row, column = (self.rows, self.column) if self.in_table else (-1, -1)
            self.printer.print(
                Line(
                    text,
                    0,
                    0,
                    self.gap,
                    self.page,
                    min(len(" ".join(strong.split())), len(text)),
                    self.centred,
                    self.largest,
                    0,
                    row,
                    column,
                    frozenset(self.marks),
                )
            )
            self.page = False
            self.marks = set()
        self.gap = paragraph or (self.gap and not text)
        self.shown, self.largest = [], 0.0


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
