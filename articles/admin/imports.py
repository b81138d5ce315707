"""Source files and imports in Django's admin, for reading."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from articles.models import Import, SourceFile


class ThroughUpload(admin.ModelAdmin):
    """An admin whose "add" leads to the upload page: an article comes out of a file, it is not typed into fields."""

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponseBase:
        return redirect("upload")


class ReadOnlyAdmin(admin.ModelAdmin):
    """An admin to look things up in: what a page of the room's own does with all that follows is done there."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class KeptForEver(ReadOnlyAdmin):
    """What was acknowledged is never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SourceFile)
class SourceFileAdmin(ThroughUpload, KeptForEver):
    list_display = ("name", "media_type", "encoding", "brought_by", "brought_at")
    search_fields = ("name", "sha256")
    exclude = ("data",)
    list_select_related = ("brought_by",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceFile]:
        return super().get_queryset(request).defer("data")


@admin.register(Import)
class ImportAdmin(ThroughUpload, KeptForEver):
    """Imports. Their files and outcomes stand on the import's own page, where an import is also taken back."""

    list_display = ("__str__", "brought_by", "brought_at", "recognise")
    list_select_related = ("brought_by",)

    def view_on_site(self, obj: Import) -> str:
        return obj.get_absolute_url()
