"""Consistency within a document: surnames of people named in full, and the usual kind of a name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from articles.entities.kinds import Kind, Role
from articles.entities.knowledge_base import KnowledgeBase
from articles.entities.lexicons import MONTHS_AND_DAYS, junk_words
from articles.entities.recognition.draft import Draft, retyped
from articles.entities.recognition.spans import Span

_ARABIC_ARTICLE = re.compile(r"(?:a[ldnrst]|el|ul|as[hs])-(?=[A-Z])")
_GENERATION = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")


def surname(full_name: str) -> str:
    """The last word of a full name, or nothing where there is only one.

    >>> surname("Martin Luther King Jr."), surname("Pele")
    ('King', '')
    """
    words = _GENERATION.sub("", full_name).split()
    return words[-1].strip(".,") if len(words) > 1 else ""


def surname_forms(full_name: str) -> tuple[str, ...]:
    """The forms in which a surname may stand alone; the Arabic article is optional.

    >>> surname_forms("Bashar al-Assad"), surname_forms("Sara Lind-Moe"), surname_forms("Xi")
    (('Assad', 'Al-Assad', 'al-Assad'), ('Lind-Moe',), ())
    """
    last = surname(full_name)
    article = _ARABIC_ARTICLE.match(last)
    if article:
        bare = last[article.end() :]
        return (bare, last[0].upper() + last[1:], last)
    return (last,) if last else ()


def people_by_surname(draft: Draft) -> dict[str, list[str]]:
    """The full names of people in the article under their surnames, in the order they appear."""
    people: dict[str, list[str]] = {}
    for span in draft.spans:
        name = draft.surface(span)
        for last in surname_forms(name) if span.kind is Kind.PERSON else ():
            usable = len(last) >= 3 and (last[0].isupper() or "-" in last)
            if usable and name not in people.setdefault(last, []):
                people[last].append(name)
    return {last: names for last, names in people.items() if names}


def type_surnames_as_people(draft: Draft, known: KnowledgeBase) -> Draft:
    """A lone surname of a person named in full is that person, whatever the model took it for."""
    people = people_by_surname(draft)
    seen = {kind: {(one.part, one.start, one.end) for one in draft.seen if one.kind is kind} for kind in Kind}
    spans = [_as_person(span, draft, people, seen[Kind.PERSON], seen[Kind.ORG]) for span in draft.spans]
    draft = draft.with_spans(spans)
    usable = [
        last for last in people if last not in MONTHS_AND_DAYS | junk_words() and not known.lookup(last)
    ]
    found = [
        Span(part, start, end, Kind.PERSON, "surname") for _, part, start, end in draft.uncovered(usable)
    ]
    return draft.with_spans([*draft.spans, *found])


def _as_person(
    span: Span,
    draft: Draft,
    people: dict[str, list[str]],
    seen_people: set[tuple[int, int, int]],
    seen_organisations: set[tuple[int, int, int]],
) -> Span:
    name = draft.surface(span)
    if span.record and span.kind is Kind.ORG and name[:-2] in people and name.endswith(("'s", "’s")):
        return replace(
            retyped(span, Kind.PERSON, "surname"), end=span.end - 2
        )  # the shop of that name is not meant
    if name.isupper() and name.title() in people:
        name = name.title()
    if name not in people or span.kind is Kind.PERSON or span.role is not Role.MENTION:
        return span
    where = (span.part, span.start, span.end)
    if (
        span.source == "model"
        or where in seen_people
        or (span.kind is Kind.ORG and where not in seen_organisations)
    ):
        return retyped(span, Kind.PERSON, "surname")
    return span


def propagate_kinds(draft: Draft) -> Draft:
    """A name that got several kinds in one article gets the most frequent one."""
    kinds: dict[str, Counter[Kind]] = {}
    for span in draft.spans:
        if span.source in {"model", "surname"}:
            kinds.setdefault(draft.surface(span), Counter())[span.kind] += 1
    usual = {name: count.most_common(1)[0][0] for name, count in kinds.items()}
    return draft.with_spans(
        [
            replace(span, kind=usual[draft.surface(span)])
            if span.source == "model" and usual[draft.surface(span)] is not span.kind
            else span
            for span in draft.spans
        ]
    )


def find_repeated_names(draft: Draft) -> Draft:
    """Find repeats of a name (several words, or in capitals) that the model missed."""
    kinds = {
        draft.surface(span): span.kind for span in draft.spans if span.source not in {"alias", "surname"}
    }
    again = {
        name: kind
        for name, kind in kinds.items()
        if (" " in name and name[0].isupper() and len(name) > 6) or (name.isupper() and 3 <= len(name) <= 6)
    }
    found = [
        Span(part, start, end, again[name], "consistency")
        for name, part, start, end in draft.uncovered(again)
    ]
    return draft.with_spans([*draft.spans, *found])
