"""Linking across the room: whom a short name or a variant of a full name means, by what all articles say.

A new article is linked as it is stored, with the groups as they were last counted. The worker counts groups anew as they
grow and links their older mentions again, some articles at a time; what an editor settled is never touched.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction
from django.db.models import Max, Q

from articles.entities.kinds import Kind, Role
from articles.entities.linking.name_variants import is_short_name, words_of
from articles.entities.linking.short_names import (
    Candidate,
    Certainty,
    ShortName,
    resolve_short_name,
)
from articles.entities.people.gender import gender_before, gender_of_name
from articles.entities.people.name_context import given_name_before, office_beside
from articles.ingest.recognition.article_parts import PART_FIELDS, texts_of
from articles.ingest.recognition.merge_chains import final_entity, queue_articles
from articles.ingest.recognition.name_groups import (
    BESIDE,
    GroupMember,
    count_group,
    groups_due,
    naming,
    note_names,
    settle_single_names,
)
from articles.ingest.write_pacing import again_when_crossed
from articles.models import Alias, Article, Entity, Mention, NameGroup, NotSame
from articles.reading.anchoring import PartKey

ARTICLES_AT_ONCE = 100
GROUPS_AT_ONCE = 200
NEAR_MONTHS = 1
REASON_MAX_CHARACTERS = 300
VARIANT = "another form of the same name"
_LINK_FIELDS = ("entity", "kind", "linked", "meant", "certainty", "link_reason")


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a mention means by the room's knowledge; without an entity it stays with who was named."""

    entity_id: int | None
    certainty: str = ""
    reason: str = ""


def link_rows(article: Article, rows: Sequence[Mention]) -> None:
    """Link the unsaved mentions of an article by the groups as they stand, and count the names in them."""
    people = [row for row in rows if row.kind == Kind.PERSON.value and row.source != "editor"]
    named = {own.pk: own for row in people if (own := row.linked or row.entity)}
    note_names(own.name for own in named.values())
    groups = _groups({word for own in named.values() for word in words_of(own.name)})
    if not any(groups.values()):
        return
    others = {row.entity_id for row in rows if row.role != Role.DEMONYM.value}
    links = _links_in(article, rows, others, RoomKnowledge(groups))
    wanted = {link.entity_id for link in links.values() if link.entity_id}
    entities = Entity.objects.select_related("merged_into").in_bulk(wanted)
    for row in people:
        own = row.linked or row.entity
        _apply(row, own, links.get(own.pk, Link(None)), entities)


def relink_some(articles_max: int = ARTICLES_AT_ONCE) -> int:
    """Count some groups that have grown, and link their mentions anew; how many articles or groups that took."""
    due = groups_due(GROUPS_AT_ONCE)
    if not due:
        return 0
    with transaction.atomic():
        left = settle_single_names([group for group in due if group.linked_up_to is None])
    done = len(due)
    started = {group.pk for group in left}
    for group in due:
        if group.linked_up_to is None and group.pk not in started:
            continue
        done += again_when_crossed(partial(_count_and_relink, group, articles_max))
        if done >= len(due) + articles_max:
            break
    return done


def _count_and_relink(due: NameGroup, articles_max: int) -> int:
    """Count a group that has grown, and link its next articles; how many articles. The caller holds the transaction."""
    # A copy, because one whose transaction was rolled back begins again.
    group = copy(due)
    if group.linked_up_to is None:
        group.linked_up_to = 0 if count_group(group) else None
        group.save()
    return _relink_batch(group, articles_max)[0] if group.linked_up_to is not None else 0


def relink_all() -> int:
    """Count every group and link all its mentions anew; the number of mentions that changed."""
    changed = 0
    for group in NameGroup.objects.order_by("word").iterator():
        linkable = count_group(group)
        group.linked_up_to = 0 if linkable else None
        group.save()
        while group.linked_up_to is not None:
            with transaction.atomic():
                changed += _relink_batch(group, ARTICLES_AT_ONCE)[1]
    return changed


def relink_group(group: NameGroup) -> Iterator[tuple[Mention, Link]]:
    """What linking a group anew would change, for a dry run: each mention with its new link."""
    count_group(group)
    own, after = _linkable(group), 0
    while chunk := _articles_naming(own, after, ARTICLES_AT_ONCE):
        yield from _changes(group, own, chunk)
        after = chunk[-1]


