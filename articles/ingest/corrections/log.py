"""The log of corrections: who, when, what, and what it was before; and refusals in words."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone

from articles.models import Article, Correction, Entity
from articles.reading.anchoring import Anchor

User = AbstractBaseUser | AnonymousUser | None


class CannotCorrect(Exception):
    """A correction that cannot be applied; the message says why and what to do instead."""


def log(action: str, entity: Entity, user: User, *, other: Entity | None = None, **value: Any) -> Correction:
    """Log a correction of an entity. The caller holds the transaction."""
    return Correction.objects.create(
        action=action, entity=entity, other=other, value=value, made_by=signed(user)
    )


def log_in_article(
    action: str,
    entity: Entity,
    user: User,
    article: Article,
    anchor: Anchor,
    *,
    other: Entity | None = None,
    part_of: Correction | None = None,
    **value: Any,
) -> Correction:
    """Log a correction of one mention in an article. The caller holds the transaction."""
    part, part_index = anchor.part
    return Correction.objects.create(
        action=action,
        entity=entity,
        other=other,
        part_of=part_of,
        value=value,
        article=article,
        part=part,
        part_index=part_index,
        start=anchor.start,
        end=anchor.end,
        quote=anchor.quote,
        before=anchor.before,
        after=anchor.after,
        text_sha256=anchor.text_sha256,
        made_by=signed(user),
    )


def log_undone(correction: Correction, user: User) -> None:
    """Log that a correction and its parts are undone."""
    undone = {"undone_by": signed(user), "undone_at": timezone.now()}
    Correction.objects.filter(pk=correction.pk).update(**undone)
    correction.parts.filter(undone_at=None).update(**undone)


def signed(user: User) -> Any:
    """The account to log; None where a command acted."""
    return user if user is not None and user.is_authenticated else None
