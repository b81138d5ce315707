"""Tokens with which a program uploads without a password; only their hashes are kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class UploadToken(models.Model):
    """The right to upload, and to do nothing else, in an editor's name. The token itself is shown once and not kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="upload_tokens")
    name = models.CharField(max_length=100, help_text="Where it is used.")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)
    window_at = models.DateTimeField(
        null=True, blank=True, help_text="When the minute began in which uploads are counted."
    )
    window_uploads = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
