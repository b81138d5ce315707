"""Source files, imports and their outcomes in Django's admin, for reading."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from articles.models import Import, ImportItem, SourceFile


class ThroughUpload(admin.ModelAdmin):
    """An admin whose "add" leads to the upload page: an article comes out of a file, it is not typed into fields."""

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponseBase:
        return redirect("upload")


@admin.register(SourceFile)
class SourceFileAdmin(ThroughUpload):
    list_display = ("name", "media_type", "encoding", "brought_by", "brought_at")
    search_fields = ("name", "sha256")
    exclude = ("data",)
    readonly_fields = ("name", "sha256", "media_type", "encoding", "brought_by", "brought_at")
    list_select_related = ("brought_by",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceFile]:
        return super().get_queryset(request).defer("data")

    def has_delete_permission(self, request: HttpRequest, obj: SourceFile | None = None) -> bool:
        """Source files are kept for ever."""
        return False


class ImportItemInline(admin.TabularInline):
    model = ImportItem
    extra = 0
    max_num = 0
    can_delete = False
    fields = readonly_fields = ("name", "state", "outcome", "detail", "article", "attempts")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportItem]:
        return super().get_queryset(request).select_related("article").defer("data")


@admin.register(Import)
class ImportAdmin(ThroughUpload):
    list_display = ("__str__", "brought_by", "brought_at", "recognise")
    list_select_related = ("brought_by",)
    readonly_fields = ("brought_by", "brought_at", "recognise")
    inlines = (ImportItemInline,)

    def view_on_site(self, obj: Import) -> str:
        return obj.get_absolute_url()
