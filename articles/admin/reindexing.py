"""Reindexing from the admin: every article that a changed row concerns is queued for the search index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from articles.models import Article, IndexJob


def queue_for_index(articles: QuerySet[Article]) -> None:
    """Write an outbox row for each article, in the transaction that the admin holds around a change."""
    IndexJob.objects.bulk_create(IndexJob(article_id=pk) for pk in articles.values_list("pk", flat=True))


class IndexedAdmin(admin.ModelAdmin):
    """An admin whose saves and deletions reach the index."""

    def affected(self, rows: Iterable[Any]) -> QuerySet[Article]:
        """The articles that read differently after these rows changed."""
        raise NotImplementedError

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Iterable[BaseInlineFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        queue_for_index(self.affected([form.instance]))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        articles = list(self.affected([obj]).values_list("pk", flat=True))
        super().delete_model(request, obj)
        IndexJob.objects.bulk_create(IndexJob(article_id=pk) for pk in articles)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        articles = list(self.affected(list(queryset)).values_list("pk", flat=True))
        super().delete_queryset(request, queryset)
        IndexJob.objects.bulk_create(IndexJob(article_id=pk) for pk in articles)
