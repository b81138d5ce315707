"""Taking an import back: the worker removes the articles that it brought, and an undo reads its files again.

The request only marks the import, so that a web page never waits for thousands of deletions. The source bytes stay, so
taking back can itself be undone; corrections that editors made to the removed articles are gone with them, and the page
says so before.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.ingest.write_pacing import paced_transaction
from articles.models import Article, Import, ImportItem, ItemReport

ARTICLES_AT_ONCE = 20


def brought_articles(batch: Import) -> QuerySet[Article]:
    """The articles that only this import added: not those that were there before, nor those that another import
    added again."""
    single = ImportItem.objects.filter(batch=batch, outcome__in=ImportItem.STORED).values("article")
    many = ItemReport.objects.filter(item__batch=batch, outcome__in=ImportItem.STORED).values("article")
    others = Q(batch__withdrawn_at=None) & ~Q(batch=batch)
    again = ImportItem.objects.filter(others, article__isnull=False).values("article")
    item_others = Q(item__batch__withdrawn_at=None) & ~Q(item__batch=batch)
    again_many = ItemReport.objects.filter(item_others, article__isnull=False).values("article")
    mine = Article.objects.filter(Q(pk__in=single) | Q(pk__in=many))
    return mine.exclude(pk__in=again).exclude(pk__in=again_many)


def request_withdrawal(batch: Import, user: AbstractBaseUser | None) -> None:
    """Mark an import as taken back; the worker does the rest. Idempotent."""
    Import.objects.filter(pk=batch.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=user
    )


def restore_import(batch: Import) -> int:
    """Undo a withdrawal: queue the import's files again. Returns their number."""
    with transaction.atomic():
        Import.objects.filter(pk=batch.pk).update(withdrawn_at=None, withdrawn_by=None)
        items = list(batch.items.filter(outcome="withdrawn").select_related("source"))
        for item in items:
            item.reports.all().delete()
            if item.source is not None and not item.data:
                item.data = item.source.data
            item.state, item.outcome, item.detail, item.attempts = "waiting", "", "", 0
            item.save(update_fields=["data", "state", "outcome", "detail", "attempts"])
    return len(items)


def withdraw_some() -> int:
    """Remove the next few articles of a withdrawn import. Returns their number; the worker repeats until it is 0.

    Stories, relations, quotes and the index follow each deletion. Waiting items are not read.
    """
    batch = _unfinished()
    if batch is None:
        return 0
    removed = 0
    for article in brought_articles(batch).order_by("-pk")[:ARTICLES_AT_ONCE]:
        with paced_transaction():
            article.delete()
        removed += 1
    if not removed:
        ended = Q(state="waiting") | Q(state="done", outcome__in=(*ImportItem.STORED, "duplicate"))
        with paced_transaction():
            batch.items.filter(ended).update(
                state="done", outcome="withdrawn", detail="", article=None, lease_until=None
            )
    return max(removed, 1)


def _unfinished() -> Import | None:
    """The oldest withdrawn import with files that are not withdrawn yet."""
    open_items = ImportItem.objects.filter(
        Q(state="waiting") | Q(state="done", outcome__in=(*ImportItem.STORED, "duplicate")),
        batch__withdrawn_at__isnull=False,
    )
    item = open_items.select_related("batch").defer("data").order_by("batch").first()
    return item.batch if item else None
