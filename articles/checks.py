"""System checks: settings that are each allowed but not safe together."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from articles.entities.languages.recognisers import missing

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@register(deploy=False)
def reading_is_open_only_on_this_machine(**_: Any) -> list[CheckMessage]:
    """Whoever can reach an open room may read it, so beyond this machine it should ask for a sign-in."""
    if settings.HOST in LOOPBACK or settings.READING_NEEDS_SIGN_IN:
        return []
    return [
        Warning(
            f"The room listens on {settings.HOST} and lets anyone who reaches it read everything.",
            hint="Set NEWSROOM_READING_NEEDS_SIGN_IN=1, or NEWSROOM_HOST=127.0.0.1.",
            id="articles.W001",
        )
    ]


@register(deploy=False)
def sign_in_travels_encrypted(**_: Any) -> list[CheckMessage]:
    """Beyond this machine a password must not travel in the clear."""
    if settings.HOST in LOOPBACK or settings.HTTPS:
        return []
    return [
        Warning(
            f"The room listens on {settings.HOST} without HTTPS: passwords travel in the clear.",
            hint="Put a proxy that speaks HTTPS in front and set NEWSROOM_HTTPS=1.",
            id="articles.W002",
        )
    ]


@register(deploy=False)
def every_language_asked_for_has_its_recogniser(**_: Any) -> list[CheckMessage]:
    """A language without its packages is read for known names alone, which must not pass unnoticed."""
    return [Warning(said, id="articles.W003") for said in missing(settings.RECOGNITION_LANGUAGES)]
