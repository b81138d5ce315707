"""Roles of place names: where a report was filed, a government meant by its capital, a people."""

from __future__ import annotations

import re
from dataclasses import replace

from articles.entities.kinds import Kind, Role
from articles.entities.knowledge_base import KnowledgeBase
from articles.entities.lexicons import MONTHS_AND_DAYS, speech_verbs
from articles.entities.places.gazetteer import Gazetteer
from articles.entities.recognition.draft import Draft
from articles.entities.recognition.spans import Span

_PIECE = re.compile(r"[^\W\d_][\w.’'` -]*[^\W_]\.?")
_AGENCY = re.compile(r"\(([^\W\d_][\w /&.-]{1,30})\)")
_AGENCY_AFTER = re.compile(r":?\s?\(([A-Z][\w /&.-]{1,30})\)")
SHORT_FORM_LETTERS = 4
UNDECLARED_MAX_OFFSET = 1500
_FILED = re.compile(
    r"(?:^|[.;)]\s{1,5})\s{0,8}(?P<dateline>[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+){0,3}(?:, [A-Z\d][\w.’' -]{1,30})?"
    r"(?: \([A-Za-z /-]{2,30}\))?) ?(?:—|–|--|-|_)\s",
    re.MULTILINE,
)
_NEXT_WORDS = re.compile(r"\s+([a-z]+)(?: ([a-z]+))?")
_AUXILIARIES = frozenset("also has have had is was would will must may could can should".split())
_ADDRESSED = re.compile(
    r"\b(?:accus|urg|warn|blam|condemn|criticis|criticiz|thank|press|pressur|ask|tell|told|gave|given|giv)"
    r"(?:e|es|ed|ing|s)? $"
)
_LOCATIVE = re.compile(
    r"\b(?:in|at|from|to|near|of|for|via|into|outside|around|through|across|between|towards?|over|inside|visited"
    r"|visiting|leaving|departing|than|on|and|the)\s+$",
    re.IGNORECASE,
)
_AFTER_PARTNER = re.compile(
    r"\b(?:working|talks|cooperat\w+|negotiat\w+|ties|relations) with (?:[A-Z]\w+ and )?$"
)


def read_datelines(draft: Draft, known: KnowledgeBase, gazetteer: Gazetteer) -> Draft:
    """Places inside a dateline get its role; the name in brackets is the agency."""
    spans = list(draft.spans)
    for number, part in enumerate(draft.parts):
        where = part.dateline or _undeclared(part.text)
        if where is None:
            continue
        start, end = where
        found = _dateline_names(part.text, number, start, end, known, gazetteer)
        spans = [span for span in spans if not any(span.overlaps(name) for name in found)] + found
        if part.dateline:
            spans = [_as_dateline(span, number, start, end) for span in spans]
    return draft.with_spans(spans)


def _undeclared(text: str) -> tuple[int, int] | None:
    """The places of an apparent dateline that the caller did not mark; they get no role."""
    match = _FILED.search(text, 0, UNDECLARED_MAX_OFFSET)
    return match.span("dateline") if match else None


def _as_dateline(span: Span, number: int, start: int, end: int) -> Span:
    inside = span.part == number and start <= span.start and span.end <= end
    return replace(span, role=Role.DATELINE) if inside and span.kind is Kind.PLACE else span


def _dateline_names(
    text: str, number: int, start: int, end: int, known: KnowledgeBase, gazetteer: Gazetteer
) -> list[Span]:
    found: list[Span] = []
    after = _AGENCY_AFTER.match(text, end)
    for match in [*_AGENCY.finditer(text, start, end), *([after] if after else [])]:
        record = known.lookup(match.group(1))
        if match.group(1) not in MONTHS_AND_DAYS and not (record and record.kind is not Kind.ORG):
            found.append(Span(number, *match.span(1), Kind.ORG, "dateline", record=record))
    head = text[start:end].split("(")[0]
    for match in _PIECE.finditer(text, start, start + len(head)):
        name = match.group()
        record = known.lookup(name)
        if name in MONTHS_AND_DAYS or (record and record.kind is Kind.PERSON):
            continue
        if record and record.kind is Kind.ORG:
            if not gazetteer.is_place(name) or len(name) <= SHORT_FORM_LETTERS:
                continue
            record = None  # reports are filed from Georgetown in Guyana, not from the university
        if record or gazetteer.is_place(name):
            found.append(Span(number, match.start(), match.end(), Kind.PLACE, "dateline", record=record))
    return found


def find_metonyms(draft: Draft, capitals: frozenset[str]) -> Draft:
    """A capital that is the subject of a verb of speaking or deciding stands for its government."""
    return draft.with_spans([_as_metonym(span, draft, capitals) for span in draft.spans])


def _as_metonym(span: Span, draft: Draft, capitals: frozenset[str]) -> Span:
    if span.kind is not Kind.PLACE or span.role is not Role.MENTION or draft.surface(span) not in capitals:
        return span
    before = draft.before(span)
    speaks = _speaks(draft.after(span)) and not _LOCATIVE.search(before)
    if speaks or _AFTER_PARTNER.search(before) or _ADDRESSED.search(before):
        return replace(span, role=Role.METONYM)
    return span


def _speaks(after: str) -> bool:
    match = _NEXT_WORDS.match(after)
    if match is None:
        return False
    first, second = match.group(1), match.group(2) or ""
    return first in speech_verbs() or (first in _AUXILIARIES and second in speech_verbs())
