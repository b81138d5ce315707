"""Articles, outlets and agencies in Django's admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from articles.admin.imports import ReadOnlyAdmin, ThroughUpload
from articles.admin.reindexing import IndexedAdmin
from articles.ingest.article_store import name_slug
from articles.ingest.recognition.merge_chains import queue_articles
from articles.models import Agency, Article, Outlet
from articles.models.sources import House
from articles.text import counted


@admin.register(Article)
class ArticleAdmin(ThroughUpload, ReadOnlyAdmin, IndexedAdmin):
    """Articles to look up. Their fields come out of their source: they are put right in Review, with all that follows."""

    list_display = ("title", "outlet", "published", "dateline_place", "format", "recognised", "added_at")
    list_filter = ("outlet", "agency", "format", "title_origin", "recognised")
    search_fields = ("title", "source__name", "byline")
    list_select_related = ("outlet", "dateline_place")
    date_hierarchy = "published_day"
    fieldsets = (
        (None, {"fields": ("title", "title_origin", "slug", "outlet", "agency")}),
        (
            "When and where",
            {
                "fields": (
                    "published",
                    "published_precision",
                    "published_day",
                    "dateline",
                    "dateline_place",
                    "byline",
                )
            },
        ),
        ("Text", {"classes": ("collapse",), "fields": ("paragraphs", "captions", "footnotes", "removed")}),
        (
            "How it was read",
            {
                "classes": ("collapse",),
                "fields": (
                    "source",
                    "source_part",
                    "format",
                    "url",
                    "language",
                    "evidence",
                    "warnings",
                    "doubts",
                ),
            },
        ),
    )

    actions = ("read_anew",)

    def affected(self, rows: Iterable[Any]) -> QuerySet[Article]:
        return Article.objects.filter(pk__in=[row.pk for row in rows])

    @admin.action(description="Look again for people, places and organisations")
    def read_anew(self, request: HttpRequest, chosen: QuerySet[Article]) -> None:
        """The worker reads them; what editors put right holds."""
        pks = list(chosen.filter(recognised=True).values_list("pk", flat=True))
        queue_articles(pks, stale=True)
        self.message_user(request, f"The worker reads {counted(len(pks), 'article')} anew.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).select_related("source").defer("source__data")

    def view_on_site(self, obj: Article) -> str:
        return obj.get_absolute_url()


class HouseForm(ModelForm):
    """The name of an outlet or agency. Articles find it by the slug of its name, which stays when it is renamed."""

    class Meta:
        fields = ("name",)

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        slug = self.instance.slug or name_slug(name)
        twin = type(self.instance).objects.filter(slug=slug).exclude(pk=self.instance.pk).first()
        if twin is not None:
            raise ValidationError(f"That is “{twin}”, which is here already.")
        self.instance.slug = slug
        return name


class HouseAdmin(IndexedAdmin):
    """Outlets and agencies: a name, and the articles that carry it."""

    form = HouseForm
    fields = ("name", "slug")
    list_display = ("name", "slug")
    search_fields = ("name",)
    readonly_fields = ("slug",)

    def has_delete_permission(self, request: HttpRequest, obj: House | None = None) -> bool:
        """Only one that no article names: of the others each article's source would be contradicted."""
        return obj is not None and not obj.articles.exists() and super().has_delete_permission(request, obj)


@admin.register(Outlet)
class OutletAdmin(HouseAdmin):
    def affected(self, rows: Iterable[Any]) -> QuerySet[Article]:
        return Article.objects.filter(outlet__in=rows)


@admin.register(Agency)
class AgencyAdmin(HouseAdmin):
    def affected(self, rows: Iterable[Any]) -> QuerySet[Article]:
        return Article.objects.filter(agency__in=rows)
