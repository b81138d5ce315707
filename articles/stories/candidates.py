"""Which stored articles could have to do with this one? Those that name the same rarer people, places, organisations."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from django.db.models import Q

from articles.models import Article, Mention, Relation

CANDIDATES = 40
NEWEST_MENTIONS = 600
_ENTITIES = 60


def candidate_ids(article: Article) -> list[int]:
    """The articles worth comparing with this one, at most `CANDIDATES`, the likeliest first.

    Copies of the body come first, then articles already linked, then those that share entities, each entity weighing
    more the fewer articles name it. Of an entity only its newest mentions are looked at, through an index, so the
    cost does not grow with the number of articles.
    """
    copies = Article.objects.filter(body_sha256=article.body_sha256).exclude(pk=article.pk)
    found = list(copies.values_list("pk", flat=True)[:CANDIDATES])
    found += linked_ids(article)
    found += _sharing_entities(article)
    return list(dict.fromkeys(found))[:CANDIDATES]


def linked_ids(article: Article) -> list[int]:
    """The articles that a stored relation of some story links to this one, the closest first."""
    links = Relation.objects.filter(Q(first=article) | Q(second=article)).exclude(relation="related")
    pairs = links.order_by("-score").values_list("first_id", "second_id")[:CANDIDATES]
    return [second if first == article.pk else first for first, second in pairs]


def _sharing_entities(article: Article) -> list[int]:
    entities = Counter(article.mentions.order_by().values_list("entity_id", flat=True))
    weights: defaultdict[int, float] = defaultdict(float)
    for entity, _ in entities.most_common(_ENTITIES):
        mentions = Mention.objects.filter(entity_id=entity).order_by("-pk")
        articles = set(mentions.values_list("article_id", flat=True)[:NEWEST_MENTIONS])
        for other in articles - {article.pk}:
            weights[other] += math.log(1 + NEWEST_MENTIONS / len(articles))
    return sorted(weights, key=lambda other: (-weights[other], other))[:CANDIDATES]
