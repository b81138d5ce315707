"""BibTeX: entries of braces, as reference managers and databases export them.

The parser knows what exports contain: entries; braced, quoted and bare values; "#" between pieces. It is linear and
expands no macros. Own code, because an entry that cannot be used must be refused by itself, and TeX itself is never needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.records.citation import Citation, document_of
from articles.reading.report import BadRecord, Document

NAME = "bibtex"
MEDIA_TYPE = "application/x-bibtex"

RECOGNISED_BY_BYTES = 4096
ENTRIES_MAX = 100_000
_ENTRY = re.compile(r"@([A-Za-z]{2,30})\s{0,20}\{\s{0,20}([^\s,{}\"]{0,200})\s{0,20},")
_RECOGNISED = re.compile(
    rb"(?:^|\n)[ \t]{0,20}@[A-Za-z]{3,30}[ \t]{0,20}\{[^\s,{}\"]{0,200},[ \t]{0,20}\r?\n"
)
_NAME = re.compile(r"([A-Za-z][\w-]{0,40})\s{0,20}=\s{0,20}")
_BARE = re.compile(r"[\w./-]{1,100}")
_NOT_ENTRIES = frozenset(("comment", "string", "preamble"))
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_FIELDS = {
    "title": "title",
    **dict.fromkeys(("journal", "journaltitle", "newspaper", "booktitle"), "outlet"),
    "author": "byline",
    "url": "url",
    **dict.fromkeys(("language", "langid"), "language"),
    **dict.fromkeys(("keywords", "keyword"), "keywords"),
    "section": "section",
    "pages": "page",
    "edition": "edition",
}
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "c": "\u0327",
    "v": "\u030c",
}
_ACCENTS |= {"=": "\u0304", "u": "\u0306", ".": "\u0307", "r": "\u030a", "H": "\u030b", "k": "\u0328"}
_ACCENT = re.compile(r"\\([`'^~\"=.])\s?\{?\\?([A-Za-z])\}?|\\([cvurHk])\s?\{([A-Za-z])\}")
_LETTERS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "ae": "æ",
    "AE": "Æ",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
}
_LETTER = re.compile(r"\\(ss|ae|AE|aa|AA|[oOlLi])(?![A-Za-z])\s?(?:\{\})?")
_COMMAND = re.compile(r"\\(?:emph|textit|textbf|textsc|textrm|url|href)\b")


def recognises(data: bytes) -> bool:
    """A line that opens an entry: "@article{key,"."""
    return _RECOGNISED.search(data[:RECOGNISED_BY_BYTES]) is not None


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document an entry, in order; an entry without a text says so and names its title."""
    decoded = decode(data)
    for number, (kind, fields) in enumerate(_entries(decoded.text), 1):
        if number > ENTRIES_MAX:
            yield BadRecord(f"over {ENTRIES_MAX:,} entries: the rest was left out. Split the file.")
            return
        try:
            yield document_of(_citation(kind, fields), NAME, decoded.encoding)
        except BadRecord as refusal:
            yield BadRecord(f"entry {number}: {refusal}")


def _entries(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    at = 0
    while match := _ENTRY.search(text, at):
        at = match.end()
        if match[1].lower() in _NOT_ENTRIES:
            continue
        fields, at = _fields(text, at)
        yield match[1].lower(), fields


def _fields(text: str, at: int) -> tuple[dict[str, str], int]:
    """The fields of an entry from behind its key, and where reading stopped."""
    found: dict[str, str] = {}
    while match := _NAME.match(text, _past_separators(text, at)):
        value, at = _value(text, match.end())
        found.setdefault(match[1].lower(), value)
    return found, at


def _past_separators(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == ","):
        at += 1
    return at


def _value(text: str, at: int) -> tuple[str, int]:
    """A value: pieces in braces, in quotation marks or bare, joined by "#"."""
    pieces = []
    while at < len(text):
        if text[at] == "{":
            end = _closing(text, at + 1, "}")
            pieces.append(text[at + 1 : end])
            at = end + 1
        elif text[at] == '"':
            end = _closing(text, at + 1, '"')
            pieces.append(text[at + 1 : end])
            at = end + 1
        elif bare := _BARE.match(text, at):
            pieces.append(bare[0])
            at = bare.end()
        else:
            break
        joined = re.compile(r"\s{0,20}#\s{0,20}").match(text, at)
        if joined is None:
            break
        at = joined.end()
    return "".join(pieces), at


def _closing(text: str, at: int, mark: str) -> int:
    """Where a value ends: at the mark that closes it, outside of all inner braces; else at the end of the text."""
    depth = 0
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 2
            continue
        if character == mark and depth == 0:
            return at
        depth += (character == "{") - (character == "}")
        at += 1
    return len(text)


def _citation(kind: str, fields: dict[str, str]) -> Citation:
    citation = Citation()
    for key, raw in fields.items():
        name, value = _FIELDS.get(key, ""), plain(raw)
        if name == "byline":
            for writer in re.split(r"\s+and\s+", value):
                citation.add(name, writer)
        elif name == "keywords":
            for keyword in re.split(r"[,;]", value):
                citation.add(name, keyword)
        elif name and name not in citation.values:
            citation.add(name, value)
        elif key == "abstract":
            citation.abstracts.append(plain(raw, lines=True))
        elif key in ("fulltext", "annote", "note", "annotation"):
            citation.add_note(plain(raw, lines=True))
    if "outlet" not in citation.values:
        citation.add("outlet", plain(fields.get("publisher", "")))
    citation.add("published", _day(fields))
    citation.add("document_type", kind)
    return citation


def _day(fields: dict[str, str]) -> str:
    if date := plain(fields.get("date", "")):
        return date
    year, month, day = (plain(fields.get(name, "")) for name in ("year", "month", "day"))
    if month[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    parts = [year, month, day][: 1 + bool(month.isdigit()) + bool(month.isdigit() and day.isdigit())]
    return "-".join(parts)


def plain(value: str, lines: bool = False) -> str:
    r"""A value without LaTeX: accents composed, braces and commands gone. With ``lines``, blank lines stay.

    >>> plain(r"{Ka}bul\'e {\"o}ffnet \& schlie{\ss}t")
    'Kabulé öffnet & schließt'
    """
    value = _ACCENT.sub(_composed, value)
    value = _LETTER.sub(lambda match: _LETTERS[match[1]], value)
    value = _COMMAND.sub("", value)
    value = re.sub(r"\\([&%$#_{}])", r"\1", value)
    value = (
        value.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”").replace("~", " ")
    )
    value = re.sub(r"(?<!\\)[{}]", "", value).replace("\\", "")
    return value.strip() if lines else " ".join(value.split())


def _composed(match: re.Match[str]) -> str:
    mark, letter = (match[1], match[2]) if match[1] else (match[3], match[4])
    return unicodedata.normalize("NFC", letter + _ACCENTS[mark])
