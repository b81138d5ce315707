"""Changes of a field in many articles at once: those that an editor chose, or all that an import brings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from articles.models.articles import Article
from articles.models.queue import Import


class ManyChange(models.Model):
    """An editor's word on fields of many articles: who, when, what. It is undone as a whole.

    ``everywhere``: also where the source states something else, or an editor settled the field before.
    """

    values = models.JSONField(help_text="Field → value, as a review keeps it.")
    everywhere = models.BooleanField(default=False)
    described = models.CharField(max_length=300, help_text="Which articles were chosen, in words.")
    batch = models.ForeignKey(
        Import,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="changes",
        help_text="The import whose articles all get the values, as they are read.",
    )
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

    def __str__(self) -> str:
        return f"change {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("change", args=(self.pk,))


class ChangedArticle(models.Model):
    """An article of such a change. It is ``waiting`` until the worker has read it anew.

    ``before`` maps each field that changed to the review that it had: its value, whether it was accepted, by whom; or none.
    """

    change = models.ForeignKey(ManyChange, on_delete=models.CASCADE, related_name="articles")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="many_changes")
    before: models.JSONField[Any, Any] = models.JSONField(default=dict)
    waiting = models.BooleanField(default=True, db_index=True)
    refused = models.TextField(blank=True, help_text="Why the article was left as it is.")

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("change", "article"), name="article_once_a_change")]

    def __str__(self) -> str:
        return f"article {self.article_id} of change {self.change_id}"
