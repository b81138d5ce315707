"""What an editor may put right in Django's admin. Every change that search should know of is queued for the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, count
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Field, Q, QuerySet, URLField
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from articles.ingest.correction_log import CannotCorrect
from articles.ingest.corrections import undo
from articles.ingest.merging import merge
from articles.ingest.naming import add_alias, drop_alias, rename, reread_for
from articles.ingest.standing import queue_articles
from articles.models import (
    Agency,
    Alias,
    Article,
    Correction,
    Entity,
    Import,
    ImportItem,
    IndexJob,
    Outlet,
    SourceFile,
)
from articles.text import fold

admin.site.site_header = "The reading room: admin"
admin.site.site_title = "Reading room admin"
admin.site.index_title = "Put things right"
admin.site.index_template = "admin/room_index.html"


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


class ThroughUpload(admin.ModelAdmin):
    """An admin whose "add" leads to the upload page: an article comes out of a file, it is not typed into fields."""

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponseBase:
        return redirect("upload")


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

    @admin.action(description="Look for people, places and organisations anew")
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


def _naming(entities: Iterable[Entity]) -> QuerySet[Article]:
    """Articles that name an entity, or one merged into it, or report from it."""
    entities = list(entities)
    named = Q(mentions__entity__in=entities) | Q(mentions__entity__merged_into__in=entities)
    return Article.objects.filter(named | Q(dateline_place__in=entities)).distinct()


def _free_slug(entity: Entity) -> str:
    """A slug of the entity's name that no other of its kind has."""
    plain = fold(entity.name).replace(" ", "-")[:190] or entity.kind
    taken = set(
        Entity.objects.filter(kind=entity.kind, slug__startswith=plain).values_list("slug", flat=True)
    )
    numbered = (f"{plain}-{number}" for number in count(2))
    return next(slug for slug in chain([plain], numbered) if slug not in taken)


class AliasInline(admin.TabularInline):
    """An entity's names. Adding and deleting one here is the same correction as on the entity's own page."""

    model = Alias
    extra = 1
    fields = ("surface", "role", "case_sensitive", "source", "proof")
    readonly_fields = ("source", "proof")


@admin.register(Entity)
class EntityAdmin(IndexedAdmin):
    """What is done to a name or a merge here is a correction as on the entity's page: logged, undoable, lasting."""

    list_display = ("name", "kind", "country_code", "curated", "merged_into")
    list_filter = ("kind", "curated")
    search_fields = ("name", "aliases__surface")
    autocomplete_fields = ("merged_into",)
    readonly_fields = ("slug",)
    inlines = (AliasInline,)
    list_select_related = ("merged_into",)
    actions = ("merge_chosen",)

    def affected(self, rows: Iterable[Any]) -> QuerySet[Article]:
        return _naming(rows)

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
            _corrected(request, rename, obj, name)
        if into != before.merged_into:
            for made in Correction.objects.filter(action="merge", entity=obj, undone_at=None):
                _corrected(request, undo, made)
            obj.refresh_from_db()
            if into is not None:
                _corrected(request, merge, obj, into)

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseInlineFormSet, change: bool
    ) -> None:
        formset.save(commit=False)
        for alias in formset.new_objects:
            if not change:  # the names of an entity that is new itself
                alias.folded, alias.source = fold(alias.surface), "editor"
                alias.save()
                reread_for(alias.entity, [alias.surface])
            elif _corrected(request, add_alias, alias.entity, alias.surface):
                _take_over(alias)
        for alias, _ in formset.changed_objects:
            _change(alias)
        for alias in formset.deleted_objects:
            _corrected(request, drop_alias, alias)

    @admin.action(description="Merge the chosen ones into the one that is named most often")
    def merge_chosen(self, request: HttpRequest, chosen: QuerySet[Entity]) -> None:
        """Each is a correction of its own, which can be undone at /corrections/."""
        ranked = chosen.annotate(named=Count("mentions")).order_by("-named", "pk")
        into, *others = ranked.select_related("merged_into")
        made = [_corrected(request, merge, other, into) for other in others]
        self.message_user(request, f"{sum(made)} merged into {into.name}.")

    def get_readonly_fields(self, request: HttpRequest, obj: Entity | None = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "kind") if obj else (*self.readonly_fields, "merged_into")

    def has_delete_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """Entities are merged and never deleted: the corrections hang on them, and the next article brings them back."""
        return False

    def view_on_site(self, obj: Entity) -> str:
        return obj.get_absolute_url()


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
        return _naming([row.entity for row in rows])

    def save_model(self, request: HttpRequest, obj: Alias, form: ModelForm, change: bool) -> None:
        _change(obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Alias | None = None) -> bool:
        return False


def _corrected(request: HttpRequest, correct: Callable[..., object], *of: object) -> bool:
    """Make a correction in the name of whoever is signed in; why it makes no sense is said on the page."""
    try:
        correct(*of, request.user)
    except CannotCorrect as refusal:
        messages.error(request, str(refusal))
        return False
    return True


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
