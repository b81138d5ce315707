"""Candidate retrieval: stored articles that share rare words, names or the body with a new one."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from articles.ingest.relations.newest_rows import newest_of_each
from articles.models import Article, ArticleKey, Entity, Mention, Relation
from articles.stories.similarity.pair_features import name_rarity
from articles.text import fold

CANDIDATES = 32
VERSIONS = 8
NUMBER_HOLDS = dt.timedelta(days=1)
STORY_MATES = 48
NEWEST = 200
_BY_KEYS = 24
_ENTITIES = 15


def candidate_ids(article: Article, keys: Sequence[str]) -> list[int]:
    """The articles worth comparing with this one, at most `CANDIDATES`, the likeliest first.

    Copies of the body come first, then versions by number or address, articles already linked, those that share its
    heaviest words, and those that share its rarer names. Of a word or a name only the newest articles are looked at,
    through an index, so the cost does not grow with the number of articles.
    """
    copies = Article.objects.filter(body_sha256=article.body_sha256).exclude(pk=article.pk)
    found = list(copies.order_by("-pk").values_list("pk", flat=True)[:CANDIDATES])
    found += version_ids(article)
    found += linked_ids(article)
    found += _heaviest(_by_key(keys), article)[:_BY_KEYS]
    found += _heaviest(_by_entity(article), article)
    return list(dict.fromkeys(found))[:CANDIDATES]


def version_ids(article: Article) -> list[int]:
    """The articles that are versions of the same report by its story number or address, the newest first.

    Agencies use their numbers again: a number counts for two days, an address for ever.
    """
    if not article.version_key:
        return []
    same = Article.objects.filter(version_key=article.version_key).exclude(pk=article.pk)
    if article.version_key.startswith("number:"):
        day = article.published_day
        if day is None:
            return []
        same = same.filter(published_day__range=(day - NUMBER_HOLDS, day + NUMBER_HOLDS))
    return list(same.order_by("-pk").values_list("pk", flat=True)[:VERSIONS])


def linked_ids(article: Article) -> list[int]:
    """The articles that a stored relation of some story links to this one, the closest first."""
    links = Relation.objects.filter(Q(first=article) | Q(second=article)).exclude(relation="related")
    pairs = links.order_by("-score").values_list("first_id", "second_id")[:CANDIDATES]
    return [second if first == article.pk else first for first, second in pairs]


def story_mates(article: Article, one_event: Collection[int], known: Collection[int]) -> list[int]:
    """The other articles of the stories that these stand in, at most `STORY_MATES`, the newest first.

    A long story has more articles than there are candidates, and pairs that were never compared pull nothing together.
    """
    stories = Article.objects.filter(pk__in=one_event, story__isnull=False).values("story")
    mates = Article.objects.filter(story__in=stories).exclude(pk__in=[article.pk, *known])
    return list(mates.order_by("-pk").values_list("pk", flat=True)[:STORY_MATES])


def _by_key(keys: Sequence[str]) -> Iterable[list[int]]:
    newest = newest_of_each(ArticleKey, "key", "article", ["article"], keys, NEWEST)
    return _articles(newest.values())


def _by_entity(article: Article) -> Iterable[list[int]]:
    named = Entity.objects.filter(mentions__article=article).order_by().values_list("pk", "name").distinct()
    rarest = sorted(named, key=lambda one: (-name_rarity(fold(one[1])), one[0]))[:_ENTITIES]
    newest = newest_of_each(Mention, "entity", "id", ["article"], [pk for pk, _ in rarest], NEWEST)
    return _articles(newest.values())


def _articles(found: Iterable[list[tuple[int]]]) -> list[list[int]]:
    """The articles of the rows of each value, each once; a value that nobody has is left out."""
    return [list({pk for (pk,) in rows}) for rows in found if rows]


def _heaviest(lists: Iterable[list[int]], article: Article) -> list[int]:
    """Articles that stand in several lists, or in a short one, first."""
    weights: defaultdict[int, float] = defaultdict(float)
    for articles in lists:
        for other in articles:
            weights[other] += math.log(1 + NEWEST / len(articles))
    weights.pop(article.pk, None)
    return sorted(weights, key=lambda other: (-weights[other], -other))