def _relink_batch(group: NameGroup, articles_max: int) -> tuple[int, int]:
    """Link the next articles of a group anew: how many were looked at, and how many mentions changed."""
    own = _linkable(group)
    chunk = _articles_naming(own, group.linked_up_to or 0, articles_max)
    changed = list(_changes(group, own, chunk))
    wanted = {link.entity_id for _, link in changed if link.entity_id}
    entities = Entity.objects.select_related("merged_into").in_bulk(wanted)
    for row, link in changed:
        _apply(row, row.linked or row.entity, link, entities)
    _save_links([row for row, _ in changed])
    queue_articles({row.article_id for row, _ in changed})
    group.linked_up_to = chunk[-1] if len(chunk) == articles_max else None
    group.save(update_fields=["linked_up_to"])
    return len(chunk), len(changed)


def _save_links(rows: Sequence[Mention]) -> None:
    """Write the links of mentions, a statement a row: the ORM's one statement for all takes three times as long to make."""
    fields = [Mention._meta.get_field(name) for name in _LINK_FIELDS]
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            # Table and columns are names of the model.
            f"UPDATE {quote(Mention._meta.db_table)} SET {columns} WHERE id = %s",  # nosec B608
            [(*(getattr(row, field.attname) for field in fields), row.pk) for row in rows],
        )


def _linkable(group: NameGroup) -> list[int]:
    """The entities whose mentions a group may link: those called by its word alone, and other forms of a full name.

    A full name belongs to the group of its surname; that of its given name says nothing about it.
    """
    variants = [pk for member in group.people for pk in member["variants"]]
    called = Alias.objects.filter(folded=group.word, entity__kind=Kind.PERSON.value).select_related("entity")
    shorts = [alias.entity_id for alias in called if is_short_name(alias.entity.name)]
    mains = [member["entity_id"] for member in group.people]
    # People who stand for themselves again had a link before, if any; they are looked at too.
    linked = Mention.objects.filter(linked__in=mains, meant__isnull=False).order_by()
    relinked = linked.values_list("linked", flat=True).distinct()
    named = Entity.objects.filter(pk__in={*variants, *shorts, *relinked}).values_list("pk", "name")
    return [pk for pk, name in named if words_of(name)[:1] == (group.word,)]


def _articles_naming(own: Collection[int], after: int, limit: int) -> list[int]:
    """The next articles that name one of these entities."""
    rows = Mention.objects.filter(naming(own), article__gt=after).order_by("article_id")
    return list(rows.values_list("article_id", flat=True).distinct()[:limit])


def _changes(
    group: NameGroup, own: Collection[int], article_ids: Sequence[int]
) -> Iterator[tuple[Mention, Link]]:
    """The mentions of a group's linkable entities in some articles that get another link, each with its new one."""
    mentions = Mention.objects.filter(naming(own), article__in=article_ids, kind=Kind.PERSON.value)
    related = mentions.prefetch_related("entity", "linked__merged_into").order_by(
        "article_id", "part", "start"
    )
    by_article: dict[int, list[Mention]] = defaultdict(list)
    for row in related:
        by_article[row.article_id].append(row)
    articles = Article.objects.only(*PART_FIELDS, "published_day").in_bulk(by_article)
    others = _others_of(article_ids)
    room = RoomKnowledge({group.word: [GroupMember.of(row) for row in group.people]})
    room.shares(pk for named in others.values() for pk in named)
    room.told_apart(own)
    for article_id, rows in by_article.items():
        links = _links_in(articles[article_id], rows, others.get(article_id, ()), room)
        for row in rows:
            if row.source == "editor":
                continue
            link = links.get((row.linked or row.entity).pk, Link(None))
            if (row.meant_id, row.certainty, row.link_reason) != (
                link.entity_id,
                link.certainty,
                link.reason,
            ):
                yield row, link


