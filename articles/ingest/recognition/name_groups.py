"""Name groups: what the room knows of the people who bear one surname or given name, counted in the background.

A group is counted anew when the articles that name one of its people have grown by a fifth, so the work for each article
stays the same however large the room is. Counts are of names as articles give them, never of links: linking does not feed
itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db.models import F, Q

from articles.entities.kinds import Kind, Role
from articles.entities.linking.name_similarity import SOUND_MAX_CHARACTERS, name_words, skeleton
from articles.entities.linking.name_variants import bearers, is_short_name, words_of
from articles.entities.linking.short_names import KNOWN_MIN_ARTICLES
from articles.entities.people.name_context import office_beside
from articles.ingest.recognition.merge_chains import final_entity
from articles.models import Alias, Article, Entity, Mention, NameGroup, NotSame

GROWTH = 0.2
ARTICLES_COUNTED = 4_000
ARTICLES_OF_COMPANY = 60
COMPANY_KEPT = 80
BESIDE = 40
COMPANY_MIN_SHARE = 0.05
PEOPLE_MAX = 200
GIVEN_MAX = 12


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A person of a group: the entity that counts, its articles by month ("2016-07"), and its company (entity → share).

    ``variants`` are the entities whose names are other forms of this one's.
    """

    entity_id: int
    name: str
    articles: int
    months: dict[str, int] = field(default_factory=dict)
    company: dict[str, float] = field(default_factory=dict)
    offices: dict[str, int] = field(default_factory=dict)
    variants: tuple[int, ...] = ()

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> GroupMember:
        """The member that a row of `NameGroup.people` keeps."""
        return cls(**{**row, "variants": tuple(row["variants"])})


def note_names(names: Iterable[str]) -> None:
    """Count that an article names these people, by surname or only name. The caller holds the transaction."""
    words = {word for name in names for word in words_of(name)[:1]}
    if not words:
        return
    NameGroup.objects.bulk_create((NameGroup(word=word) for word in sorted(words)), ignore_conflicts=True)
    NameGroup.objects.filter(word__in=words).update(seen=F("seen") + 1)


def groups_due(limit: int) -> list[NameGroup]:
    """The groups that have grown by a fifth since they were counted, or are being linked anew; the fullest first."""
    due = Q(seen__gt=F("articles") * GROWTH) | Q(linked_up_to__isnull=False)
    return list(NameGroup.objects.filter(due).order_by("-linked_up_to", "-seen", "pk")[:limit])


def count_group(group: NameGroup) -> bool:
    """Count a group anew, not saved; whether anything in it can be linked at all."""
    entities = _people_called(group.word)
    own = {entity.pk: entity for entity in entities}
    shorts = [entity for entity in entities if is_short_name(entity.name)]
    full = [entity for entity in entities if len(name_words(entity.name)) > 1]
    if not shorts:
        # Without anybody called by that word alone, only forms of one surname are to be told apart.
        full = [entity for entity in full if words_of(entity.name)[0] == group.word]
    group.seen = 0
    if not full or (len(full) == 1 and not shorts):
        group.people, group.articles = [], sum(entity.article_count for entity in full) or 1
        return False
    articles = {entity.pk: _newest_articles_naming(entity.pk) for entity in full}
    group.people = [asdict(member) for member in _members(own, articles, compared=bool(shorts))]
    group.articles = max(1, sum(map(len, articles.values())))
    return bool(shorts) or any(member["variants"] for member in group.people)


def settle_single_names(groups: Sequence[NameGroup]) -> list[NameGroup]:
    """Settle, in three queries, the groups of one person whom nobody calls by one word; the groups that are left."""
    bearers_of: dict[str, set[int]] = defaultdict(set)
    called: set[str] = set()
    people = Alias.objects.filter(
        sound__in={_sound(group.word) for group in groups}, entity__kind=Kind.PERSON.value
    )
    for pk, name in people.values_list("entity_id", "entity__name"):
        for word in words_of(name)[:1]:
            bearers_of[word].add(pk)
            if is_short_name(name):
                called.add(word)
    single = [group.pk for group in groups if len(bearers_of[group.word]) < 2 and group.word not in called]
    NameGroup.objects.filter(pk__in=single).update(
        articles=F("articles") + F("seen"), seen=0, linked_up_to=None
    )
    settled = set(single)
    return [group for group in groups if group.pk not in settled]


def _sound(word: str) -> str:
    return skeleton(word)[:SOUND_MAX_CHARACTERS]


