"""Decoding: the characters that a file's bytes stand for, and what was repaired on the way."""

from __future__ import annotations

import codecs
import re
import unicodedata

import chardet
import ftfy
from ftfy.badness import is_bad

from articles.reading.report import BadRecord, Decoded

DECLARED_SEARCH_BYTES = 4096
DETECTED_BY_BYTES = 200_000
FALLBACK = "cp1252"
LETTERS_MIN = 3
# What the web means by these names (WHATWG encoding standard).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}
# A damaged file still has its encoding; one with more unreadable bytes than this has another.
LOST_MAX_SHARE = 0.01
# ISO 2022 switches tables by escape sequences, in bytes that are all ASCII.
_ESCAPE = b"\x1b$"
MOJIBAKE_LINE_MAX_CHARACTERS = 100_000
BINARY_MAX_SHARE = 0.1

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype|\?xml|html|head|meta)\b", re.IGNORECASE)
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Joiners (U+200C, U+200D) belong to Persian and to emoji; what is dropped here stands for nothing a reader sees.
_UNSEEN = "\ufeff\u200b\u2060\u00ad"
_NEWLINES = dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n")
_DROPPED: dict[int, str | None] = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)]) | dict.fromkeys(
    map(ord, _BIDI + _UNSEEN)
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNTIDY = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI}{_UNSEEN}]+")
# Mojibake shows in characters beyond ASCII and the few around them; between such places a line need not be searched.
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+(?:[\x00-\x7f]{1,8}[^\x00-\x7f]+)*")
_AROUND_CHARACTERS = 4
_TIDIED: dict[int, str | None] = _DROPPED | _NEWLINES | {0x09: "\t", 0x0A: "\n"}


def decode(data: bytes) -> Decoded:
    """The text of a file: byte order mark, else strict UTF-8, else the charset its markup declares, else a detected one.

    The order is that of the WHATWG encoding standard, with UTF-8 tried before a declaration because declarations are
    wrong more often. A declaration that some bytes contradict is not believed. What nothing declares is detected by
    `detected`. Raises BadRecord for bytes that are no text at all.

    >>> decode("Café".encode("cp1252")).text, decode(b"caf\\xc3\\xa9").encoding
    ('Café', 'utf-8')
    """
    text, encoding, warnings = _characters(data)
    if text and _controls(text) > BINARY_MAX_SHARE * min(len(text), 10_000):
        raise BadRecord(
            "It is no text: it holds control characters throughout. Bring text, HTML or a zip of them."
        )
    text, repaired = _without_mojibake(text)
    if repaired:
        warnings.append(f"mojibake repaired in {repaired} line{'s' if repaired > 1 else ''}")
    if any(mark in text for mark in _BIDI):
        warnings.append("characters that change the writing direction were dropped")
    return Decoded(tidy(text), encoding, tuple(warnings))


