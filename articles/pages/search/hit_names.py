"""Whom and what each hit is about, and where it names those whom the search chose: two bounded queries a page."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Count, Q

from articles.models import Mention
from articles.search.query.query import Query

SHOWN_KINDS = ("person", "place")
CHOSEN_KINDS = ("person", "place", "org")
NAMES_MAX = 3
# Where somebody is named so often in a text, more places tell nothing about the best part of it.
PLACES_MAX = 2_000

Places = Mapping[int, Sequence[tuple[int, int]]]


def telling_names(article_ids: Sequence[int], query: Query) -> Mapping[int, tuple[str, ...]]:
    """For each article the people and places that it names most, before those that every article names.

    Those that the search chose are left out: every hit names them.
    """
    chosen = {(kind, slug) for kind in SHOWN_KINDS for slug in query.chosen.get(kind, ())}
    rows = (
        Mention.objects.filter(article__in=article_ids, entity__kind__in=SHOWN_KINDS, entity__no_name=False)
        .exclude(role="demonym")
        .order_by()
        .values_list("article", "entity__kind", "entity__slug", "entity__name", "entity__article_count")
        .annotate(times=Count("pk"))
    )
    weighed: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for article, kind, slug, name, articles, times in rows:
        if (kind, slug) not in chosen:
            weighed[article].append((-times / (1 + math.log1p(articles)), name))
    return {
        article: tuple(dict.fromkeys(name for _, name in sorted(names)))[:NAMES_MAX]
        for article, names in weighed.items()
    }


def places_of_chosen(article_ids: Sequence[int], query: Query) -> Places:
    """Where each article's text names the people, places and organisations chosen as filters, in reading order."""
    chosen = Q()
    for kind in CHOSEN_KINDS:
        if slugs := query.chosen.get(kind):
            chosen |= Q(entity__kind=kind, entity__slug__in=slugs)
    if not chosen or not article_ids:
        return {}
    rows = Mention.objects.filter(chosen, article__in=article_ids, part="body").order_by("article", "start")
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for article, start, end in rows.values_list("article", "start", "end")[:PLACES_MAX]:
        found[article].append((start, end))
    return found
