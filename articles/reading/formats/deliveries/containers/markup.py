"""Saved HTML deliveries as lines: one linear pass over the tags; offsets count in the decoded file."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from articles.reading.decode import tidy
from articles.reading.formats.deliveries.lines import Line, Sheet
from articles.reading.formats.web.tokenizer import attributes_of, pieces
from articles.reading.report import BadRecord, Decoded

TAGS_MAX = 4_000_000
MARKED_DEPTH_MAX = 100
STYLE_SEARCH_CHARACTERS = 200_000

_HIDDEN = frozenset(("noscript", "svg", "template", "iframe", "select", "object", "head", "script", "style"))
_INLINE = frozenset(
    "a abbr acronym b big cite code em font i img ins kbd mark o:p q s small span strike strong sub sup time tt u var "
    "wbr input label nobr".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3"))
_CLOSES_ITSELF = frozenset(("p", "li", "dt", "dd", "option"))
_RULE = re.compile(r"\.([A-Za-z][\w-]{0,40})\s{0,4}\{([^{}]{0,400})\}")
_CENTRE = re.compile(r"text-align\s{0,2}:\s{0,2}center", re.IGNORECASE)
_PRE_PARAGRAPH = re.compile(r"\n[ \t\xa0]*\n|\n[ \t\xa0]{2,}(?=\S)")
_PRE_LINE = re.compile(r"\n")
_STRONG = re.compile(r"font-weight\s{0,2}:\s{0,2}(?:bold|[6-9]00)", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """An element that is open, with what it and the elements around it say."""

    name: str
    marks: frozenset[str]
    bold: bool
    centred: bool


@dataclass(frozen=True, slots=True)
class _Styles:
    """The class names that a page's style sheet makes bold or centred."""

    bold: frozenset[str]
    centred: frozenset[str]


def sheet_of(decoded: Decoded) -> Sheet:
    """The sheet of an HTML file. Raises BadRecord for more tags than any delivery has."""
    source = decoded.text
    reader = _Reader(source, _styles(source))
    for count, (kind, name, start, end) in enumerate(pieces(source)):
        if count > TAGS_MAX:
            raise BadRecord(f"a page of more than {TAGS_MAX:,} tags. Bring the delivery in parts.")
        if kind == "text":
            reader.text(start, end)
        elif kind == "open":
            reader.open(name, start, end)
        elif kind == "close":
            reader.close(name)
    reader.flush()
    return Sheet(source, tuple(reader.lines), "html", False, decoded.encoding, decoded.warnings)


def _styles(source: str) -> _Styles:
    head = source[:STYLE_SEARCH_CHARACTERS]
    rules = [match.groups() for match in _RULE.finditer(head)] if "{" in head else []
    return _Styles(
        frozenset(name.lower() for name, rule in rules if _STRONG.search(rule)),
        frozenset(name.lower() for name, rule in rules if _CENTRE.search(rule)),
    )


