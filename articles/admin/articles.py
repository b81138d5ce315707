"""Articles, outlets and agencies in Django's admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Field, QuerySet, URLField
from django.http import HttpRequest

from articles.admin.imports import ThroughUpload
from articles.admin.reindexing import IndexedAdmin
from articles.ingest.recognition.merge_chains import queue_articles
from articles.models import Agency, Article, Outlet


@admin.register(Article)
class ArticleAdmin(ThroughUpload, IndexedAdmin):
    list_display = ("title", "outlet", "published", "dateline_place", "format", "recognised", "added_at")
    list_filter = ("outlet", "agency", "format", "title_origin", "recognised")
    search_fields = ("title", "source__name", "byline")
    list_select_related = ("outlet", "dateline_place")
    date_hierarchy = "published_day"
    autocomplete_fields = ("outlet", "agency", "dateline_place")
    fieldsets = (
        (None, {"fields": ("title", "title_origin", "slug", "outlet", "agency")}),
        (
            "When and where",
            {"fields": ("published", "published_precision", "published_day", "dateline_place", "byline")},
        ),
        ("Text", {"classes": ("collapse",), "fields": ("paragraphs", "captions", "footnotes", "removed")}),
        (
            "How it was read",
            {
                "classes": ("collapse",),
                "fields": ("source", "format", "url", "language", "evidence", "warnings"),
            },
        ),
    )
    readonly_fields = ("source", "format", "evidence", "warnings", "slug")

    actions = ("read_anew",)

    def affected(self, rows: Iterable[Any]) -> QuerySet[Article]:
        return Article.objects.filter(pk__in=[row.pk for row in rows])

    @admin.action(description="Look again for people, places and organisations")
    def read_anew(self, request: HttpRequest, chosen: QuerySet[Article]) -> None:
        """The worker reads them; what editors put right holds."""
        pks = list(chosen.filter(recognised=True).values_list("pk", flat=True))
        queue_articles(pks, stale=True)
        self.message_user(request, f"{len(pks)} articles are read anew by the worker.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).select_related("source").defer("source__data")

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest | None, **kwargs: Any) -> Any:
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def view_on_site(self, obj: Article) -> str:
        return obj.get_absolute_url()


class HouseAdmin(IndexedAdmin):
    """Outlets and agencies: a name, its slug, and the articles that carry it."""

    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Outlet)
class OutletAdmin(HouseAdmin):
    def affected(self, rows: Iterable[Any]) -> QuerySet[Article]:
        return Article.objects.filter(outlet__in=rows)


@admin.register(Agency)
class AgencyAdmin(HouseAdmin):
    def affected(self, rows: Iterable[Any]) -> QuerySet[Article]:
        return Article.objects.filter(agency__in=rows)
