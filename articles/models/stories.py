"""Relations between articles, stories, and quotes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles.models.articles import Article
from articles.models.entities import Entity


class Relation(models.Model):
    """Two related articles and the reasons. ``first`` is the older row, so a pair is stored once."""

    RELATIONS = (("same_report", "same report"), ("same_story", "same story"), ("related", "related"))

    first = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    relation = models.CharField(max_length=12, choices=RELATIONS)
    score = models.FloatField()
    rewritten = models.FloatField(
        null=True,
        blank=True,
        help_text="How surely one text was made from the other, 0..1; empty where an older version compared them.",
    )
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("first", "second"), name="relation_once_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="relation_first_is_older"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.relation} {self.second_id}"


class Story(models.Model):
    """The reports of one event across outlets. Regrouping leaves a pinned story as it is."""

    pinned = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return f"story {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("story", args=(self.pk,))


class FormerStory(models.Model):
    """An article's former story; the address of that story can still say where the article went."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_stories")
    story = models.PositiveBigIntegerField(db_index=True, help_text="Its number; the row may be gone.")

    class Meta:
        verbose_name_plural = "former stories"
        constraints = [models.UniqueConstraint(fields=("article", "story"), name="former_story_once")]

    def __str__(self) -> str:
        return f"article {self.article_id} was in story {self.story}"


class StoryDecision(models.Model):
    """An editor's decision on two articles or on a whole story. It overrides every measure until it is undone."""

    ACTIONS = (
        ("join", "one story"),
        ("part", "different stories"),
        ("pin", "pinned"),
        ("unpin", "no longer pinned"),
    )

    action = models.CharField(max_length=6, choices=ACTIONS)
    first = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Article, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.action} {self.first_id} {self.second_id or ''}".strip()


class ArticlePrint(models.Model):
    """The stored fingerprint of an article, so that comparisons need not read its text again.

    ``data`` is looked at for every candidate, ``detail`` only for those whose subject is the same.
    """

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="print")
    data = models.BinaryField()
    detail = models.BinaryField()

    def __str__(self) -> str:
        return f"print of article {self.article_id}"


class ArticleKey(models.Model):
    """One of the rarest words of an article, the key for retrieving reports of the same event."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("article", "key"), name="article_key_once")]
        indexes = [models.Index(fields=("key", "article"), name="article_by_key")]

    def __str__(self) -> str:
        return f"{self.key} in article {self.article_id}"


class Quote(models.Model):
    """A quote in an article: ``body[start:end] == wording``, in code points.

    ``same_as`` is the oldest quote of which this one is another wording, or the quote itself.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="quotes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    wording = models.TextField()
    folded = models.TextField(help_text="The wording as it is searched: `articles.text.fold`.")
    speaker_name = models.CharField(max_length=300, blank=True, help_text="As the article names the speaker.")
    speaker = models.ForeignKey(
        Entity, null=True, blank=True, on_delete=models.SET_NULL, related_name="quotes"
    )
    verb = models.CharField(max_length=40, blank=True)
    direct = models.BooleanField(help_text="Whether it stands in quotation marks.")
    broken = models.BooleanField(default=False, help_text="Whether a quotation mark is missing.")
    same_as = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ("article", "start")
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="quote_is_not_empty"),
            models.UniqueConstraint(fields=("article", "start", "direct"), name="quote_once_a_place"),
        ]

    def __str__(self) -> str:
        return self.wording[:80]