class _Reader:
    """Gathers lines while the tags go by."""

    def __init__(self, source: str, styles: _Styles) -> None:
        self.source = source
        self.styles = styles
        self.lines: list[Line] = []
        self.stack: list[_Open] = []
        self.hidden = 0
        self.row = self.column = -1
        self.tables: list[tuple[int, int]] = []
        self.rows = 0
        self.parts: list[tuple[int, int, bool]] = []
        self.around: _Open | None = None
        self.gap = True
        self.pre_break: re.Pattern[str] | None = None

    def text(self, start: int, end: int) -> None:
        if self.pre_break is not None:
            for match in self.pre_break.finditer(self.source, start, end):
                self._text(start, match.start())
                self.flush(gap=self.pre_break is _PRE_PARAGRAPH)
                start = match.end()
        self._text(start, end)

    def _text(self, start: int, end: int) -> None:
        if self.hidden or not self.source[start:end].strip():
            if self.parts and not self.hidden:
                self.parts.append((start, end, False))
            return
        if self.around is None:
            self.around = self.stack[-1] if self.stack else _Open("", frozenset(), False, False)
        self.parts.append((start, end, bool(self.stack) and self.stack[-1].bold))

    def open(self, name: str, start: int, end: int) -> None:
        if name not in _INLINE:
            self.flush(gap=name != "br")
        if name in _VOID:
            return
        if name == "pre":
            # Text that was wrapped by hand: blank lines and indents open its paragraphs where it has any.
            closing = self.source.find("</pre", end)
            wrapped = _PRE_PARAGRAPH.search(self.source, end, closing if closing >= 0 else len(self.source))
            self.pre_break = _PRE_PARAGRAPH if wrapped else _PRE_LINE
        if name in _CLOSES_ITSELF and self.stack and self.stack[-1].name == name:
            self.close(name)
        self._table(name)
        self.hidden += name in _HIDDEN
        self.stack.append(self._opened(name, start, end))

    def _opened(self, name: str, start: int, end: int) -> _Open:
        above = self.stack[-1] if self.stack else _Open("", frozenset(), False, False)
        bold, centred = above.bold or name in _BOLD, above.centred or name == "center"
        marks = above.marks | {name} if name in _HEADINGS else above.marks
        if end - start <= len(name) + 2 or len(self.stack) > MARKED_DEPTH_MAX:
            return _Open(name, marks, bold, centred)
        told = attributes_of(self.source, start, end)
        values = [told[key].value.lower() for key in ("class", "id") if key in told]
        own = frozenset(word for value in values for word in value[:400].split())
        style = told["style"].value if "style" in told else ""
        aligned = told["align"].value.lower() == "center" if "align" in told else False
        return _Open(
            name,
            marks | own if own else marks,
            bold or not self.styles.bold.isdisjoint(own) or bool(_STRONG.search(style)),
            centred or aligned or not self.styles.centred.isdisjoint(own) or bool(_CENTRE.search(style)),
        )

    def _table(self, name: str) -> None:
        if name == "table":
            self.tables.append((self.row, self.column))
        elif name == "tr":
            self.rows += 1
            self.row, self.column = self.rows, -1
        elif name in ("td", "th") and self.row >= 0:
            self.column += 1

    def close(self, name: str) -> None:
        if name not in _INLINE:
            self.flush()
        if name == "pre":
            self.pre_break = None
        if name == "table" and self.tables:
            self.row, self.column = self.tables.pop()
        for depth in range(1, min(len(self.stack), 40) + 1):
            if self.stack[-depth].name == name:
                for closed in self.stack[-depth:]:
                    self.hidden -= closed.name in _HIDDEN
                del self.stack[-depth:]
                return

    def flush(self, *, gap: bool = True) -> None:
        """End the line here, if one has begun."""
        if self.parts and (line := self._line()):
            self.lines.append(line)
            self.gap = gap
        elif gap:
            self.gap = True
        self.parts, self.around = [], None

    def _line(self) -> Line | None:
        while self.parts and not self.source[self.parts[-1][0] : self.parts[-1][1]].strip():
            self.parts.pop()
        shown, strong, begun = "", 0, True
        for start, end, bold in self.parts:
            piece = self.source[start:end]
            shown += html.unescape(piece) if "&" in piece else piece
            begun = begun and (bold or not piece.strip())
            strong = len(" ".join(shown.split())) if begun else strong
        text = " ".join(tidy(shown).split())
        if not text or self.around is None:
            return None
        start, end = self.parts[0][0], self.parts[-1][1]
        start += len(self.source[start:end]) - len(self.source[start:end].lstrip())
        end -= len(self.source[start:end]) - len(self.source[start:end].rstrip())
        around = self.around
        return Line(
            text,
            start,
            end,
            self.gap,
            False,
            strong,
            around.centred,
            row=self.row,
            column=self.column,
            marks=around.marks,
        )
