"""People, places and organisations in Django's admin."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from articles.admin.aliases import AliasInline, naming, save_names
from articles.admin.correcting_user import corrected
from articles.admin.reindexing import IndexedAdmin
from articles.ingest.corrections.merges import merge
from articles.ingest.corrections.names import rename
from articles.ingest.corrections.undo import undo
from articles.models import Article, Correction, Entity
from articles.text import fold


@admin.register(Entity)
class EntityAdmin(IndexedAdmin):
    """What is done to a name or a merge here is a correction as on the entity's page: logged, undoable, lasting."""

    list_display = ("name", "kind", "country_code", "curated", "merged_into")
    list_filter = ("kind", "curated")
    search_fields = ("name", "aliases__surface")
    raw_id_fields = ("merged_into",)
    # What recognition and the corrections keep; they are changed on the entity's own page.
    readonly_fields = ("slug", "curated", "former_kind", "no_name")
    inlines = (AliasInline,)
    list_select_related = ("merged_into",)
    actions = ("merge_chosen",)

    def affected(self, rows: Iterable[Any]) -> QuerySet[Article]:
        return naming(rows)

    def save_model(self, request: HttpRequest, obj: Entity, form: ModelForm, change: bool) -> None:
        obj.curated = True
        if not change:
            obj.slug = _free_slug(obj)
            return super().save_model(request, obj, form, change)
        before = Entity.objects.select_related("merged_into").get(pk=obj.pk)
        name, into = obj.name, obj.merged_into
        obj.name, obj.merged_into = before.name, before.merged_into
        super().save_model(request, obj, form, change)
        if name != before.name:
            corrected(request, rename, obj, name)
        if into != before.merged_into:
            for made in Correction.objects.filter(action="merge", entity=obj, undone_at=None):
                corrected(request, undo, made)
            obj.refresh_from_db()
            if into is not None:
                corrected(request, merge, obj, into)

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseInlineFormSet, change: bool
    ) -> None:
        save_names(request, formset, known=change)

    @admin.action(description="Merge the chosen ones into the one that is named most often")
    def merge_chosen(self, request: HttpRequest, chosen: QuerySet[Entity]) -> None:
        """Each is a correction of its own, which can be undone at /corrections/."""
        ranked = chosen.annotate(named=Count("mentions")).order_by("-named", "pk")
        into, *others = ranked.select_related("merged_into")
        made = [corrected(request, merge, other, into) for other in others]
        self.message_user(request, f"{sum(made)} merged into {into.name}.")

    def get_readonly_fields(self, request: HttpRequest, obj: Entity | None = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "kind") if obj else (*self.readonly_fields, "merged_into")

    def has_delete_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """Entities are merged and never deleted: the corrections hang on them, and the next article brings them back."""
        return False

    def view_on_site(self, obj: Entity) -> str:
        return obj.get_absolute_url()


def _free_slug(entity: Entity) -> str:
    """A slug of the entity's name that no other of its kind has."""
    plain = fold(entity.name).replace(" ", "-")[:190] or entity.kind
    taken = set(
        Entity.objects.filter(kind=entity.kind, slug__startswith=plain).values_list("slug", flat=True)
    )
    numbered = (f"{plain}-{number}" for number in count(2))
    return next(slug for slug in chain([plain], numbered) if slug not in taken)
