"""The outlets and agencies that a field offers while one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from articles.models import Agency, Article, Outlet

NAMES_MAX = 500


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names that most articles carry, up to NAMES_MAX of each kind, in alphabetical order."""

    outlets: Sequence[str]
    agencies: Sequence[str]
    languages: Sequence[str]


def known_names() -> KnownNames:
    """What the room knows."""
    return KnownNames(_most_used(Outlet), _most_used(Agency), _languages())


def _most_used(kind: type[Outlet] | type[Agency]) -> Sequence[str]:
    ranked = kind.objects.annotate(used=Count("articles")).order_by("-used", "name")
    return sorted(ranked.values_list("name", flat=True)[:NAMES_MAX], key=str.casefold)


def _languages() -> Sequence[str]:
    rows = Article.objects.exclude(language="").order_by("language").values_list("language", flat=True)
    return list(rows.distinct())
