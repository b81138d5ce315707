"""Spans of names while recognition works on them, and the cleaning of their edges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.entities.kinds import Kind, Role
from articles.entities.knowledge_base import AliasRecord
from articles.entities.lexicons import MONTHS_AND_DAYS, junk_words, title_prefix
from articles.entities.recognition.recogniser import ModelSpan

MODEL_KINDS = {
    "PERSON": Kind.PERSON,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "ORG": Kind.ORG,
}
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_KIND_WORD = re.compile(
    r"(?<=\w) (?:district|province|region|county|valley|city|town|village|river|island|border|area|prefecture|airport)$"
)
_LOOSE_END = re.compile(r" (?:of|and|for|in|the|at|de)$")
_AMPERSAND = re.compile(r"\s*&(?:AMP|amp)?;?$")
_TAIL = re.compile(r"(?:['’]s?|[\s,;:*\"”“)\]–—_-])$")
_PREFIX = re.compile(r"(?:(?:anti|pro|ex|non|then|post|pre|[RDI])-|(?:all|both|a\.?k\.?a\.?) )(?=[A-Z])")
_SMALL_WORDS = re.compile(
    r"(?:(?!(?:al|el|ul|bin|ibn|ben|de|da|di|du|del|della|der|den|van|von|la|le|ter|zu|abu|arap)\b)[a-z]{2,} )+(?=[A-Z])"
)
_LOUD_WORDS = re.compile(r"[A-Z]{3,}(?: [A-Z]{3,})+ (?=[A-Z][a-z])")
_ADDRESS = re.compile(r"[@/#]|https?:|www\.|\.(?:com|org|net)\b")
_MONEY = re.compile(r"[A-Z]{1,3}\$?\d")
_DIVISION = re.compile(r" ?/ ?(?=[A-Z])|(?<=[a-z]{3}\.) (?=[A-Z][\w’'-]+$)")
_GLUED = re.compile(r"[a-z]{1,4}(?=[A-Z]{3})")


@dataclass(frozen=True, slots=True)
class Span:
    """A mention in the making: ``texts[part][start:end]``, with its evidence."""

    part: int
    start: int
    end: int
    kind: Kind
    source: str
    role: Role = Role.MENTION
    record: AliasRecord | None = None

    def overlaps(self, other: Span) -> bool:
        return self.part == other.part and self.start < other.end and other.start < self.end


def split_spans(text: str, seen: tuple[ModelSpan, ...]) -> Iterator[ModelSpan]:
    """The model's spans, cut at a slash ("Agency Photo / A. Person") and after a state's short form ("Calif. Smith")."""
    for span in seen:
        start = span.start
        for match in _DIVISION.finditer(text, span.start, span.end):
            yield ModelSpan(start, match.start(), span.label)
            start = match.end()
        yield ModelSpan(start, span.end, span.label)


def from_model(text: str, part: int, seen: ModelSpan) -> Span | None:
    """The model's span with clean edges; None if nothing is left, or the label maps to no kind."""
    kind = MODEL_KINDS.get(seen.label)
    if kind is None:
        return None
    start, end = clean_edges(text, seen.start, seen.end, kind)
    if kind is Kind.PLACE:
        start, end = _one_place(text, start, end)
    name = text[start:end]
    if end - start < 2 or not any(letter.isupper() for letter in name):
        return None
    if name in junk_words() or name in MONTHS_AND_DAYS or (name[0].isdigit() and kind is not Kind.ORG):
        return None
    marked_up = text[start - 1 : start] in ("<", "&") and text[end : end + 1] in (">", ";")
    if marked_up or _MONEY.match(name) or (_ADDRESS.search(name) and kind is not Kind.ORG):
        return None
    return Span(part, start, end, kind, "model")


def clean_edges(text: str, start: int, end: int, kind: Kind) -> tuple[int, int]:
    """Trim what does not belong to a name: line ends, titles, articles, possessives, quotes, glued junk.

    >>> text = "the President Mary Robinson’s"
    >>> clean_edges(text, 0, len(text), Kind.PERSON)
    (14, 27)
    """
    line_end = text.find("\n", start, end)
    end = line_end if line_end >= 0 else end
    for prefix in (_ARTICLE, title_prefix(), _PREFIX) if kind is Kind.PERSON else (_ARTICLE, _PREFIX):
        start = _to_word(text, start, end)
        match = prefix.match(text, start, end)
        if match and match.end() < end:
            start = match.end()
    loud = _LOUD_WORDS.match(text, start, end) if kind is Kind.PERSON else None
    start = loud.end() if loud else start
    small = _SMALL_WORDS.match(text, start, end)
    start = small.end() if small else _to_word(text, start, end)
    glued = _GLUED.match(text, start, end)
    return glued.end() if glued else start, _clean_end(text, start, end)


def _one_place(text: str, start: int, end: int) -> tuple[int, int]:
    """The last of two places that the model took together, without the word for what it is ("Shindand district")."""
    joint = text.rfind(" and ", start, end)
    start = joint + len(" and ") if joint >= 0 else start
    kind_word = _KIND_WORD.search(text, start, end)
    return start, kind_word.start() if kind_word else end


def _to_word(text: str, start: int, end: int) -> int:
    while start < end and not text[start].isalnum():
        start += 1
    return start


def _clean_end(text: str, start: int, end: int) -> int:
    loose = _LOOSE_END.search(text, max(start, end - 6), end)
    end = loose.start() if loose else end
    ampersand = _AMPERSAND.search(text, max(start, end - 6), end)
    end = ampersand.start() if ampersand else end
    while end > start:
        match = _TAIL.search(text, max(start, end - 3), end)
        if match:
            end = match.start()
        elif text[end - 1].isalnum() or text[end - 1] in ".)!":
            break
        else:
            end -= 1
    while end > start and text[end - 1] == ")" and "(" not in text[start:end]:
        end -= 1
    return end


def without_overlaps(spans: list[Span]) -> list[Span]:
    """The spans in reading order without overlaps: the longer wins, then the earlier."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.part, span.start, -span.end)):
        if not kept or not kept[-1].overlaps(span):
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
    return kept
