"""What the rows are, in the reader's words; the database keeps the promises."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles.entities.kinds import Kind, Role

KIND_CHOICES = [(Kind.PERSON.value, "person"), (Kind.PLACE.value, "place"), (Kind.ORG.value, "organisation")]
ROLE_CHOICES = [(role.value, role.value) for role in Role]


class SourceFile(models.Model):
    """The bytes as they came, kept for ever, and who brought them when."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    encoding = models.CharField(max_length=40, blank=True)
    data = models.BinaryField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    brought_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class House(models.Model):
    """What publishes or distributes news, by its name."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)

    class Meta:
        abstract = True
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Outlet(House):
    """Who publishes articles."""


class Agency(House):
    """Whose wire a report came over: not who published it."""

    class Meta(House.Meta):
        verbose_name_plural = "agencies"


class Entity(models.Model):
    """A person, place or organisation. Its slug never changes, so addresses last; a merged one points to the other."""

    kind = models.CharField(max_length=10, choices=KIND_CHOICES)
    name = models.CharField(max_length=200)
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
    country_code = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=200, blank=True, help_text="The state or province a place lies in.")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    gazetteer_id = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("name",)
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


class Alias(models.Model):
    """A form of an entity's name. ``folded`` is the surface as `articles.text.fold` gives it."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="aliases")
    surface = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
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
        constraints = [models.UniqueConstraint(fields=("entity", "surface"), name="alias_once_an_entity")]

    def __str__(self) -> str:
        return self.surface


class Article(models.Model):
    """One report read out of a source file. Empty means that the source does not say."""

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


class FieldReview(models.Model):
    """An editor's word on one field: this value stays, whatever a later reading makes of the source.

    ``accepted`` says that the value as read was found right; else it was corrected. For the field "restored" the
    value lists the [start, end] of removed text that belongs to the report after all.
    """

    FIELDS = tuple(
        (name, name)
        for name in ("title", "outlet", "agency", "published", "dateline", "byline", "body", "restored")
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
    """One naming: ``part_text[start:end] == surface``, in code points.

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
    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="mentions")
    linked = models.ForeignKey(
        Entity,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="linked_mentions",
        help_text="Who was named, where that one is merged into another: `entity` is who it counts for.",
    )
    source = models.CharField(max_length=20)
    confidence = models.FloatField()

    class Meta:
        ordering = ("part", "part_index", "start")
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="mention_is_not_empty"),
            models.UniqueConstraint(
                fields=("article", "part", "part_index", "start"), name="mention_once_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.surface


class Correction(models.Model):
    """What an editor put right about people, places and organisations: who, when, what, and whether it still holds.

    One about a naming in an article is tied to its characters: `part`, `start`, `end` where the part's text is still the
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
    """Two entities that an editor told apart: nothing may suggest that they are one. ``first`` is the older row."""

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
    """Two entities that may be one: similar, but not certainly the same. ``first`` is the older row."""

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


class Relation(models.Model):
    """Two articles that have to do with each other, and why. ``first`` is the older row: a pair is kept once."""

    RELATIONS = (("same_report", "same report"), ("same_story", "same story"), ("related", "related"))

    first = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    relation = models.CharField(max_length=12, choices=RELATIONS)
    score = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("first", "second"), name="relation_once_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="relation_first_is_older"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.relation} {self.second_id}"


class Story(models.Model):
    """The reports of one event over all outlets. A pinned one is left as it is when articles are grouped anew."""

    pinned = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return f"story {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("story", args=(self.pk,))


class StoryDecision(models.Model):
    """What an editor said about two articles, or about a whole story; it wins over every measure until it is undone."""

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
    """What of an article is compared with others, kept so that its text need not be read again for every comparison."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="print")
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"print of article {self.article_id}"


class ArticleKey(models.Model):
    """One of the rarest words of an article, by which articles that may tell the same event are found."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("article", "key"), name="article_key_once")]
        indexes = [models.Index(fields=("key", "article"), name="article_by_key")]

    def __str__(self) -> str:
        return f"{self.key} in article {self.article_id}"


class Quote(models.Model):
    """What an article puts in someone's mouth: ``body[start:end] == wording``, in code points.

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


class Import(models.Model):
    """One act of bringing files. Writing it with its items is the acknowledgement: after that nothing is lost."""

    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    brought_at = models.DateTimeField(auto_now_add=True)
    recognise = models.BooleanField(default=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"import {self.pk}"

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
    )

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="items")
    name = models.CharField(max_length=255)
    data = models.BinaryField(help_text="Emptied when the source file holds the bytes.")
    state = models.CharField(max_length=10, choices=STATES, default="waiting", db_index=True)
    outcome = models.CharField(max_length=12, choices=OUTCOMES, blank=True)
    detail = models.TextField(
        blank=True, help_text="The outcome in words: what it duplicates, why it failed."
    )
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=("batch", "state", "outcome"), name="item_progress")]

    def __str__(self) -> str:
        return self.name


class IndexJob(models.Model):
    """An article whose index entry is out of date, written in the transaction that changed it (an outbox)."""

    article_id = models.PositiveBigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"index article {self.article_id}"


class WorkerBeat(models.Model):
    """When the worker last said that it is alive; one row."""

    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"worker at {self.beat_at:%H:%M:%S}"
