"""Places that the model took for something else, found by the words around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set as AbstractSet

from articles.entities.kinds import Kind, Role
from articles.entities.knowledge_base import KnowledgeBase
from articles.entities.places.gazetteer import Gazetteer, Place
from articles.entities.recognition.document_consistency import people_by_surname
from articles.entities.recognition.draft import Draft, retyped
from articles.entities.recognition.spans import Span
from articles.text import fold

SMALL_TOWN_PEOPLE = 20_000
TOWN_PEOPLE, CITY_PEOPLE = 5_000, 50_000
_FAINTLY_LOCATIVE = re.compile(r"\b(?:at|to|from|between|into|through|over|toward|towards)\s+(?:the\s+)?$")
_LOCATIVE = re.compile(
    r"\b(?:in|near|around|outside|across|town of|city of|village of|province of|district of|border town of|capital,?)"
    r"\s+(?:the\s+)?$"
)
_KIND_AFTER = re.compile(
    r"(?:[’']s)?\s+(?:province|district|city|town|region|river|county|airport|valley|village|governorate|oblast)\b"
)
_KIND_BEFORE = re.compile(
    r"\b(?:town|city|province|district|village|capital|river|port|county|island)(?: of)?\s+$"
)
_TOWN_BEFORE = re.compile(r"(?P<town>(?:[A-Z][\w’'-]+|St\.|Ft\.|Mt\.)(?: [A-Z][\w’'-]+){0,3}), $")
_AFFILIATION = re.compile(
    r"(?:\(|, )(?P<party>[A-Z]{1,5})-(?P<place>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2})(?=[),;])"
)
PROVINCE_WEIGHT = 500_000
"""The weight that the index gives to divisions of the first level."""
_OWNER = re.compile(r"([A-Z]\w+)[’']s\s+$")


def apply_datelines(draft: Draft) -> Draft:
    """The place of the dateline is meant wherever its name stands alone in the report."""
    filed = {
        fold(draft.surface(span)): draft.surface(span).title()
        for span in draft.spans
        if span.source == "dateline" and span.kind is Kind.PLACE and len(draft.surface(span)) > 3
    }
    spans = [
        retyped(span, Kind.PLACE, "consistency")
        if span.kind is not Kind.PLACE and fold(draft.surface(span)) in filed and not _is_person(span)
        else span
        for span in draft.spans
    ]
    draft = draft.with_spans(spans)
    names = [name for name in filed.values() if " " in name or not draft.is_common_word(name)]
    found = [
        Span(part, start, end, Kind.PLACE, "consistency") for _, part, start, end in draft.uncovered(names)
    ]
    return draft.with_spans([*draft.spans, *found])


def _is_person(span: Span) -> bool:
    return span.record is not None and span.kind is Kind.PERSON


def find_towns_before_states(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """ "Maple Grove, Minn.": the capitalised words before a state or country, where they name one of its towns."""
    found: list[Span] = []
    for span in draft.spans:
        text = draft.parts[span.part].text
        if span.kind is not Kind.PLACE or not span.record or span.role is Role.DEMONYM:
            continue
        match = _TOWN_BEFORE.search(text, max(0, span.start - 40), span.start)
        while match and not _has_town(match.group("town"), span, gazetteer):
            shorter = match.group("town").find(" ")
            match = (
                _TOWN_BEFORE.search(text, match.start("town") + shorter, span.start) if shorter > 0 else None
            )
        if match:
            found.append(Span(span.part, *match.span("town"), Kind.PLACE, "place-context"))
    kept = [span for span in draft.spans if not any(_gives_way(span, town) for town in found)]
    draft = draft.with_spans(kept + [town for town in found if not any(town.overlaps(span) for span in kept)])
    again = {name for town in found if " " in (name := draft.surface(town))}
    standing = [
        Span(part, start, end, Kind.PLACE, "consistency") for part, start, end in draft.occurrences(again)
    ]
    fresh = [town for town in standing if not any(_stays(span, town) for span in draft.spans)]
    kept = [span for span in draft.spans if not any(span.overlaps(town) for town in fresh)]
    return draft.with_spans(kept + fresh)


def _stays(span: Span, town: Span) -> bool:
    return span.overlaps(town) and span.end - span.start >= town.end - town.start


def find_party_affiliations(draft: Draft, known: KnowledgeBase) -> Draft:
    """ "(DAP-Tanjung)", "R-Texas": a member's party and constituency."""
    found: list[Span] = []
    for number, part in enumerate(draft.parts):
        for match in _AFFILIATION.finditer(part.text):
            if len(match.group("party")) > 1:
                found.append(Span(number, *match.span("party"), Kind.ORG, "place-context"))
            elif match.group("party") not in "RDI":
                continue
            place = match.group("place")
            # "(D-OR)": two capitals behind a party are the postal code of a state.
            state = known.place_name(f"iso:US-{place}") if len(place) == 2 and place.isupper() else ""
            record = known.lookup(state or place)
            record = record if record and record.kind is Kind.PLACE else None
            found.append(Span(number, *match.span("place"), Kind.PLACE, "place-context", record=record))
    free = [one for one in found if not any(span.record and span.overlaps(one) for span in draft.spans)]
    kept = [span for span in draft.spans if not any(span.overlaps(one) for one in free)]
    return draft.with_spans(kept + free)


