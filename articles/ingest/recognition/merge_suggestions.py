"""Pairs of entities that may be one: too alike to ignore, too different to merge unasked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from articles.entities.kinds import Kind
from articles.entities.linking.name_similarity import SUGGESTION_MIN, name_words, similarity, skeleton
from articles.ingest.recognition.entity_candidates import ArticleDirectory
from articles.ingest.recognition.merge_chains import final_entity
from articles.models import Alias, Entity, MergeSuggestion, NotSame
from articles.text import fold

NAMESAKES_LOOKED_AT = 200
STATED_IN_TEXT = 0.9
REASON_MAX_CHARACTERS = 600
Pair = tuple[int, int]


def suggest_for(fresh: Iterable[Entity], directory: ArticleDirectory) -> None:
    """Suggest people on file who may be the ones that an article just brought in."""
    found: dict[Pair, MergeSuggestion] = {}
    for entity in fresh:
        if entity.kind != Kind.PERSON.value or len(name_words(entity.name)) < 2:
            continue
        surname = skeleton(name_words(entity.name)[-1])
        for candidate in directory.people_with_surname(surname):
            other = directory.person(candidate.key)
            _note(found, entity, final_entity(other), similarity(entity.name, candidate.name), "")
    _queue(found.values())


def suggest_merges() -> int:
    """Look through all entities for pairs that may be one; how many suggestions are new."""
    found: dict[Pair, MergeSuggestion] = {}
    for first, second in _people_alike():
        _note(found, first, second, similarity(first.name, second.name), "")
    for alias, other in _names_stated_in_texts():
        _note(found, final_entity(alias.entity), other, STATED_IN_TEXT, alias.proof)
    return _queue(found.values())


def forget_suggestions() -> None:
    """Drop the suggestions whose two entities have been merged or told apart meanwhile."""
    apart = _told_apart()
    for row in MergeSuggestion.objects.select_related("first__merged_into", "second__merged_into"):
        if _settled(row.first, row.second, apart):
            row.delete()


def pair(first: Entity, second: Entity) -> Pair:
    """Two entities as a pair is stored: the older row first."""
    return (first.pk, second.pk) if first.pk < second.pk else (second.pk, first.pk)


def _people_alike() -> Iterator[tuple[Entity, Entity]]:
    """People on file with the same surname, however it is spelled."""
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    named = Entity.objects.filter(kind=Kind.PERSON.value, merged_into=None, mentions__isnull=False)
    for entity in named.distinct().order_by("pk"):
        words = name_words(entity.name)
        if len(words) > 1:
            by_surname[skeleton(words[-1])].append(entity)
    for namesakes in by_surname.values():
        yield from combinations(namesakes[:NAMESAKES_LOOKED_AT], 2)


def _names_stated_in_texts() -> Iterator[tuple[Alias, Entity]]:
    """A name that an article gives for one entity and that is another's own name: "the Harbour Board (HB)"."""
    stated = list(Alias.objects.filter(source="text").exclude(proof="").select_related("entity__merged_into"))
    by_name: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    own = Alias.objects.filter(folded__in={alias.folded for alias in stated}, entity__merged_into=None)
    for alias in own.exclude(source__in=("text", "dropped")).select_related("entity").order_by("pk"):
        by_name[alias.entity.kind, alias.folded].append(alias.entity)
    for alias in stated:
        for other in by_name[alias.entity.kind, fold(alias.surface)]:
            yield alias, other


def _note(
    found: dict[Pair, MergeSuggestion], first: Entity, second: Entity, score: float, proof: str
) -> None:
    if first.pk == second.pk or score < SUGGESTION_MIN:
        return
    key = pair(first, second)
    if key not in found or found[key].score < score:
        reason = proof[:REASON_MAX_CHARACTERS] or f"“{first.name}” and “{second.name}” are spelled alike."
        found[key] = MergeSuggestion(first_id=key[0], second_id=key[1], score=score, reason=reason)


def _queue(suggestions: Iterable[MergeSuggestion]) -> int:
    suggestions = list(suggestions)
    if not suggestions:
        return 0
    apart = _told_apart()
    on_file = set(MergeSuggestion.objects.values_list("first_id", "second_id"))
    fresh = [
        row
        for row in suggestions
        if (row.first_id, row.second_id) not in on_file and (row.first_id, row.second_id) not in apart
    ]
    MergeSuggestion.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _told_apart() -> set[Pair]:
    return set(NotSame.objects.values_list("first_id", "second_id"))


def _settled(first: Entity, second: Entity, apart: set[Pair]) -> bool:
    merged = first.merged_into is not None or second.merged_into is not None
    return merged or pair(first, second) in apart
