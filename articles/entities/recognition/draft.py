"""The draft that passes between the steps of recognition: an article's parts and the mentions so far."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from articles.entities.kinds import Kind
from articles.entities.recognition.spans import Span, without_overlaps

_FIRST_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an article that is read with the others: headline, body, a caption, a footnote.

    ``dateline`` is the span of the dateline, where this part opens with one.
    """

    text: str
    dateline: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An article half read. ``seen`` is what the model saw, edges cleaned; ``spans`` the namings kept so far."""

    parts: tuple[Part, ...]
    seen: tuple[Span, ...]
    spans: tuple[Span, ...]

    def surface(self, span: Span) -> str:
        """The name as it is printed, a line break in it read as a space."""
        return " ".join(self.parts[span.part].text[span.start : span.end].split())

    def before(self, span: Span, length: int = 40) -> str:
        """The text of the part just before a span."""
        return self.parts[span.part].text[max(0, span.start - length) : span.start]

    def after(self, span: Span, length: int = 40) -> str:
        """The text of the part just after a span."""
        return self.parts[span.part].text[span.end : span.end + length]

    def standing(self, names: Collection[str]) -> Iterator[tuple[int, int, int]]:
        """Every standing of one of the names, whatever is there already: (part, start, end)."""
        for number, part in enumerate(self.parts):
            for name in sorted(names):
                for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", part.text):
                    yield number, match.start(), match.end()

    def is_common_word(self, name: str) -> bool:
        """Whether the article also has the name in small letters, as an ordinary word."""
        pattern = re.compile(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])")
        return any(pattern.search(part.text) for part in self.parts)

    def with_spans(self, spans: list[Span]) -> Draft:
        """The draft with these spans in place of its own; of overlapping ones the longer stays."""
        return replace(self, spans=tuple(without_overlaps(spans)))

    def uncovered(self, names: Collection[str]) -> Iterator[tuple[str, int, int, int]]:
        """Every standing of one of the names that no span touches: (name, part, start, end)."""
        if not names:
            return
        by_word: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            first = _FIRST_WORD.match(name)
            if first:
                by_word.setdefault(first.group(), []).append(name)
        for number, part in enumerate(self.parts):
            covered = bytearray(len(part.text))
            for span in self.spans:
                if span.part == number:
                    covered[span.start : span.end] = b"\1" * (span.end - span.start)
            for match in _FIRST_WORD.finditer(part.text):
                for name in by_word.get(match.group(), ()):
                    start, end = match.start(), match.start() + len(name)
                    if _stands_alone(part.text, name, start) and not any(covered[start:end]):
                        yield name, number, start, end
                        break


def retyped(span: Span, kind: Kind, source: str) -> Span:
    """The span as another kind of thing, on other evidence; what the knowledge said of it no longer counts."""
    return replace(span, kind=kind, source=source, record=None)


def _stands_alone(text: str, name: str, start: int) -> bool:
    """Whether the name stands there as a whole, not as part of a longer word or a compound."""
    end = start + len(name)
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return text.startswith(name, start) and before != "-" and not (after.isalnum() or after in ("_", "-"))