def find_lone_provinces(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """A lone word of another kind is a place if a country named twice has a province with this name."""
    named = Counter(
        span.record.country_code
        for span in draft.spans
        if span.kind is Kind.PLACE and span.record and span.record.country_code not in ("", "US")
    )
    countries = {code for code, count in named.items() if count > 1}
    people = people_by_surname(draft)
    return draft.with_spans(
        [
            retyped(span, Kind.PLACE, "place-context")
            if _may_be_place(span, draft, people) and _is_province(draft.surface(span), countries, gazetteer)
            else span
            for span in draft.spans
        ]
    )


def _is_province(name: str, countries: set[str], gazetteer: Gazetteer) -> bool:
    if not name.isalpha() or not countries:
        return False
    return any(
        place.kind == "admin"
        and place.main
        and place.country_code in countries
        and place.population >= PROVINCE_WEIGHT
        for place in gazetteer.find(name)
    )


def _gives_way(span: Span, town: Span) -> bool:
    longer = town.end - town.start > span.end - span.start
    return span.overlaps(town) and (longer or (span.record is None and span.kind is not Kind.PLACE))


def _has_town(name: str, wide: Span, gazetteer: Gazetteer) -> bool:
    record = wide.record
    assert record is not None
    state = record.gazetteer_id.removeprefix("iso:US-") if record.gazetteer_id.startswith("iso:US-") else ""
    return any(
        place.country_code == record.country_code and state in ("", place.admin_code)
        for place in gazetteer.find(name)
    )


def find_places_by_context(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """A gazetteer name in a country of the article, beside "in", "town of" or "province", is a place."""
    countries = _countries(draft)
    owners = {draft.surface(span) for span in draft.spans if span.kind is Kind.PLACE and span.record}
    people = people_by_surname(draft)
    settled = {
        draft.surface(span)
        for span in draft.spans
        if _may_be_place(span, draft, people) and _is_placed(span, draft, gazetteer, countries, owners)
    }
    return draft.with_spans(
        [
            retyped(span, Kind.PLACE, "place-context")
            if span.source in {"model", "consistency"}
            and span.kind is not Kind.PLACE
            and draft.surface(span) in settled
            else span
            for span in draft.spans
        ]
    )


def _countries(draft: Draft) -> set[str]:
    return {
        span.record.country_code
        for span in draft.spans
        if span.kind is Kind.PLACE and span.record and span.record.country_code
    }


def _may_be_place(span: Span, draft: Draft, people: dict[str, list[str]]) -> bool:
    name = draft.surface(span)
    if span.source != "model" or span.kind is Kind.PLACE or span.role is not Role.MENTION:
        return False
    return len(name.split()) <= 3 and not (span.kind is Kind.PERSON and (" " in name or name in people))


def _is_placed(
    span: Span, draft: Draft, gazetteer: Gazetteer, countries: AbstractSet[str], owners: AbstractSet[str]
) -> bool:
    before, after = draft.before(span, 30), draft.after(span, 20)
    locative, lead = _LOCATIVE.search(before), _KIND_BEFORE.search(before)
    owner = _OWNER.search(before)
    beside = locative or lead or _KIND_AFTER.match(after) or (owner and owner.group(1) in owners)
    name = draft.surface(span)
    if not beside:
        faintly = _FAINTLY_LOCATIVE.search(before) or " " in name
        places = gazetteer.find(name) if faintly else ()
        people = TOWN_PEOPLE if span.kind is Kind.ORG else CITY_PEOPLE
        return any(_plainly_meant(place, name, countries, people) for place in places)
    if lead and locative and span.kind is Kind.ORG:
        return True
    return any(_plausible(place, countries) for place in gazetteer.find(draft.surface(span)))


def _plainly_meant(place: Place, name: str, countries: AbstractSet[str], people: int) -> bool:
    sizeable = " " in name or place.population >= people or place.kind == "admin"
    return place.main and sizeable and place.country_code in countries and place.country_code != "US"


def _plausible(place: Place, countries: AbstractSet[str]) -> bool:
    large = place.main or place.population >= SMALL_TOWN_PEOPLE or place.kind != "city"
    return large and place.country_code in countries and place.country_code != "US"
