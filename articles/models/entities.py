"""People, places and organisations, and the names they are known by."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles.entities.kinds import Role
from articles.entities.linking.name_similarity import SOUND_MAX_CHARACTERS, surname_sound
from articles.models.choices import KIND_CHOICES, ROLE_CHOICES


class Entity(models.Model):
    """A person, place or organisation. Its slug never changes, so addresses last; a merged one points to the other."""

    kind = models.CharField(max_length=10, choices=KIND_CHOICES)
    name = models.CharField(max_length=200, db_index=True)
    slug = models.SlugField(max_length=200)
    curated = models.BooleanField(
        default=False, help_text="Known from the data files or put right by an editor."
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )
    former_kind = models.CharField(
        max_length=10,
        blank=True,
        choices=KIND_CHOICES,
        help_text="What recognition takes it for, where an editor said otherwise.",
    )
    no_name = models.BooleanField(
        default=False,
        help_text="An editor said that it is no name: no reading of any article finds it again.",
    )
    country_code = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=200, blank=True, help_text="The state or province a place lies in.")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    gazetteer_id = models.CharField(max_length=20, blank=True)
    article_count = models.IntegerField(
        default=0,
        editable=False,
        help_text="How many articles name it. The database keeps it (models/counting.py).",
    )
    mention_count = models.IntegerField(default=0, editable=False)

    class Meta:
        ordering = ("name",)
        indexes = [
            models.Index(fields=("kind", "-article_count", "name"), name="entity_most_articles"),
            models.Index(fields=("kind", "-mention_count", "name"), name="entity_most_mentions"),
            models.Index(fields=("kind", "name"), name="entity_of_kind_by_name"),
        ]
        verbose_name_plural = "entities"
        constraints = [
            models.UniqueConstraint(fields=("kind", "slug"), name="entity_slug_once_a_kind"),
            models.UniqueConstraint(
                fields=("gazetteer_id",), condition=~Q(gazetteer_id=""), name="entity_once_a_gazetteer_id"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(self.kind, args=(self.pk, self.slug))

    @classmethod
    def called(cls, names: Collection[tuple[str, str]]) -> list[Entity]:
        """The entities of these kinds and slugs, in no order.

        Asked by slug alone, which an index serves: of many pairs SQLite would read the whole table.
        """
        rows = cls.objects.filter(slug__in={slug for _, slug in names}).order_by()
        return [row for row in rows if (row.kind, row.slug) in names]


class NameGroup(models.Model):
    """The people of the room who bear one surname or given name, as they were last counted.

    ``people`` holds what linking compares of each: articles, months, company. ``seen`` counts the articles that name one of
    them since: the group is counted anew, and its short names linked anew, when these are a fifth of those counted.
    """

    word = models.CharField(max_length=80, unique=True)
    people = models.JSONField(default=list)
    articles = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    linked_up_to = models.PositiveBigIntegerField(
        null=True,
        blank=True,
        help_text="The article up to which linking anew has come; empty when it is done.",
    )

    def __str__(self) -> str:
        return self.word


class Alias(models.Model):
    """A form of an entity's name. ``folded`` is the surface as `articles.text.fold` gives it.

    ``sound`` is its `surname_sound`; saving a row writes it, whoever creates many at once gives it.
    """

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="aliases")
    surface = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    sound = models.CharField(max_length=SOUND_MAX_CHARACTERS, blank=True, db_index=True, editable=False)
    role = models.CharField(max_length=10, choices=ROLE_CHOICES, default=Role.MENTION.value)
    case_sensitive = models.BooleanField(
        default=False, help_text="For short forms that are also words: IS, US, WHO."
    )
    source = models.CharField(
        max_length=20, default="learned", help_text="seed, learned, text, editor or dropped"
    )
    proof = models.TextField(blank=True, help_text="The sentence that says so, where one does.")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "aliases"
        # The few that recognition knows are asked for among the many that were learned.
        indexes = [models.Index(fields=("source", "changed_at"), name="alias_of_source_by_change")]
        constraints = [models.UniqueConstraint(fields=("entity", "surface"), name="alias_once_an_entity")]

    def __str__(self) -> str:
        return self.surface

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sound = surname_sound(self.surface)
        super().save(*args, **kwargs)
