"""Composed sources: a readable source text for files whose bytes are none (mail, PDF, Word, JSON).

Its source is what a reader of the file would see, put together here: a line for each thing the file states of itself,
then a blank line and the text. Offsets count in that.
"""

from __future__ import annotations

from dataclasses import replace

from articles.reading.report import Block, Document, Evidence, Stated

Statements = dict[str, tuple[Stated, ...]]


class Composer:
    """Collects the statement lines above a text."""

    def __init__(self) -> None:
        self.head = ""
        self.stated: Statements = {}

    def state(self, field: str, label: str, shown: str, value: str = "", rule: str = "") -> None:
        """A line "label: shown" that states a field; ``value`` where it means another writing of what is shown."""
        shown = " ".join(shown.split())
        if not shown:
            return
        told = value if value and value in shown else shown
        start = len(self.head) + len(label) + 2 + shown.find(told)
        evidence = Evidence(start, start + len(told), told, rule or label.lower())
        self.head += f"{label}: {shown}\n"
        self.stated[field] = (*self.stated.get(field, ()), Stated(value or shown, evidence))

    def over(self, body: Document) -> Document:
        """The document with these lines above it; what they state comes before what the body states."""
        head = self.head + "\n" if self.head else ""
        moved = shifted(replace(body, source=head + body.source), len(head))
        return replace(moved, stated=merged(self.stated, moved.stated))


def shifted(document: Document, by: int) -> Document:
    """The document with every offset shifted; its source must already be the new one."""

    def block(part: Block) -> Block:
        return replace(part, start=part.start + by, end=part.end + by)

    def stated(part: Stated) -> Stated:
        evidence = part.evidence
        moved = replace(evidence, start=evidence.start + by, end=evidence.end + by)
        return replace(part, evidence=moved)

    return replace(
        document,
        blocks=tuple(block(part) for part in document.blocks),
        removed=tuple(replace(part, start=part.start + by, end=part.end + by) for part in document.removed),
        stated={field: tuple(map(stated, values)) for field, values in document.stated.items()},
    )


def merged(first: Statements, second: Statements) -> Statements:
    """The statements of both, the first before the second; bylines are not mixed."""
    both = {
        field: (*first.get(field, ()), *second.get(field, ())) for field in dict.fromkeys((*first, *second))
    }
    if "byline" in first:
        both["byline"] = first["byline"]
    return both
