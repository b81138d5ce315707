"""Names of people, places and organisations in Django's admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from articles.admin.correcting_user import corrected
from articles.admin.reindexing import IndexedAdmin
from articles.ingest.corrections.names import add_alias, drop_alias, reread_for
from articles.models import Alias, Article, Entity
from articles.text import fold


class AliasInline(admin.StackedInline):
    """An entity's names. Adding and deleting one here is the same correction as on the entity's own page."""

    model = Alias
    extra = 1
    fields = ("surface", "role", "case_sensitive", "source", "proof")
    readonly_fields = ("source", "proof")


@admin.register(Alias)
class AliasAdmin(IndexedAdmin):
    """All names in one list. They are added and taken away on their entity; here is what else is true of them."""

    list_display = ("surface", "entity", "role", "source", "case_sensitive")
    list_filter = ("role", "source")
    search_fields = ("surface", "entity__name")
    list_select_related = ("entity",)
    fields = ("surface", "entity", "role", "case_sensitive", "source", "proof")
    readonly_fields = ("surface", "entity", "source", "proof")

    def affected(self, rows: Iterable[Any]) -> QuerySet[Article]:
        return naming([row.entity for row in rows])

    def save_model(self, request: HttpRequest, obj: Alias, form: ModelForm, change: bool) -> None:
        _change(obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Alias | None = None) -> bool:
        return False


def naming(entities: Iterable[Entity]) -> QuerySet[Article]:
    """Articles that name an entity, or one merged into it, or report from it."""
    entities = list(entities)
    named = Q(mentions__entity__in=entities) | Q(mentions__entity__merged_into__in=entities)
    return Article.objects.filter(named | Q(dateline_place__in=entities)).distinct()


def save_names(request: HttpRequest, formset: BaseInlineFormSet, known: bool) -> None:
    """Carry out what was typed of an entity's names; ``known`` says that the entity was here before."""
    formset.save(commit=False)
    for alias in formset.new_objects:
        if not known:
            alias.folded, alias.source = fold(alias.surface), "editor"
            alias.save()
            reread_for(alias.entity, [alias.surface])
        elif corrected(request, add_alias, alias.entity, alias.surface):
            _take_over(alias)
    for alias, _ in formset.changed_objects:
        _change(alias)
    for alias in formset.deleted_objects:
        corrected(request, drop_alias, alias)


def _take_over(typed: Alias) -> None:
    """Give the row that a correction made of a name what else was typed of it."""
    alias = Alias.objects.get(entity=typed.entity, surface=" ".join(typed.surface.split()))
    alias.role, alias.case_sensitive = typed.role, typed.case_sensitive
    alias.save()


def _change(alias: Alias) -> None:
    """Save another spelling or use of a name; what contains the old one or the new one is read anew."""
    before = Alias.objects.get(pk=alias.pk).surface
    alias.folded = fold(alias.surface)
    alias.save()
    reread_for(alias.entity, {before, alias.surface})
