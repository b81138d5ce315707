"""What waits for an editor: imports that are still being read, and articles with something doubtful in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from articles.models import Article, Import, ImportItem

IMPORTS_MAX = 3
DOUBTFUL_MAX = 3


@dataclass(frozen=True, slots=True)
class ImportInHand:
    """An import with the number of its files that are still to be read."""

    batch: Import
    left: int


@dataclass(frozen=True, slots=True)
class EditorsDesk:
    """The latest imports in hand, and the latest articles with a doubt."""

    imports: tuple[ImportInHand, ...]
    doubtful: Sequence[Article]


def editors_desk() -> EditorsDesk:
    """The start of both lists; each has a page of its own for the rest."""
    unread = ImportItem.objects.filter(state__in=("waiting", "working")).order_by()
    left = dict(unread.values_list("batch").annotate(Count("pk")).order_by("-batch")[:IMPORTS_MAX])
    batches = Import.objects.in_bulk(left)
    doubtful = (
        Article.objects.filter(needs_review=True)
        .order_by("-pk")
        .only("title", "slug", "language")[:DOUBTFUL_MAX]
    )
    return EditorsDesk(
        tuple(ImportInHand(batches[pk], count) for pk, count in left.items() if pk in batches), doubtful
    )
