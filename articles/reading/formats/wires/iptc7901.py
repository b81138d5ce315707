"""Wires in IPTC 7901, the text transmission format of European and Asian agencies. A file may hold many messages.

Source: IPTC Recommendation 7901 (1979, 5th revision 1995), as dpa, AFP, APA and others fill it: source and number,
priority, category, word count, then the keyword line that ends in a slash, a headline that ends in " =", the text, and a
closing line with day and time. Messages without control characters are framed by ZCZC and NNNN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.wires.wire_text import SOH, WireText, lines_of, plain
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.days.month_names import month_named
from articles.reading.report import BadRecord, Document

NAME = "iptc7901"
MEDIA_TYPE = "text/vnd.iptc7901"

RECOGNISED_BY_BYTES = 1_000
HEADLINE_MAX_LINES = 4
_HEAD = re.compile(
    r"^\s{0,4}(?P<source>[A-Za-z]{2,6})\s?(?P<number>\d{3,5})\s{1,3}(?P<priority>\d)\s{1,3}(?P<category>[A-Za-z]{1,4})\s{1,3}"
    r"(?P<words>\d{1,5})(?:\s{1,3}(?P<rest>[^\n]{0,60}))?$"
)
_HEAD_BYTES = re.compile(
    rb"(?:^|\x01|ZCZC\s{0,4})\s{0,4}[A-Za-z]{2,6}\s?\d{3,5}\s{1,3}\d\s{1,3}[A-Za-z]{1,4}\s{1,3}\d{1,5}\b",
    re.MULTILINE,
)
_CLOSING = re.compile(
    r"^\s{0,4}(?P<day>\d\d)(?P<time>\d{4})\s{0,3}(?P<zone>[A-Z]{2,5})?\s{1,3}(?P<month>[^\W\d_]{3,4})\s{1,3}(?P<year>\d{2}|\d{4})\s{0,3}$"
)
_NOTEBOOK = re.compile(r"^#{1,3}\s|^(?:notizblock|notebook|bloc-notes|cuaderno)\b", re.IGNORECASE)
_INITIALS = re.compile(r"^(?:[a-z]{2,6}\s){1,5}[a-z]{2,6}$")


def recognises(data: bytes) -> bool:
    """The header of source, number, priority, category and word count at the head of a message."""
    head = data[:RECOGNISED_BY_BYTES]
    match = _HEAD_BYTES.search(head)
    if match is None:
        return False
    return SOH in head[:8] or head.lstrip()[:4] == b"ZCZC" or not head[: match.start()].strip()


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a message, in order; a message without a paragraph is refused in words."""
    parts = re.split(rb"\x01|ZCZC|\x04|NNNN", data)
    messages = [part for part in parts if plain(part).strip()]
    for number, message in enumerate(messages, 1):
        decoded = decode(plain(message))
        wire = _message(lines_of(decoded.text))
        if wire.blocks:
            yield wire.document(NAME, decoded.encoding)
        else:
            yield BadRecord(f"message {number} carries no paragraph. Bring the report it belongs to.")


def _message(lines: list[str]) -> WireText:
    wire = WireText()
    body: list[tuple[str, int]] = []
    heading: list[tuple[str, int]] = []
    notebook = -1
    for line in lines:
        start = wire.line(line)
        text = line.strip()
        if not wire.stated and (match := _HEAD.match(line)):
            _take_header(wire, match, start)
        elif not body and not wire.stated.get("slug") and text.endswith("/"):
            wire.state(
                "slug", text.rstrip("/"), "IPTC 7901 keyword line", start, start + len(line.rstrip()) - 1
            )
        elif not body and not wire.stated.get("title") and text:
            heading.append((line, start))
            if text.endswith("="):
                _take_headline(wire, heading)
                heading = []
            elif len(heading) > HEADLINE_MAX_LINES:
                body, heading = heading, []
        elif match := _CLOSING.match(line):
            _take_closing(wire, match, start)
        elif notebook < 0 and _NOTEBOOK.match(text):
            notebook = start
        elif notebook < 0 and (text or body):
            body.append((line, start))
    _take_body(wire, heading + body, notebook)
    return wire


def _take_header(wire: WireText, match: re.Match[str], start: int) -> None:
    names = (
        ("story_number", "number"),
        ("urgency", "priority"),
        ("category", "category"),
        ("length", "words"),
    )
    for name, group in names:
        wire.state(
            name, match[group], f"IPTC 7901 {name}", start + match.start(group), start + match.end(group)
        )
    for group in ("source", "rest"):
        for word in re.finditer(r"[A-Za-z]{2,}", match[group] or ""):
            if agency := agency_name(word.group()):
                at = start + match.start(group) + word.start()
                wire.state("agency", agency, "IPTC 7901 source", at, at + len(word.group()))


def _take_headline(wire: WireText, lines: list[tuple[str, int]]) -> None:
    """The headline is what ends in " ="; lines above it are overlines and notes."""
    shown = " ".join(text.strip() for text, _ in lines[-2:] if text.strip()).rstrip(" =")
    first = lines[-2:][0]
    start = first[1] + len(first[0]) - len(first[0].lstrip())
    wire.state("title", shown, "IPTC 7901 headline", start, lines[-1][1] + len(lines[-1][0].rstrip(" =")))


def _take_closing(wire: WireText, match: re.Match[str], start: int) -> None:
    month = month_named(match["month"])
    if month:
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        zone = "+00:00" if match["zone"] in {"GMT", "UTC"} else ""
        moment = f"{year}-{month:02}-{match['day']}T{match['time'][:2]}:{match['time'][2:]}{zone}"
        wire.state(
            "published",
            moment,
            "IPTC 7901 closing line",
            start + match.start("day"),
            start + match.end("year"),
        )


def _take_body(wire: WireText, lines: list[tuple[str, int]], notebook: int) -> None:
    """The paragraphs; the desk's notebook and initials at the end are no part of the report."""
    while lines and (not lines[-1][0].strip() or _INITIALS.match(lines[-1][0].strip())):
        line, start = lines.pop()
        wire.remove(start, start + len(line), "initials of the desk")
    wire.paragraphs(lines)
    if notebook >= 0:
        closing = [stated.evidence.start for stated in wire.stated.get("published", ())]
        wire.remove(notebook, min(closing, default=len(wire.source)), "notebook of the desk")
