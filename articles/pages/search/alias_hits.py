"""Results that name somebody under another name than the one searched for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from articles.models import Alias, Mention
from articles.pages.search.other_names import OtherName, other_name
from articles.text import fold

WORDS_LOOKED_AT = 32
NAME_MAX_WORDS = 5
NOT_NAMES = ("dropped", "shared")


def alias_hits(text: str, article_ids: Sequence[int]) -> dict[int, tuple[OtherName, ...]]:
    """For each article, the entities with an alias that was searched for and that the article does not print."""
    aliases = _aliases_in(text) if article_ids else {}
    if not aliases:
        return {}
    printed: dict[int, set[str]] = defaultdict(set)
    named: dict[int, dict[int, str]] = defaultdict(dict)
    mentions = Mention.objects.filter(article__in=article_ids, entity__in=aliases).exclude(role="demonym")
    for article, entity, name, surface in mentions.order_by("pk").values_list(
        "article", "entity", "entity__name", "surface"
    ):
        printed[article].add(surface)
        named[article][entity] = name
    return {
        article: other_name(text, [(name, aliases[pk]) for pk, name in names.items()], printed[article])
        for article, names in named.items()
    }


def _aliases_in(text: str) -> dict[int, list[str]]:
    """The aliases in a query, by entity."""
    words = fold(text).split()[:WORDS_LOOKED_AT]
    runs = {
        " ".join(words[first : first + length])
        for first in range(len(words))
        for length in range(1, NAME_MAX_WORDS + 1)
    }
    found: dict[int, list[str]] = defaultdict(list)
    known = Alias.objects.filter(~Q(source__in=NOT_NAMES) & ~Q(role="demonym"), folded__in=runs)
    for pk, merged, surface in known.values_list("entity", "entity__merged_into", "surface"):
        found[merged or pk].append(surface)
    return found
