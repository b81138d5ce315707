"""Imports and their items (the queue), the index jobs (the outbox), and the worker's heartbeat."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from articles.models.articles import Article
from articles.models.sources import SourceFile


class Import(models.Model):
    """One upload or import of files. Writing it with its items is the acknowledgement: from then on nothing is lost."""

    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    brought_at = models.DateTimeField(auto_now_add=True)
    recognise = models.BooleanField(default=True)
    label = models.CharField(max_length=200, blank=True, help_text="What an editor calls it.")
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when its articles are being taken back, or are."
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.label or f"Import {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("import", args=(self.pk,))


class ImportItem(models.Model):
    """One file of an import: waiting, being read by a worker that holds the lease, or done with its outcome."""

    STATES = (("waiting", "waiting"), ("working", "being read"), ("done", "done"))
    OUTCOMES = (
        ("added", "added"),
        ("duplicate", "duplicate"),
        ("new_version", "new version"),
        ("needs_review", "needs review"),
        ("unpacked", "unpacked"),
        ("failed", "failed"),
        ("withdrawn", "taken back"),
    )
    # What of these says that the item put an article into the room.
    STORED = ("added", "new_version", "needs_review")

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="items")
    name = models.CharField(max_length=255)
    data = models.BinaryField(help_text="Emptied when the source file holds the bytes.")
    state = models.CharField(max_length=10, choices=STATES, default="waiting", db_index=True)
    outcome = models.CharField(max_length=12, choices=OUTCOMES, blank=True)
    detail = models.TextField(
        blank=True, help_text="The outcome in words: what it duplicates, why it failed."
    )
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL)
    source = models.ForeignKey(
        SourceFile, null=True, blank=True, on_delete=models.SET_NULL, help_text="Where its bytes are kept."
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=("batch", "state", "outcome"), name="item_progress")]

    def __str__(self) -> str:
        return self.name


class ItemReport(models.Model):
    """One report of a file of many, and its outcome. It is written with the article, so a kill repeats none."""

    item = models.ForeignKey(ImportItem, on_delete=models.CASCADE, related_name="reports")
    part = models.PositiveIntegerField(help_text="Which report of the file, from 0.")
    outcome = models.CharField(max_length=12, choices=ImportItem.OUTCOMES)
    detail = models.TextField(blank=True)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ("item", "part")
        constraints = [models.UniqueConstraint(fields=("item", "part"), name="report_once_a_part")]

    def __str__(self) -> str:
        return f"report {self.part + 1} of {self.item_id}"


class IndexJob(models.Model):
    """An article whose index entry is out of date, written in the transaction that changed it (an outbox)."""

    article_id = models.PositiveBigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"index article {self.article_id}"


class WorkerBeat(models.Model):
    """The time of the worker's last heartbeat; one row."""

    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"worker at {self.beat_at:%H:%M:%S}"
