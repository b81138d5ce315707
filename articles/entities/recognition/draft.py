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
    """One text of an article: headline, body, a caption or a footnote.

    ``dateline`` is the span of the dateline that opens the part, if any; ``language`` the code of its article's language,
    empty where that is not known.
    """

    text: str
    dateline: tuple[int, int] | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article between two steps. ``seen``: the model's spans with clean edges. ``spans``: the mentions kept so far."""

    parts: tuple[Part, ...]
    seen: tuple[Span, ...]
    spans: tuple[Span, ...]

    def surface(self, span: Span) -> str:
        """The name as printed, with line breaks as spaces."""
        return " ".join(self.parts[span.part].text[span.start : span.end].split())

    def before(self, span: Span, length: int = 40) -> str:
        """The text of the part just before a span."""
        return self.parts[span.part].text[max(0, span.start - length) : span.start]

    def after(self, span: Span, length: int = 40) -> str:
        """The text of the part just after a span."""
        return self.parts[span.part].text[span.end : span.end + length]

    def occurrences(self, names: Collection[str]) -> Iterator[tuple[int, int, int]]:
        """Every occurrence of the names as (part, start, end), whether covered by a span or not."""
        for number, part in enumerate(self.parts):
            for name in sorted(names):
                for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", part.text):
                    yield number, match.start(), match.end()

    def is_common_word(self, name: str) -> bool:
        """Whether the article also uses the name in lower case, as an ordinary word."""
        pattern = re.compile(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])")
        return any(pattern.search(part.text) for part in self.parts)

    def with_spans(self, spans: list[Span]) -> Draft:
        """The draft with these spans instead; of overlapping spans the longer stays."""
        return replace(self, spans=tuple(without_overlaps(spans)))

    def uncovered(self, names: Collection[str]) -> Iterator[tuple[str, int, int, int]]:
        """Every occurrence of the names that touches no span, as (name, part, start, end)."""
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
    """The span with another kind and evidence, without its knowledge-base entry."""
    return replace(span, kind=kind, source=source, record=None)


def _stands_alone(text: str, name: str, start: int) -> bool:
    """Whether the name is a whole word there, not part of a longer word or compound."""
    end = start + len(name)
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return text.startswith(name, start) and before != "-" and not (after.isalnum() or after in ("_", "-"))
