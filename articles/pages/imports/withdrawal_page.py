"""The question before an import is taken back: how many articles go, and which work of editors goes with them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from articles.ingest.import_withdrawal import brought_articles
from articles.models import Correction, Import


@dataclass(frozen=True, slots=True)
class WithdrawalPage:
    """``articles`` would be removed; ``corrected`` of them carry editors' corrections, which would go too."""

    batch: Import
    articles: int
    corrected: int


def withdrawal_page(batch: Import) -> WithdrawalPage:
    """The articles and corrections that taking this import back would remove."""
    articles = brought_articles(batch)
    touched = Q(reviews__isnull=False) | Q(pk__in=Correction.objects.exclude(article=None).values("article"))
    return WithdrawalPage(batch, articles.count(), articles.filter(touched).distinct().count())
