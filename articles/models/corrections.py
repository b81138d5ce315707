"""Editors' corrections of who is who."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.articles import Article
from articles.models.entities import Entity


class Correction(models.Model):
    """An editor's correction of people, places or organisations: who, when, what, and whether it still holds.

    One about a mention in an article is tied to its characters: `part`, `start`, `end` where the part's text is still the
    one of `text_sha256`, else the quote and what stood around it. `placed` is false where a later text has no such place.
    """

    ACTIONS = (
        ("merge", "merged"),
        ("split", "split"),
        ("apart", "told apart"),
        ("rename", "renamed"),
        ("kind", "changed the kind"),
        ("alias", "added a name"),
        ("drop", "took a name away"),
        ("add", "added a mention"),
        ("reject", "rejected a mention"),
        ("assign", "moved a mention"),
        ("rejects", "rejected mentions"),
        ("move", "moved mentions"),
        ("noname", "said it is no name"),
    )
    IN_ARTICLES = ("add", "reject", "assign")

    action = models.CharField(max_length=10, choices=ACTIONS)
    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="corrections")
    other = models.ForeignKey(
        Entity, null=True, blank=True, on_delete=models.CASCADE, related_name="corrections_from_other_side"
    )
    value = models.JSONField(default=dict, blank=True, help_text="What it was before, and what it is since.")
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="parts")
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="corrections"
    )
    part = models.CharField(max_length=10, blank=True)
    part_index = models.PositiveIntegerField(default=0)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    quote = models.CharField(max_length=300, blank=True)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    placed = models.BooleanField(default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = [models.Index(fields=("article", "undone_at"), name="correction_of_article")]

    def __str__(self) -> str:
        return f"{self.action} of entity {self.entity_id}"


class NotSame(models.Model):
    """Two entities that an editor declared different; they are never suggested as one. ``first`` is the older row."""

    first = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "not same"
        constraints = [
            models.UniqueConstraint(fields=("first", "second"), name="not_same_once_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="not_same_first_is_older"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"


class MergeSuggestion(models.Model):
    """Two entities that may be the same: similar, but not certainly. ``first`` is the older row."""

    first = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    reason = models.TextField(help_text="Why they may be one, in words.")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-score", "pk")
        constraints = [
            models.UniqueConstraint(fields=("first", "second"), name="suggestion_once_a_pair"),
            models.CheckConstraint(
                condition=Q(first__lt=models.F("second")), name="suggestion_first_is_older"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} may be {self.second_id}"

    @classmethod
    def about(cls, entities: Iterable[Entity]) -> models.QuerySet[MergeSuggestion]:
        """The suggestions in which any of these entities is one of the two."""
        either = list(entities)
        return cls.objects.filter(Q(first__in=either) | Q(second__in=either))
