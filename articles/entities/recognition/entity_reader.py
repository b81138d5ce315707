"""The entity reader: the public door of recognition, from texts to mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from articles.entities.kinds import Kind, Mention, Role
from articles.entities.knowledge_base import AliasRecord, KnowledgeBase
from articles.entities.languages.foreign_reading import draft_of, is_english, places_of
from articles.entities.languages.known_names import KnownNames
from articles.entities.lexicons import confidence
from articles.entities.people.person_names import (
    join_person_names,
    type_reflexive_people,
    type_sign_off_reporters,
)
from articles.entities.people.single_names import is_no_single_name
from articles.entities.places.gazetteer import Gazetteer, Place
from articles.entities.places.place_detection import (
    apply_datelines,
    find_lone_provinces,
    find_party_affiliations,
    find_places_by_context,
    find_towns_before_states,
)
from articles.entities.places.place_names import drop_places_in_treaty_names, extend_place_names
from articles.entities.places.toponym_resolution import resolve
from articles.entities.recognition.alias_matching import match_aliases
from articles.entities.recognition.canonical_names import full_names
from articles.entities.recognition.document_consistency import (
    find_repeated_names,
    propagate_kinds,
    type_surnames_as_people,
)
from articles.entities.recognition.draft import Draft, Part
from articles.entities.recognition.fixed_expressions import find_fixed_expressions
from articles.entities.recognition.mention_roles import find_metonyms, read_datelines
from articles.entities.recognition.organisation_names import (
    drop_event_names,
    extend_organisation_names,
    find_team_nicknames,
)
from articles.entities.recognition.recogniser import ModelSpan, Recogniser
from articles.entities.recognition.spans import Span, from_model, split_spans
from articles.entities.recognition.stated_aliases import (
    LearnedAlias,
    find_bracketed_acronyms,
    learned_aliases,
    type_stated_aliases,
)
from articles.entities.recognition.titles_of_works import drop_headline_phrases, drop_titles_of_works

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
    """The result: a tuple of mentions for each part, in reading order, and the aliases that the text states.

    ``places`` are the places of the gazetteer that the mentions mean.
    """

    mentions: tuple[tuple[Mention, ...], ...]
    learned_aliases: tuple[LearnedAlias, ...] = ()
    places: tuple[Place, ...] = ()


class EntityReader:
    """Reads articles for entities: English ones with all its rules, others by known names and their own recogniser.

    It reads the parts of an article together, so a surname in a caption finds its owner. ``others`` are the
    recognisers of other languages by their codes.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        knowledge: KnowledgeBase,
        gazetteer: Gazetteer,
        others: Mapping[str, Recogniser] | None = None,
    ) -> None:
        self._recogniser = recogniser
        self._others = others or {}
        self._knowledge = knowledge
        self._known_names = KnownNames(knowledge)
        self._gazetteer = gazetteer
        self._towns, capitals = _large_towns(gazetteer, knowledge)
        self._steps: tuple[Callable[[Draft], Draft], ...] = (
            partial(read_datelines, known=knowledge, gazetteer=gazetteer),
            type_sign_off_reporters,
            join_person_names,
            type_reflexive_people,
            extend_organisation_names,
            find_fixed_expressions,
            drop_titles_of_works,
            drop_event_names,
            partial(find_towns_before_states, gazetteer=gazetteer),
            partial(find_party_affiliations, known=knowledge),
            apply_datelines,
            extend_place_names,
            drop_places_in_treaty_names,
            partial(type_surnames_as_people, known=knowledge),
            find_bracketed_acronyms,
            type_stated_aliases,
            partial(find_team_nicknames, gazetteer=gazetteer),
            propagate_kinds,
            find_repeated_names,
            partial(find_places_by_context, gazetteer=gazetteer),
            partial(find_lone_provinces, gazetteer=gazetteer),
            drop_headline_phrases,
            drop_titles_of_works,
            partial(find_metonyms, capitals=capitals),
        )

    def read(self, parts: Sequence[Part]) -> Reading:
        """The mentions of one article. The same text always gives the same mentions."""
        return next(self.read_many([parts]))

    def read_many(self, articles: Iterable[Sequence[Part]]) -> Iterator[Reading]:
        """The readings of many articles, in order; the model processes them in batches. It reads English alone."""
        waiting = iter(articles)
        while batch := list(islice(waiting, ARTICLES_AT_ONCE)):
            english = [is_english(parts) for parts in batch]
            texts = [part.text for parts, own in zip(batch, english, strict=True) if own for part in parts]
            seen = self._recogniser.spans(texts)
            for parts, own in zip(batch, english, strict=True):
                yield (
                    self._read(tuple(parts), [next(seen) for _ in parts])
                    if own
                    else self._read_foreign(tuple(parts))
                )

    def _read_foreign(self, parts: tuple[Part, ...]) -> Reading:
        """An article in another language: known names, and what the recogniser of that language finds, if there is one."""
        recogniser = self._others.get(parts[0].language)
        seen = list(recogniser.spans([part.text for part in parts])) if recogniser else [()] * len(parts)
        draft = draft_of(parts, seen, self._known_names)
        places = places_of(draft, self._gazetteer)
        names = full_names(draft, places, self._knowledge)
        meant = {place.gazetteer_id: place for place in places.values()}
        return Reading(_mentions(draft, places, names), (), tuple(meant.values()))

    def _read(self, parts: tuple[Part, ...], seen: list[tuple[ModelSpan, ...]]) -> Reading:
        clean = [
            span
            for number, found in enumerate(seen)
            for one in split_spans(parts[number].text, found)
            if (span := from_model(parts[number].text, number, one))
        ]
        draft = match_aliases(parts, clean, self._knowledge, self._towns)
        for step in self._steps:
            draft = step(draft)
        places = resolve(draft, self._gazetteer)
        names = full_names(draft, places, self._knowledge)
        draft = draft.with_spans(
            [span for span in draft.spans if not is_no_single_name(span, names[span], draft)]
        )
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
