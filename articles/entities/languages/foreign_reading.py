"""Reading an article in another language than English: the names that are known, and what its own recogniser finds.

None of the rules for English (titles before names, places in context, sign-offs) is applied: they know English words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from anyascii import anyascii

from articles.entities.kinds import Kind, Role
from articles.entities.knowledge_base import AliasRecord
from articles.entities.languages.known_names import KnownNames
from articles.entities.places.gazetteer import Gazetteer, Place
from articles.entities.recognition.draft import Draft, Part
from articles.entities.recognition.recogniser import ModelSpan
from articles.entities.recognition.spans import MODEL_KINDS, Span

ENGLISH = "en"
# A town that is known by its name alone, whatever else the article says, has so many people, or is a capital.
EVIDENT_PEOPLE = 100_000
LATIN_SHARE_MIN = 0.5


def is_english(parts: Sequence[Part]) -> bool:
    """Whether an article is read with the English recogniser: it is English, or nobody knows and it is in Latin letters."""
    language = next((part.language for part in parts if part.language), "")
    if language:
        return language == ENGLISH
    letters = [letter for part in parts for letter in part.text if letter.isalpha()]
    latin = sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters)
    return latin >= LATIN_SHARE_MIN * len(letters)


def draft_of(parts: tuple[Part, ...], seen: Sequence[Sequence[ModelSpan]], known: KnownNames) -> Draft:
    """The known names of an article, and elsewhere what its language's recogniser saw (nothing, where there is none)."""
    spans: list[Span] = []
    for number, part in enumerate(parts):
        for match in known.matches(part.text, part.language):
            record = match.record
            spans.append(Span(number, match.start, match.end, record.kind, "alias", record.role, record))
    people = _full_names(one for found in seen for one in found)
    for number, found in enumerate(seen):
        for one in found:
            span = _span(number, one, people)
            if span and not any(span.overlaps(other) for other in spans):
                spans.append(span)
    draft = Draft(parts, (), ()).with_spans(spans)
    return draft.with_spans([_filed(span, parts[span.part]) for span in draft.spans])


def places_of(draft: Draft, gazetteer: Gazetteer) -> dict[Span, Place]:
    """The places of the gazetteer that are meant: known ones, and large towns by their name in Latin letters."""
    found: dict[Span, Place] = {}
    for span in draft.spans:
        if span.kind is not Kind.PLACE or span.record is None:
            continue
        if span.record.gazetteer_id:
            place = gazetteer.by_id(span.record.gazetteer_id)
        else:
            named = gazetteer.find(anyascii(span.record.name))
            evident = [one for one in named if one.capital or one.population >= EVIDENT_PEOPLE]
            place = max(evident, key=lambda one: one.population, default=None)
        if place:
            found[span] = place
    return found


def _span(number: int, seen: ModelSpan, people: dict[str, str]) -> Span | None:
    kind = MODEL_KINDS.get(seen.label)
    if kind is None or not seen.name:
        return None
    name = people.get(seen.name, seen.name) if kind is Kind.PERSON else seen.name
    return Span(
        number,
        seen.start,
        seen.end,
        kind,
        "model",
        record=AliasRecord(seen.name, kind, Role.MENTION, name),
    )


def _full_names(seen: Iterator[ModelSpan]) -> dict[str, str]:
    """Surname → the full name that the article gives, where it gives one alone."""
    found: dict[str, set[str]] = {}
    for one in seen:
        words = one.name.split()
        if MODEL_KINDS.get(one.label) is Kind.PERSON and len(words) > 1:
            found.setdefault(words[-1], set()).add(one.name)
    return {surname: next(iter(names)) for surname, names in found.items() if len(names) == 1}


def _filed(span: Span, part: Part) -> Span:
    """A place within the dateline says where the report was filed."""
    inside = part.dateline and span.end <= part.dateline[1] and span.kind is Kind.PLACE
    return replace(span, role=Role.DATELINE) if inside else span
