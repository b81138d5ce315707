"""Wires in ANPA 1312, the American agencies' text transmission format. A file may hold many messages.

Source: ANPA Bulletin 1312, "High-Speed Wire Service Transmission Guidelines", as AP and others fill it: a header of story
number, priority, category, slug, day and word count; then lines between ``^`` and ``<`` (headline, notes) or ``=``
(byline), the paragraphs, and a closing line with day and time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.wires.wire_text import EOT, SOH, WireText, lines_of, plain
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.byline import find_byline
from articles.reading.report import BadRecord, Document

NAME = "anpa1312"
MEDIA_TYPE = "text/vnd.anpa1312"

RECOGNISED_BY_BYTES = 2_000
_MARKED = re.compile(rb"^\s{0,12}\^[^\n^<=]{2,200}[<=]\s{0,3}$", re.MULTILINE)
_KEYWORD = re.compile(
    rb"(?:^|\s)(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])\s{1,3}\d{3,5}\s{0,3}$", re.MULTILINE
)
_NUMBER = re.compile(r"^\s*(?P<service>[A-Za-z]{1,2})(?P<number>\d{3,5})\b")
_HEADER = re.compile(
    r"^(?P<priority>[a-z])\s{1,3}(?P<category>[a-z]{1,2})\s{1,6}(?P<slug>\S[^\n]{0,120}?)\s{1,12}"
    r"(?P<month>\d\d?)-(?P<day>\d\d?)\s{1,3}(?P<words>\d{3,5})\s*$"
)
_CLOSING = re.compile(
    r"(?P<agency>[A-Z]{2,6})-(?P<service>[A-Z]{2,4})-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)"
    r"(?:\s{1,3}(?P<time>\d{4})\s?(?P<zone>[A-Z]{2,4})?)?"
)
_NOTE = re.compile(r"^(?:eds?\b|editors?:|with\b|for release|note|desk)", re.IGNORECASE)
_PHOTO = re.compile(r"^(?:ap |reuters )?(?:photo|graphic|video|interactive)s?\b", re.IGNORECASE)
_VERSION = re.compile(
    r"\b(\d{1,2}(?:st|nd|rd|th) ld(?:-writethru)?|writethru|correction|takes?)\b", re.IGNORECASE
)


def recognises(data: bytes) -> bool:
    """A header's day and word count at a line's end, and lines between ``^`` and ``<``; or its control characters."""
    head = data[:RECOGNISED_BY_BYTES]
    marked = len(_MARKED.findall(head))
    framed = SOH in head[:12]
    return (framed and marked >= 1) or (marked >= 2 and bool(_KEYWORD.search(head)))


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a message, in order; a message without a paragraph is refused in words."""
    messages = [part for part in (data.split(SOH) if SOH in data else data.split(EOT)) if plain(part).strip()]
    for number, message in enumerate(messages, 1):
        decoded = decode(plain(message))
        wire = _message(lines_of(decoded.text))
        if wire.blocks:
            yield wire.document(NAME, decoded.encoding)
        elif number > 1 or len(messages) == 1:
            yield BadRecord(f"message {number} carries no paragraph. Bring the report it belongs to.")


def _message(lines: list[str]) -> WireText:
    wire = WireText()
    body: list[tuple[str, int]] = []
    headline = False
    for number, line in enumerate(lines):
        text = line.strip()
        start = wire.line(line)
        if number == 0 and (match := _NUMBER.match(text)) and len(text) < 40:
            wire.state("story_number", match["number"], "ANPA story number")
        elif match := _HEADER.match(text):
            _take_header(wire, match, start + line.index(text))
        elif text.startswith("^"):
            headline = _take_marked(wire, text[1:], start + line.index("^") + 1, headline)
        elif headline or wire.stated.get("slug") or number > 2:
            body.append((line, start))
    wire.paragraphs([(line, start) for line, start in body if not _is_keyword(line)])
    return wire


def _take_header(wire: WireText, match: re.Match[str], at: int) -> None:
    wire.state("urgency", match["priority"], "ANPA priority", at, at + 1)
    for name, group in (("category", "category"), ("slug", "slug"), ("length", "words")):
        wire.state(name, match[group], f"ANPA {name}", at + match.start(group), at + match.end(group))
    if version := _VERSION.search(match["slug"]):
        wire.state("version", version.group(), "ANPA keyword line")


def _take_marked(wire: WireText, text: str, at: int, headline: bool) -> bool:
    """A line between ``^`` and its mark; whether the headline is known after it."""
    kind, shown = text[-1:], text.rstrip("<=").strip()
    end = at + len(text.rstrip("<=").rstrip())
    if closing := _CLOSING.search(shown):
        _take_closing(wire, closing, at)
    elif shown.lower().startswith("by ") or kind == "=":
        _take_byline(wire, shown, at, end)
    elif _is_keyword(text):
        wire.remove(at - 1, end, "keyword line of the wire")
    elif _NOTE.match(shown):
        wire.state("editors_note", shown, "ANPA editors’ note", at, end)
    elif _PHOTO.match(shown) or headline:
        wire.remove(at - 1, end, "note of the wire to its desks")
    else:
        wire.state("title", shown, "ANPA headline", at, end)
        return True
    return headline


def _take_byline(wire: WireText, shown: str, at: int, end: int) -> None:
    found = find_byline(_in_ordinary_case(shown))
    for name in found.names if found and shown.lower().startswith("by ") else ():
        wire.state("byline", name, "ANPA byline", at, end)
    if agency := agency_name(shown):
        wire.state("agency", agency, "ANPA byline", at, end)
    elif not (found and shown.lower().startswith("by ")):
        wire.remove(at - 1, end, "title of the writer")


def _take_closing(wire: WireText, match: re.Match[str], at: int) -> None:
    year = int(match["year"])
    day = f"{(2000 if year < 70 else 1900) + year}-{match['month']}-{match['day']}"
    clock = match["time"] or ""
    zone = "+00:00" if match["zone"] in {"GMT", "UTC"} else ""
    moment = f"{day}T{clock[:2]}:{clock[2:]}{zone}" if clock else day
    wire.state("published", moment, "ANPA closing line", at + match.start(), at + match.end())
    if agency := agency_name(match["agency"]):
        wire.state("agency", agency, "ANPA closing line", at + match.start(), at + match.end("agency"))


def _is_keyword(text: str) -> bool:
    """The keyword line again ("BC-ZZ--Lantern Makers,349<")."""
    return bool(re.fullmatch(r"\^?[A-Z]{2}-[^<]{2,120},\s?\d{2,5}<?\s*", text.strip()))


def _in_ordinary_case(byline: str) -> str:
    """A byline in capitals as names are written: "By ADA EXAMPLE and BEN MUSTER" → "By Ada Example and Ben Muster"."""
    words = [word.title() if word.isupper() and len(word) > 1 else word for word in byline.split()]
    return " ".join(word if word.lower() not in {"and", "by"} else word.lower() for word in words).replace(
        "by ", "By ", 1
    )
