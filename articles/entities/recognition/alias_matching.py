"""Known aliases in a text: which are meant, and which are part of a longer name the model saw."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from articles.entities.kinds import Kind, Role
from articles.entities.knowledge_base import AliasMatch, KnowledgeBase
from articles.entities.recognition.draft import Draft, Part
from articles.entities.recognition.spans import Span

_CAPITALISED_BEFORE = re.compile(r"[A-ZÀ-Þ][\w’'-]*\s$")
_CAPITALISED_AFTER = re.compile(r"\s[A-ZÀ-Þ][\w’'-]*")
_CREDIT_WORDS = frozenset(("Photo", "Photos", "Image", "Images", "Pool", "File"))
_WORD_CAPITAL = re.compile(r"[A-ZÀ-Þ]")


def match_aliases(
    parts: tuple[Part, ...], seen: Iterable[Span], known: KnowledgeBase, towns: KnowledgeBase
) -> Draft:
    """The first draft: aliases where they apply, the model's names elsewhere."""
    seen = tuple(seen)
    spans: list[Span] = []
    for number, part in enumerate(parts):
        spans.extend(
            _part_spans(part.text, [span for span in seen if span.part == number], number, known, towns)
        )
    return Draft(parts, seen, ()).with_spans(spans)


def _part_spans(
    text: str, seen: list[Span], number: int, known: KnowledgeBase, towns: KnowledgeBase
) -> list[Span]:
    matches = list(known.matches(text))
    kept = [_alias_span(match, number) for match in matches if _holds(text, match, matches, seen)]
    covered = bytearray(len(text))
    for span in kept:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    for match in towns.matches(text):
        if not any(covered[match.start : match.end]) and _town_holds(text, match, seen):
            kept.append(_alias_span(match, number))
            covered[match.start : match.end] = b"\1" * (match.end - match.start)
    return kept + [span for span in seen if not any(covered[span.start : span.end])]


def _touching(match: AliasMatch, seen: list[Span]) -> list[Span]:
    """The model's spans that overlap a match; they stand in order and do not overlap each other."""
    after = bisect_left(seen, match.end, key=lambda span: span.start)
    before = bisect_left(seen, match.start + 1, hi=after, key=lambda span: span.end)
    return seen[before:after]


def _alias_span(match: AliasMatch, number: int) -> Span:
    record = match.record
    return Span(number, match.start, match.end, record.kind, "alias", record.role, record)


def _holds(text: str, match: AliasMatch, matches: list[AliasMatch], seen: list[Span]) -> bool:
    """An alias gives way to a longer name around it that is more than aliases in a row ("Bank of China")."""
    for span in _touching(match, seen):
        inside = span.start <= match.start and match.end <= span.end
        if not inside or (span.start, span.end) == (match.start, match.end):
            continue
        if span.kind is Kind.PERSON and match.record.kind is not Kind.PERSON:
            return (
                match.record.role is Role.DEMONYM
                and match.start == span.start
                and " " in text[match.end : span.end].strip()
            )
        rest = _rest(text, span, matches).split()
        if any(_WORD_CAPITAL.search(word) and word not in _CREDIT_WORDS for word in rest):
            return False
    return not _cuts_a_name(text, match)


def _rest(text: str, span: Span, matches: list[AliasMatch]) -> str:
    """The pieces of a span outside the aliases in it."""
    rest, position = "", span.start
    first = bisect_left(matches, span.start, key=lambda match: match.start)
    for match in matches[first : first + (span.end - span.start)]:
        if match.start >= span.end:
            break
        if match.end <= span.end:
            rest += text[position : match.start]
            position = match.end
    return rest + text[position : span.end]


def _cuts_a_name(text: str, match: AliasMatch) -> bool:
    """Whether the alias is one half of a hyphenated name ("Jean-Chad", "Al-Jordan")."""
    before, after = text[max(0, match.start - 2) : match.start], text[match.end : match.end + 2]
    if match.record.kind is Kind.ORG:
        return False
    joined_before = (
        len(before) == 2 and before[1] == "-" and before[0].isalpha() and match.record.role is Role.MENTION
    )
    return joined_before and len(after) == 2 and after[0] == "-" and after[1].isupper()


def _town_holds(text: str, match: AliasMatch, seen: list[Span]) -> bool:
    """A large town's name is trusted where the model saw a place, or saw nothing and no name goes on beside it."""
    for span in _touching(match, seen):
        return (span.start, span.end) == (match.start, match.end) and span.kind is Kind.PLACE
    if _CAPITALISED_BEFORE.search(text, max(0, match.start - 30), match.start):
        return False
    return not _CAPITALISED_AFTER.match(text, match.end)