def tidy(text: str) -> str:
    """Text without control, direction and zero-width characters, newlines as \\n, composed (NFC).

    >>> tidy("a\\x00b\\r\\nc\\u202e")
    'ab\\nc'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Most texts, and most lines of the others, are plain print, which is told much faster than what is untidy in the rest.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return unicodedata.normalize("NFC", text)
    lines = text.split("\n")
    changed = {
        number: _tidy_line(line) for number, line in enumerate(lines) if not line.lstrip("\t").isprintable()
    }
    if changed:
        text = "\n".join(changed.get(number, line) for number, line in enumerate(lines))
    return unicodedata.normalize("NFC", text)


def _tidy_line(line: str) -> str:
    if _SURROGATE.search(line):
        line = line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNTIDY.sub(lambda found: found.group().translate(_TIDIED), line)


def _characters(data: bytes) -> tuple[str, str, list[str]]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return text, encoding, _unreadable(text, encoding)
    if encoding := _utf16_without_mark(data):
        return data.decode(encoding, "replace"), encoding, []
    if _ESCAPE in data[:DETECTED_BY_BYTES] and (encoding := detected(data)) != FALLBACK:
        return data.decode(encoding, "replace"), encoding, [f"not UTF-8: read as {encoding}"]
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        encoding = _declared(data) or detected(data)
    text = data.decode(encoding, "replace")
    return text, encoding, [f"not UTF-8: read as {encoding}", *_unreadable(text, encoding)]


def detected(data: bytes) -> str:
    """The most probable encoding of the bytes, by chardet's statistics of bytes and languages.

    Measured with texts of nine languages in fifteen encodings, whole and cut to 60 characters: see ``make eval``. A text
    with fewer than ``LETTERS_MIN`` letters beyond ASCII says too little to tell one western table from another, and is
    read as windows-1252, the most common one.

    >>> detected("Президент приехал в Москву".encode("koi8-r")), detected("Señor Müller".encode("cp1252"))
    ('koi8-r', 'cp1252')
    """
    found = chardet.detect(data[:DETECTED_BY_BYTES])["encoding"]
    try:
        name = codecs.lookup(found or FALLBACK).name
        name = _WIDER.get(name, name)
        text = data.decode(name, "replace")
    except LookupError:
        return FALLBACK
    if text.count("\ufffd") > LOST_MAX_SHARE * len(text):
        return FALLBACK
    beyond = [
        character for character in text[:DETECTED_BY_BYTES] if character > "\x7f" and character.isalpha()
    ]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in beyond)
    return (
        FALLBACK if len(beyond) < LETTERS_MIN and latin * 2 >= len(beyond) and _ESCAPE not in data else name
    )


def _unreadable(text: str, encoding: str) -> list[str]:
    lost = text.count("\ufffd")
    return [f"{lost} bytes could not be read as {encoding}"] if lost else []


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of a western text has a zero in every second byte; nothing else that is text has."""
    head = data[:2000]
    if len(head) < 8 or b"\x00" not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(head) and not odd else ""


# What an editor may choose from, where the bytes were read in the wrong encoding.
CHOICES = (
    "utf-8 cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 koi8-r koi8-u cp866 iso8859-2 iso8859-5 iso8859-15 "
    "mac-roman shift_jis euc-jp iso2022_jp euc-kr gb18030 big5 utf-16-le utf-16-be"
).split()


def recoded(data: bytes, encoding: str) -> bytes:
    """The bytes as UTF-8, read in an encoding that an editor chose. Raises BadRecord for one that is not offered."""
    if encoding not in CHOICES:
        raise BadRecord(f"There is no encoding “{encoding}” to choose. Choose one of the list.")
    return data.decode(encoding, "replace").encode()


def _declared(data: bytes) -> str:
    head = data[:DECLARED_SEARCH_BYTES]
    match = _DECLARED.search(head) if _MARKUP.search(head) else None
    if match is None:
        return ""
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
        text = data.decode(name, "replace")
    except (LookupError, UnicodeError):
        return ""
    if text.count("\ufffd") > LOST_MAX_SHARE * len(text):
        return ""
    # The web reads these two as windows-1252 (WHATWG encoding standard); UTF-8 and UTF-16 have been tried above.
    return "" if name in {"iso8859-1", "ascii"} or name.startswith("utf") else name


def _controls(text: str) -> int:
    return sum(1 for character in text[:10_000] if character < " " and character not in "\t\n\r\x0b\x0c")


def _looks_bad(line: str) -> bool:
    """Whether a line contains mojibake; only neighbourhoods that can show it are searched."""
    wide = _AROUND_CHARACTERS
    spans = (found.span() for found in _BEYOND_ASCII.finditer(line))
    return is_bad("".join(line[max(0, start - wide) : end + wide] for start, end in spans))


def _without_mojibake(text: str) -> tuple[str, int]:
    """Mojibake repaired line by line, and the number of repaired lines."""
    if text.isascii():
        return text, 0
    lines = text.split("\n")
    repaired = 0
    for number, line in enumerate(lines):
        if line.isascii() or len(line) > MOJIBAKE_LINE_MAX_CHARACTERS or not _looks_bad(line):
            continue
        mended = ftfy.fix_encoding(line)
        if mended != line:
            lines[number] = mended
            repaired += 1
    return "\n".join(lines), repaired