def _people_called(word: str) -> list[Entity]:
    """The people whose surname, given name or only name is this word."""
    by_surname = Alias.objects.filter(sound=_sound(word), entity__kind=Kind.PERSON.value)
    bearing = by_surname.values_list("entity_id", flat=True).distinct()
    found = Entity.objects.prefetch_related("merged_into").in_bulk(set(bearing))
    given = word.capitalize()
    # A range, because an index serves it; of a given name only those most written about are worth comparing.
    by_given = Entity.objects.filter(kind=Kind.PERSON.value, name__gte=f"{given} ", name__lt=f"{given}!")
    ordered = by_given.prefetch_related("merged_into").order_by("-article_count", "pk")
    found |= {entity.pk: entity for entity in ordered[:GIVEN_MAX]}
    people = (entity for entity in found.values() if word in words_of(entity.name))
    return sorted(people, key=lambda entity: (-entity.article_count, entity.pk))[:PEOPLE_MAX]


def naming(entity_ids: Collection[int]) -> Q:
    """The mentions in which these very entities were named, whoever they were linked to since."""
    return Q(linked__in=entity_ids) | Q(entity__in=entity_ids, linked=None)


def _newest_articles_naming(entity_id: int) -> list[int]:
    rows = (
        Mention.objects.filter(naming([entity_id]))
        .order_by("-article_id")
        .values_list("article_id", flat=True)
    )
    return list(rows.distinct()[:ARTICLES_COUNTED])


def _members(
    entities: Mapping[int, Entity], articles: Mapping[int, Sequence[int]], compared: bool
) -> list[GroupMember]:
    """The people of a group, each with the articles of all forms of the name; ``compared``: with what linking compares."""
    finals = {pk: final_entity(entities[pk]) for pk in articles}
    named: dict[str, int] = {}
    for pk in articles:
        if finals[pk].pk == pk and entities[pk].name not in named:
            named[entities[pk].name] = pk
    counts = {name: len(articles[pk]) for name, pk in named.items()}
    bearer = bearers(counts)
    apart = _told_apart(named.values())
    groups: dict[int, list[int]] = defaultdict(list)
    for pk in articles:
        name = entities[pk].name
        main = named.get(bearer.get(name, name), pk) if named.get(name) == pk else finals[pk].pk
        groups[pk if frozenset((pk, main)) in apart else main].append(pk)
    members = []
    for main, forms in groups.items():
        ids = sorted({article for pk in forms for article in articles[pk]}, reverse=True)
        final = finals.get(main) or final_entity(entities[main]) if main in entities else None
        known = final or Entity.objects.filter(pk=main).first()
        if known is not None:
            variants = tuple(sorted(pk for pk in forms if pk != known.pk))
            member = GroupMember(known.pk, known.name, len(ids), variants=variants)
            worth = compared and len(ids) >= KNOWN_MIN_ARTICLES
            members.append(_with_signs(member, ids) if worth else member)
    return sorted(members, key=lambda member: (-member.articles, member.entity_id))


def _with_signs(member: GroupMember, article_ids: Sequence[int]) -> GroupMember:
    """The member with its months, and with company and offices by its newest articles."""
    days = Article.objects.filter(pk__in=article_ids, published_day__isnull=False)
    months = Counter(day.isoformat()[:7] for day in days.values_list("published_day", flat=True))
    latest = list(article_ids[:ARTICLES_OF_COMPANY])
    named = Mention.objects.filter(article__in=latest).exclude(role=Role.DEMONYM.value)
    pairs = named.exclude(entity=member.entity_id).order_by().values_list("entity_id", "article_id")
    together = Counter(pk for pk, _ in set(pairs))
    company = {
        str(pk): round(count / len(latest), 3)
        for pk, count in together.most_common(COMPANY_KEPT)
        if count / len(latest) >= COMPANY_MIN_SHARE
    }
    offices = _offices(member.entity_id, latest)
    return replace(member, months=dict(sorted(months.items())), company=company, offices=offices)


def _offices(entity_id: int, article_ids: Sequence[int]) -> dict[str, int]:
    """How often each kind of office stands beside the full name, by the first mention of it in each article."""
    named = Mention.objects.filter(
        entity=entity_id, article__in=article_ids, part="body", surface__contains=" "
    )
    first: dict[int, Mention] = {}
    for mention in named.order_by("article_id", "start").only("article_id", "start", "end"):
        first.setdefault(mention.article_id, mention)
    bodies = {row.pk: row.body for row in Article.objects.filter(pk__in=first).only("paragraphs")}
    beside = (
        office_beside(body[max(0, one.start - BESIDE) : one.start], body[one.end : one.end + BESIDE])
        for pk, one in first.items()
        if (body := bodies.get(pk))
    )
    return dict(Counter(office for office in beside if office))


def _told_apart(entity_ids: Collection[int]) -> set[frozenset[int]]:
    rows = NotSame.objects.filter(first__in=entity_ids, second__in=entity_ids)
    return {frozenset(pair) for pair in rows.values_list("first_id", "second_id")}
