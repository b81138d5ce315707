"""Which stored articles could have to do with this one? Those with the same rare words, names, or the same body."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from articles.models import Article, ArticleKey, Entity, Mention, Relation
from articles.stories.evidence import name_rarity
from articles.text import fold

CANDIDATES = 40
NEWEST = 200
_BY_KEYS = 30
_ENTITIES = 15


def candidate_ids(article: Article, keys: Sequence[str]) -> list[int]:
    """The articles worth comparing with this one, at most `CANDIDATES`, the likeliest first.

    Copies of the body come first, then articles already linked, then those that share its heaviest words, then those
    that share its rarer names. Of a word or a name only the newest articles are looked at, through an index, so the
    cost does not grow with the number of articles.
    """
    copies = Article.objects.filter(body_sha256=article.body_sha256).exclude(pk=article.pk)
    found = list(copies.order_by("-pk").values_list("pk", flat=True)[:CANDIDATES])
    found += linked_ids(article)
    found += _heaviest(_by_key(keys), article)[:_BY_KEYS]
    found += _heaviest(_by_entity(article), article)
    return list(dict.fromkeys(found))[:CANDIDATES]


def linked_ids(article: Article) -> list[int]:
    """The articles that a stored relation of some story links to this one, the closest first."""
    links = Relation.objects.filter(Q(first=article) | Q(second=article)).exclude(relation="related")
    pairs = links.order_by("-score").values_list("first_id", "second_id")[:CANDIDATES]
    return [second if first == article.pk else first for first, second in pairs]


def _by_key(keys: Sequence[str]) -> Iterable[list[int]]:
    for key in keys:
        rows = ArticleKey.objects.filter(key=key).order_by("-article_id")
        yield list(rows.values_list("article_id", flat=True)[:NEWEST])


def _by_entity(article: Article) -> Iterable[list[int]]:
    named = Entity.objects.filter(mentions__article=article).order_by().values_list("pk", "name").distinct()
    rarest = sorted(named, key=lambda one: (-name_rarity(fold(one[1])), one[0]))[:_ENTITIES]
    for entity, _ in rarest:
        mentions = Mention.objects.filter(entity_id=entity).order_by("-pk")
        yield list(set(mentions.values_list("article_id", flat=True)[:NEWEST]))


def _heaviest(lists: Iterable[list[int]], article: Article) -> list[int]:
    """Articles that stand in several lists, or in a short one, first."""
    weights: defaultdict[int, float] = defaultdict(float)
    for articles in lists:
        for other in articles:
            weights[other] += math.log(1 + NEWEST / len(articles))
    weights.pop(article.pk, None)
    return sorted(weights, key=lambda other: (-weights[other], -other))
