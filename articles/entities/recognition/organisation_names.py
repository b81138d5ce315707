"""Boundaries of organisation names, by the words that such names are built with."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from articles.entities.kinds import Kind, Role
from articles.entities.lexicons import not_organisations, organisation_heads
from articles.entities.places.gazetteer import Gazetteer
from articles.entities.recognition.draft import Draft, retyped
from articles.entities.recognition.spans import Span

_LEGAL = (
    r"(?:Inc|Corp|Corporation|Co|Cos|Ltd|Limited|LLC|LLP|L\.L\.C|PLC|Plc|plc|AG|SA|S\.A|NV|N\.V|SpA|GmbH|AB|ASA|Oyj|KK"
    r"|Bhd|Sdn Bhd|Pte|Pty|INC|CORP|CO|LTD)\b\.?"
)
_CAPITAL = r"(?:[A-Z][\w’'-]*\w|[A-Z]\.)"
_AND = r"&(?:amp;|AMP;)?"
_COMPANY_TAIL = re.compile(rf"(?: {_AND} (?:{_LEGAL}|{_CAPITAL}(?: {_CAPITAL})*))?(?:,? {_LEGAL})*")
_ORDINAL_BEFORE = re.compile(r"\b\d{1,3}(?:st|nd|rd|th) $")
_COURT = re.compile(
    r"(?:U\.S\. )?(?:Circuit|District|Congressional|Infantry|Airborne|Armored|Cavalry|Fleet|Air)\b"
)
_OF_TAIL = re.compile(
    rf" (?:of|for|on)(?: the)? {_CAPITAL}(?: {_CAPITAL})*(?:,? (?:and|&) {_CAPITAL}(?: {_CAPITAL})*)?"
)
_THE = re.compile(r"\b[Tt]he $")
_TEAM = re.compile(
    r"(?P<place>(?:New|San|Los|Las|St\.|Fort|Kansas|Salt Lake|Oklahoma|Golden|Green|Tampa|South|North|West|East)? ?"
    r"[A-Z][a-z]+) (?P<nickname>(?:(?:Blue|Red|White|Golden|Trail|Maple|Mighty|Devil) )?[A-Z][a-z]{2,}(?:s|Sox))"
)
_OPENING_HEADS = frozenset(
    "University College Institute Academy School Foundation Association Federation Union Society League Committee "
    "Commission Council Board Bureau Agency Department Ministry Office Center Centre Chamber Museum Bank Court "
    "Organization Organisation Movement Front Party Church Confederation Conference Secretariat".split()
)


def extend_organisation_names(draft: Draft) -> Draft:
    """Company tails ("& Co.", ", Inc."), ordinals of courts, "of …" after a head, a nation before one."""
    texts = [part.text for part in draft.parts]
    spans = [_with_tail(span, texts[span.part]) for span in draft.spans]
    spans = [_with_ordinal(span, texts[span.part]) for span in spans]
    return _with_nations(draft.with_spans(_absorbed(spans)))


def find_team_nicknames(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """ "Bulls" is a team where the article names the Chicago Bulls: a place and a word in the plural."""
    printed = (span for span in draft.spans if span.kind is Kind.ORG)
    teams = (
        _TEAM.fullmatch(draft.surface(span))
        for span in printed
        if span.record or _THE.search(draft.before(span, 5))
    )
    named = {team.group("nickname") for team in teams if team and gazetteer.is_place(team.group("place"))}
    nicknames = {name for name in named if not draft.is_common_word(name)}
    spans = [
        retyped(span, Kind.ORG, "consistency")
        if span.source == "model" and draft.surface(span) in nicknames
        else span
        for span in draft.spans
    ]
    found = [
        Span(part, start, end, Kind.ORG, "consistency") for _, part, start, end in draft.uncovered(nicknames)
    ]
    return draft.with_spans([*spans, *found])


def drop_event_names(draft: Draft) -> Draft:
    """Drop laws, prizes, contests and wars, whose names resemble those of organisations."""
    return draft.with_spans(
        [
            span
            for span in draft.spans
            if not (_guessed(span) and _last_word(draft.surface(span)) in not_organisations())
        ]
    )


def _guessed(span: Span) -> bool:
    return span.kind is Kind.ORG and span.record is None


def _last_word(name: str) -> str:
    return name.split()[-1]


def _with_tail(span: Span, text: str) -> Span:
    if span.kind is Kind.PLACE or span.role is not Role.MENTION:
        return span
    match = _COMPANY_TAIL.match(text, span.end)
    if match and match.group():
        return Span(span.part, span.start, match.end(), Kind.ORG, "organisation")
    last = re.split(r"[\s-]", text[span.start : span.end])[-1]
    if _guessed(span) and last in _OPENING_HEADS:
        match = _OF_TAIL.match(text, span.end)
        if match:
            return replace(span, end=match.end(), source="organisation")
    return span


def _with_ordinal(span: Span, text: str) -> Span:
    before = _ORDINAL_BEFORE.search(text, max(0, span.start - 6), span.start)
    if span.kind is Kind.ORG and before and _COURT.match(text, span.start):
        return replace(span, start=before.start(), source="organisation", record=None)
    return span


def _absorbed(spans: list[Span]) -> list[Span]:
    """An extended name absorbs the spans inside its new part."""
    grown = [span for span in spans if span.source == "organisation"]
    return [
        span
        for span in spans
        if span in grown or not any(span.overlaps(one) and span.start >= one.start for one in grown)
    ]


def _with_nations(draft: Draft) -> Draft:
    """ "Somali" before "Red Crescent", "U.S." before "Library of Congress": part of the name."""
    spans = list(draft.spans)
    joined: list[Span] = []
    for first, second in pairwise(spans):
        text = draft.parts[first.part].text
        nation = first.role is Role.DEMONYM or (
            first.record is not None and first.record.name == "United States"
        )
        adjacent = first.part == second.part and text[first.end : second.start] == " "
        if nation and adjacent and second.kind is Kind.ORG and _is_national(draft.surface(second)):
            joined.append(Span(first.part, first.start, second.end, Kind.ORG, "organisation"))
    return draft.with_spans(
        [span for span in spans if not any(span.overlaps(one) for one in joined)] + joined
    )


@lru_cache(maxsize=4096)
def _is_national(name: str) -> bool:
    words = name.split()
    return words[-1] in organisation_heads() or (words[0] in _OPENING_HEADS | {"Library"} and len(words) > 2)
