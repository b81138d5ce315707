"""Boundaries of place names, and place names that are part of another name."""

from __future__ import annotations

import re
from dataclasses import replace

from articles.entities.kinds import Kind, Role
from articles.entities.recognition.draft import Draft
from articles.entities.recognition.spans import Span

_DIRECTION = re.compile(
    r"(?<=[a-z,’'] )(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Upper|Lower) $"
)
_PACT = re.compile(r" (?:Agreement|Accords?|Treaty|Protocol|Conventions?|Declaration|Open|Prize|Marathon)\b")


def extend_place_names(draft: Draft) -> Draft:
    """ "Eastern" before "Slavonia" is part of the name where it is capitalised inside a sentence."""
    return draft.with_spans([_with_direction(span, draft) for span in draft.spans])


def drop_places_in_treaty_names(draft: Draft) -> Draft:
    """The city in "Dayton Accords" and "Paris Agreement" is no mention."""
    return draft.with_spans([span for span in draft.spans if not _is_pact(span, draft)])


def _with_direction(span: Span, draft: Draft) -> Span:
    if span.kind is not Kind.PLACE or span.role is not Role.MENTION:
        return span
    text = draft.parts[span.part].text
    before = _DIRECTION.search(text, max(0, span.start - 12), span.start)
    return replace(span, start=before.start(), record=None) if before else span


def _is_pact(span: Span, draft: Draft) -> bool:
    city = span.kind is Kind.PLACE and span.role is Role.MENTION and span.source != "dateline"
    return city and _PACT.match(draft.parts[span.part].text, span.end) is not None
