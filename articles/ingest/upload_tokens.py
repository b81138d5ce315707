"""Tokens for programs that upload: made once, kept as a hash, good for uploading alone, limited by the minute, revocable."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import UploadToken

TOKEN_BYTES = 32
NAME_MAX_CHARACTERS = 100
UPLOADS_A_MINUTE = 60
_MINUTE = dt.timedelta(minutes=1)


def issue_token(user: AbstractBaseUser, name: str) -> str:
    """Make a token for an editor. It is returned this once: only its hash is kept."""
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    UploadToken.objects.create(user=user, name=name[:NAME_MAX_CHARACTERS], sha256=_hash(secret))
    return secret


def token_of(authorization: str) -> UploadToken | None:
    """The token that a header ``Authorization: Bearer …`` states, if it holds and its owner is still an editor."""
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or not secret:
        return None
    holding = UploadToken.objects.filter(revoked_at=None, user__is_active=True, user__is_staff=True)
    return holding.select_related("user").filter(sha256=_hash(secret.strip())).first()


def count_upload(token: UploadToken) -> bool:
    """Count an upload by this token; False where it is one too many for the minute."""
    now = timezone.now()
    with transaction.atomic():
        row = UploadToken.objects.select_for_update().get(pk=token.pk)
        if row.window_at is None or now - row.window_at >= _MINUTE:
            row.window_at, row.window_uploads = now, 0
        if row.window_uploads >= UPLOADS_A_MINUTE:
            return False
        row.window_uploads += 1
        row.used_at = now
        row.save(update_fields=["window_at", "window_uploads", "used_at"])
    return True


def tokens_of(user: AbstractBaseUser) -> QuerySet[UploadToken]:
    """An editor's own tokens, the latest first, revoked ones too."""
    return UploadToken.objects.filter(user=user)


def revoke(token: UploadToken) -> None:
    """End a token for good. Idempotent."""
    UploadToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def _hash(secret: str) -> str:
    """SHA-256 is enough for a secret of 32 random bytes, which nobody can guess from its hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
