"""Articles, editors' reviews of their fields, and mentions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles.entities.kinds import Role
from articles.models.choices import KIND_CHOICES, ROLE_CHOICES
from articles.models.entities import Entity
from articles.models.sources import Agency, Outlet, SourceFile
from articles.reading.metadata.language import direction


class Article(models.Model):
    """One report from a source file. An empty field means that the source does not state it."""

    source = models.ForeignKey(SourceFile, on_delete=models.PROTECT, related_name="articles")
    source_part = models.PositiveIntegerField(default=0, help_text="Which record of a source file with many.")
    format = models.CharField(max_length=20)
    body_sha256 = models.CharField(
        max_length=64, db_index=True, help_text="Of the body: who else printed it?"
    )
    content_sha256 = models.CharField(
        max_length=64, unique=True, help_text="Of body and outlet: one outlet's report is one row."
    )
    title = models.CharField(max_length=500)
    title_origin = models.CharField(max_length=10, default="source")
    slug = models.SlugField(max_length=80)
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    published = models.CharField(max_length=35, blank=True, help_text="ISO 8601, as precise as the source.")
    published_precision = models.CharField(max_length=10, blank=True)
    published_day = models.DateField(
        null=True, blank=True, db_index=True, help_text="For sorting and facets."
    )
    dateline = models.JSONField(null=True, blank=True)
    dateline_place = models.ForeignKey(
        Entity, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports_from"
    )
    byline = models.JSONField(default=list, blank=True)
    reporters = models.JSONField(default=dict, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    language = models.CharField(max_length=10, blank=True)
    details = models.JSONField(
        default=dict, blank=True, help_text="What a database or wire says beside: key → list of values."
    )
    version_key = models.CharField(
        max_length=200,
        blank=True,
        db_index=True,
        help_text="What all versions of a report share: its story number at an agency, or its address.",
    )
    paragraphs = models.JSONField(default=list)
    captions = models.JSONField(default=list, blank=True)
    footnotes = models.JSONField(default=list, blank=True)
    removed = models.JSONField(default=list, blank=True)
    evidence = models.JSONField(default=dict, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    doubts = models.JSONField(
        default=list, blank=True, help_text="What is missing or doubtful, and why: for review."
    )
    needs_review = models.BooleanField(
        default=False, db_index=True, help_text="Whether there is a doubt that no editor has settled."
    )
    recognised = models.BooleanField(default=False, help_text="Whether entities have been looked for.")
    story = models.ForeignKey(
        "Story", null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    independent_report = models.PositiveBigIntegerField(
        null=True,
        blank=True,
        help_text="The oldest article of which this one is a copy or a rewrite, or itself.",
    )
    stale_since = models.DateTimeField(
        null=True,
        blank=True,
        db_index=True,
        help_text="Since when a name in it is known otherwise than it was read.",
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = (models.F("published_day").desc(nulls_last=True), "-pk")
        # The home page counts the undated ones.
        indexes = [models.Index(fields=("published",), name="article_by_published")]
        constraints = [
            models.UniqueConstraint(fields=("source", "source_part"), name="article_once_a_source_part")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=(self.pk, self.slug))

    @property
    def body(self) -> str:
        """The paragraphs joined by a blank line: the text that mentions of part "body" count in."""
        return "\n\n".join(block["text"] for block in self.paragraphs)

    @property
    def direction(self) -> str:
        """How its text runs: "rtl", "ltr", or "auto" where its language is not known."""
        return direction(self.language)

    @property
    def dateline_span(self) -> tuple[int, int] | None:
        """Where the body prints its dateline: at the head of the first paragraph that opens with it.

        It need not be the first of all: an editor may have put back text that stands before it.
        """
        printed, offset = str((self.dateline or {}).get("text", "")), 0
        for block in self.paragraphs:
            if printed and block["text"].startswith(printed):
                return offset, offset + len(printed)
            offset += len(block["text"]) + len("\n\n")
        return None


class FieldReview(models.Model):
    """An editor's decision on one field. It outlives every later reading of the source.

    ``accepted``: the editor confirmed the value as read; otherwise he corrected it. For the field "restored" the value
    lists the [start, end] of removed text that belongs to the report.
    """

    FIELDS = tuple(
        (name, name)
        for name in (
            "title",
            "outlet",
            "agency",
            "published",
            "dateline",
            "byline",
            "language",
            "body",
            "restored",
        )
    )

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reviews")
    field = models.CharField(max_length=10, choices=FIELDS)
    value = models.JSONField()
    accepted = models.BooleanField(default=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    reviewed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("article", "field"), name="review_once_a_field")]

    def __str__(self) -> str:
        return f"{self.field} of article {self.article_id}"


class Mention(models.Model):
    """One mention: ``part_text[start:end] == surface``, in code points.

    ``part`` is "body" (the paragraphs joined by a blank line), "title", "caption" or "footnote"; ``part_index`` says
    which caption or footnote.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    part = models.CharField(max_length=10, default="body")
    part_index = models.PositiveIntegerField(default=0)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=KIND_CHOICES)
    role = models.CharField(max_length=10, choices=ROLE_CHOICES, default=Role.MENTION.value)
    # The index on entity and article below serves the key as well.
    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    linked = models.ForeignKey(
        Entity,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="linked_mentions",
        help_text="Who was named, where that one is merged into another: `entity` is who it counts for.",
    )
    meant = models.ForeignKey(
        Entity,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="meant_mentions",
        help_text="Who a short name or a variant stands for, by what the whole room knows: `linked` is who was named.",
    )
    certainty = models.CharField(
        max_length=6, blank=True, help_text="linked, likely or open, of a short name."
    )
    link_reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=20)
    confidence = models.FloatField()

    class Meta:
        ordering = ("part", "part_index", "start")
        indexes = [
            models.Index(fields=("entity", "article"), name="mention_of_entity"),
            models.Index(fields=("entity",), condition=Q(role="demonym"), name="mention_of_nationality"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="mention_is_not_empty"),
            models.UniqueConstraint(
                fields=("article", "part", "part_index", "start"), name="mention_once_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.surface