def _others_of(article_ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    pairs = Mention.objects.filter(article__in=article_ids).exclude(role=Role.DEMONYM.value).order_by()
    for article_id, entity_id in pairs.values_list("article_id", "entity_id").distinct():
        found[article_id].append(entity_id)
    return found


def _groups(words: Iterable[str]) -> dict[str, list[GroupMember]]:
    rows = NameGroup.objects.filter(word__in=words).values_list("word", "people")
    return {word: [GroupMember.of(row) for row in people] for word, people in rows}


class RoomKnowledge:
    """What the room knows that links short names: the groups, how common each entity is, who was told apart from whom.

    The database is asked about each entity once; whoever links many articles asks about all of theirs together first.
    """

    def __init__(self, groups: Mapping[str, Sequence[GroupMember]]) -> None:
        self.groups = groups
        # The newest number is near enough to how many there are, and costs nothing in a large room.
        self._articles = Article.objects.aggregate(newest=Max("pk"))["newest"] or 1
        self._shares: dict[int, float] = {}
        self._apart: dict[int, set[int]] = {}

    def shares(self, entity_ids: Iterable[int]) -> dict[int, float]:
        """The share of the room's articles that name each of these entities."""
        wanted = set(entity_ids)
        if unknown := wanted - self._shares.keys():
            rows = Entity.objects.filter(pk__in=unknown).values_list("pk", "article_count")
            self._shares.update((pk, count / self._articles) for pk, count in rows)
        return {pk: self._shares[pk] for pk in wanted if pk in self._shares}

    def told_apart(self, entity_ids: Iterable[int]) -> dict[int, set[int]]:
        """For each of these entities those that an editor told apart from it."""
        wanted = set(entity_ids)
        if unknown := wanted - self._apart.keys():
            self._apart.update((pk, set()) for pk in unknown)
            pairs = NotSame.objects.filter(Q(first__in=unknown) | Q(second__in=unknown))
            for first, second in pairs.values_list("first_id", "second_id"):
                for one, other in ((first, second), (second, first)):
                    if one in unknown:
                        self._apart[one].add(other)
        return {pk: self._apart[pk] for pk in wanted}


def _links_in(
    article: Article, rows: Sequence[Mention], others: Iterable[int], room: RoomKnowledge
) -> dict[int, Link]:
    """The link of each person named in an article, by the entity that was named; ``others`` are all whom it names."""
    named: dict[int, Entity] = {}
    first: dict[int, Mention] = {}
    for row in rows:
        if row.kind == Kind.PERSON.value:
            own = row.linked or row.entity
            named.setdefault(own.pk, own)
            first.setdefault(own.pk, row)
    shorts = [pk for pk, own in named.items() if is_short_name(own.name)]
    apart, shares = room.told_apart(shorts), room.shares(others) if shorts else {}
    texts = texts_of(article) if shorts else {}
    links: dict[int, Link] = {}
    for pk, own in named.items():
        if own.merged_into_id is not None:
            continue
        if pk not in shorts:
            main = _main_form(pk, own.name, room.groups)
            if main is not None and main != pk:
                links[pk] = Link(main, Certainty.LINKED.value, VARIANT)
            continue
        words = words_of(own.name)
        members = (
            [one for one in room.groups.get(words[0], ()) if one.entity_id not in apart[pk]] if words else []
        )
        company = {other: share for other, share in shares.items() if other != pk}
        candidates = [_candidate(member, article.published_day) for member in members]
        found = _resolve(_asked(texts, own.name, first[pk], company), candidates)
        if found is not None:
            links[pk] = found
    return links


def _main_form(pk: int, name: str, groups: Mapping[str, Sequence[GroupMember]]) -> int | None:
    """The entity that a variant of a full name stands for, by the group of its surname."""
    for member in (one for word in words_of(name)[:1] for one in groups.get(word, ())):
        if pk in member.variants:
            return member.entity_id
    return None


def _resolve(asked: ShortName, candidates: Sequence[Candidate]) -> Link | None:
    found = resolve_short_name(asked, candidates)
    if found is None:
        return None
    chosen = int(found.candidate.key) if found.certainty is not Certainty.OPEN else None
    return Link(chosen, found.certainty.value, found.reason[:REASON_MAX_CHARACTERS])


def _candidate(member: GroupMember, day: dt.date | None) -> Candidate:
    near = sum(member.months.get(month, 0) for month in _months_around(day)) if day else 0
    company = {int(pk): share for pk, share in member.company.items()}
    return Candidate(
        key=str(member.entity_id),
        name=member.name,
        articles=member.articles,
        near=near,
        company=company,
        gender=gender_of_name(member.name),
        offices=member.offices,
    )


def _months_around(day: dt.date) -> list[str]:
    months = day.year * 12 + day.month - 1
    return [
        f"{(months + step) // 12:04}-{(months + step) % 12 + 1:02}"
        for step in range(-NEAR_MONTHS, NEAR_MONTHS + 1)
    ]


def _asked(texts: Mapping[PartKey, str], name: str, row: Mention, others: Mapping[int, float]) -> ShortName:
    """A short name with what the words beside it say."""
    text = texts.get((row.part, row.part_index), "")
    before, after = text[max(0, row.start - BESIDE) : row.start], text[row.end : row.end + BESIDE]
    return ShortName(
        name, gender_before(before), others, office_beside(before, after), given_name_before(before)
    )


def _apply(row: Mention, own: Entity, link: Link, entities: Mapping[int, Entity]) -> None:
    """Write a link into a mention: who counts, who was named, who is meant, how surely and why."""
    meant = entities.get(link.entity_id) if link.entity_id else None
    counts = final_entity(meant or own)
    row.meant = meant
    row.entity, row.kind = counts, counts.kind
    row.linked = own if own.pk != counts.pk or meant is not None else None
    row.certainty, row.link_reason = link.certainty, link.reason
