"""Source files, outlets and agencies."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SourceFile(models.Model):
    """The bytes of a file as received, kept for ever, with who uploaded them and when."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255, db_index=True)
    media_type = models.CharField(max_length=100)
    encoding = models.CharField(max_length=40, blank=True)
    chosen_encoding = models.CharField(
        max_length=40, blank=True, help_text="In which encoding an editor said that its bytes are to be read."
    )
    data = models.BinaryField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    brought_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class House(models.Model):
    """A publisher or distributor of news, identified by its name."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)

    class Meta:
        abstract = True
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Outlet(House):
    """A publisher of articles."""


class Agency(House):
    """The news agency whose wire carried a report; not its publisher."""

    class Meta(House.Meta):
        verbose_name_plural = "agencies"
