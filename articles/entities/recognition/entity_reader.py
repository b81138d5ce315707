"""The entity reader: the public door of recognition, from texts to mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from articles.entities.kinds import Kind, Mention, Role
from articles.entities.knowledge_base import AliasRecord, KnowledgeBase
from articles.entities.lexicons import confidence
from articles.entities.people.person_names import names_of_people, people_themselves, sign_offs
from articles.entities.places.gazetteer import Gazetteer, Place
from articles.entities.places.place_detection import (
    affiliations,
    apply_datelines,
    places_by_context,
    provinces_of_its_countries,
    towns_of_states,
)
from articles.entities.places.place_names import extend_place_names, without_pacts
from articles.entities.places.toponym_resolution import resolve
from articles.entities.recognition.alias_matching import match_aliases
from articles.entities.recognition.canonical_names import full_names
from articles.entities.recognition.document_consistency import (
    find_repeated_names,
    propagate_kinds,
    type_surnames_as_people,
)
from articles.entities.recognition.draft import Draft, Part
from articles.entities.recognition.fixed_expressions import named_by_form
from articles.entities.recognition.mention_roles import find_metonyms, read_datelines
from articles.entities.recognition.organisation_names import (
    extend_organisation_names,
    teams_by_their_nickname,
    without_events,
)
from articles.entities.recognition.recogniser import ModelSpan, Recogniser
from articles.entities.recognition.spans import Span, divided, from_model
from articles.entities.recognition.stated_aliases import (
    LearnedAlias,
    learn_acronyms,
    learned_aliases,
    other_names_are_of_its_kind,
)
from articles.entities.recognition.titles_of_works import without_headline_phrases, without_titles_of_works

__all__ = ["EntityReader", "LearnedAlias", "Part", "Reading"]

LARGE_TOWN_PEOPLE = 300_000
LARGE_TOWN_MIN_LETTERS = 4
ARTICLES_AT_ONCE = 32
WORDS_THAT_ARE_TOWNS = frozenset(
    "Of Nice Reading Mobile Bath Most Split Same Orange Enterprise Independence Liberty Victoria Santiago Jackson "
    "Lincoln Madison Charlotte Aurora Sale March Deal Battle Man Best Date Male Austin Hamilton Jordan Georgia "
    "Florence Chester Gift Salem Arlington Irvine Sparks Pearl Bend Salt Valencia Carlos Lawrence Henderson "
    "Glendale Mandalay Tema Obama Saint Santa Central Union Same Home Young Progreso Barking Springs".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: one tuple of mentions for each part, in reading order, and the aliases that the text states.

    ``places`` are the places of the gazetteer that the mentions mean.
    """

    mentions: tuple[tuple[Mention, ...], ...]
    learned_aliases: tuple[LearnedAlias, ...] = ()
    places: tuple[Place, ...] = ()


class EntityReader:
    """Reads articles. The parts of one article are read together, so that a surname in a caption finds its owner."""

    def __init__(self, recogniser: Recogniser, knowledge: KnowledgeBase, gazetteer: Gazetteer) -> None:
        self._recogniser = recogniser
        self._knowledge = knowledge
        self._gazetteer = gazetteer
        self._towns, capitals = _large_towns(gazetteer, knowledge)
        self._steps: tuple[Callable[[Draft], Draft], ...] = (
            partial(read_datelines, known=knowledge, gazetteer=gazetteer),
            sign_offs,
            names_of_people,
            people_themselves,
            extend_organisation_names,
            named_by_form,
            without_titles_of_works,
            without_events,
            partial(towns_of_states, gazetteer=gazetteer),
            partial(affiliations, known=knowledge),
            apply_datelines,
            extend_place_names,
            without_pacts,
            partial(type_surnames_as_people, known=knowledge),
            learn_acronyms,
            other_names_are_of_its_kind,
            partial(teams_by_their_nickname, gazetteer=gazetteer),
            propagate_kinds,
            find_repeated_names,
            partial(places_by_context, gazetteer=gazetteer),
            partial(provinces_of_its_countries, gazetteer=gazetteer),
            without_headline_phrases,
            without_titles_of_works,
            partial(find_metonyms, capitals=capitals),
        )

    def read(self, parts: Sequence[Part]) -> Reading:
        """The mentions of one article; the same text always gives the same mentions."""
        return next(self.read_many([parts]))

    def read_many(self, articles: Iterable[Sequence[Part]]) -> Iterator[Reading]:
        """The readings of many articles, in their order; the model works on a batch of them at once."""
        waiting = iter(articles)
        while batch := list(islice(waiting, ARTICLES_AT_ONCE)):
            seen = self._recogniser.spans([part.text for parts in batch for part in parts])
            for parts in batch:
                yield self._read(tuple(parts), [next(seen) for _ in parts])

    def _read(self, parts: tuple[Part, ...], seen: list[tuple[ModelSpan, ...]]) -> Reading:
        clean = [
            span
            for number, found in enumerate(seen)
            for one in divided(parts[number].text, found)
            if (span := from_model(parts[number].text, number, one))
        ]
        draft = match_aliases(parts, clean, self._knowledge, self._towns)
        for step in self._steps:
            draft = step(draft)
        places = resolve(draft, self._gazetteer)
        names = full_names(draft, places, self._knowledge)
        meant = {place.gazetteer_id: place for place in places.values()}
        return Reading(_mentions(draft, places, names), learned_aliases(draft, names), tuple(meant.values()))


def _mentions(
    draft: Draft, places: dict[Span, Place], names: dict[Span, str]
) -> tuple[tuple[Mention, ...], ...]:
    read: list[list[Mention]] = [[] for _ in draft.parts]
    for span in draft.spans:
        place = places.get(span)
        read[span.part].append(
            Mention(
                start=span.start,
                end=span.end,
                surface=draft.parts[span.part].text[span.start : span.end],
                kind=span.kind,
                role=span.role,
                source=span.source,
                confidence=_confidence(span),
                name=names[span],
                gazetteer_id=place.gazetteer_id if place else span.record.gazetteer_id if span.record else "",
            )
        )
    return tuple(map(tuple, read))


def _confidence(span: Span) -> float:
    table = confidence()
    evidence = f"{span.source}-{'demonym' if span.role is Role.DEMONYM else span.kind.value}"
    return table.get(evidence) or table[span.source]


def _large_towns(gazetteer: Gazetteer, knowledge: KnowledgeBase) -> tuple[KnowledgeBase, frozenset[str]]:
    """Large towns whose name is no common word, as aliases; and the names of capitals."""
    records: list[AliasRecord] = []
    capitals: set[str] = {"Washington"}
    for place in gazetteer.large(LARGE_TOWN_PEOPLE):
        if place.capital:
            capitals |= {place.name, place.name.upper()}
        usable = len(place.name) >= LARGE_TOWN_MIN_LETTERS and place.name not in WORDS_THAT_ARE_TOWNS
        if usable and not knowledge.lookup(place.name):
            record = AliasRecord(
                place.name, Kind.PLACE, Role.MENTION, place.name, country_code=place.country_code
            )
            records.append(record)
    return KnowledgeBase(records), frozenset(capitals)
